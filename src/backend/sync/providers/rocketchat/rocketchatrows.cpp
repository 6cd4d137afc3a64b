// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatrows.h"

#include <algorithm>
#include <cmath>

namespace watchfloor::rocketchat {
namespace {

// A page whose every row is bad must not become a report of thousands of sentences.
constexpr int mostProblems = 20;
constexpr qint64 mostRows = 1'000'000'000'000; // no list is longer, whatever its server says
constexpr double mostSeconds = 1e12;           // about 30,000 years

qint64 toldNumber(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    if (!ok || !(number >= 0))
        return -1;
    return static_cast<qint64>(std::min(number, static_cast<double>(mostRows)));
}

} // namespace

Result<QJsonObject> answerObject(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    JsonReader reader(*json, QStringLiteral("$"));
    if (!reader.ok())
        return reader.error();
    QJsonObject object = json->toObject();
    const QJsonValue success = object.value(QLatin1String("success"));
    // The documentation's export prints "true".
    if (success == QJsonValue(false) || success.toString() == QLatin1String("false")) {
        return Error(Error::Kind::WrongShape, QStringLiteral("Rocket.Chat says that it failed"),
                     object.value(QLatin1String("error")).toString().left(200));
    }
    return object;
}

Result<FoundList> listNamed(const QByteArray &body, const char *key)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    const QJsonValue rows = object->value(QLatin1String(key));
    const QString path = QStringLiteral("$.") + QLatin1String(key);
    if (!rows.isArray()) {
        JsonReader reader(*object, QStringLiteral("$"));
        reader.array(key);
        return reader.error();
    }
    FoundList found;
    found.rows = rows.toArray();
    found.path = path;
    found.offset = std::max<qint64>(0, toldNumber(*object, "offset"));
    found.total = toldNumber(*object, "total");
    return found;
}

int readRows(const FoundList &found, SyncBatch &batch,
             const std::function<void(JsonReader &, const QJsonValue &)> &read)
{
    int bad = 0;
    qsizetype index = 0;
    for (const QJsonValue row : found.rows) {
        JsonReader reader(row, QStringLiteral("%1[%2]").arg(found.path).arg(index++));
        if (reader.ok())
            read(reader, row);
        if (reader.ok() || ++bad > mostProblems)
            continue;
        batch.problems.emplace_back(reader.error().kind(),
                                    QStringLiteral("One row was left out, the others are kept"),
                                    reader.error().detail());
    }
    batch.moreLeftOut += std::max(0, bad - mostProblems);
    batch.wireRows += found.rows.size();
    batch.wireTotal = found.total;
    return bad;
}

double countOf(JsonReader &reader, const char *key)
{
    const double number = reader.number(key);
    if (reader.ok() && number < 0)
        reader.fail(QLatin1String(key), QStringLiteral("a count"), QJsonValue(number));
    return number;
}

std::optional<double> optionalCount(JsonReader &reader, const char *key)
{
    const auto number = reader.optionalNumber(key);
    if (number && *number < 0)
        reader.fail(QLatin1String(key), QStringLiteral("a count"), QJsonValue(*number));
    return number;
}

std::optional<DurationMs> optionalSeconds(JsonReader &reader, const char *key)
{
    const auto seconds = reader.optionalNumber(key);
    if (!seconds)
        return std::nullopt;
    if (std::abs(*seconds) > mostSeconds) {
        reader.fail(QLatin1String(key), QStringLiteral("seconds of a sane size"),
                    QJsonValue(*seconds));
        return std::nullopt;
    }
    return std::llround(*seconds * 1000.0);
}

} // namespace watchfloor::rocketchat
