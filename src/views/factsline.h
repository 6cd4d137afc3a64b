// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chart.h"
#include "views/painteditems.h"
#include "views/palette.h"

#include <QWidget>

namespace watchfloor {

/// Words one after the other, above a chart or on a card; numbers among them open their
/// conversations. One
/// tab stop: arrows move over what opens, Enter opens it, Ctrl+I explains it.
class FactsLine : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit FactsLine(QWidget *parent = nullptr);

    void setFacts(std::vector<ChartFact> facts);
    /// Of words that open nothing: a member of Palette.
    void setColour(QColor Palette::*colour) { m_colour = colour; }
    const std::vector<ChartFact> &facts() const { return m_facts; }
    /// Within the widget; empty where there was no room for it.
    QRect factRect(int fact) const;
    int current() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int paintedCount() const override { return static_cast<int>(m_facts.size()); }
    QString paintedName(int item) const override { return at(item).text; }
    QString paintedValue(int) const override { return {}; }
    QRect paintedRect(int item) const override { return factRect(item); }
    int paintedCurrent() const override { return m_current; }
    bool paintedOpens(int item) const override { return at(item).drill.has_value(); }
    void paintedPress(int item) override { open(item); }

Q_SIGNALS:
    void drillRequested(const watchfloor::Drill &drill);
    void explainRequested(const watchfloor::ExplainTarget &target, const QRect &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    const ChartFact &at(int fact) const { return m_facts[static_cast<std::size_t>(fact)]; }
    bool isLive(int fact) const;
    int factAt(const QPoint &pos) const;
    int liveFrom(int fact, int step) const;
    void setCurrent(int fact);
    void open(int fact);
    void explain(int fact);

    std::vector<ChartFact> m_facts;
    QColor Palette::*m_colour = &Palette::muted;
    int m_current = -1;
    int m_hovered = -1;
    int m_pressed = -1;
};

} // namespace watchfloor
