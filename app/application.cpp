// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/accountsbinding.h"
#include "app/demosession.h"
#include "app/drillbinding.h"
#include "app/layoutsaver.h"
#include "app/livedesk.h"
#include "app/pagebindings.h"
#include "app/pagelist.h"
#include "app/reportbasket.h"
#include "app/scopebinding.h"
#include "app/sparememory.h"
#include "app/syncwatch.h"
#include "app/viewexport.h"
#include "backend/async/whendone.h"
#include "backend/engine/vendors.h"
#include "views/accountspage.h"
#include "views/mainwindow.h"
#include "views/page.h"

#include <QCoreApplication>
#include <QDir>
#include <QCoroFuture>
#include <QProcess>

#include <algorithm>
#include <cstdio>

namespace watchfloor {
namespace {

constexpr int tickMs = 5'000;
constexpr int readAgainMs = 15'000; // when somebody else writes the cache

void sayOnStderr(const QString &sentence)
{
    std::fprintf(stderr, "watchfloor: %s\n", qUtf8Printable(sentence));
}

} // namespace

Application::Application(GuiOptions options, WindowState state, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_restored(std::move(state))
    , m_started(m_clock.now())
{
    keepLittleSpareMemory();
    m_demoPending = m_options.demo && !m_options.offline;
    knowVendors(SyncService::providers());
    m_store = std::make_unique<StoreThread>(m_options.profileDir);
    m_sync = std::make_unique<SyncService>(m_options.profileDir, *m_store, m_clock);
    m_reports = std::make_unique<ReportService>(m_options.profileDir, m_clock);
    // Loading and packing leave much free room between small pieces.
    connect(m_reports.get(), &ReportService::factsLoaded, this, giveBackSpareMemory);
    connect(m_reports.get(), &ReportService::segmentsKept, this, giveBackSpareMemory);
    m_watch = std::make_unique<SyncWatch>(*m_reports, m_sync.get());
    m_live =
        std::make_unique<LiveDesk>(m_options.profileDir, *m_store, *m_sync, *m_reports, m_clock);
    const PageServices services{*m_reports, m_clock, m_live.get(), m_options.profileDir};
    m_bindings = std::make_unique<PageBindings>(services, makeReportPages(services));
    buildWindow();
    new DrillBinding(services, *m_window, *m_bindings); // the window's
    m_accountsBinding = std::make_unique<AccountsBinding>(m_options.profileDir, *m_sync, *m_watch,
                                                          m_clock, *m_accounts);
    m_layout = std::make_unique<LayoutSaver>(m_options.profileDir, [this] {
        return WindowState{m_window->saveWindowGeometry(), m_window->saveState()};
    });
    m_scopes = std::make_unique<ScopeBinding>(m_options.profileDir, *m_reports, *m_window);
    m_export = std::make_unique<ViewExport>(m_options.profileDir, services, *m_window, *m_bindings);
    connectPages();
}

Application::~Application()
{
    m_ticker.stop();
    m_tasks.requestStop();
    m_sync->close();
    m_tasks.drain();
    // Views before the services they listen to, the services before the cache.
    m_export.reset();
    m_layout.reset();
    m_scopes.reset();
    m_bindings.reset();
    m_accountsBinding.reset();
    m_watch.reset();
    m_window.reset();
    m_live.reset();
    m_reports.reset();
    m_sync.reset();
    m_store.reset();
}

QStringList Application::pageKeys()
{
    return reportPageKeys() << QStringLiteral("accounts");
}

void Application::buildWindow()
{
    m_window = std::make_unique<MainWindow>();
    for (const auto &binding : m_bindings->pages())
        m_window->addPage(&binding->page());
    m_accounts = new AccountsPage;
    m_window->addPage(m_accounts, true);
    m_window->setNow(m_clock.now());
}

void Application::connectPages()
{
    connect(m_sync.get(), &SyncService::committed, m_reports.get(), &ReportService::noteChange);
    connect(m_sync.get(), &SyncService::committed, m_watch.get(), &SyncWatch::refreshSoon);
    connect(m_watch.get(), &SyncWatch::accountsRead, this, &Application::onAccounts);
    connect(m_watch.get(), &SyncWatch::accountsFailed, this, [this](const Error &error) {
        for (const auto &binding : m_bindings->pages())
            binding->page().setError(error);
        m_accounts->setError(error);
        m_accountsKnown = true;
        maybeShoot();
    });
    connect(m_watch.get(), &SyncWatch::changed, this, &Application::refreshStatus);
    connect(m_bindings.get(), &PageBindings::answered, this, [this] {
        refreshStatus();
        maybeShoot();
    });
    connectReportBasket(*m_bindings);
    for (const auto &binding : m_bindings->pages()) {
        connect(binding.get(), &PageBinding::conversationWatched, this,
                [this](RowId account, const QString &conversation) {
                    if (m_writable && !m_options.offline)
                        m_tasks.launch(
                            watchConversation(this, account, conversation, m_tasks.stopToken()));
                });
    }
    connect(m_window.get(), &MainWindow::scopeChanged, m_bindings.get(), &PageBindings::setScope);
    connect(m_window.get(), &MainWindow::pageShown, m_bindings.get(), &PageBindings::showPage);
    connect(m_window.get(), &MainWindow::pageShown, this, &Application::refreshStatus);
    connect(m_window.get(), &MainWindow::syncRequested, this, [this] {
        if (m_writable && !m_options.offline)
            m_sync->syncNow();
        m_watch->refreshSoon(); // the command line may have added an account
        m_bindings->askAgain();
    });
    connect(m_scopes.get(), &ScopeBinding::notice, this, &Application::tell);
    connect(m_window.get(), &MainWindow::closing, this, &Application::quit);
    connect(m_window.get(), &MainWindow::stateEdited, this, [this] {
        // What is shown before start() is not the user's, a picture's window neither.
        if (m_writable && m_options.screenshot.isEmpty())
            m_layout->saveSoon();
    });
    connect(&m_live->tray(), &QueueTray::nowWanted, m_window.get(), [this] {
        m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
        m_window->show();
        m_window->raise();
        m_window->activateWindow();
        m_window->showPage(QStringLiteral("now"));
    });
    connect(&m_live->thresholds(), &ThresholdStore::failed, this, &Application::tell);
    connect(m_scopes.get(), &ScopeBinding::catalogueRead, &m_live->thresholds(),
            &ThresholdStore::setCatalogue);
    connect(m_layout.get(), &LayoutSaver::failed, this, [this] {
        sayOnStderr(QStringLiteral("The window's layout could not be saved in %1")
                        .arg(QDir::toNativeSeparators(m_options.profileDir)));
    });
    connect(m_window.get(), &MainWindow::addAccountRequested, this, &Application::addAccount);
    connect(m_window.get(), &MainWindow::demoRequested, this, &Application::openDemoProgram);
    connect(m_window.get(), &MainWindow::retryRequested, m_bindings.get(), &PageBindings::askAgain);
    connect(m_accountsBinding.get(), &AccountsBinding::accountRemoved, m_bindings.get(),
            &PageBindings::askAgain);
    connect(&m_ticker, &QTimer::timeout, this, &Application::tick);
}

void Application::start()
{
    restoreWindow();
    if (!m_options.page.isEmpty() && !m_window->showPage(m_options.page))
        tell(tr("The page %1 is not part of this version.").arg(m_options.page));
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    m_window->show();
    for (const auto &binding : m_bindings->pages())
        binding->page().setLoading();
    m_accounts->setLoading();
    m_ticker.start(tickMs);
    whenDone(m_store->opened(), this, [this](const Result<OpenInfo> &opened) { onOpened(opened); });
}

void Application::onOpened(const Result<OpenInfo> &opened)
{
    if (opened) {
        m_writable = !opened->readOnly;
        m_live->setWritable(m_writable && m_options.screenshot.isEmpty());
        if (m_writable)
            m_reports->keepSegments(*m_store);
        if (m_writable && m_options.screenshot.isEmpty())
            m_layout->saveSoon(); // what was changed while it opened
        setNotice(opened->readOnly ? opened->sentence : QString());
    } else {
        // What is cached may still be readable: another window may hold the cache for writing.
        setNotice(tr("%1 What is cached can be read here.").arg(opened.error().sentence()));
    }
    if (!m_writable) {
        auto *again = new QTimer(this);
        connect(again, &QTimer::timeout, this, [this] {
            m_watch->refreshSoon();
            m_bindings->askAgain();
        });
        again->start(readAgainMs);
    }
    const QString readOnly = opened ? opened->sentence : opened.error().sentence();
    m_accountsBinding->setWritable(m_writable && !m_options.offline,
                                   m_writable ? tr("Started with --offline: nothing is fetched")
                                              : readOnly);
    m_reports->loadFacts();
    m_watch->refresh();
    m_scopes->setWritable(m_writable);
    m_scopes->start(m_options.page.isEmpty() && m_options.screenshot.isEmpty());
    if (m_options.demo && !m_options.offline && m_writable)
        startDemo();
    else if (m_writable && !m_options.offline)
        beginSync();
    if (!m_writable)
        m_demoPending = false;
}

void Application::onAccounts()
{
    const auto &accounts = m_watch->accounts();
    m_accountsKnown = true;
    m_window->setAccounts(accounts);
    m_scopes->readChoices();
    const bool none = accounts.empty() && !m_options.demo;
    for (const auto &binding : m_bindings->pages())
        binding->page().setFirstStart(none);
    m_bindings->setActive(!accounts.empty());
    refreshStatus();
    maybeShoot();
}

void Application::beginSync()
{
    if (!m_sync->isRunning())
        m_sync->start();
}

void Application::startDemo()
{
    m_demo = std::make_unique<DemoSession>(m_options.profileDir);
    connect(m_demo.get(), &DemoSession::ready, this,
            [this](const std::vector<NewAccount> &accounts) {
                m_tasks.launch(fillDemo(this, accounts, m_tasks.stopToken()));
            });
    connect(m_demo.get(), &DemoSession::failed, this, [this](const Error &error) {
        m_demoPending = false;
        tell(error.sentence());
        if (m_watch->accounts().empty()) {
            for (const auto &binding : m_bindings->pages())
                binding->page().setError(error);
        }
        if (!m_options.screenshot.isEmpty()) {
            m_shot = true;
            Q_EMIT finished(1);
        }
    });
    m_demo->start(m_clock.now());
}

QCoro::Task<> Application::fillDemo(QPointer<Application> self, std::vector<NewAccount> accounts,
                                    std::stop_token stop)
{
    auto asked = self->m_sync->accounts();
    const auto present = co_await asked;
    if (!self || stop.stop_requested())
        co_return;
    for (NewAccount &account : accounts) {
        bool known = false;
        for (const Account &old : present ? *present : std::vector<Account>()) {
            if (old.name != account.account.name)
                continue;
            known = true; // the port is another one each time
            account.account.id = old.id;
        }
        auto task = known ? self->m_sync->changeAccount(account, stop)
                          : self->m_sync->addAccount(account, stop);
        const auto added = co_await task;
        if (!self || stop.stop_requested())
            co_return;
        if (!added)
            self->tell(added.error().sentence());
    }
    if (!self->m_options.screenshot.isEmpty()) {
        SyncOptions everything;
        auto pass = self->m_sync->syncOnce(everything, stop);
        const auto summary = co_await pass;
        if (!self || stop.stop_requested())
            co_return;
        if (!summary)
            self->tell(summary.error().sentence());
    }
    self->m_demoPending = false;
    self->m_bindings->askAgain();
    self->m_watch->refresh();
    if (self->m_options.screenshot.isEmpty())
        self->beginSync();
}

QCoro::Task<> Application::watchConversation(QPointer<Application> self, RowId account,
                                             QString conversation, std::stop_token stop)
{
    auto task = self->m_sync->refreshConversation(account, conversation, stop);
    const auto done = co_await task;
    // A failure is no news: the feed's own state tells when the server is away.
    Q_UNUSED(done)
}

void Application::addAccount()
{
    m_window->showPage(QStringLiteral("accounts"));
    m_accounts->openAddDialog();
}

void Application::openDemoProgram()
{
    // The demo has a cache of its own: another process with another profile.
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(),
                                {QStringLiteral("--demo")}))
        m_window->close();
    else
        tell(tr("The demo could not be started: run “watchfloor --demo” in a terminal."));
}

