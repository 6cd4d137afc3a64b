// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/heatchart.h"
#include "models/readingdirection.h"
#include "models/volumechart.h"
#include "support/fakecharts.h"
#include "support/paperreports.h"
#include "views/reporttables.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

ReportPlan everySection()
{
    ReportPlan plan;
    plan.sections.assign(allReportSections.begin(), allReportSections.end());
    plan.locale = QStringLiteral("en_GB");
    return plan;
}

QString valueOf(const PaperContent &content, const char *label)
{
    for (const auto &[title, value] : content.cover) {
        if (title == QLatin1String(label))
            return value;
    }
    return {};
}

QStringList firstColumn(const PaperTable &table)
{
    QStringList cells;
    for (const PaperTable::Row &row : table.rows)
        cells << row.cells.front();
    return cells;
}

ReportPlan planOfSections(std::vector<ReportSection> sections)
{
    ReportPlan plan;
    plan.sections = std::move(sections);
    plan.locale = QStringLiteral("en_GB");
    return plan;
}

ReportAnswers noSections()
{
    ReportAnswers answers;
    answers.now = fakeNow;
    answers.accounts = paperAnswers(0).accounts;
    return answers;
}

/// The first one under this heading, its cells as "a|b|c".
QStringList tableUnder(const PaperContent &content, const QString &heading)
{
    QStringList rows;
    bool here = false;
    for (const PaperBlock &block : content.blocks) {
        if (const auto *of = std::get_if<PaperHeading>(&block))
            here = of->text == heading;
        const auto *table = std::get_if<PaperTable>(&block);
        if (!here || !table)
            continue;
        for (const PaperTable::Row &row : table->rows)
            rows << row.cells.join(QLatin1Char('|'));
        return rows;
    }
    return rows;
}

} // namespace

