// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/reportcommand.h"
#include "app/reportline.h"
#include "app/windowstate.h"
#include "models/reportplan.h"
#include "backend/engine/metriccatalog.h"
#include "models/metriccolumns.h"
#include "support/clirun.h"
#include "support/deskcache.h"
#include "support/pdfreader.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <pty.h>
#include <unistd.h>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

QByteArray textOf(const QString &pdf)
{
    return PdfReader(pdf).columnText().toUtf8();
}

} // namespace

class TestReportLine : public QObject {
    Q_OBJECT

    QTemporaryDir m_profile;
    QTemporaryDir m_out;

    QStringList wordsOf(const QString &line) const
    {
        QStringList words = line.split(QLatin1Char(' '));
        for (QString &word : words)
            word.replace(QLatin1String("''"), QLatin1String(" "));
        words << QStringLiteral("--profile") << m_profile.path() << QStringLiteral("--now")
              << QStringLiteral("2026-06-02T09:00:00Z");
        return words;
    }
    CliRun run(const QString &line) const
    {
        return runWith({cli::reportCommand(runReport)}, wordsOf(line));
    }
    /// The agents of 1 June, saved as "Theirs" with these members of its scope.
    static void saveTheirs(const QString &profile, QJsonObject scope)
    {
        ReportPlan plan;
        plan.name = QStringLiteral("Theirs");
        plan.sections = {ReportSection::Agents, ReportSection::Groups};
        plan.groupBy = MetricDimension::Account;
        scope.insert(QStringLiteral("range"), QStringLiteral("custom"));
        scope.insert(QStringLiteral("from"), QStringLiteral("2026-06-01"));
        scope.insert(QStringLiteral("to"), QStringLiteral("2026-06-01"));
        scope.insert(QStringLiteral("zone"), QStringLiteral("UTC"));
        QJsonObject saved = toJson(plan);
        saved.insert(QStringLiteral("scope"), scope);
        saveReports(profile, {saved});
    }
    static void saveReports(const QString &profile, const QList<QJsonObject> &reports)
    {
        QVariantList saved;
        for (const QJsonObject &report : reports)
            saved << report.toVariantMap();
        WindowState state;
        state.view = {{QStringLiteral("pages"),
                       QVariantMap{{QStringLiteral("reports"),
                                    QVariantMap{{QStringLiteral("saved"), saved}}}}}};
        QVERIFY(state.save(profile));
    }
    /// What somebody at a terminal sees of stderr.
    QByteArray watched(const QString &line, int &code) const
    {
        int ours = -1;
        int theirs = -1;
        if (openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0)
            return {};
        QBuffer out;
        QBuffer in;
        QFile err;
        if (!out.open(QIODevice::WriteOnly) || !in.open(QIODevice::ReadOnly) ||
            !err.open(theirs, QIODevice::WriteOnly | QIODevice::Unbuffered,
                      QFileDevice::AutoCloseHandle))
            return {};
        code = cli::runCli({cli::reportCommand(runReport)}, wordsOf(line), &out, &err, &in);
        err.close();
        QByteArray seen;
        char piece[4096];
        for (ssize_t got = read(ours, piece, sizeof piece); got > 0;
             got = read(ours, piece, sizeof piece))
            seen.append(piece, got);
        close(ours);
        return seen;
    }
    QString path(const char *name) const { return m_out.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto store = openStore(m_profile.path());
        writeDesk(*store, "Acme");
        ReportPlan plan;
        plan.name = QStringLiteral("Monday morning");
        plan.sections = {ReportSection::Agents};
        plan.title = QStringLiteral("What last week was like");
        QJsonObject saved = toJson(plan);
        saved.insert(QStringLiteral("scope"),
                     QJsonObject{{QStringLiteral("range"), QStringLiteral("custom")},
                                 {QStringLiteral("from"), QStringLiteral("2026-06-01")},
                                 {QStringLiteral("to"), QStringLiteral("2026-06-01")},
                                 {QStringLiteral("zone"), QStringLiteral("Europe/Berlin")}});
        saveReports(m_profile.path(), {saved});
    }

