// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reporttablefiles.h"

#include "app/cli/figuretables.h"
#include "app/cli/showtables.h"
#include "backend/engine/operations/jsonwriter.h"
#include "models/accounttables.h"
#include "views/reportgrounds.h"
#include "views/reporttables.h"

#include <algorithm>
#include <iterator>

namespace watchfloor {
namespace {

constexpr std::size_t rowsOfPiece = 10'000;

class SectionTables {
public:
    SectionTables(const ReportPlan &plan, const ReportAnswers &answers, const Pseudonyms &names,
                  TableFormat format)
        : m_plan(plan)
        , m_answers(answers)
        , m_names(names)
        , m_format(format)
        , m_words(plan, answers, names)
        , m_grounds(groundsOf(plan, answers, m_words))
    {
    }

    std::optional<RawTable> of(ReportSection section) const
    {
        const ReportAnswers &a = m_answers;
        switch (section) {
        case ReportSection::Summary:
            return a.summary ? std::optional(cli::breakdownTable(*a.summary, false)) : std::nullopt;
        case ReportSection::ByAgent:
            return a.volume ? std::optional(byAgent(*a.volume)) : std::nullopt;
        case ReportSection::Agents:
            return a.agents ? std::optional(agents(*a.agents)) : std::nullopt;
        case ReportSection::Groups:
            return a.groups ? std::optional(cli::breakdownTable(
                                  shownGroups(*a.groups, m_plan.view, m_words), false))
                            : std::nullopt;
        case ReportSection::Trend:
            return a.trend ? std::optional(trend(*a.trend)) : std::nullopt;
        case ReportSection::WeekHours:
            return a.heat ? std::optional(cli::heatMapTable({*a.heat})) : std::nullopt;
        case ReportSection::Distribution:
            return a.distribution ? std::optional(cli::distributionTable({*a.distribution}))
                                  : std::nullopt;
        case ReportSection::List:
            return a.list ? std::optional(list(*a.list, 0)) : std::nullopt;
        case ReportSection::Timelines:
            return a.timelines.empty() ? std::nullopt : std::optional(timelines());
        case ReportSection::Queue:
            return a.queue ? std::optional(queue(*a.queue)) : std::nullopt;
        case ReportSection::Definitions:
            return definitions();
        case ReportSection::Coverage:
            return coverage();
        case ReportSection::SyncState:
            break;
        }
        return syncState();
    }

    /// The piece of it that begins there. In the order of those printed, which may be the first of
    /// them alone.
    RawTable list(const ReportList &told, std::size_t first) const
    {
        const std::size_t end = std::min(first + rowsOfPiece, told.order.size());
        const std::vector<quint32> rows(told.order.begin() + std::ptrdiff_t(first),
                                        told.order.begin() + std::ptrdiff_t(end));
        RawTable table = cli::conversationTable(*told.whole, rows);
        const auto agent =
            std::find_if(table.columns.begin(), table.columns.end(), [](const RawColumn &column) {
                return column.key == QLatin1String("agent");
            });
        for (std::size_t i = 0; m_names.isOn() && i < table.rows.size(); ++i) {
            const ConversationCell &cell = told.whole->cell(rows[i]);
            if (!cell.agentName.isEmpty())
                table.rows[i][std::size_t(agent - table.columns.begin())] =
                    RawCell::text(m_names.agent(told.whole->account(rows[i]).id,
                                                told.agents.value(cell.agent), cell.agentName));
        }
        table.total = {{QStringLiteral("conversations"), RawCell::count(told.all)}};
        table.asOf = told.asOf;
        table.gaps = told.gaps;
        return table;
    }

private:
    RawTable byAgent(const VolumeReport &report) const
    {
        VolumeReport shown = shownVolume(report, m_words);
        for (VolumeRow &row : shown.rows) {
            if (m_names.isOn())
                row.remoteId.clear();
        }
        return cli::volumeTable(shown, m_format == TableFormat::Csv);
    }

    RawTable agents(const AgentReport &report) const
    {
        AgentReport shown = shownAgents(report, m_plan.view);
        if (m_names.isOn()) {
            for (AgentReportRow &row : shown.rows) {
                row.agent.name = m_names.agent(row.account, row.agent.remoteId, row.agent.name);
                row.agent.remoteId.clear();
                row.agent.email.clear();
            }
            std::sort(shown.rows.begin(), shown.rows.end(),
                      [](const AgentReportRow &a, const AgentReportRow &b) {
                          return a.agent.name < b.agent.name;
                      });
        }
        return cli::agentTable(shown, false, m_format == TableFormat::Csv);
    }

    RawTable trend(const TrendReport &report) const
    {
        TrendReport shown = shownTrend(report, m_words);
        if (m_names.isOn() && shown.groupBy == MetricDimension::Agent) {
            for (BreakdownRow &row : shown.rows)
                row.remoteId.clear();
        }
        return cli::trendTable(shown, false);
    }

    RawTable queue(const QueueReport &report) const
    {
        QueueReport shown = shownQueue(report, m_plan.view, m_words);
        for (QueueRow &row : shown.rows) {
            if (m_names.isOn() && !row.agentName.isEmpty())
                row.agentName =
                    m_names.agent(row.account, row.conversation.agentRemoteId, row.agentName);
        }
        return cli::queueTable(shown);
    }

