// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/chatwootdialect.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace watchfloor::sandbox {

/// Asks a dialect as its server would: "GET /path?query" with the right token.
struct Client {
    ChatwootDialect dialect;
    const World &world;
    QByteArray header = "Api-Access-Token";
    QByteArray token = "sandbox-token-0123456789";
    QByteArray method = "GET";

    explicit Client(const World &w, const ChatwootOptions &options = {})
        : dialect(w, QStringLiteral("http://127.0.0.1:1"), options)
        , world(w)
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
        request.headers = {{header, token}, {"Accept", "application/json"}};
        request.nowMs = world.now();
        request.clientIp = QStringLiteral("127.0.0.1");
        return dialect.handle(request);
    }
    QJsonValue value(const QString &target)
    {
        const Response response = ask(target);
        if (response.status != 200)
            qWarning("%s: %d %s", qPrintable(target), response.status, response.body.constData());
        const QJsonDocument document = QJsonDocument::fromJson(response.body);
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    QJsonObject object(const QString &target) { return value(target).toObject(); }
    QJsonArray array(const QString &target) { return value(target).toArray(); }
};

inline QString v1(const char *rest)
{
    return QStringLiteral("/api/v1/accounts/1/") + QLatin1String(rest);
}
inline QString v2(const char *rest)
{
    return QStringLiteral("/api/v2/accounts/1/") + QLatin1String(rest);
}

} // namespace watchfloor::sandbox
