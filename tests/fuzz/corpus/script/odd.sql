set standard_conforming_strings=off;select '\';';
copy t from stdin; select 1
\.
\! id
$a$