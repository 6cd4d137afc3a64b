// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/explainreport.h"

#include <QtGlobal>

namespace watchfloor {

const char *sentenceOf(WhyDiffers why)
{
    switch (why) {
    case WhyDiffers::OtherWindow:
        return QT_TRANSLATE_NOOP("Report", "The vendor's figure is of another window");
    case WhyDiffers::TakenEarlier:
        return QT_TRANSLATE_NOOP("Report",
                                 "The vendor's figure was taken before our facts were fetched");
    case WhyDiffers::TakenLater:
        return QT_TRANSLATE_NOOP("Report",
                                 "The vendor's figure was taken after our facts were fetched");
    case WhyDiffers::NotOver:
        return QT_TRANSLATE_NOOP("Report",
                                 "The vendor's figure was taken before its window was over");
    case WhyDiffers::PartSeen:
        return QT_TRANSLATE_NOOP("Report", "This login sees only the conversations of the "
                                           "inboxes it belongs to");
    case WhyDiffers::Guessed:
        return QT_TRANSLATE_NOOP("Report", "Some of our facts are estimated");
    case WhyDiffers::LeftOut:
        return QT_TRANSLATE_NOOP("Report",
                                 "The vendor left the figure out, which it does where it is 0");
    case WhyDiffers::StillLoading:
        break;
    }
    return QT_TRANSLATE_NOOP("Report", "Part of the window has not been fetched");
}

} // namespace watchfloor
