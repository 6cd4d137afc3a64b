// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootoptions.h"

#include <QVersionNumber>

namespace watchfloor::sandbox {

const OptionTable<ChatwootOptions> &chatwootOptions()
{
    using O = ChatwootOptions;
    static const OptionTable<O> table{
        wordOption("edition", &O::edition,
                   {QStringLiteral("enterprise"), QStringLiteral("community")}),
        {"version", QStringLiteral("a version such as 4.15.1"),
         [](O *options, const QString &value) {
             options->version = value;
             return QVersionNumber::fromString(value).segmentCount() >= 2;
         }},
        wordOption("role", &O::role,
                   {QStringLiteral("administrator"), QStringLiteral("agent"),
                    QStringLiteral("report_manage")}),
        textOption("token", &O::token),
        numberOption("limit.ip", &O::limitPerIp),
        numberOption("limit.reports", &O::limitReports),
        numberOption("limit.meta", &O::limitMeta),
    };
    return table;
}

} // namespace watchfloor::sandbox
