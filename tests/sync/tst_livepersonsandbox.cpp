// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/vendorsync.h"
#include "sandbox/truthkeyquery.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000 + 20 * 60'000; // 2026-06-10T12:20Z, a Wednesday

SandboxConfig smallWorld()
{
    SandboxConfig config;
    config.days = 5;
    config.agents = 12;
    config.conversationsPerDay = 60;
    config.now = frozenNow;
    return config;
}

class LivePersonDesk : public VendorSync {
public:
    explicit LivePersonDesk(Sandbox &box, bool byLogin = false)
        : VendorSync(wanted(box, byLogin), frozenNow)
    {
    }

    /// Errors of the feeds, one line each.
    QString errorsOfSync() { return errorsOf(sync()); }
    QStringList lines() { return dump().split(u'\n'); }
    Result<ProbeResult> test() { return runTask(service().testAccount(account.name, {}), 60'000); }
    /// As if an earlier probe had found a right that is gone by now.
    void grant(const QString &capability)
    {
        account.capabilities.append(capability);
        const Account changed = account;
        const auto done = runFuture(
            store().run([changed](Store &store) { return store.updateAccount(changed); }));
        if (!done)
            qFatal("%s", qUtf8Printable(done.error().sentence()));
    }
    std::vector<FeedState> states()
    {
        const auto found = runFuture(service().feedStates(account.id));
        return found ? *found : std::vector<FeedState>();
    }

private:
    static NewAccount wanted(Sandbox &box, bool byLogin)
    {
        NewAccount account = accountOf(box, Vendor::LivePerson, 8);
        const QStringList names{QStringLiteral("username"), QStringLiteral("password")};
        account.secrets.removeIf(
            [&](Secrets::iterator secret) { return names.contains(secret.key()) != byLogin; });
        return account;
    }
};

QStringList kindOf(const QStringList &dump, const QString &kind)
{
    return dump.filter(QRegularExpression(u'^' + kind + u'\t'));
}

/// "metric, scope, key, from, to" -> the newest value; whether a zero was inferred is left out.
using Figures = QMap<QString, QString>;
Figures figuresIn(const QStringList &dump)
{
    Figures figures;
    std::map<QString, int> ranks;
    for (const QString &line : kindOf(dump, QStringLiteral("metric"))) {
        const QStringList f = line.split(u'\t');
        const QString key = QStringList{f[2], f[3], f[4], f[5], f[6]}.join(u'\t');
        int &rank = ranks[key];
        if (f[7].toInt() < rank)
            continue;
        rank = f[7].toInt();
        figures.insert(key, f[8]);
    }
    return figures;
}

QJsonObject keyMetrics(Sandbox &box, TimeMs from, TimeMs to, const char *groupBy)
{
    QJsonArray metrics;
    for (const auto &name : sandbox::keyMetricNames()) {
        if (name.byTime)
            metrics.append(QLatin1String(name.asked));
    }
    const QJsonObject time{{QStringLiteral("from"), from}, {QStringLiteral("to"), to}};
    const QJsonObject body{{QStringLiteral("filters"), QJsonObject{{QStringLiteral("time"), time}}},
                           {QStringLiteral("groupBy"), QLatin1String(groupBy)},
                           {QStringLiteral("metricsToRetrieveByTime"), metrics}};
    const auto answer = box.truth(Vendor::LivePerson, QStringLiteral("key-metrics"), {},
                                  QJsonDocument(body).toJson());
    if (answer.status != 200)
        qFatal("%s", answer.json.constData());
    return QJsonDocument::fromJson(answer.json).object();
}

/// How many figures were compared; 0 and a failure when one differs.
int compareWindow(const Figures &own, const QJsonObject &truth, int scope, const QString &key,
                  const QString &window)
{
    int compared = 0;
    for (const auto &name : sandbox::keyMetricNames()) {
        const QString place =
            QStringLiteral("%1\t%2\t%3\t%4")
                .arg(QLatin1String(name.asked), QString::number(scope), key, window);
        const QJsonValue value = truth.value(QLatin1String(name.answered));
        if (!name.byTime || !own.contains(place))
            continue; // a name that only later versions know
        const QString mine = own.value(place);
        const bool same = value.isDouble() ? mine != QLatin1String("-") &&
                                                 qAbs(mine.toDouble() - value.toDouble()) < 1e-9
                                           : mine == QLatin1String("-");
        if (!same) {
            QTest::qFail(qPrintable(place + QStringLiteral(": ") + mine), __FILE__, __LINE__);
            return 0;
        }
        ++compared;
    }
    return compared;
}

} // namespace

class TestLivePersonSandbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cacheEqualsTheWorld_data()
    {
        QTest::addColumn<bool>("byLogin");
        QTest::newRow("API key") << false;
        QTest::newRow("login") << true;
    }

