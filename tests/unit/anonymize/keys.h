// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"

#include <string>

/// A key of 32 equal bytes.
inline engine::anonymize::ProjectKey keyOf(char digit)
{
    return engine::anonymize::ProjectKey::fromKeychain(engine::Secret(std::string(64, digit))).value();
}

/// A composite type of such attributes: name and type.
inline std::shared_ptr<const engine::anonymize::CompositeShape>
compositeOf(const std::vector<std::pair<std::string, std::string>> &attributes)
{
    auto composite = std::make_shared<engine::anonymize::CompositeShape>();
    for (const auto &[name, type] : attributes)
        composite->attributes.push_back({.name = name, .typeName = type});
    return composite;
}

/// The fake of one value under one rule.
inline std::string fakeOf(const engine::anonymize::Rule &rule, std::string_view value, char key = '1',
                          engine::anonymize::Limits limits = {})
{
    const auto generator = engine::anonymize::makeGenerator(rule, limits, keyOf(key));
    std::string fake;
    generator->generate(value, fake);
    return fake;
}
