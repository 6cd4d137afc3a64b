// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/filterchoice.h"

#include "app/cli/accountchoice.h"

#include <algorithm>

namespace watchfloor::cli {
namespace {

const QString none = QStringLiteral("none");

struct FilterWord {
    const char *option;
    const char *value;
    const char *help;
};
constexpr FilterWord filterWords[] = {
    {"agent", "ID|NAME", "Only this agent, by id, name or e-mail; none: without an agent"},
    {"group", "ID|NAME", "Only this group, department or team and what is below it"},
    {"skill", "ID|NAME", "Only this skill"},
    {"inbox", "ID|NAME", "Only this inbox"},
    {"channel", "NAME", "Only this channel"},
    {"label", "NAME", "Only with this label"},
};

/// Something a word can choose.
struct Named {
    qint64 key;
    QString id;
    QString name;
    bool gone;
};

bool isMeant(const Named &named, const QString &word)
{
    return named.id == word || named.name.compare(word, Qt::CaseInsensitive) == 0;
}

/// The first twenty, so that one sentence stays one.
QString listOf(QStringList names)
{
    constexpr qsizetype most = 20;
    if (names.isEmpty())
        return QStringLiteral("there is none");
    names.sort(Qt::CaseInsensitive);
    names.removeDuplicates();
    const qsizetype more = names.size() - most;
    QString list = names.mid(0, most).join(QStringLiteral(", "));
    if (more > 0)
        list += QStringLiteral(" and %1 more").arg(more);
    return QStringLiteral("there is ") + list;
}

Error unknown(const char *option, const QString &word, const QStringList &names)
{
    return Error(Error::Kind::NotFound, QStringLiteral("--%1: there is no %1 \"%2\"; %3")
                                            .arg(QLatin1String(option), word, listOf(names)));
}

/// Keys of everything the words choose.
Result<std::vector<RowId>> keysOf(const CommandContext &context, const char *option,
                                  const std::vector<Named> &all)
{
    std::vector<RowId> keys;
    const QStringList words = context.args.values(QLatin1String(option));
    for (const QString &word : words) {
        bool found = false;
        for (const Named &named : all) {
            if (!isMeant(named, word))
                continue;
            keys.push_back(named.key);
            found = true;
        }
        if (!found && word == none) {
            keys.push_back(kNoKey);
            found = true;
        }
        if (found)
            continue;
        QStringList names;
        for (const Named &named : all) {
            if (!named.gone)
                names.append(QStringLiteral("\"%1\" (%2)").arg(named.name, named.id));
        }
        return unknown(option, word, names);
    }
    return keys;
}

std::vector<Named> agentsOf(const FilterChoices &choices)
{
    std::vector<Named> all;
    for (const AccountRows &rows : choices.accounts) {
        for (const Agent &agent : rows.agents) {
            const bool gone = agent.goneAt.has_value();
            all.push_back({agent.id, agent.remoteId, agent.name, gone});
            if (!agent.email.isEmpty())
                all.push_back({agent.id, agent.email, agent.name, true}); // listed once is enough
        }
    }
    return all;
}

std::vector<Named> groupingsOf(const FilterChoices &choices,
                               std::initializer_list<GroupingKind> kinds)
{
    std::vector<Named> all;
    for (const AccountRows &rows : choices.accounts) {
        for (const Grouping &grouping : rows.groupings) {
            if (std::find(kinds.begin(), kinds.end(), grouping.kind) != kinds.end())
                all.push_back(
                    {grouping.id, grouping.remoteId, grouping.name, grouping.goneAt.has_value()});
        }
    }
    return all;
}

/// An empty word stands for "none" in the filter.
Result<QStringList> wordsOf(const CommandContext &context, const char *option,
                            const QStringList &known)
{
    QStringList chosen;
    const QStringList words = context.args.values(QLatin1String(option));
    for (const QString &word : words) {
        bool found = false;
        for (const QString &name : known) {
            if (name.compare(word, Qt::CaseInsensitive) != 0)
                continue;
            chosen.append(name);
            found = true;
        }
        if (!found && word != none)
            return unknown(option, word, known);
        if (!found)
            chosen.append(QString());
    }
    return chosen;
}

} // namespace

std::vector<OptionSpec> filterOptions()
{
    std::vector<OptionSpec> options;
    for (const FilterWord &word : filterWords)
        options.push_back({QLatin1String(word.option), QLatin1String(word.value),
                           QLatin1String(word.help), true});
    OptionSpec actor{QStringLiteral("actor"), QStringLiteral("KIND"),
                     QStringLiteral("Only what people, or only what bots have done or have"), true};
    actor.choices = {QStringLiteral("human"), QStringLiteral("bot")};
    options.push_back(std::move(actor));
    return options;
}

std::vector<OptionSpec> narrowed(std::vector<OptionSpec> own)
{
    own.push_back(accountOption(true));
    for (OptionSpec &option : filterOptions())
        own.push_back(std::move(option));
    return own;
}

bool isFiltered(const CommandContext &context)
{
    const std::vector<OptionSpec> options = filterOptions();
    return std::any_of(options.begin(), options.end(),
                       [&](const OptionSpec &option) { return context.args.isSet(option.name); });
}

Result<ReportFilter> chosenFilter(const CommandContext &context, const FilterChoices &choices)
{
    ReportFilter filter;
    using Kind = GroupingKind;
    struct Choice {
        const char *option;
        std::vector<Named> all;
        std::vector<RowId> *keys;
    };
    const Choice byKey[] = {{"agent", agentsOf(choices), &filter.agents},
                            {"group",
                             groupingsOf(choices, {Kind::Group, Kind::Department, Kind::Team}),
                             &filter.groups},
                            {"skill", groupingsOf(choices, {Kind::Skill}), &filter.skills},
                            {"inbox", groupingsOf(choices, {Kind::Inbox}), &filter.inboxes}};
    for (const Choice &choice : byKey) {
        auto keys = keysOf(context, choice.option, choice.all);
        if (!keys)
            return keys.error();
        *choice.keys = std::move(*keys);
    }
    auto channels = wordsOf(context, "channel", choices.channels);
    if (!channels)
        return channels.error();
    filter.channels = std::move(*channels);
    auto labels = wordsOf(context, "label", choices.labels);
    if (!labels)
        return labels.error();
    filter.labels = std::move(*labels);
    const QStringList actors = context.args.values(QStringLiteral("actor"));
    for (const QString &actor : actors)
        filter.actors.push_back(actor == QLatin1String("bot") ? kActorBot : kActorHuman);
    return filter;
}

} // namespace watchfloor::cli
