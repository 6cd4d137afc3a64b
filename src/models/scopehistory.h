// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewscope.h"

#include <optional>
#include <vector>

namespace watchfloor {

/// Where the shared scope was before, for undo and redo. Knows scopes only, not who changed them.
class ScopeHistory {
public:
    /// The scope is this now. A change after an undo forgets what was undone.
    void note(const ViewScope &scope);
    /// Starts anew: nothing before this can be undone.
    void reset(const ViewScope &scope);

    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_scopes.size(); }
    /// The scope to go to; nothing at the end.
    std::optional<ViewScope> undo();
    std::optional<ViewScope> redo();

private:
    std::vector<ViewScope> m_scopes;
    size_t m_at = 0; // the present one
};

} // namespace watchfloor
