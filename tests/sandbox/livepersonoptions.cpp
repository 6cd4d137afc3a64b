// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonoptions.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

OptionRow<LivePersonOptions> statusOption(const char *key, int LivePersonOptions::*member,
                                          const QStringList &known)
{
    return {key, known.join(QLatin1Char('|')), [=](LivePersonOptions *options, const QString &v) {
                options->*member = v.toInt();
                return known.contains(v);
            }};
}

} // namespace

const OptionTable<LivePersonOptions> &livePersonOptions()
{
    using O = LivePersonOptions;
    static const QStringList permissions{QStringLiteral("kmm"), QStringLiteral("interactions"),
                                         QStringLiteral("agentmetrics"), QStringLiteral("users"),
                                         QStringLiteral("activity")};
    static const OptionTable<O> table{
        textOption("account", &O::account),
        textOption("consumer_key", &O::consumerKey),
        textOption("consumer_secret", &O::consumerSecret),
        textOption("token", &O::token),
        textOption("token_secret", &O::tokenSecret),
        textOption("username", &O::username),
        textOption("password", &O::password),
        switchOption("sha256", &O::sha256),
        switchOption("kmm.bearer", &O::kmmBearer),
        numberOption("session.minutes", &O::sessionMinutes),
        numberOption("limit.minute", &O::limitPerMinute),
        numberOption("limit.concurrent", &O::limitConcurrent),
        statusOption("activity", &O::activityStatus,
                     {QStringLiteral("200"), QStringLiteral("401"), QStringLiteral("403")}),
        statusOption("empty", &O::emptyStatus, {QStringLiteral("200"), QStringLiteral("204")}),
        numberOption("partial", &O::partialEvery, 0),
        numberOption("partial.record", &O::partialRecordEvery, 0),
        {"deny", permissions.join(QLatin1Char('+')),
         [](O *options, const QString &value) {
             options->denied = value.split(QLatin1Char('+'), Qt::SkipEmptyParts);
             return std::all_of(options->denied.cbegin(), options->denied.cend(),
                                [](const QString &one) { return permissions.contains(one); });
         }},
    };
    return table;
}

} // namespace watchfloor::sandbox
