// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopmotion.h"

#include <QByteArray>
#include <QFile>

#include <optional>

namespace watchfloor {
namespace {

/// The value behind "key=" in its group of an .ini file; none: it is not set.
std::optional<QByteArray> settingIn(const QString &path, const QByteArray &group,
                                    const QByteArray &key)
{
    constexpr qint64 mostBytes = 256 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool inside = false;
    for (const QByteArray &each : file.read(mostBytes).split('\n')) {
        const QByteArray line = each.trimmed();
        if (line.startsWith('[')) {
            inside = line == '[' + group + ']';
            continue;
        }
        const auto equals = line.indexOf('=');
        if (inside && equals > 0 && line.left(equals).trimmed() == key)
            return line.mid(equals + 1).trimmed();
    }
    return std::nullopt;
}

} // namespace

bool desktopReducesMotion(const QString &configDir)
{
    for (const char *gtk : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
        if (const auto animated =
                settingIn(configDir + QLatin1String(gtk), "Settings", "gtk-enable-animations"))
            return *animated == "0" || animated->toLower() == "false";
    }
    const auto factor =
        settingIn(configDir + QLatin1String("/kdeglobals"), "KDE", "AnimationDurationFactor");
    bool isNumber = false;
    return factor && factor->toDouble(&isNumber) == 0.0 && isNumber;
}

} // namespace watchfloor
