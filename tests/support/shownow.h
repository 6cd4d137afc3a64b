// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drill.h"
#include "support/fakenow.h"
#include "views/nowpage.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

namespace watchfloor::test {

inline void present(NowPage &page, const NowReport &report = fakeNowReport(40, 128))
{
    page.setFormatter(
        MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc()));
    page.setNow(fakeNow);
    page.setReport(report, false);
    page.resize(1104, 640);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
}

inline Drill drillOf(const QSignalSpy &spy)
{
    return spy.isEmpty() ? Drill() : spy.last().first().value<Drill>();
}

inline QString accessible(QObject *object, QAccessible::Text what)
{
    QAccessibleInterface *iface = QAccessible::queryAccessibleInterface(object);
    return iface ? iface->text(what) : QString();
}

} // namespace watchfloor::test
