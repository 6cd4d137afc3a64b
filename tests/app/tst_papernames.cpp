// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/papercomposer.h"
#include "models/plaintext.h"
#include "models/readingdirection.h"
#include "support/paperreports.h"
#include "support/pdfreader.h"
#include "support/reporttablebytes.h"
#include "views/papertablefit.h"
#include "views/pdffile.h"
#include "views/reportgrounds.h"

#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <map>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

ReportPlan everySection(const QString &locale)
{
    ReportPlan plan;
    plan.sections.assign(allReportSections.begin(), allReportSections.end());
    plan.locale = locale;
    return plan;
}

/// Names as people and attackers write them.
QStringList hostileNames()
{
    return {QStringLiteral("<b>x</b>"),
            QStringLiteral("Eve\u202Etxt.exe"),
            QStringLiteral("=1+1"),
            QString(280, QLatin1Char('W')),
            QStringLiteral("Two\nlines"),
            QStringLiteral("A\ttab"),
            QStringLiteral("N") + QChar(0) + QStringLiteral("ul"),
            QString::fromUtf8("محمد عبد الرحمن"),
            QString::fromUtf8("דוד כהן"),
            QString::fromUtf8("Łukasz Wójcik"),
            QString::fromUtf8("Ольга Константинопольская"),
            QString::fromUtf8("Αλέξανδρος Μιμόπουλος"),
            QString::fromUtf8("山田太郎"),
            QStringLiteral("a%1b %n \\(paren) </svg>")};
}

} // namespace

class TestPaperNames : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const Result<QByteArray> &pdf, const char *name)
    {
        const QString file = m_dir.filePath(QLatin1String(name));
        QFile out(file);
        if (!pdf || !out.open(QIODevice::WriteOnly) || out.write(*pdf) != pdf->size())
            qWarning() << "not written" << name;
        return file;
    }

    /// As the program makes it: composed on another thread, with the real charts.
    QString report(const ReportPlan &plan, const ReportAnswers &answers, const char *name,
                   std::shared_ptr<const PaperLayout> *pages = nullptr)
    {
        Result<ComposedReport> made = Error::cancelled();
        const PaperFonts fonts;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { made = composeReport(plan, answers, fonts, m_dir.path()); }));
        thread->start();
        thread->wait();
        if (!made) {
            qWarning() << made.error().sentence();
            return {};
        }
        if (pages)
            *pages = made->pages;
        return written(pdfOf(made->pages, fonts, fakeNow), name);
    }

