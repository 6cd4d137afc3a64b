// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperpreview.h"

#include "views/palette.h"
#include "views/paperpainter.h"
#include "views/typography.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int gapBetween = pageMargin;
constexpr int widestSheet = 860; // a page at arm's length needs no more
constexpr int neighbours = 1;

} // namespace

PaperPreview::PaperPreview(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    m_pool.setMaxThreadCount(1);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages of the report"));
    verticalScrollBar()->setSingleStep(tableRowHeight);
    setMinimumWidth(240);
}

PaperPreview::~PaperPreview()
{
    ++m_generation; // what still waits gives up
    m_pool.waitForDone();
}

void PaperPreview::setPages(std::shared_ptr<const PaperLayout> pages, bool samePlace)
{
    const int at = verticalScrollBar()->value();
    m_pages = std::move(pages);
    ++m_generation;
    m_sent.clear();
    // Old pictures stand until the new ones come: nothing flickers.
    if (!samePlace)
        m_drawn.clear();
    layOutAgain();
    verticalScrollBar()->setValue(samePlace ? at : 0);
    wantPages();
    describe();
}

QSize PaperPreview::pageSize() const
{
    const QSizeF paper =
        m_pages ? m_pages->size
                : pageLayoutOf(PaperSize::A4, false).fullRect(QPageLayout::Point).size();
    const int width = std::clamp(viewport()->width() - 2 * gapBetween, 160, widestSheet);
    return {width, static_cast<int>(std::lround(width * paper.height() / paper.width()))};
}

QRect PaperPreview::pageRect(int page) const
{
    const QSize size = pageSize();
    const int top = gapBetween + page * (size.height() + gapBetween) - verticalScrollBar()->value();
    return {QPoint((viewport()->width() - size.width()) / 2, top), size};
}

std::pair<int, int> PaperPreview::inSight() const
{
    if (!m_pages || m_pages->pages.empty())
        return {0, -1};
    const int step = pageSize().height() + gapBetween;
    const int from = verticalScrollBar()->value();
    const int last = m_pages->pageCount() - 1;
    return {std::clamp((from - gapBetween) / step, 0, last),
            std::clamp((from + viewport()->height() - gapBetween) / step, 0, last)};
}

int PaperPreview::currentPage() const
{
    const auto [first, last] = inSight();
    int best = first;
    int most = -1;
    for (int page = first; page <= last; ++page) {
        const int seen = pageRect(page).intersected(viewport()->rect()).height();
        if (seen > most) {
            most = seen;
            best = page;
        }
    }
    return best;
}

void PaperPreview::goTo(int page)
{
    verticalScrollBar()->setValue(page * (pageSize().height() + gapBetween));
}

bool PaperPreview::isSettled() const
{
    const auto [first, last] = inSight();
    for (int page = first; page <= last; ++page) {
        const auto drawn = m_drawn.find(page);
        if (m_sent.count(page) > 0 || drawn == m_drawn.end() || !drawn->second.left.empty())
            return false;
    }
    return true;
}

void PaperPreview::layOutAgain()
{
    const int pages = m_pages ? m_pages->pageCount() : 1;
    const int whole = gapBetween + pages * (pageSize().height() + gapBetween);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
}

void PaperPreview::wantPages()
{
    const auto [first, last] = inSight();
    const int low = first - neighbours;
    const int high = last + neighbours;
    std::erase_if(m_drawn, [&](const auto &d) {
        return (d.first < low || d.first > high) && m_sent.count(d.first) == 0;
    });
    const int across = static_cast<int>(std::lround(pageSize().width() * devicePixelRatioF()));
    const auto want = [&](int page) {
        if (!m_pages || page < 0 || page >= m_pages->pageCount() || m_sent.count(page) > 0)
            return;
        const auto drawn = m_drawn.find(page);
        if (drawn == m_drawn.end() || drawn->second.image.width() != across ||
            drawn->second.image.text(QStringLiteral("of")) != QString::number(m_generation.load()))
            send(page);
    };
    for (int page = first; page <= last; ++page)
        want(page);
    want(high);
    want(low);
    viewport()->update();
}

void PaperPreview::send(int page)
{
    m_sent.insert(page);
    const int generation = m_generation;
    const int across = static_cast<int>(std::lround(pageSize().width() * devicePixelRatioF()));
    m_pool.start([this, page, generation, across, pages = m_pages, fonts = m_fonts] {
        if (generation != m_generation)
            return;
        QImage image = pageImage(*pages, page, fonts, across);
        image.setText(QStringLiteral("of"), QString::number(generation));
        QMetaObject::invokeMethod(
            this, [this, generation, page, image] { take(generation, page, image); },
            Qt::QueuedConnection);
    });
}

