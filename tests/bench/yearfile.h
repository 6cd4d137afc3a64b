// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/plainsqlite.h"
#include "bench/syntheticyear.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

namespace watchfloor::bench {

/// What was measured while the cache was made; kept beside it.
struct YearFileFigures {
    qint64 conversations = 0;
    qint64 events = 0;
    double rowsPerSecond = 0; ///< written: conversations and events, with all indexes
    double loadSeconds = 0;   ///< all columns from the rows, no segment there
    double segmentSeconds = 0;
    qint64 segmentBytes = 0;
    qint64 segments = 0;
    qint64 eventBytes = 0; ///< table reporting_event
    qint64 timelineBytes = 0;
    qint64 otherEventIndexBytes = 0;
    qint64 conversationBytes = 0; ///< all its tables and indexes
    qint64 fileBytes = 0;
};

/// The synthetic year as a cache of the product: its own migrations, rows as the store writes
/// them, segments by the store itself. Made at the first use, reused when size, generator and
/// schema are the same.
class YearFile {
public:
    /// An empty folder: a temporary one, removed at the end.
    YearFile(const SyntheticYear &year, QString folder);

    /// The folder of caches and results, or empty: nothing is kept.
    const QString &folder() const { return m_folder; }
    /// Profile folder of the cache. Makes it when it is not there. Throws BenchError.
    QString profile();
    QString file();
    const YearFileFigures &figures();
    /// A folder on the same disk for copies and the like; removed at the end.
    QString scratch();

    /// "1m", "10m", "2500k", "1234".
    static QString sizeName(qint64 conversations);

private:
    bool isUsable(const QString &dir);
    void make(const QString &dir);
    void writeNote(const QString &dir, int schema);

    const SyntheticYear &m_year;
    QString m_folder;
    QString m_profile;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<QTemporaryDir> m_scratch;
    YearFileFigures m_figures;
};

/// Rows of the synthetic year into a cache that the store has just made.
qint64 writeYear(const SyntheticYear &year, const QString &file, YearFileFigures *figures);
/// Segments of all columns, by the product's own code.
void writeSegments(const QString &profile, YearFileFigures *figures);
void measureDisk(const QString &file, YearFileFigures *figures);

/// A line on stderr.
void progress(const QString &text);

} // namespace watchfloor::bench
