// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/coursechart.h"

#include "models/plaintext.h"
#include "views/agelabel.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTime>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int headHeight = 40;
constexpr int axisHeight = 16;

class CourseAccessible : public QAccessibleWidget {
public:
    explicit CourseAccessible(CourseChart *chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        const auto *chart = qobject_cast<CourseChart *>(object());
        if (chart && kind == QAccessible::Value)
            return chart->current() >= 0 ? chart->stepText(chart->current()) : chart->totalText();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *createCourseInterface(const QString &, QObject *object)
{
    auto *chart = qobject_cast<CourseChart *>(object);
    return chart ? new CourseAccessible(chart) : nullptr;
}

QString clockText(int step, const MetricFormatter &format)
{
    const qint64 ms = (step * courseStep) % (24LL * 3'600'000);
    return format.locale().toString(QTime::fromMSecsSinceStartOfDay(static_cast<int>(ms)),
                                    QStringLiteral("HH:mm"));
}

} // namespace

CourseChart::CourseChart(QString title, QWidget *parent)
    : QWidget(parent)
    , m_title(std::move(title))
    , m_age(new AgeLabel(this))
{
    static const bool once = [] {
        QAccessible::installFactory(createCourseInterface);
        return true;
    }();
    Q_UNUSED(once)
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(m_title);
}

void CourseChart::setCourse(const DayCourse &course, int begun, const MetricFormatter &format)
{
    m_loading = false;
    m_format = format;
    m_age->setFormatter(format);
    if (course.why == WhyAbsent::Present)
        m_age->setAge(course.asOf, course.lateAt);
    else
        m_age->clearAge(); // nothing is shown that could be old
    placeAge();
    if (course == m_course && begun == m_begun)
        return;
    m_course = course;
    m_begun = begun;
    m_current = std::min(m_current, steps() - 1);
    setAccessibleDescription(totalText());
    update();
}

void CourseChart::setLoading()
{
    m_loading = true;
    update();
}

void CourseChart::setNow(TimeMs now)
{
    m_age->setNow(now);
    placeAge();
    const bool shown = !m_loading && m_course.why == WhyAbsent::Present;
    const bool stale = shown && (!m_course.asOf || m_age->isLate());
    if (std::exchange(m_stale, stale) != stale)
        update();
}

void CourseChart::placeAge()
{
    const int room = width() - 2 * gridStep;
    const int title = QFontMetrics(strongFont()).horizontalAdvance(m_title) + gridStep;
    const int full = m_age->sizeHint().width();
    // The title is worth more than "as of", and the time is worth more than the title's end.
    const int wide = title + full <= room ? full : m_age->minimumSizeHint().width();
    m_age->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), {gridStep + room - wide, 4, wide, 16}));
}

void CourseChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeAge();
}

QString CourseChart::totalText() const
{
    if (m_course.why != WhyAbsent::Present) {
        const char *why = sentenceOf(m_course.why);
        return why ? QCoreApplication::translate("Report", why) : MetricFormatter::none();
    }
    if (!m_course.todayTotal)
        return tr("today has a gap");
    if (!m_course.yesterdayTotal)
        return tr("%1, yesterday has a gap").arg(m_format.count(*m_course.todayTotal));
    return tr("%1, yesterday %2 by now", "so many today")
        .arg(m_format.count(*m_course.todayTotal), m_format.count(*m_course.yesterdayTotal));
}

QString CourseChart::stepText(int step) const
{
    if (step < 0 || step >= steps())
        return {};
    const auto at = static_cast<std::size_t>(step);
    const auto say = [this](const std::optional<qint64> &value) {
        return value ? m_format.count(*value) : tr("no data");
    };
    return tr("%1 to %2: %3, yesterday %4")
        .arg(clockText(step, m_format), clockText(step + 1, m_format), say(m_course.today[at]),
             at < m_course.yesterday.size() ? say(m_course.yesterday[at]) : tr("no data"));
}

bool CourseChart::isGap(int step) const
{
    // What has not begun is the future, no gap.
    return step >= 0 && step < std::min(m_begun, steps()) &&
           !m_course.today[static_cast<std::size_t>(step)];
}

QRectF CourseChart::plot() const
{
    return QRectF(gridStep, headHeight, std::max(1, width() - 2 * gridStep),
                  std::max(1, height() - headHeight - axisHeight));
}

qint64 CourseChart::top() const
{
    qint64 most = 4; // an axis of fewer would make two a crowd
    for (const auto *list : {&m_course.today, &m_course.yesterday}) {
        for (const auto &value : *list)
            most = std::max(most, value.value_or(0));
    }
    return most;
}

int CourseChart::stepAt(int x) const
{
    if (steps() == 0)
        return -1;
    const QRectF area = plot();
    return std::clamp(static_cast<int>((x - area.left()) * steps() / area.width()), 0, steps() - 1);
}

