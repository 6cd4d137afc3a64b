// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/nowpage.h"

#include "views/countertile.h"

#include <QGridLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int wallColumns = 4;
constexpr int wideCounters = 1'600; // of the page

} // namespace

void NowPage::connectCounter(NowCounterKind kind)
{
    CounterTile *tile = this->tile(kind);
    connect(tile, &CounterTile::clicked, this, [this, kind] {
        if (m_report)
            openCounter(kind);
    });
    connect(tile, &CounterTile::explainWanted, this, [this, kind] { explainCounter(kind); });
    connect(tile, &CounterTile::historyWanted, this,
            [this, kind](int step) { tellHistory(kind, step); });
    connect(tile, &CounterTile::levelsWanted, this, [this, kind] { editLevels(kind); });
    const auto edited = [this](bool changed) {
        if (!changed)
            return;
        arrangeCounters();
        Q_EMIT stateEdited();
    };
    connect(tile, &CounterTile::moveWanted, this,
            [this, kind, edited](int steps) { edited(m_order.moveBy(kind, steps)); });
    connect(tile, &CounterTile::dragged, this, [this, kind, edited](const QPoint &global) {
        const int place = counterPlaceAt(m_counterBar->mapFromGlobal(global));
        edited(place >= 0 && m_order.move(kind, place));
    });
    connect(tile, &CounterTile::hideWanted, this, [this, kind, edited] {
        const auto &shown = m_order.shown();
        const auto at = std::find(shown.begin(), shown.end(), kind) - shown.begin();
        const bool changed = m_order.hide(kind);
        edited(changed);
        if (changed) // the keyboard stays where it was
            this->tile(shown[static_cast<std::size_t>(
                           std::min<std::ptrdiff_t>(at, std::ssize(shown) - 1))])
                ->setFocus();
    });
    connect(tile, &CounterTile::showWanted, this, [this, edited](const QString &key) {
        for (const NowCounterKind hidden : m_order.hidden()) {
            if (key == QLatin1String(metricOf(hidden).key))
                return edited(m_order.show(hidden));
        }
    });
    connect(tile, &CounterTile::resetWanted, this, [this, edited] { edited(m_order.reset()); });
}

/// The tile whose place a dragged one takes; -1 = none.
int NowPage::counterPlaceAt(const QPoint &at) const
{
    const auto &shown = m_order.shown();
    for (std::size_t i = 0; i < shown.size(); ++i) {
        // Only past its middle third: a wider neighbour must not swap back and forth.
        const QRect place = tile(shown[i])->geometry();
        const int third = place.width() / 3;
        if (at.x() >= place.left() + third && at.x() <= place.right() - third)
            return static_cast<int>(i);
    }
    return -1;
}

void NowPage::arrangeCounters()
{
    const bool wide = width() >= wideCounters;
    const std::vector<NowCounterKind> &shown = m_order.shown();
    const auto count = static_cast<int>(shown.size());
    const int columns = m_wallboard ? std::min(wallColumns, count) : count;
    CounterTile::Arranging arranging;
    arranging.canHide = count > 1;
    arranging.canReset = !m_order.isUsual();
    for (const NowCounterKind kind : m_order.hidden()) {
        arranging.hidden.emplace_back(QString::fromLatin1(metricOf(kind).key), counterTitle(kind));
        tile(kind)->hide();
        m_counterGrid->removeWidget(tile(kind));
    }
    QWidget *before = nullptr;
    for (int i = 0; i < count; ++i) {
        CounterTile *each = tile(shown[static_cast<std::size_t>(i)]);
        // The wallboard is 2.5 times the figures of the window.
        each->setFigureHeight(m_wallboard ? (wide ? 70 : 50) : (wide ? 28 : 20));
        each->setCursor(m_wallboard ? Qt::BlankCursor : Qt::PointingHandCursor);
        each->setArranging(arranging);
        m_counterGrid->addWidget(each, i / columns, i % columns);
        each->show();
        if (before)
            setTabOrder(before, each);
        before = each;
    }
    for (int column = 0; column < static_cast<int>(NowCounterCount); ++column)
        m_counterGrid->setColumnStretch(column, column < columns ? 1 : 0);
    m_counterGrid->activate(); // whoever drags asks at once where they stand
}

} // namespace watchfloor
