// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/metriccatalog.h"
#include "support/filltable.h"
#include "support/plainfigures.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

const TimeMs start = at("2026-03-20T00:00:00.000Z");
constexpr DurationMs day = 86'400'000;

QString text(const char *word)
{
    return QString::fromLatin1(word);
}

QStringList words(const char *list)
{
    return QString::fromLatin1(list).split(u' ');
}

const QStringList allProviders = words("chatwoot rocketchat liveperson chatdash");

std::vector<PlainMetric> plainMetrics()
{
    const QStringList first{text("first_response")};
    const QStringList wait{text("wait_time")};
    const QStringList resolved{text("conversation_resolved")};
    const QStringList answer{text("csat_answer")};
    const auto forAll = [](const QStringList &events) {
        std::map<QString, QStringList> map;
        for (const QString &provider : allProviders)
            map[provider] = events;
        return map;
    };
    const auto cw = text("chatwoot"), rc = text("rocketchat"), lp = text("liveperson");
    std::vector<PlainMetric> all(11);
    all[0] = {text("conversations"), PlainMetric::Count, {}, allProviders, {}, nullptr, {}};
    all[1] = {text("unspecified"),
              PlainMetric::Count,
              {},
              allProviders,
              {},
              [](const Conversation &, bool assigned) { return !assigned; },
              {}};
    all[2] = {text("first_response_time"),
              PlainMetric::Times,
              {{cw, first}, {rc, first}, {lp, first}},
              {},
              {},
              nullptr,
              {}};
    all[3] = {text("avg_wait_time"),
              PlainMetric::Times,
              {{cw, words("first_response reply_time")}, {rc, wait}, {lp, wait}},
              {},
              {},
              nullptr,
              {}};
    all[4] = {
        text("closed_conversations"), PlainMetric::Count, forAll(resolved), {}, {}, nullptr, {}};
    all[5] = {text("resolution_time"), PlainMetric::Times, forAll(resolved), {}, {}, nullptr, {}};
    all[6] = {text("csat"), PlainMetric::Share, {{cw, answer}, {lp, answer}}, {}, {}, nullptr, {}};
    all[7] = {text("bot_handoffs_count"),
              PlainMetric::Distinct,
              {{cw, {text("conversation_bot_handoff")}}},
              {},
              {},
              nullptr,
              {}};
    all[8] = {text("bot_resolutions_count"),
              PlainMetric::Except,
              {{cw, {text("conversation_bot_resolved")}}},
              {},
              {},
              nullptr,
              {}};
    all[9] = {text("chat_duration"), PlainMetric::Times, {}, {}, {rc}, nullptr, {}};
    all[10] = {text("closed_by_agent"),
               PlainMetric::Count,
               {},
               {},
               {rc, lp},
               [](const Conversation &c, bool) { return c.closedBy == QLatin1String("agent"); },
               {}};
    const auto about = [&all](int of, PlainMetric::Kind kind, const char *key, const char *target) {
        PlainMetric metric = all[static_cast<std::size_t>(of)];
        metric.kind = kind;
        metric.key = text(key);
        metric.target = text(target);
        all.push_back(metric);
    };
    about(2, PlainMetric::Hits, "sla_hits_first_response_time", "sla.first_response");
    about(2, PlainMetric::Rate, "sla_rate_avg_wait_time_first_response",
          "sla.avg_wait_time_first_response");
    about(3, PlainMetric::Rate, "sla_rate_avg_wait_time", "sla.avg_wait_time");
    about(5, PlainMetric::Rate, "sla_rate_resolution_time", "sla.resolution_time");
    about(9, PlainMetric::Hits, "sla_hits_chat_duration", "sla.chat_duration");
    return all;
}

class RandomDesk {
public:
    explicit RandomDesk(quint32 seed)
        : m_random(seed)
    {
        const int accounts = 1 + below(4);
        for (int a = 0; a < accounts; ++a)
            rows.push_back(accountRows(a));
    }

