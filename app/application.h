// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/guioptions.h"
#include "app/windowstate.h"
#include "backend/async/clock.h"
#include "backend/async/guithread.h"
#include "backend/async/taskscope.h"
#include "backend/async/workerthread.h"
#include "backend/reports/reportservice.h"
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace watchfloor {

class AccountsBinding;
class AccountsPage;
class DemoSession;
class LayoutSaver;
class LiveDesk;
class MainWindow;
class PageBindings;
class ScopeBinding;
class SyncWatch;
class ViewExport;

/// Composition root of the window: cache, sync, reports, pages, and the wires between them.
class Application : public QObject {
    Q_OBJECT
public:
    /// `state`: how the window was left; read before, as nothing is read on the window's thread.
    explicit Application(GuiOptions options, WindowState state, QObject *parent = nullptr);
    ~Application() override;

    static QStringList pageKeys();
    void start();
    /// Remembers the window and stops what runs; finished() follows.
    void quit();

    MainWindow &window() const { return *m_window; }
    ViewExport &viewExport() const { return *m_export; }
    /// The page on screen shows the newest answer to what it was asked.
    bool isSettled() const;

Q_SIGNALS:
    void finished(int exitCode);

private:
    void buildWindow();
    void connectPages();
    void onOpened(const Result<OpenInfo> &opened);
    void onAccounts();
    void beginSync();
    void startDemo();
    void restoreWindow();
    void refreshStatus();
    void tick();
    void addAccount();
    void openDemoProgram();
    void setNotice(const QString &sentence);
    void tell(const QString &sentence);
    void maybeShoot();
    void shoot();

    static QCoro::Task<> fillDemo(QPointer<Application> self, std::vector<NewAccount> accounts,
                                  std::stop_token stop);
    static QCoro::Task<> watchConversation(QPointer<Application> self, RowId account,
                                           QString conversation, std::stop_token stop);

    GuiThread m_guiThread;
    GuiOptions m_options;
    WindowState m_restored;
    SystemClock m_clock;
    TimeMs m_started = 0;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_sync;
    std::unique_ptr<ReportService> m_reports;
    std::unique_ptr<DemoSession> m_demo;
    std::unique_ptr<MainWindow> m_window;
    AccountsPage *m_accounts = nullptr;
    std::unique_ptr<LiveDesk> m_live;
    std::unique_ptr<PageBindings> m_bindings;
    std::unique_ptr<SyncWatch> m_watch;
    std::unique_ptr<AccountsBinding> m_accountsBinding;
    std::unique_ptr<LayoutSaver> m_layout;
    std::unique_ptr<ScopeBinding> m_scopes;
    std::unique_ptr<ViewExport> m_export;
    QTimer m_ticker;
    bool m_writable = false;
    bool m_demoPending = false; // a screenshot waits for the demo's first pass
    bool m_accountsKnown = false;
    bool m_shot = false;
    WorkerThread m_pictures{QStringLiteral("pictures")};
    bool m_leaving = false;
    TaskScope m_tasks; // last: drained before anything it touches goes
};

} // namespace watchfloor
