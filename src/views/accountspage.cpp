// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountspage.h"

#include "models/accounttables.h"
#include "models/plaintext.h"
#include "views/accountdialog.h"
#include "views/accountscardview.h"
#include "views/accountspurgedialog.h"
#include "views/accountsremovedialog.h"
#include "views/elidedlabel.h"
#include "views/palette.h"
#include "views/stateview.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int widestCard = 1200; // beyond it the eye loses the line
constexpr int skeletonAfterMs = 150;

/// The grey outline of one card, where the first will be.
class CardSkeleton : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF card(pageMargin + 0.5, 0.5, std::min(width() - 2 * pageMargin, widestCard) - 1,
                          std::min(height() - pageMargin, 316) - 1);
        painter.setPen(QPen(p.line, 0));
        painter.setBrush(p.surface);
        painter.drawRoundedRect(card, 6, 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(blended(p.surface, p.line, 0.7));
        constexpr int shares[] = {62, 48, 55, 70, 44, 58};
        for (int line = 0; line < 7; ++line) {
            const int y = line == 0 ? 17 : 41 + line * 24;
            const int left = pageMargin + 40;
            const QRectF bars[] = {QRectF(left, y, 1.6 * shares[line % 6], 8),
                                   QRectF(left + 192, y, 2.4 * shares[(line + 2) % 6], 8)};
            for (const QRectF &bar : bars) {
                if (bar.right() < card.right() - pageMargin)
                    painter.drawRoundedRect(
                        QStyle::visualRect(layoutDirection(), rect(), bar.toRect()), 3, 3);
            }
        }
    }
};

QPushButton *barButton(const QString &title, const char *name, const QString &hint, QWidget *parent)
{
    auto *button = new QPushButton(title, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(hint);
    return button;
}

} // namespace

AccountsPage::AccountsPage(QWidget *parent)
    : Page(parent)
    , m_summary(new ElidedLabel(this))
    , m_free(barButton(tr("Free space…"), "free",
                       tr("Deletes old history from the cache on this computer"), this))
    , m_cancel(barButton(tr("Cancel sync"), "cancel",
                         tr("Ends what is being fetched; what is in the cache stays"), this))
    , m_pause(barButton(tr("Pause"), "pause", tr("Holds the sync of all accounts"), this))
    , m_sync(barButton(tr("Sync all"), "syncAll", tr("Fetches what is new from every account (F5)"),
                       this))
    , m_add(barButton(tr("Add account"), "add", QString(), this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StateView(this))
    , m_scroll(new QScrollArea(this))
    , m_skeleton(new CardSkeleton(this))
    , m_list(new QVBoxLayout)
    , m_bar(new QWidget(this))
{
    m_add->setProperty("primary", true);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *top = new QHBoxLayout(m_bar);
    top->setContentsMargins(pageMargin, 0, pageMargin, 12);
    top->setSpacing(gridStep);
    top->addWidget(m_summary, 1);
    for (QPushButton *button : {m_free, m_cancel, m_pause, m_sync, m_add})
        top->addWidget(button);

    auto *content = new QWidget;
    auto *centre = new QHBoxLayout(content);
    centre->setContentsMargins(pageMargin, 0, pageMargin, pageMargin);
    auto *column = new QWidget(content);
    column->setMaximumWidth(widestCard);
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(pageMargin);
    columnLayout->addLayout(m_list);
    columnLayout->addStretch();
    // The scroll bar takes its place from the margin: cards end where the buttons above end.
    QScrollBar *bar = m_scroll->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, centre, [centre, bar](int, int most) {
        const int taken = most > 0 ? std::min(bar->sizeHint().width(), pageMargin) : 0;
        centre->setContentsMargins(pageMargin, 0, pageMargin - taken, pageMargin);
    });
    centre->addWidget(column);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    for (QWidget *face :
         {static_cast<QWidget *>(m_scroll), static_cast<QWidget *>(m_state), m_skeleton})
        m_stack->addWidget(face);
    m_skeleton->setObjectName(QStringLiteral("skeleton"));
    m_skeleton->setAccessibleName(tr("Loading"));
    m_skeletonDelay.setSingleShot(true);
    m_skeletonDelay.setInterval(skeletonAfterMs);
    connect(&m_skeletonDelay, &QTimer::timeout, this,
            [this] { m_stack->setCurrentWidget(m_skeleton); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    connect(m_free, &QPushButton::clicked, this, &AccountsPage::openPurgeDialog);
    connect(m_cancel, &QPushButton::clicked, this, &AccountsPage::cancelRequested);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(!m_paused); });
    connect(m_sync, &QPushButton::clicked, this, [this] { Q_EMIT syncRequested(QString()); });
    connect(m_add, &QPushButton::clicked, this, &AccountsPage::openAddDialog);
    connect(m_state, &StateView::triggered, this, [this](const QString &id) {
        if (id == QLatin1String("addAccount"))
            openAddDialog();
        else if (id == QLatin1String("demo"))
            Q_EMIT demoRequested();
        else
            Q_EMIT syncRequested(QString());
    });
    describe();
}

