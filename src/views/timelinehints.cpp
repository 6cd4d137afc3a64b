// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What TimelineView says about the place under the pointer, and to screen readers.
#include "views/timelineview.h"

#include "models/plaintext.h"
#include "models/timelinetablemodel.h"
#include "models/words.h"

#include <QStringList>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int transferSlack = 4; // px on both sides of its line

const TimeRange *rangeAt(const std::vector<TimeRange> &ranges, TimeMs time)
{
    const auto found = std::find_if(ranges.begin(), ranges.end(),
                                    [time](const TimeRange &one) { return one.contains(time); });
    return found == ranges.end() ? nullptr : &*found;
}

} // namespace

QString TimelineView::transferText(const TimelineTransfer &transfer)
{
    const QString from = oneLine(transfer.from);
    const QString to = oneLine(transfer.to);
    if (transfer.toQueue) {
        const QString back =
            from.isEmpty() ? tr("Back to the queue") : tr("%1 gave it back to the queue").arg(from);
        return to.isEmpty() ? back : tr("%1, %2 took it").arg(back, to);
    }
    if (to.isEmpty())
        return from.isEmpty() ? tr("Transferred") : tr("Transferred by %1").arg(from);
    return from.isEmpty() ? tr("Transferred to %1").arg(to)
                          : tr("Transferred: %1 → %2").arg(from, to);
}

QString TimelineView::eventText(int event) const
{
    QString text = timelineToolTip(m_scene->event(event), m_formatter);
    if (const TimelineTransfer *transfer = m_scene->transferOf(event)) {
        text += QLatin1Char('\n') + transferText(*transfer);
        if (transfer->taken && *transfer->taken > transfer->at)
            text += QLatin1Char('\n') +
                    tr("Taken after %1").arg(m_formatter.duration(*transfer->taken - transfer->at));
    }
    return text;
}

QString TimelineView::agentText(int agent, TimeMs time) const
{
    const TimelineAgent &who = m_scene->agents()[size_t(agent)];
    QStringList lines{oneLine(who.name)};
    const auto at = std::find_if(who.states.begin(), who.states.end(), [&](const AgentState &one) {
        return one.from <= time && time < one.to.value_or(std::max(m_now, waitingUntil()) + 1);
    });
    if (at == who.states.end()) {
        lines << tr("Availability was not recorded");
        return lines.join(QLatin1Char('\n'));
    }
    QString state = availabilityTitle(at->state);
    if (!at->reason.isEmpty())
        state += QStringLiteral(" · ") + oneLine(at->reason);
    lines << state << tr("From: %1").arg(m_formatter.full(at->from));
    if (at->to)
        lines << tr("To: %1").arg(m_formatter.full(*at->to));
    lines << (at->observed ? tr("As observed here") : tr("As the vendor reports it"));
    return lines.join(QLatin1Char('\n'));
}

QString TimelineView::emptyGroundText(TimeMs time) const
{
    const TimelineReport &report = m_scene->report();
    QStringList lines{m_formatter.full(time)};
    if (const TimeRange *gap = rangeAt(report.gaps, time)) {
        lines << tr("Not fetched: what happened then is not known")
              << tr("From: %1").arg(m_formatter.full(gap->from))
              << tr("To: %1").arg(m_formatter.full(gap->to));
    }
    if (!report.businessHoursKnown)
        lines << tr("The business hours of this inbox are not known");
    else
        lines << (rangeAt(report.businessHours, time) ? tr("Inside business hours")
                                                      : tr("Outside business hours"));
    return lines.join(QLatin1Char('\n'));
}

QString TimelineView::textAt(QPoint position) const
{
    if (m_scene->isEmpty())
        return {};
    if (const int under = eventAt(position); under >= 0)
        return eventText(under);
    const QRect track = trackRect();
    const TimelineReport &report = m_scene->report();
    const bool inRows = position.y() >= track.top() && position.y() <= track.bottom();
    const bool inTrack = position.x() >= track.left() && position.x() <= track.right();
    const TimeMs time = m_geometry.mapXToTime(trackX(position.x()));
    if (inRows) {
        for (int i = 0; i < int(m_scene->agents().size()); ++i) {
            const QRect row = agentRect(i);
            if (row.contains(position))
                return agentText(i, time);
            if (nameRect(row).contains(position))
                return oneLine(m_scene->agents()[size_t(i)].name);
        }
        for (int i = 0; !inTrack && i < int(m_scene->lanes().size()); ++i) {
            if (nameRect(i).contains(position))
                return m_scene->lanes()[size_t(i)].title;
        }
    }
    if (inTrack && position.y() <= track.bottom()) {
        const auto slack = m_geometry.mapXToTime(transferSlack) - m_geometry.mapXToTime(0);
        if (const TimelineTransfer *transfer = m_scene->transferNear(time, slack))
            return transferText(*transfer) + QLatin1Char('\n') + m_formatter.full(transfer->at);
        if (report.waitingSince && waitingRect().contains(position) &&
            time >= *report.waitingSince && time <= waitingUntil()) {
            return tr("The customer waits for a person, still") + QLatin1Char('\n') +
                   tr("Since: %1").arg(m_formatter.full(*report.waitingSince)) + QLatin1Char('\n') +
                   tr("For: %1").arg(m_formatter.age(waitingUntil() - *report.waitingSince));
        }
        if (inRows)
            return emptyGroundText(time);
    }
    return tr("Zoom: scroll, + and −, or Shift+drag a stretch; 0 shows all\n"
              "Move: drag, Shift+arrows, Page Up and Page Down, or the strip below\n"
              "Events: arrows, Home and End; Return or double click fills the view with one");
}

QString TimelineView::summary() const
{
    if (m_scene->isEmpty())
        return emptyText();
    const TimelineReport &report = m_scene->report();
    QStringList parts{
        tr("%n event(s)", nullptr, m_scene->eventCount()),
        tr("%n lane(s)", nullptr, int(m_scene->lanes().size())),
        tr("from %1 to %2")
            .arg(m_formatter.full(report.extent.from), m_formatter.full(report.extent.to))};
    if (!report.transfers.empty())
        parts << tr("%n transfer(s)", nullptr, int(report.transfers.size()));
    if (!report.gaps.empty())
        parts << tr("%n part(s) not fetched", nullptr, int(report.gaps.size()));
    if (report.waitingSince)
        parts << tr("a customer waits since %1").arg(m_formatter.full(*report.waitingSince));
    QStringList names;
    for (const TimelineAgent &agent : m_scene->agents())
        names << oneLine(agent.name);
    if (!names.isEmpty())
        parts << tr("with %1").arg(names.join(QStringLiteral(", ")));
    return parts.join(QStringLiteral("; "));
}

} // namespace watchfloor
