// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootlinks.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace watchfloor::chatwoot {
namespace {

struct Pair {
    qint64 internal = 0;
    qint64 display = 0;
};

/// Second of creation and inbox.
using Moment = std::pair<qint64, QString>;

struct AtOneMoment {
    std::vector<qint64> internals;
    std::vector<qint64> displays;
};

/// Exact links by database id; tells the display ids a database id must lie between.
class Fence {
public:
    void add(const Pair &pair) { m_displayOf.emplace(pair.internal, pair.display); }
    bool admits(const Pair &pair) const
    {
        const auto above = m_displayOf.lower_bound(pair.internal);
        if (above != m_displayOf.end() && above->second <= pair.display)
            return false;
        return above == m_displayOf.begin() || std::prev(above)->second < pair.display;
    }
    /// Open interval of display ids; nothing when no smaller database id is known.
    std::optional<std::pair<qint64, qint64>> around(qint64 internal) const
    {
        const auto above = m_displayOf.lower_bound(internal);
        if (above == m_displayOf.begin())
            return std::nullopt;
        const qint64 high =
            above == m_displayOf.end() ? std::numeric_limits<qint64>::max() : above->second;
        return std::pair(std::prev(above)->second, high);
    }

private:
    std::map<qint64, qint64> m_displayOf;
};

/// Length of the longest ascending run of display ids that ends at each pair (pairs are sorted by
/// database id).
std::vector<size_t> runLengths(const std::vector<Pair> &pairs)
{
    std::vector<qint64> tails;
    std::vector<size_t> lengths;
    lengths.reserve(pairs.size());
    for (const Pair &pair : pairs) {
        const auto place = std::lower_bound(tails.begin(), tails.end(), pair.display);
        lengths.push_back(static_cast<size_t>(place - tails.begin()) + 1);
        if (place == tails.end())
            tails.push_back(pair.display);
        else
            *place = pair.display;
    }
    return lengths;
}

/// True for the pairs that every longest ascending selection contains. A pair outside is in doubt,
/// and so are both of two that merely exclude each other.
std::vector<bool> undisputed(const std::vector<Pair> &pairs)
{
    std::vector<Pair> mirrored(pairs.rbegin(), pairs.rend());
    for (Pair &pair : mirrored)
        pair.display = -pair.display;
    const auto ending = runLengths(pairs);
    auto starting = runLengths(mirrored);
    std::reverse(starting.begin(), starting.end());
    const size_t longest = ending.empty() ? 0 : *std::max_element(ending.begin(), ending.end());
    std::vector<int> atRank(longest + 1, 0);
    for (size_t i = 0; i < pairs.size(); ++i) {
        if (ending[i] + starting[i] == longest + 1)
            ++atRank[ending[i]];
    }
    std::vector<bool> result(pairs.size(), false);
    for (size_t i = 0; i < pairs.size(); ++i)
        result[i] = ending[i] + starting[i] == longest + 1 && atRank[ending[i]] == 1;
    return result;
}

/// Beyond this many a guess would cost more requests than the link is worth.
constexpr size_t mostGuesses = 3;

class Matcher {
public:
    Matcher(const std::vector<UnlinkedConversation> &unlinked,
            const std::vector<ConversationKey> &conversations)
        : m_unlinked(unlinked)
    {
        for (const ConversationKey &key : conversations)
            sortIn(key);
    }

    LinkPlan plan()
    {
        for (const UnlinkedConversation &entry : m_unlinked) {
            if (entry.internalId.toLongLong() <= 0)
                continue; // an event of no conversation at all
            const Moment moment(entry.earliestStart / 1000, entry.inboxRemoteId);
            m_moments[moment].internals.push_back(entry.internalId.toLongLong());
        }
        for (const auto &[moment, ids] : m_moments)
            settle(moment, ids);
        std::sort(m_pairs.begin(), m_pairs.end(),
                  [](const Pair &a, const Pair &b) { return a.internal < b.internal; });
        accept();
        guess();
        LinkPlan result;
        result.links = std::move(m_links);
        for (const qint64 display : m_ask)
            result.askExactly.append(QString::number(display));
        return result;
    }

private:
    void sortIn(const ConversationKey &key)
    {
        const qint64 display = key.remoteId.toLongLong();
        if (key.exactLink && !key.internalId.isEmpty()) {
            m_fence.add(Pair{key.internalId.toLongLong(), display});
            return;
        }
        if (!key.internalId.isEmpty())
            return;
        m_oldest = std::min(m_oldest, key.created / 1000);
        m_moments[Moment(key.created / 1000, key.inboxRemoteId)].displays.push_back(display);
        m_free[key.inboxRemoteId].insert({display, key.created});
    }

    void settle(const Moment &moment, const AtOneMoment &ids)
    {
        if (ids.internals.empty() || ids.displays.empty())
            return;
        const Pair pair{ids.internals.front(), ids.displays.front()};
        // While history is still being loaded, a second may be only half here at its oldest end.
        if (ids.internals.size() == 1 && ids.displays.size() == 1 && moment.first != m_oldest &&
            m_fence.admits(pair))
            m_pairs.push_back(pair);
        else
            m_ask.insert(ids.displays.begin(), ids.displays.end());
    }

    void accept()
    {
        const auto sure = undisputed(m_pairs);
        for (size_t i = 0; i < m_pairs.size(); ++i) {
            const Pair &pair = m_pairs[i];
            if (!sure[i]) {
                m_ask.insert(pair.display);
                continue;
            }
            m_links.push_back(ConversationLink{QString::number(pair.display),
                                               QString::number(pair.internal), true});
            m_linked.insert(pair.display);
        }
        for (const Pair &pair : m_pairs) {
            if (m_linked.count(pair.display))
                m_fence.add(pair);
        }
    }

    /// Conversations whose first event is not cached start later than they were created: the few
    /// free display ids between their neighbours are asked about.
    void guess()
    {
        for (const UnlinkedConversation &entry : m_unlinked) {
            const Moment moment(entry.earliestStart / 1000, entry.inboxRemoteId);
            const auto range = m_fence.around(entry.internalId.toLongLong());
            if (!range || !m_moments[moment].displays.empty())
                continue;
            std::vector<qint64> found;
            const auto &free = m_free[entry.inboxRemoteId];
            for (auto it = free.upper_bound({range->first, std::numeric_limits<TimeMs>::max()});
                 it != free.end() && it->first < range->second && found.size() <= mostGuesses;
                 ++it) {
                if (it->second <= entry.earliestStart && !m_linked.count(it->first))
                    found.push_back(it->first);
            }
            if (found.size() <= mostGuesses)
                m_ask.insert(found.begin(), found.end());
        }
    }

    const std::vector<UnlinkedConversation> &m_unlinked;
    Fence m_fence;
    std::map<Moment, AtOneMoment> m_moments;
    std::map<QString, std::set<std::pair<qint64, TimeMs>>> m_free; // by inbox: display id, created
    qint64 m_oldest = std::numeric_limits<qint64>::max();
    std::vector<Pair> m_pairs;
    std::set<qint64> m_linked;
    std::set<qint64> m_ask;
    std::vector<ConversationLink> m_links;
};

} // namespace

LinkPlan matchLinks(const std::vector<UnlinkedConversation> &unlinked,
                    const std::vector<ConversationKey> &conversations)
{
    return Matcher(unlinked, conversations).plan();
}

} // namespace watchfloor::chatwoot
