// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/reportingevent.h"
#include "backend/engine/metricspec.h"
#include "models/metricformatter.h"

#include <QString>

namespace watchfloor {

/// "first_response" -> "First response". Names we do not know are shown as words.
QString eventTitle(const QString &name);
/// One sentence: what the event measures. Empty for names we do not know.
QString eventDefinition(const QString &name);
/// Reported, derived, estimated.
QString originTitle(EventOrigin origin);
QString originDefinition(EventOrigin origin);

/// What the value of such an event is; a length where the catalogue does not know the name.
EventValue eventValueKind(const QString &name);
/// "6 m 30 s", "4 of 5"; a dash for events that only count.
QString eventValueText(const ReportingEvent &event, const MetricFormatter &formatter);

} // namespace watchfloor
