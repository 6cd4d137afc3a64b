// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exportcommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/commandline.h"
#include "app/cli/progressline.h"
#include "app/cli/rangequery.h"
#include "app/cli/showcommand.h"
#include "backend/async/wholefile.h"
#include "backend/async/workerthread.h"
#include "backend/reports/conversationexport.h"
#include "backend/reports/reportservice.h"
#include "backend/reports/rowsource.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <atomic>

namespace watchfloor::cli {
namespace {

constexpr int tellEveryMs = 200;

std::optional<OutputFormat> formatOf(const QString &file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("csv"))
        return OutputFormat::Csv;
    if (suffix == QLatin1String("json"))
        return OutputFormat::Json;
    return std::nullopt;
}

/// With every event's times, row by row: a million of them take no more memory than a thousand.
int writeConversations(CommandContext &context, WholeFile &file)
{
    return withQuery(context, [&](ReportService &service, const ReportQuery &query) {
        const auto report = awaitFuture(service.conversationList({query}, context.stop));
        if (!report)
            return context.fail(report.error());
        ConversationExport asked;
        asked.list = report->list;
        asked.rows = report->list->newestFirst();
        asked.format = context.json() ? TableFormat::Json : TableFormat::Csv;
        asked.zone = context.zone;
        asked.asOf = report->asOf;
        asked.gaps = report->gaps;
        const std::size_t all = asked.rows.size();
        std::atomic<std::size_t> done = 0;
        ProgressLine progress(context);
        QTimer teller;
        QObject::connect(&teller, &QTimer::timeout, [&] {
            progress.show(QStringLiteral("%1 of %2 conversations").arg(done).arg(all));
        });
        teller.start(tellEveryMs);
        WorkerThread worker(QStringLiteral("export"));
        const auto written = awaitFuture(
            worker.run([&file, &done, &context, asked = std::move(asked)]() -> Result<std::size_t> {
                RowSource source(context.profileDir);
                return exportConversations(
                    source, asked, [&file](const QByteArray &bytes) { return file.write(bytes); },
                    [&done](std::size_t rows) { done = rows; }, context.stop);
            }));
        progress.clear();
        if (!written)
            return context.fail(written.error());
        return int(Done);
    });
}

const Command *commandNamed(const std::vector<Command> &commands, const QString &path)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&path](const Command &c) { return c.path == path; });
    return found == commands.end() ? nullptr : &*found;
}

/// What the chosen table cannot do, or needs; empty = all is well.
QString wrongOption(const Arguments &args, const std::vector<OptionSpec> &all,
                    const Command &command, const QString &what)
{
    for (const OptionSpec &option : all) {
        const auto known = std::find_if(command.options.begin(), command.options.end(),
                                        [&](const OptionSpec &o) { return o.name == option.name; });
        const bool given = args.isSet(option.name);
        if (given && known == command.options.end())
            return QStringLiteral("--%1 is not for %2; `show %2 --help` tells what is.")
                .arg(option.name, what);
        if (!given && known != command.options.end() && known->required)
            return QStringLiteral("%1 needs --%2 %3.").arg(what, option.name, option.valueName);
    }
    return {};
}

std::vector<OptionSpec> everyOption(const std::vector<Command> &commands)
{
    std::vector<OptionSpec> all;
    for (const Command &command : commands) {
        for (OptionSpec option : command.options) {
            const bool known = std::any_of(
                all.begin(), all.end(), [&](const OptionSpec &o) { return o.name == option.name; });
            option.required = false;
            if (!known)
                all.push_back(std::move(option));
        }
    }
    return all;
}

int exportTable(CommandContext &context)
{
    const QString &path = context.args.positionals()[0];
    const QString &what = context.args.positionals()[1];
    auto format = formatOf(path);
    if (!format && isStream(path)) // its name says nothing
        format = context.json() ? OutputFormat::Json : OutputFormat::Csv;
    else if (!format)
        return context.usageError(
            QStringLiteral("\"%1\": a file is exported as .csv or .json.").arg(path));
    else if (context.args.isSet(QStringLiteral("format")))
        return context.usageError(
            QStringLiteral("The name of the file says its format; leave --format away."));
    const std::vector<Command> tables = showCommands();
    const Command *command = commandNamed(tables, QStringLiteral("show ") + what);
    if (!command) {
        QStringList known;
        for (const Command &table : tables)
            known << table.path.section(u' ', 1);
        return context.usageError(QStringLiteral("\"%1\" cannot be exported; there is %2.")
                                      .arg(what, known.join(QStringLiteral(", "))));
    }
    const QString wrong = wrongOption(context.args, everyOption(tables), *command, what);
    if (!wrong.isEmpty())
        return context.usageError(wrong);
    WholeFile file(path);
    if (const Result<void> opened = file.open(); !opened)
        return context.fail(opened.error());
    CommandContext inner = context.writingTo(&file.device());
    inner.format = *format;
    const int code = what == QLatin1String("conversations") ? writeConversations(inner, file)
                                                            : command->run(inner);
    if (code != Done)
        return code;
    if (const Result<void> written = file.commit(); !written)
        return context.fail(written.error());
    context.note(QStringLiteral("Written: %1.").arg(QDir::toNativeSeparators(path)));
    return Done;
}

} // namespace

std::vector<Command> exportCommands()
{
    return {{QStringLiteral("export"),
             QStringLiteral("Writes what `show TABLE` tells into FILE, which ends in .csv or .json "
                            "(a pipe or /dev/stdout takes CSV, or --format json); of conversations "
                            "everything there is, with the times of their events"),
             {QStringLiteral("FILE"), QStringLiteral("TABLE")},
             everyOption(showCommands()),
             exportTable}};
}

} // namespace watchfloor::cli
