// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/reports/reportservice.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::FaultSettings;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Truth;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
constexpr int worldDays = 9;
const QString chatdash = QStringLiteral("chatdash");

SandboxConfig agency(bool pii)
{
    SandboxConfig config;
    config.days = worldDays;
    config.agents = 10;
    config.conversationsPerDay = 120;
    config.now = frozenNow;
    config.pii = pii;
    return config;
}

/// The product's side: a profile that syncs from the sandbox over HTTP into a real cache.
class LeadDesk {
public:
    explicit LeadDesk(Sandbox &box)
        : m_clock(box.now(Vendor::ChatDash))
    {
        m_clock.setAutoAdvance(true); // retries cost no real time
        open();
        const sandbox::VendorAccess access = box.access(Vendor::ChatDash);
        NewAccount wanted;
        wanted.account.provider = chatdash;
        wanted.account.name = QStringLiteral("Support");
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.settings.insert(QStringLiteral("history_days"), worldDays + 3);
        wanted.account.settings.insert(QStringLiteral("personal_data"), box.config().pii);
        wanted.account.settings.insert(QStringLiteral("bearer"),
                                       box.config().chatdash.scheme == QLatin1String("bearer"));
        for (auto it = access.secrets.begin(); it != access.secrets.end(); ++it)
            wanted.secrets.insert(it.key(), it.value());
        const auto added = runTask(m_service->addAccount(wanted, {}));
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        account = *added;
    }
    ~LeadDesk() { kill(); }

    void open()
    {
        m_store = std::make_unique<StoreThread>(m_profile.path());
        m_service = std::make_unique<SyncService>(m_profile.path(), *m_store, m_clock);
        m_service->setCredentials(std::make_unique<FakeCredentials>(m_vault),
                                  std::make_unique<FakeCredentials>(m_vault));
    }
    void kill()
    {
        m_service.reset();
        m_store.reset();
    }
    SyncSummary sync()
    {
        const auto summary = runTask(m_service->syncOnce({}, {}), 120'000);
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().sentence()));
        return *summary;
    }
    /// Drops everything once `commits` pages are in the cache; false when the pass was shorter.
    bool killedAfter(int commits)
    {
        int seen = 0;
        QObject::connect(m_service.get(), &SyncService::committed, m_service.get(),
                         [&seen](const ChangeSet &) { ++seen; });
        auto pass = m_service->syncOnce({}, {});
        while (seen < commits && !pass.isReady())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const bool early = !pass.isReady();
        kill();
        open();
        return early;
    }
    QString dump()
    {
        kill();
        const QString text = cacheDump(m_profile.path());
        open();
        return text;
    }
    SyncService &service() { return *m_service; }
    FakeClock &clock() { return m_clock; }
    QString profile() const { return m_profile.path(); }

    Account account;

private:
    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    FakeClock m_clock;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
};

QString errorsOf(const SyncSummary &summary)
{
    QStringList lines;
    for (const AccountSummary &one : summary.accounts) {
        if (one.error)
            lines.append(one.error->sentence());
        for (const FeedSummary &feed : one.feeds) {
            if (feed.error)
                lines.append(feed.feed + QStringLiteral(": ") + feed.error->sentence());
        }
    }
    return lines.join(u'\n');
}

/// A started sandbox and what a faultless sync of it left in the cache.
struct Agency {
    explicit Agency(bool pii)
        : box(agency(pii))
    {
        QString error;
        if (!box.start(&error))
            qFatal("%s", qUtf8Printable(error));
        desk = std::make_unique<LeadDesk>(box);
        first = desk->sync();
        whole = desk->dump();
    }

    Sandbox box;
    std::unique_ptr<LeadDesk> desk;
    SyncSummary first;
    QString whole;
};

/// The cache the world itself makes.
QString worldDump(Sandbox &box)
{
    QTemporaryDir profile;
    {
        const auto store = openStore(profile.path());
        const sandbox::VendorAccess access = box.access(Vendor::ChatDash);
        fillCache(*store, box.world(Vendor::ChatDash), {access.accountId, access.url},
                  QStringLiteral("Support"));
    }
    return cacheDump(profile.path());
}

/// Empty when they are the same, else the first lines that only one of them has.
QString differenceOf(const QString &actual, const QString &expected)
{
    if (actual == expected)
        return {};
    const QStringList is = actual.split(u'\n');
    const QStringList should = expected.split(u'\n');
    const QSet<QString> had(is.begin(), is.end());
    const QSet<QString> wanted(should.begin(), should.end());
    QStringList text{QStringLiteral("%1 lines, expected %2").arg(is.size()).arg(should.size())};
    for (const QString &line : is) {
        if (!wanted.contains(line) && text.size() < 7)
            text.append(QStringLiteral("+ ") + line);
    }
    for (const QString &line : should) {
        if (!had.contains(line) && text.size() < 13)
            text.append(QStringLiteral("- ") + line);
    }
    return text.join(u'\n');
}

