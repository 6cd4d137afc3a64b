// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a drag of a column's title does, for those who have no mouse.
#include "views/tableview.h"

#include "models/sortedrows.h"
#include "views/tableheader.h"

#include <QMenu>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int widthStep = 16;
constexpr int narrowest = 40;
constexpr int widest = 2000;

} // namespace

bool TableView::moveColumn(const QString &key, int by)
{
    const std::vector<int> shown = visibleColumns();
    const auto at = std::find(shown.begin(), shown.end(), columnOf(key));
    if (at == shown.end() || by == 0)
        return false;
    const auto to = at - shown.begin() + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(shown.size()))
        return false;
    const int other = shown[static_cast<std::size_t>(to)];
    // Pins stand at the edge in an order of their own.
    if (m_header->isPinned(*at) || m_header->isPinned(other))
        return false;
    m_header->moveSection(m_header->visualIndex(*at), m_header->visualIndex(other));
    return true;
}

void TableView::widenColumn(const QString &key, int by)
{
    const int column = columnOf(key);
    if (column < 0 || isColumnHidden(column))
        return;
    m_header->resizeSection(column,
                            std::clamp(m_header->sectionSize(column) + by, narrowest, widest));
}

void TableView::fitColumn(const QString &key)
{
    const int column = columnOf(key);
    if (column < 0 || isColumnHidden(column))
        return;
    // Of the rows on screen: a million are not measured for a width.
    m_header->resizeSection(
        column, std::clamp(std::max(sizeHintForColumn(column), m_header->sectionSizeHint(column)),
                           narrowest, widest));
}

QString TableView::columnPlace(const QString &key) const
{
    const std::vector<int> shown = visibleColumns();
    const auto at = std::find(shown.begin(), shown.end(), columnOf(key));
    return at == shown.end() ? tr("not shown")
                             : tr("column %1 of %2").arg(at - shown.begin() + 1).arg(shown.size());
}

void TableView::fillPlaceMenu(QMenu *menu, int column)
{
    if (column < 0 || isColumnHidden(column))
        return;
    const QString key = columnKey(column);
    const bool rtl = isRightToLeft();
    const auto add = [this, menu](const QString &title, bool possible, auto then) {
        QAction *action = menu->addAction(title);
        action->setEnabled(possible);
        connect(action, &QAction::triggered, this, then);
    };
    const std::vector<int> shown = visibleColumns();
    const auto at = std::find(shown.begin(), shown.end(), column);
    const bool pinned = m_header->isPinned(column);
    const bool back = !pinned && at != shown.begin() && !m_header->isPinned(*(at - 1));
    const bool on = !pinned && at + 1 != shown.end();
    add(rtl ? tr("Move column right") : tr("Move column left"), back,
        [this, key] { moveColumn(key, -1); });
    add(rtl ? tr("Move column left") : tr("Move column right"), on,
        [this, key] { moveColumn(key, 1); });
    add(tr("Wider column"), true, [this, key] { widenColumn(key, widthStep); });
    add(tr("Narrower column"), m_header->sectionSize(column) > narrowest,
        [this, key] { widenColumn(key, -widthStep); });
    add(tr("Width of its contents"), true, [this, key] { fitColumn(key); });
    menu->addSeparator();
}

} // namespace watchfloor
