// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keyfigures.h"

#include "backend/engine/operations/keyfacts.h"
#include "backend/engine/operations/keyreported.h"
#include "backend/engine/operations/keysums.h"
#include "backend/engine/vendors.h"

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

/// What LivePerson calls an agent group is a team or a department elsewhere.
bool isUnit(GroupingKind kind)
{
    return kind == GroupingKind::Group || kind == GroupingKind::Department ||
           kind == GroupingKind::Team;
}

bool isOf(GroupingKind kind, KeyGrouping grouping)
{
    return grouping == KeyGrouping::Skill ? kind == GroupingKind::Skill
                                          : grouping == KeyGrouping::Group && isUnit(kind);
}

/// Sorts every fact and agent into the scopes it belongs to.
class Collector {
public:
    Collector(const AccountRows &rows, DimensionKeys &keys, const KeyMetricsRequest &request)
        : m_rows(rows)
        , m_keys(keys)
        , m_request(request)
        , m_groups(request.groups)
    {
        for (const Agent &agent : rows.agents)
            m_kinds.insert(agent.remoteId, agent.kind);
        for (const Grouping &grouping : rows.groupings) {
            if (isUnit(grouping.kind) && !grouping.parentRemoteId.isEmpty())
                m_parents.insert(grouping.remoteId, grouping.parentRemoteId);
            if (isOf(grouping.kind, request.grouping) && isAskedFor(grouping.remoteId))
                m_scopes[grouping.remoteId].grouping = &grouping;
        }
        for (const Membership &membership : rows.memberships) {
            if (membership.kind == GroupingKind::Skill)
                m_skillsOf[membership.agentRemoteId].append(membership.groupingRemoteId);
            else if (isUnit(membership.kind))
                m_groupsOf[membership.agentRemoteId].append(membership.groupingRemoteId);
        }
        if (request.includeSubGroups)
            addSubGroups();
    }

    /// The past.
    void collect(FactSource &facts)
    {
        for (const KeyEventRule &rule : rulesFor(m_rows.account.provider).key.events) {
            const QString event = QString::fromLatin1(rule.event);
            collect(facts, {FactMeasure::Kind::Event, event}, rule.tally);
            if (rule.tally != KeyTally::Closed)
                continue;
            for (const CloserTally &closer : closerTallies) {
                if (wants(closer.metric))
                    collect(facts, {FactMeasure::Kind::ClosedBy, QString::fromLatin1(closer.who)},
                            closer.tally);
            }
        }
    }

    /// The present, and the people.
    void collect(TimeMs now)
    {
        forEachPresentFact(m_rows, now, [this](const KeyFact &fact) {
            if (!passes(fact.agent) || !m_groups.passes(fact.group) ||
                !m_request.skills.passes(fact.skill))
                return;
            m_all.add(fact.tally, fact.value);
            const bool skills = m_request.grouping == KeyGrouping::Skill;
            for (KeySums *sums : scopesOf({skills ? fact.skill : fact.group}))
                sums->add(fact.tally, fact.value);
        });
        for (const Agent &agent : m_rows.agents)
            collectAgent(agent);
    }

    const KeySums &all() const { return m_all; }

    template<typename Visit>
    void forEachRow(Visit visit) const
    {
        for (const auto &[key, scope] : m_scopes) {
            // What has left the vendor's list is a row as long as something still belongs to it.
            if (!scope.grouping->goneAt || !scope.sums.isEmpty())
                visit(*scope.grouping, scope.sums);
        }
    }

private:
    struct Scope {
        const Grouping *grouping = nullptr;
        KeySums sums;
    };

    struct CloserTally {
        KeyMetric metric;
        const char *who; // closerWord()
        KeyTally tally;
    };
    static constexpr CloserTally closerTallies[] = {
        {KeyMetric::ClosedByAgent, "agent", KeyTally::ClosedByAgent},
        {KeyMetric::ClosedByConsumer, "consumer", KeyTally::ClosedByConsumer},
        {KeyMetric::AutoClosed, "auto", KeyTally::AutoClosed},
    };

