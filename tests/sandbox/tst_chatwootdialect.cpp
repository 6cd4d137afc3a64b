// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/dialectclient.h"
#include "sandbox/jsonschema.h"
#include "sandbox/simulation.h"
#include "sandbox/truth.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

#include <map>
#include <set>

using namespace watchfloor::sandbox;

namespace {

const Ms Epoch = QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

} // namespace

class TestChatwootDialect : public QObject {
    Q_OBJECT

    std::unique_ptr<Simulation> m_sim;
    const World &world() const { return m_sim->world(); }

    /// All pages of account events of [since, until).
    QJsonArray eventPages(Client *client, Ms since, Ms until)
    {
        QJsonArray all;
        for (int page = 1;; ++page) {
            const QJsonArray rows = client
                                        ->object(v1("reporting_events?since=%1&until=%2&page=%3")
                                                     .arg(since / Second)
                                                     .arg(until / Second)
                                                     .arg(page))
                                        .value(QStringLiteral("payload"))
                                        .toArray();
            if (rows.isEmpty())
                return all;
            for (const QJsonValue &row : rows)
                all.append(row);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        SimulationConfig config;
        config.seed = 11;
        config.epoch = Epoch;
        config.agents = 32;
        config.conversationsPerDay = 120;
        config.days = 8;
        m_sim = std::make_unique<Simulation>(config);
        m_sim->advanceTo(Epoch + 8 * Day + 11 * Hour + 20 * Minute + 345);
    }

    void answersFitTheSchemas_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("schema");
        QTest::addColumn<bool>("list");
        const auto row = [](const QString &target, const char *schema, bool list = false) {
            QTest::newRow(qPrintable(target)) << target << QString::fromLatin1(schema) << list;
        };
        row(QStringLiteral("/api"), "api");
        row(QStringLiteral("/api/v1/profile"), "profile");
        row(QStringLiteral("/api/v1/accounts/1"), "account");
        row(v1("cache_keys"), "cache_keys");
        row(v1("agents"), "agent", true);
        row(v1("teams"), "team", true);
        row(v1("inboxes"), "inboxes");
        row(v1("labels"), "labels");
        row(v1("conversations?status=all&updated_within=10000000"), "conversation_list");
        row(v1("conversations?status=snoozed"), "conversation_list");
        row(v1("conversations/meta"), "meta");
        row(v1("conversations/7"), "conversation");
        row(v1("conversations/7/labels"), "conversation_labels");
        row(v1("conversations/7/messages?after=1&before=2147483647"), "messages");
        row(v1("conversations/7/reporting_events"), "reporting_event", true);
        row(v1("reporting_events"), "reporting_events_list");
        row(v1("csat_survey_responses"), "csat", true);
        row(v1("csat_survey_responses/metrics"), "csat_metrics");
        row(v1("applied_slas?page=2"), "applied_slas");
        row(v2("reports/conversations?type=agent"), "agent_conversation_metrics", true);
        row(v2("reports/conversations/?type=account"), "live_metrics");
        row(v2("live_reports/conversation_metrics"), "live_metrics");
        row(v2("live_reports/grouped_conversation_metrics?group_by=assignee_id"), "grouped", true);
        row(v2("reports/summary?type=account&since=1772409600&until=1772928000"), "summary");
        row(v2("summary_reports/agent?since=1772409600&until=1772928000"), "agent_summary", true);
        row(v2("summary_reports/team?since=1772409600&until=1772928000"), "agent_summary", true);
        row(v2("summary_reports/inbox?since=1772409600&until=1772928000"), "agent_summary", true);
    }
    void answersFitTheSchemas()
    {
        QFETCH(QString, target);
        QFETCH(QString, schema);
        QFETCH(bool, list);
        QFile file(QStringLiteral(TEST_DATA_DIR "/sandbox/chatwoot-schemas.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JsonSchema schemas(QJsonDocument::fromJson(file.readAll())
                                     .object()
                                     .value(QStringLiteral("schemas"))
                                     .toObject());
        Client client(world());
        QJsonValue answer = client.value(target);
        const QJsonArray rows = list ? answer.toArray() : QJsonArray{answer};
        QVERIFY2(!rows.isEmpty(), "an empty list proves nothing");
        for (const QJsonValue &row : rows)
            QCOMPARE(schemas.check(schema, row), QString());
        // The checker itself: a planted fault in the first row is seen.
        QJsonObject spoilt = rows.first().toObject();
        spoilt.remove(spoilt.keys().first());
        spoilt.insert(QStringLiteral("id"), QStringLiteral("text"));
        QVERIFY(schemas.check(schema, spoilt) != QString());
    }

    void pagesOfConversationsHoldEachOnce_data()
    {
        QTest::addColumn<QString>("sort");
        for (const char *by : {"created_at_desc", "created_at_asc", "last_activity_at_desc",
                               "priority_desc", "waiting_since_asc", "unread", "nonsense"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void pagesOfConversationsHoldEachOnce()
    {
        QFETCH(QString, sort);
        Client client(world());
        std::set<int> ids;
        int rows = 0;
        std::vector<double> created;
        for (int page = 1;; ++page) {
            const QJsonObject answer = client.object(
                v1("conversations?status=all&sort_by=%1&page=%2").arg(sort).arg(page));
            const QJsonArray payload = answer.value(QStringLiteral("data"))
                                           .toObject()
                                           .value(QStringLiteral("payload"))
                                           .toArray();
            if (payload.isEmpty())
                break;
            for (const QJsonValue &row : payload) {
                ids.insert(row[QStringLiteral("id")].toInt());
                created.push_back(row[QStringLiteral("created_at")].toDouble());
            }
            rows += int(payload.size());
        }
        int expected = 0;
        for (const Conversation &c : world().conversations())
            expected += !c.deleted();
        QCOMPARE(rows, expected);
        QCOMPARE(int(ids.size()), expected);
        if (sort == QLatin1String("created_at_desc"))
            QVERIFY(std::is_sorted(created.rbegin(), created.rend()));
        if (sort == QLatin1String("created_at_asc"))
            QVERIFY(std::is_sorted(created.begin(), created.end()));
    }

    void countersAgreeWithEachOther()
    {
        Client client(world());
        const QJsonObject live = client.object(v2("live_reports/conversation_metrics"));
        int open = 0;
        int unattended = 0;
        int unassigned = 0;
        std::map<int, int> byAgent;
        for (const QJsonValue &row :
             client.array(v2("live_reports/grouped_conversation_metrics?group_by=assignee_id"))) {
            open += row[QStringLiteral("open")].toInt();
            unattended += row[QStringLiteral("unattended")].toInt();
            unassigned += row[QStringLiteral("unassigned")].toInt();
            if (!row[QStringLiteral("assignee_id")].isNull())
                byAgent[row[QStringLiteral("assignee_id")].toInt()] =
                    row[QStringLiteral("open")].toInt();
        }
        QCOMPARE(open, live.value(QStringLiteral("open")).toInt());
        QCOMPARE(unattended, live.value(QStringLiteral("unattended")).toInt());
        QCOMPARE(unassigned, live.value(QStringLiteral("unassigned")).toInt());
        QVERIFY(live.value(QStringLiteral("pending")).toInt() > 0);
        const QJsonObject account = client.object(v2("reports/conversations?type=account"));
        QCOMPARE(account.value(QStringLiteral("open")).toInt(), open);
        QCOMPARE(account.value(QStringLiteral("pending")).toInt(), 0);
        const QJsonObject meta =
            client.object(v1("conversations/meta")).value(QStringLiteral("meta")).toObject();
        QCOMPARE(meta.value(QStringLiteral("all_count")).toInt(), open);
        const QJsonObject list = client.object(v1("conversations"))
                                     .value(QStringLiteral("data"))
                                     .toObject()
                                     .value(QStringLiteral("meta"))
                                     .toObject();
        QCOMPARE(list.value(QStringLiteral("all_count")).toInt(), open);
        QCOMPARE(list.value(QStringLiteral("unassigned_count")).toInt(), unassigned);

        // Seed 000: 25 a page, sorted inside a page only, user_id without effect.
        std::map<int, int> reported;
        for (int page = 1; page <= 2; ++page) {
            const QJsonArray rows =
                client.array(v2("reports/conversations?type=agent&user_id=5&page=%1").arg(page));
            QCOMPARE(rows.size() == 25, page == 1);
            int last = 1 << 30;
            for (const QJsonValue &row : rows) {
                const int now = row[QStringLiteral("metric")][QStringLiteral("open")].toInt();
                QVERIFY(now <= last);
                last = now;
                reported[row[QStringLiteral("id")].toInt()] = now;
            }
        }
        QVERIFY(client.array(v2("reports/conversations?type=agent&page=3")).isEmpty());
        QCOMPARE(int(reported.size()), int(client.array(v1("agents")).size()));
        for (const auto &[agent, count] : byAgent)
            QCOMPARE(reported[agent], count);
    }

    void eventsAreTheWorldsOwn()
    {
        Client client(world());
        std::set<double> ids;
        int total = 0;
        for (Ms day = Epoch; day < world().now() + Day; day += Day) {
            const QJsonArray rows = eventPages(&client, day, day + Day);
            QString last;
            for (const QJsonValue &row : rows) {
                const QString created = row[QStringLiteral("created_at")].toString();
                QVERIFY(last.isEmpty() || created <= last);
                last = created;
                ids.insert(row[QStringLiteral("id")].toDouble());
            }
            total += int(rows.size());
        }
        int expected = 0;
        for (const ReportingEvent &e : world().reportingEvents())
            expected += !e.destroyed;
        QCOMPARE(total, expected);
        QCOMPARE(int(ids.size()), expected);
        // One of the two bounds alone filters nothing.
        const QString half = v1("reporting_events?since=%1").arg((world().now() - Hour) / Second);
        QCOMPARE(client.object(half)[QStringLiteral("meta")][QStringLiteral("count")].toInt(),
                 expected);
        // The id inside is the database's, the one of the address what people see.
        const Conversation &c = world().conversations()[30];
        const QJsonArray own = client.array(v1("conversations/%1/reporting_events").arg(c.number));
        QCOMPARE(int(own.size()), int(c.events.size()));
        QVERIFY(!own.isEmpty());
        for (const QJsonValue &row : own) {
            QCOMPARE(row[QStringLiteral("conversation_id")].toInteger(), c.databaseId);
            QVERIFY(ids.count(row[QStringLiteral("id")].toDouble()) == 1);
        }
        QVERIFY(c.databaseId != c.number);
    }

    /// The wire and the truth read the same books by different code.
    void theTruthSaysTheSame()
    {
        Client client(world());
        const Truth truth(world(), {QStringLiteral("1"), QStringLiteral("http://127.0.0.1:1")});
        std::map<qint64, QJsonObject> wire;
        for (int page = 1; page <= 2; ++page) {
            for (const QJsonValue &row :
                 client.array(v2("reports/conversations?type=agent&page=%1").arg(page)))
                wire[row[QStringLiteral("id")].toInteger()] = row.toObject();
        }
        const QJsonArray agents =
            QJsonDocument::fromJson(
                truth.answer(QStringLiteral("agent-conversation-metrics"), {}).json)
                .array();
        QCOMPARE(size_t(agents.size()), wire.size());
        for (const QJsonValue &row : agents)
            QCOMPARE(row.toObject(), wire[row[QStringLiteral("id")].toInteger()]);

        int compared = 0;
        for (const Conversation &c : world().conversations()) {
            if (c.number % 7 != 0)
                continue;
            const QString path = v1("conversations/%1/reporting_events").arg(c.number);
            const TruthAnswer answer = truth.answer(QStringLiteral("reporting-events"),
                                                    {{QStringLiteral("conversation"), c.id}});
            if (c.deleted()) {
                QCOMPARE(client.ask(path).status, 404);
                QCOMPARE(answer.status, 404);
                continue;
            }
            std::map<qint64, QJsonObject> rows;
            for (const QJsonValue &row : client.array(path)) {
                QJsonObject told = row.toObject();
                // The documented shape knows no null there: the truth leaves it out.
                if (told.value(QStringLiteral("value_in_business_hours")).isNull())
                    told.remove(QStringLiteral("value_in_business_hours"));
                rows[row[QStringLiteral("id")].toInteger()] = told;
            }
            const QJsonArray events = QJsonDocument::fromJson(answer.json).array();
            QCOMPARE(size_t(events.size()), rows.size());
            for (const QJsonValue &row : events)
                QCOMPARE(row.toObject(), rows[row[QStringLiteral("id")].toInteger()]);
            compared += int(events.size());
        }
        QVERIFY(compared > 200);
    }

    void messagesComeInSlices()
    {
        const auto &all = world().conversations();
        const auto longest = std::max_element(all.begin(), all.end(), [](auto &a, auto &b) {
            return (a.deleted() ? 0 : a.messages.size()) < (b.deleted() ? 0 : b.messages.size());
        });
        const int count = int(longest->messages.size());
        QVERIFY(count > 20);
        Client client(world());
        const QString path = v1("conversations/%1/messages").arg(longest->number);
        const auto ids = [&](const QString &query) {
            std::vector<qint64> found;
            for (const QJsonValue &m :
                 client.object(path + query).value(QStringLiteral("payload")).toArray())
                found.push_back(m[QStringLiteral("id")].toInteger());
            return found;
        };
        const auto whole = ids(QStringLiteral("?after=1&before=2147483647"));
        QCOMPARE(int(whole.size()), count);
        QVERIFY(std::is_sorted(whole.begin(), whole.end()));
        const std::vector<qint64> latest(whole.end() - 20, whole.end());
        QCOMPARE(ids(QString()), latest);
        QCOMPARE(ids(QStringLiteral("?after=%1").arg(latest.front())),
                 std::vector<qint64>(latest.begin() + 1, latest.end()));
        QCOMPARE(ids(QStringLiteral("?before=%1").arg(latest.front())).back(),
                 whole[whole.size() - 21]);
    }

    void refusesWhatTheContractDoesNotHold_data()
    {
        QTest::addColumn<QString>("target");
        for (const QString &target :
             {v1("contacts"), v1("agents?page=1"), v1("conversations?per_page=100"),
              v1("conversations?status=closed"), v2("reports/conversations?type=agent&since=1"),
              QStringLiteral("/"), v1("conversations/7/reporting_events?page=1")})
            QTest::newRow(qPrintable(target)) << target;
    }
    void refusesWhatTheContractDoesNotHold()
    {
        QFETCH(QString, target);
        Client client(world());
        const Response response = client.ask(target);
        QCOMPARE(response.status, 500);
        QVERIFY(response.body.startsWith("{\"error\":\"sandbox: "));
        client.method = "POST";
        QCOMPARE(client.ask(v1("agents")).status, 500);
    }
};

QTEST_GUILESS_MAIN(TestChatwootDialect)
#include "tst_chatwootdialect.moc"
