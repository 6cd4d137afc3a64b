// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashformat.h"

#include <QDateTime>

namespace watchfloor::chatdash {
namespace {

// A list comes whole: slower than a page, and larger. Above this the window is halved.
constexpr DurationMs listTimeoutMs = 60'000;
constexpr qint64 listBodyBytes = 64 * 1024 * 1024;

/// The key as it stands in a header; control characters would end the header.
QByteArray headerSafe(const QString &key)
{
    QByteArray bytes;
    for (const char c : key.trimmed().toUtf8()) {
        if (c > ' ' && c != 0x7f)
            bytes.append(c);
    }
    return bytes;
}

HttpRequest getFrom(const Target &target, const QString &what, const QString &path,
                    const QList<QPair<QString, QString>> &query = {})
{
    HttpRequest request(what, urlBelow(target.root(), path, query));
    request.setHeader("Accept", "application/json");
    if (target.hasKey())
        request.setHeader("Authorization", target.authorization());
    return request;
}

QString ofAgent(const QString &agentId)
{
    return QStringLiteral("/agents/") + pathSegment(agentId) + QStringLiteral("/conversations");
}

QString isoDate(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

QString flagWord(bool flag)
{
    return flag ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

Target::Target(QUrl base, const QString &key, bool bearer)
    : m_root(std::move(base))
    , m_authorization(headerSafe(key))
{
    if (m_root.path().isEmpty() || m_root.path() == QLatin1String("/"))
        m_root.setPath(QStringLiteral("/v1/public"));
    if (bearer && !m_authorization.isEmpty())
        m_authorization.prepend("Bearer ");
}

HttpRequest agentsRequest(const Target &target)
{
    return getFrom(target, QStringLiteral("the list of AI agents"), QStringLiteral("/agents"));
}

HttpRequest conversationsRequest(const Target &target, const QString &agentId, TimeRange dates,
                                 Flags flags)
{
    HttpRequest request = getFrom(
        target, QStringLiteral("the conversations of agent %1").arg(agentId), ofAgent(agentId),
        {{QStringLiteral("startDate"), isoDate(dates.from)},
         {QStringLiteral("endDate"), isoDate(dates.to)},
         {QStringLiteral("record"), flagWord(flags.record)},
         {QStringLiteral("interacted"), flagWord(flags.interacted)}});
    request.connectTimeoutMs = listTimeoutMs;
    request.inactivityTimeoutMs = listTimeoutMs;
    request.maxBodyBytes = listBodyBytes;
    return request;
}

HttpRequest conversationRequest(const Target &target, const QString &agentId, const QString &id)
{
    return getFrom(target, QStringLiteral("conversation %1").arg(id),
                   ofAgent(agentId) + u'/' + pathSegment(id));
}

HttpRequest messagesRequest(const Target &target, const QString &agentId, const QString &id)
{
    return getFrom(target, QStringLiteral("the messages of conversation %1").arg(id),
                   ofAgent(agentId) + u'/' + pathSegment(id) + QStringLiteral("/messages"));
}

} // namespace watchfloor::chatdash
