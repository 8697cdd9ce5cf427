// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace engine::anonymize {

namespace {

void appendHex(uint64_t number, std::string &out)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    out.append(digits.data(), end);
}

/// 10.x.y.z for IPv4 and fd00:… for IPv6: addresses that are nobody's. A mask stays. Where no two may be the same, all
/// become IPv6: the 24 bits behind 10 are too few.
class NetworkGenerator final : public Generator
{
public:
    NetworkGenerator(Limits limits, const ProjectKey &key)
        : m_key(key.derive("ip"))
        , m_isUnique(limits.unique)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t slash = std::min(value.find('/'), value.size());
        const std::string_view address = value.substr(0, slash);
        const Hash128 hash = sipHash128(m_key, address);
        if (address.find(':') == std::string_view::npos && !m_isUnique) {
            out.append("10");
            for (unsigned i = 0; i < 3; ++i)
                out.append(".").append(std::to_string(hash.low >> (8 * i) & 255U));
        } else {
            out.append("fd00");
            // Never a group of zeros: so the server prints the address as it is written here.
            for (unsigned i = 0; i < 7; ++i) {
                const uint64_t half = i < 4 ? hash.low : hash.high;
                out.push_back(':');
                appendHex(std::max<uint64_t>(half >> (16 * (i % 4)) & 0xFFFFU, 1), out);
            }
        }
        out.append(value.substr(slash));
    }

private:
    HashKey m_key;
    bool m_isUnique;
};

class MacGenerator final : public Generator
{
public:
    MacGenerator(Limits limits, const ProjectKey &key)
        : m_key(key.derive("mac"))
        , m_permutation(key.derive("mac/unique"))
        , m_isUnique(limits.unique)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        if (m_isUnique) {
            permuted(value, out);
            return;
        }
        const uint64_t hash = sipHash64(m_key, value);
        out.append("02");
        const unsigned groups = value.size() > 20 ? 7 : 5;
        for (unsigned i = 0; i < groups; ++i) {
            out.push_back(':');
            out.push_back("0123456789abcdef"[hash >> (8 * i + 4) & 15U]);
            out.push_back("0123456789abcdef"[hash >> (8 * i) & 15U]);
        }
    }

private:
    /// The digit that says who gives such addresses out stays: all others may be any.
    void permuted(std::string_view value, std::string &out)
    {
        const size_t start = out.size();
        out.append(value);
        m_digits.clear();
        m_places.clear();
        size_t seen = 0;
        for (size_t i = start; i < out.size(); ++i) {
            const char c = toLower(out[i]);
            const bool isHex = isDigit(c) || (c >= 'a' && c <= 'f');
            if (!isHex || seen++ == 1)
                continue;
            m_digits.push_back(static_cast<uint8_t>(isDigit(c) ? c - '0' : c - 'a' + 10));
            m_places.push_back(i);
        }
        m_permutation.permute(m_digits, 16, 1);
        for (size_t i = 0; i < m_places.size(); ++i)
            out[m_places[i]] = "0123456789abcdef"[m_digits[i]];
    }

    HashKey m_key;
    Permutation m_permutation;
    bool m_isUnique;
    std::vector<uint8_t> m_digits;
    std::vector<size_t> m_places;
};

} // namespace

GeneratorHandle makeNetworkAddress(Limits limits, const ProjectKey &key)
{
    return std::make_unique<NetworkGenerator>(limits, key);
}

GeneratorHandle makeMacAddress(Limits limits, const ProjectKey &key)
{
    return std::make_unique<MacGenerator>(limits, key);
}

} // namespace engine::anonymize
