// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "views/explainpopup.h"

#include <QPointer>

#include <functional>

namespace watchfloor {

/// "Explain this number": from what a page asks to the popover beside the number.
class ExplainBinding : public QObject {
    Q_OBJECT
public:
    ExplainBinding(const PageServices &services, QWidget *window,
                   std::function<MetricFormatter()> format);

    void explain(const ExplainTarget &target, const QRect &number);
    /// Null while nothing is explained.
    ExplainPopup *popup() const { return m_popup; }

Q_SIGNALS:
    void drillRequested(const watchfloor::Drill &drill);

private:
    void offer(ExplainPopup *popup, const Drill &drill);
    void addTheVendors(ExplainPopup *popup, const ExplainTarget &target);
    void countShown(ExplainPopup *popup, const Drill &drill, const ExplainReport &whole);
    void compare(ExplainPopup *popup, const ExplainTarget &target, const ExplainReport &report);

    PageServices m_services;
    QWidget *m_window;
    std::function<MetricFormatter()> m_format;
    QPointer<ExplainPopup> m_popup;
};

} // namespace watchfloor
