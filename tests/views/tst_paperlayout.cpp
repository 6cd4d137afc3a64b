// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/papergeometry.h"
#include "support/paperreports.h"
#include "views/papertablefit.h"
#include "views/reporttables.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

PaperTable plainTable(int rows, int numbers)
{
    PaperTable table;
    table.columns = {{QStringLiteral("Agent"), false}};
    for (int i = 0; i < numbers; ++i)
        table.columns.push_back({QStringLiteral("Metric %1").arg(i), true});
    for (int row = 0; row < rows; ++row) {
        QStringList cells{QStringLiteral("row-%1.").arg(row)};
        for (int i = 0; i < numbers; ++i)
            cells << QString::number(row * 100 + i);
        table.rows.push_back({cells, 0, false, row > 3 && row == rows - 1});
    }
    table.empty = QStringLiteral("Nothing here.");
    return table;
}

PaperContent sheetOf(PaperBlock block, int linesAbove = 0)
{
    PaperContent content;
    content.title = QStringLiteral("Support report");
    content.cover = {{QStringLiteral("Range"), QStringLiteral("1 Jun – 30 Jun 2026")}};
    content.pageText = [](int page, int pages) {
        return QStringLiteral("Page %1 of %2").arg(page).arg(pages);
    };
    content.continued = [](const QString &of) { return of + QStringLiteral(", continued"); };
    for (int i = 0; i < linesAbove; ++i)
        content.blocks.push_back(PaperNotes{{QStringLiteral("note %1").arg(i)}, false});
    content.blocks.push_back(PaperHeading{QStringLiteral("Section")});
    content.blocks.push_back(std::move(block));
    return content;
}

/// The numbers of plainTable()'s rows as they stand from above.
QList<int> rowsOn(const PaperPage &page)
{
    QList<int> rows;
    for (const PaperText &text : page.texts) {
        if (text.text.startsWith(QLatin1String("row-")))
            rows << text.text.mid(4).chopped(1).toInt();
    }
    return rows;
}

bool says(const PaperPage &page, const QString &words)
{
    return textOf(page).contains(words);
}

} // namespace

