// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distributionchart.h"
#include "models/heatchart.h"
#include "models/trendchart.h"
#include "models/volumechart.h"
#include "support/numberfloor.h"
#include "views/chartview.h"
#include "views/factsline.h"

using namespace watchfloor;
using namespace watchfloor::test;

using Kind = ChartQuestion::Kind;

/// Promise 1 for charts: behind each cell of their tables, each mark, percentile and total stand
/// exactly the conversations it counts.
class TestEveryChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_floor = NumberFloor::open();
        QVERIFY(m_floor);
    }
    void cleanupTestCase()
    {
        if (m_floor)
            m_floor->tell();
        m_floor.reset();
    }
    void init() { m_floor->stride = 2; } // a heat map has 168 hours
    void cleanup() { m_floor->rest(); }

    void ofTables_data() { questions(); }
    /// Each number of the table behind a chart; of shares and rates the row's n.
    void ofTables()
    {
        QFETCH(ChartQuestion, question);
        const QString kind =
            QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(" table");
        ChartsPage &page = asked(question);
        QVERIFY(page.panel()->chart());
        page.panel()->setTableShown(true);
        const ChartTable table = page.panel()->chart()->table();
        TableView *view = page.panel()->table();
        for (std::size_t r = 0; r < table.rows.size() && m_floor->problem.isEmpty(); ++r) {
            for (std::size_t c = table.columns.size(); c-- > 0;) {
                const auto n = countOf(table, r, c);
                if (!n)
                    continue;
                m_floor->check(page, kind, table.columns[c].key + table.rows[r].cells[0].text, *n,
                               [&] {
                                   page.panel()->setTableShown(true);
                                   const int at = view->rows()->rowWithKey(table.rows[r].key);
                                   Q_EMIT view->activated(view->rows()->index(at, int(c)));
                               });
            }
        }
        page.panel()->setTableShown(false);
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("charts: ") + kind) > 3);
    }

    void ofMarks_data() { questions(); }
    /// Each bar, part of a bar, point, hour and bin: by Enter and by a screen reader's press.
    void ofMarks()
    {
        QFETCH(ChartQuestion, question);
        const QString kind =
            QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(" marks");
        ChartsPage &page = asked(question);
        const auto chart = page.panel()->chart();
        QVERIFY(chart);
        const auto views = page.panel()->views();
        for (std::size_t panel = 0; panel < views.size(); ++panel) {
            for (int i = 0; i < views[panel]->markCount() && m_floor->problem.isEmpty(); ++i) {
                ChartMark mark = views[panel]->markOf(i);
                const auto n =
                    countOf(*page.panel()->chart(), question, mark, static_cast<int>(panel));
                if (!n)
                    continue;
                m_floor->check(page, kind, views[panel]->markText(mark).left(60), *n, [&] {
                    MarkedView *view = page.panel()->views()[panel];
                    view->setCurrent(mark);
                    QTest::keyClick(view, Qt::Key_Return);
                });
            }
        }
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("charts: ") + kind) > 3);
    }

    /// A percentile opens what is as long or longer, and not the whole.
    void ofPercentiles()
    {
        ChartQuestion question;
        question.kind = Kind::Distribution;
        ChartsPage &page = asked(question);
        const auto &chart = dynamic_cast<const DistributionChart &>(*page.panel()->chart());
        const DistributionReport report = chart.report();
        qint64 all = 0;
        for (const DistributionBin &bin : report.bins)
            all += bin.n;
        QVERIFY(report.total.exact && all > 20);
        MarkedView *view = page.panel()->views().front();
        QCOMPARE(view->markCount(), static_cast<int>(report.bins.size()) + 2);
        const std::pair<double, double> lines[] = {{0.5, *report.total.median},
                                                   {0.9, *report.total.p90}};
        for (int line = 0; line < 2; ++line) {
            view->setCurrent(view->markOf(static_cast<int>(report.bins.size()) + line));
            QTest::keyClick(view, Qt::Key_Return);
            QCOMPARE(m_floor->window->currentPage(), m_floor->list);
            QVERIFY(m_floor->settle());
            const auto [share, value] = lines[line];
            // Nearest rank: the value at ceil(p n), so at least this many are as long or longer.
            const auto least = all - static_cast<qint64>(std::ceil(share * double(all))) + 1;
            qint64 longer = 0;
            for (const DistributionBin &bin : report.bins)
                longer += double(bin.from) >= value ? bin.n : 0;
            const qint64 times = m_floor->told().first;
            QVERIFY2(times >= least && times >= longer && times < all,
                     qPrintable(QStringLiteral("%1 of %2").arg(times).arg(all)));
            QCOMPARE(m_floor->told().second, m_floor->list->model().rowCount());
            QVERIFY(m_floor->chip().words().chip.endsWith(QStringLiteral("and longer")));
            m_floor->show(page);
        }
    }

    void ofTotals_data() { questions(); }
    /// The words above a chart.
    void ofTotals()
    {
        QFETCH(ChartQuestion, question);
        m_floor->stride = 1;
        const QString kind =
            QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(" totals");
        ChartsPage &page = asked(question);
        FactsLine *line = page.panel()->facts();
        for (int i = 0; i < line->paintedCount() && m_floor->problem.isEmpty(); ++i) {
            const auto n = countIn(line->facts()[static_cast<std::size_t>(i)].text);
            if (!line->paintedOpens(i) || !n)
                continue;
            m_floor->check(page, kind, line->paintedName(i), *n, [&] {
                QTest::keyClick(line, Qt::Key_Home);
                for (int step = 0; step < i && line->current() != i; ++step)
                    QTest::keyClick(line, Qt::Key_Right);
                QTest::keyClick(line, Qt::Key_Return);
            });
        }
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("charts: ") + kind) > 0);
    }

