// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/serveroptions.h"

#include "sandbox/truthjson.h"

#include <QHash>

#include <cmath>
#include <functional>

namespace watchfloor::sandbox {

namespace {

constexpr const char *Help =
    "Usage: watchfloor-sandbox [options]\n"
    "Serves simulated contact centres on 127.0.0.1 until SIGTERM. Prints one JSON line when "
    "ready.\n"
    "\n"
    "  --seed N                   which world (default 1)\n"
    "  --days N                   days of history (default 30)\n"
    "  --agents N                 people and bots (default 40)\n"
    "  --conversations-per-day N  (default 300)\n"
    "  --pii                      the account opted in to personal data\n"
    "  --tidy                     nothing stays open for weeks\n"
    "  --now ISO                  the clock's start (default: the machine's time)\n"
    "  --epoch ISO                start of the history (default: UTC midnight, days before now)\n"
    "  --freeze                   the clock stands still\n"
    "  --speed X                  the clock runs X times as fast (default 1)\n"
    "  --port-base P              truth on P, vendors on P+1... (default: any free ports)\n"
    "  --fault SPEC               KIND=VALUE[@VENDOR],...: latency=MS, jitter=MS, skew=S,\n"
    "                             reset|drop|truncate|429|5xx|html|types=RATE,\n"
    "                             tls=expired|host|selfsigned\n"
    "  --VENDOR KEY=VALUE         a setting of that vendor's server (may be repeated), see below\n"
    "  --help, --version\n";

QString help()
{
    QString text = QString::fromLatin1(Help);
    for (const VendorRow &row : vendorRows())
        text += QStringLiteral("\n  --%1 KEY=VALUE\n").arg(vendorWord(row.vendor)) + row.optionHelp;
    return text;
}

/// Reads the value of one option into the config; a sentence when it is wrong.
using Reader = std::function<QString(const QString &, SandboxConfig *)>;

QString wrong(const char *option, const QString &value, const char *expected)
{
    return QStringLiteral("%1: '%2' is not understood, %3 is expected.")
        .arg(QLatin1String(option), value, QLatin1String(expected));
}

Reader integer(const char *option, int SandboxConfig::*member, int low, int high)
{
    return [=](const QString &value, SandboxConfig *config) {
        bool ok = false;
        const int number = value.toInt(&ok);
        if (!ok || number < low || number > high)
            return QStringLiteral("%1: '%2' is not understood, a number from %3 to %4 is expected.")
                .arg(QLatin1String(option), value, QString::number(low), QString::number(high));
        config->*member = number;
        return QString();
    };
}

Reader instant(const char *option, std::optional<Ms> SandboxConfig::*member)
{
    return [=](const QString &value, SandboxConfig *config) {
        config->*member = parseIsoTime(value);
        return config->*member ? QString() : wrong(option, value, "an ISO 8601 time");
    };
}

QString readSeed(const QString &value, SandboxConfig *config)
{
    bool ok = false;
    config->seed = value.toULongLong(&ok);
    return ok ? QString() : wrong("--seed", value, "a whole number");
}

QString readSpeed(const QString &value, SandboxConfig *config)
{
    bool ok = false;
    config->speed = value.toDouble(&ok);
    ok = ok && std::isfinite(config->speed) && config->speed > 0 && config->speed <= 1e6;
    return ok ? QString() : wrong("--speed", value, "a number above 0");
}

QString readFaults(const QString &value, SandboxConfig *config)
{
    QString error;
    const auto faults = parseFaults(value, &error);
    if (faults)
        config->faults = *faults;
    return error;
}

Reader vendorSetting(const VendorRow &row)
{
    return [&row](const QString &value, SandboxConfig *config) {
        const qsizetype equals = value.indexOf(QLatin1Char('='));
        if (equals > 0)
            return row.set(config, value.left(equals), value.mid(equals + 1));
        return wrong(qPrintable(QStringLiteral("--") + vendorWord(row.vendor)), value, "KEY=VALUE");
    };
}

QHash<QString, Reader> makeReaders()
{
    QHash<QString, Reader> all{
        {QStringLiteral("--seed"), readSeed},
        {QStringLiteral("--days"), integer("--days", &SandboxConfig::days, 0, 3660)},
        {QStringLiteral("--agents"), integer("--agents", &SandboxConfig::agents, 1, 5000)},
        {QStringLiteral("--conversations-per-day"),
         integer("--conversations-per-day", &SandboxConfig::conversationsPerDay, 0, 1'000'000)},
        {QStringLiteral("--now"), instant("--now", &SandboxConfig::now)},
        {QStringLiteral("--epoch"), instant("--epoch", &SandboxConfig::epoch)},
        {QStringLiteral("--speed"), readSpeed},
        {QStringLiteral("--port-base"),
         integer("--port-base", &SandboxConfig::portBase, 1, 65535 - 4)},
        {QStringLiteral("--fault"), readFaults},
    };
    for (const VendorRow &row : vendorRows())
        all.insert(QStringLiteral("--") + vendorWord(row.vendor), vendorSetting(row));
    return all;
}

const QHash<QString, Reader> &readers()
{
    static const QHash<QString, Reader> all = makeReaders();
    return all;
}

} // namespace

Options parseOptions(const QStringList &arguments, Ms wallNow)
{
    SandboxConfig config;
    config.freeze = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments.at(i);
        std::optional<QString> value;
        const qsizetype equals = name.indexOf(QLatin1Char('='));
        if (name.startsWith(QLatin1String("--")) && equals > 0) {
            value = name.mid(equals + 1);
            name.truncate(equals);
        }
        const bool flag = name == QLatin1String("--freeze") || name == QLatin1String("--pii") ||
                          name == QLatin1String("--tidy") || name == QLatin1String("--help") ||
                          name == QLatin1String("--version");
        if (flag && value)
            return UsageError{QStringLiteral("%1 takes no value.").arg(name)};
        if (name == QLatin1String("--help"))
            return TextAnswer{help()};
        if (name == QLatin1String("--version"))
            return TextAnswer{QStringLiteral("watchfloor-sandbox " WATCHFLOOR_VERSION "\n")};
        if (name == QLatin1String("--freeze")) {
            config.freeze = true;
        } else if (name == QLatin1String("--pii")) {
            config.pii = true;
        } else if (name == QLatin1String("--tidy")) {
            config.tidy = true;
        } else {
            const auto reader = readers().constFind(name);
            if (reader == readers().constEnd())
                return UsageError{QStringLiteral("There is no option '%1'; see --help.").arg(name)};
            if (!value) {
                if (i + 1 == arguments.size())
                    return UsageError{QStringLiteral("%1 needs a value.").arg(name)};
                value = arguments.at(++i);
            }
            const QString error = (*reader)(*value, &config);
            if (!error.isEmpty())
                return UsageError{error};
        }
    }
    if (!config.now)
        config.now = wallNow;
    if (config.epoch && *config.epoch > *config.now)
        return UsageError{QStringLiteral("--epoch: the history cannot begin after --now.")};
    return config;
}

} // namespace watchfloor::sandbox