    void yesterdayOfOneAccount()
    {
        const CliRun done =
            run(QStringLiteral("report %1 --range yesterday --account Acme --tz UTC")
                    .arg(path("a.pdf")));
        QVERIFY2(done.code == 0, done.err);
        QCOMPARE(done.out, QByteArray());
        const QByteArray text = textOf(path("a.pdf"));
        QVERIFY2(text.contains("Acme") && text.contains("Ana") && text.contains("Jun 2026"), text);
        QCOMPARE(QDir(m_out.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void progressIsForWhoeverWatches()
    {
        const QString line =
            QStringLiteral("report %1 --range yesterday --tz UTC").arg(path("p.pdf"));
        int code = -1;
        const QByteArray seen = watched(line, code);
        QCOMPARE(code, 0);
        QVERIFY2(seen.startsWith("\rReading the cache"), seen);
        const qsizetype pages = PdfReader(path("p.pdf")).laidOutText().count(QLatin1Char('\f'));
        for (qsizetype page = 1; page <= pages; ++page)
            QVERIFY2(seen.contains(QStringLiteral("\rPage %1 of %2").arg(page).arg(pages).toUtf8()),
                     seen);
        // One line of it, over itself, and gone before the last word.
        const QByteArray last = seen.mid(seen.lastIndexOf('\r', seen.size() - 3) + 1);
        QVERIFY2(last.startsWith("Written: ") && last.endsWith("page(s).\r\n"), seen);
        QCOMPARE(seen.count('\n'), 1);

        QCOMPARE(watched(line + QStringLiteral(" --quiet"), code), QByteArray());
        QCOMPARE(code, 0);
        // A mail from cron has one line, or none.
        const CliRun logged = run(line);
        QVERIFY2(logged.err.startsWith("Written: ") && logged.err.count('\n') == 1, logged.err);
        QCOMPARE(run(line + QStringLiteral(" --quiet")).err, QByteArray());
    }

    void anErrorStandsOnALineOfItsOwn()
    {
        int code = -1;
        const QByteArray seen =
            watched(QStringLiteral("report %1/no/x.pdf --range yesterday").arg(m_out.path()), code);
        QCOMPARE(code, 1);
        const QByteArray last = seen.mid(seen.lastIndexOf('\r', seen.size() - 3) + 1);
        QVERIFY2(last.contains("no folder") && !last.contains("Page"), seen);
    }

    void theLineDecidesWhatIsInIt()
    {
        const CliRun done =
            run(QStringLiteral("report %1 --range yesterday --tz UTC --section definitions "
                               "--section by_agent --title Our''day --author Łukasz --paper Letter "
                               "--orientation landscape --pseudonymous")
                    .arg(path("b.pdf")));
        QVERIFY2(done.code == 0, done.err);
        const QByteArray text = textOf(path("b.pdf"));
        QVERIFY2(text.contains("Our day") && text.contains("Conversations by agent"), text);
        QVERIFY2(!text.contains("Ana"), text);
        QProcess info;
        info.start(QStringLiteral("pdfinfo"), {path("b.pdf")});
        QVERIFY(info.waitForFinished(20'000));
        const QByteArray facts = info.readAllStandardOutput();
        QVERIFY2(facts.contains("792 x 612") && facts.contains("Łukasz"), facts);
    }

    void theMetricsOfItsCharts()
    {
        const CliRun done = run(
            QStringLiteral("report %1 --range yesterday --tz UTC --locale en_GB --section heat_map "
                           "--heat-metric first_response_time --section distribution "
                           "--distribution-metric resolution_time --times max")
                .arg(path("m.pdf")));
        QVERIFY2(done.code == 0, done.err);
        const QByteArray text = textOf(path("m.pdf"));
        for (const char *key : {"first_response_time", "resolution_time"}) {
            const QByteArray title = metricTitle(*metricSpec(key)).toUtf8();
            QVERIFY2(text.contains(title + ": "), text);
        }
        QCOMPARE(run(QStringLiteral("report %1 --heat-metric nothing").arg(path("n.pdf"))).code, 2);
        const CliRun idle = run(
            QStringLiteral(
                "report %1 --range yesterday --section summary --heat-metric first_response_time")
                .arg(path("n.pdf")));
        QCOMPARE(idle.code, 0);
        QVERIFY2(idle.err.contains("--section heat_map"), idle.err);
        QVERIFY(QFile::remove(path("n.pdf")));
        QCOMPARE(
            run(QStringLiteral("report %1 --distribution-metric conversations").arg(path("n.pdf")))
                .code,
            2);
    }

    /// What is open now has no course over time: said, instead of a table of times alone.
    void aTrendOfThePresentIsNone()
    {
        const CliRun done =
            run(QStringLiteral("report %1 --range yesterday --tz UTC --section trend "
                               "--metric open_conversations")
                    .arg(path("p.pdf")));
        QCOMPARE(done.code, 3);
        QVERIFY2(done.err.contains("None of the chosen metrics has a course over time"), done.err);
    }

    void conversationsBringTheirSection()
    {
        const CliRun done =
            run(QStringLiteral("report %1 --range yesterday --tz UTC --section summary "
                               "--account Acme --conversation 101")
                    .arg(path("q.pdf")));
        QVERIFY2(done.code == 0, done.err);
        const QByteArray text = textOf(path("q.pdf"));
        QVERIFY2(text.contains("Conversation #101"), text);
    }

    void aSavedOneByItsName()
    {
        CliRun done = run(QStringLiteral("report %1 --saved monday''morning").arg(path("c.pdf")));
        QVERIFY2(done.code == 0, done.err);
        QByteArray text = textOf(path("c.pdf"));
        QVERIFY2(text.contains("What last week was like") && text.contains("Ana") &&
                     text.contains("Berlin"),
                 text);
        // The line says otherwise.
        done = run(QStringLiteral("report %1 --saved Monday''morning --title Other --tz Asia/Tokyo")
                       .arg(path("c.pdf")));
        QVERIFY2(done.code == 0, done.err);
        text = textOf(path("c.pdf"));
        QVERIFY2(text.contains("Other") && text.contains("Tokyo"), text);
    }

    /// A line replaces of a saved scope what it names, and nothing else; what is gone lets nobody
    /// else in.
    void aSavedScope_data()
    {
        QTest::addColumn<QJsonObject>("scope");
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("has");
        QTest::addColumn<QByteArray>("hasNot");
        QTest::addColumn<QByteArray>("says");
        const auto named = [](const char *name) {
            return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                               {QStringLiteral("row"), 0}};
        };
        const auto agentOf = [](const char *account, const char *id, const char *name, int row) {
            return QJsonObject{{QStringLiteral("account"), QLatin1String(account)},
                               {QStringLiteral("id"), QLatin1String(id)},
                               {QStringLiteral("name"), QLatin1String(name)},
                               {QStringLiteral("row"), row}};
        };
        const auto scope = [](const QJsonArray &accounts, const QJsonArray &agents) {
            return QJsonObject{
                {QStringLiteral("accounts"), accounts},
                {QStringLiteral("filter"), QJsonObject{{QStringLiteral("agents"), agents}}}};
        };
        const auto row = [](const char *name, const QJsonObject &saved, const char *options,
                            int code, const char *has, const char *hasNot, const char *says) {
            QTest::newRow(name) << saved << QString::fromUtf8(options) << code << QByteArray(has)
                                << QByteArray(hasNot) << QByteArray(says);
        };
        const QJsonObject acme = scope({named("Acme")}, {});
        row("its account", acme, "", 0, "Acme", "Northwind", "");
        row("a filter beside it", acme, " --agent Ana", 0, "Acme", "Northwind", "");
        row("another account", acme, " --account Northwind", 0, "Northwind", "Acme", "");
        const QJsonObject ana = scope({}, {agentOf("Acme", "3", "Ana", 9)});
        row("its agent", ana, "", 0, "Ana", "ukasz", "");
        row("a channel beside it", ana, " --inbox Web", 0, "Agent: Ana", "ukasz", "");
        row("another agent", ana, " --agent Łukasz", 0, "ukasz", "Ana", "");
        const QJsonObject gone = scope({named("Initech")}, {});
        row("no account is left", gone, "", 1, "", "", "Initech");
        row("no account is left, another is chosen", gone, " --account Acme", 0, "Acme",
            "Northwind", "");
        const QJsonObject left = scope({}, {agentOf("Acme", "77", "Jane Kim", 9)});
        row("no agent is left", left, "", 1, "", "", "Jane Kim");
        row("no agent is left, another is chosen", left, " --agent Ana", 0, "Ana", "ukasz", "");
        row("an account is gone", scope({named("Acme"), named("Initech")}, {}), "", 3, "Acme",
            "Northwind", "Initech");
        row("an agent is gone",
            scope({}, {agentOf("Acme", "3", "Ana", 9), agentOf("Acme", "77", "Jane Kim", 8)}), "",
            3, "Ana", "ukasz", "Jane Kim");
        row("its account was renamed", scope({}, {agentOf("Old name", "3", "Ana", 1)}), "", 0,
            "Agent: Ana", "ukasz", "");
        row("its account is another", scope({}, {agentOf("Old name", "3", "Jane Kim", 1)}), "", 1,
            "", "", "Jane Kim");
    }
    void aSavedScope()
    {
        QFETCH(const QJsonObject, scope);
        QFETCH(const QString, options);
        QFETCH(const QByteArray, has);
        QFETCH(const QByteArray, hasNot);
        QFETCH(const QByteArray, says);
        const QTemporaryDir profile;
        {
            const auto store = openStore(profile.path());
            writeDesk(*store, "Acme");
            writeDesk(*store, "Northwind");
        }
        saveTheirs(profile.path(), scope);
        const QString file = profile.filePath(QStringLiteral("t.pdf"));
        QStringList words = wordsOf(QStringLiteral("report %1 --saved theirs").arg(file) + options);
        words[words.indexOf(QStringLiteral("--profile")) + 1] = profile.path();
        const CliRun done = runWith({cli::reportCommand(runReport)}, words);
        QVERIFY2(done.err.contains(says), done.err);
        QTEST(done.code, "code");
        QCOMPARE(QFile::exists(file), done.code != 1);
        if (done.code == 1)
            return;
        const QByteArray text = textOf(file);
        QVERIFY2(text.contains(has), text);
        QVERIFY2(!text.contains(hasNot), text);
    }

    void savedNamesThatDifferByCase()
    {
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        writeDesk(*store, "Acme");
        QList<QJsonObject> reports;
        for (const char *name : {"Daily", "daily"}) {
            ReportPlan plan;
            plan.name = QLatin1String(name);
            plan.title = QStringLiteral("Title of ") + plan.name;
            plan.sections = {ReportSection::Summary};
            reports << toJson(plan);
        }
        saveReports(profile.path(), reports);
        for (const char *name : {"daily", "Daily"}) {
            QStringList words = wordsOf(
                QStringLiteral("report %1 --saved %2").arg(path("s.pdf"), QLatin1String(name)));
            words[words.indexOf(QStringLiteral("--profile")) + 1] = profile.path();
            const CliRun done = runWith({cli::reportCommand(runReport)}, words);
            QVERIFY2(done.code == 0, done.err);
            const QByteArray text = textOf(path("s.pdf"));
            QVERIFY2(text.contains(QByteArray("Title of ") + name), text);
        }
    }

    void wrongLinesWriteNothing_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *line, int code, const char *says) {
            QTest::newRow(line) << QString::fromLatin1(line) << code << QString::fromLatin1(says);
        };
        row("report %1/x.txt", 2, ".pdf");
        row("report", 2, "FILE");
        row("report %1/x.pdf --format json", 2, "leave --format away");
        row("report %1/x.pdf --section nonsense", 2, "summary");
        row("report %1/x.pdf --metric nonsense", 2, "nonsense");
        row("report %1/x.pdf --paper A3", 2, "--paper: it must be one of A4, Letter.");
        row("report %1/x.pdf --group-by agent", 2, "--group-by: it must be one of group");
        row("report %1/x.pdf --metric bot_handoffs", 2, "--metric: there is no metric");
        row("report %1/x.pdf --locale xx_nowhere", 2, "de_DE");
        row("report %1/x.pdf --saved Nothing", 2, "Monday morning");
        row("report %1/x.pdf --range sometimes", 2, "--range");
        row("report %1/x.pdf --account Nobody", 1, "Nobody");
        row("report %1/x.pdf --conversation 101", 2, "--account");
        row("report %1/no/x.pdf", 1, "no folder");
    }
    void wrongLinesWriteNothing()
    {
        QFETCH(QString, line);
        const QTemporaryDir out;
        const CliRun done = run(line.contains(QLatin1Char('%')) ? line.arg(out.path()) : line);
        QFETCH(QString, says);
        QVERIFY2(done.err.contains(says.toUtf8()), done.err);
        QTEST(done.code, "code");
        QVERIFY(QDir(out.path()).isEmpty());
    }

    /// Beside this test stands no program that could paint.
    void withoutTheWindowsProgram()
    {
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const CliRun done =
            runWith(cli::reportCommands(), {QStringLiteral("report"), path("d.pdf")});
        qputenv("PATH", before);
        QCOMPARE(done.code, 1);
        QVERIFY2(done.err.contains("watchfloor-cli"), done.err);
        QVERIFY(!QFile::exists(path("d.pdf")));
    }
};

QTEST_MAIN(TestReportLine)
#include "tst_reportline.moc"
