// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"
#include "sandbox/serveroptions.h"
#include "sandbox/truthjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSet>
#include <QTest>

using namespace watchfloor::sandbox;

namespace {

constexpr qint64 Noon = 1'780'315'200'000; // 2026-06-01T12:00:00Z, a Monday

SandboxConfig small()
{
    SandboxConfig config;
    config.seed = 11;
    config.days = 4;
    config.agents = 10;
    config.conversationsPerDay = 60;
    config.now = Noon;
    return config;
}

QJsonArray list(Sandbox *box, Vendor vendor, const char *operation, const TruthParams &params = {})
{
    return QJsonDocument::fromJson(box->truth(vendor, QLatin1String(operation), params).json)
        .array();
}

struct Fetched {
    int status = 0;
    QByteArray body;
};

Fetched fetch(const QString &url, const QByteArray &post = {}, const QString &token = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(url)};
    if (!token.isEmpty())
        request.setRawHeader("Api-Access-Token", token.toUtf8());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkReply *reply = post.isNull() ? network.get(request) : network.post(request, post);
    const bool done = QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
    return {done ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : -1,
            reply->readAll()};
}

const QByteArray KeyBody =
    R"({"filters":{"time":{"from":1779900000000,"to":1780315200000}},"groupBy":"skillId",)"
    R"("metricsToRetrieveByTime":["closed_conversations","closed_by_agent","closed_by_consumer",)"
    R"("auto_closed","concluded_conversations"],"metricsToRetrieveCurrentValue":[)"
    R"("open_conversations","assigned_conversations","unassigned_conversations"]})";

} // namespace

class TestSandbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void identities_data();
    void identities();
    void servesTheTruth();
    void agreesWithTheWire();
    void frozenIsRepeatable();
    void movesOnlyForward();
    void skewMovesOneVendor();
    void clockRuns();
    void countsAndFaults();
    void readsOptions();
    void refusesOptions_data();
    void refusesOptions();
    void programServes();
    void programRefuses();
};

void TestSandbox::identities_data()
{
    QTest::addColumn<int>("vendor");
    for (const Vendor vendor :
         {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson, Vendor::ChatDash})
        QTest::newRow(qPrintable(vendorWord(vendor))) << int(vendor);
}

void TestSandbox::identities()
{
    QFETCH(int, vendor);
    const Vendor own = static_cast<Vendor>(vendor);
    Sandbox box(small());
    const QJsonArray rows = list(&box, own, "conversations");
    QVERIFY(rows.size() > 100);
    int withAgent = 0;
    int closed = 0;
    QHash<QString, int> byAgent;
    QSet<QString> ids;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        ids.insert(row.value(QStringLiteral("id")).toVariant().toString());
        const QString agent = row.value(QStringLiteral("agent")).toVariant().toString();
        withAgent += agent.isEmpty() ? 0 : 1;
        ++byAgent[agent];
        const bool isClosed =
            row.value(QStringLiteral("status")).toString() == QLatin1String("closed");
        QCOMPARE(row.value(QStringLiteral("closed")).isString(), isClosed);
        closed += isClosed ? 1 : 0;
        QCOMPARE(row.keys().size(), 9);
    }
    QCOMPARE(ids.size(), rows.size());
    byAgent.remove(QString());

    const QJsonObject volume =
        QJsonDocument::fromJson(box.truth(own, QStringLiteral("conversations-by-agent"),
                                          {{QStringLiteral("start"), isoTime(Noon - 30 * Day)},
                                           {QStringLiteral("end"), isoTime(Noon + 1)}})
                                    .json)
            .object();
    QCOMPARE(volume.value(QStringLiteral("total")).toInt(), withAgent);
    QCOMPARE(volume.value(QStringLiteral("unspecified")).toInt(), int(rows.size()) - withAgent);
    QCOMPARE(volume.value(QStringLiteral("data")).toArray().size(), byAgent.size());

    if (own != Vendor::ChatDash) { // there record and interacted are the conversation's own
        for (auto it = byAgent.constBegin(); it != byAgent.constEnd(); ++it)
            QCOMPARE(list(&box, own, "agent-conversations", {{QStringLiteral("agentId"), it.key()}})
                         .size(),
                     it.value());
    }

    const QJsonObject all =
        QJsonDocument::fromJson(box.truth(own, QStringLiteral("key-metrics"), {}, KeyBody).json)
            .object()
            .value(QStringLiteral("all"))
            .toObject();
    const auto metric = [&all](const char *key) { return all.value(QLatin1String(key)).toInt(-1); };
    QCOMPARE(metric("openConversations"),
             metric("assignedConversations") + metric("unassignedConversations"));
    if (own == Vendor::LivePerson || own == Vendor::RocketChat) {
        QCOMPARE(metric("closedConversations"), closed);
        QCOMPARE(metric("closedByAgent") + metric("closedByConsumer") + metric("autoClosed"),
                 closed);
        QVERIFY(metric("concludedConversations") > closed);
    }
    int open = 0;
    for (const QJsonValue &value : list(&box, own, "agent-conversation-metrics")) {
        const QJsonObject counts = value.toObject().value(QStringLiteral("metric")).toObject();
        open += counts.value(QStringLiteral("open")).toInt();
        QVERIFY(counts.value(QStringLiteral("unattended")).toInt() <=
                counts.value(QStringLiteral("open")).toInt());
    }
    QCOMPARE(open, metric("assignedConversations"));
    QVERIFY(open > 0 || own == Vendor::ChatDash);

    int events = 0;
    for (const QString &id : std::as_const(ids)) {
        QString last;
        for (const QJsonValue &value :
             list(&box, own, "reporting-events", {{QStringLiteral("conversation"), id}})) {
            const QString created = value.toObject().value(QStringLiteral("created_at")).toString();
            QVERIFY(created >= last);
            last = created;
            ++events;
        }
    }
    QVERIFY(events > (own == Vendor::ChatDash ? 50 : 300));
}

