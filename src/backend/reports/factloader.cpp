// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/factloader.h"

#include "backend/engine/facts/factsegment.h"
#include "backend/reports/factrows.h"
#include "backend/reports/segmentload.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr RowId idsAtOnce = 400'000; // some tenths of a second; reports wait so long at most
constexpr TimeMs longestStep = 8 * WeekChunk::kWeek;
constexpr std::size_t longestQueue = 256;

/// Where the next step begins when days have to be read from the rows: so that it scans not too
/// many ids, but takes along what lies among them. Days ascend in `left`.
TimeMs stepOverRows(const std::vector<SliceState> &left)
{
    const TimeMs newest = left.back().slice.day;
    TimeMs from = newest;
    RowId low = 0, high = -1;
    for (auto it = left.rbegin(); it != left.rend() && it->slice.day > newest - longestStep; ++it) {
        if (it->hasSegment())
            continue;
        const bool none = high < low;
        const RowId lower = none ? it->low : std::min(low, it->low);
        const RowId upper = none ? it->high : std::max(high, it->high);
        const RowId ids = high - low, more = upper - lower;
        if (!none && it->slice.day < from && more > idsAtOnce && more - ids > idsAtOnce / 64)
            break;
        low = lower;
        high = upper;
        from = it->slice.day;
    }
    return from;
}

/// The same for segments: the newest weeks one by one, since most questions are of them, then four
/// weeks at a time, which share their checkpoint.
TimeMs stepOverSegments(TimeMs newestLeft, TimeMs newest)
{
    return newestLeft > newest - FactColumn::kMonth ? WeekChunk::weekOf(newestLeft)
                                                    : FactColumn::monthOf(newestLeft);
}

} // namespace

void FactLoader::reset()
{
    m_table = FactTable();
    m_sequence = -1;
    m_loadedFrom = kLatestFact;
    m_complete = false;
    m_columns.clear();
    m_cells.clear();
    m_names = TableColumns();
    m_cellsAsOf = m_namesAsOf = m_slicesAsOf = -1;
    m_slices.clear();
    m_ahead.clear();
    m_waiting.clear();
    m_seenAhead = 0;
    m_unsound.clear();
}

/// `work(sequence)` within one commit's view. After a failure everything starts anew, also the
/// connection: a cache made or mended later is found.
template<typename Work>
auto FactLoader::reading(Work work) -> std::invoke_result_t<Work &, qint64>
{
    if (!m_reader) {
        auto opened = SliceReader::open(m_profileDir);
        if (!opened)
            return opened.error();
        m_reader = std::move(*opened);
    }
    const Result<qint64> sequence = m_reader->begin();
    if (!sequence) {
        m_reader.reset();
        reset();
        return sequence.error();
    }
    auto answer = work(*sequence);
    if (m_reader) // work may read as well, and fail
        m_reader->end();
    if (!answer) {
        m_reader.reset();
        reset();
    }
    return answer;
}

/// Where hours count otherwise the rows do: everything starts anew, the newest first.
Result<void> FactLoader::readAccounts()
{
    const auto accounts = m_reader->accounts();
    if (!accounts)
        return accounts.error();
    m_sla.setAccounts(*accounts);
    BusinessClocks clocks = clocksOf(*accounts);
    if (clocks.mark() == m_clocks.mark()) {
        m_sla.follow(m_table, m_names);
        return {};
    }
    if (m_sequence >= 0)
        reset();
    m_clocks = std::move(clocks);
    return {};
}

Result<void> FactLoader::readCells(qint64 sequence)
{
    if (m_cellsAsOf == sequence) // one that came without a number is missed when its rows come
        return {};
    if (const auto accounts = readAccounts(); !accounts)
        return accounts;
    const auto cells = m_reader->cells();
    if (!cells)
        return cells.error();
    const auto takeIn = [this, &cells] {
        bool good = true;
        for (const FactCell &cell : *cells)
            good &= take(cell);
        return good;
    };
    if (!takeIn()) { // an account was deleted with its cells, and their numbers are given again
        reset();
        takeIn();
    }
    m_cellsAsOf = sequence;
    return {};
}

