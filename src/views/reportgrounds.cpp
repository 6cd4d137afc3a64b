// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportgrounds.h"

#include "backend/engine/metriccatalog.h"
#include "views/reporttables.h"

#include <algorithm>

namespace watchfloor {
namespace {

QString groundsText(const char *text)
{
    return QCoreApplication::translate("ReportContent", text);
}

class GroundsFinder {
public:
    GroundsFinder(const ReportPlan &plan, const ReportAnswers &answers, const ReportWords &words)
        : m_plan(plan)
        , m_answers(answers)
        , m_words(words)
    {
    }

    ReportGrounds found()
    {
        addOfRange();
        addOfNow();
        if (m_answers.list) {
            const ReportList &list = *m_answers.list;
            m_found.bases.push_back(
                {headingOf(ReportSection::List), list.asOf, list.gaps, true, list.gapsBy});
            define(listDefinitions(list, m_plan, m_words), ReportSection::List);
        }
        addTimelines();
        m_found.asOf = asOfText();
        return std::move(m_found);
    }

private:
    void use(const MetricSpec *metric)
    {
        if (!metric || std::find(m_used.begin(), m_used.end(), metric) != m_used.end())
            return;
        m_used.push_back(metric);
        m_found.hasMetrics = true;
        m_found.definitions.push_back({metricTitle(*metric), whole(metricDefinition(*metric)),
                                       QString::fromLatin1(metric->source)});
    }
    void use(std::initializer_list<const char *> keys)
    {
        for (const char *key : keys)
            use(metricSpec(QLatin1String(key)));
    }
    void use(const std::vector<ReportColumn> &columns)
    {
        for (const ReportColumn &column : columns)
            use(column.metric);
    }
    void define(const std::vector<std::pair<QString, QString>> &definitions, ReportSection section)
    {
        for (const auto &[title, text] : definitions)
            m_found.definitions.push_back({title, whole(text), sectionTitle(section)});
    }

    static QString share() { return groundsText(QT_TRANSLATE_NOOP("ReportContent", "Share")); }
    QString headingOf(ReportSection section) const
    {
        return sectionHeading(section, m_answers, m_words);
    }
    /// Some are parts of other sentences elsewhere.
    static QString whole(const QString &text)
    {
        return text.isEmpty() || text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
    }
    void note(ReportSection section, const ReportBasis &basis)
    {
        m_found.bases.push_back(
            {headingOf(section), basis.asOf, basis.gaps, basis.complete, basis.gapsBy});
    }

    void addOfRange()
    {
        const ReportAnswers &a = m_answers;
        if (a.summary) {
            use(a.summary->columns);
            note(ReportSection::Summary, a.summary->basis);
        }
        if (a.volume) {
            use({"conversations"});
            define({{share(), groundsText(QT_TRANSLATE_NOOP(
                                  "ReportContent", "Part of all conversations of the range, those "
                                                   "without an agent among them."))}},
                   ReportSection::ByAgent);
            note(ReportSection::ByAgent, a.volume->basis);
        }
        if (a.agents) {
            use({"open_conversations", "unattended_conversations"});
            if (!m_plan.view.agentsNow) {
                use({"conversations"});
                use(a.agents->columns);
            }
            m_found.bases.push_back({headingOf(ReportSection::Agents), a.agents->asOf,
                                     a.agents->gaps, true, a.agents->gapsBy});
        }
        if (a.groups) {
            use(a.groups->columns);
            note(ReportSection::Groups, a.groups->basis);
        }
        if (a.trend) {
            use(a.trend->columns);
            note(ReportSection::Trend, a.trend->basis);
        }
        if (a.heat) {
            use(a.heat->column.metric);
            note(ReportSection::WeekHours, a.heat->basis);
        }
        if (a.distribution) {
            use(a.distribution->column.metric);
            note(ReportSection::Distribution, a.distribution->basis);
            define({{groundsText(QT_TRANSLATE_NOOP("ReportContent", "Median")),
                     groundsText(QT_TRANSLATE_NOOP("ReportContent",
                                                   "Half of the values are not above it."))},
                    {groundsText(QT_TRANSLATE_NOOP("ReportContent", "90th percentile")),
                     groundsText(QT_TRANSLATE_NOOP("ReportContent",
                                                   "Nine of ten values are not above it."))},
                    {share(), groundsText(QT_TRANSLATE_NOOP("ReportContent",
                                                            "Part of all values of the range."))}},
                   ReportSection::Distribution);
        }
    }

    void addOfNow()
    {
        if (!m_answers.queue)
            return;
        use({"open_conversations", "overdue_conversations_total", "unassigned_conversations",
             "unattended_conversations"});
        define(queueDefinitions(*m_answers.queue, m_words), ReportSection::Queue);
        note(ReportSection::Queue, m_answers.queue->basis);
    }

    /// Those of which nothing is missing are one line.
    void addTimelines()
    {
        std::optional<std::size_t> whole;
        for (const TimelineReport &timeline : m_answers.timelines) {
            if (!timeline.asOf || !timeline.gaps.empty()) {
                m_found.bases.push_back(
                    {timelineHeading(timeline), timeline.asOf, timeline.gaps, true});
            } else if (whole) {
                std::optional<TimeMs> &oldest = m_found.bases[*whole].asOf;
                oldest = std::min(*oldest, *timeline.asOf);
            } else {
                whole = m_found.bases.size();
                m_found.bases.push_back(
                    {sectionTitle(ReportSection::Timelines), timeline.asOf, {}, true});
            }
        }
    }

    QString asOfText() const
    {
        std::optional<TimeMs> oldest;
        bool any = false;
        const auto add = [&](const std::optional<TimeMs> &asOf) {
            any = true;
            if (asOf && (!oldest || *asOf < *oldest))
                oldest = asOf;
        };
        for (const ReportGrounds::Basis &basis : m_found.bases)
            add(basis.asOf);
        if (!any && m_plan.has(ReportSection::SyncState)) { // a report of nothing else
            for (const ReportFeed &feed : m_answers.feeds) {
                if (feed.state != FeedLine::State::Off)
                    add(feed.lastSuccess);
            }
        }
        if (!any)
            return {};
        return oldest ? m_words.format().full(*oldest)
                      : groundsText(QT_TRANSLATE_NOOP("ReportContent", "never fetched"));
    }

    const ReportPlan &m_plan;
    const ReportAnswers &m_answers;
    const ReportWords &m_words;
    std::vector<const MetricSpec *> m_used;
    ReportGrounds m_found;
};

} // namespace

ReportGrounds groundsOf(const ReportPlan &plan, const ReportAnswers &answers,
                        const ReportWords &words)
{
    return GroundsFinder(plan, answers, words).found();
}

} // namespace watchfloor
