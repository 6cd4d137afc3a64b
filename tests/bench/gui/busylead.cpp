// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/busylead.h"

#include "app/viewexport.h"
#include "bench/syntheticyear.h"
#include "views/filterbar.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/tableview.h"

#include <QDateTime>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

namespace watchfloor::bench {
namespace {

/// The tables of the page that are on screen and have rows.
QList<TableView *> tablesOf(const MainWindow &window)
{
    QList<TableView *> shown;
    for (TableView *table : window.currentPage()->findChildren<TableView *>()) {
        if (table->isVisible() && table->model() && table->model()->rowCount() > 0)
            shown << table;
    }
    return shown;
}

} // namespace

RangeChoice rangeOf(YearSpan span)
{
    const QDate last = QDateTime::fromMSecsSinceEpoch(kYearEnd - 1, Qt::UTC).date();
    switch (span) {
    case YearSpan::Day:
        return {RangePreset::Custom, last, last};
    case YearSpan::Week:
        return {RangePreset::Custom, last.addDays(-6), last};
    case YearSpan::Month:
        return {RangePreset::Custom, last.addDays(-29), last};
    case YearSpan::All:
        break;
    }
    return {RangePreset::Custom, QDateTime::fromMSecsSinceEpoch(kYearStart, Qt::UTC).date(),
            QDate::currentDate()};
}

BusyLead::BusyLead(MainWindow &window, ViewExport &files, TimedApplication &application)
    : m_window(window)
    , m_export(files)
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
    const auto doing = [this](const QString &what, auto action) {
        m_application.setDoing(what + QStringLiteral(" on ") + m_window.currentPage()->key());
        if (action())
            ++m_actions[what];
    };
    switch (m_random.bounded(11)) {
    case 0: {
        const QStringList pages = m_window.pageKeys();
        const QString page = pages.at(m_random.bounded(static_cast<int>(pages.size())));
        doing(QStringLiteral("opening ") + page, [&] { return m_window.showPage(page); });
        break;
    }
    case 1:
    case 2:
        doing(QStringLiteral("sorting"), [this] { return sortSomething(); });
        break;
    case 3:
    case 4:
        doing(QStringLiteral("scrolling"), [this] { return scroll(); });
        break;
    case 5:
        doing(QStringLiteral("searching"), [this] { return search(); });
        break;
    case 6:
        doing(QStringLiteral("choosing a range"), [this] { return chooseRange(); });
        break;
    case 7:
        doing(QStringLiteral("choosing a state"), [this] { return chooseState(); });
        break;
    case 8:
        doing(QStringLiteral("walking"), [this] { return walk(); });
        break;
    case 9:
        doing(QStringLiteral("exporting"), [this] { return save(); });
        break;
    default:
        doing(QStringLiteral("copying, syncing"), [this] {
            Q_EMIT m_window.syncRequested();
            return copy();
        });
        break;
    }
}

bool BusyLead::sortSomething()
{
    for (TableView *table : tablesOf(m_window)) {
        const std::vector<int> columns = table->visibleColumns();
        if (columns.empty())
            continue;
        const int column =
            columns[static_cast<std::size_t>(m_random.bounded(static_cast<int>(columns.size())))];
        QHeaderView *header = table->horizontalHeader();
        const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
        if (!header->viewport()->rect().contains(at))
            continue;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        return true;
    }
    return false;
}

bool BusyLead::scroll()
{
    bool scrolled = false;
    for (TableView *table : tablesOf(m_window)) {
        QScrollBar *bar = table->verticalScrollBar();
        bar->setValue(m_random.bounded(bar->maximum() + 1));
        scrolled = scrolled || bar->maximum() > 0;
    }
    return scrolled;
}

bool BusyLead::search()
{
    static const QStringList needles{QStringLiteral("a"), QStringLiteral("agent 1"),
                                     QStringLiteral("48"), QString()};
    m_window.search(needles.at(m_random.bounded(4)));
    return true;
}

bool BusyLead::chooseRange()
{
    static constexpr YearSpan spans[] = {YearSpan::Day, YearSpan::Week, YearSpan::Month,
                                         YearSpan::All};
    ViewScope scope = m_window.scope();
    const int choice = m_random.bounded(5);
    scope.range = choice == 4 ? RangeChoice{RangePreset::Today, {}, {}} : rangeOf(spans[choice]);
    m_window.changeScope(scope);
    return true;
}

bool BusyLead::chooseState()
{
    static const QStringList states{QString(), QStringLiteral("open"), QStringLiteral("closed"),
                                    QStringLiteral("online")};
    for (FilterBar *bar : m_window.currentPage()->findChildren<FilterBar *>()) {
        if (bar->isVisible())
            bar->choose(states.at(m_random.bounded(4)));
    }
    return true;
}

bool BusyLead::walk()
{
    const QList<TableView *> tables = tablesOf(m_window);
    if (tables.isEmpty())
        return false;
    QTest::keyClick(tables.front(), m_random.bounded(2) == 0 ? Qt::Key_Down : Qt::Key_PageDown);
    return true;
}

bool BusyLead::save()
{
    const std::vector<ExportOffer> offers = m_export.offers();
    if (m_export.isRunning() || offers.empty() || m_window.currentPage()->key() == u"reports")
        return false; // one at a time; Reports writes its pages itself
    const ExportOffer &offer =
        offers[static_cast<std::size_t>(m_random.bounded(static_cast<int>(offers.size())))];
    m_export.save(offer, m_files.filePath(QStringLiteral("view.") + formatSuffix(offer.format)));
    return true;
}

bool BusyLead::copy()
{
    constexpr int most = 5'000;
    bool copied = false;
    for (TableView *table : tablesOf(m_window)) {
        const QAbstractItemModel *rows = table->model();
        if (!rows || rows->rowCount() == 0)
            continue;
        const int last = std::min(rows->rowCount(), most) - 1;
        table->selectionModel()->select({rows->index(0, 0), rows->index(last, 0)},
                                        QItemSelectionModel::ClearAndSelect |
                                            QItemSelectionModel::Rows);
        table->copySelection();
        copied = true;
    }
    return copied;
}

} // namespace watchfloor::bench
