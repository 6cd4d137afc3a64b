// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopehistory.h"

namespace watchfloor {
namespace {

constexpr size_t longestHistory = 200;

} // namespace

void ScopeHistory::note(const Narrowing &now)
{
    if (m_scopes.empty()) {
        reset(now);
        return;
    }
    if (m_scopes[m_at] == now)
        return;
    m_scopes.resize(m_at + 1);
    if (isTypedOn(now)) {
        m_scopes[m_at] = now;
        return;
    }
    m_scopes.push_back(now);
    if (m_scopes.size() > longestHistory)
        m_scopes.erase(m_scopes.begin());
    m_at = m_scopes.size() - 1;
}

bool ScopeHistory::isTypedOn(const Narrowing &now) const
{
    if (m_at == 0 || now.search.isEmpty())
        return false;
    const auto sameBut = [&now](const Narrowing &other) {
        return other.scope == now.scope && other.choices == now.choices;
    };
    return sameBut(m_scopes[m_at]) && sameBut(m_scopes[m_at - 1]) &&
           !m_scopes[m_at].search.isEmpty();
}

void ScopeHistory::reset(const Narrowing &now)
{
    m_scopes.assign(1, now);
    m_at = 0;
}

std::optional<Narrowing> ScopeHistory::undo()
{
    if (!canUndo())
        return {};
    return m_scopes[--m_at];
}

std::optional<Narrowing> ScopeHistory::redo()
{
    if (!canRedo())
        return {};
    return m_scopes[++m_at];
}

} // namespace watchfloor
