// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chipbutton.h"

#include "models/plaintext.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int widestChip = 320;
constexpr int crossWidth = 24;
constexpr int chipInset = 10;

} // namespace

ChipButton::ChipButton(const ScopeChip &chip, QWidget *parent)
    : QAbstractButton(parent)
    , m_ignored(chip.ignored)
{
    const QString notHere = tr("not applied here");
    setText(m_ignored ? chip.text + QStringLiteral(" · ") + notHere : chip.text);
    QString tip = chip.toolTip;
    if (m_ignored)
        tip += QLatin1Char('\n') +
               (chip.reason.isEmpty() ? tr("This page does not follow this filter") : chip.reason);
    setToolTip(asHtml(tip));
    setAccessibleName(tr("Filter %1").arg(text()));
    setAccessibleDescription(
        (m_ignored && !chip.reason.isEmpty() ? chip.reason + QStringLiteral(". ") : QString()) +
        tr("Delete takes it off, Enter changes it"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
}

QSize ChipButton::sizeHint() const
{
    const int text = QFontMetrics(bodyFont()).horizontalAdvance(this->text()) + 1;
    return {std::min(widestChip, chipInset + text + crossWidth), 28};
}

QRect ChipButton::crossRect() const
{
    return QStyle::visualRect(layoutDirection(), rect(),
                              QRect(width() - crossWidth, 0, crossWidth, height()));
}

void ChipButton::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(0.5, 2.5, -0.5, -2.5);
    const QColor ground = m_ignored ? p.window : p.surface;
    painter.setBrush(underMouse() ? blended(ground, p.text, 0.05) : ground);
    QPen edge(hasFocus() ? p.accent : p.line, 1);
    if (m_ignored && !hasFocus())
        edge.setStyle(Qt::DashLine);
    painter.setPen(edge);
    painter.drawRoundedRect(body, 6, 6);
    const QRect cross = crossRect();
    if (m_overCross) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(blended(p.surface, p.text, 0.1));
        painter.drawRoundedRect(QRectF(cross).adjusted(4, 6, -4, -6), 4, 4);
    }
    paintIcon(painter, cross, QStringLiteral("close"), p.muted, 12);
    painter.setFont(bodyFont());
    painter.setPen(m_ignored ? p.faint : p.text);
    const int room = width() - chipInset - crossWidth;
    const QRect words =
        QStyle::visualRect(layoutDirection(), rect(), QRect(chipInset, 0, room, height()));
    painter.drawText(words,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     QFontMetrics(bodyFont()).elidedText(text(), Qt::ElideRight, room));
}

void ChipButton::mousePressEvent(QMouseEvent *event)
{
    m_pressedCross = event->button() == Qt::LeftButton && crossRect().contains(event->pos());
    if (!m_pressedCross)
        QAbstractButton::mousePressEvent(event);
}

void ChipButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressedCross) {
        QAbstractButton::mouseReleaseEvent(event);
        return;
    }
    m_pressedCross = false;
    if (crossRect().contains(event->pos()))
        Q_EMIT removeClicked();
}

void ChipButton::mouseMoveEvent(QMouseEvent *event)
{
    const bool over = crossRect().contains(event->pos());
    if (over != m_overCross) {
        m_overCross = over;
        update();
    }
    if (!m_pressedCross)
        QAbstractButton::mouseMoveEvent(event);
}

void ChipButton::leaveEvent(QEvent *event)
{
    m_overCross = false;
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace watchfloor
