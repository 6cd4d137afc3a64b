// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clirun.h"
#include "support/deskcache.h"

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

    CliRun run(const QByteArray &line)
    {
        return runCommand(cliWords(line.constData()) +
                          QStringList{QStringLiteral("--profile"), m_profile.path(),
                                      QStringLiteral("--now"),
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
    }

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
        QCOMPARE(row(business, 0).value(u"first_response_time"), QJsonValue(0));

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
