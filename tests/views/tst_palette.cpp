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

#include <algorithm>
#include <array>
#include <cmath>

using namespace watchfloor;

namespace {

using Matrix = std::array<double, 9>; ///< rows of linear RGB
using Lab = std::array<double, 3>;

double linearOf(float channel)
{
    const double c = static_cast<double>(channel);
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// CIELAB (D65) of what an eye sees of the colour.
Lab labOf(const QColor &colour, const Matrix &seen)
{
    const Lab rgb{linearOf(colour.redF()), linearOf(colour.greenF()), linearOf(colour.blueF())};
    const auto times = [](const Matrix &m, const Lab &v) {
        Lab out{};
        for (size_t row = 0; row < 3; ++row)
            out[row] = m[3 * row] * v[0] + m[3 * row + 1] * v[1] + m[3 * row + 2] * v[2];
        return out;
    };
    Lab left = times(seen, rgb);
    for (double &channel : left)
        channel = std::clamp(channel, 0.0, 1.0);
    const Matrix toXyz{0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522,
                       0.0721750, 0.0193339, 0.1191920, 0.9503041};
    const Lab xyz = times(toXyz, left);
    const auto f = [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Lab &a, const Lab &b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace

Q_DECLARE_METATYPE(Matrix)

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

    void seriesWithoutOneKindOfCones_data()
    {
        QTest::addColumn<Matrix>("seen");
        QTest::addColumn<bool>("dark");
        // Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
        const std::pair<const char *, Matrix> kinds[] = {
            {"all cones", {1, 0, 0, 0, 1, 0, 0, 0, 1}},
            {"protanopia",
             {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
              1.051998}},
            {"deuteranopia",
             {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
              0.968881}},
            {"tritanopia",
             {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
              0.303900}}};
        for (const auto &[name, seen] : kinds) {
            QTest::addRow("%s, light", name) << seen << false;
            QTest::addRow("%s, dark", name) << seen << true;
        }
    }
    /// Any two series are at least six times the difference an eye just notices (2.3 in CIELAB).
    void seriesWithoutOneKindOfCones()
    {
        QFETCH(Matrix, seen);
        QFETCH(bool, dark);
        const Palette &p = dark ? Palette::night() : Palette::day();
        for (size_t i = 0; i < p.series.size(); ++i) {
            for (size_t j = i + 1; j < p.series.size(); ++j) {
                const double apart = distance(labOf(p.series[i], seen), labOf(p.series[j], seen));
                QVERIFY2(
                    apart >= 15,
                    qPrintable(
                        QStringLiteral("series %1 and %2: %3").arg(i + 1).arg(j + 1).arg(apart)));
            }
        }
    }

    /// White and black are 100 apart whatever cones are missing; equal colours are 0.
    void distanceFormula()
    {
        const Matrix all{1, 0, 0, 0, 1, 0, 0, 0, 1};
        QCOMPARE(qRound(distance(labOf(Qt::white, all), labOf(Qt::black, all))), 100);
        QCOMPARE(distance(labOf(Qt::red, all), labOf(Qt::red, all)), 0.0);
        QCOMPARE(qRound(labOf(Qt::red, all)[1]), 80); // the a* of sRGB's red
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
