// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatreplies.h"

#include "sandbox/simkinds.h"

#include <QHash>

namespace watchfloor::sandbox::rocketchat {

/// Who may come in: one personal access token for ever, and the tokens of logins.
class Logins {
public:
    explicit Logins(const RocketChatOptions &options)
        : m_options(options)
    {
    }
    /// The user's id, empty when X-User-Id and X-Auth-Token do not fit together.
    QString userOf(const Request &request) const;

    Response login(const Call &call);
    Response logout(const Call &call);
    Response personalToken(const Call &call);

private:
    Response wrongLogin() const;
    Response challenge() const;
    Response welcome(const QString &token) const;
    bool alive(const QString &token, Ms now) const;

    const RocketChatOptions &m_options;
    QHash<QString, Ms> m_sessions; ///< token -> when it was made
    int m_made = 0;
};

/// The user of the token, as `me` shows it.
QJsonObject ownUser(const RocketChatOptions &options);

} // namespace watchfloor::sandbox::rocketchat
