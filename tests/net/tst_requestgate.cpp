// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/requestgate.h"
#include "backend/net/retrypolicy.h"

#include <QTest>

#include <vector>

using namespace watchfloor;

namespace {

const QString key = QStringLiteral("host");
const QString route = QStringLiteral("host /list");

RateLimit limitOf(int inFlight, DurationMs spacing = 0, int perWindow = 0,
                  DurationMs window = 60'000, bool fixed = false)
{
    RateLimit limit;
    limit.maxInFlight = inFlight;
    limit.minSpacingMs = spacing;
    limit.maxPerWindow = perWindow;
    limit.windowMs = window;
    limit.fixedWindow = fixed;
    return limit;
}

/// Starts of `count` requests that take no time, as early as the gate lets them.
std::vector<TimeMs> startsOf(RequestGate &gate, const QString &of, int count, TimeMs now)
{
    std::vector<TimeMs> starts;
    for (int i = 0; i < count; ++i) {
        now = std::max(now, *gate.earliestStart(of, now));
        gate.started(of, now);
        gate.finished(of, now);
        starts.push_back(now);
    }
    return starts;
}

} // namespace

class TestRequestGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boundsWhatIsInFlight()
    {
        RequestGate gate;
        gate.started(key, 5); // no limit set: the default of two
        QCOMPARE(gate.earliestStart(key, 5), std::optional<TimeMs>(5));
        gate.started(key, 5);
        QVERIFY(!gate.earliestStart(key, 1'000'000));
        gate.finished(key, 5);
        QCOMPARE(gate.earliestStart(key, 7), std::optional<TimeMs>(7));
    }

