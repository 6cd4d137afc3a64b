// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartaccessible.h"

#include "views/markedview.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace watchfloor {
namespace {

class MarkItem : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    MarkItem(MarkedView *view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    bool isValid() const override { return m_view && m_index < m_view->markCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const QStringList lines = m_view->markText(mark()).split(QLatin1Char('\n'));
        switch (kind) {
        case QAccessible::Name: // readers that tell no values of items still tell the number
            return lines.mid(0, 2).join(QStringLiteral(", "));
        case QAccessible::Value:
            return lines.value(1);
        case QAccessible::Description:
            return lines.mid(2).join(QStringLiteral(", "));
        default:
            return {};
        }
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = m_view->markRect(mark()).intersected(m_view->rect());
        return {m_view->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.selected = m_view->indexOf(m_view->current()) == m_index;
            state.focused = state.selected && m_view->hasFocus();
            state.offscreen = !m_view->markRect(mark()).intersects(m_view->rect());
        }
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        m_view->setCurrent(mark());
        if (name == pressAction())
            Q_EMIT m_view->activated(mark());
        else
            m_view->setFocus();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    ChartMark mark() const { return m_view->markOf(m_index); }

    QPointer<MarkedView> m_view;
    int m_index;
};

class MarkedAccessible : public QAccessibleWidget {
public:
    explicit MarkedAccessible(MarkedView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~MarkedAccessible() override { forget(); }

    int childCount() const override { return view()->markCount(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (m_items.size() <= size_t(index))
            m_items.resize(size_t(index) + 1, 0);
        QAccessible::Id &id = m_items[size_t(index)];
        if (!id)
            id = QAccessible::registerAccessibleInterface(new MarkItem(view(), index));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *item) const override
    {
        const QAccessible::Id id = QAccessible::uniqueId(const_cast<QAccessibleInterface *>(item));
        for (size_t i = 0; i < m_items.size(); ++i) {
            if (m_items[i] == id)
                return int(i);
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view()->indexOf(view()->markAt(view()->mapFromGlobal(QPoint(x, y)))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(view()->indexOf(view()->current()));
    }

    void forget()
    {
        for (const QAccessible::Id id : m_items) {
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        }
        m_items.clear();
    }

private:
    MarkedView *view() const { return static_cast<MarkedView *>(object()); }

    mutable std::vector<QAccessible::Id> m_items;
};

QAccessibleInterface *createMarkedInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<MarkedView *>(object);
    return view ? new MarkedAccessible(view) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(createMarkedInterface);
        return true;
    }();
    Q_UNUSED(once);
}

void chartMarksChanged(MarkedView *view)
{
    if (!QAccessible::isActive())
        return;
    if (auto *tree = dynamic_cast<MarkedAccessible *>(QAccessible::queryAccessibleInterface(view)))
        tree->forget();
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void chartFocusMoved(MarkedView *view)
{
    const int index = view->indexOf(view->current());
    if (!QAccessible::isActive() || index < 0)
        return;
    QAccessibleEvent focus(view, QAccessible::Focus);
    focus.setChild(index);
    QAccessible::updateAccessibility(&focus);
}

} // namespace watchfloor
