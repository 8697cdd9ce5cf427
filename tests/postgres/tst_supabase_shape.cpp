// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

const QString database = u"postgres"_s;
const QString newUser = u"00000000-0000-0000-0000-000000000002"_s;

QString scriptPath(const QString &name)
{
    return QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/") + name;
}

/// The error of the report, for the message of a failing test.
QByteArray whyNot(const CliRun &run)
{
    return QJsonDocument(run.report().value(u"error"_s).toObject()).toJson() + run.messages;
}

/// Lines about what is outside public: the platform's, which a clone leaves as it is.
QStringList ofThePlatform(const QStringList &lines)
{
    QStringList kept;
    for (const QString &line : lines) {
        // Bound to objects of public by name, and so replaced with them.
        if (!line.contains(u"public."_s) && !line.startsWith(u"default rights postgres "_s)
            && !line.startsWith(u"policy storage."_s))
            kept += line;
    }
    return kept;
}

/// Lines about public, and about what the platform's tables have to do with it.
QStringList ofThePeople(const QStringList &lines)
{
    QStringList kept;
    for (const QString &line : lines) {
        // Nothing of the copy calls the servers of the source.
        if (line.contains(u"webhook"_s))
            continue;
        if (line.contains(u"public."_s) || line.startsWith(u"policy "_s) || line.startsWith(u"trigger "_s)
            || line.startsWith(u"published "_s) || line.startsWith(u"default rights postgres "_s))
            kept += line;
    }
    return kept;
}

} // namespace

/// Two projects as Supabase makes them, cloned by the role that people are given there: no superuser, and not the owner
/// of what the platform made.
class TestSupabaseShape final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whoMayNotChangeThePlatformsTablesLosesNothing();
    void theCloneIsExactAndThePlatformIsLeftAlone();
    void nobodyMayMoreThanInTheSource_data();
    void nobodyMayMoreThanInTheSource();
    void whatIsBoundToPublicStillWorks();
    void rollbackBringsTheOldProjectBack();
    void missingUsersKeepACloneInClearFromBeginning();
    void referencesToMissingUsersAreEmptiedWhenAsked();
    void missingUsersAreCopiedAsOtherPeople();
    void copiedUsersGoWithARollback();
    void usersThatCannotGoDoNotKeepTheOldContentsAway();
    void whoMayNotReadUsersMayStillClone();
    void rowsThatThePlatformOfTheTargetDoesNotHaveAreCounted();
    void whoMayNotLookForThemIsTold();
    void whoBringsThemMayClone();
    void usersOfAnEarlierCloneStayWithWhatARollbackBringsBack();
    void whoMayNotAddUsersIsToldBefore();
    void cleanupTestCase();

private:
    void expectOldTarget() const;
    void makeProject(std::unique_ptr<TestServer> &server, const QString &users, bool isGenerous);
    [[nodiscard]] QByteArray asSuperuser(const TestServer &server, const QString &sql) const;

    std::unique_ptr<TestServer> m_source;
    std::unique_ptr<TestServer> m_target;
    std::unique_ptr<ClonePair> m_pair;
    CliHome m_home;
    QStringList m_before;
};

void TestSupabaseShape::makeProject(std::unique_ptr<TestServer> &server, const QString &users, bool isGenerous)
{
    QVERIFY_ASSIGN(server, TestServer::start());
    server->psqlFile(database, scriptPath(u"supabase_roles.sql"_s));
    QFile platform(scriptPath(u"supabase_platform.sql"_s));
    QVERIFY(platform.open(QIODevice::ReadOnly));
    std::ignore = asSuperuser(*server, QString::fromUtf8(platform.readAll()));
    server->psqlFile(database, scriptPath(u"supabase_project.sql"_s),
                     {u"project="_s + users, isGenerous ? u"generous=true"_s : u"generous=false"_s});
}

QByteArray TestSupabaseShape::asSuperuser(const TestServer &server, const QString &sql) const
{
    return server.psql(database, u"\\connect - supabase_admin\n"_s + sql);
}

void TestSupabaseShape::expectOldTarget() const
{
    const QStringList found = tests::linesOf(*m_target, database);
    QVERIFY2(found == m_before, tests::differenceOf(m_before, found).constData());
}

