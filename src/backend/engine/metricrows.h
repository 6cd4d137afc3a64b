// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"

#include <QtGlobal>

/// How the rows of the catalogue are written down; for the metrics*.cpp files alone.
namespace watchfloor::metricrows {

inline constexpr const char *chatwoot = "chatwoot";
inline constexpr const char *rocketchat = "rocketchat";
inline constexpr const char *liveperson = "liveperson";
inline constexpr const char *chatdash = "chatdash";

// Where definitions come from.
inline constexpr const char *keyMetricsPage = "LivePerson Key Messaging Metrics API, metrics";
inline constexpr const char *agentViewPage = "LivePerson Key Messaging Metrics API, agent_view";
inline constexpr const char *chatwootLive = "Chatwoot agent conversation metrics API";
inline constexpr const char *chatwootReports = "Chatwoot reports API v2";
inline constexpr const char *rocketchatAnalytics = "Rocket.Chat livechat analytics API";
inline constexpr const char *rocketchatByAgent = "Rocket.Chat conversations-by-agent report";
inline constexpr const char *chatdashPage = "ChatDash conversations API";
inline constexpr const char *ours = "Watchfloor";

using D = MetricDimension;
inline constexpr MetricDimensions groupings{D::Account, D::Agent, D::Group,
                                            D::Skill,   D::Inbox, D::Channel};
inline constexpr MetricDimensions everywhere =
    groupings | MetricDimensions{MetricDimension::Conversation};
/// Of people, not of conversations: an agent may be in several groups, skills and inboxes.
inline constexpr MetricDimensions ofStaff{D::Account, D::Agent, D::Group, D::Skill, D::Inbox};
inline constexpr MetricDimensions staffAdds{D::Account, D::Agent};
inline constexpr Aggregates timeOffers{Aggregate::Mean, Aggregate::Median, Aggregate::P90,
                                       Aggregate::Min,  Aggregate::Max,    Aggregate::Count};

using EventNames = std::array<const char *, 3>;

class MetricRow {
public:
    constexpr MetricRow(const char *key, const char *title)
    {
        m_spec.key = key;
        m_spec.title = title;
    }
    constexpr MetricRow &is(MetricUnit unit, MetricClass metricClass, MetricOrigin origin,
                            Reducer reducer)
    {
        m_spec.unit = unit;
        m_spec.metricClass = metricClass;
        m_spec.origin = origin;
        m_spec.reducer = reducer;
        return *this;
    }
    constexpr MetricRow &means(const char *definition, const char *source)
    {
        m_spec.definition = definition;
        m_spec.source = source;
        return *this;
    }
    constexpr MetricRow &over(MetricDimensions scopes, MetricDimensions additive = {})
    {
        m_spec.scopes = scopes;
        m_spec.additive = additive;
        return *this;
    }
    constexpr MetricRow &lowerIsBetter() { return better(Polarity::LowerIsBetter); }
    constexpr MetricRow &higherIsBetter() { return better(Polarity::HigherIsBetter); }
    constexpr MetricRow &at(ConversationAt time)
    {
        m_spec.at = time;
        return *this;
    }
    constexpr MetricRow &offering(Aggregates aggregates)
    {
        m_spec.offers = aggregates;
        return *this;
    }
    constexpr MetricRow &inBusinessHours()
    {
        m_spec.businessHours = true;
        return *this;
    }
    constexpr MetricRow &ratioOf(const char *numerator, const char *denominator)
    {
        m_spec.numerator = numerator;
        m_spec.denominator = denominator;
        return *this;
    }
    constexpr MetricRow &reported(const char *provider, const char *call, const char *field,
                                  const char *asked = nullptr, const char *note = nullptr)
    {
        return add({provider, VendorRoute::Reported, call, asked, field, {}, nullptr, note});
    }
    /// LivePerson names a metric by our key and answers it by `field`.
    constexpr MetricRow &keyMetric(const char *field)
    {
        return reported(liveperson, "metrics", field, m_spec.key);
    }
    constexpr MetricRow &agentView(const char *field, const char *note = nullptr)
    {
        return reported(liveperson, "agent_view", field, m_spec.key, note);
    }
    constexpr MetricRow &recomputed(const char *provider, const char *field, EventNames events = {},
                                    const char *note = nullptr)
    {
        return add(
            {provider, VendorRoute::Recomputed, nullptr, nullptr, field, events, nullptr, note});
    }
    /// What was recomputed last leaves out conversations with this event.
    constexpr MetricRow &except(const char *event)
    {
        m_spec.vendorFields[m_spec.vendors().size() - 1].exceptEvent = event;
        return *this;
    }
    /// Every vendor keeps it in the same columns of ours.
    constexpr MetricRow &recomputedForAll(const char *field, EventNames events = {})
    {
        for (const char *provider : {chatwoot, rocketchat, liveperson, chatdash})
            recomputed(provider, field, events);
        return *this;
    }
    constexpr operator MetricSpec() const { return m_spec; }

private:
    constexpr MetricRow &better(Polarity polarity)
    {
        m_spec.polarity = polarity;
        return *this;
    }
    constexpr MetricRow &add(const VendorField &field)
    {
        // One too many is an index out of range, which no constant expression survives.
        m_spec.vendorFields[m_spec.vendors().size()] = field;
        return *this;
    }

    MetricSpec m_spec;
};

/// Conversations that are in some state now.
constexpr MetricRow stateCount(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Count, MetricClass::Current, MetricOrigin::Conversations, Reducer::Sum)
        .over(groupings, groupings)
        .at(ConversationAt::Now);
}

/// Conversations counted by a time of theirs.
constexpr MetricRow conversationCount(const char *key, const char *title, ConversationAt at)
{
    return MetricRow(key, title)
        .is(MetricUnit::Count, MetricClass::TimeBound, MetricOrigin::Conversations, Reducer::Sum)
        .over(groupings, groupings)
        .at(at);
}

constexpr MetricRow eventCount(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Count, MetricClass::TimeBound, MetricOrigin::Events, Reducer::Sum)
        .over(everywhere, everywhere);
}

/// The mean of the events' values and all else one may ask of a set of times.
constexpr MetricRow eventTime(const char *key, const char *title)
{
    return MetricRow(key, title)
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Events, Reducer::Mean)
        .over(everywhere)
        .offering(timeOffers)
        .inBusinessHours()
        .lowerIsBetter();
}

constexpr MetricRow conversationTime(const char *key, const char *title, ConversationAt at)
{
    return MetricRow(key, title)
        .is(MetricUnit::Milliseconds, MetricClass::TimeBound, MetricOrigin::Conversations,
            Reducer::Mean)
        .over(everywhere)
        .offering(timeOffers)
        .at(at);
}

/// Share of something in a window, 0..1; its n is the denominator.
constexpr MetricRow share(const char *key, const char *title, MetricOrigin origin)
{
    return MetricRow(key, title)
        .is(MetricUnit::Ratio, MetricClass::TimeBound, origin, Reducer::Ratio)
        .over(groupings)
        .offering({Aggregate::Count});
}

std::span<const MetricSpec> nowMetrics();
std::span<const MetricSpec> timeMetrics();
std::span<const MetricSpec> slaMetrics();
std::span<const MetricSpec> volumeMetrics();
std::span<const MetricSpec> qualityMetrics();
std::span<const MetricSpec> staffMetrics();

} // namespace watchfloor::metricrows
