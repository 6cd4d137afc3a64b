// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What "Export this view" finds on the page.
#include "models/plaintext.h"
#include "models/statetable.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"
#include "views/statestrip.h"
#include "views/tablepanel.h"

#include <QSet>

namespace watchfloor {

std::vector<ShownTeam> AgentsPage::shownTeams() const
{
    std::vector<ShownTeam> teams;
    for (const int row : m_panel->rows()->sourceRows()) {
        const AgentTableRow &at = m_model.row(row);
        if (at.isTeam)
            teams.push_back({at.account, at.team, {}});
        else if (!teams.empty())
            teams.back().agents.push_back(at.agent.id);
    }
    return teams;
}

void AgentsPage::addSelected(PageExport &exported) const
{
    if (m_selected == 0 || !m_agent->isVisible())
        return;
    exported.tables.push_back({QStringLiteral("agent-conversations"),
                               tr("Conversations of the selected agent"),
                               m_agent->conversations()->table(), false});
    const AgentTimelineReport *states = m_agent->shownStates();
    if (!states || (states->states.empty() && states->gaps.empty()))
        return;
    const QString name = QStringLiteral("agent-states");
    exported.tables.push_back(
        {name, tr("States of the selected agent"), nullptr, false, stateTable(*states)});
    const StateTrack track = m_agent->strip()->states();
    PageExport::Picture picture{
        name,
        tr("States of %1")
            .arg(oneLine(states->agent.name.isEmpty() ? states->agent.remoteId
                                                      : states->agent.name)),
        {},
        nullptr};
    picture.painted.height = [track](int width) { return track.fileHeight(width); };
    picture.painted.paint = [track](QPainter &painter, const QRectF &area, const Palette &palette,
                                    bool rightToLeft) {
        track.paintFile(painter, area, palette, rightToLeft);
    };
    picture.unfiltered = true; // a state is the agent's, of no group, inbox or channel
    exported.pictures.push_back(std::move(picture));
}

PageExport AgentsPage::exported() const
{
    PageExport exported;
    exported.tables.push_back({QStringLiteral("agents"), tr("Agents"), m_panel->table(), false});
    addSelected(exported);
    // What everybody has anyway the paper leaves out of these.
    exported.plan = planOf({ReportSection::Agents}, m_panel->shownMetrics());
    ReportPlan &plan = *exported.plan;
    constexpr int mostOfPortrait = 4;
    plan.landscape = plan.metrics.size() > mostOfPortrait;
    plan.timeValue = m_controls->aggregate();
    plan.view.chosenBy = chosenBy();
    std::vector<RowId> shown;
    QSet<RowId> seen; // an agent of several teams stands under each
    for (const int row : m_panel->rows()->sourceRows()) {
        const AgentTableRow &at = m_model.row(row);
        if (at.isTeam || seen.contains(at.agent.id))
            continue;
        seen.insert(at.agent.id);
        shown.push_back(at.agent.id);
    }
    if (m_model.isByTeam()) {
        plan.view.teams = shownTeams();
        plan.view.chosenBy << tr("teams that are open");
    }
    if (static_cast<int>(shown.size()) == m_model.agentCount())
        plan.sections.insert(plan.sections.begin(), ReportSection::ByAgent);
    plan.view.agents = std::move(shown);
    return exported;
}

} // namespace watchfloor
