// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/syncbatch.h"

#include <random>

namespace watchfloor::test {

/// The smallest thing a page can say: one version of one row, or what belongs together.
struct Saying {
    std::size_t account = 0; ///< index into VendorDesks::accounts()
    int moment = 0;          ///< when the vendor said so; later ones hold newer versions
    SyncBatch rows;
};

/// Pages: sayings of one account and moment put together.
using Pages = std::vector<Saying>;

/// A few small accounts of all four vendors at random, with all versions that each row ever had:
/// changed, vanished, late by up to a year, on the edges of days, hours and clock changes. Whatever
/// the order in which the sayings arrive, the cache must end as the same.
class VendorDesks {
public:
    static constexpr TimeMs Day = 86'400'000;
    static constexpr int Moments = 6; ///< rows are read at even ones; what is gone, at odd ones

    explicit VendorDesks(unsigned seed, int conversations = 6);

    const std::vector<Account> &accounts() const { return m_accounts; }
    const std::vector<Saying> &sayings() const { return m_sayings; }
    /// All feeds have been walked; lists are complete: who is not in them is gone.
    SyncBatch lists(std::size_t account) const;

    TimeRange usual() const { return {m_origin, m_origin + 50 * Day}; }
    TimeMs now() const { return m_origin + 45 * Day + 3'723'001; }
    static TimeMs fetchedAt(TimeMs origin, int moment)
    {
        return origin + 100 * Day + moment * 60'000;
    }
    TimeMs origin() const { return m_origin; }

    /// In the order of the vendors' moments, a page each.
    Pages inOrder() const;
    /// Any order, cut anywhere, some twice.
    Pages shuffled(std::mt19937_64 &random) const;

private:
    struct Desk; ///< one account while it is made

    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }
    bool chance(int percent) { return below(100) < percent; }
    const char *oneOf(std::initializer_list<const char *> words);
    TimeMs time();
    qint64 duration();

    void addPeople(Desk &desk);
    void addUnits(Desk &desk);
    void addConversation(Desk &desk, int number);
    void describe(Desk &desk, Conversation &c);
    void addServerEvents(Desk &desk, const Conversation &c);
    void addDerivedEvents(Desk &desk, const std::vector<Conversation> &versions,
                          const std::vector<int> &moments);
    ReportingEvent event(Desk &desk, const QString &name);
    void say(const Desk &desk, int moment, SyncBatch rows);
    Pages paged(const std::vector<Saying> &sayings, std::size_t longest,
                std::mt19937_64 &random) const;

    std::mt19937_64 m_random;
    TimeMs m_origin = 0;
    std::vector<TimeMs> m_edges; ///< clock changes of some zones
    std::vector<Account> m_accounts;
    std::vector<SyncBatch> m_lists;
    std::vector<Saying> m_sayings;
};

} // namespace watchfloor::test