private Q_SLOTS:
    /// As another program reads it: all there is to read, on each paper.
    void readsBack_data()
    {
        QTest::addColumn<int>("paper");
        QTest::addColumn<bool>("landscape");
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("size");
        QTest::newRow("A4, German")
            << 0 << false << QStringLiteral("de_DE") << QStringLiteral("59[45](.\\d+)? x 84[12]");
        QTest::newRow("A4 landscape, English")
            << 0 << true << QStringLiteral("en_GB") << QStringLiteral("84[12](.\\d+)? x 59[45]");
        QTest::newRow("Letter, English")
            << 1 << false << QStringLiteral("en_US") << QStringLiteral("612 x 792");
        QTest::newRow("Letter landscape, Arabic")
            << 1 << true << QStringLiteral("ar_EG") << QStringLiteral("792 x 612");
    }
    void readsBack()
    {
        QFETCH(int, paper);
        QFETCH(bool, landscape);
        QFETCH(QString, locale);
        QFETCH(QString, size);
        ReportAnswers answers = everyAnswer(60);
        const QStringList names{
            QString::fromUtf8("Łukasz Wójcik"), QString::fromUtf8("Ольга Константинопольская"),
            QString::fromUtf8("Αλέξανδρος Μιμόπουλος"), QString::fromUtf8("山田太郎"),
            QString::fromUtf8("Sofie Pfiffner-Ruffing")};
        for (qsizetype i = 0; i < names.size(); ++i)
            answers.agents->rows[static_cast<std::size_t>(i)].agent.name = names[i];
        ReportPlan plan = everySection(locale);
        plan.title = QString::fromUtf8("Bericht – Zürich");
        plan.author = QString::fromUtf8("Łukasz Wójcik");
        plan.paper = paper == 0 ? PaperSize::A4 : PaperSize::Letter;
        plan.landscape = landscape;
        std::shared_ptr<const PaperLayout> layout;
        const QString file = report(plan, answers, "report.pdf", &layout);
        QVERIFY(layout);
        const PdfReader read(file);
        const QString info = read.info();
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Title: +") +
                                                  QRegularExpression::escape(plan.title))),
                 qPrintable(info));
        QVERIFY(info.contains(QRegularExpression(QStringLiteral("Author: +Łukasz Wójcik"))));
        QVERIFY(info.contains(
            QRegularExpression(QStringLiteral("Pages: +%1\\n").arg(layout->pageCount()))));
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Page size: +") + size)),
                 qPrintable(info));

        // Vectors and letters alone.
        QCOMPARE(read.images(), QStringList());
        const QStringList fonts = read.fonts();
        QVERIFY(!fonts.isEmpty());
        for (const QString &font : fonts)
            QVERIFY2(font.contains(QRegularExpression(QStringLiteral(" yes +yes +yes +\\d+"))),
                     qPrintable(font)); // embedded, a subset, readable as text

        const QString text = read.text();
        const QString letters = squeezed(text);
        for (const QString &name : names)
            QVERIFY2(letters.contains(squeezed(name)), qPrintable(name));
        QCOMPARE(text.count(QLatin1Char('\f')), layout->pageCount());
        for (const PaperBookmark &bookmark : layout->bookmarks)
            QVERIFY2(letters.contains(squeezed(bookmark.title)), qPrintable(bookmark.title));
        if (locale.startsWith(QLatin1String("en")))
            QVERIFY(text.contains(
                QStringLiteral("Page %1 of %1").arg(QString::number(layout->pageCount()))));
        const Pseudonyms none;
        const ReportWords words(plan, answers, none);
        QStringList headings;
        for (const ReportSection section : allReportSections)
            headings << sectionHeading(section, answers, words);
        QStringList marks;
        for (const PaperBookmark &bookmark : layout->bookmarks)
            marks << bookmark.title;
        QCOMPARE(marks, headings);
        QCOMPARE(read.bookmarks(), static_cast<int>(layout->bookmarks.size()));
    }

    void everySectionHoldsHostileNames_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<bool>("letter");
        QTest::newRow("English") << QStringLiteral("en_GB") << false;
        QTest::newRow("German, Letter") << QStringLiteral("de_DE") << true;
        QTest::newRow("Arabic") << QStringLiteral("ar_EG") << false;
        QTest::newRow("Hebrew, Letter") << QStringLiteral("he_IL") << true;
    }
    void everySectionHoldsHostileNames()
    {
        QFETCH(QString, locale);
        QFETCH(bool, letter);
        const bool rightToLeft = QLocale(locale).textDirection() == Qt::RightToLeft;
        const QStringList names = hostileNames();
        ReportAnswers answers = everyAnswer(static_cast<int>(names.size()) + 10, 12);
        for (qsizetype i = 0; i < names.size(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            answers.agents->rows[at].agent.name = names[i];
            VolumeRow &bar = answers.volume->rows[at];
            bar.name = bar.label = names[i];
            if (at < answers.queue->rows.size()) {
                answers.queue->rows[at].agentName = names[i];
                answers.queue->rows[at].groupName = names[names.size() - 1 - i];
            }
        }
        answers.accounts[0].name = names[0];
        answers.feeds[1].problem = names[1] + names[4];
        answers.timelines[0].conversation.conversation.contact = names[8];
        std::vector<ConversationReportRow> rows = fakeRows(static_cast<int>(names.size()));
        for (qsizetype i = 0; i < names.size(); ++i) {
            rows[static_cast<std::size_t>(i)].agentName = names[i];
            rows[static_cast<std::size_t>(i)].groupName = QStringLiteral("Lq") + names[i];
        }
        addList(answers, rows);
        ReportPlan plan = everySection(locale);
        plan.paper = letter ? PaperSize::Letter : PaperSize::A4;
        std::shared_ptr<const PaperLayout> pages;
        const QString file = report(plan, answers, "hostile.pdf", &pages);
        QVERIFY(pages);
        const QString text =
            squeezed(PdfReader(file).text()).normalized(QString::NormalizationForm_KC);
        for (const QString &name : names) {
            const QString letters = squeezed(oneLine(name));
            if (lineDirection(name, rightToLeft) == Qt::LeftToRight) {
                QVERIFY2(text.contains(letters), qPrintable(name));
                if (name.size() < 100) // of the list of conversations
                    QVERIFY2(text.contains(QStringLiteral("Lq") + letters), qPrintable(name));
                continue;
            }
            // Readers differ in the order of letters that read from the right.
            for (const QChar c : letters)
                QVERIFY2(text.contains(c), qPrintable(name + QStringLiteral(": ") + c));
        }
        QVERIFY(!text.contains(QChar(0x202E)));
        for (const PaperBookmark &bookmark : pages->bookmarks)
            QVERIFY2(text.contains(squeezed(bookmark.title)), qPrintable(bookmark.title));
        QCOMPARE(pages->bookmarks.size(), allReportSections.size());
        for (const QueueRow &row : answers.queue->rows)
            QVERIFY2(text.contains(QStringLiteral("#") + row.conversation.remoteId),
                     qPrintable(row.conversation.remoteId));
        for (const ReportFeed &feed : answers.feeds)
            QVERIFY2(text.contains(squeezed(oneLine(feed.problem))), qPrintable(feed.problem));
        QCOMPARE(PdfReader(file).images(), QStringList());
        int charts = 0;
        for (const PaperPage &page : pages->pages)
            charts += static_cast<int>(page.charts.size());
        QVERIFY(charts >= 4);
    }

    /// Nobody's name is anywhere in the file: not in charts, bookmarks, title or cover.
    void pseudonymsLeaveNoNameInTheFile()
    {
        ReportAnswers answers = everyAnswer(40, 12);
        QStringList names;
        // Names that no other word of a report holds.
        for (std::size_t i = 0; i < 40; ++i) {
            QString name = QStringLiteral("Xq");
            for (std::size_t n = i + 1; n > 0; n /= 5)
                name += QLatin1Char("jkvwz"[n % 5]);
            names << name + QLatin1Char('q');
            answers.agents->rows[i].agent.name = names.back();
        }
        for (VolumeRow &bar : answers.volume->rows) {
            bar.name = names[bar.remoteId.toInt() - 1];
            bar.label = bar.name + QStringLiteral(" #") + bar.remoteId;
        }
        for (std::size_t i = 0; i < answers.queue->rows.size(); ++i) {
            answers.queue->rows[i].agentName = names[static_cast<qsizetype>(i)];
            answers.queue->rows[i].conversation.contact = QStringLiteral("Xqcontact");
        }
        TimelineReport &timeline = answers.timelines.front();
        timeline.conversation.agentName = names[3];
        timeline.conversation.conversation.contact = QStringLiteral("Xqcontact");
        for (TimelineEvent &event : timeline.events)
            event.agentName = event.event.agentRemoteId = names[4];
        answers.filters = {{QStringLiteral("Agent"), names[7], true, 1, QStringLiteral("8")}};
        std::vector<ConversationReportRow> rows = fakeRows(40);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].agentName = names[static_cast<qsizetype>(i)];
            rows[i].conversation.contact = QStringLiteral("Xqlisted");
        }
        addList(answers, rows);
        ReportPlan plan = everySection(QStringLiteral("en_GB"));
        plan.landscape = true; // with the contacts of the list
        plan.pseudonymous = true;
        std::shared_ptr<const PaperLayout> pages;
        const QString file = report(plan, answers, "nobody.pdf", &pages);
        QVERIFY(pages);
        const PdfReader read(file);
        QString all = read.text() + read.info() + read.xml() + pages->title;
        for (const PaperBookmark &bookmark : pages->bookmarks)
            all += bookmark.title;
        QVERIFY(all.contains(QRegularExpression(QStringLiteral("Agent [2-9B-Z]{6}"))));
        QVERIFY(squeezed(all).contains(
            QRegularExpression(QStringLiteral("Contact:Contact[2-9B-Z]{6}"))));
        QVERIFY2(!all.contains(QStringLiteral("Xq")),
                 qPrintable(all.mid(all.indexOf(QStringLiteral("Xq")) - 60, 120)));
        // The same with names, to see that the search finds them.
        plan.pseudonymous = false;
        const QString named = PdfReader(report(plan, answers, "named.pdf")).text();
        for (const QString &name : names)
            QVERIFY2(named.count(name) >= 3, qPrintable(name)); // by agent, agents, list
        QVERIFY(named.contains(QStringLiteral("Xqcontact")));
        QVERIFY(named.contains(QStringLiteral("Xqlisted")));
        // Nor in its tables for programs.
        const auto tables = [&](const Pseudonyms &by, TableFormat format) {
            QByteArray bytes;
            for (const ReportSection section : plan.sections)
                bytes += reportTableBytes(section, plan, answers, by, format);
            return QString::fromUtf8(bytes);
        };
        for (const TableFormat format : {TableFormat::Csv, TableFormat::Json}) {
            const QString hidden = tables(Pseudonyms(QByteArrayLiteral("salt")), format);
            QVERIFY(hidden.contains(QRegularExpression(QStringLiteral("Agent [2-9B-Z]{6}"))));
            QVERIFY2(!hidden.contains(QStringLiteral("Xq")),
                     qPrintable(hidden.mid(hidden.indexOf(QStringLiteral("Xq")) - 60, 120)));
            const QString told = tables(Pseudonyms(), format);
            for (const QString &name : names)
                QVERIFY2(told.count(name) >= 3, qPrintable(name));
        }
    }

    /// Names beside bars and days beside hours begin at the edge where lines begin.
    void chartsBeginWhereLinesDo_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<bool>("programRightToLeft");
        for (const bool program : {false, true}) {
            const char *of = program ? "from the right" : "from the left";
            QTest::addRow("English, program %s", of) << QStringLiteral("en_GB") << program;
            QTest::addRow("Hebrew, program %s", of) << QStringLiteral("he_IL") << program;
        }
    }
    void chartsBeginWhereLinesDo()
    {
        QFETCH(QString, locale);
        QFETCH(bool, programRightToLeft);
        const bool rtl = QLocale(locale).textDirection() == Qt::RightToLeft;
        ReportPlan plan;
        plan.locale = locale;
        plan.sections = {ReportSection::ByAgent, ReportSection::WeekHours};
        const Qt::LayoutDirection own = QGuiApplication::layoutDirection();
        QGuiApplication::setLayoutDirection(programRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        std::shared_ptr<const PaperLayout> pages;
        const QString file = report(plan, everyAnswer(12, 0), "begins.pdf", &pages);
        QGuiApplication::setLayoutDirection(own);
        QVERIFY(pages);
        const std::vector<PdfWord> words = PdfReader(file).words();
        int charts = 0;
        for (int page = 0; page < pages->pageCount(); ++page) {
            for (const PaperPicture &chart : pages->pages[static_cast<std::size_t>(page)].charts) {
                ++charts;
                const QRectF area(chart.area.topLeft() / paperPoint,
                                  chart.area.size() / paperPoint);
                std::map<int, std::pair<double, double>> lines; // by height: outermost ends
                for (const PdfWord &word : words) {
                    if (word.page != page || !area.contains(word.box.center()))
                        continue;
                    const int y = static_cast<int>(word.box.center().y() / 3);
                    auto &line = lines.try_emplace(y, 1e6, 0.0).first->second;
                    line = {std::min(line.first, word.box.left()),
                            std::max(line.second, word.box.right())};
                }
                int begun = 0;
                for (const auto &[y, ends] : lines)
                    begun += rtl ? ends.second > area.right() - 3 : ends.first < area.left() + 3;
                QVERIFY2(begun >= (charts == 1 ? 12 : 7), qPrintable(QString::number(begun)));
                int keys = 0; // of the hours: "no data" is the last of its words
                for (const PdfWord &word : words) {
                    if (word.page != page || !area.contains(word.box.center()) ||
                        word.text != QLatin1String("data"))
                        continue;
                    ++keys;
                    QCOMPARE(word.box.center().x() > area.center().x(), rtl);
                }
                QCOMPARE(keys, charts - 1);
            }
        }
        QCOMPARE(charts, 2);
    }

    /// Beside however many columns: whole, and cut behind a hyphen if at all.
    void idsAreCutOnceAtMost()
    {
        const FontMeasure measure{PaperFonts()};
        const QString id = QStringLiteral("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        int cut = 0;
        for (int others = 0; others < 12; ++others) {
            PaperTable table;
            table.columns.push_back({QStringLiteral("Number"), false});
            table.columns.front().ofIds = true;
            PaperTable::Row row;
            row.cells << id;
            for (int i = 0; i < others; ++i) {
                table.columns.push_back({QStringLiteral("Group"), false});
                row.cells << QStringLiteral("Customer support of the northern region");
            }
            table.rows = {row};
            const TableFit fit(table, measure, 507 * paperPoint);
            const auto lines = fit.lines(row, 0, fit.parts().front().widths.front());
            QVERIFY(lines.size() <= 2);
            QCOMPARE(QStringList(lines.begin(), lines.end()).join(QString()), id);
            QVERIFY(lines.size() == 1 || lines.front().endsWith(u'-'));
            cut += lines.size() == 2;
        }
        QVERIFY(cut > 3 && cut < 12);
    }

    /// Without a hyphen too: all of it is there, in a few lines of about one length.
    void longIdsAreWholeInTables_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("UUID") << QStringLiteral("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        QTest::newRow("24 hex") << QStringLiteral("64b7f0c2a9d3e1f5b8c7d6e4");
        QTest::newRow("32 hex") << QStringLiteral("9e107d9d372bb6826bd81d3542a419d6");
        QTest::newRow("64 hex") << QStringLiteral(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("a hyphen near its end")
            << QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c-x");
    }
    void longIdsAreWholeInTables()
    {
        QFETCH(QString, id);
        const FontMeasure measure{PaperFonts()};
        for (const int others : {0, 4, 8}) {
            PaperTable table;
            table.columns.push_back({QStringLiteral("No."), false});
            table.columns.front().ofIds = true;
            PaperTable::Row row;
            row.cells << u'#' + id;
            for (int i = 0; i < others; ++i) {
                table.columns.push_back({QStringLiteral("Group"), false});
                row.cells << QStringLiteral("Customer support of the northern region");
            }
            table.rows = {row};
            const TableFit fit(table, measure, 507 * paperPoint);
            const double width = fit.parts().front().widths.front();
            const auto lines = fit.lines(row, 0, width);
            QCOMPARE(QStringList(lines.begin(), lines.end()).join(QString()), u'#' + id);
            QVERIFY(lines.size() <= 3);
            for (const QString &line : lines) {
                QVERIFY(measure.width(line, fit.font(row, 0)) <= width + 1);
                QVERIFY2(2 * line.size() > lines.front().size(), qPrintable(line));
            }
        }
        // And on paper, in the list and in the queue.
        ReportAnswers answers = everyAnswer(3, 4);
        answers.queue->rows.front().conversation.remoteId = id + QLatin1Char('q');
        std::vector<ConversationReportRow> rows = fakeRows(4);
        rows.front().conversation.remoteId = id + QLatin1Char('z');
        addList(answers, rows);
        const QString text = squeezed(
            PdfReader(report(everySection(QStringLiteral("en_GB")), answers, "ids.pdf")).text());
        QVERIFY(text.contains(u'#' + id + QLatin1Char('q')));
        QVERIFY(text.contains(u'#' + id + QLatin1Char('z')));
    }

    /// A page reads in its locale's direction, whatever the program's own is.
    void linesReadFromTheirBeginning_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("rtl");
        QTest::addColumn<QStringList>("fromLeft");
        const auto row = [](const char *name, const char *line, bool rtl, const char *order) {
            QTest::newRow(name) << QString::fromUtf8(line) << rtl
                                << QString::fromUtf8(order).split(QLatin1Char('/'));
        };
        row("Latin", "111 one – 777 two", false, "111/one/777/two");
        row("Hebrew", "111 א – 777 ת", true, "ת/777/א/111");
        row("Arabic", "111 و – 777 د", true, "د/777/و/111");
        row("English on a Hebrew page", "Page 111 of 777", true, "Page/111/of/777");
        row("a Hebrew name set apart", "Agent: \u2068ד\u2069 111 · Group: 777", false,
            "Agent/ד/111/Group/777");
    }
    void linesReadFromTheirBeginning()
    {
        QFETCH(QString, line);
        QFETCH(bool, rtl);
        QFETCH(QStringList, fromLeft);
        PaperContent content;
        content.title = QStringLiteral("Title");
        content.rightToLeft = rtl;
        content.blocks.push_back(PaperNotes{{line}, false});
        const PaperFonts fonts;
        const auto pages = std::make_shared<PaperLayout>(layOut(content, FontMeasure(fonts)));
        const Result<QByteArray> here = pdfOf(pages, fonts, fakeNow);
        const std::vector<PdfWord> words = PdfReader(written(here, "line.pdf")).words();
        double before = 0;
        QStringList found;
        for (const PdfWord &word : words)
            found << word.text + QStringLiteral(" @") + QString::number(word.box.left());
        for (const QString &part : fromLeft) {
            const PdfWord *word = wordWith(words, part);
            const double x = word ? word->box.left() : -1;
            QVERIFY2(x > before,
                     qPrintable(part + QStringLiteral(" in ") + found.join(QStringLiteral(", "))));
            before = x;
        }
        const Qt::LayoutDirection own = QGuiApplication::layoutDirection();
        QGuiApplication::setLayoutDirection(own == Qt::RightToLeft ? Qt::LeftToRight
                                                                   : Qt::RightToLeft);
        const Result<QByteArray> there = pdfOf(pages, fonts, fakeNow);
        QGuiApplication::setLayoutDirection(own);
        QVERIFY(here && there);
        QVERIFY(*here == *there);
    }
};

QTEST_MAIN(TestPaperNames)
#include "tst_papernames.moc"
