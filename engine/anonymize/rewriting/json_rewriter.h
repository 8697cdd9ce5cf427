// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/json_path.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// Replaces values inside a JSON text and copies every other byte as it is: blanks, the order and the spelling of
/// members, numbers with all their digits.
///
/// A rule on an object or an array holds for every string inside it; `null` replaces it as a whole. Numbers change only
/// where a rule names them. A text that is no JSON, or has more levels than any server reads, is scrubbed as a text.
/// Works without recursion, and the time grows with the length of the text alone. One object per thread.
class JsonRewriter final : public Generator, public DocumentScrubber
{
public:
    JsonRewriter(const Rule &rule, const ProjectKey &key);
    /// Scrubs everything with a scrubber that is borrowed.
    explicit JsonRewriter(Scrubber &scrubber);
    ~JsonRewriter() override;

    void generate(std::string_view value, std::string &out) override;
    void setRowNames(const std::vector<RowName> *names) override;
    void stopOn(const std::stop_token &stop) override;
    void knowValues(const KnownValues *known) override;
    void addPathCounts(PathCounts &counts) const override;
    void stopHereOn(const std::stop_token &stop) override { m_stop = stop; }
    /// For jsonb, which has its members in an order of its own: an object in which a name changed is put in that order
    /// again, so that what is read back is what was sent.
    void sortMembers() { m_sortsMembers = true; }
    /// Values and names of members that the rule keeps lose what is known too. For rules that nobody wrote.
    void replaceKnownEverywhere() { m_replacesKnown = true; }
    bool rewriteDocument(std::string_view value, std::string &out) override;

private:
    struct Target;
    struct Alive;
    struct Frame;

    bool rewrite(std::string &out);
    bool value(std::string &out);
    bool afterValue(std::string &out);
    bool openContainer(Target *target, std::string &out);
    bool key(std::string &out);
    /// The object that has just ended: its members by length of their names, then by bytes; of two that have the same
    /// name now, the last.
    void sortObject(Frame &frame, std::string &out);
    void stringValue(Target *target, std::string_view raw, size_t begin, std::string &out);
    [[nodiscard]] bool isKnown(std::string_view text);
    bool scalar(Target *target, std::string &out);
    bool skipValue();
    /// The target of the value that comes next. What paths have matched so far goes to `m_alive`.
    [[nodiscard]] Target *targetHere();
    [[nodiscard]] bool isStopped();
    /// The string at m_at, without its quotes and still escaped; moves behind it.
    std::optional<std::string_view> readString();
    [[nodiscard]] std::string_view decoded(std::string_view raw);
    void skipBlanks();
    /// Copies what was passed over so far up to `begin`, and takes up again at m_at.
    void replaceFrom(size_t begin, std::string_view with, std::string &out);
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    std::vector<Target> m_targets;
    std::vector<Alive> m_root;
    std::vector<Alive> m_alive;
    std::unique_ptr<Target> m_others;
    std::unique_ptr<Scrubber> m_ownScrubber;
    Scrubber *m_scrubber;
    const KnownValues *m_known = nullptr;
    bool m_scrubsKeys = false;
    bool m_replacesKnown = false;
    bool m_sortsMembers = false;
    /// The first m_depth are in use; the rest keep their memory.
    std::vector<Frame> m_frames;
    size_t m_depth = 0;
    bool m_valueIsNext = true;
    std::string_view m_text;
    size_t m_at = 0;
    size_t m_copied = 0;
    std::string m_decoded;
    std::string m_fake;
    std::string m_quoted;
    std::stop_token m_stop;
    size_t m_lookedAt = 0;
};

} // namespace engine::anonymize
