// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accountcommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/keepcommand.h"
#include "app/cli/outputtable.h"
#include "app/cli/syncsession.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/store/factreader.h"
#include "backend/sync/accountrules.h"
#include "backend/sync/accountsecrets.h"

#include <algorithm>

namespace watchfloor::cli {
namespace {

std::optional<ProviderInfo> providerInfo(const QString &id)
{
    const std::vector<ProviderInfo> all = SyncService::providers();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ProviderInfo &info) { return info.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QStringList keysOf(const std::vector<ProviderField> &fields)
{
    QStringList keys;
    for (const ProviderField &field : fields)
        keys.append(field.key);
    return keys;
}

/// Puts every --set into the account. A sentence when one is malformed or unknown.
QString readSettings(const CommandContext &context, const ProviderInfo &info, Account *account)
{
    for (const QString &word : context.args.values(QStringLiteral("set"))) {
        const qsizetype equals = word.indexOf(u'=');
        const QString key = word.left(equals);
        if (equals < 1)
            return QStringLiteral("--set needs KEY=VALUE, not \"%1\".").arg(word);
        if (const auto set = changeSetting(info, account, key, word.mid(equals + 1)); !set)
            return set.error().sentence();
    }
    return {};
}

/// Reads one line of stdin for every --secret, in order. What stands behind the '=' is never
/// repeated: it may be a secret given by mistake.
QString readSecrets(const CommandContext &context, const ProviderInfo &info, Secrets *secrets)
{
    const QStringList known = keysOf(info.secrets);
    QStringList wanted;
    for (const QString &word : context.args.values(QStringLiteral("secret"))) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals < 1 || word.mid(equals) != QLatin1String("=-"))
            return QStringLiteral("--secret needs KEY=- and reads the secret from standard input; "
                                  "secrets on the command line would be seen by others.");
        if (!known.contains(word.left(equals)))
            return QStringLiteral("%1 has no secret \"%2\"; there are: %3.")
                .arg(info.title, word.left(equals), known.join(QStringLiteral(", ")));
        wanted.append(word.left(equals));
    }
    for (const QString &key : wanted) {
        const std::optional<QString> line = context.readLine();
        if (!line || line->trimmed().isEmpty())
            return QStringLiteral("Standard input has no line for the secret \"%1\".").arg(key);
        secrets->insert(key, line->trimmed());
    }
    return {};
}

/// A server may want one secret more, e.g. the code of a second factor. Reads it as one more line
/// of standard input; false when there is none, or the secret is there already and was refused.
bool readAskedSecret(const CommandContext &context, const Error &error, Secrets *secrets)
{
    if (error.asksFor().isEmpty() || secrets->contains(error.asksFor()))
        return false;
    context.say(error.sentence());
    const std::optional<QString> line = context.readLine();
    if (!line || line->trimmed().isEmpty()) {
        context.say(QStringLiteral("Give it as --secret %1=- and a line on standard input.")
                        .arg(error.asksFor()));
        return false;
    }
    secrets->insert(error.asksFor(), line->trimmed());
    return true;
}

void writeAccount(JsonWriter &json, const Account &account)
{
    json.beginObject().key("name").value(account.name);
    json.key("provider").value(account.provider);
    json.key("url").value(account.baseUrl.toString());
    json.key("accountId").value(account.remoteAccountId).endObject();
}

void tellAccount(const CommandContext &context, const QString &what, const Account &account)
{
    const QString server = (account.provider + u' ' + account.version).trimmed();
    context.note(QStringLiteral("%1 \"%2\": %3, account %4.")
                     .arg(what, account.name, server, account.remoteAccountId));
    if (!context.json())
        return;
    JsonWriter json;
    writeAccount(json, account);
    context.write(json.bytes() + '\n');
}

/// A script's empty variable must not become the vendor's own cloud, which would get the secret.
bool hasEmptyUrl(const CommandContext &context)
{
    return context.args.isSet(QStringLiteral("url")) &&
           context.args.value(QStringLiteral("url")).trimmed().isEmpty();
}

int add(CommandContext &context)
{
    if (hasEmptyUrl(context))
        return context.usageError(QStringLiteral("--url is empty; write it like "
                                                 "https://chat.example.com."));
    const auto info = providerInfo(context.args.value(QStringLiteral("provider")));
    if (!info)
        return context.usageError(QStringLiteral("There is no such provider."));
    NewAccount wanted;
    wanted.account.provider = info->id;
    wanted.account.name = context.args.value(QStringLiteral("name"));
    wanted.account.baseUrl = QUrl(context.args.value(QStringLiteral("url")));
    wanted.account.remoteAccountId = context.args.value(QStringLiteral("account-id"));
    wanted.secretsInFile =
        context.args.value(QStringLiteral("secret-store")) == QLatin1String("file");
    const QString wrongSetting = readSettings(context, *info, &wanted.account);
    if (!wrongSetting.isEmpty())
        return context.usageError(wrongSetting);
    if (!context.args.isSet(QStringLiteral("url")) && !info->urlOptional)
        return context.usageError(QStringLiteral("--url is missing: %1 needs the web address of "
                                                 "its server.")
                                      .arg(info->title));
    const Result<Account> checked = checkedAccount(*info, wanted.account);
    if (!checked)
        return context.usageError(checked.error().sentence());
    const QString wrongSecret = readSecrets(context, *info, &wanted.secrets);
    if (!wrongSecret.isEmpty())
        return context.usageError(wrongSecret);
    const Result<void> secrets = checkedSecrets(*info, wanted.secrets);
    if (!secrets) {
        return context.usageError(
            QStringLiteral("%1 Give every secret as --secret KEY=- and a line on standard input.")
                .arg(secrets.error().sentence()));
    }

    SyncSession session(context, SyncSession::Profile::MayBeMade);
    if (session.exitCode() != Done)
        return session.exitCode();
    auto added = awaitTask(session.service().addAccount(wanted, context.stop));
    if (!added && readAskedSecret(context, added.error(), &wanted.secrets))
        added = awaitTask(session.service().addAccount(wanted, context.stop));
    if (!added)
        return context.fail(added.error());
    tellAccount(context, QStringLiteral("Added"), *added);
    return Done;
}

/// The stored account, or the exit code (said already).
std::optional<Account> storedAccount(const CommandContext &context, SyncSession &session)
{
    const QString name = context.args.positionals().value(0);
    const auto all = awaitFuture(session.service().accounts());
    if (!all) {
        context.fail(all.error());
        return std::nullopt;
    }
    QStringList names;
    for (const Account &account : *all) {
        if (account.name == name)
            return account;
        names.append(u'"' + account.name + u'"');
    }
    context.say(QStringLiteral("There is no account \"%1\"; there is %2.")
                    .arg(name, names.isEmpty() ? QStringLiteral("none")
                                               : names.join(QStringLiteral(", "))));
    return std::nullopt;
}

int set(CommandContext &context)
{
    if (hasEmptyUrl(context))
        return context.usageError(QStringLiteral("--url is empty; write it like "
                                                 "https://chat.example.com."));
    SyncSession session(context);
    if (session.exitCode() != Done)
        return session.exitCode();
    const auto stored = storedAccount(context, session);
    if (!stored)
        return Failed;
    const auto info = providerInfo(stored->provider);
    if (!info)
        return context.fail(Error(Error::Kind::Unavailable,
                                  QStringLiteral("This program does not know the provider \"%1\"")
                                      .arg(stored->provider)));
    NewAccount wanted;
    wanted.account = *stored;
    if (context.args.isSet(QStringLiteral("url")))
        wanted.account.baseUrl = QUrl(context.args.value(QStringLiteral("url")));
    const QString wrongSetting = readSettings(context, *info, &wanted.account);
    if (!wrongSetting.isEmpty())
        return context.usageError(wrongSetting);
    const Result<Account> checked = checkedAccount(*info, wanted.account);
    if (!checked)
        return context.usageError(checked.error().sentence());
    const QString wrongSecret = readSecrets(context, *info, &wanted.secrets);
    if (!wrongSecret.isEmpty())
        return context.usageError(wrongSecret);
    auto changed = awaitTask(session.service().changeAccount(wanted, context.stop));
    if (!changed && readAskedSecret(context, changed.error(), &wanted.secrets))
        changed = awaitTask(session.service().changeAccount(wanted, context.stop));
    if (!changed)
        return context.fail(changed.error());
    tellAccount(context, QStringLiteral("Changed"), *changed);
    return Done;
}

int list(CommandContext &context)
{
    std::vector<Account> accounts;
    // Read only, so that it works beside a running dashboard and makes no profile.
    if (profileHasCache(context)) {
        const auto reader = FactReader::open(context.profileDir);
        if (!reader)
            return context.fail(reader.error());
        auto found = reader.value()->accounts();
        if (!found)
            return context.fail(found.error());
        accounts = std::move(*found);
    }
    if (context.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Account &account : accounts)
            writeAccount(json, account);
        context.write(json.endArray().bytes() + '\n');
        return Done;
    }
    OutputTable table;
    for (const char *key : {"name", "provider", "url", "accountId"})
        table.columns.push_back({QLatin1String(key), QStringLiteral("text")});
    for (const Account &account : accounts)
        table.rows.push_back({Cell::text(account.name), Cell::text(account.provider),
                              Cell::text(account.baseUrl.toString()),
                              Cell::text(account.remoteAccountId)});
    writeTable(context, table);
    return Done;
}