private:
    static void questions()
    {
        QTest::addColumn<ChartQuestion>("question");
        ChartQuestion volume;
        QTest::newRow("agents") << volume;
        volume.top = 3; // Other
        volume.split = ChartQuestion::Split::Status;
        QTest::newRow("agents by status") << volume;
        volume.split = ChartQuestion::Split::Channel;
        QTest::newRow("agents by channel") << volume;
        ChartQuestion heat;
        heat.kind = Kind::Heat;
        QTest::newRow("heat") << heat;
        ChartQuestion trend;
        trend.kind = Kind::Trend;
        trend.metrics = QStringList{QStringLiteral("conversations"),
                                    QStringLiteral("first_response_time"), QStringLiteral("csat")};
        QTest::newRow("trend") << trend;
        trend.metrics = QStringList{QStringLiteral("conversations")};
        trend.groupBy = MetricDimension::Agent;
        QTest::newRow("trend by agent") << trend;
        trend.groupBy = MetricDimension::Group;
        QTest::newRow("trend by group") << trend;
        trend.groupBy = MetricDimension::Channel;
        QTest::newRow("trend by channel") << trend;
        ChartQuestion distribution;
        distribution.kind = Kind::Distribution;
        QTest::newRow("distribution") << distribution;
    }

    ChartsPage &asked(const ChartQuestion &question)
    {
        auto &page = *m_floor->the<ChartsPage>();
        m_floor->show(page);
        page.setQuestion(question);
        if (!m_floor->settle())
            m_floor->problem = QStringLiteral("no chart");
        return page;
    }

    /// What a cell counts; none where it is no count.
    static std::optional<qint64> countOf(const ChartTable &table, std::size_t r, std::size_t c)
    {
        const QString &key = table.columns[c].key;
        const QString metric = table.metrics.value(int(c));
        const bool counts =
            key == QLatin1String("n") || key.endsWith(QLatin1String(".n")) ||
            key.startsWith(QLatin1String("status_")) || key.startsWith(QLatin1String("channel_")) ||
            key.startsWith(QLatin1String("conversations")) || key == QLatin1String("before");
        const QVariant raw = table.rows[r].cells[c].raw;
        if (key == QLatin1String("upTo")) { // of a distribution: all rows so far
            qint64 sum = 0;
            for (std::size_t i = 0; i <= r; ++i)
                sum += table.rows[i].cells[1].raw.toLongLong();
            return sum;
        }
        return metric.isEmpty() || !counts || raw.isNull()
                   ? std::nullopt
                   : std::optional(qint64{std::llround(raw.toDouble())});
    }

    static std::optional<qint64> countOf(const Chart &chart, const ChartQuestion &question,
                                         ChartMark mark, int panel)
    {
        const auto scene = chart.scenes()[static_cast<std::size_t>(panel)];
        if (mark.line() >= 0)
            return std::nullopt; // percentiles are another matter
        double whole = 0;        // of a bar
        for (int part = 0; part < scene.seriesCount(); ++part)
            whole += scene.value(mark.category, part).value_or(0);
        const auto value =
            mark.series < 0 ? std::optional(whole) : scene.value(mark.category, mark.series);
        if (!value)
            return std::nullopt;
        if (mark.series > 0 && scene.series.at(static_cast<std::size_t>(mark.series)).title ==
                                   QLatin1String("Not told"))
            return std::nullopt; // the vendor's own figure: nobody knows which these are
        if (question.kind == Kind::Heat) {
            const ChartTable table = chart.table();
            return table.rows[static_cast<std::size_t>(mark.category)].cells[3].raw.toLongLong();
        }
        if (question.kind == Kind::Trend && panel > 0) {
            const auto &trend = dynamic_cast<const TrendChart &>(chart);
            return trend.report()
                .points[static_cast<std::size_t>(mark.category)]
                .figures[static_cast<std::size_t>(panel)]
                .n;
        }
        return qint64{std::llround(*value)};
    }

    /// The number a total's words tell: its n, or itself.
    static std::optional<qint64> countIn(const QString &text)
    {
        static const QRegularExpression ofN(QStringLiteral("n = ([0-9,]+)"));
        static const QRegularExpression first(QStringLiteral("^([0-9,]+) with"));
        static const QRegularExpression last(QStringLiteral("^Conversations ([0-9,]+)$"));
        for (const QRegularExpression &pattern : {ofN, first, last}) {
            if (const auto found = pattern.match(text); found.hasMatch())
                return QLocale().toLongLong(found.captured(1));
        }
        return std::nullopt;
    }

    std::unique_ptr<NumberFloor> m_floor;
};

Q_DECLARE_METATYPE(ChartQuestion)

QTEST_MAIN(TestEveryChart)
#include "tst_everychart.moc"
