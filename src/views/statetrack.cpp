// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statetrack.h"

#include "models/words.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/timelinegeometry.h"
#include "views/typography.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>
#include <map>

namespace watchfloor {
namespace {

constexpr int keyHeight = 20;
constexpr int keyMark = 24; ///< wide

/// Height says how much somebody is there, for eyes that cannot tell the colours.
double heightOf(const QString &state)
{
    if (state == QLatin1String("online"))
        return 1.0;
    if (state == QLatin1String("busy"))
        return 0.75;
    if (state == QLatin1String("back_soon") || state == QLatin1String("away"))
        return 0.5;
    return state == QLatin1String("offline") ? 0.16 : 0.33;
}

} // namespace

void StateTrack::setTimeline(const AgentTimelineReport &timeline)
{
    m_range = timeline.range;
    m_until = timeline.until;
    m_parts.clear();
    for (const StateSpan &span : timeline.states)
        m_parts.push_back({span, false});
    for (const TimeRange &gap : timeline.gaps)
        m_parts.push_back({{QString(), QString(), gap, false, false}, true});
    std::sort(m_parts.begin(), m_parts.end(),
              [](const Part &a, const Part &b) { return a.state.span.from < b.state.span.from; });
}

std::vector<StateTrack::Key> StateTrack::keys() const
{
    // By state: a vendor's own states share one rank, and are not one state for that.
    std::map<std::pair<int, QString>, std::pair<Part, DurationMs>> byState;
    DurationMs unknown = 0;
    for (const Part &part : m_parts) {
        const DurationMs length = part.state.span.to - part.state.span.from;
        if (part.gap) {
            unknown += length;
            continue;
        }
        auto &[like, whole] = byState[{availabilityRank(part.state.state), part.state.state}];
        like.state.state = part.state.state;
        like.state.reported = like.state.reported || part.state.reported;
        whole += length;
    }
    std::vector<Key> keys;
    for (const auto &[state, of] : byState)
        keys.push_back({of.first, QStringLiteral("%1 %2").arg(availabilityTitle(state.second),
                                                              m_format.duration(of.second))});
    if (unknown > 0)
        keys.push_back({{{}, true}, tr("not known %1").arg(m_format.duration(unknown))});
    return keys;
}

QString StateTrack::summary() const
{
    QStringList words;
    for (const Key &key : keys())
        words << key.text;
    return words.join(QStringLiteral(" · "));
}

int StateTrack::xOf(TimeMs time, const QRect &track) const
{
    const double whole = static_cast<double>(std::max<TimeMs>(1, m_range.to - m_range.from));
    const double share = std::clamp(static_cast<double>(time - m_range.from) / whole, 0.0, 1.0);
    return track.left() + static_cast<int>(std::lround(share * track.width()));
}

QRect StateTrack::partRect(int part, const QRect &track) const
{
    const TimeRange &span = m_parts[static_cast<std::size_t>(part)].state.span;
    const int left = xOf(span.from, track);
    return {left, track.top(), std::max(1, xOf(span.to, track) - left), track.height()};
}

void StateTrack::paintPart(QPainter &painter, const Part &part, const QRect &rect,
                           const Palette &p) const
{
    if (part.gap) {
        painter.fillRect(rect, QBrush(p.faint, Qt::BDiagPattern));
        return;
    }
    const QColor colour = stateColour(part.state.state, p);
    const int height = std::max(3, static_cast<int>(rect.height() * heightOf(part.state.state)));
    const QRect bar(rect.left(), rect.bottom() + 1 - height, rect.width(), height);
    painter.fillRect(bar, part.state.reported ? colour : blended(p.surface, colour, 0.55));
    if (part.state.reported) // told, not only seen: a firm upper edge
        painter.fillRect(QRect(bar.left(), bar.top(), bar.width(), 2),
                         blended(colour, p.text, 0.35));
}

void StateTrack::paintAxis(QPainter &painter, const QRect &track, const Palette &p) const
{
    painter.setFont(smallFont());
    const int spacing = painter.fontMetrics().horizontalAdvance(QStringLiteral("Wed 30 Sep")) + 12;
    for (const TimeTick &tick :
         timeTicks(m_range, track.width(), m_format.zone(), m_format.locale(), spacing)) {
        const int x = xOf(tick.time, track);
        painter.setPen(p.line);
        painter.drawLine(x, track.bottom() + 1, x, track.bottom() + 4);
        const QRect label(x - spacing / 2, track.bottom() + 5, spacing, 16);
        if (label.left() < track.left() - 1 || label.right() > track.right() + 1)
            continue;
        painter.setPen(tick.dayStart ? p.text : p.muted);
        painter.drawText(label, Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
}

void StateTrack::paint(QPainter &painter, const QRect &track, const Palette &p) const
{
    painter.fillRect(track, blended(p.surface, p.text, 0.03));
    if (m_range.isEmpty())
        return;
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i)
        paintPart(painter, m_parts[static_cast<std::size_t>(i)], partRect(i, track), p);
    painter.setPen(p.line);
    painter.drawLine(track.left(), track.bottom() + 1, track.right(), track.bottom() + 1);
    if (m_until > m_range.from && m_until < m_range.to) {
        painter.setPen(QPen(p.text, 1));
        const int x = xOf(m_until, track);
        painter.drawLine(x, track.top() - 3, x, track.bottom() + 1);
    }
    paintAxis(painter, track, p);
}

int StateTrack::fileHeight(int width) const
{
    const QFontMetrics metrics(smallFont());
    int lines = 1;
    int x = 0;
    for (const Key &key : keys()) {
        const int wide = keyMark + metrics.horizontalAdvance(key.text) + 24;
        if (x > 0 && x + wide > width) {
            ++lines;
            x = 0;
        }
        x += wide;
    }
    return 4 + trackHeight + axisHeight + lines * keyHeight + keyHeight;
}

void StateTrack::paintFile(QPainter &painter, const QRectF &area, const Palette &p,
                           bool rightToLeft) const
{
    const QRect whole = area.toRect();
    const QRect track(whole.left(), whole.top() + 4, whole.width(), trackHeight);
    paint(painter, track, p);
    // Keys begin on the side where reading begins; time runs from the left in every language.
    const auto direction = rightToLeft ? Qt::RightToLeft : Qt::LeftToRight;
    const auto align =
        static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter));
    const QFontMetrics metrics(smallFont());
    painter.setFont(smallFont());
    int x = whole.left();
    int y = track.bottom() + 1 + axisHeight;
    for (const Key &key : keys()) {
        const int wide = metrics.horizontalAdvance(key.text) + 8;
        if (x > whole.left() && x + keyMark + wide + 16 > whole.right() + 1) {
            x = whole.left();
            y += keyHeight;
        }
        const QRect mark(x, y + 4, keyMark - 8, keyHeight - 8);
        paintPart(painter, key.like, QStyle::visualRect(direction, whole, mark), p);
        painter.setPen(p.text);
        painter.drawText(
            QStyle::visualRect(direction, whole, QRect(x + keyMark, y, wide, keyHeight)), align,
            key.text);
        x += keyMark + wide + 16;
    }
    painter.setPen(p.muted);
    painter.drawText(QRect(whole.left(), y + keyHeight, whole.width(), keyHeight), align,
                     tr("Firm: reported by the vendor · light: as observed · hatched: not known"));
}

} // namespace watchfloor
