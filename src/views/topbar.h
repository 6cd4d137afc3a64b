// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "models/freshness.h"
#include "models/scopepart.h"
#include "models/viewscope.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QMenu;

namespace watchfloor {

class FreshnessBadge;
class ElidedLabel;
class PickerButton;
class ViewsMenu;
class ZoneMenu;

/// Shared by all pages: which view, accounts, time, filters, words, how fresh. Words give way to
/// icons where there is no room, what says most the last.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setScopeUsed(bool used);
    void setAccounts(const std::vector<Account> &accounts);
    void setScope(const ViewScope &scope);
    const ViewScope &scope() const { return m_scope; }
    void setFreshness(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
    /// What the page on screen does not follow: "accounts", "range", "zone" and others.
    void setIgnored(const IgnoredParts &ignored);
    /// For the custom range's first proposal and the zone's season.
    void setNow(TimeMs now);

    QLineEdit *searchEdit() const { return m_search; }
    PickerButton *accountPicker() const { return m_accountPicker; }
    PickerButton *rangePicker() const { return m_rangePicker; }
    PickerButton *zonePicker() const { return m_zonePicker; }
    PickerButton *filterButton() const { return m_filterButton; }
    ViewsMenu *viewsMenu() const { return m_views; }

Q_SIGNALS:
    void scopeChanged(const watchfloor::ViewScope &scope);
    void searchChanged(const QString &text);
    void freshnessClicked();
    void filtersRequested();
    void compareRequested();
    void businessRequested();
    /// Escape or Return in the search: back to the page.
    void leftSearch();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void setUpSearch();
    void rebuildAccountMenu();
    void rebuildRangeMenu();
    void askCustomRange();
    void describeScope();
    void choose(const ViewScope &scope);

    std::vector<Account> m_accounts;
    ViewScope m_scope;
    TimeMs m_now = 0;
    ElidedLabel *m_title;
    ViewsMenu *m_views;
    PickerButton *m_accountPicker;
    PickerButton *m_rangePicker;
    PickerButton *m_zonePicker;
    PickerButton *m_filterButton;
    QMenu *m_accountMenu;
    QMenu *m_rangeMenu;
    ZoneMenu *m_zoneMenu;
    QLineEdit *m_search;
    QTimer m_searchDelay;
    FreshnessBadge *m_badge;
};

} // namespace watchfloor
