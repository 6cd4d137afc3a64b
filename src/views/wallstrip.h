// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshness.h"

#include <QLabel>

namespace watchfloor {

/// Head of the wallboard, read from across the room: which page, of what, and how old it is. Its
/// text is the whole sentence, so that a screen reader is told what the wall shows.
class WallStrip : public QLabel {
    Q_OBJECT
public:
    explicit WallStrip(QWidget *parent = nullptr);

    /// `parts`: accounts, filters, range; what the page does not follow is left out.
    void setWords(const QString &title, const QStringList &parts);
    void setFreshness(const Freshness &freshness, const MetricFormatter &format, TimeMs now);
    QString ageText() const { return m_age; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say();
    int figures() const;

    QString m_title;
    QString m_parts;
    QString m_age;
    Freshness m_freshness;
};

} // namespace watchfloor
