// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule_fit.h"
#include "engine/anonymize/model/rule_set.h"
#include "engine/anonymize/model/template_text.h"
#include "engine/anonymize/text/json_path.h"
#include "engine/base/errors/sentence.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

constexpr int64_t supportedVersion = 1;
constexpr int64_t maxDays = 3650;
constexpr int mostLinesWithoutForm = 20;

QString keyText(std::string_view key)
{
    return text(key);
}

/// Reads a rule file and collects every mistake on the way.
class Reader final
{
public:
    explicit Reader(QString fileName)
        : m_fileName(std::move(fileName))
    {}

    void report(const toml::source_region &where, const QString &what)
    {
        m_mistakes.append({.code = ErrorCode::RuleFileInvalid,
                           .subject = u"%1:%2:%3"_s.arg(m_fileName).arg(where.begin.line).arg(where.begin.column),
                           .detail = what});
    }

    void readFile(const toml::table &file, RuleSet &rules)
    {
        for (const auto &[key, node] : file) {
            if (key.str() == "version")
                readVersion(node);
            else if (key.str() == "table")
                readTables(node, rules);
            else
                report(key.source(),
                       Tr::tr("unknown key \"%1\": \"version\" and \"table\" are known").arg(keyText(key.str())));
        }
    }

    [[nodiscard]] const QList<Error> &mistakes() const { return m_mistakes; }

private:
    void readVersion(const toml::node &node)
    {
        const auto version = node.value_exact<int64_t>();
        if (version != supportedVersion)
            report(node.source(), Tr::tr("this program reads version 1"));
    }

    void readTables(const toml::node &node, RuleSet &rules)
    {
        const toml::table *tables = node.as_table();
        if (tables == nullptr) {
            report(node.source(), Tr::tr("\"table\" must be written as [table.\"schema.name\"]"));
            return;
        }
        for (const auto &[key, columns] : *tables) {
            const auto name = qualifiedName(key.str());
            if (!name || columns.as_table() == nullptr) {
                report(key.source(),
                       Tr::tr("\"%1\" is no table: write [table.\"schema.name\"]").arg(keyText(key.str())));
                continue;
            }
            for (const auto &[column, ruleNode] : *columns.as_table()) {
                if (auto rule = readRule(ruleNode))
                    rules.setRule(*name, std::string(column.str()), *std::move(rule));
            }
        }
    }

    /// schema.name, name, or either part in double quotes as SQL has them.
    static std::optional<sql::QualifiedName> qualifiedName(std::string_view key)
    {
        std::vector<std::string> parts(1);
        bool isQuoted = false;
        for (size_t i = 0; i < key.size(); ++i) {
            if (key[i] == '"') {
                const bool isDoubled = isQuoted && i + 1 < key.size() && key[i + 1] == '"';
                if (isDoubled)
                    parts.back().push_back(key[++i]);
                else
                    isQuoted = !isQuoted;
            } else if (key[i] == '.' && !isQuoted) {
                parts.emplace_back();
            } else {
                parts.back().push_back(key[i]);
            }
        }
        if (isQuoted || parts.size() > 2 || parts.front().empty() || parts.back().empty())
            return std::nullopt;
        if (parts.size() == 1)
            return sql::QualifiedName{"public", parts[0]};
        return sql::QualifiedName{parts[0], parts[1]};
    }

    std::optional<Rule> readRule(const toml::node &node)
    {
        if (const auto *name = node.as_string())
            return namedRule(name->get(), node.source());
        if (const auto *options = node.as_table())
            return optionsRule(*options);
        report(node.source(), Tr::tr("a rule is a word (\"email\") or a table ({ rule = \"dateShift\", days = 90 })"));
        return std::nullopt;
    }

    std::optional<Rule> namedRule(const std::string &name, const toml::source_region &where)
    {
        const auto kind = ruleKindOf(name);
        const auto &simple = simpleRuleKinds();
        const bool isSimple = kind && std::find(simple.begin(), simple.end(), *kind) != simple.end();
        if (isSimple || kind == RuleKind::Undecided)
            return Rule{.kind = *kind};
        std::vector<std::string> names;
        for (const RuleKind known : simple)
            names.emplace_back(ruleKey(known));
        const std::string near = nearest(name, names);
        report(where, near.empty()
                          ? Tr::tr("unknown rule \"%1\"").arg(keyText(name))
                          : Tr::tr("unknown rule \"%1\": did you mean \"%2\"?").arg(keyText(name), keyText(near)));
        return std::nullopt;
    }

