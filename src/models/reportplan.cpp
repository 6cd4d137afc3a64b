// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportplan.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

struct SectionWords {
    ReportSection section;
    const char *key;
    const char *title;
};

constexpr SectionWords sectionWords[] = {
    {ReportSection::Summary, "summary", QT_TRANSLATE_NOOP("ReportPlan", "Summary")},
    {ReportSection::ByAgent, "by_agent", QT_TRANSLATE_NOOP("ReportPlan", "Conversations by agent")},
    {ReportSection::Agents, "agents", QT_TRANSLATE_NOOP("ReportPlan", "Agents")},
    {ReportSection::Groups, "groups", QT_TRANSLATE_NOOP("ReportPlan", "Groups and skills")},
    {ReportSection::Trend, "trend", QT_TRANSLATE_NOOP("ReportPlan", "Trend")},
    {ReportSection::WeekHours, "heat_map", QT_TRANSLATE_NOOP("ReportPlan", "Week by hour")},
    {ReportSection::Distribution, "distribution", QT_TRANSLATE_NOOP("ReportPlan", "Distribution")},
    {ReportSection::List, "conversation_list",
     QT_TRANSLATE_NOOP("ReportPlan", "Conversation list")},
    {ReportSection::Timelines, "timelines", QT_TRANSLATE_NOOP("ReportPlan", "Conversations")},
    {ReportSection::Queue, "queue", QT_TRANSLATE_NOOP("ReportPlan", "Queue now")},
    {ReportSection::Definitions, "definitions", QT_TRANSLATE_NOOP("ReportPlan", "Definitions")},
    {ReportSection::Coverage, "coverage", QT_TRANSLATE_NOOP("ReportPlan", "Coverage and gaps")},
    {ReportSection::SyncState, "sync_state", QT_TRANSLATE_NOOP("ReportPlan", "Sync state")},
};

const SectionWords &wordsOf(ReportSection section)
{
    return *std::find_if(std::begin(sectionWords), std::end(sectionWords),
                         [section](const SectionWords &w) { return w.section == section; });
}

} // namespace

bool ReportPlan::has(ReportSection section) const
{
    return std::find(sections.begin(), sections.end(), section) != sections.end();
}

QString sectionTitle(ReportSection section)
{
    return QCoreApplication::translate("ReportPlan", wordsOf(section).title);
}

QString sectionKey(ReportSection section)
{
    return QString::fromLatin1(wordsOf(section).key);
}

Result<ReportSection> sectionFromKey(const QString &key)
{
    QStringList known;
    for (const SectionWords &words : sectionWords) {
        if (key == QLatin1String(words.key))
            return words.section;
        known << QString::fromLatin1(words.key);
    }
    return Error(
        Error::Kind::BadInput,
        QCoreApplication::translate("ReportPlan", "A report has no section “%1”.").arg(key),
        QString(),
        QCoreApplication::translate("ReportPlan", "It may have: %1.")
            .arg(known.join(QStringLiteral(", "))));
}

std::vector<ChosenConversation> conversationsFromText(const QString &text,
                                                      const QStringList &accounts)
{
    std::vector<ChosenConversation> chosen;
    QString account = accounts.size() == 1 ? accounts.front() : QString();
    for (QString part : text.split(QLatin1Char(';'))) {
        // An account's name may have a colon itself; an id has none.
        const qsizetype colon = part.lastIndexOf(QLatin1Char(':'));
        if (colon >= 0) {
            account = part.left(colon).trimmed();
            part = part.mid(colon + 1);
        }
        for (const QString &word : part.split(QLatin1Char(','))) {
            QString id = word.trimmed();
            if (id.startsWith(QLatin1Char('#')))
                id.remove(0, 1);
            const ChosenConversation one{account, id};
            if (!id.isEmpty() && !account.isEmpty() &&
                std::find(chosen.begin(), chosen.end(), one) == chosen.end())
                chosen.push_back(one);
        }
    }
    return chosen;
}

QString conversationsText(const std::vector<ChosenConversation> &chosen)
{
    QString text;
    QString account;
    for (const ChosenConversation &one : chosen) {
        if (text.isEmpty() || one.account != account)
            text += (text.isEmpty() ? QString() : QStringLiteral("; ")) + one.account +
                    QStringLiteral(": ") + one.remoteId;
        else
            text += QStringLiteral(", ") + one.remoteId;
        account = one.account;
    }
    return text;
}

} // namespace watchfloor
