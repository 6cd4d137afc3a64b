// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/taskscope.h"
#include "backend/sync/accountdesk.h"
#include "backend/sync/accountsetup.h"

#include <functional>
#include <map>
#include <memory>

namespace watchfloor {

/// Runs the passes of all accounts side by side, one at a time for each: asked for, or by cadence
/// while it is started. Its owner calls close() and keeps it alive until all that it awaits from
/// here has ended; destroying it drains its own loops.
class AccountPasses {
public:
    using Desk = std::shared_ptr<AccountDesk>;

    AccountPasses(StoreThread &store, Clock &clock, AccountSetup &setup, SyncHooks hooks,
                  std::function<void(bool)> activeChanged);

    /// What is kept of an account, made on first use; the runner is made anew when it changed.
    Desk deskOf(const Account &account);
    /// Drops what is kept, behind the pass under way; passes that still wait answer Cancelled.
    QCoro::Task<> forget(Desk desk);

    /// Waits for its turn, then one pass. Everything that ends passes ends this one.
    QCoro::Task<AccountSummary> run(Desk desk, PlanOptions options, std::stop_token stop);
    QCoro::Task<Result<std::shared_ptr<SyncRunner>>> runnerOf(Desk desk);

    void start();
    void stop();
    bool isRunning() const { return m_running; }
    /// Takes the account into the cadence when it runs.
    void keepFresh(const Desk &desk);
    /// The desk's live feeds are due at once.
    void hurry(AccountDesk &desk);
    void hurryAll();
    /// Ends the passes under way; what was committed stays.
    void cancel();
    Gate &pause() { return m_pause; }

    /// Ends loops and passes for good.
    void close();
    std::stop_token closing() const { return m_closing.get_token(); }
    void drain() { m_scope.drain(); }

private:
    QCoro::Task<> loop(Desk desk, std::stop_token stop);
    QCoro::Task<> startAll();
    /// Behind a pass, once a day: what the account's policy wants gone.
    QCoro::Task<> removeAged(Account account, std::stop_token stop);
    void endLoop(AccountDesk &desk);
    void countPass(int by);
    void tellAccount(const QString &name, const Error &error);

    StoreThread &m_store;
    Clock &m_clock;
    AccountSetup &m_setup;
    SyncHooks m_hooks;
    std::function<void(bool)> m_activeChanged;
    std::map<RowId, Desk> m_desks;
    Gate m_pause{true};
    std::stop_source m_closing;
    int m_passes = 0;
    bool m_running = false;
    TaskScope m_scope; // last: drained before anything it touches goes
};

} // namespace watchfloor
