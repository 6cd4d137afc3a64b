// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accountsample.h"
#include "views/accountdialog.h"
#include "views/accountscardview.h"
#include "views/accountsfeedrow.h"
#include "views/accountskeepdialog.h"
#include "views/accountspage.h"
#include "views/coveragecalendar.h"
#include "views/elidedlabel.h"
#include "views/factsline.h"
#include "views/palette.h"
#include "views/readingorder.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

void present(AccountsPage &page)
{
    page.setFormatter(
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
    page.setNow(sampleNow);
    page.setProviders({sampleProvider()});
    page.resize(1104, 640);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

bool saysAnywhere(const QWidget &page, const QString &sentence)
{
    const auto labels = page.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(sentence);
    });
}

void showCards(AccountsPage &page, const std::vector<AccountCard> &cards)
{
    page.setCards(cards);
    QCoreApplication::processEvents(); // layouts show new children from the event loop
}

void press(QWidget &within, const char *name)
{
    auto *button = within.findChild<QPushButton *>(QLatin1String(name));
    QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

class TestAccounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void days_data()
    {
        using R = std::vector<TimeRange>;
        QTest::addColumn<R>("covered");
        QTest::addColumn<QString>("kinds"); // oldest first; F full, P partial, - gap
        const TimeMs d = sampleDay;
        const TimeMs to = sampleNow; // noon; 4 days back = noon
        const TimeMs midnight = to - d / 2;
        QTest::newRow("nothing") << R{} << QStringLiteral("-----");
        QTest::newRow("all") << R{{to - 4 * d, to}} << QStringLiteral("FFFFF");
        QTest::newRow("since the last poll")
            << R{{to - 4 * d, to - 600'000}} << QStringLiteral("FFFFF");
        QTest::newRow("late for an hour")
            << R{{to - 4 * d, to - 3'600'000}} << QStringLiteral("FFFFP");
        QTest::newRow("one whole day misses")
            << R{{to - 4 * d, midnight - 2 * d}, {midnight - d, to}} << QStringLiteral("FF-FF");
        QTest::newRow("one ms misses")
            << R{{to - 4 * d, midnight - d - 1}, {midnight - d, to}} << QStringLiteral("FFPFF");
        QTest::newRow("only the newest") << R{{midnight, to}} << QStringLiteral("----F");
        QTest::newRow("unsorted, overlapping")
            << R{{midnight, to}, {to - 4 * d, midnight + 5}} << QStringLiteral("FFFFF");
    }
    void days()
    {
        QFETCH(std::vector<TimeRange>, covered);
        QFETCH(QString, kinds);
        QString found;
        for (const CoverageDay &day :
             coverageDays({sampleNow - 4 * sampleDay, sampleNow}, covered, QTimeZone::utc()))
            found += day.kind == CoverageDay::Kind::Full      ? u'F'
                     : day.kind == CoverageDay::Kind::Partial ? u'P'
                                                              : u'-';
        QCOMPARE(found, kinds);
    }

    void daysOfAZoneWithSummerTime()
    {
        // 31 March 2024 had 23 hours in Berlin: covered from midnight to midnight it is full.
        const QTimeZone berlin("Europe/Berlin");
        const TimeMs from = QDateTime(QDate(2024, 3, 30), QTime(0, 0), berlin).toMSecsSinceEpoch();
        const TimeMs change =
            QDateTime(QDate(2024, 3, 31), QTime(0, 0), berlin).toMSecsSinceEpoch();
        const TimeMs to = QDateTime(QDate(2024, 4, 2), QTime(0, 0), berlin).toMSecsSinceEpoch();
        const auto found = coverageDays({from, to}, {{change, change + 23 * 3'600'000}}, berlin);
        QCOMPARE(found.size(), size_t{3});
        QCOMPARE(found[0].kind, CoverageDay::Kind::Gap);
        QCOMPARE(found[1].kind, CoverageDay::Kind::Full);
        QCOMPARE(found[1].day, QDate(2024, 3, 31));
        QCOMPARE(found[2].kind, CoverageDay::Kind::Gap);
    }

    void feedsInWords_data()
    {
        QTest::addColumn<QString>("feed");
        QTest::addColumn<QString>("text");
        QTest::newRow("fresh") << QStringLiteral("agents") << QStringLiteral("as of 11:59");
        QTest::newRow("late") << QStringLiteral("updates") << QStringLiteral("as of 11:00");
        QTest::newRow("done") << QStringLiteral("history")
                              << QStringLiteral("complete back to 15 Apr 2024");
        QTest::newRow("running") << QStringLiteral("events")
                                 << QStringLiteral(
                                        "4,120 rows · 12 of 30 windows · about 3 m left");
        QTest::newRow("never") << QStringLiteral("csat") << QStringLiteral("not yet");
        QTest::newRow("no right") << QStringLiteral("live") << QStringLiteral("not available");
    }
    void feedsInWords()
    {
        QFETCH(QString, feed);
        QFETCH(QString, text);
        const AccountCard card = accountCard(sampleInput());
        const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                     QTimeZone::utc());
        for (const FeedLine &line : card.feeds) {
            if (line.key == feed)
                QCOMPARE(feedText(line, format, sampleNow, false), text);
        }
    }

    void whatNeedsAPersonComesFirst()
    {
        AccountCardInput input = sampleInput();
        QVERIFY(!accountCard(input).problem);
        input.sync.feeds[0].lastError =
            Error(Error::Kind::Network, QStringLiteral("Berlin: no way"));
        QCOMPARE(accountCard(input).problem->remedy, Remedy::SyncNow);
        QCOMPARE(accountCard(input).problem->sentence, QStringLiteral("no way."));
        input.sync.feeds[1].lastError =
            Error(Error::Kind::Unauthorized, QStringLiteral("Berlin: token refused"));
        QCOMPARE(accountCard(input).problem->remedy, Remedy::ChangeAccount);
        QCOMPARE(accountCard(input).problem->sentence, QStringLiteral("token refused."));
    }

    void changesBringTheHistoryUpToDate()
    {
        AccountCardInput input = sampleInput();
        const auto last = [&] { return accountCard(input).coverage.front().days.back().kind; };
        QCOMPARE(last(), CoverageDay::Kind::Partial); // changes are an hour old
        input.sync.feeds[1].watermark = sampleNow - 60'000;
        QCOMPARE(last(), CoverageDay::Kind::Full);
        input.sync.feeds[1].watermark.reset();
        QCOMPARE(last(), CoverageDay::Kind::Gap);
    }

    void cardShowsProblemAndRemedy()
    {
        AccountsPage page;
        present(page);
        AccountCardInput input = sampleInput();
        input.sync.feeds[1].lastError =
            Error(Error::Kind::Unauthorized, QStringLiteral("Berlin: token <b>refused</b>"));
        showCards(page, {accountCard(input)});
        QVERIFY(saysAnywhere(page, QStringLiteral("token <b>refused</b>")));
        QVERIFY(saysAnywhere(page, QStringLiteral("Live counters need a better token")));
        auto *card = page.findChild<AccountsCardView *>();
        press(*card, "remedy");
        QVERIFY(page.dialog() != nullptr);
        // The same card later keeps its widgets, and the solved problem goes.
        showCards(page, {accountCard(sampleInput())});
        QCOMPARE(page.findChild<AccountsCardView *>(), card);
        QVERIFY(!saysAnywhere(page, QStringLiteral("refused")));
        QCOMPARE(card->findChildren<AccountsFeedRow *>().size(), qsizetype{6});
        QVERIFY(card->findChild<ElidedLabel *>(QStringLiteral("pace"))
                    ->text()
                    .startsWith(QStringLiteral("Asked every minute, next at")));
        QCOMPARE(card->findChildren<AccountsFeedRow *>().front()->accessibleName(),
                 QStringLiteral("Agents: as of 11:59"));
    }

    void buttonsAskForWhatTheySay()
    {
        AccountsPage page;
        present(page);
        showCards(page, {accountCard(sampleInput())});
        page.setSyncState(false, true);
        auto *card = page.findChild<AccountsCardView *>();
        QSignalSpy test(&page, &AccountsPage::testRequested);
        QSignalSpy stop(&page, &AccountsPage::testStopRequested);
        QSignalSpy sync(&page, &AccountsPage::syncRequested);
        QSignalSpy pause(&page, &AccountsPage::pauseRequested);
        QSignalSpy cancel(&page, &AccountsPage::cancelRequested);
        press(*card, "test");
        QCOMPARE(test.takeFirst().at(0).toString(), QStringLiteral("Berlin"));
        page.setTesting(QStringLiteral("Berlin"), true);
        QVERIFY(saysAnywhere(page, QStringLiteral("Asking chat.example.com")));
        press(*card, "test");
        QCOMPARE(stop.size(), 1);
        ProbeResult good;
        good.version = QStringLiteral("4.8.0");
        good.userName = QStringLiteral("Ann");
        good.notes = QStringList{QStringLiteral("No SLAs.")};
        page.setTestOutcome(QStringLiteral("Berlin"), good);
        QVERIFY(saysAnywhere(
            page,
            QStringLiteral("The connection works: version 4.8.0, signed in as Ann.\nNo SLAs.")));
        press(*card, "sync");
        QCOMPARE(sync.takeFirst().at(0).toString(), QStringLiteral("Berlin"));
        press(page, "syncAll");
        QCOMPARE(sync.takeFirst().at(0).toString(), QString());
        press(page, "pause");
        QCOMPARE(pause.takeFirst().at(0).toBool(), true);
        page.setSyncState(true, true);
        QCOMPARE(page.findChild<QPushButton *>(QStringLiteral("pause"))->text(),
                 QStringLiteral("Resume"));
        press(page, "pause");
        QCOMPARE(pause.takeFirst().at(0).toBool(), false);
        press(page, "cancel");
        QCOMPARE(cancel.size(), 1);
        page.setSyncState(false, false);
        QVERIFY(!page.findChild<QPushButton *>(QStringLiteral("cancel"))->isEnabled());
    }

    void removalAsksAndKeepsByDefault()
    {
        AccountsPage page;
        present(page);
        showCards(page, {accountCard(sampleInput())});
        QSignalSpy removed(&page, &AccountsPage::removeRequested);
        auto *card = page.findChild<AccountsCardView *>();
        const auto dialog = [&page] {
            for (QDialog *found : page.findChildren<QDialog *>()) {
                if (found->isVisible())
                    return found;
            }
            return static_cast<QDialog *>(nullptr);
        };
        press(*card, "remove");
        QTest::keyClick(dialog(), Qt::Key_Escape);
        press(*card, "remove");
        QTest::keyClick(dialog(), Qt::Key_Return); // Cancel is what Enter means
        QCOMPARE(removed.size(), 0);
        press(*card, "remove");
        press(*dialog(), "confirm");
        QCOMPARE(removed.takeFirst(), (QVariantList{QStringLiteral("Berlin"), false}));
        press(*card, "remove");
        dialog()->findChild<QRadioButton *>(QStringLiteral("delete"))->setChecked(true);
        press(*dialog(), "confirm");
        QCOMPARE(removed.takeFirst(), (QVariantList{QStringLiteral("Berlin"), true}));
    }

    void calendarByKeyboard()
    {
        CoverageCalendar calendar;
        calendar.setFormatter(
            MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
        calendar.setCoverage(accountCard(sampleInput()).coverage.front());
        calendar.show();
        QVERIFY(calendar.accessibleName().startsWith(
            QStringLiteral("Days of Conversation history: 30 days full")));
        QAccessibleInterface *days = QAccessible::queryAccessibleInterface(&calendar);
        QCOMPARE(days->role(), QAccessible::List);
        const auto current = [days] { return days->focusChild()->text(QAccessible::Name); };
        QTest::keyClick(&calendar, Qt::Key_End);
        QVERIFY2(current().startsWith(QStringLiteral("Wednesday, 15 May 2024: partly")),
                 qPrintable(current()));
        QTest::keyClick(&calendar, Qt::Key_Left);
        QVERIFY(current().startsWith(QStringLiteral("Wednesday, 8 May 2024")));
        QTest::keyClick(&calendar, Qt::Key_Up);
        QVERIFY(current().startsWith(QStringLiteral("Tuesday, 7 May 2024: in the cache")));
    }

    void cardsStayWhenTheyCannotBeRefreshed()
    {
        AccountsPage page;
        present(page);
        const Error broken(Error::Kind::Storage, QStringLiteral("The cache cannot be read"));
        page.setError(broken);
        QVERIFY(saysAnywhere(page, QStringLiteral("The cache cannot be read")));
        showCards(page, {accountCard(sampleInput())});
        page.setError(broken);
        QVERIFY(page.findChild<AccountsCardView *>()->isVisible());
        const auto *summary = page.findChild<ElidedLabel *>(QStringLiteral("summary"));
        QVERIFY(
            summary->text().contains(QStringLiteral("Not refreshed: The cache cannot be read")));
        showCards(page, {accountCard(sampleInput())});
        QVERIFY(!summary->text().contains(QStringLiteral("Not refreshed")));
    }

    void waitingShowsAnOutlineAndTheFirstStartAStep()
    {
        AccountsPage page;
        present(page);
        page.setLoading();
        QTRY_VERIFY(page.findChild<QWidget *>(QStringLiteral("skeleton"))->isVisible());
        page.setFirstStart(true);
        QVERIFY(!page.findChild<QWidget *>(QStringLiteral("skeleton"))->isVisible());
        QVERIFY(saysAnywhere(page, QStringLiteral("Watchfloor shows the accounts you add.")));
    }

    void firstStartAndReadOnly()
    {
        AccountsPage page;
        present(page);
        showCards(page, {});
        press(page, "addAccount");
        QVERIFY(page.dialog() != nullptr);
        QTest::keyClick(page.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(page.dialog() == nullptr);
        showCards(page, {accountCard(sampleInput())});
        page.setWritable(false, QStringLiteral("Another window writes"));
        for (const char *name : {"test", "sync", "change", "remove", "add", "syncAll", "pause"})
            QVERIFY2(!page.findChild<QPushButton *>(QLatin1String(name))->isEnabled(), name);
    }

    void whatIsCachedAndHowLongItStays()
    {
        AccountsPage page;
        present(page);
        AccountCardInput input = sampleInput();
        input.holding = AccountHolding{12'000, 98'000, 0, 210, 12'000'000, true, true};
        input.account.settings.insert(QStringLiteral("keep"), QStringLiteral("13m"));
        input.removedBefore = sampleNow - 10 * sampleDay;
        const AccountCard card = accountCard(input);
        for (const FeedCoverage &feed : card.coverage) {
            for (const CoverageDay &day : feed.days)
                QVERIFY(day.kind != CoverageDay::Kind::Gap ||
                        day.day >=
                            QDateTime::fromMSecsSinceEpoch(*input.removedBefore, Qt::UTC).date());
        }
        showCards(page, {card});
        const auto *line = page.findChild<FactsLine *>(QStringLiteral("holding"));
        QVERIFY(line);
        QStringList words;
        for (const ChartFact &fact : line->facts())
            words << fact.text;
        QVERIFY(words.takeFirst().startsWith(QStringLiteral("About 11.4 M")));
        const QStringList told{
            QStringLiteral("about 12,000 conversations"), QStringLiteral("about 98,000 events"),
            QStringLiteral("about 210 states of agents"), keepText(card.keep, MetricFormatter())};
        QCOMPARE(words, told);

        QSignalSpy counted(&page, &AccountsPage::keepCountRequested);
        QSignalSpy saved(&page, &AccountsPage::settingsRequested);
        press(page, "keep");
        auto *dialog = page.findChild<AccountsKeepDialog *>();
        QVERIFY(dialog);
        auto *confirm = dialog->findChild<QPushButton *>(QStringLiteral("confirm"));
        QVERIFY(!confirm->isEnabled()); // not before it is counted
        dialog->findChild<QComboBox *>(QStringLiteral("unit"))->setCurrentIndex(1);
        dialog->findChild<QSpinBox *>(QStringLiteral("count"))->setValue(90);
        QTRY_VERIFY(!counted.isEmpty());
        const auto limit = counted.constLast().at(1).value<TimeMs>();
        QCOMPARE(limit, sampleNow - sampleDay / 2 - 90 * sampleDay);
        page.setKeepPreview(limit - 1, KeepPreview{5, 5});
        QVERIFY(!confirm->isEnabled()); // of another choice
        page.setKeepPreview(limit, KeepPreview{1'234, 5'678});
        QVERIFY(confirm->isEnabled());
        QTest::mouseClick(confirm, Qt::LeftButton);
        QCOMPARE(saved.size(), 1);
        const auto settings = saved[0].at(1).value<QMap<QString, QString>>();
        QCOMPARE(settings.value(QStringLiteral("keep")), QStringLiteral("90d"));
        page.setSettingsOutcome(Error(Error::Kind::Storage, QStringLiteral("The disk is full")));
        QVERIFY(dialog->isVisible());
        page.setSettingsOutcome(std::nullopt);
        QTRY_VERIFY(page.findChild<AccountsKeepDialog *>() == nullptr);
    }

    /// What is cached of an account opens as one list, by mouse, by keyboard and by a screen
    /// reader's press; rows that are no conversations open nothing.
    void whatIsCachedOpens()
    {
        AccountsPage page;
        present(page);
        AccountCardInput input = sampleInput();
        input.account.id = 7;
        input.holding =
            AccountHolding{12, 98, 0, 0, 12'000, true, false, {sampleNow - 5, sampleNow}};
        showCards(page, {accountCard(input)});
        auto *line = page.findChild<FactsLine *>(QStringLiteral("holding"));
        QCOMPARE(line->paintedName(1), QStringLiteral("12 conversations"));
        for (int fact = 0; fact < line->paintedCount(); ++fact)
            QCOMPARE(line->paintedOpens(fact), fact == 1);
        QSignalSpy opened(&page, &Page::drillRequested);
        QTest::mouseClick(line, Qt::LeftButton, {}, line->factRect(1).center());
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return);
        QAccessibleInterface *item = QAccessible::queryAccessibleInterface(line)->child(1);
        item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QTest::mouseClick(line, Qt::LeftButton, {}, line->factRect(2).center()); // events
        QCOMPARE(opened.size(), 3);
        for (const QList<QVariant> &told : opened) {
            const auto drill = told.constFirst().value<Drill>();
            QCOMPARE(drill.accounts, std::vector<RowId>{7});
            QCOMPARE(drill.range, (TimeRange{sampleNow - 5, sampleNow}));
            QVERIFY(drill.filter.isEmpty() && drill.metric.isEmpty());
        }
        QSignalSpy explained(&page, &Page::explainRequested);
        QTest::keyClick(line, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.size(), 1);
        QCOMPARE(explained[0][0].value<ExplainTarget>().accounts, std::vector<RowId>{7});
    }

    void targetsAndHoursAreCheckedBeforeTheyAreSaved()
    {
        AccountsPage page;
        present(page);
        showCards(page, {accountCard(sampleInput())});
        QSignalSpy saved(&page, &AccountsPage::settingsRequested);
        press(page, "rules");
        const auto line = [&page](const char *name) {
            return page.findChild<QLineEdit *>(QLatin1String(name));
        };
        QVERIFY(line("day0"));
        line("first_response")->setText(QStringLiteral("5 min"));
        line("day0")->setText(QStringLiteral("9 to 5"));
        auto *confirm = line("day0")->window()->findChild<QPushButton *>(QStringLiteral("confirm"));
        QTest::mouseClick(confirm, Qt::LeftButton);
        QVERIFY(saved.isEmpty());
        QVERIFY(line("day0")
                    ->window()
                    ->findChild<QLabel *>(QStringLiteral("fault"))
                    ->text()
                    .contains(QStringLiteral("9 to 5")));
        line("day0")->setText(QStringLiteral("09:00-12:30, 13:30-18:00"));
        QTest::mouseClick(confirm, Qt::LeftButton);
        QCOMPARE(saved.size(), 1);
        const auto settings = saved[0].at(1).value<QMap<QString, QString>>();
        QCOMPARE(settings.value(QStringLiteral("business_hours")),
                 QStringLiteral("Mon 09:00-12:30,13:30-18:00"));
        QCOMPARE(settings.value(QStringLiteral("sla.first_response_time")), QStringLiteral("300"));
    }

    /// Walking through the cards scrolls them: the buttons above them come first all the same.
    void theOrderOfTabDoesNotFollowTheScrollBar()
    {
        AccountsPage page;
        present(page);
        page.resize(1104, 300);
        showCards(page, {accountCard(sampleInput())});
        QScrollBar *bar = page.findChild<QScrollArea *>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        const std::vector<QWidget *> before = readingOrder(&page);
        QVERIFY(before.size() > 4);
        bar->setValue(bar->maximum());
        QVERIFY(readingOrder(&page) == before);
    }
};

Q_DECLARE_METATYPE(std::vector<watchfloor::TimeRange>)
QTEST_MAIN(TestAccounts)
#include "tst_accounts.moc"
