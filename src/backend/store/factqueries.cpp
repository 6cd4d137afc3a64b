// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/factqueries.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"

namespace watchfloor {

QString FactQueries::ofAccounts(const QString &column, const std::vector<RowId> &accounts)
{
    if (accounts.empty())
        return column + QStringLiteral(" IN (SELECT id FROM account WHERE removed = 0)");
    QStringList ids;
    for (const RowId id : accounts)
        ids << QString::number(id);
    return QStringLiteral("%1 IN (%2)").arg(column, ids.join(u','));
}

FactQueries::Texts FactQueries::texts(const QString &sql)
{
    Texts out;
    Statement select = m_db.statement(sql);
    select.run();
    while (select.next())
        out.insert(select.number(0), select.text(1));
    return out;
}

namespace {

std::vector<MetricValue> readMetricValues(Statement &select)
{
    std::vector<MetricValue> out;
    while (select.next()) {
        MetricValue v;
        v.metric = select.text(0);
        v.scope = static_cast<MetricScope>(select.integer(1));
        v.scopeKey = select.text(2);
        v.value = select.maybeReal(3);
        v.n = select.maybeNumber(4);
        v.partial = select.integer(5) & 1;
        v.inferredZero = select.integer(5) & 2;
        v.takenAt = select.number(6);
        const TimeRange window{select.number(7), select.number(8)};
        if (window.from != window.to) // 0..0 is a current value
            v.window = window;
        out.push_back(std::move(v));
    }
    return out;
}

} // namespace

QStringList FactQueries::names(const QString &sql)
{
    QStringList out;
    Statement select = m_db.statement(sql);
    select.run();
    while (select.next())
        out.append(select.text(0));
    return out;
}

namespace {

// Nobody has seen a state last any longer than the agent was there.
constexpr QLatin1String statesWithin(
    "SELECT a.remote_id, s.state, s.reason, s.started, "
    "ifnull(s.ended, max(s.started, CASE WHEN a.known = 1 THEN a.gone_at END)) AS until, "
    "s.observed FROM agent a "
    "JOIN agent_state s ON s.agent = a.id WHERE a.account = :account AND s.started < :to "
    "AND (until IS NULL OR until > :from) ");

std::vector<AgentState> readStates(Statement &select)
{
    std::vector<AgentState> out;
    while (select.next()) {
        AgentState state;
        state.agentRemoteId = select.text(0);
        state.state = select.text(1);
        state.reason = select.text(2);
        state.from = select.number(3);
        state.to = select.maybeNumber(4);
        state.observed = select.flag(5);
        out.push_back(std::move(state));
    }
    return out;
}

} // namespace

std::vector<AgentState> FactQueries::agentStates(RowId account, TimeRange range)
{
    Statement select =
        m_db.statement(statesWithin + QLatin1String("ORDER BY a.id, s.observed, s.started"));
    select.bind("account", account).bind("from", range.from).bind("to", range.to).run();
    return readStates(select);
}

std::vector<AgentState> FactQueries::agentStates(RowId account, const QString &agent,
                                                 TimeRange range)
{
    Statement select = m_db.statement(
        statesWithin + QLatin1String("AND a.remote_id = :agent ORDER BY s.observed, s.started"));
    select.bind("account", account).bind("agent", agent);
    select.bind("from", range.from).bind("to", range.to).run();
    return readStates(select);
}

std::vector<TimeMs> FactQueries::waitingEvents(RowId account, TimeRange created)
{
    // By the conversation they have not: nearly always there are none, while those of inferred
    // links, which the other index holds as well, are many and stay.
    Statement select = m_db.statement(
        QStringLiteral("SELECT created FROM reporting_event INDEXED BY reporting_event_timeline "
                       "WHERE conversation IS NULL AND created >= :from AND created < :to "
                       "AND account = :account AND internal_id IS NOT NULL ORDER BY created"));
    select.bind("account", account).bind("from", created.from).bind("to", created.to).run();
    std::vector<TimeMs> out;
    while (select.next())
        out.push_back(select.number(0));
    return out;
}

QStringList FactQueries::channels()
{
    return names(QStringLiteral("SELECT name FROM channel ORDER BY name"));
}

QStringList FactQueries::labels(const std::vector<RowId> &accounts)
{
    return names(QStringLiteral("SELECT DISTINCT name FROM label WHERE %1 ORDER BY name")
                     .arg(ofAccounts(QStringLiteral("account"), accounts)));
}

std::vector<Agent> FactQueries::agents(const std::vector<RowId> &accounts)
{
    Statement select = m_db.statement(
        QStringLiteral(
            "SELECT id, account, remote_id, name, email, kind, availability, "
            "availability_since, availability_reason, capacity, enabled, gone_at, "
            "avatar_url, (SELECT min(started) FROM agent_state WHERE agent_state.agent = agent.id "
            "AND observed = 1), known FROM agent WHERE %1 ORDER BY account, id")
            .arg(ofAccounts(QStringLiteral("account"), accounts)));
    std::vector<Agent> out;
    select.run();
    while (select.next()) {
        Agent a;
        a.id = select.number(0);
        a.account = select.number(1);
        a.remoteId = select.text(2);
        a.name = select.text(3);
        a.email = select.text(4);
        a.kind = static_cast<AgentKind>(select.integer(5));
        a.availability = select.text(6);
        a.availabilitySince = select.maybeNumber(7);
        a.availabilityReason = select.text(8);
        a.capacity = select.maybeInteger(9);
        a.enabled = select.flag(10);
        a.goneAt = select.maybeNumber(11);
        a.avatarUrl = select.text(12);
        // Nothing was seen before this state, so it began at an unknown time earlier.
        a.availabilityIsOlder =
            a.availabilitySince && select.maybeNumber(13) == a.availabilitySince;
        // Who is not there any more is in no state, whatever was seen last; of whom no list has
        // told yet, this is not known.
        if (a.goneAt && select.flag(14)) {
            a.availability.clear();
            a.availabilitySince.reset();
            a.availabilityIsOlder = false;
            a.availabilityReason.clear();
        }
        out.push_back(std::move(a));
    }
    return out;
}

std::vector<Grouping> FactQueries::groupings(const std::vector<RowId> &accounts)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT g.id, g.account, g.kind, g.remote_id, g.name, p.remote_id, g.extra, "
                       "g.gone_at FROM grouping g LEFT JOIN grouping p ON p.id = g.parent "
                       "WHERE %1 ORDER BY g.account, g.kind, g.id")
            .arg(ofAccounts(QStringLiteral("g.account"), accounts)));
    std::vector<Grouping> out;
    select.run();
    while (select.next()) {
        Grouping g;
        g.id = select.number(0);
        g.account = select.number(1);
        g.kind = static_cast<GroupingKind>(select.integer(2));
        g.remoteId = select.text(3);
        g.name = select.text(4);
        g.parentRemoteId = select.text(5);
        g.extra = jsonObject(select.text(6));
        g.goneAt = select.maybeNumber(7);
        out.push_back(std::move(g));
    }
    return out;
}

