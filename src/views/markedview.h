// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chart.h"

#include <QWidget>

#include <memory>

namespace watchfloor {

/// A painted chart whose marks (bars, points, cells, bins) are pointed at, walked through by keys,
/// opened, explained and told to screen readers. Leaves draw them and know where they are.
class MarkedView : public QWidget {
    Q_OBJECT
public:
    explicit MarkedView(QWidget *parent = nullptr);
    ~MarkedView() override;

    /// Keeps the chart alive, of which it shows one panel. `same`: a newer answer to the same
    /// question; current mark and scroll stay.
    void setChart(std::shared_ptr<const Chart> chart, int panel, bool same);
    const ChartScene &scene() const { return m_scene; }

    ChartMark current() const { return m_current; }
    ChartMark hovered() const { return m_hovered; }
    void setCurrent(ChartMark mark);

    // What a screen reader walks through, in reading order.
    virtual int markCount() const;
    virtual ChartMark markOf(int index) const;
    virtual int indexOf(ChartMark mark) const;
    /// Plain text: name, value, then the rest.
    QString markText(ChartMark mark) const;
    virtual QRect markRect(ChartMark mark) const = 0;
    virtual ChartMark markAt(QPoint pos) const = 0;

Q_SIGNALS:
    void activated(watchfloor::ChartMark mark);
    /// Its label was clicked, or Plus pressed: Other opens.
    void expandRequested(watchfloor::ChartMark mark);
    void explainRequested(watchfloor::ChartMark mark, const QRect &global);
    void menuRequested(watchfloor::ChartMark mark, const QPoint &global);

protected:
    bool event(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

    /// Where an arrow, Home or End leads; the same mark at the edge.
    virtual ChartMark neighbour(ChartMark from, int key) const = 0;
    virtual void sceneChanged(bool same) = 0;
    virtual void ensureVisible(ChartMark) {}
    /// The label that expands a category.
    virtual bool isOnLabel(QPoint) const { return false; }
    ChartMark lineMark(int line) const;
    bool isReversed() const { return layoutDirection() == Qt::RightToLeft; }

private:
    void hover(ChartMark mark);
    ChartMark firstMark() const;

    std::shared_ptr<const Chart> m_chart;
    ChartScene m_scene;
    ChartMark m_current;
    ChartMark m_hovered;
    ChartMark m_pressed;
};

} // namespace watchfloor
