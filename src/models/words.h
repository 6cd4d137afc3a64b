// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace watchfloor {

/// The few canonical words of the domain and how people read them. Words of a vendor that are not
/// in the list are shown verbatim.

/// online, away, back_soon, busy, offline; empty = not known.
QString availabilityTitle(const QString &availability);
/// 0 = can answer now ... ascending; unknown words behind the known ones.
int availabilityRank(const QString &availability);
QStringList availabilityOrder();
/// May be expected to answer now.
bool isReachable(const QString &availability);

/// queued, open, pending, snoozed, on_hold, closed.
QString statusTitle(const QString &status);
int statusRank(const QString &status);

/// low, medium, high, urgent.
QString priorityTitle(const QString &priority);
/// Urgent is the largest; -1 = none or a word of the vendor's own.
int priorityRank(const QString &priority);

/// "web", "email", "whatsapp", ...
QString channelTitle(const QString &channel);

} // namespace watchfloor
