// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"

#include "engine/base/errors/sentence.h"
#include "engine/base/errors/sentences_here.h"
#include "engine/base/errors/sentences_rules.h"
#include "engine/base/errors/sentences_servers.h"

#include <algorithm>
#include <array>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

/// All of them, in the order of the codes.
constexpr auto catalogue = [] {
    std::array<ErrorSentences, sentencesOfServers.size() + sentencesOfRules.size() + sentencesOfThisSide.size()> all{};
    auto end = std::ranges::copy(sentencesOfServers, all.begin()).out;
    end = std::ranges::copy(sentencesOfRules, end).out;
    std::ranges::copy(sentencesOfThisSide, end);
    return all;
}();

/// A code without sentences, or out of its place, does not compile.
constexpr bool coversEveryCodeInOrder()
{
    for (size_t index = 0; index < catalogue.size(); ++index) {
        if (static_cast<size_t>(catalogue[index].code) != index)
            return false;
    }
    return catalogue.size() == static_cast<size_t>(ErrorCode::Internal) + 1;
}
static_assert(coversEveryCodeInOrder());

const ErrorSentences &entryOf(ErrorCode code)
{
    return catalogue[static_cast<size_t>(code)];
}

QString whatSentence(const ErrorSentences &entry, const Error &error)
{
    if (error.subject.isEmpty() && *entry.whatWithoutSubject != 0)
        return Tr::tr(entry.whatWithoutSubject);
    const QString sentence = Tr::tr(entry.what);
    return sentence.contains("%1"_L1) ? sentence.arg(error.subject) : sentence;
}

QString whySentence(const ErrorSentences &entry, const Error &error)
{
    // Without a state of SQL, no server said it: the rows were counted.
    const bool isCounted = error.code == ErrorCode::ConstraintViolated && error.sqlState.isEmpty();
    const QString sentence = isCounted ? Tr::tr("Rows counted that it does not allow: %2") : Tr::tr(entry.why);
    if (!sentence.contains("%2"_L1))
        return sentence;
    // One argument, put in place of %2: arg() would take the lowest number, and a server's text may hold a % of its
    // own.
    const QString detail = detailText(error);
    return QString(sentence).replace("%2"_L1, detail.isEmpty() ? Tr::tr("no reason was given.") : detail);
}

QString stateSentence(TargetState state)
{
    switch (state) {
    case TargetState::NotConcerned:
        return Tr::tr("Nothing was changed.");
    case TargetState::Unchanged:
        return Tr::tr("The target is as it was before.");
    case TargetState::Replaced:
        return Tr::tr("The target holds the new contents.");
    case TargetState::Restored:
        return Tr::tr("The target has been brought back to what it was before.");
    case TargetState::Incomplete:
        return Tr::tr("The target is neither as it was nor as it should be.");
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorText describe(const Error &error)
{
    const ErrorSentences &entry = entryOf(error.code);
    return {.id = QLatin1String(entry.id),
            .what = whatSentence(entry, error),
            .why = whySentence(entry, error),
            .state = stateSentence(error.state),
            .next = Tr::tr(entry.next)};
}

QString detailText(const Error &error)
{
    return error.differences.isEmpty() ? error.detail : texts(error.differences).join(u'\n');
}

QString errorId(ErrorCode code)
{
    return QLatin1String(entryOf(code).id);
}

QString targetStateKey(TargetState state)
{
    switch (state) {
    case TargetState::NotConcerned:
        return {};
    case TargetState::Unchanged:
        return u"unchanged"_s;
    case TargetState::Replaced:
        return u"replaced"_s;
    case TargetState::Restored:
        return u"restored"_s;
    case TargetState::Incomplete:
        return u"incomplete"_s;
    }
    Q_UNREACHABLE();
}

} // namespace engine
