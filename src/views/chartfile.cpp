// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chartfile.h"

#include "views/chartgeometry.h"
#include "views/chartview.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QSvgGenerator>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace watchfloor {

// Named, as what holds them is.
namespace chartsheet {

struct PlacedText {
    QRectF area;
    QString text;
    QFont font;
    QColor Palette::*colour;
};

struct PlacedChart {
    QRectF area;
    const ChartScene *scene; ///< null: the file's painted one
    int firstRow = 0;
};

/// Where everything stands.
struct ChartSheet {
    QSize size;
    std::vector<PlacedText> texts;
    std::vector<PlacedChart> charts;
};

/// What an XML document may not hold.
static QString withoutControls(QString text)
{
    for (QChar &c : text) {
        if (c.unicode() < 0x20 || c.isNonCharacter())
            c = QLatin1Char(' ');
    }
    return text;
}

/// An SVG as it grows.
struct SvgPaper {
    SvgPaper(QSize size, const QString &title)
    {
        buffer.open(QIODevice::WriteOnly);
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        generator.setResolution(96);
        generator.setTitle(withoutControls(title).toHtmlEscaped());
        generator.setDescription(QStringLiteral("Watchfloor"));
    }

    QByteArray bytes;
    QBuffer buffer{&bytes};
    QSvgGenerator generator;
};

/// A PNG as it grows. Packing gives up what it cannot write, and comes by every 8 kB: some 4 MB of
/// a picture, however empty that is. Qt's writer then loses 8 bytes for each row, 0.25 MB at most.
class PngBytes : public QBuffer {
public:
    explicit PngBytes(const std::function<bool()> &goOn)
        : m_goOn(goOn)
    {
    }

protected:
    qint64 writeData(const char *bytes, qint64 size) override
    {
        return !m_goOn || m_goOn() ? QBuffer::writeData(bytes, size) : -1;
    }

private:
    const std::function<bool()> &m_goOn;
};

} // namespace chartsheet

namespace {

using chartsheet::ChartSheet;
using chartsheet::PlacedChart;
using chartsheet::PlacedText;
using chartsheet::SvgPaper;

constexpr int sheetMargin = 24;
constexpr int gapBelowTitle = 12;
constexpr int sheetGap = 24;
constexpr int plainHeight = 360;
constexpr int heatHeight = 320;
constexpr int aroundBars = 48; // axis and legend
constexpr int sharpness = 2;
constexpr int mostBars = 400; // of a picture of points; a higher one no painter takes

/// Of bars as many as a chart makes rows of, each part with its own axis.
double placeChart(ChartSheet &sheet, double top, double width, const ChartScene &scene)
{
    if (scene.kind != ChartScene::Kind::Bars) {
        const int height = scene.kind == ChartScene::Kind::Heat ? heatHeight : plainHeight;
        sheet.charts.push_back({QRectF(sheetMargin, top, width, height), &scene, 0});
        return height;
    }
    double height = 0;
    const int count = scene.categoryCount();
    for (int first = 0; first < count; first += ChartGeometry::mostLiveRows) {
        const int rows = std::min(ChartGeometry::mostLiveRows, count - first);
        const QRectF area(sheetMargin, top + height, width,
                          rows * ChartGeometry::barRow + aroundBars);
        sheet.charts.push_back({area, &scene, first});
        height += area.height();
    }
    return height;
}

/// Wrapped; answers the height.
double placeText(ChartSheet &sheet, double top, double width, const QString &text,
                 const QFont &font, QColor Palette::*colour)
{
    if (text.isEmpty())
        return 0;
    const QRectF room(sheetMargin, top, width, 400);
    const double height = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height();
    sheet.texts.push_back({QRectF(sheetMargin, top, width, height), text, font, colour});
    return height;
}

/// What stands for several agents, or for none, says most.
ChartScene shortened(const ChartScene &scene)
{
    ChartScene some = scene;
    const auto count = static_cast<std::size_t>(scene.categoryCount());
    const auto faint = static_cast<std::size_t>(
        std::count_if(scene.categories.begin(), scene.categories.end(),
                      [](const ChartScene::Category &category) { return category.faint; }));
    std::size_t room = mostBars - std::min<std::size_t>(faint, mostBars);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < count && kept.size() < mostBars; ++i) {
        if (!scene.categories[i].faint && room == 0)
            continue;
        if (!scene.categories[i].faint)
            --room;
        kept.push_back(i);
    }
    some.categories.clear();
    for (const std::size_t i : kept)
        some.categories.push_back(scene.categories[i]);
    for (ChartScene::Series &series : some.series) {
        std::vector<std::optional<double>> values;
        for (const std::size_t i : kept)
            values.push_back(i < series.values.size() ? series.values[i] : std::nullopt);
        series.values = std::move(values);
    }
    return some;
}