/// What holds as long as the window does.
void Application::setNotice(const QString &sentence)
{
    m_window->setNotice(sentence);
    if (!sentence.isEmpty())
        sayOnStderr(sentence);
}

/// What happened once.
void Application::tell(const QString &sentence)
{
    m_window->statusStrip()->tell(sentence);
    sayOnStderr(sentence);
}

void Application::refreshStatus()
{
    const TimeMs now = m_clock.now();
    const std::vector<AccountSync> states = m_watch->states();
    std::vector<Activity> activities;
    for (const AccountSync &sync : states)
        activities.push_back(activityOf(sync, m_window->formatter(), now));
    m_window->setActivities(activities);
    m_accountsBinding->refresh(m_window->formatter().zone());
    std::optional<TimeMs> since = offlineSince(states, m_started);
    if (m_options.offline && !states.empty())
        since = since.value_or(m_bindings->asOf().value_or(m_started));
    const bool onAccounts = m_window->currentPage() == m_accounts;
    const auto asOf = onAccounts ? m_accountsBinding->asOf() : m_bindings->asOf();
    const auto late = onAccounts ? m_accountsBinding->lateAt() : m_bindings->lateAt();
    Freshness freshness = freshnessOf(asOf, late, since, now);
    freshness.paces = m_accountsBinding->paces(m_window->formatter());
    m_window->setFreshness(freshness, now);
}

