// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountsbinding.h"

#include "app/syncwatch.h"
#include "backend/async/whendone.h"
#include "backend/domain/refreshpace.h"
#include "backend/engine/feedtopics.h"
#include "backend/engine/vendors.h"
#include "backend/store/agedrows.h"
#include "backend/sync/accountrules.h"
#include "models/plaintext.h"
#include "views/accountskeepdialog.h"
#include "views/accountspage.h"

#include <QDir>
#include <QLocale>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs dayMs = 86'400'000;
constexpr int redrawMs = 250; // progress comes faster than anybody reads
constexpr DurationMs measureEveryMs = 30'000;

FeedLive::State liveState(FeedProgressReport::State state)
{
    switch (state) {
    case FeedProgressReport::State::Running:
        return FeedLive::State::Running;
    case FeedProgressReport::State::Waiting:
        return FeedLive::State::Waiting;
    case FeedProgressReport::State::Off:
        return FeedLive::State::Off;
    case FeedProgressReport::State::Failed:
        return FeedLive::State::Failed;
    case FeedProgressReport::State::Idle:
        break;
    }
    return FeedLive::State::Idle;
}

} // namespace

AccountsBinding::AccountsBinding(const QString &profileDir, SyncService &sync, SyncWatch &watch,
                                 Clock &clock, AccountsPage &page, QObject *parent)
    : QObject(parent)
    , m_profileDir(profileDir)
    , m_sync(sync)
    , m_watch(watch)
    , m_clock(clock)
    , m_page(page)
    , m_providers(SyncService::providers())
{
    m_page.setProviders(m_providers);
    m_page.setWritable(false, QString()); // until the cache is open
    m_soon.setSingleShot(true);
    m_soon.setInterval(redrawMs);
    connect(&m_soon, &QTimer::timeout, this, &AccountsBinding::showCards);
    connect(&m_sync, &SyncService::progress, this, &AccountsBinding::note);
    connect(&m_sync, &SyncService::activeChanged, this, [this](bool active) {
        m_active = active;
        if (!active) {
            m_live.clear();
            m_paces.clear();
        }
        m_page.setSyncState(m_sync.isPaused(), m_active);
        showCards();
    });
    connect(&m_sync, &SyncService::removal, this, &AccountsBinding::noteRemoval);
    connect(&m_sync, &SyncService::accountsChanged, this, [this] { m_problems.clear(); });
    connect(&m_watch, &SyncWatch::accountsRead, this, [this] { m_known = true; });
    connect(&m_watch, &SyncWatch::changed, this, &AccountsBinding::showCards);
    m_page.installEventFilter(this);
    connectPage();
}

AccountsBinding::~AccountsBinding()
{
    m_soon.stop();
    m_dialog.request_stop();
    m_passes.request_stop();
    m_counting.request_stop();
    for (auto &[account, stop] : m_tests)
        stop.request_stop();
    m_tasks.requestStop();
    m_tasks.drain();
}

