// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatdashdialect.h"

#include "sandbox/truthjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

Response chatDashReply(const QJsonValue &value, int status = 200)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return {status,
            {{"Content-Type", "application/json; charset=utf-8"}},
            document.toJson(QJsonDocument::Compact)};
}

Response chatDashError(int status, const char *message)
{
    return chatDashReply(QJsonObject{{QStringLiteral("message"), QLatin1String(message)}}, status);
}

/// The one documented error: without a body.
Response chatDashFault()
{
    return {500, {}, {}};
}

Response chatDashRefusal(const QString &why)
{
    return chatDashReply(QJsonObject{{QStringLiteral("error"), QStringLiteral("sandbox: ") + why}},
                         500);
}

bool isObjectId(const QString &text)
{
    static const QRegularExpression pattern(
        QRegularExpression::anchoredPattern(QStringLiteral("[0-9a-f]{24}")));
    return pattern.match(text).hasMatch();
}

/// Only the one form the documents print.
std::optional<Ms> chatDashDate(const QString &text)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        QStringLiteral("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z")));
    return pattern.match(text).hasMatch() ? parseIsoTime(text) : std::nullopt;
}

} // namespace

ChatDashDialect::ChatDashDialect(const World &world, const QString &,
                                 const ChatDashOptions &options)
    : m_world(world)
    , m_options(options)
{
}

std::optional<Response> ChatDashDialect::turnedAway(const Request &request)
{
    const Ms now = request.pacedMs != 0 ? request.pacedMs : request.nowMs;
    if (m_options.limit != 0 && m_limits.take(QString(), now, m_options.limit).refused)
        return chatDashError(429, "Too many requests, please try again later.");
    const QByteArray key = request.header("Authorization");
    const QByteArray raw = m_options.apiKey.toUtf8();
    const bool bare = key == raw && m_options.scheme != QLatin1String("bearer");
    const bool bearer = key == "Bearer " + raw && m_options.scheme != QLatin1String("raw");
    if (!bare && !bearer)
        return chatDashError(401, "Unauthorized");
    if (!m_options.access)
        return chatDashError(403, "API access is not part of your plan");
    return std::nullopt;
}

Response ChatDashDialect::handle(const Request &request)
{
    if (const auto away = turnedAway(request))
        return *away;
    const QString prefix = QStringLiteral("/v1/public/");
    const QStringList path = request.path.mid(prefix.size()).split(QLatin1Char('/'));
    const bool known = request.path.startsWith(prefix) && path.first() == QLatin1String("agents") &&
                       path.size() != 2 && path.size() <= 5 &&
                       (path.size() < 3 || path.at(2) == QLatin1String("conversations")) &&
                       (path.size() < 5 || path.at(4) == QLatin1String("messages"));
    if (request.method != "GET" || !known)
        return chatDashRefusal(QStringLiteral("%1 %2 is not in the contract")
                                   .arg(QString::fromLatin1(request.method), request.path));
    if (path.size() != 3 && !request.query.empty())
        return chatDashRefusal(QStringLiteral("%1 knows no parameters").arg(request.path));
    if (path.size() == 1)
        return agents();
    if (!isObjectId(path.at(1)) || (path.size() > 3 && !isObjectId(path.at(3))))
        return chatDashFault();
    const int agent = m_world.agentById(path.at(1));
    if (path.size() == 3)
        return conversations(request, agent);
    const int index = m_world.conversationById(path.at(3));
    if (index == Nobody || m_world.at(index).deleted() || m_world.at(index).bot != agent)
        return chatDashError(404, "Conversation not found");
    if (path.size() == 4)
        return chatDashReply(conversation(m_world.at(index)));
    return m_options.messages ? messages(m_world.at(index)) : chatDashError(404, "Not Found");
}

Response ChatDashDialect::agents() const
{
    QJsonArray rows;
    for (size_t i = 0; i < m_world.agents().size(); ++i) {
        if (m_world.agents()[i].kind == AgentKind::Bot)
            rows.append(agent(static_cast<int>(i)));
    }
    return chatDashReply(rows);
}

std::optional<Response> ChatDashDialect::readFilter(const Request &request, Filter *filter) const
{
    for (const auto &[key, value] : request.query) {
        if (key == QLatin1String("startDate") || key == QLatin1String("endDate")) {
            const auto at = chatDashDate(value);
            if (!at)
                return chatDashFault();
            (key == QLatin1String("startDate") ? filter->start : filter->end) = at;
        } else if (key == QLatin1String("record") || key == QLatin1String("interacted")) {
            const bool record = key == QLatin1String("record");
            if (value != QLatin1String("true") && value != QLatin1String("false"))
                return chatDashFault();
            const bool wanted = value == QLatin1String("true");
            (record ? filter->record : filter->interacted) = wanted;
            (record ? filter->anyRecord : filter->anyInteracted) =
                !wanted && m_options.falseMeansAny;
        } else {
            return chatDashRefusal(QStringLiteral("conversations know no '%1'").arg(key));
        }
    }
    return std::nullopt;
}

bool ChatDashDialect::passes(const Filter &filter, const Conversation &c) const
{
    if ((!filter.anyRecord && c.ai.record != filter.record) ||
        (!filter.anyInteracted && c.ai.interacted != filter.interacted))
        return false;
    const Ms at = m_options.dateField == QLatin1String("createdAt")   ? c.createdAt
                  : m_options.dateField == QLatin1String("updatedAt") ? c.updatedAt
                                                                      : c.closedAt;
    if ((filter.start || filter.end) && at == 0)
        return false;
    return (!filter.start || at >= *filter.start) &&
           (!filter.end || at < *filter.end || (m_options.endInclusive && at == *filter.end));
}

Response ChatDashDialect::conversations(const Request &request, int agent) const
{
    Filter filter;
    if (const auto wrong = readFilter(request, &filter))
        return *wrong;
    std::vector<const Conversation *> rows;
    for (const Conversation &c : m_world.conversations()) {
        if (!c.deleted() && agent != Nobody && c.bot == agent && passes(filter, c))
            rows.push_back(&c);
    }
    // No order is promised, so there is none.
    std::sort(rows.begin(), rows.end(), [](const Conversation *a, const Conversation *b) {
        return Random::mixed(quint64(a->number)) < Random::mixed(quint64(b->number));
    });
    QJsonArray list;
    for (const Conversation *c : rows)
        list.append(conversation(*c));
    if (m_options.reply == QLatin1String("array"))
        return chatDashReply(list);
    return chatDashReply(QJsonObject{{m_options.reply, list}});
}

Response ChatDashDialect::messages(const Conversation &c) const
{
    QJsonArray rows;
    for (const Message &m : c.messages) {
        if (!m.isPrivate && (m.kind == MessageKind::Incoming || m.kind == MessageKind::Outgoing))
            rows.append(message(c, m));
    }
    return chatDashReply(rows);
}

} // namespace watchfloor::sandbox
