// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/error.h"
#include "models/drill.h"
#include "models/explain.h"
#include "models/filtercatalogue.h"
#include "models/metricformatter.h"
#include "models/scopepart.h"
#include "views/pageexport.h"

#include <QRect>
#include <QVariantMap>
#include <QWidget>

#include <optional>
#include <vector>

namespace watchfloor {

/// One entry of the sidebar. Pages take values and emit wishes; they know no service.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString key() const = 0; ///< stable: settings and --page
    virtual QString title() const = 0;
    virtual QString iconName() const = 0;
    /// What of the page can be gone to by itself, e.g. kinds of charts: stable key and title.
    virtual std::vector<std::pair<QString, QString>> parts() const { return {}; }
    /// As if chosen by hand; unknown keys change nothing.
    virtual void showPart(const QString &) {}
    /// False: the pickers of accounts, range, filters and search mean nothing here and are hidden.
    virtual bool usesScope() const { return true; }
    /// Which parts of the scope change nothing here, and why. Told by chips, switches and pickers.
    virtual IgnoredParts ignoredFilters() const { return {}; }

    /// What is asked from now on; for sentences and for what drill-downs start from.
    virtual void setScope(const ViewScope &) {}
    virtual void setSearch(const QString &) {}
    /// The accounts and filters it is narrowed to, in words; told to the page on screen.
    virtual void setFilterWords(const QStringList &) {}
    virtual void setFormatter(const MetricFormatter &) {}
    /// The nearest range with something in it, after nothingFound(); none: there is none.
    virtual void setNearestRange(const std::optional<RangeChoice> &) {}
    /// Relative times move on.
    virtual void setNow(TimeMs) {}
    /// All there are, whatever the scope says.
    virtual void setAccounts(const std::vector<Account> &) {}
    /// The names of everything a scope can hold; null until the cache was read.
    virtual void setCatalogue(const FilterCataloguePtr &) {}
    /// No account yet: one clear step, and the demo.
    virtual void setFirstStart(bool) {}
    virtual void setLoading() {}
    virtual void setError(const Error &) {}
    /// Opens the editor of the levels of what the keyboard stands on; false: nothing has levels.
    virtual bool editLevels() { return false; }
    /// Full screen, read from across the room.
    virtual void setWallboard(bool) {}
    /// What "Export this view" can write of what is shown just now.
    virtual PageExport exported() const { return {}; }
    /// True: the page exports in a way of its own, and has begun to.
    virtual bool exportItself() { return false; }
    virtual void focusMain() { setFocus(); }
    /// Leaves what was opened on this page by itself: a number's conversations, a conversation
    /// that is not in the list. False: nothing was.
    virtual bool stepBack() { return false; }
    /// Its own buttons and switches that narrow what is shown; undone and redone with the scope.
    virtual QVariantMap choices() const { return {}; }
    virtual void setChoices(const QVariantMap &) {}
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap &) {}

Q_SIGNALS:
    /// The user changed something saveState() tells.
    void stateEdited();
    /// The user changed what choices() tells.
    void choicesChanged();
    /// Something the page itself chooses (metric, grouping, columns) changed: ask again.
    void questionChanged();
    /// ignoredFilters() tells something else now, and nothing is to be asked for it.
    void ignoredChanged();
    void addAccountRequested();
    void demoRequested();
    void retryRequested();
    void searchClearRequested();
    void widerRangeRequested();
    /// The range has nothing: where would there be something?
    void nothingFound();
    void rangeRequested(const watchfloor::RangeChoice &range);
    /// All accounts and no filter, please.
    void filtersClearRequested();
    /// Another scope, please; it can be undone.
    void scopeRequested(const watchfloor::ViewScope &scope);
    /// Another page, with an empty search and these of its choices().
    void pageRequested(const QString &key, const QVariantMap &choices);
    void drillRequested(const watchfloor::Drill &drill);
    /// This one, please, whatever the range.
    void conversationRequested(watchfloor::RowId account, const QString &remoteId);
    /// `at`: the number on screen, in global coordinates.
    void explainRequested(const watchfloor::ExplainTarget &target, const QRect &at);
};

} // namespace watchfloor
