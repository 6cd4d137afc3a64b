// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/conversationlist.h"

#include "backend/reports/listreading.h"

#include <algorithm>
#include <iterator>

namespace watchfloor {
namespace {

constexpr std::size_t mostWritten = 20'000; // beyond, reading all rows costs no more

/// Tells how the list became what it is.
void compare(ConversationListReport &report, const std::shared_ptr<const ConversationList> &shown)
{
    if (!shown)
        return;
    report.since = shown;
    if (report.list == shown) {
        report.change = std::make_shared<ConversationListChange>();
        return;
    }
    report.change = std::make_shared<ConversationListChange>(*shown, *report.list);
    if (report.change->isNone()) // one list in memory, not two
        report.list = shown;
}

} // namespace

Result<ConversationListReport> conversationList(RowSource &source,
                                                const ConversationListQuery &asked, TimeMs now,
                                                const std::stop_token &stop)
{
    ListReading reading(source, asked, now, stop);
    if (const auto opened = reading.open(); !opened)
        return opened.error();
    auto report = reading.whole();
    if (report)
        compare(*report, asked.shown);
    return report;
}

struct ConversationLists::Kept {
    std::weak_ptr<const ConversationList> list;
    ListReading::Basis basis;
};

ConversationLists::ConversationLists() = default;
ConversationLists::~ConversationLists() = default;

void ConversationLists::note(const ChangeSet &change)
{
    if (!change.touchesFacts())
        return; // no step of the sequence
    if (!change.conversationRows) {
        m_written.clear();
        m_size = 0;
        return;
    }
    m_written[change.sequence] = change.conversationRows;
    m_size += change.conversationRows->size();
    constexpr std::size_t mostCommits = 4096;
    while (m_size > mostWritten || m_written.size() > mostCommits) {
        m_size -= m_written.begin()->second->size();
        m_written.erase(m_written.begin());
    }
}

std::optional<std::vector<RowId>> ConversationLists::writtenSince(qint64 from, qint64 to) const
{
    std::vector<RowId> rows;
    auto at = m_written.upper_bound(from);
    for (qint64 commit = from + 1; commit <= to; ++commit, ++at) {
        if (at == m_written.end() || at->first != commit)
            return std::nullopt; // not told, or not yet
        rows.insert(rows.end(), at->second->begin(), at->second->end());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

Result<ConversationListReport> ConversationLists::answer(RowSource &source,
                                                         const ConversationListQuery &asked,
                                                         TimeMs now, const std::stop_token &stop)
{
    ListReading reading(source, asked, now, stop);
    if (const auto opened = reading.open(); !opened)
        return opened.error();
    const bool known = m_kept && asked.shown && m_kept->list.lock() == asked.shown &&
                       reading.restsOnSame(m_kept->basis);
    const auto written = known ? writtenSince(m_kept->basis.commit, reading.basis().commit)
                               : std::optional<std::vector<RowId>>();
    auto report = written ? reading.after(asked.shown, m_kept->basis, *written) : reading.whole();
    if (!report)
        return report;
    m_wholeReadings += written ? 0 : 1;
    compare(*report, asked.shown);
    if (asked.picked)
        m_kept.reset();
    else
        m_kept = std::make_unique<Kept>(Kept{report->list, reading.basis()});
    return report;
}

} // namespace watchfloor