void AccountsPage::setFormatter(const MetricFormatter &format)
{
    m_format = format;
    for (AccountsCardView *view : m_views)
        view->setTime(m_format, m_now);
}

void AccountsPage::setNow(TimeMs now)
{
    m_now = now;
    for (AccountsCardView *view : m_views)
        view->setTime(m_format, m_now);
}

void AccountsPage::focusMain()
{
    if (!m_views.empty())
        m_views.front()->focusMain();
    else if (auto *add = m_state->findChild<QPushButton *>(QStringLiteral("addAccount")))
        add->setFocus(Qt::OtherFocusReason);
}

AccountsCardView *AccountsPage::addCard()
{
    auto *view = new AccountsCardView(this);
    view->setTime(m_format, m_now);
    m_views.push_back(view);
    m_list->addWidget(view);
    connect(view, &AccountsCardView::testRequested, this, [this, view] {
        if (m_testing.contains(view->name()))
            Q_EMIT testStopRequested(view->name());
        else
            Q_EMIT testRequested(view->name());
    });
    connect(view, &AccountsCardView::syncRequested, this,
            [this, view] { Q_EMIT syncRequested(view->name()); });
    connect(view, &AccountsCardView::removeRequested, this,
            [this, view] { openRemoveDialog(view->name()); });
    connect(view, &AccountsCardView::changeRequested, this, [this, view] {
        if (const Account *account = accountOf(*view))
            openChangeDialog(*account);
    });
    connect(view, &AccountsCardView::keepRequested, this, [this, view] {
        if (const Account *account = accountOf(*view))
            openKeepDialog(*account);
    });
    connect(view, &AccountsCardView::rulesRequested, this, [this, view] {
        if (const Account *account = accountOf(*view))
            openRulesDialog(*account);
    });
    connect(view, &AccountsCardView::drillRequested, this, &AccountsPage::drillRequested);
    connect(view, &AccountsCardView::explainRequested, this, &AccountsPage::explainRequested);
    return view;
}

const Account *AccountsPage::accountOf(const AccountsCardView &view) const
{
    const auto card = std::find_if(m_cards.begin(), m_cards.end(), [&view](const AccountCard &c) {
        return c.account.id == view.account();
    });
    return card == m_cards.end() ? nullptr : &card->account;
}

AccountsCardView *AccountsPage::cardOf(const QString &account) const
{
    const auto found =
        std::find_if(m_views.begin(), m_views.end(),
                     [&account](const AccountsCardView *v) { return v->name() == account; });
    return found == m_views.end() ? nullptr : *found;
}

