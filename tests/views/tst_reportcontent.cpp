// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/heatchart.h"
#include "models/readingdirection.h"
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

ReportAnswers everyAnswer(int agents)
{
    ReportAnswers answers = paperAnswers(agents);
    addHeatAndSpread(answers);
    addQueueAndFeeds(answers, 12);
    return answers;
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
