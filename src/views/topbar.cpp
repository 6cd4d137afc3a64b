// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/topbar.h"

#include "models/filterdimension.h"
#include "models/plaintext.h"
#include "models/rangewords.h"
#include "views/elidedlabel.h"
#include "views/freshnessbadge.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/pickerbutton.h"
#include "views/rangepopup.h"
#include "views/typography.h"
#include "views/viewsmenu.h"
#include "views/zonemenu.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int widestSearch = 184;
constexpr int narrowestSearch = 116;
constexpr int widestView = 280;
constexpr int narrowView = 150;

/// QLineEdit's own leading action sits off centre under a style sheet.
class SearchEdit : public QLineEdit {
public:
    explicit SearchEdit(QWidget *parent)
        : QLineEdit(parent)
    {
        const bool rtl = layoutDirection() == Qt::RightToLeft;
        setTextMargins(rtl ? 0 : 20, 0, rtl ? 20 : 0, 0);
        setClearButtonEnabled(true);
        for (QAction *action : findChildren<QAction *>())
            action->setIcon(lineIcon(QStringLiteral("close"))); // the clear button, in our line
        for (QToolButton *button : findChildren<QToolButton *>())
            button->setAccessibleName(TopBar::tr("Clear the search"));
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        const QRect spot = QStyle::visualRect(layoutDirection(), rect(), QRect(8, 0, 16, height()));
        paintIcon(painter, spot, QStringLiteral("search"), tokens().muted);
    }
};

} // namespace

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_views(new ViewsMenu(this))
    , m_accountPicker(new PickerButton(QStringLiteral("account"), this))
    , m_rangePicker(new PickerButton(QStringLiteral("calendar"), this))
    , m_zonePicker(new PickerButton(QStringLiteral("globe"), this))
    , m_filterButton(new PickerButton(QStringLiteral("filter"), this))
    , m_accountMenu(new QMenu(m_accountPicker))
    , m_rangeMenu(new QMenu(m_rangePicker))
    , m_zoneMenu(new ZoneMenu(m_zonePicker))
    , m_search(new SearchEdit(this))
    , m_badge(new FreshnessBadge(this))
{
    m_title->setFont(titleFont());
    m_views->setProperty("quiet", true);
    m_rangePicker->setWidest(264);
    m_filterButton->setMenu(nullptr);
    connect(m_filterButton, &QToolButton::clicked, this, &TopBar::filtersRequested);
    m_accountPicker->setMenu(m_accountMenu);
    m_rangePicker->setMenu(m_rangeMenu);
    m_zonePicker->setMenu(m_zoneMenu);
    setUpSearch();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(pageMargin, 0, gridStep, 0);
    layout->setSpacing(gridStep);
    layout->addWidget(m_title);
    layout->addWidget(m_views);
    layout->addStretch(1);
    layout->addWidget(m_accountPicker);
    layout->addWidget(m_rangePicker);
    layout->addWidget(m_zonePicker);
    layout->addWidget(m_filterButton);
    layout->addWidget(m_search);
    layout->addWidget(m_badge);
    setFixedHeight(52);

    connect(m_rangeMenu, &QMenu::aboutToShow, this, &TopBar::rebuildRangeMenu);
    connect(m_accountMenu, &QMenu::aboutToShow, this, &TopBar::rebuildAccountMenu);
    connect(m_zoneMenu, &QMenu::aboutToShow, this, [this] {
        QStringList zones;
        for (const Account &account : m_accounts) {
            if (!account.timeZone.isEmpty() && !zones.contains(account.timeZone))
                zones << account.timeZone;
        }
        m_zoneMenu->setChoices(zones, m_scope.zone);
    });
    connect(m_zoneMenu, &ZoneMenu::zoneChosen, this, [this](const QTimeZone &zone) {
        ViewScope scope = m_scope;
        scope.zone = zone;
        choose(scope);
    });
    connect(m_views, &PickerButton::wordsChanged, this, &TopBar::fit);
    connect(m_badge, &QAbstractButton::clicked, this, &TopBar::freshnessClicked);
    setIgnored({});
    describeScope();
}

void TopBar::setUpSearch()
{
    m_search->setAccessibleName(tr("Search in this page"));
    m_search->setFixedWidth(widestSearch);
    m_search->installEventFilter(this);
    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(150);
    connect(&m_searchDelay, &QTimer::timeout, this,
            [this] { Q_EMIT searchChanged(m_search->text()); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) {
            m_searchDelay.stop();
            Q_EMIT searchChanged(text);
        } else {
            m_searchDelay.start();
        }
    });
}

