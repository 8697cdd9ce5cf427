// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/date_shifter.h"
#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace engine::anonymize {

enum class FieldChange { Unchanged, Replaced, Null };

/// One rule at work on the values of one column, in text or in the binary form of COPY.
/// One object per thread, with scratch memory.
class FieldRewriter final
{
public:
    /// Which values are replaced: all, or those in which there is something that knowValues() knows.
    enum class Values { All, WithKnownOnly };

    FieldRewriter(const ColumnShape &column, const ColumnDecision &decision, const ProjectKey &key,
                  Values values = Values::All);

    /// Appends the replacement to `out` when it returns Replaced. `value` is what the type's output function gives.
    FieldChange rewriteText(std::string_view value, std::string &out);
    /// As rewriteText(), for the binary form. Errors: ProtocolViolation for bytes that are not the type's.
    Result<FieldChange> rewriteBinary(std::string_view value, std::string &out);

    void setRowNames(const std::vector<RowName> *names);
    /// Once a stop is requested, a long value is given back cut short: not to be used.
    void stopOn(const std::stop_token &stop);
    /// For rules that work inside texts: what the database declares of its people; not owned.
    void knowValues(const KnownValues *known);
    /// What each path of the rule met so far.
    void addPathCounts(PathCounts &counts) const;
    [[nodiscard]] RuleKind kind() const { return m_rule.kind; }
    /// Whether it can make use of the row's names.
    [[nodiscard]] bool looksForNames() const;

private:
    FieldChange elementText(std::string_view value, std::string &out);
    [[nodiscard]] bool holdsBytes() const;
    FieldChange bytesText(std::string_view value, std::string &out);
    Result<FieldChange> elementBinary(std::string_view value, std::string &out);
    Result<FieldChange> arrayBinary(std::string_view value, std::string &out);
    Result<FieldChange> numberBinary(std::string_view value, std::string &out);
    template <typename Float, typename Bits>
    Result<FieldChange> floatBinary(std::string_view value, std::string &out);

    ColumnType m_type;
    /// Of char(n): the server fills values up with blanks.
    size_t m_fixedLength = 0;
    Rule m_rule;
    GeneratorHandle m_generator;
    std::optional<DateShifter> m_dates;
    std::optional<Permutation> m_uuids;
    std::string m_scratch;
    Values m_values = Values::All;
    /// Its pairs have an order of their own.
    bool m_isHstore = false;
    /// A rule that detection chose: what is known goes also where it would keep values.
    bool m_isDetected = false;
    const KnownValues *m_known = nullptr;
    std::stop_token m_stop;
};

/// Whether rewriteBinary() knows the binary form of this type under this rule.
[[nodiscard]] bool knowsBinary(const ColumnType &type, const Rule &rule);

} // namespace engine::anonymize
