// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/rule.h"

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

class KnownValues;

/// How many values each path of a rule met, by the path as it was written.
using PathCounts = std::map<std::string, long long>;

/// What the column asks of a fake.
struct Limits
{
    /// In characters; 0 when there is none.
    int maxLength = 0;
    /// Different values need different fakes.
    bool unique = false;
};

/// A name that stands in another column of the same row.
struct RowName
{
    /// After foldPlain().
    std::string folded{};
    bool isLastName = false;
};

/// After how many bytes of one value a stop is looked for.
inline constexpr size_t stopInterval = size_t{64} * 1024;

/// Makes the fake of one value. Immutable, but with scratch memory of its own: one object per thread.
class Generator
{
public:
    Generator() = default;
    Generator(const Generator &) = delete;
    Generator &operator=(const Generator &) = delete;
    virtual ~Generator() = default;

    /// Appends the fake of `value` to `out`. REQUIRES: value is not empty.
    virtual void generate(std::string_view value, std::string &out) = 0;
    /// For generators that look for the names of the row: those of the next row, not owned; null: none.
    virtual void setRowNames(const std::vector<RowName> * /*names*/) {}
    /// For generators that can be at one value for long: once a stop is requested, what generate() appends is cut short
    /// and the caller has to throw it away.
    virtual void stopOn(const std::stop_token & /*stop*/) {}
    /// For generators that look for what the database declares of its people: not owned; null: nothing.
    virtual void knowValues(const KnownValues * /*known*/) {}
    /// For generators that work along paths: adds what each of them met so far.
    virtual void addPathCounts(PathCounts & /*counts*/) const {}
};
using GeneratorHandle = std::unique_ptr<Generator>;

/// The generator of text for a rule. Null for Keep and Null, which need none.
[[nodiscard]] GeneratorHandle makeGenerator(const Rule &rule, Limits limits, const ProjectKey &key);
/// As makeGenerator(), for values that are whole numbers of at most `maximum`: digits stay digits, and the
/// number of digits and the sign stay. Null for rules that do not work on numbers.
[[nodiscard]] GeneratorHandle makeNumberGenerator(const Rule &rule, long long maximum, const ProjectKey &key);
/// Significant decimal digits that double precision always gives back.
inline constexpr int doubleDigits = 15;

GeneratorHandle makeEmail(Limits limits, const ProjectKey &key);
GeneratorHandle makeUsername(Limits limits, const ProjectKey &key);
GeneratorHandle makePhone(Limits limits, const ProjectKey &key);
GeneratorHandle makeWordGenerator(RuleKind kind, Limits limits, const ProjectKey &key);
GeneratorHandle makeFullName(Limits limits, const ProjectKey &key);
GeneratorHandle makeAddress(Limits limits, const ProjectKey &key);
GeneratorHandle makeAccount(const ProjectKey &key);
GeneratorHandle makeCard(const ProjectKey &key);
GeneratorHandle makeIdentifier(std::string_view purpose, const ProjectKey &key);
GeneratorHandle makeNetworkAddress(Limits limits, const ProjectKey &key);
GeneratorHandle makeMacAddress(Limits limits, const ProjectKey &key);
GeneratorHandle makeDateText(int maxDays, const ProjectKey &key);
/// For passwords and their hashes, keys, tokens: what is made opens nothing.
GeneratorHandle makeSecret(Limits limits, const ProjectKey &key);
/// As makeSecret(), for bytea in its hexadecimal form; as many bytes.
GeneratorHandle makeSecretBytes(const ProjectKey &key);
/// Amounts: of the same number of digits, 3 to 20 % away, at most `maximum`.
GeneratorHandle makeNoise(long long maximum, const ProjectKey &key);
/// Where a number stands: in a text noughts before it are kept, a server prints none before what is a number.
enum class NumberDress { Text, Number };
/// Years, ages, months and dates written as whole numbers.
GeneratorHandle makeTimeNumber(int maxDays, NumberDress dress, const ProjectKey &key);
/// Coordinates: as numbers, in texts, in geometries. `significantDigits`: that the type keeps.
GeneratorHandle makeCoordinates(int significantDigits, const ProjectKey &key);
GeneratorHandle makeTemplate(const std::string &text, Limits limits, const ProjectKey &key);

/// 16 letters and digits (80 bits) of a value, in an alphabet without the vowels that could make a name.
inline constexpr int hashTextLength = 16;
void appendHashText(const HashKey &key, std::string_view value, int length, std::string &out);

} // namespace engine::anonymize
