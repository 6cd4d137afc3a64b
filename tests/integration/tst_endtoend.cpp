// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way: sandbox over HTTP -> cache -> answers, against the sandbox's own books.
#include "backend/reports/reportservice.h"
#include "backend/store/factreader.h"
#include "integration/cliprocess.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/fakeclock.h"
#include "support/keybodies.h"
#include "support/runtask.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::Vendor;

namespace {

constexpr int killPoints = 20;

QJsonDocument json(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes);
}

QString iso(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

/// A value of the truth as text: ids are numbers on Chatwoot, the cache keeps them as text.
QJsonValue idText(const QJsonValue &value)
{
    return value.isDouble() ? QJsonValue(QString::number(value.toInteger())) : value;
}

} // namespace

class TestEndToEnd : public QObject {
    Q_OBJECT

    QTemporaryDir m_undisturbed;
    std::unique_ptr<Sandbox> m_box;
    TimeMs m_now = 0;
    int m_requests = 0; // of the undisturbed first sync
    QString m_dump;

    CliOutcome cli(const QString &profile, QStringList arguments, const QByteArray &input = {},
                   const std::function<bool()> &killWhen = {})
    {
        arguments << QStringLiteral("--profile") << profile << QStringLiteral("--now") << iso(m_now)
                  << QStringLiteral("--tz") << QStringLiteral("UTC");
        return runProgram(QStringLiteral("watchfloor-cli"), arguments, input, killWhen);
    }

    CliOutcome addAccount(const QString &profile)
    {
        const auto access = m_box->access(Vendor::Chatwoot);
        QStringList arguments{QStringLiteral("account"),        QStringLiteral("add"),
                              QStringLiteral("--provider"),     QStringLiteral("chatwoot"),
                              QStringLiteral("--name"),         QStringLiteral("Acme"),
                              QStringLiteral("--url"),          access.url,
                              QStringLiteral("--account-id"),   access.accountId,
                              QStringLiteral("--secret"),       QStringLiteral("token=-"),
                              QStringLiteral("--secret-store"), QStringLiteral("file")};
        for (auto it = access.settings.cbegin(); it != access.settings.cend(); ++it)
            arguments << QStringLiteral("--set") << it.key() + QLatin1Char('=') + it.value();
        return cli(profile, arguments,
                   access.secrets.value(QStringLiteral("token")).toUtf8() + '\n');
    }

    QByteArray query(const QString &profile, const QStringList &what)
    {
        const auto outcome =
            cli(profile, QStringList{QStringLiteral("query")} + what +
                             QStringList{QStringLiteral("--format"), QStringLiteral("json")});
        if (outcome.exitCode != 0)
            qWarning("%s", outcome.err.constData());
        return outcome.out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        sandbox::SandboxConfig config;
        config.seed = 7;
        config.now = QDateTime(QDate(2026, 6, 17), QTime(14, 3, 20), Qt::UTC).toMSecsSinceEpoch();
        m_now = *config.now;
        m_box = std::make_unique<Sandbox>(config);
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
    }

    void lostOutputIsNoSuccess()
    {
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(PROJECT_BIN_DIR "/watchfloor-cli"),
                      {QStringLiteral("--help")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("could not be written"));
    }

