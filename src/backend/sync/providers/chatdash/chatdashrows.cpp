// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashrows.h"

#include "backend/sync/providers/chatdash/chatdashmapping.h"

#include <algorithm>
#include <array>

namespace watchfloor::chatdash {
namespace {

// A page whose every row is bad must not become a report of thousands of sentences.
constexpr int mostProblems = 20;

constexpr std::array secretParts{"token",         "secret",     "password", "apikey", "api_key",
                                 "authorization", "credential", "cookie",   "private"};
constexpr std::array spokenWords{"transcript", "messages", "message", "text",
                                 "content",    "body",     "html",    "transcriptobject"};

const char *wordFor(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return "true or false";
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

Error otherShape(const char *expected, const QJsonValue &found)
{
    return Error(
        Error::Kind::WrongShape,
        QStringLiteral("The answer is not the %1 it should be").arg(QLatin1String(expected)),
        QStringLiteral("$: %1 expected, %2 found")
            .arg(QLatin1String(expected), QLatin1String(wordFor(found))));
}

QJsonObject withoutEmptyWords(const QJsonObject &object)
{
    QJsonObject copy = object;
    for (auto field = object.begin(); field != object.end(); ++field) {
        const bool namibia = field.key() == QLatin1String("countryCode");
        if (field->isString() && saysNothing(field->toString()) && !namibia)
            copy.remove(field.key());
    }
    return copy;
}

} // namespace

Result<FoundList> listIn(const QByteArray &body, const std::vector<const char *> &keys)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    if (json->isArray())
        return FoundList{json->toArray(), QStringLiteral("$")};
    const QJsonObject object = json->toObject();
    for (const char *key : keys) {
        const QJsonValue inner = object.value(QLatin1String(key));
        if (inner.isArray())
            return FoundList{inner.toArray(), QStringLiteral("$.") + QLatin1String(key)};
    }
    return otherShape("list", *json);
}

Result<FoundList> objectIn(const QByteArray &body, const std::vector<const char *> &keys)
{
    const auto json = parseJson(body);
    if (!json)
        return json.error();
    const QJsonObject object = json->toObject();
    if (object.contains(QLatin1String("_id")))
        return FoundList{QJsonArray{object}, QStringLiteral("$")};
    for (const char *key : keys) {
        const QJsonValue inner = object.value(QLatin1String(key));
        if (inner.isObject())
            return FoundList{QJsonArray{inner}, QStringLiteral("$.") + QLatin1String(key)};
    }
    return otherShape("object", *json);
}

RowFaults readRows(const FoundList &found,
                   const std::function<void(JsonReader &, const QJsonObject &)> &read)
{
    RowFaults faults;
    qsizetype index = 0;
    for (const QJsonValue &row : found.rows) {
        const QJsonObject object = withoutEmptyWords(row.toObject());
        const QJsonValue cleaned = row.isObject() ? QJsonValue(object) : row;
        JsonReader reader(cleaned, QStringLiteral("%1[%2]").arg(found.path).arg(index++));
        read(reader, object);
        if (reader.ok())
            continue;
        if (faults.problems.size() >= mostProblems) {
            ++faults.moreLeftOut;
            continue;
        }
        faults.problems.emplace_back(reader.error().kind(),
                                     QStringLiteral("One row was left out, the others are kept"),
                                     reader.error().detail());
    }
    faults.wireRows = found.rows.size();
    return faults;
}

QString wordOf(JsonReader &reader, const char *key)
{
    return reader.optionalIdText(key).value_or(QString());
}

bool mayBeSecret(const QString &key)
{
    const QString low = key.toLower();
    return std::any_of(secretParts.begin(), secretParts.end(),
                       [&](const char *part) { return low.contains(QLatin1String(part)); }) ||
           std::any_of(spokenWords.begin(), spokenWords.end(),
                       [&](const char *word) { return low == QLatin1String(word); });
}

QJsonValue withoutSecrets(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray copy;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &one : list)
            copy.append(withoutSecrets(one));
        return copy;
    }
    if (!value.isObject())
        return value;
    QJsonObject copy;
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!mayBeSecret(field.key()))
            copy.insert(field.key(), withoutSecrets(*field));
    }
    return copy;
}

} // namespace watchfloor::chatdash
