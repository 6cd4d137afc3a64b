// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pdfletters.h"

namespace watchfloor {
namespace {

bool isForm(ushort letter)
{
    return (letter >= 0x2e80 && letter <= 0x2fdf) || // radicals
           (letter >= 0xf900 && letter <= 0xfdff) || // compatibility ideographs, ligatures, Arabic
           (letter >= 0xfe70 && letter <= 0xfefc);   // Arabic
}

QString meant(ushort letter, const QString &written)
{
    const QChar found(letter);
    if (letter == 0x0009)
        return QStringLiteral(" ");
    const bool other = letter == 0x00b5 && !written.contains(found);
    if (!other && !isForm(letter))
        return found;
    return QString(found).normalized(QString::NormalizationForm_KC);
}

QByteArray hexOf(const QString &text)
{
    QByteArray hex;
    for (const QChar c : text)
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex;
}

} // namespace

QByteArray mendedLetterMap(const QByteArray &cmap, const QString &written)
{
    QByteArray mended;
    bool inList = false; // "<0001> <0003> [<2F2D> <2F65> <592A>]": only the list holds text
    for (qsizetype at = 0; at < cmap.size(); ++at) {
        const char c = cmap.at(at);
        inList = c == '[' || (inList && c != ']');
        const qsizetype end = inList && c == '<' ? cmap.indexOf('>', at) : -1;
        bool isNumber = false;
        const ushort letter =
            end == at + 5 ? cmap.mid(at + 1, 4).toUShort(&isNumber, 16) : ushort{0};
        if (!isNumber) {
            mended += c;
            continue;
        }
        mended += '<' + hexOf(meant(letter, written)) + '>';
        at = end;
    }
    return mended;
}

} // namespace watchfloor
