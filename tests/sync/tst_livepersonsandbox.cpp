// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "sandbox/truthkeyquery.h"
#include "support/cachedump.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/runtask.h"
#include "support/worldcache.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::FaultSettings;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000 + 20 * 60'000; // 2026-06-10T12:20Z, a Wednesday
const QString accountName = QStringLiteral("Brand");

SandboxConfig smallWorld()
{
    SandboxConfig config;
    config.days = 5;
    config.agents = 12;
    config.conversationsPerDay = 60;
    config.now = frozenNow;
    return config;
}

/// The product's side: a profile that syncs from the sandbox over HTTP.
class LivePersonDesk {
public:
    explicit LivePersonDesk(Sandbox &box, bool byLogin = false)
        : m_clock(frozenNow)
    {
        m_clock.setAutoAdvance(true); // pacing and retries cost no real time
        open();
        const sandbox::VendorAccess access = box.access(Vendor::LivePerson);
        NewAccount wanted;
        wanted.account.provider = QStringLiteral("liveperson");
        wanted.account.name = accountName;
        wanted.account.baseUrl = QUrl(access.url);
        wanted.account.remoteAccountId = access.accountId;
        wanted.account.settings.insert(QStringLiteral("history_days"), 8);
        const QStringList names{QStringLiteral("username"), QStringLiteral("password")};
        for (auto it = access.secrets.begin(); it != access.secrets.end(); ++it) {
            if (names.contains(it.key()) == byLogin)
                wanted.secrets.insert(it.key(), it.value());
        }
        const auto added = runTask(m_service->addAccount(wanted, {}), 60'000);
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        account = *added;
    }
    ~LivePersonDesk() { close(); }

    /// Errors of the feeds, one line each.
    QString sync()
    {
        const auto summary = runTask(m_service->syncOnce({}, {}), 120'000);
        if (!summary)
            return summary.error().sentence();
        QStringList lines;
        for (const AccountSummary &one : summary->accounts) {
            if (one.error)
                lines.append(one.error->sentence());
            for (const FeedSummary &feed : one.feeds) {
                if (feed.error)
                    lines.append(feed.feed + QStringLiteral(": ") + feed.error->sentence());
            }
        }
        return lines.join(u'\n');
    }
    QStringList dump()
    {
        close();
        const QString text = cacheDump(m_profile.path());
        open();
        return text.split(u'\n');
    }
    /// How many commits of a pass changed a row; -1 when it failed.
    int changedBySync()
    {
        int changed = 0;
        QObject::connect(m_service.get(), &SyncService::committed, m_service.get(),
                         [&changed](const ChangeSet &change) { changed += change.touchesFacts(); });
        return sync().isEmpty() ? changed : -1;
    }
    Result<ProbeResult> test() { return runTask(m_service->testAccount(accountName, {}), 60'000); }
    /// As if an earlier probe had found a right that is gone by now.
    void grant(const QString &capability)
    {
        account.capabilities.append(capability);
        const Account changed = account;
        const auto done = runFuture(
            m_store->run([changed](Store &store) { return store.updateAccount(changed); }));
        if (!done)
            qFatal("%s", qUtf8Printable(done.error().sentence()));
    }
    std::vector<FeedState> states()
    {
        const auto found = runFuture(m_service->feedStates(account.id));
        return found ? *found : std::vector<FeedState>();
    }
    /// Of every file of the cache.
    QByteArray bytes()
    {
        close();
        QByteArray all;
        for (const QFileInfo &info : QDir(m_profile.path()).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        open();
        return all;
    }

    Account account;

private:
    void open()
    {
        m_store = std::make_unique<StoreThread>(m_profile.path());
        m_service = std::make_unique<SyncService>(m_profile.path(), *m_store, m_clock);
        m_service->setCredentials(std::make_unique<FakeCredentials>(m_vault),
                                  std::make_unique<FakeCredentials>(m_vault));
    }
    void close()
    {
        m_service.reset();
        m_store.reset();
    }

    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    FakeClock m_clock;
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
};

/// The cache the world's own rows make.
QStringList worldDump(Sandbox &box)
{
    QTemporaryDir profile;
    {
        OpenInfo info;
        const auto store = Store::open(profile.path(), &info);
        if (!store)
            qFatal("%s", qUtf8Printable(store.error().sentence()));
        const sandbox::VendorAccess access = box.access(Vendor::LivePerson);
        fillCache(**store, box.world(Vendor::LivePerson), {access.accountId, access.url},
                  accountName);
    }
    return cacheDump(profile.path()).split(u'\n');
}

QStringList kindOf(const QStringList &dump, const char *kind)
{
    QStringList lines;
    for (const QString &line : dump) {
        if (line.startsWith(QLatin1String(kind) + u'\t'))
            lines.append(line);
    }
    return lines;
}

/// What is in one and not in the other, for people; empty when they are equal.
QString difference(
    const QStringList &ours, const QStringList &theirs,
    const std::function<bool(const QString &)> &counts = [](const QString &) { return true; })
{
    const QSet<QString> mine(ours.begin(), ours.end());
    const QSet<QString> others(theirs.begin(), theirs.end());
    QStringList lines;
    for (const QString &line : ours) {
        if (!others.contains(line) && counts(line))
            lines.append(QStringLiteral("only ours:   ") + line);
    }
    for (const QString &line : theirs) {
        if (!mine.contains(line) && counts(line))
            lines.append(QStringLiteral("only theirs: ") + line);
    }
    const qsizetype count = lines.size();
    return count == 0
               ? QString()
               : QStringLiteral("%1 differences\n").arg(count) + lines.mid(0, 40).join(u'\n');
}

/// "metric, scope, key, from, to" -> the newest value; whether a zero was inferred is left out.
using Figures = QMap<QString, QString>;
Figures figuresIn(const QStringList &dump)
{
    Figures figures;
    std::map<QString, int> ranks;
    for (const QString &line : kindOf(dump, "metric")) {
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
        QCOMPARE(desk.sync(), QString());
        const QStringList ours = desk.dump();
        const QStringList theirs = worldDump(box);
        for (const char *kind :
             {"agent", "grouping", "membership", "conversation", "event", "state"}) {
            QVERIFY2(!kindOf(ours, kind).isEmpty(), kind);
            // Agent Activity takes no login: then only what was seen here is known.
            const auto known = [byLogin](const QString &line) {
                return !byLogin || !line.startsWith(QLatin1String("state\t")) ||
                       line.section(u'\t', 3, 3) == QLatin1String("1");
            };
            const QString wrong = difference(kindOf(ours, kind), kindOf(theirs, kind), known);
            QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1String(kind) + u' ' + wrong));
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
        QCOMPARE(desk.sync(), QString());
        const Figures own = figuresIn(desk.dump());
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
        QCOMPARE(desk.sync(), QString());
        const QStringList whole = desk.dump();
        QCOMPARE(desk.changedBySync(), 0);
        const QString wrong = difference(desk.dump(), whole);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void faultsDoNotChangeTheCache()
    {
        Sandbox box(smallWorld());
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LivePersonDesk calm(box);
        QCOMPARE(calm.sync(), QString());
        const QStringList whole = calm.dump();
        LivePersonDesk desk(box);
        FaultSettings faults;
        faults.reset = 0.05;
        faults.tooMany = 0.05;
        faults.serverError = 0.02;
        faults.truncate = 0.01;
        box.setFaults({{QStringLiteral("liveperson"), faults}});
        desk.sync();
        box.setFaults({});
        QCOMPARE(desk.sync(), QString());
        // A figure may have been asked at another time; when is not compared.
        const QString wrong = difference(desk.dump(), whole);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
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
        QCOMPARE(desk.sync(), QString()); // what is off is no error
        QVERIFY(!kindOf(desk.dump(), stillThere.toLatin1()).isEmpty());
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
        const QString errors = desk.sync();
        QVERIFY2(errors.contains(QLatin1String("live: ")) &&
                     errors.contains(QLatin1String("\"Data, Key Messaging Metrics\"")),
                 qPrintable(errors));
        QCOMPARE(errors.count(u'\n'), 3); // and nothing else fails
        QVERIFY(!kindOf(desk.dump(), "conversation").isEmpty());
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
        QCOMPARE(desk.sync(), QString());
        const QByteArray bytes = desk.bytes();
        QVERIFY(bytes.size() > 100'000);
        for (const char *canary : {"sandbox-password", "sandbox-consumer", "sandbox-oauth",
                                   "Bearer ", "Session_id", "oauth_", "csrf"})
            QVERIFY2(!bytes.contains(canary), canary);
    }
};

QTEST_GUILESS_MAIN(TestLivePersonSandbox)
#include "tst_livepersonsandbox.moc"
