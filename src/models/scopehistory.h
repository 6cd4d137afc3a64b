// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewscope.h"

#include <QVariantMap>

#include <optional>
#include <utility>
#include <vector>

namespace watchfloor {

/// Everything that narrows what is on screen, at one moment.
struct Narrowing {
    Narrowing() = default;
    Narrowing(ViewScope shared) // NOLINT(google-explicit-constructor): a scope is most of it
        : scope(std::move(shared))
    {
    }
    Narrowing(ViewScope shared, QString words, QVariantMap pages)
        : scope(std::move(shared))
        , search(std::move(words))
        , choices(std::move(pages))
    {
    }

    ViewScope scope;
    QString search;
    QVariantMap choices; ///< Page::choices() by key of the page

    bool operator==(const Narrowing &) const = default;
};

/// Where the shared scope was before, for undo and redo. Knows values only, not who changed them.
class ScopeHistory {
public:
    /// It is this now. A change after an undo forgets what was undone; words that are typed on are
    /// one step.
    void note(const Narrowing &now);
    /// Starts anew: nothing before this can be undone.
    void reset(const Narrowing &now);

    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_scopes.size(); }
    /// Where to go to; nothing at the end.
    std::optional<Narrowing> undo();
    std::optional<Narrowing> redo();

private:
    bool isTypedOn(const Narrowing &now) const;

    std::vector<Narrowing> m_scopes;
    size_t m_at = 0; // the present one
};

} // namespace watchfloor
