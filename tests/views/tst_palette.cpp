// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/icons.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/typography.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace watchfloor;

class TestPalette : public QObject {
    Q_OBJECT

    static QImage mark(const QString &state)
    {
        QImage image(12, 12, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintStateMark(painter, QRectF(1, 1, 10, 10), state);
        return image;
    }

    /// Only where there is ink: colour must not be the one difference.
    static QList<int> shape(const QImage &image)
    {
        QList<int> dots;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                dots << (qAlpha(image.pixel(x, y)) > 96);
        }
        return dots;
    }

private Q_SLOTS:
    void contrast_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const Palette *p : {&Palette::day(), &Palette::night()}) {
            const QByteArray theme = p->dark ? "dark" : "light";
            const auto row = [&theme](const QByteArray &name, const QColor &ink,
                                      const QColor &ground, double least) {
                QTest::newRow((theme + ' ' + name).constData()) << ink << ground << least;
            };
            const std::pair<const char *, QColor> inks[] = {
                {"text", p->text},     {"muted", p->muted}, {"faint", p->faint},
                {"accent", p->accent}, {"good", p->good},   {"warn", p->warn},
                {"bad", p->bad},       {"info", p->info},   {"away", p->away}};
            const std::pair<const char *, QColor> grounds[] = {
                {"window", p->window}, {"surface", p->surface}, {"raised", p->raised}};
            for (const auto &[ink, colour] : inks) {
                for (const auto &[ground, under] : grounds)
                    row(QByteArray(ink) + " on " + ground, colour, under, 4.5);
            }
            row("text on selection", p->text, p->selection(), 4.5);
            row("muted on selection", p->muted, p->selection(), 4.5);
            row("bad on selection", p->bad, p->selection(), 4.5);
            row("text on hover", p->text, p->hover(), 4.5);
            row("muted on hover", p->muted, p->hover(), 4.5);
            row("primary button", p->onAccent(), p->accent, 4.5);
            for (size_t i = 0; i < p->series.size(); ++i)
                row("series " + QByteArray::number(static_cast<int>(i) + 1), p->series[i],
                    p->surface, 3.0);
        }
    }
    void contrast()
    {
        QFETCH(QColor, ink);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double found = watchfloor::contrast(ink, ground);
        QVERIFY2(found >= least,
                 qPrintable(
                     QStringLiteral("%1 on %2 has %3").arg(ink.name(), ground.name()).arg(found)));
    }

    void contrastFormula()
    {
        QCOMPARE(qRound(watchfloor::contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(watchfloor::contrast(QColor(0x77, 0x77, 0x77), QColor(0x77, 0x77, 0x77)), 1.0);
        QCOMPARE(qRound(watchfloor::contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void marksDifferByShape()
    {
        applyTheme(Theme::Light);
        const QStringList states{QStringLiteral("online"),    QStringLiteral("busy"),
                                 QStringLiteral("back_soon"), QStringLiteral("away"),
                                 QStringLiteral("offline"),   QStringLiteral("pending"),
                                 QStringLiteral("queued"),    QStringLiteral("on_hold"),
                                 QStringLiteral("snoozed"),   QStringLiteral("closed")};
        for (qsizetype i = 0; i < states.size(); ++i) {
            QVERIFY2(shape(mark(states[i])).contains(1), qPrintable(states[i]));
            for (qsizetype j = i + 1; j < states.size(); ++j) {
                // Busy is a full disc whose bar is drawn, so its picture differs rather than its
                // ink.
                const bool differ =
                    shape(mark(states[i])) != shape(mark(states[j])) ||
                    (states[i] == QLatin1String("online") && mark(states[i]) != mark(states[j]));
                QVERIFY2(differ, qPrintable(states[i] + QLatin1Char(' ') + states[j]));
            }
        }
    }

    void themeReachesTheApplication()
    {
        applyTheme(Theme::Dark);
        QVERIFY(tokens().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Palette::night().window);
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@'))); // every token was replaced
        applyTheme(Theme::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Palette::day().surface);
    }

    void iconsAreThereAndRecoloured()
    {
        for (const char *name :
             {"agents", "conversations", "accounts", "search", "chevron", "check", "alert",
              "calendar", "globe", "account", "offline", "inbox", "filter", "side", "below"}) {
            const QImage image =
                iconPixmap(QLatin1String(name), QColor(255, 0, 0), 16, 2.0).toImage();
            bool red = false;
            for (int y = 0; y < image.height() && !red; ++y) {
                for (int x = 0; x < image.width() && !red; ++x)
                    red =
                        image.pixelColor(x, y).alpha() > 200 && image.pixelColor(x, y).red() > 240;
            }
            QVERIFY2(red, name);
        }
    }

    void fontSizesAreTheThree()
    {
        QCOMPARE(bodyFont().pixelSize(), 13);
        QCOMPARE(smallFont().pixelSize(), 11);
        QCOMPARE(titleFont().pixelSize(), 20);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
