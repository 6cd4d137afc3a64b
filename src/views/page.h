// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "models/metricformatter.h"

#include <QVariantMap>
#include <QWidget>

namespace watchfloor {

/// One entry of the sidebar. Pages take values and emit wishes; they know no service.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString key() const = 0; ///< stable: settings and --page
    virtual QString title() const = 0;
    virtual QString iconName() const = 0;
    /// False: the pickers of accounts, range and search mean nothing here and are disabled.
    virtual bool usesScope() const { return true; }

    virtual void setSearch(const QString &) {}
    virtual void setFormatter(const MetricFormatter &) {}
    /// Relative times move on.
    virtual void setNow(TimeMs) {}
    virtual void focusMain() { setFocus(); }
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap &) {}

Q_SIGNALS:
    /// The user changed something saveState() tells.
    void stateEdited();
};

/// A page around a widget that needs none of the above.
class HostPage : public Page {
    Q_OBJECT
public:
    HostPage(QString key, QString title, QString icon, QWidget *content, QWidget *parent = nullptr);

    QString key() const override { return m_key; }
    QString title() const override { return m_title; }
    QString iconName() const override { return m_icon; }
    bool usesScope() const override { return false; }
    void focusMain() override;

private:
    QString m_key;
    QString m_title;
    QString m_icon;
    QWidget *m_content;
};

} // namespace watchfloor
