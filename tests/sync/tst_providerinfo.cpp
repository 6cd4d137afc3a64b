// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/accountsecrets.h"
#include "backend/sync/syncservice.h"
#include "sync/dictionarypage.h"

#include <QFile>
#include <QSet>
#include <QTest>

#include <cstring>

using namespace watchfloor;

namespace {

QString pagePath()
{
    return QStringLiteral(TEST_DATA_DIR "/../../src/backend/sync/MAPPINGS.md");
}

ProviderInfo twoWays()
{
    ProviderInfo info;
    info.title = QStringLiteral("Two");
    for (const char *key : {"token", "user", "password", "code"}) {
        ProviderField field;
        field.key = QLatin1String(key);
        field.required = false;
        field.oneTime = field.key == QLatin1String("code");
        info.secrets.push_back(field);
    }
    info.ways = {
        {QStringLiteral("token"), QStringLiteral("Token"), {}, {QStringLiteral("token")}, {}},
        {QStringLiteral("login"),
         QStringLiteral("Login"),
         {},
         {QStringLiteral("user"), QStringLiteral("password")},
         {QStringLiteral("code")}}};
    return info;
}

Secrets secretsOf(const QString &words)
{
    Secrets secrets;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        secrets.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
    return secrets;
}

QString listed(const Secrets &secrets)
{
    QStringList words;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        words.append(it.key() + u'=' + it.value());
    words.sort();
    return words.join(u' ');
}

} // namespace

