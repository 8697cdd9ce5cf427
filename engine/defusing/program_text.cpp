// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/defusing/program_text.h"

#include <QRegularExpression>

namespace engine::defusing {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestNesting = 8;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// Copies SQL without its comments. Constants stay, without the doubling of their quotes, once as they are and once
/// read as SQL themselves: a statement put together at run time may have comments in it as well.
class CommentFree final
{
public:
    CommentFree(QStringView text, int depth)
        : m_text(text)
        , m_depth(depth)
    {}

    QString run()
    {
        while (m_at < m_text.size()) {
            if (m_text.mid(m_at, 2) == u"--")
                skipLine();
            else if (m_text.mid(m_at, 2) == u"/*")
                skipBlock();
            else if (m_text[m_at] == u'\'')
                takeConstant();
            else if (m_text[m_at] == u'"')
                takeName();
            else if (m_text[m_at] != u'$' || !takeDollarQuoted())
                m_out += m_text[m_at++];
        }
        return std::move(m_out);
    }

private:
    void skipLine()
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        m_at = end < 0 ? m_text.size() : end;
        m_out += u' ';
    }
    void skipBlock()
    {
        int open = 0;
        do {
            const QStringView pair = m_text.mid(m_at, 2);
            open += pair == u"/*" ? 1 : pair == u"*/" ? -1 : 0;
            m_at += pair == u"/*" || pair == u"*/" ? 2 : 1;
        } while (open > 0 && m_at < m_text.size());
        m_out += u' ';
    }
    void takeConstant()
    {
        const bool hasEscapes
            = m_at > 0 && m_text[m_at - 1].toLower() == u'e' && (m_at == 1 || !isWordCharacter(m_text[m_at - 2]));
        QString content;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'\'') {
                if (m_text.mid(m_at, 2) != u"''")
                    break;
                ++m_at;
            } else if (hasEscapes && m_text[m_at] == u'\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                content += m_text[m_at] == u'\'' || m_text[m_at] == u'\\' ? m_text[m_at] : QChar(u' ');
                continue;
            }
            content += m_text[m_at];
        }
        ++m_at;
        m_out += u'\'' + content + u'\'';
        addNested(content);
    }
    void takeName()
    {
        const qsizetype end = m_text.indexOf(u'"', m_at + 1);
        const qsizetype next = end < 0 ? m_text.size() : end + 1;
        m_out += m_text.mid(m_at, next - m_at);
        m_at = next;
    }
    bool takeDollarQuoted()
    {
        if (m_at > 0 && isWordCharacter(m_text[m_at - 1]))
            return false;
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isWordCharacter(m_text[end]))
            ++end;
        if (end >= m_text.size() || m_text[end] != u'$' || (end > m_at + 1 && m_text[m_at + 1].isDigit()))
            return false;
        const QStringView tag = m_text.mid(m_at, end + 1 - m_at);
        qsizetype close = m_text.indexOf(tag, end + 1);
        close = close < 0 ? m_text.size() : close;
        const QStringView content = m_text.mid(end + 1, close - end - 1);
        m_out
            += u' ' + (m_depth < deepestNesting ? CommentFree(content, m_depth + 1).run() : content.toString()) + u' ';
        m_at = std::min(m_text.size(), close + tag.size());
        return true;
    }
    void addNested(const QString &content)
    {
        if (m_depth < deepestNesting && (content.contains(u"/*"_s) || content.contains(u"--"_s)))
            m_out += u' ' + CommentFree(content, m_depth + 1).run() + u' ';
    }

    QStringView m_text;
    int m_depth;
    qsizetype m_at = 0;
    QString m_out;
};

