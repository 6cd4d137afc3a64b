// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/testcache.h"
#include "support/cachedump.h"

#include <QProcess>

#include <cstdio>
#include <unistd.h>

using namespace watchfloor;
using namespace watchfloor::test;

/// Other processes: killed in the middle of writing, holding the lock, without the right to write.
/// The other process is this program, started with a word.
class TestStoreProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKillLosesAtMostTheBatchUnderWay_data();
    void aKillLosesAtMostTheBatchUnderWay();
    void readersWorkBesideAWriter();
    void aReadOnlyProfileCanBeRead();

private:
    QString m_undisturbed;
};

static SyncBatch pageNumber(int number)
{
    SyncBatch batch;
    batch.fetchedAt = T0 + 1'000 * Hour;
    for (int i = 0; i < 20; ++i) {
        Conversation c = someConversation(number * 20 + i, T0 + number * Hour);
        c.status = i % 2 ? QStringLiteral("closed") : QStringLiteral("open");
        c.agentRemoteId = QString::number((number + i) % 17);
        c.labels = {QStringLiteral("page %1").arg(number)};
        batch.conversations.push_back(c);
        for (int k = 0; k < 5; ++k) {
            ReportingEvent e = someEvent(number * 100 + i * 5 + k,
                                         k ? QStringLiteral("reply_time")
                                           : QStringLiteral("conversation_resolved"),
                                         T0 + number * Hour + k * 60'000);
            e.conversationRemoteId = c.remoteId;
            e.agentRemoteId = c.agentRemoteId;
            batch.events.push_back(e);
        }
    }
    return batch;
}

static FeedProgress progressOf(int number)
{
    FeedProgress progress;
    progress.feed = QStringLiteral("conversations");
    progress.cursor = QString::number(number);
    return progress;
}

static constexpr int Pages = 60;

/// Child: writes page after page and says so after each commit.
static int writePages(const QString &profile)
{
    auto store = Store::open(profile, nullptr);
    if (!store)
        return 1;
    for (int number = 0;; ++number) {
        if (!(*store)->apply((*store)->accounts()->front().id, pageNumber(number % Pages),
                             progressOf(number)))
            return 2;
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}

/// Child: keeps the cache open until its input ends.
static int holdOpen(const QString &profile)
{
    const auto store = Store::open(profile, nullptr);
    std::printf("%s\n", store.ok() ? "held" : qPrintable(store.error().sentence()));
    std::fflush(stdout);
    return std::getchar() == EOF ? 0 : 1;
}

/// Child: a user without rights in the profile.
static int readAsNobody(const QString &profile)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 9;
    OpenInfo info;
    const auto store = Store::open(profile, &info);
    if (!store) {
        std::printf("%s\n", qPrintable(store.error().sentence()));
        return 1;
    }
    const auto reader = FactReader::open(profile);
    if (!reader) {
        std::printf("%s\n", qPrintable(reader.error().sentence()));
        return 2;
    }
    const auto refused = (*store)->apply(1, pageNumber(1), {});
    std::printf("%d %d %s\n", int((*reader)->conversations({})->size()), int(info.readOnly),
                refused.ok() ? "written" : qPrintable(refused.error().kindName()));
    return 0;
}

static void start(QProcess &child, const QString &word, const QString &profile)
{
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {word, profile});
    QVERIFY(child.waitForStarted());
}

void TestStoreProcess::initTestCase()
{
    TestCache undisturbed;
    for (int number = 0; number < Pages; ++number)
        undisturbed.apply(pageNumber(number));
    m_undisturbed = cacheDump(undisturbed.path());
}

void TestStoreProcess::aKillLosesAtMostTheBatchUnderWay_data()
{
    QTest::addColumn<int>("commits");
    for (const int commits : {1, 2, 3, 5, 8, 13, 21, 34})
        QTest::addRow("after %d commits", commits) << commits;
}

void TestStoreProcess::aKillLosesAtMostTheBatchUnderWay()
{
    QFETCH(int, commits);
    TestCache cache;
    cache.store.reset();
    QProcess child;
    start(child, QStringLiteral("--write"), cache.path());
    int said = -1;
    while (said + 1 < commits) {
        QVERIFY(child.canReadLine() || child.waitForReadyRead(30'000));
        while (child.canReadLine())
            said = child.readLine().trimmed().toInt();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    while (child.canReadLine())
        said = child.readLine().trimmed().toInt();

    cache.open(); // the dead writer's lock is taken over
    QVERIFY(!cache.info.readOnly);
    const auto problems = cache.store->check(false);
    for (const CheckProblem &problem : *problems)
        QFAIL(qPrintable(problem.sentence));
    const int cursor = cache.store->feedStates(cache.account)->front().cursor.toInt();
    QVERIFY(cursor == said || cursor == said + 1); // the last word may not have got out
    const int whole = std::min(cursor + 1, Pages);
    QCOMPARE(cache.reader()->conversations({})->size(), std::size_t(whole) * 20);

    for (int number = 0; number < Pages; ++number)
        cache.apply(pageNumber(number));
    QVERIFY(cacheDump(cache.path()) == m_undisturbed);
}

void TestStoreProcess::readersWorkBesideAWriter()
{
    TestCache cache;
    cache.apply(pageNumber(0));
    cache.store.reset();
    QProcess child;
    start(child, QStringLiteral("--hold"), cache.path());
    QVERIFY(child.waitForReadyRead(30'000));
    QCOMPARE(child.readLine().trimmed(), QByteArray("held"));
    const auto second = Store::open(cache.path(), nullptr);
    QVERIFY(!second);
    QVERIFY(second.error().sentence().contains(QString::number(child.processId())));
    QCOMPARE(cache.reader()->conversations({})->size(), 20);
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitCode(), 0);
    cache.open();
    QVERIFY(!cache.info.readOnly);
}

void TestStoreProcess::aReadOnlyProfileCanBeRead()
{
    TestCache cache;
    cache.apply(pageNumber(0));
    cache.store.reset();
    const auto everyone = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
    QFile::setPermissions(cache.dir.path(), everyone | QFile::WriteOwner);
    QVERIFY(QFile::setPermissions(cache.path() + QStringLiteral("/cache.sqlite"),
                                  QFile::ReadOwner | QFile::ReadOther));
    QVERIFY(QFile::setPermissions(cache.path(), everyone));
    QProcess child;
    start(child, QStringLiteral("--nobody"), cache.path());
    QVERIFY(child.waitForFinished(30'000));
    QFile::setPermissions(cache.path(), everyone | QFile::WriteOwner);
    QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("20 1 read_only"));
    QCOMPARE(child.exitCode(), 0);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3) {
        const QString profile = QString::fromLocal8Bit(argv[2]);
        const QByteArray word = argv[1];
        if (word == "--write")
            return writePages(profile);
        if (word == "--hold")
            return holdOpen(profile);
        if (word == "--nobody")
            return readAsNobody(profile);
    }
    TestStoreProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storeprocess.moc"
