// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "views/paperlayout.h"

#include <QObject>
#include <QPainter>

#include <memory>
#include <utility>

class QPrinter;

namespace watchfloor {

/// Pages -> a printer: the texts of a page in one turn of the event loop, each of its charts in
/// another. A file it did not finish is removed. Paper of another size than the report's: scaled to
/// fit. The one place where texts are painted, and fonts written, on the window's thread: the job
/// is handed over in the painter's end(), where Qt may ask for the printer's password in a dialog
/// (CUPS keeps that way to ask for one thread alone), and a letter's font is of the thread that
/// painted it. Only real printers come here; "print to file" is written as any PDF is.
class PaperPrinter : public QObject {
    Q_OBJECT
public:
    explicit PaperPrinter(std::shared_ptr<const PaperLayout> layout, QObject *parent = nullptr);
    ~PaperPrinter() override;

    /// Set to the report's paper; to be chosen and set up before start().
    QPrinter &printer() { return *m_printer; }
    void start();
    /// "Print to file": where to; empty = a printer takes it.
    QString file() const;
    /// As chosen: pages `first` up to before `end`, from 0.
    std::pair<int, int> pageRange() const;
    /// finished() follows with Cancelled.
    void cancel() { m_cancelled = true; }

Q_SIGNALS:
    void progressed(int pagesDone, int pages);
    void finished(const watchfloor::Result<void> &printed);

private:
    void next();
    void nextChart(int chart);
    void endPage(bool painted);
    void end(const Result<void> &outcome);

    std::shared_ptr<const PaperLayout> m_layout;
    PaperFonts m_fonts;
    std::unique_ptr<QPrinter> m_printer;
    QPainter m_painter; // before the printer goes
    int m_page = 0;
    int m_end = 0;
    int m_done = 0;
    bool m_cancelled = false;
};

} // namespace watchfloor
