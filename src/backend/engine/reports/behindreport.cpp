// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/behindreport.h"

#include <QtGlobal>

#include <set>

namespace watchfloor {

const char *sentenceOf(WhyNoRows why)
{
    switch (why) {
    case WhyNoRows::Rows:
        break;
    case WhyNoRows::OfAgents:
        return QT_TRANSLATE_NOOP(
            "Report", "This is made of the agents' states, there are no conversations behind it");
    case WhyNoRows::VendorsOwn:
        return QT_TRANSLATE_NOOP("Report", "This is the vendor's own figure, it does not tell "
                                           "which conversations it is of");
    case WhyNoRows::VendorCannot:
        return QT_TRANSLATE_NOOP("Report", "The vendor does not tell this");
    case WhyNoRows::NoTarget:
        return QT_TRANSLATE_NOOP("Report", "No SLA target is set");
    case WhyNoRows::NotCached:
        return QT_TRANSLATE_NOOP("Report", "The conversations have not been fetched yet");
    case WhyNoRows::NoSuchRows:
        return QT_TRANSLATE_NOOP("Report", "This is not told for such rows");
    }
    return nullptr;
}

void leaveOut(BehindReport &report, const std::vector<RowId> &conversations)
{
    const std::set<RowId> out(conversations.begin(), conversations.end());
    if (out.empty())
        return;
    std::erase_if(report.rows, [&](const BehindRow &row) {
        if (out.count(row.conversation) == 0)
            return false;
        report.strays += row.times;
        return true;
    });
}

} // namespace watchfloor
