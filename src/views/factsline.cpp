// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/factsline.h"

#include "models/plaintext.h"
#include "views/typography.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {

static QString factSeparator()
{
    return QStringLiteral(" · ");
}

/// A pixel more than it tells: eliding counts the fractions that this rounds off.
static int factWidth(const QFontMetrics &metrics, const QString &text)
{
    return metrics.horizontalAdvance(text) + 1;
}

FactsLine::FactsLine(QWidget *parent)
    : QWidget(parent)
{
    installPaintedItems();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFont(smallFont());
    setAccessibleName(tr("Summary"));
}

bool FactsLine::isLive(int fact) const
{
    return fact >= 0 && fact < paintedCount() && (at(fact).drill || at(fact).explain);
}

void FactsLine::setFacts(std::vector<ChartFact> facts)
{
    if (facts == m_facts)
        return; // told anew with every answer: hover and focus stay
    m_facts = std::move(facts);
    m_hovered = m_pressed = -1;
    if (!isLive(m_current))
        m_current = -1;
    QStringList texts;
    for (const ChartFact &fact : m_facts)
        texts << fact.text;
    setAccessibleDescription(texts.join(factSeparator()));
    setFocusPolicy(liveFrom(-1, 1) < 0 ? Qt::NoFocus : Qt::StrongFocus);
    paintedItemsChanged(this);
    update();
}

QSize FactsLine::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = 0;
    for (const ChartFact &fact : m_facts)
        width += factWidth(metrics, fact.text) + metrics.horizontalAdvance(factSeparator());
    return {width, metrics.height() + 4};
}

QSize FactsLine::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

QRect FactsLine::factRect(int fact) const
{
    const QFontMetrics metrics(font());
    int x = 0; // in line with the title above
    for (int i = 0; i < fact; ++i)
        x += factWidth(metrics, at(i).text) + metrics.horizontalAdvance(factSeparator());
    const int wide = std::min(factWidth(metrics, at(fact).text), width() - x);
    return wide < 12
               ? QRect()
               : QStyle::visualRect(layoutDirection(), rect(), QRect(x, 2, wide, metrics.height()));
}

int FactsLine::factAt(const QPoint &pos) const
{
    for (int i = 0; i < paintedCount(); ++i) {
        if (factRect(i).adjusted(-2, -2, 2, 2).contains(pos))
            return i;
    }
    return -1;
}

int FactsLine::liveFrom(int fact, int step) const
{
    for (int i = fact + step; i >= 0 && i < paintedCount(); i += step) {
        if (isLive(i))
            return i;
    }
    return -1;
}

void FactsLine::setCurrent(int fact)
{
    if (fact < 0 || fact == m_current)
        return;
    m_current = fact;
    paintedFocusMoved(this);
    update();
}

void FactsLine::open(int fact)
{
    if (isLive(fact) && at(fact).drill)
        Q_EMIT drillRequested(Drill(*at(fact).drill));
}

void FactsLine::explain(int fact)
{
    if (!isLive(fact) || !at(fact).explain)
        return;
    const QRect place = factRect(fact);
    Q_EMIT explainRequested(ExplainTarget(*at(fact).explain),
                            {mapToGlobal(place.topLeft()), place.size()});
}

void FactsLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &p = tokens();
    const QFontMetrics metrics(font());
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    for (int i = 0; i < paintedCount(); ++i) {
        const QRect place = factRect(i);
        if (place.isEmpty())
            break;
        QFont font = this->font();
        const bool opens = at(i).drill.has_value();
        font.setUnderline(opens && (i == m_hovered || (hasFocus() && i == m_current)));
        painter.setFont(font);
        painter.setPen(opens && i == m_hovered ? p.accent : opens ? p.text : p.*m_colour);
        painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                         metrics.elidedText(at(i).text, Qt::ElideRight, place.width()));
        if (i + 1 < paintedCount() && !factRect(i + 1).isEmpty()) {
            const int gap = metrics.horizontalAdvance(factSeparator());
            const QRect dot = layoutDirection() == Qt::RightToLeft
                                  ? QRect(place.left() - gap, place.top(), gap, place.height())
                                  : QRect(place.right() + 1, place.top(), gap, place.height());
            painter.setFont(this->font());
            painter.setPen(p.muted);
            painter.drawText(dot, Qt::AlignCenter, QStringLiteral("·"));
        }
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(p.accent, 1));
            painter.drawRoundedRect(QRectF(place).adjusted(-1.5, -1.5, 1.5, 1.5) &
                                        QRectF(rect()).adjusted(.5, .5, -.5, -.5),
                                    2, 2);
        }
    }
}

void FactsLine::keyPressEvent(QKeyEvent *event)
{
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        setCurrent(liveFrom(m_current, (event->key() == Qt::Key_Right) != rtl ? 1 : -1));
        return;
    case Qt::Key_Home:
        setCurrent(liveFrom(-1, 1));
        return;
    case Qt::Key_End:
        setCurrent(liveFrom(paintedCount(), -1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        open(m_current);
        return;
    case Qt::Key_I:
        if (event->modifiers() == Qt::ControlModifier) {
            explain(m_current);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void FactsLine::mouseMoveEvent(QMouseEvent *event)
{
    const int fact = factAt(event->position().toPoint());
    const int live = isLive(fact) && at(fact).drill ? fact : -1;
    if (live == m_hovered)
        return;
    m_hovered = live;
    setCursor(live < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void FactsLine::mousePressEvent(QMouseEvent *event)
{
    const int fact = factAt(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton ? fact : -1;
    if (isLive(fact))
        setCurrent(fact);
}

void FactsLine::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressed, -1);
    if (event->button() == Qt::LeftButton && pressed >= 0 &&
        factAt(event->position().toPoint()) == pressed)
        open(pressed);
}

void FactsLine::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void FactsLine::contextMenuEvent(QContextMenuEvent *event)
{
    const int fact =
        event->reason() == QContextMenuEvent::Keyboard ? m_current : factAt(event->pos());
    if (!isLive(fact))
        return;
    QMenu menu(this);
    connect(menu.addAction(tr("Show its conversations")), &QAction::triggered, this,
            [this, fact] { open(fact); });
    menu.actions().constFirst()->setEnabled(at(fact).drill.has_value());
    if (at(fact).explain)
        connect(menu.addAction(tr("Explain this number")), &QAction::triggered, this,
                [this, fact] { explain(fact); });
    menu.exec(event->reason() == QContextMenuEvent::Keyboard
                  ? mapToGlobal(factRect(fact).bottomLeft())
                  : event->globalPos());
}

void FactsLine::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0)
        setCurrent(liveFrom(-1, 1));
    update();
}

void FactsLine::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool FactsLine::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int fact = factAt(help->pos());
        const bool cut =
            fact >= 0 && factWidth(QFontMetrics(font()), at(fact).text) > factRect(fact).width();
        QString text = fact < 0 ? accessibleDescription() : cut ? at(fact).text : QString();
        if (isLive(fact) && at(fact).drill) {
            const QString opens = tr("Opens its conversations");
            text = text.isEmpty() ? opens : text + QLatin1Char('\n') + opens;
        }
        const bool whole = fact < 0 && sizeHint().width() <= width();
        QToolTip::showText(help->globalPos(),
                           text.isEmpty() || whole ? QString() : asHtml(severalLines(text)), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *press = static_cast<QKeyEvent *>(event);
        if (press->key() == Qt::Key_I && press->modifiers() == Qt::ControlModifier)
            event->accept();
    }
    return QWidget::event(event);
}

} // namespace watchfloor
