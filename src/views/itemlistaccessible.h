// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace watchfloor {

/// One of the items a widget paints by hand, as screen readers see it: what all of these have in
/// common. It may outlive its widget, and its place in the list.
class ItemAccessible : public QAccessibleInterface {
public:
    ItemAccessible(QWidget *widget, int index)
        : m_widget(widget)
        , m_index(index)
    {
    }

    bool isValid() const final { return m_widget && m_index < count(); }
    QObject *object() const final { return nullptr; }
    QAccessibleInterface *parent() const final;
    QAccessibleInterface *child(int) const final { return nullptr; }
    QAccessibleInterface *childAt(int, int) const final { return nullptr; }
    int childCount() const final { return 0; }
    int indexOfChild(const QAccessibleInterface *) const final { return -1; }
    void setText(QAccessible::Text, const QString &) final {}
    QRect rect() const final;
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QWidget *widget() const { return m_widget; }
    int index() const { return m_index; }

protected:
    // While there is a widget.
    virtual int count() const = 0;
    virtual QRect area() const = 0; ///< within the widget, also out of sight

private:
    QPointer<QWidget> m_widget;
    int m_index;
};

/// The widget: a list of them, made as they are asked for.
class ItemListAccessible : public QAccessibleWidget {
public:
    explicit ItemListAccessible(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::List)
    {
    }
    ~ItemListAccessible() override { forget(); }

    QAccessibleInterface *child(int index) const final;
    int indexOfChild(const QAccessibleInterface *item) const final;
    /// The items are other ones.
    void forget();

protected:
    virtual ItemAccessible *newItem(int index) const = 0;

private:
    mutable std::vector<QAccessible::Id> m_items;
};

/// The items of the widget are other ones: old ones go away, and readers are told.
void itemListChanged(QWidget *widget);
/// Readers are told which item has the focus; below 0: none. Nobody is told while the keyboard is
/// elsewhere.
void itemFocusMoved(QWidget *widget, int index);

} // namespace watchfloor
