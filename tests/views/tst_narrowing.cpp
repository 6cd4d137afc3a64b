// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What narrows the pages: told where it hides everything, undone, saved.
#include "support/fakecharts.h"
#include "support/fakenow.h"
#include "support/fakereports.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/filterbar.h"
#include "views/mainwindow.h"
#include "views/metricpanel.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/pickerbutton.h"
#include "views/scopedesk.h"
#include "views/topbar.h"

#include <QAction>
#include <QFontMetrics>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

Account account(RowId id, const QString &name)
{
    Account a;
    a.id = id;
    a.name = name;
    return a;
}

struct Shell {
    MainWindow window;
    AgentsPage *agents = new AgentsPage;
    ConversationsPage *conversations = new ConversationsPage;

    Shell()
    {
        window.addPage(agents);
        window.addPage(conversations);
        window.addPage(new AccountsPage, true);
        ViewScope scope;
        scope.zone = QTimeZone("Europe/Berlin");
        window.setScope(scope);
        window.setNow(fakeNow);
        window.show();
        agents->setReport(fakeAgents(40), false);
        conversations->setReport(fakeConversations(20), false);
    }
};

/// The line of the page's notes that begins so; null: there is none.
QString noteOf(const QWidget &page, const QString &beginning)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        for (const QString &line : label->text().split(QLatin1Char('\n'))) {
            if (!label->isHidden() && line.startsWith(beginning))
                return line;
        }
    }
    return {};
}

} // namespace

