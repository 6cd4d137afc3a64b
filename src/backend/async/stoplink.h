// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <utility>

namespace watchfloor {

/// Asks `target` to stop when `source` is asked to; lives in a coroutine's frame,
/// which is why it is a class with a name (a lambda there has no linkage in a unity build).
class StopLink {
public:
    StopLink(const std::stop_token &source, std::stop_source target)
        : m_callback(source, Ask(std::move(target)))
    {
    }

private:
    class Ask {
    public:
        explicit Ask(std::stop_source target)
            : m_target(std::move(target))
        {
        }
        void operator()() { m_target.request_stop(); }

    private:
        std::stop_source m_target;
    };
    std::stop_callback<Ask> m_callback;
};

} // namespace watchfloor
