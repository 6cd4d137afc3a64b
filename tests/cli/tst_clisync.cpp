// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"
#include "support/clirun.h"
#include "support/loopbackserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::Vendor;

namespace {

constexpr qint64 frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z
const QByteArray token = "sandbox-token-0123456789";

} // namespace

class TestCliSync : public QObject {
    Q_OBJECT

private:
    CliRun run(const QString &profile, const QStringList &words, const QByteArray &input = {})
    {
        const CliRun done = runCommand(words + QStringList{QStringLiteral("--profile"), profile,
                                                           QStringLiteral("--now"),
                                                           QStringLiteral("2026-06-10T12:00:00Z")},
                                       input);
        // Whatever happens, a secret is never repeated.
        if (done.out.contains(token) || done.err.contains(token) || done.err.contains("hush"))
            qFatal("a secret was printed");
        return done;
    }
    CliRun run(const QString &profile, const char *line, const QByteArray &input = {})
    {
        return run(profile, cliWords(line), input);
    }
    QStringList addWords(const QString &url, const char *name)
    {
        QStringList words = cliWords("account add --provider chatwoot --secret token=- "
                                     "--secret-store file --set history_days=8");
        return words << QStringLiteral("--name") << QString::fromUtf8(name)
                     << QStringLiteral("--url") << url;
    }
    CliRun add(const QString &profile, const char *name = "Süd")
    {
        return run(profile, addWords(m_box->access(Vendor::Chatwoot).url, name), token + '\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        sandbox::SandboxConfig config;
        config.days = 4;
        config.agents = 6;
        config.conversationsPerDay = 40;
        config.now = frozenNow;
        m_box = std::make_unique<Sandbox>(config);
        QString error;
        QVERIFY2(m_box->start(&error), qPrintable(error));
    }

    void requestsGoThroughTheSystemsProxy()
    {
        LoopbackServer proxy;
        proxy.setResponder([](const SeenRequest &) { return Reply::json("{}", 502); });
        qputenv("https_proxy", proxy.url().toEncoded());
        const QTemporaryDir profile;
        const CliRun done =
            run(profile.path(), addWords(QStringLiteral("https://chat.invalid"), "P"), "hush\n");
        qunsetenv("https_proxy");
        QCOMPARE(done.code, 1);
        QVERIFY2(!proxy.requests().empty(), done.err.constData());
        QCOMPARE(proxy.requests().front().method, QByteArray("CONNECT"));
        QVERIFY(!proxy.requests().front().target.contains("hush"));
    }

    void partialCountsAreSaid_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("partial");
        QTest::newRow("agent") << "agent" << true;
        QTest::newRow("administrator") << "administrator" << false;
    }
    void partialCountsAreSaid()
    {
        QFETCH(const QString, role);
        QFETCH(const bool, partial);
        sandbox::SandboxConfig config;
        config.days = 2;
        config.agents = 4;
        config.conversationsPerDay = 10;
        config.now = frozenNow;
        config.chatwoot.role = role;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        const QTemporaryDir profile;
        const auto access = box.access(Vendor::Chatwoot);
        QCOMPARE(run(profile.path(), addWords(access.url, "Part"),
                     access.secrets.value(QStringLiteral("token")).toUtf8() + '\n')
                     .code,
                 0);
        QCOMPARE(run(profile.path(), "sync").code, 0);
        for (const char *line : {"query agent-conversation-metrics --format json", "show agents"}) {
            const CliRun answer = run(profile.path(), line);
            QCOMPARE(answer.code, 0);
            QVERIFY2(answer.err.contains("counts are partial") == partial, answer.err.constData());
            QVERIFY(!answer.out.contains("partial"));
        }
    }