class TestReportContent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHeatTableSaysWhatTheChartSays_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("metric");
        for (const char *locale : {"en_GB", "en_US", "ar_EG"}) {
            for (const char *metric : {"conversations", "first_response_time", "csat"})
                QTest::addRow("%s, %s", locale, metric)
                    << QString::fromLatin1(locale) << QString::fromLatin1(metric);
        }
    }
    void theHeatTableSaysWhatTheChartSays()
    {
        QFETCH(QString, locale);
        QFETCH(QString, metric);
        ReportAnswers answers = everyAnswer(3);
        HeatMapReport &heat = *answers.heat;
        heat.column = paperColumns({metric}).front();
        const bool counts = metric == QLatin1String("conversations");
        for (HeatCell &cell : heat.cells) {
            if (!counts && cell.n > 0)
                cell.mean = static_cast<double>(cell.n) / 100 * (metric == u"csat" ? 1 : 60'000);
        }
        heat.cells[30] = {5, counts ? std::nullopt : std::optional(2.0), 4 * fakeHour, 0};
        ReportPlan plan;
        plan.locale = locale;
        const Pseudonyms none;
        const ReportWords words(plan, answers, none);
        const PaperTable table = heatTable(heat, words);
        ChartContext context;
        context.format = words.format();
        const HeatChart chart(context, heat);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(table.rows.size(), std::size_t(24));
        QCOMPARE(table.columns.size(), std::size_t(8));
        QVERIFY2(table.columns.front().title.contains(chart.valueTitle()),
                 qPrintable(table.columns.front().title));
        QCOMPARE(chart.valueTitle().contains(QStringLiteral("an hour")), counts);
        int dashes = 0;
        for (int hour = 0; hour < 24; ++hour) {
            for (int day = 0; day < 7; ++day) {
                const QString &cell = table.rows[static_cast<std::size_t>(hour)].cells[day + 1];
                QCOMPARE(cell, scene.category(day * 24 + hour).valueText);
                dashes += cell == MetricFormatter::none();
            }
        }
        QVERIFY(dashes >= 7); // three in the night of every day is not known
        // The chart begins with the locale's first day.
        const int first = words.format().locale().firstDayOfWeek();
        QCOMPARE(table.columns[1].title,
                 words.format().locale().standaloneDayName(first, QLocale::ShortFormat));
        // By hand: 30 is Tuesday 06:00; four hours of Monday 00:00 in one known hour.
        if (counts && locale == QLatin1String("en_GB")) {
            QCOMPARE(table.rows[6].cells[2], QStringLiteral("5"));
            QCOMPARE(table.rows[0].cells[1], words.format().count(heat.cells[0].n));
            heat.cells[1] = {9, std::nullopt, 4 * fakeHour, 2 * fakeHour};
            QCOMPARE(heatTable(heat, words).rows[1].cells[1], QStringLiteral("4.5"));
            heat.cells[1] = {0, std::nullopt, 4 * fakeHour, 2 * fakeHour};
            QCOMPARE(heatTable(heat, words).rows[1].cells[1], QStringLiteral("0"));
        }
    }

    /// Agents with as many conversations are not in the order of their names.
    void orderTellsNobody()
    {
        ReportAnswers answers = everyAnswer(40);
        std::sort(answers.volume->rows.begin(), answers.volume->rows.end(),
                  [](const VolumeRow &a, const VolumeRow &b) { return a.name < b.name; });
        for (VolumeRow &row : answers.volume->rows)
            row.conversations = 4;
        const ReportPlan plan = everySection();
        Pseudonyms names(QByteArrayLiteral("salt"));
        names.setAccounts(answers.accounts);
        const ReportWords words(plan, answers, names);
        const VolumeReport shown = shownVolume(*answers.volume, words);
        QStringList order = firstColumn(volumeTable(shown, words, true)).mid(0, 40);
        QStringList sorted = order;
        sorted.sort();
        QCOMPARE(order, sorted);
        QStringList bars; // what the chart is given
        for (const VolumeRow &row : shown.rows)
            bars << row.label;
        QCOMPARE(bars, sorted);
        answers.volume->rows[17].conversations = 5;
        QCOMPARE(shownVolume(*answers.volume, words).rows.front().conversations, 5);
        // Without pseudonyms the engine's order stays.
        const Pseudonyms off;
        const ReportWords plain(plan, answers, off);
        QCOMPARE(shownVolume(*answers.volume, plain).rows[0].name, answers.volume->rows[0].name);
    }

    void theCoverTellsNobody()
    {
        ReportAnswers answers = everyAnswer(3);
        for (const char *name : {"Zoe", "Adam", "Mia"}) {
            ReportFilterName filter;
            filter.kind = QStringLiteral("Agent");
            filter.name = filter.remoteId = QLatin1String(name);
            filter.agent = true;
            filter.account = 1;
            answers.filters.push_back(filter);
        }
        ReportPlan plan = everySection();
        plan.pseudonymous = true;
        const Pseudonyms names(QByteArrayLiteral("salt"));
        const PaperContent content = reportContent(plan, answers, names);
        const QString filters = valueOf(content, "Filters");
        for (const char *name : {"Zoe", "Adam", "Mia"})
            QVERIFY2(!filters.contains(QLatin1String(name)), qPrintable(filters));
        QStringList parts = filters.split(QStringLiteral(" · "));
        QCOMPARE(parts.size(), 3);
        QStringList sorted = parts;
        sorted.sort();
        QCOMPARE(parts, sorted);
    }

    /// The same people, whatever row the account has in the cache.
    void addedAgainPeopleKeepTheirNames()
    {
        Account account = paperAnswers(1).accounts.front();
        const auto nameIn = [](const Account &of) {
            Pseudonyms names(QByteArrayLiteral("salt"));
            names.setAccounts({of});
            return names.agent(of.id, QStringLiteral("7"), QStringLiteral("Jane")) +
                   names.contact(of.id, QStringLiteral("Joe"));
        };
        const QString before = nameIn(account);
        Account again = account;
        again.id = 9;
        again.name = QStringLiteral("Acme, new");
        again.baseUrl = QUrl(QStringLiteral("https://desk.example/"));
        QCOMPARE(nameIn(again), before);
        for (int i = 0; i < 3; ++i) {
            Account other = account;
            if (i == 0)
                other.remoteAccountId += QLatin1Char('1');
            else if (i == 1)
                other.baseUrl = QUrl(QStringLiteral("https://other.example"));
            else
                other.provider = QStringLiteral("chatdash");
            QVERIFY(nameIn(other) != before);
        }
    }

    void whatIsNotKnownIsNotNone()
    {
        ReportAnswers answers = everyAnswer(2);
        QCOMPARE(valueOf(reportContent(everySection(), answers, {}), "Filters"),
                 QStringLiteral("none"));
        answers.accounts.clear();
        answers.feeds.clear();
        answers.namesUnknown = QStringLiteral("The cache is damaged.");
        const PaperContent content = reportContent(everySection(), answers, {});
        for (const char *label : {"Accounts", "Filters"})
            QCOMPARE(valueOf(content, label), QStringLiteral("not known: The cache is damaged."));
        QVERIFY2(content.footer.startsWith(QStringLiteral("data as of")),
                 qPrintable(content.footer));
    }

    /// What only conversations' events rest on was fetched, too.
    void eventsTellTheirAge()
    {
        ReportAnswers answers = everyAnswer(2);
        TimelineReport timeline = answers.timelines.front();
        timeline.asOf = fakeNow - 40'000;
        timeline.gaps.clear();
        answers.timelines = {timeline, timeline};
        answers.timelines.back().asOf = fakeNow - 90'000;
        timeline.conversation.conversation.remoteId = QStringLiteral("48213");
        timeline.gaps = {{fakeMidnight, fakeMidnight + 24 * fakeHour}};
        answers.timelines.push_back(timeline);
        const ReportPlan plan = planOfSections({ReportSection::Timelines, ReportSection::Coverage});
        ReportAnswers only = noSections();
        only.timelines = answers.timelines;
        const PaperContent content = reportContent(plan, only, {});
        const MetricFormatter format(QLocale(plan.locale), only.zone);
        const QString oldest = format.full(fakeNow - 90'000);
        QCOMPARE(valueOf(content, "Data as of"), oldest);
        QVERIFY2(content.footer.endsWith(QStringLiteral("data as of ") + oldest),
                 qPrintable(content.footer));
        const QStringList expected{
            QStringLiteral("Conversations|%1|nothing is missing").arg(oldest),
            QStringLiteral("Conversation #48213|%1|%2")
                .arg(format.full(fakeNow - 40'000), format.days(timeline.gaps.front()))};
        QCOMPARE(tableUnder(content, QStringLiteral("Coverage and gaps")), expected);
        // Beside other sections they are told as well.
        const PaperContent all = reportContent(everySection(), answers, {});
        QVERIFY(tableUnder(all, QStringLiteral("Coverage and gaps")).contains(expected.value(1)));
        // Nothing was asked of the cache, so nothing is said of its age.
        only.timelines.clear();
        const PaperContent none =
            reportContent(planOfSections({ReportSection::Definitions}), only, {});
        QVERIFY(valueOf(none, "Data as of").isEmpty());
        QCOMPARE(none.footer, QStringLiteral("Acme support, Northwind"));
    }

    void everyFigureOfTheQueueIsDefined()
    {
        const ReportAnswers all = everyAnswer(2);
        ReportAnswers answers = noSections();
        answers.agents = all.agents;
        answers.agents->columns.clear(); // as the present is asked for
        answers.queue = all.queue;
        answers.queue->soon = 20 * fakeMinute;
        ReportPlan plan = planOfSections(
            {ReportSection::Queue, ReportSection::Agents, ReportSection::Definitions});
        plan.view.agentsNow = true;
        const PaperContent content = reportContent(plan, answers, {});
        const QStringList defined = tableUnder(content, QStringLiteral("Definitions"));
        QStringList titles;
        for (const QString &row : defined)
            titles << row.section(QLatin1Char('|'), 0, 0);
        for (const auto &figure : std::get<PaperFigures>(content.blocks.at(1)).figures)
            QVERIFY2(titles.contains(figure.label), qPrintable(figure.label));
        QVERIFY(!titles.contains(QStringLiteral("Conversations"))); // not on this paper
        QCOMPARE(titles.removeDuplicates(), 0);
        const QString soon = defined.at(titles.indexOf(QStringLiteral("Due soon")));
        QVERIFY2(soon.contains(
                     MetricFormatter(QLocale(plan.locale), answers.zone).duration(20 * fakeMinute)),
                 qPrintable(soon));
        answers.agents.reset();
        QVERIFY(!tableUnder(reportContent(
                                planOfSections({ReportSection::Queue, ReportSection::Definitions}),
                                answers, {}),
                            QStringLiteral("Definitions"))
                     .isEmpty());
    }

    /// Of what a share is, each table's heading says too little.
    void sharesAreDefined()
    {
        const PaperContent content =
            reportContent(planOfSections({ReportSection::ByAgent, ReportSection::Distribution,
                                          ReportSection::Definitions}),
                          everyAnswer(2), {});
        QStringList sources;
        for (const QString &row : tableUnder(content, QStringLiteral("Definitions"))) {
            if (row.startsWith(QLatin1String("Share|Part of all ")))
                sources << row.section(QLatin1Char('|'), 2, 2);
        }
        QCOMPARE(sources, QStringList({QStringLiteral("Conversations by agent"),
                                       QStringLiteral("Distribution")}));
    }

    /// Segments of bars are numbers as well, under the names of the legend.
    void theTableHasThePartsOfTheBars_data()
    {
        QTest::addColumn<bool>("many");
        QTest::newRow("statuses") << false;
        QTest::newRow("more channels than colours, and a rest") << true;
    }
    void theTableHasThePartsOfTheBars()
    {
        QFETCH(bool, many);
        VolumeReport report = fakeSplitVolume(30);
        if (many) {
            report.split = VolumeSplit::Channel;
            report.parts.clear();
            for (int i = 0; i < 10; ++i)
                report.parts << QStringLiteral("channel-%1").arg(i);
            for (VolumeRow &row : report.rows)
                row.parts.assign(10, row.conversations / 20);
            report.unspecifiedParts.assign(10, *report.unspecified / 20);
        }
        const ReportAnswers answers = noSections();
        const ReportPlan plan = planOfSections({ReportSection::ByAgent});
        const Pseudonyms none;
        const ReportWords words(plan, answers, none);
        const PaperTable table = volumeTable(report, words, false);
        ChartContext context;
        context.format = words.format();
        const VolumeChart chart(context, {report, {}}, 0);
        const ChartScene scene = chart.scenes().front();
        QCOMPARE(scene.series.size(), std::size_t(many ? 9 : 3));
        QCOMPARE(table.columns.size(), 3 + scene.series.size());
        QCOMPARE(table.rows.size(), std::size_t(32));
        for (std::size_t s = 0; s < scene.series.size(); ++s) {
            QCOMPARE(table.columns[3 + s].title, scene.series[s].title);
            double all = 0;
            for (std::size_t row = 0; row < 31; ++row) {
                const double value = scene.series[s].values[row].value_or(-1);
                all += value;
                QCOMPARE(table.rows[row].cells[static_cast<qsizetype>(3 + s)],
                         words.format().count(static_cast<qint64>(value)));
            }
            QCOMPARE(table.rows[31].cells[static_cast<qsizetype>(3 + s)],
                     words.format().count(static_cast<qint64>(all)));
        }
        if (!many) // by hand: of 300
            QCOMPARE(table.rows[0].cells.mid(3).join(QLatin1Char(' ')),
                     QStringLiteral("60 27 213"));
        report.unspecified.reset(); // not known is not 0
        const PaperTable unknown = volumeTable(report, words, false);
        QCOMPARE(unknown.rows[30].cells.back(), MetricFormatter::none());
        QCOMPARE(unknown.rows[31].cells.back(), MetricFormatter::none());
    }

    /// What a view takes along (its search, its order, its lines) may name people.
    void viewsTellNobody()
    {
        const Pseudonyms names(QByteArrayLiteral("salt"));
        const Pseudonyms off;
        ReportAnswers answers = everyAnswer(6);
        ReportPlan plan = everySection();
        const ReportWords words(plan, answers, names);
        const ReportWords plain(plan, answers, off);

        ReportView &view = plan.view;
        view.chosenBy = view.queueBy = QStringList{QStringLiteral("search “jane”")};
        view.groups.emplace();
        view.queue.emplace();
        const QueueReport &queue = *answers.queue;
        for (const int row : {5, 1, 3})
            view.queue->emplace_back(queue.rows[std::size_t(row)].account,
                                     queue.rows[std::size_t(row)].conversation.remoteId);
        for (const bool secret : {false, true}) {
            const ReportWords &by = secret ? words : plain;
            const QueueReport shown = shownQueue(queue, view, by);
            QCOMPARE(shown.rows.size(), std::size_t(3));
            const std::vector<std::size_t> order =
                secret ? std::vector<std::size_t>{1, 3, 5} : std::vector<std::size_t>{5, 1, 3};
            for (std::size_t i = 0; i < 3; ++i)
                QCOMPARE(shown.rows[i].conversation.remoteId,
                         queue.rows[order[i]].conversation.remoteId);
            for (const QString &said :
                 {queueRest(queue, shown, view, by), restOfAgents(6, 2, view, by),
                  restOfGroups(*answers.groups, view, by)}) {
                QVERIFY(!said.isEmpty());
                QVERIFY2(said.contains(QStringLiteral("jane")) != secret, qPrintable(said));
                QVERIFY2(!said.contains(QLatin1Char('%')), qPrintable(said));
            }
        }

        TrendReport trend = fakeGroupedTrend(4, 3, 24 * fakeHour);
        trend.groupBy = MetricDimension::Agent;
        for (BreakdownRow &row : trend.rows)
            row.remoteId = QString::number(row.key);
        answers.trend = trend;
        QStringList legend;
        ReportCharts charts;
        charts.trend = [&legend](const TrendReport &drawn) {
            for (const BreakdownRow &row : drawn.rows)
                legend << row.name;
            return std::vector<PaperChart>();
        };
        const ReportPlan lines = planOfSections({ReportSection::Trend});
        const PaperContent content = reportContent(lines, answers, names, {}, charts);
        QCOMPARE(legend.size(), qsizetype(trend.rows.size()));
        for (const BreakdownRow &row : trend.rows)
            QVERIFY2(row.key == 0 || !legend.contains(row.name), qPrintable(row.name));
        // Each with its own figures.
        const TrendReport shown = shownTrend(trend, words);
        for (const BreakdownRow &row : trend.rows) {
            const QString name =
                row.key == 0 ? row.name : names.agent(row.account, row.remoteId, row.name);
            const qsizetype at = legend.indexOf(name);
            QVERIFY2(at >= 0, qPrintable(name));
            const auto was = static_cast<std::size_t>(&row - trend.rows.data());
            for (std::size_t p = 0; p < trend.points.size(); ++p)
                QVERIFY(shown.points[p].byRow[static_cast<std::size_t>(at)] ==
                        trend.points[p].byRow[was]);
        }
    }

    void linesReadInTheirOwnDirection()
    {
        const QString hebrew = QString::fromUtf8("שלום");
        const auto rtl = [](const QString &line, bool page) {
            return lineDirection(line, page) == Qt::RightToLeft;
        };
        for (const bool page : {false, true}) {
            QCOMPARE(rtl(QStringLiteral("1 – 7"), page), page);
            QCOMPARE(rtl(hebrew + QStringLiteral(" Acme"), page), page);
            QVERIFY(rtl(hebrew + QStringLiteral(" 12."), page));
            QVERIFY(!rtl(QStringLiteral("Nothing in this range."), page));
        }
        QCOMPARE(setApart(QStringLiteral("Jane (7)"), false), QStringLiteral("Jane (7)"));
        QCOMPARE(setApart(hebrew, true), hebrew);
        QCOMPARE(setApart(hebrew, false), QChar(0x2068) + hebrew + QChar(0x2069));
        QCOMPARE(setApart(QStringLiteral("Jane"), true),
                 QChar(0x2068) + QStringLiteral("Jane") + QChar(0x2069));
        ReportAnswers answers = paperAnswers(1);
        answers.accounts.front().name = hebrew;
        ReportPlan plan;
        plan.locale = QStringLiteral("en_GB");
        QCOMPARE(valueOf(reportContent(plan, answers, {}), "Accounts"),
                 QChar(0x2068) + hebrew + QChar(0x2069) + QStringLiteral(", Northwind"));
    }
};

QTEST_APPLESS_MAIN(TestReportContent)
#include "tst_reportcontent.moc"