bool TopBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (key == Qt::Key_Escape)
                m_search->clear();
            m_searchDelay.stop();
            Q_EMIT searchChanged(m_search->text());
            Q_EMIT leftSearch();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TopBar::setTitle(const QString &title)
{
    m_title->setText(title);
    fit();
}

void TopBar::setIgnored(const IgnoredParts &ignored)
{
    m_accountPicker->setIgnored(ignoredPart(ignored, ScopePart::Accounts));
    m_rangePicker->setIgnored(ignoredPart(ignored, ScopePart::Range));
    m_zonePicker->setIgnored(ignoredPart(ignored, ScopePart::Zone));
    const IgnoredPart *search = ignoredPart(ignored, ScopePart::Search);
    m_search->setEnabled(!search);
    m_search->setPlaceholderText(search ? tr("No search")
                                        : tr("/ Search", "the key, then the word"));
    m_search->setToolTip(asHtml(search && !search->reason.isEmpty()
                                    ? search->reason
                                    : tr("Shows rows that hold all of these words (/ or Ctrl+F)")));
}

void TopBar::setNow(TimeMs now)
{
    m_now = now;
    describeScope();
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::fit()
{
    // What gives way, the least telling first. The title never does before all of these.
    const std::vector<PickerButton *> steps{m_views, m_filterButton, m_zonePicker, m_accountPicker};
    const int margins = pageMargin + gridStep;
    const auto wanted = [&](size_t iconOnly, int search) {
        int width = margins + m_title->sizeHint().width() + gridStep;
        for (size_t i = 0; i < steps.size(); ++i) {
            if (!steps[i]->isHidden())
                width +=
                    gridStep + (i < iconOnly ? PickerButton::iconWidth() : steps[i]->fullWidth());
        }
        if (!m_rangePicker->isHidden())
            width += gridStep + m_rangePicker->fullWidth();
        if (!m_search->isHidden())
            width += gridStep + search;
        return width + gridStep + m_badge->sizeHint().width();
    };
    size_t iconOnly = 0;
    int search = widestSearch;
    m_views->setWidest(widestView);
    if (wanted(0, narrowestSearch) > width())
        m_views->setWidest(narrowView);
    if (wanted(0, search) > width())
        search = std::max(narrowestSearch, widestSearch - (wanted(0, search) - width()));
    while (iconOnly < steps.size() && wanted(iconOnly, search) > width())
        ++iconOnly;
    // Room that an icon has freed is the search's again.
    search = std::clamp(search + width() - wanted(iconOnly, search), narrowestSearch, widestSearch);
    for (size_t i = 0; i < steps.size(); ++i)
        steps[i]->setIconOnly(i < iconOnly);
    m_search->setFixedWidth(search);
    layout()->activate(); // at once: nothing is shown on top of its neighbour
}

void TopBar::setScopeUsed(bool used)
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_accountPicker), static_cast<QWidget *>(m_rangePicker),
          static_cast<QWidget *>(m_filterButton), static_cast<QWidget *>(m_search)})
        widget->setVisible(used);
    fit();
}

void TopBar::setAccounts(const std::vector<Account> &accounts)
{
    m_accounts = accounts;
    const auto gone = [this](RowId id) {
        return std::none_of(m_accounts.begin(), m_accounts.end(),
                            [id](const Account &a) { return a.id == id; });
    };
    ViewScope scope = m_scope;
    std::erase_if(scope.accounts, gone);
    if (scope == m_scope)
        describeScope();
    else
        choose(scope);
}

void TopBar::setScope(const ViewScope &scope)
{
    m_scope = scope;
    describeScope();
}

void TopBar::choose(const ViewScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    describeScope();
    Q_EMIT scopeChanged(m_scope);
}

void TopBar::setFreshness(const Freshness &freshness, const MetricFormatter &format, TimeMs now)
{
    m_badge->setFreshness(freshness, format, now);
    fit();
}

