// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pdfreader.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QtDebug>

namespace watchfloor::test {
namespace {

QString popplerTool(const char *program, const QStringList &arguments)
{
    QProcess process;
    process.start(QLatin1String(program), arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        qWarning() << program << process.errorString() << process.readAllStandardError();
    return QString::fromUtf8(process.readAllStandardOutput());
}

const QString toOutput = QStringLiteral("-");

/// Below two lines of header.
QStringList tableOf(const QString &text)
{
    return text.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
}

QString withoutEntities(QString text)
{
    return text.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"))
        .replace(QLatin1String("&quot;"), QLatin1String("\""))
        .replace(QLatin1String("&#39;"), QLatin1String("'"))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

} // namespace

QString PdfReader::text() const
{
    return popplerTool("pdftotext", {QStringLiteral("-raw"), m_file, toOutput});
}

QString PdfReader::laidOutText() const
{
    return popplerTool("pdftotext", {m_file, toOutput});
}

QString PdfReader::columnText() const
{
    return popplerTool("pdftotext", {QStringLiteral("-layout"), m_file, toOutput});
}

QString PdfReader::info() const
{
    return popplerTool("pdfinfo", {m_file});
}

QString PdfReader::xml() const
{
    return popplerTool("pdftohtml", {QStringLiteral("-xml"), QStringLiteral("-stdout"),
                                     QStringLiteral("-i"), m_file});
}

QString PdfReader::boxes() const
{
    return popplerTool("pdftotext", {QStringLiteral("-bbox"), m_file, toOutput});
}

int PdfReader::bookmarks() const
{
    return static_cast<int>(xml().count(QStringLiteral("<item page=")));
}

QStringList PdfReader::images() const
{
    return tableOf(popplerTool("pdfimages", {QStringLiteral("-list"), m_file}));
}

QStringList PdfReader::fonts() const
{
    return tableOf(popplerTool("pdffonts", {m_file}));
}

std::vector<QSizeF> PdfReader::pageSizes() const
{
    static const QRegularExpression page(
        QStringLiteral("<page width=\"([\\d.]+)\" height=\"([\\d.]+)\""));
    std::vector<QSizeF> sizes;
    const QString all = boxes();
    for (auto it = page.globalMatch(all); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sizes.emplace_back(match.captured(1).toDouble(), match.captured(2).toDouble());
    }
    return sizes;
}

std::vector<PdfWord> PdfReader::words() const
{
    static const QRegularExpression part(
        QStringLiteral("(<page )|<word xMin=\"([-\\d.]+)\" yMin=\"([-\\d.]+)\" xMax=\"([-\\d.]+)\" "
                       "yMax=\"([-\\d.]+)\">([^<]*)</word>"));
    std::vector<PdfWord> words;
    int page = -1;
    const QString all = boxes();
    for (auto it = part.globalMatch(all); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.hasCaptured(1)) {
            ++page;
            continue;
        }
        const QPointF from(match.captured(2).toDouble(), match.captured(3).toDouble());
        const QPointF to(match.captured(4).toDouble(), match.captured(5).toDouble());
        words.push_back({page, QRectF(from, to), withoutEntities(match.captured(6))});
    }
    return words;
}

QString PdfReader::picture(int page, int dotsPerInch) const
{
    const QString number = QString::number(page + 1);
    const QString name = m_file + QStringLiteral(".page") + number;
    popplerTool("pdftoppm",
                {QStringLiteral("-png"), QStringLiteral("-singlefile"), QStringLiteral("-r"),
                 QString::number(dotsPerInch), QStringLiteral("-f"), number, QStringLiteral("-l"),
                 number, m_file, name});
    const QString written = name + QStringLiteral(".png");
    return QFile::exists(written) ? written : QString();
}

QString squeezed(const QString &text)
{
    return QString(text).remove(QRegularExpression(QStringLiteral("\\s")));
}

const PdfWord *wordWith(const std::vector<PdfWord> &words, const QString &letters)
{
    for (const PdfWord &word : words) {
        if (word.text.contains(letters))
            return &word;
    }
    return nullptr;
}

} // namespace watchfloor::test
