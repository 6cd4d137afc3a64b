// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statestrip.h"

#include "models/plaintext.h"
#include "models/words.h"
#include "views/palette.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int trackTop = 4;

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
    m_track.setTimeline(timeline);
    m_current = m_track.parts().empty() ? -1 : std::min(m_current, paintedCount() - 1);
    setAccessibleDescription(summary());
    paintedItemsChanged(this);
    update();
}

void StateStrip::setFormatter(const MetricFormatter &formatter)
{
    m_track.setFormatter(formatter);
    setAccessibleDescription(summary());
    update();
}

QRect StateStrip::track() const
{
    return {1, trackTop, std::max(1, width() - 2), StateTrack::trackHeight};
}

QRect StateStrip::paintedRect(int item) const
{
    return m_track.partRect(item, track());
}

QString StateStrip::paintedName(int item) const
{
    const StateTrack::Part &part = m_track.parts()[static_cast<std::size_t>(item)];
    return part.gap ? tr("Not known") : availabilityTitle(part.state.state);
}

QString StateStrip::paintedValue(int item) const
{
    const StateSpan &state = m_track.parts()[static_cast<std::size_t>(item)].state;
    const QString length = m_track.format().duration(state.span.to - state.span.from);
    return tr("%1 – %2, %3", "from, to, how long")
        .arg(m_track.format().toTheSecond(state.span.from, m_track.until()),
             state.lasts ? tr("now") : m_track.format().toTheSecond(state.span.to, m_track.until()),
             length);
}

QString StateStrip::paintedAbout(int item) const
{
    const StateTrack::Part &part = m_track.parts()[static_cast<std::size_t>(item)];
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

void StateStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_track.paint(painter, track(), tokens());
    if (m_current >= 0 && hasFocus()) {
        painter.setPen(QPen(tokens().accent, 2));
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
    if (m_current < 0 && !m_track.parts().empty() && event->reason() != Qt::MouseFocusReason)
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
