// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportoptions.h"

#include "backend/engine/metriccatalog.h"
#include "models/plaintext.h"
#include "views/metricpicker.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr std::array groupChoices{MetricDimension::Group, MetricDimension::Skill,
                                  MetricDimension::Inbox, MetricDimension::Channel,
                                  MetricDimension::Account};
constexpr std::array listChoices{ListOrder::Newest, ListOrder::Oldest, ListOrder::LongestWait,
                                 ListOrder::LeastTimeLeft};
constexpr std::array timeChoices{ReportTimeValue::Median, ReportTimeValue::Mean,
                                 ReportTimeValue::P90, ReportTimeValue::Min, ReportTimeValue::Max};
constexpr const char *localeChoices[] = {"",      "en_GB", "en_US", "de_DE", "fr_FR", "es_ES",
                                         "it_IT", "nl_NL", "pl_PL", "pt_BR", "uk_UA", "el_GR",
                                         "ja_JP", "zh_CN", "ar_EG", "he_IL"};

QString localeTitle(const char *name)
{
    if (*name == '\0')
        return QCoreApplication::translate("ReportOptions", "As the program");
    const QLocale locale{QLatin1String(name)};
    return QStringLiteral("%1 (%2)").arg(locale.nativeLanguageName(), locale.nativeTerritoryName());
}

template<typename Choices, typename Value>
int indexIn(const Choices &choices, const Value &value)
{
    const auto at = std::find(std::begin(choices), std::end(choices), value);
    return at == std::end(choices) ? 0 : static_cast<int>(at - std::begin(choices));
}

} // namespace

ReportOptions::ReportOptions(QWidget *parent)
    : QScrollArea(parent)
    , m_form(nullptr)
    , m_sections(new QListWidget(this))
{
    auto *content = new QWidget;
    m_form = new QFormLayout(content);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    m_form->setVerticalSpacing(gridStep);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);

    m_sections->setDragDropMode(QAbstractItemView::InternalMove);
    m_sections->setFrameShape(QFrame::NoFrame);
    m_sections->setAccessibleName(tr("Sections"));
    m_sections->setToolTip(tr("Drag, or press Alt with an arrow key, to change the order"));
    m_sections->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sections->installEventFilter(this);
    auto *title = new QLabel(tr("Sections"), content);
    title->setFont(strongFont());
    title->setBuddy(m_sections);
    m_form->addRow(title);
    m_form->addRow(m_sections);

    m_conversations = addText(tr("Conversations"), tr("Acme: 48213, 48214"));
    m_conversations->setMaxLength(32'000);
    addChosen();
    m_metrics = new MetricPicker(content);
    auto *metricsLabel = new QLabel(tr("Metrics"), content);
    metricsLabel->setProperty("muted", true);
    metricsLabel->setBuddy(m_metrics);
    m_form->addRow(metricsLabel, m_metrics);
    connect(m_metrics, &MetricPicker::edited, this, &ReportOptions::read);
    m_groupBy = addChoice(tr("Broken down by"),
                          {tr("Group"), tr("Skill"), tr("Inbox"), tr("Channel"), tr("Account")});
    m_times = addChoice(tr("Times as"),
                        {tr("Median"), tr("Mean"), tr("90th percentile"), tr("Least"), tr("Most")});
    m_listOrder = addChoice(
        tr("Conversation list from"),
        {tr("The newest"), tr("The oldest"), tr("The longest wait"), tr("The least time left")});
    m_heat = addMetrics(tr("Week by hour of"), ChartQuestion::Kind::Heat);
    m_spread = addMetrics(tr("Distribution of"), ChartQuestion::Kind::Distribution);
    m_paper = addChoice(tr("Paper"), {tr("A4"), tr("Letter")});
    m_side = addChoice(tr("Orientation"), {tr("Portrait"), tr("Landscape")});
    QStringList locales;
    for (const char *name : localeChoices)
        locales << localeTitle(name);
    m_locale = addChoice(tr("Numbers and dates"), locales);
    m_title = addText(tr("Title"), tr("From sections and range"));
    m_author = addText(tr("Author"), QString());
    m_logo = new QPushButton(content);
    auto *logoLabel = new QLabel(tr("Logo"), content);
    logoLabel->setProperty("muted", true);
    logoLabel->setBuddy(m_logo);
    m_form->addRow(logoLabel, m_logo);
    m_pseudonymous = new QCheckBox(tr("Pseudonyms for people"), content);
    m_pseudonymous->setToolTip(tr("Agents and contacts under made-up names, the same in every "
                                  "report of this computer"));
    m_form->addRow(m_pseudonymous);

    connect(m_sections, &QListWidget::itemChanged, this, &ReportOptions::read);
    connect(m_sections->model(), &QAbstractItemModel::rowsMoved, this, &ReportOptions::read);
    connect(m_logo, &QPushButton::clicked, this, &ReportOptions::chooseLogo);
    connect(m_pseudonymous, &QCheckBox::toggled, this, &ReportOptions::read);
    setPlan({});
}