class TestNarrowing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void filtersThatHideAreNamedAndRemoved()
    {
        Shell shell;
        shell.window.setAccounts(
            {account(1, QStringLiteral("Acme")), account(2, QStringLiteral("Northwind"))});
        ViewScope scope = shell.window.scope();
        scope.accounts = {2};
        scope.filter.channels = {QStringLiteral("chat")};
        shell.window.changeScope(scope);
        shell.window.showPage(QStringLiteral("conversations"));
        shell.conversations->setReport(fakeConversations(0), false);
        const auto says = [&shell](const QString &sentence) {
            for (const QLabel *label : shell.conversations->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(sentence))
                    return true;
            }
            return false;
        };
        QVERIFY(!says(QStringLiteral("in this range")));
        QVERIFY(says(QStringLiteral("No conversations pass the filters")));
        QVERIFY(says(QStringLiteral("Hidden by: Account: Northwind · Channel: chat")));
        auto *remove = shell.conversations->findChild<QPushButton *>(QStringLiteral("filters"));
        QTest::mouseClick(remove, Qt::LeftButton);
        QVERIFY(shell.window.scope().filter.isEmpty());
        QVERIFY(shell.window.scope().accounts.empty());
        QVERIFY(says(QStringLiteral("No conversations in this range")));
        shell.window.scopeDesk()->undo();
        QCOMPARE(shell.window.scope(), scope);
    }

    void agentsWhomAFilterDoesNotNarrowSaySo_data()
    {
        QTest::addColumn<QStringList>("channels");
        QTest::addColumn<QStringList>("labels");
        QTest::addColumn<QString>("note");
        const QStringList chat{QStringLiteral("chat")};
        QTest::newRow("none") << QStringList() << QStringList() << QString();
        QTest::newRow("channel")
            << chat << QStringList()
            << QStringLiteral("Agents have no channel: who is here is not narrowed by it.");
        QTest::newRow("label") << QStringList() << chat
                               << QStringLiteral(
                                      "Agents have no label: who is here is not narrowed by it.");
        QTest::newRow("both") << chat << chat
                              << QStringLiteral("Agents have no channel and no label: who is here "
                                                "is not narrowed by them.");
    }
    void agentsWhomAFilterDoesNotNarrowSaySo()
    {
        QFETCH(QStringList, channels);
        QFETCH(QStringList, labels);
        QFETCH(QString, note);
        ViewScope scope;
        scope.zone = QTimeZone::utc();
        scope.filter.channels = channels;
        scope.filter.labels = labels;
        const QString beginning = QStringLiteral("Agents have no");
        NowPage now;
        now.setNow(fakeNow);
        now.setScope(scope);
        now.setReport(fakeNowReport(4, 8), false);
        QCOMPARE(noteOf(now, beginning), note);
        AgentsPage agents;
        agents.setNow(fakeNow);
        agents.setScope(scope);
        agents.setReport(fakeAgents(4), false);
        QCOMPARE(noteOf(agents, beginning), note);
    }

    void nowSaysWhatItsSearchLeavesOut()
    {
        NowPage now;
        now.setNow(fakeNow);
        now.setReport(fakeNowReport(4, 8), false);
        QVERIFY(noteOf(now, QStringLiteral("The search")).isNull());
        now.setSearch(QStringLiteral("Jane"));
        QCOMPARE(noteOf(now, QStringLiteral("The search")),
                 QStringLiteral("The search narrows the lists, not the numbers above them."));
        now.setSearch({});
        QVERIFY(noteOf(now, QStringLiteral("The search")).isNull());
    }

    void anEmptyRangeOffersTheNearest()
    {
        Shell shell;
        shell.window.showPage(QStringLiteral("conversations"));
        QSignalSpy wanted(shell.conversations, &Page::nothingFound);
        shell.conversations->setReport(fakeConversations(0), false);
        QCOMPARE(wanted.size(), 1);
        const RangeChoice march{RangePreset::Custom, QDate(2023, 3, 6), QDate(2023, 3, 12)};
        shell.conversations->setNearestRange(march);
        auto *show = shell.conversations->findChild<QPushButton *>(QStringLiteral("nearest"));
        QVERIFY(show && show->text().contains(QStringLiteral("Mar 2023")));
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(shell.window.scope().range, march);
        shell.conversations->setReport(fakeConversations(3), false);
        QCOMPARE(wanted.size(), 1);
    }

    /// That there is nothing to search is read without a pointer, however little room is left.
    void aSearchThatIsNoneSaysSoInFull()
    {
        TopBar bar;
        bar.setTitle(QStringLiteral("Charts"));
        bar.setIgnored({{ScopePart::Search, QStringLiteral("no rows")}});
        bar.resize(420, bar.height());
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const QLineEdit *edit = bar.searchEdit();
        QVERIFY(!edit->isEnabled());
        QVERIFY2(edit->width() < 120, qPrintable(QString::number(edit->width())));
        const int beside = edit->textMargins().left() + edit->textMargins().right() + 22;
        QVERIFY(QFontMetrics(edit->font()).horizontalAdvance(edit->placeholderText()) <=
                edit->width() - beside);
    }

    /// A range too long for the chosen steps is drawn in coarser ones; the picker says which.
    void stepsThatAreNotDrawnAreNotClaimed()
    {
        using Step = ChartQuestion::Step;
        ChartsPage page;
        ChartQuestion hours;
        hours.kind = ChartQuestion::Kind::Trend;
        hours.step = Step::Hour;
        page.setQuestion(hours);
        const auto *picker = page.findChild<PickerButton *>(QStringLiteral("step"));
        QCOMPARE(picker->choice(), QStringLiteral("Hours"));
        page.setTrend({fakeTrend({"conversations"}, 60, 24 * fakeHour), std::nullopt}, Step::Day,
                      false);
        QCOMPARE(picker->choice(), QStringLiteral("Days, not hours"));
        QVERIFY(picker->toolTip().contains(QStringLiteral("up to 35 days")));
        QCOMPARE(page.question().step, Step::Hour); // of a shorter range they are drawn again
        const TrendReport shorter = fakeTrend({"conversations"}, 720, fakeHour);
        page.setTrend({shorter, std::nullopt}, Step::Hour, false);
        QCOMPARE(picker->choice(), QStringLiteral("Hours"));
        // What the program chooses by itself is no broken promise.
        ChartQuestion any = hours;
        any.step = Step::Automatic;
        page.setQuestion(any);
        page.setTrend({shorter, std::nullopt}, Step::Hour, false);
        QCOMPARE(picker->choice(), QStringLiteral("Automatic steps"));
    }

    /// What narrows a page comes back with Ctrl+Z as the filters do, and with a saved view.
    void wordsAndButtonsAreUndoneAndSaved()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        shell.agents->filterBar()->choose(QStringLiteral("busy"));
        shell.agents->findChild<QAction *>(QStringLiteral("bots"))->setChecked(false);
        shell.window.search(QStringLiteral("Diallo"));
        const SavedView view = shell.window.currentView();
        const auto read = savedViewFromJson(
            [&view] {
                SavedView named = view;
                named.name = QStringLiteral("mine");
                return savedViewToJson(named);
            }(),
            QStringLiteral("mine.json"));
        QVERIFY(read);
        shell.window.scopeDesk()->undo();
        QVERIFY(shell.window.topBar()->searchEdit()->text().isEmpty());
        QCOMPARE(shell.agents->panel()->rows()->needle(), QString());
        shell.window.scopeDesk()->undo();
        QVERIFY(shell.agents->findChild<QAction *>(QStringLiteral("bots"))->isChecked());
        QCOMPARE(shell.agents->filterBar()->chosen(), QStringLiteral("busy"));
        shell.window.scopeDesk()->undo();
        QVERIFY(shell.agents->filterBar()->chosen().isNull());
        QCOMPARE(shell.agents->panel()->rows()->rowCount(), 40);
        QVERIFY(!shell.window.scopeDesk()->canUndo());
        shell.window.scopeDesk()->redo();
        QCOMPARE(shell.agents->filterBar()->chosen(), QStringLiteral("busy"));
        shell.window.showView(*read);
        QCOMPARE(shell.window.topBar()->searchEdit()->text(), QStringLiteral("Diallo"));
        QVERIFY(!shell.agents->findChild<QAction *>(QStringLiteral("bots"))->isChecked());
    }
};

QTEST_MAIN(TestNarrowing)
#include "tst_narrowing.moc"
