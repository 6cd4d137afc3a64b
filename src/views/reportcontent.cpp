// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trendsteps.h"
#include "models/plaintext.h"
#include "views/reportgrounds.h"
#include "views/reporttables.h"

#include <algorithm>

namespace watchfloor {
namespace {

QString contentText(const char *text)
{
    return QCoreApplication::translate("ReportContent", text);
}

constexpr std::size_t namedGaps = 6; // beyond that the list says nothing more

class ContentWriter {
public:
    ContentWriter(const ReportPlan &plan, const ReportAnswers &answers, const Pseudonyms &names,
                  const ReportCharts &charts, const std::stop_token &stop)
        : m_plan(plan)
        , m_answers(answers)
        , m_charts(charts)
        , m_stop(stop)
        , m_words(plan, answers, names)
        , m_manyAccounts(answers.accounts.size() > 1)
        , m_grounds(groundsOf(plan, answers, m_words))
    {
    }

    PaperContent write(const QImage &logo)
    {
        const MetricFormatter &format = m_words.format();
        const ReportTitle title = titleOf(m_plan, m_answers, m_words);
        m_content.title = title.cover;
        m_content.runningTitle = title.running;
        m_content.author = oneLine(m_plan.author);
        m_content.language = QStringLiteral("en"); // of the words, whatever the numbers look like
        m_content.rightToLeft = format.locale().textDirection() == Qt::RightToLeft;
        m_content.paper = m_plan.paper;
        m_content.landscape = m_plan.landscape;
        m_content.logo = logo;
        m_content.pageText = [format](int page, int pages) {
            return contentText(QT_TRANSLATE_NOOP("ReportContent", "Page %1 of %2"))
                .arg(format.count(qint64{page}), format.count(qint64{pages}));
        };
        m_content.continued = [](const QString &heading) {
            return contentText(QT_TRANSLATE_NOOP("ReportContent", "%1, continued")).arg(heading);
        };
        m_content.rowsText = [format](int first, int last, int rows) {
            return contentText(QT_TRANSLATE_NOOP("ReportContent", "rows %1 to %2 of %3"))
                .arg(format.count(qint64{first}), format.count(qint64{last}),
                     format.count(qint64{rows}));
        };
        writeCover(title);
        for (const ReportSection section : m_plan.sections) {
            if (m_stop.stop_requested())
                break;
            writeSection(section);
        }
        return std::move(m_content);
    }

private:
    void writeCover(const ReportTitle &title)
    {
        QStringList accounts;
        for (const Account &account : m_answers.accounts)
            accounts << m_words.inLine(oneLine(account.name));
        QStringList filters;
        for (const ReportFilterName &filter : m_answers.filters) {
            const QString name = filter.agent
                                     ? m_words.person(filter.account, filter.remoteId, filter.name)
                                     : oneLine(filter.name);
            filters << filter.kind + QStringLiteral(": ") + m_words.inLine(name);
        }
        if (m_words.names().isOn()) // by the names that are shown
            filters.sort();
        const auto add = [this](const char *label, const QString &value) {
            m_content.cover.emplace_back(contentText(label), value);
        };
        // Whoever cannot say what was left out must not say that nothing was.
        const QString none = m_answers.namesUnknown.isEmpty()
                                 ? contentText(QT_TRANSLATE_NOOP("ReportContent", "none"))
                                 : contentText(QT_TRANSLATE_NOOP("ReportContent", "not known: %1"))
                                       .arg(oneLine(m_answers.namesUnknown));
        if (title.ranged)
            add(QT_TRANSLATE_NOOP("ReportContent", "Range"), m_words.range(m_answers.range));
        add(QT_TRANSLATE_NOOP("ReportContent", "Accounts"),
            accounts.isEmpty() ? none : accounts.join(QStringLiteral(", ")));
        add(QT_TRANSLATE_NOOP("ReportContent", "Time zone"),
            QString::fromUtf8(m_answers.zone.id()));
        if (title.filtered)
            add(QT_TRANSLATE_NOOP("ReportContent", "Filters"),
                filters.isEmpty() ? none : filters.join(QStringLiteral(" · ")));
        if (m_answers.business)
            add(QT_TRANSLATE_NOOP("ReportContent", "Times"),
                contentText(QT_TRANSLATE_NOOP("ReportContent",
                                              "in business hours, where a metric has them")));
        if (m_words.names().isOn())
            add(QT_TRANSLATE_NOOP("ReportContent", "Names"),
                contentText(QT_TRANSLATE_NOOP("ReportContent", "pseudonyms")));
        QStringList footer;
        if (!accounts.isEmpty())
            footer << accounts.join(QStringLiteral(", "));
        if (!m_grounds.asOf.isEmpty()) {
            add(QT_TRANSLATE_NOOP("ReportContent", "Data as of"), m_grounds.asOf);
            footer << contentText(QT_TRANSLATE_NOOP("ReportContent", "data as of %1"))
                          .arg(m_grounds.asOf);
        }
        m_content.footer = footer.join(QStringLiteral(" · "));
    }

