// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/safety/spellings.h"

#include <QFile>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tests {

namespace {

using Keywords = QMap<QString, QString>;

/// What means 127.0.0.1 or ::1 to libpq and the system's resolver.
const QStringList &loopbackHosts()
{
    static const QStringList hosts{u"localhost"_s,
                                   u"LOCALHOST"_s,
                                   u"LocalHost"_s,
                                   u"localhost."_s,
                                   u"127.0.0.1"_s,
                                   u"127.1"_s,
                                   u"127.0.1"_s,
                                   u"2130706433"_s,
                                   u"0x7f000001"_s,
                                   u"0x7F.1"_s,
                                   u"0177.0.0.1"_s,
                                   u"017700000001"_s,
                                   u"0x7f.0.0.0x1"_s,
                                   u"127.0.0.01"_s,
                                   u"::1"_s,
                                   u"0:0:0:0:0:0:0:1"_s,
                                   u"::0001"_s,
                                   u"::ffff:127.0.0.1"_s,
                                   u"::ffff:7f00:1"_s,
                                   u"::FFFF:127.0.0.1"_s,
                                   u"0:0:0:0:0:ffff:127.0.0.1"_s,
                                   u"0.0.0.0"_s,
                                   u"0"_s};
    return hosts;
}

class Speller final
{
public:
    Speller(const Routes &routes, quint32 seed)
        : m_routes(routes)
        , m_random(seed)
    {}

    Spelling next()
    {
        Spelling spelling;
        spelling.surroundings.systemUser = "nobody";
        spelling.surroundings.homeFolder = m_routes.files + u"/home"_s;
        spelling.surroundings.systemFolder = m_routes.files + u"/system"_s;
        Keywords keywords = route(spelling);
        addOptions(keywords);
        write(keywords, spelling);
        return spelling;
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }
    QString oneOf(const QStringList &list) { return list.at(m_random.bounded(static_cast<int>(list.size()))); }

    Keywords route(Spelling &spelling)
    {
        Keywords keywords{{u"dbname"_s, m_routes.database}, {u"user"_s, oneOf(m_routes.users)}};
        const int kind = m_random.bounded(7);
        if (kind == 0) {
            spelling.route = u"socket"_s;
            keywords[u"host"_s] = oneOf(m_routes.folders);
            keywords[u"port"_s] = m_routes.socketPort;
        } else if (kind == 1 || kind == 2) {
            const int which = m_random.bounded(static_cast<int>(m_routes.poolerPorts.size()));
            spelling.route = u"pooler %1"_s.arg(which);
            keywords[u"dbname"_s] = oneOf(m_routes.poolerNames);
            // A pooler knows this one only.
            keywords[u"user"_s] = m_routes.users.first();
            keywords[u"port"_s] = m_routes.poolerPorts.at(which);
            // It listens on this one address of all.
            keywords[u"host"_s] = chance(30) ? m_routes.poolerFolders.at(which) : oneOf(loopbackHosts().mid(4, 10));
        } else if (kind == 3) {
            spelling.route = u"hostaddr"_s;
            keywords[u"host"_s] = oneOf({u"test.example.org"_s, u"db.staging.invalid"_s, u"innocent"_s, u"/tmp"_s});
            keywords[u"hostaddr"_s] = oneOf({u"127.0.0.1"_s, u"::1"_s, u"::ffff:127.0.0.1"_s});
            keywords[u"port"_s] = m_routes.ports.first();
        } else if (kind == 4) {
            spelling.route = u"list of hosts"_s;
            QStringList hosts{oneOf(loopbackHosts())};
            QStringList ports{m_routes.ports.first()};
            for (int more = 1 + m_random.bounded(3); more > 0; --more) {
                const bool inFront = chance(60);
                hosts.insert(inFront ? 0 : hosts.size(), oneOf(loopbackHosts()));
                ports.insert(inFront ? 0 : ports.size(), inFront ? m_routes.closedPort : m_routes.ports.first());
            }
            keywords[u"host"_s] = hosts.join(u',');
            keywords[u"port"_s] = ports.join(u',');
        } else {
            const int which = m_random.bounded(static_cast<int>(m_routes.ports.size()));
            spelling.route = which == 0 ? u"address"_s : u"proxy"_s;
            // The proxy listens on one address.
            keywords[u"host"_s] = which == 0 ? oneOf(loopbackHosts()) : oneOf(loopbackHosts().mid(4, 10));
            keywords[u"port"_s] = m_routes.ports.at(which);
        }
        return keywords;
    }

    void addOptions(Keywords &keywords)
    {
        static const QList<std::pair<QString, QStringList>> options{
            {u"sslmode"_s, {u"disable"_s, u"allow"_s, u"prefer"_s}},
            {u"application_name"_s, {u"sosie nightly"_s, u"sosie-ci"_s}},
            {u"connect_timeout"_s, {u"3"_s, u"10"_s}},
            {u"keepalives"_s, {u"0"_s, u"1"_s}},
            {u"target_session_attrs"_s, {u"any"_s, u"read-write"_s, u"primary"_s}},
            {u"gssencmode"_s, {u"disable"_s}},
            {u"client_encoding"_s, {u"UTF8"_s}},
            {u"options"_s, {u"-c search_path=test"_s, u"-c geqo=off"_s}},
        };
        for (const auto &[keyword, values] : options) {
            if (chance(15))
                keywords[keyword] = oneOf(values);
        }
    }

    /// Some characters percent-encoded that need not be, and all that must.
    QString encoded(const QString &value)
    {
        QString text;
        for (const char byte : value.toUtf8()) {
            const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '.';
            text += plain && !chance(12) ? QString(QChar::fromLatin1(byte))
                                         : u'%' + QString::fromLatin1(QByteArray(1, byte).toHex());
        }
        return text;
    }

