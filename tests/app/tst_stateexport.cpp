// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/showtables.h"
#include "app/modeltable.h"
#include "app/severalfiles.h"
#include "models/charttable.h"
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "models/timelinetablemodel.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "support/csvrows.h"
#include "support/exportdesk.h"
#include "support/fakecharts.h"
#include "support/fakefigures.h"
#include "support/hardplaces.h"
#include "views/agentpanel.h"
#include "views/agentspage.h"
#include "views/metricpanel.h"
#include "views/palette.h"
#include "views/statestrip.h"
#include "views/tableview.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QToolButton>
#include <QXmlStreamReader>

#include <algorithm>
#include <memory>
#include <numeric>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// A page's table as its file has it.
std::vector<QStringList> fileOf(QAbstractItemModel &model)
{
    SortedRows rows;
    rows.setSourceModel(&model);
    std::vector<int> columns(static_cast<std::size_t>(model.columnCount()));
    std::iota(columns.begin(), columns.end(), 0);
    ModelTable reading(&rows, columns, {});
    QSignalSpy finished(&reading, &ModelTable::finished);
    reading.start();
    if (!finished.wait())
        return {};
    return csvRows(toCsv(reading.take(), QTimeZone::utc())).value_or(std::vector<QStringList>());
}

std::vector<QStringList> fileOf(const Chart &chart)
{
    ChartTableModel model;
    model.setTable(chart.table());
    return fileOf(model);
}

ChartContext contextOfFiles()
{
    ChartContext of;
    of.format =
        MetricFormatter(QLocale(QLocale::German, QLocale::Germany), QTimeZone("Europe/Berlin"));
    of.scope.zone = QTimeZone("Europe/Berlin");
    of.now = fakeNow;
    return of;
}

} // namespace

class TestStateExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// The strip of an agent's states: rows and pictures, gaps told as gaps.
    void anAgentsStatesAreFiles()
    {
        ExportDesk desk;
        desk.show("agents");
        auto *page = qobject_cast<AgentsPage *>(desk.window->currentPage());
        QVERIFY(page);
        page->findChild<QToolButton *>(QStringLiteral("side"))->click();
        Agent agent = page->model().row(0).agent;
        page->panel()->table()->selectKey(page->model().index(0, 0).data(KeyRole).toString());
        QTRY_VERIFY(desk.bindings->settled() && page->selectedAgent() == agent.id);
        agent.name = QStringLiteral("<b>Anna</b>");
        const AgentTimelineReport timeline = fakeAgentTimeline(agent);
        page->setTimeline(timeline);
        const std::size_t all = timeline.states.size() + timeline.gaps.size();
        const std::vector<ExportOffer> offers = desk.exports->offers();
        const auto save = [&](ExportFormat format, const char *file) {
            const auto offer =
                std::find_if(offers.rbegin(), offers.rend(),
                             [format](const ExportOffer &each) { return each.format == format; });
            if (offer != offers.rend())
                desk.exports->save(*offer, desk.path(file));
            return QTest::qWaitFor([&desk] { return !desk.exports->isRunning(); });
        };
        QVERIFY(save(ExportFormat::Csv, "states.csv"));
        const auto rows = csvRows(desk.content("states.csv"));
        QVERIFY2(rows && rows->size() == all + 1, qPrintable(desk.told()));
        QCOMPARE(rows->front().join(u'|'),
                 QStringLiteral("account|agent|state|reason|from|to|source"));
        std::size_t gaps = 0;
        DurationMs online = 0;
        for (std::size_t i = 1; i < rows->size(); ++i) {
            const QStringList &cells = (*rows)[i];
            QCOMPARE(cells[1], agent.name);
            QCOMPARE(cells[2].isEmpty(), cells[6] == QLatin1String("gap"));
            gaps += cells[6] == QLatin1String("gap");
            if (cells[2] == QLatin1String("online"))
                online += QDateTime::fromString(cells[4], Qt::ISODate)
                              .msecsTo(QDateTime::fromString(cells[5], Qt::ISODate));
            if (i > 1)
                QVERIFY(cells[4] >= (*rows)[i - 1][5]);
        }
        QCOMPARE(gaps, timeline.gaps.size());
        const MetricFormatter format = page->agentPanel()->strip()->states().format();
        QVERIFY(online > 0);
        QVERIFY2(page->agentPanel()->strip()->summary().contains(format.duration(online)),
                 qPrintable(page->agentPanel()->strip()->summary()));

        QVERIFY(save(ExportFormat::Svg, "states.svg"));
        QString text;
        QXmlStreamReader xml(desk.content("states.svg"));
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isCharacters())
                text += xml.text().toString() + u'\n';
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const QString &words : {QStringLiteral("States of <b>Anna</b>\n"),
                                     format.duration(online), QStringLiteral("not known 2 h 30 m")})
            QVERIFY2(text.contains(words), qPrintable(text));
        QVERIFY(save(ExportFormat::Png, "states.png"));
        const QImage image = QImage::fromData(desk.content("states.png"), "png");
        QCOMPARE(image.width(), 2 * 960);
        QCOMPARE(image.pixel(2, 2), Palette::day().surface.rgb());
        int coloured = 0;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y)
                coloured += image.pixelColor(x, y).hsvSaturation() > 60;
        }
        QVERIFY2(coloured > 1000, qPrintable(QString::number(coloured)));
    }

    /// All of them or none: a small file is only written when it is put in its place.
    void aDiskThatFillsUpLeavesNoPartOfASet()
    {
        const QTemporaryDir folder;
        const QString first = folder.filePath(QStringLiteral("day-agents.csv"));
        const QString second = folder.filePath(QStringLiteral("day-groups.csv"));
        const auto written = [&](bool inTheWay) {
            Result<QStringList> done = Error::cancelled();
            const std::unique_ptr<QThread> thread(QThread::create([&] {
                SeveralFiles files({});
                for (const auto &[path, size] : {std::pair(first, 50), std::pair(second, 500)}) {
                    if (const auto added = files.add(path, QByteArray(size, 'x')); !added)
                        return;
                }
                if (inTheWay)
                    QDir().mkpath(second + QStringLiteral("/a folder"));
                const SmallDisk disk(inTheWay ? 1000 : 100);
                done = files.commit();
            }));
            thread->start();
            thread->wait();
            return done;
        };
        const auto there = [&folder] { return QDir(folder.path()).entryList(QDir::Files); };
        const auto full = written(false);
        QVERIFY(!full);
        QVERIFY2(full.error().message().contains(QStringLiteral("the disk is full")),
                 qPrintable(full.error().message()));
        QCOMPARE(there(), QStringList());
        // What cannot be foreseen is said.
        const auto half = written(true);
        QVERIFY(!half);
        QVERIFY2(half.error().message().endsWith(
                     QStringLiteral("the files before it are written: day-agents.csv")),
                 qPrintable(half.error().message()));
        QCOMPARE(there(), QStringList{QStringLiteral("day-agents.csv")});
    }

    /// A key means one thing: which average, and whether in business hours, is part of it.
    void aTrendsKeysSayWhatItsNumbersAre()
    {
        TrendReport report = fakeTrend({"conversations", "first_response_time"}, 4, fakeHour);
        const auto header = [&report](TimeAggregate aggregate) {
            ChartContext context = contextOfFiles();
            context.aggregate = aggregate;
            const auto rows =
                fileOf(TrendChart(context, {report, report}, ChartQuestion::Step::Hour));
            return rows.empty() ? QString() : rows.front().join(u' ');
        };
        QCOMPARE(header(TimeAggregate::Mean),
                 QStringLiteral("time conversations conversations_before first_response_time (ms) "
                                "first_response_time_n first_response_time_before (ms) remark"));
        report.columns[1].business = true;
        QCOMPARE(header(TimeAggregate::Median),
                 QStringLiteral("time conversations conversations_before "
                                "first_response_time_median_business_hours (ms) "
                                "first_response_time_median_business_hours_n "
                                "first_response_time_median_business_hours_before (ms) remark"));
    }

    /// What is beneath a chart is words for people; in the file keys, numbers and units.
    void aBarsPartsHaveTheirWordsAsKeys()
    {
        VolumeReport report = fakeSplitVolume(30);
        const auto file = [&report] {
            return fileOf(VolumeChart(contextOfFiles(), {report, std::nullopt}, 25));
        };
        const auto rows = file();
        QCOMPARE(rows.size(), std::size_t{28}); // 25, Other, Unspecified
        QCOMPARE(rows[0].join(u' '), QStringLiteral("agent account conversations share (ratio) "
                                                    "status_open status_pending status_closed"));
        QCOMPARE(rows[1].mid(4),
                 QStringList({QStringLiteral("60"), QStringLiteral("27"), QStringLiteral("213")}));
        double all = 0;
        for (std::size_t i = 1; i < rows.size(); ++i)
            all += rows[i][3].toDouble();
        QVERIFY2(qAbs(all - 1) < 1e-9, qPrintable(QString::number(all)));
        // Tomorrow the first may be the largest: who reads by the key need not care.
        std::swap(report.parts[0], report.parts[2]);
        for (VolumeRow &row : report.rows)
            std::swap(row.parts[0], row.parts[2]);
        const auto next = file();
        QCOMPARE(next[0].last(), QStringLiteral("status_open"));
        QCOMPARE(next[1].last(), QStringLiteral("60"));
        report.split = VolumeSplit::Channel;
        report.parts = QStringList{QStringLiteral("email"), QString(), QStringLiteral("web")};
        QCOMPARE(file()[0].mid(4).join(u' '),
                 QStringLiteral("channel_email channel_none channel_web"));
    }

    void hoursAndBinsAreNumbersOfTheirMetric()
    {
        const auto heat = fileOf(HeatChart(contextOfFiles(), fakeHeat()));
        QCOMPARE(heat.size(), std::size_t{169});
        QCOMPARE(heat[0].join(u' '), QStringLiteral("weekday hour conversations_per_hour (count/h) "
                                                    "conversations known (ms)"));
        QCOMPARE(heat[1 + 13].join(u' '), QStringLiteral("1 13 45 180 14400000"));
        ChartContext american = contextOfFiles();
        american.format = MetricFormatter(QLocale(QStringLiteral("en_US")), QTimeZone::utc());
        HeatMapReport times = fakeHeat("first_response_time");
        times.column.business = true;
        const auto means = fileOf(HeatChart(american, times));
        QCOMPARE(means[0].join(u' '),
                 QStringLiteral("weekday hour first_response_time_business_hours (ms) "
                                "first_response_time_business_hours_n known (ms)"));
        QCOMPARE(means[1].mid(0, 2).join(u' '), QStringLiteral("7 0")); // its week begins then
        const auto bins = fileOf(DistributionChart(contextOfFiles(), fakeDistribution()));
        QCOMPARE(bins.size(), std::size_t{19});
        QCOMPARE(bins[0].join(u' '),
                 QStringLiteral("first_response_time_from (ms) first_response_time_to (ms) n "
                                "share (ratio) share_up_to (ratio)"));
        QCOMPARE(bins[2].mid(0, 2).join(u' '), QStringLiteral("30000 60000"));
        QCOMPARE(bins[18].mid(0, 2).join(u' '), QStringLiteral("510000 ")); // and all above
        QCOMPARE(bins[18].last(), QStringLiteral("1"));
    }

    /// Stars are no milliseconds, and what only happened has no length of 0.
    void aRatingIsNoLength()
    {
        TimelineReport report = fakeTimeline(fakeRows(1).front());
        report.events.resize(3);
        report.events[1].event.name = QStringLiteral("csat_answer");
        report.events[1].event.value = 5;
        report.events[2].event.name = QStringLiteral("transferred");
        report.events[2].event.value = 0;
        TimelineTableModel model;
        model.setReport(report);
        const auto ofCommands = csvRows(toCsv(cli::timelineTable(report), QTimeZone::utc()));
        QVERIFY(ofCommands);
        for (const auto &rows : {fileOf(model), *ofCommands}) {
            QCOMPARE(rows.size(), std::size_t{4});
            const qsizetype value = rows[0].indexOf(QStringLiteral("value (ms)"));
            const qsizetype rating = rows[0].indexOf(QStringLiteral("rating"));
            QVERIFY2(value >= 0 && rating >= 0, qPrintable(rows[0].join(u' ')));
            QStringList told;
            for (std::size_t i = 1; i < rows.size(); ++i)
                told << rows[i][value] + u'/' + rows[i][rating];
            QCOMPARE(told.join(u' '), QStringLiteral("240000/ /5 /"));
        }
    }

    /// The small charts of Now: a row for each step that has begun, without a count where nobody
    /// has fetched.
    void theCourseOfTheDayIsAFile()
    {
        ExportDesk desk;
        desk.show("now");
        const std::vector<ExportOffer> offers = desk.exports->offers();
        const auto offer = std::find_if(offers.rbegin(), offers.rend(), [](const auto &each) {
            return each.format == ExportFormat::Csv;
        });
        QVERIFY(offer != offers.rend());
        desk.exports->save(*offer, desk.path("course.csv"));
        QVERIFY(QTest::qWaitFor([&desk] { return !desk.exports->isRunning(); }));
        const auto rows = csvRows(desk.content("course.csv"));
        QVERIFY2(rows && rows->size() > 1, qPrintable(desk.told()));
        QCOMPARE(rows->front().join(u'|'), QStringLiteral("metric|from|to|count"));
        qint64 arrived = 0;
        int steps = 0;
        for (std::size_t i = 1; i < rows->size(); ++i) {
            const QStringList &cells = (*rows)[i];
            QVERIFY(cells[1] < cells[2]);
            QVERIFY2(cells[1] < QStringLiteral("2026-06-01T11:00"), qPrintable(cells[1]));
            if (cells[0] != QLatin1String("conversations"))
                continue;
            ++steps;
            arrived += cells[3].toInt();
            if (cells[1].startsWith(QLatin1String("2026-05-31")))
                QVERIFY(cells[3].isEmpty()); // not fetched, which is not 0
        }
        QVERIFY(steps > 11);
        QCOMPARE(arrived, 3);
    }
};

QTEST_MAIN(TestStateExport)
#include "tst_stateexport.moc"
