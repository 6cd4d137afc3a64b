// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"
#include "models/scopehistory.h"
#include "models/scopepart.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>

#include <functional>

namespace watchfloor {

class ChipsRow;
class FilterPopover;
class TopBar;

/// What the window does with the shared scope: chips, filters, undo, what is remembered. The scope
/// itself lives in the top bar; whoever wants another one says so by scopeWanted().
class ScopeDesk : public QObject {
    Q_OBJECT
public:
    ScopeDesk(TopBar *bar, ChipsRow *row, QWidget *window);

    /// Names of everything; scopes restored by row numbers are looked at again.
    void setCatalogue(const FilterCataloguePtr &catalogue);
    const FilterCatalogue &catalogue() const { return *m_catalogue; }

    /// What is noted besides the scope; without it the scope alone.
    void setNarrowing(std::function<Narrowing()> now) { m_narrowing = std::move(now); }
    /// The program chose: nothing before can be undone.
    void begin();
    /// Somebody chose.
    void note();
    /// The same of what is not the scope's.
    void noteNarrowing();
    void undo();
    void redo();
    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }

    /// Page::ignoredFilters() of the page on screen; `used`: it follows the scope at all.
    void setPage(const IgnoredParts &ignored, bool used);
    void setNow(TimeMs now);
    void openFilters();
    void openFilters(FilterDimension dimension);
    FilterPopover *popover() const { return m_popover; }
    void setFilter(const ViewFilter &filter);
    /// The filters that are on and followed by the page on screen: "Group: Billing".
    QStringList filterWords() const;
    /// The page on screen does not follow this part: Page::ignoredFilters().
    bool ignores(ScopePart part) const;
    void toggleCompare();
    void toggleBusiness();

    QJsonObject scopeJson() const;
    /// Becomes the scope; what is no longer there is left out and said.
    void show(const QJsonObject &json, bool remember);

Q_SIGNALS:
    void scopeWanted(const watchfloor::ViewScope &scope);
    /// By undo and redo.
    void narrowingWanted(const watchfloor::Narrowing &wanted);
    void startScopeWanted(const watchfloor::ViewScope &scope);
    /// Filters, their names or the page on screen changed.
    void filtersTold();
    /// The keyboard has nowhere to be.
    void focusLost();

private:
    void refresh();
    void setSwitches();
    Narrowing narrowing() const;

    TopBar *m_bar;
    ChipsRow *m_row;
    QWidget *m_window;
    FilterPopover *m_popover;
    FilterCataloguePtr m_catalogue;
    ScopeHistory m_history;
    IgnoredParts m_ignored;
    std::function<Narrowing()> m_narrowing;
    QJsonObject m_restored; // from before the catalogue was known
    bool m_used = true;
    TimeMs m_now = 0;
};

} // namespace watchfloor
