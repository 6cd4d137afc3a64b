// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wallqueue.h"

#include "models/nowqueuemodel.h"
#include "models/roles.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/stateview.h"
#include "views/typography.h"

#include <QAbstractItemModel>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <span>
#include <utility>

namespace watchfloor {
namespace {

struct WallColumn {
    NowQueueModel::Column column;
    int share; ///< of the width, in hundredths
    bool numeric;
};
constexpr WallColumn columnsOfOne[] = {{NowQueueModel::Left, 22, true},
                                       {NowQueueModel::Number, 14, false},
                                       {NowQueueModel::Group, 22, false},
                                       {NowQueueModel::Waiting, 19, true},
                                       {NowQueueModel::AgentName, 23, false}};
constexpr WallColumn columnsOfSeveral[] = {
    {NowQueueModel::Left, 18, true},         {NowQueueModel::Number, 12, false},
    {NowQueueModel::AccountName, 16, false}, {NowQueueModel::Group, 20, false},
    {NowQueueModel::Waiting, 14, true},      {NowQueueModel::AgentName, 20, false}};

std::span<const WallColumn> wallColumns(bool several)
{
    return several ? std::span<const WallColumn>(columnsOfSeveral) : columnsOfOne;
}

} // namespace

WallQueue::WallQueue(QAbstractItemModel *rows, QWidget *parent)
    : QWidget(parent)
    , m_rows(rows)
{
    installPaintedItems();
    setAccessibleName(tr("Needs attention"));
    connect(rows, &QAbstractItemModel::modelReset, this, &WallQueue::refresh);
    connect(rows, &QAbstractItemModel::dataChanged, this, [this] { update(); });
    connect(rows, &QAbstractItemModel::rowsInserted, this, &WallQueue::refresh);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, &WallQueue::refresh);
    connect(rows, &QAbstractItemModel::layoutChanged, this, &WallQueue::refresh);
}

void WallQueue::refresh()
{
    paintedItemsChanged(this);
    update();
}

void WallQueue::setSeveralAccounts(bool several)
{
    if (std::exchange(m_several, several) != several)
        refresh();
}

void WallQueue::setLoading(bool loading)
{
    if (std::exchange(m_loading, loading) == loading)
        return;
    setAccessibleDescription(loading ? SkeletonRows::tr("Loading") : QString());
    refresh();
}

int WallQueue::paintedCount() const
{
    if (m_loading)
        return 0;
    if (m_rows->rowCount() == 0)
        return m_calm.isEmpty() ? 0 : 1;
    return shownRows() + (restText().isEmpty() ? 0 : 1);
}

QString WallQueue::paintedName(int item) const
{
    if (m_rows->rowCount() == 0)
        return m_calm;
    if (item >= shownRows())
        return restText();
    // What is most urgent comes first, as on the wall; what is empty is not read out.
    QStringList parts;
    for (const WallColumn &column : wallColumns(m_several)) {
        const QString text = m_rows->index(item, column.column).data().toString();
        if (!text.isEmpty())
            parts << tr("%1: %2", "column: value")
                         .arg(m_rows->headerData(column.column, Qt::Horizontal).toString(), text);
    }
    return parts.join(QStringLiteral(", "));
}

QString WallQueue::paintedValue(int item) const
{
    return item < shownRows() ? m_rows->index(item, NowQueueModel::Left).data().toString()
                              : QString();
}

QRect WallQueue::paintedRect(int item) const
{
    return m_rows->rowCount() == 0
               ? rect()
               : QRect(0, headHeight() + item * rowHeight(), width(), rowHeight());
}

void WallQueue::setCalmSentence(const QString &sentence)
{
    m_calm = sentence;
    refresh();
}

int WallQueue::rowHeight() const
{
    return width() >= 1600 ? 64 : 48;
}

int WallQueue::headHeight() const
{
    return rowHeight() / 2;
}

int WallQueue::shownRows() const
{
    const int room = std::max(0, (height() - headHeight()) / rowHeight());
    const int count = m_rows->rowCount();
    return count <= room ? count : std::max(0, room - 1);
}

QString WallQueue::restText() const
{
    const int rest = m_rows->rowCount() - shownRows();
    return rest > 0 ? tr("and %n more", nullptr, rest) : QString();
}