void TopBar::describeScope()
{
    QString accounts = tr("All accounts");
    if (m_scope.accounts.size() == 1) {
        for (const Account &account : m_accounts) {
            if (account.id == m_scope.accounts.front())
                accounts = account.name;
        }
    } else if (m_scope.accounts.size() > 1) {
        accounts = tr("%1 accounts").arg(m_scope.accounts.size());
    }
    m_accountPicker->setChoice(tr("Accounts"), accounts);
    m_accountPicker->setEnabled(!m_accounts.empty());
    const MetricFormatter format(QLocale(), m_scope.zone);
    m_rangePicker->setChoice(tr("Time range"), rangeText(m_scope.range, m_now, format),
                             rangeToolTip(m_scope.range, m_now, format));
    m_zonePicker->setChoice(tr("Time zone"), zoneText(m_scope.zone),
                            zoneToolTip(m_scope.zone, m_now, QLocale()));
    int filters = 0;
    for (const FilterDimension dimension : filterDimensions)
        filters += valuesOf(m_scope.filter, dimension).empty() ? 0 : 1;
    m_filterButton->setChoice(
        tr("Filters"), filters == 0 ? tr("Filter") : tr("Filter: %1").arg(format.count(filters)),
        tr("Agents, groups, skills, inboxes, channels, labels (%1)")
            .arg(
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F).toString(QKeySequence::NativeText)));
    fit();
}

void TopBar::rebuildAccountMenu()
{
    m_accountMenu->clear();
    const auto add = [this](const QString &title, bool checked, const std::vector<RowId> &ids) {
        QAction *action = m_accountMenu->addAction(title);
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this, [this, ids] {
            ViewScope scope = m_scope;
            scope.accounts = ids;
            choose(scope);
        });
    };
    add(tr("All accounts"), m_scope.accounts.empty(), {});
    m_accountMenu->addSeparator();
    for (const Account &account : m_accounts) {
        // Each entry switches its account on or off; the last one off means all.
        std::vector<RowId> ids = m_scope.accounts;
        const auto at = std::find(ids.begin(), ids.end(), account.id);
        const bool on = at != ids.end();
        if (on)
            ids.erase(at);
        else
            ids.push_back(account.id);
        std::sort(ids.begin(), ids.end());
        QString title = oneLine(account.name, 60);
        add(title.replace(QLatin1Char('&'), QLatin1String("&&")), on, ids);
    }
}

void TopBar::rebuildRangeMenu()
{
    m_rangeMenu->clear();
    for (const RangePreset preset : rangePresets()) {
        const bool custom = preset == RangePreset::Custom;
        QAction *action = m_rangeMenu->addAction(custom ? tr("Custom range…") : rangeTitle(preset));
        action->setCheckable(true);
        action->setChecked(preset == m_scope.range.preset);
        connect(action, &QAction::triggered, this, [this, preset, custom] {
            if (custom) {
                askCustomRange();
                return;
            }
            ViewScope scope = m_scope;
            scope.range = {preset};
            choose(scope);
        });
        if (preset == RangePreset::Yesterday || preset == RangePreset::Last30Days ||
            preset == RangePreset::LastMonth)
            m_rangeMenu->addSeparator();
    }
    m_rangeMenu->addSeparator();
    QAction *compare = m_rangeMenu->addAction(
        tr("Compare: %1").arg(comparisonText(m_scope.range, m_now, m_scope.zone)));
    compare->setCheckable(true);
    compare->setChecked(m_scope.compare);
    connect(compare, &QAction::triggered, this, &TopBar::compareRequested);
    QAction *business = m_rangeMenu->addAction(tr("Times in business hours"));
    business->setCheckable(true);
    business->setChecked(m_scope.business);
    connect(business, &QAction::triggered, this, &TopBar::businessRequested);
}

void TopBar::askCustomRange()
{
    auto *popup = new RangePopup(this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    const TimeRange days = rangeOf(m_scope.range, m_now, m_scope.zone);
    const auto date = [this](TimeMs time) {
        return QDateTime::fromMSecsSinceEpoch(time, m_scope.zone).date();
    };
    popup->setDays(date(days.from), date(days.to - 1));
    if (m_scope.range.preset == RangePreset::Custom)
        popup->setTimes(m_scope.range.from, m_scope.range.to);
    connect(popup, &RangePopup::applied, this, [this](const RangeChoice &choice) {
        ViewScope scope = m_scope;
        scope.range = choice;
        choose(scope);
    });
    popup->adjustSize();
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const int x = rtl ? m_rangePicker->width() - popup->width() : 0;
    popup->move(m_rangePicker->mapToGlobal(QPoint(x, m_rangePicker->height() + 4)));
    popup->show();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().window);
}

} // namespace watchfloor
