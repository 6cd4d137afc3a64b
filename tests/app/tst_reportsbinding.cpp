// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/csvrows.h"
#include "support/pdfreader.h"
#include "support/reportsdesk.h"
#include "views/palette.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPrinter>
#include <QProgressBar>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

class TestReportsBinding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(Theme::Light);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

    /// Pseudonyms cannot be made: the pages with the names are gone, and nothing is written.
    void withoutAKeyNoNameIsWritten()
    {
        ReportsDesk desk;
        const QString named = desk.text();
        QVERIFY(!named.isEmpty());
        QVERIFY(QDir(desk.profile.path()).mkdir(QStringLiteral("pseudonyms.key")));
        desk.pseudonyms()->click();
        desk.page->exportItself(); // at once
        desk.settle();
        QVERIFY(!desk.page->preview()->pages());
        QVERIFY(!desk.page->findChild<QFileDialog *>());
        desk.page->exportItself();
        QVERIFY(!desk.page->findChild<QFileDialog *>());
        Q_EMIT desk.page->exportRequested(desk.path("names.pdf"));
        Q_EMIT desk.page->pagesToFileRequested(desk.path("printed.pdf"), 0, 1);
        desk.settle();
        desk.pseudonyms()->click(); // the names may be shown again
        desk.settle();
        QCOMPARE(desk.text(), named);
        QVERIFY(QDir(desk.out.path()).isEmpty());
    }

    /// A file asked for while the pages are still those with the names gets the next ones.
    void aFileIsOfThePlan()
    {
        ReportsDesk desk;
        const QString named = desk.text();
        desk.pseudonyms()->click();
        QVERIFY(!desk.page->pagesFit());
        Q_EMIT desk.page->exportRequested(desk.path("a.pdf"));
        desk.settle();
        QTRY_VERIFY(QFile::exists(desk.path("a.pdf")));
        QVERIFY(desk.text() != named);
        const QString text = PdfReader(desk.path("a.pdf")).laidOutText();
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("Agent [2-9B-Z]{6}"))),
                 qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("pseudonyms")));
    }

    /// Another question and another look at once: the pages are of both.
    void looksWaitForTheirAnswers()
    {
        ReportsDesk desk;
        QListWidget *sections = desk.page->options()->sections();
        sections->findItems(sectionTitle(ReportSection::SyncState), Qt::MatchExactly)
            .front()
            ->setCheckState(Qt::Checked);
        desk.pseudonyms()->click();
        QVERIFY(!desk.page->pagesFit());
        desk.settle();
        QVERIFY(desk.page->pagesFit());
        QVERIFY(desk.text().contains(sectionTitle(ReportSection::SyncState)));
        QVERIFY(desk.text().contains(QStringLiteral("pseudonyms")));
    }

    /// The whole way: button, dialog, file, and the page's own words about it.
    void thePrintDialogWritesWhatThePreviewShows_data()
    {
        QTest::addColumn<bool>("some");
        QTest::newRow("all pages") << false;
        QTest::newRow("the second alone") << true;
    }
    void thePrintDialogWritesWhatThePreviewShows()
    {
        QFETCH(bool, some);
        ReportsDesk desk;
        const auto pages = desk.page->preview()->sharedPages();
        QVERIFY(pages && pages->pageCount() >= 2);
        QPrintDialog *dialog = desk.printDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->minPage(), 1);
        QCOMPARE(dialog->maxPage(), pages->pageCount());
        QCOMPARE(dialog->printer()->pageLayout().pageSize().id(), QPageSize::A4);
        const QString file = desk.path("printed.pdf");
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("filename"));
        QVERIFY(name);
        name->setText(file);
        if (some) {
            dialog->findChild<QRadioButton *>(QStringLiteral("printRange"))->setChecked(true);
            dialog->findChild<QSpinBox *>(QStringLiteral("to"))->setValue(2);
            dialog->findChild<QSpinBox *>(QStringLiteral("from"))->setValue(2);
        }
        auto *buttons = dialog->findChild<QDialogButtonBox *>();
        QVERIFY(buttons);
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY(desk.status().startsWith(QStringLiteral("Written: ")));
        QVERIFY(desk.status().contains(QStringLiteral("printed.pdf")));
        QTRY_VERIFY(!desk.page->findChild<QPrintDialog *>());
        const PdfReader read(file);
        const QString text = read.text();
        const int first = some ? 1 : 0;
        const int end = some ? 2 : pages->pageCount();
        QCOMPARE(text.count(QLatin1Char('\f')), end - first);
        const QString letters = squeezed(text);
        for (int page = first; page < end; ++page) {
            for (const PaperText &line : pages->pages[static_cast<std::size_t>(page)].texts)
                QVERIFY2(letters.contains(squeezed(line.text)), qPrintable(line.text));
        }
        QCOMPARE(read.images(), QStringList());
        QCOMPARE(QDir(desk.out.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
        QVERIFY(desk.button("Print…")->isEnabled());
    }

    void aDialogThatIsClosedPrintsNothing()
    {
        ReportsDesk desk;
        QPrintDialog *dialog = desk.printDialog();
        QVERIFY(dialog);
        dialog->printer()->setOutputFileName(desk.path("never.pdf"));
        dialog->reject();
        QTRY_VERIFY(!desk.page->findChild<QPrintDialog *>());
        QVERIFY(desk.button("Print…")->isEnabled());
        QVERIFY(desk.printDialog()); // and it opens again
        QVERIFY(QDir(desk.out.path()).isEmpty());
    }

    /// Chosen a printer that is not there.
    void aPrinterThatDoesNotAnswerIsSaidOnThePage()
    {
        ReportsDesk desk;
        QPrintDialog *dialog = desk.printDialog();
        QVERIFY(dialog);
        dialog->printer()->setOutputFormat(QPrinter::NativeFormat);
        dialog->printer()->setPrinterName(QStringLiteral("nowhere"));
        dialog->printer()->setOutputFileName(QString());
        dialog->done(QDialog::Accepted);
        QTRY_VERIFY2(desk.status().contains(QStringLiteral("did not take the report")),
                     qPrintable(desk.status()));
        QVERIFY(desk.status().contains(QStringLiteral("choose another one")));
        QTRY_VERIFY(!desk.page->findChild<QPrintDialog *>());
        QVERIFY(desk.button("Print…")->isEnabled());
        QVERIFY(!desk.page->findChild<QProgressBar *>()->isVisible());
    }

    /// Texts come from a thread, charts are drawn here: all of it is in sight at the end.
    void thePreviewDrawsTheLanesOfAConversation()
    {
        ReportsDesk desk;
        ReportPlan plan;
        plan.sections = {ReportSection::Timelines};
        plan.conversations = {{QStringLiteral("Acme"), QStringLiteral("101")}};
        desk.page->restoreState({{QStringLiteral("plan"), toJson(plan).toVariantMap()}});
        desk.binding->ask(desk.scope, true);
        desk.settle();
        const PaperLayout *pages = desk.page->preview()->pages();
        QVERIFY(pages);
        QCOMPARE(pages->pages[0].charts.size(), std::size_t{1});
        QVERIFY(desk.text().contains(QStringLiteral("#101")));
        QTRY_VERIFY(desk.page->preview()->isSettled());
        const QImage seen = desk.page->preview()->viewport()->grab().toImage();
        int coloured = 0;
        for (int y = 0; y < seen.height(); ++y) {
            for (int x = 0; x < seen.width(); ++x)
                coloured += seen.pixelColor(x, y).hsvSaturation() > 120;
        }
        QVERIFY2(coloured > 100, qPrintable(QString::number(coloured)));
    }

    /// Menu, dialog, a file for each section, and the page's own words about them.
    void tablesAreFilesForPrograms()
    {
        ReportsDesk desk;
        desk.showEverySection();
        desk.exportAs("CSV", "day.csv");
        QVERIFY2(desk.written("day-sync-state.csv"), qPrintable(desk.status()));
        QVERIFY2(desk.status().startsWith(QStringLiteral("Written: 13 files")),
                 qPrintable(desk.status()));
        desk.exportAs("JSON", "day.json");
        QVERIFY2(desk.written("day-sync-state.json"), qPrintable(desk.status()));
        QStringList expected;
        for (const ReportSection section : allReportSections) {
            const QString name =
                QStringLiteral("day-") + sectionKey(section).replace(u'_', u'-') + u'.';
            expected << name + QStringLiteral("csv") << name + QStringLiteral("json");
            const QByteArray csv = name.toLatin1() + "csv";
            const QByteArray json = name.toLatin1() + "json";
            const auto rows = csvRows(desk.content(csv.constData()));
            QVERIFY2(rows && !rows->empty(), csv.constData());
            const QJsonObject read =
                QJsonDocument::fromJson(desk.content(json.constData())).object();
            const QJsonArray columns = read.value(u"columns").toArray();
            QCOMPARE(columns.size(), rows->front().size());
            for (qsizetype i = 0; i < columns.size(); ++i)
                QVERIFY(rows->front()[i].startsWith(columns[i][u"key"].toString()));
            // These have totals instead.
            const qsizetype more =
                section == ReportSection::ByAgent || section == ReportSection::Agents ? 1 : 0;
            QCOMPARE(read.value(u"rows").toArray().size() + more,
                     static_cast<qsizetype>(rows->size()) - 1);
        }
        expected.sort();
        QStringList found = desk.files();
        found.sort();
        QCOMPARE(found, expected);
        const QByteArray byAgent = desk.content("day-by-agent.csv");
        for (const char *row : {"Acme,3,Ana,1\r\n", "Acme,12,Łukasz,1\r\n", ",,Unspecified,1\r\n"})
            QVERIFY2(byAgent.contains(row), byAgent.constData());
        const auto list = csvRows(desk.content("day-conversation-list.csv"));
        QCOMPARE(list->size(), std::size_t{4});
        QCOMPARE((*list)[3][1], QStringLiteral("101")); // as printed: the newest first
        QCOMPARE((*list)[3][3], QStringLiteral("Ana"));
        QVERIFY((*list)[3][8].startsWith(QStringLiteral("2026-06-01T08:02:00"))); // first response
        const QJsonObject event = QJsonDocument::fromJson(desk.content("day-timelines.json"))
                                      .object()
                                      .value(u"rows")
                                      .toArray()
                                      .at(0)
                                      .toObject();
        QCOMPARE(event.value(u"conversation").toInt(), 101);
        QCOMPARE(event.value(u"value").toInt(), 120'000);
    }

    /// Three hours later, after an attempt that somebody stopped and one that failed.
    void syncStateIsThatOfTheAccountsPage()
    {
        ReportsDesk desk;
        {
            const auto store = openStore(desk.profile.path());
            const RowId account = store->accounts()->front().id;
            const auto note = [&](const char *feed, Error::Kind kind) {
                const Error error(kind, QStringLiteral("no answer came"));
                return store->noteFailure(account, QLatin1String(feed), error, false, {}).ok();
            };
            QVERIFY(note("agents", Error::Kind::Cancelled));
            QVERIFY(note("active_conversations", Error::Kind::Network));
        }
        desk.clock.advance(3 * 3'600'000);
        desk.showEverySection();
        desk.exportAs("CSV", "day.csv");
        QVERIFY2(desk.written("day-sync-state.csv"), qPrintable(desk.status()));
        const auto rows = csvRows(desk.content("day-sync-state.csv"));
        QVERIFY(rows);
        QCOMPARE(rows->front().mid(5).join(u'|'),
                 QStringLiteral("error|state|complete_since|coverage"));
        QMap<QString, QString> feeds; // by title
        for (std::size_t i = 1; i < rows->size(); ++i)
            feeds[(*rows)[i][1]] = (*rows)[i].mid(5).join(u'|');
        QCOMPARE(feeds.value(QStringLiteral("Agents")), QStringLiteral("|late||"));
        QCOMPARE(feeds.value(QStringLiteral("Conversation history")),
                 QStringLiteral("|late||2026-06-01T00:00:00.000Z/2026-06-01T11:00:00.000Z"));
        QCOMPARE(feeds.value(QStringLiteral("Open conversations")),
                 QStringLiteral("no answer came.|failed||"));
        // The account has no right to them.
        QVERIFY(feeds.value(QStringLiteral("Reporting events")).contains(QStringLiteral("|off|")));
    }

    void tablesHaveTheNamesOfThePaper()
    {
        ReportsDesk desk;
        desk.pseudonyms()->click();
        desk.settle();
        Q_EMIT desk.page->filesRequested({desk.path("day.csv"), ExportFormat::Csv});
        QVERIFY2(desk.written("day-coverage.csv"), qPrintable(desk.status()));
        const auto rows = csvRows(desk.content("day-agents.csv"));
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t{4}); // the last is nobody's
        QCOMPARE(rows->back()[2], QStringLiteral("Unassigned"));
        for (std::size_t i = 1; i + 1 < rows->size(); ++i) {
            const QString &name = (*rows)[i][2];
            QVERIFY2(name.contains(QRegularExpression(QStringLiteral("^Agent [2-9B-Z]{6}$"))),
                     qPrintable(name));
            QVERIFY(desk.text().contains(name));
            QVERIFY((*rows)[i][1].isEmpty());
        }
        for (const QString &file : desk.files()) {
            const QByteArray all = desk.content(file.toLatin1().constData());
            QVERIFY(!all.contains("Ana,") && !all.contains("Łukasz"));
        }
    }

    void pagesArePictures()
    {
        ReportsDesk desk;
        desk.showEverySection();
        const auto pages = desk.page->preview()->sharedPages();
        QVERIFY(pages && pages->pageCount() > 2 && pages->pageCount() < 100);
        desk.exportAs("PNG", "day.png");
        const QString last =
            QStringLiteral("day-%1.png").arg(pages->pageCount(), 2, 10, QLatin1Char('0'));
        QVERIFY2(desk.written(last.toLatin1().constData()), qPrintable(desk.status()));
        QCOMPARE(desk.files().size(), pages->pageCount());
        for (int page = 0; page < pages->pageCount(); ++page) {
            const QImage image(desk.out.filePath(
                QStringLiteral("day-%1.png").arg(page + 1, 2, 10, QLatin1Char('0'))));
            QCOMPARE(image.format(), QImage::Format_RGB32);
            QCOMPARE(image.width(), 1240); // A4, 150 dots per inch
            QVERIFY2(std::abs(image.height() - 1754) <= 1, qPrintable(QString::number(page)));
            QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
            const auto drawn = [&image](const QRect &area) {
                int dark = 0;
                for (int y = area.top(); y <= area.bottom(); ++y) {
                    const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
                    dark += static_cast<int>(
                        std::count_if(line + area.left(), line + area.right() + 1,
                                      [](QRgb colour) { return qGray(colour) < 240; }));
                }
                return dark;
            };
            QVERIFY2(drawn(image.rect()) > 500, qPrintable(QString::number(page)));
            const double scale = image.width() / pages->size.width();
            for (const PaperPicture &chart : pages->pages[static_cast<std::size_t>(page)].charts) {
                const QRectF area(chart.area.topLeft() * scale, chart.area.size() * scale);
                QVERIFY2(drawn(area.toRect() & image.rect()) > 50,
                         qPrintable(QString::number(page)));
            }
        }
    }

    /// What is there is told before it goes, and goes only then.
    void filesThatAreThereAreAskedFor()
    {
        ReportsDesk desk;
        QFile mine(desk.path("day-agents.csv"));
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
        mine.close();
        const auto answer = [&desk](QMessageBox::ButtonRole role) {
            desk.exportAs("CSV", "day.csv");
            auto *box = desk.page->findChild<QMessageBox *>();
            QVERIFY(box);
            QVERIFY2(box->text().contains(QStringLiteral("day-agents.csv")),
                     qPrintable(box->text()));
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role)
                    button->click();
            }
            QTRY_VERIFY(!desk.page->findChild<QMessageBox *>());
        };
        answer(QMessageBox::RejectRole);
        QCOMPARE(desk.files(), QStringList{QStringLiteral("day-agents.csv")});
        QCOMPARE(desk.content("day-agents.csv"), QByteArray("mine"));
        // Nobody asked: it came between the question and the file.
        Q_EMIT desk.page->filesRequested({desk.path("day.csv"), ExportFormat::Csv});
        QTRY_VERIFY2(desk.status().contains(QStringLiteral("“day-agents.csv” is there already")),
                     qPrintable(desk.status()));
        QCOMPARE(desk.files(), QStringList{QStringLiteral("day-agents.csv")});
        QCOMPARE(desk.content("day-agents.csv"), QByteArray("mine"));
        answer(QMessageBox::AcceptRole);
        QVERIFY2(desk.written("day-coverage.csv"), qPrintable(desk.status()));
        QVERIFY(desk.content("day-agents.csv").startsWith("account,"));
    }

    void refusalsAreSaidOnThePage()
    {
        ReportsDesk desk;
        Q_EMIT desk.page->filesRequested({desk.path("no/day.csv"), ExportFormat::Csv});
        QTRY_VERIFY2(desk.status().contains(QStringLiteral("there is no folder")),
                     qPrintable(desk.status()));
        QVERIFY(desk.status().contains(QStringLiteral("Choose a folder that exists")));
        QVERIFY(desk.button("Export PDF")->isEnabled());
        QVERIFY(desk.files().isEmpty());

        auto pages = std::make_shared<PaperLayout>(*desk.page->preview()->sharedPages());
        pages->pages.resize(301);
        WorkerThread worker(QStringLiteral("pictures"));
        ReportFilesExport pictures(worker, {desk.path("long.png"), ExportFormat::Png});
        std::optional<Result<QStringList>> told;
        QObject::connect(&pictures, &ReportFilesExport::finished, &pictures,
                         [&told](const Result<QStringList> &files) { told = files; });
        pictures.startPages(pages, PaperFonts());
        QTRY_VERIFY(told);
        QVERIFY(!*told && told->error().message().contains(QStringLiteral("301 pages")));
        QVERIFY(!told->error().remedy().isEmpty());
        QVERIFY(desk.files().isEmpty());
    }

    void aCancelledExportLeavesNoFile_data()
    {
        QTest::addColumn<bool>("pictures");
        QTest::newRow("tables") << false;
        QTest::newRow("pictures") << true;
    }
    void aCancelledExportLeavesNoFile()
    {
        QFETCH(bool, pictures);
        ReportsDesk desk;
        desk.showEverySection();
        auto *progress = desk.page->findChild<QProgressBar *>();
        int seen = 0;
        QObject::connect(progress, &QProgressBar::valueChanged, desk.page, [&](int done) {
            seen = done;
            if (done == 2) // two of them are written beside their places
                QTest::mouseClick(desk.button("Cancel"), Qt::LeftButton);
        });
        Q_EMIT desk.page->filesRequested(
            {desk.path("day"), pictures ? ExportFormat::Png : ExportFormat::Csv});
        QVERIFY(!desk.button("Export PDF")->isEnabled());
        QTRY_VERIFY(desk.button("Export PDF")->isEnabled());
        QCOMPARE(seen, 2);
        QVERIFY(!desk.status().contains(QStringLiteral("Written")));
        QVERIFY(desk.files().isEmpty());
    }
};

QTEST_MAIN(TestReportsBinding)
#include "tst_reportsbinding.moc"
