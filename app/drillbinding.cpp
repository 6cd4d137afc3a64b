// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drillbinding.h"

#include "app/pagebindings.h"
#include "views/mainwindow.h"

namespace watchfloor {

DrillBinding::DrillBinding(const PageServices &services, MainWindow &window, PageBindings &pages)
    : QObject(&window)
    , m_window(window)
    , m_pages(pages)
    , m_explain(new ExplainBinding(services, &window, [&window] { return window.formatter(); }))
{
    connect(&window, &MainWindow::drillRequested, this, &DrillBinding::open);
    connect(&window, &MainWindow::conversationRequested, this, &DrillBinding::openConversation);
    connect(&window, &MainWindow::explainRequested, m_explain, &ExplainBinding::explain);
    connect(m_explain, &ExplainBinding::drillRequested, this, &DrillBinding::open);
}

void DrillBinding::open(const Drill &drill)
{
    for (const auto &binding : m_pages.pages()) {
        if (!binding->openDrill(drill, m_window.scope()))
            continue;
        m_window.openPage(binding->page().key());
        return;
    }
}

void DrillBinding::openConversation(RowId account, const QString &conversation)
{
    for (const auto &binding : m_pages.pages()) {
        if (!binding->openConversation(account, conversation))
            continue;
        m_window.openPage(binding->page().key());
        return;
    }
}

} // namespace watchfloor
