// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/kept_rules.h"

#include "engine/base/errors/sentence.h"

namespace engine::columns {

using namespace Qt::StringLiterals;
using anonymize::RuleSet;
using environments::RuleFiles;

namespace {

constexpr std::string_view fileStart
    = "# What was decided about the columns of one environment of Sosie: a clone of it uses these rules unless it is\n"
      "# given others. The page of anonymization and \"sosie-cli rules keep\" write this file anew: they keep no\n"
      "# comment but this one.\n";

Result<RuleSet> parsed(const RuleFiles::Bytes &bytes, const QString &path)
{
    if (!bytes)
        return RuleSet();
    return RuleSet::parse({bytes->constData(), static_cast<size_t>(bytes->size())}, path);
}

} // namespace

Result<std::shared_ptr<const RuleSet>> keptRules(const RuleFiles &files, const QString &environment)
{
    TRY_ASSIGN(const RuleFiles::Bytes bytes, files.read(environment));
    TRY_ASSIGN(RuleSet rules, parsed(bytes, files.pathFor(environment)));
    if (rules.isEmpty())
        return std::shared_ptr<const RuleSet>();
    return std::make_shared<const RuleSet>(std::move(rules));
}

Result<> keepRules(const RuleFiles &files, const QString &environment, const RuleSet &rules, const RuleSet &known)
{
    const QString path = files.pathFor(environment);
    return files.change(environment, [&](const RuleFiles::Bytes &now) -> Result<RuleFiles::Bytes> {
        TRY_ASSIGN(const RuleSet found, parsed(now, path));
        if (found != known)
            return failure({.code = ErrorCode::FileUnwritable,
                            .subject = path,
                            .detail = Tr::tr("somebody else changed these rules meanwhile")});
        if (rules.isEmpty())
            return RuleFiles::Bytes();
        return RuleFiles::Bytes(QByteArray::fromStdString(std::string(fileStart) + rules.toToml()));
    });
}

} // namespace engine::columns
