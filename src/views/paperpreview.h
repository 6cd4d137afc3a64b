// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperlayout.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QThreadPool>

#include <atomic>
#include <map>
#include <memory>
#include <set>

namespace watchfloor {

/// The pages of a report below each other, as wide as there is room. Only those in sight and their
/// neighbours are drawn: texts on a thread of their own, charts here, one per turn of the loop.
class PaperPreview : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit PaperPreview(QWidget *parent = nullptr);
    ~PaperPreview() override;

    /// Null: grey bars where the text will be. `samePlace`: the same report with newer figures.
    void setPages(std::shared_ptr<const PaperLayout> pages, bool samePlace);
    std::shared_ptr<const PaperLayout> sharedPages() const { return m_pages; }
    const PaperLayout *pages() const { return m_pages.get(); }

    int currentPage() const; ///< the one that fills most of the view, from 0
    void goTo(int page);
    /// Everything in sight is drawn.
    bool isSettled() const;

Q_SIGNALS:
    void currentPageChanged(int page);
    void settled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Drawn {
        QImage image;
        std::vector<PaperPicture> charts; ///< that are in it or will be
        std::vector<std::size_t> left;    ///< those still to be drawn
    };

    QSize pageSize() const;
    QRect pageRect(int page) const; ///< in the viewport
    std::pair<int, int> inSight() const;
    void layOutAgain();
    void wantPages();
    void send(int page);
    void take(int generation, int page, const QImage &image);
    /// Charts that have not changed need not be drawn again.
    void takeOver(Drawn &now, const Drawn &before) const;
    void drawNextChart();
    void describe();
    void paintSkeleton(QPainter &painter, const QRect &sheet) const;

    PaperFonts m_fonts;
    std::shared_ptr<const PaperLayout> m_pages;
    std::map<int, Drawn> m_drawn;
    std::set<int> m_sent;
    int m_told = -1;
    std::atomic<int> m_generation{0};
    QThreadPool m_pool; // waited for in the destructor: its jobs post to this
};

} // namespace watchfloor
