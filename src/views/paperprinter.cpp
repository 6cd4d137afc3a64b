// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperprinter.h"

#include "views/paperpainter.h"

#include <QPrinter>
#include <QTimer>

#include <algorithm>

namespace watchfloor {

PaperPrinter::PaperPrinter(std::shared_ptr<const PaperLayout> layout, QObject *parent)
    : QObject(parent)
    , m_layout(std::move(layout))
    , m_printer(std::make_unique<QPrinter>(QPrinter::HighResolution))
{
    m_printer->setPageLayout(pageLayoutOf(m_layout->paper, m_layout->landscape));
    m_printer->setFullPage(true);
    m_printer->setDocName(m_layout->title);
    m_printer->setCreator(QStringLiteral("Watchfloor"));
}

PaperPrinter::~PaperPrinter()
{
    if (m_painter.isActive())
        m_painter.end();
}

void PaperPrinter::start()
{
    const bool some = m_printer->printRange() == QPrinter::PageRange && m_printer->fromPage() > 0;
    m_page = some ? std::clamp(m_printer->fromPage() - 1, 0, m_layout->pageCount() - 1) : 0;
    m_end = some ? std::clamp(m_printer->toPage(), m_page + 1, m_layout->pageCount())
                 : m_layout->pageCount();
    m_printer->setFullPage(true);
    if (!m_painter.begin(m_printer.get())) {
        Q_EMIT finished(Error(Error::Kind::Storage, tr("The printer did not take the report."),
                              QString(), tr("See that it is switched on, or choose another one.")));
        return;
    }
    Q_EMIT progressed(0, m_end - m_page);
    QTimer::singleShot(0, this, &PaperPrinter::next);
}

void PaperPrinter::next()
{
    if (m_cancelled) {
        m_printer->abort();
        m_painter.end();
        Q_EMIT finished(Error::cancelled());
        return;
    }
    const bool ok = m_done == 0 || m_printer->newPage();
    if (ok)
        paint(m_page);
    ++m_done;
    ++m_page;
    if (ok && m_page < m_end) {
        Q_EMIT progressed(m_done, m_done + m_end - m_page);
        QTimer::singleShot(0, this, &PaperPrinter::next);
        return;
    }
    const bool sent = m_painter.end() && ok && m_printer->printerState() != QPrinter::Error;
    Q_EMIT progressed(m_done, m_done);
    if (sent)
        Q_EMIT finished(Result<void>());
    else
        Q_EMIT finished(Error(Error::Kind::Storage,
                              tr("The printer stopped at page %1.").arg(m_done), QString(),
                              tr("See what it says, then print again.")));
}

void PaperPrinter::paint(int page)
{
    const QSizeF sheet = m_printer->pageLayout().fullRectPixels(m_printer->resolution()).size();
    const double scale =
        std::min(sheet.width() / m_layout->size.width(), sheet.height() / m_layout->size.height());
    m_painter.save();
    m_painter.scale(scale, scale);
    paintPage(m_painter, *m_layout, page, m_fonts);
    const auto charts = m_layout->pages[static_cast<std::size_t>(page)].charts.size();
    for (std::size_t chart = 0; chart < charts; ++chart)
        paintChart(m_painter, *m_layout, page, static_cast<int>(chart));
    m_painter.restore();
}

} // namespace watchfloor