void TestSandbox::servesTheTruth()
{
    Sandbox box(small());
    QString error;
    QVERIFY2(box.start(&error), qPrintable(error));
    const QString base = box.truthUrl() + QStringLiteral("/truth/");
    QVERIFY(base.startsWith(QStringLiteral("http://127.0.0.1:")));
    QCOMPARE(fetch(base + QStringLiteral("now")).body,
             QByteArray("{\"now\":\"2026-06-01T12:00:00.000Z\"}"));
    for (const char *vendor : {"chatwoot", "rocketchat", "liveperson", "chatdash"}) {
        const QString own = base + QLatin1String(vendor) + QLatin1Char('/');
        for (const char *operation : {"agent-conversation-metrics", "conversations"}) {
            const Fetched got = fetch(own + QLatin1String(operation));
            QCOMPARE(got.status, 200);
            QVERIFY(got.body.size() > 100);
        }
        QCOMPARE(fetch(own + QStringLiteral("key-metrics?limit=5"), KeyBody).status, 200);
        QCOMPARE(fetch(own + QStringLiteral("key-metrics?limit=51"), KeyBody).status, 400);
        QCOMPARE(fetch(own + QStringLiteral("key-metrics")).status, 405);
        QCOMPARE(fetch(own + QStringLiteral("conversations"), "{}").status, 405);
        QCOMPARE(fetch(own + QStringLiteral("conversations-by-agent")).status, 400);
        QCOMPARE(fetch(own + QStringLiteral("elsewhere")).status, 404);
    }
    const Fetched got = fetch(base + QStringLiteral("chatwoot/conversations-by-agent?"
                                                    "start=2026-05-30T00%3A00%3A00%2B00%3A00&"
                                                    "end=2026-06-01T00:00:00.000Z"));
    const TruthParams params{{QStringLiteral("start"), QStringLiteral("2026-05-30")},
                             {QStringLiteral("end"), QStringLiteral("2026-06-01")}};
    QCOMPARE(got.body,
             box.truth(Vendor::Chatwoot, QStringLiteral("conversations-by-agent"), params).json);
    QCOMPARE(fetch(base + QStringLiteral("zendesk/conversations")).status, 404);
    QCOMPARE(fetch(box.truthUrl() + QStringLiteral("/")).status, 404);
}

