// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statestrip.h"

#include "models/plaintext.h"
#include "models/words.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/timelinegeometry.h"
#include "views/typography.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <map>

namespace watchfloor {
namespace {

constexpr int trackTop = 4;
constexpr int trackHeight = 24;

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

StateStrip::StateStrip(QWidget *parent)
    : QWidget(parent)
{
    installPaintedItems();
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("States"));
}

void StateStrip::setTimeline(const AgentTimelineReport &timeline)
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
    m_current = m_parts.empty() ? -1 : std::min(m_current, paintedCount() - 1);
    setAccessibleDescription(summary());
    paintedItemsChanged(this);
    update();
}

void StateStrip::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    setAccessibleDescription(summary());
    update();
}

QString StateStrip::summary() const
{
    // By state: a vendor's own states share one rank, and are not one state for that.
    std::map<std::pair<int, QString>, DurationMs> byState;
    DurationMs unknown = 0;
    for (const Part &part : m_parts) {
        const DurationMs length = part.state.span.to - part.state.span.from;
        if (part.gap) {
            unknown += length;
            continue;
        }
        byState[{availabilityRank(part.state.state), part.state.state}] += length;
    }
    QStringList words;
    for (const auto &[state, length] : byState)
        words << QStringLiteral("%1 %2").arg(availabilityTitle(state.second),
                                             m_format.duration(length));
    if (unknown > 0)
        words << tr("not known %1").arg(m_format.duration(unknown));
    return words.join(QStringLiteral(" · "));
}

QRect StateStrip::track() const
{
    return {1, trackTop, std::max(1, width() - 2), trackHeight};
}

int StateStrip::xOf(TimeMs time) const
{
    const double whole = static_cast<double>(std::max<TimeMs>(1, m_range.to - m_range.from));
    const double share = std::clamp(static_cast<double>(time - m_range.from) / whole, 0.0, 1.0);
    return track().left() + static_cast<int>(std::lround(share * track().width()));
}

QRect StateStrip::paintedRect(int item) const
{
    const TimeRange &span = m_parts[static_cast<std::size_t>(item)].state.span;
    const int left = xOf(span.from);
    return {left, trackTop, std::max(1, xOf(span.to) - left), trackHeight};
}

QString StateStrip::paintedName(int item) const
{
    const Part &part = m_parts[static_cast<std::size_t>(item)];
    return part.gap ? tr("Not known") : availabilityTitle(part.state.state);
}

QString StateStrip::paintedValue(int item) const
{
    const StateSpan &state = m_parts[static_cast<std::size_t>(item)].state;
    const QString length = m_format.duration(state.span.to - state.span.from);
    return tr("%1 – %2, %3", "from, to, how long")
        .arg(m_format.toTheSecond(state.span.from, m_until),
             state.lasts ? tr("now") : m_format.toTheSecond(state.span.to, m_until), length);
}

QString StateStrip::paintedAbout(int item) const
{
    const Part &part = m_parts[static_cast<std::size_t>(item)];
    if (part.gap)
        return tr("Nobody was looking: a gap is no state");
    QStringList lines{oneLine(part.state.reason),
                      part.state.reported
                          ? tr("Reported by the vendor")
                          : tr("As observed by this program; the edges are times of polls")};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString StateStrip::partText(int part) const
{
    return paintedName(part) + QLatin1Char('\n') + paintedValue(part) + QLatin1Char('\n') +
           paintedAbout(part);
}

void StateStrip::paintPart(QPainter &painter, int item) const
{
    const Palette &p = tokens();
    const Part &part = m_parts[static_cast<std::size_t>(item)];
    const QRect rect = paintedRect(item);
    if (part.gap) {
        painter.fillRect(rect, QBrush(p.faint, Qt::BDiagPattern));
        return;
    }
    const QColor colour = stateColour(part.state.state);
    const int height = std::max(3, static_cast<int>(trackHeight * heightOf(part.state.state)));
    const QRect bar(rect.left(), rect.bottom() + 1 - height, rect.width(), height);
    painter.fillRect(bar, part.state.reported ? colour : blended(p.surface, colour, 0.55));
    if (part.state.reported) // told, not only seen: a firm upper edge
        painter.fillRect(QRect(bar.left(), bar.top(), bar.width(), 2),
                         blended(colour, p.text, 0.35));
}

void StateStrip::paintAxis(QPainter &painter) const
{
    const Palette &p = tokens();
    painter.setFont(smallFont());
    const int spacing = painter.fontMetrics().horizontalAdvance(QStringLiteral("Wed 30 Sep")) + 12;
    for (const TimeTick &tick :
         timeTicks(m_range, track().width(), m_format.zone(), m_format.locale(), spacing)) {
        const int x = xOf(tick.time);
        painter.setPen(p.line);
        painter.drawLine(x, track().bottom() + 1, x, track().bottom() + 4);
        QRect label(x - spacing / 2, track().bottom() + 5, spacing, 16);
        if (label.left() < 0 || label.right() > width())
            continue;
        painter.setPen(tick.dayStart ? p.text : p.muted);
        painter.drawText(label, Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
}

void StateStrip::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.fillRect(track(), blended(p.surface, p.text, 0.03));
    if (m_range.isEmpty())
        return;
    for (int i = 0; i < paintedCount(); ++i)
        paintPart(painter, i);
    painter.setPen(p.line);
    painter.drawLine(track().left(), track().bottom() + 1, track().right(), track().bottom() + 1);
    if (m_until > m_range.from && m_until < m_range.to) {
        painter.setPen(QPen(p.text, 1));
        painter.drawLine(xOf(m_until), trackTop - 3, xOf(m_until), track().bottom() + 1);
    }
    paintAxis(painter);
    if (m_current >= 0 && hasFocus()) {
        painter.setPen(QPen(p.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(paintedRect(m_current).adjusted(0, -2, 0, 1));
    }
}

int StateStrip::partAt(const QPoint &at) const
{
    for (int i = 0; i < paintedCount(); ++i) {
        if (paintedRect(i).contains(at))
            return i;
    }
    return -1;
}

void StateStrip::setCurrent(int part)
{
    m_current = part;
    paintedFocusMoved(this);
    update();
    if (part >= 0 && hasFocus())
        QToolTip::showText(mapToGlobal(paintedRect(part).bottomLeft()), asHtml(partText(part)),
                           this, paintedRect(part));
}

void StateStrip::keyPressEvent(QKeyEvent *event)
{
    const int last = paintedCount() - 1;
    if (event->key() == Qt::Key_Left && m_current > 0)
        setCurrent(m_current - 1);
    else if (event->key() == Qt::Key_Right && m_current < last)
        setCurrent(m_current + 1);
    else if (event->key() == Qt::Key_Home && last >= 0)
        setCurrent(0);
    else if (event->key() == Qt::Key_End && last >= 0)
        setCurrent(last);
    else if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)
        QWidget::keyPressEvent(event);
}

void StateStrip::mousePressEvent(QMouseEvent *event)
{
    if (const int part = partAt(event->position().toPoint()); part >= 0)
        setCurrent(part);
}

void StateStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_parts.empty() && event->reason() != Qt::MouseFocusReason)
        setCurrent(paintedCount() - 1); // now comes first
    update();
}

void StateStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool StateStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int part = partAt(help->pos());
        QToolTip::showText(help->globalPos(), part < 0 ? QString() : asHtml(partText(part)), this,
                           part < 0 ? QRect() : paintedRect(part));
        return true;
    }
    return QWidget::event(event);
}

} // namespace watchfloor
