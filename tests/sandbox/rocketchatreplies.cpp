// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatreplies.h"

#include <QJsonDocument>
#include <QVersionNumber>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

Response rawJson(const QByteArray &body, int status)
{
    return {status, {{"Content-Type", "application/json"}}, body};
}

Response json(const QJsonObject &object, int status)
{
    return rawJson(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response success(QJsonObject object)
{
    object.insert(QStringLiteral("success"), true);
    return json(object);
}

Response failure(const QString &error, const QString &type)
{
    QJsonObject body{{QStringLiteral("success"), false}, {QStringLiteral("error"), error}};
    if (!type.isEmpty()) {
        body.insert(QStringLiteral("error"), QStringLiteral("%1 [%2]").arg(error, type));
        body.insert(QStringLiteral("errorType"), type);
    }
    return json(body, 400);
}

Response forbidden(const RocketChatOptions &options)
{
    const QString error = atLeast(options, "9.0") ? QStringLiteral("forbidden")
                          : atLeast(options, "8.0")
                              ? QStringLiteral("User does not have the permissions required for "
                                               "this action [error-unauthorized]")
                              : QStringLiteral("unauthorized");
    return json({{QStringLiteral("success"), false}, {QStringLiteral("error"), error}}, 403);
}

Response noSuchPage()
{
    return {404,
            {{"Content-Type", "text/html; charset=utf-8"}},
            "<!DOCTYPE html><html><head><title>Rocket.Chat</title></head><body>Not found</body>"
            "</html>"};
}

Response refused(const QString &why)
{
    return json({{QStringLiteral("error"), QStringLiteral("sandbox: ") + why}}, 500);
}

bool atLeast(const RocketChatOptions &options, const char *version)
{
    return QVersionNumber::fromString(options.version) >=
           QVersionNumber::fromString(QLatin1String(version));
}

std::optional<Slice> sliceOf(const Call &call, const RocketChatOptions &options, Response *wrong)
{
    Slice slice{0, options.countDefault};
    for (const auto &[key, target] :
         {std::pair("offset", &slice.offset), std::pair("count", &slice.count)}) {
        if (!call.has(key))
            continue;
        bool ok = false;
        *target = call.param(key).toInt(&ok);
        if (!ok || *target < 0) {
            *wrong = failure(QStringLiteral("must be number"), QStringLiteral("invalid-params"));
            return std::nullopt;
        }
    }
    if (slice.count == 0) {
        *wrong = refused(QStringLiteral("count=0 is broken on some versions, ask for pages"));
        return std::nullopt;
    }
    slice.count = std::min<qsizetype>(slice.count, options.countMost);
    return slice;
}

Response paged(const char *name, const QJsonArray &all, const Slice &slice)
{
    QJsonArray rows;
    const qsizetype end = std::min(all.size(), slice.offset + slice.count);
    for (qsizetype i = slice.offset; i < end; ++i)
        rows.append(all.at(i));
    return success({{QLatin1String(name), rows},
                    {QStringLiteral("count"), rows.size()},
                    {QStringLiteral("offset"), slice.offset},
                    {QStringLiteral("total"), all.size()}});
}

Response paged(const char *name, const QJsonArray &all, const Call &call,
               const RocketChatOptions &options)
{
    Response wrong;
    const auto slice = sliceOf(call, options, &wrong);
    return slice ? paged(name, all, *slice) : wrong;
}

std::optional<SortKeys> parseSort(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    SortKeys keys;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const int direction = it.value().toInt();
        if (!it.value().isDouble() || (direction != 1 && direction != -1))
            return std::nullopt;
        keys.emplace_back(it.key(), direction);
    }
    // QJsonObject has them in the order of the alphabet.
    std::sort(keys.begin(), keys.end(), [&](const auto &a, const auto &b) {
        const QString quoted = QStringLiteral("\"%1\"");
        return text.indexOf(quoted.arg(a.first)) < text.indexOf(quoted.arg(b.first));
    });
    return keys;
}

Response invalidSort(const QString &text)
{
    Response answer = failure(QStringLiteral("Invalid sort parameter provided: \"%1\"").arg(text),
                              QStringLiteral("error-invalid-sort"));
    QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    body.insert(QStringLiteral("details"),
                QJsonObject{{QStringLiteral("helperMethod"), QStringLiteral("parseJsonQuery")}});
    return json(body, 400);
}

} // namespace watchfloor::sandbox::rocketchat
