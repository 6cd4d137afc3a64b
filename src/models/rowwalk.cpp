// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowwalk.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr qint64 walkTurnMs = 6;

bool isOnlyLooks(const QList<int> &roles)
{
    return !roles.isEmpty() && std::all_of(roles.begin(), roles.end(), [](int role) {
        return role == Qt::DisplayRole || role == Qt::ToolTipRole;
    });
}

} // namespace

RowWalk::RowWalk(const QAbstractItemModel *model, QObject *parent)
    : QObject(parent)
{
    connect(&m_turn, &QTimer::timeout, this, &RowWalk::step);
    const auto onMoved = [this] { tell(&RowWalk::moved); };
    connect(model, &QAbstractItemModel::modelReset, this, onMoved);
    connect(model, &QAbstractItemModel::layoutChanged, this, onMoved);
    connect(model, &QAbstractItemModel::rowsInserted, this, onMoved);
    connect(model, &QAbstractItemModel::rowsRemoved, this, onMoved);
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (!isOnlyLooks(roles))
                    tell(&RowWalk::changed);
            });
    connect(model, &QObject::destroyed, this, [this] {
        tell(&RowWalk::gone);
        stop();
    });
}

void RowWalk::tell(void (RowWalk::*signal)())
{
    if (m_turn.isActive())
        Q_EMIT(this->*signal)();
}

void RowWalk::start(std::size_t count, std::function<void(std::size_t)> each)
{
    m_each = std::move(each);
    m_next = 0;
    m_count = count;
    m_turn.start();
}

void RowWalk::step()
{
    QElapsedTimer turn;
    turn.start();
    while (m_next < m_count && !turn.hasExpired(walkTurnMs))
        m_each(m_next++);
    if (m_next < m_count) {
        Q_EMIT progressed(m_next, m_count);
        return;
    }
    m_turn.stop();
    Q_EMIT done();
}

} // namespace watchfloor
