// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperlayout.h"

#include "views/papersheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace watchfloor {
namespace {

constexpr double blockGap = 12 * paperPoint;
constexpr double sectionGap = 24 * paperPoint;
constexpr double headingGap = 8 * paperPoint; ///< between a heading and what follows
constexpr double logoHeight = 36 * paperPoint;
constexpr double logoWidth = 140 * paperPoint;
constexpr double figureWidth = 98 * paperPoint;
constexpr double longestLine = 440 * paperPoint; ///< beyond it the eye loses the next one
constexpr double sheetEdge = 32 * paperPoint;    ///< of the sheet to running title and footer
constexpr double heightSlack = 1;                ///< sums of heights are not exact
constexpr int leastChartRows = 6;
constexpr double leastRowScale = 0.75; ///< rows closer together than that are read badly

class Composer {
public:
    Composer(PaperLayout &layout, const PaperContent &content, const PaperMeasure &measure)
        : m_content(content)
        , m_measure(measure)
        , m_sheet(layout, measure)
    {
    }

    void compose(const std::stop_token &stop)
    {
        placeCover();
        for (std::size_t i = 0; i < m_content.blocks.size() && !stop.stop_requested(); ++i) {
            const PaperBlock &block = m_content.blocks[i];
            if (const auto *heading = std::get_if<PaperHeading>(&block)) {
                const PaperBlock *next =
                    i + 1 < m_content.blocks.size() ? &m_content.blocks[i + 1] : nullptr;
                placeHeading(*heading, next ? headOf(*next) : 0);
                continue;
            }
            const bool underHeading =
                i > 0 && std::holds_alternative<PaperHeading>(m_content.blocks[i - 1]);
            if (!underHeading)
                m_sheet.gap(blockGap);
            std::visit([this](const auto &b) { place(b); }, block);
            m_underCover = false;
        }
        placeMargins();
    }

private:
    double line(PaperFont font) const { return m_measure.lineHeight(font); }

    void placeCover()
    {
        double titleRoom = m_sheet.width();
        if (!m_content.logo.isNull()) {
            const QSizeF size =
                QSizeF(m_content.logo.size()).scaled(logoWidth, logoHeight, Qt::KeepAspectRatio);
            m_sheet.page().logo =
                QRectF(QPointF(m_sheet.left() + m_sheet.width() - size.width(), m_sheet.y()), size);
            titleRoom -= size.width() + blockGap;
        }
        for (const QString &text :
             m_measure.wrapped(m_content.title, PaperFont::Title, titleRoom)) {
            m_sheet.text(m_sheet.left(), 0, text, PaperFont::Title, PaperInk::Text);
            m_sheet.skip(line(PaperFont::Title));
        }
        m_sheet.skip(6 * paperPoint);
        double labels = 0;
        for (const auto &[label, value] : m_content.cover)
            labels = std::max(labels, m_measure.width(label, PaperFont::Body));
        labels += 14 * paperPoint;
        for (const auto &[label, value] : m_content.cover) {
            m_sheet.need(line(PaperFont::Body));
            m_sheet.text(m_sheet.left(), 0, label, PaperFont::Body, PaperInk::Muted);
            for (const QString &text :
                 m_measure.wrapped(value, PaperFont::Body, m_sheet.width() - labels)) {
                m_sheet.need(line(PaperFont::Body)); // many filters need more than this page
                m_sheet.text(m_sheet.left() + labels, 0, text, PaperFont::Body, PaperInk::Text);
                m_sheet.skip(line(PaperFont::Body));
            }
        }
        constexpr double aboveRule = 8 * paperPoint;
        constexpr double thick = 0.7 * paperPoint;
        if (m_sheet.room() < aboveRule + thick)
            return;
        m_sheet.skip(aboveRule);
        m_sheet.rule(m_sheet.left(), 0, m_sheet.width(), thick, PaperInk::Line);
    }

    /// Asked for under a heading, and again when it is placed.
    const TableFit &fitOf(const PaperTable &table)
    {
        return m_fits.try_emplace(&table, table, m_measure, m_sheet.width()).first->second;
    }

    double headingHeight() const { return line(PaperFont::Heading) + headingGap; }

    /// Of a chart in one piece in so much room, its rows closer together if need be; 0 = it has to
    /// be parted, or has no room.
    static double heightIn(const PaperChart &chart, double room)
    {
        if (chart.mostRows > 0 && chart.rows > chart.mostRows)
            return 0;
        const double wanted =
            chart.rows == 0 ? chart.height : chart.frame + chart.rows * chart.height;
        return wanted * leastRowScale <= room ? std::min(wanted, room) : 0;
    }

