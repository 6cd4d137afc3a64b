// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explainbinding.h"

namespace watchfloor {

class MainWindow;
class PageBindings;

/// From a number on any page to the conversations behind it, and to its explanation.
class DrillBinding : public QObject {
    Q_OBJECT
public:
    DrillBinding(const PageServices &services, MainWindow &window, PageBindings &pages);

    /// Opens the page that lists conversations, narrowed to these.
    void open(const Drill &drill);
    void openConversation(RowId account, const QString &conversation);
    ExplainBinding &explain() { return *m_explain; }

private:
    MainWindow &m_window;
    PageBindings &m_pages;
    ExplainBinding *m_explain;
};

} // namespace watchfloor