    void wrongLinesAreUsageErrors_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *line, const char *says) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(says);
        };
        const char *says = "--secret KEY=-";
        row("account add", "--provider");
        row("account add --provider unknown --name A --url https://a.example", "chatwoot");
        row("account add --provider chatwoot --name A", "--url");
        row("account add --provider chatwoot --name A --url https://a.example", says);
        row("account add --provider chatwoot --name A --url https://a.example --secret token=hush",
            "standard input");
        row("account add --provider chatwoot --name A --url https://a.example --secret key=-",
            "no secret \"key\"");
        row("account add --provider chatwoot --name A --url https://a.example --secret token=-",
            "no line");
        row("account add --provider chatwoot --name A --url a.example --secret token=-",
            "not a web address");
        row("account add --provider chatwoot --name A --url http://a.example --secret token=-",
            "unprotected");
        row("account add --provider chatwoot --name A --url https://a.example --set colour=red",
            "no setting \"colour\"");
        row("account add --provider chatwoot --name A --url https://a.example --set history_days",
            "KEY=VALUE");
        row("account add --provider chatwoot --name A --url https://a.example --set history_days=x",
            "whole number of days");
        row("account add --provider chatwoot --name A --url https://a.example --set "
            "history_days=-4",
            "whole number of days");
        row("account add --provider chatwoot --name A --url https://a.example --set "
            "refresh_minutes=0",
            "whole number of minutes from 1 to 60");
        row("account add --provider chatwoot --name A --url https://a.example --set "
            "sla.reply_time=0",
            "target in seconds");
        row("account add --provider chatwoot --name A --url https://a.example --set colour=red",
            "requests_per_second, keep, sla.METRIC, business_hours");
        row("account add --provider chatwoot --name A --url https://a.example --set sla.colour=5",
            "no metric \"colour\" can have a target");
        row("account add --provider chatwoot --name A --url https://a.example --set "
            "business_hours=Mon-Fry",
            "business_hours: \"Mon-Fry\" names no hours");
        row("account add --provider chatwoot --name A --url= --secret token=-", "--url is empty");
        row("account add --provider chatwoot --name A --url https://a.example --secret-store cloud",
            "keyring");
        row("sync --since yesterday", "--since");
        row("sync --feed nothing", "nothing");
        row("account remove", "NAME");
    }
    void wrongLinesAreUsageErrors()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, says);
        const QTemporaryDir profile;
        const CliRun done = run(profile.path(), line.toUtf8().constData());
        QCOMPARE(done.code, 2);
        QVERIFY(done.out.isEmpty());
        QVERIFY2(done.err.contains(says.toUtf8()), done.err.constData());
        QVERIFY(QDir(profile.path()).isEmpty());
    }

    void withoutAnAccountNothingIsMade()
    {
        const QTemporaryDir profile;
        for (const char *line : {"sync", "account test A", "account set A", "account remove A"}) {
            const CliRun done = run(profile.path(), line);
            QCOMPARE(done.code, 1);
            QVERIFY2(done.err.contains("account add"), done.err.constData());
        }
        QCOMPARE(run(profile.path(), "account list --format json").out, QByteArray("[]\n"));
        QVERIFY(QDir(profile.path()).isEmpty());
    }

    void anAccountFromAddToRemove()
    {
        const QTemporaryDir profile;
        const CliRun added = add(profile.path());
        QVERIFY2(added.code == 0, added.err.constData());
        const QJsonObject listed =
            run(profile.path(), "account list --format json").json().array().at(0).toObject();
        QCOMPARE(listed.keys(), (QStringList{QStringLiteral("accountId"), QStringLiteral("name"),
                                             QStringLiteral("provider"), QStringLiteral("url")}));
        QCOMPARE(listed.value(u"name").toString(), QStringLiteral("Süd"));
        QCOMPARE(listed.value(u"accountId").toString(), QStringLiteral("1"));
        QCOMPARE(add(profile.path()).code, 1); // the name is taken
        QCOMPARE(run(profile.path(), "account test Süd").code, 0);
        QCOMPARE(run(profile.path(), "account test Nord").code, 1);

        QCOMPARE(run(profile.path(), "account set Süd --secret token=-", "wrong\n").code, 1);
        QCOMPARE(run(profile.path(), "account test Süd").code, 0); // the good one is kept
        QCOMPARE(run(profile.path(), "account set Süd --set history_days=3").code, 0);
        QCOMPARE(run(profile.path(), "account remove Süd --delete-data").code, 0);
        QCOMPARE(run(profile.path(), "account list --format json").out, QByteArray("[]\n"));
        QFile secrets(profile.filePath(QStringLiteral("secrets.json")));
        QVERIFY(secrets.open(QIODevice::ReadOnly));
        QCOMPARE(secrets.readAll().simplified(), QByteArray("{ }"));
    }

    void syncPrintsItsSummary()
    {
        const QTemporaryDir profile;
        QCOMPARE(add(profile.path()).code, 0);
        const CliRun first = run(profile.path(), "sync --format json");
        QVERIFY2(first.code == 0, first.err.constData());
        QVERIFY(first.err.contains("Conversation history"));
        const QJsonArray accounts = first.json().object().value(u"accounts").toArray();
        QCOMPARE(accounts.size(), 1);
        const QJsonArray feeds = accounts.at(0).toObject().value(u"feeds").toArray();
        qint64 conversations = 0;
        for (const QJsonValue &value : feeds) {
            const QJsonObject feed = value.toObject();
            QCOMPARE(feed.keys(), (QStringList{QStringLiteral("error"), QStringLiteral("feed"),
                                               QStringLiteral("rows"), QStringLiteral("windows")}));
            QVERIFY(feed.value(u"error").isNull());
            if (feed.value(u"feed").toString() == u"conversations")
                conversations = feed.value(u"rows").toInteger();
        }
        QVERIFY(conversations > 100);

        const CliRun quiet = run(profile.path(), "sync --quiet --feed agents --feed labels");
        QCOMPARE(quiet.code, 0);
        QVERIFY(quiet.err.isEmpty());
        QCOMPARE(quiet.out.count('\n'), 3); // a header and two feeds
        QCOMPARE(run(profile.path(), "sync --account Nord").code, 1);
    }

    void exitCodesTellWholeFromPartlyFailed()
    {
        const QTemporaryDir profile;
        QCOMPARE(add(profile.path(), "Ost").code, 0);
        QCOMPARE(run(profile.path(), "sync").code, 0);
        sandbox::FaultSettings faults;
        faults.types = 1; // rows with a wrong type are left out and said
        m_box->setFaults({{QStringLiteral("chatwoot"), faults}});
        const CliRun partly = run(profile.path(), "sync --full");
        m_box->setFaults({});
        QVERIFY2(partly.code == 3, partly.err.constData());
        QVERIFY2(partly.err.contains(": Ost: "), partly.err.constData());

        QFile secrets(profile.filePath(QStringLiteral("secrets.json")));
        QVERIFY(secrets.open(QIODevice::ReadWrite));
        const QByteArray good = secrets.readAll();
        secrets.resize(0);
        secrets.seek(0);
        secrets.write(QByteArray(good).replace(token, "expired"));
        secrets.close();
        const CliRun failed = run(profile.path(), "sync");
        QCOMPARE(failed.code, 1);
        QVERIFY2(failed.err.contains("Ost: "), failed.err.constData());
        QCOMPARE(run(profile.path(), "account set Ost --secret token=-", token + '\n').code, 0);
        QCOMPARE(run(profile.path(), "sync --quiet").err, QByteArray());
    }

    void withoutAKeyringTheFileIsOffered()
    {
        const QTemporaryDir profile;
        const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        QStringList words = addWords(m_box->access(Vendor::Chatwoot).url, "A");
        const auto at = words.indexOf(QStringLiteral("--secret-store"));
        words.remove(at, 2);
        const CliRun refused = run(profile.path(), words, token + '\n');
        if (before.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", before);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--secret-store file"), refused.err.constData());
        QCOMPARE(run(profile.path(), "account list --format json").out, QByteArray("[]\n"));
    }

private:
    std::unique_ptr<Sandbox> m_box;
};

QTEST_GUILESS_MAIN(TestCliSync)
#include "tst_clisync.moc"
