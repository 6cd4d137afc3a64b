// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/conversationspage.h"
#include "views/mainwindow.h"

#include <QSize>

#include <functional>
#include <vector>

namespace watchfloor::test {

/// A window with all its pages, filled by one screen's `arrange`.
struct Stage {
    MainWindow window;
    AgentsPage *agents = new AgentsPage;
    ConversationsPage *conversations = new ConversationsPage;
    AccountsPage *accounts = new AccountsPage;
};

struct Screen {
    QString name;
    QSize size;
    std::function<void(Stage &)> arrange;
};

std::vector<Screen> screens();

} // namespace watchfloor::test
