// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "support/deskwindow.h"
#include "views/conversationdetail.h"
#include "views/conversationspage.h"
#include "views/drillchip.h"
#include "views/explainpopup.h"
#include "views/palette.h"
#include "views/tablepanel.h"
#include "views/tableview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// The window over a small cache: three open conversations, one of them answered.
struct Desk : DeskWindow {
    Desk()
        : DeskWindow(at("2026-06-01T11:00:00.000Z"), [](Store &store) { return writeDesk(store); })
        , page(the<ConversationsPage>())
    {
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
    const DrillChip *opened() const
    {
        return page->findChild<DrillChip *>(QStringLiteral("opened"));
    }
    /// The sentence beside a conversation that is not in the list; empty: there is none.
    QString whyApart() const { return opened()->words().notes.join(u' '); }
    void choose(const RangeChoice &range)
    {
        ViewScope scope = window->scope();
        scope.range = range;
        window->changeScope(scope);
    }
    /// Asks for it from the Agents page and waits for what is shown.
    void openFromAgents(const char *id)
    {
        window->showPage(QStringLiteral("agents"));
        QTRY_VERIFY(bindings->settled());
        Q_EMIT window->currentPage()->conversationRequested(account, QString::fromLatin1(id));
        QCOMPARE(window->currentPage(), page);
        QTRY_VERIFY(bindings->settled());
    }
    bool hasChip() const { return !page->findChild<DrillChip *>()->isHidden(); }

    ConversationsPage *page;
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

    /// What the opened conversations do not depend on leaves them where they are.
    void switchesThatChangeNothing()
    {
        Desk desk;
        const auto staysWhile = [&desk](int rows, auto change) {
            ViewScope scope = desk.window->scope();
            change(scope);
            desk.window->changeScope(scope);
            return desk.settle() && desk.hasChip() && desk.shown() == rows;
        };
        Q_EMIT desk.window->currentPage()->drillRequested(desk.drill("first_response_time"));
        QTRY_COMPARE(desk.shown(), 1);
        QVERIFY(staysWhile(1, [](ViewScope &scope) { scope.compare = true; }));
        QVERIFY(staysWhile(1, [](ViewScope &scope) { scope.business = true; }));
        QVERIFY(staysWhile(1, [](ViewScope &scope) { scope.zone = QTimeZone("Asia/Tokyo"); }));

        Drill ofNow = desk.drill("unattended_conversations");
        ofNow.now = true;
        Q_EMIT desk.window->currentPage()->drillRequested(ofNow);
        QTRY_COMPARE(desk.shown(), 2);
        QVERIFY(staysWhile(2, [](ViewScope &scope) { scope.range = {RangePreset::Last7Days}; }));
    }

    /// What has no conversations says why.
    void noConversations()
    {
        Desk desk;
        Q_EMIT desk.window->currentPage()->drillRequested(desk.drill("online_agents"));
        QTRY_VERIFY(!desk.page->findChild<DrillChip *>()->words().notes.isEmpty());
        QCOMPARE(desk.shown(), 0);
    }

    /// One that is listed is selected there, its events are shown, and Esc leads back.
    void opensAConversation()
    {
        Desk desk;
        desk.openFromAgents("102");
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("102"));
        QCOMPARE(desk.page->panel()->table()->selectedKeys().size(), 1);
        QVERIFY(desk.opened()->isHidden());
        QCOMPARE(desk.window->topBar()->searchEdit()->text(), QString());
        QCOMPARE(desk.shown(), 3);
        QTest::keyClick(desk.page->panel()->table(), Qt::Key_Escape);
        QCOMPARE(desk.window->currentPage()->key(), QStringLiteral("agents"));
        // What was opened for good is no longer left.
        desk.openFromAgents("102");
        desk.window->showPage(QStringLiteral("conversations"));
        desk.page->panel()->table()->selectKey(QStringLiteral("%1/101").arg(desk.account));
        QVERIFY(!desk.page->hasOpened() && !desk.window->goBack());
    }

