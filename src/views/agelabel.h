// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "models/metricformatter.h"

#include <QLabel>

#include <optional>

namespace watchfloor {

/// How old one panel is, at its heading: "as of 14:03:20", with the date when that is not today;
/// without "as of" where room is short. Late by the cadence of its feeds: fainter, with a clock.
/// Its width does not depend on what it says.
class AgeLabel : public QLabel {
    Q_OBJECT
public:
    explicit AgeLabel(QWidget *parent = nullptr);

    /// An answer is on screen, and rests on this; `lateAt` as the report says.
    void setAge(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt);
    /// Nothing is on screen yet: blank, in the same place.
    void clearAge();
    void setFormatter(const MetricFormatter &formatter);
    void setNow(TimeMs now);
    bool isLate() const { return m_late; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void say();
    int markSize() const;
    int widthOf(const QString &text) const;

    MetricFormatter m_format;
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
    TimeMs m_now = 0;
    QString m_brief; ///< the time alone
    bool m_known = false;
    bool m_late = false;
};

} // namespace watchfloor
