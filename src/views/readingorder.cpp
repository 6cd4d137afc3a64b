// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/readingorder.h"

#include <QScrollArea>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int sameRow = 12; // px between tops of controls that stand side by side

struct Stop {
    QWidget *widget;
    int top;
    int leading; ///< distance from the edge where lines begin
};

bool isReachable(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
           (widget->focusPolicy() & Qt::TabFocus);
}

/// How far what it stands in is scrolled away: the order does not follow the scroll bar, or Tab,
/// which scrolls, would pass over what stands above.
int scrolledAway(const QWidget *widget, const QWidget *root)
{
    int away = 0;
    for (; widget && widget != root; widget = widget->parentWidget()) {
        const QWidget *viewport = widget->parentWidget();
        const auto *area =
            qobject_cast<QScrollArea *>(viewport ? viewport->parentWidget() : nullptr);
        if (area && area->widget() == widget)
            away += std::max(0, -widget->y());
    }
    return away;
}

} // namespace

std::vector<QWidget *> readingOrder(QWidget *root)
{
    std::vector<Stop> stops;
    QList<QWidget *> inside = root->findChildren<QWidget *>();
    inside.append(root);
    for (QWidget *widget : inside) {
        if (widget->window() != root->window() || !isReachable(widget))
            continue;
        const QPoint at = widget->mapTo(root, QPoint(0, 0));
        const bool rtl = root->layoutDirection() == Qt::RightToLeft;
        stops.push_back({widget, at.y() + scrolledAway(widget, root),
                         rtl ? root->width() - at.x() - widget->width() : at.x()});
    }
    const auto byTop = [](const Stop &a, const Stop &b) { return a.top < b.top; };
    const auto byLeading = [](const Stop &a, const Stop &b) { return a.leading < b.leading; };
    std::stable_sort(stops.begin(), stops.end(), byTop);
    for (auto row = stops.begin(); row != stops.end();) {
        const auto end = std::find_if(row, stops.end(), [first = row->top](const Stop &stop) {
            return stop.top - first > sameRow;
        });
        std::stable_sort(row, end, byLeading);
        row = end;
    }
    std::vector<QWidget *> order;
    for (const Stop &stop : stops)
        order.push_back(stop.widget);
    return order;
}

} // namespace watchfloor