QByteArray answerIn(const Result<QByteArray> &answer)
{
    return answer ? *answer : answer.error().sentence().toUtf8();
}

} // namespace

/// The real way of the data against the sandbox: the same rows as the world's, the same answers as
/// its truth, whatever happens on the wire.
class TestChatDashSandbox : public QObject {
    Q_OBJECT

    std::unique_ptr<Agency> m_plain;
    std::unique_ptr<Agency> m_personal;

    Agency &chosen(bool pii) { return pii ? *m_personal : *m_plain; }
    static void withAndWithout()
    {
        QTest::addColumn<bool>("pii");
        QTest::newRow("without personal data") << false;
        QTest::newRow("with personal data") << true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_plain = std::make_unique<Agency>(false);
        m_personal = std::make_unique<Agency>(true);
    }
    void cleanup() { m_plain->box.setFaults({}); }

    void cacheEqualsTheWorlds_data() { withAndWithout(); }
    void cacheEqualsTheWorlds()
    {
        QFETCH(bool, pii);
        Agency &agency = chosen(pii);
        QVERIFY2(agency.first.complete(), qPrintable(errorsOf(agency.first)));
        const QString difference = differenceOf(agency.whole, worldDump(agency.box));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(agency.whole.contains(QLatin1String("ipAddress")), pii);
        QVERIFY(agency.whole.count(QStringLiteral("\nconversation\t")) > 700);
    }

    void answersEqualTheTruth_data() { withAndWithout(); }
    void answersEqualTheTruth()
    {
        QFETCH(bool, pii);
        Agency &agency = chosen(pii);
        ReportService service(agency.desk->profile(), agency.desk->clock());
        const RowId account = agency.desk->account.id;
        const auto truth = [&](const char *operation, const TruthParams &params) {
            return agency.box.truth(Vendor::ChatDash, QLatin1String(operation), params).json;
        };
        QCOMPARE(answerIn(runFuture(service.agentConversationMetrics(account, {}))),
                 truth("agent-conversation-metrics", {}));
        const QString from = QStringLiteral("2026-06-02T00:00:00.000Z");
        const QString to = QStringLiteral("2026-06-10T00:00:00.000Z");
        const auto range = conversationsByAgentRange(from, to, QTimeZone::utc());
        QCOMPARE(answerIn(runFuture(service.conversationsByAgent(account, *range))),
                 truth("conversations-by-agent",
                       {{QStringLiteral("start"), from}, {QStringLiteral("end"), to}}));
        qsizetype fields = 0;
        for (const auto &agent : agency.box.world(Vendor::ChatDash).agents()) {
            for (int flags = 0; flags < 4; ++flags) {
                const QString record = flags & 1 ? QStringLiteral("true") : QStringLiteral("false");
                const QString talked = flags & 2 ? QStringLiteral("true") : QStringLiteral("false");
                const auto request =
                    agentConversationsRequest(agent.id, {}, {}, record, talked, QTimeZone::utc());
                const QByteArray expected =
                    truth("agent-conversations", {{QStringLiteral("agentId"), agent.id},
                                                  {QStringLiteral("record"), record},
                                                  {QStringLiteral("interacted"), talked}});
                QCOMPARE(answerIn(runFuture(service.agentConversations(account, *request))),
                         expected);
                fields += expected.count("\":");
            }
        }
        QVERIFY(fields > 10'000);
        for (const auto &one : agency.box.world(Vendor::ChatDash).conversations()) {
            if (one.number % 17 == 0 && !one.deleted())
                QCOMPARE(answerIn(runFuture(service.reportingEvents(account, one.id))),
                         truth("reporting-events", {{QStringLiteral("conversation"), one.id}}));
        }
    }

    void aSecondPassChangesNothing()
    {
        LeadDesk &desk = *m_plain->desk;
        qint64 facts = 0;
        const auto link =
            QObject::connect(&desk.service(), &SyncService::committed, &desk.service(),
                             [&facts](const ChangeSet &change) { facts += change.touchesFacts(); });
        const SyncSummary again = desk.sync();
        QObject::disconnect(link);
        QVERIFY2(again.complete(), qPrintable(errorsOf(again)));
        QCOMPARE(facts, 0);
        QCOMPARE(differenceOf(desk.dump(), m_plain->whole), QString());
    }

    void faultsDoNotChangeTheCache_data()
    {
        QTest::addColumn<QString>("faults");
        QTest::newRow("resets") << "reset=0.05";
        QTest::newRow("429") << "429=0.05";
        QTest::newRow("as the end-to-end test has them")
            << "reset=0.05,429=0.05,5xx=0.02,truncate=0.01,jitter=5";
        QTest::newRow("garbled") << "html=0.05,types=0.05,truncate=0.05";
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(QString, faults);
        LeadDesk desk(m_plain->box);
        QString error;
        const auto parsed = sandbox::parseFaults(faults, &error);
        QVERIFY2(parsed, qPrintable(error));
        m_plain->box.setFaults(*parsed);
        SyncSummary summary = desk.sync();
        for (int pass = 0; pass < 10 && !summary.complete(); ++pass)
            summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const QString difference = differenceOf(desk.dump(), m_plain->whole);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void quirks_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("key behind Bearer") << "scheme"
                                           << "bearer";
        QTest::newRow("a list in an object") << "reply"
                                             << "conversations";
        QTest::newRow("false does not filter") << "any"
                                               << "true";
        QTest::newRow("the end belongs to the range") << "inclusive"
                                                      << "true";
        QTest::newRow("dates of the last update") << "date"
                                                  << "updatedAt";
        QTest::newRow("older spelling") << "old"
                                        << "true";
    }
    void quirks()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        SandboxConfig config = agency(true);
        sandbox::ChatDashOptions &odd = config.chatdash;
        if (key == QLatin1String("scheme"))
            odd.scheme = value;
        else if (key == QLatin1String("reply"))
            odd.reply = value;
        else if (key == QLatin1String("date"))
            odd.dateField = value;
        odd.falseMeansAny = key == QLatin1String("any");
        odd.endInclusive = key == QLatin1String("inclusive");
        odd.oldKeys = key == QLatin1String("old");
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const QString difference = differenceOf(desk.dump(), worldDump(box));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(desk.account.can(QStringLiteral("dates_updated")), key == QLatin1String("date"));
        QCOMPARE(desk.account.can(QStringLiteral("dates_created")), key != QLatin1String("date"));
    }

