// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/reports/reportservice.h"

#include "sandbox/simulation.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/keybodies.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Truth;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

const qint64 epoch = at("2026-06-01T00:00:00.000Z");
// Half past nine on a Monday: people online, a queue, conversations under way.
const qint64 now = at("2026-06-15T09:31:07.250Z");

/// One vendor's centre, its truth and the cache filled from it.
struct Centre {
    Centre(Vendor vendor, bool pii)
        : simulation({vendor, 11, epoch, 12, 60, 14, pii})
        , clock(now)
    {
        simulation.advanceTo(now);
        const auto store = openStore(profile.path());
        // Another account with the same ids must not show through.
        fillCache(*store, simulation.world(), {QStringLiteral("x"), QStringLiteral("http://x")},
                  QStringLiteral("Other"));
        id = fillCache(*store, simulation.world(), account, QStringLiteral("Acme"));
        service = std::make_unique<ReportService>(profile.path(), clock);
    }

    Truth truth() const { return Truth(simulation.world(), account); }

    sandbox::Simulation simulation;
    sandbox::TruthAccount account{QStringLiteral("1"), QStringLiteral("http://127.0.0.1:8/desk")};
    QTemporaryDir profile;
    FakeClock clock;
    RowId id = 0;
    std::unique_ptr<ReportService> service;
};

QString iso(qint64 instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray bytesOf(const Result<QByteArray> &answer)
{
    return answer ? *answer : answer.error().sentence().toUtf8();
}

/// Empty when they are the same, else where two long answers part.
QByteArray difference(const QByteArray &engine, const QByteArray &truth, const QByteArray &what)
{
    if (engine == truth)
        return {};
    qsizetype i = 0;
    while (i < engine.size() && i < truth.size() && engine[i] == truth[i])
        ++i;
    const qsizetype from = std::max<qsizetype>(0, i - 200);
    return what + "\nengine ..." + engine.mid(from, 500) + "\n truth ..." + truth.mid(from, 500);
}

} // namespace

#define SAME(engine, truth, what)                                                                  \
    do {                                                                                           \
        const QByteArray parted = difference(engine, truth, what);                                 \
        QVERIFY2(parted.isEmpty(), parted.constData());                                            \
    } while (false)

class TestOperationsTruth : public QObject {
    Q_OBJECT

private:
    std::map<std::pair<int, bool>, std::unique_ptr<Centre>> m_centres;

