// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/feedcoverage.h"
#include "models/metricformatter.h"
#include "views/painteditems.h"

#include <QWidget>

namespace watchfloor {

/// Which days of a feed are in the cache: a column a week, a square of 10 px a day. Fill, half
/// fill, outline and hatch tell the kinds apart without their colours.
class CoverageCalendar : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit CoverageCalendar(QWidget *parent = nullptr);

    void setCoverage(const FeedCoverage &coverage);
    void setFormatter(const MetricFormatter &format);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QRect daySquare(int index) const;
    /// "12 Mar 2024: partly in the cache".
    QString dayText(int index) const;

    int paintedCount() const override { return dayCount(); }
    QString paintedName(int day) const override { return dayText(day); }
    QString paintedValue(int day) const override;
    QRect paintedRect(int day) const override { return daySquare(day); }
    int paintedCurrent() const override { return m_current; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    int dayCount() const { return static_cast<int>(m_coverage.days.size()); }
    int row(int index) const;
    int column(int index) const;
    void setCurrent(int index);
    void describe();

    FeedCoverage m_coverage;
    MetricFormatter m_format;
    int m_current = -1;
};

/// The words and marks of the calendar, once for all of them.
class CoverageLegend : public QWidget {
    Q_OBJECT
public:
    explicit CoverageLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace watchfloor
