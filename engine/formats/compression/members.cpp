// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/members.h"

#include <algorithm>
#include <cctype>

namespace engine::formats {

using namespace Qt::StringLiterals;

Result<std::string> memberName(std::string_view name)
{
    const auto refused = [name] {
        return failure(
            {.code = ErrorCode::FileDamaged,
             .detail = u"a member with a name that leads out of its folder: "_s + text(name.substr(0, 200))});
    };
    const bool hasDrive = name.size() > 1 && name[1] == ':' && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
    if (name.empty() || name[0] == '/' || name[0] == '\\' || hasDrive || name.find('\0') != std::string_view::npos)
        return refused();
    std::string clean;
    for (size_t begin = 0; begin <= name.size();) {
        const size_t end = std::min(name.find('/', begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (part == ".." || part.starts_with("..\\"))
            return refused();
        if (!part.empty() && part != ".")
            clean.append(clean.empty() ? "" : "/").append(part);
        begin = end + 1;
    }
    return clean;
}

std::string_view baseName(std::string_view name)
{
    return name.substr(name.rfind('/') + 1);
}

bool isFromMacOs(std::string_view name)
{
    return baseName(name).starts_with("._") || baseName(name) == ".DS_Store" || name.starts_with("__MACOSX/");
}

} // namespace engine::formats
