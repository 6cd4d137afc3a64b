// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace watchfloor::bench {

/// An in-memory DuckDB behind a shared library found at run time (C API 1.x, only what is not
/// deprecated there): a peer, not a dependency. Throws BenchError.
class DuckLibrary {
public:
    using Rows = std::vector<std::vector<std::optional<qint64>>>;

    explicit DuckLibrary(const QString &file);
    ~DuckLibrary();

    void run(const QByteArray &sql);
    /// Every column must be BIGINT.
    Rows rows(const QByteArray &sql);
    QString version() const;

    /// Whole numbers into a table, row by row.
    class Appender {
    public:
        Appender(DuckLibrary &duck, const QByteArray &table);
        ~Appender();
        Appender(const Appender &) = delete;
        Appender &operator=(const Appender &) = delete;

        void append(std::optional<qint64> value);
        void endRow();
        void close(); ///< errors are told here, not by the destructor

    private:
        void must(int state, const char *doing);

        DuckLibrary &m_duck;
        void *m_appender = nullptr;
    };

private:
    struct Api;
    std::unique_ptr<Api> m_api;
    void *m_database = nullptr;
    void *m_connection = nullptr;
};

} // namespace watchfloor::bench
