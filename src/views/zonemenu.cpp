// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/zonemenu.h"

#include "models/plaintext.h"

#include <QList>
#include <QMap>

namespace watchfloor {
namespace {

/// One zone goes by several names, and is one entry.
bool isUtc(const QByteArray &id)
{
    static const QList<QByteArray> names{"UTC",      "Etc/UTC", "Etc/UCT",   "Etc/Universal",
                                         "Etc/Zulu", "UCT",     "Universal", "Zulu"};
    return names.contains(id);
}

} // namespace

ZoneMenu::ZoneMenu(QWidget *parent)
    : QMenu(parent)
{
}

void ZoneMenu::addZone(QMenu *menu, const QByteArray &id, const QString &title,
                       const QByteArray &current)
{
    QAction *action = menu->addAction(title);
    action->setCheckable(true);
    action->setChecked(id == current || (isUtc(id) && isUtc(current)));
    connect(action, &QAction::triggered, this, [this, id] { Q_EMIT zoneChosen(QTimeZone(id)); });
}

void ZoneMenu::setChoices(const QStringList &accountZones, const QTimeZone &current)
{
    clear();
    const QByteArray chosen = current.id();
    const QByteArray system = QTimeZone::systemTimeZoneId();
    addZone(this, system, tr("This computer: %1").arg(QString::fromLatin1(system)), chosen);
    QList<QByteArray> listed{system};
    if (!isUtc(system))
        addZone(this, "UTC", QStringLiteral("UTC"), chosen);
    for (const QString &zone : accountZones) {
        const QByteArray id = zone.toLatin1();
        if (isUtc(id) || listed.contains(id) || !QTimeZone::isTimeZoneIdAvailable(id))
            continue;
        listed.append(id);
        addZone(this, id, oneLine(zone), chosen);
    }
    addSeparator();
    QMap<QString, QList<QByteArray>> regions;
    QList<QByteArray> others;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const int slash = static_cast<int>(id.indexOf('/'));
        const QString region = QString::fromLatin1(id.left(slash));
        // Offsets and old names without a city stand together, at the end.
        const bool city =
            slash > 0 && region != QLatin1String("Etc") && region != QLatin1String("SystemV");
        if (city)
            regions[region].append(id);
        else if (!isUtc(id))
            others.append(id);
    }
    const auto addRegion = [this, chosen](const QString &title, const QList<QByteArray> &ids) {
        QMenu *menu = addMenu(title);
        // Six hundred actions are made when looked at.
        connect(menu, &QMenu::aboutToShow, this, [this, menu, ids, chosen] {
            if (!menu->isEmpty())
                return;
            for (const QByteArray &id : ids) {
                QString city = QString::fromLatin1(id.mid(id.indexOf('/') + 1));
                addZone(menu, id, city.replace(QLatin1Char('_'), QLatin1Char(' ')), chosen);
            }
        });
    };
    for (auto it = regions.cbegin(); it != regions.cend(); ++it)
        addRegion(it.key(), it.value());
    if (!others.isEmpty())
        addRegion(tr("Other"), others);
}

} // namespace watchfloor
