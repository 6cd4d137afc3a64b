// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/reachability.h"

namespace watchfloor {
namespace {

/// A page in place of JSON, or a gateway that finds nothing behind it. Not a 504: long reports end
/// in one while all else works.
bool isSomebodyElse(const Error &error, bool heard)
{
    if (error.kind() == Error::Kind::Unavailable) // a 404 for everything is another server
        return !heard && error.httpStatus() == 404;
    return error.kind() == Error::Kind::NotJson || error.httpStatus() == 502 ||
           error.httpStatus() == 503;
}

} // namespace

void Reachability::answered()
{
    m_answered = true;
    m_inARow = 0;
}

bool Reachability::failed(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Dns:
    case Error::Kind::Tls:
        return true;
    case Error::Kind::Network:
        return ++m_inARow >= (m_answered ? 2 : 1);
    case Error::Kind::Timeout: // one route may hang while the others answer
        return ++m_inARow >= 2;
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::RateLimited:
    case Error::Kind::WrongShape:
        m_inARow = 0; // the vendor's own word
        return false;
    default:
        break;
    }
    if (!isSomebodyElse(error, m_answered))
        return false;
    return ++m_inARow >= (m_answered ? 3 : 2); // one address may be blocked or broken
}

} // namespace watchfloor
