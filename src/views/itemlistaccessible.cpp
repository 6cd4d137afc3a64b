// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/itemlistaccessible.h"

#include <QWidget>

namespace watchfloor {

QAccessibleInterface *ItemAccessible::parent() const
{
    return QAccessible::queryAccessibleInterface(m_widget.data());
}

QRect ItemAccessible::rect() const
{
    if (!isValid())
        return {};
    const QRect seen = area().intersected(m_widget->rect());
    return {m_widget->mapToGlobal(seen.topLeft()), seen.size()};
}

QAccessibleInterface *ItemListAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto at = static_cast<std::size_t>(index);
    if (m_items.size() <= at)
        m_items.resize(at + 1, 0);
    if (!m_items[at])
        m_items[at] = QAccessible::registerAccessibleInterface(newItem(index));
    return QAccessible::accessibleInterface(m_items[at]);
}

int ItemListAccessible::indexOfChild(const QAccessibleInterface *item) const
{
    const auto *own = dynamic_cast<const ItemAccessible *>(item);
    return own && own->isValid() && own->widget() == widget() ? own->index() : -1;
}

void ItemListAccessible::forget()
{
    for (const QAccessible::Id id : m_items) {
        if (id)
            QAccessible::deleteAccessibleInterface(id);
    }
    m_items.clear();
}

void itemListChanged(QWidget *widget)
{
    if (!QAccessible::isActive())
        return;
    if (auto *list =
            dynamic_cast<ItemListAccessible *>(QAccessible::queryAccessibleInterface(widget)))
        list->forget();
    QAccessibleEvent event(widget, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void itemFocusMoved(QWidget *widget, int index)
{
    if (!QAccessible::isActive() || index < 0 || !widget->hasFocus())
        return;
    QAccessibleEvent focus(widget, QAccessible::Focus);
    focus.setChild(index);
    QAccessible::updateAccessibility(&focus);
}

} // namespace watchfloor
