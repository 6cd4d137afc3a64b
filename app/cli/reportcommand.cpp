// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reportcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/filterchoice.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>

#include <optional>

namespace watchfloor::cli {
namespace {

struct PlanOption {
    const char *option;
    const char *member;
    const char *value;
    const char *help;
    bool isList;
};
constexpr PlanOption planOptions[] = {
    {"section", "sections", "SECTION",
     "What is in it, in this order: summary, by_agent, agents, groups, trend, heat_map, "
     "distribution, conversation_list, timelines, queue, definitions, coverage or sync_state",
     true},
    {"metric", "metrics", "KEY", "A metric of its tables, see `metrics`", true},
    {"group-by", "group_by", "DIMENSION",
     "Rows of the groups: group, skill, inbox, channel, account", false},
    {"times", "time_value", "VALUE", "Which number stands for times: mean, median, p90, min or max",
     false},
    {"heat-metric", "heat_metric", "KEY", "What its heat map shows (default conversations)", false},
    {"distribution-metric", "distribution_metric", "KEY",
     "Whose times its distribution shows (default first_response_time)", false},
    {"list-order", "list_order", "ORDER",
     "Its list of conversations begins with: newest (default), oldest, longest_wait or "
     "least_time_left",
     false},
    {"paper", "paper", "PAPER", "A4 (default) or Letter", false},
    {"orientation", "orientation", "SIDE", "portrait (default) or landscape", false},
    {"locale", "locale", "LOCALE", "How numbers and dates are written, such as de_DE", false},
    {"title", "title", "TEXT", "Instead of the title made from its sections and range", false},
    {"author", "author", "TEXT", "Who hands it over", false},
    {"logo", "logo", "FILE", "A picture for the first page", false},
};

QString windowProgram()
{
    const QString name = QStringLiteral("watchfloor");
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(name);
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

/// The same line in the words of the window's program.
QStringList wordsFor(const Arguments &args, const std::vector<OptionSpec> &options)
{
    QStringList words{QStringLiteral("--report")};
    const auto add = [&](const std::vector<OptionSpec> &specs) {
        for (const OptionSpec &spec : specs) {
            if (!args.isSet(spec.name))
                continue;
            if (spec.valueName.isEmpty()) {
                words << QStringLiteral("--") + spec.name;
                continue;
            }
            const QStringList values = args.values(spec.name);
            for (const QString &value : values)
                words << QStringLiteral("--%1=%2").arg(spec.name, value);
        }
    };
    add(options);
    add(commonOptions());
    return words << QStringLiteral("--") << args.positionals();
}

int runBeside(CommandContext &context, const std::vector<OptionSpec> &options)
{
    const QString program = windowProgram();
    if (program.isEmpty())
        return context.fail(Error(
            Error::Kind::NotFound,
            QStringLiteral("Reports are painted by the program watchfloor, which is neither in %1 "
                           "nor in the PATH")
                .arg(QDir::toNativeSeparators(QCoreApplication::applicationDirPath())),
            {}, QStringLiteral("Install it beside watchfloor-cli")));
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    const std::stop_callback onStop(context.stop, [&process] { process.terminate(); });
    process.start(program, wordsFor(context.args, options));
    if (process.state() != QProcess::NotRunning) // it may have failed already
        loop.exec();
    if (process.state() != QProcess::NotRunning) // an error, and the end is still to come
        process.waitForFinished(-1);
    if (process.error() == QProcess::FailedToStart || process.exitStatus() != QProcess::NormalExit)
        return context.fail(
            Error(Error::Kind::Internal,
                  QStringLiteral("%1 did not come to its end: %2")
                      .arg(QDir::toNativeSeparators(program), process.errorString())));
    return process.exitCode();
}

} // namespace

QString optionOfMember(const QString &member)
{
    for (const PlanOption &option : planOptions) {
        if (member == QLatin1String(option.member))
            return QStringLiteral("--") + QLatin1String(option.option);
    }
    return member == QLatin1String("conversations") ? QStringLiteral("--conversation")
                                                    : QStringLiteral("--") + member;
}

QJsonObject planOfLine(const Arguments &args, const QString &accountOfConversations)
{
    QJsonObject plan;
    for (const PlanOption &option : planOptions) {
        const QString name = QLatin1String(option.option);
        if (!args.isSet(name))
            continue;
        const QStringList values = args.values(name);
        plan.insert(QLatin1String(option.member),
                    option.isList ? QJsonValue(QJsonArray::fromStringList(values))
                                  : QJsonValue(values.constLast()));
    }
    if (args.isSet(QStringLiteral("pseudonymous")))
        plan.insert(QStringLiteral("pseudonymous"), true);
    QJsonArray conversations;
    const QStringList ids = args.values(QStringLiteral("conversation"));
    for (const QString &id : ids)
        conversations.append(QJsonObject{{QStringLiteral("account"), accountOfConversations},
                                         {QStringLiteral("id"), id}});
    if (!conversations.isEmpty())
        plan.insert(QStringLiteral("conversations"), conversations);
    return plan;
}

Command reportCommand(std::function<int(CommandContext &)> run)
{
    const OptionSpec range{
        QStringLiteral("range"), QStringLiteral("RANGE"),
        QStringLiteral("today, yesterday, 24h, 7d, 30d, week, last-week, month, last-month or "
                       "FROM..TO (default 7d, or the saved report's)")};
    std::vector<OptionSpec> options = narrowed({range});
    options.push_back(
        {QStringLiteral("saved"), QStringLiteral("NAME"),
         QStringLiteral("A report saved on the Reports page, with its range, accounts "
                        "and filters; other options change it")});
    for (const PlanOption &option : planOptions)
        options.push_back({QLatin1String(option.option), QLatin1String(option.value),
                           QLatin1String(option.help), option.isList});
    options.push_back({QStringLiteral("conversation"), QStringLiteral("ID"),
                       QStringLiteral("One of the section timelines; needs one --account"), true});
    options.push_back({QStringLiteral("pseudonymous"),
                       {},
                       QStringLiteral("Agents and contacts under made-up, stable names")});
    options.push_back({QStringLiteral("business-hours"),
                       {},
                       QStringLiteral("Times in business hours, where a metric has them")});
    return {QStringLiteral("report"),
            QStringLiteral("Paints a report from the cache into FILE, a PDF; needs neither display "
                           "nor network"),
            {QStringLiteral("FILE")},
            std::move(options),
            std::move(run)};
}

std::vector<Command> reportCommands()
{
    Command command = reportCommand({});
    command.run = [options = command.options](CommandContext &context) {
        return runBeside(context, options);
    };
    return {command};
}

} // namespace watchfloor::cli
