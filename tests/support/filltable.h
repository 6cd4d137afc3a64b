// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/rowfacts.h"
#include "backend/engine/figures/tablefacts.h"

namespace watchfloor::test {

/// The names of all events there are.
inline QStringList eventNamesIn(const std::vector<AccountRows> &accounts)
{
    QStringList names;
    for (const AccountRows &rows : accounts) {
        for (const ReportingEvent &event : rows.events)
            names.append(event.name);
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

/// Fills a table with every measure that columns keep. Cells are numbered as they come.
inline TableColumns fillTable(FactTable &table, RowFacts &rows, const QStringList &eventNames)
{
    TableColumns columns;
    std::map<std::array<qint64, kCellDimensions>, CellCode> codes;
    const auto load = [&](FactColumnId column, const FactMeasure &measure) {
        std::vector<FactRow> facts;
        for (const FactRecord &record : rows.records(measure)) {
            CellValues cell = record.cell; // of a conversation's record: whoever holds it
            cell.set(Dimension::Holder, cell.at(Dimension::Agent));
            cell.set(Dimension::HolderActor, cell.at(Dimension::Actor));
            cell.set(Dimension::Origin, record.estimated ? kOriginEstimated : kOriginTold);
            const auto [code, isNew] =
                codes.try_emplace(cell.keys, static_cast<CellCode>(codes.size() + 1));
            if (isNew)
                table.cells().set(code->second, cell);
            facts.push_back({record.time, code->second, record.value, record.business});
        }
        table.load(column, std::move(facts));
    };
    load(kConversationsCreated, {FactMeasure::Kind::Created, {}});
    load(kConversationsClosed, {FactMeasure::Kind::Closed, {}});
    FactColumnId next = 1;
    for (const QString &name : eventNames) {
        columns.events.insert(name, next);
        load(next++, {FactMeasure::Kind::Event, name});
    }
    return columns;
}

} // namespace watchfloor::test
