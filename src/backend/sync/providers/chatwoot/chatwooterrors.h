// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"

#include <optional>

/// What Chatwoot's answers mean when they are not what was asked for. Pure.
namespace watchfloor::chatwoot {

/// Nothing for a good JSON answer. A 401 is told apart by its text, because this server says 401
/// for a missing right as well. The message leaves the request's name to the caller.
std::optional<Error> classify(const HttpResponse &response);

} // namespace watchfloor::chatwoot
