// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/freshnessbadge.h"

#include "models/plaintext.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QPainter>
#include <QStyle>

namespace watchfloor {

void paintFreshnessMark(QPainter &painter, const QRect &place, Freshness::State state, int size)
{
    const Palette &p = tokens();
    const QPointF centre = QRectF(place).center();
    switch (state) {
    case Freshness::State::Fresh:
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.good);
        painter.drawEllipse(centre, size / 4.0, size / 4.0);
        break;
    case Freshness::State::Late:
        paintIcon(painter, place, QStringLiteral("alert"), p.warn, size);
        break;
    case Freshness::State::Offline:
        paintIcon(painter, place, QStringLiteral("offline"), p.muted, size);
        break;
    case Freshness::State::Unknown:
        painter.setPen(QPen(p.faint, size / 10.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, size * 0.22, size * 0.22);
        break;
    }
}

QColor freshnessInk(Freshness::State state)
{
    const Palette &p = tokens();
    switch (state) {
    case Freshness::State::Fresh:
        return p.muted;
    case Freshness::State::Late:
        return p.warn;
    case Freshness::State::Unknown:
        return p.faint;
    case Freshness::State::Offline:
        break;
    }
    return p.text;
}

FreshnessBadge::FreshnessBadge(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFreshness({}, MetricFormatter(), 0);
}

void FreshnessBadge::setFreshness(const Freshness &freshness, const MetricFormatter &format,
                                  TimeMs now)
{
    const QString words = freshnessText(freshness, format, now);
    const bool changed = words != text() || freshness.state != m_freshness.state;
    m_freshness = freshness;
    setToolTip(asHtml(freshnessToolTip(freshness, format, now)));
    if (!changed)
        return;
    setText(words);
    setAccessibleName(words);
    updateGeometry();
    update();
}

QSize FreshnessBadge::sizeHint() const
{
    return {QFontMetrics(bodyFont()).horizontalAdvance(text()) + 2 * gridStep + 16 + 6, 28};
}

void FreshnessBadge::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(p.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(blended(p.window, p.text, 0.06))
                                      : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QRect mark =
        QStyle::visualRect(layoutDirection(), rect(), QRect(gridStep, 0, 16, height()));
    paintFreshnessMark(painter, mark, m_freshness.state, 16);
    painter.setPen(freshnessInk(m_freshness.state));
    painter.setFont(bodyFont());
    const QRect label = QStyle::visualRect(
        layoutDirection(), rect(), QRect(gridStep + 22, 0, width() - gridStep - 22, height()));
    painter.drawText(label,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     text());
}

} // namespace watchfloor
