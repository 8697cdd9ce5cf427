// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/generator.h"
#include "engine/anonymize/siphash.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine::anonymize {

namespace {

void appendHex(uint64_t number, std::string &out)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    out.append(digits.data(), end);
}

/// 10.x.y.z for IPv4 and fd00:… for IPv6: addresses that are nobody's. A mask stays.
class NetworkGenerator final : public Generator
{
public:
    explicit NetworkGenerator(const ProjectKey &key)
        : m_key(key.derive("ip"))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t slash = std::min(value.find('/'), value.size());
        const std::string_view address = value.substr(0, slash);
        const Hash128 hash = sipHash128(m_key, address);
        if (address.find(':') == std::string_view::npos) {
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
};

class MacGenerator final : public Generator
{
public:
    explicit MacGenerator(const ProjectKey &key)
        : m_key(key.derive("mac"))
    {}

    void generate(std::string_view value, std::string &out) override
    {
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
    HashKey m_key;
};

} // namespace

GeneratorHandle makeNetworkAddress(const ProjectKey &key)
{
    return std::make_unique<NetworkGenerator>(key);
}

GeneratorHandle makeMacAddress(const ProjectKey &key)
{
    return std::make_unique<MacGenerator>(key);
}

} // namespace engine::anonymize
