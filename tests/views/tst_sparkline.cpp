// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sparkline.h"

#include <QAccessible>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <optional>
#include <vector>

using namespace watchfloor;

namespace {

QString whole(double value)
{
    return QString::number(value, 'f', 0);
}

QImage painted(const SparkSeries &series, QSize size = {120, 24})
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens().surface);
    QPainter painter(&image);
    paintSparkline(painter, QRectF(QPointF(), QSizeF(size)), series, tokens(), tokens().accent);
    return image;
}

int inkOf(const QImage &image, const QColor &colour, QRect within)
{
    int ink = 0;
    for (int y = within.top(); y <= within.bottom(); ++y) {
        for (int x = within.left(); x <= within.right(); ++x)
            ink += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return ink;
}

} // namespace

class TestSparkline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void sparklineSaysWhatItShows_data()
    {
        QTest::addColumn<std::vector<std::optional<double>>>("values");
        QTest::addColumn<QString>("said");
        using V = std::vector<std::optional<double>>;
        QTest::newRow("nothing") << V{} << QStringLiteral("–");
        QTest::newRow("only gaps") << V{{}, {}} << QStringLiteral("–");
        QTest::newRow("plain") << V{4, 31, 23} << QStringLiteral("23, lowest 4, highest 31");
        QTest::newRow("zero is a value") << V{0, 2} << QStringLiteral("2, lowest 0, highest 2");
        QTest::newRow("gaps") << V{4, {}, {}, 9, {}}
                              << QStringLiteral("9, lowest 4, highest 9, 2 gaps");
    }
    void sparklineSaysWhatItShows()
    {
        QFETCH(std::vector<std::optional<double>>, values);
        QFETCH(QString, said);
        Sparkline line;
        line.setTexts(whole);
        line.setSeries({values, {}, true});
        line.setName(QStringLiteral("Open"));
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&line);
        QVERIFY(seen);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Open"));
        QCOMPARE(seen->text(QAccessible::Value), said);
    }

    void sparklineHasItsPointsWhereTheyBelong()
    {
        const SparkSeries series{{0, 10, std::nullopt, 5}, 8, true};
        const QRectF rect(0, 0, 120, 24);
        QCOMPARE(sparkPoint(rect, series, 0)->y(), 21.5);
        QCOMPARE(sparkPoint(rect, series, 1)->y(), 2.5);
        QVERIFY(!sparkPoint(rect, series, 2));
        QCOMPARE(sparkPoint(rect, series, 3)->x(), 117.5);
        const QImage image = painted(series);
        // No line where nobody knows, but a hatch.
        const QRect gap(44, 0, 70, 24);
        QCOMPARE(inkOf(image, tokens().accent, gap), 0);
        QVERIFY(inkOf(image, tokens().line, gap) > 20);
        QVERIFY(inkOf(image, tokens().accent, QRect(115, 8, 5, 8)) > 4);
        QVERIFY(inkOf(painted({{0, 10, 2, 9}, {}, true}), tokens().bad, QRect(0, 0, 120, 24)) == 0);
        QVERIFY(inkOf(painted({{0, 10, 2, 9}, 8, true}), tokens().bad, QRect(114, 0, 6, 8)) > 4);
    }
};

QTEST_MAIN(TestSparkline)
#include "tst_sparkline.moc"