void TestSandbox::agreesWithTheWire()
{
    // Two readings of the same books: what Chatwoot's server says, and the truth.
    Sandbox box(small());
    QString error;
    QVERIFY2(box.start(&error), qPrintable(error));
    const VendorAccess access = box.access(Vendor::Chatwoot);
    const QString token = access.secrets.value(QStringLiteral("token"));
    const auto get = [&](const QString &path) {
        const Fetched got = fetch(access.url + path, {}, token);
        return got.status == 200 ? QJsonDocument::fromJson(got.body).array()
                                 : QJsonArray{got.status, QString::fromUtf8(got.body)};
    };
    QHash<int, QJsonObject> wire;
    for (const QJsonValue &row :
         get(QStringLiteral("/api/v2/accounts/1/reports/conversations?type=agent&page=1")))
        wire.insert(row.toObject().value(QStringLiteral("id")).toInt(), row.toObject());
    const QJsonArray rows = list(&box, Vendor::Chatwoot, "agent-conversation-metrics");
    QVERIFY(rows.size() > 3);
    QCOMPARE(rows.size(), wire.size());
    for (const QJsonValue &row : rows)
        QCOMPARE(row.toObject(), wire.value(row.toObject().value(QStringLiteral("id")).toInt()));
    int events = 0;
    for (int id = 1; id < 200; id += 7) {
        const QString text = QString::number(id);
        const QJsonArray answered =
            get(QStringLiteral("/api/v1/accounts/1/conversations/%1/reporting_events").arg(text));
        // The server leaves rows of one instant in any order; the operation sorts them by id.
        std::map<std::pair<QString, qint64>, QJsonObject> sorted;
        for (const QJsonValue &value : answered) {
            QJsonObject event = value.toObject();
            if (event.value(QStringLiteral("value_in_business_hours")).isNull())
                event.remove(QStringLiteral("value_in_business_hours"));
            sorted[{event.value(QStringLiteral("created_at")).toString(),
                    event.value(QStringLiteral("id")).toInteger()}] = event;
        }
        QJsonArray expected;
        for (const auto &[key, event] : sorted)
            expected.append(event);
        const TruthAnswer answer = box.truth(Vendor::Chatwoot, QStringLiteral("reporting-events"),
                                             {{QStringLiteral("conversation"), text}});
        if (answer.status == 404) {
            QCOMPARE(answered.at(0).toInt(), 404); // deleted
            continue;
        }
        QCOMPARE(QJsonDocument::fromJson(answer.json).array(), expected);
        events += static_cast<int>(expected.size());
    }
    QVERIFY(events > 50);
}

void TestSandbox::frozenIsRepeatable()
{
    Sandbox first(small());
    Sandbox second(small());
    SandboxConfig other = small();
    other.seed = 12;
    Sandbox third(other);
    // The second gets there in pieces and is asked on the way.
    SandboxConfig earlier = small();
    earlier.now = Noon - 3 * Day;
    earlier.epoch = first.config().epoch;
    Sandbox sliced(earlier);
    for (int hour = 0; hour < 72; ++hour) {
        sliced.world(Vendor::LivePerson);
        sliced.advance(Hour);
    }
    for (const Vendor vendor : {Vendor::Chatwoot, Vendor::LivePerson}) {
        const auto whole = [vendor](Sandbox &box) {
            return box.truth(vendor, QStringLiteral("conversations")).json;
        };
        QCOMPARE(whole(first), whole(second));
        QCOMPARE(whole(first), whole(first));
        QCOMPARE(whole(sliced), whole(first));
        QVERIFY(whole(third) != whole(first));
    }
}

void TestSandbox::movesOnlyForward()
{
    Sandbox box(small());
    const QByteArray before = box.truth(Vendor::Chatwoot, QStringLiteral("conversations")).json;
    box.advance(2 * Hour);
    QCOMPARE(box.now(), Noon + 2 * Hour);
    QVERIFY(box.truth(Vendor::Chatwoot, QStringLiteral("conversations")).json != before);
    QCOMPARE(box.world(Vendor::Chatwoot).now(), Noon + 2 * Hour);
}