ChartSheet layOutCharts(const ChartFile &file)
{
    ChartSheet sheet;
    const double width = file.width - 2 * sheetMargin;
    double top = sheetMargin;
    const QString title =
        file.title.isEmpty() && !file.scenes.empty() ? file.scenes.front().title : file.title;
    top += placeText(sheet, top, width, title, titleFont(), &Palette::text);
    top += placeText(sheet, top + 2, width, file.caption, smallFont(), &Palette::muted);
    top += gapBelowTitle;
    for (const ChartScene &scene : file.scenes) {
        if (file.scenes.size() > 1 && scene.title != title)
            top += placeText(sheet, top, width, scene.title, strongFont(), &Palette::text) + 4;
        top += placeChart(sheet, top, width, scene) + sheetGap;
    }
    if (file.painted.paint) {
        const int height = file.painted.height(static_cast<int>(width));
        sheet.charts.push_back({QRectF(sheetMargin, top, width, height), nullptr, 0});
        top += height + sheetGap;
    }
    sheet.size = QSize(file.width, static_cast<int>(std::ceil(top - sheetGap + sheetMargin)));
    return sheet;
}

void paintText(QPainter &painter, const PlacedText &text, const Palette &palette)
{
    painter.setFont(text.font);
    painter.setPen(palette.*text.colour);
    painter.drawText(
        text.area,
        static_cast<int>(Qt::TextWordWrap | QStyle::visualAlignment(painter.layoutDirection(),
                                                                    Qt::AlignLeft | Qt::AlignTop)),
        text.text);
}

} // namespace

ChartFile fitForPoints(ChartFile file)
{
    for (ChartScene &scene : file.scenes) {
        const int all = scene.categoryCount();
        if (scene.kind != ChartScene::Kind::Bars || all <= mostBars)
            continue;
        scene = shortened(scene);
        const QLocale locale;
        const QString told = QCoreApplication::translate("ChartFile", "%1 of %2 shown")
                                 .arg(locale.toString(scene.categoryCount()), locale.toString(all));
        file.caption += file.caption.isEmpty() ? told : QStringLiteral(" · ") + told;
    }
    return file;
}

