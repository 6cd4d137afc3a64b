// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "backend/domain/changeset.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace watchfloor {

/// When the pages that show reports ask: the visible one at once, the others when they are shown.
class PageBindings : public QObject {
    Q_OBJECT
public:
    PageBindings(const PageServices &services, std::vector<std::unique_ptr<PageBinding>> pages,
                 QObject *parent = nullptr);
    ~PageBindings() override;

    void setScope(const ViewScope &scope);
    void showPage(const QString &key);
    /// Asks everything again, e.g. after an error.
    void askAgain();
    /// The clock went on: "today" may have become another day.
    void tick();
    /// Nothing to ask yet: no account.
    void setActive(bool active);

    const std::vector<std::unique_ptr<PageBinding>> &pages() const { return m_pages; }
    /// The oldest "as of" of the page on screen.
    std::optional<TimeMs> asOf() const;
    std::optional<TimeMs> lateAt() const;
    /// The page on screen shows the answer to the last question.
    bool settled() const;

Q_SIGNALS:
    void answered();

private:
    struct Need {
        bool stale = true;
        bool isNew = true;
        bool changed = false;           ///< the facts or the day, since it was asked last
        std::optional<TimeRange> asked; ///< none: never
    };

    size_t shown() const; ///< index into m_pages; their number: another page
    TimeRange range() const;
    void noteChange(Need &need);
    void askVisible();
    void lookAround(size_t at);
    void noteAnswer();
    void onInvalidated(const ChangeSet &change);

    PageServices m_services;
    Clock &m_clock;
    std::vector<std::unique_ptr<PageBinding>> m_pages;
    std::vector<Need> m_needs; ///< by page
    ViewScope m_scope;
    QElapsedTimer m_answerTime;
    QString m_page;
    QTimer m_coalesce;
    bool m_active = false;
};

} // namespace watchfloor
