// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keyboard is can be seen at each stop of Tab.
#include "support/accountsample.h"
#include "support/explainsample.h"
#include "support/fakecharts.h"
#include "support/fakefigures.h"
#include "support/fakenow.h"
#include "support/scopeshell.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/explainpopup.h"
#include "views/exportpopup.h"
#include "views/groupspage.h"
#include "views/metricpanel.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/reportspage.h"
#include "views/tableview.h"
#include "views/timelineview.h"
#include "views/viewsmenu.h"
#include "views/viewspopup.h"

#include <QApplication>
#include <QImage>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Every page with something on it.
struct FullWindow {
    MainWindow window;
    AgentsPage *agents = new AgentsPage;
    ConversationsPage *conversations = new ConversationsPage;
    ChartsPage *charts = new ChartsPage;

    FullWindow()
    {
        auto *now = new NowPage;
        auto *groups = new GroupsPage;
        auto *accounts = new AccountsPage;
        for (Page *page : std::initializer_list<Page *>{now, agents, conversations, groups, charts,
                                                        new ReportsPage, accounts})
            window.addPage(page);
        Account acme;
        acme.id = 1;
        acme.name = QStringLiteral("Acme support");
        window.setAccounts({acme});
        window.setNow(fakeNow);
        window.resize(1440, 900);
        window.show();
        now->setReport(fakeNowReport(40, 128), false);
        agents->setReport(fakeAgentFigures(40), false);
        conversations->setReport(fakeConversations(60), false);
        conversations->setTimeline(fakeTimeline(fakeRows(60).front()));
        groups->setReport(fakeBreakdown(14, MetricDimension::Group, groups->metrics()), false);
        accounts->setProviders({sampleProvider()});
        accounts->setCards({accountCard(sampleInput())});
    }
};

QString told(const QWidget *at)
{
    const QString name = at->accessibleName().isEmpty() ? at->objectName() : at->accessibleName();
    return QStringLiteral("%1 “%2”").arg(QLatin1String(at->metaObject()->className()), name);
}

QImage shot(QWidget *widget)
{
    return widget->grab().toImage();
}

struct Walk {
    std::set<const QWidget *> stops;
    QStringList unmarked; ///< look the same with the keyboard and without
};

/// Tab from stop to stop until it comes back to one.
Walk walk(QWidget *window)
{
    Walk found;
    for (;;) {
        QWidget *from = QApplication::focusWidget();
        QTest::keyClick(from ? from : window, Qt::Key_Tab);
        QWidget *at = QApplication::focusWidget();
        if (!at || !found.stops.insert(at).second)
            return found;
        const QImage with = shot(at);
        at->clearFocus();
        if (shot(at) == with)
            found.unmarked << told(at);
        at->setFocus(Qt::TabFocusReason);
    }
}

} // namespace

class TestFocus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void everyStopOfAPage_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *page, const char *part = "") {
            QTest::addRow("%s %s", page, part)
                << QString::fromLatin1(page) << QString::fromLatin1(part);
        };
        for (const char *page : {"now", "agents", "conversations", "groups", "reports", "accounts"})
            row(page);
        row("agents", "cards");
        row("charts", "agents");
        row("charts", "heatmap");
    }
    void everyStopOfAPage()
    {
        QFETCH(QString, page);
        QFETCH(QString, part);
        FullWindow on;
        on.window.showPage(page);
        QCOMPARE(on.window.currentPage()->key(), page);
        if (part == QLatin1String("cards"))
            on.agents->findChild<QToolButton *>(part)->click();
        else
            on.window.currentPage()->showPart(part);
        if (part == QLatin1String("heatmap"))
            on.charts->setHeatMap(fakeHeat(), false);
        else
            on.charts->setVolume({fakeVolume(12), std::nullopt}, false);
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        QCoreApplication::processEvents(); // layouts
        const Walk found = walk(&on.window);
        QVERIFY2(found.unmarked.isEmpty(), qPrintable(found.unmarked.join(u'\n')));
        QVERIFY2(found.stops.size() >= 12, qPrintable(QString::number(found.stops.size())));
    }

    void everyStopOfAPopup()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        const auto check = [](QWidget *popup, size_t least) {
            QVERIFY(popup->isVisible());
            const Walk found = walk(popup);
            popup->close();
            QVERIFY2(found.unmarked.isEmpty(), qPrintable(found.unmarked.join(u'\n')));
            QVERIFY2(found.stops.size() >= least, qPrintable(told(popup)));
        };
        shell.window.scopeDesk()->openFilters();
        check(shell.popover(), 3);

        SavedView view = shell.window.currentView();
        view.name = QStringLiteral("Night");
        SavedViews views;
        views.put(view);
        ViewsMenu *menu = shell.window.topBar()->viewsMenu();
        menu->setViews(views);
        menu->managePopup()->openAt(QPoint(10, 10));
        check(menu->managePopup(), 2);

        auto *popup = new ExplainPopup(&shell.window);
        popup->openAt(QRect(300, 100, 60, 28), QStringLiteral("First response"));
        popup->setExplanation(explanationOf(
            sampleExplanation(fakeNow), QStringLiteral("Jane"),
            MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()),
            fakeNow));
        check(popup, 3);

        auto *files = new ExportPopup(&shell.window);
        files->open(QStringLiteral("Agents"), QStringLiteral("Today"),
                    {{ExportFormat::Pdf, 0, QStringLiteral("Agents"), false},
                     {ExportFormat::Csv, 0, QStringLiteral("Agents"), false}});
        check(files, 1);
    }

    /// The current cell tells; while it is out of sight the whole table does.
    void aTableWhoseCurrentCellIsOutOfSight()
    {
        FullWindow on;
        on.window.showPage(QStringLiteral("agents"));
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        TableView *table = on.agents->panel()->table();
        const auto framed = [table] {
            QWidget *rows = table->viewport();
            const QImage image = shot(rows);
            return image.pixelColor(rows->width() / 2, rows->height() - 1) == tokens().accent;
        };
        table->setFocus(); // as a window does that opens
        QVERIFY(!framed());
        table->clearFocus();
        table->setFocus(Qt::TabFocusReason);
        QVERIFY(framed());
        table->selectionModel()->setCurrentIndex(table->model()->index(0, 0),
                                                 QItemSelectionModel::ClearAndSelect |
                                                     QItemSelectionModel::Rows);
        QVERIFY(!framed());
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
        QVERIFY(framed());
        table->verticalScrollBar()->setValue(0);
        QVERIFY(!framed());
    }

    /// An event that stays chosen is no sign of the keyboard.
    void aTimelineWithAnEventChosen()
    {
        FullWindow on;
        on.window.showPage(QStringLiteral("conversations"));
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        auto *timeline = on.conversations->findChild<TimelineView *>();
        QVERIFY(timeline->scene().eventCount() > 0);
        timeline->setFocus();
        timeline->setCurrentEvent(0);
        const QImage with = shot(timeline);
        timeline->clearFocus();
        QVERIFY(shot(timeline) != with);
    }
};

QTEST_MAIN(TestFocus)
#include "tst_focus.moc"
