// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "models/chartquestion.h"
#include "models/drill.h"
#include "models/metriccolumns.h"
#include "models/roworder.h"

#include <QJsonObject>
#include <QStringList>

#include <array>
#include <vector>

namespace watchfloor {

/// What a report on paper may hold; a plan chooses and orders.
enum class ReportSection {
    Summary,      ///< key figures of everything together
    ByAgent,      ///< conversations by agent
    Agents,       ///< figures of each agent
    Groups,       ///< figures by group, skill, inbox, channel or account
    Trend,        ///< figures over time
    WeekHours,    ///< weekday x hour
    Distribution, ///< how the values of a time metric are spread
    List,         ///< the conversations themselves, one a row
    Timelines,    ///< the events of chosen conversations
    Queue,        ///< what is open now
    Definitions,  ///< of the metrics used
    Coverage,     ///< as-of, gaps and what totals leave out
    SyncState,    ///< the feeds of each account
};
inline constexpr std::array allReportSections{
    ReportSection::Summary,      ReportSection::ByAgent,     ReportSection::Agents,
    ReportSection::Groups,       ReportSection::Trend,       ReportSection::WeekHours,
    ReportSection::Distribution, ReportSection::List,        ReportSection::Timelines,
    ReportSection::Queue,        ReportSection::Definitions, ReportSection::Coverage,
    ReportSection::SyncState};

enum class PaperSize { A4, Letter };
/// Which number stands for the times of a cell.
using ReportTimeValue = TimeAggregate;

/// What the list of conversations begins with.
enum class ListOrder { Newest, Oldest, LongestWait, LeastTimeLeft };

/// A team above its agents, or a group, as a table on screen has it.
struct ShownTeam {
    RowId account = 0;
    RowId team = 0;            ///< 0 = those in none
    std::vector<RowId> agents; ///< under it, in their order; none: it is closed

    bool operator==(const ShownTeam &) const = default;
};
struct ShownGroup {
    qint64 key = 0;
    bool below = false; ///< its figures are with its sub-groups
    int depth = 0;

    bool operator==(const ShownGroup &) const = default;
};

/// The list of conversations as its page shows it.
struct ShownList {
    RowOrderQuestion order;     ///< by ConversationListModel's columns
    QStringList columns;        ///< their keys, in their order
    std::optional<Drill> drill; ///< only those behind this figure

    bool operator==(const ShownList &) const = default;
};

/// What "Export this view" takes over from its page. Rows of this cache: never saved. What is none
/// is all, as reports have it.
struct ReportView {
    std::optional<std::vector<RowId>> agents; ///< those on screen in their order
    std::optional<std::vector<ShownTeam>> teams;
    bool agentsNow = false; ///< the agents' present alone
    std::optional<std::vector<ShownGroup>> groups;
    std::optional<std::vector<std::pair<RowId, QString>>> queue; ///< accounts and their numbers
    std::optional<ShownList> list;
    QStringList chosenBy;              ///< how rows were: "state Online", "search “jane”"
    QStringList queueBy;               ///< how those of the queue were
    std::optional<DurationMs> soonDue; ///< how far ahead a due time counts as soon
    ChartQuestion::Split split = ChartQuestion::Split::None;
    int topAgents = 25; ///< bars before Other; 0 = all
    ChartQuestion::Step step = ChartQuestion::Step::Automatic;
    std::optional<MetricDimension> trendBy; ///< a line for each of these

    bool operator==(const ReportView &) const = default;
};

/// One conversation by what the vendor calls it; survives a cache made anew.
struct ChosenConversation {
    QString account; ///< its name
    QString remoteId;

    bool operator==(const ChosenConversation &) const = default;
};

/// A report on paper as a value: saved, named, run again. Accounts, range, zone and filters are the
/// scope it is run with and lie beside it.
struct ReportPlan {
    QString name; ///< in the list of saved reports; empty = not saved
    std::vector<ReportSection> sections{ReportSection::Summary, ReportSection::ByAgent,
                                        ReportSection::Agents,  ReportSection::Groups,
                                        ReportSection::Trend,   ReportSection::Definitions,
                                        ReportSection::Coverage};
    QStringList metrics; ///< catalogue keys of summary, agents and groups; empty = the usual ones
    MetricDimension groupBy = MetricDimension::Group;
    ReportTimeValue timeValue = ReportTimeValue::Median;
    QString heatMetric = QStringLiteral("conversations");
    QString distributionMetric = QStringLiteral("first_response_time");
    std::vector<ChosenConversation> conversations; ///< of the timelines
    ListOrder listOrder = ListOrder::Newest;

    PaperSize paper = PaperSize::A4;
    bool landscape = false;
    QString locale; ///< "de_DE"; empty = the program's
    QString title;  ///< empty = made from sections and range
    QString author;
    QString logoFile;
    ReportView view;
    bool pseudonymous = false; ///< agents and contacts under made-up, stable names

    bool has(ReportSection section) const;
    bool operator==(const ReportPlan &) const = default;
};

QString sectionTitle(ReportSection section);
/// Stable word of files and of `--section`.
QString sectionKey(ReportSection section);
/// BadInput, naming what there is.
Result<ReportSection> sectionFromKey(const QString &key);

/// "Acme: 48213, 48214; Northwind: 7" as people type it; with one account its name may be missing.
/// Of equal ones the first stays.
std::vector<ChosenConversation> conversationsFromText(const QString &text,
                                                      const QStringList &accounts);
QString conversationsText(const std::vector<ChosenConversation> &chosen);

QJsonObject toJson(const ReportPlan &plan);
/// What is missing keeps its default. BadInput with one sentence for anything else than toJson()
/// writes, also for words it does not know; "scope" is passed over.
Result<ReportPlan> reportPlanFromJson(const QJsonObject &json);

} // namespace watchfloor
