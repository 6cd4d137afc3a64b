// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/buildbehind.h"
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/explainedfigure.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/slatargets.h"
#include "backend/engine/storedfigures.h"
#include "backend/engine/vendormeanings.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs sameMoment = 60'000; // feeds of one pass end within this

/// Whose figure a vendor keeps under these cells; none: it has no such figure.
struct VendorsScope {
    MetricScope scope = MetricScope::Account;
    QString key;
};

std::optional<VendorsScope> vendorsScope(const FactFilter &cells, DimensionKeys &keys)
{
    FactFilter chosen = cells;
    chosen.erase(Dimension::Account);
    if (chosen.empty())
        return VendorsScope{};
    const auto &[dimension, wanted] = *chosen.begin();
    if (chosen.size() > 1 || wanted.size() != 1)
        return std::nullopt;
    const QString id = keys.remoteId(dimension, wanted.front());
    switch (dimension) {
    case Dimension::Agent:
        return VendorsScope{MetricScope::Agent, id};
    case Dimension::Group:
        return VendorsScope{MetricScope::Group, id};
    case Dimension::Skill:
        return VendorsScope{MetricScope::Skill, id};
    default:
        break;
    }
    return std::nullopt;
}

std::vector<Topic> topicsOf(const MetricSpec &metric)
{
    if (metric.numerator) {
        std::vector<Topic> both = topicsOf(*metricSpec(metric.numerator));
        for (const Topic topic : topicsOf(*metricSpec(metric.denominator))) {
            if (std::find(both.begin(), both.end(), topic) == both.end())
                both.push_back(topic);
        }
        return both;
    }
    switch (metric.origin) {
    case MetricOrigin::Events:
        return {Topic::Events};
    case MetricOrigin::Conversations:
        return {Topic::Conversations};
    case MetricOrigin::Agents:
    case MetricOrigin::Reported:
        break;
    }
    return {Topic::Agents};
}

class Explaining {
public:
    Explaining(Figures &figures, const MetricSpec &metric, ExplainReport &report)
        : m_figures(figures)
        , m_metric(metric)
        , m_report(report)
    {
    }

    ExplainedAccount of(const AccountRows &rows, const ReportFigure &figure) const
    {
        ExplainedAccount one;
        one.account = rows.account.id;
        one.name = rows.account.name;
        one.provider = rows.account.provider;
        one.figure = figure;
        const FigureRoute route = m_figures.routeOf(m_metric, rows);
        const bool theirs = route == FigureRoute::Reported;
        one.way = vendorField(m_metric, one.provider,
                              theirs ? VendorRoute::Reported : VendorRoute::Recomputed);
        if (m_metric.targetOf)
            one.target = slatargets::of(rows.account, *metricSpec(m_metric.targetOf));
        if (const auto ask = m_figures.askOf(m_metric, m_report.window, {&rows})) {
            for (const FactPart &part : ask->parts) {
                if (part.measure.kind == FactMeasure::Kind::Event)
                    one.events << part.measure.name;
            }
        }
        for (const Topic topic : topicsOf(m_metric))
            one.feeds.push_back({topic, freshness(topic, rows)});
        if (const VendorField *field = vendorField(m_metric, one.provider, VendorRoute::Reported))
            one.vendors = vendorsFigure(rows, *field);
        if (one.vendors && one.vendors->figure.value && !theirs)
            compare(one, rows);
        return one;
    }

private:
    VendorsFigure vendorsFigure(const AccountRows &rows, const VendorField &field) const
    {
        DimensionKeys &keys = m_figures.input().keys;
        VendorsFigure theirs;
        theirs.field = &field;
        theirs.meaning = vendorMeaning(rows.account.provider, QLatin1String(m_metric.key));
        theirs.figure = reportedFigures(m_metric, Dimension::None, m_figures.cells(),
                                        m_report.window, {&rows}, keys)
                            .total;
        const auto scope = vendorsScope(m_figures.cells(), keys);
        if (!scope)
            return theirs;
        const bool past = m_metric.metricClass == MetricClass::TimeBound;
        if (theirs.figure.value) {
            const StoredFigure stored =
                StoredFigures(rows).figure(m_metric, scope->scope, scope->key, m_report.window);
            theirs.takenAt = stored.takenAt;
            if (past)
                theirs.window = m_report.window;
        } else if (theirs.figure.why == WhyAbsent::OtherWindows) {
            takeLatest(theirs, rows, *scope);
        }
        return theirs;
    }

    /// The latest window there is, though it is not the one asked for.
    void takeLatest(VendorsFigure &theirs, const AccountRows &rows, const VendorsScope &scope) const
    {
        const MetricValue *latest = nullptr;
        for (const MetricValue &value : rows.reportedWindows) {
            if (value.window && value.value && value.scope == scope.scope &&
                value.scopeKey == scope.key && value.metric == QLatin1String(m_metric.key) &&
                (!latest || latest->window->to < value.window->to))
                latest = &value;
        }
        if (!latest)
            return;
        theirs.figure.value = latest->value;
        theirs.figure.n = latest->n;
        theirs.figure.partial = latest->partial;
        theirs.figure.inferred = latest->inferredZero;
        theirs.figure.why = WhyAbsent::Present;
        theirs.takenAt = latest->takenAt;
        theirs.window = latest->window;
    }

