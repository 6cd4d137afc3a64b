// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

template<typename Rows>
int indexOfId(const Rows &rows, const QString &id)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&id](const auto &row) { return row.id == id; });
    return found == rows.end() ? Nobody : static_cast<int>(found - rows.begin());
}

} // namespace

World::World(const WorldConfig &config)
    : m_config(config)
    , m_now(config.epoch)
    , m_random(Random::mixed(config.seed) + static_cast<quint64>(config.vendor))
{
    // Other accounts of the same installation came first.
    m_databaseId = 33'000 + static_cast<qint64>(config.seed % 997);
    m_messageId = 1'400'000;
    m_eventId = 90'000;
    m_otherId = 2;
}

void World::advanceTo(Ms now)
{
    while (!m_jobs.empty() && m_jobs.top().dueAt <= now) {
        const RowJob job = m_jobs.top();
        m_jobs.pop();
        m_now = qMax(m_now, job.dueAt);
        writeRow(job);
    }
    m_now = qMax(m_now, now);
}

int World::groupById(const QString &id) const
{
    return indexOfId(m_groups, id);
}
int World::skillById(const QString &id) const
{
    return indexOfId(m_skills, id);
}
int World::inboxById(const QString &id) const
{
    return indexOfId(m_inboxes, id);
}

int World::assignee(const Conversation &c) const
{
    return c.phase == Phase::Bot || c.phase == Phase::Queued ? Nobody : c.agent;
}

int World::server(const Conversation &c) const
{
    return c.phase == Phase::Queued || c.assignments.empty() ? Nobody : c.assignments.back().agent;
}

bool World::unattended(const Conversation &c) const
{
    if (c.deleted() || (c.phase != Phase::Queued && c.phase != Phase::Assigned))
        return false;
    switch (vendor()) {
    case Vendor::Chatwoot:
    case Vendor::RocketChat:
        return c.firstReplyAt == 0 || c.waitingSince != 0;
    case Vendor::LivePerson:
        return c.waitingSince != 0;
    case Vendor::ChatDash:
        break;
    }
    return c.phase == Phase::Queued;
}

std::vector<int> World::updatedSince(Ms since) const
{
    std::vector<int> found;
    for (auto entry = m_updates.rbegin(); entry != m_updates.rend() && entry->first > since;
         ++entry) {
        const Conversation &c = at(entry->second);
        if (c.updatedAt == entry->first && !c.deleted())
            found.push_back(entry->second);
    }
    return found;
}

bool World::isMember(int inbox, int agent) const
{
    const Inbox &place = m_inboxes[static_cast<size_t>(inbox)];
    const auto &own = m_agents[static_cast<size_t>(agent)].skills;
    const auto has = [](const std::vector<int> &all, int wanted) {
        return std::find(all.begin(), all.end(), wanted) != all.end();
    };
    return has(place.extraMembers, agent) ||
           std::any_of(place.skills.begin(), place.skills.end(),
                       [&](int skill) { return has(own, skill); });
}

qint64 World::businessSeconds(int inbox, Ms from, Ms to) const
{
    if (inbox == Nobody)
        return 0;
    const Ms worked = m_calendars[static_cast<size_t>(inbox)].worked(from, to);
    return worked < 0 ? -((-worked + 500) / Second) : (worked + 500) / Second;
}

std::vector<int> World::subGroups(int group) const
{
    std::vector<int> found{group};
    for (size_t i = 0; i < found.size(); ++i) {
        for (size_t g = 0; g < m_groups.size(); ++g) {
            if (m_groups[g].parent == found[i])
                found.push_back(static_cast<int>(g));
        }
    }
    return found;
}

void World::touch(int conversation)
{
    ++m_revision;
    Conversation &c = row(conversation);
    if (c.updatedAt == m_now)
        return;
    c.updatedAt = m_now;
    m_updates.emplace_back(m_now, conversation);
}

} // namespace watchfloor::sandbox
