// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/carecommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/keepcommand.h"
#include "app/cli/syncsession.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/reports/columncheck.h"
#include "backend/store/factreader.h"

#include <QDateTime>
#include <QDir>

#include <algorithm>

namespace watchfloor::cli {
namespace {

bool isReadable(const QString &profileDir)
{
    auto reader = FactReader::open(profileDir);
    return reader && (*reader)->accounts().ok();
}

/// Opens the cache for the command; says what opening has to say.
Result<OpenInfo> openFor(const CommandContext &context, StoreThread &store)
{
    auto opened = awaitFuture(store.opened());
    if (opened && !opened->sentence.isEmpty())
        context.note(opened->sentence);
    return opened;
}

void writeProblems(const CommandContext &context, const std::vector<CheckProblem> &problems)
{
    if (context.json()) {
        JsonWriter json;
        json.beginObject().key("ok").value(problems.empty()).key("problems").beginArray();
        for (const CheckProblem &problem : problems) {
            json.beginObject().key("area").value(problem.area);
            json.key("sentence").value(problem.sentence).endObject();
        }
        context.write(json.endArray().endObject().bytes() + '\n');
        return;
    }
    for (const CheckProblem &problem : problems)
        context.write(problem.area + QStringLiteral(": ") + problem.sentence + u'\n');
    if (problems.empty())
        context.write(QStringLiteral("The cache is in order.\n"));
}

/// The engine's columns against the rows; where the rows are not sound, that is the problem.
Result<void> checkColumns(CommandContext &context, StoreThread &store, bool repair,
                          std::vector<CheckProblem> *problems)
{
    const bool sound =
        std::none_of(problems->begin(), problems->end(), [](const CheckProblem &one) {
            return one.area == QLatin1String("integrity") || one.area == QLatin1String("schema");
        });
    if (!sound)
        return {};
    ColumnCheck::Keep keep;
    if (repair)
        keep = [&store](const std::vector<FactSegment> &segments) {
            return awaitFuture(
                store.run([segments](Store &s) { return s.writeSegments(segments); }));
        };
    const auto found = ColumnCheck::run(context.profileDir, keep);
    if (!found)
        return found.error();
    problems->insert(problems->end(), found->begin(), found->end());
    return {};
}

int check(CommandContext &context)
{
    if (!profileHasCache(context)) {
        context.note(QStringLiteral("There is no cache in %1 yet.")
                         .arg(QDir::toNativeSeparators(context.profileDir)));
        writeProblems(context, {});
        return Done;
    }
    StoreThread store(context.profileDir);
    const auto opened = openFor(context, store);
    std::vector<CheckProblem> problems;
    if (!opened) {
        // A cache that cannot be read is the finding. One that can is only in use elsewhere.
        if (isReadable(context.profileDir))
            return context.fail(opened.error());
        problems.push_back({QStringLiteral("integrity"), opened.error().sentence()});
    } else {
        const bool repair = context.args.isSet(QStringLiteral("repair"));
        const auto found = awaitFuture(store.run([repair](Store &s) { return s.check(repair); }));
        if (!found)
            return context.fail(found.error());
        problems = *found;
        const Result<void> compared = checkColumns(context, store, repair, &problems);
        if (!compared)
            return context.fail(compared.error());
        if (opened->readOnly && !opened->sentence.isEmpty()) {
            const bool newer =
                std::any_of(problems.begin(), problems.end(), [](const CheckProblem &one) {
                    return one.area == QLatin1String("schema");
                });
            problems.push_back(
                {newer ? QStringLiteral("schema") : QStringLiteral("profile"), opened->sentence});
        }
    }
    writeProblems(context, problems);
    if (problems.empty())
        return Done;
    if (context.json())
        context.say(QStringLiteral("The cache has problems."));
    return Failed;
}

int purge(CommandContext &context)
{
    const bool byAge = context.args.isSet(QStringLiteral("older-than"));
    const QString name = context.args.value(QStringLiteral("account"));
    const bool expired = context.args.isSet(QStringLiteral("expired"));
    if (expired ? byAge : byAge == context.args.isSet(QStringLiteral("account")))
        return context.usageError(
            QStringLiteral("\"purge\" needs one of --older-than DAYS, --account NAME and "
                           "--expired."));
    if (!expired && context.args.isSet(QStringLiteral("dry-run")))
        return context.usageError(QStringLiteral("--dry-run goes with --expired."));
    bool isNumber = true;
    const qint64 days =
        byAge ? context.args.value(QStringLiteral("older-than")).toLongLong(&isNumber) : 0;
    if (!isNumber || days < 0 || days > 36'500)
        return context.usageError(QStringLiteral("--older-than is a number of days, not \"%1\".")
                                      .arg(context.args.value(QStringLiteral("older-than"))));
    if (!profileHasCache(context))
        return context.fail(
            Error(Error::Kind::NotFound, QStringLiteral("There is no cache in %1 yet")
                                             .arg(QDir::toNativeSeparators(context.profileDir))));
    if (expired)
        return purgeExpired(context);
    StoreThread store(context.profileDir);
    const auto opened = openFor(context, store);
    if (!opened)
        return context.fail(opened.error());
    if (opened->readOnly) { // said by openFor(), unless it was to be quiet
        if (context.quiet)
            context.say(opened->sentence);
        return Failed;
    }
    const TimeMs limit = context.now() - days * 86'400'000;
    const auto job = [byAge, limit, name](Store &s) -> Result<ChangeSet> {
        if (byAge)
            return s.purgeOlderThan(limit);
        const auto accounts = s.accounts();
        if (!accounts)
            return accounts.error();
        const auto found = std::find_if(accounts->begin(), accounts->end(),
                                        [&](const Account &a) { return a.name == name; });
        if (found == accounts->end())
            return Error(Error::Kind::NotFound,
                         QStringLiteral("There is no account \"%1\"").arg(name));
        return s.purgeAccount(found->id);
    };
    const auto done = awaitFuture(store.run(job));
    if (!done)
        return context.fail(done.error());
    if (context.json()) {
        JsonWriter json;
        json.beginObject().key("conversations").value(done->conversations);
        json.key("events").value(done->events).endObject();
        context.write(json.bytes() + '\n');
    } else {
        context.write(QStringLiteral("Removed %1 conversations and %2 events.\n")
                          .arg(done->conversations)
                          .arg(done->events));
    }
    if (byAge)
        context.note(
            QStringLiteral(
                "What was created before %1 is not fetched again, unless \"sync --since\" "
                "or \"sync --full\" asks for it.")
                .arg(QDateTime::fromMSecsSinceEpoch(limit, Qt::UTC).toString(Qt::ISODate)));
    return Done;
}

} // namespace

std::vector<Command> careCommands()
{
    return {{QStringLiteral("check"),
             QStringLiteral("Integrity of the cache"),
             {},
             {{QStringLiteral("repair"), {}, QStringLiteral("Mend what can be derived again")}},
             check},
            {QStringLiteral("purge"),
             QStringLiteral("Remove old closed conversations, or the whole cache of one account"),
             {},
             {{QStringLiteral("older-than"), QStringLiteral("DAYS"),
               QStringLiteral("Closed conversations older than this, with their events")},
              {QStringLiteral("account"), QStringLiteral("NAME"),
               QStringLiteral("Everything cached of this account; the account stays. With "
                              "--expired: only this account")},
              {QStringLiteral("expired"),
               {},
               QStringLiteral("What the accounts' setting \"keep\" wants gone, now and not behind "
                              "the next sync")},
              {QStringLiteral("dry-run"),
               {},
               QStringLiteral("With --expired: count what would go, remove nothing")}},
             purge}};
}

} // namespace watchfloor::cli
