// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pdfletters.h"

#include <QByteArrayList>

#include <vector>

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

QByteArray bracketed(const QByteArray &hex)
{
    return '<' + hex + '>';
}

/// Of the letters of a range of codes, which follow each other in it as the codes do.
QByteArray meantByRange(int codes, ushort first, const QString &written)
{
    QByteArrayList each;
    bool follow = true;
    for (int i = 0; i < codes; ++i) {
        const auto letter = static_cast<ushort>(first + i);
        const QString text = meant(letter, written);
        follow = follow && text == QChar(letter);
        each << bracketed(hexOf(text));
    }
    if (follow || each.size() == 1)
        return each.value(0);
    return '[' + each.join(' ') + ']';
}

} // namespace

QByteArray mendedLetterMap(const QByteArray &cmap, const QString &written)
{
    QByteArray mended;
    // Text stands in a list or alone behind two codes: "<0001> <0003> [<2F2D> <2F65> <592A>]",
    // "<0004> <0005> <0041>"; two codes alone on their line are all codes that there are.
    bool inList = false;
    std::vector<ushort> codes; // of this line so far
    for (qsizetype at = 0; at < cmap.size(); ++at) {
        const char c = cmap.at(at);
        if (c == '\n')
            codes.clear();
        inList = c == '[' || (inList && c != ']');
        const qsizetype end = c == '<' ? cmap.indexOf('>', at) : -1;
        bool isNumber = false;
        const ushort number =
            end == at + 5 ? cmap.mid(at + 1, 4).toUShort(&isNumber, 16) : ushort{0};
        if (!isNumber) {
            mended += c;
            continue;
        }
        if (inList) {
            mended += bracketed(hexOf(meant(number, written)));
        } else if (codes.size() == 2 && codes[0] <= codes[1]) {
            mended += meantByRange(codes[1] - codes[0] + 1, number, written);
        } else {
            codes.push_back(number);
            mended += cmap.mid(at, 6);
        }
        at = end;
    }
    return mended;
}

} // namespace watchfloor
