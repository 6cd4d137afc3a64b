// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/slicereader.h"

#include "backend/store/accountrepository.h"
#include "backend/store/cellrows.h"
#include "backend/store/factqueries.h"
#include "backend/store/readablecache.h"

#include <algorithm>

namespace watchfloor {

struct SliceReader::Private {
    explicit Private(std::unique_ptr<Database> database)
        : db(std::move(database))
    {
    }

    /// `sql` selects col, t, cell, value, business, start, end with the conditions :low, :high,
    /// :from, :to.
    void read(const QString &sql, const std::vector<const SliceState *> &wanted, SliceRows *rows)
    {
        if (wanted.empty())
            return;
        RowId low = wanted.front()->low, high = wanted.front()->high;
        TimeMs from = wanted.front()->slice.day, to = from;
        for (const SliceState *state : wanted) {
            low = std::min(low, state->low);
            high = std::max(high, state->high);
            from = std::min(from, state->slice.day);
            to = std::max(to, state->slice.end());
        }
        Statement select = db->statement(sql);
        select.bind("low", low).bind("high", high).bind("from", from).bind("to", to).run();
        SliceRows::iterator at = rows->end(); // rows come in runs of the same slice
        while (select.next()) {
            const FactDay slice{select.number(0), FactDay::dayOf(select.number(1))};
            if (at == rows->end() || at->first != slice)
                at = rows->find(slice);
            if (at != rows->end())
                at->second.push_back({select.number(1), select.number(2), select.number(3),
                                      select.maybeNumber(4), select.maybeNumber(5),
                                      select.maybeNumber(6)});
        }
    }

    std::unique_ptr<Database> db;
    bool reading = false;
};

SliceReader::SliceReader(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

SliceReader::~SliceReader() = default;

Result<std::unique_ptr<SliceReader>> SliceReader::open(const QString &profileDir)
{
    auto db = openReadable(profileDir);
    if (!db)
        return db.error();
    return std::unique_ptr<SliceReader>(new SliceReader(std::make_unique<Private>(std::move(*db))));
}

Result<qint64> SliceReader::begin()
{
    end();
    d->reading = d->db->exec(QStringLiteral("BEGIN"));
    const auto sequence =
        d->db->scalar(QStringLiteral("SELECT value FROM meta WHERE key = 'change'"));
    return d->db->answer(sequence.value_or(0));
}

void SliceReader::end()
{
    if (!std::exchange(d->reading, false))
        return;
    if (!d->db->exec(QStringLiteral("COMMIT")) && d->db->failed())
        d->db->takeError(); // nothing was written: the next begin() tells what is wrong
}

Result<std::vector<FactCell>> SliceReader::cells()
{
    return d->db->answer(cellrows::cells(*d->db));
}

Result<QHash<QString, RowId>> SliceReader::eventNames()
{
    return d->db->answer(cellrows::names(*d->db, QStringLiteral("event_name")));
}

Result<QHash<QString, RowId>> SliceReader::channels()
{
    return d->db->answer(cellrows::names(*d->db, QStringLiteral("channel")));
}

Result<std::vector<AccountInboxes>> SliceReader::accounts()
{
    std::vector<AccountInboxes> all;
    for (Account &account : AccountRepository(*d->db).everyone()) {
        AccountInboxes one;
        one.inboxes = FactQueries(*d->db).groupings({account.id});
        one.account = std::move(account);
        std::erase_if(one.inboxes,
                      [](const Grouping &row) { return row.kind != GroupingKind::Inbox; });
        all.push_back(std::move(one));
    }
    return d->db->answer(std::move(all));
}

Result<std::vector<SliceState>> SliceReader::slices()
{
    std::vector<SliceState> slices;
    {
        Statement select = d->db->statement(QStringLiteral(
            "SELECT col, day, changed, written, low, high FROM fact_slice ORDER BY day, col"));
        select.run();
        while (select.next())
            slices.push_back({{select.number(0), select.number(1)},
                              select.number(2),
                              select.number(3),
                              select.number(4),
                              select.number(5)});
    }
    return d->db->answer(std::move(slices));
}

Result<QByteArray> SliceReader::segment(const SliceState &slice)
{
    QByteArray bytes;
    {
        Statement select = d->db->statement(
            QStringLiteral("SELECT bytes FROM fact_segment WHERE col = :col AND day = :day "
                           "AND as_of = :asof"));
        select.bind("col", slice.slice.column).bind("day", slice.slice.day);
        if (slice.hasSegment() && select.bind("asof", slice.written).first())
            bytes = select.at(0).toByteArray();
    }
    return d->db->answer(std::move(bytes));
}

Result<std::vector<FactSegment>> SliceReader::segments(RowId column, TimeMs firstDay,
                                                       TimeMs lastDay)
{
    std::vector<FactSegment> segments;
    {
        Statement select = d->db->statement(QStringLiteral(
            "SELECT s.day, g.as_of, g.bytes FROM fact_slice s CROSS JOIN fact_segment g "
            "ON g.day = s.day AND g.col = s.col AND g.as_of = s.written "
            "WHERE s.day BETWEEN :first AND :last AND s.col = :col AND s.written >= s.changed "
            "ORDER BY s.day"));
        select.bind("first", firstDay).bind("last", lastDay).bind("col", column).run();
        while (select.next())
            segments.push_back(
                {{column, select.number(0)}, select.number(1), select.at(2).toByteArray()});
    }
    return d->db->answer(std::move(segments));
}

Result<SliceRows> SliceReader::rows(const std::vector<SliceState> &slices)
{
    SliceRows rows;
    std::vector<const SliceState *> events, created, closed;
    for (const SliceState &state : slices) {
        rows[state.slice];
        (state.slice.column == ConversationsCreatedColumn  ? created
         : state.slice.column == ConversationsClosedColumn ? closed
                                                           : events)
            .push_back(&state);
    }
    d->read(QStringLiteral("SELECT name, created, fact_cell, value, business, "
                           "CASE WHEN business IS NULL THEN created - value - start_lag END, "
                           "CASE WHEN business IS NULL THEN created - end_lag END "
                           "FROM reporting_event WHERE id BETWEEN :low AND :high "
                           "AND created >= :from AND created < :to AND fact_cell IS NOT NULL"),
            events, &rows);
    d->read(QStringLiteral("SELECT 0, created, cell, 0, NULL, NULL, NULL FROM conversation "
                           "WHERE id BETWEEN :low AND :high AND +created >= :from "
                           "AND +created < :to AND known = 1 AND gone_at IS NULL"),
            created, &rows);
    d->read(QStringLiteral("SELECT -1, closed, cell, closed - created, NULL, created, closed "
                           "FROM conversation WHERE id BETWEEN :low AND :high AND closed >= :from "
                           "AND closed < :to "
                           "AND known = 1 AND gone_at IS NULL"),
            closed, &rows);
    return d->db->answer(std::move(rows));
}

} // namespace watchfloor
