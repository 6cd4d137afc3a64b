// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/withbefore.h"
#include "views/groupspage.h"

namespace watchfloor {

class GroupsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit GroupsBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override;
    void noteChange() override { m_changed = true; }
    bool isIdle() const override { return m_reports.isIdle(); }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    GroupsPage *m_page;
    ReportBinding<ViewScope, WithBefore<BreakdownReport>> m_reports;
    ViewScope m_scope;
    QStringList m_metrics; ///< asked for last
    std::optional<MetricDimension> m_asked;
    bool m_changed = false;
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
};

} // namespace watchfloor
