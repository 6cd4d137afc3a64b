// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clirun.h"
#include "support/csvrows.h"
#include "support/deskcache.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

class TestCliExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_profile;
    QTemporaryDir m_out;

    CliRun run(const QStringList &words)
    {
        return runCommand(words + QStringList{QStringLiteral("--profile"), m_profile.path(),
                                              QStringLiteral("--now"),
                                              QStringLiteral("2026-06-01T12:00:00Z"),
                                              QStringLiteral("--tz"), QStringLiteral("UTC")});
    }
    CliRun run(const char *line) { return run(cliWords(line)); }
    QString path(const char *name) const { return m_out.filePath(QLatin1String(name)); }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto store = openStore(m_profile.path());
        writeDesk(*store, "Acme");
    }

    void aFileIsWhatShowPrints_data()
    {
        QTest::addColumn<QByteArray>("table");
        for (const char *table :
             {"agents", "breakdown --group-by inbox", "by-agent", "trend --metric conversations",
              "heatmap", "distribution", "queue", "timeline --conversation 101"})
            QTest::newRow(table) << QByteArray(table);
    }
    void aFileIsWhatShowPrints()
    {
        QFETCH(QByteArray, table);
        for (const char *format : {"csv", "json"}) {
            const QByteArray name = QByteArray("t.") + format;
            const CliRun shown = run(("show " + table + " --format " + format).constData());
            QCOMPARE(shown.code, 0);
            QStringList words = cliWords(table);
            words.prepend(path(name));
            words.prepend(QStringLiteral("export"));
            const CliRun exported = run(words);
            QVERIFY2(exported.code == 0, exported.err);
            QCOMPARE(exported.out, QByteArray());
            QCOMPARE(content(name), shown.out);
            if (name.endsWith("csv"))
                QVERIFY(csvRows(shown.out));
        }
    }

    void conversationsComeWithTheirTimes()
    {
        const CliRun done =
            run({QStringLiteral("export"), path("c.json"), QStringLiteral("conversations"),
                 QStringLiteral("--range"), QStringLiteral("30d")});
        QVERIFY2(done.code == 0, done.err);
        const QJsonArray rows =
            QJsonDocument::fromJson(content("c.json")).object().value(u"rows").toArray();
        const QJsonArray shown = run("show conversations --range 30d --format json")
                                     .json()
                                     .object()
                                     .value(u"rows")
                                     .toArray();
        QVERIFY(!shown.isEmpty());
        QCOMPARE(rows.size(), shown.size());
        qsizetype events = 0;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            for (const char16_t *key :
                 {u"account", u"id", u"agent", u"group", u"created", u"closed"})
                QCOMPARE(rows.at(i)[QStringView(key)], shown.at(i)[QStringView(key)]);
            events += rows.at(i)[u"events"].toArray().size();
        }
        QVERIFY(events > 0);
        QCOMPARE(run({QStringLiteral("export"), path("c.csv"), QStringLiteral("conversations"),
                      QStringLiteral("--range"), QStringLiteral("30d")})
                     .code,
                 0);
        QCOMPARE(csvRows(content("c.csv"))->size(), std::size_t(rows.size()) + 1);
    }

    void wrongLinesWriteNothing_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *line, int code, const char *says) {
            QTest::newRow(line) << QString::fromLatin1(line) << code << QString::fromLatin1(says);
        };
        row("export %1/x.xls agents", 2, ".csv or .json");
        row("export %1/x.csv", 2, "TABLE");
        row("export %1/x.csv people", 2, "agents");
        row("export %1/x.csv agents --format json", 2, "--format");
        row("export %1/x.csv agents --conversation 101", 2, "--conversation is not for agents");
        row("export %1/x.csv timeline", 2, "needs --conversation ID");
        row("export %1/x.csv timeline --conversation 999", 1, "999");
        row("export %1/x.csv agents --metric nonsense", 2, "nonsense");
        row("export %1/no/x.csv agents", 1, "no folder");
        row("export %1/x.csv agents --account Nobody", 1, "Nobody");
    }
    void wrongLinesWriteNothing()
    {
        QFETCH(QString, line);
        const QTemporaryDir out;
        const CliRun done = run(line.arg(out.path()).split(u' '));
        QTEST(done.code, "code");
        QFETCH(QString, says);
        QVERIFY2(done.err.contains(says.toUtf8()), done.err);
        QCOMPARE(done.out, QByteArray());
        QVERIFY(QDir(out.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliExport)
#include "tst_cliexport.moc"
