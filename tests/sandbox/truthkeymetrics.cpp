// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfacts.h"
#include "sandbox/truthkeyfacts.h"

#include <algorithm>
#include <functional>
#include <map>

namespace watchfloor::sandbox {

namespace {

constexpr size_t TallyCount = static_cast<size_t>(KeyTally::Count);

struct Load {
    qint64 used = 0;     ///< percent of slots
    qint64 capacity = 0; ///< slots
};

/// The sums of one scope.
struct Sums {
    std::array<qint64, TallyCount> n{};
    std::array<qint64, TallyCount> sum{};
    std::vector<qint64> queueWaits;
    qint64 online = 0;
    qint64 backSoon = 0;
    qint64 away = 0;
    qint64 slots = 0;
    Load all;
    Load human;
    Load humanOnline;
    Load humanAway;

    void add(const KeyFact &fact)
    {
        n[static_cast<size_t>(fact.tally)] += 1;
        sum[static_cast<size_t>(fact.tally)] += fact.value;
        if (fact.tally == KeyTally::QueueWait)
            queueWaits.push_back(fact.value);
    }

    /// `used`: percent of slots taken by what the agent has.
    void add(Vendor vendor, const Agent &agent, qint64 used)
    {
        const QString word = presenceWord(vendor, agent.now()).toLower();
        const bool isOnline = word == QLatin1String("online");
        const bool isAway = word == QLatin1String("away");
        online += isOnline ? 1 : 0;
        away += isAway ? 1 : 0;
        backSoon += word == QLatin1String("back_soon") ? 1 : 0;
        const qint64 free = qint64(agent.capacity) * 100 - used;
        slots += isOnline && free > 0 ? free / 100 : 0;
        const auto addTo = [&](Load *load, bool wanted) {
            load->used += wanted ? used : 0;
            load->capacity += wanted ? agent.capacity : 0;
        };
        const bool person = agent.kind == AgentKind::Human;
        addTo(&all, true);
        addTo(&human, person);
        addTo(&humanOnline, person && isOnline);
        addTo(&humanAway, person && isAway);
    }

    std::optional<double> value(KeyMetric metric) const;

private:
    qint64 count(KeyTally tally) const { return n[static_cast<size_t>(tally)]; }
    std::optional<double> mean(KeyTally tally) const;
    std::optional<double> percentile(qint64 percent) const;
};

/// Three decimals at most, halves away from zero.
std::optional<double> quotient(qint64 numerator, qint64 denominator)
{
    if (denominator == 0)
        return std::nullopt;
    const qint64 twice = 2000 * (numerator < 0 ? -numerator : numerator);
    const qint64 thousandths = (twice + denominator) / (2 * denominator);
    return static_cast<double>(numerator < 0 ? -thousandths : thousandths) / 1000.0;
}

std::optional<double> Sums::mean(KeyTally tally) const
{
    return quotient(sum[static_cast<size_t>(tally)], count(tally));
}

/// Nearest rank: the value at ceil(p * n) in ascending order.
std::optional<double> Sums::percentile(qint64 percent) const
{
    if (queueWaits.empty())
        return std::nullopt;
    std::vector<qint64> sorted = queueWaits;
    std::sort(sorted.begin(), sorted.end());
    const auto size = static_cast<qint64>(sorted.size());
    const qint64 rank = std::max<qint64>(1, (percent * size + 99) / 100);
    return static_cast<double>(sorted[size_t(rank - 1)]);
}

std::optional<double> Sums::value(KeyMetric metric) const
{
    const auto whole = [](qint64 number) { return std::optional(static_cast<double>(number)); };
    const auto ratio = [](const Load &load) { return quotient(load.used, load.capacity * 100); };
    switch (metric) {
    case KeyMetric::AssignedConversations:
        return whole(count(KeyTally::Assigned));
    case KeyMetric::ActiveConversations:
        return whole(count(KeyTally::Active));
    case KeyMetric::AgentLoad:
        return ratio(all);
    case KeyMetric::HumanAgentLoad:
        return ratio(human);
    case KeyMetric::HumanOnlineLoad:
        return ratio(humanOnline);
    case KeyMetric::HumanAwayLoad:
        return ratio(humanAway);
    case KeyMetric::AvailableSlots:
        return whole(slots);
    case KeyMetric::OnlineAgents:
        return whole(online);
    case KeyMetric::BackSoonAgents:
        return whole(backSoon);
    case KeyMetric::AwayAgents:
        return whole(away);
    case KeyMetric::AvgWaitTime:
        return mean(KeyTally::Wait);
    case KeyMetric::AvgWaitTimeFirstResponse:
        return mean(KeyTally::FirstWait);
    case KeyMetric::AvgTimeToResponse:
        return mean(KeyTally::Reply);
    case KeyMetric::AvgTimeToFirstResponseFirstAssignment:
        return mean(KeyTally::FirstAssignment);
    case KeyMetric::ClosedConversations:
        return whole(count(KeyTally::Closed));
    case KeyMetric::ClosedByAgent:
        return whole(count(KeyTally::ClosedByAgent));
    case KeyMetric::ClosedByConsumer:
        return whole(count(KeyTally::ClosedByConsumer));
    case KeyMetric::AutoClosed:
        return whole(count(KeyTally::AutoClosed));
    case KeyMetric::ConcludedConversations:
        return whole(count(KeyTally::Closed) + count(KeyTally::Transferred));
    case KeyMetric::Csat:
        return mean(KeyTally::CsatAnswer);
    case KeyMetric::AvgConversationsDuration:
        return mean(KeyTally::Duration);
    case KeyMetric::UnassignedConversations:
        return whole(count(KeyTally::Unassigned));
    case KeyMetric::OpenConversations:
        return whole(count(KeyTally::Open));
    case KeyMetric::OverdueConversationsInQueue:
        return whole(count(KeyTally::OverdueInQueue));
    case KeyMetric::OverdueConversationsAssigned:
        return whole(count(KeyTally::OverdueAssigned));
    case KeyMetric::OverdueConversationsTotal:
        return whole(count(KeyTally::OverdueInQueue) + count(KeyTally::OverdueAssigned));
    case KeyMetric::QueueWaitTime50thPercentile:
        return percentile(50);
    case KeyMetric::QueueWaitTime90thPercentile:
        return percentile(90);
    case KeyMetric::Count:
        break;
    }
    return std::nullopt;
}

/// Sorts every fact and agent into the scopes it belongs to.
class Collector {
public:
    Collector(const World &world, const KeyQuery &query)
        : m_world(world)
        , m_query(query)
    {
        for (const int listed : query.listed)
            m_scopes[listed];
        m_used.resize(world.agents().size());
        for (const Conversation &c : world.conversations()) {
            if (isOpenWithAgent(world, c) && c.inbox != Nobody)
                m_used[size_t(agentOf(world, c))] +=
                    channelWeight(world.inboxes()[size_t(c.inbox)].channel);
        }
    }

