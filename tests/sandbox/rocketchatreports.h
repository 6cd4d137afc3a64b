// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatreplies.h"

namespace watchfloor::sandbox::rocketchat {

enum class Report { Agent, Department, Tags, Source, Status };

/// One of the five enterprise reports over rooms created in [from, to).
Response conversationsReport(const Books &books, Report report, Ms from, Ms to,
                             const SortKeys &sort);

} // namespace watchfloor::sandbox::rocketchat
