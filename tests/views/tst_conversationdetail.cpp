// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sortedrows.h"
#include "models/timelinewords.h"
#include "support/timelinesample.h"
#include "views/celldelegate.h"
#include "views/conversationdetail.h"
#include "views/explainpopup.h"
#include "views/factsline.h"
#include "views/tableview.h"
#include "views/timelineview.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMenu>
#include <QTest>
#include <QToolTip>

using namespace watchfloor;
using namespace watchfloor::test;

/// The timeline and the table under it are two pictures of one thing.
class TestConversationDetail : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ConversationDetail> m_detail;
    TimelineView *m_view = nullptr;
    TableView *m_table = nullptr;

    /// Row on screen of an event.
    QModelIndex shown(int event) const
    {
        const SortedRows *rows = m_table->rows();
        return rows->mapFromSource(rows->sourceModel()->index(event, 0));
    }
    int hoveredRow() const
    {
        return qobject_cast<CellDelegate *>(m_table->itemDelegate())->hoveredRow();
    }

private Q_SLOTS:
    void init()
    {
        m_detail = std::make_unique<ConversationDetail>();
        m_view = m_detail->timeline();
        m_table = m_detail->table();
        m_detail->setFormatter(MetricFormatter(QLocale::c(), QTimeZone("Europe/Berlin")));
        m_detail->resize(1280, 900);
        m_detail->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_detail.get()));
        m_detail->setReport(timelineSample());
        QCoreApplication::processEvents(); // the splitter lays out
    }

    void cleanup() { m_detail.reset(); }

    void selectionGoesBothWaysInAnyOrder_data()
    {
        QTest::addColumn<QString>("column");
        QTest::newRow("as it came") << QStringLiteral("created");
        QTest::newRow("by length") << QStringLiteral("value");
    }

    void selectionGoesBothWaysInAnyOrder()
    {
        QFETCH(QString, column);
        m_table->sortBy(column, Qt::DescendingOrder);
        for (int event = 0; event < m_view->scene().eventCount(); ++event) {
            QTest::mouseClick(m_view, Qt::LeftButton, {}, m_view->eventRect(event).center());
            QCOMPARE(m_view->currentEvent(), event);
            QCOMPARE(m_table->selectionModel()->selectedRows().size(), 1);
            QCOMPARE(m_table->currentIndex().row(), shown(event).row());
        }
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(shown(m_view->currentEvent()).row(), 0);
        QTest::keyClick(m_table, Qt::Key_Down);
        QCOMPARE(shown(m_view->currentEvent()).row(), 1);
    }

    void lettingGoClearsTheRowAndAClickBringsItBack()
    {
        m_view->setCurrentEvent(2);
        QTest::keyClick(m_view, Qt::Key_Escape);
        QVERIFY(!m_table->selectionModel()->hasSelection());
        const QPoint at = m_table->visualRect(shown(2)).center();
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(m_view->currentEvent(), 2);
    }

    void returnOnARowFillsTheTimelineWithIt()
    {
        m_table->setFocus();
        m_view->setCurrentEvent(2);
        QTest::keyClick(m_table, Qt::Key_Return);
        QVERIFY(m_view->geometry().isZoomed());
        const TimeRange span = m_view->scene().event(2).span;
        QVERIFY(m_view->geometry().visible().contains(span.from));
    }

    void hoverGoesBothWays()
    {
        m_table->sortBy(QStringLiteral("value"), Qt::AscendingOrder);
        QTest::mouseMove(m_view, m_view->eventRect(4).center());
        QCOMPARE(m_view->hoveredEvent(), 4);
        QCOMPARE(hoveredRow(), shown(4).row());
        QTest::mouseMove(m_table->viewport(), m_table->visualRect(shown(1)).center());
        QCOMPARE(m_view->hoveredEvent(), 1);
        QCOMPARE(hoveredRow(), shown(1).row());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_table->viewport(), &leave);
        QCOMPARE(m_view->hoveredEvent(), -1);
        QCOMPARE(hoveredRow(), -1);
    }

    /// Escaped once: neither markup of ours nor a hostile name's is read as such.
    /// An event's value is one conversation's: definition, source, window, n, age, and the vendor's
    /// beside what its edges and the inbox's hours come to.
    void aValueIsExplained()
    {
        const MetricFormatter format(QLocale::c(), QTimeZone("Europe/Berlin"));
        TimelineReport report = timelineSample();
        report.asOf = report.extent.to;
        ReportingEvent &answer = report.events[1].event;
        answer.value = *answer.end - *answer.start + 2'000; // as a clock of the vendor's has it
        m_detail->setReport(report);
        m_view->setCurrentEvent(1);
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(m_detail->explained() && m_detail->explained()->isVisible());
        const Explanation told = m_detail->explained()->explanation();
        QCOMPARE(told.title, eventTitle(answer.name));
        QVERIFY(told.showText.isEmpty() && !told.noShow.isEmpty());
        QCOMPARE(told.rows[0].text, format.duration(answer.value));
        QCOMPARE(told.rows[1].text, eventDefinition(answer.name) + u'.');
        QStringList pairs;
        for (const ExplainRow &row : told.rows) {
            if (row.kind == ExplainRow::Kind::Pair)
                pairs << row.label + QStringLiteral(": ") + row.text;
        }
        const QStringList wanted{
            QStringLiteral("Values: 1, this conversation's own"),
            QStringLiteral("Time: %1 – %2 (Europe/Berlin)")
                .arg(format.full(*answer.start), format.full(*answer.end)),
            QStringLiteral("Agent: ") + report.events[1].agentName,
            QStringLiteral("Origin: Reported. The vendor's own figure"),
            QStringLiteral("Vendor's own: ") + format.duration(answer.value),
            QStringLiteral("Start to end: ") + format.duration(*answer.end - *answer.start),
            QStringLiteral("Difference: \u2212") + format.duration(2'000),
            QStringLiteral("Vendor's own: ") + format.duration(answer.valueInBusinessHours),
            QStringLiteral("Inbox's hours: ") + format.duration(DurationMs{4 * 60'000}),
            QStringLiteral("Difference: none"),
            QStringLiteral("Age: as of ") + format.toTheSecond(*report.asOf, 0)};
        QCOMPARE(pairs, wanted);
    }

    /// What the head tells of the conversation itself is explained by the keyboard, too.
    void numbersOfTheHeadAreExplained()
    {
        auto *head = m_detail->findChild<FactsLine *>();
        QCOMPARE(head->focusPolicy(), Qt::NoFocus); // closed, and nobody was asked
        TimelineReport report = timelineSample();
        Conversation &of = report.conversation.conversation;
        of.status = QStringLiteral("open");
        of.closed.reset();
        of.waitingSince = of.created;
        of.csat = 4;
        m_detail->setNow(of.created + 12 * 60'000);
        m_detail->setReport(report);
        head->setFocus();
        const auto told = [this, head] {
            QTest::keyClick(head, Qt::Key_I, Qt::ControlModifier);
            const QString text = m_detail->explained()
                                     ? explanationText(m_detail->explained()->explanation())
                                     : QString();
            delete m_detail->explained();
            return text;
        };
        const QString waiting = told();
        QVERIFY2(waiting.startsWith(QStringLiteral("Waiting")) &&
                     waiting.contains(QStringLiteral("12")),
                 qPrintable(waiting));
        QTest::keyClick(head, Qt::Key_Right);
        const QString rating = told();
        QVERIFY2(rating.startsWith(QStringLiteral("CSAT")) && rating.contains(u'4'),
                 qPrintable(rating));
    }

    /// What was worked out here has nothing of the vendor's beside it; what only counts has no
    /// number.
    void onlyNumbersAreExplained()
    {
        m_table->setFocus();
        m_view->setCurrentEvent(7);
        QTest::keyClick(m_table, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(m_detail->explained());
        const QString told = explanationText(m_detail->explained()->explanation());
        QVERIFY2(told.contains(originTitle(EventOrigin::Estimated)) &&
                     !told.contains(QStringLiteral("Vendor's own")),
                 qPrintable(told));
        m_detail->explained()->close();
        QTRY_VERIFY(!m_detail->explained());

        QCOMPARE(eventValueKind(timelineSample().events[3].event.name), EventValue::Nothing);
        m_view->setCurrentEvent(3);
        QTest::keyClick(m_table, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!m_detail->explained());
        for (const int event : {1, 3}) {
            QMenu menu;
            Q_EMIT m_table->menuOpening(&menu, shown(event));
            QCOMPARE(menu.actions().size(), event == 1 ? 1 : 0);
        }
    }

    void rowsAreExplainedAsText()
    {
        TimelineReport report = timelineSample();
        report.events[1].agentName = QStringLiteral("<b>Mallory</b><img src=x>");
        m_detail->setReport(report);
        const QPoint at = m_table->visualRect(shown(1)).center();
        QHelpEvent help(QEvent::ToolTip, at, m_table->viewport()->mapToGlobal(at));
        QApplication::sendEvent(m_table->viewport(), &help);
        const QString said = QToolTip::text();
        QVERIFY2(said.contains(QStringLiteral("&lt;b&gt;Mallory")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("<img")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("&lt;qt")), qPrintable(said));
    }

    void tenThousandEventsAreShownAtOnce()
    {
        const TimelineReport report = crowdedTimelineSample(10'000);
        QElapsedTimer timer;
        const auto took = [&timer](const char *what) {
            qInfo("%s: %.1f ms", what, double(timer.nsecsElapsed()) / 1e6);
            timer.start();
        };
        timer.start();
        m_detail->setReport(report);
        took("shown");
        m_detail->setReport(report);
        took("the same again");
        m_detail->setNow(report.extent.to);
        took("a clock tick");
        m_view->setCurrentEvent(5'000);
        took("an event selected");
        m_table->sortBy(QStringLiteral("value"), Qt::DescendingOrder);
        took("sorted");
        QCOMPARE(m_table->rows()->rowCount(), 10'000);
        QCOMPARE(m_table->currentIndex().row(), shown(5'000).row());
    }
};

QTEST_MAIN(TestConversationDetail)
#include "tst_conversationdetail.moc"
