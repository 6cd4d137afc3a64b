// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"
#include "models/metricformatter.h"

#include <QWidget>

#include <optional>

namespace watchfloor {

class AgeLabel;

/// One number of such a chart.
struct CourseMark {
    int step = -1; ///< -1 = the whole day until now
    bool yesterday = false;

    bool operator==(const CourseMark &) const = default;
};

/// A small multiple of the Now page: today's quarter hours as bars, yesterday's as a line behind
/// them, gaps hatched. Left and right walk over the steps, up and down to yesterday and back,
/// Return opens the number, Ctrl+I explains it; before the first step is the whole day.
class CourseChart : public QWidget {
    Q_OBJECT
public:
    explicit CourseChart(QString title, QWidget *parent = nullptr);

    /// `begun`: how many of today's steps have begun; of these, one without a value is a gap.
    void setCourse(const DayCourse &course, int begun, const MetricFormatter &format);
    const DayCourse &course() const { return m_course; }
    void setLoading();
    /// Grey by the cadence of its own feeds.
    void setNow(TimeMs now);
    AgeLabel *age() const { return m_age; }
    QString title() const { return m_title; }

    /// The step under x; -1 = none.
    int stepAt(int x) const;
    /// The number there: in the line of words the day's, else of the step under it. Where there is
    /// none of today, yesterday's.
    std::optional<CourseMark> markAt(const QPoint &at) const;
    /// The keyboard's.
    CourseMark current() const { return m_current; }
    std::optional<qint64> value(CourseMark mark) const;
    /// Nobody has fetched it: hatched.
    bool isGap(int step) const;
    /// "14:00 to 14:15: 12, yesterday 9"; also the accessible value.
    QString stepText(int step) const;
    QString markText(CourseMark mark) const;
    /// "214 so far, 198 by this time yesterday".
    QString totalText() const;

    QSize sizeHint() const override { return {320, 128}; }
    QSize minimumSizeHint() const override { return {160, 96}; }

Q_SIGNALS:
    void opened(watchfloor::CourseMark mark);
    void explainRequested(watchfloor::CourseMark mark, const QRect &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    qint64 top() const;
    int steps() const { return static_cast<int>(m_course.today.size()); }
    void walkTo(CourseMark mark);
    void paintPlot(QPainter &painter);
    void placeAge();
    void paintYesterday(QPainter &painter, std::optional<int> chosen) const;
    double levelOf(qint64 value) const;
    /// Of the step pointed at, else the keyboard's.
    std::optional<CourseMark> shown() const;

    QString m_title;
    AgeLabel *m_age;
    DayCourse m_course;
    MetricFormatter m_format;
    int m_begun = 0;
    CourseMark m_current;
    std::optional<CourseMark> m_hovered;
    bool m_loading = true;
    bool m_stale = false;
};

} // namespace watchfloor
