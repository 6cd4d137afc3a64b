// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/syntheticyear.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace watchfloor::bench {

namespace {

/// One independent stream per number: rows can be made column by column.
quint64 mixed(quint64 x)
{
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

double unit(quint64 bits)
{
    return (static_cast<double>(bits >> 11) + 0.5) / 9007199254740992.0;
}

double normal(quint64 a, quint64 b)
{
    return std::sqrt(-2 * std::log(unit(a))) * std::cos(6.283185307179586 * unit(b));
}

std::vector<double> zipf(qint64 count, double exponent)
{
    std::vector<double> cumulated;
    double sum = 0;
    for (qint64 i = 1; i <= count; ++i) {
        sum += 1 / std::pow(static_cast<double>(i), exponent);
        cumulated.push_back(sum);
    }
    return cumulated;
}

qint64 pick(const std::vector<double> &cumulated, double at)
{
    const auto found = std::upper_bound(cumulated.begin(), cumulated.end(), at * cumulated.back());
    return std::min<qint64>(found - cumulated.begin(), static_cast<qint64>(cumulated.size()) - 1);
}

/// Weight of each hour of a year: nights and weekends are quiet, winter is busy.
std::vector<double> rhythm()
{
    std::vector<double> cumulated;
    double sum = 0;
    for (qint64 hour = 0; hour < 365 * 24; ++hour) {
        const TimeMs time = kYearStart + hour * 3'600'000;
        const qint64 day = (time / kDay + 3) % 7;
        const double daily = std::exp(-std::pow(static_cast<double>(hour % 24) - 13, 2) / 18);
        const double season = 1 + 0.3 * std::cos(static_cast<double>(hour) / 1394.2);
        sum += (0.08 + daily) * (day < 5 ? 1.0 : 0.35) * season;
        cumulated.push_back(sum);
    }
    return cumulated;
}

struct Shape {
    double lagMinutes;   ///< median, from the conversation's creation
    double valueSeconds; ///< median
    double spread;
    double business; ///< share with a business-hours value
};
constexpr Shape kShapes[] = {
    {0, 0, 0, 0},       {6, 180, 1.2, 0.97}, {40, 120, 1.1, 0.97}, {300, 14'400, 1.5, 0.97},
    {2, 45, 1.0, 0.97}, {3, 60, 1.0, 0.97},  {310, 600, 0.8, 0.97}};

} // namespace

SyntheticYear::SyntheticYear(qint64 conversations)
{
    const auto agents = zipf(kAgents, 0.8);
    const auto inboxes = zipf(kInboxes, 1.0);
    const auto skills = zipf(kSkills, 0.9);
    const auto hours = rhythm();
    std::map<std::array<qint64, 3>, CellCode> codes;
    m_created.reserve(static_cast<std::size_t>(conversations));
    m_cellOf.reserve(static_cast<std::size_t>(conversations));
    for (qint64 i = 0; i < conversations; ++i) {
        const quint64 seed = mixed(static_cast<quint64>(i));
        const double at =
            (static_cast<double>(i) + unit(mixed(seed ^ 1))) / static_cast<double>(conversations);
        const qint64 hour = pick(hours, at);
        m_created.push_back(kYearStart + hour * 3'600'000 +
                            static_cast<TimeMs>(mixed(seed ^ 2) % 3'600'000));
        const bool assigned = mixed(seed ^ 3) % 50 != 0;
        const qint64 agent = assigned ? 1 + pick(agents, unit(mixed(seed ^ 4))) : 0;
        // An agent has three skills; what nobody took may need any.
        const qint64 skill =
            assigned ? 1 + (agent * 7 + pick({6, 9, 10}, unit(mixed(seed ^ 5))) * 11) % kSkills
                     : 1 + pick(skills, unit(mixed(seed ^ 5)));
        const qint64 inbox = 1 + pick(inboxes, unit(mixed(seed ^ 6)));
        const auto [found, fresh] =
            codes.try_emplace({agent, skill, inbox}, static_cast<CellCode>(m_cells.size() + 1));
        if (fresh) {
            CellValues values;
            values.set(Dimension::Account, 1);
            values.set(Dimension::Agent, agent);
            values.set(Dimension::Group, agent == 0 ? 0 : 1 + agent % kGroups);
            values.set(Dimension::Skill, 100 + skill);
            values.set(Dimension::Inbox, 200 + inbox);
            values.set(Dimension::Channel, 1 + inbox % kChannels);
            values.set(Dimension::Actor, agent == 0 ? kActorUnknown : kActorHuman);
            m_cells.push_back(values);
        }
        m_cellOf.push_back(static_cast<quint16>(found->second));
    }
}

void SyntheticYear::addCells(CellTable &cells) const
{
    for (std::size_t number = 1; number <= m_cells.size(); ++number) {
        CellValues values = combination(number);
        cells.set(eventCell(number), values);
        values.set(Dimension::Actor, kActorUnknown);
        cells.set(conversationCell(number), values);
    }
}

SyntheticEvent SyntheticYear::made(FactColumnId column, TimeMs created, CellCode cell,
                                   quint64 seed) const
{
    const Shape &shape = kShapes[column];
    const quint64 stream = mixed(seed * 8 + static_cast<quint64>(column));
    const double lag = shape.lagMinutes * std::exp(normal(mixed(stream), mixed(stream + 1)));
    const double seconds =
        shape.valueSeconds * std::exp(shape.spread * normal(mixed(stream + 2), mixed(stream + 3)));
    SyntheticEvent event;
    event.row = {created + static_cast<TimeMs>(lag * 60'000), cell,
                 static_cast<qint64>(seconds) * 1000, std::nullopt};
    if (unit(mixed(stream + 4)) < shape.business) {
        event.row.business = static_cast<qint64>(seconds * unit(mixed(stream + 5))) * 1000;
    }
    // The server writes an event within a second of its end, and counts in whole seconds.
    event.endLag = static_cast<DurationMs>(mixed(stream + 6) % 1000);
    event.startLag = event.endLag + static_cast<DurationMs>(mixed(stream + 7) % 1000) - 500;
    return event;
}

std::optional<SyntheticEvent> SyntheticYear::event(qint64 conversation, FactColumnId column) const
{
    const auto at = static_cast<std::size_t>(conversation);
    const SyntheticEvent event =
        made(column, m_created[at], eventCell(m_cellOf[at]), static_cast<quint64>(conversation));
    return event.row.time < kYearEnd ? std::optional(event) : std::nullopt;
}

std::optional<TimeMs> SyntheticYear::closed(qint64 conversation) const
{
    const auto resolved = event(conversation, kResolution);
    if (!resolved) {
        return std::nullopt;
    }
    return std::max(created(conversation), resolved->row.time - resolved->endLag);
}

std::vector<FactRow> SyntheticYear::rows(FactColumnId column) const
{
    std::vector<FactRow> rows;
    rows.reserve(m_created.size());
    for (qint64 i = 0; i < conversations(); ++i) {
        const CellCode cell = conversationCell(combinationOf(i));
        if (column == kConversationsCreated) {
            rows.push_back({created(i), cell, 0, std::nullopt});
        } else if (column == kConversationsClosed) {
            if (const auto end = closed(i)) {
                rows.push_back({*end, cell, *end - created(i), std::nullopt});
            }
        } else if (const auto found = event(i, column)) {
            rows.push_back(found->row);
        }
    }
    return rows;
}

FactChanges SyntheticYear::newEvents(qint64 count, TimeMs now, TimeMs span, quint64 seed) const
{
    FactChanges changes;
    for (qint64 i = 0; i < count; ++i) {
        const quint64 stream = mixed(seed * 1'000'003 + static_cast<quint64>(i));
        const auto cell = eventCell(m_cellOf[stream % m_cellOf.size()]);
        FactRow row = made(1 + i % kEventNames, 0, cell, stream).row;
        row.time = now - span + static_cast<TimeMs>(mixed(stream) % static_cast<quint64>(span));
        changes.push_back({1 + i % kEventNames, std::nullopt, row});
    }
    return changes;
}

} // namespace watchfloor::bench
