// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"

#include <QDialog>
#include <QMap>

#include <optional>

class QPushButton;
class QVBoxLayout;

namespace watchfloor {

class ToneLabel;

/// A small form over some settings of one account that only this program reads: they are saved
/// without asking the server. It stays open until that went well.
class AccountSettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// What the form says, as settings; an empty value removes one.
    virtual QMap<QString, QString> settings() const = 0;
    /// How saving went.
    void setOutcome(const std::optional<Error> &error);

Q_SIGNALS:
    void saveRequested(const QMap<QString, QString> &settings);

protected:
    AccountSettingsDialog(const QString &title, const QString &heading, QWidget *parent);
    /// Where the form goes, between heading and buttons.
    QVBoxLayout *form() { return m_form; }
    QPushButton *saveButton() { return m_save; }
    void say(const QString &fault);
    /// False: something is wrong, and said.
    virtual bool check() { return true; }

private:
    void save();

    QVBoxLayout *m_form;
    ToneLabel *m_fault;
    QPushButton *m_cancel;
    QPushButton *m_save;
};

} // namespace watchfloor
