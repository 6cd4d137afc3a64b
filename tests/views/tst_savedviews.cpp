// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scopeshell.h"
#include "views/commandpalette.h"
#include "views/palette.h"
#include "views/viewsmenu.h"
#include "views/viewspopup.h"

#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace watchfloor;
using namespace watchfloor::test;

/// Saved views and Ctrl+K.
class TestSavedViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void viewsAreSavedShownAndPutInOrder()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        shell.agents->sort = QStringLiteral("open");
        shell.filterBy(someFilter());
        SavedView night = shell.window.currentView();
        night.name = QStringLiteral("Night & day");
        SavedViews views;
        night = views.put(night);
        shell.filterBy({});
        shell.agents->sort = QStringLiteral("name");
        shell.window.showPage(QStringLiteral("charts"));
        shell.window.showView(night);
        QCOMPARE(shell.filter(), someFilter());
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("agents"));
        QCOMPARE(shell.agents->sort, QStringLiteral("open"));
        press(&shell.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(shell.filter().isEmpty());

        ViewsMenu *menu = shell.window.topBar()->viewsMenu();
        menu->setViews(views);
        menu->setCurrent(night.name, true);
        QVERIFY(menu->accessibleName().contains(QStringLiteral("Night & day, changed")));
        Q_EMIT menu->viewsMenu()->aboutToShow();
        QSignalSpy chosen(menu, &ViewsMenu::viewChosen);
        menu->viewsMenu()->actions().front()->trigger();
        QCOMPARE(chosen.value(0).value(0).toString(), night.name);

        QSignalSpy saved(menu, &ViewsMenu::saveRequested);
        menu->openSaveAs();
        auto *name = menu->namePopup()->findChild<QLineEdit *>();
        auto *save = menu->namePopup()->findChild<QPushButton *>();
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(name, QStringLiteral("night & DAY"));
        QCOMPARE(save->text(), QStringLiteral("Overwrite"));
        press(name, Qt::Key_Return);
        QCOMPARE(saved.size(), 1);

        menu->managePopup()->openAt(QPoint(10, 10));
        auto *list = menu->managePopup()->findChild<QListWidget *>();
        QSignalSpy removed(menu, &ViewsMenu::removeRequested);
        QSignalSpy renamed(menu, &ViewsMenu::renameRequested);
        press(list, Qt::Key_F2);
        auto *edit = menu->managePopup()->findChild<QLineEdit *>();
        edit->setText(QStringLiteral("Late"));
        press(edit, Qt::Key_Return);
        QCOMPARE(renamed.value(0), (QVariantList{night.name, QStringLiteral("Late")}));
        press(list, Qt::Key_Delete);
        QCOMPARE(removed.size(), 0); // asks first
        press(list, Qt::Key_Delete);
        QCOMPARE(removed.size(), 1);
        menu->managePopup()->close();
    }

    void thePaletteGoesAnywhere()
    {
        ScopeShell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        CommandPalette *palette = shell.window.palette();
        using Kind = PaletteCommand::Kind;
        palette->commands().setCommands(
            Kind::Page,
            {{Kind::Page, QStringLiteral("page:agents"), QStringLiteral("Agents"), {}, {}, {}},
             {Kind::Page, QStringLiteral("page:charts"), QStringLiteral("Charts"), {}, {}, {}}});
        palette->commands().setCommands(Kind::Agent, {{Kind::Agent,
                                                       QStringLiteral("agent:12"),
                                                       QStringLiteral("<b>Jane</b> Kim"),
                                                       {},
                                                       {},
                                                       {}}});
        press(&shell.window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette->isVisible());
        auto *edit = palette->findChild<QLineEdit *>();
        QCOMPARE(palette->shownTitles(),
                 (QStringList{QStringLiteral("Agents"), QStringLiteral("Charts")}));
        QSignalSpy chosen(palette, &CommandPalette::chosen);
        QTest::keyClicks(edit, QStringLiteral("ch"));
        press(edit, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(chosen.value(0).value(0).toString(), QStringLiteral("page:charts"));
        palette->open();
        QCOMPARE(palette->shownTitles().front(), QStringLiteral("Charts")); // used last
        QTest::keyClicks(edit, QStringLiteral("kim"));
        QCOMPARE(palette->shownTitles(), QStringList{QStringLiteral("<b>Jane</b> Kim")});
        press(edit, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QCOMPARE(chosen.size(), 1);

        QSignalSpy lookups(palette, &CommandPalette::lookupRequested);
        palette->open();
        QTest::keyClicks(edit, QStringLiteral("482"));
        QTRY_COMPARE(lookups.size(), 1);
        palette->setConversations(
            QStringLiteral("48"), // an answer from before
            {{Kind::Conversation, QStringLiteral("c:1"), QStringLiteral("#48"), {}, {}, {}}});
        QVERIFY(palette->shownTitles().isEmpty());
        palette->setConversations(
            QStringLiteral("482"),
            {{Kind::Conversation, QStringLiteral("c:1"), QStringLiteral("#482"), {}, {}, {}}});
        QCOMPARE(palette->shownTitles(), QStringList{QStringLiteral("#482")});
        press(edit, Qt::Key_Return);
        QCOMPARE(chosen.value(1).value(0).toString(), QStringLiteral("c:1"));
    }
};

QTEST_MAIN(TestSavedViews)
#include "tst_savedviews.moc"
