// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"
#include "models/savedviews.h"
#include "models/scopehistory.h"
#include "models/viewscope.h"
#include "views/statusstrip.h"
#include "views/topbar.h"

#include <QVariantMap>
#include <QWidget>

#include <utility>
#include <vector>

class QStackedWidget;

namespace watchfloor {

class ChipsRow;
class CommandPalette;
class Page;
class ScopeDesk;
class Sidebar;
class WallStrip;
struct Drill;
struct ExplainTarget;

/// Sidebar, top bar, pages, status strip. Knows pages, no service.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);

    /// Takes ownership. Pages `atEnd` stand under a gap at the sidebar's foot. Ctrl+n in order.
    void addPage(Page *page, bool atEnd = false);
    bool showPage(const QString &key);
    /// The same for something opened on it: goBack() leads to where one was.
    bool openPage(const QString &key);
    /// Leaves what was opened last; false: nothing was. Alt+Left and Esc.
    bool goBack();
    /// This one, wherever it is.
    void openConversation(RowId account, const QString &remoteId);
    /// "light", "dark" or empty for the desktop's; remembered with the window.
    void chooseTheme(const QString &key);
    Page *currentPage() const;
    QStringList pageKeys() const;
    /// Key and title, in the order of Ctrl+n; then the pages' parts ("charts/trend").
    std::vector<std::pair<QString, QString>> pageTitles() const;

    void setAccounts(const std::vector<Account> &accounts);
    void setScope(const ViewScope &scope);
    const ViewScope &scope() const { return m_topBar->scope(); }
    void setFreshness(const Freshness &freshness, TimeMs now);
    void setActivities(const std::vector<Activity> &activities);
    void setNotice(const QString &notice);
    /// Formatter of all pages: the locale and the scope's zone.
    MetricFormatter formatter() const;
    void setNow(TimeMs now);
    /// Full screen without sidebar, top bar and status, but with what it is and how old; F11 and
    /// Esc.
    void setWallboard(bool on);
    bool isWallboard() const { return m_wallboard; }
    /// Ctrl+F, and "/" where no text is being typed.
    void focusSearch();
    WallStrip *wallStrip() const { return m_wall; }
    /// Of the window with a frame, also while it is a wallboard.
    QByteArray saveWindowGeometry() const;
    /// Never to full screen.
    void restoreWindowGeometry(const QByteArray &geometry);
    void clearSearch();
    void search(const QString &text);

    /// Names of all a filter can name. What the scope holds and is gone is taken out and said.
    void setCatalogue(const FilterCataloguePtr &catalogue);
    /// Page, scope and pages' own state, as a saved view keeps them.
    SavedView currentView() const;
    void showView(const SavedView &view);
    /// As if the user had chosen it.
    void changeScope(const ViewScope &scope);

    TopBar *topBar() const { return m_topBar; }
    ChipsRow *chipsRow() const { return m_chips; }
    ScopeDesk *scopeDesk() const { return m_desk; }
    CommandPalette *palette() const { return m_palette; }
    StatusStrip *statusStrip() const { return m_status; }

    /// Page, scope and what each page remembers; geometry apart.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void scopeChanged(const watchfloor::ViewScope &scope);
    void syncRequested();
    /// "Export this view", Ctrl+E.
    void exportRequested();
    void pageShown(const QString &key);
    void addAccountRequested();
    void demoRequested();
    void retryRequested();
    void drillRequested(const watchfloor::Drill &drill);
    void explainRequested(const watchfloor::ExplainTarget &target, const QRect &at);
    void conversationRequested(watchfloor::RowId account, const QString &remoteId);
    void closing();
    /// Something saveState() or the geometry tells has changed.
    void stateEdited();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    /// Sidebar, top bar, page, status strip: always in this order.
    bool focusNextPrevChild(bool next) override;

private:
    void applyScope();
    void connectPage(Page *page);
    void connectScope();
    void connectKeys();
    void restorePages(const QVariantMap &pages);
    bool leaveFullScreen();
    QStringList accountWords() const;
    void tellFilters();
    Narrowing narrowing() const;
    void goTo(const Narrowing &wanted);
    void noteNarrowing();
    void refreshWall();

    Sidebar *m_sidebar;
    TopBar *m_topBar;
    ChipsRow *m_chips;
    ScopeDesk *m_desk;
    CommandPalette *m_palette;
    QStackedWidget *m_pages;
    StatusStrip *m_status;
    WallStrip *m_wall;
    std::vector<Page *> m_list;
    QString m_search;
    QString m_theme;        // chosen by hand; empty = the desktop's
    QString m_cameFrom;     // the page something was opened from
    QString m_openedSearch; // the search at that moment
    TimeMs m_now = 0;
    bool m_wallboard = false;
    bool m_restoring = false; // pages are set by the program: no step of anybody's
    std::vector<Account> m_accounts;
    QByteArray m_geometryBefore; // the wallboard
};

} // namespace watchfloor
