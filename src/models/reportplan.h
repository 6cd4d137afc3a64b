// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "models/chartquestion.h"
#include "models/metriccolumns.h"

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
    Timelines,    ///< the events of chosen conversations
    Queue,        ///< what is open now
    Definitions,  ///< of the metrics used
    Coverage,     ///< as-of, gaps and what totals leave out
    SyncState,    ///< the feeds of each account
};
inline constexpr std::array allReportSections{
    ReportSection::Summary,      ReportSection::ByAgent,   ReportSection::Agents,
    ReportSection::Groups,       ReportSection::Trend,     ReportSection::WeekHours,
    ReportSection::Distribution, ReportSection::Timelines, ReportSection::Queue,
    ReportSection::Definitions,  ReportSection::Coverage,  ReportSection::SyncState};

enum class PaperSize { A4, Letter };
/// Which number stands for the times of a cell.
using ReportTimeValue = TimeAggregate;

/// What "Export this view" takes over from its page. Rows of this cache: never saved.
struct ReportView {
    std::optional<std::vector<RowId>> agents; ///< those on screen in their order; none = all
    QStringList chosenBy;                     ///< how: "state Online", "search “jane”"
    ChartQuestion::Split split = ChartQuestion::Split::None;
    int topAgents = 25; ///< bars before Other; 0 = all
    ChartQuestion::Step step = ChartQuestion::Step::Automatic;

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

    PaperSize paper = PaperSize::A4;
    bool landscape = false;
    QString locale; ///< "de_DE"; empty = the program's
    QString title;  ///< empty = made from the range
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
