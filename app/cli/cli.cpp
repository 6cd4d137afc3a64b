// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "app/cli/commandline.h"
#include "app/cli/fixedclock.h"
#include "app/defaultprofile.h"
#include "backend/engine/daterange.h"
#include "backend/engine/vendors.h"
#include "backend/sync/syncservice.h"

namespace watchfloor::cli {
namespace {

OutputFormat formatFromName(const QString &name)
{
    if (name == QLatin1String("json"))
        return OutputFormat::Json;
    return name == QLatin1String("csv") ? OutputFormat::Csv : OutputFormat::Table;
}

/// Reads --tz and --now into the context; a sentence when one is malformed.
QString readTime(CommandContext &context)
{
    const QString zoneName = context.args.value(QStringLiteral("tz"));
    const bool named = context.args.isSet(QStringLiteral("tz"));
    const QTimeZone zone = named ? QTimeZone(zoneName.toUtf8()) : QTimeZone::systemTimeZone();
    if (zone.isValid() && !(named && zoneName.isEmpty()))
        context.zone = zone;
    else if (named)
        return QStringLiteral(
                   "--tz \"%1\" is no time zone; it is an IANA name such as Europe/Berlin.")
            .arg(zoneName);
    if (context.args.isSet(QStringLiteral("now"))) {
        const auto now = parseInstant(context.args.value(QStringLiteral("now")), context.zone);
        if (!now)
            return QStringLiteral("--now: ") + now.error().sentence();
        context.fixedNow = *now;
    }
    return {};
}

} // namespace

int runCli(const std::vector<Command> &commands, const QStringList &words, QIODevice *out,
           QIODevice *err, QIODevice *in, std::stop_token stop)
{
    knowVendors(SyncService::providers());
    CommandContext context(out, err, in);
    ParsedLine line = parseLine(words, commands);
    switch (line.outcome) {
    case ParsedLine::Outcome::Wrong:
        return context.usageError(line.sentence);
    case ParsedLine::Outcome::Version:
        context.write(QStringLiteral("watchfloor-cli %1\n").arg(QLatin1String(WATCHFLOOR_VERSION)));
        return Done;
    case ParsedLine::Outcome::Help:
        context.write(line.command ? helpText(*line.command) : helpText(commands, line.group));
        return Done;
    case ParsedLine::Outcome::Run:
        break;
    }
    context.args = std::move(line.args);
    context.profileDir = context.args.value(QStringLiteral("profile"));
    if (context.profileDir.isEmpty())
        context.profileDir = defaultProfile();
    context.format = formatFromName(context.args.value(QStringLiteral("format")));
    context.quiet = context.args.isSet(QStringLiteral("quiet"));
    context.stop = std::move(stop);
    const QString wrongTime = readTime(context);
    if (!wrongTime.isEmpty())
        return context.usageError(wrongTime);
    SystemClock systemClock;
    FixedClock fixedClock(context.fixedNow.value_or(0));
    context.clock = context.fixedNow ? static_cast<Clock *>(&fixedClock) : &systemClock;
    return line.command->run(context);
}

int runCli(const QStringList &words, QIODevice *out, QIODevice *err, QIODevice *in,
           std::stop_token stop)
{
    return runCli(allCommands(), words, out, err, in, std::move(stop));
}

} // namespace watchfloor::cli
