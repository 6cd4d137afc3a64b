// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatrooms.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

struct Rooms::Filter {
    QSet<QString> agents;
    QSet<QString> departments;
    std::optional<bool> open;
    bool onHold = false;
    bool queued = false;
    std::optional<Bounds> created;
    std::optional<Bounds> closed;
    QSet<QString> tags;
    QString name;
    bool wholeName = false;
    bool customFields = false; ///< no room of ours has any
};

namespace {

QSet<QString> setOf(const Call &call, const char *key)
{
    const auto values = call.request->params(QLatin1String(key));
    return QSet<QString>(values.begin(), values.end());
}

bool isTrue(const QString &value)
{
    return value == QLatin1String("true") || value == QLatin1String("t") ||
           value == QLatin1String("1");
}

/// nullopt: no value of that key.
std::optional<Ms> timeOf(const Books &books, const Conversation &c, const QString &key)
{
    const auto told = [](Ms at) { return at == 0 ? std::nullopt : std::optional<Ms>(at); };
    if (key == QLatin1String("ts"))
        return c.createdAt;
    if (key == QLatin1String("closedAt"))
        return told(c.closedAt);
    if (key == QLatin1String("_updatedAt"))
        return c.updatedAt;
    if (key == QLatin1String("queuedAt"))
        return told(c.queuedAt);
    if (key == QLatin1String("servedBy.ts"))
        return told(books.servedBy(c).at);
    return std::nullopt;
}

bool sortable(const QString &key)
{
    static const QStringList keys{
        QStringLiteral("ts"),          QStringLiteral("closedAt"), QStringLiteral("_updatedAt"),
        QStringLiteral("queuedAt"),    QStringLiteral("_id"),      QStringLiteral("fname"),
        QStringLiteral("servedBy.ts"),
    };
    return keys.contains(key);
}

} // namespace

std::optional<Rooms::Bounds> Rooms::bounds(const Call &call, const char *key, Response *wrong) const
{
    const QJsonDocument document = QJsonDocument::fromJson(call.param(key).toUtf8());
    if (!document.isObject()) {
        *wrong = failure(QStringLiteral("The \"%1\" query parameter must be a valid JSON object.")
                             .arg(QLatin1String(key)));
        return std::nullopt;
    }
    Bounds bounds;
    for (const auto &[name, target] :
         {std::pair("start", &bounds.start), std::pair("end", &bounds.end)}) {
        const QJsonValue side = document.object().value(QLatin1String(name));
        if (side.isUndefined() || side.isNull())
            continue;
        *target = m_dates.moment(side.toString());
        if (!*target) {
            *wrong = failure(wrongDate(
                qPrintable(QStringLiteral("%1.%2").arg(QLatin1String(key), QLatin1String(name)))));
            return std::nullopt;
        }
    }
    return bounds;
}

std::optional<Response> Rooms::readFilter(const Call &call, Filter *filter) const
{
    filter->agents = setOf(call, "agents[]");
    filter->departments = setOf(call, "departmentId") + setOf(call, "departmentId[]");
    filter->tags = setOf(call, "tags[]");
    if (call.has("open")) {
        const QString open = call.param("open");
        if (open != QLatin1String("true") && open != QLatin1String("false"))
            return failure(QStringLiteral("must be boolean"), QStringLiteral("invalid-params"));
        filter->open = open == QLatin1String("true");
    }
    filter->onHold = isTrue(call.param("onhold"));
    if (call.has("queued") && !atLeast(m_books.options(), "7.0"))
        return failure(QStringLiteral("must NOT have additional properties"),
                       QStringLiteral("invalid-params"));
    filter->queued = isTrue(call.param("queued"));
    Response wrong;
    if (call.has("createdAt") && !(filter->created = bounds(call, "createdAt", &wrong)))
        return wrong;
    if (call.has("closedAt") && !(filter->closed = bounds(call, "closedAt", &wrong)))
        return wrong;
    filter->name = call.param("roomName");
    if (filter->name.size() > 1 && filter->name.startsWith(u'"') && filter->name.endsWith(u'"')) {
        filter->wholeName = true;
        filter->name = filter->name.mid(1, filter->name.size() - 2);
    }
    if (call.has("customFields")) {
        const QJsonDocument fields = QJsonDocument::fromJson(call.param("customFields").toUtf8());
        if (!fields.isObject())
            return failure(QStringLiteral("The \"customFields\" query parameter must be a valid "
                                          "JSON."));
        filter->customFields = !fields.object().isEmpty();
    }
    return std::nullopt;
}

