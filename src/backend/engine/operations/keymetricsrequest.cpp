// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keymetricsrequest.h"

#include "backend/engine/operations/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace watchfloor {
namespace {

constexpr DurationMs keyMinute = 60'000;

/// Reads everything and keeps the first thing that is wrong.
class KeyRequestReader {
public:
    explicit KeyRequestReader(KeyMetricsRequest *request)
        : m_request(request)
    {
    }

    const QString &cause() const { return m_cause; }
    void readParams(const KeyMetricsParams &params);
    void readBody(const QByteArray &body);

private:
    void complain(const QString &cause)
    {
        if (m_cause.isEmpty())
            m_cause = cause;
    }
    void onlyKeys(const QJsonObject &object, const char *where,
                  std::initializer_list<const char *> known);
    QStringList strings(const QJsonObject &object, const char *name);
    IdFilter ids(const QJsonObject &filters, const char *name);
    void readSort(const QString &text);
    void readTime(const QJsonObject &time);
    void readFilters(const QJsonObject &filters);
    void readMetrics(const QJsonObject &body, const char *list, bool byTime);

    KeyMetricsRequest *m_request;
    QString m_cause;
};

/// A JSON number or its text; none when it is neither or has no integral value in range.
std::optional<qint64> epochOf(const QJsonValue &value)
{
    bool ok = value.isDouble();
    double number = value.toDouble();
    if (value.isString())
        number = value.toString().toDouble(&ok);
    if (!ok || !std::isfinite(number) || number < 0 || number > 1e15)
        return std::nullopt;
    return static_cast<qint64>(number);
}

void KeyRequestReader::onlyKeys(const QJsonObject &object, const char *where,
                                std::initializer_list<const char *> known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        bool found = false;
        for (const char *name : known)
            found = found || it.key() == QLatin1String(name);
        if (!found)
            complain(QStringLiteral("%1: unknown field in %2").arg(it.key(), QLatin1String(where)));
    }
}

QStringList KeyRequestReader::strings(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    QStringList found;
    if (value.isUndefined())
        return found;
    const QJsonArray items = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &item : items) {
        if (item.isString() && (value.isArray() || value.isString()))
            found.append(item.toString());
        else if (item.isDouble() && value.isArray())
            found.append(QString::number(item.toInteger()));
        else
            complain(QStringLiteral("%1: must be an array of strings").arg(QLatin1String(name)));
    }
    return found;
}

IdFilter KeyRequestReader::ids(const QJsonObject &filters, const char *name)
{
    const QStringList texts = strings(filters, name);
    IdFilter filter;
    filter.on = !texts.isEmpty();
    filter.ids = QSet<QString>(texts.begin(), texts.end());
    filter.ids.remove(QString());
    return filter;
}

void KeyRequestReader::readTime(const QJsonObject &time)
{
    const auto from = epochOf(time.value(QLatin1String("from")));
    const auto to = epochOf(time.value(QLatin1String("to")));
    if (!from || !to) {
        complain(QStringLiteral("filters.time: from and to must be epoch milliseconds"));
        return;
    }
    m_request->from = *from / keyMinute * keyMinute;
    m_request->to = (*to + keyMinute - 1) / keyMinute * keyMinute;
    if (*from > *to)
        complain(QStringLiteral("filters.time: from must not be after to"));
}

void KeyRequestReader::readFilters(const QJsonObject &filters)
{
    onlyKeys(filters, "filters",
             {"time", "agentIds", "agentGroupIds", "skillIds", "userTypes", "includeSubGroups"});
    readTime(filters.value(QLatin1String("time")).toObject());
    m_request->agents = ids(filters, "agentIds");
    m_request->groups = ids(filters, "agentGroupIds");
    m_request->skills = ids(filters, "skillIds");
    const QStringList kinds = strings(filters, "userTypes");
    const QJsonValue subGroups = filters.value(QLatin1String("includeSubGroups"));
    const bool yes = subGroups.toBool() || subGroups.toString() == QLatin1String("true");
    const bool no = subGroups.isUndefined() || subGroups.isBool() ||
                    subGroups.toString() == QLatin1String("false");
    if (!yes && !no)
        complain(QStringLiteral("includeSubGroups: must be a boolean"));
    m_request->includeSubGroups = yes;
    const bool humans = kinds.contains(QLatin1String("HUMAN"));
    const bool bots = kinds.contains(QLatin1String("BOT"));
    for (const QString &kind : kinds) {
        if (kind != QLatin1String("HUMAN") && kind != QLatin1String("BOT"))
            complain(QStringLiteral("userTypes: must be HUMAN or BOT"));
    }
    if (humans != bots)
        m_request->kind = humans ? AgentKind::Human : AgentKind::Bot;
}

