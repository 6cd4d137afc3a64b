// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/timerange.h"
#include "backend/net/httprequest.h"

#include <QStringList>

#include <vector>

/// Requests in Rocket.Chat's dialect: addresses, queries and headers. Pure; no request here changes
/// anything on the server but the login, which makes a token.
namespace watchfloor::rocketchat {

/// What a request needs to know about the account. Both go into headers, never a URL.
class Target {
public:
    Target(QUrl base, QByteArray userId, QByteArray token)
        : m_base(std::move(base))
        , m_userId(std::move(userId))
        , m_token(std::move(token))
    {
    }
    const QUrl &base() const { return m_base; }
    const QByteArray &userId() const { return m_userId; }
    const QByteArray &token() const { return m_token; }

private:
    QUrl m_base;
    QByteArray m_userId;
    QByteArray m_token;
};

/// One question without the credential. Its limit is counted for each route.
class Question {
public:
    using Query = QList<QPair<QString, QString>>;

    Question(QString what, QString route, QString path, Query query = {})
        : m_what(std::move(what))
        , m_route(std::move(route))
        , m_path(std::move(path))
        , m_query(std::move(query))
    {
    }
    const QString &what() const { return m_what; }
    const QString &route() const { return m_route; } ///< e.g. "livechat/rooms"
    const QString &path() const { return m_path; }
    const Query &query() const { return m_query; }

private:
    QString m_what;
    QString m_route;
    QString m_path;
    Query m_query;
};

HttpRequest requestFor(const Target &target, const Question &question);

/// POST /api/v1/login; `code` may be empty. Other keys would bypass the compatible path.
HttpRequest loginRequest(const QUrl &base, const QString &user, const QString &password,
                         const QString &code);

inline constexpr int rowsPerPage = 100; // the server's cap; larger values are cut silently
/// Reports of more than a year are refused (by calendar days of the server's zone).
inline constexpr DurationMs longestReport = 365 * 86'400'000LL;

QString isoUtc(TimeMs time); ///< with milliseconds and Z: nothing else is read the same everywhere

/// The windows to ask for: each at most 365 days, the last one's end rounded up to the minute (so
/// that the server's cache of a minute holds). Oldest first; empty for an empty range.
std::vector<TimeRange> reportWindows(TimeRange range);

Question infoQuestion();
Question meQuestion();

Question agentsQuestion(int offset);
Question departmentsQuestion(int offset, bool enabled);
Question departmentAgentsQuestion(const QString &departmentId, int offset);

/// The reports of section 1 and 2, by the last word of their path.
inline constexpr const char *reportNames[] = {"agent", "department", "source", "status", "tags"};
Question reportQuestion(const QString &name, TimeRange window);
/// Community: {username: {open, closed, onhold}}, a closed range.
Question agentChatsQuestion(TimeRange window);

enum class RoomList { Created, Closed, Open, OnHold, Queued };
/// Rooms by creation (ascending), by closing (ascending), or all of one state. Half-open in,
/// closed on the wire.
Question roomsQuestion(RoomList list, TimeRange window, int offset);
/// The rooms created in that very millisecond: there is no question for one room by its id.
Question roomsCreatedAtQuestion(TimeMs created, int offset);

Question agentsStatusQuestion();
Question chatsQuestion(TimeRange window);
Question queueQuestion(int offset);
/// One day (local to the server) of who was available for how long.
Question serviceHistoryQuestion(TimeRange day, int offset);

/// `livechat/messages/{rid}` as documented, or `livechat/{rid}/messages`, which published servers
/// answer (without most of the system's own messages).
Question messagesQuestion(const QString &roomId, int offset, bool otherSpelling);
Question transfersQuestion(const QString &roomId, int offset);

} // namespace watchfloor::rocketchat
