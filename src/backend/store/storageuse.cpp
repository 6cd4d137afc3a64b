// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storageuse.h"

#include "backend/store/accountrepository.h"
#include "backend/store/database.h"
#include "backend/store/store.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace watchfloor {
namespace {

constexpr qint64 countedSpan = 20'000; // ids; counting so many takes a few milliseconds
constexpr qint64 looks = 4'000;
constexpr qint64 fewSeen = 25;          // of the looks: what the account has is counted
constexpr qint64 mostCounted = 100'000; // entries of an index
constexpr qint64 countedOwners = 64;

// A million conversations with six million events, table by table (dbstat): the row, its indexes
// and its share of the engine's columns.
constexpr qint64 conversationBytes = 220;
constexpr qint64 eventBytes = 100;
constexpr qint64 figureBytes = 40;
constexpr qint64 stateBytes = 40;

constexpr auto isShown = "known = 1 AND gone_at IS NULL";

/// Where in its stratum the look number `i` falls, 0..1: the same each time, so that an unchanged
/// cache tells the same numbers.
double jitter(qint64 i)
{
    auto x = static_cast<quint64>(i) * 0x9e3779b97f4a7c15ULL;
    x ^= x >> 31;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 29;
    return static_cast<double>(x >> 11) / 9007199254740992.0;
}

} // namespace

AccountStorage *StorageMeter::find(RowId account)
{
    const auto found =
        std::find_if(m_use.accounts.begin(), m_use.accounts.end(),
                     [account](const AccountStorage &one) { return one.account == account; });
    return found == m_use.accounts.end() ? nullptr : &*found;
}

void StorageMeter::rows(const char *table, const char *text, const char *counts,
                        const char *ofAccount, qint64 AccountStorage::*kind, qint64 fixedBytes)
{
    const QString name = QLatin1String(table);
    const qint64 low = m_db.scalar(QStringLiteral("SELECT min(id) FROM %1").arg(name)).value_or(0);
    const qint64 high =
        m_db.scalar(QStringLiteral("SELECT max(id) FROM %1").arg(name)).value_or(-1);
    const qint64 span = high - low + 1;
    if (span <= 0)
        return;
    if (span <= countedSpan) {
        Statement count = m_db.statement(
            QStringLiteral("SELECT account, sum(%1), count(*), sum(%2) FROM %3 GROUP BY account")
                .arg(QLatin1String(counts), QLatin1String(text), name));
        count.run();
        while (count.next()) {
            if (AccountStorage *one = find(count.number(0))) {
                one->*kind = count.number(1);
                one->bytes += count.number(2) * fixedBytes + count.number(3);
            }
        }
        return;
    }
    struct Seen {
        qint64 rows = 0;
        qint64 counted = 0;
        qint64 textBytes = 0;
    };
    std::map<RowId, Seen> seen;
    const double stratum = static_cast<double>(span) / static_cast<double>(looks);
    for (qint64 i = 0; i < looks; ++i) {
        const auto id = low + static_cast<qint64>((static_cast<double>(i) + jitter(i)) * stratum);
        Statement look =
            m_db.statement(QStringLiteral("SELECT account, %1, %2 FROM %3 WHERE id = :id")
                               .arg(QLatin1String(text), QLatin1String(counts), name));
        if (!look.bind("id", std::min(id, high)).first())
            continue;
        Seen &account = seen[look.number(0)];
        ++account.rows;
        account.textBytes += look.number(1);
        account.counted += look.number(2);
    }
    for (AccountStorage &account : m_use.accounts) {
        const Seen found = seen[account.account];
        AccountStorage *one = &account;
        if (found.rows < fewSeen) {
            Statement count =
                m_db.statement(QStringLiteral("SELECT count(*), ifnull(sum(counts), 0) FROM "
                                              "(SELECT %1 AS counts FROM %2 WHERE %3 LIMIT :most)")
                                   .arg(QLatin1String(counts), name, QLatin1String(ofAccount)));
            count.bind("account", account.account).bind("most", mostCounted).first();
            one->*kind = count.number(1);
            one->bytes += count.number(0) * fixedBytes;
            one->about = one->about || count.number(0) == mostCounted;
            continue;
        }
        const double rowCount = static_cast<double>(found.rows) * stratum;
        const double each = static_cast<double>(fixedBytes) +
                            static_cast<double>(found.textBytes) / static_cast<double>(found.rows);
        one->*kind = std::llround(static_cast<double>(found.counted) * stratum);
        one->bytes += std::llround(rowCount * each);
        one->about = true;
    }
}