    /// One that is not listed stands beside the list, with the reason; nothing else changes.
    void opensWhatIsNotListed()
    {
        Desk desk;
        const RangeChoice april{RangePreset::Custom, QDate(2026, 4, 1), QDate(2026, 4, 30)};
        desk.choose(april);
        const ViewScope scope = desk.window->scope();
        desk.openFromAgents("101");
        QCOMPARE(desk.shown(), 0);
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("101"));
        QTRY_VERIFY2(desk.whyApart().contains(QStringLiteral("outside the list's range")),
                     qPrintable(desk.whyApart()));
        QVERIFY(!desk.opened()->isHidden());
        QTRY_COMPARE(desk.page->detail()->table()->model()->rowCount(), 1);
        QVERIFY(desk.window->scope() == scope);
        desk.bindings->askAgain();
        QTRY_VERIFY(desk.bindings->settled());
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("101"));
        // A range it lies in lists it.
        desk.choose({});
        QTRY_VERIFY(desk.opened()->isHidden());
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("101"));
        QCOMPARE(desk.page->panel()->table()->selectedKeys(),
                 QStringList{QStringLiteral("%1/101").arg(desk.account)});
        QTest::keyClick(desk.window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.window->currentPage()->key(), QStringLiteral("agents"));
        QVERIFY(!desk.page->hasOpened());
    }

    /// The search that was typed elsewhere does not hide it, and its cross brings the row before.
    void opensDespiteTheSearch()
    {
        Desk desk;
        desk.window->showPage(QStringLiteral("conversations"));
        QTRY_COMPARE(desk.shown(), 3);
        desk.page->panel()->table()->selectKey(QStringLiteral("%1/103").arg(desk.account));
        desk.window->search(QStringLiteral("103"));
        desk.openFromAgents("102");
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("102"));
        QVERIFY2(desk.whyApart().contains(QStringLiteral("search")), qPrintable(desk.whyApart()));
        QTest::mouseClick(desk.page->findChild<QToolButton *>(QStringLiteral("closeOpened")),
                          Qt::LeftButton);
        QVERIFY(desk.opened()->isHidden());
        QCOMPARE(desk.page->selectedConversation(), QStringLiteral("103"));
    }

    /// What of the scope changes nothing on a page is said in the words the window knows.
    void pagesNameWhatTheyIgnore()
    {
        Desk desk;
        const auto said = [&desk](const char *page, const char *what) {
            desk.window->showPage(QLatin1String(page));
            for (const QWidget *widget : desk.window->topBar()->findChildren<QWidget *>()) {
                if (widget->accessibleName().startsWith(QLatin1String(what)) &&
                    widget->accessibleName().endsWith(QStringLiteral("not applied here")))
                    return true;
            }
            return false;
        };
        QVERIFY(said("now", "Time range") && !said("agents", "Time range"));
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

    /// A counter of the queue is explained by its own rule, and opens what it counts.
    void explainsTheQueue()
    {
        Desk desk;
        ExplainTarget target;
        target.metric = QStringLiteral("overdue_conversations_total");
        target.queue = QueuePart::Unassigned;
        target.without = QStringList{QStringLiteral("Bots")};
        Q_EMIT desk.window->currentPage()->explainRequested(target, QRect(300, 200, 40, 28));
        QPointer<ExplainPopup> popup = desk.drills->explain().popup();
        QTRY_VERIFY(!popup->explanation().showText.isEmpty());
        const QString text = explanationText(popup->explanation());
        QCOMPARE(popup->explanation().rows.front().text, QStringLiteral("1"));
        QVERIFY2(!text.contains(QStringLiteral("LivePerson")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Without Bots")), qPrintable(text));
        QTest::mouseClick(popup->findChild<QPushButton *>(QStringLiteral("showConversations")),
                          Qt::LeftButton);
        QTRY_COMPARE(desk.shown(), 1);
    }
};

QTEST_MAIN(TestDrill)
#include "tst_drill.moc"
