// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metricformatter.h"
#include "models/roles.h"
#include "models/thresholds.h"
#include "support/fakefigures.h"
#include "views/agentcardpainter.h"
#include "views/agentcards.h"
#include "views/agentspage.h"
#include "views/figurepainter.h"
#include "views/filterbar.h"
#include "views/metricpanel.h"
#include "views/palette.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Counts what is painted.
class CountingPainter : public AgentCardPainter {
public:
    using AgentCardPainter::AgentCardPainter;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        ++painted;
        AgentCardPainter::paint(painter, option, index);
    }
    mutable int painted = 0;
};

struct Shown {
    explicit Shown(int agents)
    {
        page.setFormatter(
            MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
        page.setNow(fakeNow);
        page.resize(1104, 640);
        page.show();
        QVERIFY2(QTest::qWaitForWindowExposed(&page), "not exposed");
        page.setReport(fakeAgentFigures(agents), false);
        toggle()->click();
    }
    QToolButton *toggle() const { return page.findChild<QToolButton *>(QStringLiteral("cards")); }
    AgentCards &cards() const { return *page.cards(); }
    QModelIndex card(int row) const { return cards().model()->index(row, 0); }

    AgentsPage page;
};

} // namespace

class TestAgentCards : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<Drill>();
        applyTheme(Theme::Light);
    }

    void theyStandInTheTablesPlace()
    {
        Shown shown(40);
        QVERIFY(shown.cards().isVisible());
        QVERIFY(!shown.page.panel()->table()->isVisible());
        shown.toggle()->click();
        QVERIFY(!shown.cards().isVisible());
        QVERIFY(shown.page.panel()->table()->isVisible());
    }

    void orderSearchAndFiltersAreTheTables()
    {
        Shown shown(40);
        TableView *table = shown.page.panel()->table();
        const auto sameRows = [&] {
            if (shown.cards().model()->rowCount() != table->model()->rowCount())
                return false;
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (shown.card(row).data(KeyRole) != table->model()->index(row, 0).data(KeyRole))
                    return false;
            }
            return true;
        };
        QVERIFY(sameRows());
        const QVariant first = shown.card(0).data(KeyRole);
        table->sortBy(QStringLiteral("agent"), Qt::DescendingOrder);
        QVERIFY(sameRows());
        QVERIFY(shown.card(0).data(KeyRole) != first);
        const QString name = shown.card(3).data().toString();
        shown.page.setSearch(name);
        QTRY_VERIFY(shown.cards().model()->rowCount() < 40);
        QVERIFY(sameRows());
        QCOMPARE(shown.card(0).data().toString(), name);
    }

    void byKeyboardToTheConversations()
    {
        Shown shown(40);
        AgentCards &cards = shown.cards();
        cards.setFocus();
        QCOMPARE(cards.currentIndex().row(), 0);
        QTest::keyClick(&cards, Qt::Key_Right);
        QCOMPARE(cards.currentIndex().row(), 1);
        QTest::keyClick(&cards, Qt::Key_Down);
        const int below = cards.currentIndex().row();
        QVERIFY(below > 1);
        QCOMPARE(cards.visualRect(shown.card(below)).left(),
                 cards.visualRect(shown.card(1)).left());
        // The table stands where the cards do.
        QCOMPARE(shown.page.panel()->table()->currentIndex().row(), below);
        QSignalSpy opened(&shown.page, &Page::drillRequested);
        QTest::keyClick(&cards, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        const Drill drill = opened.front().front().value<Drill>();
        QCOMPARE(drill.title, shown.card(below).data().toString());
        // Each of its figures too, to be opened and to be explained.
        QSignalSpy explained(&shown.page, &Page::explainRequested);
        QTest::keyClick(&cards, Qt::Key_I, Qt::ControlModifier);
        auto *menu = shown.page.findChild<QMenu *>(QStringLiteral("figures"));
        QVERIFY(menu && menu->actions().size() == 7); // load, four figures, a line, Explain
        QVERIFY(menu->actions().at(1)->text().startsWith(QStringLiteral("Open: ")));
        menu->actions().at(1)->trigger();
        QCOMPARE(opened.count(), 2);
        QCOMPARE(opened.back().front().value<Drill>().metric, QStringLiteral("open_conversations"));
        menu->actions().constLast()->menu()->actions().at(3)->trigger();
        QCOMPARE(explained.back().front().value<ExplainTarget>().metric,
                 QStringLiteral("first_response_time"));
        menu->close();
        QCOMPARE(drill.filter.agents.size(), std::size_t(1));
    }

    void aCardIsSaidInOneBreath()
    {
        Shown shown(5);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.cards());
        QVERIFY(list && list->childCount() >= 5);
        const QString said = list->child(0)->text(QAccessible::Name);
        for (const char *part : {"State: ", "Open: ", "Unattended: ", "First response"})
            QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
        QVERIFY(said.startsWith(shown.card(0).data().toString()));
    }

    /// Without a mouse and without the menu: a card is pressed, and each of its figures.
    void aScreenReaderPressesCardsAndFigures()
    {
        Shown shown(5);
        QSignalSpy opened(&shown.page, &Page::drillRequested);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.cards());
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 5);
        QAccessibleInterface *card = list->child(1);
        QCOMPARE(card->role(), QAccessible::ListItem);
        QCOMPARE(list->indexOfChild(card), 1);
        QVERIFY(!card->state().focused);
        QAccessibleActionInterface *on = card->actionInterface();
        on->doAction(QAccessibleActionInterface::setFocusAction());
        QVERIFY(card->state().focused);
        QCOMPARE(list->focusChild(), card);
        on->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.back().front().value<Drill>().title, shown.card(1).data().toString());
        const QStringList figures = on->actionNames().filter(QStringLiteral("Open: "));
        QCOMPARE(figures.size(), 5);
        on->doAction(figures.at(1));
        QCOMPARE(opened.count(), 2);
        QCOMPARE(opened.back().front().value<Drill>().metric, QStringLiteral("open_conversations"));
        // Whatever order they get, the first one is the one that stands first.
        shown.page.panel()->table()->sortBy(QStringLiteral("agent"), Qt::DescendingOrder);
        QVERIFY(
            list->child(0)->text(QAccessible::Name).startsWith(shown.card(0).data().toString()));
    }

    /// "Show all" keeps its word, whatever hid them.
    void showAllBringsBackWhatIsHidden()
    {
        Shown shown(40);
        shown.page.findChild<QAction *>(QStringLiteral("bots"))->setChecked(false);
        QCOMPARE(shown.cards().model()->rowCount(), 38); // 17 and 34 are bots
        shown.page.filterBar()->choose(QStringLiteral("nobody is so"));
        QCOMPARE(shown.cards().model()->rowCount(), 0);
        Q_EMIT shown.page.panel()->clearFiltersRequested();
        QCOMPARE(shown.cards().model()->rowCount(), 40);
        QVERIFY(shown.page.choices() == AgentsPage().choices());
    }

    void hostileNamesAreExplainedAsText()
    {
        Shown shown(5);
        AgentReport report = fakeAgentFigures(5);
        for (AgentReportRow &row : report.rows)
            row.agent.name = QStringLiteral("<b>Mallory</b><img src=x>");
        shown.page.setReport(report, false);
        AgentCards &cards = shown.cards();
        const QPoint at = cards.visualRect(shown.card(0)).center();
        QHelpEvent help(QEvent::ToolTip, at, cards.viewport()->mapToGlobal(at));
        QApplication::sendEvent(cards.viewport(), &help);
        const QString said = QToolTip::text();
        QVERIFY2(said.contains(QStringLiteral("&lt;b&gt;Mallory")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("<img")), qPrintable(said));
    }

    /// However many there are, only those in sight are painted, and none before its time.
    void onlyWhatIsInSightIsPainted()
    {
        Shown shown(5'000);
        AgentCards &cards = shown.cards();
        CountingPainter counting(cards.cardRows());
        cards.setItemDelegate(&counting);
        cards.viewport()->repaint();
        const int screen = counting.painted;
        QVERIFY2(screen > 4 && screen < 60, qPrintable(QString::number(screen)));
        QVERIFY(cards.verticalScrollBar()->maximum() > 100 * AgentCardPainter::cardHeight());
        cards.verticalScrollBar()->setValue(cards.verticalScrollBar()->maximum() / 2);
        counting.painted = 0;
        cards.viewport()->repaint();
        QVERIFY(counting.painted > 4 && counting.painted < 60);
        cards.setItemDelegate(nullptr);
    }

    /// Not by colour alone: a sign stands before the number, as in the table.
    void whoseCustomersWaitIsSigned()
    {
        Shown shown(40);
        AgentCards &cards = shown.cards();
        int row = 0;
        const auto unattended = [&] {
            return shown.card(row).siblingAtColumn(AgentTableModel::Unattended);
        };
        while (unattended().isValid() && !unattended().data(AttentionRole).toBool())
            ++row;
        QVERIFY(unattended().isValid() && unattended().data().toString().size() == 1);
        const QRect card = cards.visualRect(shown.card(row));
        QVERIFY(cards.viewport()->rect().contains(card));
        const auto *painter = qobject_cast<AgentCardPainter *>(cards.itemDelegate());
        QVERIFY(painter);
        const QImage image = cards.viewport()->grab().toImage();
        int first = card.right();
        int last = card.left();
        for (int y = card.top(); y <= card.bottom(); ++y) {
            for (int x = card.left(); x <= card.right(); ++x) {
                const QColor at = image.pixelColor(x, y);
                const bool red = at.red() - std::max(at.green(), at.blue()) > 60;
                if (red && painter->figureAt(card, {x, y}, Qt::LeftToRight) ==
                               AgentTableModel::Unattended) {
                    first = std::min(first, x);
                    last = std::max(last, x);
                }
            }
        }
        QVERIFY2(last - first >= 20, qPrintable(QString::number(last - first))); // not the digit
    }

    /// The same figure is told in the same colour on a card and in the table.
    void anOldFigureIsFaintWhateverItsLevel()
    {
        QStandardItemModel model(1, 1);
        const QModelIndex cell = model.index(0, 0);
        model.setData(cell, QStringLiteral("12"), Qt::DisplayRole);
        QCOMPARE(figureInk(cell), tokens().text);
        model.setData(cell, static_cast<int>(ThresholdState::Warn), ThresholdRole);
        QCOMPARE(figureInk(cell), tokens().warn);
        model.setData(cell, static_cast<int>(ThresholdState::Bad), ThresholdRole);
        QCOMPARE(figureInk(cell), tokens().bad);
        model.setData(cell, true, StaleRole);
        QCOMPARE(figureInk(cell), tokens().faint);
        QCOMPARE(levelInk(cell), tokens().bad); // its sign stays
        model.setData(cell, false, StaleRole);
        model.setData(cell, MetricFormatter::none(), Qt::DisplayRole);
        QCOMPARE(figureInk(cell), tokens().faint);
    }

    void theChoiceIsRemembered()
    {
        Shown shown(5);
        AgentsPage next;
        next.restoreState(shown.page.saveState());
        QVERIFY(next.findChild<QToolButton *>(QStringLiteral("cards"))->isChecked());
        next.setReport(fakeAgentFigures(5), false);
        QVERIFY(!next.cards()->isHidden());
        QVERIFY(next.panel()->table()->isHidden());
    }
};

QTEST_MAIN(TestAgentCards)
#include "tst_agentcards.moc"
