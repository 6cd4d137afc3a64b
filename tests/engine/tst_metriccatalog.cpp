// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/engine/vendormeanings.h"
#include "backend/engine/slatargets.h"
#include "engine/metricreference.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cstring>

using namespace watchfloor;

namespace {

QString referencePath()
{
    return QStringLiteral(TEST_DATA_DIR "/../../src/backend/engine/METRICS.md");
}

struct SeedMetric {
    const char *asked;
    const char *answered;
    bool byTime;
    const char *unit;
};

// The seed page's request lists and response table, one by one.
constexpr std::array seedMetrics{
    SeedMetric{"avg_wait_time", "avgWaitTime", true, "ms"},
    SeedMetric{"avg_wait_time_first_response", "avgWaitTimeFirstResponse", true, "ms"},
    SeedMetric{"avg_time_to_response", "avgTimeToResponse", true, "ms"},
    SeedMetric{"avg_time_to_first_response_first_assignment",
               "avgTimeToFirstResponseFirstAssignment", true, "ms"},
    SeedMetric{"closed_conversations", "closedConversations", true, "count"},
    SeedMetric{"closed_by_agent", "closedByAgent", true, "count"},
    SeedMetric{"closed_by_consumer", "closedByConsumer", true, "count"},
    SeedMetric{"auto_closed", "autoClosed", true, "count"},
    SeedMetric{"concluded_conversations", "concludedConversations", true, "count"},
    SeedMetric{"csat", "csat", true, "ratio"},
    SeedMetric{"assigned_conversations", "assignedConversations", false, "count"},
    SeedMetric{"unassigned_conversations", "unassignedConversations", false, "count"},
    SeedMetric{"active_conversations", "activeConversations", false, "count"},
    SeedMetric{"agent_load", "agentLoad", false, "ratio"},
    SeedMetric{"human_agent_load", "humanAgentLoad", false, "ratio"},
    SeedMetric{"human_online_load", "humanOnlineLoad", false, "ratio"},
    SeedMetric{"human_away_load", "humanAwayLoad", false, "ratio"},
    SeedMetric{"online_agents", "onlineAgents", false, "count"},
    SeedMetric{"back_soon_agents", "backSoonAgents", false, "count"},
    SeedMetric{"away_agents", "awayAgents", false, "count"},
    SeedMetric{"available_slots", "availableSlots", false, "slots"},
    SeedMetric{"open_conversations", "openConversations", false, "count"},
    SeedMetric{"overdue_conversations_in_queue", "overdueConversationsInQueue", false, "count"},
    SeedMetric{"overdue_conversations_assigned", "overdueConversationsAssigned", false, "count"},
    SeedMetric{"overdue_conversations_total", "overdueConversationsTotal", false, "count"},
    SeedMetric{"queue_wait_time_50th_percentile", "queueWaitTime50thPercentile", false, "ms"},
    SeedMetric{"queue_wait_time_90th_percentile", "queueWaitTime90thPercentile", false, "ms"},
    // Not on the seed page; a later version of it has it.
    SeedMetric{"avg_conversations_duration", "avgConversationsDuration", true, "ms"},
};

constexpr std::array agentViewByTime{"closed_conversations",
                                     "avg_wait_time",
                                     "avg_wait_time_first_response",
                                     "avg_time_to_response",
                                     "avg_time_to_first_response_first_assignment",
                                     "avg_time_to_first_response_all_assignments",
                                     "transfer_rate",
                                     "close_rate",
                                     "concluded_conversations",
                                     "transfers",
                                     "back_to_queue",
                                     "agent_status_duration",
                                     "agent_status_with_reason_duration",
                                     "agent_login_duration",
                                     "agent_online_duration",
                                     "closed_by_agent",
                                     "closed_by_consumer",
                                     "auto_closed",
                                     "intent_matched_rate",
                                     "fcr",
                                     "nps",
                                     "csat",
                                     "avg_conversations_duration"};
constexpr std::array agentViewCurrent{"active_conversations",
                                      "assigned_conversations",
                                      "agent_load",
                                      "agent_current_status",
                                      "agent_current_status_start_time",
                                      "agent_current_status_reason",
                                      "agent_current_status_reason_start_time",
                                      "pending_agent_response",
                                      "pending_agent_response_rate",
                                      "available_slots",
                                      "max_slots"};

template<typename Names>
QSet<QString> setOf(const Names &names)
{
    QSet<QString> set;
    for (const char *name : names)
        set.insert(QString::fromLatin1(name));
    return set;
}

QSet<QString> setOf(const QStringList &names)
{
    return {names.begin(), names.end()};
}

} // namespace

