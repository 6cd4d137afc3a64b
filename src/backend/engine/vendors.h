// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <vector>

namespace watchfloor {

/// Tells the engine which vendors there are: their rules and what their feeds bring. At the start,
/// before any thread asks for a report; the engine itself knows no vendor. Adds to what it was told
/// before; of two feeds with one key the first is taken.
void knowVendors(const std::vector<ProviderInfo> &vendors);

/// Rules of the vendor; of one that is not known those that rest on the canonical columns alone.
const ProviderRules &rulesFor(const QString &provider);

/// Of all known vendors.
std::vector<const ProviderRules *> knownRules();

/// The vendor's feed of this key; of a vendor that lists no feeds that of any other one, or null.
const FeedInfo *knownFeed(const QString &provider, const QString &key);

} // namespace watchfloor