std::vector<Membership> FactQueries::memberships(RowId account)
{
    Statement select = m_db.statement(QStringLiteral(
        "SELECT a.remote_id, g.kind, g.remote_id FROM membership m JOIN agent a ON a.id = m.agent "
        "JOIN grouping g ON g.id = m.grouping WHERE a.account = :account AND m.gone_at IS NULL "
        "ORDER BY g.kind, g.id, a.id"));
    std::vector<Membership> out;
    select.bind("account", account).run();
    while (select.next())
        out.push_back(
            {select.text(0), static_cast<GroupingKind>(select.integer(1)), select.text(2)});
    return out;
}

/// Conversations with one of these labels (:labels, see jsonList()); for IN.
static QString labelled()
{
    return QStringLiteral("(SELECT f.conversation FROM conversation_label f "
                          "JOIN label fl ON fl.id = f.label "
                          "WHERE fl.name IN (SELECT value FROM json_each(:labels)))");
}

static QString conversationWhere(const QString &accounts, const ConversationQuery &query)
{
    const QString active = QStringLiteral("(c.status <> 'closed' AND c.gone_at IS NULL)");
    QString where = QStringLiteral("c.known = 1 AND ") + accounts;
    if (query.activeOnly)
        where += QStringLiteral(" AND ") + active;
    if (query.created) {
        QString range = QStringLiteral("(c.created >= :from AND c.created < :to)");
        if (query.activeToo)
            range = QStringLiteral("(%1 OR %2)").arg(range, active);
        if (query.closed)
            range = QStringLiteral("(%1 OR (c.closed >= :clfrom AND c.closed < :clto))").arg(range);
        if (query.withEvents)
            range = QStringLiteral("(%1 OR EXISTS (SELECT 1 FROM reporting_event e "
                                   "WHERE e.conversation = c.id AND e.created >= :evfrom "
                                   "AND e.created < :evto))")
                        .arg(range);
        where += QStringLiteral(" AND ") + range;
    }
    if (!query.labels.isEmpty())
        where += QStringLiteral(" AND c.id IN ") + labelled();
    if (!query.withGone)
        where += QStringLiteral(" AND c.gone_at IS NULL");
    if (!query.remoteId.isEmpty())
        where += QStringLiteral(" AND c.remote_id = :remote");
    if (!query.rows.empty())
        where += QStringLiteral(" AND c.id IN (SELECT value FROM json_each(:rows))");
    if (query.newestOf)
        where += QStringLiteral(" AND c.id IN (SELECT x.id FROM conversation x WHERE %1 AND "
                                "x.known = 1 AND x.agent = :newestagent AND "
                                "x.created >= :newestfrom AND x.created < :newestto "
                                "ORDER BY x.created DESC, x.id DESC LIMIT :newestlimit)")
                     .arg(QString(accounts).replace(QStringLiteral("c.account"),
                                                    QStringLiteral("x.account")));
    return where;
}

