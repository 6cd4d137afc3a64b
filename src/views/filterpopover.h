// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filterlist.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;
class QListWidget;
class QPushButton;
class QStackedLayout;

namespace watchfloor {

/// Dimensions on the left, their choices on the right. Typing searches, arrows choose, Space ticks,
/// Enter applies, Esc leaves everything as it was; a click beside it applies too.
class FilterPopover : public QFrame {
    Q_OBJECT
public:
    explicit FilterPopover(QWidget *parent = nullptr);

    /// May come while it is open.
    void setCatalogue(const FilterCataloguePtr &catalogue);
    void openAt(const QPoint &topLeft, const ViewFilter &filter, FilterDimension dimension);
    /// The list last looked at.
    FilterDimension dimension() const { return m_list->dimension(); }
    const FilterList &list() const { return *m_list; }

Q_SIGNALS:
    void applied(const watchfloor::ViewFilter &filter);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool searchKey(QKeyEvent *event);
    bool listKey(QKeyEvent *event);
    void showDimension(int row);
    void stepDimension(int by);
    void refresh();
    void setCurrentRow(int row);
    void applyAndClose();
    void cancel();

    FilterList *m_list;
    QListWidget *m_dimensions;
    QLineEdit *m_search;
    QListView *m_choices;
    QStackedLayout *m_stack;
    QLabel *m_empty;
    QLabel *m_hint;
    QPushButton *m_clear;
    QPushButton *m_apply;
    ViewFilter m_opened;
    bool m_navigated = false; // arrows were used: Space ticks, it does not type
    bool m_cancelled = false;
    bool m_known = false;
};

} // namespace watchfloor
