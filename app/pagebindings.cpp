// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pagebindings.h"

#include "app/nearestrange.h"
#include "backend/reports/reportservice.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr int coalesceMs = 200;
constexpr int longestPauseMs = 3'000;

} // namespace

PageBindings::PageBindings(const PageServices &services,
                           std::vector<std::unique_ptr<PageBinding>> pages, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_clock(services.clock)
    , m_pages(std::move(pages))
    , m_needs(m_pages.size())
{
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(coalesceMs);
    connect(&m_coalesce, &QTimer::timeout, this, &PageBindings::askVisible);
    connect(&services.reports, &ReportService::invalidated, this, &PageBindings::onInvalidated);
    connect(&services.reports, &ReportService::soonChanged, this, &PageBindings::askAgain);
    for (size_t i = 0; i < m_pages.size(); ++i) {
        connect(m_pages[i].get(), &PageBinding::answered, this, [this] {
            noteAnswer();
            Q_EMIT answered();
        });
        connect(&m_pages[i]->page(), &Page::questionChanged, this, [this, i] {
            m_needs[i].stale = m_needs[i].isNew = true;
            askVisible();
        });
        connect(&m_pages[i]->page(), &Page::nothingFound, this, [this, i] { lookAround(i); });
    }
}

void PageBindings::lookAround(size_t at)
{
    findNearestRange(m_services, m_scope, this,
                     [this, at, scope = m_scope](const std::optional<RangeChoice> &found) {
                         if (scope == m_scope)
                             m_pages[at]->page().setNearestRange(found);
                     });
}

PageBindings::~PageBindings() = default;

void PageBindings::noteAnswer()
{
    // A back-fill commits several times a second: reading must not take the machine from it.
    const auto pause =
        static_cast<int>(std::min<qint64>(3 * m_answerTime.elapsed(), longestPauseMs));
    m_coalesce.setInterval(std::max(coalesceMs, pause));
}

void PageBindings::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    askAgain();
}

void PageBindings::setScope(const ViewScope &scope)
{
    // Another zone shows the same facts unless it moves the range's midnights.
    m_scope = scope;
    for (Need &need : m_needs)
        need.stale = need.isNew = true; // what changed before is still to be asked for
    askVisible();
}

void PageBindings::showPage(const QString &key)
{
    m_page = key;
    askVisible();
}

void PageBindings::askAgain()
{
    for (Need &need : m_needs)
        noteChange(need);
    askVisible();
}

void PageBindings::noteChange(Need &need)
{
    need.stale = true;
    need.changed = true;
}

TimeRange PageBindings::range() const
{
    return rangeOf(m_scope.range, m_clock.now(), m_scope.zone);
}

void PageBindings::tick()
{
    for (size_t at = 0; at < m_needs.size(); ++at) {
        if (!m_needs[at].asked || *m_needs[at].asked == range())
            continue;
        noteChange(m_needs[at]);
        if (at == shown()) // the others must not cut its pause after a commit short
            askVisible();
    }
}

size_t PageBindings::shown() const
{
    const auto at = std::find_if(m_pages.begin(), m_pages.end(),
                                 [this](const auto &p) { return p->page().key() == m_page; });
    return static_cast<size_t>(at - m_pages.begin());
}

void PageBindings::askVisible()
{
    const size_t at = shown();
    if (!m_active || at == m_pages.size() || !m_needs[at].stale)
        return;
    const Need need = std::exchange(m_needs[at], {false, false, false, range()});
    m_answerTime.start();
    // The same scope as then may mean other days by now.
    if (need.isNew && need.asked && (need.changed || *need.asked != range()))
        m_pages[at]->noteChange();
    m_pages[at]->ask(m_scope, need.isNew);
}

void PageBindings::onInvalidated(const ChangeSet &change)
{
    // Freshness alone ("as of") is part of the reports too.
    if (change.touchesFacts() || change.syncState) {
        for (Need &need : m_needs)
            noteChange(need);
    }
    if (!m_coalesce.isActive())
        m_coalesce.start();
}

std::optional<TimeMs> PageBindings::asOf() const
{
    const size_t at = shown();
    return at < m_pages.size() ? m_pages[at]->asOf() : std::nullopt;
}

std::optional<TimeMs> PageBindings::lateAt() const
{
    const size_t at = shown();
    return at < m_pages.size() ? m_pages[at]->lateAt() : std::nullopt;
}

bool PageBindings::settled() const
{
    const size_t at = shown();
    return !m_active || at == m_pages.size() || (m_pages[at]->isIdle() && !m_needs[at].stale);
}

} // namespace watchfloor
