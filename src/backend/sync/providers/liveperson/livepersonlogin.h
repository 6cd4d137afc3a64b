// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersondomains.h"

#include <optional>

namespace watchfloor::liveperson {

/// What a sign-in with user name and password gives: a session of some hours. Secret.
class LoginSession {
public:
    QByteArray bearer;
    QString csrf;
    QByteArray cookie; ///< "Session_id=..." and what else came
    DurationMs lifetimeMs = 8 * DurationMs(3'600'000);
    QString userName;
    QString timeZone; ///< accountTimeZoneId
    std::optional<TimeMs> serverTime;
    ServiceHosts hosts; ///< csdsCollectionResponse

    bool isOpen() const { return !bearer.isEmpty(); }
};

/// Documents: section 3.5. The answer's cookies count as well as its body.
Result<LoginSession> parseLogin(const HttpResponse &response);
/// What a refresh changes: it may give another bearer, csrf or cookie, or nothing at all.
Result<LoginSession> parseRefresh(const HttpResponse &response, LoginSession before);

Call loginCall(const QString &user, const QString &password);
Call refreshCall(const LoginSession &session);

} // namespace watchfloor::liveperson
