// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/conversationsbyagent.h"
#include "backend/reports/reportservice.h"
#include "providers/vendorsync.h"

#include <QRegularExpression>

using namespace watchfloor;
using namespace watchfloor::test;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Truth;
using sandbox::TruthParams;
using sandbox::Vendor;

namespace {

constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
constexpr int worldDays = 9;
const QString chatdash = QStringLiteral("chatdash");

SandboxConfig agency(bool pii)
{
    SandboxConfig config;
    config.days = worldDays;
    config.agents = 10;
    config.conversationsPerDay = 120;
    config.now = frozenNow;
    config.pii = pii;
    return config;
}

/// What an agency enters, with the options it needs before this sandbox.
NewAccount accountFor(Sandbox &box)
{
    NewAccount wanted = VendorSync::accountOf(box, Vendor::ChatDash, worldDays + 3);
    wanted.account.remoteAccountId.clear(); // the probe finds it
    wanted.account.settings.insert(QStringLiteral("personal_data"), box.config().pii);
    wanted.account.settings.insert(QStringLiteral("bearer"),
                                   box.config().chatdash.scheme == QLatin1String("bearer"));
    return wanted;
}

class LeadDesk : public VendorSync {
public:
    explicit LeadDesk(Sandbox &box)
        : VendorSync(accountFor(box), box.now(Vendor::ChatDash))
    {
    }
};

/// A started sandbox and what a faultless sync of it left in the cache.
struct Agency {
    explicit Agency(bool pii)
        : box(agency(pii))
    {
        QString error;
        if (!box.start(&error))
            qFatal("%s", qUtf8Printable(error));
        desk = std::make_unique<LeadDesk>(box);
        first = desk->sync();
        whole = desk->dump();
    }

    Sandbox box;
    std::unique_ptr<LeadDesk> desk;
    SyncSummary first;
    QString whole;
};

QByteArray answerIn(const Result<QByteArray> &answer)
{
    return answer ? *answer : answer.error().sentence().toUtf8();
}

} // namespace

/// The real way of the data against the sandbox: the same rows as the world's, the same answers as
/// its truth, whatever happens on the wire.
class TestChatDashSandbox : public QObject {
    Q_OBJECT

    std::unique_ptr<Agency> m_plain;
    std::unique_ptr<Agency> m_personal;

    Agency &chosen(bool pii) { return pii ? *m_personal : *m_plain; }
    static void withAndWithout()
    {
        QTest::addColumn<bool>("pii");
        QTest::newRow("without personal data") << false;
        QTest::newRow("with personal data") << true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_plain = std::make_unique<Agency>(false);
        m_personal = std::make_unique<Agency>(true);
    }
    void cleanup() { m_plain->box.setFaults({}); }

    void cacheEqualsTheWorlds_data() { withAndWithout(); }
    void cacheEqualsTheWorlds()
    {
        QFETCH(bool, pii);
        Agency &agency = chosen(pii);
        QVERIFY2(agency.first.complete(), qPrintable(VendorSync::errorsOf(agency.first)));
        compareDumps(agency.whole, worldDump(agency.box, Vendor::ChatDash));
        QCOMPARE(agency.whole.contains(QLatin1String("ipAddress")), pii);
        QVERIFY(agency.whole.count(QStringLiteral("\nconversation\t")) > 700);
    }