    // A day later: what changed is told, what vanished is gone and stays in the cache.
    void vanishedConversations()
    {
        SandboxConfig config = agency(false);
        config.chatdash.vanish = true;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        QVERIFY(desk.sync().complete());
        QVERIFY(desk.account.can(QStringLiteral("dates_created")));
        const auto rowsOf = [](const QString &dump) {
            QHash<QString, QString> rows;
            for (const QString &line : dump.split(u'\n')) {
                if (line.startsWith(QLatin1String("conversation\t")))
                    rows.insert(line.section(u'\t', 2, 2), line);
            }
            return rows;
        };
        const auto before = rowsOf(desk.dump());
        box.advance(sandbox::Day);
        desk.clock().advanceTo(box.now(Vendor::ChatDash));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const auto after = rowsOf(desk.dump());
        const auto world = rowsOf(worldDump(box));
        int gone = 0;
        for (const auto &one : box.world(Vendor::ChatDash).conversations()) {
            if (one.createdAt < box.now() - 72 * sandbox::Hour)
                continue; // read again once a week
            const bool vanished = one.deleted() && before.contains(one.id);
            if (vanished)
                QCOMPARE(after.value(one.id).section(u'\t', -2, -2), QStringLiteral("1"));
            else
                QCOMPARE(after.value(one.id), world.value(one.id));
            gone += vanished;
        }
        QVERIFY2(gone > 1, qPrintable(QString::number(gone)));
    }

    void answersFromMessages()
    {
        SandboxConfig config = agency(false);
        config.chatdash.messages = true;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const QString dump = desk.dump();
        const auto only = [](const QString &text, const char *word) {
            QStringList lines;
            for (const QString &line : text.split(u'\n')) {
                if (line.startsWith(QLatin1String(word)))
                    lines.append(line);
            }
            return lines.join(u'\n');
        };
        QCOMPARE(differenceOf(only(dump, "conversation"), only(worldDump(box), "conversation")),
                 QString());
        // A person's first answer to somebody, each with the time it came.
        int answered = 0;
        for (const auto &one : box.world(Vendor::ChatDash).conversations()) {
            bool asked = false;
            bool found = false;
            for (const auto &message : one.messages) {
                asked = asked || message.kind == sandbox::MessageKind::Incoming;
                found = found || (asked && message.isHumanAnswer());
            }
            const bool told = found && !one.deleted() &&
                              box.world(Vendor::ChatDash).assignee(one) != sandbox::Nobody;
            answered += told;
        }
        QVERIFY(answered > 20);
        QVERIFY(dump.count(QStringLiteral("\tfirst_response\t")) >= answered);
    }

    void killedAndResumed()
    {
        LeadDesk desk(m_plain->box);
        m_plain->box.clearLog();
        int kills = 0;
        while (desk.killedAfter(3 + 2 * kills) && kills < 100)
            ++kills;
        QVERIFY2(kills > 2 && kills < 100, qPrintable(QString::number(kills)));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(errorsOf(summary)));
        const QString difference = differenceOf(desk.dump(), m_plain->whole);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

QTEST_GUILESS_MAIN(TestChatDashSandbox)
#include "tst_chatdashsandbox.moc"
