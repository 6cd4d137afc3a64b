// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/accountsetup.h"

#include "backend/sync/accountrules.h"
#include "backend/sync/accountsecrets.h"

#include <QCoroFuture>

#include <algorithm>

namespace watchfloor {
namespace {

const QString storeKey = QStringLiteral("secret_store");
const QStringList none;
constexpr DurationMs probeEveryMs = 24 * DurationMs(3'600'000);
constexpr DurationMs probeAgainMs = 3'600'000;

bool keptInFile(const Account &account)
{
    return account.settings.value(storeKey).toString() == QLatin1String("file");
}

Result<ChangeSet> updateProbed(Store &store, const Account &account, TimeMs now)
{
    const Result<ChangeSet> updated = store.updateAccount(account);
    if (!updated)
        return updated;
    const Result<void> noted = store.setAccountTime(account.id, AccountTime::ProbedAt, now);
    return noted ? updated : noted.error();
}

/// What a probe finds, and nothing else, unless the account was changed meanwhile.
Result<ChangeSet> updateFound(Store &store, const Account &before, const Account &fresh,
                              TimeMs probedAt)
{
    const auto stored = store.accounts();
    if (!stored)
        return stored.error();
    if (fresh == before || std::find(stored->begin(), stored->end(), before) == stored->end()) {
        const Result<void> noted = store.setAccountTime(before.id, AccountTime::ProbedAt, probedAt);
        return noted ? Result<ChangeSet>(ChangeSet()) : noted.error();
    }
    return updateProbed(store, fresh, probedAt);
}

bool losesRights(const Account &before, const Account &fresh)
{
    return std::any_of(before.capabilities.begin(), before.capabilities.end(),
                       [&](const QString &capability) { return !fresh.can(capability); });
}

} // namespace

/// The account as the server confirmed it.
struct AccountSetup::Probed {
    Account account;
    ProbeResult result;
    Secrets secrets; ///< to be stored
};

AccountSetup::AccountSetup(StoreThread &store, ProviderContext context,
                           std::unique_ptr<CredentialStore> keyring,
                           std::unique_ptr<CredentialStore> file)
    : m_store(store)
    , m_context(context)
    , m_keyring(std::move(keyring))
    , m_file(std::move(file))
    , m_entries(knownProviders())
{
}

void AccountSetup::setCredentials(std::unique_ptr<CredentialStore> keyring,
                                  std::unique_ptr<CredentialStore> file)
{
    m_keyring = std::move(keyring);
    m_file = std::move(file);
}

Result<ProviderEntry> AccountSetup::entryOf(const Account &account) const
{
    if (const ProviderEntry *entry = findProvider(m_entries, account.provider))
        return *entry;
    QStringList ids;
    for (const ProviderEntry &entry : m_entries)
        ids.append(entry.info.id);
    return Error(Error::Kind::BadInput,
                 QStringLiteral("This program knows no provider \"%1\"").arg(account.provider), {},
                 QStringLiteral("Known are: %1").arg(ids.join(QStringLiteral(", "))));
}

void AccountSetup::tell(const ChangeSet &change)
{
    if (change.touchesFacts() && m_committed)
        m_committed(change);
}

void AccountSetup::abandonSecrets()
{
    m_keyring->abandon();
    m_file->abandon();
}

CredentialStore &AccountSetup::credentialsOf(const Account &account)
{
    return keptInFile(account) ? *m_file : *m_keyring;
}

QCoro::Task<Result<Secrets>> AccountSetup::secretsOf(Account account)
{
    const Result<ProviderEntry> entry = entryOf(account);
    if (!entry)
        co_return entry.error();
    CredentialStore &credentials = credentialsOf(account);
    const QStringList required = neededSecrets(entry->info);
    auto reading = credentials.read(account.name, required);
    Result<Secrets> secrets = co_await reading;
    if (!secrets)
        co_return secrets.error();
    for (const QString &key : otherSecrets(entry->info)) {
        const QStringList one(key);
        auto optional = credentials.read(account.name, one);
        const Result<Secrets> found = co_await optional;
        if (found)
            secrets->insert(*found);
        else if (found.error().kind() != Error::Kind::Unauthorized) // not merely absent
            co_return found.error();
    }
    if (secrets->isEmpty() && !entry->info.ways.empty())
        co_return missingSecret(account.name, entry->info.secrets.front().key);
    co_return secrets;
}

QCoro::Task<Result<AccountSetup::Probed>>
AccountSetup::probed(NewAccount wanted, std::stop_token stop, bool mayChooseLater)
{
    const Result<ProviderEntry> entry = entryOf(wanted.account);
    if (!entry)
        co_return entry.error();
    const Result<Account> checked = checkedAccount(entry->info, wanted.account);
    if (!checked)
        co_return checked.error();
    const Result<void> secretsFit = checkedSecrets(entry->info, wanted.secrets);
    if (!secretsFit)
        co_return secretsFit.error();

    Account account = *checked;
    const QString asked = account.remoteAccountId;
    auto provider = entry->create(account, wanted.secrets, m_context);
    auto probing = provider->probe(stop);
    Result<ProbeResult> result = co_await probing;
    if (!result)
        co_return result.error().withContext(account.name);
    const Result<QString> chosen = chosenRemoteAccount(entry->info, asked, *result);
    if (!chosen) {
        const bool open = asked.isEmpty() &&
                          std::any_of(result->accounts.begin(), result->accounts.end(),
                                      [](const RemoteAccount &remote) { return remote.usable; });
        if (open && mayChooseLater)
            co_return Probed{account, *result, {}};
        co_return chosen.error().withContext(account.name);
    }
    account.remoteAccountId = *chosen;
    if (asked != *chosen && result->chosenAccountId != *chosen) {
        // Rights and capabilities are those of one account: ask again for the one we chose.
        const Secrets granted = secretsToKeep(entry->info, wanted.secrets, *result);
        provider = entry->create(account, granted, m_context);
        probing = provider->probe(stop);
        result = co_await probing;
        if (!result)
            co_return result.error().withContext(account.name);
        if (result->grantedSecrets.isEmpty())
            result->grantedSecrets = granted;
    }
    result->chosenAccountId = *chosen;
    account.version = result->version;
    account.capabilities = result->capabilities;
    if (!result->timeZone.isEmpty())
        account.timeZone = result->timeZone;
    const Secrets kept = secretsToKeep(entry->info, wanted.secrets, *result);
    co_return Probed{account, *result, kept};
}

QCoro::Task<Result<ProbeResult>> AccountSetup::probe(NewAccount wanted, std::stop_token stop)
{
    if (wanted.secrets.isEmpty() && wanted.account.id != 0) {
        // Of the stored account: a name typed into the dialog may be another account's.
        auto looking = find(wanted.account.id, wanted.account.name);
        const Result<Account> known = co_await looking;
        if (!known)
            co_return known.error();
        auto reading = secretsOf(*known);
        const Result<Secrets> stored = co_await reading;
        if (!stored)
            co_return stored.error();
        wanted.secrets = *stored;
    }
    const bool mayChooseLater = true; // a dialog shows the accounts and asks
    auto probing = probed(std::move(wanted), stop, mayChooseLater);
    const Result<Probed> found = co_await probing;
    if (!found)
        co_return found.error();
    co_return found->result;
}

QCoro::Task<Result<Account>> AccountSetup::add(NewAccount wanted, std::stop_token stop)
{
    wanted.account.name = wanted.account.name.trimmed();
    auto looking = nameIsFree(wanted.account.name);
    const Result<void> isFree = co_await looking;
    if (!isFree)
        co_return isFree.error();

    const bool inFile = wanted.secretsInFile;
    auto probing = probed(std::move(wanted), stop);
    const Result<Probed> found = co_await probing;
    if (!found)
        co_return found.error();
    const Secrets secrets = found->secrets;
    Account account = found->account;
    account.settings.remove(storeKey);
    if (inFile)
        account.settings.insert(storeKey, QStringLiteral("file"));

    // Secrets first: a row without them would be an account nobody can use. The name is free, and
    // this process is the only writer, so nobody else's secrets are overwritten.
    auto writing = credentialsOf(account).write(account.name, secrets);
    const Result<void> written = co_await writing;
    if (!written)
        co_return written.error();
    auto adding = m_store.run([account, now = m_context.clock->now()](Store &store) {
        const Result<RowId> id = store.addAccount(account);
        if (!id)
            return id;
        // When this fails, the server is only asked once more.
        [[maybe_unused]] const auto noted = store.setAccountTime(*id, AccountTime::ProbedAt, now);
        return id;
    });
    const Result<RowId> id = co_await adding;
    if (!id) {
        const QStringList keys = secrets.keys();
        auto undoing = credentialsOf(account).remove(account.name, keys);
        const Result<void> undone = co_await undoing;
        if (!undone)
            co_return undone.error();
        co_return id.error();
    }
    account.id = *id;
    co_return account;
}

QCoro::Task<Result<Account>> AccountSetup::change(NewAccount wanted, std::stop_token stop)
{
    auto looking = find(wanted.account.id, wanted.account.name);
    const Result<Account> before = co_await looking;
    if (!before)
        co_return before.error();
    wanted.account.id = before->id;
    wanted.account.provider = before->provider;
    wanted.account.name = wanted.account.name.trimmed();
    if (wanted.account.name != before->name) {
        auto asking = nameIsFree(wanted.account.name);
        const Result<void> isFree = co_await asking;
        if (!isFree)
            co_return isFree.error();
    }
    if (wanted.account.remoteAccountId.isEmpty())
        wanted.account.remoteAccountId = before->remoteAccountId;
    if (wanted.account.timeZone.isEmpty())
        wanted.account.timeZone = before->timeZone;
    if (wanted.secretsInFile)
        wanted.account.settings.insert(storeKey, QStringLiteral("file"));
    if (wanted.secrets.isEmpty() && !(wanted.account == *before) &&
        differLocally(*before, wanted.account)) {
        const Result<void> good = checkedLocalSettings(wanted.account);
        if (!good)
            co_return good.error();
        const Account stored = wanted.account;
        auto storing = m_store.run([stored](Store &store) { return store.updateAccount(stored); });
        const Result<ChangeSet> kept = co_await storing;
        if (!kept)
            co_return kept.error();
        tell(*kept);
        co_return stored;
    }

    auto reading = secretsOf(*before);
    const Result<Secrets> stored = co_await reading;
    if (!stored && wanted.secrets.isEmpty())
        co_return stored.error();
    const Result<ProviderEntry> entry = entryOf(*before);
    if (!entry)
        co_return entry.error();
    const bool given = !wanted.secrets.isEmpty();
    const Secrets known = stored ? *stored : Secrets();
    wanted.secrets = mergedSecrets(entry->info, known, wanted.secrets);
    auto probing = probed(std::move(wanted), stop);
    const Result<Probed> found = co_await probing;
    if (!found)
        co_return found.error();
    const Account account = found->account;
    const Secrets secrets = found->secrets;
    if (account.remoteAccountId != before->remoteAccountId) {
        co_return Error(Error::Kind::BadInput,
                        QStringLiteral("%1: this login belongs to the account %2, the cache holds "
                                       "account %3")
                            .arg(account.name, account.remoteAccountId, before->remoteAccountId),
                        {}, QStringLiteral("Add it as an account of its own"));
    }

    const bool moved = account.name != before->name || keptInFile(account) != keptInFile(*before);
    if (given || moved) {
        auto writing = credentialsOf(account).write(account.name, secrets);
        const Result<void> written = co_await writing;
        if (!written)
            co_return written.error();
    }
    auto updating = m_store.run([account, now = m_context.clock->now()](Store &store) {
        return updateProbed(store, account, now);
    });
    const Result<ChangeSet> updated = co_await updating;
    if (!updated)
        co_return updated.error();
    tell(*updated);
    const QStringList left = moved ? known.keys() : given ? staleSecrets(known, secrets) : none;
    if (!left.isEmpty()) {
        auto forgetting = credentialsOf(*before).remove(before->name, left);
        const Result<void> forgotten = co_await forgetting;
        if (!forgotten)
            co_return forgotten.error();
    }
    auto allowing = giveOffFeedsAChance(account.id);
    const Result<void> allowed = co_await allowing;
    if (!allowed)
        co_return allowed.error();
    co_return account;
}

QCoro::Task<Result<ProbeResult>> AccountSetup::test(QString name, std::stop_token stop)
{
    auto looking = find(0, name);
    const Result<Account> account = co_await looking;
    if (!account)
        co_return account.error();
    auto reading = secretsOf(*account);
    const Result<Secrets> secrets = co_await reading;
    if (!secrets)
        co_return secrets.error();
    NewAccount same;
    same.account = *account;
    same.secrets = *secrets;
    auto probing = probed(std::move(same), stop);
    const Result<Probed> found = co_await probing;
    if (!found)
        co_return found.error();
    auto updating =
        m_store.run([before = *account, fresh = found->account, now = m_context.clock->now()](
                        Store &store) { return updateFound(store, before, fresh, now); });
    const Result<ChangeSet> updated = co_await updating;
    if (!updated)
        co_return updated.error();
    tell(*updated);
    auto allowing = giveOffFeedsAChance(account->id);
    const Result<void> allowed = co_await allowing;
    if (!allowed)
        co_return allowed.error();
    co_return found->result;
}

QCoro::Task<Account> AccountSetup::upToDate(Account account, std::stop_token stop)
{
    auto reading = m_store.run(
        [id = account.id](Store &store) { return store.accountTime(id, AccountTime::ProbedAt); });
    const Result<std::optional<TimeMs>> last = co_await reading;
    const TimeMs now = m_context.clock->now();
    if (!last || (*last && **last <= now && now - **last < probeEveryMs))
        co_return account;
    auto looking = secretsOf(account);
    const Result<Secrets> secrets = co_await looking;
    if (!secrets)
        co_return account;
    NewAccount same;
    same.account = account;
    same.secrets = *secrets;
    auto probing = probed(same, stop);
    Result<Probed> found = co_await probing;
    // A garbled answer must not cost a right for a day: it is lost when it is missing twice.
    if (found && losesRights(account, found->account)) {
        probing = probed(same, stop);
        found = co_await probing;
    }
    if (stop.stop_requested())
        co_return account;
    Account fresh = account;
    if (found) {
        fresh.version = found->account.version;
        fresh.capabilities = found->account.capabilities;
        fresh.timeZone = found->account.timeZone;
    }
    const TimeMs probedAt = found ? now : now - probeEveryMs + probeAgainMs;
    auto updating = m_store.run([account, fresh, probedAt](Store &store) {
        return updateFound(store, account, fresh, probedAt);
    });
    const Result<ChangeSet> updated = co_await updating;
    if (!updated || fresh == account)
        co_return account;
    tell(*updated);
    auto allowing = giveOffFeedsAChance(account.id);
    const Result<void> allowed = co_await allowing;
    co_return allowed ? fresh : account;
}

/// A right may have been given since: feeds that were switched off are asked for again.
QCoro::Task<Result<void>> AccountSetup::giveOffFeedsAChance(RowId account)
{
    auto allowing = m_store.run([account](Store &store) -> Result<void> {
        const Result<std::vector<FeedState>> states = store.feedStates(account);
        if (!states)
            return states.error();
        for (const FeedState &state : *states) {
            if (!state.off || !state.lastError)
                continue;
            const Result<void> on = store.noteFailure(account, state.feed, *state.lastError, false,
                                                      state.lastAttempt.value_or(0));
            if (!on)
                return on;
        }
        return {};
    });
    const Result<void> allowed = co_await allowing;
    co_return allowed;
}

QCoro::Task<Result<void>> AccountSetup::remove(Account account, bool deleteData, ChangeSet *change)
{
    auto removing = m_store.run([id = account.id, deleteData](Store &store) {
        return store.removeAccount(id, deleteData);
    });
    const Result<ChangeSet> removed = co_await removing;
    if (!removed)
        co_return removed.error();
    *change = *removed;
    const Result<ProviderEntry> entry = entryOf(account);
    if (!entry)
        co_return Result<void>();
    const QStringList keys = neededSecrets(entry->info) + otherSecrets(entry->info);
    auto forgetting = credentialsOf(account).remove(account.name, keys);
    const Result<void> forgotten = co_await forgetting;
    co_return forgotten;
}

/// Asked before any request: a name in use would otherwise cost a login, and its secrets.
QCoro::Task<Result<void>> AccountSetup::nameIsFree(QString name)
{
    auto looking = find(0, name);
    const Result<Account> same = co_await looking;
    if (same) {
        co_return Error(Error::Kind::BadInput,
                        QStringLiteral("There is already an account called \"%1\"").arg(name), {},
                        QStringLiteral("Choose another name"));
    }
    if (same.error().kind() != Error::Kind::NotFound)
        co_return same.error();
    co_return Result<void>();
}

QCoro::Task<Result<Account>> AccountSetup::find(RowId id, QString name)
{
    auto reading = m_store.run([](Store &store) { return store.accounts(); });
    const Result<std::vector<Account>> all = co_await reading;
    if (!all)
        co_return all.error();
    QStringList names;
    for (const Account &account : *all) {
        if (id != 0 ? account.id == id : account.name == name)
            co_return account;
        names.append(account.name);
    }
    co_return Error(
        Error::Kind::NotFound, QStringLiteral("There is no account called \"%1\"").arg(name), {},
        names.isEmpty() ? QStringLiteral("Add one first")
                        : QStringLiteral("There are: %1").arg(names.join(QStringLiteral(", "))));
}

QCoro::Task<Result<std::shared_ptr<Provider>>> AccountSetup::connect(Account account)
{
    const Result<ProviderEntry> entry = entryOf(account);
    if (!entry)
        co_return entry.error();
    auto reading = secretsOf(account);
    const Result<Secrets> secrets = co_await reading;
    if (!secrets)
        co_return secrets.error();
    co_return std::shared_ptr<Provider>(entry->create(account, *secrets, m_context));
}

} // namespace watchfloor