    void aFirstSyncFillsTheCacheOverHttp()
    {
        const auto added = addAccount(m_undisturbed.path());
        QVERIFY2(added.exitCode == 0, added.err.constData());
        m_box->clearLog();
        QElapsedTimer timer;
        timer.start();
        const auto synced =
            cli(m_undisturbed.path(), {QStringLiteral("sync"), QStringLiteral("--quiet"),
                                       QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY2(synced.exitCode == 0, synced.err.constData());
        m_requests = int(m_box->log().size());
        qInfo("%d requests in %lld ms", m_requests, timer.elapsed());
        const auto accounts = json(synced.out).object().value(QLatin1String("accounts")).toArray();
        QCOMPARE(accounts.size(), 1);
        for (const QJsonValue &feed :
             accounts[0].toObject().value(QLatin1String("feeds")).toArray())
            QVERIFY2(feed.toObject().value(QLatin1String("error")).isNull(),
                     synced.out.constData());
        m_dump = cacheDump(m_undisturbed.path());
        QVERIFY(m_dump.size() > 1'000'000);
        const auto access = m_box->access(Vendor::Chatwoot);
        QVERIFY(!m_dump.contains(access.secrets.value(QStringLiteral("token"))));
    }

    void agentMetricsEqualTheTruth()
    {
        const auto truth =
            m_box->truth(Vendor::Chatwoot, QStringLiteral("agent-conversation-metrics"));
        const QByteArray answer =
            query(m_undisturbed.path(), {QStringLiteral("agent-conversation-metrics")});
        QVERIFY(json(truth.json).array().size() >= 30);
        QCOMPARE(answer.trimmed(), truth.json.trimmed());
    }

    void conversationsEqualTheTruth()
    {
        const auto reader = FactReader::open(m_undisturbed.path());
        QVERIFY(reader);
        const auto rows = (*reader)->conversations({});
        QVERIFY(rows);
        QHash<QString, Conversation> cached;
        for (const Conversation &row : *rows) {
            if (!row.goneAt)
                cached.insert(row.remoteId, row);
        }
        const QJsonArray truth =
            json(m_box->truth(Vendor::Chatwoot, QStringLiteral("conversations")).json).array();
        QVERIFY(truth.size() > 7'000);
        QCOMPARE(cached.size(), truth.size());
        for (const QJsonValue &value : truth) {
            const QJsonObject expected = value.toObject();
            const QString id = idText(expected.value(QLatin1String("id"))).toString();
            QVERIFY2(cached.contains(id), qPrintable(id));
            const Conversation &row = cached[id];
            QJsonObject got;
            got[QLatin1String("id")] = id;
            got[QLatin1String("status")] = row.status;
            got[QLatin1String("agent")] = orNull(row.agentRemoteId);
            got[QLatin1String("group")] = orNull(row.groupRemoteId);
            got[QLatin1String("skill")] = orNull(row.skillRemoteId);
            got[QLatin1String("inbox")] = orNull(row.inboxRemoteId);
            got[QLatin1String("channel")] = orNull(row.channel);
            got[QLatin1String("created")] = iso(row.created);
            got[QLatin1String("closed")] =
                row.closed ? QJsonValue(iso(*row.closed)) : QJsonValue(QJsonValue::Null);
            QJsonObject want = expected;
            for (const char *key : {"id", "agent", "group", "skill", "inbox"})
                want[QLatin1String(key)] = idText(expected.value(QLatin1String(key)));
            if (got != want) {
                QCOMPARE(QString::fromUtf8(QJsonDocument(got).toJson()),
                         QString::fromUtf8(QJsonDocument(want).toJson()));
            }
        }
    }

    void everyTimelineEqualsTheTruth()
    {
        FakeClock clock(m_now);
        ReportService service(m_undisturbed.path(), clock);
        const auto accounts = runFuture(service.accounts());
        QVERIFY(accounts);
        const QJsonArray truth =
            json(m_box->truth(Vendor::Chatwoot, QStringLiteral("conversations")).json).array();
        qint64 events = 0;
        for (const QJsonValue &value : truth) {
            const QString id = idText(value.toObject().value(QLatin1String("id"))).toString();
            const auto expected = m_box->truth(Vendor::Chatwoot, QStringLiteral("reporting-events"),
                                               {{QStringLiteral("conversation"), id}});
            const auto got = runFuture(service.reportingEvents(accounts->front().id, id));
            QVERIFY(got);
            if (got->trimmed() != expected.json.trimmed())
                QCOMPARE(got->trimmed(), expected.json.trimmed());
            events += json(expected.json).array().size();
        }
        QVERIFY(events > 20'000);
        // And by the command, for one that has many.
        const QByteArray shown =
            query(m_undisturbed.path(), {QStringLiteral("reporting-events"),
                                         QStringLiteral("--account"), QStringLiteral("Acme"),
                                         QStringLiteral("--conversation"), QStringLiteral("100")});
        QCOMPARE(shown.trimmed(),
                 m_box
                     ->truth(Vendor::Chatwoot, QStringLiteral("reporting-events"),
                             {{QStringLiteral("conversation"), QStringLiteral("100")}})
                     .json.trimmed());
    }

    /// What the provider told over HTTP answers the other vendors' operations too.
    void reportOperationsEqualTheTruth()
    {
        FakeClock clock(m_now);
        ReportService service(m_undisturbed.path(), clock);
        const RowId account = runFuture(service.accounts())->front().id;
        KeyBodies bodies(m_box->world(Vendor::Chatwoot), 3);
        for (int i = 0; i < 40; ++i) {
            const KeyBody body = bodies.next();
            const auto expected = m_box->truth(Vendor::Chatwoot, QStringLiteral("key-metrics"),
                                               body.params(), body.json);
            KeyMetricsParams params;
            if (!body.sort.isEmpty())
                params.sort = body.sort;
            params.offset = QString::number(body.offset);
            params.limit = QString::number(body.limit);
            const auto request = keyMetricsRequest(params, body.json);
            QVERIFY(request);
            const auto answer = runFuture(service.keyMetrics(account, *request));
            QVERIFY(answer);
            QCOMPARE(answer->json, expected.json.trimmed());
        }
        const QString week = QStringLiteral("2026-06-08T00:00:00.000Z");
        const QString now = iso(m_now);
        QCOMPARE(query(m_undisturbed.path(),
                       {QStringLiteral("conversations-by-agent"), QStringLiteral("--start"), week,
                        QStringLiteral("--end"), now})
                     .trimmed(),
                 m_box
                     ->truth(Vendor::Chatwoot, QStringLiteral("conversations-by-agent"),
                             {{QStringLiteral("start"), week}, {QStringLiteral("end"), now}})
                     .json.trimmed());
        qsizetype rows = 0;
        for (const size_t index : {size_t(1), size_t(2), size_t(3)}) {
            const QString agent = m_box->world(Vendor::Chatwoot).agents()[index].id;
            const auto expected =
                m_box->truth(Vendor::Chatwoot, QStringLiteral("agent-conversations"),
                             {{QStringLiteral("agentId"), agent}});
            QCOMPARE(query(m_undisturbed.path(), {QStringLiteral("agent-conversations"),
                                                  QStringLiteral("--agent"), agent})
                         .trimmed(),
                     expected.json.trimmed());
            rows += expected.json.count("\"_id\"");
        }
        QVERIFY(rows > 100);
    }

    void aSecondSyncWritesNoFact()
    {
        FakeClock clock(m_now);
        auto reader = FactReader::open(m_undisturbed.path());
        QVERIFY(reader);
        const auto before = (*reader)->changeSequence();
        const auto synced =
            cli(m_undisturbed.path(), {QStringLiteral("sync"), QStringLiteral("--quiet")});
        QVERIFY2(synced.exitCode == 0, synced.err.constData());
        const auto after = (*reader)->changeSequence();
        QCOMPARE(*after, *before);
    }

    void killedAtTwentyPointsTheCacheEndsEqual()
    {
        QTemporaryDir profile;
        QVERIFY(addAccount(profile.path()).exitCode == 0);
        int kills = 0;
        for (int i = 0; i < killPoints; ++i) {
            m_box->clearLog();
            const auto limit = size_t(m_requests / (killPoints + 1) + i);
            const auto outcome =
                cli(profile.path(), {QStringLiteral("sync"), QStringLiteral("--quiet")}, {},
                    [&] { return m_box->log().size() >= limit; });
            kills += outcome.killed ? 1 : 0;
        }
        QCOMPARE(kills, killPoints);
        const auto last = cli(profile.path(), {QStringLiteral("sync"), QStringLiteral("--quiet")});
        QVERIFY2(last.exitCode == 0, last.err.constData());
        const QString dump = cacheDump(profile.path());
        if (dump != m_dump) {
            const QStringList want = m_dump.split(u'\n');
            const QStringList got = dump.split(u'\n');
            for (qsizetype i = 0; i < std::min(want.size(), got.size()); ++i)
                QCOMPARE(got[i], want[i]);
            QCOMPARE(got.size(), want.size());
        }
    }

    void offlineTheSameTablesAndTimelinesAreThere()
    {
        const QStringList agents{QStringLiteral("show"),     QStringLiteral("agents"),
                                 QStringLiteral("--range"),  QStringLiteral("30d"),
                                 QStringLiteral("--format"), QStringLiteral("json")};
        const QStringList conversations{QStringLiteral("show"),     QStringLiteral("conversations"),
                                        QStringLiteral("--range"),  QStringLiteral("7d"),
                                        QStringLiteral("--format"), QStringLiteral("json")};
        const QStringList timeline{QStringLiteral("show"),           QStringLiteral("timeline"),
                                   QStringLiteral("--account"),      QStringLiteral("Acme"),
                                   QStringLiteral("--conversation"), QStringLiteral("100"),
                                   QStringLiteral("--format"),       QStringLiteral("json")};
        QHash<QString, QByteArray> online;
        for (const QStringList &what : {agents, conversations, timeline}) {
            const auto outcome = cli(m_undisturbed.path(), what);
            QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
            QVERIFY(json(outcome.out).object().value(QLatin1String("rows")).toArray().size() > 1);
            online.insert(what[1], outcome.out);
        }
        m_box->stopVendor(Vendor::Chatwoot);
        const auto failed =
            cli(m_undisturbed.path(), {QStringLiteral("sync"), QStringLiteral("--quiet")});
        QCOMPARE(failed.exitCode, 1);
        QVERIFY(failed.err.contains("Acme"));
        for (const QStringList &what : {agents, conversations, timeline})
            QCOMPARE(cli(m_undisturbed.path(), what).out, online.value(what[1]));
        QCOMPARE(cacheDump(m_undisturbed.path()), m_dump);

        QTemporaryDir shots;
        const QString shot = shots.filePath(QStringLiteral("offline.png"));
        const auto window = runProgram(
            QStringLiteral("watchfloor"),
            {QStringLiteral("--profile"), m_undisturbed.path(), QStringLiteral("--offline"),
             QStringLiteral("--page"), QStringLiteral("conversations"),
             QStringLiteral("--screenshot"), shot, QStringLiteral("--size"),
             QStringLiteral("1280x720"), QStringLiteral("--theme"), QStringLiteral("light")});
        QVERIFY2(window.exitCode == 0, window.err.constData());
        QVERIFY(QFile(shot).size() > 10'000);
    }
};

QTEST_GUILESS_MAIN(TestEndToEnd)
#include "tst_endtoend.moc"
