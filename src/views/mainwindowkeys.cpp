// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that mean the same on every page; most are told by the palette (Ctrl+K), too.
#include "views/mainwindow.h"

#include "views/commandpalette.h"
#include "views/scopedesk.h"

#include <QLineEdit>
#include <QShortcut>

namespace watchfloor {

void MainWindow::focusSearch()
{
    m_topBar->searchEdit()->setFocus(Qt::ShortcutFocusReason);
    m_topBar->searchEdit()->selectAll();
}

void MainWindow::connectKeys()
{
    const auto onKeys = [this](const QKeySequence &keys, const std::function<void()> &then) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, then);
    };
    onKeys(QKeySequence::Find, [this] { focusSearch(); });
    onKeys(Qt::Key_Slash, [this] { focusSearch(); }); // whoever types text keeps the sign
    onKeys(QKeySequence::Refresh, [this] { Q_EMIT syncRequested(); });
    onKeys(Qt::CTRL | Qt::Key_E, [this] { Q_EMIT exportRequested(); });
    onKeys(Qt::Key_F11, [this] {
        if (!leaveFullScreen())
            setWallboard(true);
    });
    onKeys(QKeySequence::Quit, [this] { close(); });
    onKeys(QKeySequence::Undo, [this] { m_desk->undo(); });
    onKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_Z, [this] { m_desk->redo(); });
    onKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] { m_desk->openFilters(); });
    onKeys(Qt::CTRL | Qt::Key_K, [this] { m_palette->open(); });
    onKeys(QKeySequence::Back, [this] { goBack(); });
}

} // namespace watchfloor