    /// Of a chart that stands on one page, below a heading; 0 = its rows need several. `here`: what
    /// the page has left for it. The cover does not stay alone on its page for a chart that can be
    /// a little smaller, or begin there.
    double wholeHeight(const PaperChart &chart, double here) const
    {
        const double room = m_sheet.pageRoom() - headingHeight() - chartTitle(chart);
        const double whole = chart.rows == 0 ? std::min(chart.height, room) : heightIn(chart, room);
        if (!m_underCover || whole <= here)
            return whole;
        const double smaller = heightIn(chart, here);
        const bool begins = chart.rows > 2 * leastChartRows && firstPart(chart) <= here;
        return smaller > 0 || begins ? smaller : whole;
    }

    /// The least of a chart's first part, but for its title.
    static double firstPart(const PaperChart &chart)
    {
        return chart.frame + std::min(chart.rows, leastChartRows) * chart.height;
    }

    /// What of a block must stand below its heading.
    double headOf(const PaperBlock &block)
    {
        if (const auto *table = std::get_if<PaperTable>(&block))
            return table->rows.empty() || table->columns.empty()
                       ? line(PaperFont::Body)
                       : tableHead(m_sheet, *table, fitOf(*table));
        if (const auto *chart = std::get_if<PaperChart>(&block)) {
            const double below = sectionGap + headingHeight() + captionHeight();
            const double whole = wholeHeight(*chart, m_sheet.room() - below - heightSlack);
            return whole > 0 ? chartTitle(*chart) + whole : captionHeight() + firstPart(*chart);
        }
        if (const auto *figures = std::get_if<PaperFigures>(&block)) {
            const std::vector<FiguresRow> rows = rowsOf(*figures);
            return rows.empty() ? 0 : heightOf(rows.front());
        }
        return 2 * line(PaperFont::Body);
    }

    void placeHeading(const PaperHeading &heading, double following)
    {
        const double height = headingHeight();
        const int page = m_sheet.layout().pageCount();
        m_sheet.need(std::min(sectionGap + height + following, m_sheet.pageRoom()));
        m_underCover = m_underCover && m_sheet.layout().pageCount() == page;
        m_sheet.gap(sectionGap);
        m_sheet.layout().bookmarks.push_back(
            {heading.text, m_sheet.layout().pageCount() - 1, m_sheet.y()});
        m_sheet.text(m_sheet.left(), 0,
                     m_measure.elided(heading.text, PaperFont::Heading, m_sheet.width()),
                     PaperFont::Heading, PaperInk::Text);
        m_sheet.skip(height);
        m_section = heading.text;
    }

    void place(const PaperHeading &) {}

    /// Figures beside each other, all of each text: label, value and note.
    struct FiguresRow {
        std::vector<std::array<std::vector<QString>, 3>> figures;
        std::array<std::size_t, 3> lines{1, 1, 1};
    };
    static constexpr std::array figureFonts{PaperFont::Small, PaperFont::Figure, PaperFont::Small};
    static constexpr std::array figureInks{PaperInk::Muted, PaperInk::Text, PaperInk::Faint};

    double heightOf(const FiguresRow &row, std::size_t part) const
    {
        return static_cast<double>(row.lines[part]) * line(figureFonts[part]);
    }
    double heightOf(const FiguresRow &row) const
    {
        return heightOf(row, 0) + heightOf(row, 1) + heightOf(row, 2) + 10 * paperPoint;
    }

    /// How many stand beside each other: rows of about equal length, none of them alone in the
    /// last.
    int acrossOf(const PaperFigures &block) const
    {
        const auto count = static_cast<int>(block.figures.size());
        const int lines = std::max(1, (count + mostAcross() - 1) / mostAcross());
        return std::max(1, (count + lines - 1) / lines);
    }
    int mostAcross() const
    {
        return std::max(1, static_cast<int>(std::floor(m_sheet.width() / figureWidth)));
    }
    double widthOfOne(const PaperFigures &block) const
    {
        return m_sheet.width() / std::max(acrossOf(block), mostAcross() - 1);
    }

    std::vector<FiguresRow> rowsOf(const PaperFigures &block) const
    {
        const auto across = static_cast<std::size_t>(acrossOf(block));
        const double room = widthOfOne(block) - 8 * paperPoint;
        std::vector<FiguresRow> rows;
        for (std::size_t i = 0; i < block.figures.size(); ++i) {
            if (i % across == 0)
                rows.emplace_back();
            const PaperFigures::Figure &figure = block.figures[i];
            const std::array texts{&figure.label, &figure.value, &figure.note};
            auto &wrapped = rows.back().figures.emplace_back();
            for (std::size_t part = 0; part < texts.size(); ++part) {
                wrapped[part] = m_measure.wrapped(*texts[part], figureFonts[part], room);
                std::size_t &most = rows.back().lines[part];
                most = std::max(most, wrapped[part].size());
            }
        }
        return rows;
    }

