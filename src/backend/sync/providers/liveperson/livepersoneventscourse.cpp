// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonevents.h"

#include <algorithm>
#include <limits>

namespace watchfloor::liveperson {
namespace {

constexpr TimeMs neverEnds = std::numeric_limits<TimeMs>::max();

TimeMs endOf(const HistoryAssignment &assignment)
{
    return assignment.to.value_or(neverEnds);
}

} // namespace

ConversationCourse::ConversationCourse(const HistoryRecord &record)
    : m_record(record)
{
    for (const Participation &join : record.joins) {
        if (!join.assigned || !join.main)
            continue;
        HistoryAssignment one;
        one.agent = join.agent;
        one.kind = join.kind;
        one.group = join.group;
        one.from = join.at;
        const bool repeated = std::any_of(
            m_assignments.begin(), m_assignments.end(), [&](const HistoryAssignment &known) {
                return known.agent == one.agent && known.from == one.from;
            });
        if (!repeated)
            m_assignments.push_back(std::move(one));
    }
    pairLeaves();
    endByTransfers();
    std::stable_sort(m_assignments.begin(), m_assignments.end(),
                     [](const HistoryAssignment &a, const HistoryAssignment &b) {
                         return a.from != b.from ? a.from < b.from : endOf(a) < endOf(b);
                     });
    for (size_t i = 1; i < m_assignments.size(); ++i) { // handed over without a word
        if (!m_assignments[i - 1].to)
            m_assignments[i - 1].to = m_assignments[i].from;
    }
    findWaits();
}

/// A leaving ends the agent's latest assignment before it that has no end yet. One that began at
/// the very instant is meant only when there is no other: who returns to the queue may be given the
/// conversation again at once.
void ConversationCourse::pairLeaves()
{
    for (const Participation &leave : m_record.leaves) {
        if (!leave.main)
            continue;
        HistoryAssignment *found = nullptr;
        for (HistoryAssignment &one : m_assignments) {
            if (one.agent != leave.agent || one.to || one.from > leave.at)
                continue;
            const bool before = one.from < leave.at;
            if (!found || before)
                found = &one;
        }
        if (found)
            found->to = leave.at;
    }
}

/// A transfer to the queue takes it from whoever had it, whether a leaving is told or not.
void ConversationCourse::endByTransfers()
{
    for (HistoryAssignment &one : m_assignments) {
        for (const HistoryTransfer &transfer : m_record.transfers) {
            const bool own = transfer.sourceAgent == one.agent && transfer.at > one.from;
            if (own && transferFromWire(transfer.reason).queues)
                one.to = std::min(endOf(one), transfer.at);
        }
    }
}

bool ConversationCourse::transferAt(TimeMs t, bool queues) const
{
    return std::any_of(
        m_record.transfers.begin(), m_record.transfers.end(), [&](const HistoryTransfer &transfer) {
            return transfer.at == t && transferFromWire(transfer.reason).queues == queues;
        });
}

void ConversationCourse::findWaits()
{
    const auto asked = std::find_if(
        m_record.messages.begin(), m_record.messages.end(),
        [](const HistoryMessage &message) { return message.sender == MessageSender::Consumer; });
    const TimeMs firstAsked = asked == m_record.messages.end() ? neverEnds : asked->at;
    TimeMs freeSince = m_record.info.start;
    const HistoryAssignment *before = nullptr;
    for (HistoryAssignment &one : m_assignments) {
        if (before)
            freeSince = std::max(freeSince, std::min(endOf(*before), one.from));
        one.waitedSince = std::min(freeSince, one.from);
        const bool bot = one.kind == AgentKind::Bot;
        if (one.waitedSince < one.from)
            one.leftQueue = true;
        else if (!before) // a bot that greets is no queue, and an agent who writes first none
                          // either
            one.leftQueue = !bot && firstAsked <= one.from;
        else
            one.leftQueue = transferAt(one.from, true) || (before->kind == AgentKind::Bot && !bot &&
                                                           !transferAt(one.from, false));
        before = &one;
    }
}

std::optional<TimeMs> ConversationCourse::humanAssignedAt(TimeMs t) const
{
    std::optional<TimeMs> found;
    for (const HistoryAssignment &one : m_assignments) {
        if (one.kind == AgentKind::Human && one.from <= t)
            found = one.from;
    }
    return found;
}

std::optional<TimeMs> ConversationCourse::firstHumanAssignment() const
{
    for (const HistoryAssignment &one : m_assignments) {
        if (one.kind == AgentKind::Human)
            return one.from;
    }
    return std::nullopt;
}

std::optional<TimeMs> ConversationCourse::lastHumanAssignment() const
{
    return humanAssignedAt(neverEnds);
}

/// When the last of those who had it left; none while nobody ever had it or somebody still has.
std::optional<TimeMs> ConversationCourse::lastEnd() const
{
    std::optional<TimeMs> last;
    for (const HistoryAssignment &one : m_assignments) {
        const bool newest = &one == &m_assignments.back();
        if (!one.to && newest)
            return std::nullopt;
        last = std::max(last.value_or(0), one.to.value_or(0));
    }
    return last;
}

std::optional<TimeMs> ConversationCourse::queuedAt() const
{
    const bool closed = m_record.isClosed();
    const QString status = statusFromWire(m_record.info.status, m_record.info.queueState);
    const bool waiting =
        closed ? m_record.closedAt() && !closer() : status == QLatin1String("queued");
    if (waiting && m_assignments.empty())
        return m_record.info.start;
    if (waiting) {
        // The guide's rule: the last transfer to a queue; a bot's leaving counts like one.
        TimeMs since = lastEnd().value_or(m_record.info.start);
        for (const HistoryTransfer &transfer : m_record.transfers) {
            if (transferFromWire(transfer.reason).queues)
                since = std::max(since, transfer.at);
        }
        return since;
    }
    std::optional<TimeMs> found;
    for (const HistoryAssignment &one : m_assignments) {
        if (one.leftQueue)
            found = one.waitedSince;
    }
    return found;
}

const HistoryAssignment *ConversationCourse::closer() const
{
    const auto closedAt = m_record.closedAt();
    const HistoryAssignment *found = nullptr;
    for (const HistoryAssignment &one : m_assignments) {
        if (closedAt && one.from <= *closedAt && endOf(one) >= *closedAt)
            found = &one;
    }
    return found;
}

std::optional<AgentKind> ConversationCourse::kindOf(const QString &agent) const
{
    for (const auto *rows : {&m_record.joins, &m_record.leaves}) {
        for (const Participation &row : *rows) {
            if (row.agent == agent && row.kind)
                return row.kind;
        }
    }
    return std::nullopt;
}

QString ConversationCourse::groupAt(const QString &agent, TimeMs t) const
{
    QString found;
    bool known = false;
    for (const Participation &row : m_record.joins) {
        if (row.agent == agent && (!known || row.at <= t)) {
            found = row.group;
            known = true;
        }
    }
    return found;
}

/// The last skill set at or before `t`. Before the first transfer it is that transfer's source:
/// what a dialog tells may be its skill of today.
QString ConversationCourse::skillAt(TimeMs t) const
{
    QString skill;
    TimeMs setAt = std::numeric_limits<TimeMs>::min();
    const auto set = [&](TimeMs at, const QString &to) {
        if (at <= t && at >= setAt && !to.isEmpty()) {
            skill = to;
            setAt = at;
        }
    };
    const HistoryTransfer *next = nullptr;
    for (const HistoryTransfer &transfer : m_record.transfers) {
        set(transfer.at, transfer.targetSkill);
        if (!next && transfer.at > t && !transfer.sourceSkill.isEmpty())
            next = &transfer;
    }
    for (const SkillChange &change : m_record.skillChanges)
        set(change.at, change.skill);
    if (!skill.isEmpty())
        return skill;
    if (next)
        return next->sourceSkill;
    for (const HistoryDialog &dialog : m_record.dialogs) {
        if (dialog.main && dialog.from)
            set(*dialog.from, dialog.skill);
    }
    return skill.isEmpty() ? m_record.info.skill : skill;
}

} // namespace watchfloor::liveperson
