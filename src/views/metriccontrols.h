// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metriccolumns.h"
#include "views/metricpanel.h"

#include <QVariantMap>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace watchfloor {

class PickerButton;

/// The switches every page with metric columns has: which number stands for times, the columns, and
/// a menu with the height of rows and what the page adds.
class MetricControls : public QWidget {
    Q_OBJECT
public:
    explicit MetricControls(QWidget *parent = nullptr);

    TimeAggregate aggregate() const { return m_aggregate; }
    RowDensity density() const { return m_density; }
    /// A switch in the View menu.
    QAction *addSwitch(const QString &title, bool on);
    /// A button of the page, before the menus.
    void addButton(QWidget *button);
    QRect columnsAnchor() const; ///< global

    void saveTo(QVariantMap &state) const;
    void restoreFrom(const QVariantMap &state);

Q_SIGNALS:
    void aggregateChanged();
    void densityChanged();
    void columnsRequested();

private:
    void setAggregate(TimeAggregate aggregate);
    void setDensity(RowDensity density);

    QHBoxLayout *m_layout;
    PickerButton *m_times;
    QToolButton *m_columns;
    QToolButton *m_view;
    QMenu *m_menu;
    TimeAggregate m_aggregate = TimeAggregate::Median;
    RowDensity m_density = RowDensity::Usual;
};

} // namespace watchfloor