void AccountsBinding::connectPage()
{
    connect(&m_page, &AccountsPage::probeRequested, this, [this](const AccountForm &form) {
        m_dialog = std::stop_source();
        m_tasks.launch(probe(this, accountFrom(form), m_dialog.get_token()));
    });
    connect(&m_page, &AccountsPage::saveRequested, this, [this](const AccountForm &form) {
        m_dialog = std::stop_source();
        m_tasks.launch(save(this, accountFrom(form), m_dialog.get_token()));
    });
    connect(&m_page, &AccountsPage::dialogCancelled, this, [this] { m_dialog.request_stop(); });
    connect(&m_page, &AccountsPage::testRequested, this, [this](const QString &account) {
        m_page.setTesting(account, true);
        std::stop_source &stop = m_tests[account];
        stop = std::stop_source();
        m_tasks.launch(test(this, account, stop.get_token()));
    });
    connect(&m_page, &AccountsPage::testStopRequested, this, [this](const QString &account) {
        m_tests[account].request_stop();
        m_page.setTesting(account, false);
    });
    connect(&m_page, &AccountsPage::syncRequested, this, [this](const QString &account) {
        m_sync.setPaused(false); // asked for by a person
        m_page.setSyncState(false, m_active);
        if (account.isEmpty())
            m_sync.syncNow();
        else
            m_tasks.launch(syncOne(this, account, m_passes.get_token()));
        m_watch.refreshSoon();
    });
    connect(&m_page, &AccountsPage::pauseRequested, this, [this](bool paused) {
        m_sync.setPaused(paused);
        m_page.setSyncState(paused, m_active);
    });
    connect(&m_page, &AccountsPage::cancelRequested, this, [this] {
        m_passes.request_stop();
        m_passes = std::stop_source();
        m_sync.cancel();
    });
    connect(&m_page, &AccountsPage::removeRequested, this,
            [this](const QString &account, bool deleteData) {
                m_tasks.launch(remove(this, account, deleteData));
            });
    connect(&m_page, &AccountsPage::settingsRequested, this,
            [this](RowId account, const QMap<QString, QString> &settings) {
                AccountForm form;
                form.id = account;
                form.settings = settings;
                NewAccount wanted = accountFrom(form);
                for (const Account &stored : m_watch.accounts()) {
                    if (stored.id != account)
                        continue;
                    const QJsonObject changed = wanted.account.settings;
                    wanted.account = stored; // the form speaks of settings alone
                    wanted.account.settings = changed;
                }
                m_tasks.launch(settle(this, wanted));
            });
    connect(&m_page, &AccountsPage::keepCountRequested, this, &AccountsBinding::countOlder);
    connect(&m_page, &AccountsPage::keepCountCancelled, this,
            [this] { m_counting.request_stop(); });
    connect(&m_page, &AccountsPage::purgeRequested, this, [this](int days) {
        m_page.setPurging(true);
        m_tasks.launch(purge(this, m_clock.now() - days * dayMs));
    });
}

void AccountsBinding::setWritable(bool writable, const QString &why)
{
    m_page.setWritable(writable, writable ? QString() : why);
}

void AccountsBinding::refresh(const QTimeZone &zone)
{
    m_zone = zone;
    showCards();
}

std::optional<TimeMs> AccountsBinding::asOf() const
{
    std::optional<TimeMs> oldest;
    for (const AccountSync &sync : m_watch.states()) {
        std::optional<TimeMs> latest;
        for (const FeedState &feed : sync.feeds)
            latest = std::max(latest, feed.lastSuccess);
        if (!latest)
            return std::nullopt;
        oldest = oldest ? std::min(*oldest, *latest) : *latest;
    }
    return oldest;
}

/// By account the newest success of its feeds, and the cadence of the quickest.
std::optional<TimeMs> AccountsBinding::lateAt() const
{
    std::optional<TimeMs> earliest;
    const std::vector<Account> &accounts = m_watch.accounts();
    const std::vector<AccountSync> states = m_watch.states();
    for (size_t i = 0; i < accounts.size(); ++i) {
        std::optional<TimeMs> latest;
        std::optional<DurationMs> cadence;
        for (const FeedState &feed : states[i].feeds) {
            latest = std::max(latest, feed.lastSuccess);
            const FeedInfo *info = knownFeed(accounts[i].provider, feed.feed);
            if (info && feed.lastSuccess && !feed.off)
                cadence = std::min(cadence.value_or(cadenceOf(*info, accounts[i])),
                                   cadenceOf(*info, accounts[i]));
        }
        if (latest)
            earliest = earlierOf(earliest, *latest + lateAfter(cadence.value_or(0)));
    }
    return earliest;
}

QStringList AccountsBinding::paces(const MetricFormatter &format) const
{
    QStringList lines;
    const std::vector<Account> &accounts = m_watch.accounts();
    const std::vector<AccountSync> states = m_watch.states();
    for (size_t i = 0; i < accounts.size(); ++i) {
        const ProviderInfo *provider = providerOf(accounts[i]);
        if (!provider)
            continue;
        const QString text = paceText(paceOf(accounts[i], provider->feeds, states[i].feeds), format,
                                      m_clock.now(), m_sync.isRunning() && !m_sync.isPaused());
        if (!text.isEmpty())
            lines << tr("%1 is %2").arg(oneLine(accounts[i].name), text);
    }
    return lines;
}

const ProviderInfo *AccountsBinding::providerOf(const Account &account) const
{
    const auto found =
        std::find_if(m_providers.begin(), m_providers.end(),
                     [&account](const ProviderInfo &p) { return p.id == account.provider; });
    return found == m_providers.end() ? nullptr : &*found;
}

