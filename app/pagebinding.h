// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "models/viewscope.h"
#include "views/page.h"

#include <optional>

namespace watchfloor {

class LiveDesk;
class ReportService;

/// What bindings ask with. Both outlive them.
struct PageServices {
    ReportService &reports;
    Clock &clock;
    LiveDesk *live = nullptr; ///< levels, samples, tray; none in tests that need none
    QString profileDir = {};  ///< of the pseudonyms; empty in tests that need none
};

/// Between one page and its reports: page query -> report -> model. Only the page on screen is
/// asked for; the others catch up when they are shown.
class PageBinding : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The window takes ownership of it.
    virtual Page &page() = 0;
    /// `isNew`: another question than the last one; otherwise the facts have changed.
    virtual void ask(const ViewScope &scope, bool isNew) = 0;
    /// Told before ask(..., true): the facts have changed too, what is shown is out of date.
    virtual void noteChange() {}
    /// Shows the conversations behind a number; false: this page does not.
    /// They stay until another scope than this one is asked for.
    virtual bool openDrill(const Drill &, const ViewScope &) { return false; }
    /// Shows this conversation, in its list or not; false: this page does not.
    virtual bool openConversation(RowId, const QString &) { return false; }
    /// The page shows the answer to the last question.
    virtual bool isIdle() const = 0;
    /// The oldest "as of" of what the page shows.
    virtual std::optional<TimeMs> asOf() const = 0;
    /// When two updates of it will be missing; none = it does not grow old.
    virtual std::optional<TimeMs> lateAt() const { return std::nullopt; }

Q_SIGNALS:
    /// An answer or a failure has been shown.
    void answered();
    /// A conversation has stayed selected for a moment: its events are worth a request.
    void conversationWatched(watchfloor::RowId account, const QString &remoteId);
};

} // namespace watchfloor
