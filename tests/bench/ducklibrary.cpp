// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ducklibrary.h"

#include "bench/plainsqlite.h"

#include <QLibrary>

namespace watchfloor::bench {

namespace {

// The C API's own shapes, as duckdb.h 1.x lays them down.
using Index = quint64;
constexpr int kSuccess = 0;
constexpr int kBigint = 5;

template<typename Function>
void resolve(QLibrary &library, const char *name, Function &function)
{
    function = reinterpret_cast<Function>(library.resolve(name));
    if (!function) {
        throw BenchError{QStringLiteral("The library %1 is not DuckDB's: it has no %2")
                             .arg(library.fileName(), QLatin1String(name))};
    }
}

} // namespace

struct DuckLibrary::Api {
    struct Answer { // duckdb_result; all but the last are not to be looked at
        Index columnCount;
        Index rowCount;
        Index rowsChanged;
        void *columns;
        char *errorMessage;
        void *internal;
    };

    explicit Api(const QString &file)
        : library(file)
    {
        library.setLoadHints(QLibrary::ResolveAllSymbolsHint);
        if (!library.load()) {
            throw BenchError{QStringLiteral("The DuckDB library cannot be loaded: %1")
                                 .arg(library.errorString())};
        }
        resolve(library, "duckdb_library_version", version);
        resolve(library, "duckdb_open", open);
        resolve(library, "duckdb_close", close);
        resolve(library, "duckdb_connect", connect);
        resolve(library, "duckdb_disconnect", disconnect);
        resolve(library, "duckdb_query", query);
        resolve(library, "duckdb_destroy_result", destroyResult);
        resolve(library, "duckdb_result_error", resultError);
        resolve(library, "duckdb_column_count", columnCount);
        resolve(library, "duckdb_column_type", columnType);
        resolve(library, "duckdb_fetch_chunk", fetchChunk);
        resolve(library, "duckdb_destroy_data_chunk", destroyChunk);
        resolve(library, "duckdb_data_chunk_get_size", chunkSize);
        resolve(library, "duckdb_data_chunk_get_vector", chunkVector);
        resolve(library, "duckdb_vector_get_data", vectorData);
        resolve(library, "duckdb_vector_get_validity", vectorValidity);
        resolve(library, "duckdb_appender_create", createAppender);
        resolve(library, "duckdb_appender_error", appenderError);
        resolve(library, "duckdb_append_int64", appendInt64);
        resolve(library, "duckdb_append_null", appendNull);
        resolve(library, "duckdb_appender_end_row", endRow);
        resolve(library, "duckdb_appender_close", closeAppender);
        resolve(library, "duckdb_appender_destroy", destroyAppender);
    }

    QLibrary library; // stays loaded: DuckDB has threads of its own
    const char *(*version)();
    int (*open)(const char *, void **);
    void (*close)(void **);
    int (*connect)(void *, void **);
    void (*disconnect)(void **);
    int (*query)(void *, const char *, Answer *);
    void (*destroyResult)(Answer *);
    const char *(*resultError)(Answer *);
    Index (*columnCount)(Answer *);
    int (*columnType)(Answer *, Index);
    void *(*fetchChunk)(Answer);
    void (*destroyChunk)(void **);
    Index (*chunkSize)(void *);
    void *(*chunkVector)(void *, Index);
    void *(*vectorData)(void *);
    quint64 *(*vectorValidity)(void *);
    int (*createAppender)(void *, const char *, const char *, void **);
    const char *(*appenderError)(void *);
    int (*appendInt64)(void *, qint64);
    int (*appendNull)(void *);
    int (*endRow)(void *);
    int (*closeAppender)(void *);
    int (*destroyAppender)(void **);
};

namespace {

/// A result that is destroyed whatever happens, also the one of a failed query.
template<typename Api>
struct Asked {
    explicit Asked(Api &theApi)
        : api(theApi)
    {
    }
    ~Asked() { api.destroyResult(&result); }
    Asked(const Asked &) = delete;
    Asked &operator=(const Asked &) = delete;