bool Rooms::passes(const Filter &filter, const Conversation &c) const
{
    const Served served = m_books.servedBy(c);
    const World &world = m_books.world();
    if (!filter.agents.isEmpty() &&
        (served.agent == Nobody ||
         !filter.agents.contains(world.agents()[size_t(served.agent)].id)))
        return false;
    if (!filter.departments.isEmpty() && !filter.departments.contains(m_books.departmentId(c)))
        return false;
    if (filter.open == true && (c.closed() || served.agent == Nobody || Books::onHold(c)))
        return false;
    if (filter.open == false && !c.closed())
        return false;
    if (filter.onHold && !Books::onHold(c))
        return false;
    if (filter.queued && !Books::queued(c))
        return false;
    if (filter.created && !filter.created->holds(c.createdAt))
        return false;
    if (filter.closed && (!c.closed() || !filter.closed->holds(c.closedAt)))
        return false;
    if (!filter.tags.isEmpty() && std::none_of(c.labels.begin(), c.labels.end(), [&](int label) {
            return filter.tags.contains(world.labels()[size_t(label)]);
        }))
        return false;
    const QString name = m_books.visitorName(c);
    if (filter.wholeName ? name != filter.name : !name.contains(filter.name, Qt::CaseInsensitive))
        return false;
    return !filter.customFields;
}

std::optional<Response> Rooms::sortRooms(const Call &call,
                                         std::vector<const Conversation *> *rooms) const
{
    SortKeys keys{{QStringLiteral("ts"), -1}};
    if (call.has("sort")) {
        const auto asked = parseSort(call.param("sort"));
        if (!asked)
            return invalidSort(call.param("sort"));
        if (!asked->empty())
            keys = *asked;
    }
    for (const auto &[key, direction] : keys) {
        if (!sortable(key))
            return refused(QStringLiteral("rooms are not sorted by '%1'").arg(key));
    }
    std::stable_sort(rooms->begin(), rooms->end(), [&](const auto *a, const auto *b) {
        for (const auto &[key, direction] : keys) {
            const Conversation &left = direction > 0 ? *a : *b;
            const Conversation &right = direction > 0 ? *b : *a;
            if (key == QLatin1String("_id") || key == QLatin1String("fname")) {
                const QByteArray x =
                    (key == QLatin1String("_id") ? left.id : m_books.visitorName(left)).toUtf8();
                const QByteArray y =
                    (key == QLatin1String("_id") ? right.id : m_books.visitorName(right)).toUtf8();
                if (x != y)
                    return x < y;
                continue;
            }
            // What is absent comes first.
            const auto x = timeOf(m_books, left, key);
            const auto y = timeOf(m_books, right, key);
            if (x != y)
                return x < y;
        }
        return false;
    });
    return std::nullopt;
}

Response Rooms::list(const Call &call, bool all)
{
    Filter filter;
    if (auto wrong = readFilter(call, &filter))
        return *wrong;
    if (!all && (filter.agents.size() != 1 || !filter.agents.contains(call.userId)))
        return json({{QStringLiteral("success"), false},
                     {QStringLiteral("error"), QStringLiteral("unauthorized")}},
                    403);
    Response wrong;
    const auto slice = sliceOf(call, m_books.options(), &wrong);
    if (!slice)
        return wrong;
    QString key = QString::number(m_books.world().revision());
    for (const auto &[name, value] : call.request->query) {
        if (name != QLatin1String("offset") && name != QLatin1String("count"))
            key += QLatin1Char('&') + name + QLatin1Char('=') + value;
    }
    if (key != m_key) {
        m_rooms.clear();
        for (const Conversation &c : m_books.world().conversations()) {
            if (m_books.inScope(c) && passes(filter, c))
                m_rooms.push_back(&c);
        }
        m_key.clear();
        if (auto bad = sortRooms(call, &m_rooms))
            return *bad;
        m_key = key;
    }
    QJsonArray rows;
    const auto total = static_cast<qsizetype>(m_rooms.size());
    for (qsizetype i = slice->offset; i < std::min(total, slice->offset + slice->count); ++i)
        rows.append(roomDocument(m_books, *m_rooms[size_t(i)]));
    return success({{QStringLiteral("rooms"), rows},
                    {QStringLiteral("count"), rows.size()},
                    {QStringLiteral("offset"), slice->offset},
                    {QStringLiteral("total"), total}});
}

} // namespace watchfloor::sandbox::rocketchat
