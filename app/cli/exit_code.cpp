// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/exit_code.h"

namespace app::cli {

using engine::Error;
using engine::ErrorCode;
using engine::TargetState;

namespace {

ExitCode codeOfCauses(const Error &error, bool wasTerminated)
{
    ExitCode first = ExitCode::Failed;
    for (qsizetype index = 0; index < error.causes.size(); ++index) {
        const ExitCode code = exitCodeOf(error.causes.at(index), wasTerminated);
        if (code == ExitCode::Refused)
            return code;
        if (index == 0)
            first = code;
    }
    return first;
}

} // namespace

ExitCode exitCodeOf(const Error &error, bool wasTerminated)
{
    if (error.state == TargetState::Incomplete)
        return ExitCode::NeedsAttention;

    switch (error.code) {
    case ErrorCode::Cancelled:
        return wasTerminated ? ExitCode::Terminated : ExitCode::Interrupted;

    case ErrorCode::Usage:
    case ErrorCode::ConnectionInfoInvalid:
    case ErrorCode::EnvironmentUnknown:
    case ErrorCode::EnvironmentExists:
    case ErrorCode::EnvironmentInvalid:
    case ErrorCode::FilterInvalid:
    case ErrorCode::SinceInvalid:
    case ErrorCode::GroupUnknown:
    case ErrorCode::GroupInvalid:
        return ExitCode::Usage;

    case ErrorCode::RuleFileInvalid:
    case ErrorCode::RuleColumnMissing:
    case ErrorCode::RuleDoesNotFit:
    case ErrorCode::KeyFileInvalid:
    case ErrorCode::SettingsInvalid:
        return ExitCode::BadInputFile;

    case ErrorCode::HostNotFound:
    case ErrorCode::ServerUnreachable:
    case ErrorCode::Ipv6Only:
    case ErrorCode::TlsFailed:
    case ErrorCode::DatabaseMissing:
    case ErrorCode::SandboxUnavailable:
        return ExitCode::ServerNotReached;

    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::LocalDiskFull:
    case ErrorCode::ServerDiskFull:
        return ExitCode::LocalInputOutput;

    case ErrorCode::TooManyConnections:
    case ErrorCode::ObjectLocked:
    case ErrorCode::TargetBusy:
        return ExitCode::Busy;

    case ErrorCode::AuthenticationFailed:
    case ErrorCode::PasswordMissing:
    case ErrorCode::KeychainMissing:
    case ErrorCode::KeychainLocked:
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnlyServer:
    case ErrorCode::TransactionPooler:
    case ErrorCode::TargetIsProduction:
    case ErrorCode::TargetIsSource:
    case ErrorCode::IdentityUnknown:
    case ErrorCode::DirectionForbidden:
    case ErrorCode::RawNotAllowed:
    case ErrorCode::ConfirmationMissing:
    case ErrorCode::StatementNotAllowed:
    case ErrorCode::PersonalDataUndecided:
        return ExitCode::Refused;

    case ErrorCode::VerificationFailed:
        // Without a target at stake it is a verdict; after a clone it is a failure that was undone.
        return error.state == TargetState::NotConcerned ? ExitCode::Differences : ExitCode::Failed;

    case ErrorCode::PreflightFailed:
        return codeOfCauses(error, wasTerminated);

    case ErrorCode::TargetIncomplete:
        return ExitCode::NeedsAttention;

    case ErrorCode::ConnectionLost:
    case ErrorCode::ServerVersion:
    case ErrorCode::StatementTimeout:
    case ErrorCode::ServerOutOfResources:
    case ErrorCode::ConstraintViolated:
    case ErrorCode::RowsLoseParent:
    case ErrorCode::UsersMissing:
    case ErrorCode::ObjectMissing:
    case ErrorCode::ObjectNotSupported:
    case ErrorCode::PatternUnmatched:
    case ErrorCode::DateColumnUnmatched:
    case ErrorCode::GroupUnmatched:
    case ErrorCode::TableNotKeepable:
    case ErrorCode::KeptRowsDoNotFit:
    case ErrorCode::StatementFailed:
    case ErrorCode::ProtocolViolation:
    case ErrorCode::NothingToRollBack:
    case ErrorCode::Internal:
        return ExitCode::Failed;
    }
    Q_UNREACHABLE();
}

ExitCode exitCodeOf(const engine::operations::Report &report, bool wasTerminated)
{
    if (report.targetState == TargetState::Incomplete)
        return ExitCode::NeedsAttention;
    if (report.outcome == engine::operations::Outcome::Succeeded)
        return ExitCode::Done;
    Error error = report.error.value_or(Error{.code = ErrorCode::Internal});
    if (report.outcome == engine::operations::Outcome::Cancelled)
        error.code = ErrorCode::Cancelled;
    if (error.state == TargetState::NotConcerned)
        error.state = report.targetState;
    return exitCodeOf(error, wasTerminated);
}

} // namespace app::cli
