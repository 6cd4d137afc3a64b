// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reporttablefiles.h"

namespace watchfloor::test {

/// All that would be in the file of the section; empty: the section has no answer.
inline QByteArray reportTableBytes(ReportSection section, const ReportPlan &plan,
                                   const ReportAnswers &answers, const Pseudonyms &names,
                                   TableFormat format)
{
    QByteArray bytes;
    const auto add = [&bytes](const QByteArray &piece) {
        bytes += piece;
        return Result<void>();
    };
    const auto written = writeReportTable(section, plan, answers, names, format, add);
    if (!written)
        qFatal("%s", qPrintable(written.error().sentence()));
    return bytes;
}

} // namespace watchfloor::test
