// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace engine {

/// What went wrong, for programs. Every code has one sentence per question in sentences_*.h (what, why, what to do)
/// and an identifier (E-CONN-001) that never changes and is never translated.
enum class ErrorCode {
    // Asked for by the person, not a fault.
    Cancelled,
    // Getting to a server.
    HostNotFound,
    ServerUnreachable,
    Ipv6Only,
    TlsFailed,
    AuthenticationFailed,
    PasswordMissing,
    DatabaseMissing,
    TransactionPooler,
    TooManyConnections,
    ServerStarting,
    ConnectionLost,
    ServerVersion,
    ConnectionInfoInvalid,
    // What a server answers.
    PermissionDenied,
    ReadOnlyServer,
    ObjectLocked,
    StatementTimeout,
    ServerDiskFull,
    ServerOutOfResources,
    ConstraintViolated,
    ObjectMissing,
    ObjectExists,
    ObjectNotSupported,
    SortOrderDiffers,
    CollationMissing,
    TextUnreadable,
    PatternUnmatched,
    DateColumnUnmatched,
    StatementFailed,
    TransactionConflict,
    ValueRejected,
    ServerDamaged,
    ProtocolViolation,
    // The guard.
    TargetIsProduction,
    TargetIsSource,
    IdentityUnknown,
    DirectionForbidden,
    RawNotAllowed,
    ConfirmationMissing,
    ProductionUnseen,
    ClearDataOutside,
    RelabelUnconfirmed,
    StatementNotAllowed,
    TargetBusy,
    // Anonymization.
    PersonalDataUndecided,
    RuleFileInvalid,
    RuleColumnMissing,
    RuleDoesNotFit,
    NoRuleFits,
    KeptWithoutReason,
    TiedRulesDiffer,
    FilterInvalid,
    UntrustedCodeInTheWay,
    SinceInvalid,
    RowsLoseParent,
    UsersMissing,
    ReferencedRowsMissing,
    KeyFileInvalid,
    // Rows of the target that survive.
    TableNotKeepable,
    KeptRowsDoNotFit,
    // Environments and what this computer holds.
    EnvironmentUnknown,
    EnvironmentExists,
    EnvironmentInvalid,
    GroupUnknown,
    GroupUnmatched,
    GroupInvalid,
    KeychainMissing,
    KeychainLocked,
    SettingsInvalid,
    FileUnreadable,
    FileUnwritable,
    LocalDiskFull,
    // Files that hold a database.
    FormatUnknown,
    FormatUnsupported,
    FileDamaged,
    FileChanged,
    FileTooLarge,
    FilePasswordWrong,
    FilePasswordMissing,
    ScriptRefused,
    FileReplacesNothing,
    BackupUnknown,
    BackupExists,
    BackupNeeded,
    ContentDiffers,
    ThreadsMissing,
    SandboxUnavailable,
    // Operations.
    PreflightFailed,
    NothingToRollBack,
    StateNotTrusted,
    DependentsInTheWay,
    ScriptNotProven,
    ProofExpired,
    VerificationFailed,
    TargetIncomplete,
    // The caller or this program.
    Usage,
    Internal,
};

/// In which state the target of an operation is; `NotConcerned` where an error has no target.
enum class TargetState { NotConcerned, Unchanged, Replaced, Restored, Incomplete };

/// A way to a server that was tried in vain.
struct ConnectionAttempt
{
    /// "192.0.2.1:5432", "[2001:db8::1]:5432", or the folder of a socket.
    QString address{};
    ErrorCode code = ErrorCode::ServerUnreachable;
    /// In the words of the system or the server.
    QString reason{};
    /// By the pooler that the environment names, not by the server's own address.
    bool isPooler = false;

    [[nodiscard]] QString displayed() const;
    bool operator==(const ConnectionAttempt &) const = default;
};

/// A failure as a value. `subject` and `detail` are data, never sentences: error_text.h makes the sentences.
/// Neither may hold a password; connection strings go through pg::ConnectionInfo::redacted() first.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    /// What it is about: a table, a file, a host, an environment.
    QString subject{};
    /// Verbatim from the server or the system, never translated.
    QString detail{};
    /// What was found to differ, instead of a detail.
    QList<Sentence> differences{};
    /// The server's five-character code, empty when the failure is not a server's answer.
    QString sqlState{};
    /// What was being done, outermost first.
    QStringList steps{};
    /// Every way that was tried, in order, when no server could be reached or the one that was refused.
    QList<ConnectionAttempt> attempts{};
    /// Several causes found at once (preflight): each is a failure of its own.
    QList<Error> causes{};
    /// Where things stand now; set by the operation, which alone knows.
    TargetState state = TargetState::NotConcerned;

    [[nodiscard]] bool isCancelled() const { return code == ErrorCode::Cancelled; }
    /// True for faults that may pass by themselves (a lost connection, a full pool). Never for authentication.
    [[nodiscard]] bool isRetryable() const;
};

/// Every code, for tests and documentation that must cover them all.
[[nodiscard]] const QList<ErrorCode> &allErrorCodes();

/// UTF-8 bytes of the engine to the text of an error or a screen. Bytes that are not UTF-8 become U+FFFD.
/// A mark of byte order at the start is part of a name like any other letter; Qt's decoder would take it away.
[[nodiscard]] inline QString text(std::string_view utf8)
{
    QString decoded = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return utf8.starts_with("\xEF\xBB\xBF") ? QChar(QChar::ByteOrderMark) + decoded : decoded;
}

} // namespace engine
