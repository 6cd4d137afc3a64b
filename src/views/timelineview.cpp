// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timelineview.h"

#include "models/plaintext.h"
#include "models/timelinetablemodel.h"
#include "views/timelineaccessible.h"
#include "views/timelinepainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int axisHeight = 32;
constexpr int laneHeight = 26;
constexpr int barInset = 5;
constexpr int overviewHeight = 24;
constexpr int edge = 12; // air at the far end, so that the last label fits
constexpr int instantWidth = 12;
constexpr int widestNames = 184;

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent)
    , m_scene(std::make_shared<TimelineScene>())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Event timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
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
    int kept = -1;
    for (int i = 0; same && !current.isEmpty() && i < m_scene->eventCount(); ++i) {
        if (timelineEventKey(m_scene->event(i)) == current)
            kept = i;
    }
    m_current = kept;
    relayout();
    timelineChanged(this);
}

void TimelineView::clear()
{
    setReport({});
}

void TimelineView::setFormatter(const MetricFormatter &formatter)
{
    m_formatter = formatter;
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
    if (m_current >= 0)
        m_geometry.reveal(m_scene->event(m_current).span);
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

QRect TimelineView::trackRect() const
{
    const int names = std::min(widestNames, width() / 3);
    const QRect area(names, axisHeight, std::max(1, width() - names - edge),
                     int(m_scene->lanes().size()) * laneHeight);
    return isRightToLeft() ? area.translated(edge - names, 0) : area;
}

QRect TimelineView::axisRect() const
{
    const QRect track = trackRect();
    return {track.left(), 0, track.width(), axisHeight};
}

QRect TimelineView::laneRect(int lane) const
{
    const QRect track = trackRect();
    return {track.left(), track.top() + lane * laneHeight, track.width(), laneHeight};
}

QRect TimelineView::nameRect(int lane) const
{
    const QRect row = laneRect(lane);
    return isRightToLeft()
               ? QRect(row.right() + 1, row.top(), width() - row.right() - 1, row.height())
               : QRect(0, row.top(), row.left(), row.height());
}

QRect TimelineView::overviewRect() const
{
    const QRect track = trackRect();
    return {track.left(), track.bottom() + 9, track.width(), overviewHeight};
}

QRect TimelineView::eventRect(int event) const
{
    const TimelineEvent &at = m_scene->event(event);
    const QRect lane = laneRect(at.lane);
    const auto bounded = [&](TimeMs time) {
        return int(std::lround(std::clamp(m_geometry.mapTimeToX(time), -100'000.0, 100'000.0)));
    };
    const int left = lane.left() + bounded(at.span.from);
    if (at.span.isEmpty())
        return {left - instantWidth / 2, lane.top() + (laneHeight - instantWidth) / 2, instantWidth,
                instantWidth};
    const int right = lane.left() + bounded(at.span.to);
    return {left, lane.top() + barInset, std::max(3, right - left), laneHeight - 2 * barInset};
}

QString TimelineView::eventText(int event) const
{
    return timelineToolTip(m_scene->event(event), m_formatter);
}

QSize TimelineView::sizeHint() const
{
    const int lanes = std::max(4, int(m_scene->lanes().size()));
    return {720, axisHeight + lanes * laneHeight + overviewHeight + 17};
}

QSize TimelineView::minimumSizeHint() const
{
    const int lanes = std::max(1, int(m_scene->lanes().size()));
    return {320, axisHeight + lanes * laneHeight + overviewHeight + 17};
}

void TimelineView::relayout()
{
    m_geometry.setWidth(trackRect().width());
    updateGeometry();
    update();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTimeline(painter, *this);
}

void TimelineView::resizeEvent(QResizeEvent *)
{
    m_geometry.setWidth(trackRect().width());
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int under = eventUnder(help->pos());
        if (under >= 0) {
            QToolTip::showText(help->globalPos(), asHtml(eventText(under)), this);
        } else {
            QString name;
            for (int i = 0; i < int(m_scene->lanes().size()); ++i) {
                if (nameRect(i).contains(help->pos()))
                    name = m_scene->lanes()[size_t(i)].title;
            }
            QToolTip::showText(help->globalPos(), asHtml(name), this);
        }
        return true;
    }
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        relayout();
    return QWidget::event(event);
}

} // namespace watchfloor