    void head(ReportSection section) { head(sectionHeading(section, m_answers, m_words)); }
    void head(const QString &title) { m_content.blocks.push_back(PaperHeading{title}); }
    void add(PaperBlock block) { m_content.blocks.push_back(std::move(block)); }
    void remark(QStringList sentences)
    {
        sentences.removeAll(QString());
        if (!sentences.isEmpty())
            add(PaperNotes{sentences, false});
    }
    void warn(const ReportBasis &basis)
    {
        warn(basis.notes, basis.gaps, basis.complete, basis.gapsBy);
    }
    void warn(QStringList notes, const std::vector<TimeRange> &gaps, bool complete,
              const std::vector<AccountGaps> &gapsBy = {})
    {
        if (!complete)
            notes << contentText(QT_TRANSLATE_NOOP(
                "ReportContent", "Part of the range was still being loaded: figures may grow."));
        for (QString &note : notes)
            note = oneLine(note);
        if (!gaps.empty())
            notes << contentText(
                         QT_TRANSLATE_NOOP("ReportContent", "Not in the cache, so not counted: %1"))
                         .arg(gapText(gaps, gapsBy));
        if (!notes.isEmpty())
            add(PaperNotes{notes, true});
    }
    /// Of several accounts, whose they are: what one lacks, others may have.
    QString gapText(const std::vector<TimeRange> &gaps,
                    const std::vector<AccountGaps> &gapsBy) const
    {
        if (!m_manyAccounts || gapsBy.empty())
            return gapText(gaps);
        std::vector<std::pair<QString, QStringList>> named;
        for (const AccountGaps &each : gapsBy) {
            const QString text = gapText(each.gaps);
            const QString account = m_words.inLine(oneLine(each.account));
            const auto same = std::find_if(named.begin(), named.end(),
                                           [&text](const auto &one) { return one.first == text; });
            if (same == named.end())
                named.emplace_back(text, QStringList{account});
            else
                same->second << account;
        }
        QStringList parts;
        for (const auto &[text, accounts] : named)
            parts << contentText(QT_TRANSLATE_NOOP("ReportContent", "%1 (%2)"))
                         .arg(text, accounts.join(QStringLiteral(", ")));
        return parts.join(QStringLiteral("; "));
    }
    QString gapText(const std::vector<TimeRange> &gaps) const
    {
        QStringList named;
        for (std::size_t i = 0; i < std::min(gaps.size(), namedGaps); ++i)
            named << m_words.range(gaps[i]);
        if (gaps.size() > namedGaps)
            named << contentText(QT_TRANSLATE_NOOP("ReportContent", "and %1 more"))
                         .arg(m_words.format().count(static_cast<qint64>(gaps.size() - namedGaps)));
        return named.join(QStringLiteral("; "));
    }

    template<typename Draw, typename Report>
    void draw(const Draw &draw, const Report &report)
    {
        if (!draw)
            return;
        for (PaperChart &chart : draw(report))
            add(std::move(chart));
    }

