// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandboxvendors.h"

#include "sandbox/chatwootdialect.h"
#include "sandbox/simulation.h"

#include <QVersionNumber>

namespace watchfloor::sandbox {

QString setChatwootOption(ChatwootOptions *options, const QString &key, const QString &value)
{
    const QString wrong = QStringLiteral("--chatwoot: '%1=%2' is not understood").arg(key, value);
    const auto oneOf = [&](QString *target, const QStringList &known) {
        if (!known.contains(value))
            return wrong +
                   QStringLiteral(", one of %1 is expected.").arg(known.join(QStringLiteral(", ")));
        *target = value;
        return QString();
    };
    const auto number = [&](int *target) {
        bool ok = false;
        const int parsed = value.toInt(&ok);
        if (!ok || parsed < 1)
            return wrong + QStringLiteral(", a number above 0 is expected.");
        *target = parsed;
        return QString();
    };
    if (key == QLatin1String("edition"))
        return oneOf(&options->edition,
                     {QStringLiteral("enterprise"), QStringLiteral("community")});
    if (key == QLatin1String("role"))
        return oneOf(&options->role, {QStringLiteral("administrator"), QStringLiteral("agent"),
                                      QStringLiteral("report_manage")});
    if (key == QLatin1String("version")) {
        if (QVersionNumber::fromString(value).segmentCount() < 2)
            return wrong + QStringLiteral(", a version such as 4.15.1 is expected.");
        options->version = value;
        return {};
    }
    if (key == QLatin1String("token")) {
        if (value.isEmpty())
            return wrong + QStringLiteral(", it must not be empty.");
        options->token = value;
        return {};
    }
    if (key == QLatin1String("limit.ip"))
        return number(&options->limitPerIp);
    if (key == QLatin1String("limit.reports"))
        return number(&options->limitReports);
    if (key == QLatin1String("limit.meta"))
        return number(&options->limitMeta);
    return wrong + QStringLiteral(", the keys are edition, version, role, token, limit.ip, "
                                  "limit.reports and limit.meta.");
}

bool hasDialect(Vendor vendor)
{
    return vendor == Vendor::Chatwoot;
}

std::unique_ptr<VendorDialect> makeDialect(const Simulation &simulation, const QString &baseUrl,
                                           const ChatwootOptions &chatwoot)
{
    if (simulation.config().vendor != Vendor::Chatwoot)
        return nullptr;
    return std::make_unique<ChatwootDialect>(simulation.world(), baseUrl, chatwoot);
}

QString accountIdOf(Vendor vendor)
{
    switch (vendor) {
    case Vendor::Chatwoot:
    case Vendor::RocketChat:
    case Vendor::ChatDash:
        return QStringLiteral("1");
    case Vendor::LivePerson:
        break;
    }
    return QStringLiteral("79144597");
}

} // namespace watchfloor::sandbox
