// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_risks.h"
#include "engine/formats/script/script_splitter.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/memory_reader.h"

#include <cstdlib>
#include <string>

using namespace engine;

namespace {

/// All pieces and rows as one text; what went wrong ends it.
std::string everything(std::string_view script, size_t readBytes)
{
    tests::MemoryReader reader{std::string(script)};
    formats::ScriptSplitter splitter(reader, {},
                                     {.statementBytes = 1 << 16, .standardStrings = true, .readBytes = readBytes});
    formats::ScriptRisks risks;
    std::string all;
    for (;;) {
        const auto piece = splitter.next();
        if (!piece)
            return all + "E" + std::to_string(static_cast<int>(piece.error().code));
        if (!*piece)
            return all;
        risks.look(**piece);
        all += std::to_string((*piece)->line) + (*piece)->text + ";";
        if ((*piece)->kind != formats::ScriptPiece::Kind::Copy)
            continue;
        for (;;) {
            const auto rows = splitter.copyData();
            if (!rows)
                return all + "E" + std::to_string(static_cast<int>(rows.error().code));
            if (rows->empty())
                break;
            all += *rows;
        }
    }
}

} // namespace

// Wherever the bytes are cut, the statements are the same.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view script = textOf(data, size);
    if (size < 1500 && everything(script, 65536) != everything(script, 11))
        std::abort();
    return 0;
}
