// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pdffile.h"

#include "views/paperpainter.h"
#include "views/pdffinish.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>

namespace watchfloor {
namespace {

QString pdfWords(const char *text)
{
    return QCoreApplication::translate("PdfFile", text);
}

} // namespace

struct PdfPages::Private {
    Private(std::shared_ptr<const PaperLayout> pages, const PaperFonts &given)
        : layout(std::move(pages))
        , fonts(given)
        , writer(&buffer)
    {
    }

    std::shared_ptr<const PaperLayout> layout;
    PaperFonts fonts;
    QByteArray bytes;
    QBuffer buffer{&bytes};
    QPdfWriter writer;
    QPainter painter; // before the writer goes
};

PdfPages::PdfPages(std::shared_ptr<const PaperLayout> layout, const PaperFonts &fonts)
    : d(std::make_unique<Private>(std::move(layout), fonts))
{
    d->buffer.open(QIODevice::WriteOnly);
    d->writer.setResolution(paperUnitsPerInch);
    d->writer.setPageLayout(pageLayoutOf(d->layout->paper, d->layout->landscape));
    d->writer.setTitle(d->layout->title);
    d->writer.setCreator(QStringLiteral("Watchfloor"));
}

PdfPages::~PdfPages()
{
    if (d->painter.isActive())
        d->painter.end();
}

Result<void> PdfPages::paintText(int page)
{
    const bool ok = page == 0 ? d->painter.begin(&d->writer) : d->writer.newPage();
    if (!ok)
        return Error(Error::Kind::Internal, pdfWords("The PDF could not be painted"));
    paintPage(d->painter, *d->layout, page, d->fonts);
    return {};
}

void PdfPages::paintChart(int page, int chart)
{
    watchfloor::paintChart(d->painter, *d->layout, page, chart);
}

Result<QByteArray> PdfPages::finish(TimeMs made, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error::cancelled();
    if (!d->painter.isActive() || !d->painter.end())
        return Error(Error::Kind::Internal, pdfWords("The PDF could not be painted"));
    d->buffer.close();
    return finishedPdf(d->bytes, *d->layout, made, stop);
}

Result<QByteArray> pdfOf(std::shared_ptr<const PaperLayout> layout, const PaperFonts &fonts,
                         TimeMs made)
{
    PdfPages pages(layout, fonts);
    for (int page = 0; page < layout->pageCount(); ++page) {
        if (const Result<void> painted = pages.paintText(page); !painted)
            return painted.error();
        const auto charts = layout->pages[static_cast<std::size_t>(page)].charts.size();
        for (std::size_t chart = 0; chart < charts; ++chart)
            pages.paintChart(page, static_cast<int>(chart));
    }
    return pages.finish(made);
}

} // namespace watchfloor
