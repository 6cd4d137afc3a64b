// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperletters.h"

#include <QGlyphRun>
#include <QRawFont>
#include <QTextLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr char32_t plainLetters = 0x250; // Latin: every font has it
constexpr char32_t joiner = 0x200d;

bool between(char32_t letter, char32_t first, char32_t last)
{
    return letter >= first && letter <= last;
}

/// What only changes the picture before it: variations, keycaps, skin, flags of regions.
bool isModifier(char32_t letter)
{
    return between(letter, 0xfe00, 0xfe0f) || letter == 0x20e3 ||
           between(letter, 0x1f3fb, 0x1f3ff) || between(letter, 0xe0020, 0xe007f);
}

PaperLetters::Drawn drawnBy(const QFont &font, char32_t letter)
{
    QTextLayout layout(QString::fromUcs4(&letter, 1), font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    for (const QGlyphRun &run : runs) {
        const QRawFont raw = run.rawFont();
        for (const char *table : {"CBDT", "sbix", "COLR", "SVG "}) {
            if (!raw.fontTable(table).isEmpty())
                return PaperLetters::Drawn::Picture;
        }
        if (run.glyphIndexes().contains(0))
            return PaperLetters::Drawn::Nothing;
    }
    return runs.isEmpty() ? PaperLetters::Drawn::Nothing : PaperLetters::Drawn::Outline;
}

} // namespace

PaperLetters::PaperLetters(const QFont &font)
    : m_judge([font](char32_t letter) { return drawnBy(font, letter); })
{
}

PaperLetters::Drawn PaperLetters::drawn(char32_t letter)
{
    if (letter < plainLetters)
        return Drawn::Outline;
    const auto known = m_known.constFind(letter);
    if (known != m_known.constEnd())
        return *known;
    Drawn drawn = Drawn::Outline;
    switch (QChar::category(letter)) { // these need no sign of their own
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Mark_SpacingCombining:
    case QChar::Other_Format:
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        break;
    default:
        drawn = m_judge(letter);
    }
    m_known.insert(letter, drawn);
    if (drawn == Drawn::Nothing)
        m_missing += QString::fromUcs4(&letter, 1);
    return drawn;
}

QString PaperLetters::substitute()
{
    constexpr char32_t box = 0x25a1;
    return drawn(box) == Drawn::Outline ? QString(QChar(box)) : QStringLiteral("?");
}

QString PaperLetters::printable(const QString &text)
{
    const bool plain =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < plainLetters; });
    if (plain)
        return text;
    QString kept;
    bool picture = false; // the last one was
    bool joined = false;  // and goes on
    const QList<uint> letters = text.toUcs4();
    for (const char32_t letter : letters) {
        if (picture && (letter == joiner || isModifier(letter))) {
            joined = letter == joiner;
            continue;
        }
        if (between(letter, 0x1f1e6, 0x1f1ff)) { // a flag is two letters of a country
            kept += QChar(static_cast<ushort>('A' + (letter - 0x1f1e6)));
            picture = joined = false;
            continue;
        }
        const bool isPicture = isModifier(letter) ? letter != 0x20e3 && letter >= 0x1f3fb
                                                  : drawn(letter) == Drawn::Picture;
        if (isModifier(letter) && !isPicture)
            continue; // asks for a picture where there is a letter
        if (!isPicture)
            kept += QString::fromUcs4(&letter, 1);
        else if (!(picture && joined))
            kept += substitute();
        picture = isPicture;
        joined = false;
    }
    return kept;
}

PaperContent PaperLetters::printable(PaperContent content)
{
    const auto mend = [this](QString &text) { text = printable(text); };
    for (QString *text : {&content.title, &content.runningTitle, &content.footer})
        mend(*text);
    for (auto &[label, value] : content.cover) {
        mend(label);
        mend(value);
    }
    for (PaperBlock &block : content.blocks) {
        if (auto *heading = std::get_if<PaperHeading>(&block)) {
            mend(heading->text);
        } else if (auto *figures = std::get_if<PaperFigures>(&block)) {
            for (PaperFigures::Figure &figure : figures->figures) {
                for (QString *text : {&figure.label, &figure.value, &figure.note})
                    mend(*text);
            }
        } else if (auto *table = std::get_if<PaperTable>(&block)) {
            for (PaperTable::Column &column : table->columns)
                mend(column.title);
            for (PaperTable::Row &row : table->rows) {
                for (QString &cell : row.cells)
                    mend(cell);
            }
        } else if (auto *chart = std::get_if<PaperChart>(&block)) {
            mend(chart->title);
        } else if (auto *notes = std::get_if<PaperNotes>(&block)) {
            for (QString &sentence : notes->sentences)
                mend(sentence);
        }
    }
    return content;
}

} // namespace watchfloor
