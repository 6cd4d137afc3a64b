// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/error.h"
#include "backend/domain/result.h"
#include "backend/domain/timerange.h"

#include <QTest>

using namespace watchfloor;

class TestDomain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rangesMergeAndLeaveGaps()
    {
        const std::vector<TimeRange> covered{{50, 60}, {10, 20}, {15, 30}, {30, 40}, {70, 70}};
        const std::vector<TimeRange> merged{{10, 40}, {50, 60}};
        QCOMPARE(mergedRanges(covered), merged);
        const std::vector<TimeRange> gaps{{0, 10}, {40, 50}, {60, 100}};
        QCOMPARE(gapsIn({0, 100}, covered), gaps);
        QVERIFY(gapsIn({12, 38}, covered).empty());
        const std::vector<TimeRange> all{{5, 9}};
        QCOMPARE(gapsIn({5, 9}, covered), all);
        QVERIFY(gapsIn({9, 9}, {}).empty());
    }

    void anErrorReadsAsSentences()
    {
        const Error error(Error::Kind::WrongShape,
                          QStringLiteral("The list of agents was not understood"),
                          QStringLiteral("$[3].name: text expected"),
                          QStringLiteral("Update Watchfloor or tell its developers"));
        QCOMPARE(error.withContext(QStringLiteral("Acme")).sentence(),
                 QStringLiteral("Acme: The list of agents was not understood ($[3].name: text "
                                "expected). Update Watchfloor or tell its developers."));
    }

    void kindNamesRoundTrip()
    {
        for (int i = 0; i <= int(Error::Kind::Internal); ++i) {
            const Error error{Error::Kind(i), QString()};
            QVERIFY(Error::kindFromName(error.kindName()) == Error::Kind(i));
        }
    }

    void onlyPassingTroubleIsTransient()
    {
        QVERIFY(Error(Error::Kind::Timeout, QString()).isTransient());
        QVERIFY(Error(Error::Kind::HttpStatus, QString()).setHttpStatus(502).isTransient());
        QVERIFY(!Error(Error::Kind::HttpStatus, QString()).setHttpStatus(422).isTransient());
        QVERIFY(!Error(Error::Kind::Tls, QString()).isTransient());
        QVERIFY(!Error(Error::Kind::Unauthorized, QString()).isTransient());
    }

    void resultsHoldEitherSide()
    {
        const Result<int> good(3);
        QVERIFY(good.ok());
        QCOMPARE(*good, 3);
        const Result<int> bad(Error::cancelled());
        QVERIFY(!bad);
        QVERIFY(bad.error().kind() == Error::Kind::Cancelled);
        QVERIFY(Result<void>().ok());
        QVERIFY(!Result<void>(Error::cancelled()).ok());
    }
};

QTEST_GUILESS_MAIN(TestDomain)
#include "tst_domain.moc"