    void spacesStarts()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(9, 250));
        QCOMPARE(startsOf(gate, key, 4, 1'000), (std::vector<TimeMs>{1'000, 1'250, 1'500, 1'750}));
        QCOMPARE(gate.earliestStart(key, 9'000), std::optional<TimeMs>(9'000));
    }

    void slidingWindowNeverHoldsTooMany()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(9, 1, 3, 1'000));
        const auto starts = startsOf(gate, key, 10, 500);
        for (std::size_t i = 3; i < starts.size(); ++i)
            QVERIFY(starts[i] - starts[i - 3] >= 1'000);
        QCOMPARE(starts[3], 1'500);
        QCOMPARE(starts.back(), 3'500);
    }

    void fixedWindowFollowsTheServersClock()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(9, 0, 2, 60'000, true));
        gate.setClockSkew(key, 5'000); // the server is five seconds ahead
        // Its minute begins at our 55 s, 115 s, ...
        QCOMPARE(startsOf(gate, key, 5, 20'000),
                 (std::vector<TimeMs>{20'000, 20'000, 55'000, 55'000, 115'000}));
    }

    void aStartAtTheEdgeOfASlotCountsInBoth()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(9, 0, 2, 60'000, true));
        QCOMPARE(startsOf(gate, key, 3, 59'500), (std::vector<TimeMs>{59'500, 59'500, 120'000}));
        RequestGate early;
        early.setLimit(key, limitOf(9, 0, 2, 60'000, true));
        QCOMPARE(startsOf(early, key, 3, 58'999), (std::vector<TimeMs>{58'999, 58'999, 60'000}));
    }

    void pushBackStopsHalvesAndRecoversSlowly()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(8));
        const auto room = [&gate](TimeMs now) {
            int count = 0;
            while (gate.earliestStart(key, now)) {
                gate.started(key, now);
                ++count;
            }
            for (int i = 0; i < count; ++i)
                gate.finished(key, now, false); // takes part in no row of good ones
            return count;
        };
        QCOMPARE(room(0), 8);
        gate.pushBack(key, 10'000);
        gate.pushBack(key, 9'000); // the second refusal of the same burst
        QCOMPARE(gate.earliestStart(key, 100), std::optional<TimeMs>(10'000));
        QCOMPARE(room(10'000), 4);
        gate.pushBack(key, 20'000);
        QCOMPARE(room(20'000), 2);
        gate.pushBack(key, 30'000);
        gate.started(key, 30'000);
        gate.finished(key, 30'000, false);
        gate.pushBack(key, 40'000);
        QCOMPARE(room(40'000), 1);
        startsOf(gate, key, 19, 50'000);
        QCOMPARE(room(50'000), 1);
        startsOf(gate, key, 20, 50'000);
        QCOMPARE(room(60'000), 2);
        startsOf(gate, key, 20 * 20, 70'000);
        QCOMPARE(room(80'000), 8);
    }

    void aRefusalIsProbedBeforeTheSlot()
    {
        const std::vector<DurationMs> early{500, 2'000};
        RequestGate gate;
        gate.setLimit(key, limitOf(2));
        gate.started(key, 0);
        gate.started(key, 0);
        QCOMPARE(gate.refused(key, 0, 100, early, 60'000), 600);
        gate.finished(key, 0, false);
        QCOMPARE(gate.earliestStart(key, 100), std::optional<TimeMs>(600));
        QCOMPARE(gate.refused(key, 0, 400, early, 60'000),
                 600); // of the same burst: no outcome yet
        gate.finished(key, 0, false);

        gate.started(key, 600);
        QVERIFY(!gate.earliestStart(key, 700)); // the others wait for what becomes of it
        QCOMPARE(gate.refused(key, 600, 800, early, 60'000), 2'800);
        gate.finished(key, 600, false);
        gate.started(key, 2'800);
        QCOMPARE(gate.refused(key, 2'800, 2'900, early, 60'000), 60'000);
        gate.finished(key, 2'800, false);
        QCOMPARE(gate.earliestStart(key, 2'900), std::optional<TimeMs>(60'000));

        // The next minute begins with one as well; refused again there is no more early probe.
        gate.started(key, 60'000);
        QVERIFY(!gate.earliestStart(key, 60'000));
        QCOMPARE(gate.refused(key, 60'000, 60'100, early, 120'000), 120'000);
        gate.finished(key, 60'000, false);
        gate.started(key, 120'000);
        gate.finished(key, 120'000);
        QCOMPARE(gate.refused(key, 120'000, 120'100, early, 180'000), 120'600);
    }

    void aProbeThatIsAnsweredOpensTheGateAsItWas()
    {
        const std::vector<DurationMs> early{2'000};
        RequestGate gate;
        gate.setLimit(key, limitOf(2));
        gate.started(key, 0);
        gate.started(key, 0); // slow, still under way below
        gate.refused(key, 0, 0, early, 60'000);
        gate.finished(key, 0, false);
        gate.started(key, 2'000);
        gate.finished(key, 0); // was let in before the refusal: says nothing about it
        QVERIFY(!gate.earliestStart(key, 2'500));
        gate.finished(key, 2'000);
        gate.started(key, 2'600);
        QCOMPARE(gate.earliestStart(key, 2'600), std::optional<TimeMs>(2'600)); // two at a time
        gate.finished(key, 2'600);

        // No answer at all ends the probe, but the next one goes alone again.
        gate.refused(key, 2'600, 2'600, early, 60'000);
        gate.started(key, 4'600);
        gate.finished(key, 4'600, false);
        gate.started(key, 5'000);
        QVERIFY(!gate.earliestStart(key, 5'000));
        // What is left of the slot is shorter than the early wait.
        RequestGate late;
        QCOMPARE(late.refused(key, 0, 0, early, 700), 700);
        // Without early waits the slot is all there is.
        QCOMPARE(late.refused(QStringLiteral("other"), 0, 0, {}, 900), 900);
    }

    void learnsWhatIsLeft()
    {
        RequestGate gate;
        gate.setLimit(route, limitOf(9, 0, 10));
        gate.started(route, 1'000);
        gate.learned(route, 10, 2, 31'000); // others behind the same address use it up
        gate.finished(route, 1'000);
        QCOMPARE(startsOf(gate, route, 3, 2'000), (std::vector<TimeMs>{2'000, 2'000, 31'000}));

        gate.started(route, 31'000);
        gate.started(route, 31'000);
        gate.learned(route, 10, 1, 61'000); // the second one under way uses up that one
        gate.finished(route, 31'000);
        QCOMPARE(gate.earliestStart(route, 31'001), std::optional<TimeMs>(61'000));

        gate.started(route, 61'000);
        gate.learned(route, 10, 0, 9'000'000'000'000'000); // absurd: two windows at most
        QCOMPARE(gate.earliestStart(route, 61'001), std::optional<TimeMs>(181'000));
        QCOMPARE(gate.limit(route).maxPerWindow, 10);
        gate.learned(route, 25, -1, {});
        QCOMPARE(gate.limit(route).maxPerWindow, 25);
    }

    void aServerThatPermitsMoreDoesNotRaiseTheUsersWish()
    {
        RequestGate gate;
        RateLimit gentle = limitOf(9, 0, 4);
        gentle.ownPerWindow = 4;
        gate.setLimit(route, gentle);
        gate.started(route, 1'000);
        gate.learned(route, 10, 9, 61'000);
        QCOMPARE(gate.limit(route).maxPerWindow, 4);
        QCOMPARE(startsOf(gate, route, 4, 1'000),
                 (std::vector<TimeMs>{1'000, 1'000, 1'000, 61'000}));
        gate.learned(route, 2, -1, {});
        QCOMPARE(gate.limit(route).maxPerWindow, 2);
        gate.learned(route, 10, -1, {});
        QCOMPARE(gate.limit(route).maxPerWindow, 4);
    }

    void aRouteIsBoundByItsHostToo()
    {
        RequestGate gate;
        gate.setLimit(key, limitOf(1, 100));
        gate.setLimit(route, limitOf(5));
        gate.started(route, 0);
        QVERIFY(!gate.earliestStart(QStringLiteral("host /other"), 0));
        QVERIFY(gate.earliestStart(QStringLiteral("elsewhere /list"), 0));
        gate.finished(route, 0);
        QCOMPARE(gate.earliestStart(QStringLiteral("host /other"), 0), std::optional<TimeMs>(100));
        gate.pushBack(route, 5'000);
        QCOMPARE(gate.earliestStart(QStringLiteral("host /other"), 0), std::optional<TimeMs>(100));
        QCOMPARE(gate.earliestStart(route, 0), std::optional<TimeMs>(5'000));
    }

    void aClockSetBackBlocksNothing()
    {
        for (const bool fixed : {false, true}) {
            RequestGate gate;
            gate.setLimit(key, limitOf(9, 500, 2, 60'000, fixed));
            startsOf(gate, key, 2, 900'000'000);
            QCOMPARE(startsOf(gate, key, 3, 1'000),
                     (std::vector<TimeMs>{1'000, 1'500, fixed ? 60'000 : 61'000}));
        }
    }

    void retriesOnlyWhatMayPass_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("again");
        const auto row = [](const char *name, Error::Kind kind, int status, bool again) {
            QTest::newRow(name) << static_cast<int>(kind) << status << again;
        };
        row("network", Error::Kind::Network, 0, true);
        row("dns", Error::Kind::Dns, 0, true);
        row("timeout", Error::Kind::Timeout, 0, true);
        row("429", Error::Kind::RateLimited, 429, true);
        row("503", Error::Kind::HttpStatus, 503, true);
        row("cut off", Error::Kind::NotJson, 200, true);
        row("400", Error::Kind::HttpStatus, 400, false);
        row("301", Error::Kind::HttpStatus, 301, false);
        row("401", Error::Kind::Unauthorized, 401, false);
        row("403", Error::Kind::Forbidden, 403, false);
        row("404", Error::Kind::NotFound, 404, false);
        row("tls", Error::Kind::Tls, 0, false);
        row("cancelled", Error::Kind::Cancelled, 0, false);
        row("too large", Error::Kind::TooLarge, 0, false);
        row("wrong shape", Error::Kind::WrongShape, 0, false);
        row("bad input", Error::Kind::BadInput, 0, false);
    }
    void retriesOnlyWhatMayPass()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(bool, again);
        Error error(static_cast<Error::Kind>(kind), QStringLiteral("x"));
        error.setHttpStatus(status);
        QCOMPARE(RetryPolicy().delayAfter(error, 1, 0.5).has_value(), again);
        QVERIFY(!RetryPolicy().delayAfter(error, 5, 0.5));
        // A refusal has early probes and the server's next minute.
        const bool refused = error.kind() == Error::Kind::RateLimited;
        QCOMPARE(RetryPolicy().delayAfter(error, 4, 0.5).has_value(), refused);
    }

    void delaysGrowWithJitterAndTheServersWordWins()
    {
        const RetryPolicy policy;
        Error error(Error::Kind::Network, QStringLiteral("x"));
        QCOMPARE(policy.delayAfter(error, 1, 0.0), std::optional<DurationMs>(1'000));
        QCOMPARE(policy.delayAfter(error, 2, 0.0), std::optional<DurationMs>(5'000));
        QCOMPARE(policy.delayAfter(error, 3, 0.0), std::optional<DurationMs>(15'000));
        QCOMPARE(policy.delayAfter(error, 1, 0.999), std::optional<DurationMs>(1'249));
        error.setRetryAfterMs(42'000);
        QCOMPARE(policy.delayAfter(error, 1, 0.0), std::optional<DurationMs>(42'000));
        QCOMPARE(policy.delayAfter(error, 1, 0.5), std::optional<DurationMs>(42'125));
        error.setRetryAfterMs(10);
        QCOMPARE(policy.delayAfter(error, 1, 0.0), std::optional<DurationMs>(1'000));
        RetryPolicy bare;
        bare.delaysMs.clear();
        QCOMPARE(bare.delayAfter(error, 1, 0.5), std::optional<DurationMs>(10));
        RetryPolicy once;
        once.maxAttempts = 1;
        QVERIFY(!once.delayAfter(error, 1, 0.0));
    }
};

QTEST_GUILESS_MAIN(TestRequestGate)
#include "tst_requestgate.moc"