struct ChartDrawing::Private {
    Private(ChartFile given, Into into)
        : file(into == Into::Points ? fitForPoints(std::move(given)) : std::move(given))
        , sheet(layOutCharts(file))
    {
        if (into == Into::Points) {
            image = QImage(sheet.size * sharpness, QImage::Format_RGB32);
            image.setDevicePixelRatio(sharpness);
            painter.begin(&image);
            painter.setRenderHint(QPainter::Antialiasing);
        } else {
            const QString title = file.title.isEmpty() && !file.scenes.empty()
                                      ? file.scenes.front().title
                                      : file.title;
            svg.emplace(sheet.size, title);
            painter.begin(&svg->generator);
        }
        painter.setLayoutDirection(file.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    }
    void drawGround();

    ChartFile file;
    chartsheet::ChartSheet sheet; ///< points into the file
    int drawn = 0;
    int ground = 0; ///< how far down there is some
    QImage image;
    std::optional<chartsheet::SvgPaper> svg;
    QPainter painter; // before what it paints on
};

/// What stands behind and above the next chart. Points are filled part by part, as far as the next
/// chart goes: a high picture has hundreds of megabytes.
void ChartDrawing::Private::drawGround()
{
    const bool isLast = drawn + 1 >= static_cast<int>(sheet.charts.size());
    int end = sheet.size.height();
    if (!svg && !isLast) // a little further: what it paints over its edge stays
        end = static_cast<int>(sheet.charts[static_cast<std::size_t>(drawn)].area.bottom()) +
              sheetGap;
    const int begin = std::exchange(ground, end);
    if (begin >= end)
        return;
    const Palette &palette = Palette::day();
    painter.fillRect(QRect(0, begin, sheet.size.width(), end - begin), palette.surface);
    for (const PlacedText &text : sheet.texts) {
        if (text.area.top() >= begin && text.area.top() < end)
            paintText(painter, text, palette);
    }
}

ChartDrawing::ChartDrawing(ChartFile file, Into into)
    : d(std::make_unique<Private>(std::move(file), into))
{
}

ChartDrawing::~ChartDrawing() = default;

int ChartDrawing::parts() const
{
    return std::max(1, static_cast<int>(d->sheet.charts.size())); // a title alone
}

int ChartDrawing::drawn() const
{
    return d->drawn;
}

void ChartDrawing::drawNext()
{
    if (d->drawn == parts())
        return;
    d->drawGround();
    if (!d->sheet.charts.empty()) {
        const PlacedChart &chart = d->sheet.charts[static_cast<std::size_t>(d->drawn)];
        if (chart.scene)
            paintChartScene(d->painter, chart.area, *chart.scene, Palette::day(),
                            d->file.rightToLeft, chart.firstRow);
        else
            d->file.painted.paint(d->painter, chart.area, Palette::day(), d->file.rightToLeft);
    }
    if (++d->drawn == parts())
        d->painter.end();
}

QImage ChartDrawing::takeImage()
{
    return std::exchange(d->image, {});
}

QByteArray ChartDrawing::takeSvg()
{
    return d->svg ? std::exchange(d->svg->bytes, {}) : QByteArray();
}

QImage chartImage(const ChartFile &file)
{
    ChartDrawing drawing(file, ChartDrawing::Into::Points);
    while (drawing.drawn() < drawing.parts())
        drawing.drawNext();
    return drawing.takeImage();
}

QByteArray chartSvg(const ChartFile &file)
{
    ChartDrawing drawing(file, ChartDrawing::Into::Vectors);
    while (drawing.drawn() < drawing.parts())
        drawing.drawNext();
    return drawing.takeSvg();
}

QImage widgetImage(const QWidget &widget)
{
    QImage image(widget.size() * sharpness, QImage::Format_RGB32);
    image.setDevicePixelRatio(sharpness);
    image.fill(tokens().surface);
    const_cast<QWidget &>(widget).render(&image);
    return image;
}

QByteArray widgetSvg(const QWidget &widget, const QString &title)
{
    SvgPaper svg(widget.size(), title);
    QPainter painter(&svg.generator);
    painter.fillRect(widget.rect(), tokens().surface);
    const_cast<QWidget &>(widget).render(&painter);
    painter.end();
    return svg.bytes;
}

QByteArray pngOf(const QImage &image, const QString &title, const std::function<bool()> &goOn)
{
    chartsheet::PngBytes png(goOn);
    png.open(QIODevice::WriteOnly);
    QImageWriter writer(&png, "png");
    writer.setText(QStringLiteral("Title"), title);
    writer.setText(QStringLiteral("Software"), QStringLiteral("Watchfloor"));
    return writer.write(image) ? png.data() : QByteArray();
}

} // namespace watchfloor
