// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"

#include <optional>

/// What Rocket.Chat's answers mean when they are not what was asked for. Pure. (Section 1.6: which
/// of two faults is told differs by version, and bodies shrink in 9.0: the status decides, the text
/// only refines.)
namespace watchfloor::rocketchat {

/// Nothing for a good JSON answer. The message leaves the request's name to the caller.
std::optional<Error> classify(const HttpResponse &response);

/// The same for a login: a 401 asks for the second factor's code where that is missing or wrong,
/// and mentions the code always, because 9.0 no longer tells.
std::optional<Error> classifyLogin(const HttpResponse &response);

/// "You must wait 42 seconds" -> 42,500 ms; nothing when the text names no time.
std::optional<qint64> waitFromText(const QString &text);

} // namespace watchfloor::rocketchat
