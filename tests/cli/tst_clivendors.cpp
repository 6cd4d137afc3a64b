// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The five queries as typed, over a cache of each vendor's centre, against the centre's own books.
#include "sandbox/simulation.h"
#include "support/clirun.h"
#include "support/deskcache.h"
#include "support/keybodies.h"
#include "support/worldcache.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Truth;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

constexpr DurationMs dayMs = 86'400'000;
const TimeMs epoch = at("2026-06-01T00:00:00.000Z");
// Half past nine on a Tuesday: people online, a queue, conversations under way.
const TimeMs now = at("2026-06-09T09:31:07.250Z");

QString iso(TimeMs instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// One vendor's centre in a cache of its own, beside an account with the same ids.
struct Centre {
    explicit Centre(Vendor vendor)
        : simulation({vendor, 31, epoch, 9, 40, 8, false})
    {
        simulation.advanceTo(now);
        const auto store = openStore(profile.path());
        fillCache(*store, simulation.world(), {QStringLiteral("x"), QStringLiteral("http://x")},
                  QStringLiteral("Other"));
        fillCache(*store, simulation.world(), account, QStringLiteral("Acme"));
    }

    CliRun run(const QStringList &words, const QByteArray &input = {}) const
    {
        return runCommand(QStringList{QStringLiteral("query")} + words +
                              QStringList{QStringLiteral("--account"), QStringLiteral("Acme"),
                                          QStringLiteral("--format"), QStringLiteral("json"),
                                          QStringLiteral("--profile"), profile.path(),
                                          QStringLiteral("--now"), iso(now), QStringLiteral("--tz"),
                                          QStringLiteral("UTC")},
                          input);
    }
    /// Empty when the answer is the truth's.
    QByteArray wrong(const char *operation, const QStringList &words, const TruthParams &params,
                     const QByteArray &body = {})
    {
        const Truth truth(simulation.world(), account);
        const auto expected = truth.answer(QLatin1String(operation), params, body);
        const CliRun told = run(QStringList{QLatin1String(operation)} + words, body);
        bytes += expected.json.size();
        if (told.out == expected.json + '\n' && (told.code == 0) == (expected.status == 200))
            return {};
        return words.join(u' ').toUtf8() + "\n  told " + told.out.left(600) + told.err +
               "\n truth " + expected.json.left(600);
    }

    sandbox::Simulation simulation;
    sandbox::TruthAccount account{QStringLiteral("1"), QStringLiteral("http://127.0.0.1:8/desk")};
    QTemporaryDir profile;
    qsizetype bytes = 0; ///< that the truth told
};

} // namespace

#define RIGHT(told)                                                                                \
    do {                                                                                           \
        const QByteArray problem = told;                                                           \
        QVERIFY2(problem.isEmpty(), problem.constData());                                          \
    } while (false)

class TestCliVendors : public QObject {
    Q_OBJECT

private:
    std::map<int, std::unique_ptr<Centre>> m_centres;

    Centre &centre()
    {
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        for (const Vendor vendor :
             {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson, Vendor::ChatDash}) {
            if (sandbox::vendorWord(vendor) != word)
                continue;
            auto &made = m_centres[int(vendor)];
            if (!made)
                made = std::make_unique<Centre>(vendor);
            made->bytes = 0;
            return *made;
        }
        qFatal("no vendor of that name");
    }
    static void vendors()
    {
        QTest::addColumn<int>("unused");
        for (const char *vendor : {"chatwoot", "rocketchat", "liveperson", "chatdash"})
            QTest::newRow(vendor) << 0;
    }

private Q_SLOTS:
    void agentConversationMetrics_data() { vendors(); }
    void agentConversationMetrics()
    {
        Centre &c = centre();
        RIGHT(c.wrong("agent-conversation-metrics", {}, {}));
        for (const auto &agent : c.simulation.world().agents())
            RIGHT(c.wrong("agent-conversation-metrics", {QStringLiteral("--user-id"), agent.id},
                          {{QStringLiteral("user_id"), agent.id}}));
        QVERIFY(c.bytes > 100);
    }

    void reportingEvents_data() { vendors(); }
    void reportingEvents()
    {
        Centre &c = centre();
        const Truth truth(c.simulation.world(), c.account);
        const auto &all = c.simulation.world().conversations();
        int asked = 0;
        for (std::size_t i = 0; i < all.size(); i += 1 + all.size() / 25) {
            const TruthParams params{{QStringLiteral("conversation"), all[i].id}};
            if (truth.reportingEvents(params).status != 200)
                continue; // it is gone: the words of the refusal are the vendor's
            RIGHT(
                c.wrong("reporting-events", {QStringLiteral("--conversation"), all[i].id}, params));
            ++asked;
        }
        QVERIFY(asked > 15 && c.bytes > 1'000);
    }

    void conversationsByAgent_data() { vendors(); }
    void conversationsByAgent()
    {
        Centre &c = centre();
        for (int days = 1; days < 9; ++days) {
            const QString from = iso(now - days * dayMs);
            const QString to = iso(now - (days - 1) * dayMs / 2);
            RIGHT(c.wrong("conversations-by-agent",
                          {QStringLiteral("--start"), from, QStringLiteral("--end"), to},
                          {{QStringLiteral("start"), from}, {QStringLiteral("end"), to}}));
        }
        QVERIFY(c.bytes > 500);
    }

    void keyMetrics_data() { vendors(); }
    void keyMetrics()
    {
        Centre &c = centre();
        KeyBodies bodies(c.simulation.world(), 41);
        for (int i = 0; i < 25; ++i) {
            const KeyBody body = bodies.next();
            QStringList words{QStringLiteral("--body"),   QStringLiteral("-"),
                              QStringLiteral("--offset"), QString::number(body.offset),
                              QStringLiteral("--limit"),  QString::number(body.limit)};
            if (!body.sort.isEmpty())
                words << QStringLiteral("--sort") << body.sort;
            RIGHT(c.wrong("key-metrics", words, body.params(), body.json));
        }
        QVERIFY(c.bytes > 2'000);
    }

    void agentConversations_data() { vendors(); }
    void agentConversations()
    {
        Centre &c = centre();
        const QString start = iso(now - 3 * dayMs);
        for (const auto &agent : c.simulation.world().agents()) {
            RIGHT(c.wrong("agent-conversations", {QStringLiteral("--agent"), agent.id},
                          {{QStringLiteral("agentId"), agent.id}}));
            RIGHT(c.wrong(
                "agent-conversations",
                {QStringLiteral("--agent"), agent.id, QStringLiteral("--start-date"), start},
                {{QStringLiteral("agentId"), agent.id}, {QStringLiteral("startDate"), start}}));
        }
        QVERIFY(c.bytes > 1'000);
    }
};

QTEST_GUILESS_MAIN(TestCliVendors)
#include "tst_clivendors.moc"