void AccountsPage::setCards(const std::vector<AccountCard> &cards)
{
    m_known = true;
    m_skeletonDelay.stop();
    m_problem.clear();
    m_cards = cards;
    // Each account keeps its widget: focus, scroll position and its test's outcome stay.
    std::erase_if(m_views, [&cards](AccountsCardView *view) {
        const bool gone = std::none_of(cards.begin(), cards.end(), [view](const AccountCard &c) {
            return c.account.id == view->account();
        });
        if (gone) {
            view->hide();
            view->deleteLater();
        }
        return gone;
    });
    for (const AccountCard &card : cards) {
        const auto known =
            std::find_if(m_views.begin(), m_views.end(), [&card](const AccountsCardView *v) {
                return v->account() == card.account.id;
            });
        AccountsCardView *view = known == m_views.end() ? addCard() : *known;
        view->setCard(card, m_paused);
        view->setWritable(m_writable);
    }
    describe();
}

void AccountsPage::setFirstStart(bool on)
{
    if (!on || !m_cards.empty())
        return;
    m_known = true;
    m_skeletonDelay.stop();
    describe();
}

void AccountsPage::setLoading()
{
    if (!m_known && m_stack->currentWidget() != m_skeleton)
        m_skeletonDelay.start();
}

void AccountsPage::setError(const Error &error)
{
    m_skeletonDelay.stop();
    if (!m_cards.empty()) {
        m_problem = tr("Not refreshed: %1").arg(oneLine(error.sentence()));
        describe();
        return;
    }
    StateMessage message;
    message.icon = QStringLiteral("alert");
    message.title = error.message();
    message.text = error.remedy();
    message.details = error.detail();
    message.actions = {{QStringLiteral("retry"), tr("Try again"), true}};
    m_state->show(message);
    m_stack->setCurrentWidget(m_state);
}

void AccountsPage::setStorage(const QString &line)
{
    m_storage = line;
    describe();
}

void AccountsPage::setSyncState(bool paused, bool active)
{
    if (paused == m_paused && active == m_active)
        return;
    m_paused = paused;
    m_active = active;
    for (AccountsCardView *view : m_views) {
        const auto card =
            std::find_if(m_cards.begin(), m_cards.end(),
                         [view](const AccountCard &c) { return c.account.id == view->account(); });
        if (card != m_cards.end())
            view->setCard(*card, m_paused);
    }
    describe();
}

void AccountsPage::setWritable(bool writable, const QString &why)
{
    m_writable = writable;
    m_why = why;
    for (AccountsCardView *view : m_views)
        view->setWritable(writable);
    describe();
}

void AccountsPage::setTesting(const QString &account, bool testing)
{
    m_testing.removeAll(account);
    if (testing)
        m_testing << account;
    if (AccountsCardView *view = cardOf(account))
        view->setTesting(testing);
}

void AccountsPage::setTestOutcome(const QString &account, const Result<ProbeResult> &outcome)
{
    setTesting(account, false);
    AccountsCardView *view = cardOf(account);
    if (!view)
        return;
    if (!outcome) {
        if (outcome.error().kind() != Error::Kind::Cancelled)
            setAccountError(account, outcome.error());
        return;
    }
    QStringList sentences{outcome->userName.isEmpty()
                              ? tr("The connection works: version %1.").arg(outcome->version)
                              : tr("The connection works: version %1, signed in as %2.")
                                    .arg(outcome->version, outcome->userName)};
    sentences += outcome->notes;
    view->setOutcome(sentences.join(QLatin1Char('\n')), true);
}

void AccountsPage::setAccountError(const QString &account, const Error &error)
{
    if (AccountsCardView *view = cardOf(account))
        view->setOutcome(sentenceFor(account, error.sentence()), false);
}

void AccountsPage::setProbeOutcome(const Result<ProbeResult> &outcome)
{
    if (m_dialog)
        m_dialog->setProbeOutcome(outcome);
}

void AccountsPage::setSaveOutcome(const std::optional<Error> &error)
{
    if (m_dialog)
        m_dialog->setSaveOutcome(error);
}

AccountDialog *AccountsPage::dialog() const
{
    return m_dialog;
}

void AccountsPage::openDialog(AccountDialog *dialog)
{
    m_dialog = dialog;
    connect(dialog, &AccountDialog::probeRequested, this, &AccountsPage::probeRequested);
    connect(dialog, &AccountDialog::saveRequested, this, &AccountsPage::saveRequested);
    connect(dialog, &AccountDialog::cancelRequested, this, &AccountsPage::dialogCancelled);
    dialog->open();
}

