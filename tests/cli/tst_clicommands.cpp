// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clirun.h"
#include "support/deskcache.h"
#include "support/plainsql.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

class TestCliCommands : public QObject {
    Q_OBJECT

private:
    /// Runs the line on the profile at a fixed instant, in UTC.
    CliRun run(const QString &profile, const char *line)
    {
        return runCommand(cliWords(line) +
                          QStringList{QStringLiteral("--profile"), profile, QStringLiteral("--now"),
                                      QStringLiteral("2026-06-01T12:00:00Z"),
                                      QStringLiteral("--tz"), QStringLiteral("UTC")});
    }
    void fill(const QString &profile, std::initializer_list<const char *> names = {"Acme"})
    {
        const auto store = openStore(profile);
        for (const char *name : names)
            writeDesk(*store, name);
    }

private Q_SLOTS:
    // A connection used or closed on a foreign thread is only a warning of Qt, and a race.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql"))); }

    void queriesPrintTheSeedsJson()
    {
        const QTemporaryDir profile;
        fill(profile.path());
        const CliRun metrics =
            run(profile.path(), "query agent-conversation-metrics --format json");
        QCOMPARE(metrics.code, 0);
        QCOMPARE(metrics.err, QByteArray());
        QVERIFY2(metrics.out.startsWith("[{\"id\":3,\"name\":\"Ana\",\"email\":"), metrics.out);
        QVERIFY(metrics.out.endsWith("]\n"));
        QCOMPARE(
            run(profile.path(), "query agent-conversation-metrics --user-id 99 --format json").out,
            QByteArray("[]\n"));
        const CliRun events =
            run(profile.path(),
                "query reporting-events --account Acme --conversation 101 --format json");
        QCOMPARE(events.code, 0);
        QCOMPARE(events.json().array().at(0).toObject().value(u"conversation_id").toInt(), 5101);

        const CliRun table = run(profile.path(), "query agent-conversation-metrics");
        QVERIFY2(table.out.contains("Łukasz") && table.out.startsWith("id"), table.out);
        QCOMPARE(run(profile.path(), "query reporting-events --conversation 101 --format csv")
                     .out.count("\r\n"),
                 2);
    }

    void wrongParametersOfAQuery()
    {
        const QTemporaryDir profile;
        fill(profile.path());
        struct Case {
            const char *line;
            const char *field;
        };
        for (const Case &wrong :
             {Case{"query agent-conversation-metrics --account Nobody --format json", "account_id"},
              Case{"query reporting-events --account Nobody --conversation 101 --format json",
                   "account_id"},
              Case{"query reporting-events --conversation 999 --format json", "conversation_id"}}) {
            const CliRun answer = run(profile.path(), wrong.line);
            QCOMPARE(answer.code, 1);
            QCOMPARE(answer.err.count('\n'), 1);
            const QJsonObject body = answer.json().object();
            QVERIFY(!body.value(u"description").toString().isEmpty());
            const QJsonObject error = body.value(u"errors").toArray().at(0).toObject();
            QCOMPARE(error.value(u"field").toString(), QLatin1String(wrong.field));
            QCOMPARE(error.value(u"code").toString(), QStringLiteral("not_found"));
            QVERIFY(!error.value(u"message").toString().isEmpty());
        }
        const CliRun table = run(profile.path(), "query reporting-events --conversation 999");
        QCOMPARE(table.code, 1);
        QCOMPARE(table.out, QByteArray());
    }

