// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/accountsecrets.h"

#include <algorithm>

namespace watchfloor {
namespace {

QStringList storedKeys(const ProviderInfo &info, bool required)
{
    QStringList keys;
    for (const ProviderField &field : info.secrets) {
        if (field.required == required && !field.oneTime)
            keys.append(field.key);
    }
    return keys;
}

const ProviderField *fieldOf(const ProviderInfo &info, const QString &key)
{
    const auto found = std::find_if(info.secrets.begin(), info.secrets.end(),
                                    [&](const ProviderField &field) { return field.key == key; });
    return found == info.secrets.end() ? nullptr : &*found;
}

qsizetype countGiven(const QStringList &keys, const Secrets &secrets)
{
    return std::count_if(keys.begin(), keys.end(),
                         [&](const QString &key) { return !secrets.value(key).isEmpty(); });
}

Error missing(const ProviderInfo &info, const QString &key)
{
    const ProviderField *field = fieldOf(info, key);
    return Error(Error::Kind::BadInput,
                 QStringLiteral("%1 needs the secret \"%2\"").arg(info.title, key), {},
                 field == nullptr ? QString() : field->help);
}

/// The way that most was given of; of equals the first. Null where there is only one way.
const SignInWay *likeliestWay(const ProviderInfo &info, const Secrets &secrets)
{
    const SignInWay *best = nullptr;
    for (const SignInWay &way : info.ways) {
        const bool whole = countGiven(way.secrets, secrets) == way.secrets.size();
        if (whole)
            return &way;
        if (best == nullptr ||
            countGiven(way.secrets, secrets) > countGiven(best->secrets, secrets))
            best = &way;
    }
    return best;
}

} // namespace

QStringList neededSecrets(const ProviderInfo &info)
{
    return storedKeys(info, true);
}

QStringList otherSecrets(const ProviderInfo &info)
{
    return storedKeys(info, false);
}

Result<void> checkedSecrets(const ProviderInfo &info, const Secrets &secrets)
{
    for (const ProviderField &field : info.secrets) {
        if (field.required && secrets.value(field.key).isEmpty())
            return missing(info, field.key);
    }
    const SignInWay *way = likeliestWay(info, secrets);
    if (way == nullptr)
        return {};
    for (const QString &key : way->secrets) {
        if (!secrets.value(key).isEmpty())
            continue;
        if (countGiven(way->secrets, secrets) > 0)
            return missing(info, key);
        QStringList ways;
        for (const SignInWay &one : info.ways)
            ways.append(one.title + QStringLiteral(" (") + one.secrets.join(QStringLiteral(", ")) +
                        u')');
        return Error(Error::Kind::BadInput,
                     QStringLiteral("%1 needs secrets to sign in").arg(info.title), {},
                     QStringLiteral("Give one of: %1").arg(ways.join(QStringLiteral("; "))));
    }
    return {};
}

Secrets mergedSecrets(const ProviderInfo &info, const Secrets &stored, const Secrets &given)
{
    Secrets merged = stored;
    if (!info.ways.empty() && !given.isEmpty()) {
        QStringList fit;
        for (const SignInWay &way : info.ways) {
            if (countGiven(way.secrets + way.optional, given) > 0)
                fit += way.secrets + way.optional;
        }
        for (const SignInWay &way : info.ways) {
            for (const QString &key : way.secrets + way.optional) {
                if (!fit.contains(key))
                    merged.remove(key);
            }
        }
    }
    merged.insert(given);
    return merged;
}

Secrets secretsToKeep(const ProviderInfo &info, const Secrets &given, const ProbeResult &probe)
{
    Secrets kept = probe.grantedSecrets.isEmpty() ? given : probe.grantedSecrets;
    for (const ProviderField &field : info.secrets) {
        if (field.oneTime)
            kept.remove(field.key);
    }
    return kept;
}

QStringList staleSecrets(const Secrets &stored, const Secrets &kept)
{
    QStringList stale;
    for (auto it = stored.begin(); it != stored.end(); ++it) {
        if (!kept.contains(it.key()))
            stale.append(it.key());
    }
    return stale;
}

} // namespace watchfloor
