// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/reportfilter.h"

#include "backend/engine/figures/dimensionkeys.h"

#include <algorithm>

namespace watchfloor {
namespace {

void choose(FactFilter &filter, Dimension dimension, std::vector<qint64> keys)
{
    if (keys.empty())
        return;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    filter[dimension] = std::move(keys);
}

} // namespace

FactFilter ReportFilter::ofCells(DimensionKeys &keys) const
{
    FactFilter filter;
    choose(filter, Dimension::Account, accounts);
    choose(filter, Dimension::Agent, agents);
    std::vector<qint64> wanted;
    for (const RowId group : groups) {
        const auto line = subGroups ? keys.withSubGroups(group) : std::vector<qint64>{group};
        wanted.insert(wanted.end(), line.begin(), line.end());
    }
    choose(filter, Dimension::Group, std::move(wanted));
    choose(filter, Dimension::Skill, skills);
    choose(filter, Dimension::Inbox, inboxes);
    wanted.clear();
    for (const QString &channel : channels)
        wanted.push_back(keys.channel(channel));
    choose(filter, Dimension::Channel, std::move(wanted));
    choose(filter, Dimension::Actor, actors);
    return filter;
}

bool ReportFilter::passesLabels(const QStringList &labelsOfConversation) const
{
    if (labels.isEmpty())
        return true;
    if (labelsOfConversation.isEmpty())
        return labels.contains(QString());
    return std::any_of(labelsOfConversation.begin(), labelsOfConversation.end(),
                       [this](const QString &label) { return labels.contains(label); });
}

bool ReportFilter::passesAccount(RowId account) const
{
    return accounts.empty() ||
           std::find(accounts.begin(), accounts.end(), account) != accounts.end();
}

} // namespace watchfloor
