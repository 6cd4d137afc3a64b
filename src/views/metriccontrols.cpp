// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/metriccontrols.h"

#include "views/pickerbutton.h"
#include "views/typography.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace watchfloor {

MetricControls::MetricControls(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_times(new PickerButton(QStringLiteral("clock"), this))
    , m_columns(new QToolButton(this))
    , m_view(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(gridStep);
    m_layout->addWidget(m_times);
    m_layout->addWidget(m_columns);
    m_layout->addWidget(m_view);

    m_times->setObjectName(QStringLiteral("aggregate"));
    auto *times = new QMenu(this);
    auto *timesGroup = new QActionGroup(times);
    for (const TimeAggregate aggregate : allTimeAggregates) {
        QAction *action = times->addAction(timeAggregateTitle(aggregate));
        action->setCheckable(true);
        action->setData(timeAggregateKey(aggregate));
        timesGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, aggregate] {
            setAggregate(aggregate);
            Q_EMIT aggregateChanged();
        });
    }
    connect(times, &QMenu::aboutToShow, this, [this, times] {
        for (QAction *action : times->actions())
            action->setChecked(action->data().toString() == timeAggregateKey(m_aggregate));
    });
    m_times->setMenu(times);

    m_columns->setObjectName(QStringLiteral("columns"));
    m_columns->setText(tr("Columns"));
    m_columns->setToolTip(tr("Choose columns"));
    connect(m_columns, &QToolButton::clicked, this, &MetricControls::columnsRequested);

    m_view->setObjectName(QStringLiteral("view"));
    m_view->setText(tr("View"));
    m_view->setPopupMode(QToolButton::InstantPopup);
    m_view->setMenu(m_menu);
    auto *heights = new QActionGroup(m_menu);
    m_menu->addSeparator();
    for (const RowDensity density :
         {RowDensity::Compact, RowDensity::Usual, RowDensity::Comfortable}) {
        QAction *action = m_menu->addAction(densityTitle(density));
        action->setCheckable(true);
        action->setData(densityKey(density));
        heights->addAction(action);
        connect(action, &QAction::triggered, this, [this, density] {
            setDensity(density);
            Q_EMIT densityChanged();
        });
    }
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        for (QAction *action : m_menu->actions()) {
            if (action->data().isValid())
                action->setChecked(action->data().toString() == densityKey(m_density));
        }
    });
    setAggregate(TimeAggregate::Median);
}

void MetricControls::setAggregate(TimeAggregate aggregate)
{
    m_aggregate = aggregate;
    m_times->setChoice(tr("What stands for times"), timeAggregateTitle(aggregate));
}

void MetricControls::setDensity(RowDensity density)
{
    m_density = density;
}

QAction *MetricControls::addSwitch(const QString &title, bool on)
{
    auto *action = new QAction(title, m_menu);
    action->setCheckable(true);
    action->setChecked(on);
    QAction *before = nullptr;
    for (QAction *each : m_menu->actions()) {
        if (each->isSeparator()) {
            before = each;
            break;
        }
    }
    m_menu->insertAction(before, action);
    return action;
}

void MetricControls::addButton(QWidget *button)
{
    m_layout->insertWidget(m_layout->indexOf(m_times), button);
}

QRect MetricControls::columnsAnchor() const
{
    return {m_columns->mapToGlobal(QPoint(0, 0)), m_columns->size()};
}

void MetricControls::saveTo(QVariantMap &state) const
{
    state.insert(QStringLiteral("times"), timeAggregateKey(m_aggregate));
    state.insert(QStringLiteral("rows"), densityKey(m_density));
}

void MetricControls::restoreFrom(const QVariantMap &state)
{
    setAggregate(timeAggregateOf(state.value(QStringLiteral("times")).toString()));
    setDensity(densityOf(state.value(QStringLiteral("rows")).toString()));
    Q_EMIT aggregateChanged();
    Q_EMIT densityChanged();
}

} // namespace watchfloor
