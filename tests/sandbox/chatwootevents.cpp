// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootdialect.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {
constexpr int EventsPerPage = 25;

QJsonObject pageMeta(int count, int page)
{
    return {{QStringLiteral("count"), count},
            {QStringLiteral("current_page"), page},
            {QStringLiteral("total_pages"), (count + EventsPerPage - 1) / EventsPerPage}};
}

} // namespace

Response ChatwootDialect::conversationEvents(const Call &call) const
{
    Response failure;
    const Conversation *c = conversationOf(call, &failure);
    if (!c)
        return failure;
    std::vector<const ReportingEvent *> rows;
    for (const int index : c->events)
        rows.push_back(&m_world.reportingEvents()[static_cast<size_t>(index)]);
    // ORDER BY created_at and nothing else: rows of the same instant come as the database likes.
    std::stable_sort(rows.begin(), rows.end(), [c](const auto *a, const auto *b) {
        if (a->createdAt != b->createdAt)
            return a->createdAt < b->createdAt;
        return c->number % 2 == 1 && a->id > b->id;
    });
    QJsonArray list;
    for (const ReportingEvent *e : rows)
        list.append(m_shapes.event(*e));
    return json(list);
}

Response ChatwootDialect::accountEvents(const Call &call) const
{
    const Request &request = *call.request;
    const Range range = rangeOf(request);
    if (range.malformed)
        return broken();
    bool byInbox = false;
    bool byUser = false;
    const int inbox = idParam(request, "inbox_id", "inbox", &byInbox);
    const int user = idParam(request, "user_id", "agent", &byUser);
    const auto name = request.param(QStringLiteral("name"));
    const auto &events = m_world.reportingEvents();
    const auto earlier = [](const ReportingEvent &e, Ms t) { return e.createdAt < t; };
    auto first = events.begin();
    auto last = events.end();
    // One of the two alone is no filter.
    if (range.given) {
        first = std::lower_bound(events.begin(), events.end(), range.since, earlier);
        last = std::lower_bound(first, events.end(), qMax(range.since, range.until), earlier);
    }
    const int page = pageOf(request);
    const int skip = (page - 1) * EventsPerPage;
    int count = 0;
    QJsonArray payload;
    for (auto e = std::make_reverse_iterator(last); e != std::make_reverse_iterator(first); ++e) {
        if (e->destroyed || (byInbox && e->inbox != inbox) || (byUser && e->agent != user) ||
            (name && *name != QLatin1String(e->name)))
            continue;
        if (count >= skip && count < skip + EventsPerPage)
            payload.append(m_shapes.event(*e));
        ++count;
    }
    return json(QJsonObject{{QStringLiteral("payload"), payload},
                            {QStringLiteral("meta"), pageMeta(count, page)}});
}

/// Answered surveys that pass the filters, newest answer first.
std::vector<std::pair<const Conversation *, const CsatAnswer *>>
ChatwootDialect::answers(const Request &request) const
{
    const Range range = rangeOf(request);
    bool byInbox = false;
    bool byTeam = false;
    const int inbox = idParam(request, "inbox_id", "inbox", &byInbox);
    const int team = idParam(request, "team_id", "team", &byTeam);
    const std::vector<QString> users = request.params(QStringLiteral("user_ids[]"));
    const auto rating = request.param(QStringLiteral("rating"));
    std::vector<std::pair<const Conversation *, const CsatAnswer *>> rows;
    for (const Conversation &c : m_world.conversations()) {
        if (c.deleted() || (byInbox && c.inbox != inbox) || (byTeam && c.group != team))
            continue;
        for (const CsatAnswer &answer : c.csat) {
            if (answer.answeredAt == 0 || (range.given && (answer.answeredAt < range.since ||
                                                           answer.answeredAt >= range.until)))
                continue;
            if (rating && rating->toInt() != answer.rating)
                continue;
            if (!users.empty() &&
                (answer.agent == Nobody ||
                 std::find(users.begin(), users.end(),
                           m_world.agents()[static_cast<size_t>(answer.agent)].id) == users.end()))
                continue;
            rows.emplace_back(&c, &answer);
        }
    }
    const bool up = request.param(QStringLiteral("sort")) == QStringLiteral("created_at");
    std::stable_sort(rows.begin(), rows.end(), [up](const auto &a, const auto &b) {
        return up ? a.second->answeredAt < b.second->answeredAt
                  : a.second->answeredAt > b.second->answeredAt;
    });
    return rows;
}

Response ChatwootDialect::csatResponses(const Call &call) const
{
    if (rangeOf(*call.request).malformed)
        return broken();
    const auto rows = answers(*call.request);
    const size_t first = static_cast<size_t>(pageOf(*call.request) - 1) * EventsPerPage;
    QJsonArray list;
    for (size_t i = first; i < qMin(rows.size(), first + EventsPerPage); ++i)
        list.append(m_shapes.csat(*rows[i].first, *rows[i].second));
    return json(list);
}

