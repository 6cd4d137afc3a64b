// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/breakdownrows.h"

#include "backend/engine/vendors.h"

#include <algorithm>
#include <set>

namespace watchfloor {
namespace {

/// The rows of one dimension: who is listed, who has figures, in the order of the page.
class RowList {
public:
    RowList(const Figures &figures, Dimension groupBy)
        : m_figures(figures)
        , m_keys(figures.input().keys)
        , m_groupBy(groupBy)
    {
    }

    std::vector<BreakdownRow> rows(const std::vector<FigureSet> &sets)
    {
        addListed();
        for (const FigureSet &set : sets) {
            for (const auto &[key, figure] : set.byKey)
                add(key);
        }
        std::vector<BreakdownRow> sorted = made();
        std::sort(sorted.begin(), sorted.end(), isBefore);
        return m_groupBy == Dimension::Group ? asTree(std::move(sorted)) : sorted;
    }

private:
    void add(qint64 key)
    {
        const auto wanted = m_figures.cells().find(m_groupBy);
        if (wanted == m_figures.cells().end() ||
            std::binary_search(wanted->second.begin(), wanted->second.end(), key))
            m_chosen.insert(key);
    }

    void addListed()
    {
        for (const AccountRows *rows : m_figures.accounts()) {
            if (m_groupBy == Dimension::Account)
                add(rows->account.id);
            if (m_groupBy == Dimension::Agent) {
                const ProviderRules &rules = rulesFor(rows->account.provider);
                for (const Agent &agent : rows->agents) {
                    if (!agent.goneAt && rules.lists(agent))
                        add(agent.id);
                }
            }
            for (const Grouping &grouping : rows->groupings) {
                if (!grouping.goneAt && dimensionOf(grouping.kind) == m_groupBy)
                    add(grouping.id);
            }
        }
    }

    static Dimension dimensionOf(GroupingKind kind)
    {
        switch (kind) {
        case GroupingKind::Skill:
            return Dimension::Skill;
        case GroupingKind::Inbox:
            return Dimension::Inbox;
        case GroupingKind::Label:
            return Dimension::None;
        case GroupingKind::Group:
        case GroupingKind::Department:
        case GroupingKind::Team:
            break;
        }
        return Dimension::Group;
    }

    std::vector<BreakdownRow> made() const
    {
        std::vector<BreakdownRow> rows;
        for (const qint64 key : m_chosen) {
            BreakdownRow row;
            row.key = key;
            row.account = m_keys.accountOf(m_groupBy, key);
            if (const Account *account = m_keys.accountRow(row.account)) {
                row.accountName = account->name;
                row.provider = account->provider;
            }
            row.remoteId = m_keys.remoteId(m_groupBy, key);
            row.name = m_keys.name(m_groupBy, key);
            if (m_groupBy == Dimension::Agent) {
                const Agent *agent = m_keys.agentRow(key);
                row.gone = agent && agent->goneAt;
            } else if (const Grouping *grouping = m_keys.groupingRow(key);
                       grouping && m_groupBy != Dimension::Account) {
                row.gone = grouping->goneAt.has_value();
            }
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static bool isBefore(const BreakdownRow &a, const BreakdownRow &b)
    {
        if ((a.key == kNoKey) != (b.key == kNoKey))
            return b.key == kNoKey;
        if (const int order = a.accountName.compare(b.accountName); order != 0)
            return order < 0;
        if (const int order = a.name.compare(b.name, Qt::CaseInsensitive); order != 0)
            return order < 0;
        return a.remoteId != b.remoteId ? a.remoteId < b.remoteId : a.key < b.key;
    }

    std::vector<BreakdownRow> asTree(std::vector<BreakdownRow> sorted) const
    {
        std::map<qint64, std::vector<const BreakdownRow *>> children;
        std::vector<BreakdownRow> tree;
        for (const BreakdownRow &row : sorted) {
            // A parent that the filter leaves out makes no root vanish.
            qint64 parent = m_keys.parentOf(row.key);
            while (parent != kNoKey && m_chosen.count(parent) == 0)
                parent = m_keys.parentOf(parent);
            children[parent].push_back(&row);
        }
        append(children, kNoKey, -1, 0, tree);
        return tree;
    }

    // The depth is bounded: DimensionKeys cuts circles. Recursion goes one level a step.
    static void append(const std::map<qint64, std::vector<const BreakdownRow *>> &children,
                       qint64 parent, int parentIndex, int depth, std::vector<BreakdownRow> &tree)
    {
        const auto own = children.find(parent);
        if (own == children.end())
            return;
        for (const BreakdownRow *row : own->second) {
            const int index = static_cast<int>(tree.size());
            tree.push_back(*row);
            tree.back().depth = depth;
            tree.back().parent = parentIndex;
            if (row->key != kNoKey)
                append(children, row->key, index, depth + 1, tree);
        }
    }

    const Figures &m_figures;
    const DimensionKeys &m_keys;
    Dimension m_groupBy;
    std::set<qint64> m_chosen;
};

} // namespace

std::optional<MetricDimension> scopeOf(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Account:
        return MetricDimension::Account;
    case Dimension::Agent:
        return MetricDimension::Agent;
    case Dimension::Group:
        return MetricDimension::Group;
    case Dimension::Skill:
        return MetricDimension::Skill;
    case Dimension::Inbox:
        return MetricDimension::Inbox;
    case Dimension::Channel:
        return MetricDimension::Channel;
    default:
        break;
    }
    return std::nullopt;
}

std::vector<BreakdownRow> breakdownRows(const Figures &figures, Dimension groupBy,
                                        const std::vector<FigureSet> &sets)
{
    return RowList(figures, groupBy).rows(sets);
}

RowFigures::RowFigures(const Figures &figures, Dimension groupBy)
{
    if (groupBy != Dimension::Channel)
        return;
    for (const AccountRows *rows : figures.accounts()) {
        FactAsk ask;
        ask.parts = {{{FactMeasure::Kind::Created, {}}, {rows->account.id}}};
        ask.window = figures.query().range;
        ask.groupBy = Dimension::Channel;
        ask.filter = figures.cells();
        for (const auto &[channel, sum] : figures.input().facts.ask(ask).groups)
            m_channelUsers[channel].push_back(rows->account.id);
    }
}

ReportFigure RowFigures::of(const FigureSet &set, const BreakdownRow &row) const
{
    const auto own = set.byKey.find(row.key);
    if (own != set.byKey.end())
        return own->second;
    const auto users = m_channelUsers.find(row.key);
    if (row.account == 0 && users != m_channelUsers.end() &&
        std::all_of(users->second.begin(), users->second.end(), [&set](RowId account) {
            const WhyAbsent why = set.blank(account).why;
            return why == WhyAbsent::VendorCannot || why == WhyAbsent::NoTarget;
        }))
        return set.blank(users->second.front());
    return set.blank(row.account);
}

} // namespace watchfloor
