// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "views/reportanswers.h"

namespace watchfloor {

struct SectionTable {
    ReportSection section;
    RawTable table;
};

/// The tables of a report for programs: raw values under stable keys, a table for each section that
/// has an answer. With made-up names no name, address or number of an agent is in them, and rows
/// stand in no order that tells one. Any thread but the window's.
std::vector<SectionTable> reportTables(const ReportPlan &plan, const ReportAnswers &answers,
                                       const Pseudonyms &names);

} // namespace watchfloor
