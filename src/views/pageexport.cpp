// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pageexport.h"

#include <QLocale>

namespace watchfloor {

ReportPlan planOf(std::vector<ReportSection> sections, const QStringList &metrics)
{
    ReportPlan plan;
    plan.sections = std::move(sections);
    plan.sections.push_back(ReportSection::Definitions);
    plan.sections.push_back(ReportSection::Coverage);
    plan.metrics = metrics;
    if (QLocale().measurementSystem() == QLocale::ImperialUSSystem)
        plan.paper = PaperSize::Letter;
    return plan;
}

} // namespace watchfloor