    /// One after the other, each row with its conversation.
    RawTable timelines() const
    {
        RawTable all;
        all.isExcerpt = true;
        for (const TimelineReport &report : m_answers.timelines) {
            RawTable one = cli::timelineTable(shownTimeline(report, m_words));
            if (all.columns.empty()) {
                all.columns = {rawColumn("account", "text"), rawColumn("conversation", "id")};
                all.columns.insert(all.columns.end(), one.columns.begin(), one.columns.end());
            }
            const ConversationReportRow &of = report.conversation;
            for (std::vector<RawCell> &row : one.rows) {
                std::vector<RawCell> cells{RawCell::text(of.accountName),
                                           cli::idCell(of.conversation.remoteId, of.provider)};
                std::move(row.begin(), row.end(), std::back_inserter(cells));
                all.rows.push_back(std::move(cells));
            }
        }
        return all;
    }

    RawTable definitions() const
    {
        RawTable table;
        table.isExcerpt = true;
        table.columns = {rawColumn("metric", "text"), rawColumn("definition", "text"),
                         rawColumn("source", "text")};
        for (const ReportGrounds::Definition &of : m_grounds.definitions)
            table.rows.push_back(
                {RawCell::text(of.title), RawCell::text(of.text), RawCell::text(of.source)});
        return table;
    }

    /// A row for each gap of each account, one for a section without.
    RawTable coverage() const
    {
        RawTable table;
        table.isExcerpt = true;
        table.columns = {rawColumn("section", "text"),  rawColumn("as_of", "time"),
                         rawColumn("complete", "flag"), rawColumn("gap_account", "text"),
                         rawColumn("gap_from", "time"), rawColumn("gap_to", "time")};
        for (const ReportGrounds::Basis &basis : m_grounds.bases) {
            const auto add = [&](const QString &account, const std::optional<TimeRange> &gap) {
                table.rows.push_back({RawCell::text(basis.section), RawCell::time(basis.asOf),
                                      RawCell::flag(basis.complete), RawCell::text(account),
                                      gap ? RawCell::time(gap->from) : RawCell(),
                                      gap ? RawCell::time(gap->to) : RawCell()});
            };
            if (basis.gaps.empty())
                add({}, {});
            std::vector<AccountGaps> all = basis.gapsBy;
            if (all.empty())
                all.push_back({{}, basis.gaps});
            for (const AccountGaps &each : all) {
                for (const TimeRange &gap : each.gaps)
                    add(each.account, gap);
            }
        }
        return table;
    }

    RawTable syncState() const
    {
        RawTable table;
        table.isExcerpt = true;
        table.columns = {rawColumn("account", "text"),
                         rawColumn("feed", "text"),
                         rawColumn("last_success", "time"),
                         rawColumn("last_attempt", "time"),
                         rawColumn("off", "flag"),
                         rawColumn("error", "text"),
                         rawColumn("state", "text"),
                         rawColumn("complete_since", "time"),
                         rawColumn("coverage", m_format == TableFormat::Json ? "list" : "text")};
        for (const ReportFeed &feed : m_answers.feeds)
            table.rows.push_back({RawCell::text(feed.account), RawCell::text(feed.title),
                                  RawCell::time(feed.lastSuccess), RawCell::time(feed.lastAttempt),
                                  RawCell::flag(feed.state == FeedLine::State::Off),
                                  RawCell::text(feed.problem),
                                  RawCell::text(QLatin1String(stateWord(feed.state))),
                                  RawCell::time(feed.backTo), rangesCell(feed.coverage)});
        return table;
    }

    /// In CSV "from/to; from/to", as ISO 8601 writes intervals.
    RawCell rangesCell(const std::vector<TimeRange> &ranges) const
    {
        if (m_format == TableFormat::Json) {
            JsonWriter json;
            json.beginArray();
            for (const TimeRange &range : ranges)
                json.beginArray().time(range.from).time(range.to).endArray();
            json.endArray();
            return RawCell(RawCell::Value(RawCell::Json{json.take()}));
        }
        QByteArray text;
        for (const TimeRange &range : ranges) {
            if (!text.isEmpty())
                text += "; ";
            InstantWords::utc(text, range.from);
            text += '/';
            InstantWords::utc(text, range.to);
        }
        return RawCell::text(QString::fromLatin1(text));
    }

    const ReportPlan &m_plan;
    const ReportAnswers &m_answers;
    const Pseudonyms &m_names;
    TableFormat m_format;
    ReportWords m_words;
    ReportGrounds m_grounds;
};

} // namespace

Result<bool> writeReportTable(ReportSection section, const ReportPlan &plan,
                              const ReportAnswers &answers, const Pseudonyms &names,
                              TableFormat format,
                              const std::function<Result<void>(const QByteArray &)> &write,
                              const std::stop_token &stop)
{
    const SectionTables tables(plan, answers, names, format);
    std::optional<RawTable> table = tables.of(section);
    if (!table)
        return false;
    const bool isList = section == ReportSection::List;
    const std::size_t all = isList ? answers.list->order.size() : 0; // of which there are pieces
    RawTableWriter writer(format, table->columns, answers.zone);
    writer.begin();
    for (std::size_t done = rowsOfPiece;; done += rowsOfPiece) {
        for (const std::vector<RawCell> &row : table->rows)
            writer.add(row);
        if (done >= all)
            break;
        if (stop.stop_requested())
            return Error::cancelled();
        if (const Result<void> written = write(writer.take()); !written)
            return written.error();
        table = tables.list(*answers.list, done);
    }
    writer.endOf(*table);
    const Result<void> written = write(writer.take());
    return written ? Result<bool>(true) : Result<bool>(written.error());
}

} // namespace watchfloor