class TestMetricCatalog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsWhole_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const MetricSpec &metric : metricCatalog())
            QTest::newRow(metric.key) << row++;
    }
    void everyRowIsWhole()
    {
        QFETCH(int, row);
        const MetricSpec &metric = metricCatalog()[static_cast<std::size_t>(row)];
        static const QRegularExpression snake(QStringLiteral("^[a-z][a-z0-9]*(_[a-z0-9]+)*$"));
        QVERIFY(snake.match(QLatin1String(metric.key)).hasMatch());
        QCOMPARE(metricSpec(QLatin1String(metric.key)), &metric); // unique
        const QString definition = QString::fromUtf8(metric.definition);
        QVERIFY(definition.size() > 20 && definition.endsWith(u'.'));
        QVERIFY2(!definition.contains(QStringLiteral(". ")), "one sentence");
        QVERIFY(QLatin1String(metric.title).size() > 1 && metric.title[0] != ' ');
        QVERIFY(metric.source && *metric.source);
        QVERIFY(!metric.scopes.isEmpty());
        QVERIFY2(metric.additive.within(metric.scopes), "adds where it does not exist");
        QVERIFY2(!metric.vendors().empty(), "nobody can give it");

        const bool adds = metric.reducer == Reducer::Sum || metric.reducer == Reducer::Distinct ||
                          (metric.reducer == Reducer::Last &&
                           (metric.unit == MetricUnit::Count || metric.unit == MetricUnit::Slots));
        QCOMPARE(!metric.additive.isEmpty(), adds);
        QCOMPARE(metric.at != ConversationAt::Never, metric.origin == MetricOrigin::Conversations);
        if (metric.origin == MetricOrigin::Conversations) {
            QCOMPARE(metric.at == ConversationAt::Now, metric.metricClass == MetricClass::Current);
        }
        QCOMPARE(metric.reducer == Reducer::Mean && metric.origin != MetricOrigin::Reported,
                 metric.offers.has(Aggregate::Median) && metric.offers.has(Aggregate::Mean) &&
                     metric.reducer != Reducer::Sum);
        QCOMPARE(metric.numerator == nullptr, metric.denominator == nullptr);
        if (metric.numerator) {
            QCOMPARE(metric.reducer, Reducer::Ratio);
            QVERIFY(metricSpec(QLatin1String(metric.numerator)));
            QVERIFY(metricSpec(QLatin1String(metric.denominator)));
        }
        for (const MetricDimension scope : allDimensions)
            QCOMPARE(whyNotAdditive(metric, scope) == nullptr, metric.addsAcross(scope));
    }

    void everyVendorFieldIsWhole()
    {
        const QSet<QString> providers{QStringLiteral("chatwoot"), QStringLiteral("rocketchat"),
                                      QStringLiteral("liveperson"), QStringLiteral("chatdash")};
        QSet<QString> reported;
        QSet<QString> titles;
        for (const MetricSpec &metric : metricCatalog()) {
            QVERIFY2(!titles.contains(QLatin1String(metric.title)), metric.key);
            titles.insert(QLatin1String(metric.title));
            bool anyEvents = false;
            bool anyRecomputed = false;
            for (const VendorField &way : metric.vendors()) {
                QVERIFY2(providers.contains(QLatin1String(way.provider)), metric.key);
                QVERIFY2(way.field && *way.field, metric.key);
                QCOMPARE(way.call != nullptr, way.route == VendorRoute::Reported);
                QVERIFY2(!way.note || QLatin1String(way.note).endsWith(u'.'), metric.key);
                for (const char *event : way.events())
                    QVERIFY2(eventSpec(QLatin1String(event)), event);
                QVERIFY2(!way.exceptEvent || eventSpec(QLatin1String(way.exceptEvent)), metric.key);
                anyEvents = anyEvents || !way.events().empty();
                anyRecomputed = anyRecomputed || way.route == VendorRoute::Recomputed;
                if (way.route == VendorRoute::Recomputed)
                    continue;
                // A field of an answer has one meaning.
                const QString field = QLatin1String(way.provider) + u' ' + QLatin1String(way.call) +
                                      u' ' + QLatin1String(way.field);
                QVERIFY2(!reported.contains(field), qPrintable(field));
                reported.insert(field);
                QCOMPARE(metricSpec(QLatin1String(way.provider), QLatin1String(way.field),
                                    QLatin1String(way.call)),
                         &metric);
            }
            QVERIFY2(anyEvents == (metric.origin == MetricOrigin::Events), metric.key);
            QVERIFY2(anyRecomputed == (metric.origin != MetricOrigin::Reported) ||
                         metric.origin == MetricOrigin::Agents,
                     metric.key);
        }
    }

    void theSeedsKeyMetricsAreAllThere()
    {
        int onThePage = 0;
        for (const SeedMetric &seed : seedMetrics) {
            const MetricSpec *metric = metricSpec(QLatin1String(seed.asked));
            QVERIFY2(metric, seed.asked);
            QCOMPARE(metricSpec(u"liveperson", QLatin1String(seed.answered), u"metrics"), metric);
            QCOMPARE(metric->metricClass == MetricClass::TimeBound, seed.byTime);
            QCOMPARE(wordOf(metric->unit), seed.unit);
            for (const MetricDimension scope :
                 {MetricDimension::Account, MetricDimension::Group, MetricDimension::Skill})
                QVERIFY2(metric->existsFor(scope), seed.asked);
            onThePage += std::strcmp(seed.asked, "avg_conversations_duration") == 0 ? 0 : 1;
        }
        QCOMPARE(onThePage, 27);
        QCOMPARE(askedNames(u"liveperson", u"metrics", MetricClass::TimeBound).size(), 11);
        QCOMPARE(askedNames(u"liveperson", u"metrics", MetricClass::Current).size(), 17);
    }

    void agentViewIsAskedForAllItHas()
    {
        const auto asked = [](MetricClass metricClass) {
            return setOf(askedNames(u"liveperson", u"agent_view", metricClass));
        };
        QCOMPARE(asked(MetricClass::TimeBound), setOf(agentViewByTime));
        QCOMPARE(asked(MetricClass::Current), setOf(agentViewCurrent));
        for (const MetricSpec &metric : metricCatalog()) {
            for (const VendorField &way : metric.vendors()) {
                if (way.call && std::strcmp(way.call, "agent_view") == 0)
                    QVERIFY2(metric.existsFor(MetricDimension::Agent), metric.key);
            }
        }
        // The names that are not simply the camel-case form of the question.
        QCOMPARE(metricSpec(u"liveperson", u"loginDuration"), metricSpec(u"agent_login_duration"));
        QCOMPARE(metricSpec(u"liveperson", u"agentCurrentStatusReasonId"),
                 metricSpec(u"agent_current_status_reason"));
    }

    void theOtherVendorsMetricsAreThere_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("metrics");
        const auto row = [](const char *provider, const char *metrics) {
            QTest::newRow(provider)
                << QString::fromLatin1(provider) << QString::fromLatin1(metrics);
        };
        row("chatwoot", "open_conversations unattended_conversations unassigned_conversations "
                        "pending_conversations conversations first_response_time reply_time "
                        "resolution_time resolutions_count bot_resolutions_count "
                        "bot_handoffs_count incoming_messages_count outgoing_messages_count csat");
        row("rocketchat", "conversations unspecified chat_duration service_time reaction_time "
                          "response_time first_response_time waiting_time on_hold_conversations");
        row("chatdash", "conversations live_conversations pending_human human_takeovers "
                        "success_rate no_answer_rate misunderstood_queries duration cost");
    }
    void theOtherVendorsMetricsAreThere()
    {
        QFETCH(QString, provider);
        QFETCH(QString, metrics);
        const QStringList keys = metrics.split(u' ');
        for (const QString &key : keys) {
            const MetricSpec *metric = metricSpec(key);
            QVERIFY2(metric, qPrintable(key));
            QVERIFY2(canGive(provider, *metric), qPrintable(key));
        }
    }

    // What a vendor's data cannot tell is a dash there, for ever: of the key metrics these remain.
    void whoCanGiveTheKeyMetrics_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *provider, const char *expected) {
            QTest::newRow(provider)
                << QString::fromLatin1(provider) << QString::fromLatin1(expected);
        };
        row("chatdash", "closed_conversations assigned_conversations unassigned_conversations "
                        "open_conversations avg_conversations_duration");
        row("chatwoot", "avg_wait_time avg_wait_time_first_response closed_conversations csat "
                        "assigned_conversations unassigned_conversations online_agents "
                        "open_conversations overdue_conversations_in_queue "
                        "overdue_conversations_assigned overdue_conversations_total "
                        "avg_conversations_duration");
        row("rocketchat",
            "avg_wait_time avg_wait_time_first_response avg_time_to_response "
            "avg_time_to_first_response_first_assignment closed_conversations closed_by_agent "
            "closed_by_consumer auto_closed concluded_conversations assigned_conversations "
            "unassigned_conversations online_agents away_agents open_conversations "
            "queue_wait_time_50th_percentile queue_wait_time_90th_percentile "
            "avg_conversations_duration");
    }
    void whoCanGiveTheKeyMetrics()
    {
        QFETCH(QString, provider);
        QStringList keys;
        for (const SeedMetric &seed : seedMetrics) {
            const MetricSpec &metric = *metricSpec(QLatin1String(seed.asked));
            QVERIFY(canGive(u"liveperson", metric));
            if (canGive(provider, metric))
                keys.append(QString::fromLatin1(seed.asked));
        }
        QTEST(keys.join(u' '), "expected");
    }

    void whatOnlyTheVendorKnows()
    {
        QVERIFY(!canGive(u"liveperson", *metricSpec(u"misunderstood_queries")));
        QVERIFY(!vendorField(*metricSpec(u"active_conversations"), u"liveperson",
                             VendorRoute::Recomputed));
        int recomputable = 0;
        for (const SeedMetric &seed : seedMetrics) {
            const MetricSpec &metric = *metricSpec(QLatin1String(seed.asked));
            recomputable += metric.origin != MetricOrigin::Agents &&
                                    vendorField(metric, u"liveperson", VendorRoute::Recomputed)
                                ? 1
                                : 0;
        }
        QCOMPARE(recomputable, 18 + 1); // and the duration
    }

    void eventsKnowTheirReaders()
    {
        QSet<QString> names;
        for (const EventSpec &event : eventCatalog()) {
            names.insert(QLatin1String(event.name));
            QCOMPARE(eventSpec(QLatin1String(event.name)), &event);
            QVERIFY(!QLatin1String(event.definition).endsWith(u'.')); // a phrase in a tooltip
        }
        for (const char *name :
             {"first_response", "reply_time", "wait_time", "first_assignment_response", "assigned",
              "transferred", "csat_answer", "conversation_resolved", "conversation_opened",
              "conversation_bot_resolved", "conversation_bot_handoff"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QCOMPARE(eventSpec(u"csat_answer")->value, EventValue::Rating);
        QVERIFY(!eventSpec(u"resolution")); // the swagger text's name, never emitted
        QVERIFY(!metricSpec(u"no_such_metric"));
        QVERIFY(!metricSpec(u"chatwoot", u"agentLoad"));

        // The same question reads other events at other vendors.
        const auto read = [](const char16_t *provider) {
            QStringList events;
            for (const char *name : eventsOf(*metricSpec(u"avg_wait_time"), QStringView(provider)))
                events.append(QString::fromLatin1(name));
            return events.join(u'+');
        };
        QCOMPARE(read(u"chatwoot"), u"first_response+reply_time"_qs);
        QCOMPARE(read(u"liveperson"), u"wait_time"_qs);
        QCOMPARE(read(u"chatdash"), QString());
        QVERIFY(!metricsReading(u"conversation_opened").empty());
    }

    void whatAddsUp()
    {
        const auto adds = [](const char16_t *key, MetricDimension scope) {
            return metricSpec(QStringView(key))->addsAcross(scope);
        };
        QVERIFY(adds(u"closed_conversations", MetricDimension::Skill));
        QVERIFY(adds(u"online_agents", MetricDimension::Agent));
        QVERIFY(!adds(u"online_agents", MetricDimension::Skill)); // agents have several
        QVERIFY(!adds(u"available_slots", MetricDimension::Skill));
        QVERIFY(!adds(u"avg_wait_time", MetricDimension::Account));
        QVERIFY(!adds(u"bot_handoffs_count", MetricDimension::Agent));
        QVERIFY(adds(u"bot_handoffs_count", MetricDimension::Inbox));
        QVERIFY(metricSpec(u"resolutions_count")->addsOverTime());
        QVERIFY(!metricSpec(u"bot_handoffs_count")->addsOverTime());
        QVERIFY(!metricSpec(u"bot_resolutions_count")->addsOverTime());
        QVERIFY(!metricSpec(u"open_conversations")->addsOverTime());
    }

    void everyTimeThatMayHaveATargetHasItsHits()
    {
        for (const MetricSpec &metric : metricCatalog()) {
            const QString key = QLatin1String(metric.key);
            const MetricSpec *hits = metricSpec(QStringLiteral("sla_hits_") + key);
            const MetricSpec *rate = metricSpec(QStringLiteral("sla_rate_") + key);
            QCOMPARE(hits != nullptr, slatargets::isFor(metric));
            QCOMPARE(rate != nullptr, slatargets::isFor(metric));
            if (!hits)
                continue;
            for (const MetricSpec *row : {hits, rate}) {
                QCOMPARE(row->targetOf, metric.key);
                QCOMPARE(row->polarity, Polarity::HigherIsBetter);
                QCOMPARE(row->businessHours, metric.businessHours);
                QCOMPARE(row->at, metric.at);
                for (const char16_t *provider :
                     {u"chatwoot", u"rocketchat", u"liveperson", u"chatdash"}) {
                    const auto way = [&](const MetricSpec &of) {
                        return vendorField(of, QStringView(provider), VendorRoute::Recomputed);
                    };
                    QCOMPARE(way(*row) != nullptr, way(metric) != nullptr);
                    QVERIFY(!way(*row) || way(*row)->eventNames == way(metric)->eventNames);
                }
            }
            QCOMPARE(hits->reducer, Reducer::Sum);
            QCOMPARE(rate->reducer, Reducer::Ratio);
        }
    }

    void theReferencePageIsCurrent()
    {
        QFile file(referencePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == test::MetricReference().markdown(),
                 "METRICS.md is old: run tst_metriccatalog --write-reference");
    }

    /// Every figure of a vendor's own that is kept says what exactly it counts.
    void vendorsFiguresSayWhatTheyCount()
    {
        const QHash<QString, QStringList> kept{
            {QStringLiteral("chatwoot"),
             {QStringLiteral("open_conversations"), QStringLiteral("unattended_conversations"),
              QStringLiteral("unassigned_conversations"), QStringLiteral("pending_conversations")}},
            {QStringLiteral("rocketchat"),
             {QStringLiteral("conversations"), QStringLiteral("unspecified"),
              QStringLiteral("open_conversations"), QStringLiteral("unassigned_conversations"),
              QStringLiteral("on_hold_conversations"), QStringLiteral("assigned_conversations"),
              QStringLiteral("online_agents"), QStringLiteral("away_agents"),
              QStringLiteral("busy_agents"), QStringLiteral("offline_agents"),
              QStringLiteral("available_time")}}};
        const auto isSentence = [](const char *text) {
            return text && QByteArray(text).endsWith('.') && QByteArray(text).size() > 30;
        };
        for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
            for (const QString &metric : it.value())
                QVERIFY2(isSentence(vendorMeaning(it.key(), metric)), qPrintable(metric));
        }
        int told = 0;
        for (const MetricSpec &metric : metricCatalog()) {
            const QString key = QLatin1String(metric.key);
            bool asked = false;
            for (const VendorField &field : metric.vendors()) {
                const QByteArray call = field.call ? field.call : "";
                asked = asked || (QByteArray(field.provider) == "liveperson" &&
                                  (call == "metrics" || call == "agent_view") &&
                                  metric.unit != MetricUnit::Text);
            }
            const char *meaning = vendorMeaning(QStringLiteral("liveperson"), key);
            QVERIFY2(asked == isSentence(meaning), metric.key);
            told += asked;
        }
        QVERIFY(told >= 40);
        QVERIFY(!vendorMeaning(QStringLiteral("chatdash"), QStringLiteral("conversations")));
    }
};

int main(int argc, char **argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--write-reference") == 0) {
        QFile file(referencePath());
        return file.open(QIODevice::WriteOnly) && file.write(test::MetricReference().markdown()) > 0
                   ? 0
                   : 1;
    }
    TestMetricCatalog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_metriccatalog.moc"
