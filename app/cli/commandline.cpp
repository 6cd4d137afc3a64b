// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include <QCommandLineParser>

#include <algorithm>

namespace watchfloor::cli {
namespace {

const OptionSpec *findOption(const std::vector<OptionSpec> &options, const QString &name)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const OptionSpec &o) { return o.name == name; });
    return found == options.end() ? nullptr : &*found;
}

/// Does `--name` swallow the next word? Asked before the command is known, so of all commands.
bool takesValue(const QString &name, const std::vector<Command> &commands)
{
    if (const OptionSpec *option = findOption(commonOptions(), name))
        return !option->valueName.isEmpty();
    for (const Command &command : commands) {
        if (const OptionSpec *option = findOption(command.options, name))
            return !option->valueName.isEmpty();
    }
    return false;
}

/// Positions of the words that are neither options nor their values.
QList<qsizetype> plainWords(const QStringList &words, const std::vector<Command> &commands)
{
    QList<qsizetype> plain;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == QLatin1String("--")) {
            for (++i; i < words.size(); ++i)
                plain.append(i);
        } else if (!word.startsWith(QLatin1String("--"))) {
            plain.append(i);
        } else if (!word.contains(u'=') && takesValue(word.mid(2), commands)) {
            ++i;
        }
    }
    return plain;
}

QStringList secondWords(const QString &group, const std::vector<Command> &commands)
{
    QStringList second;
    for (const Command &command : commands) {
        if (command.path.startsWith(group + u' '))
            second.append(command.path.mid(group.size() + 1));
    }
    return second;
}

QString firstWords(const std::vector<Command> &commands)
{
    QStringList first;
    for (const Command &command : commands) {
        const QString word = command.path.section(u' ', 0, 0);
        if (!first.contains(word))
            first.append(word);
    }
    return first.join(QStringLiteral(", "));
}

const Command *findCommand(const QString &path, const std::vector<Command> &commands)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command &c) { return c.path == path; });
    return found == commands.end() ? nullptr : &*found;
}

ParsedLine wrong(const QString &sentence)
{
    ParsedLine line;
    line.sentence = sentence;
    return line;
}

QString fullStop(const QString &text)
{
    return text.endsWith(u'.') ? text : text + u'.';
}

/// Fills line.args from the words of one command; false with line.sentence when they are wrong.
bool readOptions(const QStringList &words, const Command &command, ParsedLine &line)
{
    QCommandLineParser parser;
    std::vector<OptionSpec> options = commonOptions();
    options.insert(options.end(), command.options.begin(), command.options.end());
    for (const OptionSpec &option : options)
        parser.addOption(QCommandLineOption(option.name, option.help, option.valueName));
    if (!parser.parse(QStringList(QStringLiteral("watchfloor-cli")) + words)) {
        const QStringList unknown = parser.unknownOptionNames();
        line.sentence = unknown.isEmpty() || command.path.isEmpty()
                            ? fullStop(parser.errorText())
                            : QStringLiteral("\"%1\" has no option --%2; see %1 --help.")
                                  .arg(command.path, unknown.front());
        return false;
    }
    const bool helpAsked = parser.isSet(QStringLiteral("help"));
    for (const OptionSpec &option : options) {
        const QStringList given = parser.isSet(option.name) && option.valueName.isEmpty()
                                      ? QStringList(QString())
                                      : parser.values(option.name);
        if (given.isEmpty() && option.required && !helpAsked) {
            line.sentence = QStringLiteral("\"%1\" needs --%2 %3.")
                                .arg(command.path, option.name, option.valueName);
            return false;
        }
        if (given.size() > 1 && !option.repeatable && !option.valueName.isEmpty()) {
            line.sentence = QStringLiteral("--%1 may be given only once.").arg(option.name);
            return false;
        }
        for (const QString &value : given) {
            if (!option.choices.isEmpty() && !option.choices.contains(value)) {
                line.sentence =
                    QStringLiteral("--%1 is one of %2, not \"%3\".")
                        .arg(option.name, option.choices.join(QStringLiteral(", ")), value);
                return false;
            }
            line.args.add(option.name, value);
        }
    }
    const QStringList positionals = parser.positionalArguments();
    for (const QString &word : positionals)
        line.args.addPositional(word);
    if (helpAsked || positionals.size() == command.positionals.size())
        return true;
    if (positionals.size() > command.positionals.size())
        line.sentence = QStringLiteral("\"%1\" does not take \"%2\".")
                            .arg(command.path, positionals[command.positionals.size()]);
    else
        line.sentence = QStringLiteral("\"%1\" needs %2.")
                            .arg(command.path, command.positionals[positionals.size()]);
    return false;
}

} // namespace