    int below(int n) { return m_random.bounded(n); }
    QString pick(const char *list, int noneOf = 4)
    {
        const QStringList all = words(list);
        return below(noneOf) == 0 ? QString() : all[below(int(all.size()))];
    }
    template<typename T>
    std::vector<T> some(std::vector<T> all)
    {
        std::vector<T> chosen;
        for (const T &one : all) {
            if (below(2) == 0)
                chosen.push_back(one);
        }
        return chosen.empty() ? all : chosen;
    }

    std::vector<AccountRows> rows;

private:
    AccountRows accountRows(int a)
    {
        const RowId base = 1000 * (a + 1);
        AccountRows out;
        const QByteArray name = "Desk" + QByteArray::number(a);
        out.account = account(qPrintable(allProviders[below(4)]), name.constData(), a + 1);
        for (const char *key : {"sla.first_response", "sla.avg_wait_time_first_response",
                                "sla.avg_wait_time", "sla.resolution_time", "sla.chat_duration"}) {
            if (below(3) > 0)
                out.account.settings.insert(text(key), 1 + below(500));
        }
        for (int i = 1; i <= 4; ++i) {
            out.agents.push_back(agentRow(base + i, qPrintable(QStringLiteral("a%1").arg(i)),
                                          i < 3 ? "Sam" : "Ana"));
            out.agents.back().kind = i == 4 ? AgentKind::Bot : AgentKind::Human;
            if (i == 3 && below(2) == 0)
                out.agents.back().goneAt = start;
        }
        out.groupings = {grouping(base + 11, GroupingKind::Team, "g1", "One"),
                         grouping(base + 12, GroupingKind::Team, "g2", "Two", "g1"),
                         grouping(base + 13, GroupingKind::Team, "g3", "Three", "g2"),
                         grouping(base + 21, GroupingKind::Skill, "s1", "Sales"),
                         grouping(base + 31, GroupingKind::Inbox, "i1", "Web")};
        out.feeds = fullFeeds("2026-04-30T00:00:00.000Z", {start, start + 60 * day});
        const int conversations = below(60);
        for (int i = 0; i < conversations; ++i)
            out.conversations.push_back(randomTalk(i));
        for (int i = 0; conversations > 0 && i < 120; ++i)
            out.events.push_back(randomEvent(below(conversations)));
        return out;
    }

    TimeMs time() { return start + qint64(m_random.bounded(quint32(20 * day / 1000))) * 1000; }

    Conversation randomTalk(int i)
    {
        Conversation c =
            talk(qPrintable(QString::number(i + 1)), "", "", "2026-03-20T00:00:00.000Z");
        c.created = time();
        c.agentRemoteId = pick("a1 a2 a3 a4 stranger");
        c.groupRemoteId = pick("g1 g2 g3");
        c.skillRemoteId = pick("s1");
        c.inboxRemoteId = pick("i1 i9");
        c.channel = pick("web mail voice");
        if (below(2) == 0)
            c.closed = c.created + below(1'000'000);
        c.closedBy = pick("agent consumer");
        if (below(3) == 0)
            c.labels = {pick("vip", 2)};
        c.labels.removeAll(QString());
        if (below(12) == 0)
            c.goneAt = start;
        return c;
    }

