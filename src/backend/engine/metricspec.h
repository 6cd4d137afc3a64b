// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace watchfloor {

/// A set of enumerators as bits; usable in constant tables.
template<typename Enum>
class EnumSet {
public:
    constexpr EnumSet() = default;
    constexpr EnumSet(std::initializer_list<Enum> members)
    {
        for (const Enum member : members)
            m_bits |= bit(member);
    }
    constexpr bool has(Enum member) const { return (m_bits & bit(member)) != 0; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr bool within(EnumSet other) const { return (m_bits & ~other.m_bits) == 0; }
    constexpr EnumSet operator|(EnumSet other) const
    {
        other.m_bits |= m_bits;
        return other;
    }
    constexpr bool operator==(const EnumSet &) const = default;

private:
    static constexpr std::uint32_t bit(Enum member) { return 1U << static_cast<unsigned>(member); }
    std::uint32_t m_bits = 0;
};

/// Values are stored and computed in this unit: ratios as 0..1 (loads may exceed 1), times in ms,
/// instants in UTC ms. Currency has no ISO code: the vendor tells none. Text is a word of a state.
enum class MetricUnit { Count, Milliseconds, Ratio, Slots, Score, Currency, Instant, Text };

/// TimeBound belongs to a window, Current to an instant and ignores the window.
enum class MetricClass { TimeBound, Current };

/// What it rests on: the vendor's own figure only, or rows of ours.
enum class MetricOrigin { Reported, Events, Conversations, Agents };

/// How many values become one. Percentiles are nearest rank, P50 is the median. Distinct counts
/// conversations once however many events they have. Last takes the newest value.
enum class Reducer { Sum, Distinct, Mean, P50, P90, P95, Max, Ratio, Last };

enum class Polarity { Neutral, HigherIsBetter, LowerIsBetter };

/// What else one set of values can answer. Count is n, the sample size.
enum class Aggregate { Mean, Median, P90, Min, Max, Count };
using Aggregates = EnumSet<Aggregate>;

/// Rows of a table, groups of a chart. "Group" is a group, department or team.
enum class MetricDimension { Account, Agent, Group, Skill, Inbox, Channel, Conversation };
using MetricDimensions = EnumSet<MetricDimension>;

/// Which time of a conversation decides whether it belongs to the window.
enum class ConversationAt { Never, Created, Closed, Now };

/// One row of the catalogue (design section 5): everything that is shown, asked, stored, sorted or
/// explained about a metric follows from it. Texts are English source texts of the translation
/// context "Metric".
struct MetricSpec {
    const char *key = nullptr; ///< snake_case: MetricValue::metric, columns, JSON, CSV, settings
    const char *title = nullptr;
    const char *definition = nullptr; ///< one sentence
    const char *source = nullptr;     ///< who says so
    MetricUnit unit = MetricUnit::Count;
    MetricClass metricClass = MetricClass::TimeBound;
    MetricOrigin origin = MetricOrigin::Reported;
    Reducer reducer = Reducer::Sum;
    Polarity polarity = Polarity::Neutral;
    ConversationAt at = ConversationAt::Never; ///< for origin Conversations
    Aggregates offers;                         ///< besides what the reducer itself gives
    bool businessHours = false;                ///< also exists counted in business hours
    MetricDimensions scopes;
    /// Where the rows add up to the total. For groups without their sub-groups.
    MetricDimensions additive;
    const char *numerator = nullptr; ///< Ratio of two other metrics: their keys, else null
    const char *denominator = nullptr;
    /// Counts values of this metric that keep the account's SLA target for it; else null.
    const char *targetOf = nullptr;
    std::array<VendorField, 10> vendorFields{}; ///< used ones first

    constexpr std::span<const VendorField> vendors() const
    {
        std::size_t n = 0;
        while (n < vendorFields.size() && vendorFields[n].provider)
            ++n;
        return {vendorFields.data(), n};
    }
    constexpr bool existsFor(MetricDimension scope) const { return scopes.has(scope); }
    constexpr bool addsAcross(MetricDimension scope) const { return additive.has(scope); }
    /// Values of adjacent windows may be added.
    constexpr bool addsOverTime() const
    {
        if (metricClass != MetricClass::TimeBound || reducer != Reducer::Sum)
            return false;
        for (const VendorField &way : vendors()) {
            if (way.exceptEvent) // its conversation may be excepted in another window
                return false;
        }
        return true;
    }
    constexpr bool isTime() const { return unit == MetricUnit::Milliseconds; }
};

/// What ReportingEvent::value holds for an event of this name.
enum class EventValue {
    Duration, ///< ms from start to end
    Rating,   ///< the answer itself, 1..5; a share of ratings is that of 4 and 5
    Nothing,  ///< 0; the event only counts
};

/// One name of a ReportingEvent. Names that are not here are kept and shown, and no metric reads
/// them. Texts: translation context "Event".
struct EventSpec {
    const char *name = nullptr;
    const char *title = nullptr;
    const char *definition = nullptr; ///< a phrase, without a stop
    const char *source = nullptr;
    EventValue value = EventValue::Duration;
    bool businessHours = false; ///< the vendor may give a business-hours value
    /// More than one may come from the same conversation, so that their number is no number of
    /// conversations.
    bool repeats = true;
};

} // namespace watchfloor
