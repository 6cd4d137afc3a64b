// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/net/httprequest.h"

/// Requests in ChatDash's dialect: addresses, queries and headers. Pure; no request here changes
/// anything on the server.
namespace watchfloor::chatdash {

/// What a request needs to know about the account. The key goes into a header, never a URL.
class Target {
public:
    /// `base`: what the user entered; without a path that of the public API is added. `bearer`:
    /// the key is sent behind "Bearer " instead of raw as documented.
    Target(QUrl base, const QString &key, bool bearer);

    const QUrl &root() const { return m_root; }
    bool hasKey() const { return !m_authorization.isEmpty(); }
    const QByteArray &authorization() const { return m_authorization; }

private:
    QUrl m_root;
    QByteArray m_authorization;
};

/// One of the four lists a window is read from.
struct Flags {
    bool record = true;
    bool interacted = true;
};

HttpRequest agentsRequest(const Target &target);
/// Seed 004 with all its parameters; the answer is the whole list, there are no pages.
HttpRequest conversationsRequest(const Target &target, const QString &agentId, TimeRange dates,
                                 Flags flags);
// Not documented in full; the probe finds out whether the server has them.
HttpRequest conversationRequest(const Target &target, const QString &agentId, const QString &id);
HttpRequest messagesRequest(const Target &target, const QString &agentId, const QString &id);

} // namespace watchfloor::chatdash
