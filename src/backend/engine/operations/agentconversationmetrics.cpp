// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/agentconversationmetrics.h"

#include "backend/engine/agentfigures.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/operations/remoteids.h"

#include <algorithm>

namespace watchfloor {
namespace {

struct Row {
    const Agent *agent;
    AgentFigure figure;
};

} // namespace

QByteArray agentConversationMetrics(const AccountRows &rows, const QString &userId)
{
    const ProviderRules &rules = rulesFor(rows.account.provider);
    const AgentFigures figures(rows);
    std::vector<Row> listed;
    for (const Agent &agent : rows.agents) {
        if (rules.lists(agent) && !agent.goneAt && (userId.isEmpty() || userId == agent.remoteId))
            listed.push_back({&agent, figures.of(agent.remoteId)});
    }
    std::sort(listed.begin(), listed.end(), [](const Row &a, const Row &b) {
        const qint64 left = a.figure.open.value_or(-1);
        const qint64 right = b.figure.open.value_or(-1);
        return left != right ? left > right : remoteIdLess(a.agent->remoteId, b.agent->remoteId);
    });

    JsonWriter json;
    json.beginArray();
    const auto text = [&](const char *key, const QString &value, bool always) {
        if (always || !value.isEmpty())
            json.key(key).value(value);
    };
    for (const Row &row : listed) {
        json.beginObject();
        json.key("id").id(row.agent->remoteId, rules.numericIds);
        text("name", row.agent->name, true);
        text("email", row.agent->email, rules.alwaysSendsText);
        text("thumbnail", row.agent->avatarUrl, rules.alwaysSendsText);
        text("availability", row.agent->availability, false);
        json.key("metric").beginObject();
        if (row.figure.open)
            json.key("open").value(*row.figure.open);
        if (row.figure.unattended)
            json.key("unattended").value(*row.figure.unattended);
        json.endObject().endObject();
    }
    json.endArray();
    return json.bytes();
}

} // namespace watchfloor
