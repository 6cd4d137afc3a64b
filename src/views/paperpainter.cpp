// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperpainter.h"

#include "models/readingdirection.h"
#include "views/palette.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

const QColor &inkColour(PaperInk ink)
{
    const Palette &palette = Palette::day();
    switch (ink) {
    case PaperInk::Muted:
        return palette.muted;
    case PaperInk::Faint:
        return palette.faint;
    case PaperInk::Line:
        return palette.line;
    case PaperInk::Warn:
        return palette.warn;
    case PaperInk::Text:
        break;
    }
    return palette.text;
}

const PaperPage &pageAt(const PaperLayout &layout, int page)
{
    return layout.pages[static_cast<std::size_t>(page)];
}

void scaleTo(QPainter &painter, const QImage &image, const PaperLayout &layout)
{
    const double scale = image.width() / layout.size.width();
    painter.scale(scale, scale);
}

} // namespace

void paintPage(QPainter &painter, const PaperLayout &layout, int page, const PaperFonts &fonts)
{
    const PaperPage &sheet = pageAt(layout, page);
    for (const PaperRule &rule : sheet.rules)
        painter.fillRect(rule.area, inkColour(rule.ink));
    if (!sheet.logo.isEmpty() && !layout.logo.isNull()) {
        painter.setRenderHint(QPainter::LosslessImageRendering); // no JPEG of lines and letters
        painter.drawImage(sheet.logo, layout.logo);
    }
    for (const PaperText &text : sheet.texts) {
        painter.setFont(fonts.font(text.font));
        painter.setPen(inkColour(text.ink));
        painter.setLayoutDirection(lineDirection(text.text, layout.rightToLeft));
        painter.drawText(text.at, text.text);
    }
}

void paintChart(QPainter &painter, const PaperLayout &layout, int page, int chart)
{
    const PaperPicture &picture = pageAt(layout, page).charts[static_cast<std::size_t>(chart)];
    if (!picture.paint)
        return;
    painter.save();
    painter.setLayoutDirection(layout.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    picture.paint(painter, picture.area, picture.first, picture.count);
    painter.restore();
}

QImage pageImage(const PaperLayout &layout, int page, const PaperFonts &fonts, int pixelsAcross)
{
    const double scale = pixelsAcross / layout.size.width();
    QImage image(pixelsAcross,
                 std::max(1, static_cast<int>(std::lround(layout.size.height() * scale))),
                 QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    scaleTo(painter, image, layout);
    paintPage(painter, layout, page, fonts);
    return image;
}

void addChart(QImage &image, const PaperLayout &layout, int page, int chart)
{
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    scaleTo(painter, image, layout);
    paintChart(painter, layout, page, chart);
}

} // namespace watchfloor