    void reportQueriesPrintTheSeedsJson()
    {
        const QTemporaryDir profile;
        fill(profile.path());
        const CliRun volume =
            run(profile.path(),
                "query conversations-by-agent --start 2026-06-01 --end 2026-06-02 --format json");
        QCOMPARE(volume.err, QByteArray());
        QCOMPARE(volume.out, QByteArray("{\"total\":2,\"data\":[{\"label\":\"Ana\",\"value\":1},"
                                        "{\"label\":\"Łukasz\",\"value\":1}],\"unspecified\":1,"
                                        "\"success\":true}\n"));
        const CliRun table =
            run(profile.path(), "query conversations-by-agent --start 2026-06-01 --end 2026-06-02");
        QVERIFY2(table.out.contains("Łukasz      1") &&
                     table.out.contains("total: total 2, unspecified 1"),
                 table.out.constData());

        const QByteArray body = "{\"filters\":{\"time\":{\"from\":\"1780272000000\",\n"
                                "\"to\":1780315200000}},\n\"metricsToRetrieveByTime\":"
                                "[\"avg_wait_time\"],\"metricsToRetrieveCurrentValue\":"
                                "[\"open_conversations\",\"agent_load\"]}\n";
        const QStringList common{QStringLiteral("--profile"), profile.path(),
                                 QStringLiteral("--now"), QStringLiteral("2026-06-01T12:00:00Z")};
        const CliRun metrics = runCommand(
            cliWords("query key-metrics --body - --limit 7 --format json") + common, body);
        QCOMPARE(metrics.err, QByteArray());
        QCOMPARE(metrics.out,
                 QByteArray("{\"metadata\":{\"count\":0,\"self\":{\"rel\":\"self\",\"href\":"
                            "\"http://127.0.0.1:1/manager_workspace/api/account/1/"
                            "metrics?offset=0&limit=7&sort=key:asc\"}},"
                            "\"all\":{\"avgWaitTime\":120000,\"openConversations\":3}}\n"));
        QFile file(profile.filePath(QStringLiteral("body.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(body) == body.size());
        file.close();
        const CliRun csv = runCommand(cliWords("query key-metrics --format csv --body") +
                                      QStringList{file.fileName()} + common);
        QVERIFY2(csv.out.startsWith("key,keyDescription,agentLoad,avgWaitTime,openConversations"),
                 csv.out.constData());
        QVERIFY2(csv.out.contains("all,,,120000,3"), csv.out.constData());

        const CliRun flood = runCommand(cliWords("query key-metrics --body -") + common,
                                        QByteArray((16 << 20) + 1, ' '));
        QVERIFY2(flood.code != 0 && flood.err.contains("too large"), flood.err.constData());

        const CliRun talks =
            run(profile.path(), "query agent-conversations --agent 12 --start-date 2026-06-01 "
                                "--interacted true --format json");
        QCOMPARE(talks.code, 0);
        QVERIFY2(talks.out.startsWith("[{\"_id\":102,\"agentId\":12,"), talks.out.constData());
        QCOMPARE(run(profile.path(), "query agent-conversations --agent 9 --format json").out,
                 QByteArray("[]\n"));
        QVERIFY(run(profile.path(), "query agent-conversations --agent 12").out.contains("102"));
    }

    void wrongParametersOfTheReportQueries()
    {
        const QTemporaryDir profile;
        fill(profile.path());
        const auto refused = [&](const char *line, const QByteArray &body,
                                 const QByteArray &input = {}) {
            const QStringList words =
                cliWords(line) + QStringList{QStringLiteral("--profile"), profile.path()};
            const CliRun json = runCommand(
                words + QStringList{QStringLiteral("--format"), QStringLiteral("json")}, input);
            QCOMPARE(json.out, body + '\n');
            QCOMPARE(json.err.count('\n'), 1);
            QCOMPARE(json.code, 1);
            const CliRun table = runCommand(words, input);
            QCOMPARE(table.out, QByteArray());
            QCOMPARE(table.err.count('\n'), 1);
            QCOMPARE(table.code, 1);
        };
        refused("query conversations-by-agent --end 2026-06-02",
                "{\"success\":false,\"error\":\"must have required property 'start' "
                "[invalid-params]\",\"errorType\":\"invalid-params\"}");
        refused("query conversations-by-agent --start 2026-06-02 --end 2026-06-01",
                "{\"success\":false,\"error\":\"The \\\"start\\\" query parameter must be before "
                "the \\\"end\\\" query parameter.\"}");
        refused("query conversations-by-agent --account Nobody --start 2026-06-01 --end 2026-06-02",
                "{\"success\":false,\"error\":\"There is no account \\\"Nobody\\\"; there is "
                "\\\"Acme\\\".\"}");
        refused("query key-metrics --body - --limit 51",
                "{\"causes\":[\"limit: must be from 1 to 50\"],\"message\":\"Bad Request\"}", "{}");
        refused("query key-metrics --body -",
                "{\"causes\":[\"body: must be a JSON object\"],\"message\":\"Bad Request\"}");
        refused("query agent-conversations --agent 12 --record maybe",
                "{\"message\":\"record and interacted must be true or false\"}");
        refused("query agent-conversations --agent 12 --end-date never",
                "{\"message\":\"endDate must be an ISO 8601 date\"}");
        for (const char *line :
             {"query key-metrics --format json", "query agent-conversations --format json",
              "query conversations-by-agent --from 2026-06-01 --format json",
              "query key-metrics --format json --body", "query key-metric --format json"}) {
            const CliRun wrong = run(profile.path(), line);
            QCOMPARE(wrong.code, 2);
            QCOMPARE(wrong.out, QByteArray());
        }
        const CliRun noFile =
            run(profile.path(), "query key-metrics --body /nonexistent/x --format json");
        QCOMPARE(noFile.code, 1);
        QCOMPARE(noFile.out, QByteArray());
        QVERIFY(noFile.err.contains("/nonexistent/x"));
    }

    void theAccountMustBeClear()
    {
        const QTemporaryDir profile;
        const CliRun empty = run(profile.path(), "query agent-conversation-metrics --format json");
        QCOMPARE(empty.code, 2);
        QCOMPARE(empty.out, QByteArray());
        QCOMPARE(run(profile.path(), "show agents").code, 1);
        QVERIFY(QDir(profile.path()).isEmpty()); // asking makes no files

        fill(profile.path(), {"Acme", "Beta"});
        const CliRun several =
            run(profile.path(), "query agent-conversation-metrics --format json");
        QCOMPARE(several.code, 2);
        QCOMPARE(several.out, QByteArray());
        QVERIFY(several.err.contains("Acme") && several.err.contains("Beta"));
        QCOMPARE(run(profile.path(), "query agent-conversation-metrics --account Beta").code, 0);
        const CliRun show = run(profile.path(), "show agents --account Gamma");
        QCOMPARE(show.code, 1);
        QVERIFY(show.err.contains("Gamma"));
    }

    void showHasColumnsRowsTotalAsOfAndGaps()
    {
        const QTemporaryDir profile;
        fill(profile.path(), {"Acme", "Beta"});
        const CliRun agents = run(profile.path(), "show agents --range today --format json");
        QCOMPARE(agents.code, 0);
        const QJsonObject object = agents.json().object();
        QCOMPARE(object.keys(), QStringList({QStringLiteral("asOf"), QStringLiteral("columns"),
                                             QStringLiteral("gaps"), QStringLiteral("rows"),
                                             QStringLiteral("total")}));
        QCOMPARE(object.value(u"rows").toArray().size(), 4);
        const QJsonObject first = object.value(u"rows").toArray().at(0).toObject();
        QCOMPARE(first.value(u"id").toInt(), 3);
        QCOMPARE(first.value(u"open").toInt(), 1);
        QVERIFY(first.value(u"groups").isNull());
        const QJsonArray columns = object.value(u"columns").toArray();
        QCOMPARE(columns.size(), first.size());
        QCOMPARE(object.value(u"total").toObject().value(u"open").toInt(), 6);
        QCOMPARE(object.value(u"asOf").toString(), QStringLiteral("2026-06-01T11:00:00.000Z"));
        const QJsonArray sinceThen{QStringLiteral("2026-06-01T11:00:00.000Z"),
                                   QStringLiteral("2026-06-01T12:00:00.000Z")};
        QCOMPARE(object.value(u"gaps").toArray(), QJsonArray{sinceThen});

        const QJsonObject week =
            run(profile.path(), "show agents --account Beta --format json").json().object();
        QCOMPARE(week.value(u"rows").toArray().size(), 2);
        const QJsonArray gap = week.value(u"gaps").toArray().at(0).toArray();
        QCOMPARE(gap.at(0).toString(), QStringLiteral("2026-05-26T00:00:00.000Z"));
        QCOMPARE(gap.at(1).toString(), QStringLiteral("2026-06-01T00:00:00.000Z"));

        const QJsonObject list =
            run(profile.path(), "show conversations --account Acme --range "
                                "2026-06-01T09:00..2026-06-01T10:00 --format json")
                .json()
                .object();
        QCOMPARE(list.value(u"rows").toArray().size(), 1); // half-open
        QCOMPARE(list.value(u"rows").toArray().at(0).toObject().value(u"id").toInt(), 102);
        QCOMPARE(run(profile.path(), "show conversations --range 2026-06-02..2026-06-01").code, 2);
        QCOMPARE(run(profile.path(), "show conversations --range someday").out, QByteArray());
    }

    void aTimelineNeedsOneConversation()
    {
        const QTemporaryDir profile;
        fill(profile.path(), {"Acme", "Beta"});
        QCOMPARE(run(profile.path(), "show timeline").code, 2);
        const CliRun both = run(profile.path(), "show timeline --conversation 101 --format json");
        QCOMPARE(both.code, 2);
        QVERIFY(both.err.contains("Beta"));
        QCOMPARE(run(profile.path(), "show timeline --conversation 999").code, 1);
        const CliRun one =
            run(profile.path(), "show timeline --conversation 101 --account Acme --format json");
        QCOMPARE(one.code, 0);
        const QJsonObject row = one.json().object().value(u"rows").toArray().at(0).toObject();
        QCOMPARE(row.value(u"value").toInt(), 120'000);
        QCOMPARE(row.value(u"origin").toString(), QStringLiteral("server"));
        QVERIFY(run(profile.path(), "show timeline --conversation 101 --account Acme")
                    .out.contains("2 m"));
    }

    void theCatalogueNeedsNoProfile()
    {
        const QTemporaryDir empty;
        const QString nowhere = empty.filePath(QStringLiteral("none"));
        const CliRun json = run(nowhere, "metrics --format json");
        QCOMPARE(json.code, 0);
        QCOMPARE(json.err, QByteArray());
        const QJsonArray rows = json.json().array();
        QVERIFY(rows.size() > 80);
        QHash<QString, QJsonObject> byKey;
        for (const QJsonValue &row : rows)
            byKey.insert(row[u"key"].toString(), row.toObject());
        const QJsonObject load = byKey.value(QStringLiteral("available_slots"));
        QCOMPARE(load[u"unit"].toString(), QStringLiteral("slots"));
        QCOMPARE(load[u"class"].toString(), QStringLiteral("current"));
        QCOMPARE(load[u"additive"][u"skill"], QJsonValue(false));
        QCOMPARE(load[u"additive"][u"agent"], QJsonValue(true));
        QCOMPARE(load[u"vendorFields"][0][u"field"].toString(), QStringLiteral("availableSlots"));
        const QJsonObject wait = byKey.value(QStringLiteral("avg_wait_time"));
        QCOMPARE(wait[u"reducer"].toString(), QStringLiteral("mean"));
        QCOMPARE(wait[u"offers"].toArray().size(), 6);
        QCOMPARE(wait[u"polarity"].toString(), QStringLiteral("lower"));

        const CliRun csv = run(nowhere, "metrics --format csv");
        QCOMPARE(csv.out.count("\r\n"), rows.size() + 1);
        QVERIFY2(csv.out.startsWith("key,title,unit,class,origin,reducer,"), csv.out.left(80));
        const CliRun table = run(nowhere, "metrics");
        QCOMPARE(table.out.count('\n'), rows.size() + 1);
        for (const char *attribute : {"definition", "scopes", "additive", "polarity", "vendor"})
            QVERIFY2(table.out.split('\n').front().contains(attribute), attribute);
        QVERIFY(!QFile::exists(nowhere));
    }

    void checkMendsTheColumns()
    {
        const QTemporaryDir profile;
        fill(profile.path());
        QCOMPARE(run(profile.path(), "check").code, 0); // no segments yet: nothing is wrong
        QCOMPARE(run(profile.path(), "check --repair").code, 0);
        plainSql(profile.path(), QStringLiteral("UPDATE fact_segment SET bytes = x'00'"));
        const CliRun broken = run(profile.path(), "check --format json");
        QCOMPARE(broken.code, 1);
        const QJsonObject problem =
            broken.json().object().value(u"problems").toArray().at(0).toObject();
        QCOMPARE(problem.value(u"area").toString(), QStringLiteral("columns"));
        QCOMPARE(run(profile.path(), "check --repair").code, 0);
        QCOMPARE(run(profile.path(), "check --format json").out,
                 QByteArray("{\"ok\":true,\"problems\":[]}\n"));
    }

    void checkTellsSoundFromDamaged()
    {
        const QTemporaryDir profile;
        const CliRun none = run(profile.path(), "check --format json");
        QCOMPARE(none.code, 0);
        QVERIFY(QDir(profile.path()).isEmpty());
        fill(profile.path());
        QCOMPARE(run(profile.path(), "check --format json").out,
                 QByteArray("{\"ok\":true,\"problems\":[]}\n"));
        QCOMPARE(run(profile.path(), "check --repair").code, 0);
        {
            const auto writer = openStore(profile.path()); // somebody else writes: no verdict
            const CliRun busy = run(profile.path(), "check --format json");
            QCOMPARE(busy.code, 1);
            QCOMPARE(busy.out, QByteArray());
            QVERIFY(!busy.err.isEmpty());
        }
        QFile file(profile.filePath(QStringLiteral("cache.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const CliRun damaged = run(profile.path(), "check --format json");
        QCOMPARE(damaged.code, 1);
        QVERIFY(!damaged.json().object().value(u"ok").toBool(true));
        QCOMPARE(damaged.json().object().value(u"problems").toArray().size(), 1);
        QCOMPARE(run(profile.path(), "query agent-conversation-metrics").code, 1);
    }

    void purgeRemovesWhatItSays()
    {
        const QTemporaryDir profile;
        for (const char *line : {"purge", "purge --older-than 3 --account Acme",
                                 "purge --older-than soon", "purge --older-than -1"}) {
            const CliRun wrong = run(profile.path(), line);
            QCOMPARE(wrong.code, 2);
            QCOMPARE(wrong.out, QByteArray());
        }
        QCOMPARE(run(profile.path(), "purge --older-than 3").code, 1);
        fill(profile.path(), {"Acme", "Beta"});
        // Open conversations stay, whatever their age.
        const CliRun purged = run(profile.path(), "purge --older-than 0 --format json");
        QCOMPARE(purged.out, QByteArray("{\"conversations\":0,\"events\":0}\n"));
        QVERIFY2(purged.err.contains("is not fetched again"), purged.err.constData());
        QCOMPARE(run(profile.path(), "purge --account Gamma").code, 1);
        QCOMPARE(run(profile.path(), "purge --account Beta --format json")
                     .json()
                     .object()
                     .value(u"conversations")
                     .toInt(),
                 3);
        QCOMPARE(
            run(profile.path(), "query agent-conversation-metrics --account Beta --format json")
                .out,
            QByteArray("[]\n"));
        QVERIFY(run(profile.path(), "query agent-conversation-metrics --account Acme --format json")
                    .out.contains("Ana"));
    }

    void oldHistoryGoesByPolicy()
    {
        const QTemporaryDir profile;
        QCOMPARE(run(profile.path(), "purge --expired").code, 1);
        QCOMPARE(run(profile.path(), "account storage").code, 1);
        fill(profile.path());
        for (const char *line :
             {"purge --expired --older-than 3", "purge --older-than 3 --dry-run"})
            QCOMPARE(run(profile.path(), line).code, 2);
        const CliRun none = run(profile.path(), "purge --expired");
        QCOMPARE(none.code, 0);
        QVERIFY2(none.err.contains("No account has a policy"), none.err.constData());
        const CliRun wrong = run(profile.path(), "account set Acme --set keep=soon");
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("keep is \"soon\". It is a number of days or months"),
                 wrong.err.constData());
        const CliRun set = run(profile.path(), "account set Acme --set keep=90d");
        QVERIFY2(set.code == 0, set.err.constData()); // no server is asked
        SyncBatch closed = deskBatch();
        for (Conversation &c : closed.conversations) {
            c.status = QStringLiteral("closed");
            c.updatedAt = c.created + 60'000;
        }
        {
            const auto store = openStore(profile.path());
            QVERIFY(store->apply(store->accounts()->front().id, closed, {}).ok());
        }
        const QString late = QStringLiteral("2026-09-30T12:00:00Z");
        const auto at = [&](const char *line) {
            return runCommand(cliWords(line) + QStringList{QStringLiteral("--profile"),
                                                           profile.path(), QStringLiteral("--now"),
                                                           late});
        };
        const CliRun preview = at("purge --expired --dry-run");
        QVERIFY2(preview.out.startsWith("Acme: 3 conversations and ") &&
                     preview.out.contains("older than 2026-07-02 would go."),
                 preview.out.constData());
        const CliRun told = at("account storage --format json");
        const QJsonObject storage =
            told.json().object().value(u"accounts").toArray().at(0).toObject();
        QCOMPARE(storage.value(u"conversations").toInt(), 3);
        QCOMPARE(storage.value(u"keep").toString(), QStringLiteral("90d"));
        QVERIFY(told.json().object().value(u"fileBytes").toInteger() > 0);
        QVERIFY(at("account storage").out.contains("about "));
        QCOMPARE(at("purge --expired --account Nobody --dry-run").code, 1);
        QCOMPARE(at("purge --expired --account Nobody").code, 1);
        QCOMPARE(
            at("purge --expired --format json").json().object().value(u"conversations").toInt(), 3);
        QCOMPARE(at("purge --expired --dry-run --format json").out,
                 QByteArray("{\"conversations\":0,\"events\":0}\n"));
        const CliRun after = at("account storage --format json");
        const QJsonObject left =
            after.json().object().value(u"accounts").toArray().at(0).toObject();
        QCOMPARE(left.value(u"conversations").toInt(), 0);
        QCOMPARE(left.value(u"removedBefore").toString(), QStringLiteral("2026-07-02"));
    }
};

QTEST_GUILESS_MAIN(TestCliCommands)
#include "tst_clicommands.moc"
