// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <vector>

namespace watchfloor::test {

struct PdfWord {
    int page = 0; ///< from 0
    QRectF box;   ///< points from the page's top left
    QString text;
};

/// Reads back what was written, by poppler's tools: another program's eyes.
class PdfReader {
public:
    explicit PdfReader(const QString &file)
        : m_file(file)
    {
    }

    const QString &file() const { return m_file; }
    /// Text in the order in which it was written, as it reads, or in columns as it lies on the
    /// page; \f after each page.
    QString text() const;
    QString laidOutText() const;
    QString columnText() const;
    QString info() const;
    /// With the bookmarks, which no other of the tools tells.
    QString xml() const;
    QString boxes() const; ///< as XML
    int bookmarks() const;
    QStringList images() const; ///< a line each
    QStringList fonts() const;  ///< a line each
    std::vector<QSizeF> pageSizes() const;
    std::vector<PdfWord> words() const;
    /// A page as a picture, without dates or names: a PNG file beside the PDF; empty = it failed.
    QString picture(int page, int dotsPerInch) const;

private:
    QString m_file;
};

/// Without white space: readers differ in where they see it.
QString squeezed(const QString &text);
/// The first word that holds these letters; null = none does.
const PdfWord *wordWith(const std::vector<PdfWord> &words, const QString &letters);

} // namespace watchfloor::test
