// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/painteditems.h"

#include "views/itemlistaccessible.h"

#include <QWidget>

namespace watchfloor {
namespace {

PaintedItems *itemsOf(QObject *object)
{
    return dynamic_cast<PaintedItems *>(object);
}

class PaintedItem : public ItemAccessible, public QAccessibleActionInterface {
public:
    PaintedItem(QWidget *widget, int at)
        : ItemAccessible(widget, at)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        switch (kind) {
        case QAccessible::Name:
            return items()->paintedName(index());
        case QAccessible::Value:
            return items()->paintedValue(index());
        case QAccessible::Description:
            return items()->paintedAbout(index());
        default:
            return {};
        }
    }
    QAccessible::Role role() const override
    {
        return isValid() ? items()->paintedRole() : QAccessible::NoRole;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.readOnly = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.focused = widget()->hasFocus() && items()->paintedCurrent() == index();
            state.offscreen = !area().intersects(widget()->rect());
        }
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override
    {
        return isValid() && items()->paintedOpens(index()) ? QStringList{pressAction()}
                                                           : QStringList();
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid() && items()->paintedOpens(index()))
            items()->paintedPress(index());
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

protected:
    int count() const override { return items()->paintedCount(); }
    QRect area() const override { return items()->paintedRect(index()); }

private:
    PaintedItems *items() const { return itemsOf(widget()); }
};

class PaintedAccessible : public ItemListAccessible {
public:
    explicit PaintedAccessible(QWidget *painted)
        : ItemListAccessible(painted)
    {
    }
    int childCount() const override { return itemsOf(widget())->paintedCount(); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y))
                return child(i);
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(itemsOf(widget())->paintedCurrent());
    }

protected:
    ItemAccessible *newItem(int index) const override { return new PaintedItem(widget(), index); }
};

QAccessibleInterface *paintedInterface(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    return widget && itemsOf(widget) ? new PaintedAccessible(widget) : nullptr;
}

} // namespace

void installPaintedItems()
{
    static const bool installed = [] {
        QAccessible::installFactory(paintedInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void paintedItemsChanged(QWidget *widget)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(widget, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void paintedFocusMoved(QWidget *widget)
{
    if (const PaintedItems *items = itemsOf(widget))
        itemFocusMoved(widget, items->paintedCurrent());
}

} // namespace watchfloor
