// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportsbinding.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/pdfreader.h"
#include "views/elidedlabel.h"
#include "views/palette.h"
#include "views/paperpreview.h"
#include "views/reportoptions.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct PaperDesk {
    PaperDesk()
        : clock(at("2026-06-01T11:00:00.000Z"))
    {
        const auto store = openStore(profile.path());
        writeDesk(*store);
        reports = std::make_unique<ReportService>(profile.path(), clock);
        PageServices services{*reports, clock};
        services.profileDir = profile.path();
        binding = std::make_unique<ReportsBinding>(services);
        page = qobject_cast<ReportsPage *>(&binding->page());
        owned.reset(page);
        QObject::connect(page, &Page::questionChanged, binding.get(),
                         [this] { binding->ask(scope, true); });
        scope.zone = QTimeZone::utc();
        page->resize(1100, 700);
        page->show();
        binding->ask(scope, true);
        settle();
    }
    ~PaperDesk() { binding.reset(); }

    void settle() { QTRY_VERIFY(binding->isIdle()); }
    QString text() const
    {
        QString all;
        if (const PaperLayout *pages = page->preview()->pages()) {
            for (const PaperPage &sheet : pages->pages)
                all += textOf(sheet);
        }
        return all;
    }
    QCheckBox *pseudonyms() const { return page->options()->findChild<QCheckBox *>(); }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *found : page->findChildren<QPushButton *>()) {
            if (found->text() == QString::fromUtf8(text))
                return found;
        }
        return nullptr;
    }
    QPrintDialog *printDialog() const
    {
        QTest::mouseClick(button("Print…"), Qt::LeftButton);
        return page->findChild<QPrintDialog *>();
    }
    QString status() const { return page->findChild<ElidedLabel *>()->text(); }
    QString path(const char *name) const { return out.filePath(QLatin1String(name)); }

    QTemporaryDir profile;
    QTemporaryDir out;
    FakeClock clock;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<QWidget> owned;
    std::unique_ptr<ReportsBinding> binding;
    ReportsPage *page = nullptr;
    ViewScope scope;
};

} // namespace

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
        PaperDesk desk;
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
        PaperDesk desk;
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
        PaperDesk desk;
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
        PaperDesk desk;
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
        PaperDesk desk;
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
        PaperDesk desk;
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
        PaperDesk desk;
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
};

QTEST_MAIN(TestReportsBinding)
#include "tst_reportsbinding.moc"
