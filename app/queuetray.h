// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/queuewatch.h"

#include <QObject>

#include <memory>

namespace watchfloor {

/// The desktop's tray, or a test's.
class TrayPort : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual bool isAvailable() const = 0;
    /// The icon with the number of waiting conversations; `state` colours it and adds its sign.
    virtual void show(int count, ThresholdState state, const QString &toolTip) = 0;
    virtual void hide() = 0;
    /// Neither holds anything that a desktop could read as markup: some do.
    virtual void notify(const QString &title, const QString &text) = 0;

Q_SIGNALS:
    void clicked(); ///< the icon or the message
};

/// QSystemTrayIcon; a desktop without a tray is not available.
std::unique_ptr<TrayPort> makeSystemTray();

/// Tells, while it is switched on, when a queue waits longer than its high level.
class QueueTray : public QObject {
    Q_OBJECT
public:
    explicit QueueTray(std::unique_ptr<TrayPort> port, QObject *parent = nullptr);

    bool isAvailable() const { return m_port->isAvailable(); }
    void setThresholds(const Thresholds &thresholds);
    void look(const CountersReport &report);

Q_SIGNALS:
    void nowWanted(); ///< clicked: the Now page, please

private:
    void showIcon(const CountersReport &report);

    std::unique_ptr<TrayPort> m_port;
    Thresholds m_thresholds;
    QueueWatch m_watch;
    bool m_shown = false;
};

} // namespace watchfloor
