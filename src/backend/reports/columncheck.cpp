// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/columncheck.h"

#include "backend/engine/facts/factsegment.h"
#include "backend/reports/cellrules.h"
#include "backend/reports/factrows.h"
#include "backend/store/slicereader.h"

#include <QDateTime>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr TimeMs daysAtOnce = 28; // rows held in memory, and scans of the table

enum class Finding { True, Behind, Missing, Damaged, Foreign, Different };

/// Findings of one kind as one sentence.
struct Count {
    qint64 slices = 0;
    TimeMs first = 0;

    void add(const SliceState &slice)
    {
        first = slices++ > 0 ? std::min(first, slice.slice.day) : slice.slice.day;
    }
};

Finding judge(SliceReader &reader, const SliceState &slice, const std::vector<FactRow> &rows,
              std::optional<Error> *error)
{
    if (!slice.hasSegment())
        return Finding::Behind;
    const auto bytes = reader.segment(slice);
    if (!bytes) {
        *error = bytes.error();
        return Finding::Damaged;
    }
    if (bytes->isEmpty())
        return Finding::Missing;
    UnpackedSegment kept = unpackSegment(slice.slice.column, windowOf(slice.slice), *bytes);
    if (kept.state == SegmentState::OtherVersion)
        return Finding::Foreign;
    if (kept.state != SegmentState::Good)
        return Finding::Damaged;
    std::sort(kept.rows.begin(), kept.rows.end(), isBefore);
    return kept.rows == rows ? Finding::True : Finding::Different;
}

QString sentenceOf(Finding finding)
{
    switch (finding) {
    case Finding::Missing:
        return QStringLiteral("%1 segments of the columns are missing, the first of %2");
    case Finding::Foreign:
        return QStringLiteral("%1 segments of the columns were written by another version or "
                              "machine, the first of %2");
    case Finding::Damaged:
        return QStringLiteral("%1 segments of the columns are damaged, the first of %2");
    case Finding::Different:
        return QStringLiteral("%1 segments of the columns differ from the rows, the first of %2");
    case Finding::True:
    case Finding::Behind:
        break;
    }
    return {};
}

} // namespace

Result<std::vector<CheckProblem>> ColumnCheck::run(const QString &profileDir, const Keep &keep)
{
    std::vector<CheckProblem> problems;
    auto opened = SliceReader::open(profileDir);
    if (!opened)
        return opened.error();
    SliceReader &reader = **opened;
    const Result<qint64> sequence = reader.begin();
    if (!sequence)
        return sequence.error();
    const auto slices = reader.slices();
    if (!slices)
        return slices.error();
    const auto known = reader.cells();
    if (!known)
        return known.error();
    const auto accounts = reader.accounts();
    if (!accounts)
        return accounts.error();
    CellTable cells;
    for (const FactCell &cell : *known)
        cells.set(static_cast<CellCode>(cell.id), cellValuesOf(cell, {}));
    BusinessClocks clocks = clocksOf(*accounts);
    const FactRows factRows(cells, clocks);
    std::map<Finding, Count> counts;
    for (auto first = slices->begin(); first != slices->end();) {
        const TimeMs end = first->slice.day + daysAtOnce * FactDay::Length;
        const auto last = std::find_if(first, slices->end(), [end](const SliceState &slice) {
            return slice.slice.day >= end;
        });
        const auto rows = reader.rows({first, last});
        if (!rows)
            return rows.error();
        std::vector<FactSegment> anew;
        std::map<Finding, Count> found;
        for (; first != last; ++first) {
            const std::vector<FactRow> truth = factRows.of(rows->at(first->slice));
            std::optional<Error> error;
            const Finding finding = judge(reader, *first, truth, &error);
            if (error)
                return *error;
            if (finding == Finding::True)
                continue;
            found[finding].add(*first);
            if (keep)
                anew.push_back({first->slice, *sequence,
                                packSegment(first->slice.column, windowOf(first->slice), truth)});
        }
        const auto wanted = static_cast<int>(anew.size());
        if (wanted > 0) {
            const Result<int> taken = keep(std::move(anew));
            if (!taken)
                return taken.error();
            if (*taken == wanted)
                found.clear();
        }
        for (const auto &[finding, count] : found) {
            Count &all = counts[finding];
            all.first = all.slices > 0 ? std::min(all.first, count.first) : count.first;
            all.slices += count.slices;
        }
    }
    for (const auto &[finding, count] : counts) {
        if (const QString sentence = sentenceOf(finding); !sentence.isEmpty())
            problems.push_back({QStringLiteral("columns"),
                                sentence.arg(count.slices)
                                    .arg(QDateTime::fromMSecsSinceEpoch(count.first, Qt::UTC)
                                             .toString(QStringLiteral("yyyy-MM-dd")))});
    }
    return problems;
}

} // namespace watchfloor