    ReportingEvent randomEvent(int conversation)
    {
        ReportingEvent e;
        e.conversationRemoteId = QString::number(conversation + 1);
        e.name = pick("first_response reply_time wait_time conversation_resolved csat_answer "
                      "conversation_bot_handoff conversation_bot_resolved unheard_of",
                      1'000'000);
        if (e.name.isEmpty())
            e.name = text("wait_time");
        e.created = time();
        e.value = e.name == QLatin1String("csat_answer") ? 1 + below(5) : below(500'000);
        if (below(3) > 0)
            e.valueInBusinessHours = e.value / 2;
        e.agentRemoteId = pick("a1 a2 a3 a4");
        e.groupRemoteId = pick("g1 g2 g3");
        e.skillRemoteId = pick("s1");
        e.inboxRemoteId = pick("i1");
        e.channel = pick("web mail", 2);
        return e;
    }

    QRandomGenerator m_random;
};

struct Asked {
    FigureQuery query;
    PlainAsk plain;
};

Asked randomAsk(RandomDesk &desk)
{
    Asked asked;
    asked.query.now = start + 25 * day;
    asked.query.range.from = start + qint64(desk.below(20)) * day / 2;
    asked.query.range.to = asked.query.range.from + qint64(1 + desk.below(20)) * day / 2;
    asked.query.business = desk.below(3) == 0;
    asked.plain.window = asked.query.range;
    asked.plain.business = asked.query.business;
    ReportFilter &filter = asked.query.filter;
    const auto both = [&](const char *dimension, std::vector<RowId> &ids,
                          std::vector<std::pair<RowId, QString>> choices) {
        if (desk.below(3) != 0)
            return;
        for (const auto &[id, name] : desk.some(std::move(choices))) {
            ids.push_back(id);
            asked.plain.filter[text(dimension)].append(name);
        }
    };
    std::vector<std::pair<RowId, QString>> accounts, agents{{0, {}}}, groups{{0, {}}},
        skills{{0, {}}}, inboxes{{0, {}}};
    for (const AccountRows &rows : desk.rows) {
        const QString prefix = rows.account.name + u'/';
        accounts.emplace_back(rows.account.id, rows.account.name);
        for (const Agent &agent : rows.agents)
            agents.emplace_back(agent.id, prefix + agent.remoteId);
        for (const Grouping &g : rows.groupings)
            (g.kind == GroupingKind::Skill   ? skills
             : g.kind == GroupingKind::Inbox ? inboxes
                                             : groups)
                .emplace_back(g.id, prefix + g.remoteId);
    }
    both("account", filter.accounts, accounts);
    both("agent", filter.agents, agents);
    both("group", filter.groups, groups);
    both("skill", filter.skills, skills);
    both("inbox", filter.inboxes, inboxes);
    // A group brings what is below it: g1 > g2 > g3.
    filter.subGroups = desk.below(2) == 0;
    if (auto own = asked.plain.filter.find(text("group"));
        filter.subGroups && own != asked.plain.filter.end()) {
        for (const AccountRows &rows : desk.rows) {
            const QString prefix = rows.account.name + text("/g");
            for (int i = 1; i < 3; ++i) {
                if (own->second.contains(prefix + QString::number(i)))
                    own->second.append(prefix + QString::number(i + 1));
            }
        }
    }
    if (desk.below(4) == 0) {
        filter.channels = {text("web"), QString()};
        asked.plain.filter[text("channel")] = filter.channels;
    }
    if (desk.below(4) == 0) {
        filter.actors = {kActorHuman, kActorUnknown};
        asked.plain.filter[text("actor")] = {text("human"), QString()};
    }
    if (desk.below(4) == 0) {
        filter.labels = desk.below(2) == 0 ? QStringList{text("vip")} : QStringList{QString()};
        asked.plain.filter[text("label")] = filter.labels;
    }
    return asked;
}

struct ByDimension {
    Dimension dimension;
    const char *name;
};
constexpr ByDimension dimensions[] = {
    {Dimension::Account, "account"}, {Dimension::Agent, "agent"}, {Dimension::Group, "group"},
    {Dimension::Skill, "skill"},     {Dimension::Inbox, "inbox"}, {Dimension::Channel, "channel"}};

bool same(const ReportFigure &figure, const PlainFigure &plain, bool spread)
{
    const bool value = figure.value == plain.value;
    if (!spread)
        return value;
    return value && figure.n == plain.n && figure.median == plain.median &&
           figure.p90 == plain.p90 && figure.min == plain.min && figure.max == plain.max;
}

QString told(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 17) : text("-");
}

/// May anything of the account pass the filters by agent, group, skill and inbox?
bool isLeft(const QString &account, const PlainAsk &ask)
{
    return std::all_of(ask.filter.begin(), ask.filter.end(), [&](const auto &filter) {
        static const QStringList owned{text("agent"), text("group"), text("skill"), text("inbox")};
        return !owned.contains(filter.first) ||
               std::any_of(filter.second.begin(), filter.second.end(), [&](const QString &word) {
                   return word.isEmpty() || word.startsWith(account + u'/');
               });
    });
}

