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
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTime>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

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
            return chart->markText(chart->current());
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
    m_current.step = std::min(m_current.step, steps() - 1);
    m_hovered.reset();
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

QString CourseChart::markText(CourseMark mark) const
{
    if (!mark.yesterday)
        return mark.step < 0 ? totalText() : stepText(mark.step);
    const std::optional<qint64> n = value(mark);
    const QString told = n ? m_format.count(*n) : tr("no data");
    return mark.step < 0
               ? tr("yesterday by now: %1").arg(told)
               : tr("yesterday, %1 to %2: %3")
                     .arg(clockText(mark.step, m_format), clockText(mark.step + 1, m_format), told);
}

std::optional<qint64> CourseChart::value(CourseMark mark) const
{
    if (mark.step < 0)
        return mark.yesterday ? m_course.yesterdayTotal : m_course.todayTotal;
    const auto &of = mark.yesterday ? m_course.yesterday : m_course.today;
    const auto at = static_cast<std::size_t>(mark.step);
    return at < of.size() ? of[at] : std::nullopt;
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

double CourseChart::levelOf(qint64 value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * static_cast<double>(value) / static_cast<double>(top());
}

std::optional<CourseMark> CourseChart::markAt(const QPoint &at) const
{
    constexpr double nearLine = 4;
    if (m_loading || m_course.why != WhyAbsent::Present || steps() == 0)
        return std::nullopt;
    if (QRect(gridStep, 20, width() - 2 * gridStep, 16).contains(at)) {
        // The sentence names today's number first.
        const QString words = totalText();
        const QString then =
            m_course.yesterdayTotal ? m_format.count(*m_course.yesterdayTotal) : QString();
        const QFontMetrics metrics(smallFont());
        const auto from = then.isEmpty() ? -1 : words.lastIndexOf(then);
        const bool rtl = layoutDirection() == Qt::RightToLeft;
        const int along = rtl ? width() - gridStep - at.x() : at.x() - gridStep;
        if (along > metrics.horizontalAdvance(words))
            return std::nullopt;
        const int middle = metrics.horizontalAdvance(words.left(std::max<qsizetype>(0, from))) / 2;
        const CourseMark mark{-1, from > 0 && along > middle};
        return value(mark) ? std::optional(mark) : std::nullopt;
    }
    if (!plot().contains(at))
        return std::nullopt;
    CourseMark mark{stepAt(at.x()), false};
    const auto then = value({mark.step, true});
    mark.yesterday = then && (!value(mark) || std::abs(at.y() - levelOf(*then)) <= nearLine);
    return mark;
}

std::optional<CourseMark> CourseChart::shown() const
{
    return m_hovered || !hasFocus() ? m_hovered : std::optional(m_current);
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
    const auto at = shown();
    const bool ofMark = at && (at->step >= 0 || !m_hovered);
    line({gridStep, 20, room, 16}, smallFont(), p.muted, ofMark ? markText(*at) : totalText());
    if (m_course.why == WhyAbsent::Present)
        paintPlot(painter);
}

void CourseChart::paintPlot(QPainter &painter)
{
    const Palette &p = tokens();
    const QRectF area = plot();
    const double width = area.width() / std::max(1, steps());
    const auto mark = this->shown();
    const int shown = mark && !mark->yesterday ? mark->step : -1;
    const std::optional<int> past =
        mark && mark->yesterday && mark->step >= 0 ? std::optional(mark->step) : std::nullopt;
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
            const double level = levelOf(*value);
            painter.fillRect(
                QRectF(bar.left(), level, std::max(1.0, width - gap), area.bottom() - level),
                i == shown ? colour : blended(p.surface, colour, 0.75));
        }
    }
    paintYesterday(painter, past);
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

void CourseChart::paintYesterday(QPainter &painter, std::optional<int> chosen) const
{
    const QRectF area = plot();
    const double width = area.width() / std::max(1, steps());
    QPainterPath past;
    QPainterPath mark;
    bool pen = false;
    for (int i = 0; i < static_cast<int>(m_course.yesterday.size()); ++i) {
        const auto value = m_course.yesterday[static_cast<std::size_t>(i)];
        if (!value) {
            pen = false;
            continue;
        }
        const QPointF from(area.left() + i * width, levelOf(*value));
        const QPointF to(from.x() + width, from.y());
        if (pen)
            past.lineTo(from);
        else
            past.moveTo(from);
        past.lineTo(to);
        pen = true;
        if (chosen != i)
            continue;
        mark.moveTo(from);
        mark.lineTo(to);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens().faint, 1));
    painter.drawPath(past);
    painter.setPen(QPen(m_stale ? tokens().faint : tokens().text, 3));
    painter.drawPath(mark);
}

void CourseChart::mouseMoveEvent(QMouseEvent *event)
{
    const auto mark = markAt(event->position().toPoint());
    setCursor(mark ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, mark) != mark)
        update();
}

void CourseChart::mouseReleaseEvent(QMouseEvent *event)
{
    const auto mark = markAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && mark)
        Q_EMIT opened(*mark);
}

void CourseChart::leaveEvent(QEvent *event)
{
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

void CourseChart::walkTo(CourseMark mark)
{
    if (steps() == 0)
        return;
    mark.step = std::clamp(mark.step, -1, steps() - 1);
    m_current = mark;
    m_hovered.reset();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, markText(m_current));
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void CourseChart::keyPressEvent(QKeyEvent *event)
{
    const int last = steps() - 1;
    const CourseMark at = m_current;
    if (event->key() == Qt::Key_I && event->modifiers() == Qt::ControlModifier) {
        Q_EMIT explainRequested(at, {mapToGlobal(QPoint(0, 0)), size()});
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left: // time runs from the left in every language
        return walkTo({at.step < 0 ? last : at.step - 1, at.yesterday});
    case Qt::Key_Right:
        return walkTo({at.step + 1, at.yesterday});
    case Qt::Key_Home:
        return walkTo({0, at.yesterday});
    case Qt::Key_End:
        return walkTo({last, at.yesterday});
    case Qt::Key_Up:
    case Qt::Key_Down:
        return walkTo({at.step, !at.yesterday});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened(at);
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
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *press = static_cast<QKeyEvent *>(event);
        if (press->key() == Qt::Key_I && press->modifiers() == Qt::ControlModifier)
            event->accept();
    }
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
