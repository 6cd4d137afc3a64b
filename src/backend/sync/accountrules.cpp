// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/accountrules.h"

#include "backend/domain/keeppolicy.h"
#include "backend/domain/refreshpace.h"
#include "backend/engine/businesssettings.h"
#include "backend/engine/slatargets.h"
#include "backend/net/httprequest.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr qsizetype longestName = 100;
constexpr qint64 longestHistoryDays = 36'500;

Error wrongInput(const QString &message, const QString &remedy)
{
    return Error(Error::Kind::BadInput, message, {}, remedy);
}

Result<QUrl> checkedUrl(QUrl url)
{
    const QString shown =
        url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QString example = QStringLiteral("Write it like https://chat.example.com");
    if (!url.isValid() || url.isRelative() || url.host().isEmpty())
        return wrongInput(QStringLiteral("\"%1\" is not a web address").arg(shown), example);
    if (!url.userInfo().isEmpty())
        return wrongInput(QStringLiteral("The web address must not hold a user name or password"),
                          example);
    if (url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host())) {
        return wrongInput(
            QStringLiteral("%1 would send the secret unprotected over the network").arg(shown),
            QStringLiteral("Use https; plain http is only for servers on this computer"));
    }
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return wrongInput(QStringLiteral("\"%1\" is not a web address").arg(shown), example);
    url.setQuery(QString());
    url.setFragment(QString());
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

/// A word where a number is due would otherwise fall back to the default without a sound.
Result<void> checkedNumbers(const QJsonObject &settings)
{
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        bool ok = false;
        if (it.key() == QLatin1String("history_days")) {
            const qint64 days = it.value().toVariant().toLongLong(&ok);
            if (!ok || days < 1 || days > longestHistoryDays)
                return wrongInput(
                    QStringLiteral("history_days is \"%1\"").arg(it.value().toVariant().toString()),
                    QStringLiteral("It is a whole number of days, at least 1"));
        }
    }
    return {};
}

/// The vendors' floors are the feeds' own cadences, a minute the shortest.
Result<void> checkedRefresh(const QJsonObject &settings)
{
    const QString typed = settings.value(refreshSetting).toVariant().toString();
    if (!settings.contains(refreshSetting) || isRefreshMinutes(typed))
        return {};
    return wrongInput(
        QStringLiteral("%1 is \"%2\"").arg(refreshSetting, typed),
        QStringLiteral(
            "It is a whole number of minutes from 1 to %1; no server is asked more often "
            "than its vendor allows")
            .arg(mostRefreshMinutes));
}

QString choicesOf(const ProbeResult &probe)
{
    QStringList choices;
    for (const RemoteAccount &remote : probe.accounts) {
        QString choice = QStringLiteral("%1 (%2)").arg(remote.remoteId, remote.name.left(60));
        if (!remote.usable)
            choice += QStringLiteral(", not usable");
        choices.append(choice);
    }
    return choices.join(QStringLiteral("; "));
}

bool isLocalSetting(const QString &key)
{
    return key == refreshSetting || businesssettings::isKey(key) || slatargets::isKey(key) ||
           key == QLatin1String(keeppolicy::key);
}

bool isKnownSetting(const ProviderInfo &info, const QString &key)
{
    return key == QLatin1String("history_days") || isLocalSetting(key) ||
           std::any_of(info.settings.begin(), info.settings.end(),
                       [&](const ProviderField &field) { return field.key == key; });
}

QStringList settingKeys(const ProviderInfo &info)
{
    QStringList keys;
    for (const ProviderField &field : info.settings)
        keys.append(field.key);
    if (!keys.contains(QStringLiteral("history_days")))
        keys.append(QStringLiteral("history_days"));
    keys.append(QLatin1String(keeppolicy::key));
    if (!keys.contains(refreshSetting))
        keys.append(refreshSetting);
    keys.append(QStringLiteral("sla.METRIC"));
    return keys + businesssettings::keys();
}

} // namespace

bool differLocally(const Account &before, Account after)
{
    QJsonObject theirs = before.settings;
    for (QJsonObject *settings : {&theirs, &after.settings}) {
        for (const QString &key : settings->keys()) {
            if (isLocalSetting(key))
                settings->remove(key);
        }
    }
    Account same = before;
    same.settings = theirs;
    return same == after;
}

Result<void> checkedLocalSettings(const Account &account)
{
    if (const auto policy = keeppolicy::read(account.settings); !policy)
        return policy.error();
    for (const Result<void> &good :
         {checkedRefresh(account.settings), slatargets::check(account)}) {
        if (!good)
            return good;
    }
    return businesssettings::check(account);
}

