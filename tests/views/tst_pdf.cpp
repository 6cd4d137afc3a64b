// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paperreports.h"
#include "support/pdfreader.h"
#include "views/paperletters.h"
#include "views/paperpainter.h"
#include "views/paperprinter.h"
#include "views/pdffile.h"
#include "views/pdffinish.h"
#include "views/pdfletters.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPrinter>
#include <QFontInfo>
#include <QGlyphRun>
#include <QRawFont>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextLayout>
#include <QThread>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

std::shared_ptr<const PaperLayout> pagesOf(const ReportPlan &plan, const ReportAnswers &answers,
                                           const QImage &logo = {}, const ReportCharts &charts = {})
{
    return std::make_shared<PaperLayout>(layOut(
        reportContent(plan, answers, Pseudonyms(), logo, charts), FontMeasure(PaperFonts())));
}

/// Stops when it has been asked so often; 0 = never.
struct StoppingMeasure : FontMeasure {
    explicit StoppingMeasure(int most)
        : FontMeasure(PaperFonts())
        , m_most(most)
    {
    }
    double width(const QString &text, PaperFont font) const override
    {
        if (++asked == m_most)
            stop.request_stop();
        return FontMeasure::width(text, font);
    }

    mutable std::stop_source stop;
    mutable int asked = 0;

private:
    int m_most;
};

ReportPlan everything()
{
    ReportPlan plan;
    plan.sections.assign(allReportSections.begin(), allReportSections.end());
    plan.title = QString::fromUtf8("Bericht – Zürich");
    plan.author = QString::fromUtf8("Łukasz Wójcik");
    return plan;
}

} // namespace

class TestPdf : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString write(const QByteArray &bytes, const QString &name)
    {
        const QString file = m_dir.filePath(name);
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qWarning() << out.errorString();
        return file;
    }

