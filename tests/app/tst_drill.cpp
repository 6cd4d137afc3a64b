// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drillbinding.h"
#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "views/conversationspage.h"
#include "views/drillchip.h"
#include "views/explainpopup.h"
#include "views/mainwindow.h"
#include "views/palette.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// The window over a small cache: three open conversations, one of them answered.
struct Desk {
    Desk()
        : clock(at("2026-06-01T11:00:00.000Z"))
    {
        const auto store = openStore(profile.path());
        account = writeDesk(*store);
        reports = std::make_unique<ReportService>(profile.path(), clock);
        const PageServices services{*reports, clock};
        bindings = std::make_unique<PageBindings>(services, makeReportPages(services));
        window = std::make_unique<MainWindow>();
        for (const auto &binding : bindings->pages())
            window->addPage(&binding->page());
        drills = new DrillBinding(services, *window, *bindings);
        QObject::connect(window.get(), &MainWindow::scopeChanged, bindings.get(),
                         &PageBindings::setScope);
        QObject::connect(window.get(), &MainWindow::pageShown, bindings.get(),
                         &PageBindings::showPage);
        ViewScope scope;
        scope.zone = QTimeZone("UTC");
        window->setScope(scope);
        window->setNow(clock.now());
        bindings->setScope(window->scope());
        bindings->setActive(true);
        window->show();
        for (const auto &binding : bindings->pages()) {
            if (auto *found = qobject_cast<ConversationsPage *>(&binding->page()))
                page = found;
        }
        window->showPage(QStringLiteral("agents"));
    }

    Drill drill(const char *metric) const
    {
        Drill drill;
        drill.title = QStringLiteral("What it is of");
        drill.metric = QString::fromLatin1(metric);
        drill.range = {at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")};
        return drill;
    }
    int shown() const { return page->model().rowCount(); }
    QString chip() const { return page->findChild<DrillChip *>()->words().chip; }
    bool hasChip() const { return !page->findChild<DrillChip *>()->isHidden(); }

    QTemporaryDir profile;
    FakeClock clock;
    RowId account = 0;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<PageBindings> bindings;
    std::unique_ptr<MainWindow> window;
    DrillBinding *drills = nullptr;
    ConversationsPage *page = nullptr;
};

} // namespace

class TestDrill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// A number on a page opens the list of exactly its conversations; the cross brings all back.
    void opensAndLeaves()
    {
        Desk desk;
        QVERIFY(desk.page);
        Page *agents = desk.window->currentPage();
        Q_EMIT agents->drillRequested(desk.drill("first_response_time"));
        QCOMPARE(desk.window->currentPage(), desk.page);
        QTRY_COMPARE(desk.shown(), 1);
        QTRY_COMPARE(desk.chip(), QStringLiteral("1 conversation: What it is of"));
        QVERIFY(desk.hasChip());

        Q_EMIT agents->drillRequested(desk.drill("unattended_conversations"));
        QTRY_COMPARE(desk.shown(), 2);
        auto *cross = desk.page->findChild<QToolButton *>(QStringLiteral("removeDrill"));
        QTest::mouseClick(cross, Qt::LeftButton);
        QTRY_COMPARE(desk.shown(), 3);
        QVERIFY(!desk.hasChip());
    }

    /// Another scope is another question; the same scope asked again is not.
    void anotherScope()
    {
        Desk desk;
        Q_EMIT desk.window->currentPage()->drillRequested(desk.drill("first_response_time"));
        QTRY_COMPARE(desk.shown(), 1);
        desk.bindings->askAgain();
        QTRY_VERIFY(desk.bindings->settled());
        QCOMPARE(desk.shown(), 1);
        QVERIFY(desk.hasChip());
        ViewScope scope = desk.window->scope();
        scope.range = {RangePreset::Last7Days, {}, {}};
        desk.window->setScope(scope);
        desk.bindings->setScope(scope);
        QTRY_COMPARE(desk.shown(), 3);
        QVERIFY(!desk.hasChip());
    }

    /// What has no conversations says why.
    void noConversations()
    {
        Desk desk;
        Q_EMIT desk.window->currentPage()->drillRequested(desk.drill("online_agents"));
        QTRY_VERIFY(!desk.page->findChild<DrillChip *>()->words().notes.isEmpty());
        QCOMPARE(desk.shown(), 0);
    }

    /// A range without anything offers the nearest one that has something, as long as itself.
    void emptyRanges_data()
    {
        QTest::addColumn<QDate>("first");
        QTest::addColumn<QDate>("last");
        QTest::addColumn<QDate>("wanted");
        QTest::newRow("before all") << QDate(2024, 2, 1) << QDate(2024, 2, 3) << QDate(2026, 6, 1);
        QTest::newRow("the same month")
            << QDate(2026, 5, 30) << QDate(2026, 5, 31) << QDate(2026, 6, 1);
    }
    void emptyRanges()
    {
        QFETCH(QDate, first);
        QFETCH(QDate, last);
        QFETCH(QDate, wanted);
        Desk desk;
        desk.window->showPage(QStringLiteral("conversations"));
        QTRY_COMPARE(desk.shown(), 3);
        ViewScope scope = desk.window->scope();
        scope.range = {RangePreset::Custom, first, last};
        desk.window->changeScope(scope);
        QTRY_COMPARE(desk.shown(), 0);
        const auto offered = [&desk] {
            return desk.page->findChild<QPushButton *>(QStringLiteral("nearest"));
        };
        QTRY_VERIFY(offered());
        QTest::mouseClick(offered(), Qt::LeftButton);
        QTRY_COMPARE(desk.shown(), 3);
        const RangeChoice range = desk.window->scope().range;
        QCOMPARE(range.first, wanted);
        QCOMPARE(range.first.daysTo(range.last), first.daysTo(last));
    }

    /// Explained beside the number, and from there to its conversations.
    void explained()
    {
        Desk desk;
        ExplainTarget target;
        target.metric = QStringLiteral("unattended_conversations");
        target.range = desk.drill("").range;
        target.zone = QTimeZone("UTC");
        Q_EMIT desk.window->currentPage()->explainRequested(target, QRect(300, 200, 40, 28));
        QPointer<ExplainPopup> popup = desk.drills->explain().popup();
        QVERIFY(popup);
        QTRY_VERIFY(!popup->explanation().showText.isEmpty());
        QVERIFY(popup->explanation().showText.contains(QLatin1Char('2')));
        QTest::mouseClick(popup->findChild<QPushButton *>(QStringLiteral("showConversations")),
                          Qt::LeftButton);
        QTRY_COMPARE(desk.shown(), 2);
        QCOMPARE(desk.window->currentPage(), desk.page);
        QTRY_VERIFY(!popup);
    }
};

QTEST_MAIN(TestDrill)
#include "tst_drill.moc"
