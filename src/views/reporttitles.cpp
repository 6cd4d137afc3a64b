// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a report and its sections are called.
#include "models/plaintext.h"
#include "views/reportgrounds.h"
#include "views/reporttables.h"

#include <algorithm>

namespace watchfloor {
namespace {

QString titleText(const char *text)
{
    return QCoreApplication::translate("ReportContent", text);
}

/// What it is about: definitions, coverage and how far the cache is only belong to that.
std::vector<ReportSection> subjects(const ReportPlan &plan)
{
    std::vector<ReportSection> sections;
    for (const ReportSection section : plan.sections) {
        if (section != ReportSection::Definitions && section != ReportSection::Coverage &&
            section != ReportSection::SyncState)
            sections.push_back(section);
    }
    if (sections.empty() && plan.has(ReportSection::SyncState))
        sections.push_back(ReportSection::SyncState);
    return sections;
}

QString subjectTitle(const std::vector<ReportSection> &sections, const ReportPlan &plan,
                     const ReportAnswers &answers, const ReportWords &words)
{
    const auto holds = [&sections](ReportSection one, ReportSection other) {
        return !sections.empty() &&
               std::all_of(sections.begin(), sections.end(),
                           [=](ReportSection each) { return each == one || each == other; });
    };
    if (sections.size() == 1)
        return sectionHeading(sections.front(), answers, words);
    if (holds(ReportSection::ByAgent, ReportSection::Agents))
        return sectionTitle(ReportSection::Agents);
    if (holds(ReportSection::List, ReportSection::Timelines))
        return sectionTitle(ReportSection::Timelines);
    if (holds(ReportSection::Queue, ReportSection::Agents) && plan.view.agentsNow)
        return titleText(QT_TRANSLATE_NOOP("ReportContent", "Queue and agents now"));
    return titleText(QT_TRANSLATE_NOOP("ReportContent", "Support report"));
}

} // namespace

QString timelineHeading(const TimelineReport &report)
{
    return titleText(QT_TRANSLATE_NOOP("ReportContent", "Conversation #%1"))
        .arg(oneLine(report.conversation.conversation.remoteId, 60));
}

QString sectionHeading(ReportSection section, const ReportAnswers &answers,
                       const ReportWords &words)
{
    switch (section) {
    case ReportSection::Groups:
        if (answers.groups)
            return titleText(QT_TRANSLATE_NOOP("ReportContent", "By %1"))
                .arg(dimensionTitle(answers.groups->groupBy, words).toLower());
        break;
    case ReportSection::Trend:
        if (answers.trend && answers.trend->groupBy)
            return titleText(QT_TRANSLATE_NOOP("ReportContent", "%1 by %2"))
                .arg(sectionTitle(section),
                     dimensionTitle(*answers.trend->groupBy, words).toLower());
        break;
    case ReportSection::WeekHours:
        if (answers.heat)
            return metricTitle(*answers.heat->column.metric, answers.heat->column.business) +
                   QStringLiteral(": ") +
                   (hasAggregates(*answers.heat->column.metric)
                        ? titleText(QT_TRANSLATE_NOOP("ReportContent", "week by hour, mean"))
                        : titleText(QT_TRANSLATE_NOOP("ReportContent", "week by hour")));
        break;
    case ReportSection::Distribution:
        if (answers.distribution)
            return metricTitle(*answers.distribution->column.metric,
                               answers.distribution->column.business) +
                   QStringLiteral(": ") +
                   titleText(QT_TRANSLATE_NOOP("ReportContent", "distribution"));
        break;
    case ReportSection::Timelines:
        if (answers.timelines.size() == 1)
            return timelineHeading(answers.timelines.front());
        break;
    default:
        break;
    }
    return sectionTitle(section);
}

ReportTitle titleOf(const ReportPlan &plan, const ReportAnswers &answers, const ReportWords &words)
{
    const std::vector<ReportSection> sections = subjects(plan);
    const bool ranged =
        std::any_of(sections.begin(), sections.end(), [&plan](ReportSection section) {
            const bool now = section == ReportSection::Queue ||
                             section == ReportSection::Timelines ||
                             section == ReportSection::SyncState ||
                             (section == ReportSection::Agents && plan.view.agentsNow);
            return !now;
        });
    const bool own = !plan.title.isEmpty();
    const QString title = own ? oneLine(plan.title) : subjectTitle(sections, plan, answers, words);
    const bool filtered = std::any_of(sections.begin(), sections.end(), [](ReportSection section) {
        return section != ReportSection::Timelines && section != ReportSection::SyncState;
    });
    if (!ranged)
        return {title, title, false, filtered};
    const QString running =
        words.inLine(title) + QStringLiteral(" · ") + words.inLine(words.range(answers.range));
    return {own ? title : running, running, true, filtered};
}

} // namespace watchfloor