/// Names are only ever added: those of a later commit do no harm.
Result<void> FactLoader::readNames(qint64 sequence)
{
    if (m_namesAsOf == sequence)
        return {};
    const auto events = m_reader->eventNames();
    if (!events)
        return events.error();
    const auto channels = m_reader->channels();
    if (!channels)
        return channels.error();
    m_names.events = *events;
    m_names.channels = *channels;
    m_namesAsOf = sequence;
    m_sla.follow(m_table, m_names);
    return {};
}

const CellRules &FactLoader::rulesOf(RowId account) const
{
    static const CellRules none;
    const auto found = m_rules.find(account);
    return found == m_rules.end() ? none : found->second;
}

/// False: the number means another cell, or is none.
bool FactLoader::take(const FactCell &cell)
{
    const auto [known, isNew] = m_cells.try_emplace(cell.id, cell);
    if (!isNew)
        return known->second == cell;
    return cell.id > 0 && cell.id <= CellTable::kMaxCode &&
           m_table.cells().set(static_cast<CellCode>(cell.id),
                               cellValuesOf(cell, rulesOf(cell.account)));
}

void FactLoader::setRules(RowId account, const CellRules &rules)
{
    CellRules &known = m_rules[account];
    if (known == rules)
        return;
    known = rules;
    const quint64 before = m_table.cells().revision();
    for (const auto &[id, cell] : m_cells) {
        if (cell.account == account)
            m_table.cells().reassign(static_cast<CellCode>(id), cellValuesOf(cell, known));
    }
    if (m_table.cells().revision() != before)
        setLoadedFrom(m_loadedFrom); // standing questions begin again
}

Result<void> FactLoader::readSlices(qint64 sequence)
{
    if (m_slicesAsOf == sequence) // a segment may have been written since: its rows are read then
        return {};
    auto slices = m_reader->slices();
    if (!slices)
        return slices.error();
    m_slices = std::move(*slices);
    m_slicesAsOf = sequence;
    return {};
}

/// Gives back those that have no true segment.
Result<FactLoader::Slices> FactLoader::loadSegments(const Slices &slices)
{
    Slices left, kept;
    for (const SliceState &slice : slices) {
        m_unsound.erase(slice.slice);
        (slice.hasSegment() ? kept : left).push_back(slice);
    }
    const auto unsound = SegmentLoad(*m_reader, m_table).run(std::move(kept));
    if (!unsound)
        return unsound.error();
    for (const SliceState &slice : *unsound) {
        m_unsound.insert(slice.slice);
        left.push_back(slice);
    }
    return left;
}

Result<void> FactLoader::load(const Slices &slices, qint64 sequence)
{
    const Result<Slices> segmentless = loadSegments(slices);
    if (!segmentless)
        return segmentless.error();
    const Slices &fromRows = *segmentless;
    std::map<FactDay, std::vector<FactRow>> days; // by column, then day
    m_slicesRead += static_cast<qint64>(slices.size());
    if (!fromRows.empty()) {
        const auto rows = m_reader->rows(fromRows);
        if (!rows)
            return rows.error();
        const FactRows factRows(m_table.cells(), m_clocks);
        for (const auto &[slice, images] : *rows)
            days[slice] = factRows.of(images);
    }
    qint64 refused = 0;
    for (auto day = days.begin(); day != days.end();) {
        const RowId column = day->first.column;
        std::vector<FactRow> all;
        for (; day != days.end() && day->first.column == column; ++day)
            all.insert(all.end(), day->second.begin(), day->second.end());
        refused += m_table.load(column, std::move(all)).refused;
    }
    if (refused > 0)
        return Error(Error::Kind::Storage,
                     QStringLiteral("%1 rows of the cache name what it does not know").arg(refused),
                     {}, QStringLiteral("Run \"watchfloor-cli check --repair\""));
    for (const SliceState &slice : slices) {
        m_columns.insert(slice.slice.column);
        if (sequence > m_sequence)
            m_ahead[slice.slice] = sequence;
    }
    return {};
}

void FactLoader::setLoadedFrom(TimeMs time)
{
    m_loadedFrom = time;
    for (const RowId column : m_columns)
        m_table.setLoadedFrom(column, time);
}

