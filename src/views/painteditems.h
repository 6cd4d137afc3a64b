// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

class QWidget;

namespace watchfloor {

/// What a widget paints by hand, as screen readers are told of it: a list of items. Widgets inherit
/// it beside QWidget.
class PaintedItems {
public:
    virtual ~PaintedItems() = default;

    virtual int paintedCount() const = 0;
    virtual QString paintedName(int item) const = 0;
    virtual QString paintedValue(int item) const = 0;
    virtual QString paintedAbout(int) const { return {}; }
    virtual QRect paintedRect(int item) const = 0; ///< within the widget
    virtual int paintedCurrent() const = 0;        ///< -1 = none
    /// Whether Return does something on the item, and doing it.
    virtual bool paintedOpens(int) const { return false; }
    virtual void paintedPress(int) {}
    virtual QAccessible::Role paintedRole() const { return QAccessible::ListItem; }
};

/// Installs the factory once.
void installPaintedItems();
/// Other items or texts.
void paintedItemsChanged(QWidget *widget);
void paintedFocusMoved(QWidget *widget);

} // namespace watchfloor
