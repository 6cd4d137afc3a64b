// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/tables/rawtable.h"
#include "models/roworder.h"
#include "models/rowwalk.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace watchfloor {

class RawRowReader;
class SortedRows;

/// A view's rows on their way out of its model while the window goes on: raw values under the
/// columns' keys (KeyRole and the roles for files). Rows that stand for several others (team heads)
/// are left out.
///
/// All of it is of one moment. Choice and order are those of the beginning; sorting or searching
/// meanwhile changes nothing. When the model is refreshed below it, it begins again with what is
/// shown then, if that still answers the same question; otherwise nothing becomes of it, and the
/// error says why.
class ModelTable : public QObject {
    Q_OBJECT
public:
    struct Ports {
        std::function<std::optional<TimeMs>()> asOf; ///< of the rows as they are now
        /// Still that of the beginning, whatever the rows are by now; none = always.
        std::function<bool()> sameQuestion;
    };
    ModelTable(const SortedRows *rows, std::vector<int> columns, Ports ports,
               QObject *parent = nullptr);
    ~ModelTable() override;

    void start();
    /// finished() is emitted at once, with Cancelled.
    void cancel();
    /// The table, once, after finished().
    RawTable take() { return std::exchange(m_table, {}); }

Q_SIGNALS:
    void progressed(qint64 rows, qint64 all);
    void finished(const watchfloor::Result<void> &read);

private:
    void begin();
    void beginAgain();
    void end(const Result<void> &read);

    QPointer<const SortedRows> m_rows;
    std::vector<int> m_columns;
    Ports m_ports;
    QString m_needle;
    std::vector<RowSort> m_sorts;
    RowWalk m_walk;
    std::unique_ptr<const RawRowReader> m_reader;
    std::vector<int> m_sourceRows;
    RawTable m_table;
    int m_beginnings = 0;
    bool m_waiting = false; ///< to begin again
    bool m_ended = false;
};

} // namespace watchfloor
