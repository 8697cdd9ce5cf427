--
-- PostgreSQL database dump
--

\restrict abcDEF123

SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: f(integer); Type: FUNCTION; Schema: public; Owner: me
--

CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN (a > 1) THEN 2 ELSE 3 END;
END;

CREATE FUNCTION public.g() RETURNS void LANGUAGE plpgsql AS $_$BEGIN EXECUTE $q$select ';'$q$; END$_$;
COPY public.t (a, "B c") FROM stdin;
1	x\\.
\N	\.y
\.

select E'\'' 'x', U&"d\0061t" UESCAPE '!', b'01', $$a$$, a$b from "x;y" -- c
;
/* /* n */ */ CREATE RULE r AS ON INSERT TO t DO (select 1; select 2);
\unrestrict abcDEF123
