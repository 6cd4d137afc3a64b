// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/buildreports.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/namelookup.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool newerFirst(const ConversationReportRow &a, const ConversationReportRow &b)
{
    const Conversation &x = a.conversation;
    const Conversation &y = b.conversation;
    return x.created != y.created ? x.created > y.created : x.id > y.id;
}

} // namespace

ConversationReport buildConversationReport(const std::vector<AccountRows> &accounts,
                                           TimeRange range, TimeMs now)
{
    ConversationReport report;
    report.range = range;
    std::vector<TimeRange> gaps;
    for (const AccountRows &rows : accounts) {
        const NameLookup names(rows);
        for (const Conversation &conversation : rows.conversations) {
            if (!range.contains(conversation.created))
                continue;
            ConversationReportRow row;
            row.accountName = rows.account.name;
            row.provider = rows.account.provider;
            row.agentName = names.agent(conversation.agentRemoteId);
            row.groupName = names.group(conversation.groupRemoteId);
            row.inboxName = names.inbox(conversation.inboxRemoteId);
            row.conversation = conversation;
            report.rows.push_back(std::move(row));
        }
        if (const auto fresh = asOf({Topic::Conversations}, rows))
            report.asOf = std::min(report.asOf.value_or(*fresh), *fresh);
        const auto own = gapsOf(Topic::Conversations, rows, range, now);
        gaps.insert(gaps.end(), own.begin(), own.end());
    }
    report.gaps = mergedRanges(std::move(gaps));
    std::sort(report.rows.begin(), report.rows.end(), newerFirst);
    return report;
}

} // namespace watchfloor
