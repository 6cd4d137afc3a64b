// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/metricvalue.h"
#include "backend/store/batchwork.h"

#include <QHash>

namespace watchfloor {

class Database;

/// Tables metric_series and metric_value: the vendor's own figures as a history of changes.
class MetricRepository {
public:
    explicit MetricRepository(Database &db)
        : m_db(db)
    {
    }

    void apply(const MetricValue &value, BatchWork &work);
    void forget() { m_series.clear(); }

private:
    RowId series(const MetricValue &value, RowId account);

    Database &m_db;
    QHash<QString, RowId> m_series;
};

} // namespace watchfloor