    void place(const PaperFigures &block)
    {
        const double width = widthOfOne(block);
        for (const FiguresRow &row : rowsOf(block)) {
            m_sheet.need(heightOf(row));
            double x = m_sheet.left();
            for (const auto &figure : row.figures) {
                double top = 0;
                for (std::size_t part = 0; part < figure.size(); ++part) {
                    const double height = line(figureFonts[part]);
                    // A label of fewer lines than the others stands on its value.
                    double y = top;
                    if (part == 0)
                        y += heightOf(row, 0) - static_cast<double>(figure[0].size()) * height;
                    for (const QString &text : figure[part]) {
                        m_sheet.text(x, y, text, figureFonts[part], figureInks[part]);
                        y += height;
                    }
                    top += heightOf(row, part);
                }
                x += width;
            }
            m_sheet.skip(heightOf(row));
        }
    }

    void place(const PaperTable &block)
    {
        if (block.rows.empty() || block.columns.empty())
            return place(PaperNotes{{block.empty}, false});
        placeTable(m_sheet, block, fitOf(block),
                   m_content.continued ? m_content.continued(m_section) : QString());
    }

    double captionHeight() const { return line(PaperFont::Strong) + 4 * paperPoint; }

    double chartTitle(const PaperChart &chart) const
    {
        return chart.title.isEmpty() ? 0 : captionHeight();
    }

    /// A part is read by itself: what it is of, which rows, in which unit.
    QString partTitle(const PaperChart &chart, int first, int count) const
    {
        QString title = chart.title.isEmpty() ? m_section : chart.title;
        if (first > 0 && m_content.continued)
            title = m_content.continued(title);
        QStringList words{title};
        if (m_content.rowsText)
            words << m_content.rowsText(first + 1, first + count, chart.rows);
        words << chart.unit;
        words.removeAll(QString());
        return words.join(QStringLiteral(" · "));
    }

    void place(const PaperChart &chart)
    {
        if (const double whole = wholeHeight(chart, m_sheet.room() - captionHeight() - heightSlack);
            whole > 0) {
            m_sheet.need(chartTitle(chart) + whole);
            return placeChartPart(chart, chart.title, 0, chart.rows, whole);
        }
        const double besides = captionHeight() + chart.frame;
        int first = 0;
        while (first < chart.rows) {
            const int left = chart.rows - first;
            m_sheet.need(besides + std::min(left, leastChartRows) * chart.height);
            const int fits = std::max(
                1, static_cast<int>(std::floor((m_sheet.room() - besides) / chart.height)));
            int count = std::min(left, chart.mostRows > 0 ? std::min(fits, chart.mostRows) : fits);
            if (left > count && left - count < leastChartRows && left > 2 * leastChartRows)
                count = left - leastChartRows; // the last part is one worth a look
            placeChartPart(chart, partTitle(chart, first, count), first, count,
                           chart.frame + count * chart.height);
            first += count;
            if (first < chart.rows)
                m_sheet.newPage();
        }
    }

    void placeChartPart(const PaperChart &chart, const QString &title, int first, int count,
                        double height)
    {
        if (!title.isEmpty()) {
            m_sheet.text(m_sheet.left(), 0,
                         m_measure.elided(title, PaperFont::Strong, m_sheet.width()),
                         PaperFont::Strong, PaperInk::Text);
            m_sheet.skip(captionHeight());
        }
        m_sheet.page().charts.push_back(
            {QRectF(m_sheet.left(), m_sheet.y(), m_sheet.width(), height), chart.paint, first,
             count, chart.likeness});
        m_sheet.skip(height);
    }

    void place(const PaperNotes &notes)
    {
        const double indent = notes.caution ? 12 * paperPoint : 0;
        const double room = std::min(m_sheet.width(), longestLine) - indent;
        const PaperInk ink = notes.caution ? PaperInk::Text : PaperInk::Muted;
        for (const QString &sentence : notes.sentences) {
            const auto lines = m_measure.wrapped(sentence, PaperFont::Body, room);
            const auto together = static_cast<double>(std::min<std::size_t>(lines.size(), 3));
            m_sheet.need(together * line(PaperFont::Body));
            if (notes.caution)
                m_sheet.text(m_sheet.left(), 0, QStringLiteral("!"), PaperFont::Strong,
                             PaperInk::Warn);
            for (const QString &text : lines) {
                m_sheet.need(line(PaperFont::Body));
                m_sheet.text(m_sheet.left() + indent, 0, text, PaperFont::Body, ink);
                m_sheet.skip(line(PaperFont::Body));
            }
            m_sheet.skip(3 * paperPoint);
        }
    }

