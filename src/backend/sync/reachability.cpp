// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/reachability.h"

namespace watchfloor {
namespace {

/// A page in place of JSON, or a gateway that finds nothing behind it. Not a 504: long reports end
/// in one while all else works.
bool isSomebodyElse(const Error &error)
{
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
    case Error::Kind::Timeout:
        return ++m_inARow >= (m_answered ? 2 : 1);
    default:
        break;
    }
    if (isSomebodyElse(error)) // one address may be blocked or broken: two of them must agree
        return ++m_inARow >= (m_answered ? 3 : 2);
    if (error.httpStatus() > 0 && error.httpStatus() < 500)
        answered();
    return false;
}

} // namespace watchfloor