void KeyRequestReader::readMetrics(const QJsonObject &body, const char *list, bool byTime)
{
    const QStringList names = strings(body, list);
    for (const QString &name : names) {
        if (const auto metric = keyMetricAsked(name, byTime))
            m_request->metrics.set(static_cast<std::size_t>(*metric));
        else
            complain(QStringLiteral("%1: there is no metric %2").arg(QLatin1String(list), name));
    }
}

void KeyRequestReader::readBody(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        complain(QStringLiteral("body: must be a JSON object"));
        return;
    }
    const QJsonObject object = document.object();
    onlyKeys(object, "the body",
             {"filters", "metricsToRetrieveByTime", "metricsToRetrieveCurrentValue",
              "responseSections", "groupBy"});
    readFilters(object.value(QLatin1String("filters")).toObject());
    readMetrics(object, "metricsToRetrieveByTime", true);
    readMetrics(object, "metricsToRetrieveCurrentValue", false);
    // The vendor does not say what an empty request means.
    if (m_request->metrics.none())
        complain(QStringLiteral("body: no metric is asked for"));
    const QStringList sections = strings(object, "responseSections");
    for (const QString &section : sections) {
        if (section != QLatin1String("all") && section != QLatin1String("groupBy"))
            complain(QStringLiteral("responseSections: must be all or groupBy"));
    }
    m_request->wantsAll = sections.isEmpty() || sections.contains(QLatin1String("all"));
    const QJsonValue groupBy = object.value(QLatin1String("groupBy"));
    if (groupBy.toString() == QLatin1String("skillId"))
        m_request->grouping = KeyGrouping::Skill;
    else if (groupBy.toString() == QLatin1String("agentGroupId"))
        m_request->grouping = KeyGrouping::Group;
    else if (!groupBy.isUndefined())
        complain(QStringLiteral("groupBy: must be skillId or agentGroupId"));
    if (!sections.isEmpty() && !sections.contains(QLatin1String("groupBy")))
        m_request->grouping = KeyGrouping::None;
}

void KeyRequestReader::readSort(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const QString field = text.left(colon);
    const QString order = colon < 0 ? QString() : text.mid(colon + 1);
    if (order != QLatin1String("asc") && order != QLatin1String("desc"))
        complain(QStringLiteral("sort: must be field:asc or field:desc"));
    m_request->sortText = text;
    m_request->descending = order == QLatin1String("desc");
    if (field == QLatin1String("key"))
        return;
    m_request->sortMetric = keyMetricSortedBy(field);
    if (!m_request->sortMetric)
        complain(QStringLiteral("sort: %1 cannot be sorted by").arg(field));
}

void KeyRequestReader::readParams(const KeyMetricsParams &params)
{
    constexpr qint64 farthest = 1'000'000'000;
    bool ok = true;
    if (params.offset)
        m_request->offset = params.offset->toLongLong(&ok);
    if (!ok || m_request->offset < 0 || m_request->offset > farthest)
        complain(QStringLiteral("offset: must be 0 or more"));
    ok = true;
    if (params.limit)
        m_request->limit = params.limit->toLongLong(&ok);
    if (!ok || m_request->limit < 1 || m_request->limit > 50)
        complain(QStringLiteral("limit: must be from 1 to 50"));
    if (params.sort)
        readSort(*params.sort);
}

} // namespace

Result<KeyMetricsRequest> keyMetricsRequest(const KeyMetricsParams &params, const QByteArray &body)
{
    KeyMetricsRequest request;
    KeyRequestReader reader(&request);
    reader.readParams(params);
    reader.readBody(body);
    if (!reader.cause().isEmpty())
        return Error(Error::Kind::BadInput, reader.cause());
    return request;
}

QByteArray keyMetricsError(const Error &error)
{
    JsonWriter json;
    json.beginObject().key("causes").beginArray().value(error.message()).endArray();
    return json.key("message").value(QStringLiteral("Bad Request")).endObject().bytes();
}

} // namespace watchfloor