    bool wants(KeyMetric metric) const
    {
        return rulesFor(m_rows.account.provider).key.canGive(metric) &&
               (m_request.metrics.test(static_cast<std::size_t>(metric)) ||
                m_request.sortMetric == metric);
    }

    FactFilter filter()
    {
        const RowId account = m_rows.account.id;
        FactFilter cells;
        if (m_request.filtersStaff()) {
            std::vector<qint64> &people = cells[Dimension::Agent];
            for (const Agent &agent : m_rows.agents) {
                if (passes(agent.remoteId))
                    people.push_back(m_keys.agent(account, agent.remoteId));
            }
        }
        for (const Grouping &grouping : m_rows.groupings) {
            const QString &id = grouping.remoteId;
            if (m_groups.on && isUnit(grouping.kind) && m_groups.passes(id))
                cells[Dimension::Group].push_back(m_keys.group(account, id));
            if (m_request.skills.on && grouping.kind == GroupingKind::Skill &&
                m_request.skills.passes(id))
                cells[Dimension::Skill].push_back(m_keys.skill(account, id));
        }
        if (m_groups.on)
            cells[Dimension::Group]; // an empty list passes nothing
        if (m_request.skills.on)
            cells[Dimension::Skill];
        return cells;
    }

    void collect(FactSource &facts, const FactMeasure &measure, KeyTally tally)
    {
        FactAsk ask;
        ask.parts = {{measure, {m_rows.account.id}}};
        ask.window = {m_request.from, m_request.to + 1}; // both bounds belong to it
        ask.filter = filter();
        const Dimension dimension = m_request.grouping == KeyGrouping::Skill   ? Dimension::Skill
                                    : m_request.grouping == KeyGrouping::Group ? Dimension::Group
                                                                               : Dimension::None;
        ask.groupBy = dimension;
        const bool share = tally == KeyTally::CsatAnswer; // of the answers of 4 and 5
        if (share)
            ask.threshold = 4;
        const FactAnswer answer = facts.ask(ask);
        const auto add = [&](KeySums &sums, const FactSum &sum) {
            sums.add(tally, sum.n, share ? sum.reached : sum.sum);
        };
        add(m_all, answer.total);
        for (const auto &[key, sum] : answer.groups) {
            for (KeySums *sums : scopesOf({m_keys.remoteId(dimension, key)}))
                add(*sums, sum);
        }
    }

    bool isAskedFor(const QString &id) const
    {
        return (m_request.grouping == KeyGrouping::Skill ? m_request.skills : m_request.groups)
            .passes(id);
    }

    bool passes(const QString &agent) const
    {
        if (!m_request.agents.passes(agent))
            return false;
        // What nobody has is neither a person's nor a bot's.
        return !m_request.kind ||
               (!agent.isEmpty() && m_kinds.value(agent, AgentKind::Human) == *m_request.kind);
    }

    void addSubGroups()
    {
        for (auto it = m_parents.begin(); it != m_parents.end(); ++it) {
            const QStringList line = lineage(it.key());
            if (std::any_of(line.begin(), line.end(), [this](const QString &id) {
                    return m_request.groups.ids.contains(id);
                }))
                m_groups.ids.insert(it.key());
        }
    }

    /// The group and all above it. A circle ends where it began.
    QStringList lineage(const QString &group) const
    {
        QStringList line{group};
        QString up = m_parents.value(group);
        while (!up.isEmpty() && !line.contains(up)) {
            line.append(up);
            up = m_parents.value(up);
        }
        return line;
    }

    /// Each scope once, however many of the keys lead to it.
    std::vector<KeySums *> scopesOf(const QStringList &keys)
    {
        const bool upwards = m_request.grouping == KeyGrouping::Group && m_request.includeSubGroups;
        std::vector<KeySums *> found;
        for (const QString &key : keys) {
            const QStringList line = upwards ? lineage(key) : QStringList{key};
            for (const QString &id : line) {
                const auto scope = m_scopes.find(id);
                if (scope != m_scopes.end() &&
                    std::find(found.begin(), found.end(), &scope->second.sums) == found.end())
                    found.push_back(&scope->second.sums);
            }
        }
        return found;
    }

