// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/dialectclient.h"

#include <QDateTime>
#include <QTest>

using namespace watchfloor::sandbox;

namespace {

/// 2026-06-01 is a Monday; 06:00 UTC is 08:00 in Berlin.
const Ms Morning = QDateTime(QDate(2026, 6, 1), QTime(6, 0), Qt::UTC).toMSecsSinceEpoch();

/// Two inboxes (Berlin office hours with a bot; none), two people, written by hand.
struct Floor {
    World world;
    int site = 0;
    int mail = 0;
    int lead = 0;
    int ana = 0;
    int bot = 0;
    int skill = 0;
    int person = 0;

    static WorldConfig quiet()
    {
        WorldConfig config;
        config.epoch = Morning;
        config.realisticLag = false;
        return config;
    }
    Floor()
        : world(quiet())
    {
        world.addGroup(QStringLiteral("Billing"));
        skill = world.addSkill(QStringLiteral("General"), 0);
        lead = hire("Lea Lead", AgentKind::Human, {});
        ana = hire("Ana", AgentKind::Human, {skill});
        bot = hire("Robo", AgentKind::Bot, {});
        Inbox web;
        web.name = QStringLiteral("Website");
        web.workingHoursEnabled = true;
        web.timeZone = QStringLiteral("Europe/Berlin");
        for (size_t day = 1; day <= 5; ++day)
            web.workingHours[day] = {false, false, 9 * 60, 17 * 60};
        web.bot = bot;
        web.skills = {skill};
        site = world.addInbox(web);
        Inbox post;
        post.name = QStringLiteral("Mail");
        post.channel = ChannelKind::Email;
        mail = world.addInbox(post);
        world.addLabel(QStringLiteral("vip"));
        person = world.addContact(Contact());
    }
    int hire(const char *name, AgentKind kind, std::vector<int> skills)
    {
        Agent agent;
        agent.name = QLatin1String(name);
        agent.kind = kind;
        agent.skills = std::move(skills);
        agent.administrator = qstrcmp(name, "Lea Lead") == 0;
        return world.addAgent(agent);
    }
    int open(int inbox)
    {
        NewConversation spec;
        spec.inbox = inbox;
        spec.contact = person;
        spec.skill = skill;
        const int c = world.open(spec);
        world.say(c, Sender::Contact);
        return c;
    }
    void later(Ms by) { world.advanceTo(world.now() + by); }
    /// "name value business agent" of each row, in order.
    QStringList events(int conversation) const
    {
        QStringList rows;
        for (const int index : world.at(conversation).events) {
            const ReportingEvent &e = world.reportingEvents()[size_t(index)];
            rows.append(QStringLiteral("%1 %2 %3 %4")
                            .arg(QLatin1String(e.name))
                            .arg(e.value)
                            .arg(e.valueInBusinessHours.value_or(-1))
                            .arg(e.agent == Nobody ? QStringLiteral("-")
                                                   : world.agents()[size_t(e.agent)].name));
        }
        return rows;
    }
};

} // namespace

class TestChatwootRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportingRowsByHand()
    {
        Floor f;
        World &w = f.world;
        // 08:00 in Berlin: the bot greets, and hands over at 08:30; the office opens at 09:00.
        const int c = f.open(f.site);
        QCOMPARE(w.at(c).waitingSince, Morning);
        w.startBot(c, f.bot);
        f.later(2 * Second);
        w.say(c, Sender::Bot, f.bot);
        QCOMPARE(w.at(c).waitingSince, Ms(0)); // a bot's answer counts since 4.10
        w.advanceTo(Morning + 29 * Minute);
        w.say(c, Sender::Contact);
        w.advanceTo(Morning + 30 * Minute);
        w.enqueue(c, f.skill);
        f.later(10 * Minute);
        w.assign(c, f.ana);
        w.say(c, Sender::Agent, f.ana, true); // a note is no answer
        QVERIFY(w.unattended(w.at(c)));
        w.advanceTo(Morning + 90 * Minute + 700); // 09:30:00.700
        w.say(c, Sender::Agent, f.lead);          // the lead steps in
        QCOMPARE(w.at(c).firstReplyAt, Morning + 90 * Minute + 700);
        QVERIFY(!w.unattended(w.at(c)));
        f.later(Minute);
        w.say(c, Sender::Contact);
        f.later(5 * Second);
        w.say(c, Sender::Contact); // still waits since the first of the two
        f.later(55 * Second);
        w.say(c, Sender::Agent, f.lead);
        w.advanceTo(Morning + 2 * Hour); // 10:00
        w.close(c, CloseActor::Agent, f.ana);
        w.advanceTo(Morning + 3 * Hour);
        w.say(c, Sender::Contact);
        w.reopen(c);
        w.advanceTo(Morning + 3 * Hour + 10 * Minute);
        w.say(c, Sender::Agent, f.ana);
        w.advanceTo(Morning + 12 * Hour); // 20:00, closed since 17:00
        w.close(c, CloseActor::System);
        f.later(Minute);
        const QStringList expected{
            QStringLiteral("conversation_opened 0 0 -"),
            QStringLiteral("conversation_bot_handoff 1800 0 -"),
            // From the hand-over; of that hour the office was open for half.
            QStringLiteral("first_response 3600 1801 Lea Lead"),
            QStringLiteral("reply_time 60 60 Ana"),
            QStringLiteral("conversation_resolved 7200 3600 Ana"),
            QStringLiteral("conversation_opened 3600 3600 Ana"),
            QStringLiteral("reply_time 600 600 Ana"),
            QStringLiteral("conversation_resolved 43200 28800 Ana"),
        };
        QCOMPARE(f.events(c), expected);

        Client client(w);
        const QJsonArray rows = client.array(v1("conversations/1/reporting_events"));
        QCOMPARE(rows.first()[QStringLiteral("conversation_id")].toInteger(), w.at(c).databaseId);
        QVERIFY(rows.first()[QStringLiteral("user_id")].isNull());
        QCOMPARE(rows[1][QStringLiteral("event_end_time")].toString(),
                 QStringLiteral("2026-06-01T06:30:00.000Z"));
        QCOMPARE(rows[1][QStringLiteral("created_at")].toString(),
                 QStringLiteral("2026-06-01T06:30:01.000Z"));
    }

    void botResolvesAlone()
    {
        Floor f;
        const int c = f.open(f.site);
        f.world.startBot(c, f.bot);
        f.world.say(c, Sender::Bot, f.bot);
        f.world.addCaptainEvent(c, true);
        f.later(Hour);
        const QJsonObject before = Client(f.world).object(v1("conversations/1"));
        QCOMPARE(before[QStringLiteral("status")].toString(), QStringLiteral("pending"));
        QCOMPARE(before[QStringLiteral("meta")][QStringLiteral("assignee_type")].toString(),
                 QStringLiteral("AgentBot"));
        f.world.close(c, CloseActor::Bot);
        f.later(Minute);
        const QStringList expected{QStringLiteral("conversation_captain_inference_resolved 0 -1 -"),
                                   QStringLiteral("conversation_resolved 3600 0 -"),
                                   QStringLiteral("conversation_bot_resolved 3600 0 -")};
        QCOMPARE(f.events(c), expected);
        // An inbox without working hours gives 0, not null.
        const int other = f.open(f.mail);
        f.later(Hour);
        f.world.close(other, CloseActor::Agent, f.ana);
        f.later(Minute);
        QCOMPARE(f.events(other), QStringList{QStringLiteral("conversation_resolved 3600 0 -")});
    }

    void removalsLeaveNoTrace()
    {
        Floor f;
        World &w = f.world;
        const int open = f.open(f.site);
        w.enqueue(open, f.skill);
        w.assign(open, f.ana);
        const int done = f.open(f.site);
        w.enqueue(done, f.skill);
        w.assign(done, f.ana);
        w.close(done, CloseActor::Agent, f.ana);
        const int doomed = f.open(f.mail);
        f.later(Hour);
        const auto updated = [&](int seconds) {
            return Client(w)
                .object(v1("conversations?status=all&updated_within=%1").arg(seconds))
                .value(QStringLiteral("data"))[QStringLiteral("payload")]
                .toArray()
                .size();
        };
        QCOMPARE(updated(3601), 3);
        QCOMPARE(updated(3600), 0); // updated_at > now - N, the bound is out
        QCOMPARE(Client(w).array(v1("agents")).size(), 2);
        w.removeAgent(f.ana);
        w.remove(doomed);
        QCOMPARE(updated(3599), 0);
        QCOMPARE(updated(3601), 2);
        QCOMPARE(Client(w).array(v1("agents")).size(), 1);
        for (const int c : {open, done})
            QVERIFY(!Client(w)
                         .object(v1("conversations/%1").arg(w.at(c).number))
                         .value(QStringLiteral("meta"))
                         .toObject()
                         .contains(QStringLiteral("assignee")));
        QCOMPARE(Client(w).ask(v1("conversations/%1").arg(w.at(doomed).number)).status, 404);
        f.later(Minute);
        w.setLabels(open, {0});
        QCOMPARE(updated(1), 1);
        QCOMPARE(w.conversations()[0].databaseId + 1 <= w.conversations()[1].databaseId, true);
    }

    void failures_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("edition");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QString admin = QStringLiteral("administrator");
        const QString agent = QStringLiteral("agent");
        const QString reader = QStringLiteral("report_manage");
        const QByteArray missing = "{\"error\":\"Resource could not be found\"}";
        const QByteArray noRoute = "{\"error\":\"Not Found\",\"status\":404}";
        const QByteArray denied = "{\"error\":\"You are not authorized to do this action\"}";
        const QByteArray crash = "{\"error\":\"Internal Server Error\",\"status\":500}";
        const auto row = [](const QString &target, const QString &role, int status,
                            const QByteArray &body, const char *version = "4.15.1",
                            const char *edition = "enterprise") {
            QTest::addRow("%s %s %s %s", qPrintable(target), qPrintable(role), version, edition)
                << target << role << QString::fromLatin1(version) << QString::fromLatin1(edition)
                << status << body;
        };
        row(v1("conversations/999"), admin, 404, missing);
        row(v1("conversations/abc"), admin, 404, missing);
        row(v1("teams/999/team_members"), admin, 404, missing);
        row(v1("conversations?team_id=999"), admin, 404, missing);
        row(QStringLiteral("/api/v1/accounts/77"), admin, 404, missing);
        row(QStringLiteral("/api/v1/accounts/2"), admin, 401,
            "{\"error\":\"Account is suspended\"}");
        row(QStringLiteral("/api/v1/accounts/3"), admin, 401,
            "{\"error\":\"You are not authorized to access this account\"}");
        row(v1("reporting_events"), reader, 401, denied);
        row(v1("reporting_events"), agent, 401, denied);
        row(v1("applied_slas"), reader, 401, denied);
        row(v1("csat_survey_responses"), agent, 401, denied);
        row(v2("reports/conversations?type=agent"), agent, 401, denied);
        row(v2("live_reports/conversation_metrics"), agent, 401, denied);
        // The lead is in no inbox.
        row(v1("conversations/1"), agent, 401, denied);
        row(v1("conversations/1/reporting_events"), agent, 401, denied);
        row(v1("reporting_events"), admin, 404, noRoute, "4.15.1", "community");
        row(v1("conversations/1/reporting_events"), admin, 404, noRoute, "4.7.0");
        row(v1("conversations/1/reporting_events"), admin, 404, noRoute, "4.15.1", "community");
        row(v2("live_reports/conversation_metrics"), admin, 404, noRoute, "4.0.2");
        row(v2("summary_reports/inbox"), admin, 404, noRoute, "3.9");
        row(v1("applied_slas"), admin, 404, noRoute, "4.15.1", "community");
        row(v2("reports/conversations"), admin, 422, "");
        row(v2("reports/conversations?type=foo"), admin, 500, crash);
        row(v2("reports/conversations?type=team"), admin, 404, missing);
        row(v2("reports?metric=reply_time"), admin, 500, crash);
        row(v2("reports?metric=nonsense&type=account"), admin, 200, "{}");
        row(v2("reports?metric=reply_time&type=account&since=1"), admin, 200, "[]");
        row(v1("reporting_events?since=x&until=1"), admin, 500, crash);
        row(v2("live_reports/grouped_conversation_metrics?group_by=inbox_id"), admin, 422,
            "{\"error\":\"invalid group_by\"}");
    }
    void failures()
    {
        QFETCH(QString, target);
        QFETCH(QString, role);
        QFETCH(QString, version);
        QFETCH(QString, edition);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Floor f;
        f.open(f.site);
        ChatwootOptions options;
        options.role = role;
        options.version = version;
        options.edition = edition;
        const Response response = Client(f.world, options).ask(target);
        QCOMPARE(response.body, body);
        QCOMPARE(response.status, status);
    }

    void tokensAndRoutes()
    {
        Floor f;
        f.open(f.site);
        Client client(f.world);
        client.header = "api_access_token"; // dropped on the way, as nginx does
        QCOMPARE(
            client.ask(v1("agents")).body,
            QByteArray("{\"errors\":[\"You need to sign in or sign up before continuing.\"]}"));
        QCOMPARE(client.ask(QStringLiteral("/api")).status, 200);
        client.header = "api-access-TOKEN";
        QCOMPARE(client.ask(v1("agents")).status, 200);
        client.token = "wrong";
        QCOMPARE(client.ask(v1("agents")).body, QByteArray("{\"error\":\"Invalid Access Token\"}"));
        QCOMPARE(client.ask(v1("agents")).status, 401);

        ChatwootOptions options;
        options.edition = QStringLiteral("community");
        const auto accounts = [&] {
            return Client(f.world, options)
                .object(QStringLiteral("/api/v1/profile"))
                .value(QStringLiteral("accounts"))
                .toArray();
        };
        QVERIFY(!accounts().first().toObject().contains(QStringLiteral("custom_role_id")));
        QCOMPARE(accounts()[1][QStringLiteral("status")].toString(), QStringLiteral("suspended"));
        options.edition = QStringLiteral("enterprise");
        options.role = QStringLiteral("report_manage");
        QVERIFY(accounts()[0][QStringLiteral("permissions")].toArray().contains(
            QStringLiteral("report_manage")));
        QVERIFY(Client(f.world).ask(v1("inboxes")).body.contains("SECRET-"));
    }

    void throttlesByTheMinute()
    {
        Floor f;
        ChatwootOptions options;
        options.limitReports = 3;
        options.limitMeta = 2;
        options.limitPerIp = 12;
        Client client(f.world, options);
        const QString report = v2("reports/conversations?type=account");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(report).status, 200);
        const Response refused = client.ask(report);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.body, QByteArray("Retry later\n"));
        QCOMPARE(refused.headers.size(), size_t(1));
        QCOMPARE(refused.headers.front().second, QByteArray("text/plain"));
        // Only what begins with reports/ counts, and live_reports does not.
        QCOMPARE(client.ask(v2("live_reports/conversation_metrics")).status, 200);
        QCOMPARE(client.ask(v1("conversations/meta")).status, 200);
        QCOMPARE(client.ask(v1("conversations/meta")).status, 200);
        QCOMPARE(client.ask(v1("conversations/meta")).status, 429);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(client.ask(v1("agents")).status, 200);
        QCOMPARE(client.ask(v1("agents")).status, 429);
        QCOMPARE(client.ask(QStringLiteral("/health")).status, 200);
        f.world.advanceTo((f.world.now() / Minute + 1) * Minute - 1);
        QCOMPARE(client.ask(v1("agents")).status, 429);
        f.later(1);
        QCOMPARE(client.ask(v1("agents")).status, 200);
        QCOMPARE(client.ask(report).status, 200);
    }

    void businessTimeAcrossAClockChange()
    {
        // Berlin springs forward on 2026-03-29: its 09:00 is 08:00 UTC before and 07:00 after.
        Floor f;
        const auto utc = [](int month, int day, int hour) {
            return QDateTime(QDate(2026, month, day), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
        };
        QCOMPARE(f.world.businessSeconds(f.site, utc(3, 27, 7), utc(3, 27, 9)), qint64(3600));
        QCOMPARE(f.world.businessSeconds(f.site, utc(3, 30, 6), utc(3, 30, 8)), qint64(3600));
        QCOMPARE(f.world.businessSeconds(f.site, utc(3, 27, 15), utc(3, 30, 8)), qint64(7200));
        QCOMPARE(f.world.businessSeconds(f.site, utc(3, 28, 0), utc(3, 29, 22)), qint64(0));
        QCOMPARE(f.world.businessSeconds(f.site, utc(3, 27, 9), utc(3, 27, 8)), qint64(-3600));
        QCOMPARE(f.world.businessSeconds(f.mail, utc(3, 27, 8), utc(3, 27, 9)), qint64(0));
    }
};

QTEST_GUILESS_MAIN(TestChatwootRules)
#include "tst_chatwootrules.moc"
