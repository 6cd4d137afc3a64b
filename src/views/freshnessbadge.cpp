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
    QColor ink = p.text;
    const QRect mark =
        QStyle::visualRect(layoutDirection(), rect(), QRect(gridStep, 0, 16, height()));
    const QPointF centre = QRectF(mark).center();
    switch (m_freshness.state) {
    case Freshness::State::Fresh:
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.good);
        painter.drawEllipse(centre, 4, 4);
        ink = p.muted;
        break;
    case Freshness::State::Late:
        paintIcon(painter, mark, QStringLiteral("alert"), p.warn);
        ink = p.warn;
        break;
    case Freshness::State::Offline:
        paintIcon(painter, mark, QStringLiteral("offline"), p.muted);
        break;
    case Freshness::State::Unknown:
        painter.setPen(QPen(p.faint, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 3.5, 3.5);
        ink = p.faint;
        break;
    }
    painter.setPen(ink);
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