    void cacheEqualsTheWorld()
    {
        QFETCH(bool, byLogin);
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box, byLogin);
        QCOMPARE(desk.errorsOfSync(), QString());
        const QStringList ours = desk.lines();
        const QStringList theirs = worldDump(box, Vendor::LivePerson).split(u'\n');
        for (const char *word :
             {"agent", "grouping", "membership", "conversation", "event", "state"}) {
            const QString kind = QLatin1String(word);
            QVERIFY2(!kindOf(ours, kind).isEmpty(), word);
            // Agent Activity takes no login: then only what was seen here is known.
            const auto unknown = [byLogin](const QString &line) {
                return byLogin && line.startsWith(QLatin1String("state\t")) &&
                       line.section(u'\t', 3, 3) != QLatin1String("1");
            };
            QStringList own = kindOf(ours, kind);
            own.removeIf(unknown);
            QStringList worlds = kindOf(theirs, kind);
            worlds.removeIf(unknown);
            compareLines(own, worlds);
        }
        // Besides what the world tells there are: no data, what only agent_view knows, windows.
        const Figures own = figuresIn(ours);
        const Figures world = figuresIn(theirs);
        QVERIFY(world.size() > 200);
        for (auto it = world.begin(); it != world.end(); ++it)
            QVERIFY2(own.value(it.key()) == it.value(),
                     qPrintable(it.key() + u' ' + it.value() + u' ' + own.value(it.key())));
        static const QStringList ofAgents{QStringLiteral("max_slots"),
                                          QStringLiteral("pending_agent_response"),
                                          QStringLiteral("pending_agent_response_rate"),
                                          QStringLiteral("agent_current_status_start_time"),
                                          QStringLiteral("agent_current_status_reason_start_time")};
        for (auto it = own.begin(); it != own.end(); ++it) {
            const QStringList key = it.key().split(u'\t');
            const bool windowed = key.at(3) != QLatin1String("0");
            QVERIFY2(world.contains(it.key()) || windowed || it.value() == QLatin1String("-") ||
                         ofAgents.contains(key.at(0)),
                     qPrintable(it.key() + u' ' + it.value()));
        }
    }

    /// Each hour's figures are what the truth says of just that window.
    void hoursEqualTheTruth()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box);
        QCOMPARE(desk.errorsOfSync(), QString());
        const Figures own = figuresIn(desk.lines());
        constexpr TimeMs hour = 3'600'000;
        const TimeMs last = frozenNow / hour * hour;
        int compared = 0;
        for (TimeMs from = last - 23 * hour; from < last; from += hour) {
            for (const char *groupBy : {"skillId", "agentGroupId"}) {
                const QJsonObject truth = keyMetrics(box, from, from + hour, groupBy);
                const QString window = QStringLiteral("%1\t%2").arg(from).arg(from + hour);
                const int scope = QLatin1String(groupBy) == QLatin1String("skillId") ? 3 : 2;
                compared += compareWindow(own, truth[u"all"].toObject(), 0, {}, window);
                for (const QJsonValue group : truth[u"groupBy"][u"groups"].toArray())
                    compared += compareWindow(own, group[u"metrics"].toObject(), scope,
                                              group[u"key"].toString(), window);
            }
        }
        QVERIFY2(compared > 2000, qPrintable(QString::number(compared)));
        // The trend's quarters: a point's time is its end.
        constexpr TimeMs quarter = hour / 4;
        double closed = 0;
        for (TimeMs from = last - 22 * hour; from < last; from += quarter) {
            const QJsonObject all =
                keyMetrics(box, from, from + quarter, "skillId")[u"all"].toObject();
            for (const auto &[metric, field] :
                 {std::pair("closed_conversations", "closedConversations"),
                  std::pair("concluded_conversations", "concludedConversations")}) {
                const QString place = QStringLiteral("%1\t0\t\t%2\t%3")
                                          .arg(QLatin1String(metric))
                                          .arg(from)
                                          .arg(from + quarter);
                QCOMPARE(own.value(place).toDouble(), all.value(QLatin1String(field)).toDouble());
                closed += all.value(QLatin1String(field)).toDouble();
            }
        }
        QVERIFY(closed > 20);
    }

    /// Not even who was deleted long ago is written again, by a new process that knows nothing.
    void aSecondPassChangesNothing()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box);
        QCOMPARE(desk.errorsOfSync(), QString());
        const QStringList whole = desk.lines();
        const auto [summary, commits, changed] = desk.watched();
        QCOMPARE(VendorSync::errorsOf(summary), QString());
        QCOMPARE(changed, 0);
        compareLines(desk.lines(), whole);
    }

    void faultsDoNotChangeTheCache()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk calm(box);
        QCOMPARE(calm.errorsOfSync(), QString());
        const QStringList whole = calm.lines();
        LivePersonDesk desk(box);
        box.setFaults(faultsOf(QStringLiteral("reset=0.05,429=0.05,5xx=0.02,truncate=0.01")));
        desk.errorsOfSync();
        box.setFaults({});
        QCOMPARE(desk.errorsOfSync(), QString());
        // A figure may have been asked at another time; when is not compared.
        compareLines(desk.lines(), whole);
    }

    void missingRights_data()
    {
        QTest::addColumn<QString>("denied");
        QTest::addColumn<QString>("capability");
        QTest::addColumn<QString>("permission");
        QTest::addColumn<QString>("stillThere"); // a kind of row that comes all the same
        QTest::newRow("key metrics")
            << QStringLiteral("kmm") << QStringLiteral("key_metrics")
            << QStringLiteral("Key Messaging Metrics") << QStringLiteral("conversation");
        QTest::newRow("history") << QStringLiteral("interactions") << QStringLiteral("history")
                                 << QStringLiteral("Engagement History")
                                 << QStringLiteral("metric");
        QTest::newRow("users") << QStringLiteral("users") << QStringLiteral("configuration")
                               << QStringLiteral("Users, Skills") << QStringLiteral("metric");
        QTest::newRow("activity") << QStringLiteral("activity") << QStringLiteral("agent_activity")
                                  << QStringLiteral("Agent Activity") << QStringLiteral("metric");
    }

    /// Known from the start by the probe, and when it is taken away later.
    void missingRights()
    {
        QFETCH(QString, denied);
        QFETCH(QString, capability);
        QFETCH(QString, permission);
        QFETCH(QString, stillThere);
        SandboxConfig config = smallWorld();
        config.liveperson.denied = QStringList(denied);
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box);
        QVERIFY(!desk.account.can(capability));
        QCOMPARE(desk.account.capabilities.size(), 3);
        const auto tested = desk.test();
        QVERIFY(tested.ok());
        QVERIFY2(tested->notes.join(u'\n').contains(permission),
                 qPrintable(tested->notes.join(u'\n')));
        QCOMPARE(desk.errorsOfSync(), QString()); // what is off is no error
        QVERIFY(!kindOf(desk.lines(), stillThere).isEmpty());
    }

    void rightTakenAwayTurnsTheFeedOff()
    {
        SandboxConfig config = smallWorld();
        config.liveperson.denied = QStringList(QStringLiteral("kmm"));
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box);
        desk.grant(QStringLiteral("key_metrics")); // as the last probe found it
        const QString errors = desk.errorsOfSync();
        QVERIFY2(errors.contains(QLatin1String("live: ")) &&
                     errors.contains(QLatin1String("\"Data, Key Messaging Metrics\"")),
                 qPrintable(errors));
        QCOMPARE(errors.count(u'\n'), 3); // and nothing else fails
        QVERIFY(!kindOf(desk.lines(), QStringLiteral("conversation")).isEmpty());
        for (const FeedState &state : desk.states())
            QCOMPARE(state.off, QStringList({QStringLiteral("live"), QStringLiteral("key_metrics"),
                                             QStringLiteral("key_trend"),
                                             QStringLiteral("skill_availability")})
                                    .contains(state.feed));
    }

    /// No secret, no URL with a query and no text of a message reaches the profile.
    void canariesStayOut()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk desk(box, true);
        QCOMPARE(desk.errorsOfSync(), QString());
        const QByteArray bytes = desk.stored();
        QVERIFY(bytes.size() > 100'000);
        for (const char *canary : {"sandbox-password", "sandbox-consumer", "sandbox-oauth",
                                   "Bearer ", "Session_id", "oauth_", "csrf"})
            QVERIFY2(!bytes.contains(canary), canary);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonSandbox)
#include "tst_livepersonsandbox.moc"
