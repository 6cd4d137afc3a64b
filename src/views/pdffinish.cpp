// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pdffinish.h"

#include "views/pdfletters.h"

#include <QCoreApplication>
#include <QDateTime>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <memory>
#include <string>

namespace watchfloor {
namespace {

QPDFObjectHandle pdfText(const QString &text)
{
    return QPDFObjectHandle::newUnicodeString(text.toStdString());
}

/// "D:20260601080203Z"
QPDFObjectHandle pdfTime(TimeMs time)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
    const QString text = QLocale::c().toString(at, QStringLiteral("yyyyMMddHHmmss"));
    return QPDFObjectHandle::newString("D:" + text.toStdString() + "Z");
}

void describe(QPDF &pdf, const PaperLayout &layout, TimeMs made)
{
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    if (!info.isDictionary()) {
        info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        pdf.getTrailer().replaceKey("/Info", info);
    }
    info.replaceKey("/Title", pdfText(layout.title));
    info.replaceKey("/Creator", pdfText(QStringLiteral("Watchfloor")));
    if (!layout.author.isEmpty())
        info.replaceKey("/Author", pdfText(layout.author));
    info.replaceKey("/CreationDate", pdfTime(made));
    info.replaceKey("/ModDate", pdfTime(made));
    QPDFObjectHandle root = pdf.getRoot();
    if (!layout.language.isEmpty())
        root.replaceKey("/Lang", QPDFObjectHandle::newString(layout.language.toStdString()));
    QPDFObjectHandle viewer = QPDFObjectHandle::newDictionary();
    viewer.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    if (layout.rightToLeft)
        viewer.replaceKey("/Direction", QPDFObjectHandle::newName("/R2L"));
    root.replaceKey("/ViewerPreferences", viewer);
}

/// PDF measures from below, in points.
QPDFObjectHandle target(const QPDFObjectHandle &page, const PaperLayout &layout, double top)
{
    QPDFObjectHandle place = QPDFObjectHandle::newArray();
    place.appendItem(page);
    place.appendItem(QPDFObjectHandle::newName("/XYZ"));
    place.appendItem(QPDFObjectHandle::newNull());
    place.appendItem(QPDFObjectHandle::newReal((layout.size.height() - top) / paperPoint + 8, 1));
    place.appendItem(QPDFObjectHandle::newNull());
    return place;
}

void addBookmarks(QPDF &pdf, const PaperLayout &layout)
{
    const auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    std::vector<QPDFObjectHandle> items;
    for (const PaperBookmark &bookmark : layout.bookmarks) {
        const auto at = static_cast<std::size_t>(bookmark.page);
        if (at >= pages.size())
            continue;
        QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        item.replaceKey("/Title", pdfText(bookmark.title));
        item.replaceKey("/Dest", target(pages[at].getObjectHandle(), layout, bookmark.top));
        items.push_back(item);
    }
    if (items.empty())
        return;
    QPDFObjectHandle outlines = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    outlines.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
    outlines.replaceKey("/Count",
                        QPDFObjectHandle::newInteger(static_cast<long long>(items.size())));
    outlines.replaceKey("/First", items.front());
    outlines.replaceKey("/Last", items.back());
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].replaceKey("/Parent", outlines);
        if (i > 0)
            items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size())
            items[i].replaceKey("/Next", items[i + 1]);
    }
    pdf.getRoot().replaceKey("/Outlines", outlines);
    pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

/// "AAAAAB": fonts that hold only the letters used are to say so in their names.
std::string subsetTag(int number)
{
    std::string tag(6, 'A');
    for (std::size_t at = tag.size(); at > 0 && number > 0; --at, number /= 26)
        tag[at - 1] = static_cast<char>('A' + number % 26);
    return tag;
}

void mendLetters(QPDFObjectHandle map, const QString &written)
{
    if (!map.isStream())
        return;
    const auto data = map.getStreamData();
    const QByteArray cmap(reinterpret_cast<const char *>(data->getBuffer()),
                          static_cast<qsizetype>(data->getSize()));
    map.replaceStreamData(mendedLetterMap(cmap, written).toStdString(), QPDFObjectHandle::newNull(),
                          QPDFObjectHandle::newNull());
}

QString writtenOn(const PaperLayout &layout)
{
    QString all;
    for (const PaperPage &page : layout.pages) {
        for (const PaperText &text : page.texts)
            all += text.text;
    }
    return all;
}

/// Thrown through the library, which has no other way out.
struct PdfStopped {};

void goOnUnless(const std::stop_token &stop)
{
    if (stop.stop_requested())
        throw PdfStopped();
}

void tagFonts(QPDF &pdf, const PaperLayout &layout, const std::stop_token &stop)
{
    const QString written = writtenOn(layout);
    int number = 0;
    for (QPDFObjectHandle font : pdf.getAllObjects()) {
        if (!font.isDictionaryOfType("/Font", "/Type0") || !font.getKey("/BaseFont").isName())
            continue;
        goOnUnless(stop);
        // Put together by appending: g++ 12 warns falsely of `"/" + std::string()`.
        std::string name("/");
        name += subsetTag(++number);
        name += '+';
        name.append(font.getKey("/BaseFont").getName(), 1);
        const QPDFObjectHandle tagged = QPDFObjectHandle::newName(name);
        font.replaceKey("/BaseFont", tagged);
        mendLetters(font.getKey("/ToUnicode"), written);
        for (QPDFObjectHandle below : font.getKey("/DescendantFonts").getArrayAsVector()) {
            below.replaceKey("/BaseFont", tagged);
            QPDFObjectHandle descriptor = below.getKey("/FontDescriptor");
            if (descriptor.isDictionary())
                descriptor.replaceKey("/FontName", tagged);
        }
    }
}

} // namespace

Result<QByteArray> finishedPdf(const QByteArray &painted, const PaperLayout &layout, TimeMs made,
                               const std::stop_token &stop)
{
    // The one library here that throws.
    try {
        goOnUnless(stop);
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", painted.constData(),
                              static_cast<std::size_t>(painted.size()));
        describe(pdf, layout, made);
        addBookmarks(pdf, layout);
        tagFonts(pdf, layout, stop);
        QPDFWriter writer(pdf);
        writer.registerProgressReporter(std::make_shared<QPDFWriter::FunctionProgressReporter>(
            [&stop](int) { goOnUnless(stop); }));
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                          static_cast<qsizetype>(buffer->getSize()));
    } catch (const PdfStopped &) {
        return Error::cancelled();
    } catch (const std::exception &e) {
        return Error(Error::Kind::Internal,
                     QCoreApplication::translate("PdfFile", "The PDF could not be put together"),
                     QString::fromUtf8(e.what()));
    }
}

} // namespace watchfloor
