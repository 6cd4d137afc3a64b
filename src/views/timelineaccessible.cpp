// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineaccessible.h"

#include "views/timelineview.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace watchfloor {
namespace {

class EventItem : public QAccessibleInterface {
public:
    EventItem(TimelineView *view, int event)
        : m_view(view)
        , m_event(event)
    {
    }

    bool isValid() const override { return m_view && m_event < m_view->scene().eventCount(); }
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
        const QString all = m_view->eventText(m_event);
        const qsizetype stop = all.indexOf(u'\n');
        if (kind == QAccessible::Name)
            return all.left(stop);
        if (kind == QAccessible::Description || kind == QAccessible::Value)
            return all.mid(stop + 1);
        return {};
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = m_view->eventRect(m_event).intersected(m_view->rect());
        return {m_view->mapToGlobal(seen.topLeft()), seen.size()};
    }
    int event() const { return m_event; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            state.selected = m_view->currentEvent() == m_event;
            state.focused = state.selected && m_view->hasFocus();
            state.offscreen = !m_view->eventRect(m_event).intersects(m_view->trackRect());
        }
        return state;
    }

private:
    QPointer<TimelineView> m_view;
    int m_event;
};

class TimelineAccessible : public QAccessibleWidget {
public:
    explicit TimelineAccessible(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~TimelineAccessible() override { forget(); }

    int childCount() const override { return view()->scene().eventCount(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (m_items.size() <= size_t(index))
            m_items.resize(size_t(index) + 1, 0);
        QAccessible::Id &id = m_items[size_t(index)];
        if (!id)
            id = QAccessible::registerAccessibleInterface(new EventItem(view(), index));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *item) const override
    {
        const auto *event = dynamic_cast<const EventItem *>(item);
        return event ? event->event() : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(view()->eventAt(view()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override { return child(view()->currentEvent()); }

    void forget()
    {
        for (const QAccessible::Id id : m_items) {
            if (id)
                QAccessible::deleteAccessibleInterface(id);
        }
        m_items.clear();
    }

private:
    TimelineView *view() const { return static_cast<TimelineView *>(object()); }

    mutable std::vector<QAccessible::Id> m_items;
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
    if (!QAccessible::isActive())
        return;
    if (auto *tree =
            dynamic_cast<TimelineAccessible *>(QAccessible::queryAccessibleInterface(view)))
        tree->forget();
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void timelineFocusMoved(TimelineView *view, int event)
{
    if (!QAccessible::isActive() || event < 0)
        return;
    QAccessibleEvent focus(view, QAccessible::Focus);
    focus.setChild(event);
    QAccessible::updateAccessibility(&focus);
}

} // namespace watchfloor