    void collect()
    {
        forEachKeyFact(m_world, m_query.from, m_query.to, [this](const KeyFact &fact) {
            if (passes(fact.agent) &&
                (!m_query.filterGroups || m_query.groups.contains(fact.group)) &&
                (!m_query.filterSkills || m_query.skills.contains(fact.skill))) {
                m_all.add(fact);
                addTo(m_query.grouping == KeyGrouping::Skill ? fact.skill : fact.group,
                      [&fact](Sums &sums) { sums.add(fact); });
            }
        });
        for (size_t i = 0; i < m_world.agents().size(); ++i)
            collectAgent(static_cast<int>(i));
    }

    const Sums &all() const { return m_all; }
    const Sums &scope(int listed) const { return m_scopes.at(listed); }

private:
    bool passes(int agent) const
    {
        if (m_query.filterAgents && !m_query.agents.contains(agent))
            return false;
        // What nobody has is neither a person's nor a bot's.
        return !m_query.kind ||
               (agent != Nobody && m_world.agents()[size_t(agent)].kind == *m_query.kind);
    }

    void collectAgent(int index)
    {
        const Agent &agent = m_world.agents()[size_t(index)];
        const Vendor vendor = m_world.vendor();
        const auto isWanted = [this](int skill) { return m_query.skills.contains(skill); };
        const bool listed = !agent.removed() && agent.joinedAt <= m_world.now() &&
                            (vendor != Vendor::Chatwoot || agent.kind == AgentKind::Human);
        if (!listed || !passes(index) ||
            (m_query.filterGroups && !m_query.groups.contains(agent.group)) ||
            (m_query.filterSkills &&
             std::none_of(agent.skills.begin(), agent.skills.end(), isWanted)))
            return;
        const qint64 used = m_used[size_t(index)];
        m_all.add(vendor, agent, used);
        const auto add = [&](Sums &sums) { sums.add(vendor, agent, used); };
        if (m_query.grouping == KeyGrouping::Group)
            addTo(agent.group, add);
        else if (m_query.grouping == KeyGrouping::Skill)
            for (const int skill : agent.skills)
                addTo(skill, add);
    }

