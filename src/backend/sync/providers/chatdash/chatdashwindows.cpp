// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashwindows.h"

#include <QUrl>

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

constexpr qint64 manyRows = 2'000;
constexpr qint64 fewRows = 200;
constexpr qint64 manyBytes = 8 * 1024 * 1024;
constexpr DurationMs longWait = 20'000;

} // namespace

DurationMs halved(DurationMs length)
{
    return std::max(length / 2, shortestLength);
}

DurationMs nextLength(DurationMs length, const WindowWeight &weight)
{
    if (weight.rows > manyRows || weight.bytes > manyBytes || weight.took > longWait)
        return halved(length);
    return weight.rows < fewRows ? std::min(length * 2, longestLength) : length;
}

QString WindowPlace::text() const
{
    return QStringLiteral("%1;%2;%3;").arg(to).arg(length).arg(roundTo) +
           QString::fromLatin1(QUrl::toPercentEncoding(agent));
}

std::optional<WindowPlace> WindowPlace::from(const QString &text)
{
    const QStringList parts = text.split(u';');
    if (parts.size() != 4)
        return std::nullopt;
    WindowPlace place;
    place.to = parts[0].toLongLong();
    place.length = std::clamp<DurationMs>(parts[1].toLongLong(), shortestLength, longestLength);
    place.roundTo = parts[2].toLongLong();
    place.agent = QUrl::fromPercentEncoding(parts[3].toLatin1());
    return place;
}

std::optional<WindowPlace> WindowWalk::start(const QString &cursor) const
{
    if (m_agents.isEmpty() || m_range.isEmpty())
        return std::nullopt;
    auto place = WindowPlace::from(cursor);
    if (!place || place->roundTo > m_range.to || place->to > place->roundTo)
        return agentFrom(0, m_range.to);
    if (place->roundTo <= m_range.from)
        return std::nullopt;
    if (m_agents.contains(place->agent))
        return place->to > round(*place).from ? place : next(*place);
    const auto later = std::upper_bound(m_agents.begin(), m_agents.end(), place->agent);
    return agentFrom(later - m_agents.begin(), place->roundTo);
}

TimeRange WindowWalk::round(const WindowPlace &place) const
{
    return {std::max(m_range.from, place.roundTo - longestLength), place.roundTo};
}

TimeRange WindowWalk::window(const WindowPlace &place) const
{
    return {std::max(round(place).from, place.to - place.length), place.to};
}

std::optional<WindowPlace> WindowWalk::next(const WindowPlace &place, bool whole) const
{
    const TimeRange done = window(place);
    if (!whole && done.from > round(place).from) {
        WindowPlace below = place;
        below.to = done.from;
        return below;
    }
    const auto later = std::upper_bound(m_agents.begin(), m_agents.end(), place.agent);
    return agentFrom(later - m_agents.begin(), place.roundTo);
}

std::optional<WindowPlace> WindowWalk::agentFrom(qsizetype index, TimeMs roundTo) const
{
    WindowPlace place;
    place.roundTo = roundTo;
    if (index >= m_agents.size()) {
        place.roundTo = round(place).from;
        index = 0;
        if (place.roundTo <= m_range.from)
            return std::nullopt;
    }
    place.agent = m_agents.at(index);
    place.to = place.roundTo;
    return place;
}

} // namespace watchfloor::chatdash
