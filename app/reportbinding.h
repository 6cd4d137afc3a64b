// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/whendone.h"
#include "backend/domain/result.h"

#include <functional>

namespace watchfloor {

/// Between a question and a page: one question under way at a time, answers to questions that are
/// no longer of interest are dropped, changes during an answer are asked for once more behind it.
template<typename Question, typename Report>
class ReportBinding {
public:
    struct Ports {
        std::function<QFuture<Result<Report>>(const Question &)> ask;
        std::function<void(const Report &, bool sameQuestion)> show;
        std::function<void(const Error &)> fail;
        std::function<void()> loading;
    };

    ReportBinding(QObject *context, Ports ports)
        : m_context(context)
        , m_ports(std::move(ports))
    {
    }

    /// Another question: the running answer, if any, is no longer wanted.
    void setQuestion(const Question &question)
    {
        m_question = question;
        m_isNew = true;
        ++m_number;
        m_ports.loading();
        send();
    }

    /// Nothing is asked any more; a running answer is dropped.
    void clear()
    {
        ++m_number;
        m_isNew = true;
        m_again = false;
    }

    /// As PageBinding::ask().
    void ask(const Question &question, bool isNew)
    {
        if (isNew)
            setQuestion(question);
        else
            refresh();
    }

    /// The same question again because facts changed.
    void refresh()
    {
        if (m_underWay > 0 && m_sentNumber == m_number)
            m_again = true;
        else
            send();
    }

    bool isIdle() const { return m_underWay == 0; }

private:
    void send()
    {
        m_again = false;
        m_sentNumber = m_number;
        ++m_underWay;
        whenDone(m_ports.ask(m_question), m_context,
                 [this, number = m_number](const Result<Report> &answer) { take(number, answer); });
    }

    void take(int number, const Result<Report> &answer)
    {
        --m_underWay;
        if (number != m_number)
            return;
        if (answer) {
            m_ports.show(*answer, !m_isNew);
            m_isNew = false;
        } else {
            m_ports.fail(answer.error());
        }
        if (m_again)
            send();
    }

    QObject *m_context;
    Ports m_ports;
    Question m_question{};
    bool m_isNew = true;
    bool m_again = false;
    int m_number = 0;
    int m_sentNumber = 0;
    int m_underWay = 0;
};

} // namespace watchfloor
