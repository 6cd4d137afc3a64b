// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/sync/providers/chatdash/chatdashparser.h"

#include <optional>

/// Which of a conversation's times startDate and endDate filter is not documented: found out once
/// from what the server answers. Pure.
namespace watchfloor::chatdash {

enum class DateField { Unknown, Created, Updated, Ended };

/// The capability that remembers it; nothing for Unknown.
const char *capabilityOf(DateField field);

/// The only field whose values all lie within what was asked for; Unknown when none or several do.
DateField fittingField(const std::vector<SeenConversation> &rows, TimeRange asked);

/// A question that decides: a conversation, and dates that hold one of its times only.
struct DateTrial {
    QString id;
    DateField field = DateField::Unknown; ///< what it is when the answer has the conversation
    TimeRange dates;
};
/// The trials in the order to ask, about the conversation whose times lie furthest apart. None when
/// no conversation's creation and update can be told apart.
std::vector<DateTrial> dateTrials(const std::vector<SeenConversation> &rows);

} // namespace watchfloor::chatdash
