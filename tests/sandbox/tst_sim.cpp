// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simulation.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <map>

using namespace watchfloor::sandbox;

namespace {

const Ms Epoch = QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

SimulationConfig configOf(Vendor vendor, int days = 12, int perDay = 150)
{
    SimulationConfig config;
    config.vendor = vendor;
    config.seed = 7;
    config.epoch = Epoch;
    config.agents = 24;
    config.conversationsPerDay = perDay;
    config.days = days;
    return config;
}

/// Everything a vendor could be asked, as one digest.
QByteArray digest(const World &world)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&hash](const auto &...values) {
        QString line;
        QTextStream stream(&line);
        ((stream << values << '|'), ...);
        hash.addData(line.toUtf8());
    };
    for (const Agent &a : world.agents()) {
        add(a.id, a.name, a.group, a.capacity, a.joinedAt, a.removedAt, a.loadPercent);
        for (const PresenceSpan &span : a.presence)
            add(int(span.presence), span.reason, span.from, span.to);
    }
    for (const Conversation &c : world.conversations()) {
        add(c.id, c.databaseId, c.uuid, c.inbox, c.skill, c.group, c.agent, int(c.phase));
        add(c.createdAt, c.updatedAt, c.lastActivityAt, c.waitingSince, c.firstReplyAt, c.closedAt,
            c.deletedAt, c.unread, c.responseDueAt, c.ai.topic, c.ai.record);
        for (const Message &m : c.messages)
            add(m.number, m.at, int(m.kind), m.agent, m.isPrivate);
        for (const Assignment &a : c.assignments)
            add(a.agent, a.group, a.skill, a.from, a.to);
        for (const CsatAnswer &answer : c.csat)
            add(answer.answeredAt, answer.rating, answer.agent);
        for (const SlaEvent &event : c.slaEvents)
            add(int(event.kind), event.at);
    }
    for (const ReportingEvent &e : world.reportingEvents())
        add(e.id, QLatin1String(e.name), e.value, e.start, e.end, e.agent, e.createdAt,
            e.destroyed);
    return hash.result().toHex();
}

/// What must hold at any instant, whatever happened.
void checkIdentities(const World &world)
{
    std::map<int, int> openByAgent;
    std::map<int, int> load;
    int open = 0;
    int unassigned = 0;
    for (const Conversation &c : world.conversations()) {
        QVERIFY(c.createdAt <= c.updatedAt && c.updatedAt <= world.now());
        QVERIFY(c.phases.front().from == c.createdAt);
        for (size_t i = 1; i < c.phases.size(); ++i)
            QCOMPARE(c.phases[i].from, c.phases[i - 1].to);
        QCOMPARE(c.phases.back().phase, c.phase);
        QCOMPARE(c.closed(), c.closedAt != 0);
        QVERIFY(std::is_sorted(c.messages.begin(), c.messages.end(),
                               [](const Message &a, const Message &b) { return a.at < b.at; }));
        for (size_t i = 1; i < c.assignments.size(); ++i)
            QVERIFY(c.assignments[i - 1].to != 0 &&
                    c.assignments[i - 1].to <= c.assignments[i].from);
        for (const Assignment &a : c.assignments)
            QVERIFY(world.agents()[size_t(a.agent)].joinedAt <= a.from);
        for (const Message &m : c.messages) {
            if (m.sender == Sender::Agent && m.agent != Nobody) {
                const Agent &who = world.agents()[size_t(m.agent)];
                QVERIFY(who.joinedAt <= m.at && (!who.removed() || m.at <= who.removedAt));
            }
        }
        if (c.deleted())
            continue;
        if (c.phase == Phase::Queued || c.phase == Phase::Assigned) {
            ++open;
            const int agent = world.assignee(c);
            ++openByAgent[agent];
            if (agent == Nobody)
                ++unassigned;
            QCOMPARE(agent == Nobody, c.phase == Phase::Queued);
        }
        if (c.phase == Phase::Assigned) {
            QVERIFY(!world.agents()[size_t(c.agent)].removed());
            QVERIFY(c.assignments.back().agent == c.agent && c.assignments.back().to == 0);
            load[c.agent] += channelWeight(world.inboxes()[size_t(c.inbox)].channel);
        }
        if (c.phase == Phase::Queued)
            QVERIFY(c.queueSpans.back().to == 0);
    }
    QCOMPARE(unassigned, openByAgent[Nobody]);
    int sum = 0;
    for (const auto &[agent, count] : openByAgent)
        sum += count;
    QCOMPARE(sum, open);
    for (size_t i = 0; i < world.agents().size(); ++i)
        QCOMPARE(world.agents()[i].loadPercent, load[int(i)]);
}

} // namespace

