// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/database.h"
#include "backend/store/migrations.h"
#include "store/testcache.h"
#include "support/cachedump.h"

#include <QDirIterator>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace watchfloor;
using namespace watchfloor::test;

/// Opening: every schema there ever was, files that are none, folders and disks that refuse.
class TestStoreOpen : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFixtureClimbsToTheHead_data();
    void everyFixtureClimbsToTheHead();
    void climbingTwiceChangesNothing();
    void aNewerSchemaIsReadOnly();
    void aFileThatIsNoCacheIsLeftAlone_data();
    void aFileThatIsNoCacheIsLeftAlone();
    void aDamagedPageIsReported();
    void anUnwritableFolderIsSaid();
    void filesAreForTheOwnerOnly();
    void aProfileMadeReadOnlyStaysSo();
    void aSecondWriterIsRefused();
    void aFullDiskRollsBack();
    void aMisspeltPlaceholderIsAnError();
    void accountsKeepTheirNames();
};

static QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return "missing";
    return file.readAll();
}

static void writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestStoreOpen::everyFixtureClimbsToTheHead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("version");
    for (int version = 1; version <= migrations::head(); ++version)
        QTest::addRow("v%d", version)
            << QStringLiteral(TEST_DATA_DIR "/store/v%1.db").arg(version) << version;
}

