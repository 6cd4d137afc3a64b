// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversationsbinding.h"

#include "app/drillquery.h"
#include "app/livedesk.h"
#include "app/scopequery.h"
#include "app/sparememory.h"
#include "backend/async/whendone.h"
#include "views/tablepanel.h"

#include <utility>

namespace watchfloor {
namespace {

constexpr int watchedAfterMs = 500;
constexpr int spareAfterMs = 2'000; // the former list has gone by then

/// What was opened is complete in itself and stays, whatever it does not depend on.
bool asksForOthers(const Drill &drill, ViewScope scope, const ViewScope &former)
{
    scope.business = former.business;
    scope.compare = former.compare;
    scope.zone = former.zone; // its range is no longer one of days
    if (drill.now)
        scope.range = former.range;
    return scope != former;
}

} // namespace

ConversationsBinding::ConversationsBinding(const PageServices &services)
    : m_page(new ConversationsPage)
    , m_list(this, {[this, services](const ViewScope &scope) {
                        ConversationListQuery query{rowsOf(scope, services.clock.now())};
                        if (!m_isNew)
                            query.shown = m_page->model().report().list;
                        return inOrder(
                            services.reports.conversationList(std::move(query), m_stop.get_token()),
                            orderAhead(),
                            [](const ConversationListReport &report) { return report.list; });
                    },
                    [this](const OrderedAnswer<ConversationListReport> &answer, bool same) {
                        m_asOf = answer.report.asOf;
                        m_lateAt = answer.report.lateAt;
                        noteNewRows();
                        m_page->setReport(answer.report, same, answer.order);
                        Q_EMIT answered();
                    },
                    [this](const Error &error) {
                        m_page->setError(error);
                        Q_EMIT answered();
                    },
                    [this] { m_page->setLoading(); }})
    , m_drilled(this,
                {[this, services](const Drill &drill) {
                     const FigureAsked asked = figureAsked(drill);
                     auto shown = m_isNew ? nullptr : m_page->model().report().list;
                     return inOrder(
                         services.reports.conversationsBehind(asked.request, asked.query,
                                                              std::move(shown), m_stop.get_token()),
                         orderAhead(),
                         [](const BehindListReport &report) { return report.list.list; });
                 },
                 [this](const OrderedAnswer<BehindListReport> &answer, bool same) {
                     m_asOf = answer.report.list.asOf;
                     m_lateAt = answer.report.list.lateAt;
                     noteNewRows();
                     m_page->setDrill(&*m_drill, &answer.report.behind);
                     m_page->setReport(answer.report.list, same, answer.order);
                     Q_EMIT answered();
                 },
                 [this](const Error &error) { fail(error); }, [this] { m_page->setLoading(); }})
    , m_timeline(this, {[services](const Selected &selected) {
                            return services.reports.timeline(selected.account,
                                                             selected.conversation);
                        },
                        [this](const TimelineReport &report, bool) {
                            m_page->setTimeline(report);
                            Q_EMIT answered();
                        },
                        [this](const Error &error) {
                            m_page->setTimelineError(error);
                            Q_EMIT answered();
                        },
                        [] {}})
{
    if (services.live) {
        ThresholdStore &levels = services.live->thresholds();
        m_page->setThresholds(levels.value());
        connect(&levels, &ThresholdStore::changed, m_page, &ConversationsPage::setThresholds);
    }
    m_watchDelay.setSingleShot(true);
    m_watchDelay.setInterval(watchedAfterMs);
    connect(&m_watchDelay, &QTimer::timeout, this, [this] {
        if (m_page->selectedAccount() != 0)
            Q_EMIT conversationWatched(m_page->selectedAccount(), m_page->selectedConversation());
    });
    m_spare.setSingleShot(true);
    m_spare.setInterval(spareAfterMs);
    connect(&m_spare, &QTimer::timeout, this, giveBackSpareMemory);
    connect(m_page, &ConversationsPage::detailsWanted, this,
            [this, services](const std::vector<RowId> &rows) {
                whenDone(services.reports.conversationRows(rows), this,
                         [this](const Result<std::vector<Conversation>> &details) {
                             if (details) // without them a tooltip says less
                                 m_page->model().setDetails(*details);
                         });
            });
    connect(m_page, &ConversationsPage::drillRemoved, this, &ConversationsBinding::onDrillRemoved);
    connect(m_page, &ConversationsPage::conversationSelected, this,
            &ConversationsBinding::onSelected);
}

std::optional<RowOrderQuestion> ConversationsBinding::orderAhead() const
{
    return m_isNew ? m_page->panel()->rows()->questionAhead() : std::nullopt;
}

void ConversationsBinding::noteNewRows()
{
    if (std::exchange(m_isNew, false))
        m_spare.start();
}

void ConversationsBinding::onSelected(RowId account, const QString &conversation)
{
    if (account == 0) {
        m_timeline.clear();
        m_watchDelay.stop();
        return;
    }
    m_timeline.setQuestion({account, conversation});
    m_watchDelay.start();
}

void ConversationsBinding::fail(const Error &error)
{
    m_page->setError(error);
    Q_EMIT answered();
}

void ConversationsBinding::beginQuestion()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_isNew = true;
}

bool ConversationsBinding::openDrill(const Drill &drill, const ViewScope &scope)
{
    m_scope = scope;
    m_drill = drill;
    m_page->setDrill(&drill);
    m_list.clear();
    beginQuestion();
    m_drilled.setQuestion(drill);
    return true;
}

bool ConversationsBinding::openConversation(RowId account, const QString &conversation)
{
    m_page->openConversation(account, conversation);
    return true;
}

void ConversationsBinding::onDrillRemoved()
{
    m_drill.reset();
    m_page->setDrill(nullptr);
    m_drilled.clear();
    beginQuestion();
    m_list.setQuestion(m_scope);
}

void ConversationsBinding::ask(const ViewScope &scope, bool isNew)
{
    const bool stays = m_drill && !asksForOthers(*m_drill, scope, m_scope);
    m_scope = scope;
    if (stays) {
        // The page may have been opened for it just now.
        if (!isNew || m_drilled.isIdle())
            m_drilled.refresh();
    } else if (m_drill) {
        onDrillRemoved();
    } else {
        if (isNew)
            beginQuestion();
        m_list.ask(scope, isNew);
    }
    if (!isNew && m_page->selectedAccount() != 0)
        m_timeline.refresh();
}

} // namespace watchfloor