QString keyOf(const BreakdownRow &row, Dimension dimension)
{
    if (row.key == kNoKey || dimension == Dimension::Channel)
        return row.name;
    return dimension == Dimension::Account ? row.accountName
                                           : row.accountName + u'/' + row.remoteId;
}

} // namespace

class TestFigureFacts : public QObject {
    Q_OBJECT

private:
    int m_figures = 0;

    void compare(const BreakdownReport &report, const RandomDesk &desk, const Asked &asked,
                 const PlainMetric &metric, ByDimension by)
    {
        std::vector<PlainFact> passing;
        std::set<QString> tellers;
        bool anyLeft = false;
        bool leftTells = false;
        for (const AccountRows &rows : desk.rows) {
            const auto facts = metric.facts(rows);
            const auto wanted = asked.plain.filter.find(text("account"));
            if (wanted != asked.plain.filter.end() && !wanted->second.contains(rows.account.name))
                continue;
            const bool left = isLeft(rows.account.name, asked.plain);
            anyLeft = anyLeft || left;
            leftTells = leftTells || (left && facts);
            if (!facts)
                continue;
            tellers.insert(rows.account.name);
            for (const PlainFact &fact : *facts) {
                if (plainPasses(fact, asked.plain))
                    passing.push_back(fact);
            }
        }
        const bool spread = metric.kind == PlainMetric::Times;
        const bool business = asked.plain.business && metricSpec(metric.key)->businessHours;
        const ReportFigure &total = report.total.front();
        if (anyLeft ? !leftTells : tellers.empty()) {
            QVERIFY(total.why == WhyAbsent::VendorCannot || total.why == WhyAbsent::NoTarget);
        } else {
            const PlainFigure plain = plainFigure(metric, passing, business);
            QVERIFY2(same(total, plain, spread),
                     qPrintable(metric.key + text(" total ") + told(total.value) + text(" not ") +
                                told(plain.value)));
        }
        if (!metricSpec(metric.key)->existsFor(report.groupBy))
            return;
        std::map<QString, std::vector<PlainFact>> groups;
        for (const PlainFact &fact : passing)
            groups[fact.of.at(text(by.name))].push_back(fact);
        for (const BreakdownRow &row : report.rows) {
            const QString key = keyOf(row, by.dimension);
            const ReportFigure &figure = row.figures.front();
            const auto own = groups.find(key);
            if (own == groups.end() &&
                (figure.why == WhyAbsent::VendorCannot || figure.why == WhyAbsent::NoTarget)) {
                QVERIFY(row.accountName.isEmpty() || tellers.count(row.accountName) == 0);
                continue;
            }
            const PlainFigure plain = plainFigure(
                metric, own == groups.end() ? std::vector<PlainFact>() : own->second, business);
            QVERIFY2(same(figure, plain, spread),
                     qPrintable(metric.key + u' ' + text(by.name) + u' ' + key + u' ' +
                                told(figure.value) + text(" not ") + told(plain.value)));
            m_figures += 1;
            if (own != groups.end())
                groups.erase(own);
        }
        for (const auto &[key, facts] : groups) // every fact that counts has a row
            QVERIFY2(plainFigure(metric, facts, false).n == 0, qPrintable(metric.key + key));
    }

