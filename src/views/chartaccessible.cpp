// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartaccessible.h"

#include "views/itemlistaccessible.h"
#include "views/markedview.h"

namespace watchfloor {
namespace {

class MarkItem : public ItemAccessible, public QAccessibleActionInterface {
public:
    MarkItem(MarkedView *view, int index)
        : ItemAccessible(view, index)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const QStringList lines = view()->markText(mark()).split(QLatin1Char('\n'));
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
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.selected = view()->indexOf(view()->current()) == index();
            state.focused = state.selected && view()->hasFocus();
            state.offscreen = !area().intersects(view()->rect());
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
        view()->setCurrent(mark());
        if (name == pressAction())
            Q_EMIT view()->activated(mark());
        else
            view()->setFocus();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

protected:
    int count() const override { return view()->markCount(); }
    QRect area() const override { return view()->markRect(mark()); }

private:
    MarkedView *view() const { return static_cast<MarkedView *>(widget()); }
    ChartMark mark() const { return view()->markOf(index()); }
};

class MarkedAccessible : public ItemListAccessible {
public:
    explicit MarkedAccessible(MarkedView *view)
        : ItemListAccessible(view)
    {
    }

    int childCount() const override { return view()->markCount(); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view()->indexOf(view()->markAt(view()->mapFromGlobal(QPoint(x, y)))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(view()->indexOf(view()->current()));
    }

protected:
    ItemAccessible *newItem(int index) const override { return new MarkItem(view(), index); }

private:
    MarkedView *view() const { return static_cast<MarkedView *>(object()); }
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
    itemListChanged(view);
}

void chartFocusMoved(MarkedView *view)
{
    itemFocusMoved(view, view->indexOf(view->current()));
}

} // namespace watchfloor
