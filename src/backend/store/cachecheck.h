// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/store/store.h"

#include <vector>

namespace watchfloor {

class Database;

/// Is the cache sound? Reads everything; the caller holds a transaction when repairing.
class CacheCheck {
public:
    explicit CacheCheck(Database &db)
        : m_db(db)
    {
    }

    /// With `repair` what is derived from other rows is mended; what was mended is not a problem.
    std::vector<CheckProblem> run(bool repair);
    /// Rows mended by run(true).
    qint64 mended() const { return m_mended; }

private:
    void integrity();
    void foreignKeys();
    /// What the engine's columns are read by: cells, slices.
    void columns();
    void eventCells();
    /// Rows that `count` finds; `mend`, one after the other, puts them right.
    void rule(const QString &area, const QString &count, const QString &sentence,
              const QStringList &mend);

    Database &m_db;
    bool m_repair = false;
    qint64 m_mended = 0;
    std::vector<CheckProblem> m_problems;
};

} // namespace watchfloor
