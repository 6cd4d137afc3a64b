// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/sync/providers/shared/durations.h"

#include <utility>

namespace watchfloor {

/// One feed of a provider's ProviderInfo, put together step by step.
class FeedRecipe {
public:
    FeedRecipe(const char *key, const QString &title, FeedShape shape, DurationMs every)
    {
        m_info.key = QLatin1String(key);
        m_info.title = title;
        m_info.shape = shape;
        m_info.everyMs = every;
    }
    FeedRecipe &overlapping(DurationMs overlap, DurationMs window = 0)
    {
        m_info.overlapMs = overlap;
        m_info.windowMs = window;
        return *this;
    }
    FeedRecipe &needing(const char *capability, const QString &missingText)
    {
        m_info.capability = QLatin1String(capability);
        m_info.missingText = missingText;
        return *this;
    }
    FeedRecipe &bringing(std::vector<Topic> topics)
    {
        m_info.brings = std::move(topics);
        return *this;
    }
    FeedRecipe &listingActive()
    {
        m_info.listsActive = true;
        return *this;
    }
    operator FeedInfo() const { return m_info; }

private:
    FeedInfo m_info;
};

/// A setting, or a secret of one of several ways to sign in: may stay empty.
inline ProviderField optionalField(const char *key, const QString &title, const QString &help,
                                   const QString &placeholder = {})
{
    ProviderField field;
    field.key = QLatin1String(key);
    field.title = title;
    field.help = help;
    field.placeholder = placeholder;
    field.required = false;
    return field;
}

/// How often the account is asked; `floor` says what the vendor allows at most.
inline ProviderField refreshField(const QString &floor)
{
    return optionalField("refresh_minutes", QStringLiteral("Minutes between refreshes"),
                         QStringLiteral("1 to 60. ") + floor, QStringLiteral("1"));
}

inline ProviderField optionalSecret(const char *key, const QString &title, const QString &help)
{
    ProviderField field = optionalField(key, title, help);
    field.secret = true;
    return field;
}

inline ProviderField requiredSecret(const char *key, const QString &title, const QString &help)
{
    ProviderField field = optionalSecret(key, title, help);
    field.required = true;
    return field;
}

} // namespace watchfloor
