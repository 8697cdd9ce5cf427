// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/effect.h"

namespace engine::runs {

using namespace Qt::StringLiterals;

QList<Effect> effectsOfClone(DataNature data)
{
    return {{.kind = Effect::Kind::Read, .end = Side::Source},
            {.kind = Effect::Kind::ReplaceContents, .end = Side::Target, .data = data}};
}

QList<Effect> effectsOfRollback()
{
    return {{.kind = Effect::Kind::ReplaceContents, .end = Side::Target}};
}

QList<Effect> effectsOfVerification()
{
    return {{.kind = Effect::Kind::Read, .end = Side::Source}, {.kind = Effect::Kind::Read, .end = Side::Target}};
}

QList<Effect> effectsOfMigration(bool readsSource)
{
    QList<Effect> effects;
    if (readsSource)
        effects.append({.kind = Effect::Kind::Read, .end = Side::Source});
    effects.append({.kind = Effect::Kind::ChangeStructure, .end = Side::Target});
    return effects;
}

QList<Effect> effectsOfBackup(DataNature data, const FileEnd &file)
{
    return {{.kind = Effect::Kind::Read, .end = Side::Source},
            {.kind = Effect::Kind::WriteFile, .end = file, .data = data}};
}

QString effectKey(Effect::Kind kind)
{
    switch (kind) {
    case Effect::Kind::Read:
        return u"read"_s;
    case Effect::Kind::ReplaceContents:
        return u"replaceContents"_s;
    case Effect::Kind::ChangeStructure:
        return u"changeStructure"_s;
    case Effect::Kind::MergeRows:
        return u"mergeRows"_s;
    case Effect::Kind::WriteFile:
        return u"writeFile"_s;
    case Effect::Kind::SendOut:
        return u"sendOut"_s;
    }
    Q_UNREACHABLE();
}

QString endKey(const Effect::End &end)
{
    if (const auto *file = std::get_if<FileEnd>(&end))
        return file->path;
    if (const auto *network = std::get_if<NetworkEnd>(&end))
        return network->address;
    return std::get<Side>(end) == Side::Source ? u"source"_s : u"target"_s;
}

QString dataKey(DataNature data)
{
    switch (data) {
    case DataNature::None:
        return u"none"_s;
    case DataNature::Clear:
        return u"clear"_s;
    case DataNature::Replaced:
        return u"replaced"_s;
    }
    Q_UNREACHABLE();
}

} // namespace engine::runs
