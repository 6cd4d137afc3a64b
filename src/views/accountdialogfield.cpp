// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountdialogfield.h"

#include "models/accountform.h"
#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace watchfloor {

AccountDialogField::AccountDialogField(const ProviderField &field, QWidget *parent)
    : QWidget(parent)
    , m_key(field.key)
    , m_faultLine(new QWidget(this))
    , m_fault(new ToneLabel(ToneLabel::Tone::Bad, smallFont(), m_faultLine))
{
    setObjectName(QLatin1String("field_") + field.key);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    if (isYesNo(field)) {
        m_preset = field.placeholder == QLatin1String("true");
        m_box = new QCheckBox(field.title, this);
        m_box->setChecked(m_preset);
        m_box->setAccessibleDescription(field.help);
        connect(m_box, &QCheckBox::toggled, this, &AccountDialogField::edited);
        layout->addWidget(m_box);
        setFocusProxy(m_box);
    } else {
        auto *title = new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this);
        title->setText(field.title);
        m_edit = new QLineEdit(this);
        m_edit->setObjectName(field.key);
        m_edit->setPlaceholderText(field.placeholder);
        m_edit->setAccessibleName(field.title);
        m_edit->setAccessibleDescription(field.help);
        if (field.secret) {
            m_edit->setEchoMode(QLineEdit::Password);
            m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData |
                                        Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
        }
        connect(m_edit, &QLineEdit::textEdited, this, [this] {
            setFault(QString());
            Q_EMIT edited();
        });
        layout->addWidget(title);
        layout->addWidget(m_edit);
        setFocusProxy(m_edit);
    }
    auto *fault = new QHBoxLayout(m_faultLine);
    fault->setContentsMargins(0, 0, 0, 0);
    fault->setSpacing(6);
    auto *sign = new ToneIcon(m_faultLine);
    sign->set(QStringLiteral("alert"), ToneLabel::Tone::Bad);
    fault->addWidget(sign, 0, Qt::AlignTop);
    fault->addWidget(m_fault, 1);
    m_fault->setObjectName(QStringLiteral("fault"));
    layout->addWidget(m_faultLine);
    m_faultLine->hide();
    if (!field.help.isEmpty()) {
        auto *help = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this);
        help->setText(field.help);
        if (m_box)
            help->setContentsMargins(22, 0, 0, 0);
        layout->addWidget(help);
    }
}

QString AccountDialogField::value() const
{
    if (m_box) {
        if (m_box->isChecked() == m_preset)
            return {};
        return m_box->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    }
    return m_edit->text().trimmed();
}

void AccountDialogField::setValue(const QString &value)
{
    if (m_box)
        m_box->setChecked(value.isEmpty() ? m_preset : value == QLatin1String("true"));
    else
        m_edit->setText(value);
}

void AccountDialogField::setPlaceholder(const QString &text)
{
    if (m_edit)
        m_edit->setPlaceholderText(text);
}

void AccountDialogField::setFault(const QString &sentence)
{
    m_fault->setText(severalLines(sentence, 600));
    m_faultLine->setVisible(!sentence.isEmpty());
    if (m_edit) // a screen reader reads it with the field
        m_edit->setAccessibleName(
            sentence.isEmpty() ? m_edit->accessibleName().section(QStringLiteral(" – "), 0, 0)
                               : m_edit->accessibleName().section(QStringLiteral(" – "), 0, 0) +
                                     QStringLiteral(" – ") + sentence);
}

QString AccountDialogField::fault() const
{
    return m_fault->text();
}

void AccountDialogField::focusInput()
{
    if (m_edit) {
        m_edit->setFocus(Qt::OtherFocusReason);
        m_edit->selectAll();
    } else {
        m_box->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace watchfloor
