// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/coveragecalendar.h"

#include "models/plaintext.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

constexpr int square = 10;
constexpr int pitch = 12;
constexpr int daysInWeek = 7;
constexpr std::array dayKinds = {CoverageDay::Kind::Full, CoverageDay::Kind::Partial,
                                 CoverageDay::Kind::Gap, CoverageDay::Kind::NotAllowed,
                                 CoverageDay::Kind::NotKept};

QString kindText(CoverageDay::Kind kind)
{
    switch (kind) {
    case CoverageDay::Kind::Full:
        return CoverageCalendar::tr("in the cache");
    case CoverageDay::Kind::Partial:
        return CoverageCalendar::tr("partly in the cache");
    case CoverageDay::Kind::NotAllowed:
        return CoverageCalendar::tr("not allowed by the server");
    case CoverageDay::Kind::NotKept:
        return CoverageCalendar::tr("not kept, as the account's history is set");
    case CoverageDay::Kind::Gap:
        break;
    }
    return CoverageCalendar::tr("not fetched yet");
}

QString kindWord(CoverageDay::Kind kind)
{
    switch (kind) {
    case CoverageDay::Kind::Full:
        return CoverageLegend::tr("full");
    case CoverageDay::Kind::Partial:
        return CoverageLegend::tr("partial");
    case CoverageDay::Kind::NotAllowed:
        return CoverageLegend::tr("not allowed");
    case CoverageDay::Kind::NotKept:
        return CoverageLegend::tr("not kept");
    case CoverageDay::Kind::Gap:
        break;
    }
    return CoverageLegend::tr("gap");
}

void paintDay(QPainter &painter, const QRect &rect, CoverageDay::Kind kind)
{
    const Palette &p = tokens();
    const QColor fill = blended(p.surface, p.accent, p.dark ? 0.75 : 0.8);
    const QRectF outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (kind) {
    case CoverageDay::Kind::Full:
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect, 2, 2);
        return;
    case CoverageDay::Kind::Partial: {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.save();
        painter.setClipRect(QRect(rect.left(), rect.top() + rect.height() / 2, rect.width(),
                                  rect.height() - rect.height() / 2),
                            Qt::IntersectClip);
        painter.drawRoundedRect(rect, 2, 2);
        painter.restore();
        painter.setPen(fill);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(outline, 2, 2);
        return;
    }
    case CoverageDay::Kind::Gap:
        painter.setPen(p.faint);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(outline, 2, 2);
        return;
    case CoverageDay::Kind::NotKept:
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.faint);
        painter.drawEllipse(QRectF(rect).center() + QPointF(0, 0), 1.5, 1.5);
        return;
    case CoverageDay::Kind::NotAllowed:
        painter.setPen(p.line);
        painter.setBrush(p.window);
        painter.drawRoundedRect(outline, 2, 2);
        painter.setPen(p.faint);
        painter.drawLine(QPointF(rect.left() + 2.5, rect.bottom() - 1.5),
                         QPointF(rect.right() - 1.5, rect.top() + 2.5));
        return;
    }
}

} // namespace

