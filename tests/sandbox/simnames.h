// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simstaff.h"

#include <QStringList>

namespace watchfloor::sandbox {

/// People's names from many places; two are equal and one is hostile markup, on purpose.
QString agentName(int index);
QString mailName(int index);
/// An invented customer; the same index gives the same person.
Contact inventedContact(quint64 index);
QString csatFeedback(quint64 choice, int rating);
/// What was written; `choice` decides, nothing else.
QString incomingText(quint64 choice);
QString answerText(quint64 choice);
QString noteText(quint64 choice);
QString topicOf(quint64 choice);
QString subtopicOf(quint64 choice);

} // namespace watchfloor::sandbox
