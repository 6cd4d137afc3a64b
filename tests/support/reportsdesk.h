// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reportsbinding.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "views/elidedlabel.h"
#include "views/paperpreview.h"
#include "views/reportoptions.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QPrintDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace watchfloor::test {

/// The Reports page over a small cache.
struct ReportsDesk {
    ReportsDesk()
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
    ~ReportsDesk() { binding.reset(); }

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
    /// Of everything there is, and the one conversation with events.
    void showEverySection()
    {
        ReportPlan plan;
        plan.sections.assign(allReportSections.begin(), allReportSections.end());
        plan.conversations = {{QStringLiteral("Acme"), QStringLiteral("101")}};
        page->restoreState({{QStringLiteral("plan"), toJson(plan).toVariantMap()}});
        binding->ask(scope, true);
        settle();
    }
    /// By the menu and its dialog; the page may have a question before it is written.
    void exportAs(const char *format, const char *name) const
    {
        auto *more = page->findChild<QToolButton *>(QStringLiteral("moreFormats"));
        for (QAction *offer : more->menu()->actions()) {
            if (offer->text().startsWith(QLatin1String(format)))
                offer->trigger();
        }
        auto *dialog = page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->selectedFiles().value(0).endsWith(QString::fromLatin1(format).toLower()));
        Q_EMIT dialog->fileSelected(path(name));
        dialog->close();
        QTRY_VERIFY(!page->findChild<QFileDialog *>());
    }
    bool written(const char *last) const
    {
        return QTest::qWaitFor([this, last] {
            return status().startsWith(QLatin1String("Written: ")) &&
                   status().contains(QLatin1String(last));
        });
    }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList files() const
    {
        return QDir(out.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
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

} // namespace watchfloor::test
