// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineaccessible.h"

#include "views/itemlistaccessible.h"
#include "views/timelineview.h"

namespace watchfloor {
namespace {

class EventItem : public ItemAccessible {
public:
    EventItem(TimelineView *view, int event)
        : ItemAccessible(view, event)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const QString all = view()->eventText(index());
        const qsizetype stop = all.indexOf(u'\n');
        if (kind == QAccessible::Name)
            return all.left(stop);
        if (kind == QAccessible::Description || kind == QAccessible::Value)
            return all.mid(stop + 1);
        return {};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.selected = view()->currentEvent() == index();
            state.focused = state.selected && view()->hasFocus();
            state.offscreen = !area().intersects(view()->trackRect());
        }
        return state;
    }

protected:
    int count() const override { return view()->scene().eventCount(); }
    QRect area() const override { return view()->eventRect(index()); }

private:
    TimelineView *view() const { return static_cast<TimelineView *>(widget()); }
};

class TimelineAccessible : public ItemListAccessible {
public:
    explicit TimelineAccessible(TimelineView *view)
        : ItemListAccessible(view)
    {
    }

    int childCount() const override { return view()->scene().eventCount(); }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view()->eventAt(view()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override { return child(view()->currentEvent()); }

protected:
    ItemAccessible *newItem(int index) const override { return new EventItem(view(), index); }

private:
    TimelineView *view() const { return static_cast<TimelineView *>(object()); }
};

QAccessibleInterface *createTimelineInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(createTimelineInterface);
        return true;
    }();
    Q_UNUSED(once);
}

void timelineChanged(TimelineView *view)
{
    itemListChanged(view);
}

void timelineFocusMoved(TimelineView *view, int event)
{
    itemFocusMoved(view, event);
}

} // namespace watchfloor