void TestSupabaseShape::initTestCase()
{
    QFile key(m_home.path() + u"/project.key"_s);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(QByteArray(64, 'a'));
    key.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_home.setVariable(u"SOSIE_KEY_FILE"_s, key.fileName());
    makeProject(m_source, u"shop"_s, false);
    // An old project, open by default, with another content but the same users.
    makeProject(m_target, u"shop"_s, true);
    m_source->psql(database, u"CREATE TABLE public.orders (id integer PRIMARY KEY, buyer uuid REFERENCES auth.users);"
                             "INSERT INTO public.orders SELECT row_number() OVER (), id FROM auth.users;"
                             "ALTER PUBLICATION supabase_realtime ADD TABLE public.orders;"
                             "REVOKE ALL ON public.orders FROM anon, authenticated, service_role;"_s);
    // What people made on the platform's tables of the source alone; the last one calls another server.
    std::ignore = asSuperuser(
        *m_source, u"CREATE POLICY \"Only in the source\" ON storage.objects FOR DELETE TO authenticated USING (owner "
                   u"= auth.uid());"
                   "CREATE TRIGGER only_in_the_source AFTER UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION"
                   " public.handle_new_user(); ALTER TABLE auth.users DISABLE TRIGGER only_in_the_source;"
                   "CREATE SCHEMA supabase_functions; CREATE FUNCTION supabase_functions.http_request() RETURNS trigger"
                   " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER webhook AFTER INSERT ON auth.users FOR"
                   " EACH ROW EXECUTE FUNCTION supabase_functions.http_request('https://shop.example/hook')"_s);
    m_target->psql(database, u"CREATE TABLE public.only_here (id integer PRIMARY KEY);"
                             "GRANT SELECT ON public.only_here TO anon; DELETE FROM public.notes WHERE id > 10;"_s);
    m_before = tests::linesOf(*m_target, database);
    m_pair = std::make_unique<ClonePair>(m_home, u"shop"_s, ClonePair::Place{*m_source, database},
                                         ClonePair::Place{*m_target, database});
}

void TestSupabaseShape::whoMayNotChangeThePlatformsTablesLosesNothing()
{
    // The target's trigger on auth.users would have to follow the copy; here only its owner may make it anew.
    // The plan says so, before anything changes.
    const CliRun run = m_pair->clone();
    QCOMPARE(run.exitCode, 77);
    QVERIFY2(run.said().contains("E-PERM"), run.said().constData());
    const QStringList found = tests::linesOf(*m_target, database);
    QVERIFY2(found == m_before, tests::differenceOf(m_before, found).constData());
}

void TestSupabaseShape::theCloneIsExactAndThePlatformIsLeftAlone()
{
    // Stands for the lists of the platform that let postgres make and drop policies and triggers on its tables.
    std::ignore = asSuperuser(*m_target, u"GRANT supabase_auth_admin, supabase_storage_admin TO postgres"_s);
    const CliRun run = m_pair->clone();
    QVERIFY2(run.exitCode == 0, whyNot(run).constData());
    QVERIFY2(run.output.contains("webhook on auth.users"), run.output.constData());
    const QStringList expected = tests::linesOf(*m_source, database);
    const QStringList found = tests::linesOf(*m_target, database);
    QVERIFY(found.filter(u"webhook"_s).isEmpty());
    QVERIFY2(ofThePeople(found) == ofThePeople(expected),
             tests::differenceOf(ofThePeople(expected), ofThePeople(found)).constData());
    QVERIFY2(ofThePlatform(found) == ofThePlatform(m_before),
             tests::differenceOf(ofThePlatform(m_before), ofThePlatform(found)).constData());
}

void TestSupabaseShape::nobodyMayMoreThanInTheSource_data()
{
    QTest::addColumn<QString>("role");
    for (const char *role : {"anon", "authenticated", "service_role", "authenticator", "dashboard_user"})
        QTest::addRow("%s", role) << QString::fromLatin1(role);
}

void TestSupabaseShape::nobodyMayMoreThanInTheSource()
{
    QFETCH(QString, role);
    const QString rights
        = u"SELECT c.oid::regclass, p, has_table_privilege('%1', c.oid, p) FROM pg_class c,"
          " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p"
          " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY c.relname, 2"_s.arg(
              role);
    const QString calls
        = u"SELECT f.oid::regprocedure, has_function_privilege('%1', f.oid, 'EXECUTE') FROM pg_proc f"
          " WHERE f.pronamespace = 'public'::regnamespace ORDER BY f.oid::regprocedure::text"_s.arg(role);
    QCOMPARE(m_target->psql(database, rights), m_source->psql(database, rights));
    QCOMPARE(m_target->psql(database, calls), m_source->psql(database, calls));
}

