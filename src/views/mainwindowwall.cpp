// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a wallboard, and what of its place is remembered.
#include "views/mainwindow.h"

#include "models/rangewords.h"
#include "views/chipsrow.h"
#include "views/page.h"
#include "views/scopedesk.h"
#include "views/sidebar.h"
#include "views/wallstrip.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr qsizetype mostNamedAccounts = 2;

} // namespace

void MainWindow::setWallboard(bool on)
{
    if (on == m_wallboard)
        return;
    if (on)
        m_geometryBefore = QWidget::saveGeometry();
    m_wallboard = on;
    m_sidebar->setVisible(!on);
    m_topBar->setVisible(!on);
    m_chips->setSuppressed(on);
    m_status->setVisible(!on);
    m_wall->setVisible(on);
    refreshWall();
    for (Page *page : m_list)
        page->setWallboard(on);
    // Whoever leaves gets a window with a frame, wherever he came from.
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
    if (Page *page = currentPage())
        page->focusMain();
}

bool MainWindow::leaveFullScreen()
{
    if (m_wallboard) {
        setWallboard(false);
        return true;
    }
    if (!isFullScreen())
        return false;
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, false));
    return true;
}

QByteArray MainWindow::saveWindowGeometry() const
{
    return m_wallboard ? m_geometryBefore : QWidget::saveGeometry();
}

void MainWindow::restoreWindowGeometry(const QByteArray &geometry)
{
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        return;
    // Nobody asked for the wallboard yet, and nothing on screen would lead out of it.
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, false));
}

QStringList MainWindow::accountWords() const
{
    QStringList names;
    const std::vector<RowId> &chosen = scope().accounts;
    for (const Account &account : m_accounts) {
        if (std::find(chosen.begin(), chosen.end(), account.id) != chosen.end())
            names << account.name;
    }
    if (names.size() > mostNamedAccounts)
        return {tr("%n accounts", nullptr, static_cast<int>(names.size()))};
    for (QString &name : names)
        name = tr("Account: %1").arg(name);
    return m_accounts.size() > 1 ? names : QStringList();
}

void MainWindow::tellFilters()
{
    if (Page *page = currentPage())
        page->setFilterWords(page->usesScope() ? accountWords() + m_desk->filterWords()
                                               : QStringList());
    refreshWall();
}

void MainWindow::refreshWall()
{
    const Page *page = currentPage();
    if (!page || !m_wallboard)
        return;
    QStringList parts;
    if (page->usesScope()) {
        parts = accountWords();
        if (parts.isEmpty() && m_accounts.size() == 1)
            parts << m_accounts.front().name;
        else if (parts.isEmpty() && m_accounts.size() > 1)
            parts << tr("All accounts");
        parts << m_desk->filterWords();
        if (!m_desk->ignores(ScopePart::Range))
            parts << rangeText(scope().range, m_now, formatter());
        if (!m_search.isEmpty())
            parts << tr("search “%1”").arg(m_search);
    }
    m_wall->setWords(page->title(), parts);
}

} // namespace watchfloor
