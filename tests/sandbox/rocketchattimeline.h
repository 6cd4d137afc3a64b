// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatreplies.h"

/// What happened in one room: forwards, and messages with the system's own in between.
namespace watchfloor::sandbox::rocketchat {

Response transferHistory(const Books &books, const Call &call);
Response messages(const Books &books, const Call &call);

} // namespace watchfloor::sandbox::rocketchat
