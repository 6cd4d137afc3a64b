// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/dimension.h"
#include "backend/engine/metricspec.h"

namespace watchfloor {

/// What the columns call it. Conversations are rows there, no dimension: None.
constexpr Dimension dimensionOf(MetricDimension dimension)
{
    switch (dimension) {
    case MetricDimension::Account:
        return Dimension::Account;
    case MetricDimension::Agent:
        return Dimension::Agent;
    case MetricDimension::Group:
        return Dimension::Group;
    case MetricDimension::Skill:
        return Dimension::Skill;
    case MetricDimension::Inbox:
        return Dimension::Inbox;
    case MetricDimension::Channel:
        return Dimension::Channel;
    case MetricDimension::Conversation:
        break;
    }
    return Dimension::None;
}

} // namespace watchfloor
