// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/withbefore.h"
#include "views/agentspage.h"

namespace watchfloor {

/// Agents with the metrics whose columns are shown; their last 24 hours; the selected one's day.
class AgentsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit AgentsBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override;
    void noteChange() override { m_changed = true; }
    bool isIdle() const override
    {
        return m_reports.isIdle() && m_sparks.isIdle() && m_timelines.isIdle();
    }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    struct AgentQuestion {
        RowId account = 0;
        RowId agent = 0;
        RangeChoice range;
        QTimeZone zone = QTimeZone::utc();
    };
    void askTimeline();

    AgentsPage *m_page;
    ReportBinding<ViewScope, WithBefore<AgentReport>> m_reports;
    ReportBinding<ViewScope, TrendReport> m_sparks;
    ReportBinding<AgentQuestion, AgentTimelineReport> m_timelines;
    ViewScope m_scope;
    QStringList m_metrics; ///< asked for last
    bool m_teams = false;
    bool m_asked = false;
    bool m_changed = false;
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
};

} // namespace watchfloor
