// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QTimeZone>

namespace watchfloor {

/// The zones a lead is likely to want first (this computer's, UTC, the accounts'), then all of
/// them by region.
class ZoneMenu : public QMenu {
    Q_OBJECT
public:
    explicit ZoneMenu(QWidget *parent = nullptr);

    void setChoices(const QStringList &accountZones, const QTimeZone &current);

Q_SIGNALS:
    void zoneChosen(const QTimeZone &zone);

private:
    void addZone(QMenu *menu, const QByteArray &id, const QString &title,
                 const QByteArray &current);
};

} // namespace watchfloor
