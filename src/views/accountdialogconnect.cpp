// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountdialogconnect.h"

#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/disclosurebutton.h"
#include "views/typography.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

const QString urlKey = QStringLiteral("url");
const QString accountIdKey = QStringLiteral("account_id");

bool belongsTo(const std::vector<ProviderField> &fields, const QString &key)
{
    return std::any_of(fields.begin(), fields.end(),
                       [&key](const ProviderField &f) { return f.key == key; });
}

} // namespace

AccountDialogConnect::AccountDialogConnect(std::vector<ProviderInfo> providers, QWidget *parent)
    : QWidget(parent)
    , m_providers(std::move(providers))
    , m_vendor(new QComboBox(this))
    , m_error(new ToneLabel(ToneLabel::Tone::Bad, bodyFont(), this))
    , m_layout(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addLayout(m_layout);
    outer->addStretch(1); // fields keep their own height
    m_layout->setSpacing(2 * gridStep);
    m_vendor->setObjectName(QStringLiteral("vendor"));
    m_vendor->setAccessibleName(tr("Vendor"));
    for (const ProviderInfo &info : m_providers)
        m_vendor->addItem(info.title, info.id);
    m_vendor->setVisible(m_providers.size() > 1); // nothing to choose from one
    m_error->setObjectName(QStringLiteral("connectError"));
    m_error->hide();
    m_layout->addWidget(m_vendor);
    m_layout->addWidget(m_error);
    connect(m_vendor, &QComboBox::currentIndexChanged, this,
            [this](int index) { choose(static_cast<size_t>(std::max(0, index))); });
    choose(0);
}

AccountDialogField *AccountDialogConnect::addField(const ProviderField &field, QVBoxLayout *layout)
{
    auto *made = new AccountDialogField(field, m_form);
    layout->addWidget(made);
    connect(made, &AccountDialogField::edited, this, &AccountDialogConnect::edited);
    m_fields.push_back(made);
    return made;
}

void AccountDialogConnect::choose(size_t index)
{
    m_current = index;
    m_fields.clear();
    delete m_form;
    m_form = new QWidget(this);
    auto *layout = new QVBoxLayout(m_form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * gridStep);
    const ProviderInfo &info = provider();

    ProviderField url;
    url.key = urlKey;
    url.title = tr("Web address of the server");
    url.help = info.urlHelp;
    url.placeholder = QStringLiteral("https://chat.example.com");
    addField(url, layout)->setValue(info.defaultUrl);
    if (info.needsAccountId) {
        ProviderField account;
        account.key = accountIdKey;
        account.title = tr("Account id");
        account.help = info.accountIdHelp;
        addField(account, layout);
    }
    addSecrets(layout);
    for (const ProviderField &setting : info.settings) {
        if (setting.required)
            addField(setting, layout);
    }
    m_moreButton = new DisclosureButton(tr("More settings"), m_form);
    m_moreButton->setObjectName(QStringLiteral("more"));
    m_more = new QWidget(m_form);
    auto *more = new QVBoxLayout(m_more);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(2 * gridStep);
    bool any = false;
    for (const ProviderField &setting : info.settings) {
        if (setting.required)
            continue;
        addField(setting, more);
        any = true;
    }
    m_moreButton->setVisible(any);
    m_more->hide();
    connect(m_moreButton, &QToolButton::toggled, m_more, &QWidget::setVisible);
    connect(m_moreButton, &QToolButton::toggled, this, &AccountDialogConnect::resized);
    layout->addWidget(m_moreButton, 0, Qt::AlignLeft);
    layout->addWidget(m_more);
    m_layout->addWidget(m_form);
    // Fields stand in the order they are walked through.
    QWidget *before = m_vendor;
    for (AccountDialogField *made : m_fields) {
        if (m_way && belongsTo(info.secrets, made->key()) && before != m_way &&
            !belongsTo(info.secrets, before->objectName())) {
            setTabOrder(before, m_way);
            before = m_way;
        }
        if (made->parentWidget() == m_more && before->parentWidget() != m_more &&
            before != m_moreButton) {
            setTabOrder(before, m_moreButton);
            before = m_moreButton;
        }
        setTabOrder(before, made->focusProxy());
        before = made->focusProxy();
    }
    Q_EMIT edited();
}

