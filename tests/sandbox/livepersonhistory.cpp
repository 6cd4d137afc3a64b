// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"
#include "sandbox/livepersonrecords.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace watchfloor::sandbox {

namespace {

constexpr Ms TenMinutes = 10 * Minute;

/// Bounds included; nullopt = not asked for.
struct HistoryRange {
    bool given = false;
    Ms from = 0;
    Ms to = 0;
    bool has(Ms value) const { return !given || (value >= from && value <= to); }
};

class HistorySearch {
public:
    HistorySearch(const LivePersonCall &call, LivePersonFaults *faults);

    bool takes(const Conversation &c) const;
    /// Indexes of World::conversations(), in the order asked for.
    std::vector<int> found() const;

private:
    HistoryRange instants(const char *name, bool limited);
    HistoryRange numbers(const char *name, double least, double most, bool both);
    QStringList words(const char *name, const QStringList &known = {});
    void readSort();

    const LivePersonCall &m_call;
    LivePersonFaults *m_faults;
    HistoryRange m_start;
    HistoryRange m_end;
    HistoryRange m_dialogEnd;
    HistoryRange m_update;
    HistoryRange m_due;
    HistoryRange m_csat;
    HistoryRange m_mcs;
    HistoryRange m_duration;
    bool m_unknowable = false; ///< nps, fcr: no such survey is asked here
    QStringList m_status;
    QStringList m_skills;
    QStringList m_latestSkills;
    QStringList m_agents;
    QStringList m_latestAgents;
    QStringList m_groups;
    QStringList m_sources;
    QString m_queueState;
    QString m_sort;
};

HistorySearch::HistorySearch(const LivePersonCall &call, LivePersonFaults *faults)
    : m_call(call)
    , m_faults(faults)
{
    faults->onlyKeys(
        call.body, QStringLiteral("the body"),
        {QStringLiteral("start"), QStringLiteral("end"), QStringLiteral("fullDialogEndTime"),
         QStringLiteral("status"), QStringLiteral("skillIds"), QStringLiteral("latestSkillIds"),
         QStringLiteral("agentIds"), QStringLiteral("latestAgentIds"),
         QStringLiteral("agentGroupIds"), QStringLiteral("latestConversationQueueState"),
         QStringLiteral("responseTime"), QStringLiteral("csat"), QStringLiteral("mcs"),
         QStringLiteral("nps"), QStringLiteral("fcr"), QStringLiteral("duration"),
         QStringLiteral("source"), QStringLiteral("latestUpdateTime"),
         QStringLiteral("contentToRetrieve")});
    if (!call.body.value(QLatin1String("start")).isObject())
        faults->add(QStringLiteral("start: is required"));
    m_start = instants("start", true);
    m_end = instants("end", true);
    m_dialogEnd = instants("fullDialogEndTime", true);
    m_update = instants("latestUpdateTime", false);
    m_due = instants("responseTime", false);
    m_csat = numbers("csat", 1, 5, false);
    m_mcs = numbers("mcs", 0, 100, false);
    m_duration = numbers("duration", 0, 1e12, true);
    m_unknowable = numbers("nps", 0, 10, false).given || numbers("fcr", 0, 1, false).given;
    m_status = words("status", {QStringLiteral("OPEN"), QStringLiteral("CLOSE")});
    m_skills = words("skillIds");
    m_latestSkills = words("latestSkillIds");
    m_agents = words("agentIds");
    m_latestAgents = words("latestAgentIds");
    m_groups = words("agentGroupIds");
    m_sources = words("source");
    const QJsonValue state = call.body.value(QLatin1String("latestConversationQueueState"));
    m_queueState = state.toString();
    if (!state.isUndefined() && m_queueState != QLatin1String("IN_QUEUE") &&
        m_queueState != QLatin1String("ACTIVE"))
        faults->add(QStringLiteral("latestConversationQueueState: must be IN_QUEUE or ACTIVE"));
    readSort();
}

HistoryRange HistorySearch::instants(const char *name, bool limited)
{
    const QJsonValue value = m_call.body.value(QLatin1String(name));
    HistoryRange range;
    if (value.isUndefined())
        return range;
    const QString text = QLatin1String(name);
    const std::optional<Ms> from = m_faults->instant(value[u"from"]);
    const std::optional<Ms> to = m_faults->instant(value[u"to"]);
    const bool half = !limited && (from || to);
    if ((!from || !to) && !half) {
        m_faults->add(QStringLiteral("%1: from and to must be epoch milliseconds").arg(text));
        return range;
    }
    range.given = true;
    const Ms now = m_call.request.nowMs;
    const Ms last = to.value_or(-1) < 0 ? qMax(now, from.value_or(0)) : *to;
    if (from.value_or(0) < 0 || from.value_or(0) > last)
        m_faults->add(QStringLiteral("%1: from must not be after to").arg(text));
    if (limited) {
        const QDateTime begin = QDateTime::fromMSecsSinceEpoch(qMax<Ms>(0, *from), Qt::UTC);
        if (last > begin.addMonths(3).toMSecsSinceEpoch())
            m_faults->add(QStringLiteral("%1: the interval exceeds three months").arg(text));
    }
    // Outwards, so that neighbours come along.
    range.from = from.value_or(0) / TenMinutes * TenMinutes;
    range.to = to.value_or(-1) < 0 ? std::numeric_limits<Ms>::max()
                                   : (last + TenMinutes - 1) / TenMinutes * TenMinutes;
    return range;
}

HistoryRange HistorySearch::numbers(const char *name, double least, double most, bool both)
{
    const QJsonValue value = m_call.body.value(QLatin1String(name));
    HistoryRange range;
    if (value.isUndefined())
        return range;
    const bool from = value[u"from"].isDouble();
    const bool to = value[u"to"].isDouble();
    if ((!from && !to) || (both && (!from || !to)))
        m_faults->add(QStringLiteral("%1: from or to is missing").arg(QLatin1String(name)));
    range.given = true;
    range.from = static_cast<Ms>(value[u"from"].toDouble(least));
    range.to = static_cast<Ms>(value[u"to"].toDouble(most));
    return range;
}

QStringList HistorySearch::words(const char *name, const QStringList &known)
{
    const QStringList found =
        m_faults->texts(m_call.body.value(QLatin1String(name)), QLatin1String(name), true);
    for (const QString &word : found) {
        if (!known.isEmpty() && !known.contains(word))
            m_faults->add(QStringLiteral("%1: there is no %2").arg(QLatin1String(name), word));
    }
    return found;
}

void HistorySearch::readSort()
{
    if (!m_call.has("sort"))
        return;
    m_sort = m_call.param("sort");
    static const QStringList known{QStringLiteral("start:asc"), QStringLiteral("start:desc"),
                                   QStringLiteral("end:asc"), QStringLiteral("end:desc")};
    if (!known.contains(m_sort))
        m_faults->add(QStringLiteral("sort: must be start or end, :asc or :desc"));
}

bool HistorySearch::takes(const Conversation &c) const
{
    const World &world = m_call.world;
    const auto inList = [](const QStringList &list, const QString &id) {
        return list.isEmpty() || list.contains(id);
    };
    const auto skillId = [&](int skill) {
        return skill == Nobody ? QStringLiteral("-1") : world.skills()[size_t(skill)].id;
    };
    const int latest = c.assignments.empty() ? Nobody : c.assignments.back().agent;
    if (m_unknowable || !m_start.has(c.createdAt) || !m_update.has(c.updatedAt) ||
        (m_end.given && (!c.closed() || !m_end.has(lpEndTime(c)))) ||
        (m_dialogEnd.given && (!c.closed() || !m_dialogEnd.has(lpEndTime(c)))) ||
        (m_due.given && (c.responseDueAt == 0 || !m_due.has(c.responseDueAt))) ||
        !inList(m_status, vendorStatusWord(Vendor::LivePerson, c.phase)) ||
        !inList(m_latestSkills, skillId(c.skill)) ||
        (!m_latestAgents.isEmpty() &&
         (latest == Nobody || !m_latestAgents.contains(world.agents()[size_t(latest)].id))))
        return false;
    if (m_csat.given &&
        (c.csat.empty() || c.csat.back().answeredAt == 0 || !m_csat.has(c.csat.back().rating)))
        return false;
    if (!m_mcs.has(c.number * 37 % 101) ||
        !m_duration.has(((c.closed() ? c.closedAt : world.now()) - c.createdAt) / Second))
        return false;
    if (!m_sources.isEmpty() &&
        (c.inbox == Nobody ||
         !m_sources.contains(lpSource(world.inboxes()[size_t(c.inbox)].channel))))
        return false;
    if (!m_queueState.isEmpty() &&
        (c.phase == Phase::Queued) != (m_queueState == QLatin1String("IN_QUEUE")))
        return false;
    const bool skilled =
        m_skills.isEmpty() || m_skills.contains(skillId(c.skill)) ||
        std::any_of(c.transfers.begin(), c.transfers.end(), [&](const Transfer &t) {
            return m_skills.contains(skillId(t.sourceSkill)) ||
                   m_skills.contains(skillId(t.targetSkill));
        });
    const auto assignedTo = [&](const QStringList &list, bool groups) {
        return list.isEmpty() ||
               std::any_of(c.assignments.begin(), c.assignments.end(), [&](const Assignment &a) {
                   const Agent &agent = world.agents()[size_t(a.agent)];
                   if (!groups)
                       return list.contains(agent.id);
                   return list.contains(agent.group == Nobody
                                            ? QStringLiteral("-1")
                                            : world.groups()[size_t(agent.group)].id);
               });
    };
    return skilled && assignedTo(m_agents, false) && assignedTo(m_groups, true);
}

std::vector<int> HistorySearch::found() const
{
    const auto &all = m_call.world.conversations();
    // By creation; older ones than 13 months are gone.
    const Ms kept = QDateTime::fromMSecsSinceEpoch(m_call.request.nowMs, Qt::UTC)
                        .addMonths(-13)
                        .toMSecsSinceEpoch();
    auto at = std::lower_bound(all.begin(), all.end(), qMax(m_start.from, kept),
                               [](const Conversation &c, Ms from) { return c.createdAt < from; });
    std::vector<int> rows;
    for (; at != all.end() && at->createdAt <= m_start.to; ++at) {
        if (!at->deleted() && takes(*at))
            rows.push_back(static_cast<int>(at - all.begin()));
    }
    const auto startOf = [&](int i) { return all[size_t(i)].createdAt; };
    const auto endOf = [&](int i) {
        return all[size_t(i)].closed() ? lpEndTime(all[size_t(i)]) : std::numeric_limits<Ms>::max();
    };
    if (m_sort.isEmpty()) {
        // No order is promised then.
        std::sort(rows.begin(), rows.end(),
                  [&](int a, int b) { return all[size_t(a)].id < all[size_t(b)].id; });
        return rows;
    }
    const bool byEnd = m_sort.startsWith(QLatin1String("end"));
    const bool down = m_sort.endsWith(QLatin1String("desc"));
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
        const Ms left = byEnd ? endOf(a) : startOf(a);
        const Ms right = byEnd ? endOf(b) : startOf(b);
        return down ? right < left : left < right;
    });
    return rows;
}

