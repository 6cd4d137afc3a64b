// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationreport.h"
#include "views/mainwindow.h"
#include "views/page.h"

#include <QSize>

#include <functional>
#include <vector>

namespace watchfloor::test {

constexpr QSize usualSize(1280, 720);

/// A window with all its pages, filled by one screen's `arrange`.
struct Stage {
    Stage();

    MainWindow window;
    std::vector<Page *> pages;

    template<typename P>
    P &the() const
    {
        for (Page *page : pages) {
            if (P *found = qobject_cast<P *>(page))
                return *found;
        }
        qFatal("this page is not on the stage");
    }
};

struct Screen {
    QString name;
    QSize size;
    std::function<void(Stage &)> arrange;
};

std::vector<Screen> screens();

// A page's screens: a file of their own, and one line in screens().
void addNowScreens(std::vector<Screen> &all);
void addAgentScreens(std::vector<Screen> &all);
void addGroupScreens(std::vector<Screen> &all);
void addConversationScreens(std::vector<Screen> &all);
void addChartScreens(std::vector<Screen> &all);
void addReportScreens(std::vector<Screen> &all);
void addAccountScreens(std::vector<Screen> &all);
void addExplainScreens(std::vector<Screen> &all);
void addExportScreens(std::vector<Screen> &all);
void addFilterScreens(std::vector<Screen> &all);
void addTimelineScreens(std::vector<Screen> &all);
void addTrialScreens(std::vector<Screen> &all);
/// Each page in each state: "state-agents-loading".
void addMatrixScreens(std::vector<Screen> &all);

/// Conversations whose events are over by now, the newest first; the first one is closed by
/// somebody.
std::vector<ConversationReportRow> pastConversations(int count);
/// No network since a while.
void offline(Stage &stage);
Error cacheError();

} // namespace watchfloor::test
