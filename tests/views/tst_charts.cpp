// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "support/fakecharts.h"
#include "views/chartcontrols.h"
#include "views/chartgeometry.h"
#include "views/chartoverlay.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/chartview.h"
#include "views/heatmapview.h"
#include "views/palette.h"
#include "views/tableview.h"
#include "views/typography.h"

#include <QAccessible>
#include <QClipboard>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <memory>
#include <optional>
#include <set>
#include <vector>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

int inkOf(const QImage &image, const QColor &colour, QRect within)
{
    int ink = 0;
    for (int y = within.top(); y <= within.bottom(); ++y) {
        for (int x = within.left(); x <= within.right(); ++x)
            ink += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return ink;
}

ChartContext context()
{
    ChartContext of;
    of.format =
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc());
    of.scope.zone = QTimeZone::utc();
    of.now = fakeNow;
    return of;
}

std::shared_ptr<const Chart> volumeOf(int agents, int top = 0)
{
    return std::make_shared<const VolumeChart>(
        context(), WithBefore<VolumeReport>{fakeVolume(agents), std::nullopt}, top);
}

std::shared_ptr<const Chart> trendOf(TrendReport report)
{
    return std::make_shared<const TrendChart>(
        context(), WithBefore<TrendReport>{std::move(report), std::nullopt},
        ChartQuestion::Step::Hour);
}

void present(QWidget &view, QSize size = {900, 640})
{
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.activateWindow();
    view.setFocus();
}

QImage shot(QWidget &view)
{
    return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

void prepare(ChartsPage &page)
{
    ViewScope scope;
    scope.zone = QTimeZone::utc();
    page.setScope(scope);
    page.setFormatter(context().format);
    page.setNow(fakeNow);
    present(page, {1104, 640});
}

} // namespace

class TestCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void everyBarHasItsOwnNameAndLength()
    {
        VolumeReport report = fakeVolume(6);
        report.rows[2].label = QStringLiteral("Sam (Acme support #3)");
        report.rows[3].label = QStringLiteral("Sam (Acme support #4)");
        report.rows[3].conversations = report.rows[2].conversations;
        ChartView view;
        view.setChart(std::make_shared<const VolumeChart>(
                          context(), WithBefore<VolumeReport>{report, std::nullopt}, 0),
                      0, false);
        present(view);
        const ChartGeometry geometry = view.geometryNow();
        const QImage image = shot(view);
        QCOMPARE(view.liveBars(), 7);
        // The bars that Qt Charts painted are where the geometry says, equal names or not.
        for (int c = 0; c < 7; ++c) {
            const QRectF bar = geometry.mark(view.scene(), c, 0);
            const QColor ink = c == 6 ? tokens().faint : tokens().seriesFor(0);
            const int y = static_cast<int>(bar.center().y());
            const QByteArray which = QByteArray::number(c);
            QVERIFY2(image.pixelColor(static_cast<int>(bar.left()) + 2, y) == ink, which);
            QVERIFY2(image.pixelColor(static_cast<int>(bar.right()) - 2, y) == ink, which);
            QVERIFY2(image.pixelColor(static_cast<int>(bar.right()) + 3, y) != ink, which);
            QVERIFY2(image.pixelColor(static_cast<int>(bar.left()) + 2,
                                      static_cast<int>(bar.top()) - 3) != ink,
                     which);
        }
    }

    void namesAreWholeWhereTheyFit_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("agents");
        QTest::newRow("few") << QSize(900, 640) << 6;
        QTest::newRow("many") << QSize(900, 640) << 500;
        QTest::newRow("small") << QSize(620, 400) << 80;
        QTest::newRow("large") << QSize(2300, 1300) << 80;
    }
    void namesAreWholeWhereTheyFit()
    {
        QFETCH(QSize, size);
        QFETCH(int, agents);
        const auto chart = volumeOf(agents);
        const ChartScene scene = chart->scenes().front();
        const ChartGeometry geometry(scene, size, false);
        const QFontMetricsF metrics(bodyFont());
        for (int c = 0; c < scene.categoryCount(); ++c) {
            const QString &label = scene.category(c).label;
            const double width = geometry.label(c).width();
            if (metrics.horizontalAdvance(label) <= size.width() * 0.45 - 2)
                QCOMPARE(metrics.elidedText(label, Qt::ElideRight, width + 1), label);
            QVERIFY(geometry.band(c).height() >= 36);
            // The value at its end is in the picture too.
            const QRectF end = geometry.endOfBar(scene, c);
            QVERIFY(end.width() + 0.5 >= metrics.horizontalAdvance(scene.category(c).valueText));
        }
    }

    void fiveHundredAgentsScroll()
    {
        ChartView view;
        view.setChart(volumeOf(500), 0, false);
        for (const QSize size : {QSize(900, 640), QSize(1400, 1300), QSize(2400, 2000)}) {
            present(view, size);
            QVERIFY(view.scrollBar()->isVisible());
            std::set<int> seen;
            const int step = view.scrollBar()->pageStep() - 20;
            for (int at = 0; at < view.scrollBar()->maximum() + step; at += step) {
                view.scrollBar()->setValue(at);
                view.grab();
                QVERIFY2(view.liveBars() > 5 && view.liveBars() <= 30,
                         QByteArray::number(view.liveBars()));
                const auto [first, end] = view.geometryNow().visible();
                for (int c = first; c < end; ++c)
                    seen.insert(c);
            }
            QCOMPARE(seen.size(), std::size_t{501});
        }
        // A newer answer to the same question moves nothing; another question starts above.
        view.scrollBar()->setValue(4000);
        view.setChart(volumeOf(500), 0, true);
        QCOMPARE(view.scrollBar()->value(), 4000);
        view.setChart(volumeOf(480), 0, false);
        QCOMPARE(view.scrollBar()->value(), 0);
    }

    void keysWalkBarsAndOpenThem()
    {
        ChartView view;
        view.setChart(volumeOf(500), 0, false);
        present(view);
        QSignalSpy opened(&view, &MarkedView::activated);
        QSignalSpy explained(&view, &MarkedView::explainRequested);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current().category, 0);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.at(0).at(0).value<ChartMark>().category, 1);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.current().category, 500);
        QCOMPARE(view.scrollBar()->value(), view.scrollBar()->maximum());
        QVERIFY(view.rect().contains(view.markRect(view.current())));
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.at(0).at(0).value<ChartMark>().category, 499);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.scrollBar()->value(), 0);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.current().category, 0);
    }

    void pointerFindsTheMark()
    {
        ChartView view;
        view.setChart(volumeOf(40, 10), 0, false);
        present(view);
        QSignalSpy opened(&view, &MarkedView::activated);
        QSignalSpy expanded(&view, &MarkedView::expandRequested);
        const QPoint bar = view.markRect({0, 3, 0}).center();
        QTest::mouseMove(&view, bar);
        QTRY_COMPARE(view.hovered().category, 3);
        QHelpEvent help(QEvent::ToolTip, bar, view.mapToGlobal(bar));
        QApplication::sendEvent(&view, &help);
        QVERIFY(QToolTip::text().contains(fakeName(3)));
        QVERIFY(QToolTip::text().contains(QStringLiteral("counted for the agent")));
        QTest::mouseClick(&view, Qt::LeftButton, {}, bar);
        QCOMPARE(opened.at(0).at(0).value<ChartMark>(), (ChartMark{0, 3, 0}));
        // Other: its bar opens the conversations, its name the agents.
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.markRect({0, 10, 0}).center());
        QCOMPARE(opened.count(), 2);
        QCOMPARE(expanded.count(), 0);
        const QPoint name = view.geometryNow().label(10).center().toPoint();
        QTest::mouseClick(&view, Qt::LeftButton, {}, name);
        QCOMPARE(expanded.count(), 1);
        QCOMPARE(opened.count(), 2);
    }

    void barsGrowFromTheLeadingEdge()
    {
        ChartView view;
        view.setLayoutDirection(Qt::RightToLeft);
        view.setChart(volumeOf(500), 0, false);
        present(view);
        const QRect bar = view.markRect({0, 0, 0});
        QVERIFY(bar.right() > view.width() / 2);
        QVERIFY(view.geometryNow().label(0).left() > bar.right() - 20);
        const QImage image = shot(view);
        QCOMPARE(image.pixelColor(bar.right() - 3, bar.center().y()), tokens().seriesFor(0));
        QCOMPARE(image.pixelColor(bar.left() + 3, bar.center().y()), tokens().seriesFor(0));
        QCOMPARE(view.markAt(bar.center()), (ChartMark{0, 0, 0}));
    }

    void linesBreakAtGaps()
    {
        TrendReport report = fakeTrend({"conversations"}, 12, fakeHour);
        for (TrendPoint &point : report.points) {
            point.partial = false;
            point.figures[0] = fakeFigure(50, 50);
        }
        const TimeMs from = report.points[4].range.from;
        report.basis.gaps = {{from, from + 3 * fakeHour}};
        for (const std::size_t i : {4U, 5U, 6U})
            report.points[i].hasGap = true;
        ChartView view;
        view.setChart(trendOf(report), 0, false);
        present(view);
        const ChartGeometry geometry = view.geometryNow();
        const QImage image = shot(view);
        const int y = static_cast<int>(geometry.yOf(50));
        const auto line = [&](double place) {
            const int x = static_cast<int>(geometry.xOfPlace(place));
            return inkOf(image, tokens().seriesFor(0), QRect(x - 2, y - 3, 5, 7));
        };
        QVERIFY(line(2.0) > 4);
        QVERIFY(line(9.0) > 4);
        for (const double place : {4.2, 5.0, 6.0, 6.8})
            QCOMPARE(line(place), 0);
        const QRect gap = geometry.band(5).toRect();
        QVERIFY(inkOf(image, tokens().line, gap) > gap.width() * gap.height() / 20);
        // Keys step over it.
        view.setCurrent({0, 3, 0});
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.current().category, 7);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.current().category, 3);
        QCOMPARE(view.markAt(geometry.pointOf(8, 50).toPoint()), (ChartMark{0, 8, 0}));
        QVERIFY(!view.markAt(geometry.band(5).center().toPoint()).isValid());
    }

    /// The mark of the period before is painted, and the bar's number stands behind it.
    void barsCarryThePeriodBefore_data()
    {
        QTest::addColumn<bool>("rtl");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }
    void barsCarryThePeriodBefore()
    {
        QFETCH(bool, rtl);
        const VolumeReport report = fakeVolume(6);
        VolumeReport before = report;
        for (VolumeRow &row : before.rows)
            row.conversations *= 2;
        const ChartScene scene = VolumeChart(context(), {report, before}, 25).scenes().front();
        const QSizeF size(900, 400);
        const ChartGeometry geometry(scene, size, rtl);
        const QRectF &plot = geometry.plot();
        const double away = geometry.lengthOf(*scene.category(0).before);
        const double x = rtl ? plot.right() - away : plot.left() + away;
        const QRectF end = geometry.endOfBar(scene, 0);
        QVERIFY(rtl ? end.right() < x : end.left() > x);
        QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(tokens().surface);
        QPainter painter(&image);
        paintChartText(painter, scene, geometry, tokens(), {});
        painter.end();
        const QPointF centre = geometry.mark(scene, 0, -1).center();
        QCOMPARE(image.pixelColor(static_cast<int>(x), static_cast<int>(centre.y())),
                 tokens().text);
        const ChartScene alone =
            VolumeChart(context(), {report, std::nullopt}, 25).scenes().front();
        const ChartGeometry plain(alone, size, rtl);
        QVERIFY(qAbs(plain.endOfBar(alone, 0).width() - end.width()) > 1);
    }

    void heatMapHatchesWhatNobodyKnows()
    {
        HeatMapView view;
        view.setChart(std::make_shared<const HeatChart>(context(), fakeHeat()), 0, false);
        present(view, {1000, 420});
        const QImage image = shot(view);
        const auto corner = [&](int cell) {
            return image.pixelColor(view.markRect({0, cell, 0}).topLeft() + QPoint(3, 3));
        };
        QCOMPARE(corner(13).rgb(), tokens().heat[6].rgb()); // the busiest
        QCOMPARE(corner(3).rgb(), tokens().heat[0].rgb());  // known and quiet
        const QRect sunday = view.markRect({0, 6 * 24 + 12, 0});
        QCOMPARE(inkOf(image, tokens().heat[0], sunday), 0);
        QVERIFY(inkOf(image, tokens().surface, sunday) > 0);
        view.setCurrent({0, 13, 0});
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current().category, 37);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.current().category, 24);
        QSignalSpy opened(&view, &MarkedView::activated);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.markRect({0, 100, 0}).center());
        QCOMPARE(opened.at(0).at(0).value<ChartMark>().category, 100);
    }

    void screenReadersWalkTheMarks()
    {
        ChartView view;
        view.setChart(volumeOf(40, 10), 0, false);
        present(view);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(list && list->role() == QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Conversations by agent"));
        QCOMPARE(list->childCount(), 12);
        QAccessibleInterface *item = list->child(1);
        QCOMPARE(item->text(QAccessible::Value), QStringLiteral("291 conversations"));
        QVERIFY(item->text(QAccessible::Name).startsWith(fakeName(1)));
        QCOMPARE(list->indexOfChild(item), 1);
        QVERIFY(!item->rect().isEmpty());
        view.setCurrent({0, 1, 0});
        QVERIFY(item->state().selected);
        QSignalSpy opened(&view, &MarkedView::activated);
        item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.count(), 1);
        const WithBefore<VolumeReport> split{fakeSplitVolume(3), std::nullopt};
        view.setChart(std::make_shared<const VolumeChart>(context(), split, 0), 0, false);
        QCOMPARE(list->childCount(), 4 * 4);
        const auto heard = [list] { return list->focusChild()->text(QAccessible::Value); };
        view.setCurrent({0, 0, -1}); // the whole bar
        QCOMPARE(heard(), QStringLiteral("300 conversations"));
    }

    void pageOpensAsksAndRemembers()
    {
        ChartsPage page;
        prepare(page);
        QSignalSpy asked(&page, &Page::questionChanged);
        QSignalSpy edited(&page, &Page::stateEdited);
        QSignalSpy drilled(&page, &Page::drillRequested);
        page.setVolume({fakeVolume(60), std::nullopt}, false);
        page.focusMain();
        MarkedView *view = page.panel()->views().front();
        QTest::keyClick(view, Qt::Key_Home);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(drilled.at(0).at(0).value<Drill>().filter.agents, std::vector<RowId>{1});
        // Other opens in place: nothing is asked.
        view->setCurrent({0, 25, 0});
        QTest::keyClick(view, Qt::Key_Plus);
        QCOMPARE(view->scene().categoryCount(), 61);
        QCOMPARE(asked.count(), 0);
        QCOMPARE(edited.count(), 1);
        // The table is one key away, with every number; Return opens there too.
        QTest::keyClick(view, Qt::Key_T);
        QVERIFY(page.panel()->table()->isVisible());
        QVERIFY(page.panel()->table()->hasFocus());
        QCOMPARE(page.panel()->tableModel().rowCount(), 61);
        QVERIFY(page.panel()->table()->selectKey(QStringLiteral("7")));
        QTest::keyClick(page.panel()->table(), Qt::Key_Return);
        QCOMPARE(drilled.last().at(0).value<Drill>().filter.agents, std::vector<RowId>{7});
        // The cell one stands on is what is opened and explained.
        page.setVolume({fakeSplitVolume(60), std::nullopt}, false);
        TableView *table = page.panel()->table();
        QVERIFY(table->selectKey(QStringLiteral("7")));
        for (int column = 0; column < 5; ++column)
            QTest::keyClick(table, Qt::Key_Right);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(drilled.last().at(0).value<Drill>().statuses,
                 QStringList{QStringLiteral("pending")});
        QSignalSpy explained(&page, &Page::explainRequested);
        QTest::keyClick(table, Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(explained.size(), 1);
        QCOMPARE(explained.at(0).at(0).value<ExplainTarget>().key, std::optional<RowId>(7));
        page.setVolume({fakeVolume(60), std::nullopt}, false);
        QTest::keyClick(page.panel()->table(), Qt::Key_T);
        QVERIFY(!page.panel()->table()->isVisible());
        page.panel()->copyTable();
        QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 62);
        // Another chart is another question; the old picture does not stand for it.
        ChartQuestion trend = page.question();
        trend.kind = ChartQuestion::Kind::Trend;
        page.setQuestion(trend);
        QCOMPARE(asked.count(), 1);
        page.setLoading();
        QVERIFY(page.panel()->views().empty() || !page.panel()->chart());
        page.setTrend({fakeTrend({"conversations"}, 24, fakeHour), std::nullopt},
                      ChartQuestion::Step::Hour, false);
        QVERIFY(page.panel()->chart());
        QVERIFY(ChartQuestion::fromMap(page.saveState()) == trend);
    }

    void emptyChartsSayWhatToDo_data()
    {
        QTest::addColumn<bool>("filtered");
        QTest::addColumn<QString>("title");
        QTest::newRow("range") << false << QStringLiteral("Nothing to draw in this range");
        QTest::newRow("filters") << true
                                 << QStringLiteral("Nothing in this range passes the filters");
    }
    void emptyChartsSayWhatToDo()
    {
        QFETCH(bool, filtered);
        QFETCH(QString, title);
        ChartsPage page;
        prepare(page);
        ViewScope scope;
        scope.zone = QTimeZone::utc();
        if (filtered)
            scope.filter.channels = {QStringLiteral("web")};
        page.setScope(scope);
        page.setVolume({fakeVolume(3, 0), std::nullopt}, false);
        QVERIFY(page.panel()->views().front()->isVisible());
        VolumeReport nothing = fakeVolume(3, 0);
        for (VolumeRow &row : nothing.rows)
            row.conversations = 0;
        nothing.total = 0;
        page.setVolume({nothing, std::nullopt}, true);
        QVERIFY(!page.panel()->views().front()->isVisible());
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            texts << (label->isVisible() ? label->text() : QString());
        QVERIFY2(texts.contains(title), qPrintable(texts.join(u'|')));
        QSignalSpy wider(&page, &Page::widerRangeRequested);
        QSignalSpy cleared(&page, &Page::scopeRequested);
        auto *state = page.findChild<StateView *>();
        const auto buttons = state->findChildren<QPushButton *>();
        QVERIFY(!buttons.isEmpty());
        QTest::mouseClick(buttons.first(), Qt::LeftButton);
        QCOMPARE(filtered ? cleared.count() : wider.count(), 1);
    }

    void paperHasNoBitmaps()
    {
        const ChartScene scene = volumeOf(60)->scenes().front();
        QImage image(800, 400, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        const int rows =
            paintChartScene(painter, QRectF(0, 0, 800, 400), scene, Palette::day(), false, 20);
        painter.end();
        QCOMPARE(rows, 10);
        const double row = ChartGeometry(scene, QSizeF(800, 400), false).rowHeight();
        const ChartGeometry geometry(scene, QSizeF(800, 400), false, 20 * row);
        const QRectF bar = geometry.mark(scene, 20, 0);
        QCOMPARE(
            image.pixelColor(static_cast<int>(bar.left()) + 3, static_cast<int>(bar.center().y())),
            Palette::day().seriesFor(0));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
