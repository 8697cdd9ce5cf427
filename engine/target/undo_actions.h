// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/identity.h"
#include "engine/pg/connection.h"
#include "engine/sql/identifier.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::target {

/// What undoes a clone beside the moving of objects. A target keeps it while a clone can be undone, as JSON.
///
/// It says what was done to what: names, and kinds out of closed lists. The statements are made here, with every name
/// in quotes, and each is sent alone; no SQL is read from a target and run. What can be read from the catalog when the
/// clone is undone (what depends on the copy in other schemas) is not in it.
struct UndoActions
{
    /// A table in a publication of the target.
    struct Membership
    {
        std::string publication{};
        sql::QualifiedName table{};
        std::vector<std::string> columns{};
        /// An expression over the table's columns, which a server evaluates for no row and with no function of
        /// people's.
        std::string condition{};
    };
    /// A trigger or a policy on a table of the hosting platform.
    struct Part
    {
        /// "trigger" or "policy".
        std::string kind{};
        std::string name{};
        sql::QualifiedName table{};
    };
    /// On a schema that both sides have; no text: none.
    struct Label
    {
        std::string provider{};
        std::string schema{};
        std::optional<std::string> text{};
    };
    /// What others than the owner may do with a member of an extension or of the server, or its comment, as it was. It
    /// is found by the server's name for it among just those.
    struct Member
    {
        bool isComment = false;
        std::string kind{};
        std::string identity{};
        catalog::Acl acl{};
        std::optional<std::string> comment{};
    };
    /// An event trigger or a cast of the target that was set aside, and what makes it: CREATE, ALTER and COMMENT of
    /// just this one.
    struct Remake
    {
        catalog::ObjectKey key{};
        std::vector<std::string> statements{};
    };
    /// An event trigger that is off while a clone works.
    struct Switch
    {
        std::string trigger{};
        /// pg_event_trigger.evtenabled before: 'O', 'R' or 'A'.
        char mode = 'O';
    };

    /// Schemas of the restore point that were not emptied but renamed, because the server has not locks enough for all
    /// that is in them. What has their names since was made by the clone, with the same attributes.
    std::vector<std::string> whole{};
    /// A materialized view of a schema that is not cloned, or statistics over one: set aside with what it reads.
    struct Aside
    {
        /// "materialized view" or "statistics".
        std::string kind{};
        std::string schema{};
        std::string name{};
    };
    /// Rows of a table that those of the source take the place of; by number in a place of their own.
    struct Rows
    {
        /// Empty: of a table of `schema` (exchanged_rows.h).
        std::string extension{};
        std::string schema{};
        std::string table{};
        std::vector<std::string> columns{};
    };
    /// An extension that the clone moves into another schema, and where it was.
    struct Move
    {
        std::string extension{};
        std::string schema{};
    };

    /// A table of which rules replaced something; read by who compares, undone with the copy.
    struct Replaced
    {
        sql::QualifiedName table{};
        /// Those whose values are others, whole or in part.
        std::vector<std::string> columns{};
        /// Of a partition: its bound says replaced values.
        bool bound = false;
    };

    /// What the copy is a copy of; read by who compares it.
    struct Origin
    {
        /// Of the source. Nothing: nobody could tell, or the clone was made before this was written down.
        std::optional<environments::Identity> identity{};
        /// Tables that hold other rows than the source: chosen ones, or the target's own.
        std::vector<sql::QualifiedName> inPart{};
        /// Tables whose rows were not copied at all.
        std::vector<sql::QualifiedName> leftEmpty{};
    };

    /// Of a change of structure instead of a clone: what was there, what was made of it, and where the values are that
    /// it destroyed.
    struct Migration
    {
        /// Values of a table that was dropped, or of columns of one that stays, as texts, in a table of the restore
        /// point's own place.
        struct Kept
        {
            std::string place{};
            sql::QualifiedName table{};
            std::vector<std::string> columns{};
            /// Of a table that stays: what its rows are told apart by. Not a key: rows alike in all of them are
            /// counted.
            std::vector<std::string> key{};
            bool isKey = false;
            bool isWhole = false;
        };
        std::shared_ptr<const catalog::Schema> before{};
        std::shared_ptr<const catalog::Schema> after{};
        /// Names that were changed, as migration::parseRename() reads them.
        std::vector<std::string> renamed{};
        /// What was read.
        std::vector<std::string> schemas{};
        std::vector<Kept> kept{};
    };

    /// Made by the clone.
    std::vector<std::string> publications{};
    /// The same for what isDatabaseWide(), in the order in which it can be dropped.
    std::vector<catalog::ObjectKey> made{};
    std::vector<Part> parts{};
    std::vector<Remake> remakes{};
    std::vector<Move> moves{};
    std::vector<Aside> aside{};
    std::vector<Rows> rows{};
    std::vector<Membership> memberships{};
    std::vector<Label> labels{};
    std::vector<Member> members{};
    /// Schemas that both sides have, with their default privileges: as the clone makes them, and as they were.
    catalog::Schema attributesMade{};
    catalog::Schema attributesBefore{};
    std::vector<Switch> switchedOff{};
    std::vector<Replaced> replaced{};
    Origin origin{};
    std::optional<Migration> migration{};

    [[nodiscard]] QByteArray toJson() const;
    /// Errors: StateNotTrusted when it is not what toJson() writes.
    static Result<UndoActions> fromJson(const QByteArray &json);

    /// Whether the clone made this, in the server's words: TakenAlong::type and identity.
    [[nodiscard]] bool hasMade(const std::string &type, const std::string &identity) const;
    [[nodiscard]] bool isWhole(const std::string &schema) const;
};

/// Drops what the clone made outside schemas and that hangs on what it made inside: before anything is moved.
Result<> dropLeaves(pg::Connection &target, const UndoActions &actions);
/// Moves extensions back to where they were.
/// REQUIRES: what the clone made there has been moved away.
Result<> moveExtensionsBack(pg::Connection &target, const UndoActions &actions);
/// Gives the objects that are back what they had outside of themselves. What cannot be had any more (a publication that
/// somebody dropped) is added to `left`.
Result<> restoreAttributes(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left);
/// Drops the rest of what the clone made outside schemas; what somebody else needs by now stays, and is added to
/// `left`.
Result<> dropMade(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left);
/// Makes the target's own event triggers and casts again.
Result<> remake(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left);

/// Switches off the event triggers that the session may switch off, and adds to `switchedOff` what undoes that: they
/// must not look at what Sosie itself does, because they may refuse it, or need what has moved.
Result<> silenceEventTriggers(pg::Connection &target, std::vector<UndoActions::Switch> &switchedOff);
/// Those that are still there and off.
Result<> switchOn(pg::Connection &target, const std::vector<UndoActions::Switch> &switchedOff);

/// Runs `work` so that the transaction goes on when it fails.
template <typename Work>
Result<> attempt(pg::Connection &target, const Work &work)
{
    TRY(target.execute("SAVEPOINT sosie_attempt"));
    Result<> done = work();
    if (done)
        return target.execute("RELEASE SAVEPOINT sosie_attempt");
    if (target.isUsable())
        static_cast<void>(target.execute("ROLLBACK TO SAVEPOINT sosie_attempt; RELEASE SAVEPOINT sosie_attempt"));
    return done;
}

} // namespace engine::target
