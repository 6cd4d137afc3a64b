// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/startprobe.h"

#include "bench/answerlines.h"
#include "bench/plainsqlite.h"
#include "bench/syntheticyear.h"

#include "backend/async/clock.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <chrono>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace watchfloor::bench {

namespace {

/// The last millisecond of the year.
class YearEndClock : public Clock {
public:
    TimeMs now() const override { return kYearEnd - 1; }
    QCoro::Task<> sleepUntil(TimeMs, std::stop_token) override { co_return; }
};

int said(const QStringList &lines)
{
    for (const QString &line : lines) {
        std::puts(qPrintable(line));
    }
    return 0;
}

int refused(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.sentence()));
    return 1;
}

} // namespace

int printFirstReport(const QString &profile, FirstReport kind)
{
    YearEndClock clock;
    ReportService reports(profile, clock);
    if (kind == FirstReport::Facts) {
        auto future = reports.facts(todaysFacts());
        future.waitForFinished();
        const Result<FactResult> result = future.result();
        return result ? said(linesOf(*result)) : refused(result.error());
    }
    FigureRequest request;
    request.range = todaysFacts().window;
    auto future = reports.breakdown(
        request, Dimension::Agent,
        {metricSpec("first_response_time"), metricSpec("reply_time"), metricSpec("conversations")});
    future.waitForFinished();
    const Result<BreakdownReport> result = future.result();
    if (!result) {
        return refused(result.error());
    }
    QStringList lines;
    for (const BreakdownRow &row : result->rows) {
        const qint64 n = row.figures[0].n.value_or(0);
        if (n > 0) {
            lines << countLine(row.key, n);
        }
    }
    lines.sort();
    return said(lines);
}

FirstReportRun startForReport(const QString &profile, FirstReport kind)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::SeparateChannels);
    const auto start = std::chrono::steady_clock::now();
    child.start(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("--first-report"), profile, QStringLiteral("--first-report-kind"),
         kind == FirstReport::Facts ? QStringLiteral("facts") : QStringLiteral("breakdown")},
        QIODevice::ReadOnly);
    if (!child.waitForReadyRead(600'000)) {
        throw BenchError{QStringLiteral("The first report failed: %1")
                             .arg(QString::fromUtf8(child.readAllStandardError()))};
    }
    FirstReportRun run;
    run.ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    child.waitForFinished();
    run.lines = QString::fromUtf8(child.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    return run;
}

void dropFromPageCache(const QString &file)
{
    const int handle = open(QFile::encodeName(file).constData(), O_RDONLY);
    if (handle >= 0) {
        posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);
        close(handle);
    }
}

} // namespace watchfloor::bench
