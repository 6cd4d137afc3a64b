// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/world.h"

#include <QJsonObject>

namespace watchfloor::sandbox::rocketchat {

/// What the server counts on a room while people write (rocketchat.md 5), quirks included: an
/// agent who writes before any visitor gives a new "first response" with each message. 0 = absent.
struct RoomMetrics {
    Ms lastQuestion = 0; ///< v.lq
    Ms lastReply = 0;    ///< servedBy.lr
    int responses = 0;   ///< response.total
    Ms responseTotal = 0;
    Ms firstResponse = 0; ///< response.ft, a duration
    Ms firstResponseAt = 0;
    Ms reactionTotal = 0;
    Ms firstReaction = 0;
    bool waiting = false; ///< waitingResponse
    int responder = Nobody;
    Ms responderFirst = 0; ///< firstResponseTs, of the burst it answered
    Ms responderLast = 0;
    Ms lastVisitorAt = 0;
    bool lastByAgent = false;
    Ms chatDuration = 0; ///< once closed
    Ms serviceTime = 0;  ///< once closed, when it was served then
    Ms inactivity = 0;   ///< visitorInactivity
};

/// `servedAt`: servedBy.ts of a closed room, 0 when nobody served it.
RoomMetrics roomMetrics(const World &world, const Conversation &c, bool ignoreBots, Ms servedAt);
/// The room's `metrics`.
QJsonObject metricsObject(const RoomMetrics &metrics);

} // namespace watchfloor::sandbox::rocketchat
