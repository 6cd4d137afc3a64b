// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/choicedelegate.h"

#include "models/choiceroles.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QListView>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int markSide = 14;

void paintTick(QPainter &painter, const QRect &spot, bool on)
{
    const Palette &p = tokens();
    const QRectF box(spot.center().x() - markSide / 2 + 0.5, spot.center().y() - markSide / 2 + 0.5,
                     markSide - 1, markSide - 1);
    painter.setPen(QPen(on ? p.accent : p.faint, 1));
    painter.setBrush(on ? p.accent : p.surface);
    painter.drawRoundedRect(box, 3, 3);
    if (on)
        paintIcon(painter, box.toAlignedRect(), QStringLiteral("check"), p.onAccent(), 12);
}

} // namespace

ChoiceDelegate::ChoiceDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Palette &p = tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF ground = QRectF(option.rect).adjusted(4, 1, -4, -1);
    if (current || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(current ? p.selection() : p.hover());
        painter->drawRoundedRect(ground, 4, 4);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) { // chosen lists stand beside each other
        painter->setPen(QPen(p.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    int left = 2 * gridStep;
    int right = option.rect.width() - 2 * gridStep;
    const auto place = [&option](int x, int width) {
        return QStyle::visualRect(
            option.direction, option.rect,
            QRect(option.rect.left() + x, option.rect.top(), width, option.rect.height()));
    };
    const QVariant ticked = index.data(Qt::CheckStateRole);
    const QString icon = index.data(ChoiceIconRole).toString();
    if (ticked.isValid()) {
        paintTick(*painter, place(left, 16), ticked.toInt() == Qt::Checked);
        left += 16 + gridStep;
    } else if (!icon.isEmpty()) {
        paintIcon(*painter, place(left, 16), icon, p.muted);
        left += 16 + gridStep;
    }
    const auto align = [&option](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(option.direction, side) |
                                Qt::AlignVCenter) |
               Qt::TextSingleLine;
    };
    const QFontMetrics metrics(bodyFont());
    painter->setFont(bodyFont());
    const QString end = index.data(ChoiceEndRole).toString();
    if (!end.isEmpty()) {
        const int width = metrics.horizontalAdvance(end);
        painter->setPen(p.muted);
        painter->drawText(place(right - width, width + 1), align(Qt::AlignRight), end);
        right -= width + 2 * gridStep;
    }
    const QString title = index.data(Qt::DisplayRole).toString();
    const QString detail = index.data(ChoiceDetailRole).toString();
    const int room = std::max(0, right - left);
    // The name goes first; what is left is the detail's, which needs a few letters to say anything.
    const int titleWidth = std::min(metrics.horizontalAdvance(title) + 1, room);
    const int detailRoom = room - titleWidth - gridStep;
    const bool hasDetail = !detail.isEmpty() && detailRoom > 3 * gridStep;
    painter->setPen(index.data(ChoiceMutedRole).toBool() ? p.faint : p.text);
    painter->drawText(place(left, titleWidth), align(Qt::AlignLeft),
                      metrics.elidedText(title, Qt::ElideRight, titleWidth));
    if (hasDetail) {
        painter->setPen(p.faint);
        painter->drawText(place(left + titleWidth + gridStep, detailRoom), align(Qt::AlignLeft),
                          metrics.elidedText(detail, Qt::ElideRight, detailRoom));
    }
    painter->restore();
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, 30};
}

void makeChoiceList(QListView *list)
{
    list->setItemDelegate(new ChoiceDelegate(list));
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setStyleSheet(QStringLiteral("QListView { background: transparent; border: none; }"
                                       "QListView:focus { border: none; }"));
}

} // namespace watchfloor
