// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonconversations.h"
#include "backend/sync/providers/liveperson/livepersonevents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::liveperson;

namespace {

constexpr TimeMs began = 1'780'300'800'000;

/// What an event says, as one comparable text: name, since, until, agent, group, skill, value, bot.
QString line(const QString &name, TimeMs start, TimeMs end, const QString &agent,
             const QString &group, const QString &skill, qint64 value, int bot)
{
    return QStringLiteral("%1 %2..%3 agent=%4 group=%5 skill=%6 value=%7 bot=%8")
        .arg(name)
        .arg(start - began)
        .arg(end - began)
        .arg(agent, group, skill)
        .arg(value)
        .arg(bot);
}

QStringList linesOf(const std::vector<ReportingEvent> &events)
{
    QStringList lines;
    for (const ReportingEvent &e : events) {
        if (e.created != e.end || e.updated != e.created || e.origin != EventOrigin::Derived)
            lines.append(QStringLiteral("odd: ") + e.name);
        lines.append(line(e.name, e.start.value_or(-1), e.end.value_or(-1), e.agentRemoteId,
                          e.groupRemoteId, e.skillRemoteId, e.value, e.byBot ? int(*e.byBot) : -1));
    }
    lines.sort();
    return lines;
}

/// A conversation lived through step by step: what happened is kept twice, as the vendor's record
/// and as plain truth. The figures of the truth come straight from their definitions.
class Life {
public:
    struct Person {
        const char *id;
        const char *group;
        int kind;
    };
    static constexpr Person people[] = {
        {"11", "3680508920", 1}, {"22", "3680508921", 1}, {"33", "3680508920", 1},
        {"900", "-1", 2},        {"7", "-1", 0},
    };
    static constexpr int personCount = 3;
    static constexpr int bot = 3;
    static constexpr int nobody = -1;

    struct Held {
        int who;
        TimeMs from;
        TimeMs waited;
        QString skill;
    };
    struct Said {
        TimeMs at;
        int seq;
        int who;    ///< nobody = the consumer
        bool heard; ///< not private, of the main dialog
    };
    struct Moved {
        TimeMs at;
        QString event;
        int from;
        QString skill;
    };