void TestSupabaseShape::whatIsBoundToPublicStillWorks()
{
    const QByteArray made = asSuperuser(
        *m_target, u"BEGIN; INSERT INTO auth.users (id, email, raw_user_meta_data) VALUES"
                   " ('00000000-0000-0000-0000-000000000001', 'new@shop.example', '{\"name\": \"New\"}');"
                   "SELECT name FROM public.profiles WHERE id = '00000000-0000-0000-0000-000000000001'; ROLLBACK"_s);
    QCOMPARE(made, QByteArray("New"));
    const QByteArray seen = asSuperuser(
        *m_target, u"BEGIN; GRANT SELECT ON storage.objects TO authenticated; SET LOCAL ROLE authenticated;"
                   "SELECT count(*) FROM storage.objects; ROLLBACK"_s);
    QCOMPARE(seen, QByteArray("5"));
}

void TestSupabaseShape::rollbackBringsTheOldProjectBack()
{
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    const QStringList found = tests::linesOf(*m_target, database);
    QVERIFY2(found == m_before, tests::differenceOf(m_before, found).constData());
}

void TestSupabaseShape::missingUsersKeepACloneInClearFromBeginning()
{
    // The first has an order only; the second has a profile, whose key is the reference.
    std::ignore = asSuperuser(
        *m_source,
        u"SET session_replication_role = replica; INSERT INTO auth.users (id, email, phone, encrypted_password,"
        " confirmation_token, raw_user_meta_data, email_confirmed_at) VALUES"
        " ('%1', 'amelie.roux@shop.example', '+33612345678', 'hash of a real password', 'door',"
        " '{\"full_name\": \"Amélie Roux\", \"sub\": \"1139827\"}', now());"
        "INSERT INTO auth.identities (provider, provider_id, user_id, identity_data) VALUES"
        " ('email', '%1', '%1', '{\"email\": \"amelie.roux@shop.example\"}'),"
        " ('google', '1139827', '%1', '{\"sub\": \"1139827\", \"name\": \"Amélie Roux\"}');"
        "INSERT INTO public.orders VALUES (1000, '%1');"
        "CREATE TABLE public.links (a uuid REFERENCES auth.users, label text, b uuid REFERENCES auth.users)"
        " PARTITION BY HASH (label); CREATE TABLE public.links_0 PARTITION OF public.links FOR VALUES WITH (MODULUS 1,"
        " REMAINDER 0); ALTER TABLE public.links OWNER TO postgres; ALTER TABLE public.links_0 OWNER TO postgres;"
        "INSERT INTO public.links SELECT id, E'a\\tb\\n\\\\N', '%1' FROM auth.users WHERE email LIKE 'user7@%';"
        "INSERT INTO public.links VALUES ('%1', '', NULL)"_s.arg(newUser));
    const CliRun run = m_pair->clone();
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.said().contains("E-USER-001"), run.said().constData());
    QVERIFY2(run.said().contains("public.orders"), run.said().constData());
    expectOldTarget();
}

void TestSupabaseShape::referencesToMissingUsersAreEmptiedWhenAsked()
{
    const CliRun run = m_pair->clone({u"--auth-users"_s, u"null"_s});
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QVERIFY2(run.said().contains("public.profiles.id"), run.said().constData());
    expectOldTarget();

    // Without profiles, whose keys cannot be empty.
    const QStringList some{u"--auth-users"_s,    u"null"_s,        u"--exclude-table"_s, u"public.profiles"_s,
                           u"--exclude-table"_s, u"public.notes"_s};
    const CliRun emptied = m_pair->clone(some);
    QVERIFY2(emptied.exitCode == 0, whyNot(emptied).constData());
    QCOMPARE(m_target->psql(database, u"SELECT count(*), count(buyer), string_agg(id::text, ',') FILTER (WHERE buyer IS"
                                      " NULL) FROM public.orders"_s),
             QByteArray("51|50|1000"));
    QCOMPARE(m_target->psql(database, u"SELECT a IS NULL, label = E'a\\tb\\n\\\\N', b IS NULL FROM public.links"
                                      " ORDER BY label"_s),
             QByteArray("t|f|t\nf|t|t"));
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    expectOldTarget();
}

