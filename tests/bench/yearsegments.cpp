// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/yearfile.h"

#include "backend/reports/factloader.h"
#include "backend/store/store.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace watchfloor::bench {

namespace {

constexpr qint64 kAtOnce = 32'000'000; ///< bytes of segments in one transaction

template<typename T>
T orThrow(Result<T> result)
{
    if (!result) {
        throw BenchError{result.error().sentence()};
    }
    return std::move(*result);
}

double secondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

} // namespace

void writeSegments(const QString &profile, YearFileFigures *figures)
{
    progress(QStringLiteral("Loading all columns from the rows ..."));
    const auto store = orThrow(Store::open(profile, nullptr));
    QElapsedTimer timer;
    timer.start();
    FactLoader loader(profile);
    while (orThrow(loader.loadMore(kYearEnd))) {
    }
    figures->loadSeconds = secondsOf(timer);
    progress(QStringLiteral("Writing the segments ..."));
    timer.start();
    for (;;) {
        const std::vector<FactSegment> segments = orThrow(loader.unkept(kAtOnce));
        if (segments.empty()) {
            break;
        }
        const int written = orThrow(store->writeSegments(segments));
        if (written != static_cast<int>(segments.size())) {
            throw BenchError{QStringLiteral("The store did not take every segment")};
        }
        figures->segments += written;
        for (const FactSegment &segment : segments) {
            figures->segmentBytes += segment.bytes.size();
        }
        if (const Result<void> done = store->checkpoint(); !done) {
            throw BenchError{done.error().sentence()};
        }
    }
    figures->segmentSeconds = secondsOf(timer);
}

void measureDisk(const QString &file, YearFileFigures *figures)
{
    progress(QStringLiteral("Counting pages ..."));
    PlainDatabase db(file);
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    // By pages: the module's own sum of bytes ends at two gigabytes.
    PlainStatement pages(db, "SELECT d.name, d.pageno * (SELECT page_size FROM pragma_page_size), "
                             "ifnull(m.tbl_name, '') FROM dbstat d LEFT JOIN sqlite_master m "
                             "ON m.name = d.name WHERE d.aggregate = TRUE");
    while (pages.step()) {
        const QByteArray name = pages.text(0), table = pages.text(2);
        const qint64 bytes = pages.number(1);
        if (name == "reporting_event") {
            figures->eventBytes += bytes;
        } else if (name == "reporting_event_timeline") {
            figures->timelineBytes += bytes;
        } else if (table == "reporting_event") {
            figures->otherEventIndexBytes += bytes;
        } else if (table.startsWith("conversation")) {
            figures->conversationBytes += bytes;
        }
    }
    figures->fileBytes = QFileInfo(file).size();
}

} // namespace watchfloor::bench
