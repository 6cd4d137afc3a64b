// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace watchfloor {

class ToneLabel;

/// Label, input, where to find the value, and beside it the sentence that says what is wrong.
class AccountDialogField : public QWidget {
    Q_OBJECT
public:
    explicit AccountDialogField(const ProviderField &field, QWidget *parent = nullptr);

    const QString &key() const { return m_key; }
    QString value() const;
    void setValue(const QString &value);
    void setPlaceholder(const QString &text);
    /// Empty = nothing is wrong.
    void setFault(const QString &sentence);
    QString fault() const;
    void focusInput();
    QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void edited();

private:
    QString m_key;
    QLineEdit *m_edit = nullptr; ///< or a box for yes/no
    QCheckBox *m_box = nullptr;
    bool m_preset = false; ///< of the box
    QWidget *m_faultLine;
    ToneLabel *m_fault;
};

} // namespace watchfloor
