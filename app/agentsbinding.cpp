// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agentsbinding.h"

#include "app/scopequery.h"

namespace watchfloor {

AgentsBinding::AgentsBinding(const PageServices &services)
    : m_page(new AgentsPage)
    , m_reports(this, {[services](const ViewScope &scope) {
                           return services.reports.agents(figuresOf(scope, services.clock.now()));
                       },
                       [this](const AgentReport &report, bool same) {
                           m_asOf = report.asOf;
                           m_page->setReport(report, same);
                           Q_EMIT answered();
                       },
                       [this](const Error &error) {
                           m_page->setError(error);
                           Q_EMIT answered();
                       },
                       [this] { m_page->setLoading(); }})
{
}

} // namespace watchfloor
