// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootlinks.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace watchfloor;
using namespace watchfloor::chatwoot;

namespace {

ConversationKey known(qint64 display, TimeMs created, const char *inbox, qint64 internal = 0)
{
    ConversationKey key;
    key.remoteId = QString::number(display);
    key.inboxRemoteId = QLatin1String(inbox);
    key.created = created;
    if (internal > 0) {
        key.internalId = QString::number(internal);
        key.exactLink = true;
    }
    return key;
}

UnlinkedConversation waiting(qint64 internal, TimeMs start, const char *inbox)
{
    return UnlinkedConversation{QString::number(internal), QLatin1String(inbox), start};
}

QString text(const LinkPlan &plan)
{
    QStringList parts;
    for (const ConversationLink &link : plan.links)
        parts.append(link.internalId + u'>' + link.remoteId);
    return parts.join(u' ') + QStringLiteral(" ask ") + plan.askExactly.join(u' ');
}

// A conversation at the oldest second of the list is never inferred: these tests put one there.
const ConversationKey oldest = known(1, 1'000, "z");

} // namespace

class TestChatwootLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uniqueMoment()
    {
        const auto plan = matchLinks({waiting(100, 5'417, "2")}, {oldest, known(10, 5'000, "2")});
        QCOMPARE(text(plan), QStringLiteral("100>10 ask "));
        QVERIFY(plan.links.front().inferred);
    }
    void otherInboxOrSecondIsNoMatch()
    {
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "3")}, {oldest, known(10, 5'000, "2")})),
                 QStringLiteral(" ask "));
        QCOMPARE(text(matchLinks({waiting(100, 6'000, "2")}, {oldest, known(10, 5'000, "2")})),
                 QStringLiteral(" ask "));
    }
    void twoOnEitherSideAreAsked()
    {
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2")},
                                 {oldest, known(10, 5'000, "2"), known(11, 5'900, "2")})),
                 QStringLiteral(" ask 10 11"));
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2"), waiting(101, 5'000, "2")},
                                 {oldest, known(10, 5'000, "2")})),
                 QStringLiteral(" ask 10"));
    }
    void oldestSecondIsAsked()
    {
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2")}, {known(10, 5'000, "2")})),
                 QStringLiteral(" ask 10"));
    }
    void orderAgainstExactLinks()
    {
        // Database id 100 is above 90, whose display id 12 is above 10: cannot be.
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2")},
                                 {oldest, known(12, 4'000, "2", 90), known(10, 5'000, "2")})),
                 QStringLiteral(" ask 10"));
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2")},
                                 {oldest, known(9, 4'000, "2", 90), known(10, 5'000, "2"),
                                  known(11, 6'000, "2", 101)})),
                 QStringLiteral("100>10 ask "));
    }
    void pairsThatExcludeEachOtherAreBothAsked()
    {
        QCOMPARE(text(matchLinks({waiting(100, 5'000, "2"), waiting(101, 6'000, "2")},
                                 {oldest, known(11, 5'000, "2"), known(10, 6'000, "2")})),
                 QStringLiteral(" ask 10 11"));
    }
    void firstEventNotCached()
    {
        // Only a late reply is known; one free conversation lies between the neighbours.
        const std::vector<ConversationKey> keys{oldest, known(9, 4'000, "2", 90),
                                                known(10, 5'000, "2"), known(11, 5'500, "3"),
                                                known(12, 6'000, "2", 110)};
        QCOMPARE(text(matchLinks({waiting(100, 9'000, "2")}, keys)), QStringLiteral(" ask 10"));
        // It cannot have been created after its own event.
        QCOMPARE(text(matchLinks({waiting(100, 4'500, "2")}, keys)), QStringLiteral(" ask "));
    }
    void nothingToDo()
    {
        QCOMPARE(text(matchLinks({}, {oldest})), QStringLiteral(" ask "));
        QCOMPARE(text(matchLinks({waiting(1, 1, "2")}, {})), QStringLiteral(" ask "));
        UnlinkedConversation nameless;
        nameless.inboxRemoteId = QStringLiteral("2");
        nameless.earliestStart = 5'000;
        QCOMPARE(text(matchLinks({nameless}, {oldest, known(10, 5'000, "2")})),
                 QStringLiteral(" ask "));
    }

    void random_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    // On a simulated account: every inferred link is true, the order of the input does not matter,
    // and with the asked ones answered everything that has events ends up linked.
    void random()
    {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<quint32>(seed));
        const auto below = [&](quint32 n) { return static_cast<qint64>(random() % n); };
        std::map<QString, QString> truth;
        std::vector<ConversationKey> keys{oldest};
        std::vector<UnlinkedConversation> unlinked;
        qint64 internal = 1000;
        TimeMs now = 10'000'000;
        for (qint64 display = 2; display < 1500; ++display) {
            internal += 1 + below(4); // other accounts take ids too
            now += below(9) == 0 ? below(900) : below(120'000);
            const char *inbox = below(2) == 0 ? "2" : "3";
            const bool exact = below(20) == 0;
            keys.push_back(known(display, now / 1000 * 1000, inbox, exact ? internal : 0));
            truth[QString::number(internal)] = QString::number(display);
            if (!exact && below(10) != 0) // some have no event yet
                unlinked.push_back(waiting(internal, now, inbox));
        }
        const LinkPlan plan = matchLinks(unlinked, keys);
        QSet<QString> settled;
        for (const ConversationLink &link : plan.links) {
            QCOMPARE(link.remoteId, truth[link.internalId]);
            settled.insert(link.internalId);
        }
        const QSet<QString> asked(plan.askExactly.begin(), plan.askExactly.end());
        for (const UnlinkedConversation &entry : unlinked)
            QVERIFY(settled.contains(entry.internalId) || asked.contains(truth[entry.internalId]));
        QVERIFY2(asked.size() < 250, qPrintable(QString::number(asked.size())));

        std::shuffle(keys.begin(), keys.end(), random);
        std::shuffle(unlinked.begin(), unlinked.end(), random);
        QCOMPARE(text(matchLinks(unlinked, keys)), text(plan));
    }
};

QTEST_GUILESS_MAIN(TestChatwootLinks)
#include "tst_chatwootlinks.moc"