int test(CommandContext &context)
{
    SyncSession session(context);
    if (session.exitCode() != Done)
        return session.exitCode();
    const QString name = context.args.positionals().value(0);
    const auto result = awaitTask(session.service().testAccount(name, context.stop));
    if (!result)
        return context.fail(result.error());
    if (context.json()) {
        JsonWriter json;
        json.beginObject().key("name").value(name).key("version").value(result->version);
        json.key("user").value(result->userName).key("accountId").value(result->chosenAccountId);
        json.key("capabilities").beginArray();
        for (const QString &capability : result->capabilities)
            json.value(capability);
        json.endArray().key("notes").beginArray();
        for (const QString &note : result->notes)
            json.value(note);
        context.write(json.endArray().endObject().bytes() + '\n');
        return Done;
    }
    OutputTable table;
    for (const char *key : {"name", "version", "user", "accountId"})
        table.columns.push_back({QLatin1String(key), QStringLiteral("text")});
    table.rows.push_back({Cell::text(name), Cell::text(result->version),
                          Cell::text(result->userName), Cell::text(result->chosenAccountId)});
    writeTable(context, table);
    for (const QString &note : result->notes)
        context.note(note);
    return Done;
}

int remove(CommandContext &context)
{
    SyncSession session(context);
    if (session.exitCode() != Done)
        return session.exitCode();
    const auto stored = storedAccount(context, session);
    if (!stored)
        return Failed;
    const bool deleteData = context.args.isSet(QStringLiteral("delete-data"));
    const auto removed = awaitTask(session.service().removeAccount(stored->name, deleteData));
    if (!removed)
        return context.fail(removed.error());
    context.note(
        deleteData
            ? QStringLiteral("Removed \"%1\" and everything cached of it.").arg(stored->name)
            : QStringLiteral("Removed \"%1\"; what is cached of it stays.").arg(stored->name));
    return Done;
}

