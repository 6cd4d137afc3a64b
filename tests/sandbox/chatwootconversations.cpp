// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootdialect.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {
constexpr size_t RowsPerPage = 25;
}

QJsonObject ChatwootDialect::Listing::meta() const
{
    return {{QStringLiteral("mine_count"), mine},
            {QStringLiteral("assigned_count"), assigned},
            {QStringLiteral("unassigned_count"), unassigned},
            {QStringLiteral("all_count"), static_cast<int>(rows.size())}};
}

/// Status 200 with the listing filled, or the answer that says why not.
Response ChatwootDialect::filter(const Call &call, Listing *listing) const
{
    const Request &request = *call.request;
    const QString status = request.param(QStringLiteral("status")).value_or(QStringLiteral("open"));
    const QStringList statuses{QStringLiteral("open"), QStringLiteral("resolved"),
                               QStringLiteral("pending"), QStringLiteral("snoozed"),
                               QStringLiteral("all")};
    if (!statuses.contains(status))
        return refused(QStringLiteral("no conversation has the status '%1'").arg(status));
    bool byInbox = false;
    bool byTeam = false;
    const int inbox = idParam(request, "inbox_id", "inbox", &byInbox);
    const int team = idParam(request, "team_id", "team", &byTeam);
    if (byTeam && team == Nobody)
        return notFound();
    const QString type = request.param(QStringLiteral("conversation_type")).value_or(QString());
    if (!QStringList{QString(), QStringLiteral("mention"), QStringLiteral("participating"),
                     QStringLiteral("unattended")}
             .contains(type))
        return refused(QStringLiteral("no conversation_type '%1'").arg(type));
    const std::vector<QString> labels = request.params(QStringLiteral("labels[]"));
    const QString text = request.param(QStringLiteral("q")).value_or(QString());
    const bool bySource = request.param(QStringLiteral("source_id")).has_value();

    for (const Conversation &c : m_world.conversations()) {
        if (!visible(c) || (byInbox && c.inbox != inbox) || (byTeam && c.group != team))
            continue;
        if (status != QLatin1String("all") && vendorStatusWord(Vendor::Chatwoot, c.phase) != status)
            continue;
        if (!labels.empty() && std::none_of(c.labels.begin(), c.labels.end(), [&](int label) {
                return std::find(labels.begin(), labels.end(),
                                 m_world.labels()[static_cast<size_t>(label)]) != labels.end();
            }))
            continue;
        if (type == QLatin1String("unattended")) {
            if (c.firstReplyAt != 0 && c.waitingSince == 0)
                continue;
        } else if (!type.isEmpty() || bySource) {
            continue; // nobody is mentioned or takes part, no source ids here
        }
        if (!text.isEmpty() &&
            std::none_of(c.messages.begin(), c.messages.end(), [&](const Message &m) {
                return (m.kind == MessageKind::Incoming || m.kind == MessageKind::Outgoing) &&
                       m_world.text(c, m).contains(text, Qt::CaseInsensitive);
            }))
            continue;
        listing->rows.push_back(&c);
        const int assignee = m_world.assignee(c);
        listing->mine += assignee != Nobody && assignee == m_shapes.user();
        (assignee == Nobody ? listing->unassigned : listing->assigned) += 1;
    }
    return {};
}

void ChatwootDialect::sortRows(const QString &by, std::vector<const Conversation *> *rows) const
{
    const bool up = by.endsWith(QLatin1String("_asc"));
    const auto sortBy = [&](auto key, bool ascending, bool nullsLast) {
        std::stable_sort(rows->begin(), rows->end(),
                         [&](const Conversation *a, const Conversation *b) {
                             const auto ka = key(*a);
                             const auto kb = key(*b);
                             if (nullsLast && (ka == 0) != (kb == 0))
                                 return kb == 0;
                             if (ka != kb)
                                 return ascending ? ka < kb : ka > kb;
                             return false;
                         });
    };
    const auto activity = [](const Conversation &c) { return c.lastActivityAt; };
    const auto created = [](const Conversation &c) { return c.createdAt; };
    const auto priority = [](const Conversation &c) { return static_cast<Ms>(c.priority); };
    if (by == QLatin1String("created_at_asc") || by == QLatin1String("created_at_desc")) {
        sortBy(created, up, false);
    } else if (by == QLatin1String("priority_asc") || by == QLatin1String("priority_desc")) {
        sortBy(activity, false, false);
        sortBy(priority, up, true);
    } else if (by == QLatin1String("priority_desc_created_at_asc") && m_shapes.atLeast("4.11.2")) {
        sortBy(created, true, false);
        sortBy(priority, false, true);
    } else if (by == QLatin1String("waiting_since_asc") ||
               by == QLatin1String("waiting_since_desc")) {
        sortBy([](const Conversation &c) { return c.waitingSince; }, up, true);
    } else if (by == QLatin1String("unread") && m_shapes.atLeast("4.15")) {
        sortBy(activity, false, false);
        sortBy([](const Conversation &c) { return Ms(c.unread > 0 ? 1 : 0); }, false, false);
    } else {
        // Also for a name it does not know.
        sortBy(activity, by == QLatin1String("last_activity_at_asc"), false);
    }
}

