// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatdialect.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace watchfloor::sandbox {

/// Asks the Rocket.Chat dialect as its server would, with the limiter off unless told.
struct RocketChatClient {
    RocketChatDialect dialect;
    const World &world;
    QByteArray userId;
    QByteArray token;
    QByteArray method = "GET";
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> extra;
    Ms pacedMs = 0;

    static RocketChatOptions unlimited(RocketChatOptions options = {})
    {
        options.limit = 0;
        return options;
    }
    explicit RocketChatClient(const World &w, const RocketChatOptions &options = unlimited())
        : dialect(w, QStringLiteral("http://127.0.0.1:1"), options)
        , world(w)
        , userId(options.userId.toUtf8())
        , token(options.token.toUtf8())
    {
    }
    Response ask(const QString &target)
    {
        Request request;
        request.method = method;
        request.path = target.section(QLatin1Char('?'), 0, 0);
        const QUrlQuery query(target.section(QLatin1Char('?'), 1));
        for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded))
            request.query.emplace_back(key, value);
        request.headers = extra;
        if (!userId.isEmpty())
            request.headers.emplace_back("X-User-Id", userId);
        if (!token.isEmpty())
            request.headers.emplace_back("x-auth-token", token);
        request.body = body;
        request.nowMs = world.now();
        request.pacedMs = pacedMs;
        request.clientIp = QStringLiteral("127.0.0.1");
        return dialect.handle(request);
    }
    QJsonObject object(const QString &target)
    {
        const Response response = ask(target);
        if (response.status != 200)
            qWarning("%s: %d %s", qPrintable(target), response.status, response.body.constData());
        return QJsonDocument::fromJson(response.body).object();
    }
    /// All pages of a list.
    QJsonArray all(const QString &target, const char *name)
    {
        QJsonArray rows;
        const QLatin1Char glue(target.contains(QLatin1Char('?')) ? '&' : '?');
        while (true) {
            const QJsonObject page =
                object(target + glue + QStringLiteral("count=100&offset=%1").arg(rows.size()));
            const QJsonArray own = page.value(QLatin1String(name)).toArray();
            for (const QJsonValue &row : own)
                rows.append(row);
            if (own.isEmpty() || rows.size() >= page.value(QStringLiteral("total")).toInt())
                return rows;
        }
    }
};

inline QString livechat(const QString &rest)
{
    return QStringLiteral("/api/v1/livechat/") + rest;
}
inline QString report(const char *by, const QString &start, const QString &end)
{
    return livechat(QStringLiteral("analytics/dashboards/conversations-by-%1?start=%2&end=%3")
                        .arg(QLatin1String(by), start, end));
}

} // namespace watchfloor::sandbox
