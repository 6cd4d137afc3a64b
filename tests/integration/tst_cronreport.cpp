// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deskcache.h"

#include <QDir>
#include <QFile>
#include <QProcess>
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
    Outcome run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment bare;
        bare.insert(QStringLiteral("HOME"), m_home.path());
        bare.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
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
        QCOMPARE(run(QStringLiteral("watchfloor-cli"),
                     {QStringLiteral("report"), QStringLiteral("x.pdf"),
                      QStringLiteral("--section"), QStringLiteral("nonsense")})
                     .code,
                 2);
        QVERIFY(!QFile::exists(m_home.filePath(QStringLiteral("x.pdf"))));
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
