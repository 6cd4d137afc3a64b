// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/syncstaterepository.h"

#include "backend/store/database.h"

namespace watchfloor {

std::vector<FeedState> SyncStateRepository::states(RowId account)
{
    std::vector<FeedState> out;
    {
        Statement select = m_db.statement(QStringLiteral(
            "SELECT feed, cursor, window_from, window_to, watermark, backfilled, last_attempt, "
            "last_success, error_kind, error_message, error_detail, error_remedy, off "
            "FROM sync_state WHERE account = :account ORDER BY feed"));
        select.bind("account", account).run();
        while (select.next()) {
            FeedState s;
            s.feed = select.text(0);
            s.cursor = select.text(1);
            if (!select.isNull(2))
                s.window = TimeRange{select.number(2), select.number(3)};
            s.watermark = select.maybeNumber(4);
            s.backfilled = select.flag(5);
            s.lastAttempt = select.maybeNumber(6);
            s.lastSuccess = select.maybeNumber(7);
            if (!select.text(8).isEmpty())
                s.lastError.emplace(Error::kindFromName(select.text(8)), select.text(9),
                                    select.text(10), select.text(11));
            s.off = select.flag(12);
            out.push_back(std::move(s));
        }
    }
    for (FeedState &state : out)
        state.coverage = coverage(account, state.feed);
    return out;
}

std::vector<TimeRange> SyncStateRepository::coverage(RowId account, const QString &feed)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT from_time, to_time FROM sync_coverage "
                       "WHERE account = :account AND feed = :feed ORDER BY from_time"));
    select.bind("account", account).bind("feed", feed).run();
    std::vector<TimeRange> out;
    while (select.next())
        out.push_back({select.number(0), select.number(1)});
    return out;
}

void SyncStateRepository::ensure(RowId account, const QString &feed)
{
    Statement insert = m_db.statement(QStringLiteral(
        "INSERT INTO sync_state (account, feed) VALUES (:account, :feed) ON CONFLICT DO NOTHING"));
    insert.bind("account", account).bind("feed", feed).run();
}

void SyncStateRepository::advance(RowId account, const FeedProgress &progress)
{
    ensure(account, progress.feed);
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE sync_state SET cursor = :cursor, window_from = :from, window_to = :to, "
        "watermark = ifnull(:watermark, watermark), backfilled = backfilled OR :backfilled, "
        "last_success = CASE WHEN :ended THEN :at ELSE last_success END, "
        "off = CASE WHEN :ended THEN 0 ELSE off END, "
        "error_kind = CASE WHEN :ended THEN '' ELSE error_kind END, "
        "error_message = CASE WHEN :ended THEN '' ELSE error_message END, "
        "error_detail = CASE WHEN :ended THEN '' ELSE error_detail END, "
        "error_remedy = CASE WHEN :ended THEN '' ELSE error_remedy END "
        "WHERE account = :account AND feed = :feed"));
    update.bind("account", account).bind("feed", progress.feed).bind("cursor", progress.cursor);
    update.bind("from", progress.window ? QVariant(progress.window->from) : QVariant());
    update.bind("to", progress.window ? QVariant(progress.window->to) : QVariant());
    update.bind("watermark", progress.watermark).bind("backfilled", progress.backfilled);
    update.bind("ended", progress.passEnded).bind("at", progress.at).run();
    if (progress.covered && !progress.covered->isEmpty())
        cover(account, progress.feed, *progress.covered);
}

void SyncStateRepository::cover(RowId account, const QString &feed, TimeRange range)
{
    std::vector<TimeRange> ranges = coverage(account, feed);
    ranges.push_back(range);
    Statement clear = m_db.statement(
        QStringLiteral("DELETE FROM sync_coverage WHERE account = :account AND feed = :feed"));
    clear.bind("account", account).bind("feed", feed).run();
    Statement insert = m_db.statement(
        QStringLiteral("INSERT INTO sync_coverage (account, feed, from_time, to_time) "
                       "VALUES (:account, :feed, :from, :to)"));
    for (const TimeRange &merged : mergedRanges(std::move(ranges))) {
        insert.bind("account", account).bind("feed", feed);
        insert.bind("from", merged.from).bind("to", merged.to).run();
    }
}

void SyncStateRepository::noteAttempt(RowId account, const QString &feed, TimeMs at)
{
    ensure(account, feed);
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE sync_state SET last_attempt = :at WHERE account = :account AND feed = :feed"));
    update.bind("account", account).bind("feed", feed).bind("at", at).run();
}

void SyncStateRepository::noteFailure(RowId account, const QString &feed, const Error &error,
                                      bool switchOff, std::optional<TimeMs> at)
{
    ensure(account, feed);
    Statement update = m_db.statement(
        QStringLiteral("UPDATE sync_state SET last_attempt = ifnull(:at, last_attempt), error_kind "
                       "= :kind, error_message = :message, "
                       "error_detail = :detail, error_remedy = :remedy, off = :off "
                       "WHERE account = :account AND feed = :feed"));
    update.bind("account", account).bind("feed", feed).bind("at", at).bind("off", switchOff);
    update.bind("kind", error.kindName()).bind("message", error.message());
    update.bind("detail", error.detail()).bind("remedy", error.remedy()).run();
}

void SyncStateRepository::reset(RowId account, const QString &feed)
{
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE sync_state SET cursor = '', window_from = NULL, window_to = NULL, "
        "watermark = NULL, backfilled = 0, off = 0 WHERE account = :account AND feed = :feed"));
    update.bind("account", account).bind("feed", feed).run();
    Statement clear = m_db.statement(
        QStringLiteral("DELETE FROM sync_coverage WHERE account = :account AND feed = :feed"));
    clear.bind("account", account).bind("feed", feed).run();
}

void SyncStateRepository::distrustAfter(RowId account, const QString &feed, TimeMs limit)
{
    const QStringList cuts{
        QStringLiteral("UPDATE sync_state SET watermark = :limit WHERE watermark > :limit"),
        QStringLiteral("DELETE FROM sync_coverage WHERE from_time >= :limit"),
        QStringLiteral("UPDATE sync_coverage SET to_time = :limit WHERE to_time > :limit")};
    for (const QString &cut : cuts) {
        Statement statement =
            m_db.statement(cut + QStringLiteral(" AND account = :account AND feed = :feed"));
        statement.bind("account", account).bind("feed", feed).bind("limit", limit).run();
    }
}

void SyncStateRepository::cutCoverage(TimeMs limit, RowId account)
{
    Statement remove =
        m_db.statement(QStringLiteral("DELETE FROM sync_coverage WHERE to_time <= :limit "
                                      "AND (account = :account OR :account = 0)"));
    remove.bind("limit", limit).bind("account", account).run();
    Statement cut = m_db.statement(
        QStringLiteral("UPDATE sync_coverage SET from_time = :limit WHERE from_time < :limit "
                       "AND (account = :account OR :account = 0)"));
    cut.bind("limit", limit).bind("account", account).run();
}

} // namespace watchfloor