CoverageCalendar::CoverageCalendar(QWidget *parent)
    : QWidget(parent)
{
    installPaintedItems();
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void CoverageCalendar::setCoverage(const FeedCoverage &coverage)
{
    if (coverage == m_coverage)
        return;
    m_coverage = coverage;
    if (m_current >= dayCount())
        m_current = dayCount() - 1;
    describe();
    paintedItemsChanged(this);
    updateGeometry();
    update();
}

void CoverageCalendar::setFormatter(const MetricFormatter &format)
{
    m_format = format;
    describe();
    updateGeometry();
    update();
}

int CoverageCalendar::row(int index) const
{
    const int first = m_format.locale().firstDayOfWeek();
    const int weekday = m_coverage.days[static_cast<size_t>(index)].day.dayOfWeek();
    return (weekday - first + daysInWeek) % daysInWeek;
}

int CoverageCalendar::column(int index) const
{
    return (row(0) + index) / daysInWeek;
}

QRect CoverageCalendar::daySquare(int index) const
{
    const QRect spot(column(index) * pitch, row(index) * pitch, square, square);
    return QStyle::visualRect(layoutDirection(), rect(), spot);
}

QSize CoverageCalendar::sizeHint() const
{
    const int weeks = dayCount() == 0 ? 1 : column(dayCount() - 1) + 1;
    return {weeks * pitch - 2 + 1, daysInWeek * pitch - 2 + 1};
}

QString CoverageCalendar::dayText(int index) const
{
    const CoverageDay &day = m_coverage.days[static_cast<size_t>(index)];
    return tr("%1: %2").arg(m_format.locale().toString(day.day, QLocale::LongFormat),
                            kindText(day.kind));
}

QString CoverageCalendar::paintedValue(int day) const
{
    return kindText(m_coverage.days[static_cast<size_t>(day)].kind);
}

void CoverageCalendar::describe()
{
    QStringList parts;
    for (const CoverageDay::Kind kind : dayKinds) {
        const auto n = std::count_if(m_coverage.days.begin(), m_coverage.days.end(),
                                     [kind](const CoverageDay &d) { return d.kind == kind; });
        if (n > 0)
            parts << tr("%1 days %2").arg(m_format.count(qint64{n}), kindWord(kind));
    }
    setAccessibleName(
        tr("Days of %1: %2").arg(oneLine(m_coverage.title), parts.join(QStringLiteral(", "))));
}

void CoverageCalendar::setCurrent(int index)
{
    m_current = std::clamp(index, 0, dayCount() - 1);
    paintedFocusMoved(this);
    update();
    const QRect spot = daySquare(m_current);
    QToolTip::showText(mapToGlobal(spot.bottomLeft()), asHtml(dayText(m_current)), this);
}

void CoverageCalendar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i < dayCount(); ++i)
        paintDay(painter, daySquare(i), m_coverage.days[static_cast<size_t>(i)].kind);
    if (hasFocus() && m_current >= 0) {
        painter.setPen(QPen(tokens().text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(daySquare(m_current)).adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2);
    }
}

bool CoverageCalendar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (int i = 0; i < dayCount(); ++i) {
            if (daySquare(i).adjusted(-1, -1, 1, 1).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), asHtml(dayText(i)), this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void CoverageCalendar::keyPressEvent(QKeyEvent *event)
{
    const int week = layoutDirection() == Qt::RightToLeft ? -daysInWeek : daysInWeek;
    if (dayCount() == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - week);
        break;
    case Qt::Key_Right:
        setCurrent(m_current + week);
        break;
    case Qt::Key_Up:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + 1);
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(dayCount() - 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CoverageCalendar::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0)
        m_current = dayCount() - 1;
    QWidget::focusInEvent(event);
    update();
}

CoverageLegend::CoverageLegend(QWidget *parent)
    : QWidget(parent)
{
    setFont(smallFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize CoverageLegend::sizeHint() const
{
    int width = 0;
    for (const CoverageDay::Kind kind : dayKinds)
        width += square + 4 + fontMetrics().horizontalAdvance(kindWord(kind)) + 12;
    return {width, std::max(square, fontMetrics().height())};
}

void CoverageLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    int x = 0;
    for (const CoverageDay::Kind kind : dayKinds) {
        const QString word = kindWord(kind);
        const int width = fontMetrics().horizontalAdvance(word);
        const auto place = [this](const QRect &r) {
            return QStyle::visualRect(layoutDirection(), rect(), r);
        };
        paintDay(painter, place({x, (height() - square) / 2, square, square}), kind);
        x += square + 4;
        painter.setPen(tokens().muted);
        painter.drawText(place({x, 0, width + 1, height()}), Qt::AlignCenter | Qt::TextSingleLine,
                         word);
        x += width + 12;
    }
}

} // namespace watchfloor
