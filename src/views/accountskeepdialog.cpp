// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountskeepdialog.h"

#include "models/accountkeep.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

constexpr int usualMonths = 13;
constexpr int typingMs = 300; // a number is typed digit by digit

} // namespace

AccountsKeepDialog::AccountsKeepDialog(const Account &account, const MetricFormatter &format,
                                       TimeMs now, QWidget *parent)
    : AccountSettingsDialog(tr("History"), tr("How long does “%1” stay?").arg(account.name), parent)
    , m_format(format)
    , m_now(now)
    , m_all(new QRadioButton(tr("Keep &everything"), this))
    , m_last(new QRadioButton(tr("Keep the &last"), this))
    , m_count(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_sentence(new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this))
    , m_preview(new ToneLabel(ToneLabel::Tone::Muted, bodyFont(), this))
    , m_soon(new QTimer(this))
{
    m_all->setObjectName(QStringLiteral("all"));
    m_last->setObjectName(QStringLiteral("last"));
    m_count->setObjectName(QStringLiteral("count"));
    m_unit->setObjectName(QStringLiteral("unit"));
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_preview->setObjectName(QStringLiteral("preview"));
    m_unit->addItem(tr("months"));
    m_unit->addItem(tr("days"));
    m_count->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_count->setAccessibleName(tr("How many days or months of history stay"));
    m_unit->setAccessibleName(tr("Days or months"));
    m_count->setRange(1, keeppolicy::mostMonths);
    m_count->setValue(usualMonths);
    m_all->setChecked(true);
    const auto stored = keeppolicy::read(account.settings);
    if (stored && *stored) {
        m_last->setChecked(true);
        m_unit->setCurrentIndex((*stored)->unit == KeepPolicy::Unit::Days ? 1 : 0);
        m_count->setMaximum((*stored)->unit == KeepPolicy::Unit::Days ? keeppolicy::mostDays
                                                                      : keeppolicy::mostMonths);
        m_count->setValue((*stored)->count);
    }
    auto *choice = new QHBoxLayout;
    choice->setSpacing(gridStep);
    choice->addWidget(m_last);
    choice->addWidget(m_count);
    choice->addWidget(m_unit);
    choice->addStretch();
    form()->addWidget(m_all);
    form()->addLayout(choice);
    form()->addWidget(m_sentence);
    form()->addWidget(m_preview);
    setFixedWidth(480);

    m_soon->setSingleShot(true);
    m_soon->setInterval(typingMs);
    connect(m_soon, &QTimer::timeout, this, [this] {
        if (m_asked)
            Q_EMIT countRequested(*m_asked);
    });
    connect(m_all, &QRadioButton::toggled, this, &AccountsKeepDialog::describe);
    connect(m_count, &QSpinBox::valueChanged, this, &AccountsKeepDialog::describe);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this](int unit) {
        m_count->setMaximum(unit == 1 ? keeppolicy::mostDays : keeppolicy::mostMonths);
        describe();
    });
    describe();
    (m_all->isChecked() ? m_all : m_last)->setFocus();
}

std::optional<KeepPolicy> AccountsKeepDialog::policy() const
{
    if (m_all->isChecked())
        return std::nullopt;
    return KeepPolicy{m_count->value(), m_unit->currentIndex() == 1 ? KeepPolicy::Unit::Days
                                                                    : KeepPolicy::Unit::Months};
}

QMap<QString, QString> AccountsKeepDialog::settings() const
{
    const auto chosen = policy();
    return {{QLatin1String(keeppolicy::key), chosen ? keeppolicy::text(*chosen) : QString()}};
}

void AccountsKeepDialog::describe()
{
    const auto chosen = policy();
    m_count->setEnabled(chosen.has_value());
    m_unit->setEnabled(chosen.has_value());
    const std::optional<TimeMs> limit =
        chosen ? std::optional(keeppolicy::keptFrom(*chosen, m_now)) : std::nullopt;
    if (!limit) {
        m_soon->stop();
        m_asked.reset();
        m_sentence->setText(tr("Nothing is removed by itself. What was removed before is not "
                               "fetched again unless a sync is asked for it."));
        m_preview->setText(QString());
        saveButton()->setText(tr("Keep everything"));
        saveButton()->setEnabled(true);
        return;
    }
    saveButton()->setText(tr("Remove what is older"));
    m_sentence->setText(keepSentence(*limit, m_format) + u' ' +
                        tr("Removed days are not fetched again, and the calendar shows them as "
                           "not kept. Nothing changes on the server."));
    if (m_asked == limit)
        return;
    // Nobody agrees to what has not been counted.
    m_asked = limit;
    m_counted = false;
    saveButton()->setEnabled(false);
    m_preview->setText(tr("Counting what is older…"));
    m_soon->start();
}

void AccountsKeepDialog::setPreview(TimeMs limit, const Result<KeepPreview> &preview)
{
    if (m_asked != limit)
        return; // of an earlier choice
    m_counted = preview.ok();
    saveButton()->setEnabled(m_counted);
    if (!preview)
        m_preview->setText(preview.error().sentence());
    else if (preview->conversations == 0 && preview->events == 0)
        m_preview->setText(tr("Nothing in the cache is older now."));
    else
        m_preview->setText(
            tr("Now these are %1 conversations and %2 events.")
                .arg(m_format.count(preview->conversations), m_format.count(preview->events)));
}

} // namespace watchfloor
