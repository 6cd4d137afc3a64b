// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papertimeline.h"

#include "models/plaintext.h"
#include "models/readingdirection.h"
#include "models/timelinewords.h"
#include "views/papertimelinekey.h"
#include "views/timelinelayout.h"
#include "views/timelinepainter.h"
#include "views/typography.h"

#include <QDataStream>
#include <QIODevice>
#include <QPainter>

namespace watchfloor {
namespace {

// So many fit on the smallest page, across and below a heading.
constexpr std::size_t mostPaperLanes = 12;
constexpr int aboveKey = 8;

/// The last ones in one lane, so that nothing is left out.
void foldLanes(TimelineReport &report, const QString &rest)
{
    if (report.lanes.size() <= mostPaperLanes)
        return;
    constexpr int last = static_cast<int>(mostPaperLanes) - 1;
    report.lanes.resize(mostPaperLanes);
    report.lanes.back() = rest;
    for (TimelineEvent &event : report.events)
        event.lane = std::min(event.lane, last);
}

TimelineReport printableReport(TimelineReport report, const PaperTimeline::Letters &printable)
{
    const auto plain = [&](const QString &text) { return printable(oneLine(text)); };
    for (QString &lane : report.lanes)
        lane = plain(lane);
    // Somebody without a name is still not the one beside them.
    for (TimelineAgent &agent : report.agents)
        agent.name = plain(agent.name.isEmpty() ? agent.remoteId : agent.name);
    for (TimelineEvent &event : report.events)
        event.agentName =
            plain(event.agentName.isEmpty() ? event.event.agentRemoteId : event.agentName);
    for (TimelineTransfer &transfer : report.transfers) {
        transfer.from = plain(transfer.from);
        transfer.to = plain(transfer.to);
    }
    return report;
}

} // namespace

PaperTimeline::PaperTimeline(TimelineReport report, const MetricFormatter &formatter, TimeMs now,
                             const Letters &printable)
    : m_formatter(formatter)
    , m_now(now)
{
    const auto kinds = static_cast<qint64>(report.lanes.size() -
                                           std::min(report.lanes.size(), mostPaperLanes - 1));
    foldLanes(report, tr("Other events (%1 kinds)").arg(formatter.count(kinds)));
    m_scene = TimelineScene(printableReport(std::move(report), printable));
}

int PaperTimeline::height() const
{
    const int lines = paperTimelineKeyLines(m_scene, mostAgentRows);
    return TimelineLayout::aboveTrack(true) + layout().contentHeight() +
           (lines > 0 ? aboveKey + lines * paperKeyLine : 0);
}

TimelineLayout PaperTimeline::layout() const
{
    TimelineLayout layout(m_scene, m_formatter);
    layout.onPaper = true;
    layout.mostAgents = mostAgentRows;
    layout.now = m_now;
    layout.geometry.setExtent(m_scene.report().extent);
    return layout;
}

void PaperTimeline::paint(QPainter &painter, const QSizeF &size, bool rightToLeft) const
{
    TimelineLayout layout = this->layout();
    layout.size = size.toSize();
    layout.rightToLeft = rightToLeft;
    layout.names = layout.suitableNames(layout.size.width());
    layout.geometry.setWidth(layout.trackRect().width());
    const int together = paintTimelineRows(painter, layout);
    paintTop(painter, layout, together);
    const int below = layout.trackRect().bottom() + 1 + aboveKey;
    paintPaperTimelineKey(painter, layout,
                          QRect(0, below, layout.size.width(), layout.size.height() - below));
}

QString PaperTimeline::span(bool rightToLeft) const
{
    const TimeRange &extent = m_scene.report().extent;
    const QString first = m_formatter.day(extent.from);
    const QString last = m_formatter.day(extent.to);
    QString text = first + u' ' + m_formatter.clock(extent.from) + QStringLiteral(" – ");
    if (last != first)
        text += last + u' ';
    return tr("%1, time zone %2", "14 Nov 2023 14:03:20 – 15:10:00, time zone Europe/Berlin")
        .arg(text + m_formatter.clock(extent.to),
             setApart(QString::fromUtf8(m_formatter.zone().id()), rightToLeft));
}

void PaperTimeline::paintTop(QPainter &painter, const TimelineLayout &layout, int together) const
{
    const int height = layout.axisRect().top();
    const int room = layout.size.width();
    const auto placed = [&](int away, int width) {
        return QRect(layout.rightToLeft ? room - away - width : away, 0, width, height);
    };
    painter.setFont(smallFont());
    const QString when = span(layout.rightToLeft);
    const int taken = std::min(room, painter.fontMetrics().horizontalAdvance(when) + 2);
    painter.setPen(layout.colours().text);
    paintTimelineName(painter, layout, placed(0, taken), when);
    if (together == 0)
        return;
    const QString note = tr("%1 of %2 events are too close to be drawn apart; see the table")
                             .arg(m_formatter.count(qint64{together}),
                                  m_formatter.count(qint64{m_scene.eventCount()}));
    const int width =
        std::min(room - taken - 24, painter.fontMetrics().horizontalAdvance(note) + 2);
    painter.setPen(layout.colours().muted);
    if (width > 0)
        paintTimelineName(painter, layout, placed(room - width, width), note);
}

QByteArray PaperTimeline::likeness() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const auto ranges = [&out](const std::vector<TimeRange> &all) {
        for (const TimeRange &one : all)
            out << one.from << one.to;
        out << quint64{all.size()};
    };
    const TimelineReport &report = m_scene.report();
    out << m_formatter.locale().name() << m_formatter.zone().id() << layout().waitingUntil()
        << report.extent.from << report.extent.to << report.waitingSince.value_or(-1)
        << report.businessHoursKnown;
    ranges(report.businessHours);
    ranges(report.gaps);
    for (const QString &lane : report.lanes)
        out << lane;
    for (int i = 0; i < m_scene.eventCount(); ++i) {
        const TimelineEvent &event = m_scene.event(i);
        out << event.lane << event.span.from << event.span.to
            << static_cast<int>(event.event.origin) << event.event.name << event.event.value
            << m_scene.agentOf(i);
    }
    for (const TimelineTransfer &transfer : report.transfers)
        out << transfer.at << transfer.event << transfer.to;
    for (std::size_t i = 0; i < m_scene.agents().size(); ++i) {
        const TimelineAgent &agent = m_scene.agents()[i];
        out << agent.name << m_scene.agentColour(int(i));
        for (const AgentState &state : agent.states)
            out << state.state << state.from << state.to.value_or(-1);
    }
    return bytes;
}

} // namespace watchfloor