NewAccount AccountsBinding::accountFrom(const AccountForm &form) const
{
    NewAccount wanted;
    for (const Account &stored : m_watch.accounts()) {
        if (form.id != 0 && stored.id == form.id)
            wanted.account = stored; // settings the dialog does not show stay
    }
    wanted.account.id = form.id;
    wanted.account.provider = form.provider;
    wanted.account.baseUrl = QUrl(form.url);
    // While only the server is asked there is no name yet; its own serves in sentences.
    wanted.account.name = form.name.isEmpty() ? wanted.account.baseUrl.host() : form.name;
    if (!form.remoteAccountId.isEmpty())
        wanted.account.remoteAccountId = form.remoteAccountId;
    for (auto it = form.settings.begin(); it != form.settings.end(); ++it) {
        if (it.value().isEmpty())
            wanted.account.settings.remove(it.key());
        else
            wanted.account.settings.insert(it.key(), settingFromText(it.value()));
    }
    wanted.secrets = form.secrets;
    wanted.secretsInFile = form.secretsInFile;
    return wanted;
}

void AccountsBinding::note(const FeedProgressReport &report)
{
    if (report.feed.isEmpty()) {
        m_problems[report.account] = report.sentence;
    } else {
        FeedLive live;
        live.state = liveState(report.state);
        live.rows = report.rows;
        live.windowsDone = report.windowsDone;
        live.windowsTotal = report.windowsTotal;
        live.sentence = report.sentence;
        if (live.state == FeedLive::State::Running) {
            m_problems.erase(report.account);
            auto &paces = m_paces[report.account];
            const auto [pace, first] =
                paces.try_emplace(report.feed, Pace{m_clock.now(), report.windowsDone});
            const int done = report.windowsDone - pace->second.doneBefore;
            const int left = report.windowsTotal - report.windowsDone;
            if (!first && done >= 2 && left > 0) // one window alone tells nothing
                live.remaining = (m_clock.now() - pace->second.since) / done * left;
        } else if (live.state != FeedLive::State::Waiting) {
            m_paces[report.account].erase(report.feed);
        }
        m_live[report.account][report.feed] = live;
    }
    if (!m_soon.isActive())
        m_soon.start();
}

bool AccountsBinding::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_page && event->type() == QEvent::Show && m_due)
        showCards();
    return QObject::eventFilter(watched, event);
}

void AccountsBinding::showCards()
{
    if (!m_known)
        return;
    m_due = !m_page.isVisible();
    if (m_due)
        return; // nobody looks: as soon as somebody does
    const std::vector<Account> &accounts = m_watch.accounts();
    const std::vector<AccountSync> states = m_watch.states();
    std::vector<AccountCard> cards;
    for (size_t i = 0; i < accounts.size(); ++i) {
        AccountCardInput input;
        input.account = accounts[i];
        if (const ProviderInfo *provider = providerOf(accounts[i]))
            input.provider = *provider;
        input.sync = states[i];
        if (const auto live = m_live.find(accounts[i].name); live != m_live.end())
            input.live = live->second;
        if (const auto problem = m_problems.find(accounts[i].name); problem != m_problems.end())
            input.problem = problem->second;
        if (const auto held = m_storage.find(accounts[i].id); held != m_storage.end()) {
            const AccountStorage &use = held->second;
            input.holding = AccountHolding{
                use.conversations,      use.events, use.figures, use.states, use.bytes, use.about,
                use.aboutConversations, use.created};
            input.removedBefore = use.removedBefore;
        }
        if (const auto going = m_removals.find(accounts[i].name); going != m_removals.end())
            input.removal = going->second;
        input.zone = m_zone;
        input.now = m_clock.now();
        input.asking = m_sync.isRunning();
        cards.push_back(accountCard(input));
    }
    m_page.setCards(cards);
    askStorage();
}

void AccountsBinding::askStorage()
{
    if (!m_page.isVisible())
        return;
    whenDone(m_sync.cacheBytes(), this, [this](const Result<qint64> &bytes) {
        if (bytes)
            showStorage(*bytes);
    });
    if (!m_measuring && (!m_measuredAt || m_clock.now() >= *m_measuredAt + measureEveryMs))
        measure();
}

void AccountsBinding::measure()
{
    m_measuring = true;
    whenDone(m_sync.storageUse(), this, [this](const Result<StorageUse> &use) {
        m_measuring = false;
        m_measuredAt = m_clock.now();
        if (!use)
            return; // the cache says itself what is wrong with it
        std::map<RowId, AccountStorage> storage;
        for (const AccountStorage &one : use->accounts)
            storage[one.account] = one;
        if (storage == m_storage)
            return;
        m_storage = std::move(storage);
        showCards();
    });
}