/// What each vendor says of itself is complete, and what follows from it for secrets.
class TestProviderInfo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVendorSaysEverything_data()
    {
        QTest::addColumn<int>("index");
        const auto vendors = SyncService::providers();
        for (int i = 0; i < static_cast<int>(vendors.size()); ++i)
            QTest::newRow(qPrintable(vendors[static_cast<size_t>(i)].id)) << i;
    }
    void everyVendorSaysEverything()
    {
        QFETCH(const int, index);
        const ProviderInfo info = SyncService::providers()[static_cast<size_t>(index)];
        QVERIFY(!info.title.isEmpty() && !info.urlHelp.isEmpty());
        QVERIFY(!info.needsAccountId || !info.accountIdHelp.isEmpty());
        QVERIFY(info.rules != nullptr && info.rules->isOpen && info.rules->isUnattended);
        QVERIFY(info.rules->key.presence && !info.rules->key.gives.empty());
        QVERIFY(!info.dictionary.empty());
        QSet<QString> secrets;
        for (const ProviderField &field : info.secrets) {
            QVERIFY2(field.secret && !field.title.isEmpty(), qPrintable(field.key));
            QVERIFY2(!field.help.isEmpty(), qPrintable(field.key)); // where to find it
            QVERIFY2(info.ways.empty() || !field.required, qPrintable(field.key));
            secrets.insert(field.key);
        }
        QVERIFY(!secrets.isEmpty());
        QSet<QString> reached;
        for (const SignInWay &way : info.ways) {
            QVERIFY(!way.key.isEmpty() && !way.title.isEmpty() && !way.secrets.isEmpty());
            for (const QString &key : way.secrets + way.optional) {
                QVERIFY2(secrets.contains(key), qPrintable(key));
                reached.insert(key);
            }
        }
        QVERIFY(info.ways.empty() || reached == secrets);
        QHash<QString, QString> words;
        for (const DictionaryWord &word : info.dictionary) {
            QVERIFY2(!word.kind.isEmpty() && !word.ours.isEmpty(), qPrintable(word.theirs));
            const QString place = word.kind + u' ' + word.theirs;
            QVERIFY2(words.value(place, word.ours) == word.ours, qPrintable(place));
            words.insert(place, word.ours);
        }
    }

    void everyTopicHasAFeed_data() { everyVendorSaysEverything_data(); }
    void everyTopicHasAFeed()
    {
        QFETCH(const int, index);
        const ProviderInfo info = SyncService::providers()[static_cast<size_t>(index)];
        QSet<int> topics;
        QSet<QString> keys;
        bool active = false;
        for (const FeedInfo &feed : info.feeds) {
            QVERIFY2(!keys.contains(feed.key), qPrintable(feed.key));
            keys.insert(feed.key);
            QVERIFY2(!feed.title.isEmpty() && feed.everyMs > 0, qPrintable(feed.key));
            QVERIFY2(feed.capability.isEmpty() || !feed.missingText.isEmpty(),
                     qPrintable(feed.key));
            QVERIFY2((feed.shape == FeedShape::Windows) == (feed.windowMs > 0),
                     qPrintable(feed.key));
            for (const Topic topic : feed.brings)
                topics.insert(static_cast<int>(topic));
            active = active || feed.listsActive;
        }
        QCOMPARE(topics.size(), 3);
        QVERIFY(active);
    }

    void theReferencePageIsCurrent()
    {
        QFile file(pagePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == test::dictionaryPage(SyncService::providers()),
                 "MAPPINGS.md is old: run tst_providerinfo --write-reference");
    }

    void secretsOfOneWayAreEnough_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("says");
        QTest::newRow("token") << "token=t"
                               << "";
        QTest::newRow("login") << "user=u password=p"
                               << "";
        QTest::newRow("login with code") << "user=u password=p code=1"
                                         << "";
        QTest::newRow("half a login") << "user=u"
                                      << "needs the secret \"password\"";
        QTest::newRow("nothing") << ""
                                 << "Token (token); Login (user, password)";
        QTest::newRow("code alone") << "code=1"
                                    << "Token (token); Login (user, password)";
    }
    void secretsOfOneWayAreEnough()
    {
        QFETCH(const QString, given);
        QFETCH(const QString, says);
        const Result<void> checked = checkedSecrets(twoWays(), secretsOf(given));
        QCOMPARE(checked.ok(), says.isEmpty());
        if (!checked)
            QVERIFY2(checked.error().sentence().contains(says),
                     qPrintable(checked.error().sentence()));
    }

    void anotherWayDropsTheOldSecrets_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("granted");
        QTest::addColumn<QString>("kept");
        QTest::newRow("same way") << "token=old"
                                  << "token=new"
                                  << ""
                                  << "token=new";
        QTest::newRow("half of it") << "user=u password=old"
                                    << "password=new"
                                    << ""
                                    << "password=new user=u";
        QTest::newRow("other way") << "token=old"
                                   << "user=u password=p"
                                   << ""
                                   << "password=p user=u";
        QTest::newRow("nothing given") << "token=old"
                                       << ""
                                       << ""
                                       << "token=old";
        QTest::newRow("no code is kept") << ""
                                         << "user=u password=p code=1"
                                         << ""
                                         << "password=p user=u";
        QTest::newRow("exchanged") << "user=u password=p"
                                   << "code=1"
                                   << "token=fresh"
                                   << "token=fresh";
    }
    void anotherWayDropsTheOldSecrets()
    {
        QFETCH(const QString, stored);
        QFETCH(const QString, given);
        QFETCH(const QString, granted);
        QFETCH(const QString, kept);
        ProbeResult probe;
        probe.grantedSecrets = secretsOf(granted);
        const Secrets merged = mergedSecrets(twoWays(), secretsOf(stored), secretsOf(given));
        QCOMPARE(listed(secretsToKeep(twoWays(), merged, probe)), kept);
        QVERIFY(staleSecrets(merged, secretsOf(kept)).isEmpty() == (listed(merged) == kept));
    }
};

int main(int argc, char **argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--write-reference") == 0) {
        QFile file(pagePath());
        return file.open(QIODevice::WriteOnly) &&
                       file.write(test::dictionaryPage(SyncService::providers())) > 0
                   ? 0
                   : 1;
    }
    TestProviderInfo test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_providerinfo.moc"
