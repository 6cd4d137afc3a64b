// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowstate.h"

#include "backend/async/guithread.h"

#include <QSettings>

namespace watchfloor {
namespace {

QString iniPath(const QString &profileDir)
{
    return profileDir + QStringLiteral("/window.ini");
}

} // namespace

WindowState WindowState::load(const QString &profileDir)
{
    refuseOnGuiThread("reading settings");
    const QSettings settings(iniPath(profileDir), QSettings::IniFormat);
    WindowState state;
    state.geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
    state.view = settings.value(QStringLiteral("window/view")).toMap();
    return state;
}

bool WindowState::save(const QString &profileDir) const
{
    refuseOnGuiThread("writing settings");
    QSettings settings(iniPath(profileDir), QSettings::IniFormat);
    settings.setValue(QStringLiteral("window/geometry"), geometry);
    settings.setValue(QStringLiteral("window/view"), view);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace watchfloor