    void compare(ExplainedAccount &one, const AccountRows &rows) const
    {
        const VendorsFigure &theirs = *one.vendors;
        const auto because = [&one](WhyDiffers why) { one.reasons.push_back(why); };
        const bool same = !theirs.window || *theirs.window == m_report.window;
        if (!same)
            because(WhyDiffers::OtherWindow);
        else if (one.figure.value)
            one.difference = *one.figure.value - *theirs.figure.value;
        if (one.difference == 0.0)
            return;
        if (theirs.window && theirs.takenAt && *theirs.takenAt < theirs.window->to)
            because(WhyDiffers::NotOver);
        for (const ExplainedAccount::Feed &feed : one.feeds) {
            if (theirs.window || !theirs.takenAt || !feed.asOf)
                continue;
            if (*theirs.takenAt < *feed.asOf - sameMoment)
                because(WhyDiffers::TakenEarlier);
            else if (*theirs.takenAt > *feed.asOf + sameMoment)
                because(WhyDiffers::TakenLater);
        }
        if (rows.account.can(QStringLiteral("own_inboxes_only")))
            because(WhyDiffers::PartSeen);
        if (one.figure.origin == FigureOrigin::Estimated)
            because(WhyDiffers::Guessed);
        if (theirs.figure.inferred)
            because(WhyDiffers::LeftOut);
        if (theirs.figure.partial || one.figure.partial || !m_report.basis.gaps.empty())
            because(WhyDiffers::StillLoading);
    }

    Figures &m_figures;
    const MetricSpec &m_metric;
    ExplainReport &m_report;
};

std::vector<ExplainedFilter> filtersOf(const ReportFilter &filter, const DimensionKeys &keys)
{
    using Of = ExplainedFilter::Of;
    std::vector<ExplainedFilter> all;
    const auto add = [&](Of of, Dimension dimension, const std::vector<RowId> &rows) {
        ExplainedFilter one{of, {}};
        for (const RowId row : rows)
            one.names << keys.name(dimension, row);
        if (!rows.empty())
            all.push_back(std::move(one));
    };
    add(Of::Account, Dimension::Account, filter.accounts);
    add(Of::Agent, Dimension::Agent, filter.agents);
    add(Of::Group, Dimension::Group, filter.groups);
    add(Of::Skill, Dimension::Skill, filter.skills);
    add(Of::Inbox, Dimension::Inbox, filter.inboxes);
    if (!filter.channels.isEmpty())
        all.push_back({Of::Channel, filter.channels});
    if (!filter.labels.isEmpty())
        all.push_back({Of::Label, filter.labels});
    add(Of::Who, Dimension::Actor, filter.actors);
    return all;
}

std::vector<EstimatedPart> estimatedParts(Figures &figures, const MetricSpec &metric,
                                          TimeRange window)
{
    std::vector<EstimatedPart> parts;
    const auto ask = figures.askFor(metric, window);
    if (!ask)
        return parts;
    for (const FactPart &part : ask->parts) {
        FactAsk own = *ask;
        own.parts = {part};
        EstimatedPart guessed{part.measure.name, 0};
        figures.input().facts.visit(own, [&](const FactHit &hit) {
            guessed.values += hit.estimated && (!ask->business || hit.business);
        });
        if (guessed.values > 0)
            parts.push_back(std::move(guessed));
    }
    return parts;
}

} // namespace

ExplainReport buildExplain(const ReportInput &input, const FigureQuery &query,
                           const BehindQuery &behind)
{
    Figures figures(input, query);
    const MetricSpec &metric = behind.metric ? *behind.metric : *metricSpec("conversations");
    ExplainReport report;
    report.metric = &metric;
    report.business = figures.isBusiness(metric);
    report.asked = query.range;
    report.filters = filtersOf(query.filter, input.keys);
    if (behind.keys.size() == 1)
        report.rowName = input.keys.name(behind.dimension, behind.keys.front());
    report.window = metric.metricClass == MetricClass::Current ? TimeRange{query.now, query.now + 1}
                                                               : query.range;
    report.figure = explainedFigure(figures, metric, behind);
    report.basis =
        basisOf(figures, {&metric}, behind.keys.empty() ? Dimension::None : behind.dimension);
    report.basis.complete = !report.figure.partial;
    narrowTo(figures, behind);
    RowId only = 0; // the row's own account
    if (behind.keys.size() == 1)
        only = input.keys.accountOf(behind.dimension, behind.keys.front());
    FigureSet byAccount;
    if (only == 0)
        byAccount = figures.of(metric, Dimension::Account);
    const Explaining explaining(figures, metric, report);
    for (const AccountRows *rows : figures.accounts()) {
        const RowId id = rows->account.id;
        if (only != 0 && only != id)
            continue;
        const auto own = byAccount.byKey.find(id);
        report.accounts.push_back(explaining.of(*rows, only == id ? report.figure
                                                       : own != byAccount.byKey.end()
                                                           ? own->second
                                                           : byAccount.blank(id)));
    }
    std::sort(report.accounts.begin(), report.accounts.end(), [](const auto &a, const auto &b) {
        return a.name != b.name ? a.name < b.name : a.account < b.account;
    });
    if (report.figure.origin == FigureOrigin::Estimated)
        report.estimated = estimatedParts(figures, metric, report.window);
    return report;
}

} // namespace watchfloor
