// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfacts.h"

#include <algorithm>

namespace watchfloor::sandbox {

Ms createdOf(const World &world, const Conversation &c)
{
    return world.vendor() == Vendor::Chatwoot ? c.createdAt / Second * Second : c.createdAt;
}

Phase lastOpenPhase(const Conversation &c)
{
    for (auto span = c.phases.rbegin(); span != c.phases.rend(); ++span) {
        if (span->phase != Phase::Closed)
            return span->phase;
    }
    return Phase::Closed;
}

int agentOf(const World &world, const Conversation &c)
{
    switch (world.vendor()) {
    case Vendor::Chatwoot:
    case Vendor::ChatDash:
        return world.assignee(c);
    case Vendor::RocketChat:
        // Back in the queue the room forgets who served it, and closing does not bring it back.
        return lastOpenPhase(c) == Phase::Queued ? Nobody : world.server(c);
    case Vendor::LivePerson:
        break;
    }
    return c.assignments.empty() ? Nobody : c.assignments.back().agent;
}

bool isOpenWithAgent(const World &world, const Conversation &c)
{
    if (c.deleted() || agentOf(world, c) == Nobody)
        return false;
    switch (world.vendor()) {
    case Vendor::Chatwoot:
    case Vendor::ChatDash:
        // A bot's conversation is "pending" there, or not human.
        return c.phase == Phase::Assigned;
    case Vendor::RocketChat:
    case Vendor::LivePerson:
        break;
    }
    // On hold is not open; in the queue the last agent is no longer responsible.
    return c.phase == Phase::Assigned || c.phase == Phase::Bot;
}

bool isUnattended(const World &world, const Conversation &c)
{
    switch (world.vendor()) {
    case Vendor::Chatwoot:
        return isOpenWithAgent(world, c) && (c.firstReplyAt == 0 || c.waitingSince != 0);
    case Vendor::RocketChat:
    case Vendor::LivePerson:
        return isOpenWithAgent(world, c) && world.unattended(c);
    case Vendor::ChatDash:
        break;
    }
    return !c.deleted() && c.phase == Phase::Queued && agentOf(world, c) != Nobody;
}

int groupOf(const World &world, const Conversation &c)
{
    switch (world.vendor()) {
    case Vendor::Chatwoot:
    case Vendor::RocketChat:
        return c.group;
    case Vendor::LivePerson: {
        const int agent = agentOf(world, c);
        return agent == Nobody ? Nobody : world.agents()[size_t(agent)].group;
    }
    case Vendor::ChatDash:
        break;
    }
    return Nobody;
}

int skillOf(const World &world, const Conversation &c)
{
    return world.vendor() == Vendor::LivePerson ? c.skill : Nobody;
}

bool hasInboxes(Vendor vendor)
{
    return vendor == Vendor::Chatwoot;
}

void writeId(TruthJson *json, Vendor vendor, const QString &id)
{
    bool ok = false;
    const qlonglong number = id.toLongLong(&ok);
    if (vendor == Vendor::Chatwoot && ok)
        json->number(number);
    else
        json->text(id);
}

std::optional<QString> paramOf(const TruthParams &params, const char *name)
{
    for (const auto &[key, value] : params) {
        if (key == QLatin1String(name))
            return value;
    }
    return std::nullopt;
}

std::optional<QString> strangeParam(const TruthParams &params,
                                    std::initializer_list<const char *> known)
{
    for (const auto &[key, value] : params) {
        const bool found = std::any_of(known.begin(), known.end(), [&key = key](const char *name) {
            return key == QLatin1String(name);
        });
        if (!found)
            return key;
    }
    return std::nullopt;
}

bool idLess(const QString &a, const QString &b)
{
    bool aIsNumber = false;
    bool bIsNumber = false;
    const qlonglong aNumber = a.toLongLong(&aIsNumber);
    const qlonglong bNumber = b.toLongLong(&bIsNumber);
    if (aIsNumber && bIsNumber)
        return aNumber < bNumber;
    return a < b;
}

TruthAnswer chatwootError(int status, const QString &description, const QString &field,
                          const QString &message, const QString &code)
{
    TruthJson json;
    json.beginObject().key("description").text(description).key("errors").beginArray();
    json.beginObject().key("field").text(field).key("message").text(message);
    json.key("code").text(code).endObject().endArray().endObject();
    return {status, json.bytes()};
}

} // namespace watchfloor::sandbox
