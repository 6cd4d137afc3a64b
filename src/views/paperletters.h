// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperblocks.h"

#include <QFont>
#include <QHash>

#include <functional>

namespace watchfloor {

/// Which letters can stand on paper. Pictures in the place of letters (emoji of colour fonts) would
/// be bitmaps: a plain sign stands for each, and the rest of the text is as it was. For one thread.
class PaperLetters {
public:
    enum class Drawn { Outline, Picture, Nothing };
    using Judge = std::function<Drawn(char32_t)>;

    /// As this font and what the system has besides it draw them.
    explicit PaperLetters(const QFont &font);
    explicit PaperLetters(Judge judge)
        : m_judge(std::move(judge))
    {
    }

    QString printable(const QString &text);
    PaperContent printable(PaperContent content);
    /// Letters seen so far that no font of this machine has.
    const QString &missing() const { return m_missing; }

private:
    Drawn drawn(char32_t letter);
    QString substitute();

    Judge m_judge;
    QHash<char32_t, Drawn> m_known;
    QString m_missing;
};

} // namespace watchfloor
