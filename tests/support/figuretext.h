// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace watchfloor::test {

/// Everything a figure tells, to the last bit, as one text.
struct FigureText {
    std::optional<double> value, mean, median, p90, min, max;
    std::optional<qint64> n;
    QString why; ///< when there is no value

    QString text() const
    {
        if (!value)
            return why;
        QString said = number(value) + QStringLiteral(" of ") +
                       (n ? QString::number(*n) : QStringLiteral("?"));
        if (mean || median || p90 || min || max)
            said += QStringLiteral(" (mean %1, median %2, p90 %3, %4 to %5)")
                        .arg(number(mean), number(median), number(p90), number(min), number(max));
        return said;
    }

private:
    static QString number(const std::optional<double> &value)
    {
        return value ? QString::number(*value, 'g', 17) : QStringLiteral("-");
    }
};

} // namespace watchfloor::test
