// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simkinds.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace watchfloor::sandbox::rocketchat {

/// How the server reads dates (rocketchat.md 1.2 and 1.3). What names no zone is meant in the
/// server process's own.
class Dates {
public:
    explicit Dates(const QString &zone)
        : m_zone(zone.toUtf8())
    {
    }
    const QTimeZone &zone() const { return m_zone; }

    /// moment(text): ISO 8601, also "2024", "20240101", "2024-W05"; then whatever JS takes.
    std::optional<Ms> moment(const QString &text) const;
    /// Date.parse(text): a date alone is midnight in UTC.
    std::optional<Ms> parse(const QString &text) const;
    /// Start of the local day of that instant.
    Ms dayStart(Ms instant) const;
    /// Start of the local day after it.
    Ms dayEnd(Ms instant) const;

    /// Empty, or the first rule of 1.3 the two texts break.
    QString wrongRange(const QString &start, const QString &end) const;

private:
    std::optional<Ms> iso(const QString &text, bool dateAloneIsUtc) const;
    std::optional<Ms> legacy(const QString &text) const;

    QTimeZone m_zone;
};

QString wrongDate(const char *name);

} // namespace watchfloor::sandbox::rocketchat
