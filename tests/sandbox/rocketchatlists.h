// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatreplies.h"

/// The lists of people, departments and what waits (rocketchat.md 4.3).
namespace watchfloor::sandbox::rocketchat {

Response agents(const Books &books, const Call &call);
Response managers(const Books &books, const Call &call);
Response departments(const Books &books, const Call &call);
Response departmentAgents(const Books &books, const Call &call);
Response agentDepartments(const Books &books, const Call &call);
Response inquiries(const Books &books, const Call &call);
Response ownInquiries(const Books &books, const Call &call);
Response queue(const Books &books, const Call &call);
Response tags(const Books &books, const Call &call);
Response priorities(const Books &books, const Call &call);

/// online, away, busy, offline
QString statusOf(const Agent &agent);
/// Is an agent of the livechat now; who left is none.
bool isAgent(const Agent &agent);

} // namespace watchfloor::sandbox::rocketchat