    /// Running titles and page numbers, once it is known how many pages there are.
    void placeMargins()
    {
        PaperLayout &layout = m_sheet.layout();
        const double right = m_sheet.left() + m_sheet.width();
        const double top = sheetEdge + m_measure.ascent(PaperFont::Small);
        const double bottom = layout.size.height() - sheetEdge;
        const auto put = [&](PaperPage &page, double x, double y, const QString &text) {
            if (text.isEmpty())
                return;
            page.texts.push_back({QPointF(x, y), m_measure.width(text, PaperFont::Small), text,
                                  PaperFont::Small, PaperInk::Faint});
        };
        for (int i = 0; i < layout.pageCount(); ++i) {
            PaperPage &page = layout.pages[static_cast<std::size_t>(i)];
            const QString number =
                m_content.pageText ? m_content.pageText(i + 1, layout.pageCount()) : QString();
            const double numberWidth = m_measure.width(number, PaperFont::Small);
            const double room = m_sheet.width() - numberWidth - blockGap;
            if (i > 0)
                put(page, m_sheet.left(), top,
                    m_measure.elided(m_content.runningTitle, PaperFont::Small, m_sheet.width()));
            put(page, m_sheet.left(), bottom,
                m_measure.elided(m_content.footer, PaperFont::Small, room));
            put(page, right - numberWidth, bottom, number);
        }
    }

    const PaperContent &m_content;
    const PaperMeasure &m_measure;
    PaperSheet m_sheet;
    QString m_section;
    bool m_underCover = true; ///< nothing but headings stands below the cover
    std::map<const PaperTable *, TableFit> m_fits;
};

void mirror(PaperLayout &layout)
{
    const double width = layout.size.width();
    const auto turn = [width](QRectF &area) {
        if (!area.isEmpty())
            area.moveLeft(width - area.right());
    };
    for (PaperPage &page : layout.pages) {
        for (PaperText &text : page.texts)
            text.at.setX(width - text.at.x() - text.width);
        for (PaperRule &rule : page.rules)
            turn(rule.area);
        for (PaperPicture &chart : page.charts)
            turn(chart.area);
        turn(page.logo);
    }
}

} // namespace

PaperLayout pagesFrom(const PaperLayout &layout, int first, int end)
{
    PaperLayout some = layout;
    some.pages.assign(layout.pages.begin() + first, layout.pages.begin() + end);
    std::erase_if(some.bookmarks,
                  [=](const PaperBookmark &mark) { return mark.page < first || mark.page >= end; });
    for (PaperBookmark &mark : some.bookmarks)
        mark.page -= first;
    return some;
}

QPageLayout pageLayoutOf(PaperSize paper, bool landscape)
{
    const QPageSize size(paper == PaperSize::A4 ? QPageSize::A4 : QPageSize::Letter);
    QPageLayout layout(size, landscape ? QPageLayout::Landscape : QPageLayout::Portrait,
                       QMarginsF(), QPageLayout::Point);
    layout.setMode(QPageLayout::FullPageMode);
    return layout;
}

PaperLayout layOut(const PaperContent &content, const PaperMeasure &measure,
                   const std::stop_token &stop)
{
    PaperLayout layout;
    layout.paper = content.paper;
    layout.landscape = content.landscape;
    layout.size =
        pageLayoutOf(content.paper, content.landscape).fullRect(QPageLayout::Point).size() *
        paperPoint;
    layout.logo = content.logo;
    layout.title = content.title;
    for (char16_t mark = 0x2066; mark <= 0x2069; ++mark) // they are for lines of text
        layout.title.remove(QChar(mark));
    layout.author = content.author;
    layout.language = content.language;
    layout.rightToLeft = content.rightToLeft;
    Composer(layout, content, measure).compose(stop);
    if (content.rightToLeft)
        mirror(layout);
    return layout;
}

QString textOf(const PaperPage &page)
{
    std::map<qint64, std::vector<const PaperText *>> lines;
    for (const PaperText &text : page.texts)
        lines[std::llround(text.at.y())].push_back(&text);
    QString all;
    for (auto &[y, texts] : lines) {
        std::stable_sort(texts.begin(), texts.end(), [](const PaperText *a, const PaperText *b) {
            return a->at.x() < b->at.x();
        });
        QStringList words;
        for (const PaperText *text : texts)
            words << text->text;
        all += words.join(QStringLiteral(" | ")) + QLatin1Char('\n');
    }
    return all;
}

} // namespace watchfloor
