// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/explainsample.h"
#include "views/accountslabel.h"
#include "views/drillchip.h"
#include "views/explainpopup.h"
#include "views/palette.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs now = 1'780'000'000'000;

Explanation sample()
{
    const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                 QTimeZone("Europe/Berlin"));
    return explanationOf(sampleExplanation(now), QStringLiteral("Jane <b>Kim</b>"), format, now);
}

} // namespace

class TestExplainPopup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    /// Loading, the answer, the button, the clipboard, Esc: all by keyboard.
    void byKeyboard()
    {
        QWidget window;
        window.resize(900, 600);
        window.show();
        auto *popup = new ExplainPopup(&window);
        QSignalSpy wanted(popup, &ExplainPopup::conversationsRequested);
        QSignalSpy closed(popup, &ExplainPopup::closed);
        popup->openAt(QRect(300, 100, 60, 28), QStringLiteral("First response"));
        QVERIFY(popup->isVisible());
        auto *show = popup->findChild<QPushButton *>(QStringLiteral("showConversations"));
        QVERIFY(!show->isVisible());
        popup->setExplanation(sample());
        QVERIFY(show->isVisible());
        QVERIFY(show->text().contains(QLatin1String("398")));
        QTest::keyClick(popup, Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QLatin1String("Jane <b>Kim</b>")));
        QVERIFY(copied.contains(QLatin1String("3 m 48 s")));
        QVERIFY(copied.contains(QLatin1String("Acme support")));
        QTest::keyClick(show, Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!popup->isVisible());
        QCOMPARE(closed.size(), 1);
        popup->openAt(QRect(300, 100, 60, 28), QStringLiteral("First response"));
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
        QCOMPARE(wanted.size(), 1);
    }

    /// Wherever the number stands, all of the popover is on the screen; nothing is cut sideways.
    void staysOnScreen_data()
    {
        QTest::addColumn<QRect>("number");
        QTest::addColumn<bool>("rtl");
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QTest::newRow("top left") << QRect(0, 0, 40, 28) << false;
        QTest::newRow("top right") << QRect(screen.right() - 40, 0, 40, 28) << false;
        QTest::newRow("bottom") << QRect(200, screen.bottom() - 30, 40, 28) << false;
        QTest::newRow("from the right") << QRect(20, 200, 40, 28) << true;
    }
    void staysOnScreen()
    {
        QFETCH(QRect, number);
        QFETCH(bool, rtl);
        QGuiApplication::setLayoutDirection(rtl ? Qt::RightToLeft : Qt::LeftToRight);
        QWidget window;
        window.show();
        ExplainPopup popup(&window);
        popup.openAt(number, QStringLiteral("First response"));
        popup.setExplanation(sample());
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QVERIFY2(screen.contains(popup.geometry()), qPrintable(QDebug::toString(popup.geometry())));
        QVERIFY(!popup.geometry().intersects(number));
        QVERIFY2(popup.height() > screen.height() / 3, qPrintable(QString::number(popup.height())));
        for (const ToneLabel *label : popup.findChildren<ToneLabel *>()) {
            if (label->isVisible())
                QVERIFY2(label->width() >= label->minimumSizeHint().width() - 1,
                         qPrintable(label->text()));
        }
    }

    /// Plain text everywhere, and all of it is told to a screen reader.
    void plainAndSpoken()
    {
        QWidget window;
        window.show();
        ExplainPopup popup(&window);
        popup.openAt(QRect(100, 100, 40, 28), {});
        popup.setExplanation(sample());
        for (const QLabel *label : popup.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        auto *scroll = popup.findChild<QScrollArea *>();
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(scroll);
        QVERIFY(spoken);
        QVERIFY(spoken->text(QAccessible::Description).contains(QLatin1String("Group: Billing")));
        popup.setFailure(QStringLiteral("The cache cannot be read"));
        QVERIFY(scroll->accessibleDescription().contains(QLatin1String("cannot be read")));
    }

    void chip()
    {
        DrillChip chip;
        QVERIFY(chip.isHidden());
        chip.resize(400, 40);
        chip.setWords({QStringLiteral("37 in 35 conversations: First response, Jane Kim"),
                       {QStringLiteral("Brand: This is the vendor's own figure.")}});
        chip.show();
        QSignalSpy removed(&chip, &DrillChip::removed);
        auto *cross = chip.findChild<QToolButton *>(QStringLiteral("removeDrill"));
        QVERIFY(!cross->accessibleName().isEmpty());
        cross->setFocus();
        QTest::keyClick(cross, Qt::Key_Space);
        QCOMPARE(removed.size(), 1);
        chip.setWords({});
        QVERIFY(chip.isHidden());
    }
};

QTEST_MAIN(TestExplainPopup)
#include "tst_explainpopup.moc"
