// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"
#include "backend/net/jsonreader.h"

#include <functional>

/// What all of Chatwoot's parsers share: finding the list in an answer, and reading its rows so
/// that one bad row costs only itself.
namespace watchfloor::chatwoot {

/// An array found in an answer, with its place for sentences ("$", "$.payload", "$.data.payload").
struct FoundRows {
    QJsonArray rows;
    QString path;
    QJsonObject meta; ///< `meta` beside the payload, where there is one
};

Result<FoundRows> bareArray(const QByteArray &body);
Result<FoundRows> payloadArray(const QByteArray &body);
Result<FoundRows> conversationArray(const QByteArray &body);

/// Calls `read` for each row. It reads its fields, returns early unless the reader is ok(), and
/// adds what it made to the batch; a faulty row becomes one entry of batch.problems.
/// Returns how many rows were left out.
int readRows(const FoundRows &found, SyncBatch &batch,
             const std::function<void(JsonReader &)> &read);

/// Chatwoot's ids are whole numbers: any other text would become a row of its own in the cache.
QString numericId(JsonReader &reader, const char *key);
std::optional<QString> optionalNumericId(JsonReader &reader, const char *key);

/// Whole seconds since 1970, where 0 and null mean "none".
std::optional<TimeMs> epochSeconds(JsonReader &reader, const char *key);

/// Seconds of any size and sign to milliseconds, rounded; a fault when they do not fit.
DurationMs secondsToMs(JsonReader &reader, const char *key, double seconds);

} // namespace watchfloor::chatwoot
