// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatreplies.h"

namespace watchfloor::sandbox::rocketchat {

/// `role` of who asks, empty without login: only who may view statistics sees the whole version.
Response info(const Books &books, const QString &role);
Response me(const Books &books, const Call &call);
Response licences(const Books &books);

} // namespace watchfloor::sandbox::rocketchat
