// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/conversationsbyagent.h"

#include "backend/engine/daterange.h"
#include "backend/engine/operations/jsonwriter.h"
#include "backend/engine/operations/remoteids.h"

#include <algorithm>

namespace watchfloor {
namespace {

struct VolumeRow {
    QByteArray label; // compared as the server compares: bytes
    QString id;
    qint64 value;
};

Error invalid(const QString &error, const char *errorType = "")
{
    return Error(Error::Kind::BadInput, error, QString::fromLatin1(errorType));
}

/// One year and three calendar days still pass there.
bool isTooLong(TimeRange range)
{
    const QTimeZone utc = QTimeZone::utc();
    return dayOf(range.to, utc) > dayOf(range.from, utc).addYears(1).addDays(3);
}

} // namespace

QByteArray conversationsByAgent(RowId account, const DimensionKeys &keys, FactSource &facts,
                                TimeRange created)
{
    FactAsk ask;
    ask.parts = {{{FactMeasure::Kind::Created, {}}, {account}}};
    ask.window = created;
    ask.groupBy = Dimension::Agent;
    const FactAnswer counts = facts.ask(ask);
    std::vector<VolumeRow> volumes;
    qint64 unspecified = 0;
    for (const auto &[key, sum] : counts.groups) {
        if (key == kNoKey) {
            unspecified = sum.n;
            continue;
        }
        const Agent *agent = keys.agentRow(key);
        const QString id = keys.remoteId(Dimension::Agent, key);
        const QString label = agent && !agent->name.isEmpty() ? agent->name : id;
        volumes.push_back({label.toUtf8(), id, sum.n});
    }
    std::sort(volumes.begin(), volumes.end(), [](const VolumeRow &a, const VolumeRow &b) {
        return a.label != b.label ? a.label < b.label : remoteIdLess(a.id, b.id);
    });
    JsonWriter json;
    json.beginObject().key("total").value(counts.total.n - unspecified);
    json.key("data").beginArray();
    for (const VolumeRow &row : volumes) {
        json.beginObject().key("label").value(QString::fromUtf8(row.label));
        json.key("value").value(row.value).endObject();
    }
    json.endArray().key("unspecified").value(unspecified);
    return json.key("success").value(true).endObject().bytes();
}

Result<TimeRange> conversationsByAgentRange(const std::optional<QString> &start,
                                            const std::optional<QString> &end,
                                            const QTimeZone &zone)
{
    if (!start)
        return invalid(QStringLiteral("must have required property 'start' [invalid-params]"),
                       "invalid-params");
    if (!end)
        return invalid(QStringLiteral("must have required property 'end' [invalid-params]"),
                       "invalid-params");
    const auto from = parseInstant(*start, zone);
    if (!from)
        return invalid(QStringLiteral("The \"start\" query parameter must be a valid date."));
    const auto to = parseInstant(*end, zone);
    if (!to)
        return invalid(QStringLiteral("The \"end\" query parameter must be a valid date."));
    const TimeRange range{*from, *to};
    if (isTooLong(range))
        return invalid(QStringLiteral(
            "The \"start\" and \"end\" query parameters must be less than 1 year apart."));
    if (range.from > range.to)
        return invalid(QStringLiteral(
            "The \"start\" query parameter must be before the \"end\" query parameter."));
    return range;
}

QByteArray conversationsByAgentError(const Error &error)
{
    JsonWriter json;
    json.beginObject().key("success").value(false).key("error").value(error.message());
    if (!error.detail().isEmpty())
        json.key("errorType").value(error.detail());
    return json.endObject().bytes();
}

} // namespace watchfloor
