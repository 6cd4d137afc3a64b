// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metricspec.h"

#include <QAnyStringView>
#include <QStringList>

#include <vector>

namespace watchfloor {

/// Every metric, in the order of choice lists and reference pages. Lives as long as the program.
std::span<const MetricSpec> metricCatalog();

/// Null for a key the catalogue does not know.
const MetricSpec *metricSpec(QAnyStringView key);

/// By the name a vendor's answer uses ("liveperson", "avgWaitTime"). `call` narrows it to one of
/// the vendor's requests, as names repeat between them. Null when the name is not known.
const MetricSpec *metricSpec(QAnyStringView provider, QAnyStringView field,
                             QAnyStringView call = {});

/// Those that exist for the scope, in catalogue order.
std::vector<const MetricSpec *> metricsFor(MetricDimension scope);

/// What to name in a vendor's request for this class of metrics ("metrics" of LivePerson:
/// metricsToRetrieveByTime or metricsToRetrieveCurrentValue), in catalogue order.
QStringList askedNames(QAnyStringView provider, QAnyStringView call, MetricClass metricClass);

/// How the provider gives the metric; null when it does not by that route.
const VendorField *vendorField(const MetricSpec &metric, QAnyStringView provider,
                               VendorRoute route);
/// The vendor can give it at all, by any route.
bool canGive(QAnyStringView provider, const MetricSpec &metric);
/// The events a provider's figure is recomputed from; empty = not from events.
std::span<const char *const> eventsOf(const MetricSpec &metric, QAnyStringView provider);

std::span<const EventSpec> eventCatalog();
/// Null for a name the catalogue does not know.
const EventSpec *eventSpec(QAnyStringView name);
/// Which metrics read an event on any vendor.
std::vector<const MetricSpec *> metricsReading(QAnyStringView event);

/// One sentence why the rows of the scope do not add up to the total (translation context
/// "Metric"); null when they do.
const char *whyNotAdditive(const MetricSpec &metric, MetricDimension scope);

/// Stable words of JSON and CSV: "ms", "time-bound", "events", "p50", "lower", "agent", "median".
const char *wordOf(MetricUnit unit);
const char *wordOf(MetricClass metricClass);
const char *wordOf(MetricOrigin origin);
const char *wordOf(Reducer reducer);
const char *wordOf(Polarity polarity);
const char *wordOf(Aggregate aggregate);
const char *wordOf(MetricDimension scope);
const char *wordOf(VendorRoute route);
const char *wordOf(EventValue value);

/// All enumerators, for loops over a set.
inline constexpr std::array allAggregates{Aggregate::Mean, Aggregate::Median, Aggregate::P90,
                                          Aggregate::Min,  Aggregate::Max,    Aggregate::Count};
inline constexpr std::array allDimensions{MetricDimension::Account,     MetricDimension::Agent,
                                          MetricDimension::Group,       MetricDimension::Skill,
                                          MetricDimension::Inbox,       MetricDimension::Channel,
                                          MetricDimension::Conversation};

} // namespace watchfloor