const QRegularExpression &outward()
{
    // Names that stand for nothing else wherever they are; names that are calls; COPY to or from anything but the
    // client: a program, a constant, something put together, a placeholder of format().
    static const QRegularExpression expression(
        u"\\bdblink|\\bpostgres_fdw_|\\bnet\"?\\s*\\.\\s*\"?http_|\\bsupabase_functions\"?\\s*\\.\\s*\"?http_request"
        u"|\\bcron\"?\\s*\\.\\s*\"?(un)?schedule|\\baws_(s3|lambda|commons)\"?\\s*\\.|\\bamqp\"?\\s*\\.\\s*\"?\\w*"
        u"publish"
        u"|\\bcurl_easy_\\w+|\\bpg_background_launch|\\bpgsmtp|\\bpgmail"
        u"|lo_(ex|im)port\\b|\\bpg_(read_file|read_binary_file|file_write|file_rename|file_unlink|file_sync)(_\\w+)?\\b"
        u"|\\bpg_ls_\\w*dir(_\\w+)?\\b|\\bpg_stat_file\\b|\\bpg_logical_emit_message\\b"
        u"|\\bhttp_(get|post|put|patch|delete|head|request|set_curlopt)\"?\\s*\\(|\\bhttp\"?\\s*\\("
        u"|\\bCOPY\\b[^;]{0,500}?\\b(TO|FROM)\\s*(PROGRAM\\b|E?'|\\$|%\\d*\\$?-?[sLI]|\\|\\|)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

/// The server's own, which no dependency names.
const QRegularExpression &serversOwn()
{
    static const QRegularExpression expression(
        u"\\b(lo_(ex|im)port|pg_read_file|pg_read_binary_file|pg_ls_\\w*dir|pg_stat_file|pg_logical_emit_message)\\("_s);
    return expression;
}

/// What runs a statement that it is given as text.
const QRegularExpression &runners()
{
    static const QRegularExpression expression(
        u"\\b(ts_stat|ts_rewrite|query_to_xml\\w*|table_to_xml\\w*|schema_to_xml\\w*|database_to_xml\\w*|crosstab\\w*"
        u"|connectby|xpath_table)\\(|\\bEXECUTE\\b"_s);
    return expression;
}

} // namespace

ProgramText ProgramText::body(const QString &text, bool isSql)
{
    static const QRegularExpression putTogether(
        u"\\bEXECUTE\\b(?!\\s+(FUNCTION|PROCEDURE)\\b)|\\b(query_to_xml|ts_stat|crosstab)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression callers(u"\\bhttp_(get|post|put|patch|delete|head|request)\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    ProgramText found;
    const QString plain = isSql ? CommentFree(text, 0).run() : text;
    // Other languages have statements of SQL in constants of their own.
    found.m_isDynamic = !isSql || putTogether.match(plain).hasMatch();
    found.m_leaves = outward().match(plain).hasMatch() || (found.m_isDynamic && callers.match(plain).hasMatch());
    found.collect(plain);
    return found;
}

ProgramText ProgramText::printed(const QString &text)
{
    ProgramText found;
    found.m_leaves = serversOwn().match(text).hasMatch();
    if (!runners().match(text).hasMatch())
        return found;
    ProgramText asBody = body(text, true);
    asBody.m_isDynamic = true;
    asBody.m_leaves = asBody.m_leaves || found.m_leaves;
    return asBody;
}

void ProgramText::collect(const QString &plain)
{
    static const QRegularExpression word(u"\"([^\"]*(?:\"\"[^\"]*)*)\"|[\\w$]+"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QString before;
    qsizetype end = -1;
    auto matches = word.globalMatch(plain);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.hasCaptured(1) ? match.captured(1).replace(u"\"\""_s, u"\""_s).toLower()
                                                  : match.captured(0).toLower();
        const QStringView between
            = end < 0 ? QStringView() : QStringView(plain).mid(end, match.capturedStart() - end).trimmed();
        if (between == u".")
            m_qualified.insert(before + u'.' + name);
        else
            m_words.insert(name);
        end = match.capturedEnd();
        qsizetype next = end;
        while (next < plain.size() && plain[next].isSpace())
            ++next;
        if (next < plain.size() && plain[next] == u'(')
            m_calls.insert(name);
        before = name;
    }
}

bool ProgramText::calls(const QString &routine) const
{
    const QString name = routine.toLower();
    return m_calls.contains(name) || (m_isDynamic && m_words.contains(name));
}

bool ProgramText::names(const QString &schema, const QString &relation, bool isAlone) const
{
    const QString name = relation.toLower();
    return m_qualified.contains(schema.toLower() + u'.' + name) || (isAlone && m_words.contains(name));
}

} // namespace engine::defusing
