// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scopedesk.h"

#include "models/rangewords.h"
#include "models/scopejson.h"
#include "views/chipsrow.h"
#include "views/filterpopover.h"
#include "views/pickerbutton.h"
#include "views/topbar.h"

#include <algorithm>

namespace watchfloor {

ScopeDesk::ScopeDesk(TopBar *bar, ChipsRow *row, QWidget *window)
    : QObject(window)
    , m_bar(bar)
    , m_row(row)
    , m_window(window)
    , m_popover(new FilterPopover(window))
    , m_catalogue(std::make_shared<FilterCatalogue>())
{
    m_popover->setCatalogue(m_catalogue);
    connect(bar, &TopBar::filtersRequested, this, [this] { openFilters(); });
    connect(bar, &TopBar::compareRequested, this, &ScopeDesk::toggleCompare);
    connect(bar, &TopBar::businessRequested, this, &ScopeDesk::toggleBusiness);
    connect(m_popover, &FilterPopover::applied, this, &ScopeDesk::setFilter);
    connect(row, &ChipsRow::removeRequested, this,
            [this](const ScopeChip &chip) { setFilter(withoutChip(m_bar->scope().filter, chip)); });
    connect(row, &ChipsRow::clearRequested, this, [this] { setFilter({}); });
    connect(row, &ChipsRow::editRequested, this,
            [this](FilterDimension dimension) { openFilters(dimension); });
    connect(row, &ChipsRow::compareToggled, this, &ScopeDesk::toggleCompare);
    connect(row, &ChipsRow::businessToggled, this, &ScopeDesk::toggleBusiness);
    connect(row, &ChipsRow::leftEmpty, this, &ScopeDesk::focusLost);
}

void ScopeDesk::setCatalogue(const FilterCataloguePtr &catalogue)
{
    const bool first = !m_catalogue->isKnown();
    QJsonObject json = first ? m_restored : scopeToJson(m_bar->scope(), *m_catalogue);
    if (first && json.isEmpty())
        json = scopeToJson(m_bar->scope(), FilterCatalogue());
    m_catalogue = catalogue;
    m_popover->setCatalogue(catalogue);
    m_restored = {};
    const ReadScope read = scopeFromJson(json, *catalogue);
    if (!read.lost.isEmpty())
        m_row->setNote(lostSentence(read.lost));
    if (read.scope != m_bar->scope())
        Q_EMIT startScopeWanted(read.scope);
    refresh();
}

void ScopeDesk::begin()
{
    m_restored = {};
    m_history.reset(narrowing());
    refresh();
}

void ScopeDesk::note()
{
    m_restored = {}; // what the user chose is no longer what was restored
    m_history.note(narrowing());
    refresh();
}

void ScopeDesk::noteNarrowing()
{
    m_history.note(narrowing());
}

Narrowing ScopeDesk::narrowing() const
{
    return m_narrowing ? m_narrowing() : Narrowing(m_bar->scope());
}

void ScopeDesk::undo()
{
    if (const auto before = m_history.undo())
        Q_EMIT narrowingWanted(*before);
}

void ScopeDesk::redo()
{
    if (const auto after = m_history.redo())
        Q_EMIT narrowingWanted(*after);
}

void ScopeDesk::setPage(const IgnoredParts &ignored, bool used)
{
    m_ignored = ignored;
    m_used = used;
    refresh();
}

void ScopeDesk::setNow(TimeMs now)
{
    m_now = now;
    setSwitches();
}

void ScopeDesk::openFilters()
{
    openFilters(m_popover->dimension());
}

void ScopeDesk::openFilters(FilterDimension dimension)
{
    if (!m_used)
        return;
    const QWidget *button = m_bar->filterButton();
    const bool rtl = m_window->layoutDirection() == Qt::RightToLeft;
    const QPoint corner(rtl ? button->width() - m_popover->width() : 0, button->height() + 4);
    m_popover->openAt(button->mapToGlobal(corner), m_bar->scope().filter, dimension);
}

void ScopeDesk::setFilter(const ViewFilter &filter)
{
    ViewScope scope = m_bar->scope();
    scope.filter = filter;
    Q_EMIT scopeWanted(scope);
}

void ScopeDesk::toggleCompare()
{
    ViewScope scope = m_bar->scope();
    scope.compare = !scope.compare;
    Q_EMIT scopeWanted(scope);
}

void ScopeDesk::toggleBusiness()
{
    ViewScope scope = m_bar->scope();
    scope.business = !scope.business;
    Q_EMIT scopeWanted(scope);
}

QJsonObject ScopeDesk::scopeJson() const
{
    // Before names are known what was restored says more than its row numbers.
    if (!m_catalogue->isKnown() && !m_restored.isEmpty())
        return m_restored;
    return scopeToJson(m_bar->scope(), *m_catalogue);
}

void ScopeDesk::show(const QJsonObject &json, bool remember)
{
    const ReadScope read = scopeFromJson(json, *m_catalogue);
    m_row->setNote(lostSentence(read.lost));
    if (remember)
        Q_EMIT scopeWanted(read.scope);
    else
        Q_EMIT startScopeWanted(read.scope);
    m_restored = m_catalogue->isKnown() ? QJsonObject() : json;
}

void ScopeDesk::refresh()
{
    m_row->setChips(m_used ? scopeChips(m_bar->scope().filter, *m_catalogue, m_ignored)
                           : std::vector<ScopeChip>());
    m_bar->setIgnored(m_ignored);
    setSwitches();
    Q_EMIT filtersTold();
}

QStringList ScopeDesk::filterWords() const
{
    QStringList words;
    for (const ScopeChip &chip : m_row->chips()) {
        if (!chip.ignored)
            words << chip.text;
    }
    return words;
}

bool ScopeDesk::ignores(ScopePart part) const
{
    return ignoredPart(m_ignored, part) != nullptr;
}

void ScopeDesk::setSwitches()
{
    const ViewScope &scope = m_bar->scope();
    const MetricFormatter format(QLocale(), scope.zone);
    ChipsRow::Switches switches;
    switches.compareText = comparisonText(scope.range, m_now, scope.zone);
    switches.compareToolTip = comparisonToolTip(scope.range, m_now, format);
    switches.compare = m_used && scope.compare;
    switches.business = m_used && scope.business;
    const IgnoredPart *compare = ignoredPart(m_ignored, ScopePart::Compare);
    const IgnoredPart *business = ignoredPart(m_ignored, ScopePart::Business);
    switches.compareIgnored = compare;
    switches.businessIgnored = business;
    if (compare)
        switches.compareReason = compare->reason;
    if (business)
        switches.businessReason = business->reason;
    m_row->setSwitches(switches);
}

} // namespace watchfloor
