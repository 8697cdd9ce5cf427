// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace engine::environments {

/// Where the rules that belong to an environment are kept: one file for each, in the folder `rules` of the settings.
/// What is in a file is the business of engine/anonymize.
///
/// Every call reads the file again; every change is made under a lock file and replaces the file as a whole, readable
/// by this user alone. Any thread.
class RuleFiles final
{
public:
    explicit RuleFiles(const QString &configFolder);

    /// Whether there is a file or not.
    [[nodiscard]] QString pathFor(const QString &environment) const;

    using Bytes = std::optional<QByteArray>;
    /// Nothing where no rules are kept. Errors: FileUnreadable.
    [[nodiscard]] Result<Bytes> read(const QString &environment) const;
    /// `edit` gets what is there and gives what shall be. Errors: its own; FileUnreadable, FileUnwritable,
    /// LocalDiskFull.
    Result<> change(const QString &environment, const std::function<Result<Bytes>(const Bytes &)> &edit) const;

    /// The rules of `from` are those of `to` as well, if there are any.
    Result<> copy(const QString &from, const QString &to) const;
    /// They are kept for nobody any more; the file stays beside, with ".removed" at the end of its name.
    Result<> setAside(const QString &environment) const;

private:
    QString m_folder;
};

} // namespace engine::environments
