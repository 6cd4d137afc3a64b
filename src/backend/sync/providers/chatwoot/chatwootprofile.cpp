// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <QVersionNumber>

namespace watchfloor::chatwoot {
namespace {

ProfileAccount readAccount(JsonReader &reader)
{
    ProfileAccount entry;
    entry.account.remoteId = numericId(reader, "id");
    entry.account.name = reader.text("name");
    entry.account.role = reader.optionalText("role").value_or(QString());
    entry.status = reader.optionalText("status").value_or(QStringLiteral("active"));
    entry.administrator = entry.account.role == QLatin1String("administrator");
    for (const QJsonValue &permission : reader.optionalArray("permissions"))
        entry.reportManage |= permission.toString() == QLatin1String("report_manage");
    entry.enterprise = reader.has("custom_role_id");
    entry.account.usable = entry.status != QLatin1String("suspended");
    if (!entry.account.usable)
        entry.account.note = QStringLiteral("The account is suspended.");
    else if (!entry.canReports())
        entry.account.note = QStringLiteral("This user may not see reports in this account.");
    return entry;
}

} // namespace

bool ServerVersion::atLeast(int major, int minor, int patch) const
{
    const auto own = QVersionNumber::fromString(text);
    return !own.isNull() && QVersionNumber::compare(own, QVersionNumber(major, minor, patch)) >= 0;
}

Result<ServerVersion> parseServerVersion(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    JsonReader reader(*json, QStringLiteral("$"));
    const QString version = reader.text("version");
    if (reader.ok() && QVersionNumber::fromString(version).isNull())
        reader.fail(QStringLiteral("version"), QStringLiteral("a version"), QJsonValue(version));
    if (!reader.ok())
        return reader.error();
    return ServerVersion{version};
}

Result<Profile> parseProfile(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    JsonReader reader(*json, QStringLiteral("$"));
    Profile profile;
    profile.userName = reader.text("name");
    const FoundRows rows{reader.array("accounts"), QStringLiteral("$.accounts"), {}};
    if (!reader.ok())
        return reader.error();
    SyncBatch problems;
    readRows(rows, problems, [&](JsonReader &row) {
        ProfileAccount entry = readAccount(row);
        if (row.ok())
            profile.accounts.push_back(std::move(entry));
    });
    if (!problems.problems.empty())
        profile.leftOut = problems.problems.front();
    return profile;
}

Result<AccountFeatures> parseAccountFeatures(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    const QJsonObject root = json->toObject();
    AccountFeatures features;
    features.sla =
        root.value(QLatin1String("features")).toObject().value(QLatin1String("sla")).toBool();
    features.timeZone = root.value(QLatin1String("settings"))
                            .toObject()
                            .value(QLatin1String("reporting_timezone"))
                            .toString();
    return features;
}

} // namespace watchfloor::chatwoot