    std::optional<Rule> optionsRule(const toml::table &options)
    {
        Rule rule;
        int kinds = 0;
        bool isWhole = true;
        for (const auto &[key, node] : options) {
            const std::string_view name = key.str();
            if (name == "rule" || name == "constant" || name == "template" || name == "paths") {
                ++kinds;
                isWhole = readKind(name, node, rule) && isWhole;
            } else if (name == "days") {
                isWhole = readDays(node, rule) && isWhole;
            } else if (name == "others") {
                isWhole = readOthers(node, rule) && isWhole;
            } else if (name == "reason" || name == "by") {
                isWhole = readWords(name, node, name == "by" ? rule.decidedBy : rule.reason) && isWhole;
            } else {
                report(key.source(), Tr::tr("unknown option \"%1\"").arg(keyText(name)));
                isWhole = false;
            }
        }
        if (isWhole && kinds != 1) {
            report(options.source(), Tr::tr("exactly one of rule, constant, template and paths must be there"));
            isWhole = false;
        }
        if (isWhole && options.contains("days") && rule.kind != RuleKind::DateShift) {
            report(options.source(), Tr::tr("\"days\" goes with the rule \"dateShift\" only"));
            isWhole = false;
        }
        if (isWhole && options.contains("others") && rule.kind != RuleKind::JsonPaths) {
            report(options.source(), Tr::tr("\"others\" goes with \"paths\" only"));
            isWhole = false;
        }
        if (isWhole && !rule.isKeep() && (options.contains("reason") || options.contains("by"))) {
            report(options.source(), Tr::tr("\"reason\" and \"by\" go with the rule \"keep\" only"));
            isWhole = false;
        }
        return isWhole ? std::optional(rule) : std::nullopt;
    }

    bool readWords(std::string_view name, const toml::node &node, std::string &words)
    {
        const auto value = node.value_exact<std::string>();
        if (!value || value->empty()) {
            report(node.source(), Tr::tr("\"%1\" needs a text in quotes").arg(keyText(name)));
            return false;
        }
        words = *value;
        return true;
    }

    bool readKind(std::string_view name, const toml::node &node, Rule &rule)
    {
        if (name == "paths") {
            rule.kind = RuleKind::JsonPaths;
            return readPaths(node, rule);
        }
        const auto value = node.value_exact<std::string>();
        if (!value) {
            report(node.source(), Tr::tr("\"%1\" needs a text in quotes").arg(keyText(name)));
            return false;
        }
        if (name == "rule") {
            const auto named = namedRule(*value, node.source());
            if (named)
                rule.kind = named->kind;
            return named.has_value();
        }
        rule.text = *value;
        rule.kind = name == "constant" ? RuleKind::Constant : RuleKind::Template;
        if (rule.kind == RuleKind::Constant)
            return true;
        const std::string unknown = unknownPlaceholder(rule.text);
        if (!unknown.empty())
            report(node.source(),
                   Tr::tr("unknown placeholder %1: {n} {hash} {first} {last} {city} {digits:K} are known")
                       .arg(keyText(unknown)));
        return unknown.empty();
    }

    bool readPaths(const toml::node &node, Rule &rule)
    {
        const toml::table *paths = node.as_table();
        if (paths == nullptr) {
            report(node.source(), Tr::tr("\"paths\" needs a table: { \"$.contact.email\" = \"email\" }"));
            return false;
        }
        bool isWhole = true;
        for (const auto &[path, ruleNode] : *paths) {
            if (!parsePath(path.str())) {
                report(path.source(), Tr::tr("\"%1\" is no path: $.member, $.list[*], $.list[0] and $..member are")
                                          .arg(keyText(path.str())));
                isWhole = false;
                continue;
            }
            auto inner = readRule(ruleNode);
            if (inner && inner->kind == RuleKind::JsonPaths) {
                report(ruleNode.source(), Tr::tr("a path cannot have paths of its own"));
                inner.reset();
            }
            if (inner && inner->kind == RuleKind::Undecided) {
                report(ruleNode.source(), Tr::tr("a path cannot be \"undecided\": leave it out"));
                inner.reset();
            }
            isWhole = isWhole && inner.has_value();
            if (inner)
                rule.paths.push_back({std::string(path.str()), *std::move(inner)});
        }
        return isWhole;
    }

