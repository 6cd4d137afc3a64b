// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QVariant>

#include <functional>

class QModelIndex;
class QPainter;
class QStyleOptionViewItem;

namespace watchfloor {

/// What stands beside a number, each in its own place so that numbers compare down the column: n or
/// the change since the period before behind it, the marks of its origin and age in front of it.

/// Paints n or the change at the trailing edge of `rect` and takes its place away. Places are kept
/// also where there is nothing to say.
void paintBeside(QPainter &painter, QRect &rect, const QModelIndex &index,
                 const QStyleOptionViewItem &option);
/// The same of a number that stands in no model's row.
void paintBeside(QPainter &painter, QRect &rect, const std::function<QVariant(int role)> &figure,
                 Qt::LayoutDirection direction);
/// Paints the marks directly before a text of `textWidth` that stands at the trailing edge.
void paintMarksBefore(QPainter &painter, const QRect &rect, int textWidth, const QModelIndex &index,
                      const QStyleOptionViewItem &option);
/// The colour of a number by what is to be said of it; a sign or mark says it too. An old one is
/// faint whatever its level: it says how it was, not how it is.
QColor figureInk(const QModelIndex &index);
/// The colour of the sign of its level; not valid = its level is fine.
QColor levelInk(const QModelIndex &index);
/// Room for the sign of a level in front of the number; 0 where its level is fine.
int levelSignSpace(const QModelIndex &index);
/// How wide all of that is, for fitting columns and tooltips of cut cells.
int besideWidth(const QModelIndex &index);
/// The same of a whole column, by its BesideRole.
int besideSpace(int kind);

} // namespace watchfloor
