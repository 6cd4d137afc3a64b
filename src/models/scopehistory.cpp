// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopehistory.h"

namespace watchfloor {
namespace {

constexpr size_t longestHistory = 200;

} // namespace

void ScopeHistory::note(const ViewScope &scope)
{
    if (m_scopes.empty()) {
        reset(scope);
        return;
    }
    if (m_scopes[m_at] == scope)
        return;
    m_scopes.resize(m_at + 1);
    m_scopes.push_back(scope);
    if (m_scopes.size() > longestHistory)
        m_scopes.erase(m_scopes.begin());
    m_at = m_scopes.size() - 1;
}

void ScopeHistory::reset(const ViewScope &scope)
{
    m_scopes.assign(1, scope);
    m_at = 0;
}

std::optional<ViewScope> ScopeHistory::undo()
{
    if (!canUndo())
        return {};
    return m_scopes[--m_at];
}

std::optional<ViewScope> ScopeHistory::redo()
{
    if (!canRedo())
        return {};
    return m_scopes[++m_at];
}

} // namespace watchfloor