    QString quotedValue(const QString &value)
    {
        const bool mustQuote = value.contains(u' ') || value.isEmpty();
        QString text;
        for (const QChar c : value) {
            // A backslash makes the next character itself.
            text += chance(5) ? u"\\"_s + c : QString(c);
        }
        return mustQuote || chance(30) ? u'\'' + text + u'\'' : text;
    }

    QString asKeywords(const Keywords &keywords)
    {
        QStringList words;
        for (auto keyword = keywords.begin(); keyword != keywords.end(); ++keyword)
            words.insert(m_random.bounded(static_cast<int>(words.size()) + 1),
                         keyword.key() + oneOf({u"="_s, u" = "_s, u"= "_s}) + quotedValue(keyword.value()));
        return words.join(oneOf({u" "_s, u"  "_s, u"\n"_s, u"\t"_s}));
    }

    QString asUri(Keywords keywords)
    {
        QString uri = oneOf({u"postgresql://"_s, u"postgres://"_s});
        const QString host = keywords.value(u"host"_s);
        // A list has one place for the ports of all; a folder is encoded like anything else.
        const bool isList = host.contains(u',');
        const bool inFront = !isList && chance(70);
        if (chance(80))
            uri += encoded(keywords.take(u"user"_s)) + u'@';
        if (inFront) {
            uri += host.contains(u':') ? u'[' + host + u']' : encoded(host);
            uri += u':' + keywords.take(u"port"_s);
            keywords.remove(u"host"_s);
        }
        uri += u'/';
        if (chance(80))
            uri += encoded(keywords.take(u"dbname"_s));
        QStringList query;
        for (auto keyword = keywords.begin(); keyword != keywords.end(); ++keyword)
            query.insert(m_random.bounded(static_cast<int>(query.size()) + 1),
                         keyword.key() + u'=' + encoded(keyword.value()));
        return query.isEmpty() ? uri : uri + u'?' + query.join(u'&');
    }

    /// Moves some of the keywords into variables.
    void moveToVariables(Keywords &keywords, Spelling &spelling)
    {
        static const Keywords variables{{u"host"_s, u"PGHOST"_s},         {u"port"_s, u"PGPORT"_s},
                                        {u"dbname"_s, u"PGDATABASE"_s},   {u"user"_s, u"PGUSER"_s},
                                        {u"hostaddr"_s, u"PGHOSTADDR"_s}, {u"sslmode"_s, u"PGSSLMODE"_s}};
        for (auto variable = variables.begin(); variable != variables.end(); ++variable) {
            const bool isLast = keywords.size() <= 1;
            // PGHOSTADDR has no say beside a host that is written out.
            const bool tiedToHost
                = variable.key() == u"hostaddr" || (keywords.contains(u"hostaddr"_s) && variable.key() == u"host");
            if (keywords.contains(variable.key()) && !isLast && !tiedToHost && chance(60))
                spelling.surroundings.variables[variable.value().toStdString()]
                    = keywords.take(variable.key()).toStdString();
        }
    }

    /// Moves all keywords but the database into a service file.
    void moveToService(Keywords &keywords, Spelling &spelling)
    {
        const QString name = u"service%1"_s.arg(m_services++);
        const QString path = m_routes.files + u'/' + name + u".conf"_s;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("# " + name.toUtf8() + "\n[other]\nhost=elsewhere.invalid\n[" + name.toUtf8() + "]\n");
        const Keywords all = keywords;
        for (auto keyword = all.begin(); keyword != all.end(); ++keyword) {
            if (keyword.key() == u"dbname" && chance(50))
                continue;
            file.write(keyword.key().toUtf8() + '=' + keyword.value().toUtf8() + '\n');
            keywords.remove(keyword.key());
        }
        spelling.surroundings.variables["PGSERVICEFILE"] = path.toStdString();
        if (chance(50) && !keywords.isEmpty())
            spelling.surroundings.variables["PGSERVICE"] = name.toStdString();
        else
            keywords[u"service"_s] = name;
    }

    void write(Keywords keywords, Spelling &spelling)
    {
        const int kind = m_random.bounded(10);
        if (kind == 0) {
            moveToService(keywords, spelling);
            spelling.form = u"service"_s;
            spelling.text = chance(50) ? asKeywords(keywords) : asServiceUri(keywords);
        } else if (kind <= 2) {
            moveToVariables(keywords, spelling);
            spelling.form = u"variables"_s;
            spelling.text = asKeywords(keywords);
        } else if (kind <= 5) {
            spelling.form = u"keywords"_s;
            spelling.text = asKeywords(keywords);
        } else {
            spelling.form = u"URI"_s;
            spelling.text = asUri(keywords);
        }
    }

    QString asServiceUri(const Keywords &keywords)
    {
        QStringList query;
        for (auto keyword = keywords.begin(); keyword != keywords.end(); ++keyword)
            query.append(keyword.key() + u'=' + encoded(keyword.value()));
        return u"postgresql:///?"_s + query.join(u'&');
    }

    const Routes &m_routes;
    QRandomGenerator m_random;
    int m_services = 0;
};

} // namespace

std::vector<Spelling> spellings(const Routes &routes, int count, quint32 seed)
{
    Speller speller(routes, seed);
    std::vector<Spelling> all;
    QSet<QString> texts;
    while (static_cast<int>(all.size()) < count) {
        Spelling spelling = speller.next();
        QString whole = spelling.text;
        for (const auto &[name, value] : spelling.surroundings.variables)
            whole += u'\n' + QString::fromStdString(name + '=' + value);
        if (texts.contains(whole))
            continue;
        texts.insert(whole);
        all.push_back(std::move(spelling));
    }
    return all;
}

} // namespace tests
