// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/reportbinding.h"
#include "backend/engine/reports/nowreport.h"
#include "views/nowpage.h"

namespace watchfloor {

class NowBinding : public PageBinding {
    Q_OBJECT
public:
    explicit NowBinding(const PageServices &services);

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override { m_reports.ask(scope, isNew); }
    bool isIdle() const override { return m_reports.isIdle(); }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    NowPage *m_page;
    ReportBinding<ViewScope, NowReport> m_reports;
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
};

} // namespace watchfloor