    /// Of one of the metrics that rest on each: hits of the others are counted by the row.
    static void setTargets(FactTable &table, const TableColumns &columns, const RandomDesk &desk)
    {
        const auto set = [&](FactColumnId column, const char *key) {
            std::map<RowId, DurationMs> targets;
            for (const AccountRows &rows : desk.rows) {
                if (rows.account.settings.contains(text(key)))
                    targets[rows.account.id] =
                        rows.account.settings.value(text(key)).toInt() * 1000;
            }
            table.setTargets(column, targets);
        };
        set(columns.events.value(text("first_response"), 99), "sla.first_response");
        set(columns.events.value(text("conversation_resolved"), 99), "sla.resolution_time");
        set(kConversationsClosed, "sla.chat_duration");
    }

private Q_SLOTS:
    void cellsThatStillNameWhoLeft()
    {
        AccountRows rows = acmeDesk({start, start + day}, "2026-04-30T00:00:00.000Z");
        rows.conversations.clear();
        rows.agents[1].goneAt = start; // Sam, row 4
        std::vector<AccountRows> accounts{rows};
        DimensionKeys keys(accounts);
        RowFacts none(accounts, keys, {});
        FactTable table;
        const auto cell = [&table](CellCode code, RowId agent) {
            CellValues values;
            values.set(Dimension::Account, 1);
            values.set(Dimension::Agent, agent);
            values.set(Dimension::Holder, agent == 4 ? kNoKey : agent); // has left
            table.cells().set(code, values);
        };
        cell(1, 3);
        cell(2, 4);
        cell(3, kNoKey);
        table.load(kConversationsCreated,
                   {{start, 1, 0, {}}, {start, 2, 0, {}}, {start, 3, 0, {}}});
        table.load(kConversationsClosed, {{start, 1, 5, {}}, {start, 2, 7, {}}, {start, 3, 9, {}}});
        const TableColumns columns;
        TableFacts facts(table, columns, none);
        FactAsk ask;
        ask.parts = {{{FactMeasure::Kind::Created, {}}, {1}}};
        ask.window = {start, start + day};
        ask.groupBy = Dimension::Agent;
        const FactAnswer byAgent = facts.ask(ask);
        QCOMPARE(byAgent.groups.size(), std::size_t(2));
        QCOMPARE(byAgent.groups.at(kNoKey).n, qint64(2));
        ask.filter[Dimension::Agent] = {kNoKey};
        QCOMPARE(facts.ask(ask).total.n, qint64(2));
        ask.filter[Dimension::Agent] = {4};
        QCOMPARE(facts.ask(ask).total.n, qint64(0));
        ask.filter.clear();
        ask.parts[0].measure.kind = FactMeasure::Kind::Closed;
        ask.spread = true;
        const FactAnswer times = facts.ask(ask);
        QCOMPARE(times.groups.at(kNoKey).min, std::optional<qint64>(7));
        QCOMPARE(times.groups.at(kNoKey).max, std::optional<qint64>(9));
        QCOMPARE(times.groups.at(kNoKey).sum, qint64(16));
        QCOMPARE(times.total.median, std::optional<qint64>(7));
    }

    void everyFigureIsThatOfPlainLoops()
    {
        const auto all = plainMetrics();
        for (quint32 seed = 1; seed <= 80; ++seed) {
            RandomDesk desk(seed);
            for (int round = 0; round < 4; ++round) {
                const Asked asked = randomAsk(desk);
                DimensionKeys keys(desk.rows);
                RowFacts plain(desk.rows, keys,
                               {asked.query.now, 900'000, asked.query.filter.labels});
                FactTable table;
                const TableColumns columns = fillTable(table, plain, eventNamesIn(desk.rows));
                if (round % 2 == 0)
                    setTargets(table, columns, desk);
                TableFacts fast(table, columns, plain);
                const ByDimension by = dimensions[desk.below(6)];
                for (const PlainMetric &metric : all) {
                    const MetricList one{metricSpec(metric.key)};
                    for (FactSource *facts :
                         {static_cast<FactSource *>(&plain), static_cast<FactSource *>(&fast)}) {
                        compare(buildBreakdown({*facts, desk.rows, keys}, asked.query, by.dimension,
                                               one),
                                desk, asked, metric, by);
                        if (QTest::currentTestFailed()) {
                            qWarning("seed %u round %d by %s, %s", seed, round, by.name,
                                     facts == &plain ? "rows" : "columns");
                            return;
                        }
                    }
                }
            }
        }
        QVERIFY(m_figures > 10'000);
    }
};

QTEST_GUILESS_MAIN(TestFigureFacts)
#include "tst_figurefacts.moc"
