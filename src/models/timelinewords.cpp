// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinewords.h"

#include "backend/engine/metriccatalog.h"

#include <QCoreApplication>

namespace watchfloor {

QString eventTitle(const QString &name)
{
    if (const EventSpec *event = eventSpec(name))
        return QCoreApplication::translate("Event", event->title);
    QString title = name;
    title.replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString eventDefinition(const QString &name)
{
    const EventSpec *event = eventSpec(name);
    return event ? QCoreApplication::translate("Event", event->definition) : QString();
}

EventValue eventValueKind(const QString &name)
{
    const EventSpec *event = eventSpec(name);
    return event ? event->value : EventValue::Duration;
}

QString eventValueText(const ReportingEvent &event, const MetricFormatter &formatter)
{
    switch (eventValueKind(event.name)) {
    case EventValue::Duration:
        return formatter.duration(event.value);
    case EventValue::Rating:
        return QCoreApplication::translate("Event", "%1 of 5").arg(formatter.count(event.value));
    case EventValue::Nothing:
        break;
    }
    return MetricFormatter::none();
}

QString originTitle(EventOrigin origin)
{
    switch (origin) {
    case EventOrigin::Server:
        return QCoreApplication::translate("Event", "Reported");
    case EventOrigin::Derived:
        return QCoreApplication::translate("Event", "Derived");
    case EventOrigin::Estimated:
        return QCoreApplication::translate("Event", "Estimated");
    }
    return {};
}

QString originDefinition(EventOrigin origin)
{
    switch (origin) {
    case EventOrigin::Server:
        return QCoreApplication::translate("Event", "The vendor's own figure");
    case EventOrigin::Derived:
        return QCoreApplication::translate(
            "Event",
            "Worked out here from the vendor's messages, because it reports no such event");
    case EventOrigin::Estimated:
        return QCoreApplication::translate(
            "Event", "Worked out here; the time of one edge had to be guessed");
    }
    return {};
}

} // namespace watchfloor
