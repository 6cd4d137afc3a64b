// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A library with the shape of DuckDB's C API and none of its abilities: a SELECT answers every row
// that was appended, in chunks of two; "SELECT text" has a column of another type; whatever begins
// with "BAD" fails. Counts what is not given back.
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

using Index = std::uint64_t;
constexpr Index kColumns = 2;
constexpr Index kChunkRows = 2;

struct Value {
    std::int64_t number = 0;
    bool isNull = false;
};
struct Table {
    std::vector<std::vector<Value>> rows;
    std::vector<Value> pending;
};
struct Chunk {
    Index rows = 0;
    std::int64_t numbers[kColumns][kChunkRows] = {};
    std::uint64_t valid[kColumns] = {};
    struct Column {
        Chunk *chunk;
        Index number;
    } columns[kColumns];
};
struct Asked {
    Index next = 0;
    bool text = false;
};
struct Result {
    Index columnCount;
    Index rowCount;
    Index rowsChanged;
    void *columns;
    char *errorMessage;
    void *internal;
};

Table table;
int alive = 0;
char refusal[] = "the fake refuses";

} // namespace

extern "C" {

int fakeduck_alive();
int fakeduck_alive()
{
    return alive;
}

const char *duckdb_library_version();
const char *duckdb_library_version()
{
    return "v1.0.0-fake";
}

int duckdb_open(const char *path, void **database);
int duckdb_open(const char *path, void **database)
{
    table = {};
    *database = &table;
    ++alive;
    return path ? 1 : 0; // only in memory
}

void duckdb_close(void **database);
void duckdb_close(void **database)
{
    alive -= *database ? 1 : 0;
    *database = nullptr;
}

int duckdb_connect(void *database, void **connection);
int duckdb_connect(void *database, void **connection)
{
    *connection = database;
    ++alive;
    return 0;
}

void duckdb_disconnect(void **connection);
void duckdb_disconnect(void **connection)
{
    alive -= *connection ? 1 : 0;
    *connection = nullptr;
}

int duckdb_query(void *, const char *sql, Result *result);
int duckdb_query(void *, const char *sql, Result *result)
{
    *result = {};
    ++alive;
    if (std::strncmp(sql, "BAD", 3) == 0) {
        result->errorMessage = refusal;
        return 1;
    }
    auto *asked = new Asked;
    asked->text = std::strcmp(sql, "SELECT text") == 0;
    result->internal = asked;
    return 0;
}

void duckdb_destroy_result(Result *result);
void duckdb_destroy_result(Result *result)
{
    delete static_cast<Asked *>(result->internal);
    result->internal = nullptr;
    --alive;
}

const char *duckdb_result_error(Result *result);
const char *duckdb_result_error(Result *result)
{
    return result->errorMessage;
}

Index duckdb_column_count(Result *);
Index duckdb_column_count(Result *)
{
    return kColumns;
}

int duckdb_column_type(Result *result, Index column);
int duckdb_column_type(Result *result, Index column)
{
    constexpr int bigint = 5, varchar = 17;
    return static_cast<Asked *>(result->internal)->text && column == 1 ? varchar : bigint;
}

void *duckdb_fetch_chunk(Result result);
void *duckdb_fetch_chunk(Result result)
{
    auto *asked = static_cast<Asked *>(result.internal);
    if (asked->next >= table.rows.size()) {
        return nullptr;
    }
    auto *chunk = new Chunk;
    ++alive;
    for (; chunk->rows < kChunkRows && asked->next < table.rows.size(); ++asked->next) {
        for (Index column = 0; column < kColumns; ++column) {
            const Value &value = table.rows[asked->next][column];
            chunk->numbers[column][chunk->rows] = value.number;
            chunk->valid[column] |= std::uint64_t(value.isNull ? 0 : 1) << chunk->rows;
        }
        ++chunk->rows;
    }
    for (Index column = 0; column < kColumns; ++column) {
        chunk->columns[column] = {chunk, column};
    }
    return chunk;
}

void duckdb_destroy_data_chunk(void **chunk);
void duckdb_destroy_data_chunk(void **chunk)
{
    delete static_cast<Chunk *>(*chunk);
    *chunk = nullptr;
    --alive;
}

Index duckdb_data_chunk_get_size(void *chunk);
Index duckdb_data_chunk_get_size(void *chunk)
{
    return static_cast<Chunk *>(chunk)->rows;
}

void *duckdb_data_chunk_get_vector(void *chunk, Index column);
void *duckdb_data_chunk_get_vector(void *chunk, Index column)
{
    return &static_cast<Chunk *>(chunk)->columns[column];
}

void *duckdb_vector_get_data(void *vector);
void *duckdb_vector_get_data(void *vector)
{
    auto *column = static_cast<Chunk::Column *>(vector);
    return column->chunk->numbers[column->number];
}

/// None where all are valid, as DuckDB does.
std::uint64_t *duckdb_vector_get_validity(void *vector);
std::uint64_t *duckdb_vector_get_validity(void *vector)
{
    auto *column = static_cast<Chunk::Column *>(vector);
    std::uint64_t *valid = &column->chunk->valid[column->number];
    return *valid == (std::uint64_t(1) << column->chunk->rows) - 1 ? nullptr : valid;
}

int duckdb_appender_create(void *, const char *schema, const char *name, void **appender);
int duckdb_appender_create(void *, const char *schema, const char *name, void **appender)
{
    *appender = &table;
    ++alive;
    return schema || std::strcmp(name, "fact") != 0 ? 1 : 0;
}

const char *duckdb_appender_error(void *);
const char *duckdb_appender_error(void *)
{
    return refusal;
}

int duckdb_append_int64(void *appender, std::int64_t value);
int duckdb_append_int64(void *appender, std::int64_t value)
{
    static_cast<Table *>(appender)->pending.push_back({value, false});
    return 0;
}

int duckdb_append_null(void *appender);
int duckdb_append_null(void *appender)
{
    static_cast<Table *>(appender)->pending.push_back({0, true});
    return 0;
}

int duckdb_appender_end_row(void *appender);
int duckdb_appender_end_row(void *appender)
{
    auto *to = static_cast<Table *>(appender);
    if (to->pending.size() != kColumns) {
        return 1;
    }
    to->rows.push_back(to->pending);
    to->pending.clear();
    return 0;
}

int duckdb_appender_close(void *);
int duckdb_appender_close(void *)
{
    return 0;
}

int duckdb_appender_destroy(void **appender);
int duckdb_appender_destroy(void **appender)
{
    if (!*appender) {
        return 1;
    }
    *appender = nullptr;
    --alive;
    return 0;
}

} // extern "C"
