// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>

#include <functional>

namespace watchfloor {

/// Whether GNOME animates: its switch lies in a database, which its own command reads and watches.
/// Asked beside the window, never waited for; without the command nothing is ever told.
class GnomeMotion : public QObject {
    Q_OBJECT
public:
    GnomeMotion(const QString &command, std::function<void(bool animated)> told,
                QObject *parent = nullptr);
    ~GnomeMotion() override;

    /// The session's desktop keeps its settings there.
    static bool isAbout(const QString &currentDesktop);

private:
    void hear(QProcess &process);

    std::function<void(bool)> m_told;
    QProcess m_asked;
    QProcess m_watching;
};

} // namespace watchfloor
