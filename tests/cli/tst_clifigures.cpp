// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clirun.h"
#include "support/csvrows.h"
#include "support/deskcache.h"
#include "support/figuredesk.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

class TestCliFigures : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QTemporaryDir m_teams; ///< teams, a bot, labels, channels: figuredesk.h
    QString m_used = m_profile.path();

    CliRun run(const QByteArray &line)
    {
        return runCommand(cliWords(line.constData()) +
                          QStringList{QStringLiteral("--profile"), m_used, QStringLiteral("--now"),
                                      QStringLiteral("2026-06-01T12:00:00Z"),
                                      QStringLiteral("--tz"), QStringLiteral("Europe/Berlin")});
    }
    QJsonObject json(const QByteArray &line)
    {
        const CliRun answer = run(line + " --format json");
        if (answer.code != 0)
            qWarning("%s", answer.err.constData());
        return answer.json().object();
    }
    static QJsonObject row(const QJsonObject &answer, qsizetype i)
    {
        return answer.value(u"rows").toArray().at(i).toObject();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("QSql"))); }
    void initTestCase()
    {
        const auto store = openStore(m_profile.path());
        writeDesk(*store, "Acme");
        writeDesk(*store, "Beta");
        const TimeRange june{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T18:00:00.000Z")};
        const auto teams = openStore(m_teams.path());
        for (const AccountRows &rows : {acmeDesk(june, "2026-06-02T18:00:00.000Z"),
                                        botsDesk(june, "2026-06-02T18:00:00.000Z")}) {
            Account account = rows.account;
            account.id = 0;
            const auto id = teams->addAccount(account);
            QVERIFY2(id, qPrintable(id ? QString() : id.error().sentence()));
            SyncBatch batch;
            batch.agents = rows.agents;
            batch.groupings = rows.groupings;
            batch.memberships = rows.memberships;
            batch.conversations = rows.conversations;
            batch.events = rows.events;
            for (const char *feed :
                 {"conversations", "active_conversations", "agents", "reporting_events"})
                QVERIFY(teams->apply(*id, std::exchange(batch, {}), doneFeed(feed, june)));
        }
    }
    void cleanup() { m_used = m_profile.path(); }

    void byAgentKeepsEqualNamesApart()
    {
        const QJsonObject all = json("show by-agent --range today");
        QCOMPARE(all.keys(), QStringList({QStringLiteral("asOf"), QStringLiteral("columns"),
                                          QStringLiteral("gaps"), QStringLiteral("rows"),
                                          QStringLiteral("total")}));
        QCOMPARE(all.value(u"rows").toArray().size(), 4);
        QCOMPARE(row(all, 0).value(u"name").toString(), QStringLiteral("Ana"));
        QCOMPARE(row(all, 1).value(u"name").toString(), QStringLiteral("Ana"));
        QVERIFY(row(all, 0).value(u"account") != row(all, 1).value(u"account"));
        QCOMPARE(row(all, 0).value(u"conversations").toInt(), 1);
        QCOMPARE(all.value(u"total")[u"conversations"].toInt(), 4);
        QCOMPARE(all.value(u"total")[u"unspecified"].toInt(), 2);
        const CliRun csv = run("show by-agent --range today --format csv"); // which has no totals
        QVERIFY2(csv.out.contains(",,Unspecified,2"), csv.out);
        QCOMPARE(all.value(u"asOf").toString(), QStringLiteral("2026-06-01T11:00:00.000Z"));
        const QJsonObject one = json("show by-agent --range today --account Beta");
        QCOMPARE(one.value(u"rows").toArray().size(), 2);
    }

    void breakdownHasWhatTheCatalogueOffers()
    {
        const QJsonObject agents =
            json("show breakdown --range today --account Acme --group-by agent "
                 "--metric first_response_time --metric open_conversations --metric cost");
        QStringList columns;
        for (const QJsonValue &column : agents.value(u"columns").toArray())
            columns.append(column[u"key"].toString() + u':' + column[u"unit"].toString());
        QCOMPARE(columns.mid(0, 5).join(u' '),
                 QStringLiteral("account:text id:id name:text first_response_time:ms "
                                "first_response_time_median:ms"));
        QVERIFY(columns.contains(QStringLiteral("first_response_time_n:count")));
        QCOMPARE(row(agents, 0).value(u"first_response_time"), QJsonValue(120'000));
        QCOMPARE(row(agents, 0).value(u"first_response_time_n"), QJsonValue(1));
        QVERIFY(row(agents, 1).value(u"first_response_time").isNull());
        QCOMPARE(row(agents, 0).value(u"open_conversations"), QJsonValue(1));
        QVERIFY(row(agents, 0).value(u"cost").isNull());
        QVERIFY(agents.value(u"total")[u"cost"].isNull());
        QCOMPARE(agents.value(u"total")[u"open_conversations"], QJsonValue(3));
        const QJsonObject business =
            json("show breakdown --range today --account Acme --group-by agent "
                 "--metric first_response_time --business-hours");
        // The same key never means both.
        QCOMPARE(row(business, 0).value(u"first_response_time_business_hours"), QJsonValue(0));
        QVERIFY(!row(business, 0).contains(u"first_response_time"));
        for (const char *key :
             {"first_response_time_median_business_hours", "first_response_time_business_hours_n"})
            QVERIFY2(row(business, 0).contains(QLatin1String(key)), key);
        const QJsonObject all = business.value(u"total").toObject();
        QVERIFY(all.contains(u"first_response_time_business_hours"));
        const QByteArray times = " --range today --metric first_response_time "
                                 "--metric conversations --business-hours";
        for (const char *table : {"trend", "heatmap"}) {
            const QJsonObject cell = row(json(QByteArray("show ") + table + times), 10);
            QVERIFY2(cell.contains(u"first_response_time_business_hours"), table);
            QVERIFY2(cell.contains(u"conversations"), table); // no time
        }
        const QJsonObject bins =
            json("show distribution --range today --metric first_response_time --business-hours");
        QCOMPARE(row(bins, 0).value(u"metric").toString(),
                 QStringLiteral("first_response_time_business_hours"));

        const CliRun table = run("show breakdown --range today --group-by inbox");
        QCOMPARE(table.code, 0);
        QVERIFY2(table.out.contains("Web") && table.out.contains("2 m"), table.out);
        const CliRun reason = run("show breakdown --range today --metric cost");
        QVERIFY2(reason.err.contains("cost: The vendor does not tell this."), reason.err);
        for (const char *dimension : {"agent", "group", "skill", "inbox", "channel", "account"})
            QCOMPARE(run(QByteArray("show breakdown --format csv --group-by ") + dimension).code,
                     0);
    }

    void trendAndHeatMapSpeakTheZone()
    {
        const QJsonObject trend =
            json("show trend --range 2026-05-31..2026-06-01 --metric conversations");
        const QJsonArray hours = trend.value(u"rows").toArray();
        QCOMPARE(hours.size(), 48);
        QCOMPARE(hours[0][u"from"].toString(), QStringLiteral("2026-05-30T22:00:00.000Z"));
        QVERIFY(hours[0][u"gap"].toBool());                    // nobody fetched that day
        QCOMPARE(hours[24 + 10][u"conversations"].toInt(), 2); // 08:00Z in two accounts
        QCOMPARE(hours[24 + 10][u"partial"], QJsonValue(false));
        QCOMPARE(hours[47][u"partial"], QJsonValue(true)); // not over yet
        QCOMPARE(trend.value(u"total")[u"conversations"].toInt(), 6);

        const QJsonObject heat = json("show heatmap --range today --metric conversations "
                                      "--metric first_response_time");
        QCOMPARE(heat.value(u"rows").toArray().size(), 168);
        const QJsonObject cell = row(heat, 10); // Monday 10:00 in Berlin
        QCOMPARE(cell.value(u"weekday").toInt(), 1);
        QCOMPARE(cell.value(u"hour").toInt(), 10);
        QCOMPARE(cell.value(u"conversations").toInt(), 2);
        QCOMPARE(cell.value(u"first_response_time").toInt(), 120'000);
        QVERIFY(row(heat, 30).value(u"conversations").isNull()); // a Tuesday is not in the range
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("expected"); // conversations of the two days
        const auto row = [](const char *filter, const char *expected) {
            QTest::newRow(filter) << QByteArray(expected);
        };
        row("--agent Ana", "101");
        row("--agent 4", "102 103");
        row("--agent sam --agent 3", "101 102 103 105 r1"); // three Sams, two accounts
        row("--agent none", "104 r2");
        row("--group Support", "101 102 103"); // with Billing below it
        row("--group 9 --agent 5", "");
        row("--group none", "104 105 r1 r2");
        row("--inbox Web --channel WEB", "101 102 103 104 105");
        row("--channel voice", "r1 r2");
        row("--channel voice --channel web --account Acme", "101 102 103 104 105");
        row("--label vip", "102");
        row("--label none --group billing", "103");
        row("--actor human --inbox 2", "101 102 103 105");
        row("--actor bot", "");
    }
    void filters()
    {
        QFETCH(QByteArray, expected);
        m_used = m_teams.path();
        const QByteArray line =
            QByteArray(QTest::currentDataTag()) + " --range 2026-06-01..2026-06-02";
        const QJsonObject listed = json("show conversations " + line);
        QStringList ids;
        for (const QJsonValue talk : listed.value(u"rows").toArray())
            ids.append(talk[u"id"].toVariant().toString());
        ids.sort();
        QCOMPARE(ids.join(u' ').toLatin1(), expected);
        // Every report counts the same ones.
        const int n = int(ids.size());
        const QJsonValue agents = json("show agents " + line).value(u"total");
        QCOMPARE(agents[u"conversations"].toInt(-1), n);
        for (const char *show :
             {"breakdown --group-by channel", "trend", "trend --group-by agent", "heatmap"}) {
            const QByteArray asked = QByteArray("show ") + show + " --metric conversations " + line;
            QCOMPARE(json(asked).value(u"total")[u"conversations"].toInt(-1), n);
        }
        const QJsonValue byAgent = json("show by-agent " + line).value(u"total");
        QCOMPARE(byAgent[u"conversations"].toInt(-1) + byAgent[u"unspecified"].toInt(-1), n);
    }

    void agentsHaveTheMetricsThatAreAskedFor()
    {
        m_used = m_teams.path();
        const QByteArray range = " --range 2026-06-01..2026-06-02";
        const QByteArray metrics = " --metric first_response_time --metric conversations";
        const QJsonObject agents = json("show agents" + metrics + range);
        // A row for each; CSV, which has no totals, has what is nobody's too.
        const auto csv = csvRows(run("show agents" + metrics + range + " --format csv").out);
        QVERIFY(csv);
        QCOMPARE(qsizetype(csv->size()), 2 + agents.value(u"rows").toArray().size());
        int created = 0;
        for (std::size_t i = 1; i < csv->size(); ++i)
            created += (*csv)[i][10].toInt();
        QCOMPARE(csv->back()[2], QStringLiteral("Unassigned"));
        QCOMPARE(csv->back()[10].toInt(), agents.value(u"total")[u"unspecified"].toInt(-1));
        QCOMPARE(created, agents.value(u"total")[u"conversations"].toInt(-1));
        QStringList keys;
        for (const QJsonValue column : agents.value(u"columns").toArray())
            keys.append(column[u"key"].toString());
        QCOMPARE(keys.count(QStringLiteral("conversations")), 1);
        QVERIFY(keys.contains(QStringLiteral("first_response_time_p90")));
        // The same figures as the breakdown's.
        const QJsonObject rows = json("show breakdown --group-by agent" + metrics + range);
        for (const char *key : {"conversations", "first_response_time", "first_response_time_n"})
            QCOMPARE(agents.value(u"total")[QLatin1String(key)],
                     rows.value(u"total")[QLatin1String(key)]);
        for (const QJsonValue agent : agents.value(u"rows").toArray()) {
            for (const QJsonValue row : rows.value(u"rows").toArray()) {
                if (row[u"id"] == agent[u"id"])
                    QCOMPARE(agent[u"first_response_time"], row[u"first_response_time"]);
            }
        }
    }

    void aFilterNeedsNamesThatThereAre_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *line, const char *sentence) {
            QTest::newRow(line) << QByteArray(sentence);
        };
        row("show agents --agent Zoe", R"(--agent: there is no agent "Zoe"; there is "Ana" (3), )"
                                       R"("Robot" (6), "Sam" (4), "Sam" (5), "Sam" (h1))");
        row("show queue --skill VIP", R"(--skill: there is no skill "VIP"; there is none)");
        row("show trend --group Web", R"(--group: there is no group "Web"; there is )"
                                      R"("Billing" (9), "Support" (8))");
        row("show heatmap --channel fax",
            R"(--channel: there is no channel "fax"; there is voice, web)");
        row("show distribution --label gold", R"(--label: there is no label "gold"; there is vip)");
    }
    void aFilterNeedsNamesThatThereAre()
    {
        QFETCH(QByteArray, sentence);
        m_used = m_teams.path();
        const CliRun refused = run(QTest::currentDataTag());
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.out, QByteArray());
        QCOMPARE(refused.err, sentence + ".\n");
    }

    void agentsOfATeamAndTheirOpenOnes()
    {
        m_used = m_teams.path();
        const auto names = [&](const QByteArray &line) {
            QStringList all;
            for (const QJsonValue agent : json("show agents " + line).value(u"rows").toArray())
                all.append(agent[u"id"].toVariant().toString());
            return all.join(u' ');
        };
        QCOMPARE(names("--account Acme"), QStringLiteral("3 4 5"));
        QCOMPARE(names("--group Billing"), QStringLiteral("3 4")); // Ana is a member of both
        QCOMPARE(names("--channel voice --account Bots"), QStringLiteral("h1"));
        QCOMPARE(names("--agent none"), QString());
    }

    void trendByGroupHasARowForEachStep()
    {
        m_used = m_teams.path();
        const QJsonObject trend = json("show trend --range 2026-06-01..2026-06-02 --group-by agent "
                                       "--metric conversations --metric first_response_time "
                                       "--account Acme");
        const QJsonArray rows = trend.value(u"rows").toArray();
        QCOMPARE(rows.size(), 48 * 4); // three agents and nobody; the bot has nothing to show
        int ofSam = 0;
        int all = 0;
        for (const QJsonValue step : rows) {
            const bool sam = step[u"id"].toInt() == 4;
            ofSam += sam ? step[u"conversations"].toInt() : 0;
            all += step[u"conversations"].toInt();
            if (sam && step[u"from"].toString() == QLatin1String("2026-06-02T09:00:00.000Z"))
                QCOMPARE(step[u"first_response_time"].toInt(), 600'000);
        }
        QCOMPARE(ofSam, 2);
        QCOMPARE(all, 5);
        QCOMPARE(trend.value(u"total")[u"conversations"].toInt(), 5);
        QCOMPARE(run("show heatmap --group-by agent").code, 2);
    }

    void distributionAndQueue()
    {
        m_used = m_teams.path();
        const QByteArray june = " --range 2026-06-01..2026-06-02";
        const QJsonObject spread = json("show distribution" + june);
        qint64 n = 0;
        for (const QJsonValue bin : spread.value(u"rows").toArray()) {
            QCOMPARE(bin[u"metric"].toString(), QStringLiteral("first_response_time"));
            QVERIFY(bin[u"to"].isNull() || bin[u"from"].toInteger() < bin[u"to"].toInteger());
            n += bin[u"n"].toInteger();
        }
        QCOMPARE(n, 3);
        QCOMPARE(spread.value(u"total")[u"first_response_time_median"].toInt(), 120'000);
        QCOMPARE(spread.value(u"total")[u"first_response_time_n"].toInt(), 3);
        QCOMPARE(run("show distribution --metric conversations").code, 2);
        QVERIFY(run("show distribution --format csv" + june)
                    .out.startsWith("metric,from (ms),to (ms),n"));

        const QJsonObject queue = json("show queue");
        QCOMPARE(queue.value(u"rows").toArray().size(), 1);
        QCOMPARE(row(queue, 0).value(u"id").toInt(), 104);
        QCOMPARE(row(queue, 0).value(u"urgency").toString(), QStringLiteral("unattended"));
        QCOMPARE(row(queue, 0).value(u"unassigned"), QJsonValue(true));
        QCOMPARE(queue.value(u"total")[u"unassigned"].toInt(), 1);
        QCOMPARE(json("show queue --agent Ana").value(u"rows").toArray().size(), 0);
        QCOMPARE(run("show queue --range today").code, 2);
    }

    void hitsFollowTheAccountsTarget()
    {
        m_used = m_teams.path();
        const QByteArray ask = "show breakdown --range 2026-06-01..2026-06-02 --group-by account "
                               "--metric sla_hits_first_response_time "
                               "--metric sla_rate_first_response_time";
        const CliRun none = run(ask);
        QVERIFY(none.err.contains("No SLA target is set"));
        const CliRun set = run("account set Acme --set sla.first_response=90");
        QVERIFY2(set.code == 0, set.err.constData());
        const QJsonObject plain = json(ask);
        QCOMPARE(row(plain, 0).value(u"sla_hits_first_response_time").toInt(-1), 1);
        QCOMPARE(row(plain, 0).value(u"sla_rate_first_response_time").toDouble(), 1.0 / 3);
        QVERIFY(row(plain, 1).value(u"sla_hits_first_response_time").isNull()); // ChatDash
        // Two of the three have business hours, 30 and 0 s.
        const QJsonObject business = json(ask + " --business-hours");
        const auto told = [&business](const char *key) {
            return row(business, 0).value(QLatin1String(key) + QLatin1String("_business_hours"));
        };
        QCOMPARE(told("sla_hits_first_response_time").toInt(-1), 2);
        QCOMPARE(told("sla_rate_first_response_time").toDouble(), 1.0);
        const CliRun trend = run("show trend --range 2026-06-01..2026-06-02 --business-hours "
                                 "--metric resolution_time");
        QVERIFY(trend.err.contains("resolution_time: The vendor tells no business hours of these "
                                   "values, and no calendar is set"));
        const CliRun heat = run("show heatmap --range 2026-06-01..2026-06-02 --business-hours "
                                "--metric resolution_time");
        QVERIFY(heat.err.contains("no calendar is set"));
        const CliRun wrong = run("account set Acme --set sla.colour=90");
        QCOMPARE(wrong.code, 2);
        QCOMPARE(run("account set Acme --set sla.first_response=soon").code, 2);
        QCOMPARE(run("account set Acme --set sla.first_response=").code, 0);
        QVERIFY(run(ask).err.contains("No SLA target is set"));
    }

    /// What a script reads does not hang on who runs it.
    void weeksBeginOnMondayInEachLocale()
    {
        const QLocale before;
        const auto firstDay = [this](const char *locale) {
            QLocale::setDefault(QLocale(QLatin1String(locale)));
            const QJsonObject trend = json("show trend --range 2026-01-01..2026-12-31");
            return row(trend, 1).value(u"from").toString().left(13);
        };
        const QString german = firstDay("de_DE");
        const QString american = firstDay("en_US");
        QLocale::setDefault(before);
        QCOMPARE(german, QStringLiteral("2026-01-04T23")); // Monday in Berlin
        QCOMPARE(american, german);
    }

    void wrongWords()
    {
        const CliRun metric = run("show breakdown --metric nonsense");
        QCOMPARE(metric.code, 2);
        QCOMPARE(metric.out, QByteArray());
        QVERIFY(metric.err.contains("nonsense") && metric.err.contains("first_response_time"));
        QCOMPARE(run("show breakdown --group-by label").code, 2);
        QCOMPARE(run("show trend --range someday").code, 2);
        QCOMPARE(run("show heatmap --account Gamma").code, 1);
        QCOMPARE(run("show trend --range 2026-06-02..2026-06-01").code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliFigures)
#include "tst_clifigures.moc"
