// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatdashdialect.h"
#include "sandbox/simulation.h"
#include "sandbox/truth.h"
#include "sandbox/truthjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>

using namespace watchfloor::sandbox;

namespace {

const Ms Epoch = QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

struct Client {
    ChatDashOptions options;
    std::unique_ptr<ChatDashDialect> dialect;
    const World &world;
    QByteArray authorization;

    explicit Client(const World &w, const QString &settings = {})
        : world(w)
    {
        for (const QString &pair : settings.split(u' ', Qt::SkipEmptyParts)) {
            const QString wrong =
                setOption(QStringLiteral("--chatdash"), chatDashOptions(), &options,
                          pair.section(u'=', 0, 0), pair.section(u'=', 1));
            if (!wrong.isEmpty())
                qFatal("%s", qPrintable(wrong));
        }
        dialect = std::make_unique<ChatDashDialect>(w, QString(), options);
        authorization = options.apiKey.toUtf8();
    }
    Response ask(const QString &target)
    {
        Request request;
        request.method = "GET";
        request.path = QStringLiteral("/v1/public/") + target.section(u'?', 0, 0);
        const QUrlQuery query(target.section(u'?', 1));
        for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded))
            request.query.emplace_back(key, value);
        if (!authorization.isEmpty())
            request.headers.emplace_back("authorization", authorization);
        request.nowMs = world.now();
        return dialect->handle(request);
    }
    QJsonArray list(const QString &target)
    {
        return QJsonDocument::fromJson(ask(target).body).array();
    }
};

QString conversationsOf(const QString &agent, const QString &query = {})
{
    return QStringLiteral("agents/%1/conversations?%2").arg(agent, query);
}

std::unique_ptr<Simulation> simulate(bool vanish)
{
    SimulationConfig config;
    config.vendor = Vendor::ChatDash;
    config.seed = 5;
    config.epoch = Epoch;
    config.agents = 12;
    config.conversationsPerDay = 150;
    config.days = 6;
    config.pii = true;
    config.vanish = vanish;
    auto made = std::make_unique<Simulation>(config);
    made->advanceTo(Epoch + 6 * Day + 11 * Hour);
    return made;
}

} // namespace

class TestChatDashDialect : public QObject {
    Q_OBJECT

    std::unique_ptr<Simulation> m_sim;
    const World &world() const { return m_sim->world(); }
    QStringList m_agents;

private Q_SLOTS:
    void initTestCase()
    {
        m_sim = simulate(false);
        Client client(world());
        const QJsonArray agents = client.list(QStringLiteral("agents"));
        for (const QJsonValue &agent : agents) {
            m_agents << agent[u"_id"].toString();
            QVERIFY(agent[u"apiKey"].toString().contains(QStringLiteral("s3cret")));
        }
        QCOMPARE(m_agents.size(), 4);
    }

