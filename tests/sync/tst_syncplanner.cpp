// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/closedwindows.h"
#include "backend/sync/syncplanner.h"

#include <QTest>

using namespace watchfloor;

namespace {

constexpr DurationMs minute = 60'000;
constexpr DurationMs hour = 60 * minute;
constexpr DurationMs day = 24 * hour;
constexpr TimeMs midnight = 20'000 * day; // a UTC midnight
constexpr TimeMs now = midnight + 10 * hour;

FeedInfo feed(const char *key, FeedShape shape, DurationMs every, DurationMs window = 0,
              DurationMs overlap = 0, const char *capability = "")
{
    FeedInfo info;
    info.key = QLatin1String(key);
    info.title = info.key;
    info.shape = shape;
    info.everyMs = every;
    info.windowMs = window;
    info.overlapMs = overlap;
    info.capability = QLatin1String(capability);
    info.missingText = QStringLiteral("%1 is missing").arg(info.key);
    return info;
}

/// The shape of a vendor, in the order of a first pass.
std::vector<FeedInfo> vendor()
{
    return {feed("agents", FeedShape::Snapshot, hour),
            feed("updates", FeedShape::Delta, minute, 0, 2 * minute),
            feed("live", FeedShape::Snapshot, minute, 0, 0, "reports"),
            feed("history", FeedShape::Backfill, hour),
            feed("events", FeedShape::Windows, minute, day, 15 * minute),
            feed("links", FeedShape::Items, 5 * minute)};
}

Account account(int historyDays = 3)
{
    Account made;
    made.name = QStringLiteral("Support");
    made.settings.insert(QStringLiteral("history_days"), historyDays);
    made.capabilities = {QStringLiteral("reports")};
    return made;
}

QString span(DurationMs ms)
{
    const QString sign = ms < 0 ? QStringLiteral("-") : QString();
    const qint64 minutes = qAbs(ms) / minute;
    return QStringLiteral("%1%2:%3")
        .arg(sign)
        .arg(minutes / 60)
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/// Times as hours relative to today's midnight.
QString lines(const SyncPlan &plan)
{
    QStringList out;
    for (const SyncStep &step : plan.steps) {
        QString line = step.request.feed;
        if (step.request.window)
            line += QStringLiteral(" [%1,%2)")
                        .arg(span(step.request.window->from - midnight),
                             span(step.request.window->to - midnight));
        if (step.request.since)
            line += QStringLiteral(" since ") + span(*step.request.since - midnight);
        if (step.liveEdge)
            line += QStringLiteral(" edge");
        if (step.resumed)
            line += QStringLiteral(" at ") + step.request.cursor;
        if (step.request.passStarted != now)
            line += QStringLiteral(" begun ") + span(step.request.passStarted - midnight);
        if (step.reset)
            line += QStringLiteral(" reset");
        if (step.trustedTo)
            line += QStringLiteral(" forgets ") + span(*step.trustedTo - midnight);
        if (step.info.shape == FeedShape::Backfill && step.request.horizon > now - 3 * day)
            line += QStringLiteral(" down to ") + span(step.request.horizon - midnight);
        out.append(line);
    }
    for (const FeedOff &off : plan.off)
        out.append(QStringLiteral("off %1: %2").arg(off.feed, off.sentence));
    return out.join(u'\n');
}

FeedState done(const char *key, TimeMs at)
{
    FeedState state;
    state.feed = QLatin1String(key);
    state.lastAttempt = at;
    state.lastSuccess = at;
    return state;
}

/// All feeds finished at `at`, with three days of history.
std::vector<FeedState> synced(TimeMs at)
{
    std::vector<FeedState> states;
    for (const FeedInfo &info : vendor()) {
        FeedState state = done(info.key.toLatin1().constData(), at);
        if (info.shape == FeedShape::Delta || info.shape == FeedShape::Windows)
            state.watermark = at;
        if (info.shape == FeedShape::Backfill || info.shape == FeedShape::Windows)
            state.coverage = {{midnight - 30 * day, at}};
        state.backfilled = info.shape == FeedShape::Backfill;
        states.push_back(state);
    }
    return states;
}

FeedState &of(std::vector<FeedState> &states, const char *key)
{
    return *std::find_if(states.begin(), states.end(),
                         [&](const FeedState &s) { return s.feed == QLatin1String(key); });
}

const QString whole = QStringLiteral("agents\n"
                                     "updates\n"
                                     "live\n"
                                     "history\n"
                                     "events [-0:15,10:01) edge\n"
                                     "events [-24:00,0:00)\n"
                                     "events [-48:00,-24:00)\n"
                                     "events [-72:00,-48:00)\n"
                                     "links");

} // namespace

class TestSyncPlanner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plans_data()
    {
        QTest::addColumn<std::vector<FeedState>>("states");
        QTest::addColumn<PlanOptions>("options");
        QTest::addColumn<QString>("expected");
        const PlanOptions loop;
        PlanOptions once;
        once.once = true;

