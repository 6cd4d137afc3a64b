// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/fakereports.h"
#include "views/conversationspage.h"
#include "views/filterbar.h"

#include <algorithm>

namespace watchfloor::test {
namespace {

Screen conversations(const char *name, int count, QSize size,
                     const std::function<void(Stage &)> &then = {})
{
    return {QLatin1String(name), size, [count, then](Stage &stage) {
                stage.window.showPage(QStringLiteral("conversations"));
                stage.the<ConversationsPage>().setReport(listOf(pastConversations(count)), false);
                if (then)
                    then(stage);
            }};
}

/// The conversations page, no answer yet.
Screen before(const char *name, const std::function<void(Stage &)> &then)
{
    return {QLatin1String(name), usualSize, [then](Stage &stage) {
                stage.window.showPage(QStringLiteral("conversations"));
                then(stage);
            }};
}

} // namespace

std::vector<ConversationReportRow> pastConversations(int count)
{
    constexpr DurationMs lasted = 75 * fakeMinute; // as fakeTimeline() has it
    std::vector<ConversationReportRow> rows = fakeRows(count + 50);
    const auto first = std::find_if(rows.begin(), rows.end(), [](const auto &row) {
        return row.conversation.closed && !row.agentName.isEmpty() &&
               row.conversation.created + lasted < fakeNow;
    });
    rows.erase(rows.begin(), first);
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(count)));
    for (ConversationReportRow &row : rows) {
        if (row.conversation.closed)
            row.conversation.closed = row.conversation.created + lasted;
    }
    return rows;
}

void addConversationScreens(std::vector<Screen> &all)
{
    all.push_back(conversations("conversations", 300, usualSize));
    all.push_back(conversations("conversations-5000", 5000, QSize(1920, 1080)));
    all.push_back(conversations("conversations-narrow", 300, QSize(880, 560)));
    all.push_back(conversations("conversations-empty", 0, usualSize));
    all.push_back(conversations("conversations-filtered", 300, usualSize, [](Stage &stage) {
        stage.the<ConversationsPage>().filterBar()->choose(QStringLiteral("open"));
        stage.window.search(QStringLiteral("zebra"));
    }));
    all.push_back(conversations("conversations-offline", 300, usualSize, offline));
    all.push_back(conversations("conversations-below", 300, QSize(1440, 900), [](Stage &stage) {
        QVariantMap state = stage.the<ConversationsPage>().saveState();
        state.insert(QStringLiteral("below"), true);
        state.remove(QStringLiteral("splitter"));
        stage.the<ConversationsPage>().restoreState(state);
    }));
    all.push_back(before("conversations-loading",
                         [](Stage &stage) { stage.the<ConversationsPage>().setLoading(); }));
    all.push_back(before("conversations-error", [](Stage &stage) {
        stage.the<ConversationsPage>().setError(cacheError());
    }));
}

} // namespace watchfloor::test
