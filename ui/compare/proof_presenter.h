// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/structure_proof.h"
#include "engine/workspace/requests/migrate_request.h"
#include "ui/run/operation_runner.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>

namespace ui {

class ComparePresenter;

/// The proof of the script for what is ticked, and its application, without widgets. A proof is the plan of the
/// operation that applies: what is applied is what was proven, and nothing else.
class ProofPresenter final : public QObject
{
    Q_OBJECT

public:
    enum class State { NotTried, Running, Proven, Simulated, Failed, NotPossible, Expired };

    ProofPresenter(ComparePresenter &compared, engine::workspace::Workspace &workspace, Background &background,
                   OperationRunner &runner, QObject *parent = nullptr);

    [[nodiscard]] State state() const;
    /// Of the last proof, whether it still holds or not.
    [[nodiscard]] const std::optional<engine::operations::StructureProof> &proof() const { return m_proof; }
    /// When it was made, and when both sides were last seen to be as they were then.
    [[nodiscard]] const QDateTime &provenAt() const { return m_provenAt; }
    [[nodiscard]] const QDateTime &seenAt() const { return m_seenAt; }
    /// Why a proof holds no longer; empty while it does.
    [[nodiscard]] QString expiredBecause() const;
    /// What applying does, while it can be done.
    [[nodiscard]] QList<engine::Sentence> steps() const;
    /// Statements that are shown, and are not part of what was proven.
    [[nodiscard]] int leftOut() const { return m_leftOut; }

    /// Why nothing can be proven now; empty when it can.
    [[nodiscard]] QString obstacleToProving() const;
    void prove();
    void stop();
    /// Why nothing can be applied now, a production as target first; empty when it can.
    [[nodiscard]] QString obstacleToApplying() const;
    [[nodiscard]] bool needsConfirmation() const;
    [[nodiscard]] const QString &confirmation() const { return m_confirmation; }
    void setConfirmation(const QString &name);
    void apply();

    /// Somebody looks: whether both sides are still what the proof is for is seen now and from time to time.
    void setWatched(bool isWatched);
    void lookAgain();

signals:
    void changed();
    void confirmationChanged();
    void failed(const engine::Error &error);

private:
    /// What the script is for.
    struct Basis
    {
        std::shared_ptr<const engine::migration::Comparison> comparison{};
        std::set<engine::catalog::ObjectKey> ticked{};
        bool mayLoseData = false;

        bool operator==(const Basis &) const = default;
    };
    /// Filled on the thread that plans, read when the plan is there.
    struct Taken
    {
        std::optional<engine::operations::StructureProof> proof{};
        engine::operations::StructuresCompared compared{};
        int statements = 0;
        /// The side that is no longer as it was compared.
        QString otherSide{};
    };
    /// What the runner does for this page.
    enum class Asked { Nothing, Planning, Planned, Running };

    [[nodiscard]] Basis basisNow() const;
    [[nodiscard]] engine::workspace::MigrateRequest request() const;
    void followComparison();
    void findWhatChanged();
    void followRunner();
    void takePlan();
    void takeReport(const engine::runs::Report &report);
    void expire(const QString &why);
    void dropPlan();

    ComparePresenter &m_compared;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    OperationRunner &m_runner;
    Asked m_asked = Asked::Nothing;
    Basis m_basis;
    engine::workspace::MigrateRequest m_request;
    std::shared_ptr<Taken> m_taken;
    std::optional<engine::operations::StructureProof> m_proof;
    int m_leftOut = 0;
    QDateTime m_provenAt;
    QDateTime m_seenAt;
    QString m_expired;
    QString m_confirmation;
    QTimer m_look;
    std::shared_ptr<const engine::migration::Comparison> m_judged;
    bool m_isWatched = false;
    bool m_isLooking = false;
    /// Answers about an older proof are out of date.
    quint64 m_round = 0;
};

} // namespace ui
