// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paperreports.h"
#include "views/conversationspage.h"
#include "views/drillchip.h"
#include "views/elidedlabel.h"
#include "views/metricpicker.h"
#include "views/palette.h"
#include "views/paperpreview.h"
#include "views/reportoptions.h"
#include "views/reportspage.h"
#include "views/tablepanel.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPrintDialog>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

std::shared_ptr<const PaperLayout> pagesOf(int agents, const ReportCharts &charts = {})
{
    return std::make_shared<PaperLayout>(
        layOut(reportContent({}, paperAnswers(agents), Pseudonyms(), {}, charts),
               FontMeasure(PaperFonts())));
}

QPushButton *button(const ReportsPage &page, const char *text)
{
    for (QPushButton *found : page.findChildren<QPushButton *>()) {
        if (found->text() == QString::fromUtf8(text))
            return found;
    }
    qFatal("no such button");
}

QString status(const ReportsPage &page)
{
    return page.findChild<ElidedLabel *>()->text();
}

void present(ReportsPage &page)
{
    page.setFormatter(
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
    page.resize(1104, 640);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

QListWidgetItem *sectionItem(const ReportsPage &page, ReportSection section)
{
    return page.options()->sections()->findItems(sectionTitle(section), Qt::MatchExactly).value(0);
}

} // namespace

class TestReportsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void pagesAreDrawnAsTheyComeIntoSight()
    {
        ReportsPage page;
        present(page);
        QSignalSpy settled(page.preview(), &PaperPreview::settled);
        const auto pages = pagesOf(500);
        QVERIFY(pages->pageCount() > 15);
        page.setPages(pages, false);
        QTRY_VERIFY(page.preview()->isSettled());
        QCOMPARE(page.preview()->currentPage(), 0);
        QVERIFY(status(page).contains(QStringLiteral("Page 1 of")));
        page.preview()->setFocus();
        QTest::keyClick(page.preview(), Qt::Key_End);
        QCOMPARE(page.preview()->currentPage(), pages->pageCount() - 1);
        QVERIFY(!page.preview()->isSettled());
        QTRY_VERIFY(page.preview()->isSettled());
        QVERIFY(settled.size() >= 2);
        // The last page as a reader hears it.
        QCOMPARE(page.preview()->accessibleDescription(), textOf(pages->pages.back()));
        QTest::keyClick(page.preview(), Qt::Key_Home);
        QCOMPARE(page.preview()->currentPage(), 0);
    }

    void newFiguresLeaveThePlace()
    {
        ReportsPage page;
        present(page);
        page.setPages(pagesOf(200), false);
        page.preview()->goTo(3);
        const int at = page.preview()->verticalScrollBar()->value();
        page.setPages(pagesOf(200), true);
        QCOMPARE(page.preview()->verticalScrollBar()->value(), at);
        page.setPages(pagesOf(200), false);
        QCOMPARE(page.preview()->verticalScrollBar()->value(), 0);
    }

    void chartsComeOnePerTurnOfTheLoop()
    {
        ReportsPage page;
        present(page);
        int turn = 0;
        QList<int> turns;
        ReportCharts charts;
        charts.byAgent = [&](const VolumeReport &) {
            PaperChart chart;
            chart.height = 1000;
            chart.paint = [&](QPainter &, const QRectF &, int, int) { turns << turn; };
            return std::vector<PaperChart>{chart, chart, chart};
        };
        page.setPages(pagesOf(5, charts), false);
        QDeadlineTimer limit(10'000);
        while (turns.size() < 3 && !limit.hasExpired()) {
            ++turn;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QCOMPARE(turns.size(), 3);
        QVERIFY(turns[0] < turns[1] && turns[1] < turns[2]);
    }

    void choicesAskOnlyWhatTheyMust()
    {
        ReportsPage page;
        present(page);
        QSignalSpy question(&page, &ReportsPage::questionChanged);
        QSignalSpy looks(&page, &ReportsPage::looksChanged);
        sectionItem(page, ReportSection::WeekHours)->setCheckState(Qt::Checked);
        QCOMPARE(question.size(), 1);
        QVERIFY(page.plan().has(ReportSection::WeekHours));
        // Another order needs no other answers.
        QListWidget *sections = page.options()->sections();
        sections->setCurrentItem(sectionItem(page, ReportSection::Agents));
        QTest::keyClick(sections, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(question.size(), 1);
        QCOMPARE(looks.size(), 1);
        QVERIFY(page.plan().sections[1] == ReportSection::Agents);
        QVERIFY(page.plan().sections[2] == ReportSection::ByAgent);
        for (QComboBox *box : page.findChildren<QComboBox *>()) {
            if (box->accessibleName() == QLatin1String("Orientation"))
                box->setCurrentIndex(1);
        }
        QVERIFY(page.plan().landscape);
        QCOMPARE(looks.size(), 2);
    }

    void savedReportsAreNamedOpenedAndForgotten()
    {
        ReportsPage page;
        present(page);
        page.setPages(pagesOf(5), false);
        QTest::mouseClick(button(page, "Save report"), Qt::LeftButton);
        QCOMPARE(page.saved()->count(), 2);
        QCOMPARE(page.saved()->currentRow(), 1);
        page.saved()->item(1)->setText(QStringLiteral("Monday"));
        QCOMPARE(page.plan().name, QStringLiteral("Monday"));
        page.saved()->setCurrentRow(0);
        sectionItem(page, ReportSection::Queue)->setCheckState(Qt::Checked);
        QTest::mouseClick(button(page, "Save report"), Qt::LeftButton);
        page.saved()->item(2)->setText(QStringLiteral("Monday")); // taken
        QCOMPARE(page.saved()->item(2)->text(), QStringLiteral("Monday 2"));

        ReportsPage again;
        present(again);
        again.restoreState(page.saveState());
        QCOMPARE(again.saved()->count(), 3);
        QCOMPARE(again.saved()->currentRow(), 2);
        QVERIFY(again.plan() == page.plan());
        QSignalSpy question(&again, &ReportsPage::questionChanged);
        again.saved()->setCurrentRow(1);
        QCOMPARE(question.size(), 1);
        QCOMPARE(again.plan().name, QStringLiteral("Monday"));
        QTest::mouseClick(button(again, "Delete"), Qt::LeftButton);
        QCOMPARE(again.saved()->count(), 2);
        QCOMPARE(again.saved()->currentRow(), 0);
        QVERIFY(again.plan().name.isEmpty());
        QVERIFY(again.plan().sections == ReportPlan().sections); // the choices stay
        again.restoreState(
            {{QStringLiteral("saved"), QVariantList{QVariantMap{{QStringLiteral("paper"), 5}}}}});
        QCOMPARE(again.saved()->count(), 1); // not a report
    }

    void savedReportsBringTheirScopeBack()
    {
        ReportsPage page;
        present(page);
        ViewScope week;
        week.zone = QTimeZone::utc();
        week.range.preset = RangePreset::LastWeek;
        week.filter.channels = QStringList{QStringLiteral("email")};
        page.setScope(week);
        page.setPages(pagesOf(5), false);
        QTest::mouseClick(button(page, "Save report"), Qt::LeftButton);
        QVERIFY(!button(page, "Save range and filters")->isEnabled()); // they are saved

        ReportsPage again;
        present(again);
        again.restoreState(page.saveState());
        ViewScope today;
        today.zone = QTimeZone::utc();
        again.setScope(today);
        again.setPages(pagesOf(5), false);
        QSignalSpy scopes(&again, &Page::scopeRequested);
        again.saved()->setCurrentRow(0);
        QCOMPARE(scopes.size(), 0);
        again.saved()->setCurrentRow(1);
        QCOMPARE(scopes.size(), 1);
        QVERIFY(scopes.front().front().value<ViewScope>() == week);
        // Another range under the same name.
        QTest::mouseClick(button(again, "Save range and filters"), Qt::LeftButton);
        again.saved()->setCurrentRow(0);
        again.saved()->setCurrentRow(1);
        QCOMPARE(scopes.size(), 1);
    }

    void conversationsAreChosenByTheirNumbers()
    {
        ReportsPage page;
        present(page);
        Account account;
        account.name = QStringLiteral("Acme: support");
        page.setAccounts({account});
        QSignalSpy question(&page, &ReportsPage::questionChanged);
        QLineEdit *edit = nullptr;
        for (QLineEdit *found : page.findChildren<QLineEdit *>()) {
            if (found->accessibleName() == QLatin1String("Conversations"))
                edit = found;
        }
        QVERIFY(edit);
        edit->setText(QStringLiteral("#12, 7 ,12"));
        Q_EMIT edit->editingFinished();
        QCOMPARE(question.size(), 1);
        const std::vector<ChosenConversation> chosen{{account.name, QStringLiteral("12")},
                                                     {account.name, QStringLiteral("7")}};
        QVERIFY(page.plan().conversations == chosen);
        QVERIFY(page.plan().has(ReportSection::Timelines)); // whoever names them wants them
        QCOMPARE(conversationsText(chosen), QStringLiteral("Acme: support: 12, 7"));
        QVERIFY(conversationsFromText(conversationsText(chosen), {}) == chosen);
        QVERIFY(conversationsFromText(QStringLiteral("A: 1; B: 1, ,"), {}).size() == 2);
        QVERIFY(
            conversationsFromText(QStringLiteral("1"), {QStringLiteral("A"), QStringLiteral("B")})
                .empty());
    }

    void conversationsComeFromTheListAndGoAgain()
    {
        ReportsPage page;
        present(page);
        const auto one = [](const char *id) {
            return ChosenConversation{QStringLiteral("Acme"), QString::fromLatin1(id)};
        };
        QSignalSpy question(&page, &ReportsPage::questionChanged);
        QCOMPARE(page.addConversations({one("1"), one("2"), one("1")}), 2);
        QCOMPARE(question.size(), 1);
        QVERIFY(page.plan().has(ReportSection::Timelines));
        QCOMPARE(page.addConversations({one("2"), one("3")}), 1);
        page.takeBackConversations(); // the last ones only
        QVERIFY((page.plan().conversations == std::vector{one("1"), one("2")}));
        QVERIFY(page.plan().has(ReportSection::Timelines));
        QCOMPARE(page.addConversations({one("2")}), 0);

        QListWidget *list = page.options()->conversations();
        QVERIFY(list->isVisibleTo(&page));
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->item(1)->text(), QStringLiteral("Acme #2"));
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY((page.plan().conversations == std::vector{one("2")}));
        QTest::keyClick(list, Qt::Key_Delete); // the next one is selected
        QVERIFY(page.plan().conversations.empty());
        QVERIFY(!list->isVisibleTo(&page));
        page.addConversations({one("<img src=x>")}); // a tooltip would guess rich text
        QCOMPARE(list->item(0)->text(), QStringLiteral("Acme #<img src=x>"));
        QVERIFY(list->item(0)->toolTip().contains(QStringLiteral("&lt;img")));

        ReportsPage other;
        other.addConversations({one("1")});
        other.takeBackConversations();
        QVERIFY(!other.plan().has(ReportSection::Timelines)); // came with it
    }

    void severalOfTheListAreWanted()
    {
        ConversationsPage page;
        std::vector<Account> accounts(1);
        accounts[0].id = 1;
        accounts[0].name = QStringLiteral("Acme");
        page.setAccounts(accounts);
        page.resize(1100, 600);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.setReport(fakeConversations(12), false);
        std::vector<ChosenConversation> wanted;
        connect(&page, &ConversationsPage::reportWanted, &page,
                [&wanted](const std::vector<ChosenConversation> &all) { wanted = all; });
        TableView *table = page.panel()->table();
        table->setFocus();
        table->selectAll();
        auto *add = page.findChild<QAction *>(QStringLiteral("addToReport"));
        QVERIFY(!add->shortcut().isEmpty());
        add->trigger();
        QCOMPARE(wanted.size(), static_cast<std::size_t>(table->selectedKeys().size()));
        QVERIFY(wanted.size() > 3);
        for (const ChosenConversation &one : wanted)
            QVERIFY(one.account == accounts[0].name && !one.remoteId.contains(u'/'));
        page.setReported(2, 3);
        auto *chip = page.findChild<DrillChip *>(QStringLiteral("reported"));
        QVERIFY(chip->isVisibleTo(&page));
        QVERIFY(chip->words().chip.contains(u'2'));
        QSignalSpy undone(&page, &ConversationsPage::reportUnwanted);
        QTest::mouseClick(page.findChild<QToolButton *>(QStringLiteral("undoReport")),
                          Qt::LeftButton);
        QCOMPARE(undone.size(), 1);
        QVERIFY(!chip->isVisibleTo(&page));
    }

    void chartsThatAreTheSameAreNotDrawnAgain()
    {
        ReportsPage page;
        present(page);
        int drawn = 0;
        QByteArray likeness("a");
        ReportCharts charts;
        charts.byAgent = [&](const VolumeReport &) {
            PaperChart chart;
            chart.height = 800;
            chart.likeness = likeness;
            chart.paint = [&drawn](QPainter &painter, const QRectF &area, int, int) {
                ++drawn;
                painter.fillRect(area, Qt::blue);
            };
            return std::vector<PaperChart>{chart};
        };
        page.setPages(pagesOf(5, charts), false);
        QTRY_VERIFY(page.preview()->isSettled());
        const QImage before = page.preview()->viewport()->grab().toImage();
        QCOMPARE(drawn, 1);
        page.setPages(pagesOf(5, charts), true); // after a sync that changed nothing here
        QTRY_VERIFY(page.preview()->isSettled());
        QCOMPARE(drawn, 1);
        QCOMPARE(page.preview()->viewport()->grab().toImage(), before);
        likeness = "b";
        page.setPages(pagesOf(5, charts), true);
        QTRY_VERIFY(page.preview()->isSettled());
        QCOMPARE(drawn, 2);
    }

    void exportingIsToldAndCanBeCancelled()
    {
        ReportsPage page;
        present(page);
        QPushButton *go = button(page, "Export PDF");
        QPushButton *cancel = button(page, "Cancel");
        QVERIFY(!go->isEnabled()); // no pages yet
        page.setPages(pagesOf(5), false);
        QVERIFY(go->isEnabled());
        QVERIFY(!cancel->isVisible());
        page.setExporting(1, 4);
        QVERIFY(!go->isEnabled());
        QCOMPARE(page.findChild<QProgressBar *>()->value(), 1);
        QCOMPARE(status(page), QStringLiteral("Writing page 2 of 4"));
        QSignalSpy cancelled(&page, &ReportsPage::exportCancelled);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(cancelled.size(), 1);
        page.setExportFailed(Error::cancelled());
        QVERIFY(status(page).startsWith(QStringLiteral("Page 1 of")));
        page.setExportFailed(Error(Error::Kind::Storage, QStringLiteral("The disk is full.")));
        QVERIFY(status(page).contains(QStringLiteral("The disk is full.")));
        QVERIFY(go->isEnabled());
    }

    /// Page -> file -> page.
    void metricsAreChosen()
    {
        ReportsPage page;
        present(page);
        QSignalSpy question(&page, &ReportsPage::questionChanged);
        auto *picker = page.options()->findChild<MetricPicker *>();
        QVERIFY(picker);
        for (int row = 0; row < picker->list()->count(); ++row) {
            const QString key = picker->list()->item(row)->data(Qt::UserRole).toString();
            if (key == QLatin1String("csat") || key == QLatin1String("resolution_time"))
                picker->list()->item(row)->setCheckState(Qt::Checked);
        }
        QCOMPARE(question.size(), 2);
        QCOMPARE(page.plan().metrics.size(), 2);
        QVERIFY(page.plan().metrics.contains(QStringLiteral("csat")));
        for (QComboBox *box : page.findChildren<QComboBox *>()) {
            if (box->accessibleName() == QLatin1String("Week by hour of"))
                box->setCurrentIndex(box->findData(QStringLiteral("first_response_time")));
            else if (box->accessibleName() == QLatin1String("Distribution of"))
                box->setCurrentIndex(box->findData(QStringLiteral("resolution_time")));
            else if (box->accessibleName() == QLatin1String("Times as"))
                box->setCurrentIndex(box->count() - 1);
        }
        QCOMPARE(question.size(), 4);
        QCOMPARE(page.plan().heatMetric, QStringLiteral("first_response_time"));
        QCOMPARE(page.plan().distributionMetric, QStringLiteral("resolution_time"));
        QVERIFY(page.plan().timeValue == ReportTimeValue::Max);
        const Result<ReportPlan> kept = reportPlanFromJson(toJson(page.plan()));
        QVERIFY(kept && *kept == page.plan());
        ReportsPage again;
        present(again);
        again.restoreState(page.saveState());
        QVERIFY(again.plan() == page.plan());
        // Another choice leaves them as they are.
        sectionItem(again, ReportSection::Queue)->setCheckState(Qt::Checked);
        QCOMPARE(again.plan().metrics, page.plan().metrics);
        QCOMPARE(again.plan().heatMetric, page.plan().heatMetric);
        QCOMPARE(again.options()->findChild<MetricPicker *>()->text(), QStringLiteral("2 chosen"));
    }

    /// Pages of another plan are neither exported nor printed; who asks for them waits.
    void onlyPagesThatFitLeaveThePage()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        ReportsPage page;
        present(page);
        page.setPages(pagesOf(5), false);
        QVERIFY(page.pagesFit());
        auto *pseudonyms = page.options()->findChild<QCheckBox *>();
        QVERIFY(pseudonyms);
        pseudonyms->click();
        QVERIFY(page.plan().pseudonymous);
        QVERIFY(!page.pagesFit());
        QTest::mouseClick(button(page, "Print…"), Qt::LeftButton);
        QVERIFY(!page.findChild<QPrintDialog *>());
        QVERIFY(status(page).startsWith(QStringLiteral("Putting")));
        QVERIFY(page.exportItself()); // the last wish counts
        QVERIFY(!page.findChild<QFileDialog *>());
        page.setPages(pagesOf(5), true);
        QVERIFY(page.findChild<QFileDialog *>());
        QVERIFY(!page.findChild<QPrintDialog *>());
        delete page.findChild<QFileDialog *>();

        pseudonyms->click();
        page.exportItself();
        page.setError(Error(Error::Kind::Storage, QStringLiteral("No key")));
        QVERIFY(!page.preview()->pages()); // nobody finds the old ones
        page.exportItself();
        QVERIFY(!page.findChild<QFileDialog *>());
        QVERIFY(!button(page, "Print…")->isEnabled());
        page.setLoading();
        page.setPages(pagesOf(5), false);
        QVERIFY(!page.findChild<QFileDialog *>()); // that wish is over
        page.setLoading();
        page.exportItself();
        QVERIFY(!page.findChild<QFileDialog *>());
    }

    void statesHaveOneClearStep()
    {
        ReportsPage page;
        present(page);
        QSignalSpy add(&page, &Page::addAccountRequested);
        page.setFirstStart(true);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("addAccount")),
                          Qt::LeftButton);
        QCOMPARE(add.size(), 1);
        page.setFirstStart(false);
        page.setError(Error(Error::Kind::Storage, QStringLiteral("The cache cannot be read")));
        QSignalSpy retry(&page, &Page::retryRequested);
        QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("retry")), Qt::LeftButton);
        QCOMPARE(retry.size(), 1);
        page.setLoading();
        page.setPages(pagesOf(1), false);
        QVERIFY(page.preview()->isVisible());
    }
};

QTEST_MAIN(TestReportsPage)
#include "tst_reportspage.moc"
