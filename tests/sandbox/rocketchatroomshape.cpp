// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatmetrics.h"
#include "sandbox/rocketchatrooms.h"

#include <algorithm>

namespace watchfloor::sandbox::rocketchat {

namespace {

/// 1 highest .. 5 lowest; 99 when none is set.
int priorityWeight(Priority priority)
{
    switch (priority) {
    case Priority::Urgent:
        return 1;
    case Priority::High:
        return 2;
    case Priority::Medium:
        return 3;
    case Priority::Low:
        return 4;
    case Priority::None:
        break;
    }
    return 99;
}

/// The token in it opens the visitor's chat to whoever has it.
QJsonObject visitor(const Books &books, const Conversation &c, const RoomMetrics &metrics)
{
    QJsonObject v{{QStringLiteral("_id"), QStringLiteral("visitor%1").arg(c.number)},
                  {QStringLiteral("username"), QStringLiteral("guest-%1").arg(c.number)},
                  {QStringLiteral("token"), QStringLiteral("visitor-token-") + c.uuid},
                  {QStringLiteral("status"),
                   c.closed() ? QStringLiteral("offline") : QStringLiteral("online")}};
    if (c.contact != Nobody) {
        v.insert(QStringLiteral("_id"), books.world().contacts()[size_t(c.contact)].id);
        v.insert(QStringLiteral("name"), books.visitorName(c));
    }
    if (metrics.lastVisitorAt != 0)
        v.insert(QStringLiteral("lastMessageTs"), isoText(metrics.lastVisitorAt));
    if (c.number % 3 == 0)
        v.insert(QStringLiteral("activity"),
                 QJsonArray{isoText(c.createdAt).left(7)}); // months it wrote in
    return v;
}

void addClosing(const Books &books, const Conversation &c, QJsonObject *room)
{
    const Closure &closure = c.closures.back();
    const bool byVisitor = closure.by == CloseActor::Consumer;
    room->insert(QStringLiteral("closedAt"), isoText(c.closedAt));
    room->insert(QStringLiteral("closer"),
                 byVisitor ? QStringLiteral("visitor") : QStringLiteral("user"));
    QJsonObject by = Books::system();
    if (byVisitor)
        by = {{QStringLiteral("_id"), room->value(QStringLiteral("v"))[QStringLiteral("_id")]},
              {QStringLiteral("username"),
               room->value(QStringLiteral("v"))[QStringLiteral("username")]}};
    else if (closure.by != CloseActor::System && closure.agent != Nobody)
        by = books.user(closure.agent, c.closedAt);
    by.remove(QStringLiteral("name"));
    room->insert(QStringLiteral("closedBy"), by);
}

void addLastMessage(const Books &books, const Conversation &c, QJsonObject *room)
{
    const auto last = std::find_if(c.messages.rbegin(), c.messages.rend(), Books::isVisible);
    room->insert(QStringLiteral("lm"), isoText(last == c.messages.rend() ? c.createdAt : last->at));
    if (last == c.messages.rend())
        return;
    room->insert(QStringLiteral("lastMessage"),
                 QJsonObject{{QStringLiteral("_id"), QStringLiteral("m%1").arg(last->number)},
                             {QStringLiteral("rid"), c.id},
                             {QStringLiteral("msg"), books.world().text(c, *last)},
                             {QStringLiteral("ts"), isoText(last->at)}});
}

void addState(const Books &books, const Conversation &c, const RoomMetrics &metrics,
              QJsonObject *room)
{
    const Served served = books.servedBy(c);
    if (served.agent != Nobody) {
        QJsonObject by = books.user(served.agent, served.at);
        by.remove(QStringLiteral("name"));
        by.insert(QStringLiteral("ts"), isoText(served.at));
        room->insert(QStringLiteral("servedBy"), by);
    }
    if (!c.closed())
        room->insert(QStringLiteral("open"), true);
    if (Books::onHold(c))
        room->insert(QStringLiteral("onHold"), true);
    if (c.queuedAt != 0)
        room->insert(QStringLiteral("queuedAt"), isoText(c.queuedAt));
    if (metrics.waiting)
        room->insert(QStringLiteral("waitingResponse"), true);
    if (metrics.responder != Nobody) {
        QJsonObject by = books.user(metrics.responder, metrics.responderLast);
        by.remove(QStringLiteral("name"));
        by.insert(QStringLiteral("firstResponseTs"), isoText(metrics.responderFirst));
        by.insert(QStringLiteral("lastMessageTs"), isoText(metrics.responderLast));
        room->insert(QStringLiteral("responseBy"), by);
    }
}

} // namespace

QJsonObject roomDocument(const Books &books, const Conversation &c)
{
    const World &world = books.world();
    const Served served = books.servedBy(c);
    const RoomMetrics metrics =
        roomMetrics(world, c, books.options().ignoreBots, served.agent == Nobody ? 0 : served.at);
    QJsonObject room{
        {QStringLiteral("_id"), c.id},
        {QStringLiteral("t"), QStringLiteral("l")},
        {QStringLiteral("fname"), books.visitorName(c)},
        {QStringLiteral("msgs"), Books::messageCount(c)},
        {QStringLiteral("usersCount"), served.agent == Nobody ? 1 : 2},
        {QStringLiteral("ts"), isoText(c.createdAt)},
        {QStringLiteral("_updatedAt"), isoText(c.updatedAt)},
        {QStringLiteral("v"), visitor(books, c, metrics)},
        {QStringLiteral("priorityWeight"), priorityWeight(c.priority)},
        {QStringLiteral("estimatedWaitingTimeQueue"), 9999999},
        {QStringLiteral("livechatData"), QJsonObject()},
        {QStringLiteral("metrics"), metricsObject(metrics)},
    };
    if (c.group != Nobody) {
        room.insert(QStringLiteral("departmentId"), books.departmentId(c));
        room.insert(QStringLiteral("department"),
                    QJsonObject{{QStringLiteral("_id"), books.departmentId(c)},
                                {QStringLiteral("name"), books.departmentName(c.group)}});
        if (books.inUnits(c.group))
            room.insert(QStringLiteral("departmentAncestors"),
                        QJsonArray{QStringLiteral("unitOfTheNorth001")});
    }
    const QJsonObject source = books.source(c);
    if (!source.isEmpty())
        room.insert(QStringLiteral("source"), source);
    if (source.value(QStringLiteral("type")) == QLatin1String("email") && c.contact != Nobody)
        room.insert(
            QStringLiteral("email"),
            QJsonObject{{QStringLiteral("replyTo"), world.contacts()[size_t(c.contact)].email},
                        {QStringLiteral("subject"), QStringLiteral("About my order")}});
    QJsonArray tags;
    for (const int label : c.labels)
        tags.append(world.labels()[size_t(label)]);
    // Some rooms have none, some an empty list.
    if (!tags.isEmpty() || c.number % 2 == 0)
        room.insert(QStringLiteral("tags"), tags);
    if (c.priority != Priority::None)
        room.insert(QStringLiteral("priorityId"),
                    QStringLiteral("priority%1").arg(priorityWeight(c.priority)));
    addState(books, c, metrics, &room);
    if (c.closed())
        addClosing(books, c, &room);
    addLastMessage(books, c, &room);
    return room;
}

} // namespace watchfloor::sandbox::rocketchat