    bool readDays(const toml::node &node, Rule &rule)
    {
        const auto days = node.value_exact<int64_t>();
        if (!days || *days < 1 || *days > maxDays) {
            report(node.source(), Tr::tr("\"days\" must be a whole number from 1 to 3650"));
            return false;
        }
        rule.days = static_cast<int>(*days);
        return true;
    }

    bool readOthers(const toml::node &node, Rule &rule)
    {
        const auto others = node.value_exact<std::string>();
        if (others != "keep" && others != "scrub") {
            report(node.source(), Tr::tr("\"others\" must be \"keep\" or \"scrub\""));
            return false;
        }
        rule.scrubOthers = others == "scrub";
        return true;
    }

    QString m_fileName;
    QList<Error> m_mistakes;
};

void appendString(std::string_view value, std::string &out)
{
    out.push_back('"');
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (byte < 0x20 || byte == 0x7F) {
            out.append("\\u00");
            out.push_back("0123456789ABCDEF"[byte >> 4U]);
            out.push_back("0123456789ABCDEF"[byte & 15U]);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

void appendOption(std::string_view name, std::string_view value, std::string &out)
{
    if (value.empty())
        return;
    out.append(", ").append(name).append(" = ");
    appendString(value, out);
}

void appendRule(const Rule &rule, std::string &out)
{
    switch (rule.kind) {
    case RuleKind::Keep:
        if (rule.reason.empty() && rule.decidedBy.empty())
            break;
        out.append("{ rule = \"keep\"");
        appendOption("reason", rule.reason, out);
        appendOption("by", rule.decidedBy, out);
        out.append(" }");
        return;
    case RuleKind::Constant:
    case RuleKind::Template:
        out.append(rule.kind == RuleKind::Constant ? "{ constant = " : "{ template = ");
        appendString(rule.text, out);
        out.append(" }");
        return;
    case RuleKind::DateShift:
        if (rule.days == Rule{}.days)
            break;
        out.append("{ rule = \"dateShift\", days = ").append(std::to_string(rule.days)).append(" }");
        return;
    case RuleKind::JsonPaths: {
        out.append("{ paths = { ");
        bool isFirst = true;
        for (const PathRule &path : rule.paths) {
            if (!std::exchange(isFirst, false))
                out.append(", ");
            appendString(path.path, out);
            out.append(" = ");
            appendRule(path.rule, out);
        }
        out.append(rule.scrubOthers ? " }, others = \"scrub\" }" : " } }");
        return;
    }
    default:
        break;
    }
    appendString(ruleKey(rule.kind), out);
}

/// False when there is nothing on that line.
bool blankLine(std::string &file, size_t line)
{
    size_t begin = 0;
    for (size_t at = 1; at < line && begin != std::string::npos; ++at) {
        begin = file.find('\n', begin);
        begin += begin == std::string::npos ? 0 : 1;
    }
    if (begin >= file.size())
        return false;
    const size_t end = std::min(file.find('\n', begin), file.size());
    const bool isBlank = file.find_first_not_of(' ', begin) >= end;
    file.replace(begin, end - begin, end - begin, ' ');
    return !isBlank;
}

} // namespace

RuleSet::Reading RuleSet::read(std::string_view toml, const QString &fileName)
{
    Reader reader(fileName);
    Reading reading;
    std::string rest(toml);
    for (int tries = 0; tries < mostLinesWithoutForm; ++tries) {
        // toml++ throws for what is not TOML; nothing of it leaves this function.
        try {
            reader.readFile(toml::parse(rest, fileName.toStdString()), reading.rules);
            break;
        } catch (const toml::parse_error &error) {
            reader.report(error.source(), text(error.description()));
            // The mistakes behind it are wanted too.
            if (!blankLine(rest, error.source().begin.line))
                break;
        }
    }
    reading.mistakes = reader.mistakes();
    return reading;
}

std::string RuleSet::toToml() const
{
    std::string out = "version = 1\n";
    for (const auto &[table, columns] : m_tables) {
        out.append("\n[table.");
        appendString(table.displayed(), out);
        out.append("]\n");
        for (const auto &[column, rule] : columns) {
            appendString(column, out);
            out.append(" = ");
            appendRule(rule, out);
            out.push_back('\n');
        }
    }
    return out;
}

} // namespace engine::anonymize
