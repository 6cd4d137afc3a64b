// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportline.h"

#include "app/cli/awaittask.h"
#include "app/cli/cli.h"
#include "app/cli/progressline.h"
#include "app/cli/rangequery.h"
#include "app/cli/reportcommand.h"
#include "app/paper/reportrun.h"
#include "app/scopequery.h"
#include "app/windowstate.h"
#include "backend/async/stopsignals.h"
#include "backend/async/wholefile.h"
#include "models/scopejson.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include <unistd.h>

namespace watchfloor {
namespace {

using cli::CommandContext;

/// A report as the Reports page keeps it: the plan, with the scope it was saved with. Names may
/// differ by case alone; the one spelt as asked for comes first.
Result<QJsonObject> savedReport(const QString &profileDir, const QString &name)
{
    const QVariantMap pages =
        WindowState::load(profileDir).view.value(QStringLiteral("pages")).toMap();
    const QVariantList saved =
        pages.value(QStringLiteral("reports")).toMap().value(QStringLiteral("saved")).toList();
    std::optional<QJsonObject> alike;
    QStringList names;
    for (const QVariant &each : saved) {
        const QJsonObject json = QJsonObject::fromVariantMap(each.toMap());
        const QString known = json.value(QLatin1String("name")).toString();
        if (known == name)
            return json;
        if (!alike && known.compare(name, Qt::CaseInsensitive) == 0)
            alike = json;
        names << QLatin1Char('"') + known + QLatin1Char('"');
    }
    if (alike)
        return *alike;
    return Error(
        Error::Kind::NotFound,
        QStringLiteral("--saved: no report is saved as \"%1\"; %2")
            .arg(name, names.isEmpty()
                           ? QStringLiteral("none is saved yet")
                           : QStringLiteral("there is %1").arg(names.join(QStringLiteral(", ")))));
}

template<auto field>
void takeField(ReportFilter &into, const ReportFilter &from)
{
    into.*field = from.*field;
}

struct LineDimension {
    const char *option;
    std::optional<FilterDimension> dimension; ///< none: the accounts, which are no filter
    void (*take)(ReportFilter &into, const ReportFilter &from);
};
constexpr LineDimension lineDimensions[] = {
    {"account", std::nullopt, takeField<&ReportFilter::accounts>},
    {"agent", FilterDimension::Agent, takeField<&ReportFilter::agents>},
    {"group", FilterDimension::Group, takeField<&ReportFilter::groups>},
    {"skill", FilterDimension::Skill, takeField<&ReportFilter::skills>},
    {"inbox", FilterDimension::Inbox, takeField<&ReportFilter::inboxes>},
    {"channel", FilterDimension::Channel, takeField<&ReportFilter::channels>},
    {"label", FilterDimension::Label, takeField<&ReportFilter::labels>},
    {"actor", FilterDimension::Who, takeField<&ReportFilter::actors>}};
const QString savedAccounts = QStringLiteral("accounts");
const QString savedFilter = QStringLiteral("filter");

/// Of the saved scope, what the line does not choose itself.
QJsonObject leftOfScope(const CommandContext &context, QJsonObject json)
{
    QJsonObject filter = json.value(savedFilter).toObject();
    for (const LineDimension &line : lineDimensions) {
        if (!context.args.isSet(QLatin1String(line.option)))
            continue;
        if (line.dimension)
            filter.remove(dimensionKey(*line.dimension));
        else
            json.remove(savedAccounts);
    }
    json.insert(savedFilter, filter);
    return json;
}

/// A choice of which nothing is left would let everybody into a report about somebody.
Result<void> chosenAreThere(const QJsonObject &json, const ReadScope &read)
{
    const auto gone = [&read](const QString &what) {
        return Error(
            Error::Kind::NotFound,
            QStringLiteral("--saved: none of the %1 it was saved with is there any more").arg(what),
            QString(),
            QStringLiteral("Save the report again with others, or choose some with an "
                           "option; gone: %1")
                .arg(read.lost.join(QStringLiteral(", "))));
    };
    if (!json.value(savedAccounts).toArray().isEmpty() && read.scope.accounts.empty())
        return gone(savedAccounts);
    const QJsonObject filter = json.value(savedFilter).toObject();
    for (const FilterDimension dimension : filterDimensions) {
        const QString key = dimensionKey(dimension);
        if (!filter.value(key).toArray().isEmpty() &&
            valuesOf(read.scope.filter, dimension).empty())
            return gone(key);
    }
    return {};
}

/// What the line chooses takes the place of what was saved, dimension by dimension.
ReportFilter mergedFilter(const CommandContext &context, const ReportFilter &line,
                          ReportFilter saved)
{
    for (const LineDimension &chosen : lineDimensions) {
        if (context.args.isSet(QLatin1String(chosen.option)))
            chosen.take(saved, line);
    }
    return saved;
}

/// What the saved scope says and the line does not; a sentence when some of it is gone.
Result<QString> addSavedScope(const CommandContext &context, ReportService &service,
                              const QJsonObject &saved, PaperQuestion &question)
{
    auto choices = cli::awaitFuture(service.filterChoices({}));
    if (!choices)
        return choices.error();
    std::vector<AccountChoices> accounts;
    for (AccountRows &rows : choices->accounts)
        accounts.push_back({rows.account, std::move(rows.agents), std::move(rows.groupings)});
    const FilterCatalogue catalogue(std::move(accounts), choices->channels, choices->labels);
    const QJsonObject json = leftOfScope(context, saved);
    const ReadScope read = scopeFromJson(json, catalogue);
    if (const Result<void> there = chosenAreThere(json, read); !there)
        return there.error();
    const ViewScope &scope = read.scope;
    if (!context.args.isSet(QStringLiteral("tz")))
        question.zone = scope.zone;
    if (!context.args.isSet(QStringLiteral("range")))
        question.request.range = rangeOf(scope.range, context.now(), question.zone);
    question.request.filter = mergedFilter(context, question.request.filter, reportFilter(scope));
    question.request.business = question.request.business || scope.business;
    return lostSentence(read.lost);
}

/// In the words of the line: what a plan calls "group_by" is --group-by there.
QString aboutOption(const QString &member, const Error &error)
{
    QString complaint = error.detail();
    complaint.replace(QStringLiteral("“%1”").arg(member), QStringLiteral("it"));
    QString sentence = QStringLiteral("%1: %2").arg(cli::optionOfMember(member), complaint);
    if (member == QLatin1String("metrics") || member.endsWith(QLatin1String("_metric")))
        sentence += QStringLiteral("; see `watchfloor-cli metrics`");
    return sentence + QLatin1Char('.');
}

/// Whoever names conversations wants their events; before what explains the sections.
void addTimelines(ReportPlan &plan)
{
    if (plan.has(ReportSection::Timelines))
        return;
    const auto at =
        std::find_if(plan.sections.begin(), plan.sections.end(), [](ReportSection section) {
            return section == ReportSection::Definitions || section == ReportSection::Coverage ||
                   section == ReportSection::SyncState;
        });
    plan.sections.insert(at, ReportSection::Timelines);
}

void sayWhatChangesNothing(const CommandContext &context, const ReportPlan &plan)
{
    constexpr std::pair<const char *, ReportSection> ofSection[] = {
        {"group-by", ReportSection::Groups},
        {"heat-metric", ReportSection::WeekHours},
        {"distribution-metric", ReportSection::Distribution},
        {"list-order", ReportSection::List}};
    for (const auto &[option, section] : ofSection) {
        if (context.args.isSet(QLatin1String(option)) && !plan.has(section))
            context.say(QStringLiteral("--%1 changes nothing: this report has no --section %2.")
                            .arg(QLatin1String(option), sectionKey(section)));
    }
}

int paint(CommandContext &context, ReportService &service, PaperQuestion question,
          const QString &file, const QString &problem)
{
    WorkerThread worker(QStringLiteral("paper"));
    ReportRun run(worker, service, *context.clock, std::move(question), file, context.profileDir);
    QEventLoop loop;
    std::optional<Result<void>> written;
    QObject::connect(&run, &ReportRun::finished, &loop, [&](const Result<void> &outcome) {
        written = outcome;
        loop.quit();
    });
    cli::ProgressLine progress(context);
    progress.show(QStringLiteral("Reading the cache"));
    QObject::connect(&run, &ReportRun::progressed, &loop, [&progress](int page, int pages) {
        progress.show(QStringLiteral("Page %1 of %2").arg(std::min(page + 1, pages)).arg(pages));
    });
    const std::stop_callback onStop(context.stop, [&run] { run.cancel(); });
    run.start();
    while (!written)
        loop.exec();
    progress.clear();
    QStringList problems = run.problems();
    if (!problem.isEmpty())
        problems.prepend(problem);
    for (const QString &each : std::as_const(problems))
        context.say(each);
    if (!*written)
        return context.fail(written->error());
    context.note(QStringLiteral("Written: %1, %2 page(s).")
                     .arg(QDir::toNativeSeparators(file))
                     .arg(run.pageCount()));
    return problems.isEmpty() ? cli::Done : cli::Partly;
}

} // namespace

int runReport(CommandContext &context)
{
    const QString file = context.args.positionals().constFirst();
    if (!isStream(file) &&
        QFileInfo(file).suffix().compare(QLatin1String("pdf"), Qt::CaseInsensitive) != 0)
        return context.usageError(
            QStringLiteral("\"%1\": a report is a PDF; its name ends in .pdf.").arg(file));
    if (context.args.isSet(QStringLiteral("format")))
        return context.usageError(QStringLiteral("A report is a PDF; leave --format away (`export` "
                                                 "writes tables as CSV or JSON)."));
    const QStringList accounts = context.args.values(QStringLiteral("account"));
    if (context.args.isSet(QStringLiteral("conversation")) && accounts.size() != 1)
        return context.usageError(
            QStringLiteral("--conversation needs one --account that has it."));
    QJsonObject json;
    if (context.args.isSet(QStringLiteral("saved"))) {
        const auto saved =
            savedReport(context.profileDir, context.args.value(QStringLiteral("saved")));
        if (!saved)
            return context.usageError(saved.error().sentence());
        json = *saved;
    }
    const QJsonObject scope = json.value(QLatin1String("scope")).toObject();
    const QJsonObject said = cli::planOfLine(context.args, accounts.value(0));
    for (auto it = said.begin(); it != said.end(); ++it) {
        // One by one, so that a complaint is about its option.
        const Result<ReportPlan> alone = reportPlanFromJson({{it.key(), it.value()}});
        if (!alone)
            return context.usageError(aboutOption(it.key(), alone.error()));
        json.insert(it.key(), it.value());
    }
    const Result<ReportPlan> read = reportPlanFromJson(json);
    if (!read)
        return context.usageError(read.error().sentence());
    ReportPlan plan = *read;
    if (context.args.isSet(QStringLiteral("conversation")))
        addTimelines(plan);
    sayWhatChangesNothing(context, plan);
    const auto answer = [&](ReportService &service, const ReportQuery &query) {
        PaperQuestion question;
        question.plan = plan;
        question.request.filter = query.filter;
        question.request.filter.accounts = query.accounts;
        question.request.range = query.range;
        question.request.business = context.args.isSet(QStringLiteral("business-hours"));
        question.zone = context.zone;
        QString lost;
        if (!scope.isEmpty()) {
            const Result<QString> added = addSavedScope(context, service, scope, question);
            if (!added)
                return context.fail(added.error());
            lost = *added;
        }
        return paint(context, service, std::move(question), file, lost);
    };
    const bool ownRange = scope.isEmpty() || context.args.isSet(QStringLiteral("range"));
    return ownRange ? cli::withQuery(context, answer) : cli::withFilter(context, answer);
}

bool asksForReport(const QStringList &arguments)
{
    return arguments.contains(QStringLiteral("--report")) ||
           std::any_of(arguments.begin(), arguments.end(), [](const QString &word) {
               return word.startsWith(QLatin1String("--report="));
           });
}

int reportProgram(int &argc, char **argv, const QStringList &arguments)
{
    // Whatever the desktop's environment says: a display may not answer, or belong to others.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_QPA_PLATFORMTHEME"); // one that opens a display ends the program without it
    // Qt would take such a one by itself, with a warning that cron mails.
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR"))
        qputenv(
            "XDG_RUNTIME_DIR",
            QFile::encodeName(QDir::tempPath() + QStringLiteral("/runtime-%1").arg(::getuid())));
    QApplication app(argc, argv);
    QStringList words{QStringLiteral("report")};
    const QString option = QStringLiteral("--report=");
    for (const QString &word : arguments) {
        if (word.startsWith(option))
            words << word.mid(option.size());
        else if (word != QLatin1String("--report"))
            words << word;
    }
    QFile out;
    QFile err;
    QFile in;
    if (!out.open(stdout, QIODevice::WriteOnly) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !in.open(stdin, QIODevice::ReadOnly))
        return cli::Failed;
    const StopSignals signals;
    return cli::runCli({cli::reportCommand(runReport)}, words, &out, &err, &in, signals.token());
}

} // namespace watchfloor