void TestStoreOpen::everyFixtureClimbsToTheHead()
{
    QFETCH(QString, file);
    QFETCH(int, version);
    const QTemporaryDir dir;
    const QString cache = dir.filePath(QStringLiteral("cache.sqlite"));
    QVERIFY2(QFile::copy(file, cache), qPrintable(file));
    OpenInfo info;
    const auto store = Store::open(dir.path(), &info);
    QVERIFY2(store.ok(), qPrintable(store.ok() ? QString() : store.error().sentence()));
    QCOMPARE(info.schemaVersion, migrations::head());
    QCOMPARE(info.sentence.isEmpty(), version == migrations::head());
    QVERIFY(!info.readOnly);
    const auto problems = (*store)->check(false);
    for (const CheckProblem &problem : *problems)
        QFAIL(qPrintable(problem.sentence));

    const auto reader = FactReader::open(dir.path()).value();
    QCOMPARE(*reader->changeSequence(), 4);
    const auto conversations = *reader->conversations({});
    QCOMPARE(conversations.size(), 2);
    QCOMPARE(conversations[0].remoteId, QStringLiteral("33"));
    QCOMPARE(conversations[0].internalId, QStringLiteral("3300"));
    QCOMPARE(conversations[0].labels, QStringList{QStringLiteral("vip")});
    const auto events = *reader->events(conversations[0].id);
    QCOMPARE(events.size(), 2);
    QCOMPARE(*events[0].start, T0 + Hour - 60'000);
    QCOMPARE(*events[0].end, T0 + Hour - 1'000);
    QCOMPARE(events[0].agentRemoteId, QStringLiteral("7"));
    QCOMPARE(*reader->currentMetricValues(1)->front().value, 4.0);
    QCOMPARE((*store)->feedStates(1)->front().coverage.size(), 1);
}

void TestStoreOpen::climbingTwiceChangesNothing()
{
    TestCache cache;
    QCOMPARE(cache.info.schemaVersion, migrations::head());
    QVERIFY(cache.info.sentence.isEmpty());
    cache.store.reset();
    // Somebody else was first: under the lock there is nothing left to do.
    auto db =
        Database::open(cache.path() + QStringLiteral("/cache.sqlite"), Database::Mode::ReadWrite);
    QVERIFY(db.ok());
    const auto from = migrations::climb(**db);
    QVERIFY(from.ok());
    QCOMPARE(*from, migrations::head());
    QCOMPARE(*(*db)->scalar(QStringLiteral("PRAGMA foreign_keys")), 1);
    QCOMPARE(*(*db)->scalar(QStringLiteral("PRAGMA synchronous")), 1);
    QCOMPARE(*(*db)->scalar(QStringLiteral("PRAGMA auto_vacuum")), 2);
    QCOMPARE(*(*db)->scalar(QStringLiteral("PRAGMA busy_timeout")), 5000);
    QCOMPARE(*(*db)->scalar(QStringLiteral("SELECT count(*) FROM pragma_journal_mode "
                                           "WHERE journal_mode = 'wal'")),
             1);
}

void TestStoreOpen::aNewerSchemaIsReadOnly()
{
    TestCache cache;
    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    cache.apply(batch);
    cache.writer().exec(QStringLiteral("PRAGMA user_version = 999"));
    cache.open();
    QVERIFY(cache.info.readOnly);
    QCOMPARE(cache.info.schemaVersion, 999);
    QVERIFY(cache.info.sentence.contains(QStringLiteral("newer")));
    const auto refused = cache.store->apply(cache.account, batch, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind(), Error::Kind::SchemaTooNew);
    QCOMPARE(cache.store->check(true).error().kind(), Error::Kind::SchemaTooNew);
    QCOMPARE(cache.store->purgeAccount(cache.account).error().kind(), Error::Kind::SchemaTooNew);
    QCOMPARE(cache.store->noteAttempt(cache.account, QStringLiteral("x"), 1).error().kind(),
             Error::Kind::SchemaTooNew);
    QVERIFY(cache.conversation(QStringLiteral("1")));
    QCOMPARE(cache.store->accounts()->size(), 1);
}

void TestStoreOpen::aFileThatIsNoCacheIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("text") << QByteArray("not a database\n").repeated(1'000)
                          << QStringLiteral("no Watchfloor cache");
    QByteArray damaged = bytesOf(QStringLiteral(TEST_DATA_DIR "/store/v1.db"));
    damaged.replace(100, 400, QByteArray(400, '\x5a')); // the root page of the schema
    QTest::newRow("damaged") << damaged << QStringLiteral("damaged");
    const QTemporaryDir dir;
    const QString other = dir.filePath(QStringLiteral("other.db"));
    {
        QSqlDatabase db =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        db.setDatabaseName(other);
        QVERIFY(db.open());
        db.exec(QStringLiteral("CREATE TABLE songs (id INTEGER)"));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    QTest::newRow("of another program") << bytesOf(other) << QStringLiteral("another program");
}

void TestStoreOpen::aFileThatIsNoCacheIsLeftAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("cache.sqlite"));
    writeBytes(file, bytes);
    const auto store = Store::open(dir.path(), nullptr);
    QVERIFY(!store);
    QCOMPARE(store.error().kind(), Error::Kind::Storage);
    const QString sentence = store.error().sentence();
    QVERIFY2(sentence.contains(word) && sentence.contains(file), qPrintable(sentence));
    QVERIFY(!store.error().remedy().isEmpty());
    const auto reader = FactReader::open(dir.path());
    QVERIFY(!reader);
    QVERIFY(bytesOf(file) == bytes);
}

void TestStoreOpen::aDamagedPageIsReported()
{
    TestCache cache;
    SyncBatch batch;
    for (int i = 0; i < 3'000; ++i)
        batch.conversations.push_back(someConversation(i + 1));
    cache.apply(batch);
    cache.store.reset();
    const QString file = cache.path() + QStringLiteral("/cache.sqlite");
    QByteArray bytes = bytesOf(file);
    const qsizetype middle = bytes.size() / 2 / 4096 * 4096;
    bytes.replace(middle, 4096, QByteArray(4096, '\x5a'));
    writeBytes(file, bytes);
    cache.open();
    const auto problems = *cache.store->check(false);
    QVERIFY(!problems.empty());
    QCOMPARE(problems.front().area, QStringLiteral("integrity"));
    const auto rows = cache.reader()->conversations({});
    QVERIFY(!rows);
    QVERIFY2(rows.error().sentence().contains(QStringLiteral("damaged")),
             qPrintable(rows.error().sentence()));
}

void TestStoreOpen::anUnwritableFolderIsSaid()
{
    const QTemporaryDir dir;
    writeBytes(dir.filePath(QStringLiteral("file")), "x");
    const QString inside = dir.filePath(QStringLiteral("file/profile"));
    const auto store = Store::open(inside, nullptr);
    QVERIFY(!store);
    QCOMPARE(store.error().kind(), Error::Kind::ReadOnly);
    QVERIFY(store.error().sentence().contains(inside));
    QCOMPARE(FactReader::open(inside).error().kind(), Error::Kind::NotFound);
}

void TestStoreOpen::filesAreForTheOwnerOnly()
{
    TestCache cache;
    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    cache.apply(batch);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(cache.path()) & others));
    QDirIterator files(cache.path(), QDir::Files | QDir::Hidden);
    int count = 0;
    for (; files.hasNext(); ++count) {
        const QString file = files.next();
        QVERIFY2(!(QFile::permissions(file) & others), qPrintable(file));
    }
    QCOMPARE(count, 4); // cache, WAL, its index, lock
    cache.store.reset();
    QVERIFY(QFile::setPermissions(cache.path() + QStringLiteral("/cache.sqlite"),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    cache.open(); // tightened again
    QVERIFY(!(QFile::permissions(cache.path() + QStringLiteral("/cache.sqlite")) & others));
    cache.store.reset();
    // A folder that holds other things as well is not ours to close.
    QVERIFY(QFile(cache.path() + QStringLiteral("/notes.txt")).open(QIODevice::WriteOnly));
    const auto shared = QFile::permissions(cache.path()) | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(cache.path(), shared));
    cache.open();
    QVERIFY(QFile::permissions(cache.path()) & QFile::ReadOther);
}

void TestStoreOpen::aProfileMadeReadOnlyStaysSo()
{
    TestCache cache;
    cache.apply(SyncBatch());
    cache.store.reset();
    const QString file = cache.path() + QStringLiteral("/cache.sqlite");
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup));
    QVERIFY(QFile::setPermissions(cache.path(), QFile::ReadOwner | QFile::ExeOwner));
    OpenInfo info;
    QVERIFY(Store::open(cache.path(), &info)); // it opens; whether to write only root may choose
    QVERIFY(info.readOnly || QFileInfo(cache.path()).isWritable());
    QVERIFY(!(QFile::permissions(cache.path()) & QFile::WriteOwner));
    QVERIFY(!(QFile::permissions(file) & (QFile::WriteOwner | QFile::ReadGroup)) || info.readOnly);
    QFile::setPermissions(cache.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestStoreOpen::aSecondWriterIsRefused()
{
    TestCache cache;
    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    cache.apply(batch);
    const auto second = Store::open(cache.path(), nullptr);
    QVERIFY(!second);
    QCOMPARE(second.error().kind(), Error::Kind::Storage);
    QVERIFY(second.error().sentence().contains(QStringLiteral("already uses")));
    QVERIFY(cache.conversation(QStringLiteral("1"))); // reading goes on
    cache.store.reset();
    cache.open();
    QVERIFY(!cache.info.readOnly);
}

void TestStoreOpen::aFullDiskRollsBack()
{
    TestCache cache;
    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    batch.conversations[0].agentRemoteId = QStringLiteral("7");
    cache.apply(batch);
    const QString before = cacheDump(cache.path());
    cache.writer().exec(QStringLiteral("PRAGMA max_page_count = 70"));
    SyncBatch large;
    for (int i = 0; i < 3'000; ++i) {
        large.conversations.push_back(someConversation(i + 10));
        large.conversations.back().agentRemoteId = QString::number(i % 9);
    }
    FeedProgress progress;
    progress.feed = QStringLiteral("conversations");
    progress.cursor = QStringLiteral("2");
    const auto refused = cache.store->apply(cache.account, large, progress);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind(), Error::Kind::Storage);
    QVERIFY2(refused.error().sentence().contains(QStringLiteral("full")),
             qPrintable(refused.error().sentence()));
    QCOMPARE(cacheDump(cache.path()), before);
    QVERIFY(cache.store->feedStates(cache.account)->empty());

    cache.writer().exec(QStringLiteral("PRAGMA max_page_count = 1000000"));
    QCOMPARE(cache.apply(large, progress).conversations, 3'000); // the same again, with room
    QVERIFY(cache.store->check(false)->empty());
    QCOMPARE(cache.reader()->agents({})->size(), 9);
}

void TestStoreOpen::aMisspeltPlaceholderIsAnError()
{
    TestCache cache;
    const auto db =
        Database::open(cache.path() + QStringLiteral("/cache.sqlite"), Database::Mode::ReadOnly)
            .value();
    {
        Statement good = db->statement(
            QStringLiteral("SELECT ':no', :a + :a -- not :this one\n WHERE :b IS NULL"));
        QVERIFY(good.bind("a", 2).bind("b", QVariant()).first());
        QCOMPARE(good.number(1), 4);
        QCOMPARE(good.text(0), QStringLiteral(":no"));
    }
    {
        Statement bad = db->statement(QStringLiteral("SELECT :a"));
        QVERIFY(!bad.bind("b", 2).first());
        QVERIFY(db->takeError().detail().contains(QStringLiteral(":b")));
        QVERIFY(!bad.first());
        QVERIFY(db->takeError().detail().contains(QStringLiteral("nothing bound to :a")));
    }
    QVERIFY(!db->statement(QStringLiteral("SELECT nonsense FROM nowhere")).run());
    QCOMPARE(db->takeError().kind(), Error::Kind::Internal);
}

void TestStoreOpen::accountsKeepTheirNames()
{
    TestCache cache;
    Account twin = cache.store->accounts()->front();
    twin.id = 0;
    const auto taken = cache.store->addAccount(twin);
    QCOMPARE(taken.error().kind(), Error::Kind::BadInput);
    twin.name = QStringLiteral("Beta");
    twin.baseUrl = QUrl(QStringLiteral("https://chat.example/sub"));
    twin.settings = {{QStringLiteral("history_days"), QStringLiteral("30")}};
    twin.capabilities = {QStringLiteral("reports"), QStringLiteral("csat")};
    twin.timeZone = QStringLiteral("Europe/Berlin");
    twin.version = QStringLiteral("4.15.0");
    twin.id = *cache.store->addAccount(twin);
    QVERIFY(cache.store->accounts()->back() == twin);
    Account renamed = twin;
    renamed.name = QStringLiteral("Acme");
    QCOMPARE(cache.store->updateAccount(renamed).error().kind(), Error::Kind::BadInput);
    renamed.name = QStringLiteral("Gamma");
    QVERIFY(cache.store->updateAccount(renamed).ok());
    QVERIFY(cache.reader()->accounts()->back() == renamed);
    renamed.id = 99;
    QCOMPARE(cache.store->updateAccount(renamed).error().kind(), Error::Kind::NotFound);

    SyncBatch batch;
    batch.conversations = {someConversation(1)};
    cache.apply(batch);
    QVERIFY(cache.store->removeAccount(cache.account, false).ok()); // the facts stay, unseen
    QVERIFY(!cache.conversation(QStringLiteral("1")));
    QCOMPARE(cache.store->apply(cache.account, batch, {}).error().kind(), Error::Kind::NotFound);
    twin.name = QStringLiteral("Acme again");
    twin.baseUrl = QUrl(QStringLiteral("https://chat.example"));
    QCOMPARE(*cache.store->addAccount(twin), cache.account); // the same login finds them again
    QVERIFY(cache.conversation(QStringLiteral("1")));
}

QTEST_GUILESS_MAIN(TestStoreOpen)
#include "tst_storeopen.moc"
