// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineview.h"

#include "models/plaintext.h"
#include "models/timelinetablemodel.h"
#include "views/timelineaccessible.h"
#include "views/timelinepainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent)
    , m_scene(std::make_shared<TimelineScene>())
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Event timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_scroll->setCursor(Qt::ArrowCursor);
    m_scroll->setAccessibleName(tr("Lanes"));
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, this, [this] { update(); });
    installTimelineAccessibility();
}

void TimelineView::setReport(const TimelineReport &report)
{
    const Conversation &before = m_scene->report().conversation.conversation;
    const Conversation &after = report.conversation.conversation;
    const bool same =
        !m_scene->isEmpty() && before.account == after.account && before.remoteId == after.remoteId;
    const bool keepZoom = same && m_geometry.isZoomed();
    const TimeRange visible = m_geometry.visible();
    const QString current =
        m_current >= 0 ? timelineEventKey(m_scene->event(m_current)) : QString();

    m_scene = std::make_shared<TimelineScene>(report);
    m_geometry.setExtent(report.extent);
    if (keepZoom)
        m_geometry.setVisible(visible);
    m_hovered = -1;
    if (!same)
        m_drag = Drag::None; // what was grabbed is gone
    int kept = -1;
    for (int i = 0; same && !current.isEmpty() && i < m_scene->eventCount(); ++i) {
        if (timelineEventKey(m_scene->event(i)) == current)
            kept = i;
    }
    m_current = kept;
    if (!same)
        m_scroll->setValue(0);
    relayout();
    setAccessibleDescription(summary());
    timelineChanged(this);
}

void TimelineView::clear()
{
    setReport({});
}

void TimelineView::setFormatter(const MetricFormatter &formatter)
{
    m_formatter = formatter;
    setAccessibleDescription(summary());
    update();
}

void TimelineView::setNow(TimeMs now)
{
    m_now = now;
    update();
}

QString TimelineView::emptyText() const
{
    return m_emptyText.isEmpty() ? tr("Choose a conversation to see its events") : m_emptyText;
}

void TimelineView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void TimelineView::setCurrentEvent(int event)
{
    const int next = event < m_scene->eventCount() ? event : -1;
    if (next == m_current)
        return;
    m_current = next;
    if (m_current >= 0) {
        const TimeRange visible = m_geometry.visible();
        m_geometry.reveal(m_scene->event(m_current).span);
        if (visible != m_geometry.visible())
            moved();
        revealLane(m_scene->event(m_current).lane);
    }
    update();
    timelineFocusMoved(this, m_current);
    Q_EMIT currentEventChanged(m_current);
}

void TimelineView::setHoveredEvent(int event)
{
    const int next = event < m_scene->eventCount() ? event : -1;
    if (next == m_hovered)
        return;
    m_hovered = next;
    update();
    Q_EMIT hoveredEventChanged(m_hovered);
}

void TimelineView::zoomToEvent(int event)
{
    if (event < 0 || event >= m_scene->eventCount())
        return;
    const TimeRange span = m_scene->event(event).span;
    const DurationMs air = std::max<DurationMs>((span.to - span.from) / 4, 30'000);
    m_geometry.setVisible({span.from - air, span.to + air});
    moved();
}

void TimelineView::moved()
{
    update();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTimeline(painter, *this);
}

void TimelineView::resizeEvent(QResizeEvent *)
{
    relayout();
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos());
        QToolTip::showText(help->globalPos(), text.isEmpty() ? QString() : asHtml(text), this);
        return true;
    }
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        relayout();
    return QWidget::event(event);
}

} // namespace watchfloor