void TestSandbox::skewMovesOneVendor()
{
    SandboxConfig config = small();
    QString error;
    config.faults = parseFaults(QStringLiteral("skew=-60@chatwoot"), &error).value_or(FaultMap());
    Sandbox box(config);
    QCOMPARE(box.now(Vendor::Chatwoot), Noon - Minute);
    QCOMPARE(box.world(Vendor::Chatwoot).now(), Noon - Minute);
    QCOMPARE(box.world(Vendor::ChatDash).now(), Noon);
}

void TestSandbox::clockRuns()
{
    const SandboxClock frozen(Noon, true, 1);
    const SandboxClock fast(Noon, false, 100'000);
    QTRY_VERIFY(fast.now() > Noon + Minute);
    QCOMPARE(frozen.now(), Noon);
}

void TestSandbox::countsAndFaults()
{
    Sandbox box(small());
    QString error;
    QVERIFY2(box.start(&error), qPrintable(error));
    const QString url = box.access(Vendor::Chatwoot).url;
    QCOMPARE(fetch(url + QStringLiteral("/api/v1/accounts/1/agents")).status, 401); // no token
    box.setFaults(parseFaults(QStringLiteral("429=1"), &error).value_or(FaultMap()));
    QCOMPARE(fetch(url + QStringLiteral("/api/v1/accounts/1/agents")).status, 429);
    QCOMPARE(fetch(box.truthUrl() + QStringLiteral("/truth/now")).status, 200); // never fails
    QCOMPARE(box.requestCounts(Vendor::Chatwoot)
                 .value(QStringLiteral("GET /api/v1/accounts/{id}/agents")),
             2);
    QCOMPARE(box.requestCount(Vendor::Chatwoot), 2);
    QCOMPARE(box.log().at(1).fault, FaultKind::TooMany);
    box.clearLog();
    QCOMPARE(box.requestCount(Vendor::Chatwoot), 0);
    box.stopVendor(Vendor::Chatwoot);
    QCOMPARE(fetch(url + QStringLiteral("/api")).status, 0);
    box.setFaults({});
    QVERIFY2(box.startVendor(Vendor::Chatwoot, &error), qPrintable(error));
    QCOMPARE(fetch(url + QStringLiteral("/api")).status, 200);
}

void TestSandbox::readsOptions()
{
    const QStringList arguments =
        QStringLiteral(
            "--seed 9 --pii --days=3 --agents 5 --conversations-per-day 40 --speed 2.5 --freeze "
            "--now 2026-06-01T12:00:00Z --epoch 2026-05-01 --port-base 4000 "
            "--fault 429=0.5@chatwoot,latency=10 --chatwoot edition=community --chatwoot "
            "limit.ip=99 --rocketchat token=abc --liveperson account=7 --chatdash api_key=k")
            .split(QLatin1Char(' '));
    const Options options = parseOptions(arguments, 5);
    const auto *config = std::get_if<SandboxConfig>(&options);
    QVERIFY(config);
    QCOMPARE(config->seed, quint64(9));
    QVERIFY(config->pii && config->freeze);
    QCOMPARE(config->days, 3);
    QCOMPARE(config->agents, 5);
    QCOMPARE(config->conversationsPerDay, 40);
    QCOMPARE(config->speed, 2.5);
    QCOMPARE(config->now, Noon);
    QCOMPARE(config->epoch, Noon - 31 * Day - 12 * Hour);
    QCOMPARE(config->portBase, 4000);
    QCOMPARE(config->faults.value(QStringLiteral("chatwoot")).tooMany, 0.5);
    QCOMPARE(config->faults.value(QStringLiteral("chatdash")).latencyMs, 10);
    QCOMPARE(config->chatwoot.edition, QStringLiteral("community"));
    QCOMPARE(config->chatwoot.limitPerIp, 99);
    QCOMPARE(config->rocketchat.token, QStringLiteral("abc"));
    QCOMPARE(config->liveperson.account, QStringLiteral("7"));
    QCOMPARE(config->chatdash.apiKey, QStringLiteral("k"));
    const Options none = parseOptions({}, Noon);
    QCOMPARE(std::get<SandboxConfig>(none).now, Noon);
    QVERIFY(!std::get<SandboxConfig>(none).freeze);
    SandboxConfig late = small();
    late.now = Noon + 5 * Hour;
    QCOMPARE(*Sandbox(late).config().epoch, Noon - 12 * Hour - 4 * Day); // midnight, days before
    QVERIFY(std::holds_alternative<TextAnswer>(parseOptions({QStringLiteral("--help")}, 0)));
}

void TestSandbox::refusesOptions_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"--boom",
                             "--days",
                             "--days x",
                             "--days -1",
                             "--agents 0",
                             "--freeze=1",
                             "--speed 0",
                             "--speed nan",
                             "--now yesterday",
                             "--seed -1",
                             "--chatwoot odd",
                             "--chatwoot edition=odd",
                             "--chatwoot limit.ip=0",
                             "--chatwoot colour=red",
                             "--chatdash api_key=",
                             "--liveperson odd",
                             "--port-base 0",
                             "--port-base 65535",
                             "--epoch 2026-06-02 --now 2026-06-01",
                             "--fault boom=1",
                             "stray"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestSandbox::refusesOptions()
{
    QFETCH(QString, line);
    const Options options = parseOptions(line.split(QLatin1Char(' ')), Noon);
    const auto *usage = std::get_if<UsageError>(&options);
    QVERIFY(usage);
    QVERIFY(usage->sentence.endsWith(QLatin1Char('.')));
    QVERIFY(!usage->sentence.contains(QLatin1Char('\n')));
}

void TestSandbox::programServes()
{
    const QStringList arguments = QStringLiteral("--freeze --now 2026-06-01T12:00:00Z --days 2 "
                                                 "--agents 5 --conversations-per-day 20 --seed 3 "
                                                 "--fault tls=selfsigned@chatwoot")
                                      .split(QLatin1Char(' '));
    QByteArray lines[2];
    for (QByteArray &line : lines) {
        QProcess program;
        program.start(QStringLiteral(PROJECT_BIN_DIR "/watchfloor-sandbox"), arguments);
        QVERIFY2(program.waitForStarted(), qPrintable(program.errorString()));
        while (program.canReadLine() || program.waitForReadyRead(60'000)) {
            if (program.canReadLine())
                break;
        }
        const QJsonObject ready = QJsonDocument::fromJson(program.readLine()).object();
        QCOMPARE(ready.value(QStringLiteral("now")).toString(),
                 QStringLiteral("2026-06-01T12:00:00.000Z"));
        const QJsonObject chatwoot = ready.value(QStringLiteral("chatwoot")).toObject();
        QVERIFY(chatwoot.value(QStringLiteral("url"))
                    .toString()
                    .startsWith(QStringLiteral("https://127.0.0.1:")));
        QCOMPARE(chatwoot.value(QStringLiteral("account_id")).toString(), QStringLiteral("1"));
        QVERIFY(chatwoot.value(QStringLiteral("settings")).isObject());
        QVERIFY(
            chatwoot.value(QStringLiteral("secrets")).toObject().contains(QStringLiteral("token")));
        QVERIFY(QFile::exists(chatwoot.value(QStringLiteral("ca")).toString()));
        for (const VendorRow &row : vendorRows())
            QCOMPARE(ready.contains(vendorWord(row.vendor)), bool(row.make));
        line = fetch(ready.value(QStringLiteral("truth")).toString() +
                     QStringLiteral("/truth/rocketchat/conversations"))
                   .body;
        program.terminate();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.readAllStandardError(), QByteArray());
        QVERIFY(!QFile::exists(chatwoot.value(QStringLiteral("ca")).toString())); // leaves nothing
    }
    QVERIFY(lines[0].size() > 1000);
    QCOMPARE(lines[0], lines[1]);
}

void TestSandbox::programRefuses()
{
    QProcess program;
    program.start(QStringLiteral(PROJECT_BIN_DIR "/watchfloor-sandbox"),
                  {QStringLiteral("--boom")});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
    QCOMPARE(program.readAllStandardError().count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
