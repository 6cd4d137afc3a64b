// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountform.h"

#include "backend/domain/refreshpace.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr qsizetype longestAccountName = 100;

QString sayForm(const char *text)
{
    return QCoreApplication::translate("accountform", text);
}

bool isThisComputer(const QString &host)
{
    return host == QLatin1String("localhost") || host == QLatin1String("::1") ||
           host.startsWith(QLatin1String("127."));
}

QString urlFault(const QString &typed)
{
    const QUrl url(completedUrl(typed), QUrl::StrictMode);
    const QString example = sayForm("Write it like https://chat.example.com");
    if (typed.trimmed().isEmpty())
        return sayForm("The server's web address is missing. %1.").arg(example);
    const bool web =
        url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !web)
        return sayForm("This is not a web address. %1.").arg(example);
    if (!url.userInfo().isEmpty())
        return sayForm("Leave user name and password out of the web address.");
    if (url.scheme() == QLatin1String("http") && !isThisComputer(url.host()))
        return sayForm("http would send the token unprotected over the network. Use https.");
    return {};
}

} // namespace

QString completedUrl(const QString &typed)
{
    QString url = typed.trimmed();
    if (!url.isEmpty() && !url.contains(QLatin1String("://")))
        url.prepend(QLatin1String("https://"));
    while (url.endsWith(QLatin1Char('/')) && !url.endsWith(QLatin1String("://")))
        url.chop(1);
    return url;
}

QMap<QString, QString> formFaults(const ProviderInfo &provider, const AccountForm &form)
{
    QMap<QString, QString> faults;
    if (const QString fault = urlFault(form.url); !fault.isEmpty())
        faults.insert(QStringLiteral("url"), fault);
    for (const ProviderField &field : provider.secrets) {
        if (field.required && form.id == 0 && form.secrets.value(field.key).isEmpty())
            faults.insert(field.key, sayForm("This is needed to sign in."));
    }
    const SignInWay *way = signInWay(provider, form.way);
    for (const QString &key : way ? way->secrets : QStringList()) {
        if (form.id == 0 && form.secrets.value(key).isEmpty())
            faults.insert(key, sayForm("This is needed to sign in."));
    }
    if (provider.needsAccountId && form.remoteAccountId.isEmpty())
        faults.insert(QStringLiteral("account_id"), sayForm("This is needed."));
    for (const ProviderField &field : provider.settings) {
        const QString value = form.settings.value(field.key);
        if (field.required && value.isEmpty())
            faults.insert(field.key, sayForm("This is needed."));
        bool wantsNumber = false;
        field.placeholder.toLongLong(&wantsNumber);
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (wantsNumber && !value.isEmpty() && (!isNumber || number < 0))
            faults.insert(
                field.key,
                sayForm("This must be a whole number, such as %1.").arg(field.placeholder));
        else if (field.key == refreshSetting && !value.isEmpty() && !isRefreshMinutes(value))
            faults.insert(
                field.key,
                sayForm("This must be a whole number from 1 to %1.").arg(mostRefreshMinutes));
    }
    return faults;
}

QString nameFault(const QString &name, const QStringList &taken)
{
    const QString wanted = name.trimmed();
    if (wanted.isEmpty())
        return sayForm("Give the account a name.");
    if (wanted.size() > longestAccountName)
        return sayForm("The name may have up to %1 characters.").arg(longestAccountName);
    if (std::any_of(wanted.begin(), wanted.end(),
                    [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }))
        return sayForm("The name holds a character that cannot be shown.");
    if (taken.contains(wanted))
        return sayForm("Another account has this name already.");
    return {};
}

const SignInWay *signInWay(const ProviderInfo &provider, const QString &key)
{
    for (const SignInWay &way : provider.ways) {
        if (way.key == key)
            return &way;
    }
    return provider.ways.empty() ? nullptr : &provider.ways.front();
}

QString faultyField(const ProviderInfo &provider, const QString &way, const Error &error)
{
    if (!error.asksFor().isEmpty())
        return error.asksFor();
    const SignInWay *chosen = signInWay(provider, way);
    switch (error.kind()) {
    case Error::Kind::Network:
    case Error::Kind::Dns:
    case Error::Kind::Tls:
    case Error::Kind::Timeout:
    case Error::Kind::HttpStatus:
    case Error::Kind::NotJson:
    case Error::Kind::WrongShape:
    case Error::Kind::TooLarge:
    case Error::Kind::Unavailable:
    case Error::Kind::NotFound:
        return QStringLiteral("url");
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden:
        if (chosen && !chosen->secrets.isEmpty())
            return chosen->secrets.front();
        return provider.secrets.empty() ? QString() : provider.secrets.front().key;
    default:
        return {};
    }
}

bool isYesNo(const ProviderField &field)
{
    return field.placeholder == QLatin1String("true") ||
           field.placeholder == QLatin1String("false");
}

} // namespace watchfloor
