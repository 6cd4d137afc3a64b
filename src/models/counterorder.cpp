// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/counterorder.h"

#include <QStringList>

#include <algorithm>

namespace watchfloor {
namespace {

std::vector<NowCounterKind> usualCounters()
{
    std::vector<NowCounterKind> all;
    for (std::size_t i = 0; i < NowCounterCount; ++i)
        all.push_back(static_cast<NowCounterKind>(i));
    return all;
}

QString counterKey(NowCounterKind kind)
{
    return QString::fromLatin1(metricOf(kind).key);
}

} // namespace

std::vector<NowCounterKind> CounterOrder::hidden() const
{
    std::vector<NowCounterKind> hidden = usualCounters();
    std::erase_if(hidden, [this](NowCounterKind kind) {
        return std::find(m_shown.begin(), m_shown.end(), kind) != m_shown.end();
    });
    return hidden;
}

bool CounterOrder::isUsual() const
{
    return m_shown == usualCounters();
}

bool CounterOrder::move(NowCounterKind kind, int place)
{
    const auto at = std::find(m_shown.begin(), m_shown.end(), kind);
    if (at == m_shown.end())
        return false;
    const auto last = static_cast<int>(m_shown.size()) - 1;
    const auto from = static_cast<int>(at - m_shown.begin());
    const int to = std::clamp(place, 0, last);
    if (to == from)
        return false;
    m_shown.erase(at);
    m_shown.insert(m_shown.begin() + to, kind);
    return true;
}

bool CounterOrder::moveBy(NowCounterKind kind, int steps)
{
    const auto at = std::find(m_shown.begin(), m_shown.end(), kind);
    return at != m_shown.end() && move(kind, static_cast<int>(at - m_shown.begin()) + steps);
}

bool CounterOrder::hide(NowCounterKind kind)
{
    return m_shown.size() > 1 && std::erase(m_shown, kind) > 0;
}

bool CounterOrder::show(NowCounterKind kind)
{
    if (std::find(m_shown.begin(), m_shown.end(), kind) != m_shown.end())
        return false;
    m_shown.push_back(kind);
    return true;
}

bool CounterOrder::reset()
{
    const bool changed = !isUsual();
    m_shown = usualCounters();
    return changed;
}

QVariantMap CounterOrder::toMap() const
{
    if (isUsual())
        return {};
    QStringList shown;
    QStringList hiddenKeys;
    for (const NowCounterKind kind : m_shown)
        shown << counterKey(kind);
    for (const NowCounterKind kind : hidden())
        hiddenKeys << counterKey(kind);
    return {{QStringLiteral("shown"), shown}, {QStringLiteral("hidden"), hiddenKeys}};
}

CounterOrder CounterOrder::fromMap(const QVariantMap &map)
{
    const QStringList shown = map.value(QStringLiteral("shown")).toStringList();
    const QStringList hiddenKeys = map.value(QStringLiteral("hidden")).toStringList();
    CounterOrder order;
    order.m_shown.clear();
    std::vector<NowCounterKind> rest = usualCounters();
    for (const QString &key : shown) {
        const auto found = std::find_if(rest.begin(), rest.end(), [&key](NowCounterKind kind) {
            return counterKey(kind) == key;
        });
        if (found == rest.end())
            continue; // twice, or of another program
        order.m_shown.push_back(*found);
        rest.erase(found);
    }
    for (const NowCounterKind kind : rest) {
        if (!hiddenKeys.contains(counterKey(kind)))
            order.m_shown.push_back(kind);
    }
    if (order.m_shown.empty())
        order.reset();
    return order;
}

} // namespace watchfloor
