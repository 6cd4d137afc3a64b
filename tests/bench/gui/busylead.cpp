// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/busylead.h"

#include "views/mainwindow.h"
#include "views/page.h"
#include "views/tableview.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

namespace watchfloor::bench {

BusyLead::BusyLead(MainWindow &window, TimedApplication &application)
    : m_window(window)
    , m_application(application)
{
    connect(&m_timer, &QTimer::timeout, this, &BusyLead::act);
}

void BusyLead::start(int everyMs)
{
    m_timer.start(everyMs);
}

void BusyLead::act()
{
    ++m_actions;
    const auto say = [this](const char *what) {
        m_application.setDoing(QLatin1String(what) + QLatin1String(" on ") +
                               m_window.currentPage()->key());
    };
    switch (m_random.bounded(8)) {
    case 0: {
        const QStringList pages = m_window.pageKeys();
        const QString page = pages.at(m_random.bounded(static_cast<int>(pages.size())));
        m_application.setDoing(QStringLiteral("opening ") + page);
        m_window.showPage(page);
        break;
    }
    case 1:
    case 2:
        say("sorting");
        sortSomething();
        break;
    case 3:
    case 4:
        say("scrolling");
        scroll();
        break;
    case 5:
        say("searching");
        search();
        break;
    case 6:
        say("choosing a range");
        chooseRange();
        break;
    default:
        say("syncing and copying");
        Q_EMIT m_window.syncRequested();
        copy();
        break;
    }
}

void BusyLead::sortSomething()
{
    const auto tables = m_window.currentPage()->findChildren<TableView *>();
    for (TableView *table : tables) {
        const std::vector<int> columns = table->visibleColumns();
        if (!table->isVisible() || columns.empty())
            continue;
        const int column =
            columns[static_cast<size_t>(m_random.bounded(static_cast<int>(columns.size())))];
        QHeaderView *header = table->horizontalHeader();
        const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        return;
    }
}

void BusyLead::scroll()
{
    const auto tables = m_window.currentPage()->findChildren<TableView *>();
    for (TableView *table : tables) {
        if (table->isVisible())
            table->verticalScrollBar()->setValue(
                m_random.bounded(table->verticalScrollBar()->maximum() + 1));
    }
}

void BusyLead::search()
{
    static const QStringList needles{QStringLiteral("a"), QStringLiteral("agent 1"),
                                     QStringLiteral("48"), QString()};
    m_window.search(needles.at(m_random.bounded(4)));
}

void BusyLead::chooseRange()
{
    static const RangePreset presets[] = {RangePreset::Today, RangePreset::Last7Days,
                                          RangePreset::Last30Days, RangePreset::ThisMonth};
    ViewScope scope = m_window.scope();
    scope.range = {presets[m_random.bounded(4)], {}, {}};
    m_window.setScope(scope);
    Q_EMIT m_window.scopeChanged(scope);
}

void BusyLead::copy()
{
    const auto tables = m_window.currentPage()->findChildren<TableView *>();
    for (TableView *table : tables) {
        if (table->isVisible())
            table->copySelection();
    }
}

} // namespace watchfloor::bench
