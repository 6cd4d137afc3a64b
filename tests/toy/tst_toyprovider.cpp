// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clirun.h"
#include "toy/toyprovider.h"
#include "toy/toyserver.h"
#include "backend/sync/providerregistry.h"
#include "backend/sync/syncservice.h"
#include "views/accountdialog.h"
#include "views/accountdialogfield.h"
#include "views/palette.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;
using toy::ToyProvider;
using toy::ToyServer;

/// What CONTRIBUTING promises: a vendor is one folder and one line. Everything below is the product
/// as it is; only `alsoProvide` stands for the type in the ProviderList of providerregistry.cpp.
class TestToyProvider : public QObject {
    Q_OBJECT

    CliRun run(const char *line, const QByteArray &input = {})
    {
        return runCommand(cliWords(line) + QStringList{QStringLiteral("--profile"),
                                                       m_profile.path(), QStringLiteral("--now"),
                                                       QStringLiteral("2026-06-10T12:00:00Z")},
                          input);
    }
    CliRun add(const char *secrets, const QByteArray &input, const char *name = "Bell")
    {
        const QByteArray line = QByteArray("account add --provider deskbell --secret-store file ") +
                                "--name " + name + " --url " + m_server.url().toLatin1() + ' ' +
                                secrets;
        return run(line.constData(), input);
    }

private Q_SLOTS:
    void initTestCase()
    {
        alsoProvide(ProviderList<ToyProvider>::entries());
        applyTheme(Theme::Light);
    }

    void anAccountIsAddedByEitherWayToSignIn()
    {
        QVERIFY(add("--secret key=-", "wrong\n").err.contains("credential"));
        QVERIFY(add("--secret user=-", "ann\n").err.contains("password"));
        QVERIFY(add("", "").err.contains("Name and password (user, password)"));
        // The server wants a code: one more line of standard input, and no line is said.
        const CliRun codeless = add("--secret user=- --secret password=-", "ann\nding\n");
        QCOMPARE(codeless.code, 1);
        QVERIFY2(codeless.err.contains("--secret code=-"), codeless.err.constData());
        const CliRun byName = add("--secret user=- --secret password=-", "ann\nding\n77\n");
        QVERIFY2(byName.code == 0, byName.err.constData());
        // Neither the password nor the code is kept, but what they were exchanged for.
        QFile secrets(m_profile.filePath(QStringLiteral("secrets.json")));
        QVERIFY(secrets.open(QIODevice::ReadOnly));
        const QByteArray kept = secrets.readAll();
        QVERIFY(kept.contains("bell-key"));
        QVERIFY(!kept.contains("ding") && !kept.contains("77"));
        const CliRun tested = run("account test Bell --format json");
        QCOMPARE(tested.json().object().value(u"user").toString(), QStringLiteral("Lena"));
        QCOMPARE(tested.json().object().value(u"accountId").toString(), QStringLiteral("7"));
        QCOMPARE(run("account remove Bell").code, 0);
        QCOMPARE(add("--secret key=-", "bell-key\n").code, 0);
    }

    void itSyncs()
    {
        const CliRun first = run("sync");
        QVERIFY2(first.code == 0, first.err.constData());
        const int pages = m_server.requests();
        QCOMPARE(run("sync").code, 0);
        QVERIFY(m_server.requests() > pages);
    }