void AccountDialogConnect::addSecrets(QVBoxLayout *layout)
{
    const ProviderInfo &info = provider();
    m_way = nullptr;
    if (info.ways.size() > 1) {
        auto *title = new ToneLabel(ToneLabel::Tone::Text, bodyFont(), m_form);
        title->setText(tr("Sign in with"));
        m_way = new QComboBox(m_form);
        m_way->setObjectName(QStringLiteral("way"));
        m_way->setAccessibleName(title->text());
        for (const SignInWay &one : info.ways)
            m_way->addItem(one.title, one.key);
        m_wayHelp = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), m_form);
        auto *choice = new QVBoxLayout;
        choice->setSpacing(4);
        choice->addWidget(title);
        choice->addWidget(m_way);
        choice->addWidget(m_wayHelp);
        layout->addLayout(choice);
        connect(m_way, &QComboBox::currentIndexChanged, this, [this] {
            clearFaults();
            showSecrets();
            Q_EMIT edited();
        });
    }
    for (const ProviderField &secret : info.secrets)
        addField(secret, layout);
    showSecrets();
}

QString AccountDialogConnect::way() const
{
    return m_way ? m_way->currentData().toString() : QString();
}

void AccountDialogConnect::showSecrets(const QString &asked)
{
    const ProviderInfo &info = provider();
    const SignInWay *chosen = signInWay(info, way());
    for (const ProviderField &secret : info.secrets) {
        const bool ofWay = chosen == nullptr || chosen->secrets.contains(secret.key) ||
                           chosen->optional.contains(secret.key);
        AccountDialogField *entry = field(secret.key);
        entry->setVisible(ofWay && (!secret.oneTime || secret.key == asked));
        if (secret.oneTime && secret.key != asked)
            entry->setValue(QString());
    }
    if (m_way) {
        m_wayHelp->setText(chosen->help);
        m_wayHelp->setVisible(!chosen->help.isEmpty());
    }
    Q_EMIT resized();
}

AccountDialogField *AccountDialogConnect::field(const QString &key) const
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(),
                     [&key](const AccountDialogField *f) { return f->key() == key; });
    return found == m_fields.end() ? nullptr : *found;
}

void AccountDialogConnect::setAccount(const QString &provider, const AccountForm &form)
{
    for (size_t i = 0; i < m_providers.size(); ++i) {
        if (m_providers[i].id == provider)
            m_vendor->setCurrentIndex(static_cast<int>(i));
    }
    m_vendor->setEnabled(false);
    m_stored = true;
    field(urlKey)->setValue(form.url);
    if (AccountDialogField *account = field(accountIdKey))
        account->setValue(form.remoteAccountId);
    for (auto it = form.settings.begin(); it != form.settings.end(); ++it) {
        if (AccountDialogField *setting = field(it.key()))
            setting->setValue(it.value());
    }
    for (const ProviderField &secret : this->provider().secrets)
        field(secret.key)->setPlaceholder(tr("Leave empty to keep the stored one"));
}

void AccountDialogConnect::fill(AccountForm *form) const
{
    const ProviderInfo &info = provider();
    form->provider = info.id;
    form->url = completedUrl(field(urlKey)->value());
    if (const AccountDialogField *account = field(accountIdKey))
        form->remoteAccountId = account->value();
    form->way = way();
    form->secrets.clear();
    form->settings.clear();
    for (const AccountDialogField *entry : m_fields) {
        if (belongsTo(info.secrets, entry->key()) && entry->isHidden())
            continue; // of another way to sign in
        if (belongsTo(info.settings, entry->key()))
            form->settings.insert(entry->key(), entry->value());
        else if (belongsTo(info.secrets, entry->key()) && !entry->value().isEmpty())
            form->secrets.insert(entry->key(), entry->value());
    }
}

void AccountDialogConnect::setFaults(const QMap<QString, QString> &faults)
{
    clearFaults();
    AccountDialogField *first = nullptr;
    for (AccountDialogField *entry : m_fields) {
        const QString sentence = faults.value(entry->key());
        entry->setFault(sentence);
        if (sentence.isEmpty())
            continue;
        if (entry->parentWidget() == m_more)
            m_moreButton->setChecked(true);
        if (!first)
            first = entry;
    }
    if (first)
        first->focusInput();
    Q_EMIT resized();
}

void AccountDialogConnect::setError(const Error &error)
{
    clearFaults();
    if (!error.asksFor().isEmpty())
        showSecrets(error.asksFor());
    AccountDialogField *at = field(faultyField(provider(), way(), error));
    if (at) {
        at->setFault(error.sentence());
        at->focusInput();
        return;
    }
    m_error->setText(severalLines(error.sentence(), 600));
    m_error->show();
}

void AccountDialogConnect::clearFaults()
{
    m_error->hide();
    m_error->clear();
    for (AccountDialogField *entry : m_fields)
        entry->setFault(QString());
}

void AccountDialogConnect::focusFirst()
{
    if (m_vendor->isVisibleTo(this) && m_vendor->isEnabled())
        m_vendor->setFocus(Qt::OtherFocusReason);
    else
        m_fields.front()->focusInput();
}

} // namespace watchfloor
