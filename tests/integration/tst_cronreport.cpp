// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deskcache.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

/// The real programs as cron starts them: hardly any environment, no display.
class TestCronReport : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

    struct Outcome {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Outcome run(const QString &program, const QStringList &arguments,
                const QMap<QString, QString> &more = {})
    {
        QProcess process;
        QProcessEnvironment bare;
        bare.insert(QStringLiteral("HOME"), m_home.path());
        bare.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        for (auto it = more.begin(); it != more.end(); ++it)
            bare.insert(it.key(), it.value());
        process.setProcessEnvironment(bare);
        process.setWorkingDirectory(m_home.path());
        process.start(QStringLiteral(PROJECT_BIN_DIR "/") + program,
                      arguments + QStringList{QStringLiteral("--profile"),
                                              m_home.filePath(QStringLiteral("profile")),
                                              QStringLiteral("--now"),
                                              QStringLiteral("2026-06-02T09:00:00Z")});
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto store = openStore(m_home.filePath(QStringLiteral("profile")));
        writeDesk(*store, "Acme");
    }

    void fromCron()
    {
        const Outcome done =
            run(QStringLiteral("watchfloor-cli"),
                {QStringLiteral("report"), QStringLiteral("day 1.pdf"), QStringLiteral("--range"),
                 QStringLiteral("yesterday"), QStringLiteral("--account"), QStringLiteral("Acme")});
        QVERIFY2(done.code == 0, done.err);
        QCOMPARE(done.out, QByteArray());
        QFile pdf(m_home.filePath(QStringLiteral("day 1.pdf")));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF-"));
        // As a table of the same line: for whom the user's umask lets read it.
        QCOMPARE(
            run(QStringLiteral("watchfloor-cli"),
                {QStringLiteral("export"), QStringLiteral("day 1.csv"), QStringLiteral("agents"),
                 QStringLiteral("--range"), QStringLiteral("yesterday")})
                .code,
            0);
        QCOMPARE(pdf.permissions(),
                 QFile::permissions(m_home.filePath(QStringLiteral("day 1.csv"))));
        QCOMPARE(run(QStringLiteral("watchfloor-cli"),
                     {QStringLiteral("report"), QStringLiteral("x.pdf"),
                      QStringLiteral("--section"), QStringLiteral("nonsense")})
                     .code,
                 2);
        QVERIFY(!QFile::exists(m_home.filePath(QStringLiteral("x.pdf"))));
    }

    /// The line of the README as it stands there: a file for each day, and no mail.
    void theReadmesLine()
    {
        QFile readme(QStringLiteral(TEST_DATA_DIR "/../../README.md"));
        QVERIFY(readme.open(QIODevice::ReadOnly));
        QString line;
        const QStringList lines = QString::fromUtf8(readme.readAll()).split(u'\n');
        for (const QString &each : lines) {
            if (each.startsWith(QStringLiteral("0 7 * * 2-6  ")))
                line = each.mid(13).replace(QStringLiteral("\\%"), QStringLiteral("%"));
        }
        const qsizetype report = line.indexOf(QStringLiteral("watchfloor-cli report"));
        QVERIFY2(report > 0 && !line.contains(u'\\'), qPrintable(line));
        // Nothing of a vendor is asked here.
        QCOMPARE(line.left(report), QStringLiteral("watchfloor-cli sync --quiet >/dev/null; "));
        QVERIFY(QDir(m_home.path()).mkdir(QStringLiteral("reports")));
        QProcess shell;
        QProcessEnvironment bare;
        bare.insert(QStringLiteral("HOME"), m_home.path());
        bare.insert(QStringLiteral("PATH"), QStringLiteral(PROJECT_BIN_DIR ":/usr/bin:/bin"));
        bare.insert(QStringLiteral("WATCHFLOOR_PROFILE"),
                    m_home.filePath(QStringLiteral("profile")));
        shell.setProcessEnvironment(bare);
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     line.mid(report) + QStringLiteral(" --now 2026-06-02T09:00:00Z")});
        QVERIFY(shell.waitForFinished(60'000));
        const QByteArray err = shell.readAllStandardError();
        QVERIFY2(shell.exitCode() == 0, err.constData());
        QCOMPARE(err, QByteArray());
        QCOMPARE(shell.readAllStandardOutput(), QByteArray());
        const QStringList files =
            QDir(m_home.filePath(QStringLiteral("reports"))).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        static const QRegularExpression aDay(QStringLiteral("^\\d{4}-\\d\\d-\\d\\d\\.pdf$"));
        QVERIFY2(files[0].contains(aDay), qPrintable(files[0]));
    }

    /// What leaves through a pipe is what a file would hold; a reader that goes is told in one
    /// sentence, and ends nothing without a word.
    void throughPipes_data()
    {
        QTest::addColumn<QString>("line"); // %1 the command line program, %2 its common options
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *name, const char *line, int code, const char *out,
                            const char *says) {
            QTest::newRow(name) << QString::fromLatin1(line) << code << QByteArray(out)
                                << QByteArray(says);
        };
        row("a table", "%1 export /dev/stdout agents %2 | (head -c 3; cat > /dev/null)", 0, "acc",
            "");
        row("as JSON",
            "%1 export /dev/stdout agents --format json %2 | (head -c 12; cat > /dev/null)", 0,
            "{\"columns\":[", "");
        row("conversations", "%1 export /dev/stdout conversations --range 30d %2 | wc -l", 0, "4\n",
            "");
        row("a report", "%1 report /dev/stdout --range yesterday %2 | (head -c 5; cat > /dev/null)",
            0, "%PDF-", "");
        row("behind what is there",
            "echo first > o; %1 export /dev/stdout by-agent %2 >> o; head -c 6 o", 0, "first\n",
            "");
        row("a named pipe",
            "mkfifo p.csv; cat p.csv > got & until %1 export p.csv agents %2 2>/dev/null; do :; "
            "done; wait; head -c 3 got",
            0, "acc", "");
        row("nobody reads it", "mkfifo q.csv; %1 export q.csv agents %2", 1, "",
            "“q.csv” was not written: nobody reads it. Start what reads it first.");
        row("closed", "%1 export /dev/stdout agents %2 | true", 1, "",
            "“stdout” was not written: whoever read it has stopped.");
        row("a closed report", "%1 report /dev/stdout --range yesterday %2 | true", 1, "",
            "“stdout” was not written: whoever read it has stopped.");
        row("a closed table", "%1 show agents %2 | true", 1, "",
            "could not be written to standard output: its reader has stopped");
        row("a full disk", "%1 export /dev/full agents %2", 1, "",
            "“full” was not written: the disk is full or takes nothing more.");
    }
    void throughPipes()
    {
        QFETCH(const QString, line);
        QFETCH(const int, code);
        QFETCH(const QByteArray, out);
        QFETCH(const QByteArray, says);
        const QTemporaryDir folder;
        QProcess shell;
        shell.setWorkingDirectory(folder.path());
        // The reader that stops at once has stopped before there is anything to read.
        QString script = line;
        script.replace(QStringLiteral("%1 "), QStringLiteral("wf "))
            .replace(QStringLiteral("%2"),
                     QStringLiteral("--tz UTC --now 2026-06-02T09:00:00Z --profile ") +
                         m_home.filePath(QStringLiteral("profile")));
        const bool closed = script.endsWith(QStringLiteral("| true"));
        if (closed) {
            script.chop(6);
            script = QStringLiteral("exec > >(:); wait $!; ") + script;
        }
        const bool piped = script.contains(QStringLiteral(" | "));
        script = QStringLiteral("wf() { " PROJECT_BIN_DIR "/watchfloor-cli \"$@\"; }; ") + script;
        if (piped)
            script += QStringLiteral("; exit ${PIPESTATUS[0]}");
        shell.start(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), script});
        QVERIFY(shell.waitForFinished(120'000));
        const QByteArray err = shell.readAllStandardError();
        QVERIFY2(shell.exitStatus() == QProcess::NormalExit, err.constData());
        QVERIFY2(shell.exitCode() == code, err.constData());
        QCOMPARE(shell.readAllStandardOutput(), out);
        QVERIFY2(err.contains(says), err.constData());
    }

    /// As /etc/environment has it for the desktop.
    void withADesktopsEnvironment_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::newRow("Wayland") << QStringLiteral("wayland");
        QTest::newRow("X11") << QStringLiteral("xcb");
        QTest::newRow("neither") << QStringLiteral("nothing-there");
    }
    void withADesktopsEnvironment()
    {
        QFETCH(const QString, platform);
        const QString file = platform + QStringLiteral(".pdf");
        const Outcome done = run(
            QStringLiteral("watchfloor-cli"),
            {QStringLiteral("report"), file, QStringLiteral("--range"), QStringLiteral("yesterday"),
             QStringLiteral("--section"), QStringLiteral("summary")},
            {{QStringLiteral("QT_QPA_PLATFORM"), platform},
             {QStringLiteral("QT_QPA_PLATFORMTHEME"), QStringLiteral("gtk3")}});
        QVERIFY2(done.code == 0, done.err);
        QVERIFY(QFile::exists(m_home.filePath(file)));
    }

    void fromTheWindowsProgram()
    {
        const Outcome done = run(QStringLiteral("watchfloor"),
                                 {QStringLiteral("--report"), QStringLiteral("w.pdf"),
                                  QStringLiteral("--range"), QStringLiteral("yesterday")});
        QVERIFY2(done.code == 0, done.err);
        QVERIFY(QFile::exists(m_home.filePath(QStringLiteral("w.pdf"))));
    }
};

QTEST_GUILESS_MAIN(TestCronReport)
#include "tst_cronreport.moc"