QComboBox *ReportOptions::addChoice(const QString &label, const QStringList &choices)
{
    auto *box = new QComboBox(widget());
    box->addItems(choices);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    box->setAccessibleName(label);
    box->installEventFilter(this);
    auto *name = new QLabel(label, widget());
    name->setProperty("muted", true);
    name->setBuddy(box);
    m_form->addRow(name, box);
    connect(box, &QComboBox::currentIndexChanged, this, &ReportOptions::read);
    return box;
}

QComboBox *ReportOptions::addMetrics(const QString &label, ChartQuestion::Kind kind)
{
    QComboBox *box = addChoice(label, {});
    const QSignalBlocker quiet(box);
    for (const MetricSpec &metric : metricCatalog()) {
        if (fitsChart(metric, kind))
            box->addItem(metricTitle(metric), QString::fromLatin1(metric.key));
    }
    return box;
}

QLineEdit *ReportOptions::addText(const QString &label, const QString &hint)
{
    auto *edit = new QLineEdit(widget());
    edit->setPlaceholderText(hint);
    edit->setMaxLength(200);
    edit->setAccessibleName(label);
    auto *name = new QLabel(label, widget());
    name->setProperty("muted", true);
    name->setBuddy(edit);
    m_form->addRow(name, edit);
    connect(edit, &QLineEdit::editingFinished, this, &ReportOptions::read);
    return edit;
}

void ReportOptions::addChosen()
{
    m_chosen = new QListWidget(widget());
    m_chosen->setFrameShape(QFrame::NoFrame);
    m_chosen->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_chosen->setAccessibleName(tr("Conversations in the report"));
    m_chosen->setToolTip(tr("Del takes the selected ones out"));
    m_chosen->installEventFilter(this);
    m_remove = new QPushButton(tr("Take out"), widget());
    m_remove->setToolTip(tr("Takes the selected conversations out of the report (Del)"));
    m_form->addRow(m_chosen);
    m_form->addRow(m_remove);
    connect(m_remove, &QPushButton::clicked, this, &ReportOptions::removeChosen);
    connect(m_chosen, &QListWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_chosen->selectedItems().isEmpty()); });
}

void ReportOptions::fillChosen()
{
    constexpr int mostRowsShown = 6;
    m_chosen->clear();
    for (const ChosenConversation &one : m_plan.conversations) {
        auto *item = new QListWidgetItem(
            QStringLiteral("%1 #%2").arg(oneLine(one.account), oneLine(one.remoteId, 60)),
            m_chosen);
        item->setToolTip(asHtml(item->text()));
        item->setSizeHint(QSize(0, tableRowHeight - 2));
    }
    const int rows = m_chosen->count();
    m_chosen->setFixedHeight(std::min(rows, mostRowsShown) * (tableRowHeight - 2) + 4);
    m_chosen->setVisible(rows > 0);
    m_remove->setVisible(rows > 0);
    m_remove->setEnabled(false);
}

void ReportOptions::fillConversations()
{
    m_conversations->setText(conversationsText(m_plan.conversations));
    m_conversationsRead = m_conversations->text();
    // Whoever changed a line that cannot say all of them would lose those it leaves out.
    const bool all = conversationsFromText(m_conversationsRead, {}) == m_plan.conversations;
    m_conversations->setReadOnly(!all);
    m_conversations->setToolTip(
        all ? tr("Whose events the section Conversations tells: account, then their numbers")
            : tr("This line cannot hold all of them. Take some out below, or add others on the "
                 "page Conversations"));
    fillChosen();
}

void ReportOptions::removeChosen()
{
    ReportPlan plan = m_plan;
    int next = m_chosen->count();
    for (int row = m_chosen->count() - 1; row >= 0; --row) {
        if (!m_chosen->item(row)->isSelected())
            continue;
        plan.conversations.erase(plan.conversations.begin() + row);
        next = row;
    }
    if (plan == m_plan)
        return;
    setPlan(plan);
    m_chosen->setCurrentRow(std::min(next, m_chosen->count() - 1)); // Del again takes the next
    Q_EMIT edited(m_plan);
}

void ReportOptions::setPlan(const ReportPlan &plan)
{
    m_filling = true;
    m_plan = plan;
    fillSections();
    m_groupBy->setCurrentIndex(indexIn(groupChoices, plan.groupBy));
    m_times->setCurrentIndex(indexIn(timeChoices, plan.timeValue));
    m_listOrder->setCurrentIndex(indexIn(listChoices, plan.listOrder));
    m_metrics->setKeys(plan.metrics);
    m_heat->setCurrentIndex(m_heat->findData(plan.heatMetric));
    m_spread->setCurrentIndex(m_spread->findData(plan.distributionMetric));
    m_paper->setCurrentIndex(plan.paper == PaperSize::A4 ? 0 : 1);
    m_side->setCurrentIndex(plan.landscape ? 1 : 0);
    const auto locale =
        std::find_if(std::begin(localeChoices), std::end(localeChoices),
                     [&plan](const char *name) { return plan.locale == QLatin1String(name); });
    m_locale->setCurrentIndex(locale == std::end(localeChoices)
                                  ? 0
                                  : static_cast<int>(locale - std::begin(localeChoices)));
    fillConversations();
    m_title->setText(plan.title);
    m_author->setText(plan.author);
    m_pseudonymous->setChecked(plan.pseudonymous);
    showLogo();
    m_filling = false;
}

