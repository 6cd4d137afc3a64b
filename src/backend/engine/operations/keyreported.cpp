// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyreported.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

bool isLoad(KeyMetric metric)
{
    return metric == KeyMetric::AgentLoad || metric == KeyMetric::HumanAgentLoad ||
           metric == KeyMetric::HumanOnlineLoad || metric == KeyMetric::HumanAwayLoad;
}

QString storedName(MetricScope scope, const QString &metric, const QString &key)
{
    return QString::number(static_cast<int>(scope)) + u'/' + metric + u'/' + key;
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
    : m_request(request)
{
    for (const MetricValue &value : rows.reported) {
        if (value.value && std::isfinite(*value.value) && !value.window)
            m_values.insert(storedName(value.scope, value.metric, value.scopeKey), &value);
    }
}

bool KeyReported::isReported(KeyMetric metric)
{
    return isLoad(metric) || metric == KeyMetric::ActiveConversations ||
           metric == KeyMetric::AvailableSlots;
}

std::optional<KeyReported::Figure> KeyReported::stored(KeyMetric metric, MetricScope scope,
                                                       const QString &key) const
{
    const auto found = m_values.find(storedName(scope, QLatin1String(nameOf(metric).asked), key));
    if (found == m_values.end())
        return std::nullopt;
    return Figure{std::llround(*(*found)->value * 1000), (*found)->takenAt};
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
        sum += double(one->thousandths) * (load ? *agent->capacity : 1);
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

std::optional<KeyReported::Figure> KeyReported::value(KeyMetric metric, const KeyScope &scope,
                                                      const std::vector<const Agent *> &staff) const
{
    if (const auto exact = ofScope(metric, scope))
        return exact;
    if (metric != KeyMetric::ActiveConversations)
        return ofAgents(metric, staff);
    const bool bySkill = scope.kind == KeyGrouping::Skill || m_request.skills.on;
    if (!bySkill)
        return ofAgents(metric, staff);
    // Which skill an agent's conversations have is not told.
    if (m_request.filtersStaff() || m_request.groups.on || scope.kind == KeyGrouping::Group)
        return std::nullopt;
    return scope.kind == KeyGrouping::None ? ofSkills(metric, m_request.skills.ids) : std::nullopt;
}

} // namespace watchfloor
