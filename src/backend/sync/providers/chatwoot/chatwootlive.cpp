// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootmapping.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <QSet>

namespace watchfloor::chatwoot {
namespace {

constexpr const char *openKey = "open_conversations";
constexpr const char *unattendedKey = "unattended_conversations";
constexpr const char *unassignedKey = "unassigned_conversations";
constexpr const char *pendingKey = "pending_conversations";

MetricValue counter(const char *metric, MetricScope scope, const QString &key, qint64 value,
                    TimeMs takenAt)
{
    MetricValue row;
    row.metric = QLatin1String(metric);
    row.scope = scope;
    row.scopeKey = key;
    row.value = static_cast<double>(value);
    row.takenAt = takenAt;
    return row;
}

void addAgentCounters(SyncBatch &batch, const QString &agent, qint64 open, qint64 unattended,
                      TimeMs takenAt)
{
    batch.metricValues.push_back(counter(openKey, MetricScope::Agent, agent, open, takenAt));
    batch.metricValues.push_back(
        counter(unattendedKey, MetricScope::Agent, agent, unattended, takenAt));
}

} // namespace

Result<SyncBatch> parseAgentMetrics(const QByteArray &body, TimeMs takenAt)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader) {
        Agent agent;
        agent.remoteId = numericId(reader, "id");
        agent.name = reader.text("name");
        agent.email = reader.text("email");
        agent.avatarUrl = reader.optionalText("thumbnail").value_or(QString());
        agent.availability =
            availabilityFromWire(reader.optionalText("availability").value_or(QString()));
        JsonReader metric = reader.object("metric");
        const qint64 open = metric.integer("open");
        const qint64 unattended = metric.integer("unattended");
        reader.absorb(metric);
        if (!reader.ok())
            return;
        if (!agent.availability.isEmpty()) {
            batch.presences.push_back(
                AgentPresence{agent.remoteId, agent.availability, {}, std::nullopt});
        }
        addAgentCounters(batch, agent.remoteId, open, unattended, takenAt);
        batch.agents.push_back(std::move(agent));
    });
    return batch;
}

Result<SyncBatch> parseGroupedMetrics(const QByteArray &body, TimeMs takenAt)
{
    const auto found = bareArray(body);
    if (!found)
        return found.error();
    SyncBatch batch;
    readRows(*found, batch, [&](JsonReader &reader) {
        const QString agent = optionalNumericId(reader, "assignee_id").value_or(QString());
        const qint64 open = reader.integer("open");
        const qint64 unattended = reader.integer("unattended");
        if (reader.ok())
            addAgentCounters(batch, agent, open, unattended, takenAt);
    });
    return batch;
}

Result<SyncBatch> parseAccountMetrics(const QByteArray &body, TimeMs takenAt, bool withPending)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    JsonReader reader(*json, QStringLiteral("$"));
    SyncBatch batch;
    const auto add = [&](const char *metric, const char *key) {
        const qint64 value = reader.integer(key);
        batch.metricValues.push_back(counter(metric, MetricScope::Account, {}, value, takenAt));
    };
    add(openKey, "open");
    add(unattendedKey, "unattended");
    add(unassignedKey, "unassigned");
    if (withPending)
        add(pendingKey, "pending");
    if (!reader.ok())
        return reader.error();
    batch.wireRows = 1;
    return batch;
}

void addInferredZeros(SyncBatch &batch, const QStringList &agentIds, TimeMs takenAt)
{
    QSet<QString> named;
    for (const MetricValue &value : batch.metricValues) {
        if (value.scope == MetricScope::Agent)
            named.insert(value.scopeKey);
    }
    // The empty key is "unassigned": it too is left out when there is nothing.
    for (const QString &agent : QStringList(QString()) + agentIds) {
        if (named.contains(agent))
            continue;
        addAgentCounters(batch, agent, 0, 0, takenAt);
        for (auto row = batch.metricValues.end() - 2; row != batch.metricValues.end(); ++row)
            row->inferredZero = true;
    }
}

} // namespace watchfloor::chatwoot
