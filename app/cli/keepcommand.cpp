// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/keepcommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/outputtable.h"
#include "app/cli/syncsession.h"
#include "backend/domain/keeppolicy.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/store/agedrows.h"
#include "backend/store/cachefile.h"
#include "backend/store/factreader.h"
#include "backend/store/storageuse.h"

#include <QDateTime>
#include <QDir>
#include <QLocale>

#include <algorithm>

namespace watchfloor::cli {
namespace {

QString dayOf(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).date().toString(Qt::ISODate);
}

/// Of one account: what went or would go.
struct Gone {
    QString account;
    TimeMs before = 0;
    qint64 conversations = 0;
    qint64 events = 0;
};

int tell(const CommandContext &context, const std::vector<Gone> &all, bool dryRun)
{
    Gone sum;
    for (const Gone &one : all) {
        sum.conversations += one.conversations;
        sum.events += one.events;
        const QString line =
            (dryRun ? QStringLiteral("%1: %2 conversations and %3 events older than %4 would go.\n")
                    : QStringLiteral("%1: removed %2 conversations and %3 events older than %4.\n"))
                .arg(one.account)
                .arg(one.conversations)
                .arg(one.events)
                .arg(dayOf(one.before));
        if (!context.json())
            context.write(line);
    }
    if (context.json()) {
        JsonWriter json;
        json.beginObject().key("conversations").value(sum.conversations);
        json.key("events").value(sum.events).endObject();
        context.write(json.bytes() + '\n');
    }
    if (all.empty())
        context.note(QStringLiteral("No account has a policy; set one with \"watchfloor-cli "
                                    "account set NAME --set keep=13m\"."));
    return Done;
}

Result<std::vector<Account>> chosen(FactReader &reader, const QString &name)
{
    auto accounts = reader.accounts();
    if (!accounts || name.isEmpty())
        return accounts;
    std::erase_if(*accounts, [&name](const Account &a) { return a.name != name; });
    if (accounts->empty())
        return Error(Error::Kind::NotFound, QStringLiteral("There is no account \"%1\"").arg(name));
    return accounts;
}

/// Reads only: beside a running dashboard too.
int preview(CommandContext &context, const QString &name)
{
    const auto reader = FactReader::open(context.profileDir);
    if (!reader)
        return context.fail(reader.error());
    const auto accounts = chosen(**reader, name);
    if (!accounts)
        return context.fail(accounts.error());
    std::vector<Gone> all;
    for (const Account &account : *accounts) {
        const auto limit = keeppolicy::keptFrom(account.settings, context.now());
        if (!limit)
            continue;
        Gone one{account.name, *limit, 0, 0};
        AgedCursor cursor;
        while (!cursor.ended()) {
            if (context.stop.stop_requested())
                return context.fail(Error::cancelled());
            const auto part = (*reader)->countAged(account.id, *limit, cursor);
            if (!part)
                return context.fail(part.error());
            one.conversations += part->conversations;
            one.events += part->events;
            cursor = part->next;
        }
        all.push_back(one);
    }
    return tell(context, all, true);
}

QString size(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

void writeStorage(const CommandContext &context, const std::vector<Account> &accounts,
                  const StorageUse &use, qint64 fileBytes)
{
    JsonWriter json;
    json.beginObject().key("accounts").beginArray();
    OutputTable table;
    for (const char *key :
         {"name", "conversations", "events", "figures", "states", "bytes", "keep", "removedBefore"})
        table.columns.push_back({QLatin1String(key), QStringLiteral("text")});
    for (const AccountStorage &one : use.accounts) {
        const auto account = std::find_if(accounts.begin(), accounts.end(),
                                          [&one](const Account &a) { return a.id == one.account; });
        if (account == accounts.end())
            continue;
        const auto policy = keeppolicy::read(account->settings);
        const QString keep =
            policy && *policy ? keeppolicy::text(**policy) : QStringLiteral("everything");
        const QString removed = one.removedBefore ? dayOf(*one.removedBefore) : QString();
        json.beginObject().key("name").value(account->name);
        json.key("conversations").value(one.conversations).key("events").value(one.events);
        json.key("figures").value(one.figures).key("states").value(one.states);
        json.key("bytes").value(one.bytes).key("about").value(one.about);
        json.key("keep").value(keep).key("removedBefore").value(removed).endObject();
        const QString about = one.about ? QStringLiteral("about ") : QString();
        const auto number = [&about](qint64 n) { return Cell::text(about + QString::number(n)); };
        table.rows.push_back({Cell::text(account->name), number(one.conversations),
                              number(one.events), number(one.figures), number(one.states),
                              Cell::text(QStringLiteral("about ") + size(one.bytes)),
                              Cell::text(keep), Cell::text(removed)});
    }
    if (context.json()) {
        json.endArray().key("fileBytes").value(fileBytes);
        json.key("freeBytes").value(use.freeBytes).endObject();
        context.write(json.bytes() + '\n');
        return;
    }
    writeTable(context, table);
    context.note(QStringLiteral("The cache uses %1 in %2.")
                     .arg(size(fileBytes), QDir::toNativeSeparators(context.profileDir)));
}

} // namespace

int purgeExpired(CommandContext &context)
{
    const QString name = context.args.value(QStringLiteral("account"));
    if (context.args.isSet(QStringLiteral("dry-run")))
        return preview(context, name);
    SyncSession session(context);
    if (session.exitCode() != Done)
        return session.exitCode();
    const auto done = awaitTask(session.service().removeAged(
        name.isEmpty() ? QStringList() : QStringList(name), context.stop));
    if (!done)
        return context.fail(done.error());
    std::vector<Gone> all;
    int code = Done;
    for (const RemovalReport &report : *done) {
        all.push_back({report.account, report.before, report.conversations, report.events});
        if (report.sentence.isEmpty())
            continue;
        context.say(report.sentence);
        code = Failed;
    }
    if (context.stop.stop_requested())
        return context.fail(Error::cancelled());
    tell(context, all, false);
    return code;
}

int accountStorage(CommandContext &context)
{
    if (!profileHasCache(context))
        return context.fail(
            Error(Error::Kind::NotFound, QStringLiteral("There is no cache in %1 yet")
                                             .arg(QDir::toNativeSeparators(context.profileDir))));
    const auto reader = FactReader::open(context.profileDir);
    if (!reader)
        return context.fail(reader.error());
    const auto accounts = (*reader)->accounts();
    const auto use = (*reader)->storageUse();
    if (!accounts || !use)
        return context.fail(accounts ? use.error() : accounts.error());
    writeStorage(context, *accounts, *use, cachefile::bytes(context.profileDir));
    return Done;
}

} // namespace watchfloor::cli
