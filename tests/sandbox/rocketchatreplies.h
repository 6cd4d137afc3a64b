// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/rocketchatoptions.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

/// What every route of the Rocket.Chat dialect has in common: envelopes, errors, paging, sorting.
namespace watchfloor::sandbox::rocketchat {

/// One request that passed the gate.
struct Call {
    const Request *request = nullptr;
    QStringList ids; ///< of the path
    QString userId;

    QString param(const char *key) const
    {
        return request->param(QLatin1String(key)).value_or(QString());
    }
    bool has(const char *key) const { return request->param(QLatin1String(key)).has_value(); }
};

Response json(const QJsonObject &object, int status = 200);
Response rawJson(const QByteArray &body, int status = 200);
/// 200 with "success": true
Response success(QJsonObject object);
/// 400 {"success":false,"error":...}; with a type it is appended in brackets and told.
Response failure(const QString &error, const QString &type = {});
/// 403 as this version words it.
Response forbidden(const RocketChatOptions &options);
/// 404 with a page: the web client answers what no route takes.
Response noSuchPage();
/// 500 {"error":"sandbox: ..."}: outside the documented contract.
Response refused(const QString &why);
bool atLeast(const RocketChatOptions &options, const char *version);

/// A slice of a list, as offset and count ask for it.
struct Slice {
    qsizetype offset = 0;
    qsizetype count = 0;
};
/// nullopt and the answer in `wrong` when offset or count are no numbers, or ask for everything.
std::optional<Slice> sliceOf(const Call &call, const RocketChatOptions &options, Response *wrong);
/// {"<name>": rows of the slice, count, offset, total, success}
Response paged(const char *name, const QJsonArray &all, const Slice &slice);
Response paged(const char *name, const QJsonArray &all, const Call &call,
               const RocketChatOptions &options);

/// Keys in the order of the text with 1 or -1; nullopt: error-invalid-sort.
using SortKeys = std::vector<std::pair<QString, int>>;
std::optional<SortKeys> parseSort(const QString &text);
Response invalidSort(const QString &text);

} // namespace watchfloor::sandbox::rocketchat
