// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/filtersample.h"
#include "views/chipsrow.h"
#include "views/filterpopover.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/scopedesk.h"

#include <QLineEdit>
#include <QTest>

namespace watchfloor::test {

/// A page of nothing that remembers a word and says what it does not follow.
class PlainPage : public Page {
public:
    PlainPage(const char *key, IgnoredParts ignored, bool scoped = true)
        : m_key(QString::fromLatin1(key))
        , m_ignored(std::move(ignored))
        , m_scoped(scoped)
    {
        setFocusPolicy(Qt::StrongFocus);
    }
    QString key() const override { return m_key; }
    QString title() const override { return m_key.left(1).toUpper() + m_key.mid(1); }
    QString iconName() const override { return QStringLiteral("agents"); }
    bool usesScope() const override { return m_scoped; }
    IgnoredParts ignoredFilters() const override { return m_ignored; }
    /// Another question of the page follows other filters.
    void follow(const IgnoredParts &ignored)
    {
        m_ignored = ignored;
        Q_EMIT questionChanged();
    }
    QVariantMap saveState() const override { return {{QStringLiteral("sort"), sort}}; }
    void restoreState(const QVariantMap &state) override
    {
        sort = state.value(QStringLiteral("sort")).toString();
    }

    QString sort;

private:
    QString m_key;
    IgnoredParts m_ignored;
    bool m_scoped;
};

/// A window of such pages that knows sampleCatalogue().
struct ScopeShell {
    MainWindow window;
    PlainPage *agents = new PlainPage("agents", {});
    PlainPage *charts =
        new PlainPage("charts", {{ScopePart::Labels, QStringLiteral("this chart knows no labels")},
                                 {ScopePart::Compare}});

    ScopeShell()
    {
        window.addPage(agents);
        window.addPage(charts);
        window.addPage(new PlainPage("accounts", {}, false), true);
        window.setAccounts(sampleCatalogue()->accounts());
        window.setCatalogue(sampleCatalogue());
        window.setNow(1'781'697'780'000); // 2026-06-17 12:03 UTC
        window.resize(1280, 720);
        window.show();
    }

    const ViewFilter &filter() const { return window.scope().filter; }
    FilterPopover *popover() const { return window.scopeDesk()->popover(); }
    QLineEdit *filterSearch() const { return popover()->findChild<QLineEdit *>(); }
    void filterBy(const ViewFilter &filter)
    {
        ViewScope scope = window.scope();
        scope.filter = filter;
        window.changeScope(scope);
    }
    QStringList chips() const
    {
        QStringList texts;
        for (const ScopeChip &chip : window.chipsRow()->chips())
            texts << chip.text;
        return texts;
    }
};

inline ViewFilter someFilter()
{
    ViewFilter filter;
    filter.agents = {11, 12, 13};
    filter.groups = {31};
    filter.labels = {QStringLiteral("refund")};
    return filter;
}

inline void press(QWidget *on, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
{
    QTest::keyClick(on, key, with);
}

} // namespace watchfloor::test
