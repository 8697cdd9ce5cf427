// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/keys/siphash.h"

#include <bit>
#include <cstring>

namespace engine::anonymize {

namespace {

struct State
{
    uint64_t v0, v1, v2, v3;

    explicit State(const HashKey &key)
        : v0(0x736f6d6570736575U ^ key.low())
        , v1(0x646f72616e646f6dU ^ key.high())
        , v2(0x6c7967656e657261U ^ key.low())
        , v3(0x7465646279746573U ^ key.high())
    {}

    void round()
    {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }
    void absorb(uint64_t word)
    {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }
    uint64_t squeeze()
    {
        for (int i = 0; i < 4; ++i)
            round();
        return v0 ^ v1 ^ v2 ^ v3;
    }
};

uint64_t littleEndian(uint64_t word)
{
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    return word;
}

void absorbAll(State &state, std::string_view bytes)
{
    const size_t whole = bytes.size() & ~size_t{7};
    for (size_t at = 0; at < whole; at += 8) {
        uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        state.absorb(littleEndian(word));
    }
    uint64_t last = 0;
    if (bytes.size() > whole)
        std::memcpy(&last, bytes.data() + whole, bytes.size() - whole);
    state.absorb(littleEndian(last) | (static_cast<uint64_t>(bytes.size()) << 56U));
}

} // namespace

uint64_t sipHash64(const HashKey &key, std::string_view bytes)
{
    State state(key);
    absorbAll(state, bytes);
    state.v2 ^= 0xffU;
    return state.squeeze();
}

Hash128 sipHash128(const HashKey &key, std::string_view bytes)
{
    State state(key);
    state.v1 ^= 0xeeU;
    absorbAll(state, bytes);
    state.v2 ^= 0xeeU;
    const uint64_t low = state.squeeze();
    state.v1 ^= 0xddU;
    return {low, state.squeeze()};
}

uint64_t sipHash13(const HashKey &key, uint64_t first, uint64_t second)
{
    State state(key);
    for (const uint64_t word : {first, second, uint64_t{16} << 56U}) {
        state.v3 ^= word;
        state.round();
        state.v0 ^= word;
    }
    state.v2 ^= 0xffU;
    for (int i = 0; i < 3; ++i)
        state.round();
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

} // namespace engine::anonymize