void ReportOptions::fillSections()
{
    m_sections->clear();
    std::vector<ReportSection> order = m_plan.sections;
    for (const ReportSection section : allReportSections) {
        if (!m_plan.has(section))
            order.push_back(section);
    }
    int height = 0;
    for (const ReportSection section : order) {
        auto *item = new QListWidgetItem(sectionTitle(section), m_sections);
        item->setData(Qt::UserRole, static_cast<int>(section));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       Qt::ItemIsDragEnabled);
        item->setCheckState(m_plan.has(section) ? Qt::Checked : Qt::Unchecked);
        item->setSizeHint(QSize(0, tableRowHeight - 2));
        height += tableRowHeight - 2;
    }
    m_sections->setFixedHeight(height + 4);
}

bool ReportOptions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_sections && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool up = key->key() == Qt::Key_Up;
        if (key->modifiers() == Qt::AltModifier && (up || key->key() == Qt::Key_Down)) {
            moveSection(up ? -1 : 1);
            return true;
        }
    }
    if (watched == m_chosen && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete)) {
        removeChosen();
        return true;
    }
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched)) {
        event->ignore(); // who scrolls past a choice must not change it
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void ReportOptions::moveSection(int by)
{
    const int from = m_sections->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_sections->count())
        return;
    {
        const QSignalBlocker quiet(m_sections);
        m_sections->insertItem(to, m_sections->takeItem(from));
        m_sections->setCurrentRow(to);
    }
    read();
}

void ReportOptions::chooseLogo()
{
    if (!m_plan.logoFile.isEmpty()) { // the button takes it away again
        m_plan.logoFile.clear();
        showLogo();
        Q_EMIT edited(m_plan);
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Logo"), QString(), tr("Pictures (*.png *.jpg *.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_plan.logoFile = file;
        showLogo();
        Q_EMIT edited(m_plan);
    });
    dialog->open();
}

void ReportOptions::showLogo()
{
    const bool none = m_plan.logoFile.isEmpty();
    m_logo->setText(none ? tr("Choose a picture…") : tr("Remove the logo"));
    m_logo->setToolTip(none ? QString() : asHtml(m_plan.logoFile));
}

void ReportOptions::read()
{
    if (m_filling)
        return;
    ReportPlan plan = m_plan;
    plan.sections.clear();
    for (int row = 0; row < m_sections->count(); ++row) {
        const QListWidgetItem *item = m_sections->item(row);
        if (item->checkState() == Qt::Checked)
            plan.sections.push_back(static_cast<ReportSection>(item->data(Qt::UserRole).toInt()));
    }
    if (const QString text = m_conversations->text(); text != m_conversationsRead) {
        plan.conversations = conversationsFromText(text, m_accounts);
        m_conversationsRead = text;
    }
    const bool more = plan.conversations.size() > m_plan.conversations.size();
    if (more && !plan.has(ReportSection::Timelines))
        plan.sections.push_back(ReportSection::Timelines);
    plan.groupBy = groupChoices[static_cast<std::size_t>(m_groupBy->currentIndex())];
    plan.timeValue = timeChoices[static_cast<std::size_t>(m_times->currentIndex())];
    plan.listOrder = listChoices[static_cast<std::size_t>(m_listOrder->currentIndex())];
    plan.metrics = m_metrics->keys();
    if (m_heat->currentIndex() >= 0) // what no chart can show stays as it was given
        plan.heatMetric = m_heat->currentData().toString();
    if (m_spread->currentIndex() >= 0)
        plan.distributionMetric = m_spread->currentData().toString();
    plan.paper = m_paper->currentIndex() == 0 ? PaperSize::A4 : PaperSize::Letter;
    plan.landscape = m_side->currentIndex() == 1;
    plan.locale =
        QString::fromLatin1(localeChoices[static_cast<std::size_t>(m_locale->currentIndex())]);
    plan.title = m_title->text().trimmed();
    plan.author = m_author->text().trimmed();
    plan.pseudonymous = m_pseudonymous->isChecked();
    if (plan == m_plan)
        return;
    const bool reordered = plan.sections.size() != m_plan.sections.size() && more;
    const bool others = !(plan.conversations == m_plan.conversations);
    m_plan = plan;
    if (others)
        fillChosen();
    if (reordered) {
        const QSignalBlocker quiet(m_sections);
        fillSections();
    }
    Q_EMIT edited(m_plan);
}

void ReportOptions::setEditable(bool on)
{
    widget()->setEnabled(on);
}

} // namespace watchfloor
