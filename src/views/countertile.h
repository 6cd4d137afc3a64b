// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/nowcounters.h"

#include <QAbstractButton>
#include <QPoint>
#include <QVariantAnimation>

#include <vector>

class QMenu;

namespace watchfloor {

/// One counter: name, figure, state by colour, sign and word, its course today. A button that
/// opens what it counts; its menu also explains it and sets its levels.
class CounterTile : public QAbstractButton {
    Q_OBJECT
public:
    explicit CounterTile(QWidget *parent = nullptr);

    void setCard(const CounterCard &card);
    const CounterCard &card() const { return m_card; }
    /// Older than two polls: grey, with a clock.
    void setStale(bool stale);
    bool isStale() const { return m_stale; }
    /// Grey bars at the final geometry until the first card.
    void setLoading(bool loading);
    /// 20 px, 28 px in wide windows, 70 px on the wallboard.
    void setFigureHeight(int pixels);
    int figureHeight() const { return m_figureHeight; }
    /// 0..1, how much of a change's ground still shows.
    double glow() const { return m_glow; }

    /// The step of its course under a point; -1 = none, or nobody knows of it.
    int historyAt(const QPoint &at) const;
    /// Where the course stands; empty without one.
    QRect historyRect() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// What its menu offers; the page knows the others.
    struct Arranging {
        bool canHide = true;
        std::vector<std::pair<QString, QString>> hidden; ///< key and title, to be shown again
        bool canReset = false;
    };
    void setArranging(Arranging arranging) { m_arranging = std::move(arranging); }

Q_SIGNALS:
    void explainWanted();
    void levelsWanted();
    /// A step of the past was clicked: it opens nothing of now.
    void historyWanted(int step);
    /// Towards the end of the line by so many places.
    void moveWanted(int steps);
    /// Dragged: the place at this point of the screen, please.
    void dragged(const QPoint &global);
    void hideWanted();
    void showWanted(const QString &key);
    void resetWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    bool isLarge() const { return m_figureHeight > 40; }
    /// The small sign that opens the levels; there while the mouse or the keyboard is.
    QRect levelsSpot() const;
    void addArranging(QMenu *menu);
    bool moveByKey(const QKeyEvent &event);
    bool tellByKey(const QKeyEvent &event);
    void walkHistory(int by);
    void paintFace(QPainter &painter);
    void paintState(QPainter &painter, const QRect &line);

    CounterCard m_card;
    Arranging m_arranging;
    QPoint m_pressedAt;
    bool m_dragging = false;
    QVariantAnimation m_fade;
    double m_glow = 0;
    int m_figureHeight = 20;
    int m_step = -1; ///< of its course, where the arrow keys stand
    bool m_stale = false;
    bool m_loading = true;
};

} // namespace watchfloor
