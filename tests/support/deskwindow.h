// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drillbinding.h"
#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "backend/reports/reportservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "views/mainwindow.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace watchfloor::test {

/// The program's window with its pages over a written cache: no sync, a clock that stands, the zone
/// UTC. Link watchfloor_gui.
class DeskWindow {
public:
    /// `write` fills the cache and tells the row of an account.
    DeskWindow(TimeMs now, const std::function<RowId(Store &)> &write,
               const RangeChoice &range = {})
        : clock(now)
    {
        {
            const auto store = openStore(profile.path());
            account = write(*store);
        }
        reports = std::make_unique<ReportService>(profile.path(), clock);
        bindings = std::make_unique<PageBindings>(services(), makeReportPages(services()));
        window = std::make_unique<MainWindow>();
        for (const auto &binding : bindings->pages())
            window->addPage(&binding->page());
        drills = new DrillBinding(services(), *window, *bindings);
        QObject::connect(window.get(), &MainWindow::scopeChanged, bindings.get(),
                         &PageBindings::setScope);
        QObject::connect(window.get(), &MainWindow::pageShown, bindings.get(),
                         &PageBindings::showPage);
        ViewScope scope;
        scope.zone = QTimeZone("UTC");
        scope.range = range;
        window->setScope(scope);
        window->setNow(clock.now());
        bindings->setScope(window->scope());
        bindings->setActive(true);
        window->show();
    }

    PageServices services() { return {*reports, clock}; }

    template<typename P>
    P *the() const
    {
        for (const auto &binding : bindings->pages()) {
            if (auto *found = qobject_cast<P *>(&binding->page()))
                return found;
        }
        return nullptr;
    }
    bool settle() const
    {
        return QTest::qWaitFor([this] { return bindings->settled(); }, 60'000);
    }

    QTemporaryDir profile;
    FakeClock clock;
    RowId account = 0;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<PageBindings> bindings;
    std::unique_ptr<MainWindow> window;
    DrillBinding *drills = nullptr; ///< the window's
};

} // namespace watchfloor::test
