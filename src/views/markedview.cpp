// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/markedview.h"

#include "models/plaintext.h"
#include "views/chartaccessible.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {
namespace {

/// Stacked parts stand behind their whole bar, whose mark is no part's.
int wholesOf(const ChartScene &scene)
{
    return scene.kind == ChartScene::Kind::Bars && scene.seriesCount() > 1 ? 1 : 0;
}

int marksEach(const ChartScene &scene)
{
    return scene.seriesCount() + wholesOf(scene);
}

} // namespace

MarkedView::MarkedView(QWidget *parent)
    : QWidget(parent)
{
    installChartAccessibility();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

MarkedView::~MarkedView() = default;

void MarkedView::setChart(std::shared_ptr<const Chart> chart, int panel, bool same)
{
    auto scenes = chart ? chart->scenes() : std::vector<ChartScene>();
    const auto at = static_cast<std::size_t>(panel);
    m_scene = panel >= 0 && at < scenes.size() ? std::move(scenes[at]) : ChartScene();
    m_chart = std::move(chart); // the old one lived until its scene was gone
    if (!same || m_hovered.category >= m_scene.categoryCount() ||
        m_hovered.series >= m_scene.seriesCount() || m_hovered.line() >= m_scene.lineCount())
        m_hovered = {};
    m_pressed = {};
    const bool stays = same && m_current.category < m_scene.categoryCount() &&
                       m_current.series < m_scene.seriesCount() &&
                       m_current.line() < m_scene.lineCount();
    if (!stays)
        m_current = {};
    setAccessibleName(m_scene.title);
    sceneChanged(same);
    chartMarksChanged(this);
    update();
}

void MarkedView::setCurrent(ChartMark mark)
{
    if (mark == m_current)
        return;
    m_current = mark;
    if (mark.isValid())
        ensureVisible(mark);
    update();
    chartFocusMoved(this);
}

ChartMark MarkedView::lineMark(int line) const
{
    const double at = m_scene.lines[static_cast<std::size_t>(line)].at;
    return ChartMark::ofLine(
        line, std::clamp(static_cast<int>(at), 0, std::max(0, m_scene.categoryCount() - 1)));
}

int MarkedView::markCount() const
{
    return m_scene.categoryCount() * marksEach(m_scene) + m_scene.lineCount();
}

ChartMark MarkedView::markOf(int index) const
{
    if (index < 0 || index >= markCount())
        return {};
    const int values = markCount() - m_scene.lineCount();
    if (index >= values)
        return lineMark(index - values);
    const int each = marksEach(m_scene);
    return {0, index / each, index % each - wholesOf(m_scene)};
}

int MarkedView::indexOf(ChartMark mark) const
{
    if (mark.line() >= 0)
        return markCount() - m_scene.lineCount() + mark.line();
    const int wholes = wholesOf(m_scene);
    return mark.isValid() ? mark.category * marksEach(m_scene) + std::max(0, mark.series + wholes)
                          : -1;
}

QString MarkedView::markText(ChartMark mark) const
{
    return mark.isValid() && m_scene.tell ? m_scene.tell(mark.category, mark.series) : QString();
}

ChartMark MarkedView::firstMark() const
{
    for (int i = 0; i < markCount(); ++i) {
        const ChartMark mark = markOf(i);
        if (mark.series != -1 && m_scene.value(mark.category, std::max(0, mark.series)))
            return mark;
    }
    return markOf(0);
}

void MarkedView::hover(ChartMark mark)
{
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    setCursor(mark.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

bool MarkedView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const ChartMark mark = markAt(help->pos());
    if (mark.isValid())
        QToolTip::showText(help->globalPos(), asHtml(severalLines(markText(mark))), this,
                           markRect(mark).adjusted(-2, -2, 2, 2));
    else
        QToolTip::hideText();
    return true;
}

void MarkedView::mouseMoveEvent(QMouseEvent *event)
{
    hover(markAt(event->position().toPoint()));
}

void MarkedView::mousePressEvent(QMouseEvent *event)
{
    const ChartMark mark = markAt(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton ? mark : ChartMark();
    if (mark.isValid())
        setCurrent(mark);
}

void MarkedView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint pos = event->position().toPoint();
    const ChartMark pressed = std::exchange(m_pressed, {});
    if (event->button() != Qt::LeftButton || !pressed.isValid() || markAt(pos) != pressed)
        return;
    if (isOnLabel(pos) && m_scene.category(pressed.category).opens)
        Q_EMIT expandRequested(pressed);
    else
        Q_EMIT activated(pressed);
}

void MarkedView::leaveEvent(QEvent *event)
{
    hover({});
    QWidget::leaveEvent(event);
}

void MarkedView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    if (key == Qt::Key_I && event->modifiers() == Qt::ControlModifier && m_current.isValid()) {
        const QRect at = markRect(m_current).intersected(rect());
        Q_EMIT explainRequested(m_current, {mapToGlobal(at.topLeft()), at.size()});
        return;
    }
    if (!plain || m_scene.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        setCurrent(m_current.isValid() ? neighbour(m_current, key) : firstMark());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current.isValid())
            Q_EMIT activated(m_current);
        return;
    case Qt::Key_Plus:
        if (m_current.isValid() && m_scene.category(m_current.category).opens)
            Q_EMIT expandRequested(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void MarkedView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const ChartMark mark = byKey ? m_current : markAt(event->pos());
    if (!mark.isValid())
        return;
    setCurrent(mark);
    Q_EMIT menuRequested(mark, byKey ? mapToGlobal(markRect(mark).center()) : event->globalPos());
}

void MarkedView::focusInEvent(QFocusEvent *event)
{
    const bool byKey = event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason ||
                       event->reason() == Qt::ShortcutFocusReason;
    if (byKey && !m_current.isValid() && !m_scene.isEmpty())
        setCurrent(firstMark());
    QWidget::focusInEvent(event);
    update();
}

void MarkedView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace watchfloor
