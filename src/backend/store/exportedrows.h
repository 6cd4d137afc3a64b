// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/reportingevent.h"

#include <QHash>

#include <functional>
#include <vector>

namespace watchfloor {

class Database;

/// An event of a conversation by rows of the cache: what they stand for is asked once.
struct ExportedEvent {
    RowId conversation = 0;
    RowId name = 0;
    RowId cell = 0;
    DurationMs value = 0;
    std::optional<DurationMs> business;
    std::optional<TimeMs> start;
    std::optional<TimeMs> end;
    TimeMs created = 0;
    EventOrigin origin = EventOrigin::Server;
};

/// SELECTs behind FactReader for files of millions of rows.
class ExportedRows {
public:
    explicit ExportedRows(Database &db)
        : m_db(db)
    {
    }

    using Visit = std::function<void(const ExportedEvent &)>;

    /// Of these conversations, those of one behind one another, created ascending.
    void events(const std::vector<RowId> &conversations, const Visit &visit);
    /// What the numbers of events stand for.
    QHash<RowId, QString> eventNames();

private:
    Database &m_db;
};

} // namespace watchfloor
