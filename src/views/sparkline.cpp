// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sparkline.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"

#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr double sparkInset = 2.5; // room for the mark of the last point

struct SparkSpan {
    double low = 0;
    double high = 1;
};

SparkSpan sparkSpanOf(const SparkSeries &series)
{
    std::optional<SparkSpan> span;
    const auto take = [&span](double v) {
        span = span ? SparkSpan{std::min(span->low, v), std::max(span->high, v)} : SparkSpan{v, v};
    };
    for (const auto &value : series.values) {
        if (value)
            take(*value);
    }
    if (series.threshold)
        take(*series.threshold);
    if (series.fromZero)
        take(0);
    SparkSpan found = span.value_or(SparkSpan());
    if (found.high <= found.low)
        found.high = found.low + 1; // a line of equal values lies at the bottom
    return found;
}

double sparkX(const QRectF &rect, std::size_t count, int index)
{
    const QRectF in = rect.adjusted(sparkInset, 0, -sparkInset, 0);
    return count < 2 ? in.right() : in.left() + in.width() * index / static_cast<double>(count - 1);
}

double sparkY(const QRectF &rect, const SparkSpan &span, double value)
{
    const QRectF in = rect.adjusted(0, sparkInset, 0, -sparkInset);
    return in.bottom() - in.height() * (value - span.low) / (span.high - span.low);
}

class SparklineAccessible : public QAccessibleWidget {
public:
    explicit SparklineAccessible(Sparkline *line)
        : QAccessibleWidget(line, QAccessible::Chart)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return static_cast<Sparkline *>(object())->valueText();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *createSparklineInterface(const QString &, QObject *object)
{
    auto *line = qobject_cast<Sparkline *>(object);
    return line ? new SparklineAccessible(line) : nullptr;
}

} // namespace

bool SparkSeries::isEmpty() const
{
    return std::none_of(values.begin(), values.end(), [](const auto &v) { return v.has_value(); });
}

std::optional<QPointF> sparkPoint(const QRectF &rect, const SparkSeries &series, int index)
{
    const auto at = static_cast<std::size_t>(index);
    if (index < 0 || at >= series.values.size() || !series.values[at])
        return std::nullopt;
    return QPointF(sparkX(rect, series.values.size(), index),
                   sparkY(rect, sparkSpanOf(series), *series.values[at]));
}

void paintSparkline(QPainter &painter, const QRectF &rect, const SparkSeries &series,
                    const Palette &palette, const QColor &line)
{
    if (series.isEmpty() || rect.width() < 8 || rect.height() < 4)
        return;
    const QColor colour = line.isValid() ? line : palette.muted;
    const SparkSpan span = sparkSpanOf(series);
    const auto count = static_cast<int>(series.values.size());
    const auto value = [&series](int i) { return series.values[static_cast<std::size_t>(i)]; };
    const auto point = [&](int i) {
        return QPointF(sparkX(rect, series.values.size(), i), sparkY(rect, span, *value(i)));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (series.threshold) {
        QPen pen(palette.bad, 1, Qt::CustomDashLine);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        const double y = sparkY(rect, span, *series.threshold);
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    }
    QPainterPath path;
    int last = -1;
    for (int i = 0; i < count; ++i) {
        if (!value(i))
            continue;
        const bool follows = last >= 0 && last == i - 1;
        if (!follows && i > 0) { // what nobody knows, between two points or at the beginning
            const double from = last < 0 ? rect.left() : point(last).x();
            const QRectF gap(from, rect.top(), point(i).x() - from, rect.height());
            painter.fillRect(gap, QBrush(palette.line, Qt::BDiagPattern));
        }
        if (follows)
            path.lineTo(point(i));
        else
            path.moveTo(point(i));
        const bool alone = !follows && (i + 1 == count || !value(i + 1));
        if (alone && i + 1 < count) { // a point between two gaps has no line to be seen by
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(point(i), 1.2, 1.2);
        }
        last = i;
    }
    const QPointF end = point(last);
    if (last + 1 < count)
        painter.fillRect(QRectF(end.x(), rect.top(), rect.right() - end.x(), rect.height()),
                         QBrush(palette.line, Qt::BDiagPattern));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    const bool over = series.threshold && *value(last) > *series.threshold;
    painter.setPen(Qt::NoPen);
    painter.setBrush(over ? palette.bad : colour);
    painter.drawEllipse(end, 2.5, 2.5);
    painter.restore();
}

QString sparkText(const SparkSeries &series, const std::function<QString(double)> &say)
{
    std::optional<double> low;
    std::optional<double> high;
    std::optional<double> last;
    int gaps = 0;
    bool inGap = false;
    for (const auto &value : series.values) {
        gaps += !value && !inGap ? 1 : 0;
        inGap = !value;
        if (!value)
            continue;
        low = low ? std::min(*low, *value) : *value;
        high = high ? std::max(*high, *value) : *value;
        last = value;
    }
    if (!last)
        return MetricFormatter::none();
    QString text =
        Sparkline::tr("%1, lowest %2, highest %3").arg(say(*last), say(*low), say(*high));
    if (gaps > 0)
        text += QStringLiteral(", ") +
                (gaps == 1 ? Sparkline::tr("one gap") : Sparkline::tr("%1 gaps").arg(gaps));
    if (series.threshold)
        text += QStringLiteral(", ") + Sparkline::tr("threshold %1").arg(say(*series.threshold));
    return text;
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
    , m_value([](double v) { return QLocale().toString(v, 'g', 6); })
{
    static const bool once = [] {
        QAccessible::installFactory(createSparklineInterface);
        return true;
    }();
    Q_UNUSED(once);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setSeries(const SparkSeries &series)
{
    if (series == m_series)
        return;
    m_series = series;
    update();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, valueText());
        QAccessible::updateAccessibility(&event);
    }
}

void Sparkline::setName(const QString &name)
{
    setAccessibleName(oneLine(name));
}

void Sparkline::setTexts(std::function<QString(double)> value, std::function<QString(int)> step)
{
    if (value)
        m_value = std::move(value);
    m_step = std::move(step);
}

void Sparkline::setColour(QColor Palette::*colour)
{
    m_colour = colour;
    update();
}

QString Sparkline::valueText() const
{
    return sparkText(m_series, m_value);
}

QRectF Sparkline::area() const
{
    return QRectF(rect());
}

int sparkIndexAt(const QRectF &rect, int count, double x)
{
    if (count == 0)
        return -1;
    const double step = count < 2 ? 1 : (rect.width() - 2 * sparkInset) / (count - 1);
    const double at = (x - rect.left() - sparkInset) / std::max(0.01, step);
    return count < 2 ? 0 : std::clamp(static_cast<int>(std::lround(at)), 0, count - 1);
}

int Sparkline::indexAt(int x) const
{
    return sparkIndexAt(area(), static_cast<int>(m_series.values.size()), x);
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, area(), m_series, tokens(), tokens().*m_colour);
}

bool Sparkline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int index = indexAt(help->pos().x());
    if (index < 0) {
        QToolTip::hideText();
        return true;
    }
    const auto value = m_series.values[static_cast<std::size_t>(index)];
    QString text = value ? m_value(*value) : tr("No data");
    if (m_step)
        text = m_step(index) + QStringLiteral("\n") + text;
    QToolTip::showText(help->globalPos(), asHtml(severalLines(text)), this);
    return true;
}

} // namespace watchfloor
