// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roworder.h"

#include <QHeaderView>

namespace watchfloor {

/// Column titles in the small size; the sorted one is strong and carries an arrow, several carry
/// their rank besides. Pinned columns stand at the leading edge however far the others scroll.
class TableHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHeader(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    /// All of the title, in the weight and with the arrow of the sorted column.
    int titleWidth(int section) const;
    /// What the rows are sorted by; the first counts most.
    void setSorts(std::vector<RowSort> sorts);

    /// Logical indexes in their order; they are moved to the front.
    void setPinned(std::vector<int> sections);
    const std::vector<int> &pinned() const { return m_pinned; }
    bool isPinned(int section) const;
    /// How much of the width they take; 0 where none is shown.
    int pinnedWidth() const;
    /// Where the section's left edge is on screen; sectionViewportPosition() does not know of pins.
    int shownPosition(int section) const;
    /// The section at this place on screen, -1 = none.
    int shownAt(int x) const;

Q_SIGNALS:
    /// Shift and a click: sort by this one as well.
    void sortAdded(int section);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;
    QSize sectionSizeFromContents(int section) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    bool isInPins(int x) const;
    void gatherPins();
    /// `handle(event)` with the place the base class has for a pinned section under the mouse.
    template<typename Handle>
    void atItsPlace(QMouseEvent *event, Handle handle);

    std::vector<int> m_pinned;
    std::vector<RowSort> m_sorts;
    int m_adding = -1; ///< pressed with Shift
};

} // namespace watchfloor
