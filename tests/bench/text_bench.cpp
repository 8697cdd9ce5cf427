// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

/// How fast single values are scrubbed, in MiB per second of one processor: `text_bench [MiB]`. The budget is 16 MiB of
/// any text in 2 seconds, built as packaged.

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "tests/unit/anonymize/keys.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace engine::anonymize;

namespace {

struct Kind
{
    const char *name;
    std::string_view piece;
};

constexpr Kind kinds[]{
    {"prose",
     "Bonjour, nous arrivons vers 14 h 20 avec deux voitures ; le parking est-il gratuit ? Merci beaucoup, et à "
     "bientôt. Amina Benali 0555123456\n"},
    {"addresses", "solange.perdrix@a.example "},
    {"short addresses", "a@b,"},
    {"marks", "@"},
    {"encoded marks", "%40"},
    {"digits", "1"},
    {"digits one by one", "1 "},
    {"numbers", "123 4567 89 / "},
    {"phones", "0555123456 "},
    {"dates", "2024-05-01 "},
    {"blanks", " "},
    {"capitals", "Aa "},
    {"unknown names", "Zouggari Thileli "},
    {"titles", "M. Zouggari "},
    {"starts of IBANs", "FR76 "},
    {"IBANs", "FR76 3000 6000 0112 3456 7890 189 "},
    {"one word", "a"},
    {"hexadecimal", "a1b2c3d4"},
    {"Arabic", "السلام عليكم، أنا أمينة "},
    {"quotes", "\\\""},
    {"brackets", "["},
    {"members", "{\"a\":\"b c d\",\"n\":12,"},
};

template <typename Work>
void measure(const char *how, const char *name, size_t size, Work work)
{
    const std::clock_t start = std::clock();
    work();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%-10s %-20s %8.1f MiB/s %8.2f s\n", how, name, static_cast<double>(size) / 1048576 / seconds, seconds);
}

} // namespace

int main(int argc, char **argv)
{
    const size_t size = static_cast<size_t>(argc > 1 ? std::atoi(argv[1]) : 16) * 1048576;
    Scrubber scrubber(keyOf('1'));
    JsonRewriter rewriter(
        {.kind = RuleKind::JsonPaths, .paths = {{"$..email", {.kind = RuleKind::Email}}}, .scrubOthers = true},
        keyOf('1'));
    KnownValues known;
    for (const char *name : {"Zouggarine", "Perdrix", "Le Quéré"})
        known.addPerson("Thiléli", name);
    known.addLogin("zoug92");
    known.addPhone("0555123456");
    Scrubber knowing(keyOf('1'));
    knowing.knowValues(&known);
    std::string out;
    std::string scratch;
    for (const Kind &kind : kinds) {
        std::string text;
        text.reserve(size + kind.piece.size() + 2);
        text.push_back('"');
        while (text.size() < size)
            text.append(kind.piece);
        text.push_back('"');
        measure("text", kind.name, size, [&] {
            out.clear();
            scrubber.generate(text, out);
        });
        measure("known", kind.name, size, [&] {
            out.clear();
            knowing.generate(text, out);
        });
        measure("watched", kind.name, size, [&] { (void)known.areIn(text, scratch); });
        measure("document", kind.name, size, [&] {
            out.clear();
            rewriter.generate(text, out);
        });
    }
    return 0;
}