void CourseChart::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), p.surface);
    if (hasFocus()) {
        painter.setPen(QPen(p.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const auto side = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) |
                      Qt::AlignVCenter | Qt::TextSingleLine;
    const auto line = [&](const QRect &at, const QFont &font, const QColor &colour,
                          const QString &text) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), at), side,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, at.width()));
    };
    const int room = width() - 2 * gridStep;
    line({gridStep, 4, room - m_age->width() - 4, 16}, strongFont(), m_stale ? p.faint : p.text,
         m_title);
    if (m_loading) {
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), {gridStep, 24, 96, 8}),
                         blended(p.surface, p.line, 0.7));
        return;
    }
    const int step = m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1;
    line({gridStep, 20, room, 16}, smallFont(), p.muted, step >= 0 ? stepText(step) : totalText());
    if (m_course.why == WhyAbsent::Present)
        paintPlot(painter);
}

void CourseChart::paintPlot(QPainter &painter)
{
    const Palette &p = tokens();
    const QRectF area = plot();
    const double width = area.width() / std::max(1, steps());
    const auto most = static_cast<double>(top());
    const auto y = [&](qint64 value) {
        return area.bottom() - area.height() * static_cast<double>(value) / most;
    };
    const int shown = m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < steps(); ++i) {
        const QRectF bar(area.left() + i * width, area.top(), width, area.height());
        const auto value = m_course.today[static_cast<std::size_t>(i)];
        if (i == shown)
            painter.fillRect(bar, p.hover());
        if (isGap(i)) {
            painter.fillRect(bar, QBrush(p.line, Qt::BDiagPattern));
        } else if (value) {
            const double gap = width > 4 ? 1 : 0.4;
            const QColor colour = m_stale ? p.faint : p.accent;
            painter.fillRect(QRectF(bar.left(), y(*value), std::max(1.0, width - gap),
                                    area.bottom() - y(*value)),
                             i == shown ? colour : blended(p.surface, colour, 0.75));
        }
    }
    QPainterPath past;
    bool pen = false;
    for (int i = 0; i < static_cast<int>(m_course.yesterday.size()); ++i) {
        const auto value = m_course.yesterday[static_cast<std::size_t>(i)];
        if (!value) {
            pen = false;
            continue;
        }
        const QPointF from(area.left() + i * width, y(*value));
        if (pen)
            past.lineTo(from);
        else
            past.moveTo(from);
        past.lineTo(from.x() + width, from.y());
        pen = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(p.faint, 1));
    painter.drawPath(past);
    painter.setPen(QPen(p.line, 0));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(smallFont());
    painter.setPen(p.faint);
    for (const int hour : {0, 6, 12, 18, 24}) {
        const double x = area.left() + area.width() * hour / 24.0;
        const int align = hour == 0    ? Qt::AlignLeft
                          : hour == 24 ? Qt::AlignRight
                                       : Qt::AlignHCenter;
        const QRectF text(hour == 0 ? x : hour == 24 ? x - 40 : x - 20, area.bottom() + 1, 40, 14);
        painter.drawText(text, align | Qt::AlignVCenter,
                         m_format.locale().toString(QTime(hour % 24, 0), QStringLiteral("HH:mm")));
    }
}

void CourseChart::mouseMoveEvent(QMouseEvent *event)
{
    const int step =
        plot().contains(event->position()) ? stepAt(event->position().toPoint().x()) : -1;
    setCursor(step >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, step) != step)
        update();
}

void CourseChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && plot().contains(event->position()) && steps() > 0)
        Q_EMIT stepOpened(stepAt(event->position().toPoint().x()));
}

void CourseChart::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void CourseChart::walkTo(int step)
{
    if (steps() == 0)
        return;
    m_current = std::clamp(step, 0, steps() - 1);
    m_hovered = -1;
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, stepText(m_current));
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void CourseChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left: // time runs from the left in every language
        return walkTo(m_current < 0 ? steps() - 1 : m_current - 1);
    case Qt::Key_Right:
        return walkTo(m_current + 1);
    case Qt::Key_Home:
        return walkTo(0);
    case Qt::Key_End:
        return walkTo(steps() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT stepOpened(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CourseChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void CourseChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool CourseChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString text = m_loading ? QString() : totalText();
    if (!m_loading && plot().contains(help->pos()))
        text = stepText(stepAt(help->pos().x()));
    if (!text.isEmpty() && !m_course.without.isEmpty())
        text += QLatin1Char('\n') + tr("Without %1, whose vendor does not tell it")
                                        .arg(m_course.without.join(QStringLiteral(", ")));
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : asHtml(severalLines(text)), this);
    return true;
}

} // namespace watchfloor
