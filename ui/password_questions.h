// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace ui {

/// Asks the person for a password that is kept nowhere, on behalf of a thread that connects.
///
/// Lives on the window's thread; ask() is called on any other and waits there. close() ends every question, so that
/// nobody waits for a window that is gone; call it before the threads that ask are waited for.
class PasswordQuestions final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~PasswordQuestions() override { close(); }

    /// Errors: Cancelled when the question was closed; PasswordMissing when asked on the window's own thread.
    engine::Result<engine::Secret> ask(const QString &what);
    void close();

private:
    struct Question
    {
        bool isAnswered = false;
        engine::Result<engine::Secret> answer;
    };
    void show(const QString &what, const std::shared_ptr<Question> &question);
    void answer(const std::shared_ptr<Question> &question, engine::Result<engine::Secret> answer);

    std::mutex m_questionsMutex;
    std::condition_variable m_answered;
    bool m_isClosed = false;
};

} // namespace ui
