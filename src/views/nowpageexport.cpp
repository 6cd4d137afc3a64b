// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What "Export this view" finds on the page.
#include "models/statetable.h"
#include "models/words.h"
#include "views/filterbar.h"
#include "views/nowpage.h"
#include "views/tablepanel.h"

namespace watchfloor {

PageExport NowPage::exported() const
{
    PageExport exported;
    exported.tables.push_back({QStringLiteral("queue"), tr("Queue"), m_queuePanel->table(), false});
    exported.tables.push_back(
        {QStringLiteral("agents-now"), tr("Agents by state"), m_agentPanel->table(), false});
    exported.pictures.push_back({QStringLiteral("now"), tr("The page as it stands"), {}, this});
    if (!m_report)
        return exported;
    RawTable courses = courseTable(*m_report);
    if (!courses.rows.empty() && !m_courseBar->isHidden()) {
        const QString name = QStringLiteral("now-course");
        const QString titled = tr("The course of the day");
        exported.tables.push_back({name, titled, nullptr, false, std::move(courses)});
        exported.pictures.push_back({name, titled, {}, m_courseBar});
    }
    exported.plan = planOf({ReportSection::Queue, ReportSection::Agents});
    ReportView &view = exported.plan->view;
    view.soonDue = m_soon;
    view.queue.emplace();
    for (const int row : m_queuePanel->rows()->sourceRows()) {
        const QueueRow &at = m_queue.row(row);
        view.queue->emplace_back(at.account, at.conversation.remoteId);
    }
    view.agentsNow = true;
    view.agents.emplace();
    for (const int row : m_agentPanel->rows()->sourceRows())
        view.agents->push_back(m_agents.row(row).agent.id);
    if (!m_states->chosen().isNull())
        view.chosenBy << tr("state %1").arg(availabilityTitle(m_states->chosen()));
    if (!m_search.isEmpty()) {
        view.chosenBy << tr("search “%1”").arg(m_search);
        view.queueBy << tr("search “%1”").arg(m_search);
    }
    exported.notOnPaper << tr("the course of the day");
    return exported;
}

} // namespace watchfloor
