// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// When a number of the agents' table turns amber or red, and whose; what of the page is undone.
#include "views/agentspage.h"

#include "views/filterbar.h"
#include "views/metricpanel.h"

#include <QAction>

namespace watchfloor {

void AgentsPage::connectLevels()
{
    connect(m_panel, &MetricPanel::levelsRequested, this,
            [this](int column, int row, const QRect &at) {
                if (const MetricSpec *metric = m_model.levelsMetricOf(column))
                    m_levels->open(*metric, levelsChoices(row), m_thresholds, m_format, at);
            });
    connect(m_levels, &LevelsDesk::edited, this, [this](const Thresholds &thresholds) {
        setThresholds(thresholds);
        Q_EMIT thresholdsEdited(thresholds);
    });
}

bool AgentsPage::editLevels()
{
    m_panel->requestLevels();
    return true;
}

/// An agent's number and that of a team are measured apart.
std::vector<LevelsChoice> AgentsPage::levelsChoices(int row) const
{
    const AgentTableRow *at = row < 0 ? nullptr : &m_model.row(row);
    if (at && at->isTeam && at->team != 0)
        return {{tr("all accounts"), {{}}},
                {at->accountName, {{at->account, 0, false}}},
                {at->agent.name, {{at->account, at->team, false}}}};
    std::vector<LevelsChoice> choices{{tr("Each agent"), {{0, 0, true}}}};
    RowId account = at ? at->account : 0;
    if (!at && m_scope.accounts.size() == 1)
        account = m_scope.accounts.front();
    else if (!at && m_accounts.size() == 1)
        account = m_accounts.front().id;
    for (const Account &each : m_accounts) {
        if (each.id == account && m_accounts.size() > 1)
            choices.push_back({tr("Each agent of %1").arg(each.name), {{account, 0, true}}});
    }
    const std::vector<RowId> &groups = m_scope.filter.groups;
    if (account == 0 || groups.empty())
        return choices;
    LevelsChoice chosen;
    chosen.title = groups.size() == 1 ? tr("Each agent of the group filtered by")
                                      : tr("Each agent of the %n groups filtered by", nullptr,
                                           static_cast<int>(groups.size()));
    for (const RowId group : groups)
        chosen.scopes.push_back({account, group, true});
    choices.push_back(std::move(chosen));
    return choices;
}

QVariantMap AgentsPage::choices() const
{
    QVariantMap chosen;
    if (!m_filters->chosen().isNull())
        chosen.insert(QStringLiteral("state"), m_filters->chosen());
    if (!m_bots->isChecked())
        chosen.insert(QStringLiteral("bots"), false);
    return chosen;
}

void AgentsPage::setChoices(const QVariantMap &choices)
{
    m_filters->choose(choices.value(QStringLiteral("state")).toString());
    m_bots->setChecked(choices.value(QStringLiteral("bots"), true).toBool());
}

} // namespace watchfloor