private Q_SLOTS:
    /// Fonts of signs have digits too, and drew them where the first family was an alias.
    void oneFontDrawsWordsAndDigits()
    {
        const PaperFonts fonts;
        for (std::size_t i = 0; i < paperFontCount; ++i) {
            const QFont &font = fonts.font(static_cast<PaperFont>(i));
            QTextLayout line(QStringLiteral("Open 1,234 #5 *"), font);
            line.beginLayout();
            line.createLine();
            line.endLayout();
            QCOMPARE(line.glyphRuns().size(), 1);
            QCOMPARE(line.glyphRuns().front().rawFont().familyName(),
                     QFontInfo(fonts.screen()).family());
        }
    }

    void lettersAreWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("found");
        QTest::addColumn<QByteArray>("meant");
        QTest::newRow("a space") << QByteArray("<0009>") << QByteArray("<0020>");
        QTest::newRow("an ideograph") << QByteArray("<2F2D>") << QByteArray("<5C71>");
        QTest::newRow("a ligature") << QByteArray("<FB01>") << QByteArray("<00660069>");
        QTest::newRow("an Arabic form") << QByteArray("<FEE3>") << QByteArray("<0645>");
        QTest::newRow("a Greek mu") << QByteArray("<00B5>") << QByteArray("<03BC>");
        QTest::newRow("anything else") << QByteArray("<0041> <00E9> <592A> <D83DDE00>")
                                       << QByteArray("<0041> <00E9> <592A> <D83DDE00>");
    }
    void lettersAreWhatWasWritten()
    {
        QFETCH(QByteArray, found);
        QFETCH(QByteArray, meant);
        const QByteArray around("<2F2D> <FB01> ["); // codes, no text
        QCOMPARE(mendedLetterMap(around + found + ']', QStringLiteral("abc")),
                 around + meant + ']');
        QCOMPARE(mendedLetterMap("[<00B5>]", QString(QChar(0xb5))), QByteArray("[<00B5>]"));
    }

    /// What has no neighbour in its font, or neighbours in the order of their codes.
    void lettersWithoutAListAreToo_data()
    {
        QTest::addColumn<QByteArray>("found");
        QTest::addColumn<QByteArray>("meant");
        const auto row = [](const char *name, const char *found, const char *meant) {
            QTest::newRow(name) << QByteArray(found) << QByteArray(meant);
        };
        row("one", "<0001> <0001> <2F2D>\n", "<0001> <0001> <5C71>\n");
        row("a ligature", "<0001> <0001> <FB01>\n", "<0001> <0001> <00660069>\n");
        row("two radicals", "<0003> <0004> <2F2D>\n", "<0003> <0004> [<5C71> <5DDB>]\n");
        row("plain ones", "<2F2D> <2F2F> <0041>\n", "<2F2D> <2F2F> <0041>\n");
        row("the codes there are", "1 begincodespacerange\n<0000> <2F2D>\nendcodespacerange\n",
            "1 begincodespacerange\n<0000> <2F2D>\nendcodespacerange\n");
    }
    void lettersWithoutAListAreToo()
    {
        QFETCH(QByteArray, found);
        QFETCH(QByteArray, meant);
        const QByteArray list("<0007> <0008> [<0041><0043>]\n");
        QCOMPARE(mendedLetterMap(list + found + list, QString()), list + meant + list);
    }

    void theFileIsSound()
    {
        const Result<QByteArray> pdf =
            pdfOf(pagesOf(everything(), paperAnswers(60)), PaperFonts(), fakeNow);
        QVERIFY(pdf);
        QPDF read;
        read.setSuppressWarnings(true);
        read.processMemoryFile("report", pdf->constData(), static_cast<std::size_t>(pdf->size()));
        for (QPDFObjectHandle object : read.getAllObjects()) {
            if (object.isStream())
                QVERIFY(object.getStreamData(qpdf_dl_all)->getSize() > 0);
        }
        QCOMPARE(static_cast<int>(read.getWarnings().size()), 0);
        QVERIFY(!read.isEncrypted());
    }

    void theSameReportIsTheSameFile()
    {
        const auto layout = pagesOf(everything(), paperAnswers(20));
        const Result<QByteArray> first = pdfOf(layout, PaperFonts(), fakeNow);
        const Result<QByteArray> second = pdfOf(layout, PaperFonts(), fakeNow);
        QVERIFY(first);
        QCOMPARE(first->size(), second->size());
        QVERIFY(*first == *second);
    }

    void aMonthOf200AgentsIsSmall()
    {
        ReportPlan plan = everything();
        const ReportAnswers answers = paperAnswers(200);
        Result<QByteArray> pdf = Error::cancelled();
        int pages = 0;
        QBENCHMARK_ONCE
        {
            const auto layout = pagesOf(plan, answers);
            pages = layout->pageCount();
            pdf = pdfOf(layout, PaperFonts(), fakeNow);
        }
        QVERIFY(pdf);
        qInfo("%d pages, %lld bytes", pages, pdf->size());
        QVERIFY(pages >= 12);
        QVERIFY(pdf->size() <= 500'000);
    }

    void onlyTheLogoIsABitmap()
    {
        QImage logo(300, 100, QImage::Format_RGB32);
        logo.fill(Qt::red);
        const auto layout = pagesOf(everything(), paperAnswers(20), logo);
        const Result<QByteArray> pdf = pdfOf(layout, PaperFonts(), fakeNow);
        QVERIFY(pdf);
        const QString file = write(*pdf, QStringLiteral("logo.pdf"));
        const QStringList images = PdfReader(file).images();
        QCOMPARE(images.size(), 1);
        QVERIFY(images[0].contains(QStringLiteral("300")));
        QVERIFY2(!images[0].contains(QStringLiteral("jpeg")), qPrintable(images[0]));
    }

    void chartsArePaintedWhereTheyStand()
    {
        int painted = 0;
        ReportCharts charts;
        charts.trend = [&painted](const TrendReport &) {
            PaperChart chart;
            chart.title = QStringLiteral("A chart");
            chart.height = 2000;
            chart.paint = [&painted](QPainter &painter, const QRectF &area, int, int) {
                ++painted;
                painter.fillRect(area, Qt::blue);
            };
            return std::vector<PaperChart>{chart};
        };
        const auto layout = pagesOf(everything(), paperAnswers(20), {}, charts);
        QVERIFY(pdfOf(layout, PaperFonts(), fakeNow));
        QCOMPARE(painted, 1);
        for (int page = 0; page < layout->pageCount(); ++page) {
            const PaperPage &sheet = layout->pages[static_cast<std::size_t>(page)];
            if (sheet.charts.empty())
                continue;
            QImage image = pageImage(*layout, page, PaperFonts(), 600);
            addChart(image, *layout, page, 0);
            const QPointF middle = sheet.charts.front().area.center() * 600 / layout->size.width();
            QCOMPARE(image.pixelColor(middle.toPoint()), QColor(Qt::blue));
        }
        QCOMPARE(painted, 2);
    }

    void picturesOfLettersAreSigns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("printed");
        const auto row = [](const char *name, const char *text, const char *printed) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(printed);
        };
        row("one", "Ana 😀", "Ana □");
        row("a family is one", "👨‍👩‍👧 Ana", "□ Ana");
        row("with a colour of skin", "Ana 👍🏽!", "Ana □!");
        row("two", "😀😀", "□□");
        row("a flag", "Jo 🇩🇪", "Jo DE");
        row("a keycap", "1️⃣ Ana", "1 Ana");
        row("a sign with an outline stays", "Ana ☺", "Ana ☺");
        row("letters stay", "Łukasz Ольга 山田 محمد", "Łukasz Ольга 山田 محمد");
        row("joined letters stay joined", "क्‍ष", "क्‍ष");
    }
    void picturesOfLettersAreSigns()
    {
        QFETCH(QString, name);
        QFETCH(QString, printed);
        PaperLetters letters([](char32_t letter) {
            return letter >= 0x1f000 ? PaperLetters::Drawn::Picture : PaperLetters::Drawn::Outline;
        });
        QCOMPARE(letters.printable(name), printed);
        QVERIFY(letters.missing().isEmpty());
        PaperLetters poor([](char32_t) { return PaperLetters::Drawn::Nothing; });
        QCOMPARE(poor.printable(QStringLiteral("Aé山山")), QStringLiteral("Aé山山"));
        QCOMPARE(poor.missing(), QStringLiteral("山")); // told, not hidden
    }

    /// Whatever fonts there are: no bitmap, and the name around the picture can be selected.
    void noPictureComesWithAName()
    {
        ReportAnswers answers = paperAnswers(3);
        answers.agents->rows[0].agent.name = QString::fromUtf8("Zora😀Quill 🇫🇷");
        PaperLetters letters(PaperFonts().font(PaperFont::Body));
        const PaperContent content =
            letters.printable(reportContent(everything(), answers, Pseudonyms()));
        const auto layout =
            std::make_shared<PaperLayout>(layOut(content, FontMeasure(PaperFonts())));
        const Result<QByteArray> pdf = pdfOf(layout, PaperFonts(), fakeNow);
        QVERIFY(pdf);
        const QString file = write(*pdf, QStringLiteral("picture.pdf"));
        QCOMPARE(PdfReader(file).images(), QStringList());
        const QString text = PdfReader(file).laidOutText();
        QVERIFY2(squeezed(text).contains(QRegularExpression(QStringLiteral("Zora.{0,2}QuillFR"))),
                 qPrintable(text.mid(text.indexOf(QLatin1String("Zora")) - 20, 80)));
    }

    void theTimeOfMakingChangesNothingOnThePages()
    {
        const auto layout = pagesOf(everything(), paperAnswers(20));
        const auto text = [&](TimeMs made, const char *name) {
            const Result<QByteArray> pdf = pdfOf(layout, PaperFonts(), made);
            return pdf ? PdfReader(write(*pdf, QString::fromLatin1(name)))
                             .boxes()
                             .remove(QRegularExpression(QStringLiteral("<meta[^>]*Date[^>]*>")))
                       : QString();
        };
        const QString now = text(fakeNow, "now.pdf");
        QVERIFY(now.size() > 10'000);
        QCOMPARE(text(fakeNow + 90'000'000, "later.pdf"), now);
    }

    void printsAllPagesOrSome_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("all") << 0 << 0;
        QTest::newRow("some") << 2 << 3;
    }
    void printsAllPagesOrSome()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto layout = pagesOf(everything(), paperAnswers(40));
        const QString file = m_dir.filePath(QStringLiteral("printed.pdf"));
        PaperPrinter printing(layout);
        printing.printer().setOutputFormat(QPrinter::PdfFormat);
        printing.printer().setOutputFileName(file);
        if (from > 0) {
            printing.printer().setPrintRange(QPrinter::PageRange);
            printing.printer().setFromTo(from, to);
        }
        QSignalSpy progress(&printing, &PaperPrinter::progressed);
        std::optional<Result<void>> printed;
        connect(&printing, &PaperPrinter::finished, &printing,
                [&printed](const Result<void> &outcome) { printed = outcome; });
        printing.start();
        QTRY_VERIFY(printed);
        QVERIFY(*printed);
        const int pages = from > 0 ? to - from + 1 : layout->pageCount();
        QCOMPARE(progress.size(), pages + 1);
        const QString text = PdfReader(file).laidOutText();
        QCOMPARE(text.count(QLatin1Char('\f')), pages);
        QVERIFY(text.contains(
            QStringLiteral("Page %1 of %2").arg(std::max(1, from)).arg(layout->pageCount())));
        const QString info = PdfReader(file).info();
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("59[45](.\\d+)? x 84[12]"))),
                 qPrintable(info));
    }

    void printingCanBeCancelled()
    {
        PaperPrinter printing(pagesOf(everything(), paperAnswers(40)));
        const QString file = m_dir.filePath(QStringLiteral("cancelled.pdf"));
        printing.printer().setOutputFormat(QPrinter::PdfFormat);
        printing.printer().setOutputFileName(file);
        connect(&printing, &PaperPrinter::progressed, &printing, [&printing](int page) {
            if (page == 2)
                printing.cancel();
        });
        std::optional<Result<void>> printed;
        connect(&printing, &PaperPrinter::finished, &printing,
                [&printed](const Result<void> &outcome) { printed = outcome; });
        printing.start();
        QVERIFY(QFile::exists(file)); // begun
        QTRY_VERIFY(printed);
        QVERIFY(!*printed);
        QVERIFY(printed->error().kind() == Error::Kind::Cancelled);
        QVERIFY(!QFile::exists(file));
    }

    void chartsArePrintedOnePerTurn()
    {
        int turn = 0;
        QList<int> turns;
        ReportCharts charts;
        charts.trend = [&](const TrendReport &) {
            PaperChart chart;
            chart.height = 1000;
            chart.paint = [&](QPainter &, const QRectF &, int, int) { turns << turn; };
            return std::vector<PaperChart>{chart, chart, chart};
        };
        PaperPrinter printing(pagesOf(everything(), paperAnswers(3), {}, charts));
        printing.printer().setOutputFormat(QPrinter::PdfFormat);
        printing.printer().setOutputFileName(m_dir.filePath(QStringLiteral("turns.pdf")));
        bool done = false;
        QList<int> pages;
        connect(&printing, &PaperPrinter::progressed, &printing, [&] { pages << turn; });
        connect(&printing, &PaperPrinter::finished, &printing, [&done] { done = true; });
        printing.start();
        QDeadlineTimer limit(60'000);
        while (!done && !limit.hasExpired()) {
            ++turn;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QVERIFY(done);
        QCOMPARE(turns.size(), 3);
        QVERIFY(turns[0] < turns[1] && turns[1] < turns[2]);
        QVERIFY(pages.size() > 2); // and each page of text
        for (qsizetype i = 1; i < pages.size(); ++i)
            QVERIFY(pages[i - 1] < pages[i]);
    }

    /// A report that nobody wants any more ends at the step it is at.
    void whatIsStoppedEndsSoon()
    {
        std::stop_source content;
        bool goesOn = false;
        ReportCharts charts;
        charts.byAgent = [&content](const VolumeReport &) {
            content.request_stop();
            return std::vector<PaperChart>();
        };
        charts.trend = [&goesOn](const TrendReport &) {
            goesOn = true;
            return std::vector<PaperChart>();
        };
        (void)reportContent(everything(), paperAnswers(20), Pseudonyms(), {}, charts,
                            content.get_token());
        QVERIFY(content.stop_requested());
        QVERIFY(!goesOn);

        const PaperContent all = reportContent(everything(), paperAnswers(500), Pseudonyms());
        StoppingMeasure patient(0);
        const int pages = layOut(all, patient, patient.stop.get_token()).pageCount();
        StoppingMeasure once(patient.asked / 2);
        QVERIFY(layOut(all, once, once.stop.get_token()).pageCount() < pages);
        QVERIFY(once.stop.stop_requested());
        QVERIFY(once.asked < patient.asked);

        const auto layout = pagesOf(everything(), paperAnswers(20));
        PdfPages file(layout, PaperFonts());
        for (int page = 0; page < layout->pageCount(); ++page)
            QVERIFY(file.paintText(page));
        std::stop_source stop;
        stop.request_stop();
        const Result<QByteArray> finished = file.finish(fakeNow, stop.get_token());
        QVERIFY(!finished && finished.error().kind() == Error::Kind::Cancelled);
        const Result<QByteArray> whole = pdfOf(layout, PaperFonts(), fakeNow);
        QVERIFY(whole);
        const Result<QByteArray> put = finishedPdf(*whole, *layout, fakeNow, stop.get_token());
        QVERIFY(!put && put.error().kind() == Error::Kind::Cancelled);
    }

    void somePagesAreAReportOfTheirOwn()
    {
        const auto all = pagesOf(everything(), paperAnswers(60));
        QVERIFY(all->pageCount() > 4);
        const PaperLayout some = pagesFrom(*all, 1, 4);
        QCOMPARE(some.pageCount(), 3);
        QCOMPARE(textOf(some.pages[0]), textOf(all->pages[1]));
        for (const PaperBookmark &mark : some.bookmarks) {
            QVERIFY(mark.page >= 0 && mark.page < 3);
            QVERIFY(textOf(some.pages[static_cast<std::size_t>(mark.page)]).contains(mark.title));
        }
        QVERIFY(pdfOf(std::make_shared<PaperLayout>(some), PaperFonts(), fakeNow));
    }

    void aPrinterThatTakesNothingIsTold()
    {
        PaperPrinter printing(pagesOf(everything(), paperAnswers(2)));
        printing.printer().setOutputFormat(QPrinter::PdfFormat);
        printing.printer().setOutputFileName(m_dir.filePath(QStringLiteral("no/such/a.pdf")));
        std::optional<Result<void>> printed;
        connect(&printing, &PaperPrinter::finished, &printing,
                [&printed](const Result<void> &outcome) { printed = outcome; });
        printing.start();
        QTRY_VERIFY(printed);
        QVERIFY(!*printed);
        QVERIFY(!printed->error().remedy().isEmpty());
    }

    void pagesMayBePaintedAwayFromTheWindow()
    {
        const auto layout = pagesOf(everything(), paperAnswers(200));
        const PaperFonts fonts;
        const QImage here = pageImage(*layout, 1, fonts, 500);
        QImage there;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { there = pageImage(*layout, 1, fonts, 500); }));
        thread->start();
        QVERIFY(thread->wait());
        QCOMPARE(there, here);
    }
};

QTEST_MAIN(TestPdf)
#include "tst_pdf.moc"
