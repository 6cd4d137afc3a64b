// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A report of 30 days over a cache of watchfloor-bench: asked, composed and written as the program
// does it, beside the same pages as bitmaps. Each way in a process of its own, for the memory's
// sake.
#include "backend/async/wholefile.h"
#include "app/paper/reportrun.h"
#include "backend/engine/vendors.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "bench/syntheticyear.h"
#include "views/paperpainter.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QPainter>
#include <QPdfWriter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <sys/resource.h>

using namespace watchfloor;

namespace {

constexpr int bitmapDpi = 150; // the least that reads well

class YearsEnd : public SystemClock {
public:
    TimeMs now() const override { return bench::kYearEnd; }
};

double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

template<typename T>
T awaited(const QFuture<T> &future)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcher<T>::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

[[noreturn]] void giveUp(const QString &sentence)
{
    QTextStream(stderr) << sentence << Qt::endl;
    std::exit(1);
}

/// A page as one picture, as a report made by grabbing widgets has it.
qint64 writeBitmaps(const PaperLayout &layout, const QString &file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(bitmapDpi);
        writer.setPageLayout(pageLayoutOf(layout.paper, layout.landscape));
        const int across = static_cast<int>(layout.size.width() / paperUnitsPerInch * bitmapDpi);
        QPainter painter(&writer);
        const PaperFonts fonts;
        for (int page = 0; page < layout.pageCount(); ++page) {
            if (page > 0)
                writer.newPage();
            QImage image = pageImage(layout, page, fonts, across);
            const auto charts = layout.pages[static_cast<std::size_t>(page)].charts.size();
            for (std::size_t chart = 0; chart < charts; ++chart)
                addChart(image, layout, page, static_cast<int>(chart));
            painter.drawImage(0, 0, image);
        }
    }
    if (const Result<void> written = writeWhole(file, bytes); !written)
        giveUp(written.error().sentence());
    return bytes.size();
}

PaperQuestion question()
{
    PaperQuestion question;
    question.plan.sections = {ReportSection::Summary,      ReportSection::ByAgent,
                              ReportSection::Agents,       ReportSection::Groups,
                              ReportSection::Trend,        ReportSection::WeekHours,
                              ReportSection::Distribution, ReportSection::Definitions,
                              ReportSection::Coverage,     ReportSection::SyncState};
    question.plan.locale = QStringLiteral("en_GB");
    question.request.range = {bench::kYearEnd - 30 * bench::kDay, bench::kYearEnd};
    return question;
}

void line(const QString &what, double value, const QString &unit)
{
    QTextStream(stdout) << what.leftJustified(44)
                        << QString::number(value, 'f', 1).rightJustified(10) << u' ' << unit
                        << Qt::endl;
}

struct Times {
    double asked = 0;
    double composed = 0;
    double written = 0;
};

/// Once: a fresh process whose columns are not loaded yet, or (`again`) one that has answered
/// before.
int measure(const QString &dir, const QString &file, bool bitmaps, bool again)
{
    YearsEnd clock;
    ReportService reports(dir, clock);
    const PaperFonts fonts;
    if (again) {
        const auto answers = awaited(gatherReport(reports, clock, question()));
        if (!answers)
            giveUp(answers.error().sentence());
    }
    QElapsedTimer timer;
    timer.start();
    Times times;
    const auto answers = awaited(gatherReport(reports, clock, question()));
    if (!answers)
        giveUp(answers.error().sentence());
    times.asked = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const auto report = composeReport(question().plan, **answers, fonts, dir);
    if (!report)
        giveUp(report.error().sentence());
    times.composed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (bitmaps) {
        writeBitmaps(*report->pages, file);
    } else {
        WorkerThread worker(QStringLiteral("paper"));
        ReportExport job(worker, report->pages, fonts, file, clock.now());
        QEventLoop loop;
        QObject::connect(&job, &ReportExport::finished, &loop, [&loop](const Result<void> &done) {
            if (!done)
                giveUp(done.error().sentence());
            loop.quit();
        });
        QTimer::singleShot(0, &job, &ReportExport::start);
        loop.exec();
    }
    times.written = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const QString kind = (bitmaps ? QStringLiteral("bitmaps") : QStringLiteral("vectors")) +
                         (again ? QStringLiteral(", asked before") : QStringLiteral(", first"));
    line(kind + QStringLiteral(": asked"), times.asked, QStringLiteral("ms"));
    line(kind + QStringLiteral(": composed"), times.composed - times.asked, QStringLiteral("ms"));
    line(kind + QStringLiteral(": written"), times.written - times.composed, QStringLiteral("ms"));
    line(kind + QStringLiteral(": in all"), times.written, QStringLiteral("ms"));
    line(kind + QStringLiteral(": agents"), static_cast<double>((*answers)->agents->rows.size()),
         {});
    line(kind + QStringLiteral(": pages"), report->pages->pageCount(), {});
    line(kind + QStringLiteral(": size"), static_cast<double>(QFileInfo(file).size()) / 1000,
         QStringLiteral("kB"));
    line(kind + QStringLiteral(": peak memory"), peakMegabytes(), QStringLiteral("MB"));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const QStringList words = app.arguments().mid(1);
    if (words.isEmpty() || words.size() > 3)
        giveUp(QStringLiteral("watchfloor-paperbench DIR/1m [WAY [FILE.pdf]]\n"
                              "WAY: vectors, vectors-again, bitmaps; all of them unless told"));
    knowVendors({ChatwootProvider::staticInfo()});
    if (words.size() == 1) {
        for (const char *way : {"vectors", "vectors-again", "bitmaps"}) {
            const int code =
                QProcess::execute(app.applicationFilePath(), {words[0], QString::fromLatin1(way)});
            if (code != 0)
                return code;
        }
        return 0;
    }
    const QTemporaryDir dir;
    const QString file = words.size() > 2 ? words[2] : dir.filePath(QStringLiteral("report.pdf"));
    return measure(words[0], file, words[1] == QLatin1String("bitmaps"),
                   words[1] == QLatin1String("vectors-again"));
}
