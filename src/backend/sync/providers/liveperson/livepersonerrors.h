// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"

#include <optional>

/// What LivePerson's answers mean when they are not what was asked for. Pure.
namespace watchfloor::liveperson {

/// Nothing for a good answer: JSON, 204 without a body, and 304 for lists asked with a revision.
/// The message leaves the request's name to the caller.
std::optional<Error> classify(const HttpResponse &response, Service service);

/// A 401 of one service while another took the same credential: it is the right that is missing.
Error lacksPermission(const Error &refused, Service service);

} // namespace watchfloor::liveperson
