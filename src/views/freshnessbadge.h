// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshness.h"

#include <QAbstractButton>

namespace watchfloor {

/// The dot or sign of a state, `size` px, in the middle of `place`.
void paintFreshnessMark(QPainter &painter, const QRect &place, Freshness::State state, int size);
QColor freshnessInk(Freshness::State state);

/// Dot and words: "as of 14:03:20", late in amber, "offline since ..." in grey.
class FreshnessBadge : public QAbstractButton {
    Q_OBJECT
public:
    explicit FreshnessBadge(QWidget *parent = nullptr);

    void setFreshness(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Freshness m_freshness;
};

} // namespace watchfloor