/// Parameters and contents both kinds of search share; true when the request may go on.
bool readCommon(const LivePersonCall &call, QStringList *content, LivePersonFaults *faults,
                Response *refusal)
{
    const QString source = call.param("source");
    if (source.isEmpty() || source.size() > 20)
        faults->add(QStringLiteral("source: is required and has 20 characters at most"));
    if (call.has("v") && call.param("v") != QLatin1String("1") &&
        call.param("v") != QLatin1String("2"))
        faults->add(QStringLiteral("v: must be 1 or 2"));
    const QJsonValue wanted = call.body.value(QLatin1String("contentToRetrieve"));
    *content = lpDefaultContent();
    if (wanted.isUndefined())
        return true;
    *content = faults->texts(wanted, QStringLiteral("contentToRetrieve"));
    for (const QString &part : std::as_const(*content)) {
        if (!lpContentTypes().contains(part)) {
            *refusal = lpRefused(QStringLiteral("contentToRetrieve knows no '%1'").arg(part));
            return false;
        }
        if (lpPersonalContent().contains(part) && !call.world.config().pii) {
            *refusal =
                lpRefused(QStringLiteral("'%1' is personal data and this account has not opted in")
                              .arg(part));
            return false;
        }
    }
    return true;
}

QJsonObject searchPaging(const LivePersonCall &call, qint64 count, qint64 offset, qint64 limit,
                         bool partial)
{
    QJsonObject metadata = lpObject(
        {{"count", count}, {"shardsStatusResult", lpObject({{"partialResult", partial}})}});
    const auto link = [&](const char *rel, qint64 start) {
        metadata.insert(
            QLatin1String(rel),
            lpObject({{"rel", QLatin1String(rel)},
                      {"href", QStringLiteral("https://localhost:8082%1?limit=%2&offset=%3")
                                   .arg(call.request.path, QString::number(limit),
                                        QString::number(start))}}));
    };
    link("self", offset);
    if (offset > 0) {
        link("first", 0);
        link("prev", qMax<qint64>(0, offset - limit));
    }
    if (offset + limit < count) {
        link("next", offset + limit);
        link("last", (count - 1) / limit * limit);
    }
    return metadata;
}

} // namespace