        QTest::newRow("first start") << std::vector<FeedState>{} << loop << whole;
        QTest::newRow("first start, once") << std::vector<FeedState>{} << once << whole;
        QTest::newRow("nothing is due") << synced(now - 30'000) << loop << QString();

        auto states = synced(now - minute);
        QTest::newRow("a minute later")
            << states << loop << "updates since 9:57\nlive\nevents [9:44,10:01) edge";
        states = synced(now - 5 * minute);
        QTest::newRow("five minutes later: items, behind what is live")
            << states << loop << "updates since 9:53\nlive\nevents [9:40,10:01) edge\nlinks";
        states = synced(now - 2 * hour);
        QTest::newRow("two hours later: live feeds, then dictionaries, then the rest")
            << states << loop
            << "updates since 7:58\nlive\nevents [7:45,10:01) edge\nagents\nlinks";
        states = synced(now - 30'000);
        QTest::newRow("once: everything but finished history is due")
            << states << once
            << "updates since 9:57\nlive\nevents [9:44,10:01) edge\nagents\nlinks";
        PlanOptions f5;
        f5.liveNow = true;
        QTest::newRow("F5: what is live is due")
            << states << f5 << "updates since 9:57\nlive\nevents [9:44,10:01) edge";

        states = synced(now - 7 * day);
        QTest::newRow("a week offline: the gap in closed windows")
            << states << loop
            << "updates since -158:02\nlive\nevents [-0:15,10:01) edge\nagents\n"
               "events [-24:00,0:00)\nevents [-48:00,-24:00)\nevents [-72:00,-48:00)\nlinks";
        states = synced(midnight - 2 * hour);
        QTest::newRow("closed in the evening: only the rest of yesterday")
            << states << loop
            << "updates since -2:02\nlive\nevents [-0:15,10:01) edge\nagents\n"
               "events [-2:15,0:00)\nlinks";
        states = synced(midnight + 5 * minute);
        QTest::newRow("closed just after midnight: the edge looks behind it")
            << states << loop
            << "updates since 0:03\nlive\nevents [-0:10,10:01) edge\nagents\nlinks";

        states = synced(now - 2 * hour);
        of(states, "history") = done("history", 0);
        of(states, "history").lastSuccess.reset();
        of(states, "history").cursor = QStringLiteral("p7");
        of(states, "history").window = TimeRange{now - 3 * day, now - 3 * hour};
        of(states, "updates").cursor = QStringLiteral("p2");
        of(states, "updates").window = TimeRange{now - 9 * hour, now - hour};
        of(states, "live").cursor = QStringLiteral("p3");
        of(states, "live").window = TimeRange{0, now - 2 * hour};
        of(states, "agents").cursor = QStringLiteral("p4");
        of(states, "agents").window = TimeRange{0, now - 20 * minute};
        of(states, "events").coverage = {{midnight - day, now - 2 * hour}};
        of(states, "events").cursor = QStringLiteral("p5");
        of(states, "events").window = TimeRange{midnight - 2 * day, midnight - day};
        QTest::newRow("killed in the middle: cursors go on, old snapshots start again")
            << states << loop
            << "updates since 1:00 at p2 begun 9:00\nlive\nevents [7:45,10:01) edge\n"
               "agents at p4 begun 9:40\nhistory at p7 begun 7:00\n"
               "events [-48:00,-24:00) at p5\nevents [-72:00,-48:00)\nlinks";

        states = synced(now + day);
        QTest::newRow("clock set back: due, no new history, claims ahead are worth nothing")
            << states << loop
            << "updates since -14:02 forgets -14:00\nlive\n"
               "events [-0:15,10:01) edge forgets -14:00\nagents\n"
               "events [-14:15,0:00)\nlinks";
        states = synced(now - minute);
        of(states, "events").coverage.back().to = now + minute;
        QTest::newRow("a server that is a little ahead is trusted")
            << states << loop << "updates since 9:57\nlive\nevents [9:45,10:02) edge";

        PlanOptions behind;
        behind.clockSkew = -2 * hour;
        states = synced(now - minute);
        of(states, "updates").watermark = now - minute - 2 * hour;
        of(states, "events").watermark = now - minute - 2 * hour;
        of(states, "events").coverage.back().to = now - minute - 2 * hour;
        QTest::newRow("the server is behind us: asked in its time, due in ours")
            << states << behind
            << "updates since 7:57 begun 8:00\nlive begun 8:00\n"
               "events [7:44,8:01) edge begun 8:00";

        PlanOptions purged;
        purged.keepFrom = midnight - 30 * hour;
        QTest::newRow("purged: a first pass fetches no more than what was kept")
            << std::vector<FeedState>{} << purged
            << "agents\nupdates\nlive\nhistory down to -30:00\nevents [-0:15,10:01) edge\n"
               "events [-24:00,0:00)\nevents [-30:00,-24:00)\nlinks";
        states = synced(now - minute);
        of(states, "history").coverage.front().from = purged.keepFrom;
        of(states, "events").coverage.front().from = purged.keepFrom;
        QTest::newRow("purged: what is gone is not fetched again")
            << states << purged << "updates since 9:57\nlive\nevents [9:44,10:01) edge";
        purged.once = true;
        purged.since = midnight - 2 * day;
        purged.feeds = {QStringLiteral("history"), QStringLiteral("events")};
        QTest::newRow("purged: unless it is asked for")
            << states << purged
            << "events [9:44,10:01) edge\nhistory down to -48:00\nevents [-48:00,-30:00)";

        states = synced(now - minute);
        of(states, "history").coverage = {{midnight - 30 * day, midnight - 5 * hour},
                                          {midnight - 3 * hour, now - minute}};
        of(states, "history").cursor = QStringLiteral("p3");
        of(states, "history").window = TimeRange{midnight - 30 * day, now - minute};
        of(states, "history").lastError = Error(Error::Kind::WrongShape, QStringLiteral("x"));
        QTest::newRow("history with a page left out: not each minute")
            << states << loop << "updates since 9:57\nlive\nevents [9:44,10:01) edge";
        PlanOptions history = once;
        history.feeds = {QStringLiteral("history")};
        QTest::newRow("history with a page left out: the next run asks for it, and no more")
            << states << history << "history at p3 begun 9:59 down to -5:00";

        states = synced(now - 2 * minute);
        of(states, "events").coverage.back().to = now - hour;
        QTest::newRow("rows left out at the edge: the edge goes on, the hole is asked for")
            << states << loop
            << "updates since 9:56\nlive\nevents [9:43,10:01) edge\nevents [8:45,9:43)";
        PlanOptions later;
        later.postponed = {{QStringLiteral("events"), {now - hour, now}, now + hour}};
        QTest::newRow("rows left out at the edge: not each minute")
            << states << later << "updates since 9:56\nlive\nevents [9:43,10:01) edge";

        PlanOptions older = once;
        older.since = midnight - 32 * day;
        older.feeds = {QStringLiteral("history"), QStringLiteral("events")};
        QTest::newRow("--since beyond what is covered, --feed")
            << synced(now - minute) << older
            << "events [9:44,10:01) edge\nhistory\nevents [-744:00,-720:00)\n"
               "events [-768:00,-744:00)";
        older.since = midnight - day;
        QTest::newRow("--since within what is covered")
            << synced(now - minute) << older << "events [9:44,10:01) edge";

        PlanOptions full = once;
        full.full = true;
        QTest::newRow("--full reads everything again")
            << synced(now - minute) << full
            << "updates reset\nlive reset\nevents [-0:15,10:01) edge reset\nagents reset\n"
               "history reset\nevents [-24:00,0:00)\nevents [-48:00,-24:00)\n"
               "events [-72:00,-48:00)\nlinks reset";

        states = synced(now - minute);
        of(states, "updates").lastError = Error(Error::Kind::Network, QStringLiteral("x"));
        of(states, "updates").lastSuccess = now - hour;
        of(states, "updates").lastAttempt = now - 30'000;
        of(states, "agents").lastError = Error(Error::Kind::Network, QStringLiteral("x"));
        of(states, "agents").lastSuccess = now - 2 * hour;
        of(states, "agents").lastAttempt = now - 4 * minute;
        QTest::newRow("failing feeds wait for their retry")
            << states << loop << "live\nevents [9:44,10:01) edge";
        of(states, "agents").lastAttempt = now - 5 * minute;
        QTest::newRow("a long cadence is tried again after five minutes")
            << states << loop << "live\nevents [9:44,10:01) edge\nagents";

        states = synced(now - minute);
        of(states, "updates").off = true;
        of(states, "updates").lastError = Error(Error::Kind::Forbidden, QStringLiteral("no right"));
        of(states, "updates").lastAttempt = now - 23 * hour;
        QTest::newRow("switched off")
            << states << loop << "live\nevents [9:44,10:01) edge\noff updates: no right.";
        of(states, "updates").lastAttempt = now - day;
        of(states, "updates").lastSuccess = now - 3 * day;
        QTest::newRow("switched off yesterday: tried again")
            << states << loop << "updates since 9:57\nlive\nevents [9:44,10:01) edge";
        of(states, "updates").lastAttempt = now - hour;
        PlanOptions named = once;
        named.feeds = {QStringLiteral("updates")};
        QTest::newRow("switched off, but asked for by name")
            << states << named << "updates since 9:57";

        PlanOptions liveOnly;
        liveOnly.liveOnly = true;
        QTest::newRow("between two pages of a back-fill")
            << std::vector<FeedState>{} << liveOnly << "updates\nlive\nevents [-0:15,10:01) edge";
    }

    /// What the account's policy removes is never asked for, whoever asks.
    void plansKeepToThePolicy()
    {
        Account kept = account(3);
        kept.settings.insert(QStringLiteral("keep"), QStringLiteral("1d"));
        PlanOptions asked;
        asked.once = true;
        asked.feeds = {QStringLiteral("history"), QStringLiteral("events")};
        const QString all = QStringLiteral("history down to -24:00\nevents [-0:15,10:01) edge\n"
                                           "events [-24:00,0:00)");
        QCOMPARE(lines(planSync(kept, vendor(), {}, asked, now)), all);
        asked.since = midnight - 30 * day;
        QCOMPARE(lines(planSync(kept, vendor(), {}, asked, now)), all);
        asked.full = true;
        QCOMPARE(lines(planSync(kept, vendor(), synced(now - minute), asked, now)),
                 QStringLiteral("events [-0:15,10:01) edge reset\nhistory reset down to -24:00\n"
                                "events [-24:00,0:00)"));
        // Words that nobody can read remove nothing.
        kept.settings.insert(QStringLiteral("keep"), QStringLiteral("soon"));
        QCOMPARE(historyHorizon(kept, {}, now), now - 3 * day);
    }

    void plans()
    {
        QFETCH(const std::vector<FeedState>, states);
        QFETCH(const PlanOptions, options);
        QFETCH(const QString, expected);
        QCOMPARE(lines(planSync(account(), vendor(), states, options, now)), expected);
    }

    void aMissingCapabilityIsSaid()
    {
        Account poor = account();
        poor.capabilities.clear();
        const SyncPlan plan = planSync(poor, vendor(), synced(now), PlanOptions{}, now);
        QCOMPARE(lines(plan), QStringLiteral("off live: live is missing"));
    }

    void theNextDueTimeIsTold()
    {
        const auto due = [](const std::vector<FeedState> &states) {
            return planSync(account(), vendor(), states, PlanOptions{}, now).nextDue.value_or(0);
        };
        QCOMPARE(due(synced(now - 20'000)), now + 40'000);
        QCOMPARE(due(synced(now - minute)), now);
        auto states = synced(now);
        for (const char *key : {"updates", "live", "events"}) {
            of(states, key).off = true;
            of(states, key).lastAttempt = now - 2 * hour;
        }
        QCOMPARE(due(states), now + 5 * minute);
    }

    /// Slower on request, never quicker than the vendor's floor, which is the feed's own pace.
    void theUsersPace_data()
    {
        QTest::addColumn<QVariant>("minutes");
        QTest::addColumn<int>("since"); // minutes
        QTest::addColumn<bool>("due");
        QTest::newRow("usual, early") << QVariant() << 0 << false;
        QTest::newRow("usual") << QVariant() << 1 << true;
        QTest::newRow("slower, early") << QVariant(15) << 14 << false;
        QTest::newRow("slower") << QVariant(15) << 15 << true;
        QTest::newRow("text, early") << QVariant(QStringLiteral("15")) << 14 << false;
        QTest::newRow("below the floor is no setting") << QVariant(0) << 1 << true;
        QTest::newRow("no number") << QVariant(QStringLiteral("soon")) << 1 << true;
    }
    void theUsersPace()
    {
        QFETCH(QVariant, minutes);
        QFETCH(int, since);
        QFETCH(bool, due);
        const TimeMs now = midnight + 12 * 60 * minute;
        Account slow = account();
        if (minutes.isValid())
            slow.settings.insert(QStringLiteral("refresh_minutes"),
                                 QJsonValue::fromVariant(minutes));
        const std::vector<FeedInfo> feeds{feed("live", FeedShape::Snapshot, minute)};
        FeedState state;
        state.feed = QStringLiteral("live");
        state.lastSuccess = state.lastAttempt = now - since * minute;
        const SyncPlan plan = planSync(slow, feeds, {state}, {}, now);
        QCOMPARE(!plan.steps.empty(), due);
        // F5 does not wait, however slow the pace is: it is still a live feed.
        PlanOptions hurry;
        hurry.liveNow = true;
        const SyncPlan pressed = planSync(slow, feeds, {state}, hurry, now);
        QCOMPARE(pressed.steps.size(), std::size_t(1));
        QCOMPARE(int(pressed.steps.front().kind), int(SyncStep::Kind::Live));
        const std::vector<FeedInfo> floor{feed("live", FeedShape::Snapshot, 60 * minute)};
        QVERIFY(planSync(slow, floor, {state}, {}, now).steps.empty());
    }

    void theHorizonFollowsTheSettings()
    {
        QCOMPARE(historyHorizon(account(7), {}, now), now - 7 * day);
        Account plain;
        QCOMPARE(historyHorizon(plain, {}, now), now - 90 * day);
        plain.settings.insert(QStringLiteral("history_days"), QStringLiteral("5"));
        QCOMPARE(historyHorizon(plain, {}, now), now - 5 * day);
        PlanOptions since;
        since.since = now + day;
        QCOMPARE(historyHorizon(plain, since, now), now);
    }

    /// Whatever is covered, reading the answer covers the rest, in pieces of one window.
    void windowsCloseEveryGap()
    {
        quint32 seed = 7;
        const auto random = [&seed](quint32 below) {
            seed = seed * 1'664'525 + 1'013'904'223;
            return static_cast<TimeMs>((seed >> 8) % below);
        };
        for (int round = 0; round < 500; ++round) {
            ClosedWindows question{random(1000), 0, 1 + random(50), random(20), {}, {}};
            question.openFrom = alignedDown(question.horizon + random(1000), question.length);
            for (int i = 0; i < round % 6; ++i) {
                const TimeMs from = random(2000);
                question.covered.push_back({from, from + random(300)});
            }
            std::vector<TimeRange> all = question.covered;
            TimeMs newest = std::numeric_limits<TimeMs>::max();
            for (const TimeRange &window : closedWindowsToRead(question)) {
                QVERIFY(!window.isEmpty());
                QVERIFY(window.to <= newest && window.to <= question.openFrom);
                QVERIFY(window.to - window.from <= question.length + question.overlap);
                newest = window.to;
                all.push_back(window);
            }
            const TimeRange asked{question.horizon, question.openFrom};
            QVERIFY(asked.isEmpty() || gapsIn(asked, all).empty());
        }
    }
};

Q_DECLARE_METATYPE(std::vector<watchfloor::FeedState>)
Q_DECLARE_METATYPE(watchfloor::PlanOptions)
QTEST_APPLESS_MAIN(TestSyncPlanner)
#include "tst_syncplanner.moc"
