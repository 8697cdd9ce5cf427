// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// "!unusable-k4h2…": no password has this hash, no service knows this token, and whoever reads it sees why. Different
/// secrets stay different, so that what was unique stays so.
class SecretGenerator final : public Generator
{
public:
    SecretGenerator(Limits limits, const ProjectKey &key)
        : m_key(key.derive("secret"))
    {
        const int room = limits.maxLength;
        if (room > 0 && room < hashTextLength + static_cast<int>(m_prefix.size()))
            m_prefix = room > hashTextLength ? "!" : "";
        m_digits = room == 0 ? hashTextLength : std::min(room, hashTextLength);
    }

    void generate(std::string_view value, std::string &out) override
    {
        out.append(m_prefix);
        appendHashText(m_key, value, m_digits, out);
    }

private:
    HashKey m_key;
    std::string_view m_prefix = "!unusable-";
    int m_digits = hashTextLength;
};

/// As many bytes as there were, in the server's hexadecimal form.
class SecretBytesGenerator final : public Generator
{
public:
    explicit SecretBytesGenerator(const ProjectKey &key)
        : m_key(key.derive("secretBytes"))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const uint64_t seed = sipHash64(m_key, value);
        out.append("\\x");
        const size_t digits = value.starts_with("\\x") ? value.size() - 2 : 2 * value.size();
        uint64_t bits = 0;
        for (size_t i = 0; i < digits; ++i) {
            if (i % 16 == 0)
                bits = sipHash13(m_key, seed, i);
            out.push_back("0123456789abcdef"[bits & 15U]);
            bits >>= 4U;
        }
    }

private:
    HashKey m_key;
};

} // namespace

GeneratorHandle makeSecret(Limits limits, const ProjectKey &key)
{
    return std::make_unique<SecretGenerator>(limits, key);
}

GeneratorHandle makeSecretBytes(const ProjectKey &key)
{
    return std::make_unique<SecretBytesGenerator>(key);
}

} // namespace engine::anonymize