const std::vector<OptionSpec> &commonOptions()
{
    static const std::vector<OptionSpec> options{
        {QStringLiteral("profile"), QStringLiteral("DIR"),
         QStringLiteral("Folder of cache and settings (default: WATCHFLOOR_PROFILE, else the XDG "
                        "data folder)")},
        {QStringLiteral("format"),
         QStringLiteral("FORMAT"),
         QStringLiteral("table, json or csv (default table)"),
         false,
         false,
         {QStringLiteral("table"), QStringLiteral("json"), QStringLiteral("csv")}},
        {QStringLiteral("tz"), QStringLiteral("ZONE"),
         QStringLiteral("IANA time zone for times without offset (default: the system's)")},
        {QStringLiteral("now"), QStringLiteral("ISO"),
         QStringLiteral("Take this instant for now (reproducible runs)")},
        {QStringLiteral("quiet"),
         {},
         QStringLiteral("No progress on stderr, only results and errors")},
        {QStringLiteral("version"), {}, QStringLiteral("Print the version")},
        {QStringLiteral("help"), {}, QStringLiteral("Print this help")},
    };
    return options;
}

ParsedLine parseLine(const QStringList &words, const std::vector<Command> &commands)
{
    const QList<qsizetype> plain = plainWords(words, commands);
    const QStringList common = words.mid(0, plain.isEmpty() ? words.size() : plain.first());
    ParsedLine line;
    if (plain.isEmpty()) {
        const Command none; // only common options may stand without a command
        if (!readOptions(common, none, line))
            return line;
        if (line.args.isSet(QStringLiteral("version")))
            line.outcome = ParsedLine::Outcome::Version;
        else if (line.args.isSet(QStringLiteral("help")) || words.isEmpty())
            line.outcome = ParsedLine::Outcome::Help;
        else
            line.sentence =
                QStringLiteral("No command given; it is one of %1.").arg(firstWords(commands));
        return line;
    }

    const QString first = words[plain[0]];
    QList<qsizetype> path{plain[0]};
    const QStringList second = secondWords(first, commands);
    line.command = findCommand(first, commands);
    if (!line.command && second.isEmpty())
        return wrong(QStringLiteral("There is no command \"%1\"; it is one of %2.")
                         .arg(first, firstWords(commands)));
    if (!line.command && plain.size() > 1) {
        path.append(plain[1]);
        line.command = findCommand(first + u' ' + words[plain[1]], commands);
        if (!line.command)
            return wrong(QStringLiteral("\"%1 %2\" does not exist; after %1 comes one of %3.")
                             .arg(first, words[plain[1]], second.join(QStringLiteral(", "))));
    }
    if (!line.command) {
        if (words.contains(QStringLiteral("--help"))) {
            line.outcome = ParsedLine::Outcome::Help;
            line.group = first;
            return line;
        }
        return wrong(QStringLiteral("After %1 comes one of %2.")
                         .arg(first, second.join(QStringLiteral(", "))));
    }

    QStringList rest = words;
    for (auto it = path.crbegin(); it != path.crend(); ++it)
        rest.removeAt(*it);
    if (!readOptions(rest, *line.command, line))
        return line;
    if (line.args.isSet(QStringLiteral("version")))
        line.outcome = ParsedLine::Outcome::Version;
    else if (line.args.isSet(QStringLiteral("help")))
        line.outcome = ParsedLine::Outcome::Help;
    else
        line.outcome = ParsedLine::Outcome::Run;
    return line;
}

} // namespace watchfloor::cli
