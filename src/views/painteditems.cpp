// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/painteditems.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace watchfloor {
namespace {

PaintedItems *itemsOf(QObject *object)
{
    return dynamic_cast<PaintedItems *>(object);
}

class PaintedItem : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    PaintedItem(QWidget *widget, int at)
        : m_widget(widget)
        , m_at(at)
    {
    }

    bool isValid() const override { return m_widget && m_at < items()->paintedCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_widget.data());
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        switch (kind) {
        case QAccessible::Name:
            return items()->paintedName(m_at);
        case QAccessible::Value:
            return items()->paintedValue(m_at);
        case QAccessible::Description:
            return items()->paintedAbout(m_at);
        default:
            return {};
        }
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = items()->paintedRect(m_at).intersected(m_widget->rect());
        return {m_widget->mapToGlobal(seen.topLeft()), seen.size()};
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
            state.focused = m_widget->hasFocus() && items()->paintedCurrent() == m_at;
            state.offscreen = !items()->paintedRect(m_at).intersects(m_widget->rect());
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
        return isValid() && items()->paintedOpens(m_at) ? QStringList{pressAction()}
                                                        : QStringList();
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid() && items()->paintedOpens(m_at))
            items()->paintedPress(m_at);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    PaintedItems *items() const { return itemsOf(m_widget.data()); }

    QPointer<QWidget> m_widget;
    int m_at;
};

class PaintedAccessible : public QAccessibleWidget {
public:
    explicit PaintedAccessible(QWidget *painted)
        : QAccessibleWidget(painted, QAccessible::List)
    {
    }
    ~PaintedAccessible() override
    {
        for (const QAccessible::Id id : m_items) {
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return itemsOf(widget())->paintedCount(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (m_items.size() <= static_cast<std::size_t>(index))
            m_items.resize(static_cast<std::size_t>(index) + 1, 0);
        QAccessible::Id &id = m_items[static_cast<std::size_t>(index)];
        if (!id)
            id = QAccessible::registerAccessibleInterface(new PaintedItem(widget(), index));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *item) const override
    {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_items[i] && QAccessible::accessibleInterface(m_items[i]) == item)
                return static_cast<int>(i);
        }
        return -1;
    }
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

private:
    mutable std::vector<QAccessible::Id> m_items;
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
    const PaintedItems *items = itemsOf(widget);
    if (!QAccessible::isActive() || !widget->hasFocus() || !items || items->paintedCurrent() < 0)
        return;
    QAccessibleEvent event(widget, QAccessible::Focus);
    event.setChild(items->paintedCurrent());
    QAccessible::updateAccessibility(&event);
}

} // namespace watchfloor
