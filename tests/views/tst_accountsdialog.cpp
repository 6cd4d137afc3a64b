// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accountsample.h"
#include "views/accountdialog.h"
#include "views/accountdialogfield.h"
#include "views/palette.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace watchfloor;
using namespace watchfloor::test;

Q_DECLARE_METATYPE(watchfloor::AccountForm)
Q_DECLARE_METATYPE(watchfloor::Error::Kind)

namespace {

ProbeResult foundAccounts(int usable)
{
    ProbeResult probe;
    probe.version = QStringLiteral("4.8.0");
    probe.userName = QStringLiteral("Ann <i>Lee</i>");
    probe.notes = QStringList{QStringLiteral("No SLAs.")};
    for (int i = 1; i <= usable; ++i)
        probe.accounts.push_back(
            {QString::number(i), QStringLiteral("Team %1").arg(i), {}, true, {}});
    probe.accounts.push_back(
        {QStringLiteral("99"), QStringLiteral("Old"), {}, false, QStringLiteral("Suspended.")});
    if (usable == 1)
        probe.chosenAccountId = QStringLiteral("1");
    return probe;
}

/// A dialog on screen, and what it asks for.
struct Shown {
    explicit Shown(const Account *stored = nullptr, ProviderInfo provider = sampleProvider())
    {
        dialog = new AccountDialog({provider}, {QStringLiteral("Team 1"), QStringLiteral("Berlin")},
                                   &window);
        QObject::connect(dialog, &AccountDialog::probeRequested, dialog,
                         [this](const AccountForm &form) { probes.push_back(form); });
        QObject::connect(dialog, &AccountDialog::saveRequested, dialog,
                         [this](const AccountForm &form) { saves.push_back(form); });
        QObject::connect(dialog, &AccountDialog::cancelRequested, dialog, [this] { ++cancels; });
        if (stored)
            dialog->setAccount(*stored);
        window.show();
        dialog->open();
        exposed = QTest::qWaitForWindowExposed(dialog);
    }
    QLineEdit *edit(const char *key) const
    {
        return dialog->findChild<QLineEdit *>(QLatin1String(key));
    }
    AccountDialogField *field(const char *key) const
    {
        return dialog->findChild<AccountDialogField *>(QLatin1String("field_") +
                                                       QLatin1String(key));
    }
    QPushButton *button(const char *name) const
    {
        return dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    void type(const char *key, const QString &text) const
    {
        edit(key)->clear();
        QTest::keyClicks(edit(key), text);
    }
    /// Up to the step that confirms.
    void connected(int accounts)
    {
        type("url", QStringLiteral("chat.example.com/"));
        type("token", QStringLiteral("s3cret"));
        QTest::keyClick(edit("token"), Qt::Key_Return);
        dialog->setProbeOutcome(foundAccounts(accounts));
    }

    QWidget window;
    QPointer<AccountDialog> dialog;
    std::vector<AccountForm> probes;
    std::vector<AccountForm> saves;
    int cancels = 0;
    bool exposed = false;
};

/// The token, or a name with a password and, when the server wants it, a code.
ProviderInfo twoWays()
{
    ProviderInfo info = sampleProvider();
    for (const char *key : {"user", "password", "code"}) {
        ProviderField field;
        field.key = QLatin1String(key);
        field.title = field.key;
        field.help = QStringLiteral("Ask your administrator");
        field.secret = true;
        info.secrets.push_back(field);
    }
    for (ProviderField &field : info.secrets)
        field.required = false;
    info.secrets.back().oneTime = true;
    info.ways = {{QStringLiteral("token"), QStringLiteral("Access token"), QString(),
                  QStringList(QStringLiteral("token")), QStringList()},
                 {QStringLiteral("login"), QStringLiteral("Name and password"),
                  QStringLiteral("Only without a token"),
                  QStringList{QStringLiteral("user"), QStringLiteral("password")},
                  QStringList(QStringLiteral("code"))}};
    return info;
}

} // namespace

class TestAccountsDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void wrongInputIsSaidBesideItsField_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("days");
        QTest::addColumn<QString>("faulty");
        QTest::addColumn<QString>("says");
        const QString good = QStringLiteral("https://chat.example.com");
        const QString token = QStringLiteral("t");
        const auto row = [](const char *name, const QString &url, const QString &secret,
                            const char *days, const char *faulty, const char *says) {
            QTest::newRow(name) << url << secret << QString::fromLatin1(days)
                                << QString::fromLatin1(faulty) << QString::fromLatin1(says);
        };
        row("good", good, token, "", "", "");
        row("no scheme", QStringLiteral("chat.example.com"), token, "30", "", "");
        row("loopback", QStringLiteral("http://127.0.0.1:3000"), token, "", "", "");
        row("no url", QString(), token, "", "url", "missing");
        row("not a url", QStringLiteral("https://"), token, "", "url", "not a web address");
        row("ftp", QStringLiteral("ftp://chat.example.com"), token, "", "url", "not a web address");
        row("plain", QStringLiteral("http://chat.example.com"), token, "", "url", "unprotected");
        row("password", QStringLiteral("https://a:b@chat.example.com"), token, "", "url",
            "user name");
        row("no token", good, QString(), "", "token", "needed to sign in");
        row("days", good, token, "many", "history_days", "whole number");
    }
    void wrongInputIsSaidBesideItsField()
    {
        QFETCH(QString, url);
        QFETCH(QString, token);
        QFETCH(QString, days);
        QFETCH(QString, faulty);
        QFETCH(QString, says);
        Shown shown;
        shown.edit("url")->setText(url);
        shown.edit("token")->setText(token);
        shown.edit("history_days")->setText(days);
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.probes.empty(), !faulty.isEmpty());
        for (const char *key : {"url", "token", "history_days"}) {
            const QString fault = shown.field(key)->fault();
            QCOMPARE(!fault.isEmpty(), faulty == QLatin1String(key));
            if (!fault.isEmpty()) {
                QVERIFY2(fault.contains(says), qPrintable(fault));
                QVERIFY(shown.edit(key)->isVisible());
                QCOMPARE(shown.dialog->focusWidget(), shown.edit(key));
            }
        }
    }

    void addsByKeyboard()
    {
        Shown shown;
        QVERIFY(shown.exposed);
        QCOMPARE(shown.edit("token")->echoMode(), QLineEdit::Password);
        QVERIFY(!shown.edit("history_days")->isVisible());
        QCOMPARE(shown.dialog->focusWidget(), shown.edit("url"));
        QTest::keyClick(shown.dialog, Qt::Key_Tab);
        QCOMPARE(shown.dialog->focusWidget(), shown.edit("token"));
        shown.connected(1);
        QCOMPARE(shown.probes.size(), size_t{1});
        QCOMPARE(shown.probes[0].url, QStringLiteral("https://chat.example.com"));
        QCOMPARE(shown.probes[0].secrets.value(QStringLiteral("token")), QStringLiteral("s3cret"));
        // The name is proposed and free: "Team 1" is taken.
        QCOMPARE(shown.edit("name")->text(), QStringLiteral("Team 1 2"));
        QCOMPARE(shown.dialog->focusWidget(), shown.edit("name"));
        shown.type("name", QStringLiteral("Berlin"));
        QTest::keyClick(shown.edit("name"), Qt::Key_Return);
        QVERIFY(shown.saves.empty());
        QVERIFY(shown.field("name")->fault().contains(QStringLiteral("already")));
        shown.type("name", QStringLiteral("Munich"));
        QTest::keyClick(shown.edit("name"), Qt::Key_Return);
        QCOMPARE(shown.saves.size(), size_t{1});
        QCOMPARE(shown.saves[0].name, QStringLiteral("Munich"));
        QCOMPARE(shown.saves[0].remoteAccountId, QStringLiteral("1"));
        QVERIFY(!shown.saves[0].secretsInFile);
        shown.dialog->setSaveOutcome(std::nullopt);
        QTRY_VERIFY(!shown.dialog);
    }

    void asksWhichAccount()
    {
        Shown shown;
        shown.connected(3);
        auto *choice = shown.dialog->findChild<QComboBox *>(QStringLiteral("account"));
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->count(), 4);
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(shown.edit("name")->text(), QStringLiteral("Team 2"));
        QTest::keyClick(choice, Qt::Key_End); // the suspended one cannot be chosen
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.saves.size(), size_t{1});
        QCOMPARE(shown.saves[0].remoteAccountId, QStringLiteral("3"));
    }

    void serverErrorsStandWhereTheyBelong_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("field");
        QTest::newRow("token") << Error::Kind::Unauthorized << QStringLiteral("token");
        QTest::newRow("right") << Error::Kind::Forbidden << QStringLiteral("token");
        QTest::newRow("name") << Error::Kind::Dns << QStringLiteral("url");
        QTest::newRow("tls") << Error::Kind::Tls << QStringLiteral("url");
        QTest::newRow("web page") << Error::Kind::NotJson << QStringLiteral("url");
        QTest::newRow("cache") << Error::Kind::Storage << QString();
    }
    void serverErrorsStandWhereTheyBelong()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(QString, field);
        Shown shown;
        shown.type("token", QStringLiteral("t"));
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.probes.size(), size_t{1});
        QVERIFY(!shown.edit("url")->isEnabled());
        shown.dialog->setProbeOutcome(
            Error(kind, QStringLiteral("It <b>failed</b>"), {}, QStringLiteral("Do this")));
        QVERIFY(shown.edit("url")->isEnabled());
        const auto *general = shown.dialog->findChild<QLabel *>(QStringLiteral("connectError"));
        QCOMPARE(general->isVisible(), field.isEmpty());
        for (const char *key : {"url", "token"}) {
            QCOMPARE(!shown.field(key)->fault().isEmpty(), field == QLatin1String(key));
            if (field == QLatin1String(key)) {
                QVERIFY(shown.field(key)->fault().contains(QStringLiteral("<b>failed</b>")));
                QVERIFY(shown.field(key)->fault().contains(QStringLiteral("Do this")));
                QTest::keyClicks(shown.edit(key),
                                 QStringLiteral("x")); // typing takes the reproach away
                QVERIFY(shown.field(key)->fault().isEmpty());
            }
        }
    }

    void escapeStopsTheTestFirst()
    {
        Shown shown;
        shown.type("token", QStringLiteral("t"));
        QTest::keyClick(shown.edit("token"), Qt::Key_Return);
        QTest::keyClick(shown.dialog, Qt::Key_Escape);
        QCOMPARE(shown.cancels, 1);
        QVERIFY(shown.dialog && shown.dialog->isVisible());
        shown.dialog->setProbeOutcome(foundAccounts(1)); // too late: nobody waits for it
        QVERIFY(shown.edit("url")->isVisible());
        QTest::keyClick(shown.dialog, Qt::Key_Escape);
        QTRY_VERIFY(!shown.dialog);
        QCOMPARE(shown.cancels, 1);
    }

    void fileIsOfferedOnlyWithoutKeyring()
    {
        Shown shown;
        shown.connected(1);
        auto *box = shown.dialog->findChild<QCheckBox *>(QStringLiteral("inFile"));
        QVERIFY(!box->isVisible());
        QTest::keyClick(shown.edit("name"), Qt::Key_Return);
        shown.dialog->setSaveOutcome(
            Error(Error::Kind::Keyring, QStringLiteral("No keyring runs")));
        QVERIFY(box->isVisible());
        QVERIFY(!box->isChecked());
        QVERIFY(box->accessibleDescription().contains(QStringLiteral("0600")));
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QVERIFY(!shown.saves.back().secretsInFile);
        shown.dialog->setSaveOutcome(
            Error(Error::Kind::Keyring, QStringLiteral("No keyring runs")));
        QTest::keyClick(box, Qt::Key_Space);
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QVERIFY(shown.saves.back().secretsInFile);
    }

    void changeKeepsWhatIsStored()
    {
        Account account = sampleInput().account;
        account.settings.insert(QStringLiteral("contact_names"), true);
        Shown shown(&account);
        QCOMPARE(shown.edit("url")->text(), QStringLiteral("https://chat.example.com"));
        QVERIFY(shown.edit("token")->text().isEmpty());
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.probes.size(), size_t{1});
        QCOMPARE(shown.probes[0].id, RowId{7});
        QVERIFY(shown.probes[0].secrets.isEmpty());
        QCOMPARE(shown.probes[0].settings.value(QStringLiteral("history_days")),
                 QStringLiteral("30"));
        QCOMPARE(shown.probes[0].settings.value(QStringLiteral("contact_names")),
                 QStringLiteral("true"));
        shown.dialog->setProbeOutcome(foundAccounts(3));
        QVERIFY(!shown.dialog->findChild<QComboBox *>(QStringLiteral("account"))->isVisible());
        QCOMPARE(shown.edit("name")->text(), QStringLiteral("Berlin"));
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.saves.size(), size_t{1});
        QCOMPARE(shown.saves[0].name, QStringLiteral("Berlin"));
        QCOMPARE(shown.saves[0].remoteAccountId, QStringLiteral("3"));
    }

    void oneOfSeveralWaysToSignIn()
    {
        Shown shown(nullptr, twoWays());
        auto *way = shown.dialog->findChild<QComboBox *>(QStringLiteral("way"));
        QCOMPARE(way->count(), 2);
        QCOMPARE(shown.dialog->focusWidget(), shown.edit("url"));
        for (QWidget *next :
             {static_cast<QWidget *>(way), static_cast<QWidget *>(shown.edit("token"))}) {
            QTest::keyClick(shown.dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(shown.dialog->focusWidget(), next);
        }
        shown.type("url", QStringLiteral("chat.example.com"));
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QVERIFY(!shown.field("token")->fault().isEmpty());
        QTest::keyClick(way, Qt::Key_Down);
        QVERIFY(!shown.field("token")->isVisible());
        QVERIFY(shown.field("user")->isVisible() && shown.field("password")->isVisible());
        QVERIFY(!shown.field("code")->isVisible());
        shown.type("user", QStringLiteral("ann"));
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QVERIFY(shown.probes.empty());
        QVERIFY(shown.field("password")->fault().contains(QStringLiteral("needed")));
        QTest::keyClicks(shown.edit("password"), QStringLiteral("s3cret"));
        QTest::keyClick(shown.edit("password"), Qt::Key_Return);
        QCOMPARE(shown.probes.size(), size_t{1});
        QCOMPARE(shown.probes[0].secrets.size(), 2);

        // Only now the server says that it wants a code; what it gives for it is what is stored.
        shown.dialog->setProbeOutcome(
            Error(Error::Kind::Unauthorized, QStringLiteral("A code is needed"))
                .setAsksFor(QStringLiteral("code")));
        QVERIFY(shown.field("code")->isVisible());
        QVERIFY(shown.field("code")->fault().contains(QStringLiteral("A code is needed")));
        QCOMPARE(shown.dialog->focusWidget(), shown.edit("code"));
        QTest::keyClicks(shown.edit("code"), QStringLiteral("123456"));
        QTest::keyClick(shown.edit("code"), Qt::Key_Return);
        QCOMPARE(shown.probes.size(), size_t{2});
        QCOMPARE(shown.probes[1].secrets.value(QStringLiteral("code")), QStringLiteral("123456"));
        ProbeResult granted = foundAccounts(1);
        granted.grantedSecrets.insert(QStringLiteral("token"), QStringLiteral("given"));
        shown.dialog->setProbeOutcome(granted);
        QTest::mouseClick(shown.button("next"), Qt::LeftButton);
        QCOMPARE(shown.saves.size(), size_t{1});
        QCOMPARE(shown.saves[0].secrets, granted.grantedSecrets);
    }

    void backKeepsWhatWasTyped()
    {
        Shown shown;
        shown.connected(1);
        QTest::mouseClick(shown.button("back"), Qt::LeftButton);
        QCOMPARE(shown.edit("token")->text(), QStringLiteral("s3cret"));
        QVERIFY(shown.edit("token")->isVisible());
    }
};

QTEST_MAIN(TestAccountsDialog)
#include "tst_accountsdialog.moc"
