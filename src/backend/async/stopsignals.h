// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

class QSocketNotifier;

namespace watchfloor {

/// Turns SIGINT and SIGTERM into a stop request on the event loop. A second signal kills at once:
/// the default action is back after the first. A reader that goes away ends no program that has
/// one: writing to it fails. One per process.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace watchfloor