void StorageMeter::ownedRows(const char *table, const char *owner, const char *owners,
                             qint64 AccountStorage::*kind, qint64 bytesEach)
{
    for (AccountStorage &one : m_use.accounts) {
        Statement all =
            m_db.statement(QStringLiteral("SELECT id FROM %1 WHERE account = :account ORDER BY id")
                               .arg(QLatin1String(owners)));
        all.bind("account", one.account).run();
        std::vector<RowId> ids;
        while (all.next())
            ids.push_back(all.number(0));
        const auto count = static_cast<qint64>(ids.size());
        const qint64 counted = std::min(count, countedOwners);
        qint64 found = 0;
        for (qint64 i = 0; i < counted; ++i) {
            Statement select =
                m_db.statement(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM %1 WHERE %2 = "
                                              ":owner LIMIT :most)")
                                   .arg(QLatin1String(table), QLatin1String(owner)));
            select.bind("owner", ids[static_cast<std::size_t>(i * count / counted)]);
            if (select.bind("most", mostCounted).first())
                found += select.number(0);
            one.about = one.about || select.number(0) == mostCounted;
        }
        if (counted < count) {
            found = found * count / counted;
            one.about = true;
        }
        one.*kind = found;
        one.bytes += found * bytesEach;
    }
}

/// One look at each end of an index.
void StorageMeter::creations()
{
    const auto end = [this](RowId account, const char *order) {
        Statement select = m_db.statement(
            QStringLiteral("SELECT created FROM conversation WHERE account = :account AND %1 "
                           "ORDER BY created %2 LIMIT 1")
                .arg(QLatin1String(isShown), QLatin1String(order)));
        return select.bind("account", account).first() ? std::optional(select.number(0))
                                                       : std::nullopt;
    };
    for (AccountStorage &one : m_use.accounts) {
        one.aboutConversations = one.about; // nothing else was measured before
        if (const auto first = end(one.account, "ASC"))
            one.created = {*first, *end(one.account, "DESC") + 1};
    }
}

StorageUse StorageMeter::measure()
{
    AccountRepository accounts(m_db);
    for (const Account &account : accounts.all()) {
        AccountStorage one;
        one.account = account.id;
        one.removedBefore = accounts.time(account.id, AccountTime::PurgedBefore);
        m_use.accounts.push_back(one);
    }
    const auto pragma = [this](const char *name) {
        return m_db.scalar(QStringLiteral("PRAGMA ") + QLatin1String(name)).value_or(0);
    };
    const qint64 page = pragma("page_size");
    m_use.freeBytes = pragma("freelist_count") * page;
    m_use.usedBytes = pragma("page_count") * page - m_use.freeBytes;
    rows("conversation", "length(extra) + length(contact) + 2 * length(remote_id)", isShown,
         "account = :account", &AccountStorage::conversations, conversationBytes);
    creations();
    rows("reporting_event", "0", "1",
         "conversation IN (SELECT id FROM conversation WHERE account = :account)",
         &AccountStorage::events, eventBytes);
    ownedRows("metric_value", "series", "metric_series", &AccountStorage::figures, figureBytes);
    ownedRows("agent_state", "agent", "agent", &AccountStorage::states, stateBytes);
    // Together they cannot be more than there is.
    qint64 sum = 0;
    for (const AccountStorage &one : m_use.accounts)
        sum += one.bytes;
    if (sum > m_use.usedBytes && sum > 0) {
        const double part = static_cast<double>(m_use.usedBytes) / static_cast<double>(sum);
        for (AccountStorage &one : m_use.accounts)
            one.bytes = static_cast<qint64>(static_cast<double>(one.bytes) * part);
    }
    return m_use;
}

} // namespace watchfloor
