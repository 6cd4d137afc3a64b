// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/metricpicker.h"

#include "backend/engine/metriccatalog.h"
#include "models/metriccolumns.h"

#include <QListWidget>
#include <QSignalBlocker>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int pickerWidth = 300;
constexpr int pickerHeight = 380;

} // namespace

MetricPicker::MetricPicker(QWidget *parent)
    : QPushButton(parent)
    , m_list(new QListWidget(this))
{
    setToolTip(tr("Which figures the summary, the agents, the groups and the trend tell"));
    m_list->setWindowFlags(Qt::Popup);
    m_list->setAccessibleName(tr("Metrics"));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (const MetricSpec &metric : metricCatalog()) {
        auto *item = new QListWidgetItem(metricTitle(metric), m_list);
        item->setData(Qt::UserRole, QString::fromLatin1(metric.key));
        item->setToolTip(metricDefinition(metric));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_list->hide();
    connect(this, &QPushButton::clicked, this, &MetricPicker::open);
    connect(m_list, &QListWidget::itemChanged, this, &MetricPicker::read);
    describe();
}

void MetricPicker::setKeys(const QStringList &keys)
{
    const QSignalBlocker quiet(m_list);
    m_keys = keys;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool on = keys.contains(item->data(Qt::UserRole).toString());
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    describe();
}

void MetricPicker::open()
{
    m_list->resize(pickerWidth, pickerHeight);
    const QPoint below = mapToGlobal(QPoint(width() - pickerWidth, height()));
    m_list->move(std::max(0, below.x()), below.y());
    m_list->show();
    m_list->setFocus();
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void MetricPicker::read()
{
    // Those that stay keep their order: it is that of the columns.
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        const QString key = item->data(Qt::UserRole).toString();
        const bool on = item->checkState() == Qt::Checked;
        if (on && !m_keys.contains(key))
            m_keys << key;
        else if (!on)
            m_keys.removeAll(key);
    }
    describe();
    Q_EMIT edited();
}

void MetricPicker::describe()
{
    if (m_keys.isEmpty())
        setText(tr("The usual ones"));
    else if (m_keys.size() == 1)
        setText(metricTitle(*metricSpec(m_keys.front())));
    else
        setText(tr("%1 chosen").arg(locale().toString(m_keys.size())));
}

} // namespace watchfloor
