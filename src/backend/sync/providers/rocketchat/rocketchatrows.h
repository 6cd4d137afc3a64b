// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"
#include "backend/net/jsonreader.h"

#include <functional>

/// What all of Rocket.Chat's parsers share: finding the list in an answer, and reading its rows so
/// that one bad row costs only itself.
namespace watchfloor::rocketchat {

/// The answer as an object; WrongShape when it is none or says `success: false` of itself.
Result<QJsonObject> answerObject(const QByteArray &body);

/// A list in an answer with its envelope: offset and total, where told (-1).
struct FoundList {
    QJsonArray rows;
    QString path;
    qint64 offset = 0;
    qint64 total = -1;
};
Result<FoundList> listNamed(const QByteArray &body, const char *key);

/// Calls `read` for each row. It reads its fields, returns early unless the reader is ok(), and
/// adds what it made to the batch; a faulty row becomes one entry of batch.problems.
/// Returns how many rows were left out.
int readRows(const FoundList &found, SyncBatch &batch,
             const std::function<void(JsonReader &, const QJsonValue &)> &read);

/// Numbers as numbers or numeric texts; a fault when negative or not finite.
double countOf(JsonReader &reader, const char *key);
std::optional<double> optionalCount(JsonReader &reader, const char *key);

/// Floating seconds to ms, rounded; a fault when they do not fit. Negative ones are kept.
std::optional<DurationMs> optionalSeconds(JsonReader &reader, const char *key);

} // namespace watchfloor::rocketchat
