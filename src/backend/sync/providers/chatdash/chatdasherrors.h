// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"

#include <optional>

/// What ChatDash's answers mean when they are not what was asked for. Pure. Only 500 is documented,
/// without a body, so everything else is told by its status.
namespace watchfloor::chatdash {

/// Nothing for a good JSON answer. The message leaves the request's name to the caller.
std::optional<Error> classify(const HttpResponse &response);

/// The address is that of something else: seen by a probe's first answer.
bool meansWrongAddress(const Error &error);

/// The answer was too much at once: a shorter window will do.
bool wantsShorterWindow(const Error &error);

/// This one AI agent cannot be read; the others may be.
bool isOneAgentsFault(const Error &error);

} // namespace watchfloor::chatdash
