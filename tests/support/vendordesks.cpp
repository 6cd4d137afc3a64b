// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/vendordesks.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <set>

namespace watchfloor::test {
namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

template<typename T>
void addAll(std::vector<T> &to, const std::vector<T> &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

void addTo(SyncBatch &page, const SyncBatch &rows)
{
    addAll(page.agents, rows.agents);
    addAll(page.groupings, rows.groupings);
    addAll(page.memberships, rows.memberships);
    addAll(page.conversations, rows.conversations);
    addAll(page.patches, rows.patches);
    addAll(page.links, rows.links);
    addAll(page.events, rows.events);
    addAll(page.eventsComplete, rows.eventsComplete);
    page.goneConversations += rows.goneConversations;
}

} // namespace

/// What the rows of an account may name.
struct VendorDesks::Desk {
    std::size_t index = 0;
    QString provider;
    GroupingKind unit = GroupingKind::Group;
    QStringList agents, groups, skills, inboxes;
    int nextEvent = 1;

    bool is(const char *name) const { return provider == QLatin1String(name); }
};

VendorDesks::VendorDesks(unsigned seed, int conversations)
    : m_random(seed)
{
    const QDate begins[] = {{2024, 2, 20}, {2024, 10, 1}, {2023, 12, 10}, {2025, 3, 1}};
    m_origin = QDateTime(begins[below(4)], QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    for (const char *zone : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                             "Asia/Beirut", "America/Scoresbysund"}) {
        const auto changes = QTimeZone(zone).transitions(
            QDateTime::fromMSecsSinceEpoch(m_origin, Qt::UTC),
            QDateTime::fromMSecsSinceEpoch(m_origin + 50 * Day, Qt::UTC));
        for (const QTimeZone::OffsetData &change : changes)
            m_edges.push_back(change.atUtc.toMSecsSinceEpoch());
    }
    const std::pair<const char *, const char *> vendors[] = {{"chatwoot", "Acme"},
                                                             {"rocketchat", "Rocket"},
                                                             {"liveperson", "Person"},
                                                             {"chatdash", "Dash"},
                                                             {"chatwoot", "Beta"}};
    for (std::size_t i = 0; i < std::size(vendors) - (chance(60) ? 1 : 0); ++i) {
        Account account;
        account.provider = latin(vendors[i].first);
        account.name = latin(vendors[i].second);
        account.baseUrl = QUrl(QStringLiteral("https://desk.example"));
        account.remoteAccountId = QString::number(i + 1);
        m_accounts.push_back(account);
        m_lists.emplace_back();
        Desk desk;
        desk.index = i;
        desk.provider = account.provider;
        addUnits(desk);
        addPeople(desk);
        for (int number = 1; number <= conversations; ++number)
            addConversation(desk, number);
    }
}

const char *VendorDesks::oneOf(std::initializer_list<const char *> words)
{
    return words.begin()[below(static_cast<int>(words.size()))];
}

TimeMs VendorDesks::time()
{
    const TimeMs any = m_origin + static_cast<TimeMs>(m_random() % quint64(50 * Day));
    switch (below(10)) {
    case 0:
        return any - any % Day;
    case 1:
    case 2:
        return any - any % 3'600'000;
    case 3:
        return any - any % Day + below(3) - 1;
    case 4:
        if (!m_edges.empty())
            return m_edges[std::size_t(below(int(m_edges.size())))] + (below(5) - 2) * 1'800'000LL +
                   below(3) - 1;
        break;
    case 5: // late, by up to a year
        return chance(40) ? any - static_cast<TimeMs>(m_random() % quint64(365 * Day)) : any;
    default:
        break;
    }
    return any;
}

qint64 VendorDesks::duration()
{
    switch (below(8)) {
    case 0:
        return 0;
    case 1:
        return -1'000 * below(30);
    case 2:
        return below(3'000'000) * 1'000LL;
    case 3:
        return below(200);
    default:
        return below(40) * 30'000LL;
    }
}

void VendorDesks::say(const Desk &desk, int moment, SyncBatch rows)
{
    m_sayings.push_back({desk.index, moment, std::move(rows)});
}

void VendorDesks::addUnits(Desk &desk)
{
    desk.unit = desk.is("chatwoot")     ? GroupingKind::Team
                : desk.is("rocketchat") ? GroupingKind::Department
                                        : GroupingKind::Group;
    const auto add = [&](GroupingKind kind, const QString &id, const QString &parent) {
        Grouping row;
        row.kind = kind;
        row.remoteId = id;
        row.name = QStringLiteral("Unit ") + id;
        row.parentRemoteId = parent;
        SyncBatch first;
        first.groupings = {row};
        say(desk, 0, first);
        if (chance(30)) {
            row.name += QStringLiteral(" renamed");
            SyncBatch second;
            second.groupings = {row};
            say(desk, 2 + 2 * below(2), second);
        }
        SyncBatch &lists = m_lists[desk.index];
        auto set = std::find_if(lists.complete.begin(), lists.complete.end(),
                                [kind](const CompleteSet &one) { return one.kind == kind; });
        if (set == lists.complete.end())
            set = lists.complete.insert(set, {CompleteSet::What::Groupings, kind, {}});
        if (chance(88))
            set->remoteIds << id;
    };
    // A tree three deep; 5 stands alone, 9 is named by facts and by no list.
    const char *const parents[] = {"", "1", "2", "1", ""};
    for (int i = 1; i <= 5; ++i) {
        desk.groups << QString::number(i);
        add(desk.unit, desk.groups.back(), chance(80) ? latin(parents[i - 1]) : QString());
    }
    for (int i = 11; i <= 13; ++i) {
        desk.skills << QString::number(i);
        add(GroupingKind::Skill, desk.skills.back(), {});
    }
    for (int i = 21; i <= 23; ++i) {
        desk.inboxes << QString::number(i);
        add(GroupingKind::Inbox, desk.inboxes.back(), {});
    }
    desk.groups << QStringLiteral("9") << QString() << QString();
    desk.skills << QStringLiteral("19") << QString();
    desk.inboxes << QStringLiteral("29") << QString();
}

void VendorDesks::addPeople(Desk &desk)
{
    CompleteSet people;
    CompleteSet members{CompleteSet::What::Memberships, desk.unit, {}};
    for (int i = 31; i <= 36; ++i) {
        Agent agent;
        agent.remoteId = QString::number(i);
        agent.name = i == 36 ? QString() : latin(oneOf({"Ana", "Sam", "Kim"}));
        const int kind = below(10);
        agent.kind = kind == 0 ? AgentKind::System : kind <= 2 ? AgentKind::Bot : AgentKind::Human;
        agent.availability = latin(oneOf({"online", "away", "busy", "offline", "online"}));
        if (chance(4))
            agent.availability.clear();
        if (chance(90))
            agent.capacity = 3 + below(4);
        SyncBatch first;
        first.agents = {agent};
        say(desk, 0, first);
        if (chance(40)) {
            agent.availability = latin(oneOf({"online", "back_soon", "busy"}));
            agent.name += QStringLiteral(" B");
            SyncBatch second;
            second.agents = {agent};
            say(desk, 4, second);
        }
        if (chance(80))
            people.remoteIds << agent.remoteId;
        desk.agents << agent.remoteId;
        for (const auto &[kindOfUnit, ids] : {std::pair{desk.unit, desk.groups},
                                              {GroupingKind::Skill, desk.skills},
                                              {GroupingKind::Inbox, desk.inboxes}}) {
            while (chance(35)) {
                const QString id = ids[below(3)];
                SyncBatch membership;
                membership.memberships = {{agent.remoteId, kindOfUnit, id}};
                say(desk, 0, membership);
                if (kindOfUnit == desk.unit && chance(80))
                    members.remoteIds << agent.remoteId + u'\t' + id;
            }
        }
    }
    desk.agents << QStringLiteral("39") << QString() << QString(); // 39 stands in no list
    m_lists[desk.index].complete.push_back(people);
    m_lists[desk.index].complete.push_back(members);
}

void VendorDesks::describe(Desk &desk, Conversation &c)
{
    const auto pick = [this](const QStringList &from) { return from[below(int(from.size()))]; };
    c.agentRemoteId = pick(desk.agents);
    c.groupRemoteId = pick(desk.groups);
    c.skillRemoteId = pick(desk.skills);
    c.inboxRemoteId = pick(desk.inboxes);
    c.channel = latin(oneOf({"web", "email", "voice", ""}));
    c.status =
        latin(oneOf({"open", "closed", "closed", "queued", "pending", "snoozed", "on_hold"}));
    c.closed.reset();
    if (c.status == QLatin1String("closed") ? chance(50) : chance(10))
        c.closed = c.created + std::abs(duration());
    c.closedBy = latin(oneOf({"agent", "consumer", "system", ""}));
    const auto maybe = [this](TimeMs at) { return chance(50) ? std::optional(at) : std::nullopt; };
    c.queued = maybe(c.created + below(100) * 1'000);
    c.assigned = maybe(c.created + below(1'000) * 1'000);
    c.firstResponse = maybe(c.created + 90'000);
    c.waitingSince = maybe(c.created + 400'000);
    c.dueAt = maybe(chance(50) ? now() + (below(40) - 20) * 60'000 : time());
    c.labels.clear();
    for (const char *label : {"vip", "refund", "later"})
        if (chance(25))
            c.labels << latin(label);
    c.extra = {};
    if (desk.is("liveperson") && chance(50))
        c.extra.insert(QStringLiteral("waits_for"), latin(oneOf({"consumer", "agent"})));
    if (!desk.is("chatdash"))
        return;
    c.isLive = c.status != QLatin1String("closed") && chance(80);
    if (chance(70))
        c.talkDuration = duration();
    if (chance(70))
        c.cost = below(4'000) / 100.0;
    if (chance(60))
        c.extra.insert(QStringLiteral("evaluation"),
                       QJsonObject{{QStringLiteral("isSuccess"),
                                    chance(10) ? QJsonValue() : QJsonValue(chance(50))}});
    if (chance(60))
        c.extra.insert(QStringLiteral("noAnswer"), chance(50));
    if (chance(50))
        c.extra.insert(QStringLiteral("mistunderstoodQueries"),
                       chance(60) ? QJsonArray{QStringLiteral("why"), QStringLiteral("how")}
                                  : QJsonArray());
}

void VendorDesks::addConversation(Desk &desk, int number)
{
    Conversation c;
    c.remoteId = QString::number(number);
    c.created = chance(15) ? now() - below(86'400'000) : time();
    if (desk.is("chatwoot"))
        c.internalId = QString::number(1'000 + number);
    const bool listed = chance(92); // else only events name it
    std::vector<int> moments;
    for (int moment = 0; moment < Moments; moment += 2)
        if (chance(55))
            moments.push_back(moment);
    if (moments.empty())
        moments.push_back(2 * below(3));
    std::vector<Conversation> versions;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        describe(desk, c);
        if (chance(6))
            c.created += 3'600'000;
        c.updatedAt = m_origin + 60 * Day + static_cast<TimeMs>(i) * 60'000;
        versions.push_back(c);
        SyncBatch rows;
        rows.conversations = {c};
        if (listed)
            say(desk, moments[i], rows);
    }
    SyncBatch rows;
    if (desk.is("chatwoot") && !c.internalId.isEmpty() && chance(40)) {
        rows.links = {{c.remoteId, c.internalId, chance(50)}};
        say(desk, moments.front(), rows);
    }
    rows = {};
    if (desk.is("chatwoot") && chance(40)) {
        ConversationPatch patch{c.remoteId, 1 + below(5), {}, {}};
        if (chance(50))
            patch.dueAt = now() + (below(40) - 20) * 60'000;
        if (chance(50))
            patch.slaStatus = latin(oneOf({"missed", "active", "active_with_misses", "hit"}));
        rows.patches = {patch};
        say(desk, moments.front(), rows);
    }
    rows = {};
    if (listed && chance(12)) {
        rows.goneConversations = {c.remoteId};
        say(desk, 1 + 2 * below(3), rows);
    }
    if (desk.is("chatwoot"))
        addServerEvents(desk, versions.back());
    else
        addDerivedEvents(desk, versions, moments);
}

ReportingEvent VendorDesks::event(Desk &desk, const QString &name)
{
    const auto pick = [this](const QStringList &from) { return from[below(int(from.size()))]; };
    ReportingEvent e;
    e.name = name;
    e.created = time();
    e.updated = e.created;
    e.value = name == QLatin1String("csat_answer") ? 1 + below(5) : duration();
    if (chance(55))
        e.valueInBusinessHours = duration();
    e.end = e.created - below(3);
    e.start = *e.end - e.value;
    e.agentRemoteId = pick(desk.agents);
    if (chance(40))
        e.inboxRemoteId = pick(desk.inboxes);
    if (chance(25))
        e.channel = latin(oneOf({"web", "whatsapp"}));
    if (chance(50))
        e.skillRemoteId = pick(desk.skills);
    if (desk.is("liveperson"))
        e.groupRemoteId = pick(desk.groups);
    if (chance(20))
        e.byBot = chance(50);
    return e;
}

void VendorDesks::addServerEvents(Desk &desk, const Conversation &c)
{
    for (int count = below(9); count > 0; --count) {
        ReportingEvent e = event(
            desk,
            latin(oneOf({"first_response", "reply_time", "reply_time", "conversation_resolved",
                         "conversation_resolved", "conversation_opened", "conversation_bot_handoff",
                         "conversation_bot_resolved", "csat_answer", "sla_breached"})));
        e.remoteId = desk.nextEvent++;
        // One feed knows the conversation by its number, another by the database's.
        const int how = below(5);
        for (int moment = 2 * below(3); moment < Moments; moment += 2) {
            ReportingEvent told = e;
            if (how != 0)
                told.conversationInternalId = c.internalId;
            if (how < 3)
                told.conversationRemoteId = c.remoteId;
            SyncBatch rows;
            rows.events = {told};
            say(desk, moment, rows);
            if (chance(30)) { // the other feed tells less
                told.agentRemoteId.clear();
                told.valueInBusinessHours.reset();
                rows.events = {told};
                say(desk, moment, rows);
            }
            if (!chance(30))
                break;
            const ReportingEvent next = event(desk, chance(80) ? e.name : latin("reply_time"));
            const TimeMs stamp = e.updated;
            const auto id = e.remoteId;
            e = chance(50) ? next : e;
            e.value = next.value;
            e.start = *e.end - e.value;
            e.agentRemoteId = next.agentRemoteId;
            e.remoteId = id;
            e.updated = std::max(stamp, e.created) + 5'000;
        }
    }
}

/// Made from messages, again for each version of the conversation: some change, some are no more.
void VendorDesks::addDerivedEvents(Desk &desk, const std::vector<Conversation> &versions,
                                   const std::vector<int> &moments)
{
    std::vector<ReportingEvent> events;
    std::set<std::tuple<QString, TimeMs, TimeMs>> known;
    const auto add = [&] {
        const char *name =
            desk.is("chatdash")
                ? "conversation_resolved"
                : oneOf({"wait_time", "wait_time", "first_response", "reply_time",
                         "first_assignment_response", "conversation_resolved", "transferred",
                         "assigned", "back_to_queue", "conversation_resolved",
                         desk.is("liveperson") ? "csat_answer" : "wait_time"});
        ReportingEvent e = event(desk, latin(name));
        e.origin = chance(15) ? EventOrigin::Estimated : EventOrigin::Derived;
        if (known.insert({e.name, *e.start, *e.end}).second)
            events.push_back(e);
    };
    for (int count = below(desk.is("chatdash") ? 3 : 9); count > 0; --count)
        add();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        if (i > 0) {
            if (!events.empty() && chance(60))
                events.erase(events.begin() + below(int(events.size())));
            if (chance(60))
                add();
            for (ReportingEvent &e : events)
                if (chance(15))
                    e.agentRemoteId = desk.agents[below(int(desk.agents.size()))];
        }
        const Conversation &c = versions[i];
        SyncBatch rows;
        rows.eventsComplete = {{c.remoteId, *c.updatedAt}};
        for (ReportingEvent e : events) {
            e.conversationRemoteId = c.remoteId;
            e.updated = std::max(e.created, *c.updatedAt);
            rows.events.push_back(e);
        }
        say(desk, moments[i], rows);
    }
}

SyncBatch VendorDesks::lists(std::size_t account) const
{
    SyncBatch rows = m_lists[account];
    rows.fetchedAt = fetchedAt(m_origin, Moments);
    return rows;
}

Pages VendorDesks::paged(const std::vector<Saying> &sayings, std::size_t longest,
                         std::mt19937_64 &random) const
{
    Pages pages;
    std::map<std::pair<std::size_t, int>, std::size_t> open; // the page a saying may still go to
    std::vector<std::size_t> sizes;
    for (const Saying &saying : sayings) {
        const auto key = std::pair(saying.account, saying.moment);
        const auto known = open.find(key);
        if (known == open.end() || sizes[known->second] >= 1 + random() % longest) {
            open[key] = pages.size();
            pages.push_back({saying.account, saying.moment, {}});
            pages.back().rows.fetchedAt = fetchedAt(m_origin, saying.moment);
            sizes.push_back(0);
        }
        addTo(pages[open[key]].rows, saying.rows);
        ++sizes[open[key]];
    }
    return pages;
}

Pages VendorDesks::inOrder() const
{
    std::vector<Saying> all = m_sayings;
    std::stable_sort(all.begin(), all.end(),
                     [](const Saying &a, const Saying &b) { return a.moment < b.moment; });
    std::mt19937_64 none;
    return paged(all, 1'000'000, none);
}

Pages VendorDesks::shuffled(std::mt19937_64 &random) const
{
    std::vector<Saying> all = m_sayings;
    for (std::size_t again = m_sayings.size() / 8; again > 0; --again)
        all.push_back(m_sayings[random() % m_sayings.size()]);
    std::shuffle(all.begin(), all.end(), random);
    Pages pages = paged(all, 2 + random() % 40, random);
    for (std::size_t again = pages.size() / 8; again > 0; --again)
        pages.push_back(pages[random() % pages.size()]);
    std::shuffle(pages.begin(), pages.end(), random);
    return pages;
}

} // namespace watchfloor::test
