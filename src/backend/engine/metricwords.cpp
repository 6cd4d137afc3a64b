// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"

namespace watchfloor {
namespace {

/// In the order of the enumerators.
template<typename Enum, std::size_t N>
const char *wordAt(const std::array<const char *, N> &words, Enum value)
{
    return words.at(static_cast<std::size_t>(value));
}

} // namespace

const char *wordOf(MetricUnit unit)
{
    static constexpr std::array words{"count", "ms",       "ratio", "slots",
                                      "score", "currency", "time",  "text"};
    return wordAt(words, unit);
}

const char *wordOf(MetricClass metricClass)
{
    static constexpr std::array words{"time-bound", "current"};
    return wordAt(words, metricClass);
}

const char *wordOf(MetricOrigin origin)
{
    static constexpr std::array words{"reported", "events", "conversations", "agents"};
    return wordAt(words, origin);
}

const char *wordOf(Reducer reducer)
{
    static constexpr std::array words{"sum", "distinct", "mean",  "p50", "p90",
                                      "p95", "max",      "ratio", "last"};
    return wordAt(words, reducer);
}

const char *wordOf(Polarity polarity)
{
    static constexpr std::array words{"neutral", "higher", "lower"};
    return wordAt(words, polarity);
}

const char *wordOf(Aggregate aggregate)
{
    static constexpr std::array words{"mean", "median", "p90", "min", "max", "n"};
    return wordAt(words, aggregate);
}

const char *wordOf(MetricDimension scope)
{
    static constexpr std::array words{"account", "agent",   "group",       "skill",
                                      "inbox",   "channel", "conversation"};
    return wordAt(words, scope);
}

const char *wordOf(VendorRoute route)
{
    static constexpr std::array words{"reported", "recomputed"};
    return wordAt(words, route);
}

const char *wordOf(EventValue value)
{
    static constexpr std::array words{"duration", "rating", "nothing"};
    return wordAt(words, value);
}

} // namespace watchfloor
