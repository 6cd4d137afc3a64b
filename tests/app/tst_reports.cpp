// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/pseudonymsalt.h"
#include "app/paper/reportrun.h"
#include "backend/async/wholefile.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/paperreports.h"
#include "support/pdfreader.h"
#include "views/palette.h"
#include "views/paperpainter.h"
#include "views/pdffile.h"

#include <QPainter>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct Outcome {
    std::optional<Result<void>> written;
    QList<int> pages;
};

std::shared_ptr<const PaperLayout> pagesOf(int agents, const ReportCharts &charts = {})
{
    return std::make_shared<PaperLayout>(
        layOut(reportContent({}, paperAnswers(agents), Pseudonyms(), {}, charts),
               FontMeasure(PaperFonts())));
}

void follow(ReportExport &job, Outcome &outcome)
{
    QObject::connect(&job, &ReportExport::progressed, &job,
                     [&outcome](int page, int) { outcome.pages << page; });
    QObject::connect(&job, &ReportExport::finished, &job,
                     [&outcome](const Result<void> &written) { outcome.written = written; });
}

QString textOf(const QString &file)
{
    return PdfReader(file).columnText();
}

QByteArray madeOf(const char *program, const QStringList &arguments)
{
    QProcess process;
    process.start(QLatin1String(program), arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

/// A small cache and a question about it.
struct Cache {
    Cache()
        : clock(at("2026-06-01T11:00:00.000Z"))
    {
        const auto store = openStore(profile.path());
        account = writeDesk(*store);
        reports = std::make_unique<ReportService>(profile.path(), clock);
        question.request.range = {at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")};
        question.plan.sections.assign(allReportSections.begin(), allReportSections.end());
        question.plan.locale = QStringLiteral("en_GB");
    }

    QTemporaryDir profile;
    FakeClock clock;
    RowId account = 0;
    std::unique_ptr<ReportService> reports;
    PaperQuestion question;
};

} // namespace

class TestReports : public QObject {
    Q_OBJECT
    WorkerThread m_worker{QStringLiteral("paper")};
    QTemporaryDir m_dir;

private Q_SLOTS:
    void textsOnTheWorkerChartsHere()
    {
        bool here = true;
        int painted = 0;
        ReportCharts charts;
        charts.trend = [&](const TrendReport &) {
            PaperChart chart;
            chart.height = 1500;
            chart.paint = [&](QPainter &painter, const QRectF &area, int, int) {
                ++painted;
                here = here && QThread::currentThread() == QCoreApplication::instance()->thread();
                painter.drawText(area, Qt::AlignCenter, QStringLiteral("drawn"));
            };
            return std::vector<PaperChart>{chart, chart};
        };
        const auto layout = pagesOf(60, charts);
        const QString file = m_dir.filePath(QStringLiteral("a.pdf"));
        ReportExport job(m_worker, layout, PaperFonts(), file, fakeNow);
        Outcome outcome;
        follow(job, outcome);
        job.start();
        QTRY_VERIFY(outcome.written);
        QVERIFY2(*outcome.written, "not written");
        QVERIFY(here);
        QCOMPARE(painted, 2);
        QCOMPARE(outcome.pages.size(), layout->pageCount() + 1);
        // What many threads painted is what one would have.
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const Result<QByteArray> alone = pdfOf(layout, PaperFonts(), fakeNow);
        QCOMPARE(written.readAll(), *alone);
    }

    void cancellingLeavesNothing()
    {
        QTemporaryDir dir;
        ReportExport job(m_worker, pagesOf(200), PaperFonts(),
                         dir.filePath(QStringLiteral("b.pdf")), fakeNow);
        Outcome outcome;
        follow(job, outcome);
        connect(&job, &ReportExport::progressed, &job, [&job](int page) {
            if (page == 2)
                job.cancel();
        });
        job.start();
        QTRY_VERIFY(outcome.written);
        QVERIFY(!*outcome.written);
        QVERIFY(outcome.written->error().kind() == Error::Kind::Cancelled);
        QVERIFY(QDir(dir.path()).isEmpty());
    }

    /// Its end is the worker's, whatever that is at; and when the worker stops before, its
    /// thread's.
    void anExportGoesWithoutWaiting()
    {
        QTemporaryDir dir;
        std::atomic<QThread *> endedOn = nullptr;
        WorkerThread worker(QStringLiteral("paper"));
        std::binary_semaphore entered(0);
        std::binary_semaphore leave(0);
        {
            const std::shared_ptr<int> held(new int(0), [&endedOn](int *number) {
                endedOn = QThread::currentThread();
                delete number;
            });
            ReportCharts charts;
            charts.trend = [held](const TrendReport &) {
                PaperChart chart;
                chart.height = 300;
                chart.paint = [held](QPainter &painter, const QRectF &area, int, int) {
                    painter.drawText(area, Qt::AlignCenter, QStringLiteral("drawn"));
                };
                return std::vector<PaperChart>{chart};
            };
            Outcome outcome;
            auto job =
                std::make_unique<ReportExport>(worker, pagesOf(60, charts), PaperFonts(),
                                               dir.filePath(QStringLiteral("d.pdf")), fakeNow);
            follow(*job, outcome);
            job->start();
            QTRY_VERIFY(outcome.pages.size() > 2);
            (void)worker.run([&]() -> Result<void> {
                entered.release();
                leave.acquire();
                return {};
            });
            entered.acquire();
            job.reset();
        }
        const auto last = worker.run([]() -> Result<void> { return {}; });
        std::jthread stopper([&worker] { worker.stop(); });
        QTRY_VERIFY(last.isFinished()); // the queue is given up
        QVERIFY(!endedOn);
        leave.release();
        stopper.join();
        QVERIFY(endedOn);
        QVERIFY(endedOn != QThread::currentThread());
        QVERIFY(filesIn(dir.path()).isEmpty());
    }

    void aFolderThatIsNotThereIsNamed()
    {
        ReportExport job(m_worker, pagesOf(2), PaperFonts(),
                         m_dir.filePath(QStringLiteral("gone/b.pdf")), fakeNow);
        Outcome outcome;
        follow(job, outcome);
        job.start();
        QTRY_VERIFY(outcome.written);
        QVERIFY(!*outcome.written);
        QVERIFY(outcome.written->error().sentence().contains(QStringLiteral("gone")));
    }

    void pseudonymsAreTheProfilesOwn()
    {
        QTemporaryDir one;
        QTemporaryDir other;
        const auto nameIn = [](const QTemporaryDir &dir) {
            const Result<Pseudonyms> names = pseudonymsOf(dir.path());
            return names ? names->agent(1, QStringLiteral("7"), QStringLiteral("Jane"))
                         : names.error().sentence();
        };
        const QString first = nameIn(one);
        QVERIFY(first.startsWith(QStringLiteral("Agent ")));
        QCOMPARE(nameIn(one), first);
        QVERIFY(nameIn(other) != first);
        const QString file = one.filePath(QStringLiteral("pseudonyms.key"));
        QCOMPARE(filesIn(one.path()), QStringList{QStringLiteral("pseudonyms.key")});
        QCOMPARE(QFile::permissions(file) & QFileDevice::Permissions(0x0077),
                 QFileDevice::Permissions());
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
        damaged.close();
        QVERIFY2(nameIn(one).contains(QStringLiteral("pseudonyms.key")), qPrintable(nameIn(one)));
    }

    void logosThatCannotBeReadAreToldAndLeftOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("not there") << QByteArray() << QStringLiteral("not there");
        QTest::newRow("no picture") << QByteArray("<html>") << QStringLiteral("no picture");
        QTest::newRow("cut") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)
                             << QStringLiteral("no picture");
        QTest::newRow("huge") << QByteArray(21 * 1024 * 1024, 'x') << QStringLiteral("20 MB");
        QTest::newRow("drawn") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='8' "
                                             "height='4'><rect width='8' height='4'/></svg>")
                               << QString();
    }
    void logosThatCannotBeReadAreToldAndLeftOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        QTemporaryDir dir;
        ReportPlan plan;
        plan.logoFile = dir.filePath(QStringLiteral("logo.svg"));
        if (!bytes.isEmpty())
            QVERIFY(writeWhole(plan.logoFile, bytes));
        const Result<ComposedReport> report =
            composeReport(plan, paperAnswers(3), PaperFonts(), dir.path());
        QVERIFY(report);
        QCOMPARE(report->problems.size(), says.isEmpty() ? 0 : 1);
        QVERIFY2(report->problems.join(QLatin1Char(' ')).contains(says),
                 qPrintable(report->problems.join(QLatin1Char(' '))));
        QCOMPARE(report->pages->logo.isNull(), !says.isEmpty());
        if (says.isEmpty())
            QCOMPARE(report->pages->logo.size(), QSize(320, 160));
    }

    void whatIsStoppedIsNotComposed()
    {
        std::stop_source stop;
        const auto compose = [&] {
            return composeReport(ReportPlan(), paperAnswers(3), PaperFonts(), m_dir.path(),
                                 stop.get_token());
        };
        QVERIFY(compose());
        stop.request_stop();
        const Result<ComposedReport> report = compose();
        QVERIFY(!report && report.error().kind() == Error::Kind::Cancelled);
    }

    void chartsAreVectorsOnEveryPaper_data()
    {
        QTest::addColumn<bool>("landscape");
        QTest::addColumn<QString>("locale");
        QTest::newRow("portrait") << false << QStringLiteral("en_GB");
        QTest::newRow("landscape") << true << QStringLiteral("de_DE");
        QTest::newRow("right to left") << false << QStringLiteral("ar_EG");
    }
    void chartsAreVectorsOnEveryPaper()
    {
        QFETCH(bool, landscape);
        QFETCH(QString, locale);
        ReportAnswers answers = paperAnswers(200);
        addHeatAndSpread(answers);
        ReportPlan plan;
        plan.sections.assign(allReportSections.begin(), allReportSections.end());
        plan.landscape = landscape;
        plan.locale = locale;
        Result<ComposedReport> report = Error::cancelled();
        const PaperFonts fonts;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { report = composeReport(plan, answers, fonts, m_dir.path()); }));
        thread->start(); // as the program does
        QVERIFY(thread->wait());
        QVERIFY(report);
        int charts = 0;
        const QColor bar = Palette::day().series[0];
        for (int page = 0; page < report->pages->pageCount(); ++page) {
            const PaperPage &sheet = report->pages->pages[static_cast<std::size_t>(page)];
            const QRectF paper(QPointF(), report->pages->size);
            for (std::size_t i = 0; i < sheet.charts.size(); ++i) {
                QVERIFY(paper.contains(sheet.charts[i].area));
                QImage image = pageImage(*report->pages, page, PaperFonts(), 800);
                const QImage before = image;
                addChart(image, *report->pages, page, static_cast<int>(i));
                QVERIFY(image != before);
                charts += 1;
                if (charts == 1) {
                    bool found = false;
                    for (int y = 0; y < image.height() && !found; ++y) {
                        for (int x = 0; x < image.width() && !found; ++x)
                            found = image.pixelColor(x, y) == bar;
                    }
                    QVERIFY(found);
                }
            }
        }
        QVERIFY(charts >= 4); // by agent, trend, week by hour, distribution
        const Result<QByteArray> pdf = pdfOf(report->pages, PaperFonts(), fakeNow);
        QVERIFY(pdf);
        const QString file = m_dir.filePath(QStringLiteral("charts.pdf"));
        QVERIFY(writeWhole(file, *pdf));
        QCOMPARE(PdfReader(file).images(), QStringList());
        // Once in the chart and once in each of two tables.
        const QString first = answers.volume->rows.front().name;
        QVERIFY2(::textOf(file).count(first) >= 3, qPrintable(first));
    }

    /// Run by the next test as well, in processes of their own.
    void writesTheProof()
    {
        ReportAnswers answers = paperAnswers(60);
        addHeatAndSpread(answers);
        ReportPlan plan;
        plan.sections.assign(allReportSections.begin(), allReportSections.end());
        plan.locale = QStringLiteral("en_GB");
        const auto report = composeReport(plan, answers, PaperFonts(), m_dir.path());
        QVERIFY(report);
        const Result<QByteArray> pdf = pdfOf(report->pages, PaperFonts(), fakeNow);
        QVERIFY(pdf);
        const QString file =
            qEnvironmentVariable("PROOF_FILE", m_dir.filePath(QStringLiteral("proof.pdf")));
        QVERIFY(writeWhole(file, *pdf));
    }

    void everyProcessMakesTheSameFile()
    {
        QStringList files;
        for (const char *locale : {"C.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8"}) {
            files << m_dir.filePath(QLatin1String(locale));
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("LC_ALL"), QLatin1String(locale));
            environment.insert(QStringLiteral("LANG"), QLatin1String(locale));
            environment.insert(QStringLiteral("TZ"), QStringLiteral("Asia/Kathmandu"));
            environment.insert(QStringLiteral("PROOF_FILE"), files.back());
            QProcess process;
            process.setProcessEnvironment(environment);
            process.start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("writesTheProof")});
            QVERIFY(process.waitForFinished(120'000));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardOutput().constData());
        }
        QCOMPARE(::textOf(files[1]), ::textOf(files[0]));
        // Text, its places, and every line drawn; the order of objects in the file is the
        // library's.
        const QByteArray places =
            madeOf("pdftotext", {QStringLiteral("-bbox"), files[0], QStringLiteral("-")});
        const QByteArray drawn =
            madeOf("pdftoppm", {QStringLiteral("-r"), QStringLiteral("40"), files[0]});
        QVERIFY(places.contains("<word ") && drawn.startsWith("P6"));
        for (const QString &file : std::as_const(files)) {
            QVERIFY2(madeOf("pdftotext", {QStringLiteral("-bbox"), file, QStringLiteral("-")}) ==
                         places,
                     qPrintable(file));
            QVERIFY2(madeOf("pdftoppm", {QStringLiteral("-r"), QStringLiteral("40"), file}) ==
                         drawn,
                     qPrintable(file));
        }
    }

    void nothingIsDrawnOfNothing()
    {
        ReportAnswers answers = paperAnswers(3);
        for (TrendPoint &point : answers.trend->points)
            point.hasGap = true;
        answers.trend->basis.gaps = {answers.range}; // nobody has fetched any of it
        ReportPlan plan;
        plan.sections = {ReportSection::Trend};
        const auto report = composeReport(plan, answers, PaperFonts(), m_dir.path());
        QVERIFY(report);
        for (const PaperPage &page : report->pages->pages)
            QVERIFY(page.charts.empty());
        QVERIFY(watchfloor::textOf(report->pages->pages.front()).contains(QStringLiteral("gap")));
    }

    void fromAQuestionToAFile()
    {
        Cache cache;
        cache.question.plan.conversations = {{QStringLiteral("Nobody"), QStringLiteral("1")}};
        cache.question.plan.pseudonymous = true;
        const QString file = cache.profile.filePath(QStringLiteral("day.pdf"));
        ReportRun run(m_worker, *cache.reports, cache.clock, cache.question, file,
                      cache.profile.path());
        std::optional<Result<void>> written;
        connect(&run, &ReportRun::finished, &run,
                [&written](const Result<void> &outcome) { written = outcome; });
        run.start();
        QTRY_VERIFY(written);
        QVERIFY2(*written, *written ? "" : qPrintable(written->error().sentence()));
        const QString text = ::textOf(file);
        for (const ReportSection section : allReportSections) {
            if (section != ReportSection::Groups && section != ReportSection::WeekHours &&
                section != ReportSection::Distribution)
                QVERIFY2(text.contains(sectionTitle(section)),
                         qPrintable(sectionTitle(section) + text +
                                    run.problems().join(QLatin1Char(10))));
        }
        QVERIFY(text.contains(QStringLiteral("1 Jun 2026")));
        QVERIFY(text.contains(QRegularExpression(QStringLiteral("Agent [2-9B-Z]{6}"))));
        QCOMPARE(run.problems().size(), 1); // the conversation of an account that is not there
        QVERIFY2(run.problems().front().contains(QStringLiteral("Nobody")),
                 qPrintable(run.problems().front()));
    }

    void aRunCanBeCancelled()
    {
        Cache cache;
        const QString file = cache.profile.filePath(QStringLiteral("never.pdf"));
        ReportRun run(m_worker, *cache.reports, cache.clock, cache.question, file,
                      cache.profile.path());
        std::optional<Result<void>> written;
        connect(&run, &ReportRun::finished, &run,
                [&written](const Result<void> &outcome) { written = outcome; });
        run.start();
        run.cancel();
        QTRY_VERIFY(written);
        QVERIFY(written->error().kind() == Error::Kind::Cancelled);
        QVERIFY(!QFileInfo::exists(file));
    }
};

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
