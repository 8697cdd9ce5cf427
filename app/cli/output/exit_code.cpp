// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/exit_code.h"

#include <array>

namespace app::cli {

using engine::Error;
using engine::ErrorCode;
using engine::TargetState;

namespace {

struct Entry
{
    ErrorCode code;
    ExitCode exit;
};

/// The exit code of each failure for itself; exitCodeOf() says where the rest of the error decides.
constexpr std::array exitCodes{std::to_array<Entry>({
    {ErrorCode::Cancelled, ExitCode::Interrupted},
    {ErrorCode::HostNotFound, ExitCode::ServerNotReached},
    {ErrorCode::ServerUnreachable, ExitCode::ServerNotReached},
    {ErrorCode::Ipv6Only, ExitCode::ServerNotReached},
    {ErrorCode::TlsFailed, ExitCode::ServerNotReached},
    {ErrorCode::AuthenticationFailed, ExitCode::Refused},
    {ErrorCode::PasswordMissing, ExitCode::Refused},
    {ErrorCode::DatabaseMissing, ExitCode::ServerNotReached},
    {ErrorCode::TransactionPooler, ExitCode::Refused},
    {ErrorCode::TooManyConnections, ExitCode::Busy},
    {ErrorCode::ServerStarting, ExitCode::Busy},
    {ErrorCode::ConnectionLost, ExitCode::Failed},
    {ErrorCode::ServerVersion, ExitCode::Failed},
    {ErrorCode::ConnectionInfoInvalid, ExitCode::Usage},
    {ErrorCode::PermissionDenied, ExitCode::Refused},
    {ErrorCode::ReadOnlyServer, ExitCode::Refused},
    {ErrorCode::ObjectLocked, ExitCode::Busy},
    {ErrorCode::StatementTimeout, ExitCode::Failed},
    {ErrorCode::ServerDiskFull, ExitCode::LocalInputOutput},
    {ErrorCode::ServerOutOfResources, ExitCode::Failed},
    {ErrorCode::ConstraintViolated, ExitCode::Failed},
    {ErrorCode::ObjectMissing, ExitCode::Failed},
    {ErrorCode::ObjectExists, ExitCode::Failed},
    {ErrorCode::ObjectNotSupported, ExitCode::Failed},
    {ErrorCode::SortOrderDiffers, ExitCode::Failed},
    {ErrorCode::CollationMissing, ExitCode::Failed},
    {ErrorCode::TextUnreadable, ExitCode::Failed},
    {ErrorCode::PatternUnmatched, ExitCode::Failed},
    {ErrorCode::DateColumnUnmatched, ExitCode::Failed},
    {ErrorCode::StatementFailed, ExitCode::Failed},
    {ErrorCode::TransactionConflict, ExitCode::Busy},
    {ErrorCode::ValueRejected, ExitCode::Failed},
    {ErrorCode::ServerDamaged, ExitCode::Failed},
    {ErrorCode::ProtocolViolation, ExitCode::Failed},
    {ErrorCode::TargetIsProduction, ExitCode::Refused},
    {ErrorCode::TargetIsSource, ExitCode::Refused},
    {ErrorCode::IdentityUnknown, ExitCode::Refused},
    {ErrorCode::DirectionForbidden, ExitCode::Refused},
    {ErrorCode::RawNotAllowed, ExitCode::Refused},
    {ErrorCode::ConfirmationMissing, ExitCode::Refused},
    {ErrorCode::ProductionUnseen, ExitCode::Refused},
    {ErrorCode::ClearDataOutside, ExitCode::Refused},
    {ErrorCode::RelabelUnconfirmed, ExitCode::Refused},
    {ErrorCode::StatementNotAllowed, ExitCode::Refused},
    {ErrorCode::TargetBusy, ExitCode::Busy},
    {ErrorCode::PersonalDataUndecided, ExitCode::Refused},
    {ErrorCode::RuleFileInvalid, ExitCode::BadInputFile},
    {ErrorCode::RuleColumnMissing, ExitCode::BadInputFile},
    {ErrorCode::RuleDoesNotFit, ExitCode::BadInputFile},
    {ErrorCode::NoRuleFits, ExitCode::Refused},
    {ErrorCode::KeptWithoutReason, ExitCode::BadInputFile},
    {ErrorCode::TiedRulesDiffer, ExitCode::BadInputFile},
    {ErrorCode::FilterInvalid, ExitCode::Usage},
    {ErrorCode::UntrustedCodeInTheWay, ExitCode::Refused},
    {ErrorCode::SinceInvalid, ExitCode::Usage},
    {ErrorCode::RowsLoseParent, ExitCode::Failed},
    {ErrorCode::UsersMissing, ExitCode::Failed},
    {ErrorCode::ReferencedRowsMissing, ExitCode::Failed},
    {ErrorCode::KeyFileInvalid, ExitCode::BadInputFile},
    {ErrorCode::TableNotKeepable, ExitCode::Failed},
    {ErrorCode::KeptRowsDoNotFit, ExitCode::Failed},
    {ErrorCode::EnvironmentUnknown, ExitCode::Usage},
    {ErrorCode::EnvironmentExists, ExitCode::Usage},
    {ErrorCode::EnvironmentInvalid, ExitCode::Usage},
    {ErrorCode::GroupUnknown, ExitCode::Usage},
    {ErrorCode::GroupUnmatched, ExitCode::Failed},
    {ErrorCode::GroupInvalid, ExitCode::Usage},
    {ErrorCode::KeychainMissing, ExitCode::Refused},
    {ErrorCode::KeychainLocked, ExitCode::Refused},
    {ErrorCode::SettingsInvalid, ExitCode::BadInputFile},
    {ErrorCode::FileUnreadable, ExitCode::LocalInputOutput},
    {ErrorCode::FileUnwritable, ExitCode::LocalInputOutput},
    {ErrorCode::LocalDiskFull, ExitCode::LocalInputOutput},
    {ErrorCode::FormatUnknown, ExitCode::BadInputFile},
    {ErrorCode::FormatUnsupported, ExitCode::BadInputFile},
    {ErrorCode::FileDamaged, ExitCode::BadInputFile},
    {ErrorCode::FileChanged, ExitCode::BadInputFile},
    {ErrorCode::FileTooLarge, ExitCode::BadInputFile},
    {ErrorCode::FilePasswordWrong, ExitCode::Refused},
    {ErrorCode::FilePasswordMissing, ExitCode::Refused},
    {ErrorCode::ScriptRefused, ExitCode::Refused},
    {ErrorCode::FileReplacesNothing, ExitCode::BadInputFile},
    {ErrorCode::BackupUnknown, ExitCode::Usage},
    {ErrorCode::BackupExists, ExitCode::Refused},
    {ErrorCode::BackupNeeded, ExitCode::Refused},
    {ErrorCode::ContentDiffers, ExitCode::Differences},
    {ErrorCode::ThreadsMissing, ExitCode::LocalInputOutput},
    {ErrorCode::SandboxUnavailable, ExitCode::ServerNotReached},
    {ErrorCode::PreflightFailed, ExitCode::Failed},
    {ErrorCode::NothingToRollBack, ExitCode::Failed},
    {ErrorCode::StateNotTrusted, ExitCode::Refused},
    {ErrorCode::DependentsInTheWay, ExitCode::Failed},
    {ErrorCode::ScriptNotProven, ExitCode::Refused},
    {ErrorCode::ProofExpired, ExitCode::Refused},
    {ErrorCode::VerificationFailed, ExitCode::Differences},
    {ErrorCode::TargetIncomplete, ExitCode::NeedsAttention},
    {ErrorCode::Usage, ExitCode::Usage},
    {ErrorCode::Internal, ExitCode::Failed},
})};

/// A code without an exit code, or out of its place, does not compile.
constexpr bool coversEveryCodeInOrder()
{
    for (size_t index = 0; index < exitCodes.size(); ++index) {
        if (static_cast<size_t>(exitCodes[index].code) != index)
            return false;
    }
    return exitCodes.size() == static_cast<size_t>(ErrorCode::Internal) + 1;
}
static_assert(coversEveryCodeInOrder());

ExitCode codeOfCauses(const Error &error, ExitCode stopped)
{
    ExitCode first = ExitCode::Failed;
    for (qsizetype index = 0; index < error.causes.size(); ++index) {
        const ExitCode code = exitCodeOf(error.causes.at(index), stopped);
        if (code == ExitCode::Refused)
            return code;
        if (index == 0)
            first = code;
    }
    return first;
}

} // namespace

ExitCode exitCodeOf(const Error &error, ExitCode stopped)
{
    if (error.state == TargetState::Incomplete)
        return ExitCode::NeedsAttention;

    switch (error.code) {
    case ErrorCode::Cancelled:
        return stopped;
    case ErrorCode::VerificationFailed:
        // Without a target at stake it is a verdict; after a clone it is a failure that was undone.
        return error.state == TargetState::NotConcerned ? ExitCode::Differences : ExitCode::Failed;
    case ErrorCode::PreflightFailed:
        return codeOfCauses(error, stopped);
    default:
        return exitCodes[static_cast<size_t>(error.code)].exit;
    }
}

ExitCode exitCodeOf(const engine::runs::Report &report, ExitCode stopped)
{
    if (report.targetState == TargetState::Incomplete)
        return ExitCode::NeedsAttention;
    if (report.outcome == engine::runs::Outcome::Succeeded)
        return ExitCode::Done;
    Error error = report.error.value_or(Error{.code = ErrorCode::Internal});
    if (report.outcome == engine::runs::Outcome::Cancelled)
        error.code = ErrorCode::Cancelled;
    if (error.state == TargetState::NotConcerned)
        error.state = report.targetState;
    return exitCodeOf(error, stopped);
}

} // namespace app::cli
