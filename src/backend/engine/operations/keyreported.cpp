// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyreported.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

bool isLoad(KeyMetric metric)
{
    return metric == KeyMetric::AgentLoad || metric == KeyMetric::HumanAgentLoad ||
           metric == KeyMetric::HumanOnlineLoad || metric == KeyMetric::HumanAwayLoad;
}

bool restsOnWeights(KeyMetric metric)
{
    return isLoad(metric) || metric == KeyMetric::ActiveConversations ||
           metric == KeyMetric::AvailableSlots;
}

/// Whom a load is about.
bool countsFor(KeyMetric load, const Agent &agent)
{
    if (load == KeyMetric::AgentLoad)
        return true;
    if (agent.kind != AgentKind::Human)
        return false;
    return load == KeyMetric::HumanAgentLoad ||
           agent.availability ==
               QLatin1String(load == KeyMetric::HumanOnlineLoad ? "online" : "away");
}

} // namespace

KeyReported::KeyReported(const AccountRows &rows, const KeyMetricsRequest &request)
    : m_rows(rows)
    , m_request(request)
    , m_stored(rows)
    , m_factsFetched(freshness(Topic::Events, rows).has_value())
{
}

bool KeyReported::isReported(KeyMetric metric) const
{
    return restsOnWeights(metric) ||
           (nameOf(metric).byTime && !m_factsFetched && m_stored.hasWindows(nameOf(metric).asked));
}

std::optional<KeyReported::Figure> KeyReported::stored(KeyMetric metric, MetricScope scope,
                                                       const QString &key) const
{
    // The vendor's windows are stored by the same two minutes that the request is rounded to.
    const MetricSpec *spec = metricSpec(nameOf(metric).asked);
    const StoredFigure figure = m_stored.figure(*spec, scope, key, {m_request.from, m_request.to});
    if (!figure.value)
        return std::nullopt;
    return Figure{std::llround(*figure.value * 1000), figure.takenAt};
}

/// The vendor's figure for exactly this scope, where there is one.
std::optional<KeyReported::Figure> KeyReported::ofScope(KeyMetric metric,
                                                        const KeyScope &scope) const
{
    const KeyMetricsRequest &r = m_request;
    if (r.agents.on)
        return std::nullopt;
    if (r.kind) {
        // A load of people is the same among people, and then it is everybody's.
        if (*r.kind != AgentKind::Human || !isLoad(metric))
            return std::nullopt;
        if (metric == KeyMetric::AgentLoad)
            metric = KeyMetric::HumanAgentLoad;
    }
    // A parent's own figure leaves its sub-groups out.
    const bool plainGroup = !r.includeSubGroups && !r.skills.on;
    if (scope.kind == KeyGrouping::Group)
        return plainGroup ? stored(metric, MetricScope::Group, scope.key) : std::nullopt;
    // A skill is only a row when it passes the filter, which then changes nothing in it.
    if (scope.kind == KeyGrouping::Skill)
        return r.groups.on ? std::nullopt : stored(metric, MetricScope::Skill, scope.key);
    if (!r.groups.on && !r.skills.on)
        return stored(metric, MetricScope::Account, {});
    if (r.groups.on && r.groups.ids.size() == 1 && plainGroup)
        return stored(metric, MetricScope::Group, *r.groups.ids.begin());
    if (r.skills.on && r.skills.ids.size() == 1 && !r.groups.on)
        return stored(metric, MetricScope::Skill, *r.skills.ids.begin());
    return std::nullopt;
}

std::optional<KeyReported::Figure>
KeyReported::ofAgents(KeyMetric metric, const std::vector<const Agent *> &staff) const
{
    const bool load = isLoad(metric);
    const KeyMetric own = load ? KeyMetric::AgentLoad : metric;
    double sum = 0;
    qint64 slots = 0;
    Figure figure;
    for (const Agent *agent : staff) {
        if (load && !countsFor(metric, *agent))
            continue;
        const auto one = stored(own, MetricScope::Agent, agent->remoteId);
        if (!one || (load && !agent->capacity))
            return std::nullopt;
        double part = double(one->thousandths) * (load ? *agent->capacity : 1);
        // Three decimals of what is a whole number of slots.
        const auto whole = load ? wholeSlots(agent->remoteId) : std::nullopt;
        if (whole && std::abs(part - double(*whole) * 1000) <= 0.5 * *agent->capacity)
            part = double(*whole) * 1000;
        sum += part;
        slots += agent->capacity.value_or(0);
        figure.takenAt = figure.takenAt ? std::min(figure.takenAt, one->takenAt) : one->takenAt;
    }
    if (load && slots == 0)
        return std::nullopt;
    figure.thousandths = std::llround(load ? sum / double(slots) : sum);
    return figure;
}

/// Each conversation has one skill, so that their figures add up.
std::optional<KeyReported::Figure> KeyReported::ofSkills(KeyMetric metric,
                                                         const QSet<QString> &skills) const
{
    Figure figure;
    for (const QString &skill : skills) {
        const auto one = stored(metric, MetricScope::Skill, skill);
        if (!one)
            continue; // no such skill, so nothing has it
        figure.thousandths += one->thousandths;
        figure.takenAt = figure.takenAt ? std::min(figure.takenAt, one->takenAt) : one->takenAt;
    }
    return figure;
}

/// How many slots the agent's conversations take when each takes a whole one.
std::optional<qint64> KeyReported::wholeSlots(const QString &agent) const
{
    const auto of = [&](KeyMetric metric) { return stored(metric, MetricScope::Agent, agent); };
    const auto active = of(KeyMetric::ActiveConversations);
    const auto assigned = of(KeyMetric::AssignedConversations);
    if (!active || !assigned || active->thousandths != assigned->thousandths)
        return std::nullopt;
    return active->thousandths / 1000;
}

/// Which skill an agent's active conversations have is not told; it need not be where none or all
/// of what these people have is active.
std::optional<KeyReported::Figure> KeyReported::activeOf(qint64 assigned) const
{
    Figure figure{assigned * 1000, 0};
    bool none = true;
    bool all = true;
    for (const Agent &agent : m_rows.agents) {
        const bool meant = m_request.agents.passes(agent.remoteId) &&
                           (!m_request.kind || agent.kind == *m_request.kind);
        if (agent.goneAt || !meant)
            continue;
        const auto active =
            stored(KeyMetric::ActiveConversations, MetricScope::Agent, agent.remoteId);
        if (!active)
            return std::nullopt;
        none = none && active->thousandths == 0;
        all = all && wholeSlots(agent.remoteId).has_value();
        figure.takenAt =
            figure.takenAt ? std::min(figure.takenAt, active->takenAt) : active->takenAt;
    }
    if (none)
        figure.thousandths = 0;
    return none || all ? std::optional(figure) : std::nullopt;
}

std::optional<KeyReported::Figure> KeyReported::value(KeyMetric metric, const KeyScope &scope,
                                                      const std::vector<const Agent *> &staff,
                                                      qint64 assigned) const
{
    if (const auto exact = ofScope(metric, scope))
        return exact;
    if (!restsOnWeights(metric))
        return std::nullopt;
    if (metric != KeyMetric::ActiveConversations)
        return ofAgents(metric, staff);
    const bool bySkill = scope.kind == KeyGrouping::Skill || m_request.skills.on;
    if (!bySkill)
        return ofAgents(metric, staff);
    if (m_request.filtersStaff() || m_request.groups.on || scope.kind == KeyGrouping::Group)
        return activeOf(assigned);
    return scope.kind == KeyGrouping::None ? ofSkills(metric, m_request.skills.ids) : std::nullopt;
}

} // namespace watchfloor