static void bindConversationQuery(Statement &statement, const ConversationQuery &query)
{
    if (query.created)
        statement.bind("from", query.created->from).bind("to", query.created->to);
    if (!query.labels.isEmpty())
        statement.bind("labels", jsonList(query.labels));
    if (query.created && query.closed)
        statement.bind("clfrom", query.closed->from).bind("clto", query.closed->to);
    if (query.created && query.withEvents)
        statement.bind("evfrom", query.withEvents->from).bind("evto", query.withEvents->to);
    if (!query.remoteId.isEmpty())
        statement.bind("remote", query.remoteId);
    if (!query.rows.empty())
        statement.bind("rows", jsonList(query.rows));
    if (query.newestOf)
        statement.bind("newestagent", query.newestOf->agent)
            .bind("newestfrom", query.newestOf->created.from)
            .bind("newestto", query.newestOf->created.to)
            .bind("newestlimit", query.newestOf->limit);
}

static void readConversation(const Statement &s, Conversation *c)
{
    c->id = s.number(0);
    c->account = s.number(1);
    c->remoteId = s.text(2);
    c->internalId = s.text(3);
    c->status = s.text(4);
    c->created = s.number(5);
    c->queued = s.maybeNumber(6);
    c->assigned = s.maybeNumber(7);
    c->firstResponse = s.maybeNumber(8);
    c->waitingSince = s.maybeNumber(9);
    c->closed = s.maybeNumber(10);
    c->closedBy = s.text(11);
    c->contact = s.text(17);
    c->unread = s.maybeInteger(18);
    c->priority = s.text(19);
    c->dueAt = s.maybeNumber(20);
    c->csat = s.maybeInteger(21);
    c->outcome = s.text(23);
    c->isLive = s.maybeFlag(24);
    c->recorded = s.maybeFlag(25);
    c->interacted = s.maybeFlag(26);
    c->talkDuration = s.maybeNumber(27);
    c->cost = s.maybeReal(28);
    c->topic = s.text(29);
    c->subtopic = s.text(30);
    c->updatedAt = s.maybeNumber(31);
    c->goneAt = s.maybeNumber(32);
    c->extra = jsonObject(s.text(33));
    if (const QString sla = s.text(22); !sla.isEmpty())
        c->extra.insert(QStringLiteral("sla_status"), sla);
}

