// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/job.h"

#include <QMetaObject>

namespace engine::operations {

Job::Job(std::shared_ptr<Operation> operation, QObject *parent)
    : QObject(parent)
    , m_operation(std::move(operation))
    , m_progress(std::make_shared<Progress>())
{}

// The thread stops and is joined before the members it uses are gone.
Job::~Job()
{
    m_controlThread = {};
}

void Job::plan()
{
    start([this](std::stop_token stop) {
        Result<runs::Plan> plan = m_operation->plan(std::move(stop), *m_progress);
        QMetaObject::invokeMethod(this, [this, plan = std::move(plan)] {
            m_running = false;
            if (plan)
                emit planned(*plan);
            else
                emit planFailed(plan.error());
        });
    });
}

void Job::run(safety::Permit permit)
{
    start([this, permit = std::move(permit)](std::stop_token stop) {
        runs::Report report = m_operation->run(permit, std::move(stop), *m_progress);
        QMetaObject::invokeMethod(this, [this, report = std::move(report)] {
            m_running = false;
            emit finished(report);
        });
    });
}

void Job::requestStop()
{
    m_controlThread.request_stop();
}

void Job::start(std::function<void(std::stop_token)> work)
{
    m_running = true;
    m_controlThread = std::jthread([work = std::move(work)](std::stop_token stop) { work(std::move(stop)); });
}

} // namespace engine::operations