    void writeSection(ReportSection section)
    {
        QStringList failures;
        for (const auto &[failed, sentence] : m_answers.failed) {
            if (failed == section)
                failures << sentence;
        }
        if (!failures.isEmpty()) {
            head(sectionTitle(section));
            add(PaperNotes{failures, true});
        }
        const ReportAnswers &a = m_answers;
        switch (section) {
        case ReportSection::Summary:
            if (a.summary)
                writeSummary(*a.summary);
            break;
        case ReportSection::ByAgent:
            if (a.volume) {
                const VolumeReport shown = shownVolume(*a.volume, m_words);
                head(section);
                draw(m_charts.byAgent, shown);
                add(volumeTable(shown, m_words, m_manyAccounts));
                warn(a.volume->basis);
            }
            break;
        case ReportSection::Agents:
            if (a.agents) {
                const AgentReport shown = shownAgents(*a.agents, m_plan.view);
                head(section);
                add(agentTable(shown, m_words, m_manyAccounts, m_plan.view));
                remark(
                    {restOfAgents(a.agents->rows.size(), shown.rows.size(), m_plan.view, m_words)});
                remark(m_words.remarks(a.agents->columns, a.agents->total));
                warn(a.agents->notes, a.agents->gaps, true, a.agents->gapsBy);
            }
            break;
        case ReportSection::Groups:
            if (a.groups) {
                head(section);
                add(breakdownTable(shownGroups(*a.groups, m_plan.view, m_words), m_words,
                                   m_manyAccounts));
                remark({restOfGroups(*a.groups, m_plan.view, m_words)});
                remark(m_words.remarks(a.groups->columns, a.groups->total));
                warn(a.groups->basis);
            }
            break;
        case ReportSection::Trend:
            if (a.trend)
                writeTrend(*a.trend);
            break;
        case ReportSection::WeekHours:
            if (a.heat)
                writeHeat(*a.heat);
            break;
        case ReportSection::Distribution:
            if (a.distribution)
                writeDistribution(*a.distribution);
            break;
        case ReportSection::List:
            if (a.list)
                writeList(*a.list);
            break;
        case ReportSection::Timelines:
            if (a.timelines.empty() && failures.isEmpty()) {
                head(section);
                remark({contentText(
                    QT_TRANSLATE_NOOP("ReportContent", "No conversations were chosen."))});
            }
            for (const TimelineReport &timeline : a.timelines) {
                if (!m_stop.stop_requested())
                    writeTimeline(timeline);
            }
            break;
        case ReportSection::Queue:
            if (a.queue) {
                head(section);
                add(queueFigures(*a.queue, m_words));
                const QueueReport shown = shownQueue(*a.queue, m_plan.view, m_words);
                add(queueTable(shown, m_words, m_manyAccounts, m_plan.view.queue.has_value()));
                remark({queueRest(*a.queue, shown, m_plan.view, m_words)});
                warn(a.queue->basis);
            }
            break;
        case ReportSection::Definitions:
            writeDefinitions();
            break;
        case ReportSection::Coverage:
            writeCoverage(!failures.isEmpty());
            break;
        case ReportSection::SyncState:
            head(section);
            add(syncTable(m_answers.feeds, m_words));
            break;
        }
    }

    void writeTrend(const TrendReport &told)
    {
        const TrendReport shown = shownTrend(told, m_words);
        // In another order only under made-up names.
        const TrendReport &trend = m_words.names().isOn() ? shown : told;
        head(ReportSection::Trend);
        draw(m_charts.trend, shown);
        if (trend.groupBy) {
            for (PaperTable &table : groupedTrendTables(trend, m_words))
                add(std::move(table));
        } else {
            add(trendTable(trend, m_words));
        }
        remark({restOfTrend(trend, m_words), coarserSteps(m_plan.view.step, stepOf(trend))});
        remark(m_words.remarks(trend.columns, trend.total));
        warn(trend.basis);
    }

    void writeSummary(const BreakdownReport &report)
    {
        head(ReportSection::Summary);
        add(summaryFigures(report, m_words));
        if (m_manyAccounts)
            add(breakdownTable(report, m_words, true));
        remark(m_words.remarks(report.columns, report.total));
        warn(report.basis);
    }

    void writeHeat(const HeatMapReport &report)
    {
        head(ReportSection::WeekHours);
        draw(m_charts.heat, report);
        PaperTable table = heatTable(report, m_words);
        if (const char *why = sentenceOf(report.why))
            table.empty = QCoreApplication::translate("Report", why);
        add(std::move(table));
        warn(report.basis);
    }

