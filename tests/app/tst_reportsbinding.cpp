// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportsbinding.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/pdfreader.h"
#include "views/palette.h"
#include "views/paperpreview.h"
#include "views/reportoptions.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QListWidget>
#include <QRegularExpression>
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
};

QTEST_MAIN(TestReportsBinding)
#include "tst_reportsbinding.moc"
