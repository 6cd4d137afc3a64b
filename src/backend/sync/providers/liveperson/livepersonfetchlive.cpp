// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhours.h"
#include "backend/sync/providers/liveperson/livepersonwalks.h"

namespace watchfloor::liveperson {
namespace {

// A large account's agents take a third of the rate: then they are asked every other minute.
constexpr int manyAgents = 500;
constexpr DurationMs agentsAtLeastEvery = 110'000;
constexpr DurationMs openHourEvery = 10 * 60'000;

/// The list of users tells who is not among those logged in. Read here when nobody did before.
BatchTask missingUsers(SessionPtr session, std::stop_token stop)
{
    const bool wanted =
        session->users.readAt == 0 && session->account().can(QStringLiteral("configuration"));
    if (!wanted)
        co_return SyncBatch();
    FetchRequest request(QStringLiteral("agents"));
    auto fetching = fetchUsers(session, std::move(request), stop);
    co_return co_await fetching;
}

/// The value of a counter; nothing where it is not told.
std::optional<double> told(const MetricValue &row, const char *metric)
{
    return row.metric == QLatin1String(metric) ? row.value : std::nullopt;
}

/// What is assigned to nobody of those listed is assigned to nobody at all: then who is not listed
/// (logged out for a day) has nothing. Where the sums differ nothing is known of them.
bool othersHaveNothing(const SyncBatch &batch)
{
    std::optional<double> all;
    double listed = 0;
    for (const MetricValue &row : batch.metricValues) {
        const auto assigned = told(row, "assigned_conversations");
        if (row.scope == MetricScope::Account && assigned)
            all = assigned;
        else if (row.scope == MetricScope::Agent)
            listed += assigned.value_or(0);
    }
    return all && *all == listed;
}

void addOffline(const Session &session, const QSet<QString> &listed, TimeMs takenAt,
                SyncBatch &batch)
{
    const bool nothing = othersHaveNothing(batch);
    for (const QString &agent : session.users.ids) {
        if (listed.contains(agent))
            continue;
        if (nothing)
            addIdleAgent(batch, agent, takenAt);
        AgentPresence presence;
        presence.agentRemoteId = agent;
        presence.availability = QStringLiteral("offline");
        batch.presences.push_back(presence);
    }
}

bool isStaffCount(const QString &metric)
{
    return metric == QLatin1String("online_agents") || metric == QLatin1String("away_agents") ||
           metric == QLatin1String("back_soon_agents");
}

/// Zeros that were only inferred, where the list of agents by skill has told otherwise: such a
/// server does not count them here.
void dropContradicted(SyncBatch &batch, const QSet<QString> &toldElsewhere)
{
    std::erase_if(batch.metricValues, [&](const MetricValue &row) {
        return row.inferredZero && row.scope == MetricScope::Skill && isStaffCount(row.metric) &&
               toldElsewhere.contains(row.scopeKey);
    });
}

/// Keys that had figures before, or are in the account's list, and are in no answer any more.
void addVanished(Session &session, KeyGroups by, const QSet<QString> &answered, TimeMs takenAt,
                 SyncBatch &batch)
{
    QSet<QString> known = session.figureKeys[wordOf(by)];
    const KnownList &list = by == KeyGroups::Skills ? session.skills : session.groups;
    known += QSet<QString>(list.ids.begin(), list.ids.end());
    const QSet<QString> vanished = known - answered;
    addMissingKeys(batch, by, QStringList(vanished.begin(), vanished.end()), takenAt);
    session.figureKeys[wordOf(by)] = answered;
}

} // namespace

BatchTask fetchLive(SessionPtr session, FetchRequest, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    const TimeMs at = session->serverNow();
    SyncBatch batch;
    const TimeRange hour = openHour(at);
    for (const KeyGroups by : allKeyGroups) {
        KeyMetricsQuestion question(by, TimeRange{hour.from, minuteUp(at)}, hour, takenAt);
        question.partial = true;
        question.keepAll = by == KeyGroups::Skills;
        question.namesKeys = !session->account().can(QStringLiteral("configuration"));
        TimeMs &storedAt = session->openHourStoredAt[wordOf(by)];
        question.keepByTime = takenAt - storedAt >= openHourEvery;
        auto walking = walkKeyMetrics(session, question, stop);
        Result<KeyWalk> walk = co_await walking;
        if (!walk)
            co_return walk.error();
        if (question.keepByTime)
            storedAt = takenAt;
        if (by == KeyGroups::Skills) {
            session->skillsWithStaff = walk->staffed;
            session->skillsStaffedElsewhere -= walk->staffed;
            dropContradicted(walk->batch, session->skillsStaffedElsewhere);
        }
        append(batch, std::move(walk->batch));
        addVanished(*session, by, walk->keys, takenAt, batch);
    }
    if (session->agentsInView > manyAgents && takenAt - session->agentsReadAt < agentsAtLeastEvery)
        co_return batch;

    auto reading = missingUsers(session, stop);
    Result<SyncBatch> users = co_await reading;
    if (!users)
        co_return users;
    append(batch, std::move(*users));
    // Whoever was in within the day is listed, with the state of now.
    AgentViewQuestion question(TimeRange{dayStart(at), minuteUp(at)}, takenAt);
    question.namesAgents = !session->account().can(QStringLiteral("configuration"));
    auto walking = walkAgents(session, question, stop);
    Result<AgentWalk> agents = co_await walking;
    if (!agents)
        co_return agents.error();
    session->agentsInView = static_cast<int>(agents->agents.size());
    session->agentsReadAt = takenAt;
    const bool whole = agents->whole && agents->batch.problems.empty();
    append(batch, std::move(agents->batch));
    // A row that could not be read is nobody's logging out.
    if (whole)
        addOffline(*session, agents->agents, takenAt, batch);
    co_return batch;
}

BatchTask fetchSkillStaff(SessionPtr session, FetchRequest, std::stop_token stop)
{
    const TimeMs takenAt = session->now();
    const QStringList known(session->skillsWithStaff.begin(), session->skillsWithStaff.end());
    const ParseFn<SyncBatch> parse = [known, takenAt](const HttpResponse &response) {
        return parseSkillStaff(response, known, takenAt);
    };
    Call call = skillStaffCall();
    auto asking = ask<SyncBatch>(session, std::move(call), parse, stop);
    Result<SyncBatch> batch = co_await asking;
    if (!batch)
        co_return batch;
    session->skillsStaffedElsewhere.clear();
    for (const MetricValue &row : batch->metricValues) {
        if (row.value.value_or(0) > 0)
            session->skillsStaffedElsewhere.insert(row.scopeKey);
    }
    co_return batch;
}

} // namespace watchfloor::liveperson
