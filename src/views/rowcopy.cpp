// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rowcopy.h"

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace watchfloor {

RowCopy::RowCopy(const QAbstractItemModel *model, std::vector<int> rows, std::vector<int> columns,
                 QObject *parent)
    : QObject(parent)
    , m_lines(*model, std::move(columns))
    , m_rows(std::move(rows))
    , m_text(m_lines.header())
    , m_walk(model)
{
    connect(&m_walk, &RowWalk::progressed, this, [this](std::size_t done, std::size_t all) {
        Q_EMIT progressed(static_cast<double>(done) / static_cast<double>(all));
    });
    connect(&m_walk, &RowWalk::done, this, [this] {
        QGuiApplication::clipboard()->setText(std::exchange(m_text, {}));
        end(true);
    });
    const auto moved = [this] {
        end(false, tr("Nothing was copied: the rows changed meanwhile. Copy once more."));
    };
    connect(&m_walk, &RowWalk::moved, this, moved);
    connect(&m_walk, &RowWalk::gone, this, moved);
}

void RowCopy::start()
{
    m_walk.start(m_rows.size(), [this](std::size_t i) { m_text += m_lines.line(m_rows[i]); });
}

void RowCopy::cancel()
{
    end(false, tr("Nothing was copied: cancelled"));
}

void RowCopy::end(bool copied, const QString &why)
{
    if (std::exchange(m_ended, true))
        return;
    m_walk.stop();
    Q_EMIT finished(copied, why);
    deleteLater();
}

} // namespace watchfloor
