// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "app/viewexport.h"
#include "backend/reports/reportservice.h"
#include "sandbox/simulation.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/pdfreader.h"
#include "support/worldcache.h"
#include "views/mainwindow.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace watchfloor::test {

inline const qint64 paperEpoch = at("2026-06-01T00:00:00.000Z");
inline const qint64 paperNow = at("2026-06-05T13:31:07.250Z");

/// One contact centre, made once for all: pages only read it.
inline QString profile()
{
    static const QTemporaryDir dir;
    static const bool filled = [] {
        const auto store = openStore(dir.path());
        sandbox::Simulation simulation(
            {sandbox::Vendor::Chatwoot, 17, paperEpoch, 7, 40, 4, false});
        simulation.advanceTo(paperNow);
        const QString name = QStringLiteral("Centre");
        const RowId account =
            fillCache(*store, simulation.world(), {name, QStringLiteral("http://centre")}, name);
        for (const char *key : {"conversations", "reporting_events", "active_conversations"}) {
            FeedProgress progress = doneFeed(key, TimeRange{paperEpoch, paperNow});
            progress.at = paperNow;
            if (!store->apply(account, SyncBatch(), progress))
                qFatal("not covered");
        }
        return true;
    }();
    Q_UNUSED(filled)
    return dir.path();
}

/// Another program sees neither white space nor which way a word runs as we wrote it.
inline QString plainOf(const QString &text)
{
    static const QRegularExpression marks(
        QStringLiteral("[\\s\\x{a0}\\x{200e}\\x{200f}\\x{202a}-\\x{202f}\\x{2066}-\\x{2069}]"));
    return QString(text).remove(marks);
}

/// The window over one contact centre: every page exported as somebody does it, and read back.
struct PaperDesk {
    PaperDesk()
        : clock(paperNow)
    {
        reports = std::make_unique<ReportService>(profile(), clock);
        const PageServices services{*reports, clock};
        bindings = std::make_unique<PageBindings>(services, makeReportPages(services));
        window = std::make_unique<MainWindow>();
        for (const auto &binding : bindings->pages())
            window->addPage(&binding->page());
        exports = std::make_unique<ViewExport>(profile(), services, *window, *bindings);
        QObject::connect(window.get(), &MainWindow::pageShown, bindings.get(),
                         &PageBindings::showPage);
        scope.zone = QTimeZone("UTC");
        scope.range = {RangePreset::Last7Days, {}, {}};
        window->setScope(scope);
        window->setNow(clock.now());
        bindings->setScope(window->scope());
        bindings->setActive(true);
        window->resize(1900, 900);
        window->show();
    }
    ~PaperDesk()
    {
        exports.reset();
        bindings.reset();
    }

    template<typename P>
    P *show(const char *key)
    {
        window->showPage(QLatin1String(key));
        bindings->showPage(QLatin1String(key)); // the first one is there without being shown
        settle();
        return qobject_cast<P *>(window->currentPage());
    }
    void settle() const
    {
        QVERIFY(QTest::qWaitFor([this] { return bindings->settled(); }, 60'000));
    }

    /// What another program reads on the paper, without white space; empty = none was written.
    QString paper(int part = 0)
    {
        const QString file = out.filePath(QStringLiteral("%1.pdf").arg(++papers));
        exports->save({ExportFormat::Pdf, part, {}}, file);
        if (!QTest::qWaitFor([this] { return !exports->isRunning(); }, 60'000))
            return {};
        return plainOf(PdfReader(file).text());
    }

    QTemporaryDir out;
    FakeClock clock;
    ViewScope scope;
    std::unique_ptr<ReportService> reports;
    std::unique_ptr<PageBindings> bindings;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<ViewExport> exports;
    int papers = 0;
};

/// Which of the rows does not stand behind the one before it, from a heading on; empty = all do.
inline QString missingOnPaper(const QString &paper, const QString &heading, const QStringList &rows)
{
    qsizetype from = paper.indexOf(plainOf(heading));
    if (from < 0)
        return QStringLiteral("no “%1” in %2").arg(heading, paper.left(3000));
    for (const QString &row : rows) {
        const qsizetype at = paper.indexOf(plainOf(row), from);
        if (at < 0)
            return QStringLiteral("no “%1” in %2").arg(row, paper.mid(from, 3000));
        from = at + plainOf(row).size();
    }
    return {};
}

} // namespace watchfloor::test