Response ChatwootDialect::csatMetrics(const Call &call) const
{
    const Range range = rangeOf(*call.request);
    if (range.malformed)
        return broken();
    const auto rows = answers(*call.request);
    QJsonObject ratings;
    for (const auto &[c, answer] : rows) {
        const QString key = QString::number(answer->rating);
        ratings.insert(key, ratings.value(key).toInt() + 1);
    }
    int sent = 0;
    for (const Conversation &c : m_world.conversations()) {
        for (const CsatAnswer &asked : c.csat)
            sent += !c.deleted() &&
                    (!range.given || (asked.askedAt >= range.since && asked.askedAt < range.until));
    }
    return json(QJsonObject{{QStringLiteral("total_count"), static_cast<int>(rows.size())},
                            {QStringLiteral("ratings_count"), ratings},
                            {QStringLiteral("total_sent_messages_count"), sent}});
}

/// Conversations with an SLA policy that pass the filters, newest first.
std::vector<const Conversation *> ChatwootDialect::slaRows(const Request &request) const
{
    const Range range = rangeOf(request);
    bool byInbox = false;
    bool byTeam = false;
    bool byAgent = false;
    const int inbox = idParam(request, "inbox_id", "inbox", &byInbox);
    const int team = idParam(request, "team_id", "team", &byTeam);
    const int agent = idParam(request, "assigned_agent_id", "agent", &byAgent);
    const auto policy = request.param(QStringLiteral("sla_policy_id"));
    const auto label = request.param(QStringLiteral("label_list"));
    std::vector<const Conversation *> rows;
    const auto &all = m_world.conversations();
    for (auto c = all.rbegin(); c != all.rend(); ++c) {
        if (c->deleted() || c->slaPolicy == Nobody || (byInbox && c->inbox != inbox) ||
            (byTeam && c->group != team) || (byAgent && m_world.assignee(*c) != agent))
            continue;
        if (range.given && (c->createdAt < range.since || c->createdAt >= range.until))
            continue;
        if (policy && policy->toLongLong() != ChatwootShapes::slaPolicyId(c->slaPolicy))
            continue;
        if (label && !m_shapes.labelsOf(*c).contains(*label))
            continue;
        rows.push_back(&*c);
    }
    return rows;
}

Response ChatwootDialect::appliedSlas(const Call &call) const
{
    const Request &request = *call.request;
    if (rangeOf(request).malformed)
        return broken();
    std::vector<const Conversation *> missed;
    for (const Conversation *c : slaRows(request)) {
        if (!c->slaEvents.empty())
            missed.push_back(c);
    }
    const auto asked = request.param(QStringLiteral("page"));
    const size_t first = static_cast<size_t>(pageOf(request) - 1) * EventsPerPage;
    QJsonArray payload;
    for (size_t i = first; i < qMin(missed.size(), first + EventsPerPage); ++i) {
        const Conversation &c = *missed[i];
        QStringList labels;
        for (const QJsonValue &title : m_shapes.labelsOf(c))
            labels.append(title.toString());
        const QString name = m_world.contacts()[static_cast<size_t>(c.contact)].name;
        QJsonObject about{{QStringLiteral("id"), c.number},
                          {QStringLiteral("contact"), QJsonObject{{QStringLiteral("name"), name}}},
                          {QStringLiteral("labels"), labels.join(QStringLiteral(", "))}};
        const int assignee = m_world.assignee(c);
        if (assignee != Nobody)
            about.insert(QStringLiteral("assignee"), m_shapes.agent(assignee));
        payload.append(QJsonObject{{QStringLiteral("applied_sla"), m_shapes.appliedSla(c)},
                                   {QStringLiteral("conversation"), about},
                                   {QStringLiteral("sla_events"), m_shapes.slaEvents(c)}});
    }
    // The page comes back as it was sent: text, or the number 1 when none was.
    return json(QJsonObject{{QStringLiteral("payload"), payload},
                            {QStringLiteral("meta"),
                             QJsonObject{{QStringLiteral("count"), static_cast<int>(missed.size())},
                                         {QStringLiteral("current_page"),
                                          asked ? QJsonValue(*asked) : QJsonValue(1)}}}});
}

Response ChatwootDialect::slaMetrics(const Call &call) const
{
    if (rangeOf(*call.request).malformed)
        return broken();
    const auto rows = slaRows(*call.request);
    const auto misses = std::count_if(rows.begin(), rows.end(),
                                      [](const Conversation *c) { return !c->slaEvents.empty(); });
    const auto total = static_cast<qint64>(rows.size());
    const double rate = total == 0 ? 100.0 : 100.0 * double(total - misses) / double(total);
    return json(QJsonObject{
        {QStringLiteral("total_applied_slas"), total},
        {QStringLiteral("number_of_sla_misses"), static_cast<qint64>(misses)},
        {QStringLiteral("hit_rate"), QString::number(rate, 'f', 1) + QLatin1Char('%')}});
}

} // namespace watchfloor::sandbox