void WallQueue::paintBars(QPainter &painter) const
{
    const Palette &p = tokens();
    const int tall = rowHeight();
    const int room = width() - 2 * pageMargin;
    for (int y = headHeight(); y + tall <= height(); y += tall) {
        int x = pageMargin;
        for (const WallColumn &column : wallColumns(m_several)) {
            const int wide = room * column.share / 100;
            const QRect bar(x, y + tall / 3, wide * 3 / 5, tall / 3);
            painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), bar),
                             blended(p.surface, p.line, 0.7));
            x += wide;
        }
        painter.setPen(QPen(p.line, 0));
        painter.drawLine(pageMargin, y + tall - 1, width() - pageMargin, y + tall - 1);
    }
}

/// What each column tells: two times stand in every row.
void WallQueue::paintHead(QPainter &painter) const
{
    const Palette &p = tokens();
    const int tall = headHeight();
    const QFont font = figureFont(tall / 2 + 2);
    painter.setFont(font);
    painter.setPen(p.muted);
    painter.setLayoutDirection(layoutDirection());
    const int room = width() - 2 * pageMargin;
    int x = pageMargin;
    for (const WallColumn &column : wallColumns(m_several)) {
        const int wide = room * column.share / 100;
        const QRect cell =
            QStyle::visualRect(layoutDirection(), rect(), {x, 0, wide - pageMargin, tall});
        x += wide;
        const auto side = column.numeric ? Qt::AlignRight : Qt::AlignLeft;
        const QString title = m_rows->headerData(column.column, Qt::Horizontal).toString();
        painter.drawText(
            cell,
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), side) | Qt::AlignVCenter) |
                Qt::TextSingleLine,
            QFontMetrics(font).elidedText(title, Qt::ElideRight, cell.width()));
    }
    painter.setPen(QPen(p.line, 0));
    painter.drawLine(pageMargin, tall - 1, width() - pageMargin, tall - 1);
}

void WallQueue::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), p.surface);
    if (m_loading)
        return paintBars(painter);
    const int tall = rowHeight();
    const QFont text = figureFont(tall / 2);
    painter.setFont(text);
    if (m_rows->rowCount() == 0) {
        painter.setPen(p.muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_calm);
        return;
    }
    const int room = width() - 2 * pageMargin;
    const int shown = shownRows();
    paintHead(painter);
    for (int row = 0; row < shown; ++row) {
        const int y = headHeight() + row * tall;
        int x = pageMargin;
        for (const WallColumn &column : wallColumns(m_several)) {
            const int wide = room * column.share / 100;
            const QRect cell =
                QStyle::visualRect(layoutDirection(), rect(), {x, y, wide - pageMargin, tall});
            x += wide;
            const QModelIndex index = m_rows->index(row, column.column);
            const bool bad = index.data(AttentionRole).toBool();
            QRect part = cell;
            if (bad) {
                const QRect sign = QStyle::visualRect(layoutDirection(), cell,
                                                      {cell.left(), cell.top(), tall / 2, tall});
                paintIcon(painter, sign, QStringLiteral("alert"), p.bad, tall / 2);
                const int step = tall / 2 + 4;
                part = layoutDirection() == Qt::RightToLeft ? cell.adjusted(0, 0, -step, 0)
                                                            : cell.adjusted(step, 0, 0, 0);
            }
            painter.setFont(text);
            painter.setPen(bad ? p.bad : index.data(MutedRole).toBool() ? p.muted : p.text);
            const auto side = column.numeric ? Qt::AlignRight : Qt::AlignLeft;
            drawFigures(painter, part, index.data().toString(),
                        QStyle::visualAlignment(layoutDirection(), side));
        }
        painter.setPen(QPen(p.line, 0));
        painter.drawLine(pageMargin, y + tall - 1, width() - pageMargin, y + tall - 1);
    }
    painter.setFont(figureFont(tall / 3));
    painter.setPen(p.muted);
    const QRect last(pageMargin, headHeight() + shown * tall, room, tall);
    painter.setLayoutDirection(layoutDirection());
    painter.drawText(last,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter),
                     restText());
}

} // namespace watchfloor
