<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>app</name>
    <message numerus="yes">
        <source>Filling %n demonstration database(s)</source>
        <translation>
            <numerusform>Filling %n demonstration database</numerusform>
            <numerusform>Filling %n demonstration databases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more column(s): see the report of --json.</source>
        <translation>
            <numerusform>… and %n more column: see the report of --json.</numerusform>
            <numerusform>… and %n more columns: see the report of --json.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical column(s) stay as they are. --json names each with its reason.</source>
        <translation>
            <numerusform>%n technical column stays as it is. --json names it with its reason.</numerusform>
            <numerusform>%n technical columns stay as they are. --json names each with its reason.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical column(s) are as they were too: keys, amounts, dates, states. --json names each with its reason.</source>
        <translation>
            <numerusform>%n technical column is as it was too: keys, amounts, dates, states. --json names it with its reason.</numerusform>
            <numerusform>%n technical columns are as they were too: keys, amounts, dates, states. --json names each with its reason.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message numerus="yes">
        <source>Date shifted by up to %n day(s)</source>
        <translation>
            <numerusform>Date shifted by up to %n day</numerusform>
            <numerusform>Date shifted by up to %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replaced in %n place(s) of the document</source>
        <translation>
            <numerusform>Replaced in %n place of the document</numerusform>
            <numerusform>Replaced in %n places of the document</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n table(s) of &quot;%1&quot; at one single moment, without writing to it.</source>
        <translation>
            <numerusform>Read %n table of &quot;%1&quot; at one single moment, without writing to it.</numerusform>
            <numerusform>Read %n tables of &quot;%1&quot; at one single moment, without writing to it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set aside the %n table(s) of &quot;%1&quot;; they can be brought back at any time.</source>
        <translation>
            <numerusform>Set aside the %n table of &quot;%1&quot;; they can be brought back at any time.</numerusform>
            <numerusform>Set aside the %n tables of &quot;%1&quot;; they can be brought back at any time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; is copied in part: %2 of %Ln row(s).</source>
        <translation>
            <numerusform>&quot;%1&quot; is copied in part: %2 of %Ln row.</numerusform>
            <numerusform>&quot;%1&quot; is copied in part: %2 of %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n foreign table(s) are made without their rows, which are on other servers.</source>
        <translation>
            <numerusform>%n foreign table is made without its rows, which are on another server.</numerusform>
            <numerusform>%n foreign tables are made without their rows, which are on other servers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n large object(s) are copied with their numbers. What the target has under the same numbers is stored first, and comes back with a rollback.</source>
        <translation>
            <numerusform>%n large object is copied with its number. What the target has under the same number is stored first, and comes back with a rollback.</numerusform>
            <numerusform>%n large objects are copied with their numbers. What the target has under the same numbers is stored first, and comes back with a rollback.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The messages of %n queue table(s) of pgmq are not copied: workers would do the work twice.</source>
        <translation>
            <numerusform>The messages of %n queue table of pgmq are not copied: workers would do the work twice.</numerusform>
            <numerusform>The messages of %n queue tables of pgmq are not copied: workers would do the work twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) that rows refer to are missing in the target: they are added to auth.users, personal data replaced, without tokens or sessions.</source>
        <translation>
            <numerusform>%n user that rows refer to is missing in the target: it is added to auth.users, personal data replaced, without tokens or sessions.</numerusform>
            <numerusform>%n users that rows refer to are missing in the target: they are added to auth.users, personal data replaced, without tokens or sessions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) that rows refer to are missing in the target: they are added to auth.users in clear, without tokens or sessions.</source>
        <translation>
            <numerusform>%n user that rows refer to is missing in the target: it is added to auth.users in clear, without tokens or sessions.</numerusform>
            <numerusform>%n users that rows refer to are missing in the target: they are added to auth.users in clear, without tokens or sessions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>References to %n user(s) that the target does not have are emptied.</source>
        <translation>
            <numerusform>References to %n user that the target does not have are emptied.</numerusform>
            <numerusform>References to %n users that the target does not have are emptied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fill %n table(s) with the rows that &quot;%1&quot; has in them now.</source>
        <translation>
            <numerusform>Fill %n table with the rows that &quot;%1&quot; has in it now.</numerusform>
            <numerusform>Fill %n tables with the rows that &quot;%1&quot; has in them now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows go in %n parallel stream(s).</source>
        <translation>
            <numerusform>Rows go in one stream.</numerusform>
            <numerusform>Rows go in %n parallel streams.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) that the clone had added to auth.users could not be removed and are still there: %1</source>
        <translation>
            <numerusform>%Ln user that the clone had added to auth.users could not be removed and is still there: %1</numerusform>
            <numerusform>%Ln users that the clone had added to auth.users could not be removed and are still there: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s)</source>
        <translation>
            <numerusform>%1: %2 row</numerusform>
            <numerusform>%1: %2 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s) kept</source>
        <translation>
            <numerusform>%1: %2 row kept</numerusform>
            <numerusform>%1: %2 rows kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n large object(s) are copied, whatever was chosen: they belong to no schema and to no table.</source>
        <translation>
            <numerusform>The one large object is copied, whatever was chosen: it belongs to no schema and to no table.</numerusform>
            <numerusform>All %n large objects are copied, whatever was chosen: they belong to no schema and to no table.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace personal data in %n column(s) on the way, before &quot;%1&quot; sees it.</source>
        <translation>
            <numerusform>Replace personal data in %n column on the way, before &quot;%1&quot; sees it.</numerusform>
            <numerusform>Replace personal data in %n columns on the way, before &quot;%1&quot; sees it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n column(s) as they are, each named with its reason.</source>
        <translation>
            <numerusform>Copy %n column as it is, named with its reason.</numerusform>
            <numerusform>Copy %n columns as they are, each named with its reason.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n column(s) of texts and documents, replace what is found and copy the rest.</source>
        <translation>
            <numerusform>In %n column of texts or documents, replace what is found and copy the rest.</numerusform>
            <numerusform>In %n columns of texts and documents, replace what is found and copy the rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rule &quot;%1&quot; of %2 changed none of its %Ln value(s): all are in clear.</source>
        <translation>
            <numerusform>The rule &quot;%1&quot; of %2 did not change its %Ln value: it is in clear.</numerusform>
            <numerusform>The rule &quot;%1&quot; of %2 changed none of its %Ln values: all are in clear.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln value(s) in clear look like personal data (e-mail addresses, telephone or account numbers).</source>
        <translation>
            <numerusform>%1: %Ln value in clear looks like personal data (an e-mail address, a telephone or an account number).</numerusform>
            <numerusform>%1: %Ln values in clear look like personal data (e-mail addresses, telephone or account numbers).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In clear in &quot;%1&quot;, because somebody decided so: %Ln column(s) of the production &quot;%2&quot; (%3).</source>
        <translation>
            <numerusform>In clear in &quot;%1&quot;, because somebody decided so: %Ln column of the production &quot;%2&quot; (%3).</numerusform>
            <numerusform>In clear in &quot;%1&quot;, because somebody decided so: %Ln columns of the production &quot;%2&quot; (%3).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rules kept for &quot;%1&quot; decide about %Ln column(s); detection decides about the others.</source>
        <translation>
            <numerusform>The rules kept for &quot;%1&quot; decide about %Ln column; detection decides about the others.</numerusform>
            <numerusform>The rules kept for &quot;%1&quot; decide about %Ln columns; detection decides about the others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of &quot;%1&quot; break %2, although the source says that it holds: they are left out, with the rows that refer to them, and listed in %3.</source>
        <translation>
            <numerusform>%Ln row of &quot;%1&quot; breaks %2, although the source says that it holds: it is left out, with the rows that refer to it, and listed in %3.</numerusform>
            <numerusform>%Ln rows of &quot;%1&quot; break %2, although the source says that it holds: they are left out, with the rows that refer to them, and listed in %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whether all rows of the source keep its own keys was not looked at for %n of them, which would take long or run code of the database: %1.</source>
        <translation>
            <numerusform>Whether all rows of the source keep its own keys was not looked at for one of them, which would take long or run code of the database: %1.</numerusform>
            <numerusform>Whether all rows of the source keep its own keys was not looked at for %n of them, which would take long or run code of the database: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The path %1 in the rule of %2 led to nothing in any of its %Ln value(s): what it was written for is not replaced by it.</source>
        <translation>
            <numerusform>The path %1 in the rule of %2 led to nothing in its value: what it was written for is not replaced by it.</numerusform>
            <numerusform>The path %1 in the rule of %2 led to nothing in any of its %Ln values: what it was written for is not replaced by it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whether fakes keep %n constraint(s) could not be tried beforehand (no time was left, code of the database is in them, or they look at values that are kept): %1. If one is broken, the clone finds out at its end, and puts the target back as it was.</source>
        <translation>
            <numerusform>Whether fakes keep %n constraint could not be tried beforehand (no time was left, code of the database is in it, or it looks at values that are kept): %1. If one is broken, the clone finds out at its end, and puts the target back as it was.</numerusform>
            <numerusform>Whether fakes keep %n constraints could not be tried beforehand (no time was left, code of the database is in them, or they look at values that are kept): %1. If one is broken, the clone finds out at its end, and puts the target back as it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>an archive of %n file(s), none of which holds a database</source>
        <translation>
            <numerusform>an archive of %n file, which holds no database</numerusform>
            <numerusform>an archive of %n files, none of which holds a database</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; is backed up in part: %2 of %Ln row(s).</source>
        <translation>
            <numerusform>&quot;%1&quot; is backed up in part: %2 of %Ln row.</numerusform>
            <numerusform>&quot;%1&quot; is backed up in part: %2 of %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n foreign table(s) are backed up without their rows, which are on other servers.</source>
        <translation>
            <numerusform>%n foreign table is backed up without its rows, which are on another server.</numerusform>
            <numerusform>%n foreign tables are backed up without their rows, which are on other servers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace personal data in %n column(s) on the way to the file.</source>
        <translation>
            <numerusform>Replace personal data in %n column on the way to the file.</numerusform>
            <numerusform>Replace personal data in %n columns on the way to the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file could not be loaded, each named with its reason: &quot;%1&quot; would be without them.</source>
        <translation>
            <numerusform>%n part of the file could not be loaded, named with its reason: &quot;%1&quot; would be without it.</numerusform>
            <numerusform>%n parts of the file could not be loaded, each named with its reason: &quot;%1&quot; would be without them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in %1</source>
        <translation>
            <numerusform>%n only in %1</numerusform>
            <numerusform>%n only in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) that drop what only the target has are comments in the script: --allow-data-loss makes them part of it.</source>
        <translation>
            <numerusform>%n statement that drops what only the target has is a comment in the script: --allow-data-loss makes it part of it.</numerusform>
            <numerusform>%n statements that drop what only the target has are comments in the script: --allow-data-loss makes them part of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of &quot;%1&quot; are not in the file and will not be there afterwards: %2.</source>
        <translation>
            <numerusform>%n table of &quot;%1&quot; is not in the file and will not be there afterwards: %2.</numerusform>
            <numerusform>%n tables of &quot;%1&quot; are not in the file and will not be there afterwards: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drop(s) are left out: without --allow-data-loss nothing of the target is lost.</source>
        <translation>
            <numerusform>%n drop is left out: without --allow-data-loss nothing of the target is lost.</numerusform>
            <numerusform>%n drops are left out: without --allow-data-loss nothing of the target is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of &quot;%1&quot; are newer than the newest in the file, by %2: they will not be there afterwards.</source>
        <translation>
            <numerusform>%Ln row of &quot;%1&quot; is newer than the newest in the file, by %2: it will not be there afterwards.</numerusform>
            <numerusform>%Ln rows of &quot;%1&quot; are newer than the newest in the file, by %2: they will not be there afterwards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more table(s) lose rows that the file does not have.</source>
        <translation>
            <numerusform>%Ln more table loses rows that the file does not have.</numerusform>
            <numerusform>%Ln more tables lose rows that the file does not have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more object(s) are missing.</source>
        <translation>
            <numerusform>%n more object is missing.</numerusform>
            <numerusform>%n more objects are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more object(s) are not as they were.</source>
        <translation>
            <numerusform>%n more object is not as it was.</numerusform>
            <numerusform>%n more objects are not as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui</name>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tables</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems stand in the way</source>
        <translation>
            <numerusform>%n problem stands in the way</numerusform>
            <numerusform>%n problems stand in the way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects will not be carried</source>
        <translation>
            <numerusform>%n object will not be carried</numerusform>
            <numerusform>%n objects will not be carried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns are replaced.</source>
        <translation>
            <numerusform>%n column is replaced.</numerusform>
            <numerusform>%n columns are replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns are undecided: look at them.</source>
        <translation>
            <numerusform>%n column is undecided: look at it.</numerusform>
            <numerusform>%n columns are undecided: look at them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems stand in the way.</source>
        <translation>
            <numerusform>%n problem stands in the way.</numerusform>
            <numerusform>%n problems stand in the way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environments. A production is only ever read.</source>
        <translation>
            <numerusform>%n environment. A production is only ever read.</numerusform>
            <numerusform>%n environments. A production is only ever read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conditions</source>
        <translation>
            <numerusform>%n condition</numerusform>
            <numerusform>%n conditions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns stay in clear without a reason.</source>
        <translation>
            <numerusform>%n column stays in clear without a reason.</numerusform>
            <numerusform>%n columns stay in clear without a reason.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rules do not fit the columns that are there now.</source>
        <translation>
            <numerusform>%n rule does not fit the columns that are there now.</numerusform>
            <numerusform>%n rules do not fit the columns that are there now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved for %1 (%n columns), and detection</source>
        <translation>
            <numerusform>Saved for %1 (%n column), and detection</numerusform>
            <numerusform>Saved for %1 (%n columns), and detection</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: see the report.</source>
        <translation>
            <numerusform>… and %n more: see the report.</numerusform>
            <numerusform>… and %n more: see the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical columns &amp;too: keys, amounts, dates, states</source>
        <translation>
            <numerusform>%n technical column &amp;too: a key, an amount, a date or a state</numerusform>
            <numerusform>%n technical columns &amp;too: keys, amounts, dates, states</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tables keep their rows</source>
        <translation>
            <numerusform>%n table keeps its rows</numerusform>
            <numerusform>%n tables keep their rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places of the structure look personal</source>
        <translation>
            <numerusform>%n place of the structure looks personal</numerusform>
            <numerusform>%n places of the structure look personal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns in clear, perhaps personal</source>
        <translation>
            <numerusform>%n column in clear, perhaps personal</numerusform>
            <numerusform>%n columns in clear, perhaps personal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical columns in clear</source>
        <translation>
            <numerusform>%n technical column in clear</numerusform>
            <numerusform>%n technical columns in clear</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backups. What counts is what is proven of them.</source>
        <translation>
            <numerusform>%n backup. What counts is what is proven of it.</numerusform>
            <numerusform>%n backups. What counts is what is proven of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names.</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that they need</source>
        <translation>
            <numerusform>%n more that they need</numerusform>
            <numerusform>%n more that they need</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden by the filters and not in the script</source>
        <translation>
            <numerusform>%n hidden by the filters and not in the script</numerusform>
            <numerusform>%n hidden by the filters and not in the script</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>-- %n more lines: save the script to read them.</source>
        <translation>
            <numerusform>-- %n more line: save the script to read it.</numerusform>
            <numerusform>-- %n more lines: save the script to read them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements.</source>
        <translation>
            <numerusform>%n statement.</numerusform>
            <numerusform>%n statements.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them would lose data and are comments.</source>
        <translation>
            <numerusform>%n of them would lose data and is a comment.</numerusform>
            <numerusform>%n of them would lose data and are comments.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places differ</source>
        <translation>
            <numerusform>%n place differs</numerusform>
            <numerusform>%n places differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backups</source>
        <translation>
            <numerusform>%n backup</numerusform>
            <numerusform>%n backups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>replaced, by %n rules</source>
        <translation>
            <numerusform>replaced, by %n rule</numerusform>
            <numerusform>replaced, by %n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things</source>
        <translation>
            <numerusform>%n thing</numerusform>
            <numerusform>%n things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n complete</source>
        <translation>
            <numerusform>%n complete</numerusform>
            <numerusform>%n complete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found damaged</source>
        <translation>
            <numerusform>%n found damaged</numerusform>
            <numerusform>%n found damaged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backups are in the trash of Sosie.</source>
        <translation>
            <numerusform>%n backup is in the trash of Sosie.</numerusform>
            <numerusform>%n backups are in the trash of Sosie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay: %1</source>
        <extracomment>Of several backups that were deleted; %1 says why.</extracomment>
        <translation>
            <numerusform>%n stays: %1</numerusform>
            <numerusform>%n stay: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n tables)</source>
        <extracomment>A schema and how many tables it has.</extracomment>
        <translation>
            <numerusform>%1 (%n table)</numerusform>
            <numerusform>%1 (%n tables)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things to be dealt with</source>
        <translation>
            <numerusform>%n thing to be dealt with</numerusform>
            <numerusform>%n things to be dealt with</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partitions, or tables that inherit, take its rules.</source>
        <translation>
            <numerusform>%n partition, or table that inherits, takes its rules.</numerusform>
            <numerusform>%n partitions, or tables that inherit, take its rules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (+ %n partitions)</source>
        <translation>
            <numerusform>%1 (+ %n partition)</numerusform>
            <numerusform>%1 (+ %n partitions)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n views</source>
        <translation>
            <numerusform>%n view</numerusform>
            <numerusform>%n views</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sequences</source>
        <translation>
            <numerusform>%n sequence</numerusform>
            <numerusform>%n sequences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n indexes</source>
        <translation>
            <numerusform>%n index</numerusform>
            <numerusform>%n indexes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n constraints</source>
        <translation>
            <numerusform>%n constraint</numerusform>
            <numerusform>%n constraints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n functions</source>
        <translation>
            <numerusform>%n function</numerusform>
            <numerusform>%n functions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n triggers</source>
        <translation>
            <numerusform>%n trigger</numerusform>
            <numerusform>%n triggers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n policies</source>
        <translation>
            <numerusform>%n policy</numerusform>
            <numerusform>%n policies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n extensions</source>
        <translation>
            <numerusform>%n extension</numerusform>
            <numerusform>%n extensions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the script.</source>
        <translation>
            <numerusform>And %n more: see the script.</numerusform>
            <numerusform>And %n more: see the script.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things were not tried</source>
        <translation>
            <numerusform>%n thing was not tried</numerusform>
            <numerusform>%n things were not tried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements of the script are not part of this: what is changed of members of extensions and of the server is left as it is.</source>
        <translation>
            <numerusform>%n statement of the script is not part of this: what is changed of members of extensions and of the server is left as it is.</numerusform>
            <numerusform>%n statements of the script are not part of this: what is changed of members of extensions and of the server is left as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows of the target become like those of the source.</source>
        <translation>
            <numerusform>%n row of the target becomes like that of the source.</numerusform>
            <numerusform>%n rows of the target become like those of the source.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows differ</source>
        <translation>
            <numerusform>%Ln row differs</numerusform>
            <numerusform>%Ln rows differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements</source>
        <translation>
            <numerusform>%n statement</numerusform>
            <numerusform>%n statements</numerusform>
        </translation>
    </message>
</context>
</TS>
