// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportfilternames.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

QString filterWord(const char *text)
{
    return QCoreApplication::translate("ReportFilterNames", text);
}

bool holds(const std::vector<RowId> &rows, RowId row)
{
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

class FilterNames {
public:
    FilterNames(const ReportFilter &filter, const FilterChoices &choices)
        : m_filter(filter)
        , m_choices(choices)
    {
    }

    std::vector<ReportFilterName> all()
    {
        addAgents();
        addGroupings(filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Group")), m_filter.groups);
        addGroupings(filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Skill")), m_filter.skills);
        addGroupings(filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Inbox")), m_filter.inboxes);
        addWords(filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Channel")), m_filter.channels);
        addWords(filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Label")), m_filter.labels);
        const QString who = filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Who"));
        for (const qint64 actor : m_filter.actors)
            add(who, actor == kActorHuman
                         ? filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "people"))
                     : actor == kActorBot
                         ? filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "bots"))
                         : filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "not told")));
        return std::move(m_names);
    }

private:
    static QString none() { return filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "none")); }

    void add(const QString &kind, const QString &name)
    {
        ReportFilterName entry;
        entry.kind = kind;
        entry.name = name;
        m_names.push_back(entry);
    }

    void addAgents()
    {
        const QString kind = filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "Agent"));
        if (holds(m_filter.agents, 0))
            add(kind, filterWord(QT_TRANSLATE_NOOP("ReportFilterNames", "nobody")));
        for (const AccountRows &rows : m_choices.accounts) {
            for (const Agent &agent : rows.agents) {
                if (!holds(m_filter.agents, agent.id))
                    continue;
                add(kind, agent.name);
                m_names.back().agent = true;
                m_names.back().account = agent.account;
                m_names.back().remoteId = agent.remoteId;
            }
        }
    }

    void addGroupings(const QString &kind, const std::vector<RowId> &chosen)
    {
        if (holds(chosen, 0))
            add(kind, none());
        for (const AccountRows &rows : m_choices.accounts) {
            for (const Grouping &grouping : rows.groupings) {
                if (holds(chosen, grouping.id))
                    add(kind, grouping.name);
            }
        }
    }

    void addWords(const QString &kind, const QStringList &words)
    {
        for (const QString &word : words)
            add(kind, word.isEmpty() ? none() : word);
    }

    const ReportFilter &m_filter;
    const FilterChoices &m_choices;
    std::vector<ReportFilterName> m_names;
};

} // namespace

std::vector<ReportFilterName> filterNames(const ReportFilter &filter, const FilterChoices &choices)
{
    return FilterNames(filter, choices).all();
}

} // namespace watchfloor
