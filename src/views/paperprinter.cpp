// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperprinter.h"

#include "views/paperpainter.h"

#include <QFile>
#include <QPrinter>
#include <QTimer>

#include <algorithm>
#include <tuple>

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
    if (!m_painter.isActive())
        return;
    m_painter.end();
    if (!file().isEmpty())
        QFile::remove(file());
}

QString PaperPrinter::file() const
{
    return m_printer->outputFileName();
}

std::pair<int, int> PaperPrinter::pageRange() const
{
    const int pages = m_layout->pageCount();
    if (m_printer->printRange() != QPrinter::PageRange || m_printer->fromPage() <= 0)
        return {0, pages};
    const int first = std::clamp(m_printer->fromPage() - 1, 0, pages - 1);
    return {first, std::clamp(m_printer->toPage(), first + 1, pages)};
}

void PaperPrinter::start()
{
    std::tie(m_page, m_end) = pageRange();
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
    if (m_cancelled)
        return end(Error::cancelled());
    if (m_done > 0 && !m_printer->newPage())
        return endPage(false);
    const QSizeF sheet = m_printer->pageLayout().fullRectPixels(m_printer->resolution()).size();
    const double scale =
        std::min(sheet.width() / m_layout->size.width(), sheet.height() / m_layout->size.height());
    m_painter.save();
    m_painter.scale(scale, scale);
    paintPage(m_painter, *m_layout, m_page, m_fonts);
    QTimer::singleShot(0, this, [this] { nextChart(0); });
}

void PaperPrinter::nextChart(int chart)
{
    const auto &charts = m_layout->pages[static_cast<std::size_t>(m_page)].charts;
    if (m_cancelled || chart >= static_cast<int>(charts.size())) {
        m_painter.restore();
        return endPage(true);
    }
    paintChart(m_painter, *m_layout, m_page, chart);
    QTimer::singleShot(0, this, [this, chart] { nextChart(chart + 1); });
}

void PaperPrinter::endPage(bool painted)
{
    ++m_done;
    ++m_page;
    if (m_cancelled)
        return end(Error::cancelled());
    if (painted && m_page < m_end) {
        Q_EMIT progressed(m_done, m_done + m_end - m_page);
        QTimer::singleShot(0, this, &PaperPrinter::next);
        return;
    }
    Q_EMIT progressed(m_done, m_done);
    const bool sent = m_painter.end() && painted && m_printer->printerState() != QPrinter::Error;
    if (sent)
        return end({});
    end(Error(Error::Kind::Storage, tr("The printer stopped at page %1.").arg(m_done), QString(),
              tr("See what it says, then print again.")));
}

void PaperPrinter::end(const Result<void> &outcome)
{
    if (!outcome && m_painter.isActive()) {
        m_printer->abort();
        m_painter.end();
    }
    if (!outcome && !file().isEmpty())
        QFile::remove(file());
    Q_EMIT finished(outcome);
}

} // namespace watchfloor
