// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent>

#include <stop_token>
#include <type_traits>
#include <utility>

namespace ui {

/// Short work that may block, away from the window's thread: looking at a server, asking the keychain.
/// Destruction asks what still runs to stop, and waits for it.
class Background final : public QObject
{
    Q_OBJECT

public:
    explicit Background(QObject *parent = nullptr)
        : QObject(parent)
    {
        // Each job waits for a server, not for the processor: one that does not answer must not hold up the others.
        m_pool.setMaxThreadCount(16);
    }
    ~Background() override
    {
        m_stop.request_stop();
        m_pool.waitForDone();
    }

    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

    /// Calls `work()` on another thread, then `done(result)` on the thread of `context`, unless that is gone by then.
    /// REQUIRES: `work` uses nothing that can be gone before this object.
    template <typename Work, typename Done>
    void run(QObject *context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work>;
        auto *watcher = new QFutureWatcher<Answer>(context);
        connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
            watcher->deleteLater();
            done(watcher->future().takeResult());
        });
        watcher->setFuture(QtConcurrent::run(&m_pool, std::move(work)));
    }

private:
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace ui
