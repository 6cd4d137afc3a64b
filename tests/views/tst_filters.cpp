// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scopeshell.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/chipbutton.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/pickerbutton.h"
#include "views/reportspage.h"
#include "views/viewsmenu.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace watchfloor;
using namespace watchfloor::test;

class TestFilters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
    }

    void aFilterByKeyboardAlone()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        QVERIFY(!shell.window.chipsRow()->isVisible());
        press(&shell.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(shell.popover()->isVisible());
        QLineEdit *search = shell.filterSearch();
        QTest::keyClicks(search, QStringLiteral("jane k")); // its space is a space
        QCOMPARE(shell.popover()->list().rowCount(), 2);
        press(search, Qt::Key_Down);
        press(search, Qt::Key_Space); // now it ticks
        QCOMPARE(search->text(), QStringLiteral("jane k"));
        press(search, Qt::Key_Up);
        press(search, Qt::Key_Space);
        press(search, Qt::Key_Down, Qt::ControlModifier); // the next list: groups
        search->clear();
        press(search, Qt::Key_Down);
        press(search, Qt::Key_Space);
        QVERIFY(shell.filter().isEmpty()); // not before Enter
        press(search, Qt::Key_Return);
        QVERIFY(!shell.popover()->isVisible());
        QCOMPARE(shell.filter().agents, (std::vector<RowId>{12, 21}));
        QCOMPARE(shell.filter().groups, (std::vector<RowId>{31}));
        QCOMPARE(shell.chips(),
                 (QStringList{QStringLiteral("Agent: Jane Kim"), QStringLiteral("Agent: Jane Kim"),
                              QStringLiteral("Group: Billing")}));
        QVERIFY(shell.window.chipsRow()->isVisible());
    }

    void typingAndEnterIsEnough()
    {
        ScopeShell shell;
        shell.window.scopeDesk()->openFilters(FilterDimension::Group);
        QTest::keyClicks(shell.filterSearch(), QStringLiteral("ref"));
        press(shell.filterSearch(), Qt::Key_Return);
        QCOMPARE(shell.filter().groups, (std::vector<RowId>{32}));
        // Opened and left alone by Enter, nothing changes.
        shell.window.scopeDesk()->openFilters(FilterDimension::Group);
        press(shell.filterSearch(), Qt::Key_Return);
        QCOMPARE(shell.filter().groups, (std::vector<RowId>{32}));
    }

    void escapeLeavesEverything()
    {
        ScopeShell shell;
        QSignalSpy changed(&shell.window, &MainWindow::scopeChanged);
        shell.window.scopeDesk()->openFilters(FilterDimension::Channel);
        auto *list = shell.popover()->findChild<QListView *>(QStringLiteral("choices"));
        QVERIFY(list);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(shell.popover()->list().filter().channels, QStringList{QStringLiteral("chat")});
        press(shell.filterSearch(), Qt::Key_Escape);
        QVERIFY(!shell.popover()->isVisible());
        QVERIFY(shell.filter().isEmpty());
        QCOMPARE(changed.size(), 0);
        // A click beside it takes the ticks.
        shell.window.scopeDesk()->openFilters(FilterDimension::Channel);
        list->setFocus();
        press(list, Qt::Key_Down);
        press(list, Qt::Key_Space);
        shell.popover()->close();
        QCOMPARE(shell.filter().channels.size(), 1);
        QCOMPARE(changed.size(), 1);
    }

    void emptyListsSayWhy()
    {
        MainWindow window;
        window.addPage(new PlainPage("agents", {}));
        window.show();
        window.scopeDesk()->openFilters(FilterDimension::Skill);
        const auto says = [&window](const QString &words) {
            for (const QLabel *label : window.scopeDesk()->popover()->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(words))
                    return true;
            }
            return false;
        };
        QVERIFY(says(QStringLiteral("being read")));
        window.setCatalogue(manyAgents(3)); // while it is open
        QVERIFY(says(QStringLiteral("No account has told")));
        window.scopeDesk()->popover()->findChild<QLineEdit *>()->setText(QStringLiteral("x<b>"));
        QVERIFY(says(QStringLiteral("No account has told")));
        window.scopeDesk()->openFilters(FilterDimension::Agent);
        window.scopeDesk()->popover()->findChild<QLineEdit *>()->setText(QStringLiteral("x<b>"));
        QVERIFY(says(QStringLiteral("x<b>")) && !says(QStringLiteral("No account")));
    }

    void chipsGoByKeyboardAndMouseAndComeBack()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        shell.filterBy(someFilter());
        QCOMPARE(shell.chips(),
                 (QStringList{QStringLiteral("Agent: 3 agents"), QStringLiteral("Group: Billing"),
                              QStringLiteral("Label: refund")}));
        auto buttons = shell.window.chipsRow()->chipButtons();
        buttons[0]->setFocus();
        press(buttons[0], Qt::Key_Right);
        QVERIFY(buttons[1]->hasFocus());
        press(buttons[1], Qt::Key_Delete);
        QVERIFY(shell.filter().groups.empty());
        buttons = shell.window.chipsRow()->chipButtons();
        QVERIFY(buttons[1]->hasFocus()); // what came after it
        auto *label = static_cast<ChipButton *>(buttons[1]);
        QTest::mouseClick(label, Qt::LeftButton, {}, label->crossRect().center());
        QVERIFY(shell.filter().labels.isEmpty());
        QVERIFY(!shell.popover()->isVisible());
        buttons = shell.window.chipsRow()->chipButtons();
        press(buttons[0], Qt::Key_Backspace);
        QVERIFY(shell.filter().isEmpty());
        QVERIFY(!shell.window.chipsRow()->isVisible());
        QVERIFY(shell.agents->hasFocus()); // the keyboard is not lost

        QSignalSpy changed(&shell.window, &MainWindow::scopeChanged);
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shell.filter().agents.size(), size_t{3});
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shell.filter(), someFilter());
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(shell.filter().groups.empty());
        QCOMPARE(changed.size(), 4); // each step is told: the pages ask again
        // "Clear all" is one step.
        shell.filterBy(someFilter());
        auto *clear = shell.window.chipsRow()->findChild<QPushButton *>(QStringLiteral("clear"));
        QVERIFY(clear && clear->isVisible());
        clear->click();
        QVERIFY(shell.filter().isEmpty());
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shell.filter(), someFilter());
    }

    void aClickOnAChipChangesIt()
    {
        ScopeShell shell;
        shell.filterBy(someFilter());
        QTest::mouseClick(shell.window.chipsRow()->chipButtons()[1], Qt::LeftButton, {},
                          QPoint(12, 14));
        QVERIFY(shell.popover()->isVisible());
        QCOMPARE(shell.popover()->dimension(), FilterDimension::Group);
        shell.popover()->close();
        QCOMPARE(shell.filter(), someFilter());
    }

    void undoInTheSearchIsTheSearchs()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        shell.filterBy(someFilter());
        QLineEdit *search = shell.window.topBar()->searchEdit();
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("abc"));
        press(search, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(search->text(), QString());
        QCOMPARE(shell.filter(), someFilter());
    }

    void aPageSaysWhatItDoesNotFollow()
    {
        ScopeShell shell;
        ViewScope scope = shell.window.scope();
        scope.filter = someFilter();
        scope.compare = true;
        shell.window.changeScope(scope);
        const auto ignored = [&shell] {
            QStringList texts;
            for (const QAbstractButton *chip : shell.window.chipsRow()->chipButtons()) {
                if (chip->text().contains(QStringLiteral("not applied here")))
                    texts << chip->text();
            }
            return texts;
        };
        QVERIFY(ignored().isEmpty());
        shell.window.showPage(QStringLiteral("charts"));
        QCOMPARE(ignored(), QStringList{QStringLiteral("Label: refund · not applied here")});
        const auto chips = shell.window.chipsRow()->chipButtons();
        QVERIFY(chips.back()->toolTip().contains(QStringLiteral("this chart knows no labels")));
        QVERIFY(chips.back()->accessibleDescription().contains(QStringLiteral("no labels")));
        bool compareSays = false;
        for (const QCheckBox *box : shell.window.chipsRow()->findChildren<QCheckBox *>())
            compareSays = compareSays || box->text().contains(QStringLiteral("not applied here"));
        QVERIFY(compareSays);
        shell.charts->follow({{ScopePart::Groups}});
        QCOMPARE(ignored(), QStringList{QStringLiteral("Group: Billing · not applied here")});
        // A page without scope shows none of it.
        shell.window.showPage(QStringLiteral("accounts"));
        QVERIFY(!shell.window.chipsRow()->isVisible());
        QVERIFY(!shell.window.topBar()->filterButton()->isVisible());
        shell.window.showPage(QStringLiteral("agents"));
        QVERIFY(shell.window.chipsRow()->isVisible());
    }

    void everyRealPageSaysSo_data()
    {
        using P = ScopePart;
        QTest::addColumn<QString>("key");
        QTest::addColumn<std::vector<P>>("wanted");
        const auto row = [](const char *key, std::vector<P> wanted) {
            QTest::newRow(key) << QString::fromLatin1(key) << std::move(wanted);
        };
        row("now", {P::Range, P::Business, P::Compare});
        row("agents", {});
        row("conversations", {P::Business, P::Compare});
        row("groups", {});
        row("charts", {P::Search, P::Business});
        row("reports", {P::Compare});
    }
    void chartsOfCountsHaveNoHours()
    {
        using Kind = ChartQuestion::Kind;
        ChartsPage page;
        const auto ignoresHours = [&page](const ChartQuestion &question) {
            page.setQuestion(question);
            return ignoredPart(page.ignoredFilters(), ScopePart::Business) != nullptr;
        };
        ChartQuestion question;
        for (const Kind kind : {Kind::Volume, Kind::Trend, Kind::Heat}) {
            question.kind = kind;
            QVERIFY(ignoresHours(question));
        }
        question.kind = Kind::Distribution;
        QVERIFY(!ignoresHours(question));
        question.heatMetric = QStringLiteral("first_response_time");
        question.metrics << question.heatMetric;
        for (const Kind kind : {Kind::Trend, Kind::Heat}) {
            question.kind = kind;
            QVERIFY(!ignoresHours(question));
        }
    }
    /// In the window as it is: whatever a page does not follow is marked, and nothing else is.
    void everyRealPageSaysSo()
    {
        QFETCH(QString, key);
        QFETCH(std::vector<ScopePart>, wanted);
        MainWindow window;
        const std::vector<Page *> pages{new NowPage,    new AgentsPage, new ConversationsPage,
                                        new GroupsPage, new ChartsPage, new ReportsPage};
        for (Page *page : pages)
            window.addPage(page);
        window.setAccounts(sampleCatalogue()->accounts());
        window.setCatalogue(sampleCatalogue());
        window.resize(1280, 720);
        window.show();
        ViewScope scope = window.scope();
        scope.filter = someFilter();
        scope.compare = scope.business = true;
        window.changeScope(scope);
        QVERIFY(window.showPage(key));
        const auto page = std::find_if(pages.begin(), pages.end(),
                                       [&key](const Page *p) { return p->key() == key; });
        std::vector<ScopePart> told;
        for (const IgnoredPart &part : (*page)->ignoredFilters()) {
            told.push_back(part.part);
            QVERIFY(!part.reason.isEmpty());
        }
        QCOMPARE(told, wanted);
        const auto is = [&told](ScopePart part) {
            return std::find(told.begin(), told.end(), part) != told.end();
        };
        const auto says = [](const QString &text) {
            return text.contains(QStringLiteral("not applied here"));
        };
        int pickers = 0, switches = 0;
        for (const PickerButton *picker : window.topBar()->findChildren<PickerButton *>())
            pickers += says(picker->accessibleName()) && says(picker->toolTip());
        QCOMPARE(pickers, static_cast<int>(is(ScopePart::Range)));
        for (const QCheckBox *box : window.chipsRow()->findChildren<QCheckBox *>()) {
            switches += says(box->text());
            QVERIFY(box->isVisible());
        }
        QCOMPARE(switches, is(ScopePart::Business) + is(ScopePart::Compare));
        QCOMPARE(window.topBar()->searchEdit()->isEnabled(), !is(ScopePart::Search));
        for (const QAbstractButton *chip : window.chipsRow()->chipButtons())
            QVERIFY(!says(chip->text()));
        if (key != QLatin1String("agents"))
            return;
        // Its panel of one agent is narrowed by nothing, and says so.
        const auto panelSays = [&window, &says] {
            int count = 0;
            for (const QLabel *label : window.findChild<AgentPanel *>()->findChildren<QLabel *>())
                count += says(label->text());
            return count;
        };
        QCOMPARE(panelSays(), 2);
        scope.filter = {};
        scope.filter.agents = {11};
        scope.business = false;
        window.changeScope(scope);
        QCOMPARE(panelSays(), 0);
    }

    void switchesFollowTheRange()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        ViewScope scope = shell.window.scope();
        scope.business = true;
        shell.window.changeScope(scope);
        QVERIFY(shell.window.chipsRow()->isVisible());
        auto *compare = shell.window.chipsRow()->findChild<QCheckBox *>(QStringLiteral("compare"));
        QVERIFY(compare);
        QCOMPARE(compare->text(), QStringLiteral("vs yesterday"));
        compare->click();
        QVERIFY(shell.window.scope().compare);
        scope = shell.window.scope();
        scope.range = {RangePreset::LastMonth};
        shell.window.changeScope(scope);
        QCOMPARE(compare->text(), QStringLiteral("vs the month before"));
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!shell.window.scope().compare && !compare->isChecked());
        QMenu *menu = shell.window.topBar()->rangePicker()->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Times in business hours"))
                action->trigger();
        }
        QVERIFY(!shell.window.scope().business);
    }

    void theWindowRemembersAndDropsWhatVanished()
    {
        QVariantMap saved;
        {
            ScopeShell shell;
            ViewScope scope = shell.window.scope();
            scope.filter = someFilter();
            scope.range = {RangePreset::LastWeek};
            scope.compare = true;
            shell.window.changeScope(scope);
            saved = shell.window.saveState();
        }
        // The rows of another cache, read after the window stands.
        MainWindow window;
        window.addPage(new PlainPage("agents", {}));
        window.restoreState(saved);
        QCOMPARE(window.scope().filter, someFilter());
        QCOMPARE(window.scope().range.preset, RangePreset::LastWeek);
        QCOMPARE(window.saveState().value(QStringLiteral("scope")),
                 saved.value(QStringLiteral("scope"))); // closed before names were known
        QSignalSpy changed(&window, &MainWindow::scopeChanged);
        window.setCatalogue(sampleCatalogue(1000));
        QCOMPARE(window.scope().filter.agents, (std::vector<RowId>{1011, 1012, 1013}));
        QCOMPARE(changed.size(), 1);
        QVERIFY(window.chipsRow()->note().isEmpty());
        // The accounts were removed.
        window.setCatalogue(std::make_shared<FilterCatalogue>(std::vector<AccountChoices>(),
                                                              QStringList(), QStringList()));
        QVERIFY(window.scope().filter.agents.empty());
        QCOMPARE(window.scope().filter.labels, QStringList{QStringLiteral("refund")});
        QVERIFY(window.chipsRow()->note().contains(QStringLiteral("Jane Kim")));
        QVERIFY(!window.scopeDesk()->canUndo()); // no way back to what is not there
    }

    void everythingHasANameForScreenReaders()
    {
        ScopeShell shell;
        shell.filterBy(someFilter());
        for (const QAbstractButton *chip : shell.window.chipsRow()->chipButtons()) {
            QAccessibleInterface *face =
                QAccessible::queryAccessibleInterface(const_cast<QAbstractButton *>(chip));
            QVERIFY(face && face->role() == QAccessible::Button);
            QVERIFY(face->text(QAccessible::Name).contains(QLatin1Char(':')));
            QVERIFY(face->text(QAccessible::Description).contains(QStringLiteral("Delete")));
        }
        shell.window.scopeDesk()->openFilters(FilterDimension::Agent);
        auto *list = shell.popover()->findChild<QListView *>(QStringLiteral("choices"));
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(list);
        QVERIFY(face);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Choices: Agent"));
        QAccessibleInterface *row = face->child(0);
        QVERIFY(row);
        QVERIFY(row->state().checkable);
        QCOMPARE(row->state().checked, 1u); // those that are on come first
        shell.popover()->close();
        for (QAbstractButton *button : shell.window.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
        }
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("rtl");
        for (const int width : {1280, 880, 640}) {
            QTest::addRow("%d", width) << width << false;
            QTest::addRow("%d rtl", width) << width << true;
        }
    }
    void nothingIsCut()
    {
        QFETCH(int, width);
        QFETCH(bool, rtl);
        ScopeShell shell;
        if (rtl)
            shell.window.setLayoutDirection(Qt::RightToLeft);
        shell.window.setMinimumSize(0, 0);
        ViewScope scope = shell.window.scope();
        scope.filter = someFilter();
        scope.filter.skills = {0, 41};
        scope.filter.channels = {QStringLiteral("chat"), QStringLiteral("email")};
        scope.filter.inboxes = {51};
        scope.filter.who = ViewFilter::Who::Humans;
        scope.accounts = {1};
        scope.compare = true;
        scope.zone = QTimeZone("America/Argentina/Buenos_Aires");
        scope.range = {RangePreset::Custom, QDate(2026, 6, 1), QDate(2026, 6, 7), QTime(8, 0),
                       QTime(17, 30)};
        shell.window.changeScope(scope);
        shell.window.showPage(QStringLiteral("charts"));
        shell.window.topBar()->viewsMenu()->setCurrent(
            QStringLiteral("Onboarding and everything after it"), true);
        shell.window.resize(width, 720);
        QCoreApplication::processEvents();
        for (QWidget *part : {static_cast<QWidget *>(shell.window.topBar()),
                              static_cast<QWidget *>(shell.window.chipsRow())}) {
            QList<QWidget *> seen;
            for (QWidget *widget : part->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
                if (!widget->isVisible() || widget->isWindow())
                    continue;
                if (width >= 880)
                    QVERIFY2(part->rect().contains(widget->geometry()),
                             widget->metaObject()->className());
                for (const QWidget *other : seen)
                    QVERIFY2(!other->geometry().intersects(widget->geometry()) || width < 880,
                             widget->metaObject()->className());
                seen << widget;
            }
        }
        // Words are whole or not there at all.
        for (const PickerButton *picker : shell.window.topBar()->findChildren<PickerButton *>()) {
            if (width >= 880 && picker->isVisible() && !picker->isIconOnly())
                QVERIFY2(picker->width() >= picker->fullWidth(), qPrintable(picker->choice()));
        }
        for (const QAbstractButton *chip : shell.window.chipsRow()->chipButtons())
            QCOMPARE(chip->width(), chip->sizeHint().width());
    }
};

QTEST_MAIN(TestFilters)
#include "tst_filters.moc"