    void ask(void *connection, const QByteArray &sql)
    {
        if (api.query(connection, sql.constData(), &result) != kSuccess) {
            throw BenchError{
                QStringLiteral("DuckDB: %1 (%2)")
                    .arg(QString::fromUtf8(api.resultError(&result)), QString::fromUtf8(sql))};
        }
    }

    Api &api;
    typename Api::Answer result{};
};

} // namespace

DuckLibrary::DuckLibrary(const QString &file)
    : m_api(std::make_unique<Api>(file))
{
    if (m_api->open(nullptr, &m_database) != kSuccess ||
        m_api->connect(m_database, &m_connection) != kSuccess) {
        m_api->close(&m_database);
        throw BenchError{QStringLiteral("DuckDB does not open a database in memory")};
    }
}

DuckLibrary::~DuckLibrary()
{
    m_api->disconnect(&m_connection);
    m_api->close(&m_database);
}

QString DuckLibrary::version() const
{
    return QString::fromUtf8(m_api->version());
}

void DuckLibrary::run(const QByteArray &sql)
{
    Asked<Api> answer(*m_api);
    answer.ask(m_connection, sql);
}

DuckLibrary::Rows DuckLibrary::rows(const QByteArray &sql)
{
    Asked<Api> answer(*m_api);
    answer.ask(m_connection, sql);
    const Index columns = m_api->columnCount(&answer.result);
    for (Index column = 0; column < columns; ++column) {
        if (m_api->columnType(&answer.result, column) != kBigint) {
            throw BenchError{QStringLiteral("DuckDB: column %1 is no BIGINT (%2)")
                                 .arg(column + 1)
                                 .arg(QString::fromUtf8(sql))};
        }
    }
    Rows rows;
    while (void *chunk = m_api->fetchChunk(answer.result)) {
        const Index size = m_api->chunkSize(chunk);
        const std::size_t first = rows.size();
        rows.resize(first + size, std::vector<std::optional<qint64>>(columns));
        for (Index column = 0; column < columns; ++column) {
            void *vector = m_api->chunkVector(chunk, column);
            const auto *values = static_cast<const qint64 *>(m_api->vectorData(vector));
            const quint64 *valid = m_api->vectorValidity(vector); // none: all are
            for (Index i = 0; i < size; ++i) {
                if (!valid || (valid[i / 64] >> (i % 64) & 1)) {
                    rows[first + i][column] = values[i];
                }
            }
        }
        m_api->destroyChunk(&chunk);
    }
    return rows;
}

DuckLibrary::Appender::Appender(DuckLibrary &duck, const QByteArray &table)
    : m_duck(duck)
{
    must(duck.m_api->createAppender(duck.m_connection, nullptr, table.constData(), &m_appender),
         "an appender");
}

DuckLibrary::Appender::~Appender()
{
    m_duck.m_api->destroyAppender(&m_appender);
}

void DuckLibrary::Appender::must(int state, const char *doing)
{
    if (state == kSuccess) {
        return;
    }
    const char *why = m_appender ? m_duck.m_api->appenderError(m_appender) : nullptr;
    const QString text = why ? QString::fromUtf8(why) : QStringLiteral("no reason given");
    m_duck.m_api->destroyAppender(&m_appender);
    throw BenchError{QStringLiteral("DuckDB refuses %1: %2").arg(QLatin1String(doing), text)};
}

void DuckLibrary::Appender::append(std::optional<qint64> value)
{
    must(value ? m_duck.m_api->appendInt64(m_appender, *value)
               : m_duck.m_api->appendNull(m_appender),
         "a value");
}

void DuckLibrary::Appender::endRow()
{
    must(m_duck.m_api->endRow(m_appender), "a row");
}

void DuckLibrary::Appender::close()
{
    must(m_duck.m_api->closeAppender(m_appender), "the rows");
}

} // namespace watchfloor::bench
