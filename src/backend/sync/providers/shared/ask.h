// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/guithread.h"
#include "backend/sync/providers/shared/batchrows.h"
#include "backend/sync/providers/shared/vendorsession.h"

#include <QCoroFuture>

#include <functional>
#include <optional>

namespace watchfloor {

/// One question to a vendor: how its request is made, whose limits bind it, what a refusal means.
class Ask {
public:
    /// Called for every attempt anew: a signed request needs a fresh nonce and time.
    using BuildFn = HttpCaller::BuildFn;
    /// After a refusal that is not tried again by itself, at most once for each question: mends
    /// what was wrong (a new login, the server's time) and answers whether to ask once more. Give
    /// a plain lambda that calls a coroutine with its values, never a coroutine with captures.
    using MendFn = std::function<QCoro::Task<bool>(Error, std::stop_token)>;

    /// `what` names the request in sentences, as HttpRequest::what().
    Ask(QString what, BuildFn build, QString gateKey, HttpCaller::ClassifyFn classify)
        : m_what(std::move(what))
        , m_build(std::move(build))
        , m_gateKey(std::move(gateKey))
        , m_classify(std::move(classify))
    {
    }
    Ask(HttpRequest request, QString gateKey, HttpCaller::ClassifyFn classify)
        : m_what(request.what())
        , m_build([request = std::move(request)] { return request; })
        , m_gateKey(std::move(gateKey))
        , m_classify(std::move(classify))
    {
    }

    /// Somebody waits in front of a dialog: fewer attempts, and no second look at an answer.
    Ask &probing()
    {
        m_probing = true;
        return *this;
    }
    Ask &mendBy(MendFn mend)
    {
        m_mend = std::move(mend);
        return *this;
    }

    const QString &what() const { return m_what; }
    const BuildFn &build() const { return m_build; }
    const QString &gateKey() const { return m_gateKey; }
    const HttpCaller::ClassifyFn &classify() const { return m_classify; }
    const MendFn &mend() const { return m_mend; }
    bool isProbing() const { return m_probing; }

private:
    QString m_what;
    BuildFn m_build;
    QString m_gateKey;
    HttpCaller::ClassifyFn m_classify;
    MendFn m_mend;
    bool m_probing = false;
};

/// Runs on the worker; total: NotJson or WrongShape when the answer as a whole is not what was
/// asked for, `problems` for rows. Sees the status too: 204 and 304 have no body (a vendor that
/// uses 304 lets its classify() pass it).
template<typename T>
using ParseFn = std::function<Result<T>(const HttpResponse &)>;

/// Every answer of a vendor is parsed through here, so that none, however short, is parsed on the
/// window's thread.
template<typename T>
Result<T> parsedHere(const ParseFn<T> &parse, const HttpResponse &response)
{
    refuseOnGuiThread("parsing an answer");
    return parse(response);
}

/// Sends, classifies, and parses on the worker. An answer that is no JSON after all is asked for
/// once more, one with faulty rows twice: most likely it was garbled on its way, and a closed
/// window is not read again. The answer with the fewest faulty rows counts.
template<typename T>
QCoro::Task<Result<T>> ask(VendorSessionPtr session, Ask question, ParseFn<T> parse,
                           std::stop_token stop)
{
    const bool probing = question.isProbing();
    HttpCaller &caller = probing ? session->probeCaller() : session->caller();
    const QString what = question.what();
    const Ask::BuildFn build = question.build();
    const QString key = question.gateKey();
    const HttpCaller::ClassifyFn judge = question.classify();
    Ask::MendFn mend = question.mend();
    std::optional<T> best;
    size_t fewest = 0; // faulty rows of `best`
    for (int attempt = 1;; ++attempt) {
        const bool mayAgain = !probing && attempt < 3 && !stop.stop_requested();
        Result<HttpResponse> answer = co_await caller.call(what, build, key, judge, stop);
        if (!answer && !best && mend && !stop.stop_requested()) {
            const Ask::MendFn once = std::exchange(mend, nullptr);
            const Error fault = answer.error();
            const bool mended = co_await once(fault, stop);
            if (mended)
                answer = co_await caller.call(what, build, key, judge, stop);
        }
        if (!answer && !best)
            co_return answer.error();
        if (!answer)
            break;
        auto job = [parse, response = *answer] { return parsedHere<T>(parse, response); };
        const QFuture<Result<T>> future = session->context().worker->run(std::move(job));
        Result<T> parsed = co_await future;
        if (!parsed) {
            if (best)
                break;
            if (parsed.error().kind() != Error::Kind::NotJson || attempt > 1 || !mayAgain)
                co_return named(parsed.error(), what);
            continue;
        }
        const size_t faulty = problemCount(*parsed);
        const bool better = !best || faulty < fewest;
        if (best)
            session->askedAgain(better);
        if (better) {
            fewest = faulty;
            best = std::move(*parsed);
        }
        if (fewest == 0 || !mayAgain || !session->mayAskAgain())
            break;
    }
    nameProblems(*best, what);
    co_return std::move(*best);
}

} // namespace watchfloor
