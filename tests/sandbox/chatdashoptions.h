// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/vendoroptions.h"

namespace watchfloor::sandbox {

/// What the ChatDash server of this run is like. Most of it is a choice where the documents are
/// silent (liveperson-chatdash.md 9).
struct ChatDashOptions {
    QString apiKey = QStringLiteral("CD.0123456789abcdef0123456789abcdef");
    QString scheme = QStringLiteral("raw");          ///< raw | bearer | both
    bool access = true;                              ///< false: the plan has no API, 403
    QString reply = QStringLiteral("array");         ///< or the name of the list in an object
    QString dateField = QStringLiteral("createdAt"); ///< what startDate and endDate filter
    bool endInclusive = false;
    bool falseMeansAny = false; ///< record=false and interacted=false filter nothing
    bool messages = false;      ///< the list of a conversation's messages is offered
    bool oldKeys = false;       ///< "read:" and "misunderstoodQueries" with texts
    bool vanish = false;        ///< some conversations are deleted after a while
    int limit = 0;              ///< requests a minute; 0 = none
};

const OptionTable<ChatDashOptions> &chatDashOptions();

} // namespace watchfloor::sandbox