void TestSupabaseShape::missingUsersAreCopiedAsOtherPeople()
{
    const CliRun run = m_pair->clone({u"--anonymize"_s});
    QVERIFY2(run.exitCode == 0, whyNot(run).constData());
    const QRegularExpressionMatch password
        = QRegularExpression(u"test-[0-9a-z]+"_s).match(QString::fromUtf8(run.output));
    QVERIFY2(password.hasMatch(), run.output.constData());

    const QByteArray user = asSuperuser(
        *m_target, u"SELECT encrypted_password = extensions.crypt('%2', encrypted_password), confirmation_token = '',"
                   " email <> 'amelie.roux@shop.example' AND email LIKE '%@%', phone <> '+33612345678',"
                   " confirmed_at IS NOT NULL, raw_user_meta_data::text ~ 'Roux|1139827' FROM auth.users"
                   " WHERE id = '%1'"_s.arg(newUser, password.captured()));
    QCOMPARE(user, QByteArray("t|t|t|t|t|f"));
    const QByteArray identities = asSuperuser(
        *m_target, u"SELECT i.provider, i.identity_data ->> 'email' = u.email, i.provider_id = coalesce(nullif("
                   "i.provider, 'google'), i.id::text) OR i.provider_id = u.id::text, i.identity_data::text ~"
                   " 'Roux|1139827|amelie' FROM auth.identities i JOIN auth.users u ON u.id = i.user_id"
                   " WHERE u.id = '%1' ORDER BY 1"_s.arg(newUser));
    QCOMPARE(identities, QByteArray("email|t|t|f\ngoogle|t|t|f"));
    // The trigger that makes profiles of new users did not make one of this one.
    QCOMPARE(m_target->psql(database, u"SELECT (SELECT count(*) FROM public.profiles), (SELECT count(*) FROM"
                                      " public.orders o JOIN auth.users u ON u.id = o.buyer)"_s),
             QByteArray("50|51"));
    // Those that were there are as they were.
    QCOMPARE(asSuperuser(*m_target, u"SELECT count(*) FROM auth.users WHERE encrypted_password = 'hash'"_s),
             QByteArray("50"));
}

void TestSupabaseShape::copiedUsersGoWithARollback()
{
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    QCOMPARE(asSuperuser(*m_target, u"SELECT count(*), (SELECT count(*) FROM auth.identities),"
                                    " to_regnamespace('sosie_state') IS NULL FROM auth.users"_s),
             QByteArray("50|50|t"));
    QVERIFY2(undone.report().value(u"warnings"_s).toArray().isEmpty(), undone.said().constData());
    expectOldTarget();
}

void TestSupabaseShape::usersThatCannotGoDoNotKeepTheOldContentsAway()
{
    const CliRun run = m_pair->clone({u"--anonymize"_s});
    QVERIFY2(run.exitCode == 0, whyNot(run).constData());
    std::ignore = asSuperuser(
        *m_target, u"CREATE FUNCTION auth.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''stays''; END';"
                   "CREATE TRIGGER refuse BEFORE DELETE ON auth.users FOR EACH ROW EXECUTE FUNCTION auth.refuse()"_s);
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    const QJsonArray told = undone.report().value(u"warnings"_s).toArray();
    QVERIFY2(told.size() == 1 && told[0].toString().contains(newUser), undone.said().constData());
    std::ignore = asSuperuser(*m_target, u"DROP TRIGGER refuse ON auth.users; DROP FUNCTION auth.refuse();"
                                         "DELETE FROM auth.users WHERE id = '%1'"_s.arg(newUser));
    expectOldTarget();
}

void TestSupabaseShape::whoMayNotReadUsersMayStillClone()
{
    // The missing user is known at the end then, from the foreign key, and the target comes back.
    std::ignore
        = asSuperuser(*m_source, u"REVOKE SELECT ON auth.users FROM postgres; REVOKE pg_read_all_data FROM postgres"_s);
    const CliRun stopped = m_pair->clone();
    const CliRun copied = m_pair->clone({u"--anonymize"_s});
    std::ignore
        = asSuperuser(*m_source, u"GRANT SELECT ON auth.users TO postgres; GRANT pg_read_all_data TO postgres"_s);
    QCOMPARE(stopped.exitCode, 2);
    QVERIFY2(stopped.said().contains("_fkey"), stopped.said().constData());
    QVERIFY2(stopped.said().contains("may not read auth.users"), stopped.said().constData());
    QCOMPARE(copied.exitCode, 77);
    QVERIFY2(copied.said().contains("auth.users"), copied.said().constData());
    expectOldTarget();
}

