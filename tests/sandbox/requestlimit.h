// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simkinds.h"

#include <QHash>

namespace watchfloor::sandbox {

/// Counts requests by a key of the vendor's choosing (route, user, address, ...) in windows of
/// fixed length, and says which of them are over the vendor's limit. A refused one counts too.
class RequestLimit {
public:
    enum class Window {
        Clock,      ///< on the clock's own minutes
        Own,        ///< from the first request after the last window
        OwnToItsEnd ///< the same, and the millisecond it ends with still belongs to it
    };
    struct Taken {
        bool refused = false;
        int remaining = 0;
        Ms resetAt = 0; ///< when the window ends
    };

    explicit RequestLimit(Window window = Window::Own)
        : m_window(window)
    {
    }
    Taken take(const QString &key, Ms now, int limit, Ms length = Minute)
    {
        auto &[start, count] = m_windows[key];
        // A clock that was set back begins a new one.
        const Ms last = m_window == Window::OwnToItsEnd ? length : length - 1;
        if (count == 0 || now < start || now - start > last) {
            start = m_window == Window::Clock ? now - now % length : now;
            count = 0;
        }
        ++count;
        return {count > limit, count > limit ? 0 : limit - count, start + length};
    }

private:
    Window m_window;
    QHash<QString, std::pair<Ms, int>> m_windows; ///< start and requests in it
};

} // namespace watchfloor::sandbox