    void theFiveOperationsAnswer_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *line, const char *answer,
                            const char *input = "") {
            QTest::newRow(name) << QByteArray(line) << QByteArray(input) << QByteArray(answer);
        };
        // Talks 1 to 5 are open: 1 and 4 of p2, 2 and 5 of p3, 3 of p1. Ids are text.
        row("agent-conversation-metrics", "query agent-conversation-metrics",
            "[{\"id\":\"p2\",\"name\":\"Bo\",\"email\":\"bo@bell.example\",\"availability\":"
            "\"away\",\"metric\":{\"open\":2,\"unattended\":0}},"
            "{\"id\":\"p3\",\"name\":\"Cy\",\"email\":\"cy@bell.example\",\"availability\":"
            "\"dancing\",\"metric\":{\"open\":2,\"unattended\":0}},"
            "{\"id\":\"p1\",\"name\":\"Ann\",\"email\":\"ann@bell.example\",\"availability\":"
            "\"online\",\"metric\":{\"open\":1,\"unattended\":0}}]");
        row("reporting-events", "query reporting-events --conversation t7",
            "\"name\":\"first_response\",\"value\":7");
        // 24 talks, 3 of them nobody's (8, 16, 24).
        row("conversations-by-agent",
            "query conversations-by-agent --start 2026-06-09T12:00:00Z --end 2026-06-10T12:00:00Z",
            "{\"total\":21,\"data\":[{\"label\":\"Ann\",\"value\":7},{\"label\":\"Bo\",\"value\":7}"
            ","
            "{\"label\":\"Cy\",\"value\":7}],\"unspecified\":3,\"success\":true}");
        row("key-metrics", "query key-metrics --body -", "\"closedConversations\":",
            "{\"filters\":{\"time\":{\"from\":1781006400000,\"to\":1781092800000}},"
            "\"metricsToRetrieveByTime\":[\"closed_conversations\"],"
            "\"metricsToRetrieveCurrentValue\":[\"open_conversations\"],"
            "\"responseSections\":[\"all\"]}");
        row("agent-conversations",
            "query agent-conversations --agent p1 --start-date 2026-06-10T08:00:00Z",
            "\"_id\":\"t3\"");
    }
    void theFiveOperationsAnswer()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, input);
        QFETCH(const QByteArray, answer);
        const CliRun done = run((line + " --format json").constData(), input);
        QVERIFY2(done.code == 0, done.err + done.out);
        QVERIFY2(done.out.contains(answer), done.out.constData());
    }

    void reportsShowIt()
    {
        const CliRun agents = run("show agents --range 7d --metric first_response_time "
                                  "--metric conversations --format json");
        QVERIFY2(agents.code == 0, agents.err.constData());
        const QJsonObject report = agents.json().object();
        QCOMPARE(report.value(u"gaps").toArray().size(), 0);
        const QJsonObject total = report.value(u"total").toObject();
        QCOMPARE(total.value(u"conversations").toInt(), 48);
        QVERIFY2(total.value(u"first_response_time").toDouble() > 0, agents.out.constData());
        for (const char *line :
             {"show conversations --range 24h", "show timeline --conversation t7",
              "show breakdown --group-by account --range 7d", "show trend --range 7d"}) {
            const CliRun shown = run(line);
            QVERIFY2(shown.code == 0, line + QByteArray(": ") + shown.err);
        }
    }

    void theDialogBuildsItself()
    {
        QWidget window;
        AccountDialog dialog(SyncService::providers(), {}, &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        std::vector<AccountForm> probes;
        connect(&dialog, &AccountDialog::probeRequested, this,
                [&](const AccountForm &form) { probes.push_back(form); });
        window.show();
        dialog.open();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        auto *vendor = dialog.findChild<QComboBox *>(QStringLiteral("vendor"));
        QTest::keyClick(vendor, Qt::Key_End);
        QCOMPARE(vendor->currentText(), QStringLiteral("Deskbell"));
        QCOMPARE(dialog.findChild<QLabel *>(QStringLiteral("title"))->text(),
                 QStringLiteral("Add a Deskbell account"));
        const auto edit = [&](const char *key) {
            return dialog.findChild<QLineEdit *>(QLatin1String(key));
        };
        QTRY_VERIFY(edit("key")->isVisible()); // the fields are laid out by the event loop
        QVERIFY(!edit("user")->isVisible());
        QTest::keyClick(dialog.findChild<QComboBox *>(QStringLiteral("way")), Qt::Key_Down);
        QVERIFY(!edit("key")->isVisible() && edit("password")->isVisible());
        QVERIFY(!edit("code")->isVisible());
        QTest::keyClicks(edit("url"), m_server.url());
        QTest::keyClicks(edit("user"), QStringLiteral("ann"));
        QTest::keyClicks(edit("password"), QStringLiteral("ding"));
        QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("next")), Qt::LeftButton);
        QCOMPARE(probes.size(), size_t{1});
        dialog.setProbeOutcome(Error(Error::Kind::Unauthorized, QStringLiteral("A code is needed"))
                                   .setAsksFor(QStringLiteral("code")));
        QVERIFY(edit("code")->isVisible());
        QCOMPARE(dialog.focusWidget(), edit("code"));
        QTest::keyClicks(edit("code"), QStringLiteral("77"));
        QTest::keyClick(edit("code"), Qt::Key_Return);
        QCOMPARE(probes.size(), size_t{2});
        QCOMPARE(probes[1].secrets.value(QStringLiteral("code")), QStringLiteral("77"));
        QVERIFY(!probes[1].secrets.contains(QStringLiteral("key")));
    }

private:
    ToyServer m_server;
    QTemporaryDir m_profile;
};

QTEST_MAIN(TestToyProvider)
#include "tst_toyprovider.moc"
