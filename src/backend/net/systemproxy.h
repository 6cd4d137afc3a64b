// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

/// From now on every HttpClient of the process goes through the proxies of the desktop or the
/// environment. Call once at start; loopback is never proxied.
void useSystemProxies();

} // namespace watchfloor
