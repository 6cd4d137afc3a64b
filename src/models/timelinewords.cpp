// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinewords.h"

#include <QCoreApplication>

#include <array>

namespace watchfloor {
namespace {

struct EventWords {
    const char *name;
    const char *title;
    const char *definition;
};

constexpr std::array eventWords{
    EventWords{"first_response", QT_TRANSLATE_NOOP("Event", "First response"),
               QT_TRANSLATE_NOOP("Event",
                                 "From the customer's request (or the handoff or reopening) "
                                 "to the first public answer by a person")},
    EventWords{"reply_time", QT_TRANSLATE_NOOP("Event", "Reply"),
               QT_TRANSLATE_NOOP("Event",
                                 "From the customer's first unanswered message to the next "
                                 "public answer by a person; the first answer never counts")},
    EventWords{"conversation_resolved", QT_TRANSLATE_NOOP("Event", "Resolved"),
               QT_TRANSLATE_NOOP("Event", "From the start of the conversation to its resolution; "
                                          "resolved again after a reopening counts again")},
    EventWords{"conversation_opened", QT_TRANSLATE_NOOP("Event", "Opened again"),
               QT_TRANSLATE_NOOP("Event",
                                 "From the last resolution to the reopening; 0 when it was "
                                 "never resolved before")},
    EventWords{
        "conversation_bot_resolved", QT_TRANSLATE_NOOP("Event", "Resolved by bot"),
        QT_TRANSLATE_NOOP("Event", "Resolved in an inbox with a bot, without any person writing")},
    EventWords{"conversation_bot_handoff", QT_TRANSLATE_NOOP("Event", "Bot handoff"),
               QT_TRANSLATE_NOOP("Event",
                                 "From the start of the conversation to the bot handing it to "
                                 "a person")},
    EventWords{
        "conversation_captain_inference_resolved", QT_TRANSLATE_NOOP("Event", "Captain resolved"),
        QT_TRANSLATE_NOOP("Event", "The vendor's assistant judged the conversation resolved")},
    EventWords{"conversation_captain_inference_handoff",
               QT_TRANSLATE_NOOP("Event", "Captain handoff"),
               QT_TRANSLATE_NOOP("Event", "The vendor's assistant judged that a person is needed")},
    EventWords{"wait_time", QT_TRANSLATE_NOOP("Event", "Wait"),
               QT_TRANSLATE_NOOP("Event", "The customer waited for a person's answer")},
    EventWords{
        "first_assignment_response", QT_TRANSLATE_NOOP("Event", "First answer after assignment"),
        QT_TRANSLATE_NOOP("Event", "From the first assignment to the first answer by a person")},
    EventWords{"assigned", QT_TRANSLATE_NOOP("Event", "Assigned"),
               QT_TRANSLATE_NOOP("Event", "The conversation was given to an agent")},
    EventWords{
        "transferred", QT_TRANSLATE_NOOP("Event", "Transferred"),
        QT_TRANSLATE_NOOP("Event", "The conversation went to another agent, skill or queue")},
    EventWords{"csat_answer", QT_TRANSLATE_NOOP("Event", "CSAT answer"),
               QT_TRANSLATE_NOOP("Event", "The customer answered the satisfaction survey")},
};

const EventWords *wordsOf(const QString &name)
{
    for (const EventWords &words : eventWords) {
        if (name == QLatin1String(words.name))
            return &words;
    }
    return nullptr;
}

} // namespace

QString eventTitle(const QString &name)
{
    if (const EventWords *words = wordsOf(name))
        return QCoreApplication::translate("Event", words->title);
    QString title = name;
    title.replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString eventDefinition(const QString &name)
{
    const EventWords *words = wordsOf(name);
    return words ? QCoreApplication::translate("Event", words->definition) : QString();
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
