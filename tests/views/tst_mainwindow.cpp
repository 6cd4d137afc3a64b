// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakereports.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/conversationspage.h"
#include "views/mainwindow.h"
#include "views/palette.h"
#include "views/pickerbutton.h"
#include "views/rangepopup.h"
#include "views/sidebar.h"
#include "views/statusstrip.h"
#include "views/taskcell.h"
#include "views/metricpanel.h"
#include "views/zonemenu.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDateEdit>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

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

QAction *actionNamed(QMenu *menu, const QString &text)
{
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void keysChangePages()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        QSignalSpy shown(&shell.window, &MainWindow::pageShown);
        QTest::keyClick(&shell.window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("conversations"));
        QTest::keyClick(&shell.window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("accounts"));
        QVERIFY(!shell.window.topBar()->searchEdit()->isVisible()); // nothing to search there
        QTest::keyClick(&shell.window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shown.size(), 3);
        QSignalSpy sync(&shell.window, &MainWindow::syncRequested);
        QTest::keyClick(&shell.window, Qt::Key_F5);
        QCOMPARE(sync.size(), 1);
        QVERIFY(!shell.window.showPage(QStringLiteral("no such page")));
    }

    void searchByKeyboardAndBack()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        QTest::keyClick(&shell.window, Qt::Key_F, Qt::ControlModifier);
        QLineEdit *edit = shell.window.topBar()->searchEdit();
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("Diallo"));
        QTRY_VERIFY(shell.agents->panel()->rows()->rowCount() < 40);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(shell.agents->panel()->table()->hasFocus());
        // The other page is searched for the same words once it is shown.
        shell.window.showPage(QStringLiteral("conversations"));
        QCOMPARE(shell.conversations->panel()->rows()->needle(), QStringLiteral("Diallo"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(shell.conversations->panel()->rows()->rowCount(), 20);
    }

    /// "/" leads to the search from wherever no text is typed, and is a sign where it is.
    void theSlashSearches()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        TableView *table = shell.agents->panel()->table();
        table->setFocus();
        QLineEdit *edit = shell.window.topBar()->searchEdit();
        QVERIFY(edit->placeholderText().startsWith(QStringLiteral("/ ")));
        QTest::keyClick(table, Qt::Key_Slash);
        QTRY_VERIFY(edit->hasFocus());
        QCOMPARE(edit->text(), QString());
        QTest::keyClick(edit, Qt::Key_Slash);
        QCOMPARE(edit->text(), QStringLiteral("/"));
        QVERIFY(edit->hasFocus());
    }

    /// A page asks for another one narrowed to what its number counts.
    void anotherPageComesWithItsChoices()
    {
        Shell shell;
        shell.window.showPage(QStringLiteral("conversations"));
        shell.window.search(QStringLiteral("zebra"));
        int online = 0;
        for (const AgentReportRow &row : fakeAgents(40).rows)
            online += row.agent.availability == QLatin1String("online");
        QVERIFY(online > 0 && online < 40);
        const QVariantMap choices{{QStringLiteral("state"), QStringLiteral("online")}};
        Q_EMIT shell.conversations->pageRequested(QStringLiteral("agents"), choices);
        QCOMPARE(shell.window.currentPage(), shell.agents);
        QCOMPARE(shell.agents->panel()->rows()->rowCount(), online);
    }

    void typingOnWhenNothingMatches()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        TableView *table = shell.agents->panel()->table();
        table->setFocus(); // the table had the keyboard before
        QTest::keyClick(&shell.window, Qt::Key_F, Qt::ControlModifier);
        QLineEdit *edit = shell.window.topBar()->searchEdit();
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("zebra"));
        QTRY_COMPARE(shell.agents->panel()->rows()->rowCount(), 0);
        QVERIFY(edit->hasFocus());
        QTest::keyClick(edit, Qt::Key_Return);
        auto *showAll = shell.agents->panel()->findChild<QPushButton *>(QStringLiteral("clear"));
        QVERIFY(showAll->hasFocus());
        QTest::keyClick(showAll, Qt::Key_Escape);
        QCOMPARE(shell.agents->panel()->rows()->rowCount(), 40);
        QVERIFY(edit->text().isEmpty());
        QVERIFY(table->hasFocus());
    }

    void enterDoesWhatTheMessageOffers()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        QSignalSpy add(shell.agents, &Page::addAccountRequested);
        QSignalSpy demo(shell.agents, &Page::demoRequested);
        shell.agents->setFirstStart(true);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(add.size(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        shell.agents->setError(
            Error(Error::Kind::Storage, QStringLiteral("x"))); // says the same again
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(demo.size(), 1);
    }

    void enterTakesTheTypedDays()
    {
        Shell shell;
        QSignalSpy changed(&shell.window, &MainWindow::scopeChanged);
        QAction *custom = actionNamed(shell.window.topBar()->rangePicker()->menu(),
                                      QStringLiteral("Custom range…"));
        QVERIFY(custom);
        custom->trigger();
        auto *popup = shell.window.findChild<RangePopup *>();
        QVERIFY(popup);
        QList<QDateEdit *> days = popup->findChildren<QDateEdit *>();
        days.front()->setDate(days.back()->date().addDays(3)); // upside down: the end follows
        QTest::keyClick(days.front(), Qt::Key_Return);
        QCOMPARE(changed.size(), 1);
        const RangeChoice range = shell.window.scope().range;
        QCOMPARE(range.preset, RangePreset::Custom);
        QCOMPARE(range.first, range.last);
        QVERIFY(!popup->isVisible());
    }

    void whatHappenedOnceIsPutAwayAndTheRestStays()
    {
        StatusStrip strip;
        strip.setNotice(QStringLiteral("only reads"));
        strip.task()->setProgress(QStringLiteral("Writing"), 0.5);
        strip.tell(QStringLiteral("not saved"));
        QCOMPARE(strip.text(), QStringLiteral("Writing · not saved · only reads"));
        for (QToolButton *button : strip.told()->findChildren<QToolButton *>()) {
            if (button->accessibleName() == QLatin1String("Put away"))
                button->click();
        }
        QCOMPARE(strip.text(), QStringLiteral("Writing · only reads"));
    }

    /// A theme chosen while the window is open looks as if it had been there from the start.
    void themeChangesWhileRunning()
    {
        const auto dress = [](Shell &shell) {
            shell.window.setNotice(QStringLiteral("A notice"));
            shell.window.setFreshness(freshnessOf(fakeNow, {}, {}, fakeNow), fakeNow);
            shell.conversations->setTimeline(fakeTimeline(fakeRows(20).front()));
            shell.window.showPage(QStringLiteral("conversations"));
            shell.window.search(QStringLiteral("zebra"));
            shell.window.topBar()->searchEdit()->clearFocus();
        };
        applyTheme(Theme::Light);
        Shell old;
        dress(old);
        const QImage light = old.window.grab().toImage();
        applyTheme(Theme::Dark);
        Shell fresh;
        dress(fresh);
        QCoreApplication::processEvents();
        old.window.hide(); // the two must not differ by who is active
        fresh.window.hide();
        const QImage changed = old.window.grab().toImage();
        const QImage expected = fresh.window.grab().toImage();
        applyTheme(Theme::Light);
        QVERIFY(changed != light);
        QVERIFY(changed == expected);
    }

    void pickersChangeTheScope()
    {
        Shell shell;
        shell.window.setAccounts(
            {account(1, QStringLiteral("Acme & Sons")), account(2, QStringLiteral("North"))});
        QSignalSpy changed(&shell.window, &MainWindow::scopeChanged);
        TopBar *bar = shell.window.topBar();
        QAction *week = actionNamed(bar->rangePicker()->menu(), QStringLiteral("Last 7 days"));
        QVERIFY(week);
        week->trigger();
        QCOMPARE(shell.window.scope().range.preset, RangePreset::Last7Days);
        QAction *acme = actionNamed(bar->accountPicker()->menu(), QStringLiteral("Acme && Sons"));
        QVERIFY(acme);
        acme->trigger();
        QCOMPARE(shell.window.scope().accounts, (std::vector<RowId>{1}));
        QCOMPARE(changed.size(), 2);
        // The account goes away: the scope must not ask for a ghost.
        shell.window.setAccounts({account(2, QStringLiteral("North"))});
        QVERIFY(shell.window.scope().accounts.empty());
        QCOMPARE(changed.size(), 3);
    }

    void aZoneOfManyNamesIsListedOnce_data()
    {
        QTest::addColumn<QByteArray>("system");
        QTest::newRow("UTC") << QByteArray("UTC");
        QTest::newRow("Etc/UTC") << QByteArray("Etc/UTC");
        QTest::newRow("Zulu") << QByteArray("Zulu");
        QTest::newRow("elsewhere") << QByteArray("Europe/Berlin");
    }
    void aZoneOfManyNamesIsListedOnce()
    {
        QFETCH(QByteArray, system);
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", system);
        ZoneMenu menu;
        menu.setChoices({QStringLiteral("Etc/UTC"), QStringLiteral("Asia/Tokyo"),
                         QStringLiteral("Asia/Tokyo"), QStringLiteral("Europe/Berlin")},
                        QTimeZone("UTC"));
        qputenv("TZ", before);
        QStringList first;
        int checked = 0;
        for (const QAction *action : menu.actions()) {
            if (action->isSeparator())
                break;
            first << action->text();
            checked += action->isChecked() ? 1 : 0;
        }
        const QStringList utc = first.filter(QRegularExpression(QStringLiteral("UTC|Zulu")));
        QCOMPARE(utc.size(), 1);
        QCOMPARE(checked, 1);
        QCOMPARE(first.filter(QStringLiteral("Berlin")).size(), 1);
        QCOMPARE(first.filter(QStringLiteral("Tokyo")).size(), 1);
    }

    /// Tab walks as one reads, also after the filters were made anew.
    void tabFollowsTheEye()
    {
        Shell shell;
        AgentReport some = fakeAgents(40);
        for (AgentReportRow &row : some.rows)
            row.agent.availability = QStringLiteral("online");
        shell.agents->setReport(some, true);
        shell.agents->setReport(fakeAgents(40), true);
        shell.agents->setFocus();
        QCoreApplication::processEvents();
        QAbstractButton *first = shell.window.findChild<Sidebar *>()->findChild<QAbstractButton *>(
            QStringLiteral("agents"));
        first->setFocus();
        std::vector<QWidget *> walked;
        QWidget *now = shell.window.focusWidget();
        do {
            walked.push_back(now);
            QTest::keyClick(now, Qt::Key_Tab);
            now = shell.window.focusWidget();
        } while (now != first && walked.size() < 40);
        QCOMPARE(now, first); // around once
        const auto place = [&walked](const QWidget *widget) {
            return std::find(walked.begin(), walked.end(), widget) - walked.begin();
        };
        const auto *bar = shell.window.topBar();
        const std::vector<const QWidget *> expected{
            first,
            bar->rangePicker(),
            bar->searchEdit(),
            shell.agents->findChild<QAbstractButton *>(QStringLiteral("all")),
            shell.agents->findChild<QAbstractButton *>(QStringLiteral("busy")),
            shell.agents->findChild<QAbstractButton *>(QStringLiteral("offline")),
            shell.agents->panel()->table()};
        for (size_t i = 1; i < expected.size(); ++i)
            QVERIFY2(place(expected[i - 1]) < place(expected[i]), qPrintable(QString::number(i)));
        QVERIFY(place(expected.back()) < std::ptrdiff_t(walked.size()));
        QTest::keyClick(now, Qt::Key_Backtab);
        QCOMPARE(shell.window.focusWidget(), walked.back());
    }

    void changesAreTold()
    {
        Shell shell;
        QSignalSpy edited(&shell.window, &MainWindow::stateEdited);
        shell.window.showPage(QStringLiteral("conversations"));
        QCOMPARE(edited.size(), 1);
        auto *splitter = shell.conversations->findChild<QSplitter *>();
        QSplitterHandle *handle = splitter->handle(1);
        const QPoint middle = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, middle);
        QTest::mouseMove(handle, middle - QPoint(60, 0));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, middle - QPoint(60, 0));
        QVERIFY(edited.size() > 1);
        qsizetype seen = edited.size();
        QHeaderView *header = shell.conversations->panel()->table()->horizontalHeader();
        header->resizeSection(0, header->sectionSize(0) + 20);
        QVERIFY(edited.size() > seen);
        seen = edited.size();
        shell.window.resize(shell.window.size() + QSize(10, 10));
        QTRY_VERIFY(edited.size() > seen);
        QVERIFY(!shell.window.windowIcon().isNull());
    }

    void stateComesBack()
    {
        QVariantMap saved;
        {
            Shell shell;
            ViewScope scope;
            scope.accounts = {1};
            scope.range = {RangePreset::Custom, QDate(2023, 11, 1), QDate(2023, 11, 7)};
            scope.zone = QTimeZone("America/New_York");
            shell.window.setScope(scope);
            shell.window.showPage(QStringLiteral("conversations"));
            saved = shell.window.saveState();
        }
        Shell shell;
        shell.window.restoreState(saved);
        QCOMPARE(shell.window.currentPage()->key(), QStringLiteral("conversations"));
        QCOMPARE(shell.window.scope().zone.id(), QByteArray("America/New_York"));
        QCOMPARE(shell.window.scope().range.last, QDate(2023, 11, 7));
        QCOMPARE(shell.window.scope().accounts, (std::vector<RowId>{1}));
        // Nonsense in the file is passed over.
        shell.window.restoreState({{QStringLiteral("page"), 7},
                                   {QStringLiteral("zone"), QStringLiteral("Mars")},
                                   {QStringLiteral("pages"), QStringLiteral("x")}});
        QVERIFY(shell.window.scope().zone.isValid());
    }

    void fullScreenIsNotRemembered()
    {
        QByteArray saved;
        QByteArray older;
        {
            Shell shell;
            shell.window.setGeometry(60, 40, 1000, 640);
            const QByteArray framed = shell.window.saveGeometry();
            shell.window.setWallboard(true);
            QVERIFY(shell.window.isFullScreen());
            saved = shell.window.saveWindowGeometry();
            QCOMPARE(saved, framed);
            older = shell.window.saveGeometry(); // what versions before this one kept
        }
        for (const QByteArray &geometry : {saved, older}) {
            Shell shell;
            shell.window.restoreWindowGeometry(geometry);
            QVERIFY(!shell.window.isFullScreen());
            QVERIFY(!shell.window.isWallboard());
        }
    }

    void fullScreenIsAlwaysLeft_data()
    {
        QTest::addColumn<QList<int>>("keys");
        QTest::newRow("F11") << QList<int>{Qt::Key_F11};
        QTest::newRow("Esc") << QList<int>{Qt::Key_Escape};
        QTest::newRow("thrice F11") << QList<int>{Qt::Key_F11, Qt::Key_F11, Qt::Key_F11};
        QTest::newRow("F11 twice and Esc") << QList<int>{Qt::Key_F11, Qt::Key_F11, Qt::Key_Escape};
    }
    void fullScreenIsAlwaysLeft()
    {
        QFETCH(QList<int>, keys);
        Shell shell;
        shell.window.showFullScreen(); // by the desktop, or by an older version
        QVERIFY(QTest::qWaitForWindowActive(&shell.window));
        for (const int key : keys)
            QTest::keyClick(&shell.window, static_cast<Qt::Key>(key));
        QVERIFY(!shell.window.isFullScreen());
        QVERIFY(!shell.window.isWallboard());
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x720") << QSize(1280, 720);
        QTest::newRow("smallest") << QSize(880, 480);
    }
    void nothingIsCut()
    {
        QFETCH(QSize, size);
        Shell shell;
        shell.window.setFreshness(freshnessOf(fakeNow, {}, fakeNow - 90'000'000, fakeNow), fakeNow);
        for (const QString &key : shell.window.pageKeys()) {
            shell.window.showPage(key);
            shell.window.resize(size);
            QCoreApplication::processEvents();
            QCOMPARE(shell.window.size(), size); // no page asks for more
            for (const QWidget *widget : shell.window.topBar()->findChildren<QWidget *>()) {
                if (widget->isVisible() && widget->parentWidget() == shell.window.topBar())
                    QVERIFY2(shell.window.topBar()->rect().contains(widget->geometry()),
                             widget->metaObject()->className());
            }
        }
        QCOMPARE(shell.window.findChild<Sidebar *>()->isNarrow(), size.width() < 1100);
    }

    void everyControlHasAName()
    {
        Shell shell;
        for (const QAbstractButton *button : shell.window.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
        }
        QVERIFY(!shell.agents->panel()->table()->accessibleName().isEmpty());
        QVERIFY(!shell.window.topBar()->searchEdit()->accessibleName().isEmpty());
    }

    /// Colours chosen by hand come back with the window, those of a start option do not.
    void theThemeIsRemembered()
    {
        Shell shell;
        QSignalSpy edited(&shell.window, &MainWindow::stateEdited);
        QCOMPARE(shell.window.saveState().value(QStringLiteral("theme")).toString(), QString());
        shell.window.chooseTheme(QStringLiteral("dark"));
        QVERIFY(tokens().dark);
        QVERIFY(!edited.isEmpty());
        const QVariantMap state = shell.window.saveState();
        QCOMPARE(themeOf(state.value(QStringLiteral("theme")).toString()), Theme::Dark);
        Shell other;
        other.window.restoreState(state);
        QCOMPARE(other.window.saveState().value(QStringLiteral("theme")),
                 state.value(QStringLiteral("theme")));
        other.window.chooseTheme(QString());
        QCOMPARE(other.window.saveState().value(QStringLiteral("theme")).toString(), QString());
        applyTheme(Theme::Light);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
