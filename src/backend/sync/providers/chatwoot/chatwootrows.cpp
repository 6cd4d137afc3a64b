// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootrows.h"

#include <cmath>

namespace watchfloor::chatwoot {
namespace {

// A page whose every row is bad must not become a report of thousands of sentences.
constexpr int mostProblems = 20;
constexpr qint64 mostRows = 1'000'000'000'000; // no list is longer, whatever its server says

// About 30,000 years: beyond it a number of seconds is nonsense, and the conversion would overflow.
constexpr double mostSeconds = 1e12;

Error notAList(const QString &path, const char *found)
{
    return Error(Error::Kind::WrongShape, QStringLiteral("The answer is not the list it should be"),
                 QStringLiteral("%1: array expected, %2 found").arg(path, QLatin1String(found)));
}

const char *kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return "boolean";
    case QJsonValue::Double:
        return "number";
    case QJsonValue::String:
        return "text";
    case QJsonValue::Array:
        return "list";
    case QJsonValue::Object:
        return "object";
    default:
        return "nothing";
    }
}

Result<FoundRows> listIn(const QJsonObject &object, const QString &path)
{
    const QJsonValue payload = object.value(QLatin1String("payload"));
    if (!payload.isArray())
        return notAList(path, kindOf(payload));
    return FoundRows{payload.toArray(), path, object.value(QLatin1String("meta")).toObject()};
}

} // namespace

Result<FoundRows> bareArray(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    if (!json->isArray())
        return notAList(QStringLiteral("$"), kindOf(*json));
    return FoundRows{json->toArray(), QStringLiteral("$"), {}};
}

Result<FoundRows> payloadArray(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    return listIn(json->toObject(), QStringLiteral("$.payload"));
}

Result<FoundRows> conversationArray(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    const QJsonObject data = json->toObject().value(QLatin1String("data")).toObject();
    return listIn(data, QStringLiteral("$.data.payload"));
}

int readRows(const FoundRows &found, SyncBatch &batch,
             const std::function<void(JsonReader &)> &read)
{
    int bad = 0;
    qsizetype index = 0;
    for (const QJsonValue &row : found.rows) {
        JsonReader reader(row, QStringLiteral("%1[%2]").arg(found.path).arg(index++));
        read(reader);
        if (reader.ok() || ++bad > mostProblems)
            continue;
        batch.problems.emplace_back(reader.error().kind(),
                                    QStringLiteral("One row was left out, the others are kept"),
                                    reader.error().detail());
    }
    batch.moreLeftOut += std::max(0, bad - mostProblems);
    batch.wireRows += found.rows.size();
    // Conversations are counted by `all_count`, events and SLAs by `count`.
    for (const char *key : {"all_count", "count"}) {
        const QJsonValue total = found.meta.value(QLatin1String(key));
        if (total.isDouble())
            batch.wireTotal = std::clamp<qint64>(total.toInteger(-1), -1, mostRows);
    }
    return bad;
}

QString numericId(JsonReader &reader, const char *key)
{
    const qint64 id = reader.integer(key);
    return reader.ok() ? QString::number(id) : QString();
}

std::optional<QString> optionalNumericId(JsonReader &reader, const char *key)
{
    if (!reader.optionalIdText(key)) // "" where there is none
        return std::nullopt;
    return numericId(reader, key);
}

std::optional<TimeMs> epochSeconds(JsonReader &reader, const char *key)
{
    const auto seconds = reader.optionalInteger(key);
    if (!seconds || *seconds == 0)
        return std::nullopt;
    return secondsToMs(reader, key, static_cast<double>(*seconds));
}

DurationMs secondsToMs(JsonReader &reader, const char *key, double seconds)
{
    if (!std::isfinite(seconds) || std::abs(seconds) > mostSeconds) {
        reader.fail(QLatin1String(key), QStringLiteral("seconds of a sane size"),
                    QJsonValue(seconds));
        return 0;
    }
    return std::llround(seconds * 1000.0);
}

} // namespace watchfloor::chatwoot