Result<bool> FactLoader::loadMore(TimeMs now)
{
    if (m_complete)
        return m_sla.step(m_table, m_names);
    return reading([&](qint64 sequence) -> Result<bool> {
        if (const auto cells = readCells(sequence); !cells)
            return cells.error();
        if (const auto names = readNames(sequence); !names)
            return names.error();
        const bool first = m_sequence < 0;
        if (first)
            m_sequence = sequence;
        if (const auto slices = readSlices(sequence); !slices)
            return slices.error();
        for (const SliceState &slice : m_slices)
            m_columns.insert(slice.slice.column);
        Slices left;
        std::copy_if(m_slices.begin(), m_slices.end(), std::back_inserter(left),
                     [&](const SliceState &slice) { return slice.slice.day < m_loadedFrom; });
        // Days the columns cannot hold have no rows in them.
        TimeMs from = FactDay::dayOf(std::min(now, kLatestFact - 1));
        if (!first && !left.empty())
            from = stepOverSegments(left.back().slice.day, m_slices.back().slice.day);
        const bool stale = std::any_of(left.begin(), left.end(), [&](const SliceState &slice) {
            return slice.slice.day >= from && !slice.hasSegment();
        });
        if (!first && stale)
            from = stepOverRows(left);
        const auto begin = std::find_if(left.begin(), left.end(), [&](const SliceState &slice) {
            return slice.slice.day >= from;
        });
        const bool more = begin != left.begin();
        const TimeMs before = m_loadedFrom;
        const Result<void> loaded = load(Slices(begin, left.end()), sequence);
        if (!loaded)
            return loaded.error();
        m_complete = !more;
        setLoadedFrom(more ? from : kEarliestFact);
        // The newest four weeks go on growing.
        m_table.shrink({from, std::min(before, FactColumn::monthOf(now))});
        applyWaiting();
        return more || !m_names.updating.empty();
    });
}

void FactLoader::note(qint64 sequence, std::shared_ptr<const FactDelta> delta)
{
    m_told = true;
    if (m_sequence < 0 || sequence <= m_sequence)
        return;
    m_waiting[sequence] = std::move(delta);
    if (m_waiting.size() > longestQueue)
        m_waiting.clear(); // one is missing: the slices will tell
    applyWaiting();
}

void FactLoader::applyWaiting()
{
    while (!m_waiting.empty() && m_waiting.begin()->first <= m_sequence + 1) {
        const auto [sequence, delta] = *m_waiting.begin();
        if (sequence == m_sequence + 1) {
            if (!delta)
                return; // settle() asks the slices
            if (!apply(sequence, *delta)) {
                const bool told = m_told;
                reset();
                m_told = told;
                return;
            }
            reached(sequence);
        }
        m_waiting.erase(sequence);
    }
}

void FactLoader::reached(qint64 sequence)
{
    m_sequence = sequence;
    std::erase_if(m_ahead, [this](const auto &slice) { return slice.second <= m_sequence; });
}

bool FactLoader::isIncluded(qint64 sequence, RowId column, const FactRow &row) const
{
    if (m_ahead.empty())
        return false;
    const auto found = m_ahead.find({column, FactDay::dayOf(row.time)});
    return found != m_ahead.end() && found->second >= sequence;
}

bool FactLoader::isStrange(RowId cell) const
{
    return cell > 0 && cell <= CellTable::kMaxCode &&
           !m_table.cells().contains(static_cast<CellCode>(cell));
}

/// False: table and cache have parted.
bool FactLoader::apply(qint64 sequence, const FactDelta &delta)
{
    for (const FactCell &cell : delta.cells) {
        if (!take(cell))
            return false;
    }
    FactChanges changes;
    changes.reserve(delta.rows.size());
    const FactRows factRows(m_table.cells(), m_clocks);
    for (const FactDelta::Row &row : delta.rows) {
        if (row.after && isStrange(row.after->cell)) {
            // Made by a commit that changed nothing else and so had no number.
            m_cellsAsOf = -1;
            if (!reading([this](qint64 now) { return readCells(now); }) || m_sequence < 0)
                return false;
        }
        FactChange change;
        change.column = row.column;
        if (row.before)
            change.before = factRows.of(*row.before);
        if (row.after)
            change.after = factRows.of(*row.after);
        if (change.before && isIncluded(sequence, row.column, *change.before))
            change.before.reset();
        if (change.after && isIncluded(sequence, row.column, *change.after))
            change.after.reset();
        if (!change.before && !change.after)
            continue;
        if (m_columns.insert(row.column).second)
            m_table.setLoadedFrom(row.column, m_loadedFrom);
        changes.push_back(change);
    }
    return m_table.apply(changes).ok();
}

