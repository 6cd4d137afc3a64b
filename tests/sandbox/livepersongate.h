// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/livepersonoptions.h"
#include "sandbox/requestlimit.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace watchfloor::sandbox {

/// Who may in: API keys (OAuth 1.0a), bearers of the login service, the requests of a minute.
class LivePersonGate {
public:
    LivePersonGate(const QString &origin, const LivePersonOptions &options)
        : m_origin(origin)
        , m_options(options)
    {
    }

    /// True once the minute's requests are used up; each call counts.
    bool throttled(const Request &request);
    /// The 401 to answer; nullopt lets the request in.
    std::optional<Response> refusal(const Request &request, bool bearerOpens);

    Response login(const Request &request, const QJsonObject &body, const QJsonObject &account);
    Response refresh(const Request &request, const QJsonObject &body);
    Response logout(const Request &request, const QJsonObject &body);

private:
    struct Session {
        QString csrf;
        QString sessionId;
        Ms expires = 0;
    };
    std::optional<Response> signatureRefusal(const Request &request);
    QHash<QString, Session>::iterator sessionOf(const Request &request, const QJsonObject &body);

    QString m_origin;
    LivePersonOptions m_options;
    QHash<QString, Session> m_sessions; ///< by bearer
    qint64 m_logins = 0;
    QSet<QByteArray> m_nonces; ///< timestamp and nonce
    RequestLimit m_limit{RequestLimit::Window::Clock};
};

} // namespace watchfloor::sandbox