    Centre &centreOf(Vendor vendor, bool pii)
    {
        auto &made = m_centres[{int(vendor), pii}];
        if (!made)
            made = std::make_unique<Centre>(vendor, pii);
        return *made;
    }
    Centre &centre(bool pii = false)
    {
        const QString word = QString::fromLatin1(QTest::currentDataTag());
        for (const Vendor vendor :
             {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson, Vendor::ChatDash}) {
            if (sandbox::vendorWord(vendor) == word)
                return centreOf(vendor, pii);
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
    void openAndUnattended_data() { vendors(); }
    void openAndUnattended()
    {
        Centre &c = centre();
        const Truth truth = c.truth();
        SAME(bytesOf(runFuture(c.service->agentConversationMetrics(c.id, {}))),
             truth.agentConversationMetrics({}).json, "all");
        for (const auto &agent : c.simulation.world().agents())
            SAME(bytesOf(runFuture(c.service->agentConversationMetrics(c.id, agent.id))),
                 truth.agentConversationMetrics({{QStringLiteral("user_id"), agent.id}}).json,
                 agent.id.toUtf8());
    }

    void eventsOfEveryConversation_data() { vendors(); }
    void eventsOfEveryConversation()
    {
        Centre &c = centre();
        const Truth truth = c.truth();
        qsizetype events = 0;
        for (const auto &conversation : c.simulation.world().conversations()) {
            const auto expected =
                truth.reportingEvents({{QStringLiteral("conversation"), conversation.id}});
            const auto answer = runFuture(c.service->reportingEvents(c.id, conversation.id));
            QCOMPARE(answer.ok(), expected.status == 200);
            if (!answer)
                continue;
            SAME(*answer, expected.json, conversation.id.toUtf8());
            events += expected.json.count("\"name\"");
        }
        QVERIFY2(events > 500, qPrintable(QString::number(events)));
    }

    void conversationsPerAgent_data() { vendors(); }
    void conversationsPerAgent()
    {
        Centre &c = centre();
        const Truth truth = c.truth();
        std::mt19937 random(5);
        for (int i = 0; i < 60; ++i) {
            const qint64 start = epoch - sandbox::Day + qint64(random()) % (15 * sandbox::Day);
            const qint64 length = i % 7 == 0   ? -1
                                  : i % 9 == 0 ? 400 * sandbox::Day
                                  : i % 5 == 0 ? 0
                                               : qint64(random()) % (10 * sandbox::Day);
            const QString from = i == 1 ? QStringLiteral("2026-02-30") : iso(start);
            const QString to = i == 2 ? QStringLiteral("tomorrow") : iso(start + length);
            const auto expected = truth.conversationsByAgent(
                {{QStringLiteral("start"), from}, {QStringLiteral("end"), to}});
            const auto range = conversationsByAgentRange(from, to, QTimeZone::utc());
            QCOMPARE(range.ok(), expected.status == 200);
            SAME(range ? bytesOf(runFuture(c.service->conversationsByAgent(c.id, *range)))
                       : conversationsByAgentError(range.error()),
                 expected.json, (from + u' ' + to).toUtf8());
        }
    }

    void keyMetrics_data() { vendors(); }
    void keyMetrics()
    {
        Centre &c = centre();
        const Truth truth = c.truth();
        KeyBodies bodies(c.simulation.world(), 17);
        int withData = 0;
        const int rounds = c.simulation.world().vendor() == Vendor::LivePerson ? 220 : 80;
        for (int i = 0; i < rounds; ++i) {
            const KeyBody body = bodies.next();
            const auto expected = truth.keyMetrics(body.params(), body.json);
            QCOMPARE(expected.status, 200);
            KeyMetricsParams params;
            if (!body.sort.isEmpty())
                params.sort = body.sort;
            params.offset = QString::number(body.offset);
            params.limit = QString::number(body.limit);
            const auto request = keyMetricsRequest(params, body.json);
            QVERIFY2(request.ok(), body.json.constData());
            const auto answer = runFuture(c.service->keyMetrics(c.id, *request));
            QVERIFY(answer.ok());
            SAME(answer->json, expected.json,
                 body.json + ' ' + body.sort.toLatin1() + ' ' + QByteArray::number(body.offset));
            withData += expected.json.contains("avg");
        }
        QVERIFY2(withData > 10, qPrintable(QString::number(withData)));
    }

    void wrongKeyMetricsRequests()
    {
        const sandbox::World world({Vendor::LivePerson, 1, epoch});
        const Truth truth(world, {});
        const auto body = [](const char *filters, const char *rest) {
            return QByteArray("{\"filters\":{\"time\":{\"from\":1,\"to\":\"2\"}") + filters + "}," +
                   rest + "}";
        };
        const char *csat = "\"metricsToRetrieveByTime\":[\"csat\"]";
        const QByteArray good = body("", csat);
        int refused = 0;
        const auto same = [&](const QByteArray &text, const char *sort, const char *offset,
                              const char *limit) {
            KeyMetricsParams params;
            TruthParams asked;
            const auto give = [&](const char *name, const char *value) {
                if (!value)
                    return std::optional<QString>();
                asked.push_back({QLatin1String(name), QLatin1String(value)});
                return std::optional(QString::fromLatin1(value));
            };
            params.sort = give("sort", sort);
            params.offset = give("offset", offset);
            params.limit = give("limit", limit);
            const auto read = keyMetricsRequest(params, text);
            const auto expected = truth.keyMetrics(asked, text);
            QCOMPARE(read.ok(), expected.status == 200);
            if (!read)
                SAME(keyMetricsError(read.error()), expected.json, text);
            refused += !read.ok();
        };
        for (const char *sort : {"key", "key:up", ":asc", "csat:asc", "key:desc", "agentLoad:asc",
                                 "agent_load:asc", ""})
            same(good, sort, nullptr, nullptr);
        for (const char *number : {"", "x", "-1", "0", "1", "50", "51", " 7", "+7", "1e1",
                                   "1000000001", "99999999999999999999"}) {
            same(good, nullptr, number, nullptr);
            same(good, nullptr, nullptr, number);
            same(good, nullptr, number, number);
        }
        for (const char *filters :
             {",\"agentIds\":null", ",\"agentIds\":5", ",\"agentIds\":[5]", ",\"agentIds\":[[]]",
              ",\"agentIds\":\"5\"", ",\"skillIds\":{}", ",\"agentSkillIds\":[]",
              ",\"userTypes\":[\"SYSTEM\"]", ",\"userTypes\":\"BOT\"", ",\"includeSubGroups\":1",
              ",\"includeSubGroups\":\"yes\"", ",\"includeSubGroups\":\"false\"",
              ",\"z\":1,\"a\":2"})
            same(body(filters, csat), nullptr, nullptr, nullptr);
        for (const char *rest :
             {"\"groupBy\":\"skillId\"", "\"metricsToRetrieveByTime\":[\"online_agents\"]",
              "\"metricsToRetrieveByTime\":[\"csat\",\"csat\"],\"groupBy\":null",
              "\"metricsToRetrieveByTime\":\"csat\",\"responseSections\":\"all\"",
              "\"metricsToRetrieveByTime\":[\"csat\"],\"responseSections\":[\"none\"]",
              "\"metricsToRetrieveByTime\":[\"csat\"],\"groupBy\":\"agentId\"",
              "\"metricsToRetrieveByTime\":[\"csat\"],\"limit\":5"})
            same(body("", rest), nullptr, nullptr, nullptr);
        for (const char *text : {"", "[]", "{", "{}", "{\"filters\":5}", "null",
                                 "{\"filters\":{\"time\":{\"from\":2,\"to\":1}}}",
                                 "{\"filters\":{\"time\":{\"from\":-2,\"to\":1}}}",
                                 "{\"filters\":{\"time\":{\"from\":\"nan\",\"to\":1}}}",
                                 "{\"filters\":{\"time\":{\"from\":1}}}"})
            same(text, nullptr, nullptr, nullptr);
        QVERIFY2(refused > 40, qPrintable(QString::number(refused)));
    }

    /// Loads put together from single agents differ by the rounding of three decimals only, and
    /// nothing is answered that the vendor would not answer.
    void loadsOfAnyChoiceOfPeople()
    {
        Centre &c = centreOf(Vendor::LivePerson, false);
        const Truth truth = c.truth();
        KeyBodies bodies(c.simulation.world(), 23);
        int figures = 0;
        for (int i = 0; i < 150; ++i) {
            const QByteArray text = bodies.withOwnFigures();
            const auto request = keyMetricsRequest({}, text);
            QVERIFY(request.ok());
            const auto answer = runFuture(c.service->keyMetrics(c.id, *request));
            QVERIFY(answer.ok());
            const QJsonObject expected =
                QJsonDocument::fromJson(truth.keyMetrics({}, text).json).object();
            const QJsonObject seen = QJsonDocument::fromJson(answer->json).object();
            QCOMPARE(seen.value(u"metadata"), expected.value(u"metadata"));
            const QJsonArray groups = expected[u"groupBy"][u"groups"].toArray();
            for (qsizetype row = -1; row < groups.size(); ++row) {
                const QJsonObject left =
                    row < 0 ? seen.value(u"all").toObject()
                            : seen[u"groupBy"][u"groups"][row][u"metrics"].toObject();
                const QJsonObject right = row < 0 ? expected.value(u"all").toObject()
                                                  : groups[row][u"metrics"].toObject();
                for (auto it = left.begin(); it != left.end(); ++it) {
                    const double apart = it->toDouble() - right.value(it.key()).toDouble(-9);
                    const bool load = it.key().endsWith(QLatin1String("Load"));
                    QVERIFY2(std::abs(apart) <= (load ? 0.0011 : 0),
                             (text + ' ' + it.key().toLatin1()).constData());
                    ++figures;
                }
                // Only what needs the skill of an agent's active conversations may be missing.
                for (auto it = right.begin(); it != right.end(); ++it)
                    QVERIFY2(left.contains(it.key()) ||
                                 it.key() == QLatin1String("activeConversations"),
                             (text + ' ' + it.key().toLatin1()).constData());
            }
        }
        QVERIFY2(figures > 1000, qPrintable(QString::number(figures)));
    }

    void agentConversations_data() { vendors(); }
    void agentConversations()
    {
        for (const bool pii : {false, true}) {
            Centre &c = centre(pii);
            const Truth truth = c.truth();
            std::mt19937 random(6);
            qsizetype rows = 0;
            for (int i = 0; i < 80; ++i) {
                const auto &agents = c.simulation.world().agents();
                const QString agent =
                    i == 0 ? QStringLiteral("nobody") : agents[random() % agents.size()].id;
                TruthParams params{{QStringLiteral("agentId"), agent}};
                const auto maybe = [&](const char *name, const QString &value) {
                    if (random() % 3 != 0)
                        return std::optional<QString>();
                    params.push_back({QLatin1String(name), value});
                    return std::optional(value);
                };
                const auto flag = [&] {
                    return random() % 2 ? QStringLiteral("true") : QStringLiteral("false");
                };
                const qint64 start = epoch + qint64(random()) % (14 * sandbox::Day);
                const auto from = maybe("startDate", iso(start));
                const auto to =
                    maybe("endDate", iso(start + qint64(random()) % (5 * sandbox::Day)));
                const auto record = maybe("record", flag());
                const auto interacted = maybe("interacted", flag());
                const auto request = agentConversationsRequest(agent, from, to, record, interacted,
                                                               QTimeZone::utc());
                QVERIFY(request.ok());
                const auto expected = truth.agentConversations(params);
                SAME(bytesOf(runFuture(c.service->agentConversations(c.id, *request))),
                     expected.json, agent.toUtf8());
                rows += expected.json.count("\"_id\"");
            }
            QVERIFY2(rows > 200, qPrintable(QString::number(rows)));
        }
    }
};

QTEST_GUILESS_MAIN(TestOperationsTruth)
#include "tst_operationstruth.moc"
