// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/celldelegate.h"
#include "views/conversationdetail.h"
#include "views/conversationspage.h"
#include "views/filterbar.h"
#include "views/palette.h"
#include "views/metricpanel.h"
#include "views/totalsrow.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

template<typename P>
void present(P &page)
{
    page.setFormatter(
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
    page.setNow(fakeNow);
    page.resize(1104, 640);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

QStringList columnText(const TableView &table, int column)
{
    QStringList texts;
    for (int row = 0; row < table.rows()->rowCount(); ++row)
        texts << table.rows()->index(row, column).data().toString();
    return texts;
}

QPoint headerSpot(const TableView &table, int column)
{
    const QHeaderView *header = table.horizontalHeader();
    return {header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
            header->height() / 2};
}

bool shows(const QWidget &page, const QString &sentence)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(sentence))
            return true;
    }
    return false;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void headerClickSortsByNumbers()
    {
        AgentsPage page;
        present(page);
        page.setReport(fakeAgents(40), false);
        TableView *table = page.panel()->table();
        QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          headerSpot(*table, AgentTableModel::Conversations));
        QCOMPARE(table->rows()->sortColumn(), static_cast<int>(AgentTableModel::Conversations));
        QCOMPARE(table->rows()->sortOrder(), Qt::DescendingOrder); // numbers begin with the largest
        const QStringList shown = columnText(*table, AgentTableModel::Conversations);
        for (qsizetype i = 1; i < shown.size(); ++i)
            QVERIFY(shown[i - 1].toInt() >= shown[i].toInt());
        QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          headerSpot(*table, AgentTableModel::Conversations));
        QCOMPARE(table->rows()->sortOrder(), Qt::AscendingOrder);
    }

    void countsByStateFilter()
    {
        AgentsPage page;
        present(page);
        page.setReport(fakeAgents(40), false);
        auto *busy = page.filterBar()->findChild<QAbstractButton *>(QStringLiteral("busy"));
        QVERIFY(busy);
        QCOMPARE(busy->accessibleName(), QStringLiteral("Busy 4"));
        QTest::mouseClick(busy, Qt::LeftButton);
        QCOMPARE(page.panel()->rows()->rowCount(), 4);
        QVERIFY(shows(page, QStringLiteral("4 of 40 shown")));

        // A refresh moves agents between states; the choice and its button stay.
        AgentReport next = fakeAgents(40);
        for (AgentReportRow &row : next.rows)
            row.agent.availability = QStringLiteral("online");
        page.setReport(next, true);
        QCOMPARE(page.panel()->rows()->rowCount(), 0);
        QVERIFY(shows(page, QStringLiteral("state Busy")));
        auto *clear = page.panel()->findChild<QPushButton *>(QStringLiteral("clear"));
        QVERIFY(clear);
        QTest::mouseClick(clear, Qt::LeftButton);
        QCOMPARE(page.panel()->rows()->rowCount(), 40);
        QVERIFY(page.filterBar()->chosen().isNull());
    }

    void aNewStateLeavesTheKeyboardWhereItIs()
    {
        AgentsPage page;
        present(page);
        AgentReport report = fakeAgents(40);
        for (AgentReportRow &row : report.rows)
            row.agent.availability = QStringLiteral("online");
        page.setReport(report, false);
        QPointer<QWidget> offline =
            page.filterBar()->findChild<QAbstractButton *>(QStringLiteral("offline"));
        QTRY_VERIFY(offline->isVisible()); // the layout shows it a little later
        offline->setFocus();
        QCOMPARE(page.window()->focusWidget(), offline.data());
        page.setReport(fakeAgents(40), true); // now some are busy: a button more
        QVERIFY(page.filterBar()->findChild<QAbstractButton *>(QStringLiteral("busy")));
        QVERIFY(page.window()->focusWidget());
        QCOMPARE(page.window()->focusWidget()->objectName(), QStringLiteral("offline"));
    }

    void whatTheSearchLeavesIsSelected()
    {
        ConversationsPage page;
        present(page);
        page.setReport(fakeConversations(300), false);
        TableView *table = page.panel()->table();
        const int agent = table->horizontalHeader()->sectionViewportPosition(2);
        const QString last = table->rows()->index(299, 0).data().toString();
        page.setSearch(last.mid(1));
        QVERIFY(table->rows()->rowCount() < 5);
        QCOMPARE(table->selectedKeys().size(), 1);
        QVERIFY(!page.selectedConversation().isEmpty());
        QVERIFY(table->selectedKeys().front().endsWith(page.selectedConversation()));
        // The scroll bar has gone; the columns stand where they stood.
        QTRY_VERIFY(!table->verticalScrollBar()->isVisible());
        QCOMPARE(table->horizontalHeader()->sectionViewportPosition(2), agent);
    }

    void whatASearchHidesComesBackWithIt()
    {
        ConversationsPage page;
        present(page);
        page.setReport(fakeConversations(300), false);
        TableView *table = page.panel()->table();
        QVERIFY(table->selectKey(QStringLiteral("1/48200")));
        QSignalSpy told(&page, &ConversationsPage::conversationSelected);
        page.setSearch(QStringLiteral("whatsapp"));
        const QStringList left = columnText(*table, 0);
        QVERIFY(left.size() > 20 && !left.contains(QStringLiteral("#48200")));
        // The first of what is left stands in, told once and without a jump to the end.
        QCOMPARE(QLatin1Char('#') + page.selectedConversation(), left.front());
        QCOMPARE(told.size(), 1);
        QCOMPARE(table->verticalScrollBar()->value(), 0);
        page.setSearch(QStringLiteral("nothing has this"));
        QVERIFY(page.selectedConversation().isEmpty());
        page.setSearch(QString());
        QCOMPARE(page.selectedConversation(), QStringLiteral("48200"));
        const auto inView = [table] {
            return table->viewport()->rect().contains(
                table->visualRect(table->currentIndex()).center());
        };
        QVERIFY(inView());
        page.setSearch(QStringLiteral("48010")); // one row, no scroll bar
        table->selectKey(QStringLiteral("1/48010"));
        page.setSearch(QString());
        QCOMPARE(page.selectedConversation(), QStringLiteral("48010"));
        QVERIFY(inView());
    }

    void rowsThatComeInDoNotPushAwayWhatIsRead()
    {
        ConversationsPage page;
        present(page);
        const std::vector<ConversationReportRow> all = fakeRows(300); // the newest first
        page.setReport(listOf({all.begin() + 7, all.end()}), false);
        TableView *table = page.panel()->table();
        const auto top = [table] { return table->indexAt({0, 0}).data(KeyRole).toString(); };
        table->verticalScrollBar()->setValue(1000);
        const QString read = top();
        page.setReport(listOf(all), true);
        QCOMPARE(table->rows()->rowCount(), 300);
        QCOMPARE(top(), read);
        // Sorting is another matter, and at the top the newest come into view.
        table->verticalScrollBar()->setValue(0);
        page.setReport(listOf({all.begin() + 7, all.end()}), true);
        page.setReport(listOf(all), true);
        QCOMPARE(top(), QStringLiteral("1/48300"));
    }

    void theConversationOfLastTimeIsOpenAgain()
    {
        QVariantMap saved;
        {
            ConversationsPage page;
            present(page);
            page.setReport(fakeConversations(300), false);
            QVERIFY(page.panel()->table()->selectKey(QStringLiteral("1/48200")));
            saved = page.saveState();
        }
        ConversationsPage page;
        page.restoreState(saved);
        present(page);
        page.setReport(fakeConversations(0), false); // the cache is still being read
        page.setReport(fakeConversations(300), false);
        QCOMPARE(page.selectedConversation(), QStringLiteral("48200"));
        ConversationsPage other;
        other.restoreState(saved);
        present(other);
        other.setReport(fakeConversations(20), false); // not among these
        QCOMPARE(other.selectedConversation(), QStringLiteral("48300"));
    }

    void selectionAndScrollSurviveARefresh()
    {
        AgentsPage page;
        present(page);
        page.setReport(fakeAgents(60), false);
        TableView *table = page.panel()->table();
        QVERIFY(table->selectKey(QStringLiteral("1/17")));
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() / 2);
        const int scroll = table->verticalScrollBar()->value();
        AgentReport next = fakeAgents(60);
        for (AgentReportRow &row : next.rows)
            row.conversations = 1 + row.conversations.value_or(0);
        page.setReport(next, true);
        QCOMPARE(table->selectedKeys(), QStringList{QStringLiteral("1/17")});
        QCOMPARE(table->verticalScrollBar()->value(), scroll);
        QVERIFY(table->horizontalHeader()->sectionSize(0) > 100);
    }

    void copyGivesTheRowsAsTsv()
    {
        AgentsPage page;
        present(page);
        page.setReport(fakeAgents(5), false);
        TableView *table = page.panel()->table();
        table->sortBy(QStringLiteral("agent"), Qt::AscendingOrder);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 7); // header, five rows, the end
        QVERIFY(lines.at(0).startsWith(QStringLiteral("Agent\tIn state\t")));
        QVERIFY(lines.at(1).startsWith(QStringLiteral("Amina Diallo\t")));
    }

    void totalsStayWhateverTheSearchHides()
    {
        AgentsPage page;
        present(page);
        AgentReport report = fakeAgents(40);
        report.open = 4321;
        page.setReport(report, false);
        page.setSearch(QStringLiteral("jane kim"));
        QVERIFY(page.panel()->rows()->rowCount() < 5);
        const auto *totals = page.findChild<TotalsRow *>();
        QVERIFY(totals->isVisible());
        QVERIFY2(totals->summary().contains(QStringLiteral("Open 4,321")),
                 qPrintable(totals->summary()));
        QVERIFY(totals->summary().startsWith(QStringLiteral("Unassigned, Open 9")));
    }

    void firstStartOffersTwoWays()
    {
        AgentsPage page;
        present(page);
        QSignalSpy add(&page, &AgentsPage::addAccountRequested);
        QSignalSpy demo(&page, &AgentsPage::demoRequested);
        page.setFirstStart(true);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("addAccount")),
                          Qt::LeftButton);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("demo")), Qt::LeftButton);
        QCOMPARE(add.size(), 1);
        QCOMPARE(demo.size(), 1);
        page.setFirstStart(false);
        page.setReport(fakeAgents(3), false);
        QVERIFY(page.panel()->table()->isVisible());
    }

    void loadingShowsTheTablesShape()
    {
        AgentsPage page;
        present(page);
        page.setLoading();
        const auto *skeleton = page.panel()->findChild<SkeletonRows *>();
        QVERIFY(!skeleton->isVisible()); // a quick answer must not flash
        QTRY_VERIFY(skeleton->isVisible());
        QVERIFY(page.panel()->table()->horizontalHeader()->isVisible());
        QVERIFY(!page.findChild<TotalsRow *>()->isVisible());
        page.setReport(fakeAgents(3), false);
        QVERIFY(!skeleton->isVisible());
        QVERIFY(page.findChild<TotalsRow *>()->isVisible());
    }

    void errorsSayWhatAndLetRetry()
    {
        ConversationsPage page;
        present(page);
        QSignalSpy retry(&page, &ConversationsPage::retryRequested);
        page.setLoading();
        page.setError(Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read"),
                            QStringLiteral("SQLite 11"), QStringLiteral("Repair it")));
        QVERIFY(shows(page, QStringLiteral("The cache cannot be read")));
        QVERIFY(shows(page, QStringLiteral("Repair it")));
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("retry")), Qt::LeftButton);
        QCOMPARE(retry.size(), 1);
        // With an answer on screen a later failure takes nothing away.
        page.setReport(fakeConversations(5), false);
        page.setError(Error(Error::Kind::Storage, QStringLiteral("again")));
        QVERIFY(page.panel()->table()->isVisible());
        QVERIFY(shows(page, QStringLiteral("Not refreshed: again"))); // nor is it swallowed
        page.setReport(fakeConversations(5), true);
        QVERIFY(!shows(page, QStringLiteral("Not refreshed")));
    }

    void notesSayWhatTheNumbersDoNotCover()
    {
        AgentsPage page;
        present(page);
        AgentReport report = fakeAgents(5);
        page.setReport(report, false);
        const auto *notes = page.panel()->findChild<QLabel *>(QStringLiteral("notes"));
        QVERIFY(notes && notes->isHidden());
        report.notes = QStringList{QStringLiteral("Acme <b>& Sons</b>: never synced completely")};
        report.gaps = {{fakeMidnight, fakeMidnight + 3 * fakeHour},
                       {fakeMidnight + 4 * fakeHour, fakeMidnight + 5 * fakeHour},
                       {fakeMidnight + 6 * fakeHour, fakeMidnight + 7 * fakeHour}};
        page.setReport(report, true);
        QVERIFY(notes->isVisible());
        QCOMPARE(notes->textFormat(), Qt::PlainText);
        const QStringList lines = notes->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], report.notes.front());
        QCOMPARE(lines[1], QStringLiteral("Not in the cache, so not counted: 00:00 – 03:00, "
                                          "04:00 – 05:00 and one more gap"));
        QVERIFY(notes->accessibleName().contains(report.notes.front()));
        report.gaps = {{fakeMidnight - 4 * fakeHour, fakeMidnight + fakeHour}};
        page.setReport(report, true);
        QVERIFY2(notes->text().endsWith(QStringLiteral("Mon 20:00 – today 01:00")),
                 qPrintable(notes->text()));
        page.setReport(fakeAgents(0), true); // an empty table may be empty because of them
        QVERIFY(notes->isHidden());
        report.rows.clear();
        page.setReport(report, true);
        QVERIFY(notes->isVisible());
    }

    void emptyNamesTheRange()
    {
        ConversationsPage page;
        present(page);
        QSignalSpy wider(&page, &ConversationsPage::widerRangeRequested);
        page.setReport(fakeConversations(0), false);
        QVERIFY(shows(page, QStringLiteral("No conversations in this range")));
        QVERIFY(shows(page, QStringLiteral("14 Nov 2023")));
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("wider")), Qt::LeftButton);
        QCOMPARE(wider.size(), 1);
        page.setReport(fakeConversations(5), false);
        page.setSearch(QStringLiteral("zebra"));
        QVERIFY(shows(page, QStringLiteral("search “zebra”")));
    }

    void selectingShowsTheTimeline()
    {
        ConversationsPage page;
        present(page);
        QSignalSpy selected(&page, &ConversationsPage::conversationSelected);
        page.setReport(fakeConversations(50), false);
        QCOMPARE(selected.size(), 1); // the newest one, by itself
        QCOMPARE(selected.at(0).at(1).toString(), QStringLiteral("48300"));
        page.panel()->table()->setFocus();
        QTest::keyClick(page.panel()->table(), Qt::Key_Down);
        QCOMPARE(page.selectedConversation(), QStringLiteral("48299"));
        page.setTimeline(fakeTimeline(fakeRows(50)[1]));
        QCOMPARE(page.detail()->table()->rows()->rowCount(), 7);
        QTest::keyClick(page.panel()->table(), Qt::Key_End);
        QCOMPARE(page.selectedConversation(), QStringLiteral("48251"));
        // The selected one is no longer in the answer: nothing of it stays on screen.
        page.setReport(fakeConversations(49), true);
        QVERIFY(page.selectedConversation() != QStringLiteral("48251"));
    }

    void layoutComesBackByKey()
    {
        QVariantMap saved;
        {
            AgentsPage page;
            present(page);
            page.setReport(fakeAgents(5), false);
            TableView *table = page.panel()->table();
            table->horizontalHeader()->moveSection(AgentTableModel::Conversations, 1);
            table->horizontalHeader()->resizeSection(AgentTableModel::Name, 333);
            table->setColumnShown(QStringLiteral("teams"), true);
            QSignalSpy edited(&page, &AgentsPage::stateEdited);
            table->sortBy(QStringLiteral("since"), Qt::AscendingOrder);
            QCOMPARE(edited.size(), 1);
            page.filterBar()->choose(QStringLiteral("busy"));
            QCOMPARE(edited.size(), 2);
            saved = page.saveState();
        }
        AgentsPage page;
        present(page);
        QVariantMap layout = saved.value(QStringLiteral("table")).toMap();
        QStringList order = layout.value(QStringLiteral("order")).toStringList();
        order.prepend(QStringLiteral("a_column_of_the_future"));
        layout.insert(QStringLiteral("order"), order);
        saved.insert(QStringLiteral("table"), layout);
        page.restoreState(saved);
        page.setReport(fakeAgents(5), false);
        QCOMPARE(page.filterBar()->chosen(), QStringLiteral("busy"));
        QCOMPARE(page.panel()->rows()->rowCount(), 1);
        const TableView *table = page.panel()->table();
        // The name is pinned before all others.
        QCOMPARE(table->horizontalHeader()->visualIndex(AgentTableModel::Conversations), 1);
        QCOMPARE(table->horizontalHeader()->sectionSize(AgentTableModel::Name), 333);
        QVERIFY(!table->isColumnHidden(AgentTableModel::Teams));
        QCOMPARE(table->rows()->sortColumn(), static_cast<int>(AgentTableModel::Since));
        page.panel()->table()->resetColumns();
        QCOMPARE(table->horizontalHeader()->visualIndex(AgentTableModel::Conversations),
                 static_cast<int>(AgentTableModel::Conversations));
        QVERIFY(table->isColumnHidden(AgentTableModel::Teams));
    }

    void hostileTextIsTextInTheTooltipToo()
    {
        AgentsPage page;
        present(page);
        AgentReport report = fakeAgents(1);
        report.rows[0].agent.name = QStringLiteral("<b>bold</b><img src='file:///etc/passwd'>");
        page.setReport(report, false);
        TableView *table = page.panel()->table();
        const QRect cell = table->visualRect(table->rows()->index(0, 0));
        QHelpEvent help(QEvent::ToolTip, cell.center(),
                        table->viewport()->mapToGlobal(cell.center()));
        QApplication::sendEvent(table->viewport(), &help);
        QTRY_VERIFY(QToolTip::isVisible());
        QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;bold")),
                 qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void rightToLeftSelectsAndPaints()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        AgentsPage page;
        present(page);
        page.setReport(fakeAgents(10), false);
        QVERIFY(page.panel()->table()->selectKey(QStringLiteral("1/3")));
        QCOMPARE(page.panel()->table()->selectedKeys(), QStringList{QStringLiteral("1/3")});
        QVERIFY(!page.grab().isNull());
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
