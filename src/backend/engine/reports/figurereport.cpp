// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/figurereport.h"

#include <QtGlobal>

#include <algorithm>

namespace watchfloor {

const char *sentenceOf(WhyAbsent why)
{
    switch (why) {
    case WhyAbsent::Present:
        break;
    case WhyAbsent::VendorCannot:
        return QT_TRANSLATE_NOOP("Report", "The vendor does not tell this");
    case WhyAbsent::NoSuchRows:
        return QT_TRANSLATE_NOOP("Report", "This is not told for such rows");
    case WhyAbsent::NoValues:
        return QT_TRANSLATE_NOOP("Report", "There are no values in the range");
    case WhyAbsent::NotCached:
        return QT_TRANSLATE_NOOP("Report", "Nothing of the kind has been fetched yet");
    case WhyAbsent::NotMatched:
        return QT_TRANSLATE_NOOP("Report", "Events that may belong here are not matched to their "
                                           "conversations yet");
    case WhyAbsent::NotTold:
        return QT_TRANSLATE_NOOP(
            "Report", "The vendor leaves open for some conversations whether they count");
    case WhyAbsent::Filtered:
        return QT_TRANSLATE_NOOP("Report",
                                 "The vendor's own figure cannot be narrowed by these filters");
    case WhyAbsent::NoTarget:
        return QT_TRANSLATE_NOOP("Report", "No SLA target is set");
    case WhyAbsent::NoHours:
        return QT_TRANSLATE_NOOP("Report", "The vendor tells no business hours of these values, "
                                           "and no calendar is set");
    case WhyAbsent::Updating:
        return QT_TRANSLATE_NOOP("Report", "Hits are being counted anew for other targets");
    case WhyAbsent::OtherWindows:
        return QT_TRANSLATE_NOOP("Report", "The vendor's own figures are of other times, which "
                                           "cannot be put together to this range");
    case WhyAbsent::UnlikeThings:
        return QT_TRANSLATE_NOOP("Report",
                                 "Amounts of accounts without a common currency are not added");
    }
    return nullptr;
}

const char *wordOf(FigureOrigin origin)
{
    switch (origin) {
    case FigureOrigin::Recomputed:
        return "recomputed";
    case FigureOrigin::Reported:
        return "reported";
    case FigureOrigin::Estimated:
        break;
    }
    return "estimated";
}

const char *wordOf(WhyAbsent why)
{
    switch (why) {
    case WhyAbsent::Present:
        return "present";
    case WhyAbsent::VendorCannot:
        return "vendor_cannot";
    case WhyAbsent::NoSuchRows:
        return "no_such_rows";
    case WhyAbsent::NoValues:
        return "no_values";
    case WhyAbsent::NotCached:
        return "not_cached";
    case WhyAbsent::NotMatched:
        return "not_matched";
    case WhyAbsent::NotTold:
        return "not_told";
    case WhyAbsent::Filtered:
        return "filtered";
    case WhyAbsent::NoTarget:
        return "no_target";
    case WhyAbsent::NoHours:
        return "no_business_hours";
    case WhyAbsent::Updating:
        return "updating";
    case WhyAbsent::OtherWindows:
        return "other_windows";
    case WhyAbsent::UnlikeThings:
        break;
    }
    return "unlike_things";
}

std::vector<TimeRange> ReportBasis::gapsOf(RowId account) const
{
    if (account == 0)
        return gaps;
    const auto own = std::find_if(gapsBy.begin(), gapsBy.end(), [account](const AccountGaps &each) {
        return each.id == account;
    });
    return own != gapsBy.end() ? own->gaps : std::vector<TimeRange>();
}

} // namespace watchfloor