    void asksForTheKey_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("status");
        QTest::newRow("raw") << ""
                             << "" << 200;
        QTest::newRow("bearer") << ""
                                << "Bearer " << 401;
        QTest::newRow("bearer wanted") << "scheme=bearer"
                                       << "Bearer " << 200;
        QTest::newRow("raw, bearer wanted") << "scheme=bearer"
                                            << "" << 401;
        QTest::newRow("either") << "scheme=both"
                                << "Bearer " << 200;
        QTest::newRow("wrong") << ""
                               << "X" << 401;
        QTest::newRow("plan without API") << "access=no"
                                          << "" << 403;
    }
    void asksForTheKey()
    {
        QFETCH(QString, settings);
        QFETCH(QString, scheme);
        QFETCH(int, status);
        Client client(world(), settings);
        client.authorization.prepend(scheme.toUtf8());
        QCOMPARE(client.ask(QStringLiteral("agents")).status, status);
        client.authorization.clear();
        QCOMPARE(client.ask(QStringLiteral("agents")).status, 401);
    }

    /// Different code over the same books, field by field, for all four pairs of flags.
    void theTruthSaysTheSame_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("as it comes") << "";
        for (const char *record : {"true", "false"}) {
            for (const char *interacted : {"true", "false"})
                QTest::addRow("%s %s", record, interacted)
                    << QStringLiteral("record=%1&interacted=%2")
                           .arg(QLatin1String(record), QLatin1String(interacted));
        }
        QTest::newRow("two days")
            << "startDate=2026-03-04T00:00:00.000Z&endDate=2026-03-06T00:00:00.000Z";
    }
    void theTruthSaysTheSame()
    {
        QFETCH(QString, query);
        Client client(world());
        const Truth truth(world(), {QStringLiteral("1"), QStringLiteral("http://h")});
        int compared = 0;
        for (const QString &agent : m_agents) {
            TruthParams params{{QStringLiteral("agentId"), agent}};
            for (const auto &item : QUrlQuery(query).queryItems())
                params.emplace_back(item.first, item.second);
            QHash<QString, QJsonObject> expected;
            const QJsonArray told =
                QJsonDocument::fromJson(
                    truth.answer(QStringLiteral("agent-conversations"), params).json)
                    .array();
            for (const QJsonValue &row : told)
                expected.insert(row[u"_id"].toString(), row.toObject());
            const QJsonArray wire = client.list(conversationsOf(agent, query));
            QCOMPARE(wire.size(), told.size());
            for (const QJsonValue &value : wire) {
                QJsonObject row = value.toObject();
                if (row.value(QStringLiteral("endedAt")).isNull())
                    row.remove(QStringLiteral("endedAt"));
                const QString url = row.value(QStringLiteral("url")).toString();
                if (!url.isEmpty())
                    row.insert(QStringLiteral("url"), url.section(u'?', 0, 0));
                QCOMPARE(row, expected.value(row.value(QStringLiteral("_id")).toString()));
                ++compared;
            }
        }
        QVERIFY(compared > 0);
    }

    void tellsAllFields()
    {
        Client client(world());
        QSet<QString> keys;
        bool ordered = true;
        for (const QString &agent : m_agents) {
            QString last;
            for (const QJsonValue &row : client.list(conversationsOf(agent))) {
                const QStringList own = row.toObject().keys();
                keys.unite(QSet<QString>(own.begin(), own.end()));
                ordered = ordered && last <= row[u"createdAt"].toString();
                last = row[u"createdAt"].toString();
            }
        }
        keys.unite({QStringLiteral("leadId"), QStringLiteral("campaignId")});
        QCOMPARE(keys.size(), 39);
        QVERIFY(!ordered);
    }

    void boundsFollowTheirOption()
    {
        const auto &all = world().conversations();
        const auto found = std::find_if(all.begin() + 40, all.end(), [](const Conversation &c) {
            return c.closed() && c.ai.record && c.ai.interacted;
        });
        const Conversation &c = *found;
        const QString agent = world().agents()[size_t(c.bot)].id;
        const auto holds = [&](const QString &settings, Ms from, Ms to) {
            Client client(world(), settings);
            const QJsonArray rows = client.list(conversationsOf(
                agent, QStringLiteral("startDate=%1&endDate=%2").arg(isoTime(from), isoTime(to))));
            return std::any_of(rows.begin(), rows.end(),
                               [&](const QJsonValue &row) { return row[u"_id"] == c.id; });
        };
        QVERIFY(holds({}, c.createdAt, c.createdAt + 1));
        QVERIFY(!holds({}, c.createdAt - 10, c.createdAt));
        QVERIFY(holds(QStringLiteral("end_inclusive=yes"), c.createdAt - 10, c.createdAt));
        QVERIFY(holds(QStringLiteral("date_field=endedAt"), c.closedAt, c.closedAt + 1));
        QVERIFY(!holds(QStringLiteral("date_field=endedAt"), c.createdAt, c.createdAt + 1));
        QVERIFY(holds(QStringLiteral("date_field=updatedAt"), c.updatedAt, c.updatedAt + 1));
    }

    void falseMayMeanAny()
    {
        const QString agent = m_agents.at(1);
        const auto count = [&](const char *settings, const char *query) {
            return Client(world(), QLatin1String(settings))
                .list(conversationsOf(agent, QLatin1String(query)))
                .size();
        };
        qsizetype sum = 0;
        for (const char *query :
             {"record=true", "record=false", "interacted=false", "record=false&interacted=false"})
            sum += count("", query);
        QVERIFY(count("", "record=false") < count("", "record=true"));
        QCOMPARE(count("false_means_any=yes", "record=false&interacted=false"), sum);
    }

    void answersInOtherShapes()
    {
        const QString agent = m_agents.first();
        const QJsonArray plain = Client(world()).list(conversationsOf(agent));
        const Response wrapped =
            Client(world(), QStringLiteral("reply=data")).ask(conversationsOf(agent));
        QCOMPARE(QJsonDocument::fromJson(wrapped.body)[u"data"].toArray(), plain);
        const QJsonObject old = Client(world(), QStringLiteral("old_keys=yes"))
                                    .list(conversationsOf(agent))
                                    .first()
                                    .toObject();
        QVERIFY(old.contains(QStringLiteral("read:")) && !old.contains(QStringLiteral("read")));
        QVERIFY(old.contains(QStringLiteral("misunderstoodQueries")));
    }

    void oneConversationAndItsMessages()
    {
        const auto &all = world().conversations();
        const auto found = std::find_if(all.begin(), all.end(), [](const Conversation &c) {
            return c.agent != Nobody && c.closed() && c.messages.size() > 4;
        });
        const QString path = QStringLiteral("agents/%1/conversations/%2")
                                 .arg(world().agents()[size_t(found->bot)].id, found->id);
        Client client(world());
        const Response one = client.ask(path);
        QCOMPARE(one.status, 200);
        QCOMPARE(QJsonDocument::fromJson(one.body)[u"_id"].toString(), found->id);
        QCOMPARE(client.ask(path + QStringLiteral("/messages")).status, 404);
        Client talking(world(), QStringLiteral("messages=yes"));
        QStringList senders;
        for (const QJsonValue &row : talking.list(path + QStringLiteral("/messages"))) {
            senders << row[u"sender"].toString();
            QVERIFY(parseIsoTime(row[u"createdAt"].toString()).has_value());
        }
        QVERIFY(senders.contains(QStringLiteral("user")) &&
                senders.contains(QStringLiteral("bot")) &&
                senders.contains(QStringLiteral("agent")));
        const QString other = m_agents.at((m_agents.indexOf(path.section(u'/', 1, 1)) + 1) % 4);
        QCOMPARE(
            client.ask(QStringLiteral("agents/%1/conversations/%2").arg(other, found->id)).status,
            404);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("loud"); // else the documented 500 without a body
        const QString agent = QStringLiteral("0123456789abcdef01234567");
        QTest::newRow("date alone")
            << conversationsOf(agent, QStringLiteral("startDate=2026-03-04")) << false;
        QTest::newRow("no date") << conversationsOf(agent, QStringLiteral("endDate=soon")) << false;
        QTest::newRow("no boolean") << conversationsOf(agent, QStringLiteral("record=1")) << false;
        QTest::newRow("no object id") << conversationsOf(QStringLiteral("abc")) << false;
        QTest::newRow("paging") << conversationsOf(agent, QStringLiteral("page=2")) << true;
        QTest::newRow("agents paged") << "agents?limit=10" << true;
        QTest::newRow("one agent") << QStringLiteral("agents/") + agent << true;
        QTest::newRow("projects") << "projects" << true;
    }
    void refuses()
    {
        QFETCH(QString, target);
        QFETCH(bool, loud);
        const Response response = Client(world()).ask(target);
        QCOMPARE(response.status, 500);
        QCOMPARE(response.body.startsWith("{\"error\":\"sandbox: "), loud);
        QCOMPARE(response.body.isEmpty(), !loud);
    }

    void keepsALimit()
    {
        Client client(world(), QStringLiteral("limit=3"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(QStringLiteral("agents")).status, 200);
        QCOMPARE(client.ask(QStringLiteral("agents")).status, 429);
    }

    /// Deletions happen beside the days: all that is left is as it was.
    void conversationsVanish()
    {
        const auto sim = simulate(true);
        Client client(sim->world());
        Client whole(world());
        qsizetype gone = 0;
        for (const QString &agent : m_agents) {
            QSet<QString> left;
            const QJsonArray rows = client.list(conversationsOf(agent));
            for (const QJsonValue &row : rows)
                left.insert(row[u"_id"].toString());
            const QJsonArray before = whole.list(conversationsOf(agent));
            gone += before.size() - rows.size();
            for (const QJsonValue &row : before)
                left.remove(row[u"_id"].toString());
            QVERIFY(left.isEmpty());
        }
        QVERIFY(gone > 3);
    }
};

QTEST_GUILESS_MAIN(TestChatDashDialect)
#include "tst_chatdashdialect.moc"