void Application::tick()
{
    m_window->setNow(m_clock.now());
    m_bindings->tick();
    refreshStatus();
}

void Application::restoreWindow()
{
    const WindowState &state = m_restored;
    if (m_options.screenshot.isEmpty())
        m_window->restoreWindowGeometry(state.geometry);
    m_window->restoreState(state.view);
    m_layout->setSaved(state);
    if (m_options.demo && state.view.isEmpty()) {
        // Its nights are quiet: show a week, so that the first look is never empty.
        ViewScope week = m_window->scope();
        week.range = {RangePreset::Last7Days, {}, {}};
        m_window->setScope(week);
    }
    m_bindings->setScope(m_window->scope());
    if (m_window->currentPage())
        m_bindings->showPage(m_window->currentPage()->key());
}

void Application::quit()
{
    if (m_leaving)
        return;
    m_leaving = true;
    if (m_writable && m_options.screenshot.isEmpty())
        m_layout->flush();
    m_scopes->flush();
    Q_EMIT finished(0);
}

bool Application::isSettled() const
{
    return m_accountsKnown && m_bindings->settled();
}

void Application::maybeShoot()
{
    if (m_options.screenshot.isEmpty() || m_shot || m_demoPending || !isSettled())
        return;
    // The selected conversation's timeline is asked for by the answer that just came: look again.
    QTimer::singleShot(250, this, [this] {
        if (!m_shot && !m_demoPending && m_bindings->settled())
            shoot();
    });
}

void Application::shoot()
{
    m_shot = true;
    const QString path = QDir().absoluteFilePath(m_options.screenshot);
    const QFuture<Result<bool>> writing =
        m_pictures.run([image = m_window->grab().toImage(), path]() -> Result<bool> {
            return image.save(path, "PNG");
        });
    whenDone(writing, this, [this, path](const Result<bool> &written) {
        const bool saved = written && *written;
        if (saved)
            std::printf("%s\n", qUtf8Printable(path));
        else
            sayOnStderr(QStringLiteral("The picture could not be written to %1").arg(path));
        std::fflush(stdout);
        Q_EMIT finished(saved ? 0 : 1);
    });
}

} // namespace watchfloor