class TestSim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vendors_data()
    {
        QTest::addColumn<int>("vendor");
        for (const Vendor v :
             {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson, Vendor::ChatDash})
            QTest::newRow(qPrintable(vendorWord(v))) << int(v);
    }

    void sameHistoryHoweverItIsCut_data() { vendors_data(); }
    void sameHistoryHoweverItIsCut()
    {
        QFETCH(int, vendor);
        const SimulationConfig config = configOf(Vendor(vendor));
        const Ms end = Epoch + 12 * Day + 11 * Hour + 17;
        Simulation jump(config);
        jump.advanceTo(end);
        Simulation steps(config);
        Random random(3);
        for (Ms t = Epoch; t < end; t += random.exponential(3 * Minute))
            steps.advanceTo(t);
        steps.advanceTo(end);
        QCOMPARE(digest(steps.world()), digest(jump.world()));
        steps.advanceTo(end - Hour); // never back
        QCOMPARE(steps.world().now(), end);
        steps.advanceTo(end + Hour);
        QVERIFY(digest(steps.world()) != digest(jump.world()));

        SimulationConfig other = config;
        other.seed = 8;
        Simulation different(other);
        different.advanceTo(end);
        QVERIFY(digest(different.world()) != digest(jump.world()));
    }

    void identitiesHoldAtAnyInstant_data() { vendors_data(); }
    void identitiesHoldAtAnyInstant()
    {
        QFETCH(int, vendor);
        Simulation sim(configOf(Vendor(vendor)));
        for (int part = 0; part < 12 * 3; ++part) {
            sim.advanceTo(Epoch + part * 8 * Hour + part * 7 * Minute);
            checkIdentities(sim.world());
            if (QTest::currentTestFailed())
                return;
        }
    }

    /// A demo's floor: neglected ones are swept up. Without it some wait for weeks.
    void aTidyFloorForgetsNobody_data() { vendors_data(); }
    void aTidyFloorForgetsNobody()
    {
        QFETCH(int, vendor);
        const auto oldest = [vendor](bool tidy) {
            SimulationConfig config = configOf(static_cast<Vendor>(vendor));
            config.tidy = tidy;
            Simulation simulation(config);
            simulation.advanceTo(Epoch + config.days * Day);
            checkIdentities(simulation.world());
            Ms age = 0;
            for (const Conversation &c : simulation.world().conversations()) {
                if (!c.closed() && !c.deleted())
                    age = std::max(age, simulation.world().now() - c.createdAt);
            }
            return age;
        };
        QVERIFY(oldest(false) > 5 * Day);
        // Who comes back after the end begins anew.
        QVERIFY2(oldest(true) < 4 * Day, qPrintable(QString::number(oldest(true) / Hour)));
    }

    /// A month of the default size: every kind of thing happens in it.
    void aMonthHoldsEverything_data() { vendors_data(); }
    void aMonthHoldsEverything()
    {
        QFETCH(int, vendor);
        const bool chatwoot = Vendor(vendor) == Vendor::Chatwoot;
        SimulationConfig config;
        config.vendor = Vendor(vendor);
        config.epoch = Epoch;
        Simulation sim(config);
        sim.advanceTo(Epoch + 30 * Day + 11 * Hour);
        const World &w = sim.world();
        std::map<QString, int> seen;
        for (const Conversation &c : w.conversations()) {
            ++seen[QStringLiteral("phase %1").arg(int(c.phase))];
            if (c.closures.size() > 1)
                ++seen[QStringLiteral("resolved again")];
            for (const Transfer &t : c.transfers)
                ++seen[QStringLiteral("transfer %1").arg(int(t.kind))];
            for (const Closure &closure : c.closures)
                ++seen[closeWord(closure.by)];
            for (const CsatAnswer &answer : c.csat)
                seen[QStringLiteral("csat")] += answer.answeredAt != 0;
            for (const Message &m : c.messages)
                seen[QStringLiteral("note")] += m.isPrivate;
            seen[QStringLiteral("deleted")] += c.deleted();
            seen[QStringLiteral("outbound")] += c.outbound;
            seen[QStringLiteral("unattended")] += w.unattended(c);
            seen[QStringLiteral("labels")] += !c.labels.empty();
            seen[QStringLiteral("sla")] += !c.slaEvents.empty();
            seen[QStringLiteral("old and open")] += !c.closed() && w.now() - c.createdAt > 20 * Day;
        }
        for (const Agent &a : w.agents()) {
            seen[QStringLiteral("left")] += a.removed();
            seen[QStringLiteral("joined")] += a.joinedAt > Epoch;
            for (const PresenceSpan &span : a.presence)
                ++seen[QStringLiteral("presence %1").arg(int(span.presence))];
        }
        for (const ReportingEvent &e : w.reportingEvents()) {
            ++seen[QLatin1String(e.name)];
            seen[QStringLiteral("negative")] += e.value < 0;
            seen[QStringLiteral("late row")] += e.createdAt - e.end > Minute;
            seen[QStringLiteral("destroyed")] += e.destroyed;
        }
        QStringList wanted{QStringLiteral("phase 0"),    QStringLiteral("phase 1"),
                           QStringLiteral("phase 2"),    QStringLiteral("phase 5"),
                           QStringLiteral("consumer"),   QStringLiteral("bot"),
                           QStringLiteral("unattended"), QStringLiteral("left"),
                           QStringLiteral("joined"),     QStringLiteral("presence 0"),
                           QStringLiteral("presence 1"), QStringLiteral("presence 2"),
                           QStringLiteral("presence 3"), QStringLiteral("note")};
        if (Vendor(vendor) == Vendor::ChatDash)
            wanted.removeAll(QStringLiteral("phase 1"));
        else
            wanted += {QStringLiteral("transfer 0"), QStringLiteral("transfer 1"),
                       QStringLiteral("transfer 2"), QStringLiteral("csat"),
                       QStringLiteral("agent"),      QStringLiteral("system"),
                       QStringLiteral("labels"),     QStringLiteral("old and open")};
        if (chatwoot) {
            wanted += {QStringLiteral("phase 3"),
                       QStringLiteral("phase 4"),
                       QStringLiteral("resolved again"),
                       QStringLiteral("deleted"),
                       QStringLiteral("outbound"),
                       QStringLiteral("sla"),
                       QStringLiteral("first_response"),
                       QStringLiteral("reply_time"),
                       QStringLiteral("conversation_resolved"),
                       QStringLiteral("conversation_bot_resolved"),
                       QStringLiteral("conversation_bot_handoff"),
                       QStringLiteral("conversation_opened"),
                       QStringLiteral("conversation_captain_inference_resolved"),
                       QStringLiteral("negative"),
                       QStringLiteral("late row"),
                       QStringLiteral("destroyed")};
            QVERIFY(w.conversations().back().databaseId - w.conversations().back().number >
                    w.conversations().front().databaseId);
        }
        for (const QString &kind : wanted)
            QVERIFY2(seen[kind] > 0, qPrintable(kind));
        const int perDay = int(w.conversations().size() / 30);
        QVERIFY2(perDay > 240 && perDay < 360, "arrivals follow the configured number");
    }
};

QTEST_GUILESS_MAIN(TestSim)
#include "tst_sim.moc"