std::vector<Conversation> FactQueries::conversations(const ConversationQuery &query)
{
    const QString where =
        conversationWhere(ofAccounts(QStringLiteral("c.account"), query.accounts), query);
    const Texts agents = texts(QStringLiteral("SELECT id, remote_id FROM agent"));
    const Texts groupings = texts(QStringLiteral("SELECT id, remote_id FROM grouping"));
    const Texts channels = texts(QStringLiteral("SELECT id, name FROM channel"));
    std::vector<Conversation> out;
    {
        Statement select = m_db.statement(
            QStringLiteral(
                "SELECT c.id, c.account, c.remote_id, c.internal_id, c.status, c.created, "
                "c.queued, c.assigned, c.first_response, c.waiting_since, c.closed, "
                "c.closed_by, c.agent, c.grp, c.skill, c.inbox, c.channel, c.contact, "
                "c.unread, c.priority, ifnull(c.due_at_apart, c.due_at), "
                "ifnull(c.csat_apart, c.csat), c.sla_status, c.outcome, c.is_live, "
                "c.recorded, c.interacted, c.talk_duration, c.cost, c.topic, c.subtopic, "
                "c.updated_at, c.gone_at, c.extra FROM conversation c WHERE %1 "
                "ORDER BY c.created, c.id")
                .arg(where));
        bindConversationQuery(select, query);
        select.run();
        while (select.next()) {
            Conversation c;
            readConversation(select, &c);
            c.agentRemoteId = agents.value(select.number(12));
            c.groupRemoteId = groupings.value(select.number(13));
            c.skillRemoteId = groupings.value(select.number(14));
            c.inboxRemoteId = groupings.value(select.number(15));
            c.channel = channels.value(select.number(16));
            out.push_back(std::move(c));
        }
    }
    Statement labels = m_db.statement(
        QStringLiteral(
            "SELECT x.conversation, l.name FROM conversation_label x "
            "JOIN label l ON l.id = x.label JOIN conversation c ON c.id = x.conversation "
            "WHERE %1 ORDER BY l.name")
            .arg(where));
    bindConversationQuery(labels, query);
    QHash<RowId, QStringList> byConversation;
    labels.run();
    while (labels.next())
        byConversation[labels.number(0)] << labels.text(1);
    for (Conversation &c : out)
        c.labels = byConversation.value(c.id);
    return out;
}

static QString eventSelect(const char *where)
{
    return QStringLiteral(
               "SELECT e.id, e.account, e.remote_id, c.remote_id, "
               "ifnull(c.internal_id, e.internal_id), n.name, e.value, e.business, "
               "e.created - e.value - e.start_lag, e.created - e.end_lag, e.created, "
               "ifnull(e.updated, e.created), e.origin, a.remote_id, g.remote_id, s.remote_id, "
               "i.remote_id, h.name, x.bot FROM reporting_event e "
               "LEFT JOIN conversation c ON c.id = e.conversation "
               "JOIN event_name n ON n.id = e.name JOIN cell x ON x.id = e.cell "
               "LEFT JOIN agent a ON a.id = x.agent LEFT JOIN grouping g ON g.id = x.grp "
               "LEFT JOIN grouping s ON s.id = x.skill LEFT JOIN grouping i ON i.id = x.inbox "
               "LEFT JOIN channel h ON h.id = x.channel WHERE %1 "
               "ORDER BY e.created, e.remote_id IS NULL, e.remote_id, n.name, e.id")
        .arg(QLatin1String(where));
}