    void collectAgent(const Agent &agent)
    {
        const QStringList groups = m_groupsOf.value(agent.remoteId);
        const QStringList skills = m_skillsOf.value(agent.remoteId);
        const auto anyPasses = [](const IdFilter &filter, const QStringList &ids) {
            return !filter.on || std::any_of(ids.begin(), ids.end(), [&](const QString &id) {
                return filter.ids.contains(id);
            });
        };
        if (agent.goneAt || !rulesFor(m_rows.account.provider).lists(agent) ||
            !passes(agent.remoteId) || !anyPasses(m_groups, groups) ||
            !anyPasses(m_request.skills, skills))
            return;
        m_all.add(agent);
        for (KeySums *sums : scopesOf(m_request.grouping == KeyGrouping::Skill ? skills : groups))
            sums->add(agent);
    }

    const AccountRows &m_rows;
    DimensionKeys &m_keys;
    const KeyMetricsRequest &m_request;
    IdFilter m_groups;
    QHash<QString, AgentKind> m_kinds;
    QHash<QString, QString> m_parents;
    QHash<QString, QStringList> m_groupsOf;
    QHash<QString, QStringList> m_skillsOf;
    std::map<QString, Scope> m_scopes;
    KeySums m_all;
};

/// Sums to values, and the vendor's own figures where sums tell nothing.
class Valuer {
public:
    Valuer(const AccountRows &rows, const KeyMetricsRequest &request, KeyFigures *figures)
        : m_rules(rulesFor(rows.account.provider).key)
        , m_reported(rows, request)
        , m_figures(figures)
    {
    }

    KeyValues values(const KeySums &sums, const KeyScope &scope)
    {
        KeyValues values;
        for (std::size_t i = 0; i < KeyMetricCount; ++i) {
            const auto metric = static_cast<KeyMetric>(i);
            if (!m_rules.canGive(metric))
                continue;
            if (!m_reported.isReported(metric)) {
                values[i] = sums.value(metric);
                continue;
            }
            const auto figure = m_reported.value(metric, scope, sums.staff(), sums.assigned());
            if (!figure)
                continue;
            values[i] = figure->thousandths;
            m_figures->reported.set(i);
            if (figure->takenAt != 0)
                m_figures->reportedAt =
                    std::min(m_figures->reportedAt.value_or(figure->takenAt), figure->takenAt);
        }
        return values;
    }

private:
    const KeyRules &m_rules;
    KeyReported m_reported;
    KeyFigures *m_figures;
};

} // namespace

bool needsActive(const AccountRows &rows, const KeyMetricsRequest &request)
{
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        const auto metric = static_cast<KeyMetric>(i);
        if (!nameOf(metric).byTime && (request.metrics.test(i) || request.sortMetric == metric))
            return true;
    }
    // Whoever still belongs to what has left the list keeps it in the answer.
    return std::any_of(rows.groupings.begin(), rows.groupings.end(), [&](const Grouping &grouping) {
        return grouping.goneAt && isOf(grouping.kind, request.grouping);
    });
}

KeyFigures keyFigures(const AccountRows &rows, DimensionKeys &keys, FactSource &facts,
                      const KeyMetricsRequest &request, TimeMs now)
{
    Collector collector(rows, keys, request);
    collector.collect(facts);
    collector.collect(now);
    KeyFigures figures;
    Valuer valuer(rows, request, &figures);
    figures.all = valuer.values(collector.all(), {});
    collector.forEachRow([&](const Grouping &grouping, const KeySums &sums) {
        figures.rows.push_back({grouping.remoteId, grouping.name,
                                valuer.values(sums, {request.grouping, grouping.remoteId})});
    });
    figures.reported &= request.metrics;
    return figures;
}

} // namespace watchfloor
