// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/fuzz_target.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTextStream>

#include <array>

namespace {

/// What the parsers give a meaning to; its last byte is zero, as is one in its middle.
constexpr auto punctuation = std::to_array("'\"\\\n\t\0(){}[]:@%,;-/*$");

QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    const int changes = 1 + random.bounded(6);
    for (int i = 0; i < changes; ++i) {
        const qsizetype at = bytes.isEmpty() ? 0 : random.bounded(static_cast<int>(bytes.size()));
        switch (random.bounded(5)) {
        case 0:
            bytes.insert(at, static_cast<char>(random.bounded(256)));
            break;
        case 1:
            bytes.remove(at, 1 + random.bounded(8));
            break;
        case 2:
            bytes.insert(at, bytes.mid(at, 1 + random.bounded(40)));
            break;
        case 3:
            bytes.insert(at, punctuation[static_cast<size_t>(random.bounded(static_cast<int>(punctuation.size())))]);
            break;
        default:
            if (!bytes.isEmpty())
                bytes[at] = static_cast<char>(bytes.at(at) ^ (1 << random.bounded(8)));
        }
    }
    return bytes;
}

} // namespace

/// Runs a fuzz target over its corpus and over mutations of it, always the same ones: the short form of fuzzing, with
/// any compiler. Usage: PROGRAM FOLDER [MUTATIONS]
int main(int argc, char **argv)
{
    QTextStream out(stdout);
    const QDir corpus(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    const int mutations = argc > 2 ? QByteArray(argv[2]).toInt() : 20000;
    const QStringList names = corpus.entryList(QDir::Files, QDir::Name);
    if (argc < 2 || names.isEmpty()) {
        out << "no corpus in " << corpus.path() << '\n';
        return 1;
    }
    QRandomGenerator random(20261121);
    long long runs = 0;
    const auto run = [&runs](const QByteArray &bytes) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()), static_cast<size_t>(bytes.size()));
        ++runs;
    };
    for (const QString &name : names) {
        QFile file(corpus.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const QByteArray bytes = file.readAll();
        run(bytes);
        for (int i = 0; i < mutations; ++i)
            run(mutated(bytes, random));
    }
    out << runs << " inputs\n";
    return 0;
}
