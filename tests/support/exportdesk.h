// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "app/viewexport.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "views/mainwindow.h"
#include "views/taskcell.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace watchfloor::test {

/// The window with its pages over a small cache, and what exports them.
struct ExportDesk {
    ExportDesk()
        : clock(at("2026-06-01T11:00:00.000Z"))
    {
        const auto store = openStore(profile.path());
        writeDesk(*store);
        reports = std::make_unique<ReportService>(profile.path(), clock);
        const PageServices services{*reports, clock};
        bindings = std::make_unique<PageBindings>(services, makeReportPages(services));
        window = std::make_unique<MainWindow>();
        for (const auto &binding : bindings->pages())
            window->addPage(&binding->page());
        exports = std::make_unique<ViewExport>(profile.path(), services, *window, *bindings);
        QObject::connect(window.get(), &MainWindow::pageShown, bindings.get(),
                         &PageBindings::showPage);
        ViewScope scope;
        scope.zone = QTimeZone("UTC");
        window->setScope(scope);
        window->setNow(clock.now());
        bindings->setScope(window->scope());
        bindings->setActive(true);
        window->show();
    }
    ~ExportDesk()
    {
        exports.reset();
        bindings.reset();
    }

    void show(const char *page)
    {
        window->showPage(QLatin1String(page));
        bindings->showPage(QLatin1String(page)); // the first one is there without being shown
        QTRY_VERIFY(bindings->settled());
    }
    QString path(const char *name) const { return out.filePath(QLatin1String(name)); }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString told() const { return window->statusStrip()->task()->text(); }
    QList<ExportFormat> offered() const
    {
        QList<ExportFormat> formats;
        for (const ExportOffer &offer : exports->popup()->offers())
            formats << offer.format;
        return formats;
    }

    QTemporaryDir profile;
    QTemporaryDir out;
    FakeClock clock;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<PageBindings> bindings;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<ViewExport> exports;
};

} // namespace watchfloor::test