Result<void> FactLoader::settle(qint64 atLeast)
{
    return reading([this, atLeast](qint64 sequence) -> Result<void> {
        if (sequence < m_sequence) // another file lies there
            return Error(Error::Kind::Storage, QStringLiteral("The cache was replaced"));
        if (const auto names = readNames(sequence); !names)
            return names;
        if (sequence == m_sequence)
            return {};
        const bool onItsWay = m_told && m_ahead.empty() && m_sequence >= m_seenAhead &&
                              m_sequence >= atLeast &&
                              (m_waiting.empty() || m_waiting.begin()->second);
        m_seenAhead = sequence;
        return onItsWay ? Result<void>() : catchUp(sequence);
    });
}

Result<void> FactLoader::catchUp(qint64 sequence)
{
    m_cellsAsOf = -1;
    if (const auto cells = readCells(sequence); !cells)
        return cells;
    if (m_sequence < 0) // started anew
        return {};
    m_slicesAsOf = -1;
    if (const auto slices = readSlices(sequence); !slices)
        return slices;
    Slices changed;
    for (const SliceState &slice : m_slices) {
        const auto ahead = m_ahead.find(slice.slice);
        const qint64 asOf = ahead == m_ahead.end() ? m_sequence : ahead->second;
        if (slice.slice.day < m_loadedFrom || asOf >= sequence || slice.isAsOf(asOf))
            continue;
        m_table.dropRows(slice.slice.column, windowOf(slice.slice));
        changed.push_back(slice);
    }
    reached(sequence);
    const Result<void> loaded = load(changed, sequence);
    if (!loaded)
        return loaded;
    setLoadedFrom(m_loadedFrom);
    applyWaiting();
    return {};
}

Result<FactTable *> FactLoader::tableFor(TimeRange window, TimeMs now, qint64 atLeast)
{
    for (int again = 0; again < 2; ++again) {
        while (!m_complete && m_loadedFrom > window.from) {
            if (const auto more = loadMore(now); !more)
                return more.error();
        }
        if (const auto settled = settle(atLeast); !settled && again > 0)
            return settled.error();
        if (m_complete || m_loadedFrom <= window.from)
            return &m_table;
    }
    return Error(Error::Kind::Storage, QStringLiteral("The cache changes too fast to be read"));
}

FactTable *FactLoader::tableAt(TimeRange window, qint64 sequence)
{
    const bool loaded = m_complete || m_loadedFrom <= window.from;
    const bool named = m_namesAsOf >= sequence; // those of a later commit do no harm
    return loaded && named && m_sequence == sequence && m_ahead.empty() ? &m_table : nullptr;
}

bool FactLoader::tidy()
{
    constexpr qint64 rowsAtOnce = 200'000; // a few ms
    return m_table.foldSome(rowsAtOnce);
}

Result<std::vector<FactSegment>> FactLoader::unkept(qint64 bytes)
{
    std::vector<FactSegment> segments;
    if (m_sequence < 0)
        return segments;
    return reading([&](qint64 sequence) -> Result<std::vector<FactSegment>> {
        if (sequence != m_sequence || !m_ahead.empty())
            return segments;
        const auto all = m_reader->slices();
        if (!all)
            return all.error();
        qint64 size = 0;
        for (const SliceState &slice : *all) {
            if (slice.slice.day < m_loadedFrom ||
                (slice.hasSegment() && !m_unsound.contains(slice.slice)))
                continue;
            const TimeRange window = windowOf(slice.slice);
            const auto rows = m_table.rows(slice.slice.column, window);
            segments.push_back(
                {slice.slice, m_sequence, packSegment(slice.slice.column, window, rows)});
            m_unsound.erase(slice.slice);
            size += segments.back().bytes.size();
            if (size >= bytes)
                break;
        }
        return segments;
    });
}

} // namespace watchfloor