void AccountsBinding::noteRemoval(const RemovalReport &report)
{
    if (!report.sentence.isEmpty()) {
        m_removals[report.account] = report.sentence;
    } else if (!report.ended) {
        m_removals[report.account] = tr("removing old history: %1 conversations so far")
                                         .arg(QLocale().toString(report.conversations));
    } else {
        m_removals.erase(report.account);
        m_measuredAt.reset();
    }
    if (!m_soon.isActive())
        m_soon.start();
}

void AccountsBinding::countOlder(RowId account, TimeMs limit)
{
    m_counting.request_stop();
    m_counting = std::stop_source();
    const std::stop_token stop = m_counting.get_token();
    whenDone(m_sync.countAged(account, limit, stop), this,
             [this, limit, stop](const Result<AgedCount> &count) {
                 if (stop.stop_requested())
                     return;
                 if (count)
                     m_page.setKeepPreview(limit, KeepPreview{count->conversations, count->events});
                 else
                     m_page.setKeepPreview(limit, count.error());
             });
}

void AccountsBinding::showStorage(qint64 bytes)
{
    m_page.setStorage(
        tr("The cache uses %1 in %2")
            .arg(QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat),
                 QDir::toNativeSeparators(m_profileDir)));
}

QCoro::Task<> AccountsBinding::probe(QPointer<AccountsBinding> self, NewAccount wanted,
                                     std::stop_token stop)
{
    auto probing = self->m_sync.probe(std::move(wanted), stop);
    const auto outcome = co_await probing;
    if (self && !stop.stop_requested())
        self->m_page.setProbeOutcome(outcome);
}

QCoro::Task<> AccountsBinding::save(QPointer<AccountsBinding> self, NewAccount wanted,
                                    std::stop_token stop)
{
    const bool known = wanted.account.id != 0;
    auto saving = known ? self->m_sync.changeAccount(std::move(wanted), stop)
                        : self->m_sync.addAccount(std::move(wanted), stop);
    const auto outcome = co_await saving;
    if (!self || stop.stop_requested())
        co_return;
    std::optional<Error> error;
    if (!outcome)
        error = outcome.error();
    self->m_page.setSaveOutcome(error);
}

QCoro::Task<> AccountsBinding::test(QPointer<AccountsBinding> self, QString account,
                                    std::stop_token stop)
{
    auto testing = self->m_sync.testAccount(account, stop);
    const auto outcome = co_await testing;
    if (self && !stop.stop_requested())
        self->m_page.setTestOutcome(account, outcome);
}

QCoro::Task<> AccountsBinding::syncOne(QPointer<AccountsBinding> self, QString account,
                                       std::stop_token stop)
{
    SyncOptions options;
    options.accounts = QStringList(account);
    auto passing = self->m_sync.syncOnce(options, stop);
    const auto summary = co_await passing;
    if (!self || stop.stop_requested())
        co_return;
    if (!summary)
        self->m_page.setAccountError(account, summary.error());
    self->m_watch.refreshSoon();
}

QCoro::Task<> AccountsBinding::remove(QPointer<AccountsBinding> self, QString account,
                                      bool deleteData)
{
    auto removing = self->m_sync.removeAccount(account, deleteData);
    const auto removed = co_await removing;
    if (!self)
        co_return;
    if (!removed)
        self->m_page.setAccountError(account, removed.error());
    Q_EMIT self->accountRemoved();
}

QCoro::Task<> AccountsBinding::settle(QPointer<AccountsBinding> self, NewAccount wanted)
{
    const std::stop_token never;
    auto saving = self->m_sync.changeAccount(std::move(wanted), never);
    const auto outcome = co_await saving;
    if (!self)
        co_return;
    std::optional<Error> error;
    if (!outcome)
        error = outcome.error();
    self->m_page.setSettingsOutcome(error);
}

QCoro::Task<> AccountsBinding::purge(QPointer<AccountsBinding> self, TimeMs limit)
{
    auto purging = self->m_sync.purgeOlderThan(limit);
    const auto purged = co_await purging;
    if (!self)
        co_return;
    self->m_page.setPurging(false);
    self->m_page.setPurgeOutcome(purged);
    self->m_measuredAt.reset();
    self->askStorage();
}

} // namespace watchfloor
