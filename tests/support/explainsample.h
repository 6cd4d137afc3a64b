// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/explainreport.h"

namespace watchfloor::test {

/// A time of two accounts: one recomputed, with the vendor's own beside it, one the vendor's alone.
inline ExplainReport sampleExplanation(TimeMs now)
{
    const DurationMs day = 86'400'000;
    ExplainReport report;
    report.metric = metricSpec("first_response_time");
    report.asked = report.window = {now - 7 * day, now};
    report.figure.value = 228'000;
    report.figure.n = 412;
    report.figure.mean = 228'000;
    report.figure.median = 151'000;
    report.figure.p90 = 602'000;
    report.figure.min = 4'000;
    report.figure.max = 5'400'000;
    report.figure.origin = FigureOrigin::Estimated;
    report.figure.why = WhyAbsent::Present;
    report.estimated = {{QStringLiteral("first_response"), 12}};
    report.filters = {{ExplainedFilter::Of::Group, {QStringLiteral("Billing")}}};
    report.conversations = 398;
    report.basis.gaps = {{now - 3 * day, now - 3 * day + 7'200'000}};
    ExplainedAccount acme;
    acme.account = 1;
    acme.name = QStringLiteral("Acme support");
    acme.provider = QStringLiteral("chatwoot");
    acme.figure = report.figure;
    acme.figure.value = 201'000;
    acme.way = vendorField(*report.metric, acme.provider, VendorRoute::Recomputed);
    acme.events = QStringList{QStringLiteral("first_response")};
    acme.vendors.emplace();
    acme.vendors->field = vendorField(*report.metric, acme.provider, VendorRoute::Reported);
    acme.vendors->figure.value = 219'000;
    acme.vendors->figure.why = WhyAbsent::Present;
    acme.vendors->figure.origin = FigureOrigin::Reported;
    acme.vendors->takenAt = now - 5'400'000;
    acme.vendors->window = report.window;
    acme.difference = -18'000;
    acme.reasons = {WhyDiffers::NotOver, WhyDiffers::Guessed};
    acme.feeds = {{Topic::Events, now - 40'000}};
    ExplainedAccount depot;
    depot.account = 2;
    depot.name = QStringLiteral("Hauptverwaltung Kundendienst Norddeutschland");
    depot.provider = QStringLiteral("rocketchat");
    depot.figure = report.figure;
    depot.figure.value = 262'000;
    depot.figure.origin = FigureOrigin::Recomputed;
    depot.way = vendorField(*report.metric, depot.provider, VendorRoute::Recomputed);
    depot.events = QStringList{QStringLiteral("first_response")};
    depot.feeds = {{Topic::Events, now - 95'000}};
    report.accounts = {acme, depot};
    return report;
}

} // namespace watchfloor::test
