# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom (design section 3), and what is banned where."""
import pathlib
import re

from checklib import blanked, code_files, finish

BACKEND = "src/backend/"
PROVIDERS = BACKEND + "sync/providers/"
# A vendor that lives in the tests alone and keeps to a vendor's rules.
TOY = "tests/toy/"
PROVIDER_BASE = (r"backend/(domain|async|net)/|backend/engine/metriccatalog\.h"
                 r"|backend/sync/provider\.h")
ENGINE_VALUES = (r"backend/engine/(reports/(\w+report|withbefore)|tables/rawtable|metricspec|metriccatalog"
                 r"|report|daterange)\.h")

# layer -> what its includes of the project's own headers must match
ALLOWED = {
    "domain": r"backend/domain/",
    "async": r"backend/(domain|async)/",
    "net": r"backend/(domain|async|net)/",
    "engine": r"backend/(domain|engine)/",
    "store": r"backend/(domain|async|store)/",
    "sync": r"backend/(domain|async|net|store|sync)/|"
            r"backend/engine/(metriccatalog|slatargets|businesssettings)\.h",
    "reports": r"backend/(domain|async|engine|store|reports)/",
    "models": r"models/|backend/domain/|" + ENGINE_VALUES,
    "views": r"views/|models/|backend/domain/|" + ENGINE_VALUES,
    "app": r"(app|models|views|backend)/",
    # The sandbox is an independent witness: it shares nothing with the product.
    "sandbox": r"sandbox/",
}
BANS = [
    (r"QSql\w*", r"^src/backend/store/|^tests/", "SQL belongs to the store"),
    (r"QNetwork(?!Proxy\b)\w*|QTcp\w*|QSsl(?!Configuration\b)\w*", r"^src/backend/net/|^tests/",
     "the network belongs to net"),
    (r"Q(Widget|GuiApplication|Application|Pixmap|Painter|Color|Font|Icon|Image)",
     r"^(src/views|app|tests)/", "no QtGui or QtWidgets in the backend and the models"),
    (r"Q(Chart|ChartView|\w*BarSeries|BarSet|BarCategoryAxis|LineSeries|AreaSeries|ScatterSeries"
     r"|ValueAxis|CategoryAxis|DateTimeAxis)", r"^src/views/chartview\.(h|cpp)$|^tests/",
     "Qt Charts belongs to views/chartview"),
    (r"QtCharts|QChart\w*|Q\w+Series|QBarSet|QValueAxis|QBarCategoryAxis|QDateTimeAxis",
     r"^src/views/chartview\.(h|cpp)$", "Qt Charts stays behind views/chartview"),
    (r"currentDateTime\w*|currentMSecsSinceEpoch|QDate::currentDate",
     r"^(src/backend/async/clock\.cpp|tests/)", "inject a Clock"),
]


def layer_of(path):
    if path.startswith(PROVIDERS):
        return "providers"
    if path.startswith(BACKEND):
        return path[len(BACKEND):].split("/")[0]
    if path.startswith(TOY) and "/tst_" not in path and not path.endswith("/toyserver.h"):
        return "providers"
    for name in ("src/models", "src/views", "app"):
        if path.startswith(name + "/"):
            return name.split("/")[-1]
    if path.startswith("tests/sandbox/") and "/tst_" not in path:
        return "sandbox"
    return None


def allowed(layer, path):
    if layer == "providers" and path.startswith(TOY):
        return PROVIDER_BASE + r"|backend/sync/providers/shared/|toy/"
    if layer == "providers":
        own = path[len(PROVIDERS):].split("/")[0]
        return PROVIDER_BASE + "|backend/sync/providers/(shared|" + own + ")/"
    return ALLOWED[layer]


def check_file(path, text):
    layer = layer_of(path)
    if layer:
        for number, line in enumerate(text.split("\n"), 1):
            found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if found and not found.group(1).endswith(".moc") and not re.match(
                    allowed(layer, path), found.group(1)):
                yield f"{path}:{number}: {layer} may not include {found.group(1)}"
    code = blanked(text)
    includes = "\n".join(re.findall(r"#\s*include\s*<([^>]+)>", text))
    for pattern, where, why in BANS:
        if re.match(where, path):
            continue
        for source in (code, includes):
            found = re.search(r"(?<![\w.])(" + pattern + r")\b", source)
            if found:
                yield f"{path}: {found.group(1)}: {why}"
                break


def check(root):
    root = pathlib.Path(root)
    for path in code_files(root):
        yield from check_file(str(path.relative_to(root)), path.read_text(encoding="utf-8"))


def self_test():
    planted = {
        "src/backend/domain/a.h": '#include "backend/async/clock.h"',
        "src/backend/engine/a.cpp": '#include "backend/store/store.h"',
        "src/backend/sync/providers/x/a.cpp": '#include "backend/sync/providers/y/b.h"',
        "src/backend/sync/providers/shared/a.cpp": '#include "backend/sync/providers/x/b.h"',
        "src/backend/sync/providers/x/b.cpp": '#include "backend/store/store.h"',
        "tests/toy/a.cpp": '#include "backend/engine/vendors.h"',
        "src/models/a.h": '#include "backend/reports/reportservice.h"',
        "src/models/b.h": "#include <QColor>",
        "src/views/a.cpp": "QSqlQuery q;",
        "src/backend/sync/a.cpp": "auto t = QDateTime::currentDateTimeUtc();",
        "app/a.cpp": "const auto t = QDateTime::currentMSecsSinceEpoch();",
        "src/views/c.cpp": "#include <QLineSeries>",
        "tests/views/tst_c.cpp": "QChartView view;",
        "src/views/b.cpp": "const QDate day = QDate::currentDate();",
        "src/views/c.cpp": "#include <QLineSeries>",
        "src/backend/sync/b.cpp": "QNetworkAccessManager m;",
        "tests/sandbox/a.cpp": '#include "backend/domain/ids.h"',
    }
    return [path for path, text in planted.items() if not list(check_file(path, text))]


finish(check, self_test)