void TestSupabaseShape::rowsThatThePlatformOfTheTargetDoesNotHaveAreCounted()
{
    std::ignore = asSuperuser(
        *m_source,
        u"CREATE TABLE public.files (id integer PRIMARY KEY, object uuid REFERENCES storage.objects, bucket"
        " text REFERENCES storage.buckets, old uuid);"
        "ALTER TABLE public.files ADD CONSTRAINT unchecked FOREIGN KEY (old) REFERENCES storage.objects NOT"
        " VALID; ALTER TABLE public.files OWNER TO postgres; REVOKE ALL ON public.files FROM anon,"
        " authenticated, service_role; INSERT INTO public.files SELECT row_number() OVER (), id, bucket_id,"
        " id FROM storage.objects CROSS JOIN generate_series(1, 3); INSERT INTO public.files VALUES (1000)"_s);
    const CliRun run = m_pair->clone({u"--anonymize"_s});
    QCOMPARE(run.exitCode, 2);
    for (const char *part : {"E-ROWS-004", "public.files", "files_object_fkey → storage.objects: 5"})
        QVERIFY2(run.said().contains(part), run.said().constData());
    QVERIFY2(!run.said().contains("files_bucket_fkey") && !run.said().contains("unchecked"), run.said().constData());
    expectOldTarget();
    const CliRun without = m_pair->clone({u"--anonymize"_s, u"--dry-run"_s, u"--exclude-table"_s, u"public.files"_s});
    QVERIFY2(without.exitCode == 0 && !without.said().contains("files_object_fkey"), without.said().constData());
}

void TestSupabaseShape::whoMayNotLookForThemIsTold()
{
    const QByteArray rights
        = asSuperuser(*m_target, u"SELECT relacl FROM pg_class WHERE oid = 'storage.objects'::regclass"_s);
    std::ignore = asSuperuser(*m_target, u"REVOKE SELECT ON storage.objects FROM postgres, supabase_storage_admin;"
                                         "REVOKE pg_read_all_data FROM postgres"_s);
    const CliRun blind = m_pair->clone({u"--anonymize"_s, u"--dry-run"_s});
    std::ignore = asSuperuser(*m_target, u"GRANT pg_read_all_data TO postgres; UPDATE pg_class SET relacl = '%1'"
                                         " WHERE oid = 'storage.objects'::regclass"_s.arg(QString::fromUtf8(rights)));
    QVERIFY2(blind.exitCode == 0, blind.said().constData());
    QVERIFY2(blind.output.contains("every row of \\\"storage.objects\\\"")
                 && blind.output.contains("(files_object_fkey)"),
             blind.said().constData());
}

void TestSupabaseShape::whoBringsThemMayClone()
{
    const QString ids = QString::fromUtf8(
        asSuperuser(*m_source, u"SELECT string_agg(quote_literal(id), ',') FROM storage.objects"_s));
    std::ignore = asSuperuser(*m_target,
                              u"INSERT INTO storage.objects (id, bucket_id, name) SELECT id::uuid, (SELECT min(id) FROM"
                              " storage.buckets), id FROM unnest(ARRAY[%1]) AS id"_s.arg(ids));
    const CliRun loaded = m_pair->clone({u"--anonymize"_s});
    QVERIFY2(loaded.exitCode == 0, whyNot(loaded).constData());
    const CliRun undone = m_pair->rollback();
    QVERIFY2(undone.exitCode == 0, undone.said().constData());
    std::ignore = asSuperuser(*m_target, u"DELETE FROM storage.objects WHERE id::text IN (%1)"_s.arg(ids));
    m_source->psql(database, u"DROP TABLE public.files"_s);
    expectOldTarget();
}

void TestSupabaseShape::usersOfAnEarlierCloneStayWithWhatARollbackBringsBack()
{
    for (int i = 0; i < 2; ++i) {
        const CliRun run = m_pair->clone({u"--anonymize"_s});
        QVERIFY2(run.exitCode == 0, whyNot(run).constData());
    }
    QCOMPARE(m_pair->rollback().exitCode, 0);
    QCOMPARE(asSuperuser(*m_target, u"SELECT (SELECT count(*) FROM auth.users), (SELECT count(*) FROM public.orders o"
                                    " JOIN auth.users u ON u.id = o.buyer)"_s),
             QByteArray("51|51"));
    std::ignore = asSuperuser(
        *m_target,
        u"DELETE FROM public.links; DELETE FROM public.orders WHERE buyer = '%1'; DELETE FROM auth.users WHERE"
        " id = '%1'"_s.arg(newUser));
}

void TestSupabaseShape::whoMayNotAddUsersIsToldBefore()
{
    std::ignore = asSuperuser(*m_target, u"REVOKE SET ON PARAMETER session_replication_role FROM postgres"_s);
    const QStringList before = tests::linesOf(*m_target, database);
    const CliRun run = m_pair->clone({u"--anonymize"_s});
    QCOMPARE(run.exitCode, 77);
    QVERIFY2(run.said().contains("session_replication_role"), run.said().constData());
    QCOMPARE(tests::linesOf(*m_target, database), before);
}

void TestSupabaseShape::cleanupTestCase()
{
    m_source.reset();
    m_target.reset();
}

QTEST_GUILESS_MAIN(TestSupabaseShape)
#include "tst_supabase_shape.moc"