Response ChatwootDialect::conversations(const Call &call) const
{
    const Request &request = *call.request;
    QString key = QString::number(m_world.revision());
    for (const auto &[name, value] : request.query) {
        if (name != QLatin1String("page") && name != QLatin1String("updated_within"))
            key += QLatin1Char('&') + name + QLatin1Char('=') + value;
    }
    if (m_pages.key != key) {
        Pages pages;
        const Response failure = filter(call, &pages.listing);
        if (failure.status != 200)
            return failure;
        const QString who = request.param(QStringLiteral("assignee_type")).value_or(QString());
        for (const Conversation *c : pages.listing.rows) {
            const int assignee = m_world.assignee(*c);
            if ((who == QLatin1String("me") && assignee != m_shapes.user()) ||
                (who == QLatin1String("unassigned") && assignee != Nobody) ||
                (who == QLatin1String("assigned") && assignee == Nobody))
                continue;
            pages.sorted.push_back(c);
        }
        sortRows(request.param(QStringLiteral("sort_by")).value_or(QString()), &pages.sorted);
        pages.key = key;
        m_pages = std::move(pages);
    }
    const auto within =
        m_shapes.atLeast("3.6") ? request.param(QStringLiteral("updated_within")) : std::nullopt;
    bool number = true;
    const Ms since = within ? m_world.now() - within->toLongLong(&number) * Second : 0;
    if (!number)
        return refused(QStringLiteral("updated_within is a number of seconds"));
    QJsonArray payload;
    const auto &rows = m_pages.sorted;
    // updated_within: everything at once, whatever the page.
    const size_t first = within ? 0 : static_cast<size_t>(pageOf(request) - 1) * RowsPerPage;
    const size_t last = within ? rows.size() : qMin(rows.size(), first + RowsPerPage);
    for (size_t i = first; i < last; ++i) {
        if (!within || rows[i]->updatedAt > since)
            payload.append(m_shapes.conversation(*rows[i]));
    }
    return json(QJsonObject{
        {QStringLiteral("data"), QJsonObject{{QStringLiteral("meta"), m_pages.listing.meta()},
                                             {QStringLiteral("payload"), payload}}}});
}

Response ChatwootDialect::conversationsMeta(const Call &call) const
{
    Listing listing;
    const Response failure = filter(call, &listing);
    if (failure.status != 200)
        return failure;
    return json(QJsonObject{{QStringLiteral("meta"), listing.meta()}});
}

Response ChatwootDialect::conversation(const Call &call) const
{
    Response failure;
    const Conversation *c = conversationOf(call, &failure);
    return c ? json(m_shapes.conversation(*c)) : failure;
}

Response ChatwootDialect::conversationLabels(const Call &call) const
{
    Response failure;
    const Conversation *c = conversationOf(call, &failure);
    return c ? json(QJsonObject{{QStringLiteral("payload"), m_shapes.labelsOf(*c)}}) : failure;
}

Response ChatwootDialect::messages(const Call &call) const
{
    Response failure;
    const Conversation *c = conversationOf(call, &failure);
    if (!c)
        return failure;
    const Request &request = *call.request;
    const auto idOf = [&request](const char *key) {
        return request.param(QLatin1String(key)).value_or(QString()).toLongLong();
    };
    const qint64 after = m_shapes.atLeast("2.16") ? idOf("after") : 0;
    const qint64 before = idOf("before");
    const bool hide = request.param(QStringLiteral("filter_internal_messages")).has_value();
    std::vector<const Message *> rows;
    for (const Message &m : c->messages) {
        if (hide && (m.isPrivate || m.kind == MessageKind::Activity))
            continue;
        if (before != 0 && m.number >= before)
            continue;
        if (after != 0 && (before != 0 ? m.number < after : m.number <= after))
            continue;
        rows.push_back(&m);
    }
    const size_t limit = after != 0 ? (before != 0 ? 1000 : 100) : 20;
    if (rows.size() > limit) {
        if (after != 0)
            rows.resize(limit);
        else
            rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(limit));
    }
    QJsonArray payload;
    for (const Message *m : rows)
        payload.append(m_shapes.message(*c, *m));
    QJsonObject meta{
        {QStringLiteral("labels"), m_shapes.labelsOf(*c)},
        {QStringLiteral("additional_attributes"), QJsonObject()},
        {QStringLiteral("contact"), m_shapes.contact(c->contact)},
        {QStringLiteral("agent_last_seen_at"), ChatwootShapes::iso(c->agentSeenAt)},
        {QStringLiteral("assignee_last_seen_at"), ChatwootShapes::iso(c->agentSeenAt)}};
    const int assignee = m_world.assignee(*c);
    if (assignee != Nobody)
        meta.insert(QStringLiteral("assignee"), m_shapes.agent(assignee));
    return json(QJsonObject{{QStringLiteral("meta"), meta}, {QStringLiteral("payload"), payload}});
}

} // namespace watchfloor::sandbox