void AccountsPage::openAddDialog()
{
    if (m_dialog || m_providers.empty() || !m_writable)
        return;
    QStringList taken;
    for (const AccountCard &card : m_cards)
        taken << card.account.name;
    openDialog(new AccountDialog(m_providers, taken, this));
}

void AccountsPage::openChangeDialog(const Account &account)
{
    const bool known =
        std::any_of(m_providers.begin(), m_providers.end(),
                    [&account](const ProviderInfo &p) { return p.id == account.provider; });
    if (m_dialog || !known || !m_writable)
        return;
    QStringList taken;
    for (const AccountCard &card : m_cards)
        taken << card.account.name;
    auto *dialog = new AccountDialog(m_providers, taken, this);
    dialog->setAccount(account);
    openDialog(dialog);
}

void AccountsPage::openRemoveDialog(const QString &account)
{
    auto *dialog = new AccountsRemoveDialog(account, this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, account] { Q_EMIT removeRequested(account, dialog->deletesData()); });
    dialog->open();
}

void AccountsPage::openPurgeDialog()
{
    auto *dialog = new AccountsPurgeDialog(this);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT purgeRequested(dialog->days()); });
    dialog->open();
}

void AccountsPage::setPurging(bool purging)
{
    m_purging = purging;
    describe();
}

void AccountsPage::setPurgeOutcome(const Result<ChangeSet> &outcome)
{
    m_purged =
        outcome ? tr("%1 conversations and %2 events deleted")
                      .arg(m_format.count(outcome->conversations), m_format.count(outcome->events))
                : outcome.error().sentence();
    describe();
}

void AccountsPage::describe()
{
    const bool none = m_known && m_cards.empty();
    m_bar->setVisible(!none);
    m_free->setEnabled(m_writable && !m_purging && !m_cards.empty());
    m_cancel->setEnabled(m_writable && m_active);
    m_pause->setEnabled(m_writable && !m_cards.empty());
    m_pause->setText(m_paused ? tr("Resume") : tr("Pause"));
    m_sync->setEnabled(m_writable && !m_cards.empty());
    m_add->setEnabled(m_writable);
    QStringList summary;
    if (!m_problem.isEmpty())
        summary << m_problem;
    if (m_paused)
        summary << tr("The sync is paused");
    if (!m_why.isEmpty())
        summary << m_why;
    if (m_purging)
        summary << tr("Deleting old history…");
    else if (!m_storage.isEmpty())
        summary << m_storage;
    if (!m_purged.isEmpty() && !m_purging)
        summary << m_purged;
    m_summary->setText(summary.join(QStringLiteral(" · ")));
    m_summary->setColour(&Palette::muted);
    if (!none) {
        m_stack->setCurrentWidget(m_scroll);
        return;
    }
    StateMessage message;
    message.icon = QStringLiteral("accounts");
    message.title = tr("Watchfloor shows the accounts you add.");
    message.text = m_writable ? tr("You need the web address of your server and an access token. "
                                   "The demo shows a simulated contact centre.")
                              : m_why;
    if (m_writable)
        message.actions.push_back({QStringLiteral("addAccount"), tr("Add account"), true});
    message.actions.push_back({QStringLiteral("demo"), tr("Open demo"), false});
    m_state->show(message);
    m_stack->setCurrentWidget(m_state);
}

PageExport AccountsPage::exported() const
{
    PageExport exported;
    if (m_cards.empty())
        return exported;
    exported.plan = planOf({});
    exported.plan->sections = {ReportSection::SyncState};
    exported.notOnPaper << tr("storage and the calendar of days");
    exported.tables.push_back(
        {QStringLiteral("feeds"), tr("Feeds"), nullptr, false, feedTable(m_cards)});
    exported.tables.push_back({QStringLiteral("coverage"), tr("Coverage and gaps"), nullptr, false,
                               coverageTable(m_cards, m_now)});
    return exported;
}

} // namespace watchfloor
