// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/store.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/reportlines.h"
#include "support/vendordesks.h"

#include <QTemporaryDir>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// More rounds for a long run: WATCHFLOOR_PROOF_ROUNDS=10 asks ten times as many caches.
unsigned rounds()
{
    return std::max(1U, unsigned(qEnvironmentVariableIntValue("WATCHFLOOR_PROOF_ROUNDS")));
}

} // namespace

/// Every report over the real path (pages, store, deltas, service) says what plain SQL over the
/// cache's rows says, written without the engine's code: thousands of random caches and questions.
class TestReportProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsAreWhatPlainSqlSays();
};

void TestReportProof::reportsAreWhatPlainSqlSays()
{
    int asked = 0;
    int told = 0;

    for (unsigned seed = 1; seed <= 60 * rounds(); ++seed) {
        std::mt19937_64 random(seed * 7919);
        const VendorDesks desks(seed);
        const QTemporaryDir profile;
        const auto store = openStore(profile.path());
        FakeClock clock(desks.now());
        ReportService service(profile.path(), clock);
        const bool follows = random() % 4 != 0; // else the service sees the commits by itself
        const auto commit = [&](const Result<ChangeSet> &change) {
            if (!change.ok())
                qFatal("%s", qPrintable(change.error().sentence()));
            if (follows)
                service.noteChange(*change);
        };
        std::vector<RowId> accounts;
        for (const Account &account : desks.accounts()) {
            accounts.push_back(*store->addAccount(account));
            for (const char *feed :
                 {"agents", "live", "conversations", "active_conversations", "reporting_events"})
                commit(store->apply(accounts.back(), {}, doneFeed(feed, desks.usual())));
        }
        SqlDesk sql(profile.path());
        SqlReports reference(sql, desks.now());
        ReportLines lines(service, sql);
        ReportQuestions questions(sql, random, desks.usual());
        Pages pages = seed % 3 == 0 ? desks.inOrder() : desks.shuffled(random);
        if (random() % 2)
            service.loadFacts();
        const auto compare = [&](int count) {
            sql.refresh();
            questions.refresh();
            for (int i = 0; i < count; ++i) {
                const ReportQuestion q = questions.next();
                const QStringList expected = reference.lines(q);
                const QStringList got = lines.lines(q);
                ++asked;
                told += expected.size() > 3;
                if (got != expected) {
                    QStringList only = got;
                    QStringList missing = expected;
                    for (const QString &line : expected)
                        only.removeOne(line);
                    for (const QString &line : got)
                        missing.removeOne(line);
                    QFAIL(qPrintable(QStringLiteral("seed %1, %2\n  told:     %3\n  plain SQL: %4")
                                         .arg(seed)
                                         .arg(q.text(), only.join(QStringLiteral("\n            ")),
                                              missing.join(QStringLiteral("\n            ")))));
                }
                if (q.kind == ReportQuestion::Breakdown) {
                    const bool guessed = lines.origin() == FigureOrigin::Estimated;
                    QVERIFY2(reference.estimated(q).value_or(guessed) == guessed,
                             qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(q.text())));
                }
                if (q.kind != ReportQuestion::Distribution)
                    continue;
                std::optional<qint64> from;
                for (const DistributionBin &bin : lines.bins()) {
                    QVERIFY2(!from || *from == bin.from, qPrintable(q.text()));
                    QVERIFY2(reference.valuesWithin(q, from, bin.to) == bin.n,
                             qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(q.text())));
                    from = bin.to;
                }
                if (from) // the last bin is not open: nothing lies behind it
                    QCOMPARE(reference.valuesWithin(q, from, {}), 0);
            }
        };
        std::size_t next = 0;
        for (int part = 1; part <= 4; ++part) {
            for (; next < pages.size() * std::size_t(part) / 4; ++next)
                if (const RowId account = accounts[pages[next].account])
                    commit(store->apply(account, pages[next].rows, {}));
            if (part == 3 && random() % 4 == 0) { // its facts stay, and count nowhere
                commit(store->removeAccount(accounts.back(), false));
                accounts.back() = 0;
            }
            if (part == 4) {
                for (std::size_t i = 0; i < accounts.size() && accounts[i]; ++i)
                    commit(store->apply(accounts[i], desks.lists(i), {}));
            }
            compare(part == 4 ? 22 : 4);
            if (QTest::currentTestFailed())
                return;
        }
    }
    qInfo("%d questions, %d with more than a line", asked, told);
    QVERIFY(asked >= 2'000);
    QVERIFY(told > asked / 2);
}

QTEST_GUILESS_MAIN(TestReportProof)
#include "tst_reportproof.moc"
