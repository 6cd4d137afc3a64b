// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/changefade.h"

#include "models/roles.h"

#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int fadeMs = 120;
constexpr int frameMs = 16;

} // namespace

ChangeFade::ChangeFade(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
{
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    m_frames.setInterval(frameMs);
    connect(&m_later, &QTimer::timeout, this, &ChangeFade::look);
    connect(&m_frames, &QTimer::timeout, this, [this] {
        if (m_since.elapsed() >= fadeMs) {
            m_fading.clear();
            m_frames.stop();
        }
        m_view->viewport()->update();
    });
    attach();
}

void ChangeFade::attach()
{
    const QAbstractItemModel *model = m_view->model();
    if (!model)
        return;
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                // Ages that tick are no change of a value.
                m_dataChanged = m_dataChanged || roles.isEmpty() || roles.contains(SortRole);
                later();
            });
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] { later(); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_seen.clear();
        later();
    });
}

bool ChangeFade::isWanted(const QWidget *widget)
{
    return widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) > 0;
}

ChangeFade::Cell ChangeFade::cellOf(const QModelIndex &index) const
{
    return {index.data(KeyRole).toString(),
            index.model()->headerData(index.column(), Qt::Horizontal, KeyRole).toString()};
}

QHash<ChangeFade::Cell, QVariant> ChangeFade::cellsInView() const
{
    QHash<Cell, QVariant> cells;
    const QAbstractItemModel *model = m_view->model();
    const QRect area = m_view->viewport()->rect();
    const QModelIndex first = m_view->indexAt(area.topLeft());
    if (!model || !first.isValid())
        return cells;
    for (int row = first.row(); row < model->rowCount(); ++row) {
        if (m_view->visualRect(model->index(row, first.column())).top() > area.bottom())
            break;
        const QString key = model->index(row, 0).data(KeyRole).toString();
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            const QRect rect = m_view->visualRect(index);
            if (rect.width() <= 0 || !rect.intersects(area))
                continue;
            cells.insert({key, model->headerData(column, Qt::Horizontal, KeyRole).toString()},
                         index.data(SortRole));
        }
    }
    return cells;
}

void ChangeFade::look()
{
    if (!m_view->isVisible() || !isWanted(m_view)) {
        m_seen.clear();
        return;
    }
    QHash<Cell, QVariant> now = cellsInView();
    if (m_dataChanged) {
        for (auto cell = now.cbegin(); cell != now.cend(); ++cell) {
            const auto before = m_seen.constFind(cell.key());
            if (before != m_seen.cend() && *before != *cell)
                m_fading.insert(cell.key(), true);
        }
        if (!m_fading.isEmpty()) {
            m_since.start();
            m_frames.start();
        }
    }
    m_dataChanged = false;
    m_seen = std::move(now);
}

double ChangeFade::strength(const QModelIndex &index) const
{
    if (m_fading.isEmpty() || !m_fading.contains(cellOf(index)))
        return 0;
    return std::clamp(1.0 - static_cast<double>(m_since.elapsed()) / fadeMs, 0.0, 1.0);
}

} // namespace watchfloor