    void addTo(int key, const std::function<void(Sums &)> &add)
    {
        int up = key;
        while (up != Nobody) {
            const auto scope = m_scopes.find(up);
            if (scope != m_scopes.end())
                add(scope->second);
            if (m_query.grouping != KeyGrouping::Group || !m_query.includeSubGroups)
                break;
            up = m_world.groups()[size_t(up)].parent;
        }
    }

    const World &m_world;
    const KeyQuery &m_query;
    std::vector<qint64> m_used; ///< by agent, bots too
    Sums m_all;
    std::map<int, Sums> m_scopes;
};

void writeMetrics(TruthJson *json, Vendor vendor, const KeyQuery &query, const Sums &sums)
{
    json->beginObject();
    for (size_t i = 0; i < KeyMetricCount; ++i) {
        const auto metric = static_cast<KeyMetric>(i);
        if (!query.metrics.test(i) || !canGive(vendor, metric))
            continue;
        if (const auto value = sums.value(metric))
            json->key(keyMetricNames()[i].answered).number(*value);
    }
    json->endObject();
}

struct RowOrder {
    int listed;
    QString key;
    QString name;
    std::optional<double> value;
};

std::vector<RowOrder> orderedRows(const World &world, const KeyQuery &query,
                                  const Collector &collector)
{
    std::vector<RowOrder> rows;
    for (const int listed : query.listed) {
        const bool skills = query.grouping == KeyGrouping::Skill;
        const size_t index = size_t(listed);
        RowOrder row{listed,
                     skills ? world.skills()[index].id : world.groups()[index].id,
                     skills ? world.skills()[index].name : world.groups()[index].name,
                     {}};
        if (query.sortMetric && canGive(world.vendor(), *query.sortMetric))
            row.value = collector.scope(listed).value(*query.sortMetric);
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [&](const RowOrder &a, const RowOrder &b) {
        if (!query.sortMetric)
            return query.descending ? b.key < a.key : a.key < b.key;
        if (a.value.has_value() != b.value.has_value())
            return a.value.has_value(); // no data comes last either way
        if (a.value != b.value)
            return query.descending ? *b.value < *a.value : *a.value < *b.value;
        return a.key < b.key;
    });
    return rows;
}

void writeMetadata(TruthJson *json, const TruthAccount &account, const KeyQuery &query,
                   qint64 count)
{
    const auto link = [&](const char *rel, qint64 offset) {
        const QString href =
            QStringLiteral("%1/manager_workspace/api/account/%2/metrics?offset=%3&limit=%4&sort=%5")
                .arg(account.baseUrl, account.id, QString::number(offset),
                     QString::number(query.limit), query.sortText);
        json->key(rel).beginObject().key("rel").text(QString::fromLatin1(rel));
        json->key("href").text(href).endObject();
    };
    json->key("metadata").beginObject().key("count").number(count);
    if (query.offset > 0 && count > 0) {
        link("first", 0);
        link("prev", std::max<qint64>(0, query.offset - query.limit));
    }
    link("self", query.offset);
    if (query.offset + query.limit < count) {
        link("next", query.offset + query.limit);
        link("last", (count - 1) / query.limit * query.limit);
    }
    json->endObject();
}

} // namespace

TruthAnswer Truth::keyMetrics(const TruthParams &params, const QByteArray &body) const
{
    TruthAnswer refusal;
    const std::optional<KeyQuery> query = parseKeyQuery(m_world, params, body, &refusal);
    if (!query)
        return refusal;
    Collector collector(m_world, *query);
    collector.collect();
    const std::vector<RowOrder> rows = orderedRows(m_world, *query, collector);
    const auto count = static_cast<qint64>(rows.size());
    const Vendor vendor = m_world.vendor();
    TruthJson json;
    json.beginObject();
    writeMetadata(&json, m_account, *query, count);
    if (query->grouping != KeyGrouping::None) {
        json.key("groupBy").beginObject().key("groupByField");
        json.text(query->grouping == KeyGrouping::Skill ? QStringLiteral("skillId")
                                                        : QStringLiteral("agentGroupId"));
        json.key("groups").beginArray();
        for (qint64 i = query->offset; i < std::min(count, query->offset + query->limit); ++i) {
            const RowOrder &row = rows[size_t(i)];
            json.beginObject().key("key").text(row.key).key("keyDescription");
            json.text(row.name.isEmpty() ? QStringLiteral("NA") : row.name).key("metrics");
            writeMetrics(&json, vendor, *query, collector.scope(row.listed));
            json.endObject();
        }
        json.endArray().endObject();
    }
    if (query->wantsAll) {
        json.key("all");
        writeMetrics(&json, vendor, *query, collector.all());
    }
    return {200, json.endObject().bytes()};
}

} // namespace watchfloor::sandbox
