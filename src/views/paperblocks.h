// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/reportplan.h"

#include <QImage>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <functional>
#include <utility>
#include <variant>
#include <vector>

class QPainter;

namespace watchfloor {

// What stands on paper, without a size or a place: made from reports, laid out by layOut(). All
// texts are plain and on one line; they are wrapped by the layout.

/// Begins a section and stays with what follows; a bookmark of the file.
struct PaperHeading {
    QString text;
};

/// A few large numbers side by side.
struct PaperFigures {
    struct Figure {
        QString label;
        QString value;
        QString note; ///< "n 412", why there is none
    };
    std::vector<Figure> figures;
};

struct PaperTable {
    struct Column {
        QString title;
        bool numeric = false;    ///< right-aligned, never wrapped
        bool ofPrevious = false; ///< says something of the column before it and stays beside it
        /// Words may be cut short where there is little room; a key below tells the whole.
        bool elides = false;
        bool ofIds = false; ///< on one line, or on several of about one length
    };
    struct Row {
        QStringList cells; ///< by column
        int depth = 0;     ///< in a tree: indents the first cell
        bool muted = false;
        bool total = false; ///< set off; stands last and never alone
    };
    std::vector<Column> columns; ///< the first is repeated where columns go on another page
    std::vector<Row> rows;
    QString empty; ///< printed instead when there are no rows
};

/// Drawn by whoever has it, on the GUI thread alone. Of rows `count` from `first` on.
struct PaperChart {
    using Paint = std::function<void(QPainter &painter, const QRectF &area, int first, int count)>;
    QString title;
    int rows = 0;         ///< may be parted between rows, told above each part; 0 = never
    double height = 2200; ///< of all, or of each row; paper units
    double frame = 0;     ///< besides the rows of each part: an axis
    Paint paint;
    QString unit;        ///< of the axis, where it does not say so itself
    QByteArray likeness; ///< equal ones look the same; empty: nobody knows
    int mostRows = 0;    ///< of one part; 0 = as many as fit
};

struct PaperNotes {
    QStringList sentences;
    bool caution = false; ///< with a sign in front: something is missing
};

using PaperBlock = std::variant<PaperHeading, PaperFigures, PaperTable, PaperChart, PaperNotes>;

struct PaperContent {
    QString title;
    std::vector<std::pair<QString, QString>> cover; ///< "Accounts" -> "Acme, Northwind"
    QImage logo;
    QString runningTitle; ///< top of the pages after the first
    QString footer;       ///< beside the page number
    QString author;
    QString language; ///< of the texts: who reads them aloud wants its voice
    bool rightToLeft = false;
    std::vector<PaperBlock> blocks;
    PaperSize paper = PaperSize::A4;
    bool landscape = false;
    /// "Page 3 of 12" and "Agents, continued" in the report's language.
    std::function<QString(int page, int pages)> pageText;
    std::function<QString(const QString &heading)> continued;
    /// "Rows 1 to 20 of 60" above the parts of a chart.
    std::function<QString(int first, int last, int rows)> rowsText;
};

} // namespace watchfloor
