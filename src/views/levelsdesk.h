// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/thresholds.h"

#include <QObject>
#include <QRect>

class QMenu;

namespace watchfloor {

class LevelsEditor;
class MetricPanel;

/// Whom levels may be set for, in one go: "All accounts", "Billing", "the 3 selected groups".
struct LevelsChoice {
    QString title;
    std::vector<ThresholdScope> scopes; ///< the first one's levels are shown

    bool operator==(const LevelsChoice &) const = default;
};

/// Sets the levels of a table's metric columns: from the header's menu, a cell's menu, Ctrl+L and
/// the palette.
class LevelsDesk : public QObject {
    Q_OBJECT
public:
    explicit LevelsDesk(QWidget *page);

    /// `choices`, narrowest last; `anchor` in global coordinates.
    void open(const MetricSpec &metric, std::vector<LevelsChoice> choices,
              const Thresholds &thresholds, const MetricFormatter &format, const QRect &anchor);
    LevelsEditor *editor() const { return m_editor; }
    const std::vector<LevelsChoice> &choices() const { return m_choices; }

Q_SIGNALS:
    void edited(const watchfloor::Thresholds &thresholds);

private:
    void show(int choice);

    LevelsEditor *m_editor;
    const MetricSpec *m_metric = nullptr;
    std::vector<LevelsChoice> m_choices;
    Thresholds m_thresholds;
    MetricFormatter m_format;
    int m_chosen = 0;
};

} // namespace watchfloor