Response lpConversations(const LivePersonCall &call)
{
    LivePersonFaults faults;
    QStringList content;
    Response refusal;
    if (!readCommon(call, &content, &faults, &refusal))
        return refusal;
    const HistorySearch search(call, &faults);
    const qint64 offset = faults.number(call, "offset", 0, 0, 1'000'000'000);
    const qint64 limit = faults.number(call, "limit", 50, 1, 100);
    if (faults.any())
        return lpBadRequest(faults.cause());
    const std::vector<int> rows = search.found();
    const auto count = static_cast<qint64>(rows.size());
    if (rows.empty() && call.options.emptyStatus == 204)
        return {204, {}, {}};
    const bool partial =
        call.options.partialEvery > 0 && call.searches % call.options.partialEvery == 0;
    QJsonArray records;
    for (qint64 i = offset; i < qMin(count, offset + limit); ++i) {
        const Conversation &c = call.world.at(rows[size_t(i)]);
        // One shard of three did not answer.
        if (partial && c.number % 3 == 0)
            continue;
        const int every = call.options.partialRecordEvery;
        records.append(
            lpRecord(call.world, c, content, call.account, every > 0 && c.number % every == 0));
    }
    return lpJson(lpObject({{"_metadata", searchPaging(call, count, offset, limit, partial)},
                            {"conversationHistoryRecords", records}}));
}

Response lpConversation(const LivePersonCall &call)
{
    LivePersonFaults faults;
    QStringList content;
    Response refusal;
    if (!readCommon(call, &content, &faults, &refusal))
        return refusal;
    faults.onlyKeys(call.body, QStringLiteral("the body"),
                    {QStringLiteral("conversationId"), QStringLiteral("conversationIds"),
                     QStringLiteral("contentToRetrieve")});
    QStringList ids = faults.texts(call.body.value(QLatin1String("conversationIds")),
                                   QStringLiteral("conversationIds"));
    const QJsonValue one = call.body.value(QLatin1String("conversationId"));
    if (one.isString())
        ids.append(one.toString());
    if (ids.isEmpty() || ids.size() > 100)
        faults.add(QStringLiteral("conversationId: is required; 100 ids at most"));
    if (faults.any())
        return lpBadRequest(faults.cause());
    QJsonArray records;
    for (const QString &id : std::as_const(ids)) {
        const int index = call.world.conversationById(id);
        if (index != Nobody && !call.world.at(index).deleted())
            records.append(
                lpRecord(call.world, call.world.at(index), content, call.account, false));
    }
    if (records.isEmpty() && call.options.emptyStatus == 204)
        return {204, {}, {}};
    return lpJson(lpObject({{"_metadata", searchPaging(call, records.size(), 0, 50, false)},
                            {"conversationHistoryRecords", records}}));
}

} // namespace watchfloor::sandbox