Result<void> changeSetting(const ProviderInfo &info, Account *account, const QString &key,
                           const QString &value)
{
    QJsonObject &settings = account->settings;
    QString name = key;
    if (slatargets::isKey(key)) {
        const Result<QString> full = slatargets::fullKey(key);
        if (!full && !settings.contains(key))
            return full.error();
        if (full) { // both names would be two targets
            for (const QString &other : settings.keys()) {
                const Result<QString> same = slatargets::fullKey(other);
                if (slatargets::isKey(other) && same && *same == *full)
                    settings.remove(other);
            }
            name = *full;
        } else if (!value.isEmpty()) {
            return full.error();
        }
    } else if (!isKnownSetting(info, key) && !(value.isEmpty() && settings.contains(key))) {
        return wrongInput(
            QStringLiteral("%1 has no setting \"%2\"").arg(info.title, key),
            QStringLiteral("There are: %1").arg(settingKeys(info).join(QStringLiteral(", "))));
    }
    if (value.isEmpty())
        settings.remove(name);
    else
        settings.insert(name, settingFromText(value));
    return {};
}

QJsonValue settingFromText(const QString &text)
{
    if (text == QLatin1String("true"))
        return true;
    if (text == QLatin1String("false"))
        return false;
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    // "007" and "+5" are words that happen to have digits.
    return ok && QString::number(number) == text ? QJsonValue(number) : QJsonValue(text);
}

Result<Account> checkedAccount(const ProviderInfo &info, Account account)
{
    account.name = account.name.trimmed();
    const bool odd = std::any_of(account.name.begin(), account.name.end(),
                                 [](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    if (account.name.isEmpty() || account.name.size() > longestName || odd) {
        return wrongInput(QStringLiteral("The account needs a name of 1 to %1 printable characters")
                              .arg(longestName),
                          QStringLiteral("Choose another name"));
    }
    if (account.baseUrl.isEmpty() && !info.defaultUrl.isEmpty())
        account.baseUrl = QUrl(info.defaultUrl);
    const Result<QUrl> url = checkedUrl(account.baseUrl);
    if (!url)
        return url.error();
    account.baseUrl = *url;
    for (const Result<void> &good :
         {checkedNumbers(account.settings), checkedLocalSettings(account)}) {
        if (!good)
            return good.error();
    }
    for (const ProviderField &field : info.settings) {
        if (field.required && account.settings.value(field.key).toVariant().toString().isEmpty()) {
            return wrongInput(
                QStringLiteral("%1 needs the setting \"%2\"").arg(info.title, field.key),
                field.help);
        }
    }
    if (info.needsAccountId && account.remoteAccountId.isEmpty()) {
        return wrongInput(QStringLiteral("%1 needs the id of the account").arg(info.title),
                          info.accountIdHelp.isEmpty() ? QStringLiteral("Give it with --account-id")
                                                       : info.accountIdHelp);
    }
    return account;
}

Result<QString> chosenRemoteAccount(const ProviderInfo &info, const QString &wanted,
                                    const ProbeResult &probe)
{
    if (probe.accounts.empty())
        return wanted.isEmpty() ? probe.chosenAccountId : wanted;
    const QString list = QStringLiteral("The login may use: %1").arg(choicesOf(probe));
    if (!wanted.isEmpty()) {
        for (const RemoteAccount &remote : probe.accounts) {
            if (remote.remoteId != wanted)
                continue;
            if (remote.usable)
                return wanted;
            return wrongInput(
                QStringLiteral("The account %1 of %2 cannot be used").arg(wanted, info.title),
                remote.note);
        }
        return wrongInput(
            QStringLiteral("The login has no account %1 at %2").arg(wanted, info.title), list);
    }
    if (!probe.chosenAccountId.isEmpty())
        return probe.chosenAccountId;
    QStringList usable;
    for (const RemoteAccount &remote : probe.accounts) {
        if (remote.usable)
            usable.append(remote.remoteId);
    }
    if (usable.size() == 1)
        return usable.front();
    if (usable.isEmpty())
        return wrongInput(
            QStringLiteral("No account of this login at %1 can be used").arg(info.title), list);
    return wrongInput(QStringLiteral("The login has several accounts at %1").arg(info.title),
                      list + QStringLiteral(". Choose one with --account-id"));
}

} // namespace watchfloor
