// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewscope.h"

#include <array>

namespace watchfloor {

/// What a filter can be about.
enum class FilterDimension { Agent, Group, Skill, Inbox, Channel, Label, Who };

inline constexpr std::array filterDimensions = {FilterDimension::Agent,   FilterDimension::Group,
                                                FilterDimension::Skill,   FilterDimension::Inbox,
                                                FilterDimension::Channel, FilterDimension::Label,
                                                FilterDimension::Who};

/// One value of a dimension: a row of the cache, or a word where the cache has no rows. Of Who:
/// humans or bots as an id.
struct FilterValue {
    RowId id = 0;
    QString word = {};

    bool operator==(const FilterValue &) const = default;
};
inline constexpr RowId kWhoHumans = 1;
inline constexpr RowId kWhoBots = 2;

/// "Group"; stable word "groups" as settings and view files have it.
QString dimensionTitle(FilterDimension dimension);
QString dimensionKey(FilterDimension dimension);
/// "Unassigned", "No group", ...; empty where there is no such choice.
QString noneTitle(FilterDimension dimension);
/// Channels and labels are words.
bool isOfWords(FilterDimension dimension);

std::vector<FilterValue> valuesOf(const ViewFilter &filter, FilterDimension dimension);
void setValues(ViewFilter &filter, FilterDimension dimension,
               const std::vector<FilterValue> &values);
bool holds(const ViewFilter &filter, FilterDimension dimension, const FilterValue &value);

} // namespace watchfloor
