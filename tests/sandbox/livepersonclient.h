// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersondialect.h"
#include "sandbox/livepersonoauth.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace watchfloor::sandbox {

/// Asks the dialect as its server would, signed as an API key signs (or by a bearer).
struct LivePersonClient {
    LivePersonDialect dialect;
    const World &world;
    LivePersonOptions options;
    QByteArray bearer;        ///< set: instead of a signature
    QByteArray authorization; ///< set: this header, whatever it is; "-" = none
    Ms skew = 0;              ///< of the client's clock
    qint64 nonces = 0;
    int inFlight = 1;
    std::vector<std::pair<QByteArray, QByteArray>> headers;

    explicit LivePersonClient(const World &w, const LivePersonOptions &o = {})
        : dialect(w, QStringLiteral("http://127.0.0.1:8080"), o)
        , world(w)
        , options(o)
    {
    }

    static QByteArray pathOf(const QByteArray &target)
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? target : target.left(mark);
    }
    QByteArray signature(const QByteArray &method, const QByteArray &target,
                         const char *algorithm = "HMAC-SHA1")
    {
        const qsizetype mark = target.indexOf('?');
        OAuthPairs pairs{{"oauth_consumer_key", options.consumerKey.toUtf8()},
                         {"oauth_token", options.token.toUtf8()},
                         {"oauth_signature_method", algorithm},
                         {"oauth_timestamp", QByteArray::number((world.now() + skew) / Second)},
                         {"oauth_nonce", "nonce-" + QByteArray::number(++nonces)},
                         {"oauth_version", "1.0"}};
        OAuthPairs all = pairs;
        if (mark >= 0) {
            for (const auto &pair : oauthQueryPairs(target.mid(mark + 1)))
                all.push_back(pair);
        }
        const QByteArray base =
            oauthBaseString(method, oauthBaseUri("http", "127.0.0.1:8080", pathOf(target)), all);
        pairs.emplace_back("oauth_signature",
                           oauthSignature(base, options.consumerSecret.toUtf8(),
                                          options.tokenSecret.toUtf8(),
                                          qstrcmp(algorithm, "HMAC-SHA256") == 0));
        QByteArray header = "OAuth ";
        for (const auto &[name, value] : pairs)
            header += (header.endsWith(' ') && header.size() == 6 ? "" : ", ") + name + "=\"" +
                      oauthEncoded(value) + '"';
        return header;
    }

    Response ask(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        const QByteArray target = path.toUtf8();
        const qsizetype mark = target.indexOf('?');
        Request request;
        request.method = method;
        request.rawTarget = target;
        request.path = QString::fromUtf8(QByteArray::fromPercentEncoding(pathOf(target)));
        if (mark >= 0) {
            for (const auto &[key, value] : oauthQueryPairs(target.mid(mark + 1)))
                request.query.emplace_back(QString::fromUtf8(key), QString::fromUtf8(value));
        }
        request.headers = headers;
        request.headers.emplace_back("Host", "127.0.0.1:8080");
        if (method == "POST")
            request.headers.emplace_back("Content-Type", "application/json");
        if (!bearer.isEmpty())
            request.headers.emplace_back("Authorization", "Bearer " + bearer);
        else if (authorization.isEmpty())
            request.headers.emplace_back("Authorization", signature(method, target));
        else if (authorization != "-")
            request.headers.emplace_back("Authorization", authorization);
        request.body = body;
        request.inFlight = inFlight;
        request.nowMs = world.now();
        return dialect.handle(request);
    }
    Response post(const QString &path, const QJsonObject &body)
    {
        return ask("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    static QJsonObject object(const Response &response)
    {
        if (response.status != 200)
            qWarning("%d %s", response.status, response.body.constData());
        return QJsonDocument::fromJson(response.body).object();
    }
    QJsonArray list(const QString &path)
    {
        return QJsonDocument::fromJson(ask("GET", path).body).array();
    }
    QString account(const char *rest) const
    {
        return QStringLiteral("/api/account/%1/").arg(options.account) + QLatin1String(rest);
    }
    QString kmm(const char *rest) const
    {
        return QStringLiteral("/manager_workspace") + account(rest);
    }
    QString history(const char *rest) const
    {
        return QStringLiteral("/messaging_history") + account(rest);
    }
};

inline QByteArray headerOf(const Response &response, const char *name)
{
    for (const auto &[key, value] : response.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace watchfloor::sandbox
