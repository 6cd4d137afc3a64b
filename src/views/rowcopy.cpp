// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rowcopy.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <utility>

namespace watchfloor {
namespace {

constexpr qint64 turnMs = 6;

} // namespace

RowCopy::RowCopy(const QAbstractItemModel *model, std::vector<int> rows, std::vector<int> columns,
                 QObject *parent)
    : QObject(parent)
    , m_lines(*model, std::move(columns))
    , m_rows(std::move(rows))
    , m_text(m_lines.header())
{
    connect(&m_turn, &QTimer::timeout, this, &RowCopy::step);
    const auto moved = [this] {
        end(false, tr("Nothing was copied: the rows changed meanwhile. Copy once more."));
    };
    connect(model, &QAbstractItemModel::modelReset, this, moved);
    connect(model, &QAbstractItemModel::layoutChanged, this, moved);
    connect(model, &QAbstractItemModel::rowsInserted, this, moved);
    connect(model, &QAbstractItemModel::rowsRemoved, this, moved);
    connect(model, &QObject::destroyed, this, moved);
}

void RowCopy::cancel()
{
    end(false, tr("Nothing was copied: cancelled"));
}

void RowCopy::step()
{
    QElapsedTimer turn;
    turn.start();
    while (m_next < m_rows.size() && !turn.hasExpired(turnMs))
        m_text += m_lines.line(m_rows[m_next++]);
    if (m_next < m_rows.size()) {
        Q_EMIT progressed(static_cast<double>(m_next) / static_cast<double>(m_rows.size()));
        return;
    }
    QGuiApplication::clipboard()->setText(std::exchange(m_text, {}));
    end(true);
}

void RowCopy::end(bool copied, const QString &why)
{
    if (std::exchange(m_rows, {}).empty())
        return; // has ended
    m_turn.stop();
    Q_EMIT finished(copied, why);
    deleteLater();
}

} // namespace watchfloor