    explicit Life(quint32 seed)
        : random(seed)
    {
        skill = anySkill();
        if (chance(0.8))
            say(nobody);
        if (chance(0.3))
            hold(bot, now);
        const int steps = random.bounded(4, 30);
        for (int i = 0; i < steps; ++i) {
            now += chance(0.85) ? random.bounded(1, 500'000) : 0;
            step();
        }
        if (chance(0.7))
            close();
    }

    bool chance(double p) { return random.generateDouble() < p; }
    QString anySkill() { return QString::number(3'680'508'900 + random.bounded(1, 5)); }
    int anyPerson() { return random.bounded(personCount); }

    void step()
    {
        const double roll = random.generateDouble();
        if (roll < 0.35)
            say(nobody);
        else if (roll < 0.60)
            say(holder == nobody || chance(0.1) ? anyPerson() : holder);
        else if (roll < 0.65)
            say(holder == nobody ? anyPerson() : holder, true);
        else if (holder == nobody)
            hold(anyPerson(), waiting);
        else if (roll < 0.78)
            toQueue("Skill", "transferred", anySkill());
        else if (roll < 0.86)
            toQueue("back2Q", "back_to_queue", skill);
        else if (holder == bot)
            botLeaves();
        else if (roll < 0.95)
            toColleague();
        else
            joins.append(row(anyPerson(), "READER"));
    }

    QJsonObject row(int who, const char *permission) const
    {
        return {{QStringLiteral("agentId"), QLatin1String(people[who].id)},
                {QStringLiteral("userType"), QString::number(people[who].kind)},
                {QStringLiteral("agentGroupId"), QLatin1String(people[who].group)},
                {QStringLiteral("timeL"), now},
                {QStringLiteral("permission"), QLatin1String(permission)},
                {QStringLiteral("dialogId"), QStringLiteral("main")}};
    }

    void hold(int who, TimeMs since)
    {
        held.push_back({who, now, since, skill});
        holder = who;
        joins.append(row(who, "ASSIGNED_AGENT"));
    }
    void release(bool tell)
    {
        if (tell)
            leaves.append(row(holder, "ASSIGNED_AGENT"));
        holder = nobody;
        waiting = now;
    }
    void transfer(const char *reason, const char *event, const QString &to)
    {
        moved.push_back({now, QLatin1String(event), holder, skill});
        transfers.append(
            QJsonObject{{QStringLiteral("timeL"), now},
                        {QStringLiteral("reason"), QLatin1String(reason)},
                        {QStringLiteral("sourceAgentId"), QLatin1String(people[holder].id)},
                        {QStringLiteral("sourceSkillId"), skill},
                        {QStringLiteral("targetSkillId"), to},
                        {QStringLiteral("assignedAgentId"), QStringLiteral("null")}});
        skill = to;
    }
    void toQueue(const char *reason, const char *event, const QString &to)
    {
        // Two within one millisecond could not be told apart by anybody.
        if (held.back().from == now)
            now += 1;
        transfer(reason, event, to);
        release(chance(0.6));
        if (chance(0.4))
            hold(anyPerson(), now); // at once
    }
    void botLeaves()
    {
        if (held.back().from == now)
            now += 1;
        release(true);
    }
    void toColleague()
    {
        if (held.back().from == now)
            now += 1;
        const int next = (holder + random.bounded(1, personCount)) % personCount;
        transfer("Agent", "transferred", skill);
        release(chance(0.5));
        hold(next, now);
    }
    void say(int who, bool isPrivate = false)
    {
        const bool main = !chance(0.05);
        const bool known =
            who == nobody || std::any_of(joins.begin(), joins.end(), [&](auto j) {
                return j.toObject()[u"agentId"].toString() == QLatin1String(people[who].id);
            });
        if (who != nobody && !known)
            joins.append(row(who, "READER"));
        const char *const senders[] = {"Consumer", "consumer", "Agent", "AGENT"};
        messages.append(QJsonObject{
            {QStringLiteral("timeL"),
             chance(0.2) ? QJsonValue(QString::number(now)) : QJsonValue(now)},
            {QStringLiteral("seq"), sequence},
            {QStringLiteral("sentBy"),
             QLatin1String(senders[(who == nobody ? 0 : 2) + chance(0.5)])},
            {QStringLiteral("participantId"),
             who == nobody ? QStringLiteral("consumer-uuid") : QLatin1String(people[who].id)},
            {QStringLiteral("audience"),
             isPrivate ? QStringLiteral("AGENTS_AND_MANAGERS") : QStringLiteral("ALL")},
            {QStringLiteral("dialogId"),
             main ? QStringLiteral("main") : QStringLiteral("survey")}});
        said.push_back({now, sequence++, who, !isPrivate && main});
    }
    void close()
    {
        now += random.bounded(1, 100'000);
        closedAt = now;
        if (chance(0.5)) {
            rating = random.bounded(1, 6);
            now += random.bounded(1, 100'000);
        }
    }

    QByteArray record()
    {
        QJsonObject info{
            {QStringLiteral("conversationId"), QStringLiteral("life")},
            {QStringLiteral("startTimeL"), began},
            {QStringLiteral("status"), closedAt ? QStringLiteral("CLOSE") : QStringLiteral("OPEN")},
            {QStringLiteral("closeReason"), QStringLiteral("Consumer")},
            {QStringLiteral("latestSkillId"), skill},
            {QStringLiteral("latestQueueState"),
             holder == nobody ? QStringLiteral("IN_QUEUE") : QStringLiteral("ACTIVE")}};
        if (!held.empty()) {
            info.insert(QStringLiteral("latestAgentId"), QLatin1String(people[held.back().who].id));
            info.insert(QStringLiteral("latestAgentGroupId"),
                        QLatin1String(people[held.back().who].group));
        }
        if (closedAt)
            info.insert(QStringLiteral("conversationEndTimeL"), closedAt);
        info.insert(QStringLiteral("endTimeL"), now);
        QJsonArray dialogs{
            QJsonObject{{QStringLiteral("dialogId"), QStringLiteral("main")},
                        {QStringLiteral("dialogType"), QStringLiteral("MAIN")},
                        {QStringLiteral("startTimeL"), began}},
            QJsonObject{{QStringLiteral("dialogId"), QStringLiteral("survey")},
                        {QStringLiteral("dialogType"), QStringLiteral("POST_SURVEY")},
                        {QStringLiteral("startTimeL"), closedAt},
                        {QStringLiteral("endTimeL"), rating ? now : -1}}};
        QJsonArray surveys;
        if (rating)
            surveys.append(QJsonObject{
                {QStringLiteral("dialogId"), QStringLiteral("survey")},
                {QStringLiteral("surveyData"),
                 QJsonArray{QJsonObject{{QStringLiteral("questionType"), QStringLiteral("csat")},
                                        {QStringLiteral("answer"), QString::number(rating)}}}}});
        const QJsonObject whole{{QStringLiteral("info"), info},
                                {QStringLiteral("agentParticipants"), shuffled(joins)},
                                {QStringLiteral("agentParticipantsLeave"), shuffled(leaves)},
                                {QStringLiteral("transfers"), shuffled(transfers)},
                                {QStringLiteral("messageRecords"), shuffled(messages)},
                                {QStringLiteral("dialogs"), dialogs},
                                {QStringLiteral("conversationSurveys"), surveys}};
        return QJsonDocument(
                   QJsonObject{{QStringLiteral("conversationHistoryRecords"), QJsonArray{whole}}})
            .toJson();
    }
    /// The vendor promises no order within a list; what shares an instant keeps its own.
    QJsonArray shuffled(const QJsonArray &rows)
    {
        QJsonArray turned;
        QJsonArray rest = rows;
        const qsizetype split = rows.isEmpty() ? 0 : random.bounded(int(rows.size()));
        while (split > 0 && split < rest.size() &&
               rest.at(split)[u"timeL"] == rest.at(split - 1)[u"timeL"])
            return rows;
        for (qsizetype i = 0; i < rest.size(); ++i)
            turned.append(rest.at((i + split) % rest.size()));
        return turned;
    }

    QStringList expected() const
    {
        QStringList lines;
        for (const Held &h : held)
            lines.append(event("assigned", h.waited, h.from, h.who, h.skill));
        for (const Moved &m : moved)
            lines.append(event(m.event, m.at, m.at, m.from, m.skill));
        bool responded = false;
        bool answered = false;
        for (size_t i = 0; i < said.size(); ++i) {
            const Said &answer = said[i];
            if (!isHuman(answer))
                continue;
            const auto asked = waitingMessage(i);
            const QString with = skillAt(answer.at);
            if (asked) {
                if (!responded)
                    lines.append(event("first_response", *asked, answer.at, answer.who, with));
                lines.append(event("wait_time", *asked, answer.at, answer.who, with));
                lines.append(event("reply_time", std::max(*asked, assignedAt(answer.at)), answer.at,
                                   answer.who, with));
                responded = true;
            }
            if (!answered && firstAsked(i) && firstAssigned() && *firstAssigned() <= answer.at)
                lines.append(event("first_assignment_response",
                                   std::max(*firstAsked(i), *firstAssigned()), answer.at,
                                   answer.who, with));
            answered = true;
        }
        const int last = held.empty() ? nobody : held.back().who;
        if (rating) {
            lines.append(line(QStringLiteral("csat_answer"), closedAt, now, idOf(last),
                              groupOf(last), skill, rating, botOf(last)));
        }
        if (closedAt) {
            lines.append(line(QStringLiteral("conversation_resolved"), began, closedAt,
                              idOf(holder), groupOf(last), skill, closedAt - began, botOf(holder)));
        }
        lines.sort();
        return lines;
    }

    bool isHuman(const Said &s) const
    {
        return s.who != nobody && s.heard && people[s.who].kind == 1;
    }
    bool isAsking(const Said &s) const { return s.who == nobody && s.heard; }
    /// The first consumer message between the previous human message and the one at `index`.
    std::optional<TimeMs> waitingMessage(size_t index) const
    {
        std::optional<TimeMs> found;
        for (size_t i = index; i-- > 0 && !isHuman(said[i]);) {
            if (isAsking(said[i]))
                found = said[i].at;
        }
        return found;
    }
    std::optional<TimeMs> firstAsked(size_t before) const
    {
        for (size_t i = 0; i < before; ++i) {
            if (isAsking(said[i]))
                return said[i].at;
        }
        return std::nullopt;
    }
    std::optional<TimeMs> firstAssigned() const
    {
        for (const Held &h : held) {
            if (people[h.who].kind == 1)
                return h.from;
        }
        return std::nullopt;
    }
    TimeMs assignedAt(TimeMs t) const
    {
        TimeMs found = 0;
        for (const Held &h : held) {
            if (people[h.who].kind == 1 && h.from <= t)
                found = h.from;
        }
        return found;
    }
    QString skillAt(TimeMs t) const
    {
        QString found = moved.empty() ? skill : moved.front().skill;
        for (size_t i = 0; i < moved.size(); ++i) {
            if (moved[i].at <= t)
                found = i + 1 < moved.size() ? moved[i + 1].skill : skill;
        }
        return found;
    }

    static QString idOf(int who)
    {
        return who == nobody ? QString() : QLatin1String(people[who].id);
    }
    static QString groupOf(int who)
    {
        const QString group = who == nobody ? QString() : QLatin1String(people[who].group);
        return group == QLatin1String("-1") ? QString() : group;
    }
    static int botOf(int who) { return who == nobody ? -1 : int(people[who].kind != 1); }
    static QString event(const QString &name, TimeMs start, TimeMs end, int who,
                         const QString &skill)
    {
        return line(name, start, end, idOf(who), groupOf(who), skill, end - start, botOf(who));
    }
    static QString event(const char *name, TimeMs start, TimeMs end, int who, const QString &skill)
    {
        return event(QString::fromLatin1(name), start, end, who, skill);
    }

    QRandomGenerator random;
    TimeMs now = began;
    TimeMs waiting = began;
    TimeMs closedAt = 0;
    int rating = 0;
    int holder = nobody;
    int sequence = 0;
    QString skill;
    std::vector<Held> held;
    std::vector<Said> said;
    std::vector<Moved> moved;
    QJsonArray joins;
    QJsonArray leaves;
    QJsonArray transfers;
    QJsonArray messages;
};

QByteArray differing(quint32 seed, const QStringList &expected, const QStringList &told)
{
    QStringList lines{QStringLiteral("seed %1").arg(seed)};
    for (const QString &one : expected) {
        if (!told.contains(one))
            lines.append(QStringLiteral("- ") + one);
    }
    for (const QString &one : told) {
        if (!expected.contains(one))
            lines.append(QStringLiteral("+ ") + one);
    }
    return lines.join(u'\n').toUtf8();
}

Result<HistoryPage> parsed(const QByteArray &body)
{
    HttpResponse response;
    response.status = 200;
    response.body = body;
    return parseHistoryPage(response, {});
}

} // namespace

class TestLivePersonEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void livesAreTold()
    {
        QSet<QString> names;
        for (quint32 seed = 1; seed <= 3000; ++seed) {
            Life life(seed);
            const QByteArray body = life.record();
            const auto page = parsed(body);
            QVERIFY2(page.ok() && page->batch.problems.empty(), body.constData());
            const QStringList told = linesOf(page->batch.events);
            const QStringList expected = life.expected();
            const QByteArray difference = differing(seed, expected, told);
            QVERIFY2(told == expected, difference.constData());
            for (const ReportingEvent &event : page->batch.events)
                names.insert(event.name);

            const Conversation &row = page->batch.conversations.at(0);
            QCOMPARE(row.closed, life.closedAt ? std::optional(life.closedAt) : std::nullopt);
            // Once it waits again, it waits since the last one lost it.
            if (!life.closedAt && life.holder == Life::nobody)
                QCOMPARE(row.queued, std::optional(life.waiting));
            QCOMPARE(row.assigned.value_or(0), life.assignedAt(life.now));
        }
        QCOMPARE(names.size(), 9);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonEvents)
#include "tst_livepersonevents.moc"