class TestPaperLayout : public QObject {
    Q_OBJECT
    const FixedMeasure m_measure;

private Q_SLOTS:
    void tablesBreakWithoutOrphans_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("above");
        for (const int rows : {1, 2, 3, 4, 5, 40, 41, 42, 43, 44, 45, 500}) {
            for (const int above : {0, 17, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39})
                QTest::addRow("%d rows below %d lines", rows, above) << rows << above;
        }
    }
    void tablesBreakWithoutOrphans()
    {
        QFETCH(int, rows);
        QFETCH(int, above);
        const PaperLayout layout = layOut(sheetOf(plainTable(rows, 4), above), m_measure);
        checkGeometry(layout);
        QList<int> all;
        for (const PaperPage &page : layout.pages) {
            const QList<int> here = rowsOn(page);
            all << here;
            if (here.isEmpty())
                continue;
            QVERIFY(says(page, QStringLiteral("Metric 3"))); // its header
            QVERIFY2(here.size() >= std::min(rows, 2), qPrintable(textOf(page)));
            QCOMPARE(says(page, QStringLiteral("Section, continued")), here.front() > 0);
            if (here.front() == 0)
                QVERIFY(textOf(page).contains(QStringLiteral("Section\n")));
        }
        QList<int> expected;
        for (int row = 0; row < rows; ++row)
            expected << row;
        QCOMPARE(all, expected);
    }

    void columnsThatDoNotFitGoBelow()
    {
        PaperContent content = sheetOf(plainTable(30, 40));
        const PaperLayout portrait = layOut(content, m_measure);
        content.landscape = true;
        const PaperLayout landscape = layOut(content, m_measure);
        for (const PaperLayout &layout : {portrait, landscape}) {
            checkGeometry(layout);
            QString all;
            for (const PaperPage &page : layout.pages)
                all += textOf(page);
            for (int row = 0; row < 30; ++row) {
                for (int metric = 0; metric < 40; ++metric) {
                    const QRegularExpression cell(
                        QStringLiteral("\\b%1\\b").arg(row * 100 + metric));
                    QVERIFY2(all.contains(cell), qPrintable(cell.pattern()));
                }
            }
            // The first column stands in front of each part.
            QVERIFY(all.count(QStringLiteral("row-7.")) > 1);
        }
        const auto parts = [](const PaperLayout &layout) {
            QString all;
            for (const PaperPage &page : layout.pages)
                all += textOf(page);
            return all.count(QStringLiteral("row-7."));
        };
        QVERIFY(parts(landscape) < parts(portrait));
    }

    /// Groups and channels are named above their numbers, however long they are called.
    void longNamesOverNumbersStayOnTheSheet()
    {
        for (const int letters : {25, 60, 120, 300}) {
            PaperTable table = plainTable(5, 12);
            for (std::size_t i = 1; i < table.columns.size(); ++i)
                table.columns[i].title = QString(letters, QLatin1Char('W'));
            const PaperLayout layout = layOut(sheetOf(std::move(table)), m_measure);
            checkGeometry(layout);
            QCOMPARE(layout.pageCount(), 1);
            const QString all = textOf(layout.pages.front());
            QCOMPARE(all.count(QLatin1Char('W')), 12 * letters);
            QCOMPARE(all.count(QStringLiteral("row-0.")), 2); // of parts
        }
    }

    /// A figure is no figure without its end, and what it rests on stands nowhere else.
    void figuresAreNeverCutShort()
    {
        const QString note = QStringLiteral("Median · business hours · n = 871");
        const QString moment = QStringLiteral("14 Nov 2023 14:03:20");
        for (const int count : {1, 5, 7}) {
            PaperFigures figures;
            for (int i = 1; i < count; ++i)
                figures.figures.push_back(
                    {QStringLiteral("First response"), QStringLiteral("5 m 34 s"), note});
            figures.figures.push_back(
                {QStringLiteral("Longest wait of all that are in the queue"), moment, QString()});
            PaperContent content = sheetOf(std::move(figures));
            content.blocks.push_back(PaperNotes{{QStringLiteral("below")}, false});
            const PaperLayout layout = layOut(content, m_measure);
            checkGeometry(layout);
            const PaperPage &page = layout.pages.front();
            const QString all = textOf(page);
            QVERIFY2(!all.contains(QChar(0x2026)), qPrintable(all));
            QCOMPARE(all.count(QStringLiteral("n = 871")), count - 1);
            QVERIFY2(says(page, QStringLiteral("14:03:20")), qPrintable(all));
            QVERIFY2(says(page, QStringLiteral("queue")), qPrintable(all));
            QVERIFY(all.indexOf(QStringLiteral("below")) >
                    all.lastIndexOf(QStringLiteral("n = 8")));
        }
    }

    /// The number of values stands beside its value, wherever the columns part.
    void whatBelongsToAColumnStaysBesideIt()
    {
        int parted = 0;
        for (int numbers = 2; numbers <= 40; numbers += 2) {
            PaperTable table = plainTable(1, numbers);
            for (std::size_t n = 2; n < table.columns.size(); n += 2)
                table.columns[n].ofPrevious = true;
            const PaperLayout layout = layOut(sheetOf(std::move(table)), m_measure);
            checkGeometry(layout);
            QHash<QString, double> at;
            int parts = 0;
            for (const PaperPage &page : layout.pages) {
                for (const PaperText &text : page.texts) {
                    at.insert(text.text, text.at.y());
                    parts += text.text == QLatin1String("row-0.");
                }
            }
            for (int metric = 0; metric < numbers; metric += 2)
                QCOMPARE(at.value(QString::number(metric + 1)), at.value(QString::number(metric)));
            parted += parts > 1;
        }
        QVERIFY(parted > 5);
    }

    void chartsAreNeverCut()
    {
        for (int above = 0; above < 40; ++above) {
            PaperChart chart;
            chart.title = QStringLiteral("Trend");
            chart.height = 2400;
            const PaperLayout layout = layOut(sheetOf(chart, above), m_measure);
            checkGeometry(layout);
            int charts = 0;
            for (const PaperPage &page : layout.pages) {
                for (const PaperPicture &picture : page.charts) {
                    ++charts;
                    QCOMPARE(picture.area.height(), 2400.0);
                    QVERIFY(says(page, QStringLiteral("Section"))); // with its heading
                }
            }
            QCOMPARE(charts, 1);
        }
    }

    /// The cover does not stay alone for what can be a little smaller, or begin below it.
    void aTallChartBeginsBelowTheCover()
    {
        for (const int rows : {0, 20, 25}) {
            PaperChart chart;
            chart.rows = rows;
            chart.height = rows > 0 ? 216 : 4300;
            PaperContent content = sheetOf(chart);
            content.landscape = true;
            const PaperLayout layout = layOut(content, m_measure);
            checkGeometry(layout);
            QVERIFY(!layout.pages.front().charts.empty());
        }
    }

    /// Four accounts, their names long: one run of columns, and all of every name somewhere.
    void agentsStandInOneRunOnPortraitPaper()
    {
        ReportAnswers answers = paperAnswers(163);
        answers.accounts[0].name = QStringLiteral("Acme customer support of the northern region");
        answers.accounts[1].name = QStringLiteral("Acme customer support of the southern region");
        for (AgentReportRow &row : answers.agents->rows)
            row.accountName = answers.accounts[row.account == 2 ? 1 : 0].name;
        ReportPlan plan;
        plan.sections = {ReportSection::Agents};
        plan.locale = QStringLiteral("en_GB");
        for (const PaperSize paper : {PaperSize::A4, PaperSize::Letter}) {
            plan.paper = paper;
            const PaperLayout layout =
                layOut(reportContent(plan, answers, Pseudonyms()), m_measure);
            checkGeometry(layout);
            QString all;
            int tables = 0;
            for (const PaperPage &page : layout.pages) {
                all += textOf(page);
                tables += says(page, QStringLiteral("Unattended"));
                // The last columns beside the first ones.
                QCOMPARE(says(page, QStringLiteral("CSAT")),
                         says(page, QStringLiteral("Unattended")));
            }
            QVERIFY(tables > 2);
            for (const Account &account : answers.accounts)
                QVERIFY2(all.simplified().contains(QStringLiteral(" = ") + account.name),
                         qPrintable(all.right(900)));
        }
    }

    void namesCutShortAreStillToldApart()
    {
        PaperTable table = plainTable(4, 9);
        const PaperTable::Column account{QStringLiteral("Account"), false, false, true};
        table.columns.insert(table.columns.begin() + 1, account);
        const QStringList names{QStringLiteral("Support Berlin Mitte"),
                                QStringLiteral("Support Berlin Moabit"), QStringLiteral("Sales"),
                                QStringLiteral("Support Bern")};
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            table.rows[i].cells.insert(1, names[static_cast<qsizetype>(i)]);
        const TableFit fit(table, m_measure, 4000);
        QCOMPARE(fit.parts().size(), std::size_t(1));
        QSet<QString> cut;
        for (const PaperTable::Row &row : table.rows) {
            const auto lines = fit.lines(row, 1, fit.parts().front().widths[1]);
            QCOMPARE(lines.size(), std::size_t(1));
            cut << lines.front();
        }
        QCOMPARE(cut.size(), names.size());
        for (const auto &[whole, shown] : fit.cut())
            QVERIFY(names.contains(whole) && cut.contains(shown) && shown != whole);
    }

    void partsOfAChartTellWhatTheyAre()
    {
        PaperChart chart;
        chart.rows = 75;
        chart.height = 216;
        chart.frame = 160;
        chart.mostRows = 28;
        chart.unit = QStringLiteral("conversations");
        PaperContent content = sheetOf(chart);
        content.rowsText = [](int first, int last, int rows) {
            return QStringLiteral("rows %1 to %2 of %3").arg(first).arg(last).arg(rows);
        };
        const PaperLayout layout = layOut(content, m_measure);
        checkGeometry(layout);
        int next = 0;
        for (const PaperPage &page : layout.pages) {
            for (const PaperPicture &part : page.charts) {
                const QString said =
                    QStringLiteral("Section%1 · rows %2 to %3 of 75 · conversations")
                        .arg(next > 0 ? QStringLiteral(", continued") : QString())
                        .arg(part.first + 1)
                        .arg(part.first + part.count);
                QVERIFY2(says(page, said), qPrintable(textOf(page)));
                QCOMPARE(part.first, next);
                QVERIFY(part.count >= 6 && part.count <= 28);
                next += part.count;
            }
        }
        QCOMPARE(next, 75);
    }

    void chartsOfManyRowsAreCutBetweenRows()
    {
        PaperChart chart;
        chart.rows = 500;
        chart.height = 220;
        const PaperLayout layout = layOut(sheetOf(chart, 20), m_measure);
        checkGeometry(layout);
        int next = 0;
        for (const PaperPage &page : layout.pages) {
            for (const PaperPicture &picture : page.charts) {
                QCOMPARE(picture.first, next);
                QCOMPARE(picture.area.height(), picture.count * 220.0);
                next += picture.count;
            }
        }
        QCOMPARE(next, 500);
    }

    /// However many filters there are: none of them runs off the sheet.
    void theCoverTakesThePagesItNeeds()
    {
        for (const int filters : {108, 110, 112, 114, 116, 118, 120, 600}) {
            PaperContent content = sheetOf(plainTable(3, 2));
            QStringList names;
            for (int i = 0; i < filters; ++i)
                names << QStringLiteral("Agent: somebody with many names, the one of number%1.")
                             .arg(i);
            content.cover.emplace_back(QStringLiteral("Filters"),
                                       names.join(QStringLiteral(" · ")));
            content.cover.emplace_back(QStringLiteral("Data as of"), QStringLiteral("today"));
            const PaperLayout layout = layOut(content, m_measure);
            checkGeometry(layout);
            QString all;
            for (const PaperPage &page : layout.pages)
                all += textOf(page);
            for (int i = 0; i < filters; ++i)
                QVERIFY2(all.contains(QStringLiteral("number%1.").arg(i)), qPrintable(all));
            QVERIFY(all.contains(QStringLiteral("Data as of | today")));
            QVERIFY(filters < 600 || layout.pageCount() > 1);
        }
    }

    void rightToLeftIsTheMirrorImage()
    {
        PaperContent content = sheetOf(plainTable(60, 4));
        const PaperLayout left = layOut(content, m_measure);
        content.rightToLeft = true;
        const PaperLayout right = layOut(content, m_measure);
        checkGeometry(right);
        QCOMPARE(right.pageCount(), left.pageCount());
        const PaperText &a = left.pages[1].texts[3];
        const PaperText &b = right.pages[1].texts[3];
        QCOMPARE(b.text, a.text);
        QCOMPARE(b.at.x(), left.size.width() - a.at.x() - a.width);
    }

    void wordsWrapWhereTheLanguageAllowsIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const char *text, const char *lines) {
            QTest::newRow(name) << QString::fromUtf8(text)
                                << QString::fromUtf8(lines).split(QLatin1Char('/'));
        };
        row("words", "one two three", "one two/three");
        row("fits", "one two", "one two");
        row("a dot ends a line", "one aaaa · bbb", "one/aaaa ·/bbb");
        row("and begins one only where there is no other way", "aaaaaaa · bbb", "aaaaaaa/· bbb");
        row("no space", "abcdefghijklmnop", "abcdefgh/ijklmnop");
        row("east asia", "山田太郎支援", "山田太郎/支援");
        row("letters with marks stay whole", "aaaaaaae\u0301\u0301b", "aaaaaaa/e\u0301\u0301b");
        row("nothing", "", "");
    }
    void wordsWrapWhereTheLanguageAllowsIt()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, lines);
        const auto wrapped = m_measure.wrapped(text, PaperFont::Body, 8 * 42.5);
        QCOMPARE(QStringList(wrapped.begin(), wrapped.end()), lines);
    }

    void goldenReports_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("agents");
        QTest::newRow("no agents") << QStringLiteral("none") << 0;
        QTest::newRow("one agent") << QStringLiteral("one") << 1;
        QTest::newRow("names of many scripts") << QStringLiteral("names") << 9;
        QTest::newRow("500 agents") << QStringLiteral("many") << 500;
    }
    void goldenReports()
    {
        QFETCH(QString, file);
        QFETCH(int, agents);
        ReportAnswers answers = paperAnswers(agents);
        if (file == QLatin1String("names"))
            rename(answers);
        ReportPlan plan;
        plan.locale = QStringLiteral("en_GB");
        plan.landscape = agents == 1;
        plan.paper = agents == 1 ? PaperSize::Letter : PaperSize::A4;
        const PaperLayout layout = layOut(reportContent(plan, answers, Pseudonyms()), m_measure);
        checkGeometry(layout);
        QString found;
        for (const PaperPage &page : layout.pages)
            found += QStringLiteral("=== page\n") + textOf(page);
        QFile golden(QStringLiteral(TEST_DATA_DIR "/views/paper/%1.txt").arg(file));
        if (qEnvironmentVariableIsSet("WATCHFLOOR_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(found.toUtf8());
            golden.close();
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(found, QString::fromUtf8(golden.readAll()));
    }

    void pseudonymsLeaveNoName()
    {
        ReportAnswers answers = paperAnswers(40);
        addHeatAndSpread(answers);
        answers.filters = {{QStringLiteral("Agent"), answers.agents->rows[0].agent.name, true, 1,
                            answers.agents->rows[0].agent.remoteId}};
        ReportPlan plan;
        plan.sections.assign(allReportSections.begin(), allReportSections.end());
        plan.pseudonymous = true;
        const Pseudonyms names(QByteArrayLiteral("salt"));
        const PaperLayout layout = layOut(reportContent(plan, answers, names), m_measure);
        QString all;
        for (const PaperPage &page : layout.pages)
            all += textOf(page);
        for (const AgentReportRow &row : answers.agents->rows) {
            const QString known = names.agent(row.account, row.agent.remoteId, row.agent.name);
            QVERIFY2(!all.contains(row.agent.name), qPrintable(row.agent.name));
            QVERIFY2(all.count(known) >= 2, qPrintable(known)); // by agent, and agents
        }
        // Nor does their order tell who they are.
        const PaperTable table =
            agentTable(*answers.agents, ReportWords(plan, answers, names), false);
        QStringList order;
        for (const PaperTable::Row &row : table.rows)
            order << row.cells.front();
        order.resize(order.size() - 2); // nobody's, and the total
        QStringList sorted = order;
        sorted.sort();
        QCOMPARE(order, sorted);
        QVERIFY(names.agent(1, QStringLiteral("4"), {}) != names.agent(2, QStringLiteral("4"), {}));
        QVERIFY(names.agent(1, QStringLiteral("4"), {}) !=
                Pseudonyms(QByteArrayLiteral("other")).agent(1, QStringLiteral("4"), {}));
    }

private:
    static void rename(ReportAnswers &answers)
    {
        const QStringList names{
            QString::fromUtf8("Łukasz Wójcik"),
            QString::fromUtf8("Ольга Петровна Константинопольская"),
            QString::fromUtf8("Αλέξανδρος Παπαδόπουλος"),
            QString::fromUtf8("山田太郎"),
            QString::fromUtf8("محمد عبد الرحمن"),
            QString(280, QLatin1Char('W')),
            QStringLiteral("Maximiliane Hohenstein-Brandt von und zu der langen Lichte im Tal der "
                           "Ahnungslosen, Vertretung"),
            QStringLiteral("<b>bold</b>\r\n=1+1\u202eevil"),
            QString()};
        for (std::size_t i = 0; i < answers.agents->rows.size(); ++i) {
            answers.agents->rows[i].agent.name = names[static_cast<qsizetype>(i)];
            VolumeRow &bar = answers.volume->rows[i];
            bar.name = bar.label = names[bar.remoteId.toInt() - 1];
        }
    }
};

QTEST_APPLESS_MAIN(TestPaperLayout)
#include "tst_paperlayout.moc"
