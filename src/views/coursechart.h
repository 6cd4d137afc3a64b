// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/nowreport.h"
#include "models/metricformatter.h"

#include <QWidget>

namespace watchfloor {

class AgeLabel;

/// A small multiple of the Now page: today's quarter hours as bars, yesterday's as a line behind
/// them, gaps hatched. Left and right walk over the steps, Return opens one.
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

    /// The step under x or the keyboard's; -1 = none.
    int stepAt(int x) const;
    int current() const { return m_current; }
    /// Nobody has fetched it: hatched.
    bool isGap(int step) const;
    /// "14:00 to 14:15: 12, yesterday 9"; also the accessible value.
    QString stepText(int step) const;
    /// "214 so far, 198 by this time yesterday".
    QString totalText() const;

    QSize sizeHint() const override { return {320, 128}; }
    QSize minimumSizeHint() const override { return {160, 96}; }

Q_SIGNALS:
    /// Of today.
    void stepOpened(int step);

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
    void walkTo(int step);
    void paintPlot(QPainter &painter);
    void placeAge();

    QString m_title;
    AgeLabel *m_age;
    DayCourse m_course;
    MetricFormatter m_format;
    int m_begun = 0;
    int m_current = -1;
    int m_hovered = -1;
    bool m_loading = true;
    bool m_stale = false;
};

} // namespace watchfloor