    void writeDistribution(const DistributionReport &report)
    {
        head(ReportSection::Distribution);
        const MetricSpec &metric = *report.column.metric;
        add(PaperFigures{{{contentText(QT_TRANSLATE_NOOP("ReportContent", "Median")),
                           m_words.figure(metric, report.total.median), QString()},
                          {contentText(QT_TRANSLATE_NOOP("ReportContent", "90th percentile")),
                           m_words.figure(metric, report.total.p90), QString()},
                          {contentText(QT_TRANSLATE_NOOP("ReportContent", "Mean")),
                           m_words.figure(metric, report.total.mean), QString()},
                          {contentText(QT_TRANSLATE_NOOP("ReportContent", "Values")),
                           m_words.format().count(report.total.n), QString()}}});
        draw(m_charts.distribution, report);
        add(distributionTable(report, m_words));
        warn(report.basis);
    }

    void writeList(const ReportList &list)
    {
        head(ReportSection::List);
        add(listFigures(list, m_words));
        remark(listRemarks(list, m_plan, m_words));
        add(listTable(list, m_plan, m_words, m_manyAccounts));
        warn({}, list.gaps, true, list.gapsBy);
    }

    void writeTimeline(const TimelineReport &report)
    {
        head(timelineHeading(report));
        remark({timelineFacts(report, m_words)});
        if (m_charts.timeline)
            draw(m_charts.timeline, shownTimeline(report, m_words));
        add(timelineTable(report, m_words));
        warn(report.notes, report.gaps, true);
    }

    void writeDefinitions()
    {
        PaperTable table;
        table.columns = {{contentText(QT_TRANSLATE_NOOP("ReportContent", "Metric")), false},
                         {contentText(QT_TRANSLATE_NOOP("ReportContent", "Definition")), false},
                         {contentText(QT_TRANSLATE_NOOP("ReportContent", "As defined by")), false}};
        for (const ReportGrounds::Definition &of : m_grounds.definitions)
            table.rows.push_back({{of.title, of.text, of.source}, 0, false, false});
        if (table.rows.empty())
            return;
        head(ReportSection::Definitions);
        add(std::move(table));
        if (m_grounds.hasMetrics)
            remark({contentText(QT_TRANSLATE_NOOP(
                "ReportContent",
                "n is how many values an average rests on. A dash means that there "
                "is no figure, which is never the same as 0."))});
    }

    void writeCoverage(bool hasHeading)
    {
        if (!hasHeading)
            head(ReportSection::Coverage);
        PaperTable table;
        table.columns = {
            {contentText(QT_TRANSLATE_NOOP("ReportContent", "Section")), false},
            {contentText(QT_TRANSLATE_NOOP("ReportContent", "Data as of")), false},
            {contentText(QT_TRANSLATE_NOOP("ReportContent", "Not in the cache")), false}};
        for (const ReportGrounds::Basis &basis : m_grounds.bases) {
            QStringList gaps;
            if (!basis.gaps.empty())
                gaps << gapText(basis.gaps, basis.gapsBy);
            if (!basis.complete)
                gaps << contentText(QT_TRANSLATE_NOOP("ReportContent", "still being loaded"));
            table.rows.push_back(
                {{basis.section,
                  basis.asOf ? m_words.format().full(*basis.asOf) : MetricFormatter::none(),
                  gaps.isEmpty()
                      ? contentText(QT_TRANSLATE_NOOP("ReportContent", "nothing is missing"))
                      : gaps.join(QStringLiteral("; "))},
                 0,
                 false,
                 false});
        }
        table.empty =
            m_plan.has(ReportSection::SyncState)
                ? contentText(QT_TRANSLATE_NOOP(
                      "ReportContent", "The sync state tells how old each kind of data is."))
                : contentText(QT_TRANSLATE_NOOP("ReportContent",
                                                "No section of this report rests on the cache."));
        add(std::move(table));
    }

    const ReportPlan &m_plan;
    const ReportAnswers &m_answers;
    const ReportCharts &m_charts;
    const std::stop_token &m_stop;
    ReportWords m_words;
    bool m_manyAccounts;
    ReportGrounds m_grounds;
    PaperContent m_content;
};

} // namespace

PaperContent reportContent(const ReportPlan &plan, const ReportAnswers &answers,
                           const Pseudonyms &names, const QImage &logo, const ReportCharts &charts,
                           const std::stop_token &stop)
{
    return ContentWriter(plan, answers, names, charts, stop).write(logo);
}

} // namespace watchfloor