void PaperPreview::take(int generation, int page, const QImage &image)
{
    if (generation != m_generation)
        return;
    m_sent.erase(page);
    Drawn now{image, m_pages->pages[static_cast<std::size_t>(page)].charts, {}};
    takeOver(now, m_drawn[page]);
    const bool more = !now.left.empty();
    m_drawn[page] = std::move(now);
    if (more)
        QTimer::singleShot(0, this, &PaperPreview::drawNextChart);
    wantPages(); // the room may have changed meanwhile
    if (isSettled())
        Q_EMIT settled();
}

void PaperPreview::takeOver(Drawn &now, const Drawn &before) const
{
    const bool comparable = before.image.size() == now.image.size();
    const double scale = now.image.width() / m_pages->size.width();
    for (std::size_t i = 0; i < now.charts.size(); ++i) {
        const PaperPicture &chart = now.charts[i];
        const auto same = [&](const PaperPicture &old) {
            return !chart.likeness.isEmpty() && old.likeness == chart.likeness &&
                   old.area == chart.area && old.first == chart.first && old.count == chart.count;
        };
        const auto found = std::find_if(before.charts.begin(), before.charts.end(), same);
        const auto at = static_cast<std::size_t>(found - before.charts.begin());
        if (!comparable || found == before.charts.end() ||
            std::find(before.left.begin(), before.left.end(), at) != before.left.end()) {
            now.left.push_back(i);
            continue;
        }
        const QRect place =
            QRectF(chart.area.topLeft() * scale, chart.area.size() * scale).toAlignedRect();
        QPainter painter(&now.image);
        painter.drawImage(place.topLeft(), before.image, place);
    }
}

void PaperPreview::drawNextChart()
{
    for (auto &[page, drawn] : m_drawn) {
        if (drawn.left.empty() || m_sent.count(page) > 0)
            continue;
        const auto chart = static_cast<int>(drawn.left.back());
        drawn.left.pop_back();
        addChart(drawn.image, *m_pages, page, chart);
        viewport()->update(pageRect(page));
        QTimer::singleShot(0, this, &PaperPreview::drawNextChart);
        return;
    }
    if (isSettled())
        Q_EMIT settled();
}

void PaperPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens().window);
    const auto sheet = [&](const QRect &rect) {
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), tokens().line);
        painter.fillRect(rect, Palette::day().surface);
    };
    if (!m_pages) {
        sheet(pageRect(0));
        paintSkeleton(painter, pageRect(0));
    }
    const auto [first, last] = inSight();
    for (int page = first; page <= last; ++page) {
        const QRect rect = pageRect(page);
        sheet(rect);
        const auto drawn = m_drawn.find(page);
        if (drawn == m_drawn.end()) {
            paintSkeleton(painter, rect);
            continue;
        }
        painter.setRenderHint(QPainter::SmoothPixmapTransform,
                              drawn->second.image.width() != rect.width());
        painter.drawImage(rect, drawn->second.image);
    }
    if (hasFocus()) {
        painter.setPen(tokens().accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void PaperPreview::paintSkeleton(QPainter &painter, const QRect &sheet) const
{
    const int margin = sheet.width() / 12;
    const int line = std::max(6, sheet.height() / 90);
    int y = sheet.top() + margin;
    for (int i = 0; y < sheet.bottom() - margin; ++i, y += 3 * line) {
        const int width = i == 0 ? sheet.width() / 3 : sheet.width() - 2 * margin;
        painter.fillRect(QRect(sheet.left() + margin, y, width, i == 0 ? 2 * line : line),
                         blended(Palette::day().surface, Palette::day().line, 0.5));
    }
}

void PaperPreview::resizeEvent(QResizeEvent *event)
{
    const int page = currentPage();
    QAbstractScrollArea::resizeEvent(event);
    layOutAgain();
    if (page != currentPage())
        goTo(page);
    wantPages();
    describe();
}

void PaperPreview::scrollContentsBy(int, int)
{
    wantPages();
    describe();
}

void PaperPreview::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home)
        goTo(0);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void PaperPreview::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void PaperPreview::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void PaperPreview::describe()
{
    const int page = m_pages ? currentPage() : -1;
    // Screen readers read the page itself: it is text, not a picture.
    setAccessibleDescription(page < 0 ? tr("The report is being put together")
                                      : textOf(m_pages->pages[static_cast<std::size_t>(page)]));
    if (page == m_told)
        return;
    m_told = page;
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT currentPageChanged(page);
}

} // namespace watchfloor
