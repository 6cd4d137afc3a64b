// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accountcard.h"

#include <QWidget>

namespace watchfloor {

class ElidedLabel;
class ToneLabel;

/// One feed of a card: sign, title, how fresh or how far, and under it why it is off or failed.
class AccountsFeedRow : public QWidget {
    Q_OBJECT
public:
    explicit AccountsFeedRow(QWidget *parent = nullptr);

    /// `sayWhy` false: the card says the same sentence already.
    void setLine(const FeedLine &line, bool sayWhy, bool paused);
    void setTime(const MetricFormatter &format, TimeMs now);

private:
    class Sign;
    class Bar;
    void describe();

    FeedLine m_line;
    MetricFormatter m_format;
    TimeMs m_now = 0;
    bool m_paused = false;
    Sign *m_sign;
    ElidedLabel *m_title;
    ElidedLabel *m_status;
    Bar *m_bar;
    ToneLabel *m_why;
};

} // namespace watchfloor
