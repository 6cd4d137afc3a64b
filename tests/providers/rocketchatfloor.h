// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/vendorsync.h"

namespace watchfloor::test {

using sandbox::RocketChatOptions;
using sandbox::Sandbox;
using sandbox::SandboxConfig;
using sandbox::Vendor;

inline constexpr TimeMs frozenNow = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
inline constexpr int worldDays = 5;
inline const QString rocketchat = QStringLiteral("rocketchat");

inline SandboxConfig smallFloor(const RocketChatOptions &options = {})
{
    SandboxConfig config;
    config.days = worldDays;
    config.agents = 10;
    config.conversationsPerDay = 60;
    config.now = frozenNow;
    config.rocketchat = options;
    config.rocketchat.limit = 0; // unpaced; the limiter has a test of its own
    return config;
}

/// Agents, departments, conversations and events. Who left before we first looked is in no list:
/// of them only ids are known.
inline QStringList factsIn(const QString &dump)
{
    QStringList lines = linesOf(dump, {QStringLiteral("agent"), QStringLiteral("grouping"),
                                       QStringLiteral("membership"), QStringLiteral("conversation"),
                                       QStringLiteral("event")});
    lines.removeIf([](const QString &line) {
        return line.startsWith(QLatin1String("agent\t")) &&
               (line.endsWith(QLatin1String("\t1")) ||
                line.section(u'\t', 3, 3) == QLatin1String("0"));
    });
    return lines;
}

/// The same without what is gone, and without the agents: who left meanwhile is known by name.
inline QStringList livingIn(const QString &dump)
{
    QStringList lines = linesOf(dump, {QStringLiteral("conversation"), QStringLiteral("event")});
    QSet<QString> gone;
    for (const QString &line : lines) {
        const QStringList fields = line.split(u'\t');
        if (fields[0] == QLatin1String("conversation") &&
            fields[fields.size() - 2] == QLatin1String("1"))
            gone.insert(fields[2]);
    }
    lines.removeIf([&](const QString &line) { return gone.contains(line.section(u'\t', 2, 2)); });
    return lines;
}

/// A floor that was synced once, and what is then in the cache.
struct SyncedFloor {
    explicit SyncedFloor(const SandboxConfig &config)
        : box(config)
    {
        QString error;
        if (!box.start(&error))
            qFatal("%s", qPrintable(error));
        VendorSync desk(box, Vendor::RocketChat, 8);
        const SyncSummary summary = desk.sync();
        if (!summary.complete())
            qFatal("%s", qPrintable(VendorSync::errorsOf(summary)));
        whole = desk.dump();
    }
    Sandbox box;
    QString whole;
};

} // namespace watchfloor::test