    void answersEqualTheTruth_data() { withAndWithout(); }
    void answersEqualTheTruth()
    {
        QFETCH(bool, pii);
        Agency &agency = chosen(pii);
        ReportService service(agency.desk->profile(), agency.desk->clock());
        const RowId account = agency.desk->account.id;
        const auto truth = [&](const char *operation, const TruthParams &params) {
            return agency.box.truth(Vendor::ChatDash, QLatin1String(operation), params).json;
        };
        QCOMPARE(answerIn(runFuture(service.agentConversationMetrics(account, {}))),
                 truth("agent-conversation-metrics", {}));
        const QString from = QStringLiteral("2026-06-02T00:00:00.000Z");
        const QString to = QStringLiteral("2026-06-10T00:00:00.000Z");
        const auto range = conversationsByAgentRange(from, to, QTimeZone::utc());
        QCOMPARE(answerIn(runFuture(service.conversationsByAgent(account, *range))),
                 truth("conversations-by-agent",
                       {{QStringLiteral("start"), from}, {QStringLiteral("end"), to}}));
        qsizetype fields = 0;
        for (const auto &agent : agency.box.world(Vendor::ChatDash).agents()) {
            for (int flags = 0; flags < 4; ++flags) {
                const QString record = flags & 1 ? QStringLiteral("true") : QStringLiteral("false");
                const QString talked = flags & 2 ? QStringLiteral("true") : QStringLiteral("false");
                const auto request =
                    agentConversationsRequest(agent.id, {}, {}, record, talked, QTimeZone::utc());
                const QByteArray expected =
                    truth("agent-conversations", {{QStringLiteral("agentId"), agent.id},
                                                  {QStringLiteral("record"), record},
                                                  {QStringLiteral("interacted"), talked}});
                QCOMPARE(answerIn(runFuture(service.agentConversations(account, *request))),
                         expected);
                fields += expected.count("\":");
            }
        }
        QVERIFY(fields > 10'000);
        for (const auto &one : agency.box.world(Vendor::ChatDash).conversations()) {
            if (one.number % 17 == 0 && !one.deleted())
                QCOMPARE(answerIn(runFuture(service.reportingEvents(account, one.id))),
                         truth("reporting-events", {{QStringLiteral("conversation"), one.id}}));
        }
    }

    void aSecondPassChangesNothing()
    {
        LeadDesk &desk = *m_plain->desk;
        const auto [again, commits, changed] = desk.watched();
        QVERIFY2(again.complete(), qPrintable(VendorSync::errorsOf(again)));
        QCOMPARE(changed, 0);
        compareDumps(desk.dump(), m_plain->whole);
    }

    void faultsDoNotChangeTheCache_data()
    {
        addFaultRows({{"resets", "reset=0.05"},
                      {"429", "429=0.05"},
                      {"as the end-to-end test has them",
                       "reset=0.05,429=0.05,5xx=0.02,truncate=0.01,jitter=5"},
                      {"garbled", "html=0.05,types=0.05,truncate=0.05"}});
    }
    void faultsDoNotChangeTheCache()
    {
        QFETCH(const QString, faults);
        LeadDesk desk(m_plain->box);
        m_plain->box.setFaults(faultsOf(faults));
        const SyncSummary summary = desk.syncUntilComplete(10);
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareDumps(desk.dump(), m_plain->whole);
    }

    void quirks_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("key behind Bearer") << "scheme"
                                           << "bearer";
        QTest::newRow("a list in an object") << "reply"
                                             << "conversations";
        QTest::newRow("false does not filter") << "any"
                                               << "true";
        QTest::newRow("the end belongs to the range") << "inclusive"
                                                      << "true";
        QTest::newRow("dates of the last update") << "date"
                                                  << "updatedAt";
        QTest::newRow("older spelling") << "old"
                                        << "true";
    }
    void quirks()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        SandboxConfig config = agency(true);
        sandbox::ChatDashOptions &odd = config.chatdash;
        if (key == QLatin1String("scheme"))
            odd.scheme = value;
        else if (key == QLatin1String("reply"))
            odd.reply = value;
        else if (key == QLatin1String("date"))
            odd.dateField = value;
        odd.falseMeansAny = key == QLatin1String("any");
        odd.endInclusive = key == QLatin1String("inclusive");
        odd.oldKeys = key == QLatin1String("old");
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareDumps(desk.dump(), worldDump(box, Vendor::ChatDash));
        QCOMPARE(desk.account.can(QStringLiteral("dates_updated")), key == QLatin1String("date"));
        QCOMPARE(desk.account.can(QStringLiteral("dates_created")), key != QLatin1String("date"));
    }

    // A day later: what changed is told, what vanished is gone and stays in the cache.
    void vanishedConversations()
    {
        SandboxConfig config = agency(false);
        config.chatdash.vanish = true;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        QVERIFY(desk.sync().complete());
        QVERIFY(desk.account.can(QStringLiteral("dates_created")));
        const auto rowsOf = [](const QString &dump) {
            QHash<QString, QString> rows;
            for (const QString &line : dump.split(u'\n')) {
                if (line.startsWith(QLatin1String("conversation\t")))
                    rows.insert(line.section(u'\t', 2, 2), line);
            }
            return rows;
        };
        const auto before = rowsOf(desk.dump());
        box.advance(sandbox::Day);
        desk.clock().advanceTo(box.now(Vendor::ChatDash));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        const auto after = rowsOf(desk.dump());
        const auto world = rowsOf(worldDump(box, Vendor::ChatDash));
        int gone = 0;
        for (const auto &one : box.world(Vendor::ChatDash).conversations()) {
            if (one.createdAt < box.now() - 72 * sandbox::Hour)
                continue; // read again once a week
            const bool vanished = one.deleted() && before.contains(one.id);
            if (vanished)
                QCOMPARE(after.value(one.id).section(u'\t', -2, -2), QStringLiteral("1"));
            else
                QCOMPARE(after.value(one.id), world.value(one.id));
            gone += vanished;
        }
        QVERIFY2(gone > 1, qPrintable(QString::number(gone)));
    }

    void answersFromMessages()
    {
        SandboxConfig config = agency(false);
        config.chatdash.messages = true;
        Sandbox box(config);
        QString error;
        QVERIFY2(box.start(&error), qPrintable(error));
        LeadDesk desk(box);
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        const QString dump = desk.dump();
        // Messages add events and change nothing else.
        const auto conversations = [](const QString &text) {
            return text.split(u'\n').filter(QRegularExpression(QStringLiteral("^conversation")));
        };
        compareLines(conversations(dump), conversations(worldDump(box, Vendor::ChatDash)));
        // A person's first answer to somebody, each with the time it came.
        int answered = 0;
        for (const auto &one : box.world(Vendor::ChatDash).conversations()) {
            bool asked = false;
            bool found = false;
            for (const auto &message : one.messages) {
                asked = asked || message.kind == sandbox::MessageKind::Incoming;
                found = found || (asked && message.isHumanAnswer());
            }
            const bool told = found && !one.deleted() &&
                              box.world(Vendor::ChatDash).assignee(one) != sandbox::Nobody;
            answered += told;
        }
        QVERIFY(answered > 20);
        QVERIFY(dump.count(QStringLiteral("\tfirst_response\t")) >= answered);
    }

    void killedAndResumed()
    {
        LeadDesk desk(m_plain->box);
        m_plain->box.clearLog();
        int kills = 0;
        while (desk.killedAfter(3 + 2 * kills) && kills < 100)
            ++kills;
        QVERIFY2(kills > 2 && kills < 100, qPrintable(QString::number(kills)));
        const SyncSummary summary = desk.sync();
        QVERIFY2(summary.complete(), qPrintable(VendorSync::errorsOf(summary)));
        compareDumps(desk.dump(), m_plain->whole);
    }
};

QTEST_GUILESS_MAIN(TestChatDashSandbox)
#include "tst_chatdashsandbox.moc"
