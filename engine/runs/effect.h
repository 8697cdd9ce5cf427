// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <variant>

namespace engine::runs {

/// The two databases of a plan; an operation may have one of them only.
enum class Side { Source, Target };

/// A file that an operation writes.
struct FileEnd
{
    QString path{};
    /// Without a password nobody reads it.
    bool isEncrypted = false;
    /// On this computer, and only this account can read it.
    bool isPrivate = false;

    bool operator==(const FileEnd &) const = default;
};

/// What is neither a database of the plan nor this computer: an object store, a web service, a letter.
struct NetworkEnd
{
    QString address{};
    /// The data, not the line to it.
    bool isEncrypted = false;

    bool operator==(const NetworkEnd &) const = default;
};

/// What of the source's data arrives at the end of an effect. None: nothing of it, or not yet known (then the plan has
/// problems, and gets no permit).
enum class DataNature { None, Clear, Replaced };

/// One thing that an operation does to one of its ends. The guard judges a plan by these and never by its verb: a verb
/// that is added tomorrow is held to the rules of today.
struct Effect
{
    using End = std::variant<Side, FileEnd, NetworkEnd>;
    enum class Kind {
        Read,
        /// What is there goes, or is set aside.
        ReplaceContents,
        /// What is there stays, in another form.
        ChangeStructure,
        /// Rows come beside those that are there.
        MergeRows,
        WriteFile,
        SendOut,
    };
    Kind kind = Kind::Read;
    End end{};
    DataNature data = DataNature::None;

    [[nodiscard]] bool changes(Side side) const
    {
        return (kind == Kind::ReplaceContents || kind == Kind::ChangeStructure || kind == Kind::MergeRows)
               && end == End(side);
    }
    [[nodiscard]] bool reads(Side side) const { return kind == Kind::Read && end == End(side); }

    bool operator==(const Effect &) const = default;
};

[[nodiscard]] QList<Effect> effectsOfClone(DataNature data);
[[nodiscard]] QList<Effect> effectsOfRollback();
[[nodiscard]] QList<Effect> effectsOfVerification();
/// `readsSource`: it is a database, and no file.
[[nodiscard]] QList<Effect> effectsOfMigration(bool readsSource);
[[nodiscard]] QList<Effect> effectsOfBackup(DataNature data, const FileEnd &file);

/// "read", "replaceContents", …: never translated.
[[nodiscard]] QString effectKey(Effect::Kind kind);
/// "source", "target", the path of a file, an address.
[[nodiscard]] QString endKey(const Effect::End &end);
/// "none", "clear", "replaced": never translated.
[[nodiscard]] QString dataKey(DataNature data);

} // namespace engine::runs
