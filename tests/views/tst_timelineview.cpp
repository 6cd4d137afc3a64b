// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinetablemodel.h"
#include "support/timelinesample.h"
#include "views/palette.h"
#include "views/timelineview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

using namespace watchfloor;
using namespace watchfloor::test;

class TestTimelineView : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<TimelineView> m_view;

    void turnWheel(QPoint at, int delta)
    {
        QWheelEvent wheel(at, m_view->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &wheel);
    }

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<TimelineView>();
        m_view->setFormatter(MetricFormatter(QLocale::c(), QTimeZone("Europe/Berlin")));
        m_view->resize(900, 320);
        m_view->setReport(timelineSample());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() { m_view.reset(); }

    void aClickSelectsTheEventUnderIt()
    {
        QSignalSpy spy(m_view.get(), &TimelineView::currentEventChanged);
        for (int i = 0; i < m_view->scene().eventCount(); ++i) {
            const QRect rect = m_view->eventRect(i);
            QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, rect.center());
            QCOMPARE(m_view->currentEvent(), i);
        }
        QCOMPARE(spy.count(), m_view->scene().eventCount());
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(5, 5));
        QCOMPARE(m_view->currentEvent(), -1);
    }

    void arrowsWalkInTimeAndLanes()
    {
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        const int first = m_view->currentEvent();
        QVERIFY(first >= 0);
        std::vector<int> seen{first};
        for (int i = 1; i < m_view->scene().eventCount(); ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_Right);
            seen.push_back(m_view->currentEvent());
        }
        std::sort(seen.begin(), seen.end());
        for (int i = 0; i < m_view->scene().eventCount(); ++i)
            QCOMPARE(seen[size_t(i)], i);
        const int last = m_view->currentEvent();
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->currentEvent(), last);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        const int lane = m_view->scene().event(m_view->currentEvent()).lane;
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->scene().event(m_view->currentEvent()).lane, lane + 1);
    }

    void wheelAndKeysZoomAndEscapeShowsAll()
    {
        const TimeRange whole = m_view->geometry().visible();
        turnWheel(m_view->trackRect().center(), 480);
        QVERIFY(m_view->geometry().isZoomed());
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->geometry().visible(), whole);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->geometry().isZoomed());
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(m_view->geometry().visible(), whole);
    }

    void draggingPansAndSelectsNothing()
    {
        turnWheel(m_view->trackRect().center(), 960);
        const TimeRange before = m_view->geometry().visible();
        const QPoint from = m_view->trackRect().center();
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(60, 0));
        QTest::mouseMove(m_view.get(), from + QPoint(120, 0));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(120, 0));
        QVERIFY(m_view->geometry().visible().from < before.from);
        QCOMPARE(m_view->currentEvent(), -1);
    }

    void aRefreshKeepsZoomAndCurrentEvent()
    {
        QTest::keyClick(m_view.get(), Qt::Key_End);
        turnWheel(m_view->trackRect().center(), 480);
        const TimeRange visible = m_view->geometry().visible();
        const QString key = timelineEventKey(m_view->scene().event(m_view->currentEvent()));
        m_view->setReport(timelineSample());
        QCOMPARE(m_view->geometry().visible(), visible);
        QCOMPARE(timelineEventKey(m_view->scene().event(m_view->currentEvent())), key);
        TimelineReport other = timelineSample();
        other.conversation.conversation.remoteId = QStringLiteral("another");
        m_view->setReport(other);
        QVERIFY(!m_view->geometry().isZoomed());
        QCOMPARE(m_view->currentEvent(), -1);
    }

    void toolTipsShowHostileNamesAsText()
    {
        TimelineReport report = timelineSample();
        report.events.front().agentName = QStringLiteral("<b>Mallory</b><img src=x>");
        m_view->setReport(report);
        const QPoint at = m_view->eventRect(0).center();
        QHelpEvent help(QEvent::ToolTip, at, m_view->mapToGlobal(at));
        QApplication::sendEvent(m_view.get(), &help);
        QVERIFY(QToolTip::text().contains(QStringLiteral("&lt;b&gt;Mallory")));
        QVERIFY(!QToolTip::text().contains(QStringLiteral("<img")));
    }

    void paintsInBothDirectionsAndThemes()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(theme);
            for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
                m_view->setLayoutDirection(direction);
                const QImage image = m_view->grab().toImage();
                const QRect bar = m_view->eventRect(0);
                // The bar's leading 3 px carry its colour, away from the ground around it.
                QVERIFY(image.pixelColor(bar.left() + 1, bar.center().y()) !=
                        image.pixelColor(bar.left() - 3, bar.top() - 3));
                QVERIFY(m_view->nameRect(0).left() == 0 || direction == Qt::RightToLeft);
            }
        }
        applyTheme(Theme::Light);
    }

    void tenThousandEventsPaintOnlyWhatIsSeen()
    {
        m_view->setReport(timelineSample(10'000));
        QElapsedTimer timer;
        timer.start();
        m_view->grab();
        qInfo("10,000 events painted in %lld ms", timer.elapsed());
        for (int i = 0; i < 40; ++i)
            turnWheel(m_view->trackRect().center(), 240);
        const auto [first, last] = m_view->scene().candidates(0, m_view->geometry().visible());
        QVERIFY(last - first < 100);
    }

    void screenReadersFindEachEvent()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), m_view->scene().eventCount());
        QCOMPARE(list->child(0)->text(QAccessible::Name), QStringLiteral("Bot handoff"));
        QVERIFY(
            list->child(0)->text(QAccessible::Description).contains(QStringLiteral("Value: 30 s")));
        m_view->setCurrentEvent(2);
        QVERIFY(list->child(2)->state().selected);
        m_view->clear();
        QCOMPARE(list->childCount(), 0);
    }

    void theTableFollowsTheReport()
    {
        TimelineTableModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFormatter(MetricFormatter(QLocale::c(), QTimeZone("Europe/Berlin")));
        TimelineReport report = timelineSample();
        model.setReport(report);
        QCOMPARE(model.rowCount(), int(report.events.size()));
        QCOMPARE(model.index(0, TimelineTableModel::Value).data().toString(),
                 QStringLiteral("30 s"));
        QCOMPARE(model.index(0, TimelineTableModel::Value).data(SortRole).toLongLong(), 30'000);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        TimelineEvent late = report.events.front();
        late.event.remoteId = 7;
        report.events.insert(report.events.begin(), late);
        model.setReport(report);
        QCOMPARE(resets.count(), 1);
        QCOMPARE(model.index(0, 0).data(KeyRole).toString(), QStringLiteral("7"));
        report.events.back().event.value += 1'000;
        model.setReport(report);
        QCOMPARE(resets.count(), 1);
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
