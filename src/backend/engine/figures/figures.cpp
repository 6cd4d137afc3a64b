// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/slatargets.h"

#include <algorithm>

namespace watchfloor {
namespace {

ReportFigure absentFigure(WhyAbsent why)
{
    ReportFigure figure;
    figure.why = why;
    return figure;
}

bool isSpread(const MetricSpec &metric)
{
    return metric.offers.has(Aggregate::Median) || metric.offers.has(Aggregate::P90) ||
           metric.offers.has(Aggregate::Min) || metric.offers.has(Aggregate::Max) ||
           metric.reducer == Reducer::P50 || metric.reducer == Reducer::P90 ||
           metric.reducer == Reducer::Max;
}

/// A survey's answers are events on every vendor that has them, whatever its catalogue row names.
constexpr const char *answerEvents[] = {"csat_answer"};

std::span<const char *const> eventsBehind(const MetricSpec &metric, const QString &provider)
{
    const auto events = eventsOf(metric, provider);
    return events.empty() && metric.origin == MetricOrigin::Events
               ? std::span<const char *const>(answerEvents)
               : events;
}

/// What two sets of accounts come to.
ReportFigure joined(const MetricSpec &metric, const ReportFigure &a, const ReportFigure &b)
{
    if (!a.value || !b.value)
        return a.value || a.why == WhyAbsent::NotCached || a.why == WhyAbsent::NotTold ? a : b;
    if (!metric.addsAcross(MetricDimension::Account) || metric.unit == MetricUnit::Currency)
        return absentFigure(WhyAbsent::UnlikeThings);
    ReportFigure sum = a;
    *sum.value += *b.value;
    sum.n = a.n && b.n ? std::optional(*a.n + *b.n) : std::nullopt;
    if (b.origin != FigureOrigin::Recomputed)
        sum.origin = b.origin;
    sum.partial = a.partial || b.partial;
    sum.hasGap = a.hasGap || b.hasGap;
    sum.inferred = a.inferred || b.inferred;
    return sum;
}

/// Not both are there: what is missing makes the whole unknown.
ReportFigure joinedTotal(const MetricSpec &metric, const ReportFigure &a, const ReportFigure &b)
{
    for (const ReportFigure &one : {a, b}) {
        if (!one.value && one.why != WhyAbsent::NoValues)
            return one;
    }
    return joined(metric, a, b);
}

ReportFigure shareOf(const ReportFigure &part, const ReportFigure &whole)
{
    if (!part.value)
        return part;
    if (!whole.value)
        return whole;
    if (*whole.value <= 0)
        return absentFigure(WhyAbsent::NoValues);
    ReportFigure share;
    share.value = *part.value / *whole.value;
    share.n = static_cast<qint64>(*whole.value);
    share.why = WhyAbsent::Present;
    share.origin = part.origin != FigureOrigin::Recomputed ? part.origin : whole.origin;
    share.partial = part.partial || whole.partial;
    share.hasGap = part.hasGap || whole.hasGap;
    share.inferred = part.inferred || whole.inferred;
    return share;
}

} // namespace

Figures::Figures(const ReportInput &input, FigureQuery query)
    : m_input(input)
    , m_query(std::move(query))
    , m_cells(m_query.filter.ofCells(input.keys))
{
}

std::vector<const AccountRows *> Figures::accounts() const
{
    std::vector<const AccountRows *> chosen;
    for (const AccountRows &rows : m_input.accounts) {
        if (m_query.filter.passesAccount(rows.account.id))
            chosen.push_back(&rows);
    }
    return chosen;
}

qint64 Figures::unitOf(const MetricSpec &metric)
{
    const ConversationMeasure *measure = conversationMeasure(metric.key);
    return measure ? measure->unit : 1;
}

static bool hasWindows(const MetricSpec &metric, const AccountRows &rows)
{
    return std::any_of(
        rows.reportedWindows.begin(), rows.reportedWindows.end(),
        [&metric](const MetricValue &value) { return value.metric == QLatin1String(metric.key); });
}

/// The facts behind the metric have not been fetched to the end once, but there are figures of the
/// vendor's: part of the facts would be a wrong number.
static bool hasOnlyTheVendors(const MetricSpec &metric, const AccountRows &rows)
{
    const bool events = metric.origin == MetricOrigin::Events;
    return !freshness(events ? Topic::Events : Topic::Conversations, rows) &&
           hasWindows(metric, rows);
}

static std::optional<DurationMs> targetFor(const MetricSpec &metric, const Account &account)
{
    return slatargets::of(account, *metricSpec(metric.targetOf));
}

FigureRoute Figures::routeOf(const MetricSpec &metric, const AccountRows &rows) const
{
    const QString &provider = rows.account.provider;
    const bool reported = vendorField(metric, provider, VendorRoute::Reported) != nullptr;
    if (vendorField(metric, provider, VendorRoute::Recomputed)) {
        if (metric.targetOf && !targetFor(metric, rows.account))
            return FigureRoute::NoTarget;
        if (metric.numerator)
            return FigureRoute::RatioOfTwo;
        if (metric.origin == MetricOrigin::Agents) {
            if (metric.reducer != Reducer::Sum)
                return FigureRoute::Unknown;
            // What we saw of an agent's states is never the whole of it; the vendor's own is.
            const bool window = metric.metricClass == MetricClass::TimeBound;
            return window && reported && hasWindows(metric, rows) ? FigureRoute::Reported
                                                                  : FigureRoute::Agents;
        }
        if (metric.metricClass == MetricClass::Current)
            return knowsActiveConversations(rows) ? FigureRoute::Facts
                   : reported                     ? FigureRoute::Reported
                                                  : FigureRoute::Unknown;
        return reported && hasOnlyTheVendors(metric, rows) ? FigureRoute::Reported
                                                           : FigureRoute::Facts;
    }
    return reported ? FigureRoute::Reported : FigureRoute::None;
}

/// A first pass may be under way: anything it has brought by now.
bool Figures::hasAny(bool events, RowId account)
{
    const auto [known, isNew] = m_hasAny.try_emplace({events, account}, false);
    if (isNew) {
        using Kind = FactMeasure::Kind;
        FactSource &facts = m_input.facts;
        known->second =
            facts.hasAny(events ? Kind::Event : Kind::Created, account, m_query.range) ||
            (!events && facts.hasAny(Kind::Conversations, account, m_query.range));
    }
    return known->second;
}

bool Figures::isCached(const MetricSpec &metric, const AccountRows &rows, const FactAsk &ask)
{
    const bool events = metric.origin == MetricOrigin::Events;
    const RowId account = rows.account.id;
    if (freshness(events ? Topic::Events : Topic::Conversations, rows) || hasAny(events, account))
        return true;
    FactAsk own = ask;
    own.spread = false;
    for (FactPart &part : own.parts)
        part.accounts = {account};
    const FactSum sum = m_input.facts.ask(own).total;
    return sum.n > 0 || sum.untold > 0;
}

std::optional<FactAsk> Figures::askOf(const MetricSpec &metric, TimeRange window,
                                      const std::vector<const AccountRows *> &accounts) const
{
    FactAsk ask;
    const char *measured = metric.targetOf ? metric.targetOf : metric.key;
    std::map<FactMeasure, std::vector<RowId>> parts;
    for (const AccountRows *rows : accounts) {
        if (routeOf(metric, *rows) != FigureRoute::Facts)
            continue;
        const QString &provider = rows->account.provider;
        const RowId id = rows->account.id;
        if (metric.targetOf)
            ask.targets[id] = *targetFor(metric, rows->account);
        if (metric.origin == MetricOrigin::Events) {
            for (const char *event : eventsBehind(metric, provider))
                parts[{FactMeasure::Kind::Event, QString::fromLatin1(event)}].push_back(id);
            const VendorField *way = vendorField(metric, provider, VendorRoute::Recomputed);
            if (way->exceptEvent)
                ask.exceptEvent = QString::fromLatin1(way->exceptEvent);
        } else if (conversationMeasure(measured)) {
            parts[{FactMeasure::Kind::Conversations, QString::fromLatin1(measured)}].push_back(id);
        } else {
            parts[{metric.at == ConversationAt::Closed ? FactMeasure::Kind::Closed
                                                       : FactMeasure::Kind::Created,
                   {}}]
                .push_back(id);
        }
    }
    if (parts.empty())
        return std::nullopt;
    for (auto &[measure, ids] : parts)
        ask.parts.push_back({measure, std::move(ids)});
    ask.window = metric.metricClass == MetricClass::Current
                     ? TimeRange{m_query.now, m_query.now + 1}
                     : window;
    ask.filter = m_cells;
    ask.business = isBusiness(metric);
    ask.spread = isSpread(metric);
    ask.distinct = metric.reducer == Reducer::Distinct;
    if (metric.reducer == Reducer::Ratio &&
        !metric.targetOf) // of ratings those of 4 and 5, of yes and no the yes
        ask.threshold = metric.origin == MetricOrigin::Events ? 4 : 1;
    return ask;
}

std::optional<FactAsk> Figures::askFor(const MetricSpec &metric, TimeRange window) const
{
    return askOf(metric, window, accounts());
}

ReportFigure Figures::figureOf(const MetricSpec &metric, const FactSum &sum,
                               const FactAnswer &answer) const
{
    ReportFigure figure;
    figure.partial = !answer.complete;
    figure.exact = answer.exact || !isSpread(metric);
    if (sum.estimated)
        figure.origin = FigureOrigin::Estimated;
    if (sum.untold > 0)
        return absentFigure(WhyAbsent::NotTold);
    const bool business = isBusiness(metric);
    if (business && sum.n > 0 && sum.businessN == 0) {
        figure.why = WhyAbsent::NoHours;
        figure.n = 0;
        return figure;
    }
    if (metric.targetOf)
        return hitsOf(metric, sum, answer);
    const qint64 n = business ? sum.businessN : sum.n;
    const auto unit = static_cast<double>(unitOf(metric));
    const double total = static_cast<double>(business ? sum.businessSum : sum.sum) / unit;
    const auto told = [unit](std::optional<qint64> value) {
        return value ? std::optional(static_cast<double>(*value) / unit) : std::nullopt;
    };
    const auto mean = n > 0 ? std::optional(total / static_cast<double>(n)) : std::nullopt;
    switch (metric.reducer) {
    case Reducer::Sum:
        figure.value = conversationMeasure(metric.key) ? total : static_cast<double>(n);
        break;
    case Reducer::Distinct:
        figure.value = static_cast<double>(n);
        break;
    case Reducer::Mean:
        figure.value = mean;
        break;
    case Reducer::P50:
        figure.value = told(sum.median);
        break;
    case Reducer::P90:
        figure.value = told(sum.p90);
        break;
    case Reducer::Max:
        figure.value = told(sum.max);
        break;
    case Reducer::Ratio:
        if (n > 0)
            figure.value = static_cast<double>(sum.reached) / static_cast<double>(n);
        break;
    case Reducer::P95:
    case Reducer::Last:
        break;
    }
    figure.n = n;
    const auto offered = [&](Aggregate aggregate, const std::optional<double> &value) {
        return metric.offers.has(aggregate) ? value : std::nullopt;
    };
    figure.mean = offered(Aggregate::Mean, mean);
    figure.median = offered(Aggregate::Median, told(sum.median));
    figure.p90 = offered(Aggregate::P90, told(sum.p90));
    figure.min = offered(Aggregate::Min, told(sum.min));
    figure.max = offered(Aggregate::Max, told(sum.max));
    figure.why = figure.value ? WhyAbsent::Present : WhyAbsent::NoValues;
    return figure;
}

/// How many kept their target; n is how many there were.
ReportFigure Figures::hitsOf(const MetricSpec &metric, const FactSum &sum,
                             const FactAnswer &answer) const
{
    if (answer.updating) {
        ReportFigure later = absentFigure(WhyAbsent::Updating);
        later.partial = true;
        return later;
    }
    ReportFigure figure;
    figure.partial = !answer.complete;
    if (sum.estimated)
        figure.origin = FigureOrigin::Estimated;
    figure.n = isBusiness(metric) ? sum.businessN : sum.n;
    const auto hits = static_cast<double>(sum.hits);
    if (metric.reducer == Reducer::Sum)
        figure.value = hits;
    else if (*figure.n > 0)
        figure.value = hits / static_cast<double>(*figure.n);
    figure.why = figure.value ? WhyAbsent::Present : WhyAbsent::NoValues;
    return figure;
}

/// Only of the whole range: the steps of a trend tell their gaps themselves.
bool Figures::hasGap(const MetricSpec &metric, const AccountRows &rows, TimeRange window) const
{
    if (metric.metricClass != MetricClass::TimeBound || window != m_query.range)
        return false;
    const bool events = metric.origin == MetricOrigin::Events;
    return !gapsOf(events ? Topic::Events : Topic::Conversations, rows, window, m_query.now)
                .empty();
}

FigureSet Figures::fromFacts(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                             const std::vector<const AccountRows *> &accounts)
{
    FigureSet set;
    auto ask = askOf(metric, window, accounts);
    if (!ask)
        return set;
    bool allCached = true;
    for (const AccountRows *rows : accounts) {
        const bool cached = isCached(metric, *rows, *ask);
        allCached = allCached && cached;
        ReportFigure &blank = set.blanks[rows->account.id];
        blank =
            cached ? figureOf(metric, FactSum(), FactAnswer()) : absentFigure(WhyAbsent::NotCached);
        blank.hasGap = hasGap(metric, *rows, window);
    }
    ask->groupBy = groupBy;
    const FactAnswer answer = m_input.facts.ask(*ask);
    const bool unlike = metric.unit == MetricUnit::Currency && accounts.size() > 1;
    for (const auto &[key, sum] : answer.groups) {
        const bool several = m_input.keys.accountOf(groupBy, key) == 0;
        ReportFigure &figure = set.byKey[key];
        figure = unlike && several ? absentFigure(WhyAbsent::UnlikeThings)
                                   : figureOf(metric, sum, answer);
        figure.hasGap = set.blank(m_input.keys.accountOf(groupBy, key)).hasGap;
    }
    set.total = !allCached ? absentFigure(WhyAbsent::NotCached)
                : unlike   ? absentFigure(WhyAbsent::UnlikeThings)
                           : figureOf(metric, answer.total, answer);
    set.total.hasGap = set.blank(0).hasGap;
    markUnplaced(set, metric, groupBy, window, accounts);
    return set;
}

FigureSet Figures::ratioOfTwo(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                              const std::vector<const AccountRows *> &accounts)
{
    const MetricSpec *numerator = metricSpec(metric.numerator);
    const MetricSpec *denominator = metricSpec(metric.denominator);
    const FigureSet parts = ofAccounts(*numerator, groupBy, window, accounts);
    const FigureSet wholes = ofAccounts(*denominator, groupBy, window, accounts);
    FigureSet set;
    for (const auto &[key, whole] : wholes.byKey) {
        const auto part = parts.byKey.find(key);
        set.byKey[key] =
            shareOf(part != parts.byKey.end() ? part->second
                                              : parts.blank(m_input.keys.accountOf(groupBy, key)),
                    whole);
    }
    set.total = shareOf(parts.total, wholes.total);
    for (const auto &[account, whole] : wholes.blanks)
        set.blanks[account] = shareOf(parts.blank(account), whole);
    return set;
}

FigureSet Figures::ofAccounts(const MetricSpec &metric, Dimension groupBy, TimeRange window,
                              const std::vector<const AccountRows *> &accounts)
{
    std::map<FigureRoute, std::vector<const AccountRows *>> byRoute;
    for (const AccountRows *rows : accounts)
        byRoute[routeOf(metric, *rows)].push_back(rows);
    FigureSet all;
    bool first = true;
    for (const auto &[route, chosen] : byRoute) {
        FigureSet set;
        switch (route) {
        case FigureRoute::None:
            for (const AccountRows *rows : chosen) {
                all.without.push_back(rows->account.id);
                all.blanks[rows->account.id] = absentFigure(WhyAbsent::VendorCannot);
            }
            continue;
        case FigureRoute::NoTarget:
            for (const AccountRows *rows : chosen) {
                all.withoutTarget.push_back(rows->account.id);
                all.blanks[rows->account.id] = absentFigure(WhyAbsent::NoTarget);
            }
            continue;
        case FigureRoute::Unknown:
            for (const AccountRows *rows : chosen)
                set.blanks[rows->account.id] = absentFigure(WhyAbsent::NotCached);
            set.total = absentFigure(WhyAbsent::NotCached);
            break;
        case FigureRoute::Facts:
            set = fromFacts(metric, groupBy, window, chosen);
            break;
        case FigureRoute::RatioOfTwo:
            set = ratioOfTwo(metric, groupBy, window, chosen);
            break;
        case FigureRoute::Agents:
            set = staffFigures(metric, groupBy, m_cells, window, chosen, m_input.keys);
            break;
        case FigureRoute::Reported:
            set = reportedFigures(metric, groupBy, m_cells, window, chosen, m_input.keys);
            break;
        }
        for (const auto &[key, figure] : set.byKey) {
            const auto [it, isNew] = all.byKey.try_emplace(key, figure);
            if (!isNew)
                it->second = joined(metric, it->second, figure);
        }
        all.blanks.insert(set.blanks.begin(), set.blanks.end());
        all.total = first ? set.total : joinedTotal(metric, all.total, set.total);
        first = false;
    }
    if (first)
        all.total =
            absentFigure(all.withoutTarget.empty() ? WhyAbsent::VendorCannot : WhyAbsent::NoTarget);
    return all;
}

FigureSet Figures::of(const MetricSpec &metric, Dimension groupBy, TimeRange window)
{
    const auto scope = scopeOf(groupBy);
    if (!metric.existsFor(MetricDimension::Account)) {
        FigureSet none;
        none.total = absentFigure(WhyAbsent::NoSuchRows);
        for (const AccountRows *rows : accounts())
            none.blanks[rows->account.id] = none.total;
        return none;
    }
    if (scope && !metric.existsFor(*scope)) {
        FigureSet totals = ofConcerned(metric, Dimension::None, window);
        for (auto &[account, figure] : totals.blanks) {
            if (figure.why != WhyAbsent::VendorCannot && figure.why != WhyAbsent::NoTarget)
                figure = absentFigure(WhyAbsent::NoSuchRows);
        }
        return totals;
    }
    return ofConcerned(metric, groupBy, window);
}

} // namespace watchfloor
