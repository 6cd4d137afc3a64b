// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandboxvendors.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QJsonObject>

namespace watchfloor::sandbox {

/// The rows of Chatwoot as its views print them (v4.15.1): names, types, null or absent.
class ChatwootShapes {
public:
    ChatwootShapes(const World &world, const QString &baseUrl, const ChatwootOptions &options);

    const World &world() const { return m_world; }
    bool enterprise() const { return m_options.edition == QLatin1String("enterprise"); }
    bool atLeast(const char *version) const;
    bool administrator() const { return m_options.role == QLatin1String("administrator"); }
    bool mayReport() const
    {
        return administrator() || m_options.role == QLatin1String("report_manage");
    }
    /// The person the token belongs to, index into World::agents().
    int user() const { return m_user; }
    bool isUserMember(int inbox) const;
    bool isUserTeam(int group) const;

    QString thumbnail(int agent) const; ///< absolute URL or empty
    QJsonObject agent(int index) const;
    QJsonObject bot(int index) const;
    QJsonObject team(int index) const;
    QJsonObject inbox(int index) const;
    QJsonObject label(int index) const;
    QJsonObject contact(int index) const;
    QJsonObject conversation(const Conversation &c) const;
    QJsonObject message(const Conversation &c, const Message &m) const;
    QJsonObject event(const ReportingEvent &e) const;
    QJsonObject csat(const Conversation &c, const CsatAnswer &answer) const;
    QJsonObject appliedSla(const Conversation &c) const;
    QJsonArray slaEvents(const Conversation &c) const;
    QJsonArray labelsOf(const Conversation &c) const;
    QJsonObject account() const;
    QJsonObject cacheKeys() const;
    QJsonObject profile() const;

    static qint64 seconds(Ms instant) { return instant / Second; }
    static QJsonValue iso(Ms instant); ///< with milliseconds and Z; null for 0
    static QString channelClass(ChannelKind channel);
    static qint64 number(const QString &id) { return id.toLongLong(); }
    /// Label and SLA policy ids: these rows exist in Chatwoot only.
    static qint64 labelId(int index) { return 401 + index * 3; }
    static qint64 slaPolicyId(int index) { return 11 + index; }

private:
    QJsonObject accountOfUser(qint64 id, const QString &name, bool suspended) const;

    const World &m_world;
    QString m_baseUrl;
    ChatwootOptions m_options;
    int m_user = Nobody;
};

} // namespace watchfloor::sandbox
