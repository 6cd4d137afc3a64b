// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/agentreport.h"
#include "views/agentspage.h"

namespace watchfloor {

class AgentsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit AgentsBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override { m_reports.ask(scope, isNew); }
    bool isIdle() const override { return m_reports.isIdle(); }
    std::optional<TimeMs> asOf() const override { return m_asOf; }

private:
    AgentsPage *m_page;
    ReportBinding<ViewScope, AgentReport> m_reports;
    std::optional<TimeMs> m_asOf;
};

} // namespace watchfloor
