// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gnomemotion.h"

#include <QStringList>

namespace watchfloor {
namespace {

constexpr int partingMs = 500;

QStringList gnomeQuestion(const char *verb)
{
    return {QLatin1String(verb), QStringLiteral("org.gnome.desktop.interface"),
            QStringLiteral("enable-animations")};
}

} // namespace

GnomeMotion::GnomeMotion(const QString &command, std::function<void(bool animated)> told,
                         QObject *parent)
    : QObject(parent)
    , m_told(std::move(told))
{
    for (QProcess *process : {&m_asked, &m_watching}) {
        process->setStandardErrorFile(QProcess::nullDevice());
        connect(process, &QProcess::readyReadStandardOutput, this,
                [this, process] { hear(*process); });
    }
    // Changes after the answer: what is told last holds.
    connect(&m_asked, &QProcess::finished, this,
            [this, command] { m_watching.start(command, gnomeQuestion("monitor")); });
    m_asked.start(command, gnomeQuestion("get"));
}

GnomeMotion::~GnomeMotion()
{
    for (QProcess *process : {&m_asked, &m_watching}) {
        process->disconnect(this);
        if (process->state() == QProcess::NotRunning)
            continue;
        process->kill();
        process->waitForFinished(partingMs);
    }
}

bool GnomeMotion::isAbout(const QString &currentDesktop)
{
    for (const QString &name : currentDesktop.split(QLatin1Char(':'))) {
        for (const char *own : {"GNOME", "Unity", "Budgie"}) {
            if (name.compare(QLatin1String(own), Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

/// "false", and of the watch "enable-animations: false".
void GnomeMotion::hear(QProcess &process)
{
    while (process.canReadLine()) {
        const QByteArray line = process.readLine().trimmed();
        if (line.endsWith("true"))
            m_told(true);
        else if (line.endsWith("false"))
            m_told(false);
    }
}

} // namespace watchfloor
