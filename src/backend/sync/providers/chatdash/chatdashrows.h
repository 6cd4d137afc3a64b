// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/domain/result.h"
#include "backend/net/jsonreader.h"

#include <functional>
#include <vector>

/// What ChatDash's parsers share: finding the list in an answer, and reading its rows so that one
/// bad row costs only itself.
namespace watchfloor::chatdash {

/// An array found in an answer, with its place for sentences ("$", "$.data").
struct FoundList {
    QJsonArray rows;
    QString path;
};

/// A bare array, or one under any of `keys`. The answers' outer shape is documented for one only.
Result<FoundList> listIn(const QByteArray &body, const std::vector<const char *> &keys);
/// A bare object with an `_id`, or one under any of `keys`.
Result<FoundList> objectIn(const QByteArray &body, const std::vector<const char *> &keys);

/// Row and faults of one list.
struct RowFaults {
    std::vector<Error> problems; ///< the first twenty
    qint64 moreLeftOut = 0;
    qint64 wireRows = 0;
};

/// Calls `read` for each row, without what says nothing ("", "null", "NA"). It reads its fields and
/// keeps what it made only when the reader is ok(); a faulty row becomes a problem.
RowFaults readRows(const FoundList &found,
                   const std::function<void(JsonReader &, const QJsonObject &)> &read);

/// Text, or a number as text: ids and phone numbers come as both. Empty when there is none.
QString wordOf(JsonReader &reader, const char *key);

/// A copy without what may be a secret or somebody's words: by the names of the fields.
QJsonValue withoutSecrets(const QJsonValue &value);
bool mayBeSecret(const QString &key);

} // namespace watchfloor::chatdash