OptionSpec setOption()
{
    return {QStringLiteral("set"), QStringLiteral("KEY=VALUE"),
            QStringLiteral("A setting, e.g. history_days=30, keep=13m (or 90d; older goes after a "
                           "sync), refresh_minutes=5 (how often the server is asked, 1 to 60), "
                           "sla.first_response=300 (seconds), "
                           "\"business_hours=Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00\", "
                           "business_hours.zone=Europe/Berlin, business_hours.closed=2026-12-25, "
                           "\"business_hours.special=2026-12-31 09:00-12:00\", "
                           "business_hours.inbox.ID=HOURS; an empty value removes it"),
            true};
}

OptionSpec secretOption()
{
    return {QStringLiteral("secret"), QStringLiteral("KEY=-"),
            QStringLiteral("Reads this secret from standard input, one line per secret, in order"),
            true};
}

} // namespace

std::vector<Command> accountCommands()
{
    QStringList providers;
    for (const ProviderInfo &info : SyncService::providers())
        providers.append(info.id);
    const QStringList oneName{QStringLiteral("NAME")};
    return {
        {QStringLiteral("account add"),
         QStringLiteral("Log in to a vendor and remember the account"),
         {},
         {{QStringLiteral("provider"), QStringLiteral("ID"), QStringLiteral("The vendor"), false,
           true, providers},
          {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("Your name for it"),
           false, true},
          {QStringLiteral("url"), QStringLiteral("URL"),
           QStringLiteral("Web address of the installation; may be left out where a vendor has "
                          "one server for all")},
          {QStringLiteral("account-id"), QStringLiteral("ID"),
           QStringLiteral("The vendor's account, when the login has several")},
          setOption(),
          secretOption(),
          {QStringLiteral("secret-store"),
           QStringLiteral("WHERE"),
           QStringLiteral("Keep the secrets in the system's keyring (default) or in a file of the "
                          "profile that only you can read"),
           false,
           false,
           {QStringLiteral("keyring"), QStringLiteral("file")}}},
         add},
        {QStringLiteral("account set"),
         QStringLiteral("Change address, settings or secrets; keeps the cache"),
         oneName,
         {{QStringLiteral("url"), QStringLiteral("URL"),
           QStringLiteral("Web address of the installation")},
          setOption(),
          secretOption()},
         set},
        {QStringLiteral("account list"),
         QStringLiteral("All accounts of the profile"),
         {},
         {},
         list},
        {QStringLiteral("account storage"),
         QStringLiteral("What of the cache is whose, about, and how long it is kept"),
         {},
         {},
         accountStorage},
        {QStringLiteral("account test"),
         QStringLiteral("Ask the server whether the login works and what it may do"),
         oneName,
         {},
         test},
        {QStringLiteral("account remove"),
         QStringLiteral("Forget an account and its secrets"),
         oneName,
         {{QStringLiteral("delete-data"), {}, QStringLiteral("Also everything cached of it")}},
         remove},
    };
}

} // namespace watchfloor::cli
