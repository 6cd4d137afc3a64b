// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/credentials.h"
#include "support/runtask.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <sys/stat.h>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777U : 0U;
}

Secrets secrets(const QString &token)
{
    return {{QStringLiteral("token"), token}};
}

const QStringList tokenKey{QStringLiteral("token")};

/// What a person may see of an error; a secret must never be in it.
QString allText(const Error &error)
{
    return error.sentence() + error.detail() + error.remedy();
}

} // namespace

class TestCredentials : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileKeepsSecretsForItsOwnerOnly()
    {
        const QTemporaryDir profile;
        const QString path = profile.filePath(QStringLiteral("secrets.json"));
        const mode_t before = ::umask(0); // the worst case
        const auto store = fileCredentials(profile.path());
        const QString a = QStringLiteral("Süd \"EU\"");
        QVERIFY(runTask(store->write(a, secrets(QStringLiteral("t1")))).ok());
        QVERIFY(runTask(store->write(QStringLiteral("B"), secrets(QStringLiteral("t2")))).ok());
        ::umask(before);
        QCOMPARE(modeOf(path), 0600U);
        QCOMPARE(runTask(fileCredentials(profile.path())->read(a, tokenKey)).value(),
                 secrets(QStringLiteral("t1")));

        QVERIFY(runTask(store->remove(a, tokenKey)).ok());
        const auto gone = runTask(store->read(a, tokenKey));
        QVERIFY(!gone.ok());
        QCOMPARE(gone.error().kind(), Error::Kind::Unauthorized);
        QVERIFY(gone.error().message().contains(a));
        QCOMPARE(runTask(store->read(QStringLiteral("B"), tokenKey)).value(),
                 secrets(QStringLiteral("t2")));
        QCOMPARE(QDir(profile.path()).entryList(QDir::Files),
                 QStringList{QStringLiteral("secrets.json")});
    }

    void aFileOthersCanReachIsRefused_data()
    {
        QTest::addColumn<int>("mode");
        for (const int mode : {0640, 0604, 0620, 0602, 0610})
            QTest::addRow("%o", static_cast<unsigned>(mode)) << mode;
    }
    void aFileOthersCanReachIsRefused()
    {
        QFETCH(const int, mode);
        const QTemporaryDir profile;
        const QString path = profile.filePath(QStringLiteral("secrets.json"));
        const auto store = fileCredentials(profile.path());
        const QString name = QStringLiteral("A");
        QVERIFY(runTask(store->write(name, secrets(QStringLiteral("hush")))).ok());
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), static_cast<mode_t>(mode)), 0);
        const auto read = runTask(store->read(name, tokenKey));
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind(), Error::Kind::Storage);
        QVERIFY(read.error().remedy().contains(u"chmod 600"));
        QVERIFY(!allText(read.error()).contains(u"hush"));
        QVERIFY(!runTask(store->write(name, secrets(QStringLiteral("x")))).ok());
        QVERIFY(!runTask(store->remove(name, tokenKey)).ok());
    }

    void aDamagedFileIsNotOverwritten()
    {
        const QTemporaryDir profile;
        QFile file(profile.filePath(QStringLiteral("secrets.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{ \"A\": hush") > 0);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const auto store = fileCredentials(profile.path());
        const auto written =
            runTask(store->write(QStringLiteral("B"), secrets(QStringLiteral("x"))));
        QVERIFY(!written.ok());
        QVERIFY(!allText(written.error()).contains(u"hush"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{ \"A\": hush"));
    }

    void withoutAKeyringTheSentenceOffersTheFile()
    {
        const QTemporaryDir profile;
        const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        const auto written =
            runTask(keyringCredentials(profile.path())
                        ->write(QStringLiteral("A"), secrets(QStringLiteral("hush"))));
        if (before.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", before);
        QVERIFY(!written.ok());
        QCOMPARE(written.error().kind(), Error::Kind::Keyring);
        QVERIFY(written.error().remedy().contains(u"--secret-store file"));
        QVERIFY(!allText(written.error()).contains(u"hush"));
        QVERIFY(QDir(profile.path()).isEmpty()); // no insecure fallback
    }

    /// Runs this executable again (`--keyring-child`) under a session bus and a keyring of its own.
    void aRealKeyringKeepsSecretsOfTwoProfilesApart()
    {
        QVERIFY2(
            !QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty() &&
                !QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty(),
            "packages dbus and gnome-keyring are needed");
        const QTemporaryDir home;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path() + QStringLiteral("/data"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
        environment.insert(QStringLiteral("CHILD"), QCoreApplication::applicationFilePath());
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("dbus-run-session"),
                      {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                       QStringLiteral("printf '\\n' | gnome-keyring-daemon --unlock "
                                      "--components=secrets >/dev/null && exec \"$CHILD\" "
                                      "--keyring-child")});
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray output = process.readAll();
        QVERIFY2(process.exitCode() == 0 && output.contains("keyring child done"),
                 output.constData());
    }
};

namespace {

bool expect(bool truth, const char *what)
{
    if (!truth)
        std::fprintf(stderr, "failed: %s\n", what);
    return truth;
}

/// The daemon of this run: the one whose home is ours.
pid_t keyringDaemon()
{
    const QByteArray home = "HOME=" + qgetenv("HOME");
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile comm(QStringLiteral("/proc/%1/comm").arg(entry));
        QFile environment(QStringLiteral("/proc/%1/environ").arg(entry));
        if (comm.open(QIODevice::ReadOnly) && comm.readAll().startsWith("gnome-keyring") &&
            environment.open(QIODevice::ReadOnly) &&
            environment.readAll().split('\0').contains(home))
            return entry.toInt();
    }
    return 0;
}

/// A keyring that does not answer holds nobody up who leaves.
bool leavesASilentKeyring()
{
    const pid_t daemon = keyringDaemon();
    if (!expect(daemon > 0 && ::kill(daemon, SIGSTOP) == 0, "stop the daemon"))
        return false;
    const QTemporaryDir profile;
    const auto credentials = keyringCredentials(profile.path());
    auto reading = credentials->read(QStringLiteral("A"), tokenKey);
    QCoreApplication::processEvents();
    bool good = expect(!reading.isReady(), "silent");
    credentials->abandon();
    const auto read = runTask(std::move(reading), 2'000);
    good &= expect(!read.ok() && read.error().kind() == Error::Kind::Cancelled, "abandoned");
    auto late = credentials->write(QStringLiteral("A"), secrets(QStringLiteral("late")));
    good &= expect(!runTask(std::move(late), 2'000).ok(), "asked after that");
    ::kill(daemon, SIGCONT);
    return good;
}

int keyringChild()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    const QString name = QStringLiteral("Süd/EU");
    const auto first = keyringCredentials(one.path());
    const auto second = keyringCredentials(two.path());
    const auto written = runTask(first->write(name, secrets(QStringLiteral("geheim"))));
    bool good = expect(written.ok(), "write");
    if (!written)
        std::fprintf(stderr, "%s\n", qUtf8Printable(written.error().sentence()));
    const auto read = runTask(keyringCredentials(one.path())->read(name, tokenKey));
    good &= expect(read.ok() && read->value(QStringLiteral("token")) == u"geheim", "read");
    const auto other = runTask(second->read(name, tokenKey));
    good &=
        expect(!other.ok() && other.error().kind() == Error::Kind::Unauthorized, "other profile");
    good &= expect(runTask(first->remove(name, tokenKey)).ok(), "remove");
    good &= expect(runTask(first->remove(name, tokenKey)).ok(), "remove again");
    good &= expect(!runTask(first->read(name, tokenKey)).ok(), "read after remove");
    good &= leavesASilentKeyring();
    if (good)
        std::puts("keyring child done");
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().contains(QStringLiteral("--keyring-child")))
        return keyringChild();
    TestCredentials test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_credentials.moc"
