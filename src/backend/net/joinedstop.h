// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace watchfloor {

/// One token that is asked to stop when either of two is. Named types on purpose: g++ warns about
/// a lambda kept in a coroutine's frame when the file is part of a unity build.
class JoinedStop {
public:
    JoinedStop(const std::stop_token &first, const std::stop_token &second)
        : m_first(first, Request(&m_source))
        , m_second(second, Request(&m_source))
    {
    }

    std::stop_token token() const { return m_source.get_token(); }

private:
    class Request {
    public:
        explicit Request(std::stop_source *source)
            : m_source(source)
        {
        }
        void operator()() const { m_source->request_stop(); }

    private:
        std::stop_source *m_source;
    };

    std::stop_source m_source; // before the callbacks, which may run at once
    std::stop_callback<Request> m_first;
    std::stop_callback<Request> m_second;
};

} // namespace watchfloor