static std::vector<ReportingEvent> readEvents(Statement &select)
{
    std::vector<ReportingEvent> out;
    select.run();
    while (select.next()) {
        ReportingEvent e;
        e.id = select.number(0);
        e.account = select.number(1);
        e.remoteId = select.maybeNumber(2);
        e.conversationRemoteId = select.text(3);
        e.conversationInternalId = select.text(4);
        e.name = select.text(5);
        e.value = select.number(6);
        e.valueInBusinessHours = select.maybeNumber(7);
        e.start = select.maybeNumber(8);
        e.end = select.maybeNumber(9);
        e.created = select.number(10);
        e.updated = select.number(11);
        e.origin = static_cast<EventOrigin>(select.integer(12));
        e.agentRemoteId = select.text(13);
        e.groupRemoteId = select.text(14);
        e.skillRemoteId = select.text(15);
        e.inboxRemoteId = select.text(16);
        e.channel = select.text(17);
        e.byBot = select.maybeFlag(18);
        out.push_back(std::move(e));
    }
    return out;
}

std::vector<ReportingEvent> FactQueries::events(RowId conversation)
{
    Statement select = m_db.statement(eventSelect("e.conversation = :conversation"));
    return readEvents(select.bind("conversation", conversation));
}

std::vector<ReportingEvent> FactQueries::events(RowId account, TimeRange created,
                                                const QStringList &labels)
{
    QString where =
        QStringLiteral("e.account = :account AND e.created >= :from AND e.created < :to");
    if (!labels.isEmpty())
        where += QStringLiteral(" AND e.conversation IN ") + labelled();
    Statement select = m_db.statement(eventSelect(qPrintable(where)));
    if (!labels.isEmpty())
        select.bind("labels", jsonList(labels));
    select.bind("account", account).bind("from", created.from).bind("to", created.to);
    return readEvents(select);
}

std::vector<MetricValue> FactQueries::currentMetricValues(RowId account)
{
    // One look into the key for each series: its history grows by the minute and is kept for ever.
    Statement select = m_db.statement(QStringLiteral(
        "SELECT s.metric, s.scope, s.scope_key, v.value, v.n, v.flags, v.taken_at, "
        "v.window_from, v.window_to "
        "FROM metric_series s JOIN metric_value v ON v.series = s.id AND v.window_from = 0 "
        "AND v.window_to = 0 AND v.taken_at = (SELECT max(m.taken_at) FROM metric_value m "
        "WHERE m.series = s.id AND m.window_from = 0 AND m.window_to = 0) "
        "WHERE s.account = :account ORDER BY s.metric, s.scope, s.scope_key"));
    select.bind("account", account).run();
    return readMetricValues(select);
}

std::vector<MetricValue> FactQueries::windowMetricValues(RowId account, const QStringList &metrics,
                                                         TimeRange range)
{
    std::vector<MetricValue> out;
    for (const QString &metric : metrics) {
        // Readings of one window follow one another in the key: the last one stands.
        Statement select = m_db.statement(QStringLiteral(
            "SELECT s.metric, s.scope, s.scope_key, v.value, v.n, v.flags, v.taken_at, "
            "v.window_from, v.window_to FROM metric_series s JOIN metric_value v "
            "ON v.series = s.id AND v.window_from >= :from AND v.window_from < :to "
            "AND v.window_to <= :to AND v.window_to > v.window_from AND v.taken_at = "
            "(SELECT max(m.taken_at) FROM metric_value m WHERE m.series = s.id "
            "AND m.window_from = v.window_from AND m.window_to = v.window_to) "
            "WHERE s.account = :account AND s.metric = :metric ORDER BY s.scope, s.scope_key, "
            "v.window_from, v.window_to"));
        select.bind("account", account).bind("metric", metric);
        select.bind("from", range.from).bind("to", range.to).run();
        std::vector<MetricValue> some = readMetricValues(select);
        out.insert(out.end(), some.begin(), some.end());
    }
    return out;
}

} // namespace watchfloor
