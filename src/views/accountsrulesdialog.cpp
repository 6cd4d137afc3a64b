// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountsrulesdialog.h"

#include "views/accountslabel.h"
#include "views/typography.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

QFormLayout *formLayout()
{
    auto *layout = new QFormLayout;
    layout->setHorizontalSpacing(2 * gridStep);
    layout->setVerticalSpacing(gridStep / 2);
    layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return layout;
}

} // namespace

AccountsRulesDialog::AccountsRulesDialog(const Account &account, QWidget *parent)
    : AccountSettingsDialog(tr("Targets and hours"),
                            tr("Targets and business hours of “%1”").arg(account.name), parent)
{
    const RulesForm rules = rulesFormOf(account);
    const auto hint = [this](const QString &sentence) {
        auto *label = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this);
        label->setText(sentence);
        return label;
    };
    form()->addWidget(hint(tr("A time up to its target is a hit. Write 90 s, 5 min, 4 h or 2 d; "
                              "an empty field is no target.")));
    auto *targets = formLayout();
    const QString none = tr("no target");
    addLine(targets, QStringLiteral("first_response"), tr("&First response"), rules.firstResponse,
            none);
    addLine(targets, QStringLiteral("reply"), tr("Next &reply"), rules.reply, none);
    addLine(targets, QStringLiteral("resolution"), tr("Re&solution"), rules.resolution, none);
    form()->addLayout(targets);
    form()->addSpacing(gridStep);

    form()->addWidget(hint(tr("Hours count where the vendor tells no business time. A break parts "
                              "them: 09:00-12:30, 13:30-18:00; an empty day is closed.")));
    auto *hours = formLayout();
    m_zone = new QComboBox(this); // here: Tab walks in the order of making
    m_zone->setObjectName(QStringLiteral("zone"));
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones)
        m_zone->addItem(QString::fromUtf8(zone));
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->setCurrentIndex(-1);
    m_zone->setEditText(rules.zone);
    m_zone->lineEdit()->setPlaceholderText(account.timeZone.isEmpty() ? tr("not known")
                                                                      : account.timeZone);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // as wide as the lines below
    m_zone->setAccessibleName(tr("Time zone of the business hours"));
    auto *zoneLabel = new QLabel(tr("Time &zone"), this);
    zoneLabel->setBuddy(m_zone);
    hours->addRow(zoneLabel, m_zone);
    const QLocale words;
    for (int day = 0; day < 7; ++day)
        addLine(hours, QStringLiteral("day%1").arg(day), words.dayName(day + 1),
                rules.days[static_cast<std::size_t>(day)], tr("closed"));
    addLine(hours, QStringLiteral("closed"), tr("&Closed on"), rules.closed,
            QStringLiteral("2026-12-25, 2026-12-27..2026-12-30"));
    form()->addLayout(hours);
    if (account.settings.contains(QStringLiteral("business_hours.special")))
        form()->addWidget(hint(tr("Single dates with hours of their own stay as they are set.")));
    setMinimumWidth(480);
    m_lines.value(QStringLiteral("first_response"))->setFocus();
}

QLineEdit *AccountsRulesDialog::addLine(QFormLayout *layout, const QString &key,
                                        const QString &title, const QString &text,
                                        const QString &placeholder)
{
    auto *line = new QLineEdit(text, this);
    line->setObjectName(key);
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(QString(title).remove(u'&'));
    auto *label = new QLabel(title, this);
    label->setBuddy(line);
    layout->addRow(label, line);
    m_lines.insert(key, line);
    return line;
}

RulesForm AccountsRulesDialog::rules() const
{
    const auto text = [this](const char *key) { return m_lines.value(QLatin1String(key))->text(); };
    RulesForm rules;
    rules.firstResponse = text("first_response");
    rules.reply = text("reply");
    rules.resolution = text("resolution");
    rules.zone = m_zone->currentText();
    rules.closed = text("closed");
    for (std::size_t day = 0; day < rules.days.size(); ++day)
        rules.days[day] = m_lines.value(QStringLiteral("day%1").arg(day))->text();
    return rules;
}

QMap<QString, QString> AccountsRulesDialog::settings() const
{
    return rulesSettings(rules());
}

bool AccountsRulesDialog::check()
{
    const QMap<QString, QString> faults = rulesFaults(rules());
    if (faults.isEmpty())
        return true;
    // The first in the order of the form, with the cursor in its field.
    QStringList order{QStringLiteral("first_response"), QStringLiteral("reply"),
                      QStringLiteral("resolution"), QStringLiteral("zone")};
    for (int day = 0; day < 7; ++day)
        order << QStringLiteral("day%1").arg(day);
    order << QStringLiteral("closed");
    for (const QString &key : std::as_const(order)) {
        if (!faults.contains(key))
            continue;
        say(faults.value(key));
        if (QLineEdit *line = m_lines.value(key, m_zone->lineEdit())) {
            line->setFocus(Qt::OtherFocusReason);
            line->selectAll();
        }
        break;
    }
    return false;
}

} // namespace watchfloor
