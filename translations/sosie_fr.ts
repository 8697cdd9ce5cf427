<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_US">
<context>
    <name>app</name>
    <message>
        <source>&quot;%1&quot; is not known.</source>
        <translation>«&#x202f;%1&#x202f;» est inconnu.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known. Did you mean &quot;%2&quot;?</source>
        <translation>«&#x202f;%1&#x202f;» est inconnu. Vouliez-vous dire «&#x202f;%2&#x202f;»&#x202f;?</translation>
    </message>
    <message>
        <source>Print the result as one JSON report.</source>
        <translation>Afficher le résultat sous forme d’un rapport JSON.</translation>
    </message>
    <message>
        <source>Print only the result and errors.</source>
        <translation>N’afficher que le résultat et les erreurs.</translation>
    </message>
    <message>
        <source>Use no colours.</source>
        <translation>Ne pas utiliser de couleurs.</translation>
    </message>
    <message>
        <source>Ask nothing.</source>
        <translation>Ne rien demander.</translation>
    </message>
    <message>
        <source>How progress is shown: auto, plain, json or none.</source>
        <translation>Forme de la progression&#xa0;: auto, plain, json ou none.</translation>
    </message>
    <message>
        <source>Keep every file of Sosie under this folder.</source>
        <translation>Garder tous les fichiers de Sosie dans ce dossier.</translation>
    </message>
    <message>
        <source>Add what happens to this file.</source>
        <translation>Ajouter à ce fichier ce qui se passe.</translation>
    </message>
    <message>
        <source>Read the password from the first line of this file.</source>
        <translation>Lire le mot de passe sur la première ligne de ce fichier.</translation>
    </message>
    <message>
        <source>Both --source and --target are needed.</source>
        <translation>Il faut à la fois --source et --target.</translation>
    </message>
    <message>
        <source>--raw and --anonymize exclude each other.</source>
        <translation>--raw et --anonymize s’excluent.</translation>
    </message>
    <message>
        <source>--raw needs --reason: why clear data may leave production.</source>
        <translation>--raw demande --reason&#xa0;: pourquoi des données en clair peuvent quitter la production.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a type of environment: production, test, training, development.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un type d’environnement&#xa0;: production, test, training, development.</translation>
    </message>
    <message>
        <source>A target given as an address needs --target-type.</source>
        <translation>Une cible donnée par son adresse demande --target-type.</translation>
    </message>
    <message>
        <source>Cloning &quot;%1&quot; to &quot;%2&quot;</source>
        <translation>Clonage de «&#x202f;%1&#x202f;» vers «&#x202f;%2&#x202f;»</translation>
    </message>
    <message>
        <source>The environment to copy: a name or an address.</source>
        <translation>L’environnement à copier&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>The environment to replace: a name or an address.</source>
        <translation>L’environnement à remplacer&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>The type of a target given as an address: test, training or development.</source>
        <translation>Le type d’une cible donnée par son adresse&#xa0;: test, training ou development.</translation>
    </message>
    <message>
        <source>Replace personal data; always done when the source is a production.</source>
        <translation>Remplacer les données personnelles&#x202f;; toujours fait quand la source est une production.</translation>
    </message>
    <message>
        <source>A rule file: what happens to which column.</source>
        <translation>Un fichier de règles&#xa0;: ce qui arrive à chaque colonne.</translation>
    </message>
    <message>
        <source>Refuse columns about which neither rules nor detection can decide.</source>
        <translation>Refuser les colonnes dont ni les règles ni la détection ne peuvent décider.</translation>
    </message>
    <message>
        <source>Ask nothing and print only the result.</source>
        <translation>Ne rien demander et n’afficher que le résultat.</translation>
    </message>
    <message>
        <source>Copy personal data in clear, into a target that was set up for it.</source>
        <translation>Copier les données personnelles en clair, dans une cible prévue pour cela.</translation>
    </message>
    <message>
        <source>Why clear data may leave production.</source>
        <translation>Pourquoi des données en clair peuvent quitter la production.</translation>
    </message>
    <message>
        <source>Only these schemas, with commas between them.</source>
        <translation>Seulement ces schémas, séparés par des virgules.</translation>
    </message>
    <message>
        <source>Do not copy the rows of these tables; * and ? stand for letters.</source>
        <translation>Ne pas copier les lignes de ces tables&#x202f;; * et&#x202f;? remplacent des lettres.</translation>
    </message>
    <message>
        <source>Do not read the rows back to compare them.</source>
        <translation>Ne pas relire les lignes pour les comparer.</translation>
    </message>
    <message>
        <source>Say what would be done, and change nothing.</source>
        <translation>Simuler&#xa0;: dire ce qui serait fait, et ne rien modifier.</translation>
    </message>
    <message>
        <source>Replace an environment by a double of another one, personal data replaced.</source>
        <translation>Remplacer un environnement par le double d’un autre, données personnelles remplacées.</translation>
    </message>
    <message>
        <source>There is no environment yet. Add one with &quot;sosie-cli env add&quot;, or try the demonstration with &quot;sosie-cli sandbox up&quot;.</source>
        <translation>Il n’y a pas encore d’environnement. Ajoutez-en un avec «&#x202f;sosie-cli env add&#x202f;», ou essayez la démonstration avec «&#x202f;sosie-cli sandbox up&#x202f;».</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Clear data allowed</source>
        <translation>Données en clair permises</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was removed. Its database was not touched.</source>
        <translation>«&#x202f;%1&#x202f;» a été retiré. Sa base n’a pas été touchée.</translation>
    </message>
    <message>
        <source>The name of the environment.</source>
        <translation>Le nom de l’environnement.</translation>
    </message>
    <message>
        <source>The name of an environment is needed.</source>
        <translation>Il faut le nom d’un environnement.</translation>
    </message>
    <message>
        <source>The environments: list, add, change, try them.</source>
        <translation>Les environnements&#xa0;: les lister, en ajouter, les modifier, les essayer.</translation>
    </message>
    <message>
        <source>List the environments, those of the sandbox included.</source>
        <translation>Lister les environnements, y compris ceux du bac à sable.</translation>
    </message>
    <message>
        <source>Show one environment.</source>
        <translation>Montrer un environnement.</translation>
    </message>
    <message>
        <source>Forget an environment; its database is not touched.</source>
        <translation>Oublier un environnement&#x202f;; sa base n’est pas touchée.</translation>
    </message>
    <message>
        <source>Connect, and say what was found.</source>
        <translation>Se connecter, et dire ce qui a été trouvé.</translation>
    </message>
    <message>
        <source>Password of &quot;%1&quot; (empty: none is kept):</source>
        <translation>Mot de passe de «&#x202f;%1&#x202f;» (vide&#xa0;: aucun n’est gardé)&#xa0;:</translation>
    </message>
    <message>
        <source>The password could not be kept in a keychain, and is kept nowhere: it will be asked for each time.</source>
        <translation>Le mot de passe n’a pas pu être confié à un trousseau et n’est gardé nulle part&#xa0;: il sera demandé à chaque fois.</translation>
    </message>
    <message>
        <source>--type is needed: production, test, training or development.</source>
        <translation>Il faut --type&#xa0;: production, test, training ou development.</translation>
    </message>
    <message>
        <source>production, test, training or development.</source>
        <translation>production, test, training ou development.</translation>
    </message>
    <message>
        <source>The address: postgresql://…, keywords and values, or a Supabase project. A password in it goes to the keychain.</source>
        <translation>L’adresse&#xa0;: postgresql://…, des mots-clés et leurs valeurs, ou un projet Supabase. Un mot de passe qui s’y trouve va dans le trousseau.</translation>
    </message>
    <message>
        <source>The host, or the folder of a socket.</source>
        <translation>L’hôte, ou le dossier d’une socket.</translation>
    </message>
    <message>
        <source>The port.</source>
        <translation>Le port.</translation>
    </message>
    <message>
        <source>The database.</source>
        <translation>La base.</translation>
    </message>
    <message>
        <source>The account.</source>
        <translation>Le compte.</translation>
    </message>
    <message>
        <source>How to encrypt: libpq&apos;s sslmode.</source>
        <translation>Le chiffrement&#xa0;: le sslmode de libpq.</translation>
    </message>
    <message>
        <source>A service of pg_service.conf.</source>
        <translation>Un service de pg_service.conf.</translation>
    </message>
    <message>
        <source>Clear data of a production may be cloned into it, when a reason is given.</source>
        <translation>Des données en clair d’une production peuvent y être clonées, si un motif est donné.</translation>
    </message>
    <message>
        <source>Add an environment.</source>
        <translation>Ajouter un environnement.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was added.</source>
        <translation>«&#x202f;%1&#x202f;» a été ajouté.</translation>
    </message>
    <message>
        <source>Change an environment; what is not given stays.</source>
        <translation>Modifier un environnement&#x202f;; ce qui n’est pas donné reste.</translation>
    </message>
    <message>
        <source>Its new name.</source>
        <translation>Son nouveau nom.</translation>
    </message>
    <message>
        <source>Clear data may no longer be cloned into it.</source>
        <translation>Des données en clair ne peuvent plus y être clonées.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed.</source>
        <translation>«&#x202f;%1&#x202f;» a été modifié.</translation>
    </message>
    <message>
        <source>--target is needed.</source>
        <translation>Il faut --target.</translation>
    </message>
    <message>
        <source>Bringing the old contents of &quot;%1&quot; back</source>
        <translation>Remise en place de l’ancien contenu de «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>Bring back what the last clone replaced in an environment.</source>
        <translation>Remettre en place ce que le dernier clonage a remplacé dans un environnement.</translation>
    </message>
    <message>
        <source>The environment: a name or an address.</source>
        <translation>L’environnement&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>--source is needed.</source>
        <translation>Il faut --source.</translation>
    </message>
    <message>
        <source>Looking at the columns of &quot;%1&quot;</source>
        <translation>Examen des colonnes de «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>The rules were written to &quot;%1&quot;.</source>
        <translation>Les règles ont été écrites dans «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>--rules is needed.</source>
        <translation>Il faut --rules.</translation>
    </message>
    <message>
        <source>Every rule of &quot;%1&quot; fits &quot;%2&quot;.</source>
        <translation>Toutes les règles de «&#x202f;%1&#x202f;» conviennent à «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>no such table in the source</source>
        <translation>cette table n’existe pas dans la source</translation>
    </message>
    <message>
        <source>--table is needed.</source>
        <translation>Il faut --table.</translation>
    </message>
    <message>
        <source>What happens to which column of personal data.</source>
        <translation>Ce qui arrive à chaque colonne de données personnelles.</translation>
    </message>
    <message>
        <source>Find the columns of personal data, and say why.</source>
        <translation>Trouver les colonnes de données personnelles, et dire pourquoi.</translation>
    </message>
    <message>
        <source>Write what was found as a rule file.</source>
        <translation>Écrire ce qui a été trouvé sous forme de fichier de règles.</translation>
    </message>
    <message>
        <source>Check a rule file against an environment.</source>
        <translation>Vérifier un fichier de règles sur un environnement.</translation>
    </message>
    <message>
        <source>Undecided columns count as a failure.</source>
        <translation>Les colonnes indécises comptent comme un échec.</translation>
    </message>
    <message>
        <source>Show some real rows before and after.</source>
        <translation>Montrer quelques lignes réelles, avant et après.</translation>
    </message>
    <message>
        <source>The table.</source>
        <translation>La table.</translation>
    </message>
    <message>
        <source>How many rows.</source>
        <translation>Le nombre de lignes.</translation>
    </message>
    <message>
        <source>Making a private PostgreSQL server</source>
        <translation>Création d’un serveur PostgreSQL privé</translation>
    </message>
    <message>
        <source>Starting the server</source>
        <translation>Démarrage du serveur</translation>
    </message>
    <message numerus="yes">
        <source>Filling %n demonstration database(s)</source>
        <translation>
            <numerusform>Remplissage de %n base de démonstration</numerusform>
            <numerusform>Remplissage de %n bases de démonstration</numerusform>
        </translation>
    </message>
    <message>
        <source>The sandbox is up.</source>
        <translation>Le bac à sable est démarré.</translation>
    </message>
    <message>
        <source>There is no sandbox. &quot;sosie-cli sandbox up&quot; makes one.</source>
        <translation>Il n’y a pas de bac à sable. «&#x202f;sosie-cli sandbox up&#x202f;» en crée un.</translation>
    </message>
    <message>
        <source>The sandbox is down; its data are kept (%1).</source>
        <translation>Le bac à sable est arrêté&#x202f;; ses données sont gardées (%1).</translation>
    </message>
    <message>
        <source>The sandbox is up: %1</source>
        <translation>Le bac à sable est démarré&#xa0;: %1</translation>
    </message>
    <message>
        <source>The demonstration: a private server with four environments, safe to play with.</source>
        <translation>La démonstration&#xa0;: un serveur privé et quatre environnements, où l’on peut tout essayer sans risque.</translation>
    </message>
    <message>
        <source>Make it if there is none, and start it.</source>
        <translation>Le créer s’il n’existe pas, et le démarrer.</translation>
    </message>
    <message>
        <source>Stop it; its data are kept.</source>
        <translation>L’arrêter&#x202f;; ses données sont gardées.</translation>
    </message>
    <message>
        <source>Say whether it is up, and what it holds.</source>
        <translation>Dire s’il est démarré, et ce qu’il contient.</translation>
    </message>
    <message>
        <source>Back to the first day: what was done in it is lost.</source>
        <translation>Revenir au premier jour&#xa0;: ce qui y a été fait est perdu.</translation>
    </message>
    <message>
        <source>usable</source>
        <translation>utilisable</translation>
    </message>
    <message>
        <source>There is no environment to validate.</source>
        <translation>Il n’y a aucun environnement à valider.</translation>
    </message>
    <message>
        <source>Check the settings and the connection of every environment.</source>
        <translation>Vérifier les paramètres et la connexion de chaque environnement.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; differ:</source>
        <translation>«&#x202f;%1&#x202f;» et «&#x202f;%2&#x202f;» diffèrent&#xa0;:</translation>
    </message>
    <message>
        <source>Comparing &quot;%1&quot; with &quot;%2&quot;</source>
        <translation>Comparaison de «&#x202f;%1&#x202f;» avec «&#x202f;%2&#x202f;»</translation>
    </message>
    <message>
        <source>The one environment: a name or an address.</source>
        <translation>Le premier environnement&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>The other environment: a name or an address.</source>
        <translation>L’autre environnement&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; holds will be set aside and replaced: %2 rows, %3.</source>
        <translation>Ce que contient «&#x202f;%1&#x202f;» sera mis de côté et remplacé&#xa0;: %2 lignes, %3.</translation>
    </message>
    <message>
        <source>Type the name of the target to go on (%1):</source>
        <translation>Tapez le nom de la cible pour continuer (%1)&#xa0;:</translation>
    </message>
    <message>
        <source>superuser</source>
        <translation>superutilisateur</translation>
    </message>
    <message>
        <source>sees every row</source>
        <translation>voit toutes les lignes</translation>
    </message>
    <message>
        <source>may make schemas</source>
        <translation>peut créer des schémas</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>en lecture seule</translation>
    </message>
    <message>
        <source>reading only</source>
        <translation>lecture uniquement</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Chiffrement</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Contient</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identité</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Détails techniques</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>indécise</translation>
    </message>
    <message>
        <source>No column seems to hold personal data.</source>
        <translation>Aucune colonne ne semble contenir de données personnelles.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>Not decided by a rule or by detection:</source>
        <translation>Décidées ni par une règle ni par la détection&#xa0;:</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>La table n’a aucune ligne.</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 lignes sur %2</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 lignes/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>reste %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>  %1: %2 rows, %3</source>
        <translation>  %1&#xa0;: %2 lignes, %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds its old contents again.</source>
        <translation>«&#x202f;%1&#x202f;» contient de nouveau ses anciennes données.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; are equal.</source>
        <translation>«&#x202f;%1&#x202f;» et «&#x202f;%2&#x202f;» sont identiques.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was cloned to &quot;%2&quot;, its personal data replaced, and the result verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été cloné vers «&#x202f;%2&#x202f;», ses données personnelles remplacées et le résultat vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was cloned to &quot;%2&quot;, its personal data replaced. The result was not verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été cloné vers «&#x202f;%2&#x202f;», ses données personnelles remplacées. Le résultat n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was cloned to &quot;%2&quot; as it is, and the result verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été cloné tel quel vers «&#x202f;%2&#x202f;», et le résultat vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was cloned to &quot;%2&quot; as it is. The result was not verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été cloné tel quel vers «&#x202f;%2&#x202f;». Le résultat n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 lignes</translation>
    </message>
    <message>
        <source>%1 fields replaced</source>
        <translation>%1 champs remplacés</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Fields replaced</source>
        <translation>Champs remplacés</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more column(s): see the report of --json.</source>
        <translation>
            <numerusform>… et %n autre colonne&#xa0;: voir le rapport de --json.</numerusform>
            <numerusform>… et %n autres colonnes&#xa0;: voir le rapport de --json.</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns replaced</source>
        <translation>Colonnes remplacées</translation>
    </message>
    <message>
        <source>Columns left as they are, although they could be personal</source>
        <translation>Colonnes laissées telles quelles, bien qu’elles puissent être personnelles</translation>
    </message>
    <message>
        <source>Not carried over</source>
        <translation>Non repris</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>À savoir</translation>
    </message>
    <message>
        <source>The old contents are kept: &quot;sosie-cli rollback --target %1&quot; brings them back.</source>
        <translation>L’ancien contenu est gardé&#xa0;: «&#x202f;sosie-cli rollback --target %1&#x202f;» le remet en place.</translation>
    </message>
    <message>
        <source>What would be done</source>
        <translation>Ce qui serait fait</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; holds now and would be set aside</source>
        <translation>Ce que «&#x202f;%1&#x202f;» contient aujourd’hui et qui serait mis de côté</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3</source>
        <translation>%1&#xa0;: %2 lignes, %3</translation>
    </message>
    <message>
        <source>Would not be carried over</source>
        <translation>Ne serait pas repris</translation>
    </message>
    <message>
        <source>The history was damaged. It was set aside as &quot;%1&quot;, and a new one was started.</source>
        <translation>L’historique était abîmé. Il a été mis de côté sous le nom «&#x202f;%1&#x202f;», et un nouveau a été commencé.</translation>
    </message>
    <message>
        <source>Password of &quot;%1&quot;:</source>
        <translation>Mot de passe de «&#x202f;%1&#x202f;»&#xa0;:</translation>
    </message>
    <message>
        <source>Stopping: everything is being put back. Press Ctrl-C again to leave at once.</source>
        <translation>Arrêt en cours&#xa0;: tout est remis en place. Appuyez encore sur Ctrl-C pour quitter aussitôt.</translation>
    </message>
    <message>
        <source>Left at once: the target may be incomplete. The next command on it, or &quot;rollback&quot;, brings the old contents back.</source>
        <translation>Sortie immédiate&#xa0;: la cible est peut-être incomplète. La prochaine commande sur elle, ou «&#x202f;rollback&#x202f;», remet l’ancien contenu en place.</translation>
    </message>
    <message>
        <source>Makes a double of a production database for test, training or development, with every personal value replaced.</source>
        <translation>Fait le double d’une base de production pour le test, la formation ou le développement, chaque valeur personnelle étant remplacée.</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>Afficher la version.</translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation>Afficher cette aide.</translation>
    </message>
    <message>
        <source>A command is missing.</source>
        <translation>Il manque une commande.</translation>
    </message>
    <message>
        <source>A value is missing or not allowed.</source>
        <translation>Une valeur manque ou n’est pas permise.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Utilisation</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>OPTIONS</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMMANDE</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>--sample wants a share between 0 and 100 %, not &quot;%1&quot;.</source>
        <translation>--sample attend une part entre 0 et 100&#xa0;%, et non «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>--where wants TABLE=CONDITION, not &quot;%1&quot;.</source>
        <translation>--where attend TABLE=CONDITION, et non «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Copy only the rows of TABLE for which the condition holds, and what hangs together with them: orders=status &lt;&gt; &apos;draft&apos;.</source>
        <translation>Ne copier de TABLE que les lignes qui remplissent la condition, et ce qui va avec elles&#xa0;: orders=status &lt;&gt; &apos;draft&apos;.</translation>
    </message>
    <message>
        <source>The same for every table with this column: created_at&gt;=2026-01-01.</source>
        <translation>De même pour chaque table qui a cette colonne&#xa0;: created_at&gt;=2026-01-01.</translation>
    </message>
    <message>
        <source>Copy about this share of the large tables, and what hangs together with it: 10%.</source>
        <translation>Copier environ cette part des grandes tables, et ce qui va avec elle&#xa0;: 10%.</translation>
    </message>
    <message>
        <source>What happens to rows that refer to rows left out: drop (default) or stop.</source>
        <translation>Ce que deviennent les lignes qui renvoient à des lignes laissées de côté&#xa0;: drop (par défaut, laissées aussi) ou stop (le clonage s’arrête).</translation>
    </message>
    <message>
        <source>Leave triggers on that call out of the database (webhooks), and copy queues.</source>
        <translation>Laisser actifs les déclencheurs qui appellent hors de la base (webhooks), et copier les files d’attente.</translation>
    </message>
    <message>
        <source>Users (auth.users) that rows refer to and the target does not have: copy (default when data is anonymized), null or stop.</source>
        <translation>Utilisateurs (auth.users) auxquels des lignes renvoient et que la cible n’a pas&#xa0;: copy (par défaut quand les données sont anonymisées), null ou stop.</translation>
    </message>
    <message>
        <source>Copy the rows of these tables, and of those they refer to, only; * and ? stand for letters, @NAME for a group of tables.</source>
        <translation>Ne copier que les lignes de ces tables, et de celles auxquelles elles se réfèrent&#x202f;; * et&#x202f;? remplacent des lettres, @NOM un groupe de tables.</translation>
    </message>
    <message>
        <source>Keep the rows that these tables of the target hold now; * and ? stand for letters.</source>
        <translation>Garder les lignes que ces tables de la cible contiennent aujourd’hui&#x202f;; * et&#x202f;? remplacent des lettres.</translation>
    </message>
    <message>
        <source>There is no group of tables yet. Make one with &quot;sosie-cli group set NAME PATTERN…&quot;, and use it as @NAME wherever tables are named.</source>
        <translation>Il n’y a encore aucun groupe de tables. Créez-en un avec «&#xa0;sosie-cli group set NOM MOTIF…&#xa0;», puis écrivez @NOM partout où l’on nomme des tables.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>The name of a group and at least one pattern are needed.</source>
        <translation>Il faut le nom d’un groupe et au moins un motif.</translation>
    </message>
    <message>
        <source>@%1 stands for %2.</source>
        <translation>@%1 tient lieu de %2.</translation>
    </message>
    <message>
        <source>The name of a group is needed.</source>
        <translation>Il faut le nom d’un groupe.</translation>
    </message>
    <message>
        <source>The group @%1 was removed. No table was touched.</source>
        <translation>Le groupe @%1 a été retiré. Aucune table n’a été touchée.</translation>
    </message>
    <message>
        <source>Groups of tables that have a name: list, set, remove.</source>
        <translation>Groupes de tables qui ont un nom&#xa0;: lister, définir, retirer.</translation>
    </message>
    <message>
        <source>List the groups and their patterns.</source>
        <translation>Lister les groupes et leurs motifs.</translation>
    </message>
    <message>
        <source>Make a group, or replace its patterns. @NAME then stands for them wherever tables are named.</source>
        <translation>Créer un groupe, ou remplacer ses motifs. @NOM en tient ensuite lieu partout où l’on nomme des tables.</translation>
    </message>
    <message>
        <source>The name of the group: letters, digits, - and _.</source>
        <translation>Le nom du groupe&#xa0;: lettres, chiffres, - et _.</translation>
    </message>
    <message>
        <source>table or schema.table; * stands for any letters, ? for one.</source>
        <translation>table ou schéma.table&#x202f;; * remplace des lettres,&#x202f;? une seule.</translation>
    </message>
    <message>
        <source>Forget a group; no table is touched.</source>
        <translation>Oublier un groupe&#x202f;; aucune table n’est touchée.</translation>
    </message>
    <message>
        <source>The name of the group.</source>
        <translation>Le nom du groupe.</translation>
    </message>
    <message>
        <source>%1 (kept)</source>
        <translation>%1 (gardée)</translation>
    </message>
    <message>
        <source>not in the source</source>
        <translation>absente de la source</translation>
    </message>
    <message>
        <source>What would survive of it</source>
        <translation>Ce qui en resterait</translation>
    </message>
    <message>
        <source>How often to try again what passes by itself (a full server, one that starts up, a lost link, a deadlock) as long as nothing was replaced: 0 to 10, by default 2.</source>
        <translation>Nombre de nouveaux essais pour ce qui passe tout seul (serveur plein ou en cours de démarrage, liaison perdue, interblocage), tant que rien n’a été remplacé&#xa0;: de 0 à 10, 2 par défaut.</translation>
    </message>
    <message>
        <source>Print a script that lets a shell complete commands, options and environments.</source>
        <translation>Afficher un script qui permet à un interpréteur de compléter commandes, options et environnements.</translation>
    </message>
    <message>
        <source>The shell: bash, zsh or fish.</source>
        <translation>L’interpréteur&#xa0;: bash, zsh ou fish.</translation>
    </message>
    <message>
        <source>Print the manual page: sosie-cli man | man -l -</source>
        <translation>Afficher la page de manuel&#xa0;: sosie-cli man | man -l -</translation>
    </message>
    <message>
        <source>Print the JSON Schema of what --json prints, one name each: report, plan, …</source>
        <translation>Afficher le schéma JSON de ce qu’affiche --json, un nom pour chacun&#xa0;: report, plan, …</translation>
    </message>
    <message>
        <source>Which; all names when absent.</source>
        <translation>Lequel&#x202f;; sans nom, tous les noms.</translation>
    </message>
    <message>
        <source>Done; no difference; verified.</source>
        <translation>Fait&#x202f;; aucune différence&#x202f;; vérifié.</translation>
    </message>
    <message>
        <source>Differences were found, or a verification or validation is negative.</source>
        <translation>Des différences ont été trouvées, ou une vérification ou validation est négative.</translation>
    </message>
    <message>
        <source>Failed; the target is as before.</source>
        <translation>Échec&#x202f;; la cible est comme avant.</translation>
    </message>
    <message>
        <source>Failed; the target needs attention, and the message says what.</source>
        <translation>Échec&#x202f;; la cible demande une intervention, et le message dit laquelle.</translation>
    </message>
    <message>
        <source>The command was given wrongly.</source>
        <translation>La commande est mal écrite.</translation>
    </message>
    <message>
        <source>A file that was given cannot be used.</source>
        <translation>Un fichier donné est inutilisable.</translation>
    </message>
    <message>
        <source>A server was not reached.</source>
        <translation>Un serveur n’a pas été joint.</translation>
    </message>
    <message>
        <source>A file could not be read or written; disk full.</source>
        <translation>Un fichier n’a pu être lu ou écrit&#x202f;; disque plein.</translation>
    </message>
    <message>
        <source>Somebody else is at work; try later.</source>
        <translation>Une autre opération est en cours&#x202f;; réessayez plus tard.</translation>
    </message>
    <message>
        <source>Refused by the guard, or a right is missing.</source>
        <translation>Refusé par le garde, ou il manque un droit.</translation>
    </message>
    <message>
        <source>Stopped by a signal; the target is as before.</source>
        <translation>Arrêté par un signal&#x202f;; la cible est comme avant.</translation>
    </message>
    <message>
        <source>What libpq reads, with the same meaning; ~/.pgpass and pg_service.conf too.</source>
        <translation>Ce que lit libpq, avec le même sens&#x202f;; ~/.pgpass et pg_service.conf aussi.</translation>
    </message>
    <message>
        <source>The password of the environment NAME, in capitals, other characters as _.</source>
        <translation>Le mot de passe de l’environnement NAME, en capitales, les autres caractères remplacés par _.</translation>
    </message>
    <message>
        <source>A file with the project key, which makes the same value the same fake in every clone.</source>
        <translation>Un fichier contenant la clé du projet, qui donne à une même valeur la même valeur fictive dans chaque clone.</translation>
    </message>
    <message>
        <source>Like --home.</source>
        <translation>Comme --home.</translation>
    </message>
    <message>
        <source>Like --no-color.</source>
        <translation>Comme --no-color.</translation>
    </message>
    <message>
        <source>Synopsis</source>
        <translation>Synopsis</translation>
    </message>
    <message>
        <source>Exit status</source>
        <translation>Code de retour</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>Variables d’environnement</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;: %2.</source>
        <translation>«&#x202f;%1&#x202f;» n’existe pas&#xa0;: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n technical column(s) stay as they are. --json names each with its reason.</source>
        <translation>
            <numerusform>%n colonne technique reste telle quelle. --json la nomme avec sa raison.</numerusform>
            <numerusform>%n colonnes techniques restent telles quelles. --json nomme chacune avec sa raison.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical column(s) are as they were too: keys, amounts, dates, states. --json names each with its reason.</source>
        <translation>
            <numerusform>%n colonne technique est elle aussi telle qu’elle était&#xa0;: clé, montant, date, état. --json la nomme avec sa raison.</numerusform>
            <numerusform>%n colonnes techniques sont elles aussi telles qu’elles étaient&#xa0;: clés, montants, dates, états. --json nomme chacune avec sa raison.</numerusform>
        </translation>
    </message>
    <message>
        <source>In clear, although it should not be</source>
        <translation>En clair, alors que cela ne devrait pas l’être</translation>
    </message>
    <message>
        <source>In the structure, which is as it was</source>
        <translation>Dans la structure, qui est telle qu’elle était</translation>
    </message>
    <message>
        <source>In the structure, which would be as it is</source>
        <translation>Dans la structure, qui serait telle qu’elle est</translation>
    </message>
    <message>
        <source>The name of the target, to agree that its copy is dropped.</source>
        <translation>Le nom de la cible, pour accepter que sa copie soit supprimée.</translation>
    </message>
    <message>
        <source>What the clone has put into &quot;%1&quot; will be dropped: %2 rows, %3.</source>
        <translation>Ce que le clonage a mis dans «&#xa0;%1&#xa0;» sera supprimé&#xa0;: %2 lignes, %3.</translation>
    </message>
    <message>
        <source>of &quot;%1&quot;, %2; can be undone</source>
        <translation>de «&#xa0;%1&#xa0;», %2&#xa0;; peut être défait</translation>
    </message>
    <message>
        <source>of &quot;%1&quot;, %2; did not end</source>
        <translation>de «&#xa0;%1&#xa0;», %2&#xa0;; ne s’est pas terminé</translation>
    </message>
    <message>
        <source>Last clone</source>
        <translation>Dernier clonage</translation>
    </message>
    <message>
        <source>The language: fr or en.</source>
        <translation>La langue&#xa0;: fr ou en.</translation>
    </message>
    <message>
        <source>Parallel streams, 1 to 64; chosen by itself when absent.</source>
        <translation>Flux parallèles, de 1 à 64&#x202f;; choisis automatiquement en l’absence de cette option.</translation>
    </message>
    <message>
        <source>So that every Sosie, on any computer, knows it as a production, its owner can say so in the database itself: %1</source>
        <translation>Pour que tout Sosie, sur n’importe quel ordinateur, la reconnaisse comme une production, son propriétaire peut le dire dans la base elle-même&#xa0;: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a production. Another type is kept in the history with its reason, and its database counts as a production all the same.</source>
        <translation>«&#x202f;%1&#x202f;» est une production. Un autre type est consigné dans l’historique avec sa raison, et sa base compte tout de même comme une production.</translation>
    </message>
    <message>
        <source>Type its name to go on (%1):</source>
        <translation>Saisissez son nom pour continuer (%1)&#xa0;:</translation>
    </message>
    <message>
        <source>Reason:</source>
        <translation>Raison&#xa0;:</translation>
    </message>
    <message>
        <source>The name of a production that gets another type, typed once more.</source>
        <translation>Le nom d’une production qui change de type, saisi une fois de plus.</translation>
    </message>
    <message>
        <source>Why a production gets another type.</source>
        <translation>Pourquoi une production change de type.</translation>
    </message>
    <message>
        <source>The value of %1 is not one that it takes. %2</source>
        <translation>La valeur de %1 n’est pas de celles que cette option accepte. %2</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>sortie standard</translation>
    </message>
    <message>
        <source>Language of the window: fr or en.</source>
        <translation>Langue de la fenêtre&#xa0;: fr ou en.</translation>
    </message>
    <message>
        <source>What is done now cannot be written into the history: %1</source>
        <translation>Ce qui se fait maintenant ne peut pas être écrit dans l’historique&#xa0;: %1</translation>
    </message>
    <message>
        <source>The production &quot;%1&quot; could not be reached now: until it has been (&quot;sosie-cli env test&quot;), whatever has its address counts as this production.</source>
        <translation>La production «&#x202f;%1&#x202f;» n’a pas pu être jointe maintenant&#xa0;: tant qu’elle ne l’a pas été («&#x202f;sosie-cli env test&#x202f;»), tout ce qui a son adresse compte comme cette production.</translation>
    </message>
    <message>
        <source>--rules and --no-rules exclude each other.</source>
        <translation>--rules et --no-rules s’excluent.</translation>
    </message>
    <message>
        <source>A rule file: what happens to which column. Without it the rules kept for the source are used, if there are any (&quot;sosie-cli rules show&quot;).</source>
        <translation>Un fichier de règles&#xa0;: ce qui arrive à quelle colonne. Sans lui, les règles enregistrées pour la source s’appliquent, s’il y en a («&#x202f;sosie-cli rules show&#x202f;»).</translation>
    </message>
    <message>
        <source>Use no rules, not even those kept for the source: detection alone decides.</source>
        <translation>N’appliquer aucune règle, pas même celles enregistrées pour la source&#xa0;: la détection décide seule.</translation>
    </message>
    <message>
        <source>The rules kept for &quot;%1&quot; are used.</source>
        <translation>Les règles enregistrées pour «&#x202f;%1&#x202f;» s’appliquent.</translation>
    </message>
    <message>
        <source>Rules are kept for environments with a name, not for addresses.</source>
        <translation>Les règles s’enregistrent pour des environnements qui ont un nom, pas pour des adresses.</translation>
    </message>
    <message>
        <source>No rules are kept for &quot;%1&quot;: detection alone decides.</source>
        <translation>Aucune règle n’est enregistrée pour «&#x202f;%1&#x202f;»&#xa0;: la détection décide seule.</translation>
    </message>
    <message>
        <source>These rules are kept for &quot;%1&quot;: its clones use them.</source>
        <translation>Ces règles sont enregistrées pour «&#x202f;%1&#x202f;»&#xa0;: ses clones les appliquent.</translation>
    </message>
    <message>
        <source>--rules is needed: no rules are kept for &quot;%1&quot;.</source>
        <translation>--rules est nécessaire&#xa0;: aucune règle n’est enregistrée pour «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Every rule kept for &quot;%1&quot; fits it.</source>
        <translation>Toutes les règles enregistrées pour «&#x202f;%1&#x202f;» lui conviennent.</translation>
    </message>
    <message>
        <source>Show the rules kept for an environment.</source>
        <translation>Montrer les règles enregistrées pour un environnement.</translation>
    </message>
    <message>
        <source>Write them as a rule file instead.</source>
        <translation>Les écrire plutôt dans un fichier de règles.</translation>
    </message>
    <message>
        <source>Keep the rules of a file for an environment: its clones use them.</source>
        <translation>Enregistrer les règles d’un fichier pour un environnement&#xa0;: ses clones les appliquent.</translation>
    </message>
    <message>
        <source>Keep no rules for an environment any more.</source>
        <translation>N’enregistrer plus aucune règle pour un environnement.</translation>
    </message>
    <message>
        <source>of &quot;%1&quot;, %2; under way</source>
        <translation>de «&#x202f;%1&#x202f;», %2&#x202f;; en cours</translation>
    </message>
    <message>
        <source>The name of the target, to agree to its replacement, or to personal data in clear in it.</source>
        <translation>Le nom de la cible, pour accepter son remplacement, ou des données personnelles en clair dans celle-ci.</translation>
    </message>
    <message>
        <source>--skip-broken-rows goes with neither --where, --since nor --sample.</source>
        <translation>--skip-broken-rows ne va ni avec --where, ni avec --since, ni avec --sample.</translation>
    </message>
    <message>
        <source>Leave out rows that break a foreign key or a uniqueness of the source itself, and those that refer to them, and list them in this file.</source>
        <translation>Laisser de côté les lignes qui contredisent une clé étrangère ou une unicité de la source elle-même, et celles qui s’y réfèrent, et les énumérer dans ce fichier.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no pooler: its host, host:port, or its whole connection string.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un pooler&#xa0;: son hôte, hôte:port, ou sa chaîne de connexion entière.</translation>
    </message>
    <message>
        <source>The server could not be reached. The « Session pooler » of the project&apos;s « Connect » page (its host, or the whole connection string; empty: none):</source>
        <translation>Le serveur n’a pas pu être atteint. Le «&#x202f;Session pooler&#x202f;» de la page «&#x202f;Connect&#x202f;» du projet (son hôte, ou toute la chaîne de connexion&#x202f;; vide&#xa0;: aucun)&#xa0;:</translation>
    </message>
    <message>
        <source>The session pooler to go through when the server itself cannot be reached (a Supabase project over IPv4): its host, with a port if it is not 5432, or &quot;none&quot;.</source>
        <translation>Le session pooler à prendre quand le serveur lui-même ne peut être atteint (un projet Supabase en IPv4)&#xa0;: son hôte, avec un port si ce n’est pas 5432, ou «&#x202f;none&#x202f;».</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Essayé</translation>
    </message>
    <message>
        <source>Clone the rest without routines and views whose text no server reads back, and without what needs them.</source>
        <translation>Cloner le reste sans les routines et les vues dont aucun serveur ne relit le texte, ni ce qui en a besoin.</translation>
    </message>
    <message>
        <source>%1 is in the trash: &quot;sosie-cli backups remove --undo %2&quot; brings it back.</source>
        <translation>%1 est dans la corbeille&#xa0;: &quot;sosie-cli backups remove --undo %2&quot; la ramène.</translation>
    </message>
    <message>
        <source>%1 stays. %2</source>
        <translation>%1 reste. %2</translation>
    </message>
    <message>
        <source>Brought back from the trash.</source>
        <translation>Ramenée de la corbeille.</translation>
    </message>
    <message>
        <source>Name backups, or say which by options, not both.</source>
        <translation>Nommez des sauvegardes, ou dites lesquelles par des options, pas les deux.</translation>
    </message>
    <message>
        <source>--undo wants the backups by name.</source>
        <translation>--undo demande les sauvegardes par leur nom.</translation>
    </message>
    <message>
        <source>Pinned: it stays until it is unpinned.</source>
        <translation>Épinglée&#xa0;: elle reste tant qu’elle n’est pas désépinglée.</translation>
    </message>
    <message>
        <source>Unpinned.</source>
        <translation>Désépinglée.</translation>
    </message>
    <message>
        <source>The note is gone.</source>
        <translation>La note est retirée.</translation>
    </message>
    <message>
        <source>Noted.</source>
        <translation>C’est noté.</translation>
    </message>
    <message>
        <source>The tags are gone.</source>
        <translation>Les étiquettes sont retirées.</translation>
    </message>
    <message>
        <source>Tagged.</source>
        <translation>Étiquetée.</translation>
    </message>
    <message>
        <source>%1 new, %2 found again, %3 known already, %4 refused. What is new counts as not verified: &quot;sosie-cli verify NUMBER&quot;.</source>
        <translation>Nouvelles&#xa0;: %1, retrouvées&#xa0;: %2, déjà connues&#xa0;: %3, refusées&#xa0;: %4. Une nouvelle compte comme non vérifiée&#xa0;: &quot;sosie-cli verify NUMÉRO&quot;.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; opens with the new password. Copies that were made before still open with the old one.</source>
        <translation>&quot;%1&quot; s’ouvre avec le nouveau mot de passe. Les copies faites auparavant s’ouvrent encore avec l’ancien.</translation>
    </message>
    <message>
        <source>Its number, the first digits of its identifier, or its file.</source>
        <translation>Son numéro, les premiers chiffres de son identifiant, ou son fichier.</translation>
    </message>
    <message>
        <source>Move backups to a trash, where they stay for 7 days. Pinned ones stay; so does, unless it is named alone, the last one of an environment that can be restored.</source>
        <translation>Mettre des sauvegardes à la corbeille, où elles restent 7 jours. Les épinglées restent en place&#x202f;; de même, sauf si elle est seule nommée, la dernière d’un environnement qui peut être restaurée.</translation>
    </message>
    <message>
        <source>Only those older than so many days.</source>
        <translation>Seulement celles qui ont plus de tant de jours.</translation>
    </message>
    <message>
        <source>Bring the named ones back from the trash.</source>
        <translation>Ramener de la corbeille celles qui sont nommées.</translation>
    </message>
    <message>
        <source>Keep backups from being removed.</source>
        <translation>Empêcher que des sauvegardes soient supprimées.</translation>
    </message>
    <message>
        <source>Let backups be removed again.</source>
        <translation>Permettre à nouveau que des sauvegardes soient supprimées.</translation>
    </message>
    <message>
        <source>Write a note to a backup, or take it away.</source>
        <translation>Écrire une note sur une sauvegarde, ou la retirer.</translation>
    </message>
    <message>
        <source>The note; without one it is taken away.</source>
        <translation>La note&#x202f;; sans elle, celle qui existe est retirée.</translation>
    </message>
    <message>
        <source>Set the tags of a backup, instead of those it had.</source>
        <translation>Donner à une sauvegarde ses étiquettes, à la place de celles qu’elle avait.</translation>
    </message>
    <message>
        <source>The tags; without any they are taken away.</source>
        <translation>Les étiquettes&#x202f;; sans aucune, celles qui existent sont retirées.</translation>
    </message>
    <message>
        <source>Take the backups of a folder into the list, of another computer for example.</source>
        <translation>Reprendre dans la liste les sauvegardes d’un dossier, d’un autre ordinateur par exemple.</translation>
    </message>
    <message>
        <source>The folder. Nothing in it is changed.</source>
        <translation>Le dossier. Rien n’y est modifié.</translation>
    </message>
    <message>
        <source>Give an encrypted backup another password, without encrypting it again.</source>
        <translation>Donner un autre mot de passe à une sauvegarde chiffrée, sans la chiffrer à nouveau.</translation>
    </message>
    <message>
        <source>Only backups of this environment.</source>
        <translation>Seulement les sauvegardes de cet environnement.</translation>
    </message>
    <message>
        <source>Only those that are running, completed, failed, cancelled, missing or deleted.</source>
        <translation>Seulement celles qui sont running (en cours), completed (réussies), failed (en échec), cancelled (annulées), missing (fichier absent) ou deleted (supprimées).</translation>
    </message>
    <message>
        <source>Only those of this kind: full or manual.</source>
        <translation>Seulement celles de ce type&#xa0;: full (complète) ou manual (manuelle).</translation>
    </message>
    <message>
        <source>Only those with this tag.</source>
        <translation>Seulement celles qui ont cette étiquette.</translation>
    </message>
    <message>
        <source>Only those whose file, note, identifier or environment contains this.</source>
        <translation>Seulement celles dont le fichier, la note, l’identifiant ou l’environnement contient ce texte.</translation>
    </message>
    <message>
        <source>Only those of which at least this was shown: intact, complete or restored.</source>
        <translation>Seulement celles dont ceci au moins a été prouvé&#xa0;: intact (fichier intact), complete (contenu complet) ou restored (restaurée à l’épreuve).</translation>
    </message>
    <message>
        <source>Only pinned ones.</source>
        <translation>Seulement les épinglées.</translation>
    </message>
    <message>
        <source>full</source>
        <translation>complète</translation>
    </message>
    <message>
        <source>incremental</source>
        <translation>incrémentale</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>manuelle</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>réussie</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulée</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>fichier absent</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>supprimée</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>file intact</source>
        <translation>fichier intact</translation>
    </message>
    <message>
        <source>content complete</source>
        <translation>contenu complet</translation>
    </message>
    <message>
        <source>restored on trial</source>
        <translation>épreuve de restauration</translation>
    </message>
    <message>
        <source>, pinned</source>
        <translation>, épinglée</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Data of</source>
        <translation>Données du</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Size of the file</source>
        <translation>Taille du fichier</translation>
    </message>
    <message>
        <source>Size of the rows</source>
        <translation>Taille des lignes</translation>
    </message>
    <message>
        <source>Anonymized</source>
        <translation>Anonymisée</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Chiffrée</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Épinglée</translation>
    </message>
    <message>
        <source>Verified on</source>
        <translation>Vérifiée le</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>%1 of %2 succeeded; their files take %3; half of them took at most %4.</source>
        <translation>%1 sur %2 ont réussi&#x202f;; leurs fichiers occupent %3&#x202f;; la moitié a pris au plus %4.</translation>
    </message>
    <message>
        <source>New password of &quot;%1&quot;:</source>
        <translation>Nouveau mot de passe de &quot;%1&quot;&#xa0;:</translation>
    </message>
    <message>
        <source>The same once more:</source>
        <translation>Le même encore une fois&#xa0;:</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>Les deux mots de passe diffèrent.</translation>
    </message>
    <message>
        <source>There is no backup yet. A folder of backups from elsewhere is taken in with &quot;sosie-cli backups adopt DIR&quot;.</source>
        <translation>Il n’y a pas encore de sauvegarde. Un dossier de sauvegardes venu d’ailleurs est repris avec &quot;sosie-cli backups adopt DOSSIER&quot;.</translation>
    </message>
    <message>
        <source>No backup is like that.</source>
        <translation>Aucune sauvegarde ne correspond.</translation>
    </message>
    <message>
        <source>The newest %1 of %2 are shown.</source>
        <translation>Les %1 plus récentes sur %2 sont affichées.</translation>
    </message>
    <message>
        <source>The table was written to &quot;%1&quot;.</source>
        <translation>Le tableau a été écrit dans &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Write the backups as a table for a spreadsheet.</source>
        <translation>Écrire les sauvegardes comme tableau pour un tableur.</translation>
    </message>
    <message>
        <source>As CSV, which is the only form there is.</source>
        <translation>En CSV, la seule forme qui existe.</translation>
    </message>
    <message>
        <source>Into this file instead of the standard output.</source>
        <translation>Dans ce fichier au lieu de la sortie standard.</translation>
    </message>
    <message>
        <source>What stands between cells: , or ;.</source>
        <translation>Ce qui sépare les cellules&#xa0;: , ou&#x202f;;.</translation>
    </message>
    <message>
        <source>Names of columns: keys that never change, or words for people.</source>
        <translation>Noms des colonnes&#xa0;: keys (clés qui ne changent jamais) ou people (mots pour les personnes).</translation>
    </message>
    <message>
        <source>Begin with a mark of byte order, which some spreadsheets need.</source>
        <translation>Commencer par une marque d’ordre des octets, dont certains tableurs ont besoin.</translation>
    </message>
    <message>
        <source>The backups of this computer: list, look at, keep, remove, take in.</source>
        <translation>Les sauvegardes de cet ordinateur&#xa0;: lister, regarder, garder, supprimer, reprendre.</translation>
    </message>
    <message>
        <source>List the backups, newest first.</source>
        <translation>Lister les sauvegardes, la plus récente d’abord.</translation>
    </message>
    <message>
        <source>How many at most: 1 to 100,000.</source>
        <translation>Combien au plus&#xa0;: de 1 à 100 000.</translation>
    </message>
    <message>
        <source>Show everything about one backup.</source>
        <translation>Tout afficher d’une sauvegarde.</translation>
    </message>
    <message>
        <source>Say into which folder: --output DIR.</source>
        <translation>Dites dans quel dossier&#xa0;: --output DOSSIER.</translation>
    </message>
    <message>
        <source>The kit is in &quot;%1&quot;. Begin with %2, and keep a copy where this computer is not.</source>
        <translation>La trousse est dans &quot;%1&quot;. Commencez par %2, et gardez-en une copie là où cet ordinateur n’est pas.</translation>
    </message>
    <message>
        <source>Write what opens and restores backups when there is no Sosie any more.</source>
        <translation>Écrire la trousse de secours&#xa0;: de quoi ouvrir et restaurer les sauvegardes quand il n’y a plus de Sosie.</translation>
    </message>
    <message>
        <source>The folder to write it into.</source>
        <translation>Le dossier où l’écrire.</translation>
    </message>
    <message>
        <source>Where the password of the encrypted backups is kept; never the password itself.</source>
        <translation>Où est gardé le mot de passe des sauvegardes chiffrées&#x202f;; jamais le mot de passe lui-même.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is verified: %2.</source>
        <translation>&quot;%1&quot; est vérifiée&#xa0;: %2.</translation>
    </message>
    <message>
        <source>This version verifies no backup to level %1.</source>
        <translation>Cette version ne vérifie aucune sauvegarde jusqu’au niveau %1.</translation>
    </message>
    <message>
        <source>Verifying &quot;%1&quot;</source>
        <translation>Vérification de &quot;%1&quot;</translation>
    </message>
    <message>
        <source>Name a backup, or two environments, not both.</source>
        <translation>Nommez une sauvegarde, ou deux environnements, pas les deux.</translation>
    </message>
    <message>
        <source>Both --source and --target are needed, or the name of a backup.</source>
        <translation>Il faut --source et --target, ou le nom d’une sauvegarde.</translation>
    </message>
    <message>
        <source>Compare structure and rows of two environments, writing to neither; or prove that a backup is what was written.</source>
        <translation>Comparer la structure et les lignes de deux environnements, sans écrire dans aucun&#x202f;; ou prouver qu’une sauvegarde est ce qui a été écrit.</translation>
    </message>
    <message>
        <source>A backup instead: its number, the first digits of its identifier, or its file.</source>
        <translation>Une sauvegarde à la place&#xa0;: son numéro, les premiers chiffres de son identifiant, ou son fichier.</translation>
    </message>
    <message>
        <source>How far a backup is verified: 1 the file is intact, 2 its content is complete, 3 it was restored on trial.</source>
        <translation>Jusqu’où vérifier une sauvegarde&#xa0;: 1 le fichier est intact, 2 son contenu est complet, 3 elle a été restaurée à l’épreuve.</translation>
    </message>
    <message>
        <source>Backing up &quot;%1&quot;</source>
        <translation>Sauvegarde de «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>archive (default; pg_restore reads it), sql or sql.gz (psql reads them).</source>
        <translation>archive (par défaut&#x202f;; pg_restore la lit), sql ou sql.gz (psql les lit).</translation>
    </message>
    <message>
        <source>The file, or the folder in which it gets a name; Sosie&apos;s own folder when absent.</source>
        <translation>Le fichier, ou le dossier dans lequel il reçoit un nom&#x202f;; le dossier de Sosie si absent.</translation>
    </message>
    <message>
        <source>Encrypt the file with a password: that of the variable SOSIE_BACKUP_PASSWORD, or one that is typed.</source>
        <translation>Chiffrer le fichier avec un mot de passe&#xa0;: celui de la variable SOSIE_BACKUP_PASSWORD, ou celui que vous saisissez.</translation>
    </message>
    <message>
        <source>A note kept with the backup.</source>
        <translation>Une note conservée avec la sauvegarde.</translation>
    </message>
    <message>
        <source>A tag kept with the backup.</source>
        <translation>Une étiquette conservée avec la sauvegarde.</translation>
    </message>
    <message>
        <source>A script that takes away first what it makes.</source>
        <translation>Un script qui supprime d’abord ce qu’il crée.</translation>
    </message>
    <message>
        <source>With --clean: without failing where that is not there.</source>
        <translation>Avec --clean&#xa0;: sans échouer là où il n’y a rien à supprimer.</translation>
    </message>
    <message>
        <source>A script that says nothing of owners.</source>
        <translation>Un script qui ne dit rien des propriétaires.</translation>
    </message>
    <message>
        <source>A script that says nothing of privileges.</source>
        <translation>Un script qui ne dit rien des privilèges.</translation>
    </message>
    <message>
        <source>Back up the rows of these tables, and of those they refer to, only; * and ? stand for letters, @NAME for a group of tables.</source>
        <translation>Ne sauvegarder que les lignes de ces tables, et de celles auxquelles elles renvoient&#x202f;; * et&#x202f;? remplacent des lettres, @NOM désigne un groupe de tables.</translation>
    </message>
    <message>
        <source>Do not back up the rows of these tables; * and ? stand for letters.</source>
        <translation>Ne pas sauvegarder les lignes de ces tables&#x202f;; * et&#x202f;? remplacent des lettres.</translation>
    </message>
    <message>
        <source>Without rows.</source>
        <translation>Sans les lignes.</translation>
    </message>
    <message>
        <source>Rows alone, without what they need to be in.</source>
        <translation>Les lignes seules, sans la structure qui les reçoit.</translation>
    </message>
    <message>
        <source>Replace personal data, so that the file can leave the company.</source>
        <translation>Remplacer les données personnelles, pour que le fichier puisse quitter l’entreprise.</translation>
    </message>
    <message>
        <source>Why clear data of a production may lie where others can read it.</source>
        <translation>Pourquoi des données en clair d’une production peuvent se trouver là où d’autres peuvent les lire.</translation>
    </message>
    <message>
        <source>The name of the source, to agree to clear data lying where others can read it.</source>
        <translation>Le nom de la source, pour accepter que des données en clair se trouvent là où d’autres peuvent les lire.</translation>
    </message>
    <message>
        <source>Write an environment into a file that restores it, without writing to it.</source>
        <translation>Écrire un environnement dans un fichier qui le restaure, sans rien y modifier.</translation>
    </message>
    <message>
        <source>full: everything (default); manual: what is chosen below.</source>
        <translation>full&#xa0;: tout (par défaut)&#x202f;; manual&#xa0;: ce qui est choisi ci-dessous.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is backed up, its personal data replaced.</source>
        <translation>«&#x202f;%1&#x202f;» est sauvegardé, ses données personnelles remplacées.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is backed up.</source>
        <translation>«&#x202f;%1&#x202f;» est sauvegardé.</translation>
    </message>
    <message>
        <source>File: %1 (%2)</source>
        <translation>Fichier&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256&#xa0;: %1</translation>
    </message>
    <message>
        <source>A file and --target are needed.</source>
        <translation>Un fichier et --target sont nécessaires.</translation>
    </message>
    <message>
        <source>Restoring &quot;%1&quot; to &quot;%2&quot;</source>
        <translation>Restauration de «&#x202f;%1&#x202f;» vers «&#x202f;%2&#x202f;»</translation>
    </message>
    <message>
        <source>Replace personal data; always done for a file that may hold a production&apos;s.</source>
        <translation>Remplacer les données personnelles&#x202f;; toujours fait pour un fichier qui peut contenir celles d’une production.</translation>
    </message>
    <message>
        <source>Restore the rest without routines and views whose text no server reads back, and without what needs them.</source>
        <translation>Restaurer le reste sans les routines et les vues dont aucun serveur ne relit le texte, ni ce qui en a besoin.</translation>
    </message>
    <message>
        <source>Replace an environment by what a file holds, personal data replaced.</source>
        <translation>Remplacer un environnement par le contenu d’un fichier, données personnelles remplacées.</translation>
    </message>
    <message>
        <source>A file is needed.</source>
        <translation>Un fichier est nécessaire.</translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation>Examen du fichier</translation>
    </message>
    <message>
        <source>Show what a file holds, and what it asks for, without running anything of it.</source>
        <translation>Montrer ce que contient un fichier et ce qu’il demande, sans rien en exécuter.</translation>
    </message>
    <message>
        <source>Load it into a private server that is thrown away after, to see what arrives there and which columns hold personal data.</source>
        <translation>Le charger dans un serveur privé, jeté ensuite, pour voir ce qui y arrive et quelles colonnes contiennent des données personnelles.</translation>
    </message>
    <message>
        <source>SQL script</source>
        <translation>Script SQL</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Écrit par</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Données personnelles</translation>
    </message>
    <message>
        <source>counts as a production in clear: nothing says otherwise</source>
        <translation>compte comme une production en clair&#xa0;: rien ne dit le contraire</translation>
    </message>
    <message>
        <source>said by its manifest to be nobody&apos;s in clear</source>
        <translation>en clair de personne, d’après son manifeste</translation>
    </message>
    <message>
        <source>%1: %2 (line %3)</source>
        <translation>%1&#xa0;: %2 (ligne %3)</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objets</translation>
    </message>
    <message>
        <source>What it asks for beyond its own tables</source>
        <translation>Ce qu’il demande au-delà de ses propres tables</translation>
    </message>
    <message>
        <source>Not loaded into the private server</source>
        <translation>Non chargé dans le serveur privé</translation>
    </message>
    <message>
        <source>Columns that seem to hold personal data</source>
        <translation>Colonnes qui semblent contenir des données personnelles</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was restored to &quot;%2&quot;, its personal data replaced, and the result verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été restauré dans «&#x202f;%2&#x202f;», ses données personnelles remplacées, et le résultat vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was restored to &quot;%2&quot;, its personal data replaced. The result was not verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été restauré dans «&#x202f;%2&#x202f;», ses données personnelles remplacées. Le résultat n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was restored to &quot;%2&quot; as it is, and the result verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été restauré tel quel dans «&#x202f;%2&#x202f;», et le résultat vérifié.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was restored to &quot;%2&quot; as it is. The result was not verified.</source>
        <translation>«&#x202f;%1&#x202f;» a été restauré tel quel dans «&#x202f;%2&#x202f;». Le résultat n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>What is neither compared nor changed, with commas between them: owners, grants, comments, tablespaces, column-order, storage, extension-versions, white-space, publications. Values of sequences never are.</source>
        <translation>Ce qui n’est ni comparé ni modifié, séparé par des virgules&#xa0;: owners, grants, comments, tablespaces, column-order, storage, extension-versions, white-space, publications. Les valeurs des séquences ne le sont jamais.</translation>
    </message>
    <message>
        <source>How the difference is printed: text, markdown, html, json, or sql for the script.</source>
        <translation>La forme de la différence&#xa0;: text, markdown, html, json, ou sql pour le script.</translation>
    </message>
    <message>
        <source>Write the script to this file, for psql.</source>
        <translation>Écrire le script dans ce fichier, pour psql.</translation>
    </message>
    <message>
        <source>Write the script that brings the target&apos;s structure back to this file.</source>
        <translation>Écrire dans ce fichier le script qui ramène la structure de la cible.</translation>
    </message>
    <message>
        <source>Let the script drop what only the target has; else such drops are comments in it.</source>
        <translation>Laisser le script supprimer ce que seule la cible possède&#x202f;; sinon, ces suppressions y sont des commentaires.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have the same structure.</source>
        <translation>«&#x202f;%1&#x202f;» et «&#x202f;%2&#x202f;» ont la même structure.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; differ: %3.</source>
        <translation>«&#x202f;%1&#x202f;» et «&#x202f;%2&#x202f;» diffèrent&#xa0;: %3.</translation>
    </message>
    <message>
        <source>What the script would do, and take:</source>
        <translation>Ce que le script ferait, et prendrait&#xa0;:</translation>
    </message>
    <message>
        <source>What has another name in the source: schema.old=new for a table, schema.table.old=new for a column; as often as needed.</source>
        <translation>Ce qui porte un autre nom dans la source&#xa0;: schéma.ancien=nouveau pour une table, schéma.table.ancien=nouveau pour une colonne&#x202f;; autant de fois que nécessaire.</translation>
    </message>
    <message>
        <source>A file of pg_dump or of Sosie, in any form; several for roles, structure and rows; or the number or identifier of a backup.</source>
        <translation>Un fichier de pg_dump ou de Sosie, sous n’importe quelle forme&#x202f;; plusieurs pour les rôles, la structure et les lignes&#x202f;; ou le numéro ou l’identifiant d’une sauvegarde.</translation>
    </message>
    <message>
        <source>archive of pg_dump</source>
        <translation>archive de pg_dump</translation>
    </message>
    <message>
        <source>%1 is needed.</source>
        <translation>%1 est nécessaire.</translation>
    </message>
    <message>
        <source>Nothing takes %1 here.</source>
        <translation>Rien ne prend %1 à cet endroit.</translation>
    </message>
    <message>
        <source>%1 wants another number of values. %2</source>
        <translation>%1 attend un autre nombre de valeurs. %2</translation>
    </message>
    <message>
        <source>A backup file to open, or the address of a database to add.</source>
        <translation>Un fichier de sauvegarde à ouvrir, ou l’adresse d’une base à ajouter.</translation>
    </message>
    <message>
        <source>The structure of &quot;%1&quot; was saved.</source>
        <translation>La structure de «&#x202f;%1&#x202f;» est enregistrée.</translation>
    </message>
    <message>
        <source>Show how the structures of two environments or files differ, and write the script that makes the target like the source. Writes to neither.</source>
        <translation>Montrer en quoi les structures de deux environnements ou fichiers diffèrent, et écrire le script qui rend la cible semblable à la source. N’écrit dans aucun des deux.</translation>
    </message>
    <message>
        <source>What is as it should be: an environment, an address, a backup by its number, a file of pg_dump or of --save, a folder of migrations, or files with commas between them.</source>
        <translation>Ce qui est comme il faut&#xa0;: un environnement, une adresse, une sauvegarde par son numéro, un fichier de pg_dump ou de --save, un dossier de migrations, ou des fichiers séparés par des virgules.</translation>
    </message>
    <message>
        <source>What would become like it: the same kinds of things.</source>
        <translation>Ce qui deviendrait semblable&#xa0;: les mêmes sortes de choses.</translation>
    </message>
    <message>
        <source>Save the structure of the source to this file, to compare with it later; then the target may be left out.</source>
        <translation>Enregistrer la structure de la source dans ce fichier, pour comparer avec elle plus tard&#x202f;; la cible peut alors être omise.</translation>
    </message>
    <message>
        <source>Write the differences to this file as failed tests.</source>
        <translation>Écrire les différences dans ce fichier comme des tests échoués.</translation>
    </message>
    <message>
        <source>Run the script and its reverse on a copy of the target&apos;s structure, in a private server, and count the rows of the target that would be in the way.</source>
        <translation>Exécuter le script et son inverse sur une copie de la structure de la cible, dans un serveur privé, et compter les lignes de la cible qui gêneraient.</translation>
    </message>
    <message>
        <source>Sosie: %1</source>
        <translation>Sosie&#xa0;: %1</translation>
    </message>
    <message>
        <source>Changing &quot;%2&quot; to be like &quot;%1&quot;</source>
        <translation>«&#x202f;%2&#x202f;» devient semblable à «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>The environment whose structure is changed: a name or an address.</source>
        <translation>L’environnement dont la structure est changée&#xa0;: un nom ou une adresse.</translation>
    </message>
    <message>
        <source>Only these objects and what they need; * and ? stand for letters.</source>
        <translation>Seulement ces objets et ce dont ils ont besoin&#x202f;; * et&#x202f;? remplacent des lettres.</translation>
    </message>
    <message>
        <source>Make the structure of an environment like another one, where data stays: proven on a copy, applied in one transaction, taken back by &quot;rollback&quot;.</source>
        <translation>Rendre la structure d’un environnement semblable à une autre, les données restant&#xa0;: prouvé sur une copie, appliqué en une transaction, repris par «&#x202f;rollback&#x202f;».</translation>
    </message>
    <message>
        <source>Drop what only the target has, too; its values are set aside for a rollback.</source>
        <translation>Supprimer aussi ce que seule la cible possède&#x202f;; ses valeurs sont mises de côté pour un retour en arrière.</translation>
    </message>
    <message>
        <source>Write the script to this file, too.</source>
        <translation>Écrire aussi le script dans ce fichier.</translation>
    </message>
    <message>
        <source>Write the reverse script to this file, too.</source>
        <translation>Écrire aussi le script inverse dans ce fichier.</translation>
    </message>
    <message>
        <source>The name of the target, to agree that its structure is changed.</source>
        <translation>Le nom de la cible, pour accepter que sa structure soit changée.</translation>
    </message>
    <message>
        <source>Compare, prove and say what would be done, and change nothing.</source>
        <translation>Comparer, prouver et dire ce qui serait fait, sans rien changer.</translation>
    </message>
    <message>
        <source>Not tried: %1</source>
        <translation>Non essayé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Structure of %1 and %2</source>
        <translation>Structure de %1 et de %2</translation>
    </message>
    <message>
        <source>It has another name.</source>
        <translation>Il porte un autre nom.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Les deux sont identiques.</translation>
    </message>
    <message>
        <source>Proof of the script</source>
        <translation>Preuve du script</translation>
    </message>
    <message>
        <source>&quot;%2&quot; is like &quot;%1&quot; already: nothing was done.</source>
        <translation>«&#x202f;%2&#x202f;» est déjà semblable à «&#x202f;%1&#x202f;»&#xa0;: rien n’a été fait.</translation>
    </message>
    <message>
        <source>The structure of &quot;%2&quot; was made like that of &quot;%1&quot;.</source>
        <translation>La structure de «&#x202f;%2&#x202f;» est maintenant celle de «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>&quot;sosie-cli rollback --target %1&quot; takes it back, values included.</source>
        <translation>«&#x202f;sosie-cli rollback --target %1&#x202f;» revient en arrière, valeurs comprises.</translation>
    </message>
    <message>
        <source>Print a workflow for continuous integration: github or gitlab, or drift, which compares production with the migrations in git.</source>
        <translation>Afficher un flux d’intégration continue&#xa0;: github ou gitlab, ou drift, qui compare la production aux migrations dans git.</translation>
    </message>
    <message>
        <source>--keep-target-table is for a restore of all: with --table or --side-by-side the target keeps its tables anyway.</source>
        <translation>--keep-target-table sert à une restauration de tout&#xa0;: avec --table ou --side-by-side, la cible garde ses tables de toute façon.</translation>
    </message>
    <message>
        <source>Only the rows of these tables, with commas between them; the tables of the target, and all else there, stay as they are. * and ? stand for letters.</source>
        <translation>Seulement les lignes de ces tables, séparées par des virgules&#x202f;; les tables de la cible, et tout le reste, restent tels quels. * et&#x202f;? remplacent des lettres.</translation>
    </message>
    <message>
        <source>Into new schemas (restored_DATE_SCHEMA), beside what is there, of which nothing is touched.</source>
        <translation>Dans de nouveaux schémas (restored_DATE_SCHÉMA), à côté de ce qui existe, dont rien n’est touché.</translation>
    </message>
    <message>
        <source>Take a script without the last line that pg_dump writes, as far as it goes.</source>
        <translation>Prendre un script sans la dernière ligne qu’écrit pg_dump, jusqu’où il va.</translation>
    </message>
    <message>
        <source>Read all data of an archive to its end, however large it is; up to 256 MiB that is done anyway.</source>
        <translation>Lire toutes les données d’une archive jusqu’au bout, quelle que soit sa taille&#x202f;; jusqu’à 256 Mio, c’est toujours fait.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>read to their end, nothing is wrong with them</source>
        <translation>lues jusqu’au bout, sans défaut</translation>
    </message>
    <message>
        <source>not read: --check does so</source>
        <translation>non lues&#xa0;: --check le fait</translation>
    </message>
    <message>
        <source>%1: the last line that pg_dump writes is missing; the last statement is in line %2. restore takes it with --accept-incomplete.</source>
        <translation>%1&#xa0;: la dernière ligne qu’écrit pg_dump manque&#x202f;; la dernière instruction est à la ligne %2. restore le prend avec --accept-incomplete.</translation>
    </message>
    <message>
        <source>%1: somebody wrote more behind the end of the dump, from line %2 on: %3</source>
        <translation>%1&#xa0;: quelqu’un a écrit après la fin du dump, à partir de la ligne %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Where it ends</source>
        <translation>Où il finit</translation>
    </message>
    <message>
        <source>… the first %1 rows that differ; --rows says how many.</source>
        <translation>… les %1 premières lignes qui diffèrent&#x202f;; --rows dit combien.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have the same rows.</source>
        <translation>«&#x202f;%1&#x202f;» et «&#x202f;%2&#x202f;» ont les mêmes lignes.</translation>
    </message>
    <message>
        <source>Tables with equal rows: %1.</source>
        <translation>Tables aux lignes égales&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Values are hidden, because one of the two is a production: --show-values shows them.</source>
        <translation>Les valeurs sont masquées, car l’un des deux est une production&#xa0;: --show-values les montre.</translation>
    </message>
    <message>
        <source>This is about rows: give --data.</source>
        <translation>Cela concerne les lignes&#xa0;: indiquez --data.</translation>
    </message>
    <message>
        <source>Rows are shown as text, markdown or json.</source>
        <translation>Les lignes sont montrées en text, markdown ou json.</translation>
    </message>
    <message>
        <source>Write SQL to this file that makes the target&apos;s rows like the source&apos;s, in clear. With --allow-data-loss it also deletes what only the target has.</source>
        <translation>Écrire dans ce fichier le SQL qui rend les lignes de la cible semblables à celles de la source, en clair. Avec --allow-data-loss, il supprime aussi ce que seule la cible possède.</translation>
    </message>
    <message>
        <source>Write SQL to this file that brings the target&apos;s rows back after that.</source>
        <translation>Écrire dans ce fichier le SQL qui ramène ensuite les lignes de la cible.</translation>
    </message>
    <message>
        <source>Let that SQL switch the target&apos;s own triggers off while it runs.</source>
        <translation>Faire que ce SQL désactive les déclencheurs de la cible pendant qu’il s’exécute.</translation>
    </message>
    <message>
        <source>The name of the source, typed: needed where others could read clear rows of a production in the file.</source>
        <translation>Le nom de la source, saisi&#xa0;: nécessaire là où d’autres pourraient lire dans le fichier des lignes en clair d’une production.</translation>
    </message>
    <message>
        <source>Compare rows too. The servers hash them; only what differs is read.</source>
        <translation>Comparer aussi les lignes. Les serveurs en calculent des empreintes&#x202f;; seul ce qui diffère est lu.</translation>
    </message>
    <message>
        <source>With --data: only the rows of this table (table or schema.table, where * stands for any letters; @group), and no structure; as often as needed.</source>
        <translation>Avec --data&#xa0;: seulement les lignes de cette table (table ou schéma.table, où * remplace n’importe quelles lettres&#x202f;; @groupe), et pas la structure&#x202f;; autant de fois que nécessaire.</translation>
    </message>
    <message>
        <source>With --data: do not compare this column (column, table.column or schema.table.column); as often as needed.</source>
        <translation>Avec --data&#xa0;: ne pas comparer cette colonne (colonne, table.colonne ou schéma.table.colonne)&#x202f;; autant de fois que nécessaire.</translation>
    </message>
    <message>
        <source>With --data: by which columns rows of a table find each other, instead of its primary key: table=column,column; as often as needed.</source>
        <translation>Avec --data&#xa0;: les colonnes auxquelles les lignes d’une table se reconnaissent, au lieu de sa clé primaire&#xa0;: table=colonne,colonne&#x202f;; autant de fois que nécessaire.</translation>
    </message>
    <message>
        <source>With --data: numbers that lie no farther apart are equal; 0 for by value, so that 1.0 is 1.00.</source>
        <translation>Avec --data&#xa0;: des nombres qui ne sont pas plus éloignés sont égaux&#x202f;; 0 pour comparer par valeur, si bien que 1.0 vaut 1.00.</translation>
    </message>
    <message>
        <source>With --data: what is no difference in texts, with commas between them: case, white-space, json (documents that mean the same).</source>
        <translation>Avec --data&#xa0;: ce qui n’est pas une différence dans les textes, séparé par des virgules&#xa0;: case (casse), white-space (espaces), json (documents de même sens).</translation>
    </message>
    <message>
        <source>With --data: how many rows that differ are shown of each table (20).</source>
        <translation>Avec --data&#xa0;: combien de lignes qui diffèrent sont montrées pour chaque table (20).</translation>
    </message>
    <message>
        <source>With --data: show values of a production too, which are hidden otherwise.</source>
        <translation>Avec --data&#xa0;: montrer aussi les valeurs d’une production, masquées sinon.</translation>
    </message>
    <message>
        <source>Comparing the rows of &quot;%1&quot; with &quot;%2&quot;</source>
        <translation>Comparaison des lignes de «&#x202f;%1&#x202f;» avec «&#x202f;%2&#x202f;»</translation>
    </message>
    <message>
        <source>Let the script write tables anew whose columns have another order.</source>
        <translation>Laisser le script réécrire les tables dont les colonnes ont un autre ordre.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>In clear</source>
        <translation>En clair</translation>
    </message>
    <message>
        <source>Pseudonymized</source>
        <translation>Pseudonymisée</translation>
    </message>
    <message>
        <source>Anonymized</source>
        <translation>Anonymisée</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Adresse e-mail</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Nom complet</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Entreprise</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Numéro de téléphone</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Adresse postale</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ville</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>Technique</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>Numéro de compte</translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation>IBAN</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Numéro de carte</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>Numéro d’identité</translation>
    </message>
    <message>
        <source>Network address</source>
        <translation>Adresse réseau</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>Texte libre</translation>
    </message>
    <message>
        <source>Document with personal data</source>
        <translation>Document contenant des données personnelles</translation>
    </message>
    <message>
        <source>The rule file says so.</source>
        <translation>Le fichier de règles le dit.</translation>
    </message>
    <message>
        <source>The name of the column has the word &quot;%1&quot;.</source>
        <translation>Le nom de la colonne contient le mot «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The comment on the column has the word &quot;%1&quot;.</source>
        <translation>Le commentaire de la colonne contient le mot «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>%1 % of the values looked at have personal data in them.</source>
        <translation>%1&#xa0;% des valeurs examinées contiennent des données personnelles.</translation>
    </message>
    <message>
        <source>%1 % of the values look like this: %2.</source>
        <translation>%1&#xa0;% des valeurs ont cette forme&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Personal data was found at &quot;%1&quot;.</source>
        <translation>Des données personnelles se trouvent à «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>It is tied by a foreign key to %1, which decides.</source>
        <translation>Elle est liée par une clé étrangère à %1, qui décide.</translation>
    </message>
    <message>
        <source>It is the same column as in %1.</source>
        <translation>C’est la même colonne que dans %1.</translation>
    </message>
    <message>
        <source>%1 % of the values are sentences that people wrote.</source>
        <translation>%1&#xa0;% des valeurs sont des phrases écrites par des personnes.</translation>
    </message>
    <message>
        <source>Values of type %1 do not tell who somebody is.</source>
        <translation>Les valeurs de type %1 n’identifient personne.</translation>
    </message>
    <message>
        <source>It is a key that the application made.</source>
        <translation>C’est une clé créée par l’application.</translation>
    </message>
    <message>
        <source>It refers to the key %1.</source>
        <translation>Elle renvoie à la clé %1.</translation>
    </message>
    <message>
        <source>The server computes it from other columns.</source>
        <translation>Le serveur la calcule à partir d’autres colonnes.</translation>
    </message>
    <message>
        <source>It decides to which partition a row belongs.</source>
        <translation>Elle décide de la partition à laquelle appartient une ligne.</translation>
    </message>
    <message>
        <source>It is a date of the row, not of a person.</source>
        <translation>C’est une date de la ligne, et non d’une personne.</translation>
    </message>
    <message>
        <source>Few different values come again and again (%1).</source>
        <translation>Les mêmes valeurs, peu nombreuses, y reviennent sans cesse (%1).</translation>
    </message>
    <message>
        <source>The values are codes in which nothing personal was found.</source>
        <translation>Les valeurs sont des codes où rien de personnel n’a été trouvé.</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; in its name is a technical one.</source>
        <translation>Le mot «&#x202f;%1&#x202f;» de son nom est un mot technique.</translation>
    </message>
    <message>
        <source>There was no value to look at, and the name says nothing.</source>
        <translation>Il n’y avait aucune valeur à examiner, et le nom ne dit rien.</translation>
    </message>
    <message>
        <source>No fake could satisfy the column: %1.</source>
        <translation>Aucune valeur fictive ne peut convenir à la colonne&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Neither its name nor its values say anything.</source>
        <translation>Ni son nom ni ses valeurs ne permettent de décider.</translation>
    </message>
    <message>
        <source>Fictitious e-mail</source>
        <translation>Adresse e-mail fictive</translation>
    </message>
    <message>
        <source>Fictitious user name</source>
        <translation>Nom d’utilisateur fictif</translation>
    </message>
    <message>
        <source>Fictitious first name</source>
        <translation>Prénom fictif</translation>
    </message>
    <message>
        <source>Fictitious last name</source>
        <translation>Nom de famille fictif</translation>
    </message>
    <message>
        <source>Fictitious full name</source>
        <translation>Nom complet fictif</translation>
    </message>
    <message>
        <source>Fictitious company</source>
        <translation>Entreprise fictive</translation>
    </message>
    <message>
        <source>Fictitious phone number</source>
        <translation>Numéro de téléphone fictif</translation>
    </message>
    <message>
        <source>Fictitious address</source>
        <translation>Adresse fictive</translation>
    </message>
    <message>
        <source>Another city</source>
        <translation>Une autre ville</translation>
    </message>
    <message>
        <source>Another postal code</source>
        <translation>Un autre code postal</translation>
    </message>
    <message>
        <source>Fictitious account number</source>
        <translation>Numéro de compte fictif</translation>
    </message>
    <message>
        <source>Fictitious IBAN</source>
        <translation>IBAN fictif</translation>
    </message>
    <message>
        <source>Fictitious card number</source>
        <translation>Numéro de carte fictif</translation>
    </message>
    <message>
        <source>Identifier of the same form</source>
        <translation>Identifiant de même forme</translation>
    </message>
    <message>
        <source>Private IP address</source>
        <translation>Adresse IP privée</translation>
    </message>
    <message>
        <source>Local MAC address</source>
        <translation>Adresse MAC locale</translation>
    </message>
    <message numerus="yes">
        <source>Date shifted by up to %n day(s)</source>
        <translation>
            <numerusform>Date décalée d’un jour au plus</numerusform>
            <numerusform>Date décalée de %n jours au plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Text with personal data replaced</source>
        <translation>Texte dont les données personnelles sont remplacées</translation>
    </message>
    <message numerus="yes">
        <source>Replaced in %n place(s) of the document</source>
        <translation>
            <numerusform>Remplacée à %n endroit du document</numerusform>
            <numerusform>Remplacée à %n endroits du document</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept as it is</source>
        <translation>Gardée telle quelle</translation>
    </message>
    <message>
        <source>Emptied</source>
        <translation>Vidée</translation>
    </message>
    <message>
        <source>Always the same value</source>
        <translation>Toujours la même valeur</translation>
    </message>
    <message>
        <source>Made from a template</source>
        <translation>Composée d’après un modèle</translation>
    </message>
    <message>
        <source>Document with personal data replaced</source>
        <translation>Document dont les données personnelles sont remplacées</translation>
    </message>
    <message>
        <source>The operation was stopped at your request.</source>
        <translation>L’opération a été arrêtée à votre demande.</translation>
    </message>
    <message>
        <source>It was stopped before its end.</source>
        <translation>L’opération a été arrêtée avant la fin.</translation>
    </message>
    <message>
        <source>Start it again when you wish.</source>
        <translation>Relancez-la quand vous le souhaitez.</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; could not be found.</source>
        <translation>Le serveur «&#x202f;%1&#x202f;» est introuvable.</translation>
    </message>
    <message>
        <source>The server could not be found.</source>
        <translation>Le serveur est introuvable.</translation>
    </message>
    <message>
        <source>Its name is not known to the network: it may be misspelt, or this computer may be offline.</source>
        <translation>Le réseau ne connaît pas ce nom&#xa0;: il est peut-être mal écrit, ou cet ordinateur est hors ligne.</translation>
    </message>
    <message>
        <source>Check the host name in the environment, and the network connection.</source>
        <translation>Vérifiez le nom d’hôte de l’environnement et la connexion au réseau.</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; does not answer.</source>
        <translation>Le serveur «&#x202f;%1&#x202f;» ne répond pas.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>Le serveur ne répond pas.</translation>
    </message>
    <message>
        <source>Nothing listens at this address and port, or a firewall drops the connection.</source>
        <translation>Rien n’écoute à cette adresse et à ce port, ou un pare-feu bloque la connexion.</translation>
    </message>
    <message>
        <source>Check the host and the port in the environment, and that the server is running.</source>
        <translation>Vérifiez l’hôte et le port de l’environnement, et que le serveur est en marche.</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; can only be reached over IPv6.</source>
        <translation>Le serveur «&#x202f;%1&#x202f;» n’est joignable qu’en IPv6.</translation>
    </message>
    <message>
        <source>The server can only be reached over IPv6.</source>
        <translation>Le serveur n’est joignable qu’en IPv6.</translation>
    </message>
    <message>
        <source>This computer&apos;s network has no IPv6.</source>
        <translation>Le réseau de cet ordinateur n’a pas IPv6.</translation>
    </message>
    <message>
        <source>Use the address of the session pooler (port 5432) in the environment.</source>
        <translation>Utilisez dans l’environnement l’adresse du pooler de session (port 5432).</translation>
    </message>
    <message>
        <source>No secure connection to &quot;%1&quot; could be made.</source>
        <translation>Aucune connexion sécurisée à «&#x202f;%1&#x202f;» n’a pu être établie.</translation>
    </message>
    <message>
        <source>No secure connection to the server could be made.</source>
        <translation>Aucune connexion sécurisée au serveur n’a pu être établie.</translation>
    </message>
    <message>
        <source>The server refused encryption, or its certificate could not be verified.</source>
        <translation>Le serveur a refusé le chiffrement, ou son certificat n’a pas pu être vérifié.</translation>
    </message>
    <message>
        <source>Check the TLS settings of the environment (sslmode, sslrootcert) and the certificate of the server.</source>
        <translation>Vérifiez les réglages TLS de l’environnement (sslmode, sslrootcert) et le certificat du serveur.</translation>
    </message>
    <message>
        <source>The server refused the account &quot;%1&quot;.</source>
        <translation>Le serveur a refusé le compte «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server refused the account.</source>
        <translation>Le serveur a refusé le compte.</translation>
    </message>
    <message>
        <source>The name or the password is not the one the server knows, or the server does not let this account in from here.</source>
        <translation>Le nom ou le mot de passe n’est pas celui que le serveur connaît, ou le serveur n’admet pas ce compte depuis ici.</translation>
    </message>
    <message>
        <source>Check the user and enter the password again. It was sent once only, so the account is not locked by this attempt.</source>
        <translation>Vérifiez l’utilisateur et ressaisissez le mot de passe. Il n’a été envoyé qu’une fois&#xa0;: cet essai ne bloque pas le compte.</translation>
    </message>
    <message>
        <source>The password of &quot;%1&quot; is not known.</source>
        <translation>Le mot de passe de «&#x202f;%1&#x202f;» n’est pas connu.</translation>
    </message>
    <message>
        <source>The password is not known.</source>
        <translation>Le mot de passe n’est pas connu.</translation>
    </message>
    <message>
        <source>The server asks for one, and it is neither in the keychain nor given another way.</source>
        <translation>Le serveur en demande un, et il n’est ni dans le trousseau ni donné autrement.</translation>
    </message>
    <message>
        <source>Give it in the environment, in ~/.pgpass, in PGPASSWORD, or with --password-file.</source>
        <translation>Donnez-le dans l’environnement, dans ~/.pgpass, dans PGPASSWORD ou avec --password-file.</translation>
    </message>
    <message>
        <source>The database &quot;%1&quot; does not exist on the server.</source>
        <translation>La base «&#x202f;%1&#x202f;» n’existe pas sur le serveur.</translation>
    </message>
    <message>
        <source>The database does not exist on the server.</source>
        <translation>La base n’existe pas sur le serveur.</translation>
    </message>
    <message>
        <source>The server answered, but it has no database of this name.</source>
        <translation>Le serveur a répondu, mais il n’a pas de base de ce nom.</translation>
    </message>
    <message>
        <source>Check the name of the database in the environment.</source>
        <translation>Vérifiez le nom de la base dans l’environnement.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is reached through a transaction pooler.</source>
        <translation>«&#x202f;%1&#x202f;» est atteint par un pooler de transactions.</translation>
    </message>
    <message>
        <source>The database is reached through a transaction pooler.</source>
        <translation>La base est atteinte par un pooler de transactions.</translation>
    </message>
    <message>
        <source>Through a transaction pooler (port 6543), every transaction may land on another connection; replacing a database this way is not safe.</source>
        <translation>À travers un pooler de transactions (port 6543), chaque transaction peut passer par une autre connexion&#x202f;; remplacer une base ainsi n’est pas sûr.</translation>
    </message>
    <message>
        <source>Use the session pooler or the direct address (port 5432) in the environment.</source>
        <translation>Utilisez dans l’environnement le pooler de session ou l’adresse directe (port 5432).</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; accepts no more connections.</source>
        <translation>Le serveur «&#x202f;%1&#x202f;» n’accepte plus de connexions.</translation>
    </message>
    <message>
        <source>The server accepts no more connections.</source>
        <translation>Le serveur n’accepte plus de connexions.</translation>
    </message>
    <message>
        <source>All its connections, or all those of this account, are in use.</source>
        <translation>Toutes ses connexions, ou toutes celles de ce compte, sont occupées.</translation>
    </message>
    <message>
        <source>Wait for other programs to finish, or choose fewer parallel streams (--jobs).</source>
        <translation>Attendez la fin des autres programmes, ou choisissez moins de flux parallèles (--jobs).</translation>
    </message>
    <message>
        <source>The connection to &quot;%1&quot; was lost.</source>
        <translation>La connexion à «&#x202f;%1&#x202f;» a été perdue.</translation>
    </message>
    <message>
        <source>The connection to the server was lost.</source>
        <translation>La connexion au serveur a été perdue.</translation>
    </message>
    <message>
        <source>The server stopped, closed the connection, or the network was cut.</source>
        <translation>Le serveur s’est arrêté, a fermé la connexion, ou le réseau a été coupé.</translation>
    </message>
    <message>
        <source>Check the server and the network, then start again.</source>
        <translation>Vérifiez le serveur et le réseau, puis recommencez.</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; has a version that is not supported.</source>
        <translation>La version du serveur «&#x202f;%1&#x202f;» n’est pas prise en charge.</translation>
    </message>
    <message>
        <source>The server has a version that is not supported.</source>
        <translation>La version du serveur n’est pas prise en charge.</translation>
    </message>
    <message>
        <source>PostgreSQL 13 to 18 are known to work; this is another one.</source>
        <translation>PostgreSQL 13 à 18 fonctionnent&#x202f;; celle-ci est une autre version.</translation>
    </message>
    <message>
        <source>Use a server of a supported version.</source>
        <translation>Utilisez un serveur d’une version prise en charge.</translation>
    </message>
    <message>
        <source>The connection address &quot;%1&quot; cannot be understood.</source>
        <translation>L’adresse de connexion «&#x202f;%1&#x202f;» est incompréhensible.</translation>
    </message>
    <message>
        <source>The connection address cannot be understood.</source>
        <translation>L’adresse de connexion est incompréhensible.</translation>
    </message>
    <message>
        <source>It is neither a postgresql:// address nor a list of keywords and values: %2</source>
        <translation>Ce n’est ni une adresse postgresql:// ni une liste de mots-clés et de valeurs&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the address. It looks like postgresql://user@host:5432/database.</source>
        <translation>Corrigez l’adresse. Elle a la forme postgresql://utilisateur@hôte:5432/base.</translation>
    </message>
    <message>
        <source>The account has no right to use &quot;%1&quot;.</source>
        <translation>Le compte n’a pas le droit d’utiliser «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The account lacks a right.</source>
        <translation>Il manque un droit au compte.</translation>
    </message>
    <message>
        <source>The server refused: %2</source>
        <translation>Le serveur a refusé&#xa0;: %2</translation>
    </message>
    <message>
        <source>Ask the owner of the object for the right, or use another account.</source>
        <translation>Demandez ce droit au propriétaire de l’objet, ou utilisez un autre compte.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can only be read.</source>
        <translation>«&#x202f;%1&#x202f;» est en lecture seule.</translation>
    </message>
    <message>
        <source>The database can only be read.</source>
        <translation>La base est en lecture seule.</translation>
    </message>
    <message>
        <source>It is a standby, or its transactions are read only by default.</source>
        <translation>C’est un serveur de secours, ou ses transactions sont en lecture seule par défaut.</translation>
    </message>
    <message>
        <source>Choose the primary server as the target.</source>
        <translation>Choisissez le serveur principal comme cible.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is locked by another session.</source>
        <translation>«&#x202f;%1&#x202f;» est verrouillé par une autre session.</translation>
    </message>
    <message>
        <source>An object is locked by another session.</source>
        <translation>Un objet est verrouillé par une autre session.</translation>
    </message>
    <message>
        <source>Another program holds a lock on it and did not release it in time.</source>
        <translation>Un autre programme le tient verrouillé et ne l’a pas libéré à temps.</translation>
    </message>
    <message>
        <source>Wait for the other program to finish, then start again.</source>
        <translation>Attendez la fin de l’autre programme, puis recommencez.</translation>
    </message>
    <message>
        <source>The server took too long over &quot;%1&quot;.</source>
        <translation>Le serveur a mis trop de temps pour «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server took too long over a statement.</source>
        <translation>Le serveur a mis trop de temps pour une instruction.</translation>
    </message>
    <message>
        <source>The statement did not end within the time allowed for it.</source>
        <translation>L’instruction ne s’est pas terminée dans le temps qui lui est accordé.</translation>
    </message>
    <message>
        <source>Start again when the server is less busy.</source>
        <translation>Recommencez quand le serveur sera moins occupé.</translation>
    </message>
    <message>
        <source>The disk of the server is full: &quot;%1&quot;.</source>
        <translation>Le disque du serveur est plein&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The disk of the server is full.</source>
        <translation>Le disque du serveur est plein.</translation>
    </message>
    <message>
        <source>The server answered: %2</source>
        <translation>Le serveur a répondu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Free space on the server&apos;s disk, then start again.</source>
        <translation>Libérez de la place sur le disque du serveur, puis recommencez.</translation>
    </message>
    <message>
        <source>The server has run out of resources for &quot;%1&quot;.</source>
        <translation>Le serveur n’a plus de ressources pour «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server has run out of resources.</source>
        <translation>Le serveur n’a plus de ressources.</translation>
    </message>
    <message>
        <source>Choose fewer parallel streams (--jobs), or raise the limits of the server.</source>
        <translation>Choisissez moins de flux parallèles (--jobs), ou relevez les limites du serveur.</translation>
    </message>
    <message>
        <source>The rows of &quot;%1&quot; break a constraint.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» enfreignent une contrainte.</translation>
    </message>
    <message>
        <source>Some rows break a constraint.</source>
        <translation>Des lignes enfreignent une contrainte.</translation>
    </message>
    <message>
        <source>Check the rules of this table&apos;s columns, or correct the rows in the source.</source>
        <translation>Vérifiez les règles des colonnes de cette table, ou corrigez les lignes dans la source.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not exist.</source>
        <translation>«&#x202f;%1&#x202f;» n’existe pas.</translation>
    </message>
    <message>
        <source>An object does not exist.</source>
        <translation>Un objet n’existe pas.</translation>
    </message>
    <message>
        <source>Check the name, and that nobody changed the structure meanwhile, then start again.</source>
        <translation>Vérifiez le nom, et que personne n’a changé la structure entre-temps, puis recommencez.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be carried over.</source>
        <translation>«&#x202f;%1&#x202f;» ne peut pas être repris.</translation>
    </message>
    <message>
        <source>An object cannot be carried over.</source>
        <translation>Un objet ne peut pas être repris.</translation>
    </message>
    <message>
        <source>The server refused a statement about &quot;%1&quot;.</source>
        <translation>Le serveur a refusé une instruction sur «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server refused a statement.</source>
        <translation>Le serveur a refusé une instruction.</translation>
    </message>
    <message>
        <source>Read the technical details; correct the cause, then start again.</source>
        <translation>Lisez les détails techniques&#x202f;; corrigez la cause, puis recommencez.</translation>
    </message>
    <message>
        <source>The answer of the server about &quot;%1&quot; makes no sense.</source>
        <translation>La réponse du serveur sur «&#x202f;%1&#x202f;» n’a pas de sens.</translation>
    </message>
    <message>
        <source>An answer of the server makes no sense.</source>
        <translation>Une réponse du serveur n’a pas de sens.</translation>
    </message>
    <message>
        <source>Something between here and the server changes what is sent, or the server has a fault: %2</source>
        <translation>Quelque chose entre ici et le serveur modifie ce qui est envoyé, ou le serveur a un défaut&#xa0;: %2</translation>
    </message>
    <message>
        <source>Connect directly to the server, without a proxy, then start again.</source>
        <translation>Connectez-vous directement au serveur, sans intermédiaire, puis recommencez.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a production database, and production is never a target.</source>
        <translation>«&#x202f;%1&#x202f;» est une base de production, et la production n’est jamais une cible.</translation>
    </message>
    <message>
        <source>The target is a production database, and production is never a target.</source>
        <translation>La cible est une base de production, et la production n’est jamais une cible.</translation>
    </message>
    <message>
        <source>It is, or once was, registered as production; its name, its address or its pooler change nothing to that.</source>
        <translation>Elle est, ou fut un jour, enregistrée comme production&#x202f;; son nom, son adresse ou son pooler n’y changent rien.</translation>
    </message>
    <message>
        <source>Choose another target.</source>
        <translation>Choisissez une autre cible.</translation>
    </message>
    <message>
        <source>The target &quot;%1&quot; is the source itself.</source>
        <translation>La cible «&#x202f;%1&#x202f;» est la source elle-même.</translation>
    </message>
    <message>
        <source>The target is the source itself.</source>
        <translation>La cible est la source elle-même.</translation>
    </message>
    <message>
        <source>Both lead to the same live database.</source>
        <translation>Les deux mènent à la même base en service.</translation>
    </message>
    <message>
        <source>It cannot be told which database &quot;%1&quot; is.</source>
        <translation>Impossible de savoir quelle base est «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>It cannot be told which database the target is.</source>
        <translation>Impossible de savoir quelle base est la cible.</translation>
    </message>
    <message>
        <source>The server does not give its identity, and a database that cannot be identified counts as production: %2</source>
        <translation>Le serveur ne donne pas son identité, et une base qu’on ne peut identifier compte comme production&#xa0;: %2</translation>
    </message>
    <message>
        <source>Ask for the right to call pg_control_system(), or choose another target.</source>
        <translation>Demandez le droit d’appeler pg_control_system(), ou choisissez une autre cible.</translation>
    </message>
    <message>
        <source>Data may not go this way: &quot;%1&quot;.</source>
        <translation>Les données ne peuvent pas aller dans ce sens&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Data may not go this way.</source>
        <translation>Les données ne peuvent pas aller dans ce sens.</translation>
    </message>
    <message>
        <source>The types of the two environments do not allow it.</source>
        <translation>Les types des deux environnements ne le permettent pas.</translation>
    </message>
    <message>
        <source>Choose another source or target, or correct the type of the environment if it is wrong.</source>
        <translation>Choisissez une autre source ou une autre cible, ou corrigez le type de l’environnement s’il est faux.</translation>
    </message>
    <message>
        <source>Clear personal data may not go into &quot;%1&quot;.</source>
        <translation>Des données personnelles en clair ne peuvent pas aller dans «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Clear personal data may not leave production this way.</source>
        <translation>Des données personnelles en clair ne peuvent pas quitter la production ainsi.</translation>
    </message>
    <message>
        <source>It needs a reason, and a target that was set up for it; one of them is missing.</source>
        <translation>Il faut un motif, et une cible prévue pour cela&#x202f;; l’un des deux manque.</translation>
    </message>
    <message>
        <source>Clone anonymized; or set the target up with --allow-raw and give --raw with --reason.</source>
        <translation>Clonez en anonymisant&#x202f;; ou prévoyez la cible avec --allow-raw et donnez --raw avec --reason.</translation>
    </message>
    <message>
        <source>Type the name when asked, or give it with --confirm.</source>
        <translation>Tapez le nom quand il est demandé, ou donnez-le avec --confirm.</translation>
    </message>
    <message>
        <source>A statement that is not a known reading statement was kept from the source: &quot;%1&quot;.</source>
        <translation>Une instruction qui n’est pas une lecture connue n’a pas été envoyée à la source&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>A statement that is not a known reading statement was kept from the source.</source>
        <translation>Une instruction qui n’est pas une lecture connue n’a pas été envoyée à la source.</translation>
    </message>
    <message>
        <source>A production database is only ever read.</source>
        <translation>Une base de production est ouverte en lecture seule, jamais modifiée.</translation>
    </message>
    <message>
        <source>Report this: it is a fault of the program.</source>
        <translation>Signalez-le&#xa0;: c’est un défaut du programme.</translation>
    </message>
    <message>
        <source>Another operation is under way on &quot;%1&quot;.</source>
        <translation>Une autre opération est en cours sur «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Another operation is under way on the target.</source>
        <translation>Une autre opération est en cours sur la cible.</translation>
    </message>
    <message>
        <source>Two operations never work on the same target at the same time.</source>
        <translation>Deux opérations ne travaillent jamais en même temps sur la même cible.</translation>
    </message>
    <message>
        <source>Wait for the other one to finish, then start again.</source>
        <translation>Attendez la fin de l’autre, puis recommencez.</translation>
    </message>
    <message>
        <source>It is not decided whether &quot;%1&quot; holds personal data.</source>
        <translation>Il n’est pas décidé si «&#x202f;%1&#x202f;» contient des données personnelles.</translation>
    </message>
    <message>
        <source>It is not decided for every column whether it holds personal data.</source>
        <translation>Il n’est pas décidé, pour chaque colonne, si elle contient des données personnelles.</translation>
    </message>
    <message>
        <source>Strict use refuses columns about which neither the rules nor the detection could decide.</source>
        <translation>L’usage strict refuse les colonnes dont ni les règles ni la détection n’ont pu décider.</translation>
    </message>
    <message>
        <source>Give each of these columns a rule, or mark it as technical, in the rule file.</source>
        <translation>Donnez une règle à chacune de ces colonnes, ou déclarez-la technique, dans le fichier de règles.</translation>
    </message>
    <message>
        <source>The rule file &quot;%1&quot; cannot be understood.</source>
        <translation>Le fichier de règles «&#x202f;%1&#x202f;» est incompréhensible.</translation>
    </message>
    <message>
        <source>The rule file cannot be understood.</source>
        <translation>Le fichier de règles est incompréhensible.</translation>
    </message>
    <message>
        <source>There is a mistake in it: %2</source>
        <translation>Il contient une erreur&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the file at the line and column given, then start again.</source>
        <translation>Corrigez le fichier à la ligne et à la colonne indiquées, puis recommencez.</translation>
    </message>
    <message>
        <source>There is a rule for &quot;%1&quot;, which does not exist in the source.</source>
        <translation>Une règle concerne «&#x202f;%1&#x202f;», qui n’existe pas dans la source.</translation>
    </message>
    <message>
        <source>There is a rule for a column that does not exist in the source.</source>
        <translation>Une règle concerne une colonne qui n’existe pas dans la source.</translation>
    </message>
    <message>
        <source>The column was renamed or removed, or its name is misspelt in the rule file.</source>
        <translation>La colonne a été renommée ou supprimée, ou son nom est mal écrit dans le fichier de règles.</translation>
    </message>
    <message>
        <source>Correct the name in the rule file, or remove the rule.</source>
        <translation>Corrigez le nom dans le fichier de règles, ou retirez la règle.</translation>
    </message>
    <message>
        <source>The values it makes cannot be stored in this column: %2</source>
        <translation>Les valeurs qu’elle produit ne peuvent pas être rangées dans cette colonne&#xa0;: %2</translation>
    </message>
    <message>
        <source>Choose another rule for this column.</source>
        <translation>Choisissez une autre règle pour cette colonne.</translation>
    </message>
    <message>
        <source>The key file &quot;%1&quot; cannot be used.</source>
        <translation>Le fichier de clé «&#x202f;%1&#x202f;» est inutilisable.</translation>
    </message>
    <message>
        <source>The key file cannot be used.</source>
        <translation>Le fichier de clé est inutilisable.</translation>
    </message>
    <message>
        <source>A project key is a file of at least 32 bytes that only its owner can read: %2</source>
        <translation>Une clé de projet est un fichier d’au moins 32 octets que seul son propriétaire peut lire&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the file, or give another one.</source>
        <translation>Corrigez le fichier, ou donnez-en un autre.</translation>
    </message>
    <message>
        <source>There is no environment named &quot;%1&quot;.</source>
        <translation>Aucun environnement ne s’appelle «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>There is no such environment.</source>
        <translation>Cet environnement n’existe pas.</translation>
    </message>
    <message>
        <source>No environment of this name was added, and the sandbox has none either, or is not running.</source>
        <translation>Aucun environnement de ce nom n’a été ajouté, et le bac à sable n’en a pas non plus, ou n’est pas en marche.</translation>
    </message>
    <message>
        <source>Look at the list of environments, add it, or bring the sandbox up.</source>
        <translation>Consultez la liste des environnements, ajoutez-le, ou démarrez le bac à sable.</translation>
    </message>
    <message>
        <source>There is already an environment named &quot;%1&quot;.</source>
        <translation>Un environnement s’appelle déjà «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>There is already an environment of this name.</source>
        <translation>Un environnement porte déjà ce nom.</translation>
    </message>
    <message>
        <source>Each environment has a name of its own.</source>
        <translation>Chaque environnement a son propre nom.</translation>
    </message>
    <message>
        <source>Choose another name, or edit the existing environment.</source>
        <translation>Choisissez un autre nom, ou modifiez l’environnement existant.</translation>
    </message>
    <message>
        <source>The environment &quot;%1&quot; is not complete or not correct.</source>
        <translation>L’environnement «&#x202f;%1&#x202f;» est incomplet ou incorrect.</translation>
    </message>
    <message>
        <source>The environment is not complete or not correct.</source>
        <translation>L’environnement est incomplet ou incorrect.</translation>
    </message>
    <message>
        <source>Something in it cannot be used: %2</source>
        <translation>Quelque chose y est inutilisable&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>Corrigez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>No keychain can keep the password of &quot;%1&quot;.</source>
        <translation>Aucun trousseau ne peut garder le mot de passe de «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>No keychain can keep the password.</source>
        <translation>Aucun trousseau ne peut garder le mot de passe.</translation>
    </message>
    <message>
        <source>No keychain service answers in this session: %2</source>
        <translation>Aucun service de trousseau ne répond dans cette session&#xa0;: %2</translation>
    </message>
    <message>
        <source>Give the password at run time (PGPASSWORD, ~/.pgpass, --password-file), or start a keychain service.</source>
        <translation>Donnez le mot de passe à l’exécution (PGPASSWORD, ~/.pgpass, --password-file), ou démarrez un service de trousseau.</translation>
    </message>
    <message>
        <source>The keychain that holds the password of &quot;%1&quot; is locked.</source>
        <translation>Le trousseau qui contient le mot de passe de «&#x202f;%1&#x202f;» est verrouillé.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Le trousseau est verrouillé.</translation>
    </message>
    <message>
        <source>It was not opened, or opening it was refused: %2</source>
        <translation>Il n’a pas été ouvert, ou son ouverture a été refusée&#xa0;: %2</translation>
    </message>
    <message>
        <source>Unlock the keychain, then try again.</source>
        <translation>Déverrouillez le trousseau, puis réessayez.</translation>
    </message>
    <message>
        <source>The settings file &quot;%1&quot; cannot be understood.</source>
        <translation>Le fichier de paramètres «&#x202f;%1&#x202f;» est incompréhensible.</translation>
    </message>
    <message>
        <source>The settings cannot be understood.</source>
        <translation>Les paramètres sont incompréhensibles.</translation>
    </message>
    <message>
        <source>There is a mistake in it, or a newer version wrote it: %2</source>
        <translation>Il contient une erreur, ou une version plus récente l’a écrit&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the file; it was left as it is.</source>
        <translation>Corrigez le fichier&#x202f;; il a été laissé tel quel.</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; cannot be read.</source>
        <translation>Le fichier «&#x202f;%1&#x202f;» est illisible.</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>Un fichier est illisible.</translation>
    </message>
    <message>
        <source>The system answered: %2</source>
        <translation>Le système a répondu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Check that the file exists and that you may read it.</source>
        <translation>Vérifiez que le fichier existe et que vous pouvez le lire.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be written.</source>
        <translation>«&#x202f;%1&#x202f;» ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>Un fichier ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write in it.</source>
        <translation>Vérifiez que le dossier existe et que vous pouvez y écrire.</translation>
    </message>
    <message>
        <source>The disk of this computer is full: &quot;%1&quot;.</source>
        <translation>Le disque de cet ordinateur est plein&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The disk of this computer is full.</source>
        <translation>Le disque de cet ordinateur est plein.</translation>
    </message>
    <message>
        <source>Free space on the disk, then start again.</source>
        <translation>Libérez de la place sur le disque, puis recommencez.</translation>
    </message>
    <message>
        <source>The sandbox cannot be used: &quot;%1&quot;.</source>
        <translation>Le bac à sable est inutilisable&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The sandbox cannot be used.</source>
        <translation>Le bac à sable est inutilisable.</translation>
    </message>
    <message>
        <source>Its private PostgreSQL server is not installed, not running or did not start: %2</source>
        <translation>Son serveur PostgreSQL privé n’est pas installé, pas en marche ou n’a pas démarré&#xa0;: %2</translation>
    </message>
    <message>
        <source>Bring it up with the command &quot;sandbox up&quot;; PostgreSQL&apos;s server package must be installed.</source>
        <translation>Démarrez-le avec la commande «&#x202f;sandbox up&#x202f;»&#x202f;; le paquet du serveur PostgreSQL doit être installé.</translation>
    </message>
    <message>
        <source>The operation on &quot;%1&quot; cannot start.</source>
        <translation>L’opération sur «&#x202f;%1&#x202f;» ne peut pas commencer.</translation>
    </message>
    <message>
        <source>The operation cannot start.</source>
        <translation>L’opération ne peut pas commencer.</translation>
    </message>
    <message>
        <source>The checks made before it found something in the way.</source>
        <translation>Les vérifications préalables ont trouvé des obstacles.</translation>
    </message>
    <message>
        <source>Solve each of the points listed, then start again.</source>
        <translation>Réglez chacun des points listés, puis recommencez.</translation>
    </message>
    <message>
        <source>There is nothing to bring back in &quot;%1&quot;.</source>
        <translation>Il n’y a rien à remettre en place dans «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>There is nothing to bring back.</source>
        <translation>Il n’y a rien à remettre en place.</translation>
    </message>
    <message>
        <source>The target has no restore point: it was never replaced, or its restore point was removed.</source>
        <translation>La cible n’a pas de point de restauration&#xa0;: elle n’a jamais été remplacée, ou son point de restauration a été supprimé.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Il n’y a rien à faire.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what it should be.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas ce qu’il devrait être.</translation>
    </message>
    <message>
        <source>The verification found differences.</source>
        <translation>La vérification a trouvé des différences.</translation>
    </message>
    <message>
        <source>What was read back differs from what it was compared with: %2</source>
        <translation>Ce qui a été relu diffère de ce à quoi on l’a comparé&#xa0;: %2</translation>
    </message>
    <message>
        <source>Look at the differences listed; clone again if the target should be equal.</source>
        <translation>Regardez les différences listées&#x202f;; clonez de nouveau si la cible doit être identique.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither as it was nor as it should be.</source>
        <translation>«&#x202f;%1&#x202f;» n’est ni comme avant ni comme il devrait être.</translation>
    </message>
    <message>
        <source>The target is neither as it was nor as it should be.</source>
        <translation>La cible n’est ni comme avant ni comme elle devrait être.</translation>
    </message>
    <message>
        <source>The operation was interrupted and could not be undone: %2</source>
        <translation>L’opération a été interrompue et n’a pas pu être annulée&#xa0;: %2</translation>
    </message>
    <message>
        <source>Connect the target again and run &quot;rollback&quot; on it.</source>
        <translation>Reconnectez la cible, puis lancez-y «&#x202f;rollback&#x202f;».</translation>
    </message>
    <message>
        <source>The command cannot be understood: %1</source>
        <translation>La commande est incompréhensible&#xa0;: %1</translation>
    </message>
    <message>
        <source>The command cannot be understood.</source>
        <translation>La commande est incompréhensible.</translation>
    </message>
    <message>
        <source>An option or an argument is missing, unknown or not correct.</source>
        <translation>Une option ou un argument manque, est inconnu ou incorrect.</translation>
    </message>
    <message>
        <source>Look at the help of the command with --help.</source>
        <translation>Consultez l’aide de la commande avec --help.</translation>
    </message>
    <message>
        <source>Something unexpected happened: &quot;%1&quot;.</source>
        <translation>Un événement inattendu s’est produit&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Something unexpected happened.</source>
        <translation>Un événement inattendu s’est produit.</translation>
    </message>
    <message>
        <source>This is a fault of the program: %2</source>
        <translation>C’est un défaut du programme&#xa0;: %2</translation>
    </message>
    <message>
        <source>Report it with the technical details; they hold no password and no data.</source>
        <translation>Signalez-le avec les détails techniques&#x202f;; ils ne contiennent ni mot de passe ni données.</translation>
    </message>
    <message>
        <source>no reason was given.</source>
        <translation>aucune raison n’a été donnée.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>The target is as it was before.</source>
        <translation>La cible est comme avant.</translation>
    </message>
    <message>
        <source>The target holds the new contents.</source>
        <translation>La cible contient les nouvelles données.</translation>
    </message>
    <message>
        <source>The target has been brought back to what it was before.</source>
        <translation>La cible a été remise dans son état d’avant.</translation>
    </message>
    <message>
        <source>Sosie does not carry objects of this kind.</source>
        <translation>Sosie ne reprend pas les objets de ce genre.</translation>
    </message>
    <message>
        <source>It needs &quot;%1&quot;, which is not carried.</source>
        <translation>Il dépend de «&#x202f;%1&#x202f;», qui n’est pas repris.</translation>
    </message>
    <message>
        <source>It leads to another server: a double must not be connected to it.</source>
        <translation>Il mène à un autre serveur&#xa0;: un double ne doit pas y être relié.</translation>
    </message>
    <message>
        <source>The source itself says that it is not usable.</source>
        <translation>La source elle-même le déclare inutilisable.</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>propriétaire</translation>
    </message>
    <message>
        <source>privileges</source>
        <translation>droits</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>commentaire</translation>
    </message>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>définition</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>«&#x202f;%1&#x202f;» manque.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is there and should not be.</source>
        <translation>«&#x202f;%1&#x202f;» est là et ne devrait pas y être.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; differs: %2.</source>
        <translation>«&#x202f;%1&#x202f;» diffère&#xa0;: %2.</translation>
    </message>
    <message>
        <source>type of column &quot;%1&quot;</source>
        <translation>type de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>NOT NULL of column &quot;%1&quot;</source>
        <translation>NOT NULL de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>default of column &quot;%1&quot;</source>
        <translation>valeur par défaut de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>storage of column &quot;%1&quot;</source>
        <translation>stockage de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>inheritance of column &quot;%1&quot;</source>
        <translation>héritage de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>privileges on column &quot;%1&quot;</source>
        <translation>droits sur la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>comment of column &quot;%1&quot;</source>
        <translation>commentaire de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>colonnes</translation>
    </message>
    <message>
        <source>definition of the index</source>
        <translation>définition de l’index</translation>
    </message>
    <message>
        <source>options of the index</source>
        <translation>options de l’index</translation>
    </message>
    <message>
        <source>index of the partitioned table</source>
        <translation>index de la table partitionnée</translation>
    </message>
    <message>
        <source>cluster mark</source>
        <translation>marque CLUSTER</translation>
    </message>
    <message>
        <source>replica identity</source>
        <translation>identité de réplication</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>schéma</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>étiquettes</translation>
    </message>
    <message>
        <source>type</source>
        <translation>type</translation>
    </message>
    <message>
        <source>NOT NULL</source>
        <translation>NOT NULL</translation>
    </message>
    <message>
        <source>default</source>
        <translation>valeur par défaut</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>vérifications</translation>
    </message>
    <message>
        <source>functions</source>
        <translation>fonctions</translation>
    </message>
    <message>
        <source>language</source>
        <translation>langage</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>paramètres</translation>
    </message>
    <message>
        <source>owning column</source>
        <translation>colonne propriétaire</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>parents</source>
        <translation>parents</translation>
    </message>
    <message>
        <source>partition bound</source>
        <translation>borne de partition</translation>
    </message>
    <message>
        <source>partition key</source>
        <translation>clé de partition</translation>
    </message>
    <message>
        <source>persistence</source>
        <translation>persistance</translation>
    </message>
    <message>
        <source>options</source>
        <translation>options</translation>
    </message>
    <message>
        <source>access method</source>
        <translation>méthode d’accès</translation>
    </message>
    <message>
        <source>tablespace</source>
        <translation>espace de stockage (tablespace)</translation>
    </message>
    <message>
        <source>row level security</source>
        <translation>sécurité au niveau des lignes</translation>
    </message>
    <message>
        <source>query</source>
        <translation>requête</translation>
    </message>
    <message>
        <source>populated</source>
        <translation>remplissage</translation>
    </message>
    <message>
        <source>deferral</source>
        <translation>report de la vérification</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validation</translation>
    </message>
    <message>
        <source>inheritance</source>
        <translation>héritage</translation>
    </message>
    <message>
        <source>comment of the index</source>
        <translation>commentaire de l’index</translation>
    </message>
    <message>
        <source>statistics target</source>
        <translation>cible des statistiques</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>activation</translation>
    </message>
    <message>
        <source>command</source>
        <translation>commande</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>rôles</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>condition</translation>
    </message>
    <message>
        <source>check</source>
        <translation>vérification</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>tables</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>opérations</translation>
    </message>
    <message>
        <source>Port 6543 is a transaction pooler: Sosie can read through it but not write. Use port 5432 of the same host, the session pooler.</source>
        <translation>Le port 6543 est un pooler de transactions&#xa0;: Sosie peut lire à travers lui, mais pas écrire. Utilisez le port 5432 du même hôte, le pooler de session.</translation>
    </message>
    <message>
        <source>Port 6543 is often a transaction pooler. If it is one, use the session pooler or the server itself, usually on port 5432.</source>
        <translation>Le port 6543 est souvent un pooler de transactions. Si c’en est un, utilisez le pooler de session ou le serveur lui-même, en général sur le port 5432.</translation>
    </message>
    <message>
        <source>The user of a Supabase pooler is written postgres.REFERENCE, with the project&apos;s reference after the dot.</source>
        <translation>L’utilisateur d’un pooler Supabase s’écrit postgres.RÉFÉRENCE, avec la référence du projet après le point.</translation>
    </message>
    <message>
        <source>This server is a standby: it can be a source of a clone, but not a target.</source>
        <translation>Ce serveur est un serveur de secours&#xa0;: il peut être la source d’un clonage, mais pas sa cible.</translation>
    </message>
    <message>
        <source>The connection goes through a transaction pooler: Sosie can read through it, but not write. Use the session pooler or the server itself, usually on port 5432.</source>
        <translation>La connexion passe par un pooler de transactions&#xa0;: Sosie peut lire à travers lui, mais pas écrire. Utilisez le pooler de session ou le serveur lui-même, en général sur le port 5432.</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Formation</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>Développement</translation>
    </message>
    <message>
        <source>The account used for the target may not hand objects to this role: they stay with the account, and the role gets no rights.</source>
        <translation>Le compte utilisé sur la cible ne peut pas remettre d’objets à ce rôle&#xa0;: ils restent à ce compte, et le rôle ne reçoit aucun droit.</translation>
    </message>
    <message>
        <source>The target server does not have this role: what it owns stays with the account used, and what it is granted is left out.</source>
        <translation>Le serveur cible n’a pas ce rôle&#xa0;: ce qu’il possède reste au compte utilisé, et les droits qui lui sont accordés sont omis.</translation>
    </message>
    <message>
        <source>A clone of &quot;%1&quot; into this target was interrupted on %2. It is undone first.</source>
        <translation>Un clonage de «&#x202f;%1&#x202f;» dans cette cible a été interrompu le %2. Il est d’abord annulé.</translation>
    </message>
    <message>
        <source>%1 depends on %2 and is made anew to follow the copy.</source>
        <translation>%1 dépend de %2 et est recréé pour suivre la copie.</translation>
    </message>
    <message numerus="yes">
        <source>Read %n table(s) of &quot;%1&quot; at one single moment, without writing to it.</source>
        <translation>
            <numerusform>Lire %n table de «&#x202f;%1&#x202f;» à un seul et même instant, sans rien y écrire.</numerusform>
            <numerusform>Lire %n tables de «&#x202f;%1&#x202f;» à un seul et même instant, sans rien y écrire.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy personal data as it is. Reason given: %1</source>
        <translation>Copier les données personnelles telles quelles. Motif donné&#xa0;: %1</translation>
    </message>
    <message>
        <source>Copy all data as it is: the source is not a production environment.</source>
        <translation>Copier toutes les données telles quelles&#xa0;: la source n’est pas une production.</translation>
    </message>
    <message numerus="yes">
        <source>Set aside the %n table(s) of &quot;%1&quot;; they can be brought back at any time.</source>
        <translation>
            <numerusform>Mettre de côté la table de «&#x202f;%1&#x202f;»&#x202f;; elle peut être remise en place à tout moment.</numerusform>
            <numerusform>Mettre de côté les %n tables de «&#x202f;%1&#x202f;»&#x202f;; elles peuvent être remises en place à tout moment.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make structure, rows, indexes, rules and rights in &quot;%1&quot; as they are in &quot;%2&quot;.</source>
        <translation>Créer dans «&#x202f;%1&#x202f;» la structure, les lignes, les index, les règles et les droits tels qu’ils sont dans «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>Read everything back and compare it with what was sent.</source>
        <translation>Tout relire et le comparer à ce qui a été envoyé.</translation>
    </message>
    <message>
        <source>Undo the clone of &quot;%1&quot; into &quot;%2&quot; that began on %3 and did not end.</source>
        <translation>Annuler le clonage de «&#x202f;%1&#x202f;» dans «&#x202f;%2&#x202f;», commencé le %3 et resté inachevé.</translation>
    </message>
    <message>
        <source>Bring back what the clone of &quot;%1&quot; on %3 replaced in &quot;%2&quot;, and drop the copy.</source>
        <translation>Remettre en place ce que le clonage de «&#x202f;%1&#x202f;» du %3 a remplacé dans «&#x202f;%2&#x202f;», et supprimer la copie.</translation>
    </message>
    <message>
        <source>%1: %2 rows in the source, %3 in the target.</source>
        <translation>%1&#xa0;: %2 lignes dans la source, %3 dans la cible.</translation>
    </message>
    <message>
        <source>%1: the same number of rows, with other contents.</source>
        <translation>%1&#xa0;: le même nombre de lignes, mais un autre contenu.</translation>
    </message>
    <message>
        <source>The target is another database on the same server as the production &quot;%1&quot;: the clone will use that server&apos;s disk and time.</source>
        <translation>La cible est une autre base du même serveur que la production «&#x202f;%1&#x202f;»&#xa0;: le clonage prendra du disque et du temps à ce serveur.</translation>
    </message>
    <message>
        <source>The choice of rows &quot;%1&quot; cannot be understood.</source>
        <translation>Le choix de lignes «&#x202f;%1&#x202f;» est incompréhensible.</translation>
    </message>
    <message>
        <source>A choice of rows cannot be understood.</source>
        <translation>Un choix de lignes est incompréhensible.</translation>
    </message>
    <message>
        <source>A condition compares columns of the table with constants, and this is something else (and at which character): %2</source>
        <translation>Une condition compare des colonnes de la table à des constantes&#x202f;; ceci est autre chose (et à quel caractère)&#xa0;: %2</translation>
    </message>
    <message>
        <source>Write it as in orders=created_at &gt;= &apos;2026-01-01&apos; and status &lt;&gt; &apos;draft&apos;.</source>
        <translation>Écrivez-le comme dans orders=created_at &gt;= &apos;2026-01-01&apos; and status &lt;&gt; &apos;draft&apos;.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; refer to rows that were not chosen.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» renvoient à des lignes qui n’ont pas été choisies.</translation>
    </message>
    <message>
        <source>Some rows refer to rows that were not chosen.</source>
        <translation>Des lignes renvoient à des lignes qui n’ont pas été choisies.</translation>
    </message>
    <message>
        <source>They could not be kept without what they refer to, and leaving them out was not allowed: %2</source>
        <translation>Elles ne peuvent être gardées sans ce à quoi elles renvoient, et les laisser de côté n’était pas permis&#xa0;: %2</translation>
    </message>
    <message>
        <source>Choose more rows, or let the clone leave these out (--lost-parents drop).</source>
        <translation>Choisissez davantage de lignes, ou laissez le clonage écarter celles-ci (--lost-parents drop).</translation>
    </message>
    <message>
        <source>It is or may be a secret: set it in the target yourself where the double needs one.</source>
        <translation>C’est ou ce peut être un secret&#xa0;: réglez-le vous-même dans la cible là où le double en a besoin.</translation>
    </message>
    <message>
        <source>The target has its own of that name, which is kept.</source>
        <translation>La cible en a déjà un de ce nom, qui est gardé.</translation>
    </message>
    <message>
        <source>The account used for the target may not make it.</source>
        <translation>Le compte utilisé pour la cible n’a pas le droit de le créer.</translation>
    </message>
    <message>
        <source>Its rows come from another server: refresh it where that server may be reached.</source>
        <translation>Ses lignes viennent d’un autre serveur&#xa0;: actualisez-la là où ce serveur est accessible.</translation>
    </message>
    <message>
        <source>options of column &quot;%1&quot;</source>
        <translation>options de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>server</source>
        <translation>serveur</translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; is copied in part: %2 of %Ln row(s).</source>
        <translation>
            <numerusform>«&#x202f;%1&#x202f;» est copiée en partie&#xa0;: %2 sur %Ln ligne.</numerusform>
            <numerusform>«&#x202f;%1&#x202f;» est copiée en partie&#xa0;: %2 sur %Ln lignes.</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; comes along: tables that were asked for refer to it.</source>
        <translation>«&#x202f;%1&#x202f;» vient avec&#xa0;: des tables demandées y renvoient.</translation>
    </message>
    <message numerus="yes">
        <source>%n foreign table(s) are made without their rows, which are on other servers.</source>
        <translation>
            <numerusform>%n table étrangère est créée sans ses lignes, qui sont sur un autre serveur.</numerusform>
            <numerusform>%n tables étrangères sont créées sans leurs lignes, qui sont sur d’autres serveurs.</numerusform>
        </translation>
    </message>
    <message>
        <source>The target&apos;s %1 needs what the copy does not have: it is set aside with the rest, and comes back with a rollback.</source>
        <translation>Dans la cible, %1 a besoin de ce que la copie n’a pas&#xa0;: c’est mis de côté avec le reste, et revient avec un retour en arrière.</translation>
    </message>
    <message>
        <source>The event triggers of the target (%1) are switched off while the copy is made.</source>
        <translation>Les déclencheurs d’événement de la cible (%1) sont désactivés pendant la copie.</translation>
    </message>
    <message>
        <source>The event triggers of the target that belong to somebody else (%1) see what is done while the copy is made.</source>
        <translation>Les déclencheurs d’événement de la cible qui sont à quelqu’un d’autre (%1) voient ce qui se fait pendant la copie.</translation>
    </message>
    <message>
        <source>The target has no such tablespace that the account may use: what is in it goes where the target puts everything else.</source>
        <translation>La cible n’a pas cet espace de stockage, ou le compte ne peut pas l’utiliser&#xa0;: ce qu’il contient va là où la cible met tout le reste.</translation>
    </message>
    <message>
        <source>Nobody can judge what is in them: an anonymized clone leaves them out.</source>
        <translation>Personne ne peut juger de leur contenu&#xa0;: un clonage anonymisé les laisse de côté.</translation>
    </message>
    <message numerus="yes">
        <source>%n large object(s) are copied with their numbers. What the target has under the same numbers is stored first, and comes back with a rollback.</source>
        <translation>
            <numerusform>%n objet large est copié avec son numéro. Ce que la cible a sous le même numéro est d’abord conservé, et revient avec un retour en arrière.</numerusform>
            <numerusform>%n objets larges sont copiés avec leurs numéros. Ce que la cible a sous les mêmes numéros est d’abord conservé, et revient avec un retour en arrière.</numerusform>
        </translation>
    </message>
    <message>
        <source>The trigger &quot;%1&quot; is switched off in the copy, because it calls out of the database. To switch it on there: ALTER TABLE %2 ENABLE TRIGGER %3.</source>
        <translation>Le déclencheur «&#x202f;%1&#x202f;» est désactivé dans la copie, car il appelle hors de la base. Pour l’y activer&#xa0;: ALTER TABLE %2 ENABLE TRIGGER %3.</translation>
    </message>
    <message>
        <source>These functions call out of the database when somebody calls them, from the copy as well: %1.</source>
        <translation>Ces fonctions appellent hors de la base quand quelqu’un les appelle, depuis la copie aussi&#xa0;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>The messages of %n queue table(s) of pgmq are not copied: workers would do the work twice.</source>
        <translation>
            <numerusform>Les messages de %n table d’attente de pgmq ne sont pas copiés&#xa0;: le travail serait fait deux fois.</numerusform>
            <numerusform>Les messages de %n tables d’attente de pgmq ne sont pas copiés&#xa0;: le travail serait fait deux fois.</numerusform>
        </translation>
    </message>
    <message>
        <source>The scheduled jobs of pg_cron are not copied; those of the target stay as they are.</source>
        <translation>Les tâches planifiées de pg_cron ne sont pas copiées&#x202f;; celles de la cible restent comme elles sont.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; refer to users (auth.users) that the target does not have.</source>
        <translation>Des lignes de «&#xa0;%1&#xa0;» renvoient à des utilisateurs (auth.users) que la cible n’a pas.</translation>
    </message>
    <message>
        <source>Some rows refer to users (auth.users) that the target does not have.</source>
        <translation>Des lignes renvoient à des utilisateurs (auth.users) que la cible n’a pas.</translation>
    </message>
    <message>
        <source>The platform manages its users, and a clone adds or forgets some only as told: %2</source>
        <translation>La plateforme gère ses utilisateurs, et un clonage n’en ajoute ou n’en oublie que sur demande&#xa0;: %2</translation>
    </message>
    <message>
        <source>Add them (--auth-users copy), empty the references where the columns allow it (--auth-users null), or create the users in the target.</source>
        <translation>Faites-les ajouter (--auth-users copy), faites vider les références là où les colonnes le permettent (--auth-users null), ou créez ces utilisateurs dans la cible.</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) that rows refer to are missing in the target: they are added to auth.users, personal data replaced, without tokens or sessions.</source>
        <translation>
            <numerusform>%n utilisateur auquel des lignes renvoient manque dans la cible&#xa0;: il est ajouté à auth.users, données personnelles remplacées, sans jeton ni session.</numerusform>
            <numerusform>%n utilisateurs auxquels des lignes renvoient manquent dans la cible&#xa0;: ils sont ajoutés à auth.users, données personnelles remplacées, sans jeton ni session.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) that rows refer to are missing in the target: they are added to auth.users in clear, without tokens or sessions.</source>
        <translation>
            <numerusform>%n utilisateur auquel des lignes renvoient manque dans la cible&#xa0;: il est ajouté en clair à auth.users, sans jeton ni session.</numerusform>
            <numerusform>%n utilisateurs auxquels des lignes renvoient manquent dans la cible&#xa0;: ils sont ajoutés en clair à auth.users, sans jeton ni session.</numerusform>
        </translation>
    </message>
    <message>
        <source>Added users cannot log in with a password: the target does not have the extension pgcrypto, which would hash it.</source>
        <translation>Les utilisateurs ajoutés ne peuvent pas se connecter par mot de passe&#xa0;: la cible n’a pas l’extension pgcrypto, qui le hacherait.</translation>
    </message>
    <message>
        <source>The password of every added user is %1</source>
        <translation>Le mot de passe de chaque utilisateur ajouté est %1</translation>
    </message>
    <message numerus="yes">
        <source>References to %n user(s) that the target does not have are emptied.</source>
        <translation>
            <numerusform>Les références à %n utilisateur que la cible n’a pas sont vidées.</numerusform>
            <numerusform>Les références à %n utilisateurs que la cible n’a pas sont vidées.</numerusform>
        </translation>
    </message>
    <message>
        <source>The account may not read them: they were not compared.</source>
        <translation>Le compte n’a pas le droit de les lire&#xa0;: ils n’ont pas été comparés.</translation>
    </message>
    <message>
        <source>Large objects %1: missing in the target, or with other contents.</source>
        <translation>Grands objets %1&#xa0;: absents de la cible, ou de contenu différent.</translation>
    </message>
    <message>
        <source>No table is called &quot;%1&quot;.</source>
        <translation>Aucune table ne s’appelle «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>A pattern fits no table.</source>
        <translation>Un motif ne correspond à aucune table.</translation>
    </message>
    <message>
        <source>No table in these schemas has a name that the pattern fits: %2</source>
        <translation>Dans ces schémas, aucune table n’a un nom qui corresponde au motif&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the pattern: table or schema.table, where * stands for any letters and ? for one.</source>
        <translation>Corrigez le motif&#xa0;: table ou schéma.table, où * remplace des lettres et&#x202f;? une seule.</translation>
    </message>
    <message>
        <source>No table has a column &quot;%1&quot; that holds a date.</source>
        <translation>Aucune table n’a de colonne «&#xa0;%1&#xa0;» qui contienne une date.</translation>
    </message>
    <message>
        <source>No table has such a column.</source>
        <translation>Aucune table n’a une telle colonne.</translation>
    </message>
    <message>
        <source>The choice is made for every table that has a column of this name, of a date or a moment, and none has.</source>
        <translation>Le choix vaut pour toute table qui a une colonne de ce nom, de type date ou horodatage, et aucune n’en a.</translation>
    </message>
    <message>
        <source>Correct the name of the column.</source>
        <translation>Corrigez le nom de la colonne.</translation>
    </message>
    <message>
        <source>The rows of &quot;%1&quot; cannot be kept.</source>
        <translation>Les lignes de «&#xa0;%1&#xa0;» ne peuvent pas être gardées.</translation>
    </message>
    <message>
        <source>The rows of a table cannot be kept.</source>
        <translation>Les lignes d’une table ne peuvent pas être gardées.</translation>
    </message>
    <message>
        <source>What they need is not there after the clone, or cannot take them: %2</source>
        <translation>Ce qu’il leur faut n’est pas là après le clonage, ou ne peut pas les recevoir&#xa0;: %2</translation>
    </message>
    <message>
        <source>Keep what it needs as well, change the table in the target so that it fits, or do not keep it.</source>
        <translation>Gardez aussi ce qu’il lui faut, modifiez la table dans la cible pour qu’elle s’accorde, ou ne la gardez pas.</translation>
    </message>
    <message>
        <source>Rows kept in the target do not fit: &quot;%1&quot;.</source>
        <translation>Des lignes gardées dans la cible ne s’accordent pas&#xa0;: «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Rows kept in the target do not fit.</source>
        <translation>Des lignes gardées dans la cible ne s’accordent pas.</translation>
    </message>
    <message>
        <source>A table whose rows were to survive takes part in this, and the rows of both sides do not go together. The server answered: %2</source>
        <translation>Une table dont les lignes devaient rester y prend part, et les lignes des deux côtés ne vont pas ensemble. Le serveur a répondu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Keep the other table as well, copy the rows that are missing, or correct the rows in the target; then start again.</source>
        <translation>Gardez aussi l’autre table, copiez les lignes qui manquent, ou corrigez les lignes de la cible&#x202f;; puis recommencez.</translation>
    </message>
    <message>
        <source>There is no group of tables named &quot;%1&quot;.</source>
        <translation>Il n’y a pas de groupe de tables nommé «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>There is no such group of tables.</source>
        <translation>Ce groupe de tables n’existe pas.</translation>
    </message>
    <message>
        <source>No group of this name was made on this computer.</source>
        <translation>Aucun groupe de ce nom n’a été créé sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Look at the groups with &quot;sosie-cli group list&quot;, or make it with &quot;sosie-cli group set&quot;.</source>
        <translation>Voyez les groupes avec «&#xa0;sosie-cli group list&#xa0;», ou créez-le avec «&#xa0;sosie-cli group set&#xa0;».</translation>
    </message>
    <message>
        <source>The group &quot;%1&quot; matches no table.</source>
        <translation>Le groupe «&#xa0;%1&#xa0;» ne correspond à aucune table.</translation>
    </message>
    <message>
        <source>A group matches no table.</source>
        <translation>Un groupe ne correspond à aucune table.</translation>
    </message>
    <message>
        <source>No table in these schemas has a name that its patterns fit: %2</source>
        <translation>Dans ces schémas, aucune table n’a un nom qui corresponde à ses motifs&#xa0;: %2</translation>
    </message>
    <message>
        <source>Correct the patterns with &quot;sosie-cli group set&quot;, or leave the group out.</source>
        <translation>Corrigez les motifs avec «&#xa0;sosie-cli group set&#xa0;», ou laissez le groupe de côté.</translation>
    </message>
    <message>
        <source>The group of tables &quot;%1&quot; is not correct.</source>
        <translation>Le groupe de tables «&#xa0;%1&#xa0;» n’est pas correct.</translation>
    </message>
    <message>
        <source>A group of tables is not correct.</source>
        <translation>Un groupe de tables n’est pas correct.</translation>
    </message>
    <message>
        <source>The target has not loaded &quot;%1&quot;, the module that keeps such labels.</source>
        <translation>La cible n’a pas chargé «&#xa0;%1&#xa0;», le module qui tient ces étiquettes.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;, the module that keeps such labels, refuses it in the target.</source>
        <translation>«&#xa0;%1&#xa0;», le module qui tient ces étiquettes, la refuse dans la cible.</translation>
    </message>
    <message numerus="yes">
        <source>Fill %n table(s) with the rows that &quot;%1&quot; has in them now.</source>
        <translation>
            <numerusform>Remplir %n table avec les lignes que «&#xa0;%1&#xa0;» y a aujourd’hui.</numerusform>
            <numerusform>Remplir %n tables avec les lignes que «&#xa0;%1&#xa0;» y a aujourd’hui.</numerusform>
        </translation>
    </message>
    <message>
        <source>Which tables keep their rows is found out once it is undone.</source>
        <translation>Quelles tables gardent leurs lignes se saura une fois ce clonage annulé.</translation>
    </message>
    <message>
        <source>Kept rows must fit the copy: when one of them breaks a key or a rule, or a copied row refers to one that is not there, the target is put back as it was.</source>
        <translation>Les lignes gardées doivent aller avec la copie&#xa0;: si l’une d’elles enfreint une clé ou une règle, ou si une ligne copiée renvoie à une ligne absente, la cible est remise comme elle était.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln ligne</numerusform>
            <numerusform>%Ln lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; keeps what it holds (%2); the source has no such table.</source>
        <translation>«&#xa0;%1&#xa0;» garde ce qu’elle contient (%2)&#x202f;; la source n’a pas cette table.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; keeps what it holds (%2).</source>
        <translation>«&#xa0;%1&#xa0;» garde ce qu’elle contient (%2).</translation>
    </message>
    <message>
        <source>Kept rows of &quot;%1&quot; lose what the source has no column for: %2.</source>
        <translation>Les lignes gardées de «&#xa0;%1&#xa0;» perdent ce pour quoi la source n’a pas de colonne&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Kept rows of &quot;%1&quot; get the default of columns that are new to them: %2.</source>
        <translation>Les lignes gardées de «&#xa0;%1&#xa0;» prennent la valeur par défaut des colonnes nouvelles pour elles&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The choice by date &quot;%1&quot; cannot be understood.</source>
        <translation>Le choix par date «&#x202f;%1&#x202f;» n’est pas compris.</translation>
    </message>
    <message>
        <source>A choice by date cannot be understood.</source>
        <translation>Un choix par date n’est pas compris.</translation>
    </message>
    <message>
        <source>It has a column, &gt;= or &gt;, and a date that the calendar has.</source>
        <translation>Il se compose d’une colonne, de &gt;= ou &gt;, et d’une date qui existe au calendrier.</translation>
    </message>
    <message>
        <source>Write it as in created_at&gt;=2026-01-01.</source>
        <translation>Écrivez-le comme ceci&#xa0;: created_at&gt;=2026-01-01.</translation>
    </message>
    <message>
        <source>The clone that began on %1 and did not end is being undone.</source>
        <translation>Le clonage commencé le %1 et resté inachevé est en cours d’annulation.</translation>
    </message>
    <message>
        <source>Everything is read from the snapshot %1.</source>
        <translation>Tout est lu depuis l’instantané %1.</translation>
    </message>
    <message numerus="yes">
        <source>Rows go in %n parallel stream(s).</source>
        <translation>
            <numerusform>Les lignes passent par %n flux.</numerusform>
            <numerusform>Les lignes passent par %n flux parallèles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) that the clone had added to auth.users could not be removed and are still there: %1</source>
        <translation>
            <numerusform>%Ln utilisateur ajouté à auth.users par le clonage n’a pas pu être retiré et s’y trouve encore&#xa0;: %1</numerusform>
            <numerusform>%Ln utilisateurs ajoutés à auth.users par le clonage n’ont pas pu être retirés et s’y trouvent encore&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s)</source>
        <translation>
            <numerusform>%1&#xa0;: %2 ligne</numerusform>
            <numerusform>%1&#xa0;: %2 lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 row(s) kept</source>
        <translation>
            <numerusform>%1&#xa0;: %2 ligne conservée</numerusform>
            <numerusform>%1&#xa0;: %2 lignes conservées</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody could look whether &quot;%1&quot; has every user that rows refer to: the account may not read auth.users of &quot;%2&quot;. If one is missing, the clone finds out at its end, and puts the target back as it was.</source>
        <translation>Personne n’a pu vérifier que «&#x202f;%1&#x202f;» a tous les utilisateurs auxquels des lignes se réfèrent&#xa0;: le compte n’a pas le droit de lire auth.users de «&#x202f;%2&#x202f;». S’il en manque un, le clonage s’en aperçoit à la fin et remet la cible dans son état d’avant.</translation>
    </message>
    <message numerus="yes">
        <source>All %n large object(s) are copied, whatever was chosen: they belong to no schema and to no table.</source>
        <translation>
            <numerusform>Le seul grand objet est copié, quel que soit le choix&#xa0;: il n’appartient à aucun schéma ni à aucune table.</numerusform>
            <numerusform>Les %n grands objets sont tous copiés, quel que soit le choix&#xa0;: ils n’appartiennent à aucun schéma ni à aucune table.</numerusform>
        </translation>
    </message>
    <message>
        <source>The clone has been waiting since %1 for a lock that another session of the target holds: process %2, program &quot;%3&quot;, user &quot;%4&quot;. It goes on when that session ends its transaction.</source>
        <translation>Le clonage attend depuis %1 un verrou que tient une autre session de la cible&#xa0;: processus %2, programme «&#x202f;%3&#x202f;», utilisateur «&#x202f;%4&#x202f;». Il reprend quand cette session termine sa transaction.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; refer to rows of a table that is not copied, and the target does not have them.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» se réfèrent à des lignes d’une table qui n’est pas copiée, et la cible ne les a pas.</translation>
    </message>
    <message>
        <source>Some rows refer to rows of a table that is not copied, and the target does not have them.</source>
        <translation>Des lignes se réfèrent à des lignes d’une table qui n’est pas copiée, et la cible ne les a pas.</translation>
    </message>
    <message>
        <source>The foreign key would be refused at the end. The key, where it leads, and how many rows are missing there: %2</source>
        <translation>La clé étrangère serait refusée à la fin. La clé, la table où elle mène et le nombre de lignes qui y manquent&#xa0;: %2</translation>
    </message>
    <message>
        <source>Bring the missing rows into the target first, leave out the rows that refer to them (--where), or clone the other table as well.</source>
        <translation>Apportez d’abord les lignes manquantes dans la cible, écartez les lignes qui s’y réfèrent (--where), ou clonez aussi l’autre table.</translation>
    </message>
    <message>
        <source>Nobody could look whether &quot;%1&quot; has every row of &quot;%2&quot; that copied rows refer to (%3): the account may not read it there. If one is missing, the clone finds out at its end, and puts the target back as it was.</source>
        <translation>Personne n’a pu vérifier que «&#x202f;%1&#x202f;» a toutes les lignes de «&#x202f;%2&#x202f;» auxquelles les lignes copiées se réfèrent (%3)&#xa0;: le compte n’a pas le droit d’y lire cette table. S’il en manque une, le clonage s’en aperçoit à la fin et remet la cible dans son état d’avant.</translation>
    </message>
    <message>
        <source>Whether &quot;%1&quot; has every row that copied rows refer to could not be counted in a short time: %2. If one is missing, the clone finds out at its end, and puts the target back as it was.</source>
        <translation>Il n’a pas été possible de compter en peu de temps si «&#x202f;%1&#x202f;» a toutes les lignes auxquelles les lignes copiées se réfèrent&#xa0;: %2. S’il en manque une, le clonage s’en aperçoit à la fin et remet la cible dans son état d’avant.</translation>
    </message>
    <message>
        <source>Rules replace what &quot;%1&quot; refers to in &quot;%2&quot; (%3), where nothing is replaced: only a column that is kept as it is finds its rows there.</source>
        <translation>Des règles remplacent les valeurs par lesquelles «&#x202f;%1&#x202f;» se réfère à «&#x202f;%2&#x202f;» (%3), où rien n’est remplacé&#xa0;: seule une colonne gardée telle quelle y retrouve ses lignes.</translation>
    </message>
    <message>
        <source>%1: try %2 of %3 in %4 s.</source>
        <translation>%1&#xa0;: essai %2 sur %3 dans %4&#xa0;s.</translation>
    </message>
    <message>
        <source>Identifier at another service</source>
        <translation>Identifiant dans un autre service</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Coordonnées géographiques</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Santé</translation>
    </message>
    <message>
        <source>Origin, religion or opinion</source>
        <translation>Origine, religion ou opinion</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>Revenu</translation>
    </message>
    <message>
        <source>Personal web page</source>
        <translation>Page web personnelle</translation>
    </message>
    <message>
        <source>Date of birth or death</source>
        <translation>Date de naissance ou de décès</translation>
    </message>
    <message>
        <source>Password, key or token</source>
        <translation>Mot de passe, clé ou jeton</translation>
    </message>
    <message>
        <source>It stands beside %1, and its values are written as names.</source>
        <translation>Elle est à côté de %1, et ses valeurs sont écrites comme des noms.</translation>
    </message>
    <message>
        <source>Values of type %1 are of this kind.</source>
        <translation>Les valeurs de type %1 sont de cette nature.</translation>
    </message>
    <message>
        <source>%1 % of the values are names that other columns of the database hold.</source>
        <translation>%1&#xa0;% des valeurs sont des noms que contiennent d’autres colonnes de la base.</translation>
    </message>
    <message>
        <source>The table has no rows, or none with a value here: only its name could be looked at.</source>
        <translation>La table n’a aucune ligne, ou aucune qui ait une valeur ici&#xa0;: seul son nom a pu être examiné.</translation>
    </message>
    <message>
        <source>Secret made unusable</source>
        <translation>Secret rendu inutilisable</translation>
    </message>
    <message>
        <source>Place moved by some kilometres</source>
        <translation>Lieu déplacé de quelques kilomètres</translation>
    </message>
    <message>
        <source>Amount changed by up to 20 %</source>
        <translation>Montant modifié de 20&#xa0;% au plus</translation>
    </message>
    <message>
        <source>operators and functions in its expressions</source>
        <translation>opérateurs et fonctions de ses expressions</translation>
    </message>
    <message>
        <source>It is kept by decision: %1.</source>
        <translation>Elle est gardée par décision&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The rule file leaves it undecided.</source>
        <translation>Le fichier de règles la laisse indécise.</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Indécise</translation>
    </message>
    <message numerus="yes">
        <source>Replace personal data in %n column(s) on the way, before &quot;%1&quot; sees it.</source>
        <translation>
            <numerusform>Remplacer les données personnelles de %n colonne pendant la copie, avant que «&#x202f;%1&#x202f;» ne les voie.</numerusform>
            <numerusform>Remplacer les données personnelles de %n colonnes pendant la copie, avant que «&#x202f;%1&#x202f;» ne les voie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n column(s) as they are, each named with its reason.</source>
        <translation>
            <numerusform>Copier %n colonne telle quelle, nommée avec sa raison.</numerusform>
            <numerusform>Copier %n colonnes telles quelles, chacune nommée avec sa raison.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n column(s) of texts and documents, replace what is found and copy the rest.</source>
        <translation>
            <numerusform>Dans %n colonne de textes ou de documents, remplacer ce qui est trouvé et copier le reste.</numerusform>
            <numerusform>Dans %n colonnes de textes ou de documents, remplacer ce qui est trouvé et copier le reste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rule &quot;%1&quot; of %2 changed none of its %Ln value(s): all are in clear.</source>
        <translation>
            <numerusform>La règle «&#x202f;%1&#x202f;» de %2 n’a pas changé sa valeur&#xa0;: elle est en clair.</numerusform>
            <numerusform>La règle «&#x202f;%1&#x202f;» de %2 n’a changé aucune de ses %Ln valeurs&#xa0;: toutes sont en clair.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln value(s) in clear look like personal data (e-mail addresses, telephone or account numbers).</source>
        <translation>
            <numerusform>%1&#xa0;: %Ln valeur en clair ressemble à une donnée personnelle (adresse e-mail, numéro de téléphone ou de compte).</numerusform>
            <numerusform>%1&#xa0;: %Ln valeurs en clair ressemblent à des données personnelles (adresses e-mail, numéros de téléphone ou de compte).</numerusform>
        </translation>
    </message>
    <message>
        <source>Replaced values do not make a person unknown: keys, the order of rows, times and sign-up dates, amounts such as salaries, places and years of birth still tie a row to somebody for whom knows them from elsewhere.</source>
        <translation>Des valeurs remplacées ne rendent pas une personne inconnue&#xa0;: les clés, l’ordre des lignes, les heures et les dates d’inscription, les montants comme les salaires, les lieux et les années de naissance relient encore une ligne à quelqu’un pour qui les connaît d’ailleurs.</translation>
    </message>
    <message>
        <source>Rules loosen these ties: &quot;identifier&quot; for keys and numbers, &quot;dateShift&quot; for dates, &quot;city&quot; and &quot;postalCode&quot; for places, &quot;null&quot; or a constant for what tests do not need.</source>
        <translation>Des règles desserrent ces liens&#xa0;: «&#x202f;identifier&#x202f;» pour les clés et les numéros, «&#x202f;dateShift&#x202f;» pour les dates, «&#x202f;city&#x202f;» et «&#x202f;postalCode&#x202f;» pour les lieux, «&#x202f;null&#x202f;» ou une constante pour ce dont les essais n’ont pas besoin.</translation>
    </message>
    <message>
        <source>An e-mail address, a telephone or an account number is in it.</source>
        <translation>On y trouve une adresse e-mail, un numéro de téléphone ou de compte.</translation>
    </message>
    <message>
        <source>It has the name of a person in it.</source>
        <translation>On y trouve le nom d’une personne.</translation>
    </message>
    <message>
        <source>A password or a key is in it.</source>
        <translation>On y trouve un mot de passe ou une clé.</translation>
    </message>
    <message>
        <source>Something in it looks like personal data.</source>
        <translation>On y trouve quelque chose qui ressemble à des données personnelles.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can only be read whole, without a condition or a part of it being chosen.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut être lue qu’en entier, sans condition ni choix d’une partie.</translation>
    </message>
    <message>
        <source>A table can only be read whole, without a condition or a part of it being chosen.</source>
        <translation>Une table ne peut être lue qu’en entier, sans condition ni choix d’une partie.</translation>
    </message>
    <message>
        <source>A query over it would run code of its owner under the account that reads, and Sosie runs nobody&apos;s code in a source: %2</source>
        <translation>Une requête sur elle exécuterait du code de son propriétaire sous le compte qui lit, et Sosie n’exécute le code de personne dans une source&#xa0;: %2</translation>
    </message>
    <message>
        <source>Choose the rows in another table, leave this one out, or have the owner remove what is named.</source>
        <translation>Choisissez les lignes dans une autre table, laissez celle-ci de côté, ou demandez à son propriétaire de retirer ce qui est nommé.</translation>
    </message>
    <message>
        <source>The user « %1 » could do harm (%2). For reading a production, a role that can only read is safer: %3</source>
        <translation>L’utilisateur «&#xa0;%1&#xa0;» pourrait faire des dégâts (%2). Pour lire une production, un rôle qui ne peut que lire est plus sûr&#xa0;: %3</translation>
    </message>
    <message>
        <source>The account &quot;%1&quot; could do harm in the production &quot;%2&quot; (%3). Reading needs an account that can only read: %4</source>
        <translation>Le compte «&#xa0;%1&#xa0;» pourrait faire des dégâts dans la production «&#xa0;%2&#xa0;» (%3). Pour lire, un compte qui ne peut que lire suffit&#xa0;: %4</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is read whole and in one piece: a query over it would run code of its owner (%2).</source>
        <translation>«&#xa0;%1&#xa0;» est lue en entier et d’un seul tenant&#xa0;: une requête sur elle exécuterait du code de son propriétaire (%2).</translation>
    </message>
    <message>
        <source>What the target holds as Sosie&apos;s own state is not believed: &quot;%1&quot;.</source>
        <translation>Ce que la cible présente comme l’état de Sosie n’est pas cru&#xa0;: «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>What the target holds as Sosie&apos;s own state is not believed.</source>
        <translation>Sosie ne se fie pas à l’état que la cible lui présente.</translation>
    </message>
    <message>
        <source>Restore points are read only where nobody but the account used, or a role that may act as it, owns them and can write to them, and in the form in which this version writes them: %2</source>
        <translation>Les points de restauration ne sont lus que si seuls le compte utilisé, ou un rôle qui peut agir comme lui, les possèdent et peuvent y écrire, et sous la forme que cette version leur donne&#xa0;: %2</translation>
    </message>
    <message>
        <source>Ask its owner what it is. If a Sosie made it, connect with the account used then. If not, drop it, or give it another name.</source>
        <translation>Demandez à son propriétaire ce que c’est. Si un Sosie l’a créé, connectez-vous avec le compte utilisé alors. Sinon, supprimez-le ou donnez-lui un autre nom.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs what would be dropped.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de ce qui serait supprimé.</translation>
    </message>
    <message>
        <source>Something needs what would be dropped.</source>
        <translation>Quelque chose a besoin de ce qui serait supprimé.</translation>
    </message>
    <message>
        <source>It was made by somebody else and would be lost with it: %2</source>
        <translation>Quelqu’un d’autre l’a créé, et ce serait perdu avec&#xa0;: %2</translation>
    </message>
    <message>
        <source>Drop it, or change it so that it no longer needs what is named, then start again.</source>
        <translation>Supprimez-le, ou modifiez-le pour qu’il n’ait plus besoin de ce qui est nommé, puis recommencez.</translation>
    </message>
    <message>
        <source>The copy was not dropped, because of what is not the clone&apos;s: %1. It is kept in %2; drop that when nobody needs it any more.</source>
        <translation>La copie n’a pas été supprimée, à cause de ce qui ne vient pas du clonage&#xa0;: %1. Elle est gardée dans %2&#xa0;; supprimez-la quand personne n’en a plus besoin.</translation>
    </message>
    <message>
        <source>%1, which the clone had made, is still there: %2</source>
        <translation>%1, que le clonage avait créé, est encore là&#xa0;: %2</translation>
    </message>
    <message>
        <source>What the clone before this one had set aside was not dropped: &quot;%1&quot; needs it (%2).</source>
        <translation>Ce que le clonage précédent avait mis de côté n’a pas été supprimé&#xa0;: «&#xa0;%1&#xa0;» en a besoin (%2).</translation>
    </message>
    <message>
        <source>Made since the clone, in its schemas: %1. So that nothing of it is lost, the copy is not dropped but kept aside, with all that is in it, in %2.</source>
        <translation>Créé depuis le clonage, dans ses schémas&#xa0;: %1. Pour que rien n’en soit perdu, la copie n’est pas supprimée mais gardée de côté, avec tout ce qu’elle contient, dans %2.</translation>
    </message>
    <message>
        <source>Rows added, changed or deleted since the clone are dropped with the copy; by the server&apos;s counters, in %1.</source>
        <translation>Les lignes ajoutées, modifiées ou supprimées depuis le clonage disparaissent avec la copie&#xa0;; d’après les compteurs du serveur, dans %1.</translation>
    </message>
    <message>
        <source>Rows added, changed or deleted since the clone stay in the copy that is kept aside; by the server&apos;s counters, in %1.</source>
        <translation>Les lignes ajoutées, modifiées ou supprimées depuis le clonage restent dans la copie gardée de côté&#xa0;; d’après les compteurs du serveur, dans %1.</translation>
    </message>
    <message>
        <source>Whether rows were changed since the clone cannot be known: the server&apos;s counters have been reset.</source>
        <translation>On ne peut pas savoir si des lignes ont changé depuis le clonage&#xa0;: les compteurs du serveur ont été remis à zéro.</translation>
    </message>
    <message>
        <source>Made since the clone, and left where it is: %1.</source>
        <translation>Créé depuis le clonage, et laissé où c’est&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Tables of the copy that are in other schemas by now stay there: %1.</source>
        <translation>Les tables de la copie qui sont désormais dans d’autres schémas y restent&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 depends on %2 and is made anew to follow what comes back.</source>
        <translation>%1 dépend de %2 et est recréé pour suivre ce qui revient.</translation>
    </message>
    <message>
        <source>%1 could not be given back: %2</source>
        <translation>%1 n’a pas pu être rétabli&#xa0;: %2</translation>
    </message>
    <message>
        <source>The server &quot;%1&quot; is starting or stopping.</source>
        <translation>Le serveur «&#x202f;%1&#x202f;» démarre ou s’arrête.</translation>
    </message>
    <message>
        <source>The server is starting or stopping.</source>
        <translation>Le serveur démarre ou s’arrête.</translation>
    </message>
    <message>
        <source>It takes no connections while it recovers, starts or shuts down.</source>
        <translation>Il n’accepte aucune connexion pendant qu’il se rétablit, démarre ou s’arrête.</translation>
    </message>
    <message>
        <source>Wait until the server is up, then start again.</source>
        <translation>Attendez que le serveur soit démarré, puis recommencez.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; exists already.</source>
        <translation>«&#x202f;%1&#x202f;» existe déjà.</translation>
    </message>
    <message>
        <source>An object exists already.</source>
        <translation>Un objet existe déjà.</translation>
    </message>
    <message>
        <source>See who made it, and that nobody changes the structure meanwhile, then start again.</source>
        <translation>Voyez qui l’a créé, et que personne ne change la structure entre-temps, puis recommencez.</translation>
    </message>
    <message>
        <source>Another session got in the way of &quot;%1&quot;.</source>
        <translation>Une autre session a gêné le travail sur «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Another session got in the way.</source>
        <translation>Une autre session a gêné le travail.</translation>
    </message>
    <message>
        <source>Two sessions wanted the same rows or tables at once, and the server ended this one: %2</source>
        <translation>Deux sessions voulaient les mêmes lignes ou les mêmes tables en même temps, et le serveur a mis fin à celle-ci&#xa0;: %2</translation>
    </message>
    <message>
        <source>Start again when other programs are less busy with this database.</source>
        <translation>Recommencez quand d’autres programmes utiliseront moins cette base.</translation>
    </message>
    <message>
        <source>The server does not accept a value for &quot;%1&quot;.</source>
        <translation>Le serveur n’accepte pas une valeur pour «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server does not accept a value.</source>
        <translation>Le serveur n’accepte pas une valeur.</translation>
    </message>
    <message>
        <source>The server misses files of its own, or of an extension: &quot;%1&quot;.</source>
        <translation>Il manque au serveur des fichiers qui sont à lui ou à une extension&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The server misses files of its own, or of an extension.</source>
        <translation>Il manque au serveur des fichiers qui sont à lui ou à une extension.</translation>
    </message>
    <message>
        <source>Often its program was replaced by an update while it ran. The server answered: %2</source>
        <translation>Souvent, son programme a été remplacé par une mise à jour pendant qu’il tournait. Le serveur a répondu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Restart the server; if it says the same then, install the missing extension or look at its log.</source>
        <translation>Redémarrez le serveur&#x202f;; s’il répond encore la même chose, installez l’extension manquante ou consultez son journal.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could be a production that was never reached.</source>
        <translation>«&#x202f;%1&#x202f;» pourrait être une production qui n’a jamais été jointe.</translation>
    </message>
    <message>
        <source>The target could be a production that was never reached.</source>
        <translation>La cible pourrait être une production qui n’a jamais été jointe.</translation>
    </message>
    <message>
        <source>Both have the same address, and until the production has been reached once nobody can tell them apart: %2</source>
        <translation>Les deux ont la même adresse, et tant que la production n’a pas été jointe une fois, rien ne permet de les distinguer&#xa0;: %2</translation>
    </message>
    <message>
        <source>Reach the production once (sosie-cli env test NAME, with its password), or choose another target.</source>
        <translation>Joignez la production une fois (sosie-cli env test NOM, avec son mot de passe), ou choisissez une autre cible.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a production, and its type was not changed.</source>
        <translation>«&#x202f;%1&#x202f;» est une production, et son type n’a pas été changé.</translation>
    </message>
    <message>
        <source>The type of a production was not changed.</source>
        <translation>Le type d’une production n’a pas été changé.</translation>
    </message>
    <message>
        <source>Another type for a production wants its name typed and a reason; both are kept in the history. Its database counts as a production all the same.</source>
        <translation>Un autre type pour une production demande que son nom soit saisi et qu’une raison soit donnée&#x202f;; les deux sont consignés dans l’historique. Sa base compte tout de même comme une production.</translation>
    </message>
    <message>
        <source>Give --confirm with the name, and --reason.</source>
        <translation>Donnez --confirm avec le nom, et --reason.</translation>
    </message>
    <message>
        <source>The connection to this production may go unencrypted, because its settings say so (sslmode=%1).</source>
        <translation>La connexion à cette production peut passer sans chiffrement, parce que ses réglages le disent (sslmode=%1).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts as a production, whatever its type: its database is marked as one.</source>
        <translation>«&#x202f;%1&#x202f;» compte comme une production, quel que soit son type&#xa0;: sa base est marquée comme telle.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts as a production, whatever its type: its database, or the one it is a copy of, is known as the production &quot;%2&quot;.</source>
        <translation>«&#x202f;%1&#x202f;» compte comme une production, quel que soit son type&#xa0;: sa base, ou celle dont elle est une copie, est connue comme la production «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts as a production until &quot;%2&quot; has been reached once: they could be the same (&quot;sosie-cli env test&quot;).</source>
        <translation>«&#x202f;%1&#x202f;» compte comme une production tant que «&#x202f;%2&#x202f;» n’a pas été jointe une fois&#xa0;: ce pourrait être la même («&#x202f;sosie-cli env test&#x202f;»).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts as a production: it cannot be told which database it is.</source>
        <translation>«&#x202f;%1&#x202f;» compte comme une production&#xa0;: rien ne dit de quelle base il s’agit.</translation>
    </message>
    <message>
        <source>No key is kept on this computer (no keychain, no SOSIE_KEY_FILE): values are replaced under a key for this run only, and the next run replaces them by others.</source>
        <translation>Aucune clé n’est conservée sur cet ordinateur (ni trousseau, ni SOSIE_KEY_FILE)&#xa0;: les valeurs sont remplacées sous une clé pour cette exécution seulement, et la prochaine les remplacera par d’autres.</translation>
    </message>
    <message>
        <source>It cannot be the same in the target: %2</source>
        <translation>Il ne peut pas être le même dans la cible&#xa0;: %2</translation>
    </message>
    <message>
        <source>Change what is named here, leave it out, or make it in the target by hand.</source>
        <translation>Changez ce qui est nommé ici, laissez-le de côté, ou créez-le à la main dans la cible.</translation>
    </message>
    <message>
        <source>The materialized views are filled anew from the copied rows: where the source has not refreshed one since its tables changed, its rows differ.</source>
        <translation>Les vues matérialisées sont remplies à nouveau à partir des lignes copiées&#xa0;: là où la source n’en a pas actualisé une depuis que ses tables ont changé, ses lignes diffèrent.</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; is switched off in the copy, because it calls out of the database. To switch it on there: ALTER TABLE %2 ENABLE RULE %3.</source>
        <translation>La règle «&#xa0;%1&#xa0;» est désactivée dans la copie, parce qu’elle appelle hors de la base de données. Pour l’y activer&#xa0;: ALTER TABLE %2 ENABLE RULE %3.</translation>
    </message>
    <message>
        <source>The event trigger &quot;%1&quot; is switched off in the copy, because it calls out of the database. To switch it on there: ALTER EVENT TRIGGER %2 ENABLE.</source>
        <translation>Le déclencheur d’événement «&#xa0;%1&#xa0;» est désactivé dans la copie, parce qu’il appelle hors de la base de données. Pour l’y activer&#xa0;: ALTER EVENT TRIGGER %2 ENABLE.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; of &quot;%2&quot; has no default in the copy, because it calls out of the database. To give it back there: ALTER TABLE %3 ALTER COLUMN %4 SET DEFAULT %5.</source>
        <translation>La colonne «&#xa0;%1&#xa0;» de «&#xa0;%2&#xa0;» n’a pas de valeur par défaut dans la copie, parce que celle-ci appelle hors de la base de données. Pour l’y rétablir&#xa0;: ALTER TABLE %3 ALTER COLUMN %4 SET DEFAULT %5.</translation>
    </message>
    <message>
        <source>The foreign server &quot;%1&quot; leads nowhere in the copy. To connect it again there: %2.</source>
        <translation>Le serveur distant «&#xa0;%1&#xa0;» ne mène nulle part dans la copie. Pour l’y reconnecter&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The foreign table &quot;%1&quot; reads nothing in the copy. To connect it again there: %2.</source>
        <translation>La table distante «&#xa0;%1&#xa0;» ne lit rien dans la copie. Pour l’y reconnecter&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The foreign server &quot;%1&quot; leads from the copy to where it leads from the source: none of its options is known to be an address.</source>
        <translation>Le serveur distant «&#xa0;%1&#xa0;» mène, depuis la copie, là où il mène depuis la source&#xa0;: aucune de ses options n’est connue comme une adresse.</translation>
    </message>
    <message>
        <source>These views read outside of the database when somebody reads them, from the copy as well, unless the foreign server they use leads nowhere: %1.</source>
        <translation>Ces vues lisent hors de la base de données quand quelqu’un les lit, depuis la copie aussi, sauf si le serveur distant qu’elles utilisent ne mène nulle part&#xa0;: %1.</translation>
    </message>
    <message>
        <source>These reach out of the database when they are used, from the copy as well: %1.</source>
        <translation>Ceci sort de la base de données quand on s’en sert, depuis la copie aussi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It is there without rows: the server could not fill it (%1).</source>
        <translation>Elle est là, sans lignes&#xa0;: le serveur n’a pas pu la remplir (%1).</translation>
    </message>
    <message>
        <source>The target&apos;s own, which the source does not have: not compared.</source>
        <translation>Propre à la cible, absent de la source&#xa0;: non comparé.</translation>
    </message>
    <message>
        <source>The comment of the database differs. It belongs to the database, not to what is in it: a clone leaves it alone.</source>
        <translation>Le commentaire de la base diffère. Il appartient à la base, pas à son contenu&#xa0;: un clonage n’y touche pas.</translation>
    </message>
    <message>
        <source>The target server does not have this role: what it owns and is granted is compared as a clone leaves it out.</source>
        <translation>Le serveur cible n’a pas ce rôle&#xa0;: ce qu’il possède et les droits qu’il a sont comparés tels qu’un clonage les laisse de côté.</translation>
    </message>
    <message>
        <source>The database declares more than 3 million names, logins and numbers of people: those beyond were not looked for in texts and documents.</source>
        <translation>La base déclare plus de 3 millions de noms, d’identifiants et de numéros de personnes&#xa0;: ceux qui dépassent n’ont pas été cherchés dans les textes et les documents.</translation>
    </message>
    <message>
        <source>Some Sosie is at work in this database at this moment.</source>
        <translation>Un Sosie travaille dans cette base en ce moment.</translation>
    </message>
    <message>
        <source>In clear in &quot;%1&quot;: all personal data of the production &quot;%2&quot;. Reason given: %3</source>
        <translation>En clair dans «&#x202f;%1&#x202f;»&#xa0;: toutes les données personnelles de la production «&#x202f;%2&#x202f;». Motif&#xa0;: %3</translation>
    </message>
    <message numerus="yes">
        <source>In clear in &quot;%1&quot;, because somebody decided so: %Ln column(s) of the production &quot;%2&quot; (%3).</source>
        <translation>
            <numerusform>En clair dans «&#x202f;%1&#x202f;», par décision&#xa0;: %Ln colonne de la production «&#x202f;%2&#x202f;» (%3).</numerusform>
            <numerusform>En clair dans «&#x202f;%1&#x202f;», par décision&#xa0;: %Ln colonnes de la production «&#x202f;%2&#x202f;» (%3).</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules that have nothing to do, because the rows of their tables are not copied: %1.</source>
        <translation>Certaines règles sont sans effet, car les lignes de leurs tables ne sont pas copiées&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Rules that have nothing to do, because their schemas are not cloned: %1.</source>
        <translation>Certaines règles sont sans effet, car leurs schémas ne sont pas clonés&#xa0;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>The rules kept for &quot;%1&quot; decide about %Ln column(s); detection decides about the others.</source>
        <translation>
            <numerusform>Les règles enregistrées pour «&#x202f;%1&#x202f;» décident de %Ln colonne&#x202f;; la détection décide des autres.</numerusform>
            <numerusform>Les règles enregistrées pour «&#x202f;%1&#x202f;» décident de %Ln colonnes&#x202f;; la détection décide des autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the rules of this table&apos;s columns, or correct the rows in the source. Rows that break a key of the source itself can be left out: --skip-broken-rows.</source>
        <translation>Vérifiez les règles des colonnes de cette table, ou corrigez les lignes dans la source. Les lignes qui contredisent une clé de la source elle-même peuvent être laissées de côté&#xa0;: --skip-broken-rows.</translation>
    </message>
    <message>
        <source>A constraint compares it with a date that moves: both move by the same days.</source>
        <translation>Une contrainte la compare à une date qui est décalée&#xa0;: les deux le sont du même nombre de jours.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of &quot;%1&quot; break %2, although the source says that it holds: they are left out, with the rows that refer to them, and listed in %3.</source>
        <translation>
            <numerusform>%Ln ligne de «&#x202f;%1&#x202f;» contredit %2, bien que la source dise que cette contrainte est respectée&#xa0;: elle est laissée de côté, avec les lignes qui s’y réfèrent, et inscrite dans %3.</numerusform>
            <numerusform>%Ln lignes de «&#x202f;%1&#x202f;» contredisent %2, bien que la source dise que cette contrainte est respectée&#xa0;: elles sont laissées de côté, avec les lignes qui s’y réfèrent, et inscrites dans %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whether all rows of the source keep its own keys was not looked at for %n of them, which would take long or run code of the database: %1.</source>
        <translation>
            <numerusform>Une clé de la source n’a pas été comparée à ses lignes, parce que ce serait long ou exécuterait du code de la base&#xa0;: %1.</numerusform>
            <numerusform>%n clés de la source n’ont pas été comparées à ses lignes, parce que ce serait long ou exécuterait du code de la base&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The path %1 in the rule of %2 led to nothing in any of its %Ln value(s): what it was written for is not replaced by it.</source>
        <translation>
            <numerusform>Le chemin %1 de la règle de %2 n’a mené à rien dans sa valeur&#xa0;: elle ne remplace pas ce pour quoi elle a été écrite.</numerusform>
            <numerusform>Le chemin %1 de la règle de %2 n’a mené à rien dans aucune de ses %Ln valeurs&#xa0;: elle ne remplace pas ce pour quoi elle a été écrite.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whether what comes back has every row that other schemas refer to could not be counted in a short time: %1. If one is missing, nothing is brought back.</source>
        <translation>Il n’a pas pu être compté rapidement si ce qui revient contient chaque ligne à laquelle d’autres schémas se réfèrent&#xa0;: %1. S’il en manque une, rien n’est remis en place.</translation>
    </message>
    <message>
        <source>Code of the database itself raised it. Its words are not shown, because they may quote rows; the server&apos;s log has them.</source>
        <translation>Du code de la base elle-même l’a levée. Ses mots ne sont pas montrés, car ils peuvent citer des lignes&#x202f;; le journal du serveur les a.</translation>
    </message>
    <message>
        <source>The root certificate « %1 » that comes with Sosie ended on %2: a newer Sosie may have its successor, or give it with sslrootcert.</source>
        <translation>Le certificat racine «&#x202f;%1&#x202f;» fourni avec Sosie a expiré le %2&#xa0;: une version plus récente de Sosie a peut-être son successeur, ou donnez-le avec sslrootcert.</translation>
    </message>
    <message>
        <source>The root certificate « %1 » that comes with Sosie ends on %2.</source>
        <translation>Le certificat racine «&#x202f;%1&#x202f;» fourni avec Sosie expire le %2.</translation>
    </message>
    <message>
        <source>This address answers over IPv6 only, unless the project has the IPv4 add-on, and not at all while the project is paused. For networks without IPv6, give the « Session pooler » of the project&apos;s « Connect » page as well (--pooler): its host cannot be guessed.</source>
        <translation>Cette adresse ne répond qu’en IPv6, sauf si le projet a l’option IPv4, et pas du tout tant que le projet est en pause. Pour les réseaux sans IPv6, donnez aussi le «&#x202f;Session pooler&#x202f;» de la page «&#x202f;Connect&#x202f;» du projet (--pooler)&#xa0;: son hôte ne se devine pas.</translation>
    </message>
    <message>
        <source>The connection to this production is encrypted, but the server at its other end is not checked (sslmode=%1): give the root certificate (sslrootcert: a file, or &quot;system&quot; for those that the system trusts).</source>
        <translation>La connexion à cette production est chiffrée, mais le serveur à l’autre bout n’est pas vérifié (sslmode=%1)&#xa0;: donnez le certificat racine (sslrootcert&#xa0;: un fichier, ou «&#x202f;system&#x202f;» pour ceux auxquels le système fait confiance).</translation>
    </message>
    <message>
        <source>Tried first, in vain: %1</source>
        <translation>Essayé d’abord, en vain&#xa0;: %1</translation>
    </message>
    <message>
        <source>Reached through the session pooler %1.</source>
        <translation>Atteint par le session pooler %1.</translation>
    </message>
    <message>
        <source>Reached at %1.</source>
        <translation>Atteint à l’adresse %1.</translation>
    </message>
    <message>
        <source>No server reads back the text that the source has of it: %1</source>
        <translation>Aucun serveur ne relit le texte que la source en a&#xa0;: %1</translation>
    </message>
    <message>
        <source>The target has none of that name: its extension or server is of another version.</source>
        <translation>La cible n’en a aucun de ce nom&#xa0;: son extension ou son serveur est d’une autre version.</translation>
    </message>
    <message>
        <source>These routines are made of C code that no extension names, and nobody can tell from the database what they do, or whom they reach: %1.</source>
        <translation>Ces routines sont en C et n’appartiennent à aucune extension&#xa0;: personne ne peut dire d’après la base ce qu’elles font, ni qui elles joignent&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Rows counted that it does not allow: %2</source>
        <translation>Lignes comptées qu’elle n’admet pas&#xa0;: %2</translation>
    </message>
    <message>
        <source>The name was not confirmed: &quot;%1&quot;.</source>
        <translation>Le nom n’a pas été confirmé&#xa0;: «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The name was not confirmed.</source>
        <translation>Le nom n’a pas été confirmé.</translation>
    </message>
    <message>
        <source>What it holds would be replaced, or personal data would come to it or leave it in clear: so its name must be typed.</source>
        <translation>Son contenu serait remplacé, ou des données personnelles y entreraient ou en sortiraient en clair&#xa0;: son nom doit donc être saisi.</translation>
    </message>
    <message>
        <source>Clear personal data of a production may not be put into &quot;%1&quot;.</source>
        <translation>Des données personnelles en clair d’une production ne peuvent pas être mises dans «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Clear personal data of a production may not be put there.</source>
        <translation>Des données personnelles en clair d’une production ne peuvent pas être mises là.</translation>
    </message>
    <message>
        <source>Others could read it: it is not encrypted, and it is no file that only this account can read.</source>
        <translation>D’autres pourraient les lire&#xa0;: ce n’est pas chiffré, et ce n’est pas un fichier que seul ce compte peut lire.</translation>
    </message>
    <message>
        <source>Encrypt it, choose a folder of your own, or give --raw with --reason.</source>
        <translation>Chiffrez, choisissez un dossier à vous seul, ou donnez --raw avec --reason.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; would belong to other partitions in the target.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» iraient dans d’autres partitions dans la cible.</translation>
    </message>
    <message>
        <source>Some rows would belong to other partitions in the target.</source>
        <translation>Des lignes iraient dans d’autres partitions dans la cible.</translation>
    </message>
    <message>
        <source>They go by ranges of text, and the two databases sort text by different rules: %2</source>
        <translation>Elles sont réparties par intervalles de textes, et les deux bases trient les textes selon des règles différentes&#xa0;: %2</translation>
    </message>
    <message>
        <source>Make the database of the target anew with the rules of the source (CREATE DATABASE with its LOCALE_PROVIDER and locale), give the partition key a collation of its own in the source, or leave the rows of this table out.</source>
        <translation>Recréez la base de la cible avec les règles de la source (CREATE DATABASE avec son LOCALE_PROVIDER et sa locale), donnez à la clé de partition une collation à elle dans la source, ou laissez de côté les lignes de cette table.</translation>
    </message>
    <message>
        <source>The target&apos;s server cannot make the collation &quot;%1&quot;.</source>
        <translation>Le serveur de la cible ne peut pas créer la collation «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The target&apos;s server cannot make a collation of the source.</source>
        <translation>Le serveur de la cible ne peut pas créer une collation de la source.</translation>
    </message>
    <message>
        <source>The locale it is made of is not on that server: %2</source>
        <translation>La locale dont elle est faite n’est pas sur ce serveur&#xa0;: %2</translation>
    </message>
    <message>
        <source>Install the locale on the target&apos;s server and restart it, or use a server that has it (and one with ICU for collations of ICU).</source>
        <translation>Installez la locale sur le serveur de la cible et redémarrez-le, ou prenez un serveur qui l’a (et un serveur avec ICU pour les collations d’ICU).</translation>
    </message>
    <message>
        <source>No server reads back the text that the source has of &quot;%1&quot;.</source>
        <translation>Aucun serveur ne relit le texte que la source a de «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>No server reads back the text that the source has of an object.</source>
        <translation>Aucun serveur ne relit le texte que la source a d’un objet.</translation>
    </message>
    <message>
        <source>PostgreSQL prints some bodies in a form that it does not accept itself: %2</source>
        <translation>PostgreSQL écrit certains corps sous une forme qu’il n’accepte pas lui-même&#xa0;: %2</translation>
    </message>
    <message>
        <source>Make it anew in the source, or clone the rest without it and without what needs it (--leave-out-broken).</source>
        <translation>Recréez-le dans la source, ou clonez le reste sans lui et sans ce qui en a besoin (--leave-out-broken).</translation>
    </message>
    <message>
        <source>The rule for &quot;%1&quot; does not fit its column.</source>
        <translation>La règle de «&#x202f;%1&#x202f;» ne convient pas à sa colonne.</translation>
    </message>
    <message>
        <source>A rule does not fit its column.</source>
        <translation>Une règle ne convient pas à sa colonne.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds personal data, and no rule can replace its values.</source>
        <translation>«&#x202f;%1&#x202f;» contient des données personnelles, et aucune règle ne peut remplacer ses valeurs.</translation>
    </message>
    <message>
        <source>A column holds personal data, and no rule can replace its values.</source>
        <translation>Une colonne contient des données personnelles, et aucune règle ne peut remplacer ses valeurs.</translation>
    </message>
    <message>
        <source>The values that would replace them are refused by the column or by a constraint: %2</source>
        <translation>Les valeurs qui les remplaceraient sont refusées par la colonne ou par une contrainte&#xa0;: %2</translation>
    </message>
    <message>
        <source>Give the column a rule of your own in the rule file (a constant or a template that fits, or &quot;keep&quot; with a reason and a name), or leave the rows of its table out.</source>
        <translation>Donnez à la colonne une règle à vous dans le fichier de règles (une constante ou un modèle qui convient, ou «&#x202f;keep&#x202f;» avec une raison et un nom), ou laissez de côté les lignes de sa table.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is kept as it is, and nobody says why.</source>
        <translation>«&#x202f;%1&#x202f;» est gardée telle quelle, et personne ne dit pourquoi.</translation>
    </message>
    <message>
        <source>A column is kept as it is, and nobody says why.</source>
        <translation>Une colonne est gardée telle quelle, et personne ne dit pourquoi.</translation>
    </message>
    <message>
        <source>Detection takes it for personal data, or could not decide; strict use wants the reason and who decided.</source>
        <translation>La détection la tient pour personnelle, ou n’a pas pu décider&#x202f;; l’usage strict demande la raison et qui a décidé.</translation>
    </message>
    <message>
        <source>Write { rule = &quot;keep&quot;, reason = &quot;…&quot;, by = &quot;…&quot; } in the rule file, or give the column another rule.</source>
        <translation>Écrivez { rule = &quot;keep&quot;, reason = &quot;…&quot;, by = &quot;…&quot; } dans le fichier de règles, ou donnez une autre règle à la colonne.</translation>
    </message>
    <message>
        <source>The rule for &quot;%1&quot; contradicts that of a column it is tied to.</source>
        <translation>La règle de «&#x202f;%1&#x202f;» contredit celle d’une colonne à laquelle elle est liée.</translation>
    </message>
    <message>
        <source>The rules of two columns that are tied contradict each other.</source>
        <translation>Les règles de deux colonnes liées se contredisent.</translation>
    </message>
    <message>
        <source>Columns tied by a foreign key or a partition get one rule, so that their values still meet; another one is asked for: %2</source>
        <translation>Les colonnes liées par une clé étrangère ou une partition reçoivent une seule règle, pour que leurs valeurs se retrouvent&#x202f;; une autre est demandée pour&#xa0;: %2</translation>
    </message>
    <message>
        <source>Give both columns the same rule, or only one of them a rule.</source>
        <translation>Donnez la même règle aux deux colonnes, ou une règle à une seule d’entre elles.</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>extension</translation>
    </message>
    <message>
        <source>collation</source>
        <translation>collation</translation>
    </message>
    <message>
        <source>enum type</source>
        <translation>type énuméré</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>domaine</translation>
    </message>
    <message>
        <source>composite type</source>
        <translation>type composite</translation>
    </message>
    <message>
        <source>range type</source>
        <translation>type d’intervalle</translation>
    </message>
    <message>
        <source>base type</source>
        <translation>type de base</translation>
    </message>
    <message>
        <source>function</source>
        <translation>fonction</translation>
    </message>
    <message>
        <source>procedure</source>
        <translation>procédure</translation>
    </message>
    <message>
        <source>aggregate</source>
        <translation>agrégat</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>opérateur</translation>
    </message>
    <message>
        <source>operator family</source>
        <translation>famille d’opérateurs</translation>
    </message>
    <message>
        <source>operator class</source>
        <translation>classe d’opérateurs</translation>
    </message>
    <message>
        <source>cast</source>
        <translation>conversion de type (cast)</translation>
    </message>
    <message>
        <source>transform</source>
        <translation>transformation</translation>
    </message>
    <message>
        <source>conversion</source>
        <translation>conversion d’encodage</translation>
    </message>
    <message>
        <source>text search parser</source>
        <translation>analyseur de recherche plein texte</translation>
    </message>
    <message>
        <source>text search template</source>
        <translation>modèle de recherche plein texte</translation>
    </message>
    <message>
        <source>text search dictionary</source>
        <translation>dictionnaire de recherche plein texte</translation>
    </message>
    <message>
        <source>text search configuration</source>
        <translation>configuration de recherche plein texte</translation>
    </message>
    <message>
        <source>foreign-data wrapper</source>
        <translation>wrapper de données distantes</translation>
    </message>
    <message>
        <source>user mapping</source>
        <translation>correspondance d’utilisateur</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>séquence</translation>
    </message>
    <message>
        <source>table</source>
        <translation>table</translation>
    </message>
    <message>
        <source>child table</source>
        <translation>table fille</translation>
    </message>
    <message>
        <source>foreign table</source>
        <translation>table distante</translation>
    </message>
    <message>
        <source>view</source>
        <translation>vue</translation>
    </message>
    <message>
        <source>materialized view</source>
        <translation>vue matérialisée</translation>
    </message>
    <message>
        <source>constraint</source>
        <translation>contrainte</translation>
    </message>
    <message>
        <source>foreign key</source>
        <translation>clé étrangère</translation>
    </message>
    <message>
        <source>table constraint</source>
        <translation>contrainte de table</translation>
    </message>
    <message>
        <source>domain constraint</source>
        <translation>contrainte de domaine</translation>
    </message>
    <message>
        <source>index</source>
        <translation>index</translation>
    </message>
    <message>
        <source>statistics</source>
        <translation>statistiques</translation>
    </message>
    <message>
        <source>statistics object</source>
        <translation>objet de statistiques</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>règle</translation>
    </message>
    <message>
        <source>trigger</source>
        <translation>déclencheur</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>politique</translation>
    </message>
    <message>
        <source>publication</source>
        <translation>publication</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>abonnement</translation>
    </message>
    <message>
        <source>event trigger</source>
        <translation>déclencheur d’événement</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>réglage</translation>
    </message>
    <message>
        <source>default privileges</source>
        <translation>droits par défaut</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>role</source>
        <translation>rôle</translation>
    </message>
    <message>
        <source>database</source>
        <translation>base de données</translation>
    </message>
    <message>
        <source>security label</source>
        <translation>étiquette de sécurité</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>secret</translation>
    </message>
    <message>
        <source>large object</source>
        <translation>grand objet</translation>
    </message>
    <message>
        <source>large objects</source>
        <translation>grands objets</translation>
    </message>
    <message>
        <source>table of extension</source>
        <translation>table d’une extension</translation>
    </message>
    <message>
        <source>table of publication</source>
        <translation>table d’une publication</translation>
    </message>
    <message>
        <source>schema of extension</source>
        <translation>schéma d’une extension</translation>
    </message>
    <message>
        <source>version of extension</source>
        <translation>version d’une extension</translation>
    </message>
    <message>
        <source>rows of materialized view</source>
        <translation>lignes d’une vue matérialisée</translation>
    </message>
    <message>
        <source>column</source>
        <translation>colonne</translation>
    </message>
    <message>
        <source>table column</source>
        <translation>colonne de table</translation>
    </message>
    <message>
        <source>view column</source>
        <translation>colonne de vue</translation>
    </message>
    <message>
        <source>materialized view column</source>
        <translation>colonne de vue matérialisée</translation>
    </message>
    <message>
        <source>foreign table column</source>
        <translation>colonne de table distante</translation>
    </message>
    <message>
        <source>composite type column</source>
        <translation>attribut de type composite</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>column name</source>
        <translation>nom de colonne</translation>
    </message>
    <message>
        <source>column default</source>
        <translation>valeur par défaut d’une colonne</translation>
    </message>
    <message>
        <source>column comment</source>
        <translation>commentaire d’une colonne</translation>
    </message>
    <message>
        <source>column option</source>
        <translation>option d’une colonne</translation>
    </message>
    <message>
        <source>option</source>
        <translation>option</translation>
    </message>
    <message>
        <source>check comment</source>
        <translation>commentaire d’une vérification</translation>
    </message>
    <message>
        <source>label</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>index comment</source>
        <translation>commentaire d’un index</translation>
    </message>
    <message>
        <source>on</source>
        <translation>sur</translation>
    </message>
    <message>
        <source>of</source>
        <translation>de</translation>
    </message>
    <message>
        <source>in</source>
        <translation>dans</translation>
    </message>
    <message>
        <source>using</source>
        <translation>avec</translation>
    </message>
    <message>
        <source>of role</source>
        <translation>du rôle</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A kind of object and a part of it: &quot;table&quot; and &quot;column comment&quot;.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No server reads back the text of %1. What needs it is left out as well, and the report names all of it.</source>
        <translation>Aucun serveur ne relit le texte de %1. Ce qui en a besoin est laissé de côté aussi, et le rapport nomme le tout.</translation>
    </message>
    <message numerus="yes">
        <source>Whether fakes keep %n constraint(s) could not be tried beforehand (no time was left, code of the database is in them, or they look at values that are kept): %1. If one is broken, the clone finds out at its end, and puts the target back as it was.</source>
        <translation>
            <numerusform>Il n’a pas pu être essayé d’avance si les valeurs fictives respectent %n contrainte (le temps manquait, du code de la base y est, ou elle regarde des valeurs gardées)&#xa0;: %1. Si elle est violée, le clonage le découvre à sa fin, et remet la cible comme elle était.</numerusform>
            <numerusform>Il n’a pas pu être essayé d’avance si les valeurs fictives respectent %n contraintes (le temps manquait, du code de la base y est, ou elles regardent des valeurs gardées)&#xa0;: %1. Si l’une est violée, le clonage le découvre à sa fin, et remet la cible comme elle était.</numerusform>
        </translation>
    </message>
    <message>
        <source>To see whether fakes keep the constraints, the server of &quot;%1&quot; was asked about fakes of some rows before anything was agreed to; nothing was stored there.</source>
        <translation>Pour savoir si les valeurs fictives respectent les contraintes, le serveur de «&#x202f;%1&#x202f;» a été interrogé sur les valeurs fictives de quelques lignes avant tout accord&#x202f;; rien n’y a été enregistré.</translation>
    </message>
    <message>
        <source>To see whether fakes keep the constraints, the server of &quot;%1&quot; was asked about fakes of some rows, beside values of technical columns as they are (%2), before anything was agreed to; nothing was stored there.</source>
        <translation>Pour savoir si les valeurs fictives respectent les contraintes, le serveur de «&#x202f;%1&#x202f;» a été interrogé sur les valeurs fictives de quelques lignes, à côté des valeurs telles quelles de colonnes techniques (%2), avant tout accord&#x202f;; rien n’y a été enregistré.</translation>
    </message>
    <message>
        <source>The two databases sort text by different rules (%1). These checks, exclusions and partitions compare text, and may refuse rows that the source has: %2.</source>
        <translation>Les deux bases trient les textes selon des règles différentes (%1). Ces vérifications, exclusions et partitions comparent des textes, et peuvent refuser des lignes que la source contient&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The two databases sort text by different rules (%1). A range of text whose ends are the other way round by those of the target is refused there: %2.</source>
        <translation>Les deux bases trient les textes selon des règles différentes (%1). Un intervalle de textes dont les bouts sont inversés selon celles de la cible y est refusé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The two databases tell letters and their capitals by different rules (%1). Texts that differ in the source may be equal in the target, and the other way round; these keys, indexes, checks and partitions may refuse rows that the source has: %2.</source>
        <translation>Les deux bases reconnaissent les lettres et leurs majuscules selon des règles différentes (%1). Des textes différents dans la source peuvent être égaux dans la cible, et l’inverse&#x202f;; ces clés, index, vérifications et partitions peuvent refuser des lignes que la source contient&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The two databases tell letters and their capitals by different rules (%1). These columns are computed anew, and may differ from the source: %2.</source>
        <translation>Les deux bases reconnaissent les lettres et leurs majuscules selon des règles différentes (%1). Ces colonnes sont recalculées, et peuvent différer de la source&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The two servers have different versions of ICU (%1). Texts that differ in the source may be equal in the target, where these would refuse them: %2.</source>
        <translation>Les deux serveurs ont des versions différentes d’ICU (%1). Des textes différents dans la source peuvent être égaux dans la cible, où ceci les refuserait&#xa0;: %2.</translation>
    </message>
    <message>
        <source>a constant cannot stand for the elements of %1</source>
        <translation>une constante ne peut pas tenir lieu des éléments de %1</translation>
    </message>
    <message>
        <source>the constant has %1 characters and %2 holds %3</source>
        <translation>la constante a %1 caractères et %2 en contient %3</translation>
    </message>
    <message>
        <source>the constant is no value of %1</source>
        <translation>la constante n’est pas une valeur de %1</translation>
    </message>
    <message>
        <source>%1 has no attribute for the path %2</source>
        <translation>%1 n’a pas d’attribut pour le chemin %2</translation>
    </message>
    <message>
        <source>%1 has no attribute for the path %2: did you mean $.%3?</source>
        <translation>%1 n’a pas d’attribut pour le chemin %2&#xa0;: vouliez-vous dire $.%3&#x202f;?</translation>
    </message>
    <message>
        <source>the path %1 names no attribute of %2</source>
        <translation>le chemin %1 ne nomme aucun attribut de %2</translation>
    </message>
    <message>
        <source>the path %1 names an element of %2, which is no array</source>
        <translation>le chemin %1 nomme un élément de %2, qui n’est pas un tableau</translation>
    </message>
    <message>
        <source>the attribute %1: %2</source>
        <translation>l’attribut %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>the path %1 leads into the attribute %2, which is %3</source>
        <translation>le chemin %1 mène dans l’attribut %2, qui est de type %3</translation>
    </message>
    <message>
        <source>the server computes this column from others</source>
        <translation>le serveur calcule cette colonne à partir d’autres</translation>
    </message>
    <message>
        <source>the column is the partition key, and no partition would take its fakes: a DEFAULT partition would</source>
        <translation>la colonne est la clé de partition, et aucune partition ne prendrait ses valeurs fictives&#xa0;: une partition DEFAULT les prendrait</translation>
    </message>
    <message>
        <source>the rule &quot;%1&quot; does not work on %2</source>
        <translation>la règle «&#x202f;%1&#x202f;» ne s’applique pas à %2</translation>
    </message>
    <message>
        <source>the column is NOT NULL</source>
        <translation>la colonne est NOT NULL</translation>
    </message>
    <message>
        <source>the column is the partition key, and no partition may take NULL</source>
        <translation>la colonne est la clé de partition, et peut-être qu’aucune partition ne prend NULL</translation>
    </message>
    <message>
        <source>the column is unique, and the rule &quot;%1&quot; can give two values the same fake</source>
        <translation>la colonne est unique, et la règle «&#x202f;%1&#x202f;» peut donner la même valeur fictive à deux valeurs</translation>
    </message>
    <message>
        <source>a document could become longer than %1 holds</source>
        <translation>un document pourrait devenir plus long que ce que %1 contient</translation>
    </message>
    <message>
        <source>the rule &quot;%1&quot; needs %2 characters here and %3 holds %4</source>
        <translation>la règle «&#x202f;%1&#x202f;» a besoin ici de %2 caractères et %3 en contient %4</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>vouliez-vous dire %1&#x202f;?</translation>
    </message>
    <message>
        <source>larger than 16 MiB</source>
        <translation>plus grand que 16 Mio</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;: &quot;version&quot; and &quot;table&quot; are known</source>
        <translation>clé «&#x202f;%1&#x202f;» inconnue&#xa0;: «&#x202f;version&#x202f;» et «&#x202f;table&#x202f;» sont connues</translation>
    </message>
    <message>
        <source>this program reads version 1</source>
        <translation>ce programme lit la version 1</translation>
    </message>
    <message>
        <source>&quot;table&quot; must be written as [table.&quot;schema.name&quot;]</source>
        <translation>«&#x202f;table&#x202f;» s’écrit [table.&quot;schéma.nom&quot;]</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no table: write [table.&quot;schema.name&quot;]</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas une table&#xa0;: écrivez [table.&quot;schéma.nom&quot;]</translation>
    </message>
    <message>
        <source>a rule is a word (&quot;email&quot;) or a table ({ rule = &quot;dateShift&quot;, days = 90 })</source>
        <translation>une règle est un mot (&quot;email&quot;) ou une table ({ rule = &quot;dateShift&quot;, days = 90 })</translation>
    </message>
    <message>
        <source>unknown rule &quot;%1&quot;</source>
        <translation>règle «&#x202f;%1&#x202f;» inconnue</translation>
    </message>
    <message>
        <source>unknown rule &quot;%1&quot;: did you mean &quot;%2&quot;?</source>
        <translation>règle «&#x202f;%1&#x202f;» inconnue&#xa0;: vouliez-vous dire «&#x202f;%2&#x202f;»&#x202f;?</translation>
    </message>
    <message>
        <source>unknown option &quot;%1&quot;</source>
        <translation>option «&#x202f;%1&#x202f;» inconnue</translation>
    </message>
    <message>
        <source>exactly one of rule, constant, template and paths must be there</source>
        <translation>il faut exactement l’un de rule, constant, template et paths</translation>
    </message>
    <message>
        <source>&quot;days&quot; goes with the rule &quot;dateShift&quot; only</source>
        <translation>«&#x202f;days&#x202f;» ne va qu’avec la règle «&#x202f;dateShift&#x202f;»</translation>
    </message>
    <message>
        <source>&quot;others&quot; goes with &quot;paths&quot; only</source>
        <translation>«&#x202f;others&#x202f;» ne va qu’avec «&#x202f;paths&#x202f;»</translation>
    </message>
    <message>
        <source>&quot;reason&quot; and &quot;by&quot; go with the rule &quot;keep&quot; only</source>
        <translation>«&#x202f;reason&#x202f;» et «&#x202f;by&#x202f;» ne vont qu’avec la règle «&#x202f;keep&#x202f;»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a text in quotes</source>
        <translation>«&#x202f;%1&#x202f;» veut un texte entre guillemets droits</translation>
    </message>
    <message>
        <source>unknown placeholder %1: {n} {hash} {first} {last} {city} {digits:K} are known</source>
        <translation>emplacement %1 inconnu&#xa0;: {n} {hash} {first} {last} {city} {digits:K} sont connus</translation>
    </message>
    <message>
        <source>&quot;paths&quot; needs a table: { &quot;$.contact.email&quot; = &quot;email&quot; }</source>
        <translation>«&#x202f;paths&#x202f;» veut une table&#xa0;: { &quot;$.contact.email&quot; = &quot;email&quot; }</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path: $.member, $.list[*], $.list[0] and $..member are</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un chemin&#xa0;: $.membre, $.liste[*], $.liste[0] et $..membre en sont</translation>
    </message>
    <message>
        <source>a path cannot have paths of its own</source>
        <translation>un chemin ne peut pas avoir ses propres chemins</translation>
    </message>
    <message>
        <source>a path cannot be &quot;undecided&quot;: leave it out</source>
        <translation>un chemin ne peut pas être «&#x202f;undecided&#x202f;»&#xa0;: ne l’écrivez pas</translation>
    </message>
    <message>
        <source>&quot;days&quot; must be a whole number from 1 to 3650</source>
        <translation>«&#x202f;days&#x202f;» est un nombre entier de 1 à 3650</translation>
    </message>
    <message>
        <source>&quot;others&quot; must be &quot;keep&quot; or &quot;scrub&quot;</source>
        <translation>«&#x202f;others&#x202f;» est &quot;keep&quot; ou &quot;scrub&quot;</translation>
    </message>
    <message>
        <source>its fakes break the constraint %1</source>
        <translation>ses valeurs fictives violent la contrainte %1</translation>
    </message>
    <message>
        <source>its fakes break %1 (%2 of %3 sampled rows)</source>
        <translation>ses valeurs fictives violent %1 (%2 lignes sur %3 de l’échantillon)</translation>
    </message>
    <message>
        <source>the source could be the target</source>
        <translation>la source pourrait être la cible</translation>
    </message>
    <message>
        <source>the connection leads to %1, the plan is for %2</source>
        <translation>la connexion mène à %1, le plan est pour %2</translation>
    </message>
    <message>
        <source>somebody else changed these rules meanwhile</source>
        <translation>quelqu’un d’autre a changé ces règles entre-temps</translation>
    </message>
    <message>
        <source>two connections lead to %1 and to %2</source>
        <translation>deux connexions mènent à %1 et à %2</translation>
    </message>
    <message>
        <source>This computer gives Sosie no thread to work with.</source>
        <translation>Cet ordinateur ne donne à Sosie aucun fil d’exécution pour travailler.</translation>
    </message>
    <message>
        <source>End other programs, or raise the limit on processes, then start again.</source>
        <translation>Fermez d’autres programmes, ou augmentez la limite du nombre de processus, puis recommencez.</translation>
    </message>
    <message>
        <source>The extension has no such table in the target.</source>
        <translation>L’extension n’a pas cette table dans la cible.</translation>
    </message>
    <message>
        <source>The extension&apos;s table has other columns in the target.</source>
        <translation>La table de l’extension a d’autres colonnes dans la cible.</translation>
    </message>
    <message>
        <source>In the target, something that is not the server&apos;s own would run when rows are written to it: a trigger, a rule, a check, an index or a type.</source>
        <translation>Dans la cible, écrire des lignes ferait exécuter quelque chose qui n’appartient pas au serveur&#xa0;: un déclencheur, une règle, une contrainte CHECK, un index ou un type.</translation>
    </message>
    <message>
        <source>The account used for the target may not write to it.</source>
        <translation>Le compte utilisé pour la cible n’a pas le droit d’y écrire.</translation>
    </message>
    <message>
        <source>What the extension keeps there belongs to the database that it is in, or would begin to act in the copy.</source>
        <translation>Ce que l’extension y conserve est propre à la base où elle se trouve, ou se mettrait à agir dans la copie.</translation>
    </message>
    <message>
        <source>People put rows there, and nobody can decide about the columns of an extension: nothing of it goes into an anonymized copy.</source>
        <translation>Des personnes y ont mis des lignes, et personne ne peut décider des colonnes d’une extension&#xa0;: rien n’en va dans une copie anonymisée.</translation>
    </message>
    <message>
        <source>The account used for the source may not read it.</source>
        <translation>Le compte utilisé pour la source n’a pas le droit de la lire.</translation>
    </message>
    <message>
        <source>Reading it, or writing to it, could run what is not the server&apos;s own.</source>
        <translation>La lire, ou y écrire, pourrait faire exécuter quelque chose qui n’appartient pas au serveur.</translation>
    </message>
    <message>
        <source>Which rows are people&apos;s the extension says by a condition that Sosie does not read: %1</source>
        <translation>L’extension dit quelles lignes viennent des personnes par une condition que Sosie ne sait pas lire&#xa0;: %1</translation>
    </message>
    <message>
        <source>Its condition has changed.</source>
        <translation>Sa condition a changé.</translation>
    </message>
    <message>
        <source>%1 depends on %2: it is set aside with its rows, and made anew over the copy and filled from it.</source>
        <translation>%1 dépend de %2&#xa0;: l’objet est mis de côté avec ses lignes, puis refait sur la copie et rempli à partir d’elle.</translation>
    </message>
    <message>
        <source>Rows that people put into tables of extensions take the place of the target&apos;s, which come back with a rollback: %1.</source>
        <translation>Les lignes que des personnes ont mises dans des tables d’extensions remplacent celles de la cible, qui reviennent si vous revenez en arrière&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The extension &quot;%1&quot; is in the schema &quot;%2&quot; of the source and stays in &quot;%3&quot; of the target: the copy names it there. What finds it through search_path only does so where &quot;%3&quot; is in the path.</source>
        <translation>L’extension «&#x202f;%1&#x202f;» est dans le schéma «&#x202f;%2&#x202f;» de la source et reste dans «&#x202f;%3&#x202f;» de la cible&#xa0;: la copie l’y désigne. Ce qui la trouve par search_path ne la trouve que si «&#x202f;%3&#x202f;» y figure.</translation>
    </message>
    <message>
        <source>The extension &quot;%1&quot; is moved from the schema &quot;%2&quot; to &quot;%3&quot;, where the source has it, and back by a rollback.</source>
        <translation>L’extension «&#x202f;%1&#x202f;» passe du schéma «&#x202f;%2&#x202f;» à «&#x202f;%3&#x202f;», où la source l’a, et revient si vous revenez en arrière.</translation>
    </message>
    <message>
        <source>The target has the extension in another schema: what names its members is compared as a clone writes it.</source>
        <translation>La cible a l’extension dans un autre schéma&#xa0;: ce qui désigne ses membres est comparé tel qu’un clone l’écrit.</translation>
    </message>
    <message>
        <source>Its bound says replaced values, as its rows do: what it says is not compared.</source>
        <translation>Sa borne contient des valeurs remplacées, comme ses lignes&#xa0;: ce qu’elle contient n’est pas comparé.</translation>
    </message>
    <message>
        <source>Rules replaced these values when the copy was made: they are not compared; the number of rows and the other columns are.</source>
        <translation>Des règles ont remplacé ces valeurs quand la copie a été faite&#xa0;: elles ne sont pas comparées&#x202f;; le nombre de lignes et les autres colonnes le sont.</translation>
    </message>
    <message>
        <source>%1: other rows of people&apos;s in the table of an extension.</source>
        <translation>%1&#xa0;: d’autres lignes venant de personnes dans la table d’une extension.</translation>
    </message>
    <message>
        <source>Whether kept rows fit could not be asked beforehand, because asking would run code of the target&apos;s owners: %1.</source>
        <translation>Il n’a pas été possible de vérifier d’avance si les lignes gardées conviennent, car la question ferait exécuter du code de propriétaires de la cible&#xa0;: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no file that Sosie can read.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un fichier que Sosie sait lire.</translation>
    </message>
    <message>
        <source>A file is none that Sosie can read.</source>
        <translation>Un fichier n’est pas de ceux que Sosie sait lire.</translation>
    </message>
    <message>
        <source>It looks like this: %2</source>
        <translation>Il ressemble à ceci&#xa0;: %2</translation>
    </message>
    <message>
        <source>Sosie reads archives and scripts of pg_dump, of the Supabase command line and its own, also compressed.</source>
        <translation>Sosie lit les archives et les scripts de pg_dump, de la ligne de commande de Supabase et les siens, compressés ou non.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is of a kind or version that Sosie cannot read.</source>
        <translation>«&#x202f;%1&#x202f;» est d’une sorte ou d’une version que Sosie ne sait pas lire.</translation>
    </message>
    <message>
        <source>A file is of a kind or version that Sosie cannot read.</source>
        <translation>Un fichier est d’une sorte ou d’une version que Sosie ne sait pas lire.</translation>
    </message>
    <message>
        <source>What was found: %2</source>
        <translation>Ce qui a été trouvé&#xa0;: %2</translation>
    </message>
    <message>
        <source>Make it again in pg_dump&apos;s custom format, or as plain SQL.</source>
        <translation>Refaites-le au format «&#x202f;custom&#x202f;» de pg_dump, ou en SQL simple.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is damaged or incomplete.</source>
        <translation>«&#x202f;%1&#x202f;» est endommagé ou incomplet.</translation>
    </message>
    <message>
        <source>A file is damaged or incomplete.</source>
        <translation>Un fichier est endommagé ou incomplet.</translation>
    </message>
    <message>
        <source>Fetch the file again from where it comes from, or use an older backup. Nothing of it was used.</source>
        <translation>Récupérez de nouveau le fichier à sa source, ou utilisez une sauvegarde plus ancienne. Rien de celui-ci n’a été utilisé.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; changed while it was being read.</source>
        <translation>«&#x202f;%1&#x202f;» a changé pendant sa lecture.</translation>
    </message>
    <message>
        <source>A file changed while it was being read.</source>
        <translation>Un fichier a changé pendant sa lecture.</translation>
    </message>
    <message>
        <source>Wait until nobody writes to the file, then start again.</source>
        <translation>Attendez que plus personne n’écrive dans le fichier, puis recommencez.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds more than it may.</source>
        <translation>«&#x202f;%1&#x202f;» contient plus qu’il ne le devrait.</translation>
    </message>
    <message>
        <source>A file holds more than it may.</source>
        <translation>Un fichier contient plus qu’il ne le devrait.</translation>
    </message>
    <message>
        <source>Check where the file comes from: a small file that becomes a huge one is a known attack.</source>
        <translation>Vérifiez d’où vient le fichier&#xa0;: un petit fichier qui en devient un énorme est une attaque connue.</translation>
    </message>
    <message>
        <source>The password does not open &quot;%1&quot;.</source>
        <translation>Le mot de passe n’ouvre pas «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>The password does not open the file.</source>
        <translation>Le mot de passe n’ouvre pas le fichier.</translation>
    </message>
    <message>
        <source>Either it is another password, or the beginning of the file was altered.</source>
        <translation>Soit le mot de passe est un autre, soit le début du fichier a été modifié.</translation>
    </message>
    <message>
        <source>Type the password that was used for this backup. Without it nobody can open the file, not even its makers.</source>
        <translation>Saisissez le mot de passe utilisé pour cette sauvegarde. Sans lui, personne ne peut ouvrir le fichier, pas même ses auteurs.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is encrypted, and no password was given.</source>
        <translation>«&#x202f;%1&#x202f;» est chiffré, et aucun mot de passe n’a été donné.</translation>
    </message>
    <message>
        <source>A file is encrypted, and no password was given.</source>
        <translation>Un fichier est chiffré, et aucun mot de passe n’a été donné.</translation>
    </message>
    <message>
        <source>Encrypted backups open with their password only.</source>
        <translation>Les sauvegardes chiffrées ne s’ouvrent qu’avec leur mot de passe.</translation>
    </message>
    <message>
        <source>Give the password in a file (--password-file), in the variable SOSIE_BACKUP_PASSWORD, or when asked.</source>
        <translation>Donnez le mot de passe dans un fichier (--password-file), dans la variable SOSIE_BACKUP_PASSWORD, ou quand il est demandé.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; asks for something that Sosie does not do for a file.</source>
        <translation>«&#x202f;%1&#x202f;» demande quelque chose que Sosie ne fait pas pour un fichier.</translation>
    </message>
    <message>
        <source>A file asks for something that Sosie does not do for a file.</source>
        <translation>Un fichier demande quelque chose que Sosie ne fait pas pour un fichier.</translation>
    </message>
    <message>
        <source>Read the lines that are named; if they are right, run them yourself with psql.</source>
        <translation>Lisez les lignes nommées&#x202f;; si elles sont légitimes, exécutez-les vous-même avec psql.</translation>
    </message>
    <message>
        <source>There is no backup &quot;%1&quot;.</source>
        <translation>Il n’y a pas de sauvegarde «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>There is no such backup.</source>
        <translation>Cette sauvegarde n’existe pas.</translation>
    </message>
    <message>
        <source>Neither a file nor a backup of the history has this name or number.</source>
        <translation>Aucun fichier ni aucune sauvegarde de l’historique n’a ce nom ou ce numéro.</translation>
    </message>
    <message>
        <source>List the backups with the command &quot;backups list&quot;.</source>
        <translation>Listez les sauvegardes avec la commande «&#x202f;backups list&#x202f;».</translation>
    </message>
    <message>
        <source>The file exists already.</source>
        <translation>Le fichier existe déjà.</translation>
    </message>
    <message>
        <source>A backup never overwrites a file.</source>
        <translation>Une sauvegarde n’écrase jamais un fichier.</translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <translation>Choisissez un autre nom ou un autre dossier.</translation>
    </message>
    <message>
        <source>The backup &quot;%1&quot; may not be deleted.</source>
        <translation>La sauvegarde «&#x202f;%1&#x202f;» ne peut pas être supprimée.</translation>
    </message>
    <message>
        <source>The backup may not be deleted.</source>
        <translation>La sauvegarde ne peut pas être supprimée.</translation>
    </message>
    <message>
        <source>It is pinned, or it is the last one of its environment that can be restored.</source>
        <translation>Elle est épinglée, ou c’est la dernière de son environnement qui puisse être restaurée.</translation>
    </message>
    <message>
        <source>Unpin it, or make a new backup first; then delete it by its own name.</source>
        <translation>Retirez l’épingle, ou faites d’abord une nouvelle sauvegarde&#x202f;; puis supprimez-la par son propre nom.</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; holds is not what was backed up.</source>
        <translation>Ce que contient «&#x202f;%1&#x202f;» n’est pas ce qui a été sauvegardé.</translation>
    </message>
    <message>
        <source>What the backup holds is not what was backed up.</source>
        <translation>Ce que contient la sauvegarde n’est pas ce qui a été sauvegardé.</translation>
    </message>
    <message>
        <source>What differs: %2</source>
        <translation>Ce qui diffère&#xa0;: %2</translation>
    </message>
    <message>
        <source>Do not rely on this backup; make a new one and verify it.</source>
        <translation>Ne vous fiez pas à cette sauvegarde&#x202f;; faites-en une nouvelle et vérifiez-la.</translation>
    </message>
    <message>
        <source>it is not up.</source>
        <translation>il n’est pas démarré.</translation>
    </message>
    <message>
        <source>starts programs on the server (COPY ... PROGRAM)</source>
        <translation>démarre des programmes sur le serveur (COPY ... PROGRAM)</translation>
    </message>
    <message>
        <source>reads or writes files of the server</source>
        <translation>lit ou écrit des fichiers du serveur</translation>
    </message>
    <message>
        <source>loads native code into the server</source>
        <translation>charge du code natif dans le serveur</translation>
    </message>
    <message>
        <source>uses a language that can do anything on the server</source>
        <translation>utilise un langage qui peut tout faire sur le serveur</translation>
    </message>
    <message>
        <source>changes the settings of the whole server</source>
        <translation>modifie les réglages de tout le serveur</translation>
    </message>
    <message>
        <source>reaches other servers</source>
        <translation>joint d’autres serveurs</translation>
    </message>
    <message>
        <source>acts as another role</source>
        <translation>agit sous un autre rôle</translation>
    </message>
    <message>
        <source>gives rights over the whole server</source>
        <translation>donne des droits sur tout le serveur</translation>
    </message>
    <message>
        <source>makes, changes or drops databases, roles or everything of a role</source>
        <translation>crée, modifie ou supprime des bases, des rôles ou tout ce qui appartient à un rôle</translation>
    </message>
    <message>
        <source>makes event triggers, which act on every change of the database</source>
        <translation>crée des déclencheurs d’événements, qui agissent à chaque modification de la base</translation>
    </message>
    <message>
        <source>runs code once (DO)</source>
        <translation>exécute du code une fois (DO)</translation>
    </message>
    <message>
        <source>switches triggers and foreign keys off</source>
        <translation>désactive les déclencheurs et les clés étrangères</translation>
    </message>
    <message>
        <source>begins and ends transactions of its own</source>
        <translation>ouvre et termine ses propres transactions</translation>
    </message>
    <message>
        <source>has commands of psql, which Sosie does not obey</source>
        <translation>contient des commandes de psql, auxquelles Sosie n’obéit pas</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>a statement of more than %1 MiB</source>
        <translation>une instruction de plus de %1 Mio</translation>
    </message>
    <message>
        <source>text in UTF-16; save it as UTF-8</source>
        <translation>du texte en UTF-16&#x202f;; enregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>a comment that does not end</source>
        <translation>un commentaire qui ne se termine pas</translation>
    </message>
    <message>
        <source>a quoted text that does not end</source>
        <translation>un texte entre guillemets qui ne se termine pas</translation>
    </message>
    <message>
        <source>a byte 0, which no SQL has</source>
        <translation>un octet nul, qui n’a pas sa place dans du SQL</translation>
    </message>
    <message>
        <source>a statement that does not end</source>
        <translation>une instruction qui ne se termine pas</translation>
    </message>
    <message>
        <source>rows in binary form (COPY ... FROM stdin)</source>
        <translation>des lignes sous forme binaire (COPY ... FROM stdin)</translation>
    </message>
    <message>
        <source>rows of COPY that do not come</source>
        <translation>des lignes de COPY qui ne viennent pas</translation>
    </message>
    <message>
        <source>rows of COPY without their end (\.)</source>
        <translation>des lignes de COPY sans leur fin (\.)</translation>
    </message>
    <message>
        <source>its contents take more than %1 MiB on the disk</source>
        <translation>son contenu occupe plus de %1 Mio sur le disque</translation>
    </message>
    <message>
        <source>its contents take more than %1 minutes to load</source>
        <translation>le chargement de son contenu prend plus de %1 minutes</translation>
    </message>
    <message>
        <source>a command of psql, which Sosie does not obey: %1</source>
        <translation>une commande de psql, à laquelle Sosie n’obéit pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>Databases and tablespaces that the file makes are passed over: its contents go into one database.</source>
        <translation>Les bases et les espaces de stockage que crée le fichier sont ignorés&#xa0;: son contenu va dans une seule base.</translation>
    </message>
    <message>
        <source>event triggers are not made from a file</source>
        <translation>les déclencheurs d’événements d’un fichier ne sont pas créés</translation>
    </message>
    <message>
        <source>languages are not made from a file</source>
        <translation>les langages d’un fichier ne sont pas créés</translation>
    </message>
    <message>
        <source>it reaches other servers</source>
        <translation>cela joint d’autres serveurs</translation>
    </message>
    <message>
        <source>native code is not loaded from a file</source>
        <translation>le code natif d’un fichier n’est pas chargé</translation>
    </message>
    <message>
        <source>Roles are made as names only: their attributes, settings and memberships stay in the file.</source>
        <translation>Les rôles sont créés comme de simples noms&#xa0;: leurs attributs, réglages et appartenances restent dans le fichier.</translation>
    </message>
    <message>
        <source>it changes the whole server</source>
        <translation>cela modifie tout le serveur</translation>
    </message>
    <message>
        <source>The file changes its role while it is read (SET ROLE, SET SESSION AUTHORIZATION): what it makes then has another owner here.</source>
        <translation>Le fichier change de rôle pendant sa lecture (SET ROLE, SET SESSION AUTHORIZATION)&#xa0;: ce qu’il crée alors a ici un autre propriétaire.</translation>
    </message>
    <message>
        <source>files of the server are neither read nor written for a file</source>
        <translation>aucun fichier du serveur n’est lu ni écrit pour un fichier</translation>
    </message>
    <message>
        <source>no program is started for a file</source>
        <translation>aucun programme n’est démarré pour un fichier</translation>
    </message>
    <message>
        <source>the extension is not among those that are made for a file</source>
        <translation>l’extension n’est pas de celles qui sont créées pour un fichier</translation>
    </message>
    <message>
        <source>this computer&apos;s PostgreSQL does not have the extension</source>
        <translation>le PostgreSQL de cet ordinateur n’a pas cette extension</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>State of the data</source>
        <translation>État des données</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Duration (ms)</source>
        <translation>Durée (ms)</translation>
    </message>
    <message>
        <source>Size of the file (bytes)</source>
        <translation>Taille du fichier (octets)</translation>
    </message>
    <message>
        <source>Size of the rows (bytes)</source>
        <translation>Taille des lignes (octets)</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Chiffrée</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Épinglée</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Vérifiée le</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>un document PDF</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>une image</translation>
    </message>
    <message>
        <source>a video or a photo</source>
        <translation>une vidéo ou une photo</translation>
    </message>
    <message>
        <source>a database of SQLite</source>
        <translation>une base de données SQLite</translation>
    </message>
    <message>
        <source>a backup of Microsoft SQL Server (.bak)</source>
        <translation>une sauvegarde de Microsoft SQL Server (.bak)</translation>
    </message>
    <message>
        <source>a database of Microsoft Access</source>
        <translation>une base de données Microsoft Access</translation>
    </message>
    <message>
        <source>an export of Oracle</source>
        <translation>un export d’Oracle</translation>
    </message>
    <message>
        <source>an Office document</source>
        <translation>un document Office</translation>
    </message>
    <message>
        <source>an archive of 7-Zip: unpack it first</source>
        <translation>une archive 7-Zip&#xa0;: décompressez-la d’abord</translation>
    </message>
    <message>
        <source>an archive of RAR: unpack it first</source>
        <translation>une archive RAR&#xa0;: décompressez-la d’abord</translation>
    </message>
    <message>
        <source>compressed by xz: unpack it first</source>
        <translation>un fichier compressé par xz&#xa0;: décompressez-le d’abord</translation>
    </message>
    <message>
        <source>compressed by bzip2: unpack it first</source>
        <translation>un fichier compressé par bzip2&#xa0;: décompressez-le d’abord</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>un programme</translation>
    </message>
    <message>
        <source>encrypted by openssl</source>
        <translation>un fichier chiffré par openssl</translation>
    </message>
    <message>
        <source>encrypted by age</source>
        <translation>un fichier chiffré par age</translation>
    </message>
    <message>
        <source>encrypted by GnuPG</source>
        <translation>un fichier chiffré par GnuPG</translation>
    </message>
    <message>
        <source>a key or a certificate</source>
        <translation>une clé ou un certificat</translation>
    </message>
    <message>
        <source>an archive of pg_dump that PowerShell turned into text: make it again with pg_dump -f, not with &gt;</source>
        <translation>une archive de pg_dump que PowerShell a transformée en texte&#xa0;: refaites-la avec pg_dump -f, et non avec &gt;</translation>
    </message>
    <message numerus="yes">
        <source>an archive of %n file(s), none of which holds a database</source>
        <translation>
            <numerusform>une archive de %n fichier, qui ne contient pas de base de données</numerusform>
            <numerusform>une archive de %n fichiers, dont aucun ne contient de base de données</numerusform>
        </translation>
    </message>
    <message>
        <source>a page of the web, perhaps an error instead of a download</source>
        <translation>une page web, peut-être une erreur à la place du téléchargement</translation>
    </message>
    <message>
        <source>a document in XML</source>
        <translation>un document XML</translation>
    </message>
    <message>
        <source>data in JSON</source>
        <translation>des données JSON</translation>
    </message>
    <message>
        <source>settings, perhaps with passwords</source>
        <translation>des réglages, peut-être avec des mots de passe</translation>
    </message>
    <message>
        <source>a table in CSV</source>
        <translation>un tableau CSV</translation>
    </message>
    <message>
        <source>a text that is no SQL</source>
        <translation>un texte qui n’est pas du SQL</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>un fichier vide</translation>
    </message>
    <message>
        <source>nothing but zeros: a copy that was broken off</source>
        <translation>rien que des zéros&#xa0;: une copie interrompue</translation>
    </message>
    <message>
        <source>data of an unknown kind</source>
        <translation>des données d’une nature inconnue</translation>
    </message>
    <message>
        <source>a dump of MySQL or MariaDB</source>
        <translation>un export de MySQL ou de MariaDB</translation>
    </message>
    <message>
        <source>a dump of SQLite</source>
        <translation>un export de SQLite</translation>
    </message>
    <message>
        <source>a script of Microsoft SQL Server</source>
        <translation>un script de Microsoft SQL Server</translation>
    </message>
    <message>
        <source>of the schema &quot;%1&quot;, which is not cloned, the target does not have %2</source>
        <translation>du schéma «&#x202f;%1&#x202f;», qui n’est pas cloné, la cible n’a pas %2</translation>
    </message>
    <message>
        <source>choose it as well: %1</source>
        <translation>choisissez-le aussi&#xa0;: %1</translation>
    </message>
    <message>
        <source>It is a part (a partition or a child) of &quot;%1&quot;, which is copied, but its schema is not chosen: its rows are not copied.</source>
        <translation>C’est une partie (partition ou table fille) de «&#x202f;%1&#x202f;», qui est copiée, mais son schéma n’est pas choisi&#xa0;: ses lignes ne sont pas copiées.</translation>
    </message>
    <message>
        <source>It belongs to an extension, which makes it anew. It stands at %1 in the source: set it with setval() where rows of people&apos;s need it.</source>
        <translation>Elle appartient à une extension, qui la crée à neuf. Dans la source, elle en est à %1&#xa0;: réglez-la avec setval() là où des lignes saisies en ont besoin.</translation>
    </message>
    <message>
        <source>Nothing in the target says which values rules replaced when it was made (no restore point of a clone that this account may read and believe): if it is an anonymized double, other contents are as they should be.</source>
        <translation>Rien dans la cible ne dit quelles valeurs les règles ont remplacées quand elle a été faite (aucun point de restauration d’un clonage que ce compte puisse lire et croire)&#xa0;: si c’est un double anonymisé, des contenus différents sont normaux.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Contrôles</translation>
    </message>
    <message>
        <source>Setting aside</source>
        <translation>Mise de côté</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Checking both sides</source>
        <translation>Vérification des deux côtés</translation>
    </message>
    <message>
        <source>Setting the old contents aside</source>
        <translation>Mise de côté de l’ancien contenu</translation>
    </message>
    <message>
        <source>Making the structure</source>
        <translation>Création de la structure</translation>
    </message>
    <message>
        <source>Copying rows</source>
        <translation>Copie des lignes</translation>
    </message>
    <message>
        <source>Making indexes and constraints</source>
        <translation>Création des index et des contraintes</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Making it final</source>
        <translation>Validation finale</translation>
    </message>
    <message>
        <source>The account &quot;%1&quot; may write in &quot;%2&quot;; a backup only reads.</source>
        <translation>Le compte «&#x202f;%1&#x202f;» peut écrire dans «&#x202f;%2&#x202f;»&#x202f;; une sauvegarde ne fait que lire.</translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; is backed up in part: %2 of %Ln row(s).</source>
        <translation>
            <numerusform>«&#x202f;%1&#x202f;» est sauvegardée en partie&#xa0;: %2 sur %Ln ligne.</numerusform>
            <numerusform>«&#x202f;%1&#x202f;» est sauvegardée en partie&#xa0;: %2 sur %Ln lignes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The hosting platform keeps them from the account used.</source>
        <translation>La plateforme d’hébergement ne les montre pas au compte utilisé.</translation>
    </message>
    <message numerus="yes">
        <source>%n foreign table(s) are backed up without their rows, which are on other servers.</source>
        <translation>
            <numerusform>%n table distante est sauvegardée sans ses lignes, qui sont sur un autre serveur.</numerusform>
            <numerusform>%n tables distantes sont sauvegardées sans leurs lignes, qui sont sur d’autres serveurs.</numerusform>
        </translation>
    </message>
    <message>
        <source>There may not be enough room on the disk: the backup takes about %1 MB, and %2 MB are free.</source>
        <translation>La place sur le disque pourrait manquer&#xa0;: la sauvegarde occupe environ %1 Mo, et %2 Mo sont libres.</translation>
    </message>
    <message>
        <source>Read the structure of &quot;%1&quot;, without its rows and without writing to it.</source>
        <translation>Lire la structure de «&#x202f;%1&#x202f;», sans ses lignes et sans rien y écrire.</translation>
    </message>
    <message numerus="yes">
        <source>Replace personal data in %n column(s) on the way to the file.</source>
        <translation>
            <numerusform>Remplacer les données personnelles dans %n colonne, pendant l’écriture du fichier.</numerusform>
            <numerusform>Remplacer les données personnelles dans %n colonnes, pendant l’écriture du fichier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write about %1 MB, encrypted, to %2, readable by your account alone.</source>
        <translation>Écrire environ %1 Mo, chiffrés, dans %2, lisible par votre seul compte.</translation>
    </message>
    <message>
        <source>Write about %1 MB to %2, readable by your account alone.</source>
        <translation>Écrire environ %1 Mo dans %2, lisible par votre seul compte.</translation>
    </message>
    <message>
        <source>Compute the checksum of the file and write down what is in it.</source>
        <translation>Calculer la somme de contrôle du fichier et noter ce qu’il contient.</translation>
    </message>
    <message>
        <source>The backup could not be written into the history: %1</source>
        <translation>La sauvegarde n’a pas pu être inscrite dans l’historique&#xa0;: %1</translation>
    </message>
    <message>
        <source>A full backup has everything: tables, schemas and parts are chosen for a manual one.</source>
        <translation>Une sauvegarde complète contient tout&#xa0;: tables, schémas et parties se choisissent pour une sauvegarde manuelle.</translation>
    </message>
    <message>
        <source>--structure-only and --data-only exclude each other.</source>
        <translation>--structure-only et --data-only s’excluent.</translation>
    </message>
    <message>
        <source>--rules and --no-rules exclude each other.</source>
        <translation>--rules et --no-rules s’excluent.</translation>
    </message>
    <message>
        <source>--clean, --if-exists, --no-owner and --no-acl are for scripts: of an archive they are said when it is restored.</source>
        <translation>--clean, --if-exists, --no-owner et --no-acl sont pour les scripts&#xa0;: pour une archive, on les donne à la restauration.</translation>
    </message>
    <message>
        <source>--if-exists needs --clean.</source>
        <translation>--if-exists exige --clean.</translation>
    </message>
    <message>
        <source>text without any SQL statement</source>
        <translation>du texte sans aucune instruction SQL</translation>
    </message>
    <message>
        <source>its SHA-256 is not the one in its manifest</source>
        <translation>son SHA-256 n’est pas celui de son manifeste</translation>
    </message>
    <message>
        <source>These files hold more than one database: give one of them at a time.</source>
        <translation>Ces fichiers contiennent plus d’une base&#xa0;: donnez-les un par un.</translation>
    </message>
    <message>
        <source>The file %1 (line %2). Nothing of that reaches &quot;%3&quot;.</source>
        <translation>Le fichier %1 (ligne %2). Rien de cela n’atteint «&#x202f;%3&#x202f;».</translation>
    </message>
    <message>
        <source>Load &quot;%1&quot; (of %2) into a private server without network, made for it alone: %3 statement(s), %4 row(s).</source>
        <translation>Charger «&#x202f;%1&#x202f;» (du %2) dans un serveur privé sans réseau, créé pour lui seul&#xa0;: instructions&#xa0;: %3, lignes&#xa0;: %4.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts as a production, in clear: nothing says that it holds nobody&apos;s data.</source>
        <translation>«&#x202f;%1&#x202f;» compte comme une production en clair&#xa0;: rien ne dit que ses données soient fictives.</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file could not be loaded, each named with its reason: &quot;%1&quot; would be without them.</source>
        <translation>
            <numerusform>%n partie du fichier n’a pas pu être chargée, nommée avec sa raison&#xa0;: «&#x202f;%1&#x202f;» en serait privé.</numerusform>
            <numerusform>%n parties du fichier n’ont pas pu être chargées, chacune nommée avec sa raison&#xa0;: «&#x202f;%1&#x202f;» en serait privé.</numerusform>
        </translation>
    </message>
    <message>
        <source>column &quot;%1&quot;</source>
        <translation>colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>collation of column &quot;%1&quot;</source>
        <translation>collation de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>identity of column &quot;%1&quot;</source>
        <translation>identité de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>generation of column &quot;%1&quot;</source>
        <translation>calcul de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>statistics of column &quot;%1&quot;</source>
        <translation>statistiques de la colonne «&#x202f;%1&#x202f;»</translation>
    </message>
    <message>
        <source>Data is lost: %1.</source>
        <translation>Des données sont perdues&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The table is written anew, and locked meanwhile: %1.</source>
        <translation>La table est réécrite, et verrouillée pendant ce temps&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Nobody else can use it for a moment: %1.</source>
        <translation>Personne d’autre ne peut l’utiliser un instant&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Every row is checked, and the table is locked meanwhile: %1.</source>
        <translation>Chaque ligne est vérifiée, et la table est verrouillée pendant ce temps&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Nobody can write to the table until the index is built: %1.</source>
        <translation>Personne ne peut écrire dans la table avant que l’index soit construit&#xa0;: %1.</translation>
    </message>
    <message>
        <source>More people may read or write it than before: %1.</source>
        <translation>Davantage de personnes peuvent le lire ou l’écrire qu’avant&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Fewer people may read or write it than before: %1.</source>
        <translation>Moins de personnes peuvent le lire ou l’écrire qu’avant&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Whether this succeeds depends on the rows that are there: %1.</source>
        <translation>La réussite dépend des lignes présentes&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It is dropped and made again: %1.</source>
        <translation>Supprimé puis refait&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It cannot be in the transaction of the rest, and stays if that fails: %1.</source>
        <translation>Ne peut pas être dans la transaction du reste, et demeure si celle-ci échoue&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 (about %2 rows, %3)</source>
        <translation>%1 (environ %2 lignes, %3)</translation>
    </message>
    <message>
        <source>The target&apos;s server does not have the extension &quot;%1&quot;: install it first.</source>
        <translation>Le serveur de la cible n’a pas l’extension «&#x202f;%1&#x202f;»&#xa0;: installez-la d’abord.</translation>
    </message>
    <message>
        <source>The target&apos;s server has the extension &quot;%1&quot; in other versions than %2.</source>
        <translation>Le serveur de la cible a l’extension «&#x202f;%1&#x202f;» dans d’autres versions que %2.</translation>
    </message>
    <message>
        <source>The target&apos;s server is too old for %1 of &quot;%2&quot;, which needs PostgreSQL %3.</source>
        <translation>Le serveur de la cible est trop ancien pour %1 de «&#x202f;%2&#x202f;», qui demande PostgreSQL %3.</translation>
    </message>
    <message>
        <source>Not compared in &quot;%1&quot;: %2. %3</source>
        <translation>Non comparé dans «&#x202f;%1&#x202f;»&#xa0;: %2. %3</translation>
    </message>
    <message>
        <source>The target&apos;s server does not have the role &quot;%1&quot;: what it owns or may do is left out of the script.</source>
        <translation>Le serveur de la cible n’a pas le rôle «&#x202f;%1&#x202f;»&#xa0;: ce qu’il possède ou peut faire est laissé hors du script.</translation>
    </message>
    <message>
        <source>the private server refused it: %1</source>
        <translation>le serveur privé l’a refusé&#xa0;: %1</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no renaming: write schema.old=new or schema.table.old=new.</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un renommage&#xa0;: écrivez schéma.ancien=nouveau ou schéma.table.ancien=nouveau.</translation>
    </message>
    <message>
        <source>%1 looks like a new name. It is dropped and made anew, unless you say --rename %1.</source>
        <translation>%1 ressemble à un nouveau nom. L’objet est supprimé et refait, sauf si vous dites --rename %1.</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(rien)</translation>
    </message>
    <message>
        <source>another order of columns</source>
        <translation>un autre ordre des colonnes</translation>
    </message>
    <message numerus="yes">
        <source>%n only in %1</source>
        <translation>
            <numerusform>%n seulement dans %1</numerusform>
            <numerusform>%n seulement dans %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n modifié</numerusform>
            <numerusform>%n modifiés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) that drop what only the target has are comments in the script: --allow-data-loss makes them part of it.</source>
        <translation>
            <numerusform>%n instruction qui supprime ce que seule la cible possède est en commentaire dans le script&#xa0;: --allow-data-loss l’y inclut.</numerusform>
            <numerusform>%n instructions qui suppriment ce que seule la cible possède sont en commentaire dans le script&#xa0;: --allow-data-loss les y inclut.</numerusform>
        </translation>
    </message>
    <message>
        <source>Structure of %1 and %2</source>
        <translation>Structure de %1 et de %2</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>Aucune différence.</translation>
    </message>
    <message>
        <source>Brings &quot;%1&quot; back to what it was before it was made like &quot;%2&quot;.</source>
        <translation>Ramène «&#x202f;%1&#x202f;» à ce qu’elle était avant de devenir semblable à «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>Makes the structure of &quot;%1&quot; like that of &quot;%2&quot;.</source>
        <translation>Rend la structure de «&#x202f;%1&#x202f;» semblable à celle de «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>Written by Sosie for psql; read it before you run it.</source>
        <translation>Écrit par Sosie pour psql&#x202f;; lisez-le avant de l’exécuter.</translation>
    </message>
    <message>
        <source>The file %1. Nothing of that reaches &quot;%2&quot;.</source>
        <translation>Le fichier %1. Rien de cela n’atteint «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; is missing.</source>
        <translation>La table «&#x202f;%1&#x202f;» manque.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 row(s), and had %3 when it was backed up.</source>
        <translation>«&#x202f;%1&#x202f;» a %2 ligne(s), et en avait %3 quand elle a été sauvegardée.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; are not those that were backed up, although they are as many.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» ne sont pas celles qui ont été sauvegardées, bien qu’il y en ait autant.</translation>
    </message>
    <message>
        <source>The large objects are not those that were backed up: %1 of %2 byte(s), and %3 of %4 before.</source>
        <translation>Les objets volumineux ne sont pas ceux qui ont été sauvegardés&#xa0;: %1 de %2 octet(s), et %3 de %4 auparavant.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 was refused: %2</source>
        <translation>%1 a été refusé&#xa0;: %2</translation>
    </message>
    <message>
        <source>The backup is of PostgreSQL %1, and was tried on PostgreSQL %2, which is what this computer has.</source>
        <translation>La sauvegarde est de PostgreSQL %1, et a été essayée sur PostgreSQL %2, celui de cet ordinateur.</translation>
    </message>
    <message>
        <source>%1: the same number of rows, with other contents: each column holds the same values, in other rows.</source>
        <translation>%1&#xa0;: le même nombre de lignes, avec un autre contenu&#xa0;: chaque colonne contient les mêmes valeurs, dans d’autres lignes.</translation>
    </message>
    <message>
        <source>%1: the same number of rows, with other contents in %2; the other columns are equal.</source>
        <translation>%1&#xa0;: le même nombre de lignes, avec un autre contenu dans %2&#x202f;; les autres colonnes sont égales.</translation>
    </message>
    <message>
        <source>The target says that it is a double of this environment, and not of the database that &quot;%1&quot; leads to: what rules replaced in it is not compared, whichever it is.</source>
        <translation>La cible dit être un double de cet environnement, et non de la base à laquelle mène «&#x202f;%1&#x202f;»&#xa0;: ce que des règles y ont remplacé n’est pas comparé, quelle que soit la source.</translation>
    </message>
    <message>
        <source>The target was made from &quot;%1&quot;, which is another database than &quot;%2&quot;: what was replaced on the way from the one to the other nobody can tell here. If what it was made from is a double, other contents are as they should be.</source>
        <translation>La cible a été faite à partir de «&#x202f;%1&#x202f;», qui est une autre base que «&#x202f;%2&#x202f;»&#xa0;: ce qui a été remplacé entre l’une et l’autre, personne ne peut le dire ici. Si ce dont elle vient est un double, un autre contenu est normal.</translation>
    </message>
    <message>
        <source>A clone is at work in the target: what it holds now will not stay.</source>
        <translation>Un clonage est en cours dans la cible&#xa0;: ce qu’elle contient maintenant ne restera pas.</translation>
    </message>
    <message>
        <source>The clone that was to make the target did not end: what it holds now is undone by the next clone or rollback.</source>
        <translation>Le clonage qui devait faire la cible ne s’est pas terminé&#xa0;: ce qu’elle contient maintenant sera défait par le prochain clonage ou la prochaine remise en l’état.</translation>
    </message>
    <message>
        <source>It is switched off, or leads nowhere, as in every copy made without --keep-side-effects: compared as that.</source>
        <translation>Cet objet est désactivé, ou ne mène nulle part, comme dans toute copie faite sans --keep-side-effects&#xa0;: il est comparé comme tel.</translation>
    </message>
    <message>
        <source>Its rows were chosen when the copy was made, or are the target&apos;s own: they are counted, and not compared.</source>
        <translation>Ses lignes ont été choisies quand la copie a été faite, ou sont celles de la cible&#xa0;: elles sont comptées, et non comparées.</translation>
    </message>
    <message>
        <source>It was left empty when the copy was made, as was asked.</source>
        <translation>Elle a été laissée vide quand la copie a été faite, comme demandé.</translation>
    </message>
    <message>
        <source>%1: it was left empty when the copy was made, and has %2 rows now.</source>
        <translation>%1&#xa0;: elle a été laissée vide quand la copie a été faite, et contient maintenant %2 lignes.</translation>
    </message>
    <message>
        <source>The target does not have the table %1.</source>
        <translation>La cible n’a pas la table %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds nothing that an environment could be replaced by.</source>
        <translation>«&#x202f;%1&#x202f;» ne contient rien par quoi remplacer un environnement.</translation>
    </message>
    <message>
        <source>A file holds nothing that an environment could be replaced by.</source>
        <translation>Un fichier ne contient rien par quoi remplacer un environnement.</translation>
    </message>
    <message>
        <source>Use a file with structure and rows; look at this one with inspect --load.</source>
        <translation>Prenez un fichier qui a la structure et les lignes&#x202f;; regardez celui-ci avec inspect --load.</translation>
    </message>
    <message>
        <source>The file does not make the schema &quot;%1&quot; that it uses: it was made for it.</source>
        <translation>Le fichier ne crée pas le schéma «&#x202f;%1&#x202f;» qu’il utilise&#xa0;: il a été créé pour lui.</translation>
    </message>
    <message>
        <source>none of its rows could be loaded</source>
        <translation>aucune de ses lignes n’a pu être chargée</translation>
    </message>
    <message>
        <source>no table could be made of it</source>
        <translation>aucune table n’a pu en être créée</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of &quot;%1&quot; are not in the file and will not be there afterwards: %2.</source>
        <translation>
            <numerusform>%n table de «&#x202f;%1&#x202f;» n’est pas dans le fichier et n’y sera plus ensuite&#xa0;: %2.</numerusform>
            <numerusform>%n tables de «&#x202f;%1&#x202f;» ne sont pas dans le fichier et n’y seront plus ensuite&#xa0;: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>a unique key over (%1) of %2</source>
        <translation>une clé unique sur (%1) de %2</translation>
    </message>
    <message>
        <source>the source does not have %1</source>
        <translation>la source n’a pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>The script for &quot;%1&quot; is not proven, and was not applied.</source>
        <translation>Le script pour «&#x202f;%1&#x202f;» n’est pas prouvé et n’a pas été appliqué.</translation>
    </message>
    <message>
        <source>The script is not proven, and was not applied.</source>
        <translation>Le script n’est pas prouvé et n’a pas été appliqué.</translation>
    </message>
    <message>
        <source>Tried on a copy before anything is changed, it did not do what it should: %2</source>
        <translation>Essayé sur une copie avant tout changement, il n’a pas fait ce qu’il devait&#xa0;: %2</translation>
    </message>
    <message>
        <source>Mend what is named (rows that are in the way, say), or leave that change out with --only.</source>
        <translation>Corrigez ce qui est nommé (des lignes qui gênent, par exemple), ou laissez ce changement de côté avec --only.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has changed since the script was proven.</source>
        <translation>«&#x202f;%1&#x202f;» a changé depuis que le script a été prouvé.</translation>
    </message>
    <message>
        <source>One side has changed since the script was proven.</source>
        <translation>Un côté a changé depuis que le script a été prouvé.</translation>
    </message>
    <message>
        <source>A proof is for the two structures that it was made with: %2</source>
        <translation>Une preuve vaut pour les deux structures avec lesquelles elle a été faite&#xa0;: %2</translation>
    </message>
    <message>
        <source>Start again: the script is made and proven for what is there now.</source>
        <translation>Recommencez&#xa0;: le script est fait et prouvé pour ce qui est là maintenant.</translation>
    </message>
    <message>
        <source>%1 follows as well, because %2 needs it.</source>
        <translation>%1 suit aussi, car %2 en a besoin.</translation>
    </message>
    <message>
        <source>Nothing: &quot;%1&quot; is as it should be.</source>
        <translation>Rien&#xa0;: «&#x202f;%1&#x202f;» est comme il faut.</translation>
    </message>
    <message>
        <source>Set aside in &quot;%1&quot; what the script destroys, so that a rollback brings it back.</source>
        <translation>Mettre de côté dans «&#x202f;%1&#x202f;» ce que le script détruit, pour qu’un retour en arrière le ramène.</translation>
    </message>
    <message>
        <source>Run %1 statement(s) in one transaction: %2.</source>
        <translation>Exécuter %1 instruction(s) en une transaction&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Compare again.</source>
        <translation>Comparer de nouveau.</translation>
    </message>
    <message numerus="yes">
        <source>%n drop(s) are left out: without --allow-data-loss nothing of the target is lost.</source>
        <translation>
            <numerusform>%n suppression est laissée de côté&#xa0;: sans --allow-data-loss, rien de la cible n’est perdu.</numerusform>
            <numerusform>%n suppressions sont laissées de côté&#xa0;: sans --allow-data-loss, rien de la cible n’est perdu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not tried: %1</source>
        <translation>Non essayé&#xa0;: %1</translation>
    </message>
    <message>
        <source>The change was made, and could not be compared again.</source>
        <translation>Le changement est fait et n’a pas pu être comparé de nouveau.</translation>
    </message>
    <message>
        <source>The change was made; this is not as it should be:</source>
        <translation>Le changement est fait&#x202f;; ceci n’est pas comme il faut&#xa0;:</translation>
    </message>
    <message>
        <source>Take back the change of structure of %1 in &quot;%2&quot; (like &quot;%3&quot;), with the values that were set aside (%4 tables).</source>
        <translation>Reprendre le changement de structure du %1 dans «&#x202f;%2&#x202f;» (d’après «&#x202f;%3&#x202f;»), avec les valeurs mises de côté (%4 tables).</translation>
    </message>
    <message>
        <source>Changed since the migration: %1</source>
        <translation>Changé depuis la migration&#xa0;: %1</translation>
    </message>
    <message>
        <source>NOT NULL of the column &quot;%1&quot; of &quot;%2&quot;: rows without a value</source>
        <translation>NOT NULL de la colonne «&#x202f;%1&#x202f;» de «&#x202f;%2&#x202f;»&#xa0;: lignes sans valeur</translation>
    </message>
    <message>
        <source>New column &quot;%1&quot; of &quot;%2&quot;, NOT NULL and without a default: rows that are there</source>
        <translation>Nouvelle colonne «&#x202f;%1&#x202f;» de «&#x202f;%2&#x202f;», NOT NULL et sans valeur par défaut&#xa0;: lignes présentes</translation>
    </message>
    <message>
        <source>Type of the column &quot;%1&quot; of &quot;%2&quot;, %3 to %4: values that do not fit</source>
        <translation>Type de la colonne «&#x202f;%1&#x202f;» de «&#x202f;%2&#x202f;», de %3 à %4&#xa0;: valeurs qui ne conviennent pas</translation>
    </message>
    <message>
        <source>the table has too many values to try each</source>
        <translation>la table a trop de valeurs pour les essayer toutes</translation>
    </message>
    <message>
        <source>Check &quot;%1&quot; of &quot;%2&quot;: combinations of values that break it</source>
        <translation>Contrôle «&#x202f;%1&#x202f;» de «&#x202f;%2&#x202f;»&#xa0;: combinaisons de valeurs qui l’enfreignent</translation>
    </message>
    <message>
        <source>it is about a column that the target does not have yet</source>
        <translation>il porte sur une colonne que la cible n’a pas encore</translation>
    </message>
    <message>
        <source>Key &quot;%1&quot;: rows that have the same values as another</source>
        <translation>Clé «&#x202f;%1&#x202f;»&#xa0;: lignes qui ont les mêmes valeurs qu’une autre</translation>
    </message>
    <message>
        <source>Foreign key &quot;%1&quot;: rows that refer to none</source>
        <translation>Clé étrangère «&#x202f;%1&#x202f;»&#xa0;: lignes qui ne renvoient à aucune</translation>
    </message>
    <message>
        <source>Unique index &quot;%1&quot;: rows that have the same values as another</source>
        <translation>Index unique «&#x202f;%1&#x202f;»&#xa0;: lignes qui ont les mêmes valeurs qu’une autre</translation>
    </message>
    <message>
        <source>it is about more than columns that are there</source>
        <translation>il porte sur autre chose que des colonnes présentes</translation>
    </message>
    <message>
        <source>%1: not counted (%2).</source>
        <translation>%1&#xa0;: non compté (%2).</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1: %2 (%3).</source>
        <translation>%1&#xa0;: %2 (%3).</translation>
    </message>
    <message>
        <source>Not loaded of &quot;%1&quot;, and not compared: %2 (%3)</source>
        <translation>Non chargé de «&#x202f;%1&#x202f;», et non comparé&#xa0;: %2 (%3)</translation>
    </message>
    <message>
        <source>This computer cannot run PostgreSQL %1 for a copy.</source>
        <translation>Cet ordinateur ne peut pas faire tourner PostgreSQL %1 pour une copie.</translation>
    </message>
    <message>
        <source>The private server could not be given &quot;%1&quot; as the target has it.</source>
        <translation>Le serveur privé n’a pas pu recevoir «&#x202f;%1&#x202f;» tel que la cible l’a.</translation>
    </message>
    <message>
        <source>A copy of the structure of &quot;%1&quot; was made in a private server (PostgreSQL %2, %3 objects).</source>
        <translation>Une copie de la structure de «&#x202f;%1&#x202f;» est faite dans un serveur privé (PostgreSQL %2, %3 objets).</translation>
    </message>
    <message>
        <source>%1 rows were made up for %2 tables, to fit their constraints.</source>
        <translation>%1 lignes sont inventées pour %2 tables, selon leurs contraintes.</translation>
    </message>
    <message>
        <source>%1: no rows were found that its constraints let in.</source>
        <translation>%1&#xa0;: aucune ligne inventée ne respecte ses contraintes.</translation>
    </message>
    <message>
        <source>Statement %1 cannot be tried in a private server: %2</source>
        <translation>L’instruction %1 ne peut pas être essayée dans un serveur privé&#xa0;: %2</translation>
    </message>
    <message>
        <source>Statement %1 of the reverse script was refused: %2</source>
        <translation>L’instruction %1 du script inverse est refusée&#xa0;: %2</translation>
    </message>
    <message>
        <source>Statement %1 was refused: %2</source>
        <translation>L’instruction %1 est refusée&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: its statements are not run in a private server.</source>
        <translation>%1&#xa0;: ses instructions ne sont pas exécutées dans un serveur privé.</translation>
    </message>
    <message>
        <source>All %1 statements were run.</source>
        <translation>Les %1 instructions sont exécutées.</translation>
    </message>
    <message>
        <source>The copy is not what it should be: %1</source>
        <translation>La copie n’est pas ce qu’elle devrait être&#xa0;: %1</translation>
    </message>
    <message>
        <source>Compared again: no difference. Fingerprint wanted %1, reached %2.</source>
        <translation>Nouvelle comparaison&#xa0;: aucune différence. Empreinte voulue %1, obtenue %2.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; were lost: %2 before, %3 after.</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» sont perdues&#xa0;: %2 avant, %3 après.</translation>
    </message>
    <message>
        <source>Values of the column &quot;%1&quot; of &quot;%2&quot; are not what they were.</source>
        <translation>Les valeurs de la colonne «&#x202f;%1&#x202f;» de «&#x202f;%2&#x202f;» ne sont plus ce qu’elles étaient.</translation>
    </message>
    <message>
        <source>The rows are still there (%1).</source>
        <translation>Les lignes sont toujours là (%1).</translation>
    </message>
    <message>
        <source>After the reverse script the copy is not what it was: %1</source>
        <translation>Après le script inverse, la copie n’est pas ce qu’elle était&#xa0;: %1</translation>
    </message>
    <message>
        <source>The reverse script brings it back: fingerprint before %1, after %2.</source>
        <translation>Le script inverse la ramène&#xa0;: empreinte avant %1, après %2.</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; are in the way of %2 thing(s).</source>
        <translation>Des lignes de «&#x202f;%1&#x202f;» gênent %2 changement(s).</translation>
    </message>
    <message>
        <source>No row of &quot;%1&quot; is in the way (%2 looked at).</source>
        <translation>Aucune ligne de «&#x202f;%1&#x202f;» ne gêne (%2 points regardés).</translation>
    </message>
    <message>
        <source>On the target, in a transaction that was rolled back, statement %1 was refused: %2</source>
        <translation>Sur la cible, dans une transaction annulée, l’instruction %1 est refusée&#xa0;: %2</translation>
    </message>
    <message>
        <source>On the target, in a transaction that was rolled back, all %1 statements were run.</source>
        <translation>Sur la cible, dans une transaction annulée, les %1 instructions sont exécutées.</translation>
    </message>
    <message>
        <source>Proven: the script was run on a copy and brought back.</source>
        <translation>Prouvé&#xa0;: le script a été exécuté sur une copie, puis repris.</translation>
    </message>
    <message>
        <source>Simulated, not proven: run on the target in a transaction that was rolled back.</source>
        <translation>Simulé, non prouvé&#xa0;: exécuté sur la cible dans une transaction annulée.</translation>
    </message>
    <message>
        <source>Not proven: the script would fail, or not do what it should.</source>
        <translation>Non prouvé&#xa0;: le script échouerait, ou ne ferait pas ce qu’il doit.</translation>
    </message>
    <message>
        <source>Not proven: it could not be tried on a copy.</source>
        <translation>Non prouvé&#xa0;: il n’a pas pu être essayé sur une copie.</translation>
    </message>
    <message>
        <source>%1: the rows that were made up do not fit what it becomes; those of the target are looked at.</source>
        <translation>%1&#xa0;: les lignes inventées ne conviennent pas à ce qu’elle devient&#x202f;; celles de la cible sont regardées.</translation>
    </message>
    <message>
        <source>the last line that pg_dump writes is missing: the file is cut off, or somebody wrote in it (its last statement is in line %1)</source>
        <translation>la dernière ligne qu’écrit pg_dump manque&#xa0;: le fichier est coupé, ou quelqu’un y a écrit (sa dernière instruction est à la ligne %1)</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no such columns in the target, and their values do not come: %2.</source>
        <translation>«&#x202f;%1&#x202f;» n’a pas ces colonnes dans la cible, et leurs valeurs ne viennent pas&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Columns of &quot;%1&quot; that the file does not have get their default: %2.</source>
        <translation>Les colonnes de «&#x202f;%1&#x202f;» que le fichier n’a pas reçoivent leur valeur par défaut&#xa0;: %2.</translation>
    </message>
    <message>
        <source>The table is gone, or has other columns.</source>
        <translation>La table n’existe plus, ou a d’autres colonnes.</translation>
    </message>
    <message>
        <source>It belongs to the whole database, of which nothing is touched.</source>
        <translation>Cela appartient à toute la base, dont rien n’est touché.</translation>
    </message>
    <message>
        <source>It leads to a table that was not chosen.</source>
        <translation>Elle mène à une table qui n’a pas été choisie.</translation>
    </message>
    <message>
        <source>It leads to what the target has, of which nothing is touched.</source>
        <translation>Elle mène à ce que la cible possède, dont rien n’est touché.</translation>
    </message>
    <message>
        <source>It names a schema of the file: what it reads and writes is what the target has there, not what was restored beside it.</source>
        <translation>Elle nomme un schéma du fichier&#xa0;: ce qu’elle lit et écrit est ce que la cible y possède, et non ce qui a été restauré à côté.</translation>
    </message>
    <message>
        <source>the privilege MAINTAIN, which PostgreSQL %1 does not know, was left out</source>
        <translation>le privilège MAINTAIN, que PostgreSQL %1 ne connaît pas, a été retiré</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of &quot;%1&quot; are newer than the newest in the file, by %2: they will not be there afterwards.</source>
        <translation>
            <numerusform>%Ln ligne de «&#x202f;%1&#x202f;» est plus récente que la plus récente du fichier, d’après %2&#xa0;: elle n’y sera plus ensuite.</numerusform>
            <numerusform>%Ln lignes de «&#x202f;%1&#x202f;» sont plus récentes que la plus récente du fichier, d’après %2&#xa0;: elles n’y seront plus ensuite.</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; has about %2 row(s) now, and about %3 in the file: which of them are newer cannot be told.</source>
        <translation>«&#x202f;%1&#x202f;» a environ %2 ligne(s) maintenant, et environ %3 dans le fichier&#xa0;: on ne peut dire lesquelles sont plus récentes.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more table(s) lose rows that the file does not have.</source>
        <translation>
            <numerusform>%Ln autre table perd des lignes que le fichier n’a pas.</numerusform>
            <numerusform>%Ln autres tables perdent des lignes que le fichier n’a pas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The last line that pg_dump writes is missing in &quot;%1&quot;: its last statement is in line %2, and what came behind it, if anything, is not there.</source>
        <translation>La dernière ligne qu’écrit pg_dump manque dans «&#x202f;%1&#x202f;»&#xa0;: sa dernière instruction est à la ligne %2, et ce qui suivait, s’il y avait quelque chose, n’y est pas.</translation>
    </message>
    <message>
        <source>Somebody wrote more behind the end of the dump in &quot;%1&quot;, from line %2 on (%3): it is restored as well.</source>
        <translation>Quelqu’un a écrit après la fin du dump dans «&#x202f;%1&#x202f;», à partir de la ligne %2 (%3)&#xa0;: c’est restauré aussi.</translation>
    </message>
    <message>
        <source>Put these rows in place of those of %1, in one transaction; the tables themselves, and all else of &quot;%2&quot;, stay as they are.</source>
        <translation>Mettre ces lignes à la place de celles de %1, en une seule transaction&#x202f;; les tables elles-mêmes, et tout le reste de «&#x202f;%2&#x202f;», restent tels quels.</translation>
    </message>
    <message>
        <source>What is copied stands in %1 until then.</source>
        <translation>D’ici là, ce qui est copié se trouve dans %1.</translation>
    </message>
    <message>
        <source>What the file holds is made beside what &quot;%1&quot; has, in new schemas (%2): nothing that is there is touched.</source>
        <translation>Le contenu du fichier est créé à côté de ce que «&#x202f;%1&#x202f;» possède, dans de nouveaux schémas (%2)&#xa0;: rien de ce qui existe n’est touché.</translation>
    </message>
    <message>
        <source>Which rows of &quot;%1&quot; are newer than the file could not be looked at.</source>
        <translation>On n’a pas pu regarder quelles lignes de «&#x202f;%1&#x202f;» sont plus récentes que le fichier.</translation>
    </message>
    <message>
        <source>The file comes from a hosting platform, which &quot;%1&quot; is not: the schemas of it that others refer to are restored as well (%2). --schemas chooses others.</source>
        <translation>Le fichier vient d’une plateforme d’hébergement, ce que «&#x202f;%1&#x202f;» n’est pas&#xa0;: ses schémas auxquels d’autres se réfèrent sont restaurés aussi (%2). --schemas en choisit d’autres.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 manque.</translation>
    </message>
    <message>
        <source>%1 is not as it was when it was backed up.</source>
        <translation>%1 n’est pas tel qu’il était à la sauvegarde.</translation>
    </message>
    <message numerus="yes">
        <source>%n more object(s) are missing.</source>
        <translation>
            <numerusform>%n autre objet manque.</numerusform>
            <numerusform>%n autres objets manquent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more object(s) are not as they were.</source>
        <translation>
            <numerusform>%n autre objet n’est plus tel qu’il était.</numerusform>
            <numerusform>%n autres objets ne sont plus tels qu’ils étaient.</numerusform>
        </translation>
    </message>
    <message>
        <source>The database has settings of its own, which a private server does not take over: objects were compared by kind and name only.</source>
        <translation>La base a des réglages propres, qu’un serveur privé ne reprend pas&#xa0;: les objets n’ont été comparés que par leur genre et leur nom.</translation>
    </message>
    <message>
        <source>The rows of &quot;%1&quot; could not be tried.</source>
        <translation>Les lignes de «&#x202f;%1&#x202f;» n’ont pas pu être essayées.</translation>
    </message>
    <message>
        <source>%1 was refused, where %2 is not there: %3</source>
        <translation>%1 a été refusé, là où %2 manque&#xa0;: %3</translation>
    </message>
    <message>
        <source>Restored into a private server: %1 table(s), %2 row(s), digests equal; %3 object(s) as they were.</source>
        <translation>Restaurée dans un serveur privé&#xa0;: %1 table(s), %2 ligne(s), empreintes égales&#x202f;; %3 objet(s) tels qu’ils étaient.</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>égales</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 modifiées</translation>
    </message>
    <message>
        <source>%1 only in %2</source>
        <translation>%1 seulement dans %2</translation>
    </message>
    <message>
        <source>%1 equal</source>
        <translation>%1 égales</translation>
    </message>
    <message>
        <source>The table is only in &quot;%1&quot;.</source>
        <translation>La table n’est que dans «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>No key: rows are counted by their contents, and none is said to have changed.</source>
        <translation>Pas de clé&#xa0;: les lignes sont comptées d’après leur contenu, et aucune n’est dite modifiée.</translation>
    </message>
    <message>
        <source>Several rows have the same key (%1): name another with --key.</source>
        <translation>Plusieurs lignes ont la même clé (%1)&#xa0;: nommez-en une autre avec --key.</translation>
    </message>
    <message>
        <source>Not compared, only in &quot;%1&quot;: %2.</source>
        <translation>Non comparées, présentes dans «&#x202f;%1&#x202f;» seulement&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Read whole from both. %1</source>
        <translation>Lue entière des deux côtés. %1</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2 fois)</translation>
    </message>
    <message>
        <source>All rows are equal.</source>
        <translation>Toutes les lignes sont égales.</translation>
    </message>
    <message>
        <source>The two servers do not compute the same hashes.</source>
        <translation>Les deux serveurs ne calculent pas les mêmes empreintes.</translation>
    </message>
    <message>
        <source>A query would run code of somebody in the database: %1.</source>
        <translation>Une requête exécuterait du code de quelqu’un dans la base&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Brings the rows of &quot;%1&quot; back to what they were before they were made like those of &quot;%2&quot;.</source>
        <translation>Ramène les lignes de «&#x202f;%1&#x202f;» à ce qu’elles étaient avant de devenir semblables à celles de «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>Makes the rows of &quot;%1&quot; like those of &quot;%2&quot;.</source>
        <translation>Rend les lignes de «&#x202f;%1&#x202f;» semblables à celles de «&#x202f;%2&#x202f;».</translation>
    </message>
    <message>
        <source>Written by Sosie; it holds values of both databases in clear. Read it before you run it.</source>
        <translation>Écrit par Sosie&#x202f;; contient des valeurs des deux bases en clair. Lisez-le avant de l’exécuter.</translation>
    </message>
    <message>
        <source>%1: %2 rows, and no such table on the other side.</source>
        <translation>%1&#xa0;: %2 lignes, et la table n’existe pas de l’autre côté.</translation>
    </message>
    <message>
        <source>%1: %2 rows changed, %3 only in &quot;%4&quot;, %5 only in &quot;%6&quot;.</source>
        <translation>%1&#xa0;: %2 lignes modifiées, %3 dans «&#x202f;%4&#x202f;» seul, %5 dans «&#x202f;%6&#x202f;» seul.</translation>
    </message>
    <message>
        <source>There are no tables to compare.</source>
        <translation>Il n’y a pas de tables à comparer.</translation>
    </message>
    <message>
        <source>The trigger %1 on %2 runs, unless --disable-triggers is given.</source>
        <translation>Le déclencheur %1 de %2 s’exécute, sauf avec --disable-triggers.</translation>
    </message>
    <message>
        <source>comment of %1</source>
        <translation>commentaire de %1</translation>
    </message>
    <message>
        <source>privileges of %1</source>
        <translation>droits sur %1</translation>
    </message>
    <message>
        <source>The columns of %1 keep their order, or stay its own: --reorder-columns writes the table anew.</source>
        <translation>Les colonnes de %1 gardent leur ordre, ou restent les siennes&#xa0;: --reorder-columns réécrit la table.</translation>
    </message>
</context>
<context>
    <name>ui</name>
    <message>
        <source>Roll back %1</source>
        <translation>Revenir en arrière&#xa0;: %1</translation>
    </message>
    <message>
        <source>Bring back the state before the last clone</source>
        <translation>Revenir à l’état d’avant le dernier clonage</translation>
    </message>
    <message>
        <source>What the target holds now is lost. Type its name to go on: %1</source>
        <translation>Ce que la cible contient maintenant est perdu. Tapez son nom pour continuer&#xa0;: %1</translation>
    </message>
    <message>
        <source>Roll %1 back</source>
        <translation>Remettre %1 comme avant</translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation>Laisser tel quel</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>À décider</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Nature</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n colonne</numerusform>
            <numerusform>%n colonnes</numerusform>
        </translation>
    </message>
    <message>
        <source>Rule of this column</source>
        <translation>Règle de cette colonne</translation>
    </message>
    <message>
        <source>Anonymization</source>
        <translation>Anonymisation</translation>
    </message>
    <message>
        <source>What happens to each column of personal data, and why.</source>
        <translation>Ce que devient chaque colonne de données personnelles, et pourquoi.</translation>
    </message>
    <message>
        <source>Choose an environment</source>
        <translation>Choisissez un environnement</translation>
    </message>
    <message>
        <source>Reading columns and samples</source>
        <translation>Lecture des colonnes et d’échantillons</translation>
    </message>
    <message>
        <source>Choose an environment first.</source>
        <translation>Choisissez d’abord un environnement.</translation>
    </message>
    <message>
        <source>Choose a column to see why it is treated so, and real rows before and after.</source>
        <translation>Choisissez une colonne pour voir pourquoi elle est traitée ainsi, avec des lignes réelles avant et après.</translation>
    </message>
    <message>
        <source>%1: still personal data in the eyes of the law, because the key can link it again.</source>
        <translation>%1&#xa0;: ce sont toujours des données personnelles aux yeux de la loi, car la clé permet de refaire le lien.</translation>
    </message>
    <message>
        <source>Reading rows…</source>
        <translation>Lecture des lignes…</translation>
    </message>
    <message>
        <source>Real rows</source>
        <translation>Aperçu des lignes</translation>
    </message>
    <message>
        <source>Co&amp;ver</source>
        <translation>&amp;Masquer</translation>
    </message>
    <message>
        <source>Open a rule file</source>
        <translation>Ouvrir un fichier de règles</translation>
    </message>
    <message>
        <source>Rule files (*.toml)</source>
        <translation>Fichiers de règles (*.toml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Find a column, a category, a rule</source>
        <translation>Chercher une colonne, une catégorie, une règle</translation>
    </message>
    <message>
        <source>&amp;Undecided only</source>
        <translation>À &amp;décider seulement</translation>
    </message>
    <message>
        <source>&amp;Technical columns too</source>
        <translation>Colonnes &amp;techniques aussi</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Real rows, before and after</source>
        <translation>Lignes réelles, avant et après</translation>
    </message>
    <message>
        <source>&amp;Open a rule file…</source>
        <translation>&amp;Ouvrir un fichier de règles…</translation>
    </message>
    <message>
        <source>&amp;Tables</source>
        <translation>&amp;Tables</translation>
    </message>
    <message>
        <source>Tables of the report</source>
        <translation>Tables du rapport</translation>
    </message>
    <message>
        <source>In &amp;clear (%1)</source>
        <translation>En &amp;clair (%1)</translation>
    </message>
    <message>
        <source>&amp;Not carried (%1)</source>
        <translation>&amp;Non repris (%1)</translation>
    </message>
    <message>
        <source>&amp;Warnings (%1)</source>
        <translation>&amp;Avertissements (%1)</translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation>&amp;Revenir en arrière…</translation>
    </message>
    <message>
        <source>&amp;Save the report…</source>
        <translation>&amp;Enregistrer le rapport…</translation>
    </message>
    <message>
        <source>New clo&amp;ne</source>
        <translation>&amp;Nouveau clonage</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>The report is saved: %1</source>
        <translation>Le rapport est enregistré&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is back as it was before the clone, in %2.</source>
        <translation>%1 est revenu à son état d’avant le clonage, en %2.</translation>
    </message>
    <message>
        <source>%1 is now a double of %2, in %3.</source>
        <translation>%1 est maintenant un double de %2, en %3.</translation>
    </message>
    <message>
        <source>Cancelled, as you asked.</source>
        <translation>Annulé à votre demande.</translation>
    </message>
    <message>
        <source>Refused, to protect your data.</source>
        <translation>Refusé, pour protéger vos données.</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Échec.</translation>
    </message>
    <message>
        <source>What %1 held before is kept aside: you can roll back at any time.</source>
        <translation>Ce que %1 contenait avant est gardé de côté&#xa0;: vous pouvez revenir en arrière à tout moment.</translation>
    </message>
    <message>
        <source>%1 is unchanged.</source>
        <translation>%1 est inchangé.</translation>
    </message>
    <message>
        <source>The clone is gone from %1.</source>
        <translation>Le clone a été retiré de %1.</translation>
    </message>
    <message>
        <source>%1 was put back as it was.</source>
        <translation>%1 a été remis dans son état d’avant.</translation>
    </message>
    <message>
        <source>%1 needs attention: it is neither as before nor as it should be. Clone to it again, or roll it back.</source>
        <translation>%1 demande votre attention&#xa0;: ni comme avant, ni comme il devrait être. Clonez de nouveau vers lui, ou revenez en arrière.</translation>
    </message>
    <message>
        <source>Verified: every row was read back from the target and compared.</source>
        <translation>Vérifié&#xa0;: chaque ligne a été relue dans la cible et comparée.</translation>
    </message>
    <message>
        <source>Not verified: the rows were not read back.</source>
        <translation>Non vérifié&#xa0;: les lignes n’ont pas été relues.</translation>
    </message>
    <message>
        <source>Personal data: %1 fields replaced on the way.</source>
        <translation>Données personnelles&#xa0;: %1 champs remplacés pendant la copie.</translation>
    </message>
    <message>
        <source>Personal data was copied as it is.</source>
        <translation>Les données personnelles ont été copiées telles quelles.</translation>
    </message>
    <message>
        <source>%1, %2 rows, %3</source>
        <translation>%1, %2 lignes, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n tables</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 what was done, %2 the environment to which.
----------
An object, and what of it differs.
----------
A setting and one of its values, which is chosen by it: &quot;Theme: Dark&quot;.</extracomment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Fields replaced</source>
        <translation>Champs remplacés</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Empreinte</translation>
    </message>
    <message>
        <source>%1 (DEMO)</source>
        <extracomment>An environment of the demo; %1 is its type in capitals, as in &quot;PRODUCTION (DEMO)&quot;.</extracomment>
        <translation>%1 (DÉMO)</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Mot de passe de %1</translation>
    </message>
    <message>
        <source>The server asks for the password of %1. It is used now and kept nowhere.</source>
        <translation>Le serveur demande le mot de passe de %1. Il ne sert qu’à cette connexion et n’est conservé nulle part.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Se connecter</translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation>%1 (Alt+%2)</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Cloner</translation>
    </message>
    <message>
        <source>Choose the source</source>
        <translation>Choisissez la source</translation>
    </message>
    <message>
        <source>Choose the target</source>
        <translation>Choisissez la cible</translation>
    </message>
    <message>
        <source>Detection decides</source>
        <translation>La détection décide</translation>
    </message>
    <message>
        <source>Replace an environment by a double of another one, personal data replaced on the way.</source>
        <translation>Remplacez un environnement par le double d’un autre&#x202f;; les données personnelles sont remplacées pendant la copie.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>You may look at other pages: this goes on.</source>
        <translation>Vous pouvez consulter d’autres pages&#xa0;: l’opération continue.</translation>
    </message>
    <message>
        <source>Clone to %1</source>
        <translation>Cloner vers %1</translation>
    </message>
    <message>
        <source>Type the name of the target to confirm: %1</source>
        <translation>Tapez le nom de la cible pour confirmer&#xa0;: %1</translation>
    </message>
    <message>
        <source>Choose a rule file</source>
        <translation>Choisir un fichier de règles</translation>
    </message>
    <message>
        <source>Source: is only read</source>
        <translation>Source&#xa0;: lecture seule</translation>
    </message>
    <message>
        <source>Target: is replaced</source>
        <translation>Cible&#xa0;: remplacée</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Exchange source and target</source>
        <translation>Échanger source et cible</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi cloner</translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation>Schémas</translation>
    </message>
    <message>
        <source>all; or names, with commas</source>
        <translation>tous&#x202f;; ou des noms, séparés par des virgules</translation>
    </message>
    <message>
        <source>Schemas to clone</source>
        <translation>Schémas à cloner</translation>
    </message>
    <message>
        <source>none; or patterns such as public.log_*</source>
        <translation>aucune&#x202f;; ou des motifs comme public.log_*</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Données personnelles</translation>
    </message>
    <message>
        <source>&amp;Replaced on the way</source>
        <translation>&amp;Remplacées pendant la copie</translation>
    </message>
    <message>
        <source>In &amp;clear</source>
        <translation>En &amp;clair</translation>
    </message>
    <message>
        <source>Why, for the report</source>
        <translation>Pourquoi, pour le rapport</translation>
    </message>
    <message>
        <source>Why personal data leaves production in clear</source>
        <translation>Pourquoi des données personnelles quittent la production en clair</translation>
    </message>
    <message>
        <source>Rules:</source>
        <translation>Règles&#xa0;:</translation>
    </message>
    <message>
        <source>Rule &amp;file…</source>
        <translation>&amp;Fichier de règles…</translation>
    </message>
    <message>
        <source>Without file</source>
        <translation>Sans fichier</translation>
    </message>
    <message>
        <source>Refuse to clone while a column is &amp;undecided</source>
        <translation>Refuser de cloner tant qu’une colonne est à &amp;décider</translation>
    </message>
    <message>
        <source>Look at the colu&amp;mns</source>
        <translation>&amp;Examiner les colonnes</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Parallel streams</source>
        <translation>Flux parallèles</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatique</translation>
    </message>
    <message>
        <source>Read every row &amp;back and compare it</source>
        <translation>Relire chaque ligne et la com&amp;parer</translation>
    </message>
    <message>
        <source>Same in a terminal</source>
        <translation>Commande équivalente</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>C&amp;heck again</source>
        <translation>&amp;Vérifier de nouveau</translation>
    </message>
    <message numerus="yes">
        <source>%n problems stand in the way</source>
        <translation>
            <numerusform>%n problème à régler</numerusform>
            <numerusform>%n problèmes à régler</numerusform>
        </translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Ce qui va se passer</translation>
    </message>
    <message>
        <source>%1.</source>
        <extracomment>Number of a step in a list.</extracomment>
        <translation>%1.</translation>
    </message>
    <message numerus="yes">
        <source>%n objects will not be carried</source>
        <translation>
            <numerusform>%n objet ne sera pas repris</numerusform>
            <numerusform>%n objets ne seront pas repris</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking both sides…</source>
        <translation>Vérification des deux côtés…</translation>
    </message>
    <message>
        <source>Nothing is written to either.</source>
        <translation>Rien n’est écrit, ni d’un côté ni de l’autre.</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Choose a source and a target: what the clone would do is then written here, before anything is changed.</source>
        <translation>Choisissez une source et une cible&#xa0;: ce que ferait le clonage s’écrira ici, avant que quoi que ce soit ne change.</translation>
    </message>
    <message>
        <source>A production is never a target.</source>
        <translation>Une production n’est jamais une cible.</translation>
    </message>
    <message>
        <source>Choose both environments first.</source>
        <translation>Choisissez d’abord les deux environnements.</translation>
    </message>
    <message>
        <source>The source is not a production: you may replace its personal data, or copy it as it is.</source>
        <translation>La source n’est pas une production&#xa0;: vous pouvez remplacer ses données personnelles, ou les copier telles quelles.</translation>
    </message>
    <message>
        <source>From a production, personal data is replaced. This target was set up to accept it in clear, if you say why.</source>
        <translation>Depuis une production, les données personnelles sont remplacées. Cette cible est réglée pour les accepter en clair, si vous dites pourquoi.</translation>
    </message>
    <message>
        <source>From a production, personal data is always replaced before it reaches the target.</source>
        <translation>Depuis une production, les données personnelles sont toujours remplacées avant d’atteindre la cible.</translation>
    </message>
    <message numerus="yes">
        <source>%n columns are replaced.</source>
        <translation>
            <numerusform>%n colonne est remplacée.</numerusform>
            <numerusform>%n colonnes sont remplacées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns are undecided: look at them.</source>
        <translation>
            <numerusform>%n colonne est à décider&#xa0;: examinez-la.</numerusform>
            <numerusform>%n colonnes sont à décider&#xa0;: examinez-les.</numerusform>
        </translation>
    </message>
    <message>
        <source>An operation is running.</source>
        <translation>Une opération est en cours.</translation>
    </message>
    <message>
        <source>Choose the source.</source>
        <translation>Choisissez la source.</translation>
    </message>
    <message>
        <source>Choose the target.</source>
        <translation>Choisissez la cible.</translation>
    </message>
    <message>
        <source>Source and target are the same environment.</source>
        <translation>La source et la cible sont le même environnement.</translation>
    </message>
    <message>
        <source>Say why personal data may leave production in clear.</source>
        <translation>Dites pourquoi des données personnelles peuvent quitter la production en clair.</translation>
    </message>
    <message>
        <source>Both sides are being checked.</source>
        <translation>Les deux côtés sont en cours de vérification.</translation>
    </message>
    <message>
        <source>Check first.</source>
        <translation>Vérifiez d’abord.</translation>
    </message>
    <message numerus="yes">
        <source>%n problems stand in the way.</source>
        <translation>
            <numerusform>%n problème est à régler.</numerusform>
            <numerusform>%n problèmes sont à régler.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the name of the target: %1.</source>
        <translation>Tapez le nom de la cible&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 — Sosie</source>
        <extracomment>Title of the window; %1 is the page.</extracomment>
        <translation>%1 — Sosie</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>The window closes as soon as the target is in order.</source>
        <translation>La fenêtre se fermera dès que la cible sera en ordre.</translation>
    </message>
    <message>
        <source>An operation is running: %1.</source>
        <translation>Une opération est en cours&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Close this message to let it continue, or cancel it: the target is put back as it was, then the window closes.</source>
        <translation>Fermez ce message pour la laisser continuer, ou annulez-la&#xa0;: la cible est remise comme avant, puis la fenêtre se ferme.</translation>
    </message>
    <message>
        <source>Cancel it and &amp;quit</source>
        <translation>Annuler et &amp;quitter</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n octet</numerusform>
            <numerusform>%n octets</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 Kio</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 Mio</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 Gio</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 Tio</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>moins d’une seconde</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 secondes</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n seconde</numerusform>
            <numerusform>%n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>environ %1 s restantes</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>environ %1 min restantes</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>environ %1 h restantes</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>il y a %n minute</numerusform>
            <numerusform>il y a %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>il y a %n heure</numerusform>
            <numerusform>il y a %n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>on %1</source>
        <extracomment>A date follows.</extracomment>
        <translation>le %1</translation>
    </message>
    <message>
        <source>taken out of the address</source>
        <translation>retiré de l’adresse</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>inchangé</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test en cours…</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>&amp;Tester la connexion</translation>
    </message>
    <message>
        <source>Database %1, %2, %3.</source>
        <translation>Base %1, %2, %3.</translation>
    </message>
    <message>
        <source>Encrypted with %1.</source>
        <translation>Chiffré avec %1.</translation>
    </message>
    <message>
        <source>The server answers: PostgreSQL %1, in %2 ms.</source>
        <translation>Le serveur répond&#xa0;: PostgreSQL %1, en %2 ms.</translation>
    </message>
    <message>
        <source>Add an environment</source>
        <translation>Ajouter un environnement</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Modifier %1</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Paste an address</source>
        <translation>Coller une adresse</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Service of pg_service.conf</source>
        <translation>Service de pg_service.conf</translation>
    </message>
    <message>
        <source>Address of the database</source>
        <translation>Adresse de la base</translation>
    </message>
    <message>
        <source>Host or socket folder</source>
        <translation>Hôte ou dossier du socket</translation>
    </message>
    <message>
        <source>Port (5432)</source>
        <translation>Port (5432)</translation>
    </message>
    <message>
        <source>Database</source>
        <extracomment>What belongs to a database and to no schema of it.</extracomment>
        <translation>Base</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilisateur</translation>
    </message>
    <message>
        <source>Name of the service</source>
        <translation>Nom du service</translation>
    </message>
    <message>
        <source>TLS: default</source>
        <translation>TLS&#xa0;: par défaut</translation>
    </message>
    <message>
        <source>TLS mode</source>
        <translation>Mode TLS</translation>
    </message>
    <message>
        <source>kept in the keychain</source>
        <translation>gardé dans le trousseau</translation>
    </message>
    <message>
        <source>from ~/.pgpass</source>
        <translation>lu dans ~/.pgpass</translation>
    </message>
    <message>
        <source>asked each time</source>
        <translation>demandé à chaque fois</translation>
    </message>
    <message>
        <source>Where the password comes from</source>
        <translation>D’où vient le mot de passe</translation>
    </message>
    <message>
        <source>Personal data in clear may be cloned into it, with a reason</source>
        <translation>Des données personnelles en clair peuvent y être clonées, avec une raison</translation>
    </message>
    <message>
        <source>&amp;Use port 5432</source>
        <translation>&amp;Utiliser le port 5432</translation>
    </message>
    <message>
        <source>&amp;Add the environment</source>
        <translation>&amp;Ajouter l’environnement</translation>
    </message>
    <message>
        <source>&amp;Save the changes</source>
        <translation>&amp;Enregistrer les modifications</translation>
    </message>
    <message>
        <source>Making a private server…</source>
        <translation>Création d’un serveur privé…</translation>
    </message>
    <message>
        <source>Starting the server…</source>
        <translation>Démarrage du serveur…</translation>
    </message>
    <message>
        <source>Filling four environments…</source>
        <translation>Remplissage de quatre environnements…</translation>
    </message>
    <message>
        <source>Preparing the demo…</source>
        <translation>Préparation de la démo…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Essayer avec la démo</translation>
    </message>
    <message>
        <source>The demo runs a PostgreSQL server of its own, and there is none on this computer. This installs one:
%1</source>
        <translation>La démo fait tourner son propre serveur PostgreSQL, et il n’y en a pas sur cet ordinateur. Cette commande en installe un&#xa0;:
%1</translation>
    </message>
    <message>
        <source>A made-up rental agency, “Loft Algérie”, in four environments: production, test, training, development. Nothing leaves this computer; it takes a few seconds.</source>
        <translation>Une agence de location inventée, «&#x202f;Loft Algérie&#x202f;», en quatre environnements&#xa0;: production, test, formation, développement. Rien ne quitte cet ordinateur&#x202f;; il suffit de quelques secondes.</translation>
    </message>
    <message>
        <source>The demo is being prepared</source>
        <translation>La démo se prépare</translation>
    </message>
    <message>
        <source>Start the &amp;demo</source>
        <translation>Lancer la &amp;démo</translation>
    </message>
    <message>
        <source>&amp;Copy the command</source>
        <translation>&amp;Copier la commande</translation>
    </message>
    <message>
        <source>Add my environment</source>
        <translation>Ajouter mon environnement</translation>
    </message>
    <message>
        <source>Paste the address of a Supabase project or of a PostgreSQL database. The password goes to the keychain of this computer, never to a file.</source>
        <translation>Collez l’adresse d’un projet Supabase ou d’une base PostgreSQL. Le mot de passe va dans le trousseau de cet ordinateur, jamais dans un fichier.</translation>
    </message>
    <message>
        <source>&amp;Add an environment…</source>
        <translation>&amp;Ajouter un environnement…</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Environnements</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Make a double of your production for test, training or development, with every personal value replaced.</source>
        <translation>Faites un double de votre production pour le test, la formation ou le développement, chaque donnée personnelle étant remplacée.</translation>
    </message>
    <message numerus="yes">
        <source>%n environments. A production is only ever read.</source>
        <translation>
            <numerusform>%n environnement. Une production reste en lecture seule.</numerusform>
            <numerusform>%n environnements. Une production reste en lecture seule.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>A&amp;ctualiser</translation>
    </message>
    <message>
        <source>service %1 of pg_service.conf</source>
        <translation>service %1 de pg_service.conf</translation>
    </message>
    <message>
        <source>%1 on this computer</source>
        <extracomment>Where a database is; %1 is its name.</extracomment>
        <translation>%1 sur cet ordinateur</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <extracomment>Where a database is: %1 its name, %2 the host.</extracomment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Clone &amp;from this environment…</source>
        <translation>Cloner &amp;depuis cet environnement…</translation>
    </message>
    <message>
        <source>Clone &amp;to this environment…</source>
        <translation>Cloner &amp;vers cet environnement…</translation>
    </message>
    <message>
        <source>&amp;Roll back to the state before the last clone…</source>
        <translation>&amp;Revenir à l’état d’avant le dernier clonage…</translation>
    </message>
    <message>
        <source>&amp;Copy the address, without the password</source>
        <translation>&amp;Copier l’adresse, sans le mot de passe</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>Re&amp;move from the list…</source>
        <translation>Re&amp;tirer de la liste…</translation>
    </message>
    <message>
        <source>Rolled back %1</source>
        <translation>Remis en arrière %1</translation>
    </message>
    <message>
        <source>Clone of %1, anonymized, %2</source>
        <translation>Clone de %1, anonymisé, %2</translation>
    </message>
    <message>
        <source>Clone of %1, in clear, %2</source>
        <translation>Clone de %1, en clair, %2</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Online, but: %1</source>
        <extracomment>State of an environment; %1 is a sentence that says what is wrong with it.</extracomment>
        <translation>En ligne, mais&#xa0;: %1</translation>
    </message>
    <message>
        <source>Offline. %1</source>
        <extracomment>State of an environment; %1 is a sentence that says why.</extracomment>
        <translation>Hors ligne. %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>An operation that ended, in the search: %1 what was done, %2 when.
----------
The title of a report; %1 says what was done, %2 when.
----------
Something the search found, and what it is.
----------
Read aloud for a coloured band: type of environment, then its name.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Clone from…</source>
        <translation>Cloner depuis…</translation>
    </message>
    <message>
        <source>Clone to…</source>
        <translation>Cloner vers…</translation>
    </message>
    <message>
        <source>Clone from %1</source>
        <translation>Cloner depuis %1</translation>
    </message>
    <message>
        <source>Test the connection to %1</source>
        <translation>Tester la connexion à %1</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>Autres actions pour %1</translation>
    </message>
    <message>
        <source>Remove %1 from the list? Its database is not touched; its password leaves the keychain.</source>
        <translation>Retirer %1 de la liste&#x202f;? Sa base n’est pas touchée&#x202f;; son mot de passe quitte le trousseau.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
    <message>
        <source>Give the environment a name.</source>
        <translation>Donnez un nom à l’environnement.</translation>
    </message>
    <message>
        <source>Say what the environment is for: production, test, training or development.</source>
        <translation>Dites ce qu’est l’environnement&#xa0;: production, test, formation ou développement.</translation>
    </message>
    <message>
        <source>Paste the address of the database.</source>
        <translation>Collez l’adresse de la base.</translation>
    </message>
    <message>
        <source>Say on which host the database is.</source>
        <translation>Dites sur quel hôte se trouve la base.</translation>
    </message>
    <message>
        <source>Give the name of a service of pg_service.conf.</source>
        <translation>Donnez le nom d’un service de pg_service.conf.</translation>
    </message>
    <message>
        <source>The name looks like a production. If it is one, choose Production: it will then only ever be read.</source>
        <translation>Le nom ressemble à une production. Si c’en est une, choisissez Production&#xa0;: elle sera alors en lecture seule.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A percentage.</extracomment>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Voir</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Ann&amp;uler</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>indexing</source>
        <translation>index</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminée</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>environ %1</translation>
    </message>
    <message>
        <source>%1 fields replaced</source>
        <translation>%1 champs remplacés</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Rolling %1 back</source>
        <translation>Retour en arrière de %1</translation>
    </message>
    <message>
        <source>Cloning %1 to %2</source>
        <translation>Clonage de %1 vers %2</translation>
    </message>
    <message>
        <source>Cancelling… the target is being put back as it was.</source>
        <translation>Annulation… la cible est remise comme avant.</translation>
    </message>
    <message>
        <source>%1 rows of about %2 · %3 of about %4</source>
        <translation>%1 lignes sur environ %2 · %3 sur environ %4</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message>
        <source>Running for %1</source>
        <translation>En cours depuis %1</translation>
    </message>
    <message>
        <source>&amp;Cancel and put everything back</source>
        <translation>&amp;Annuler et tout remettre en place</translation>
    </message>
    <message>
        <source>The point of no return is passed: this ends in a moment.</source>
        <translation>Le point de non-retour est passé&#xa0;: fin dans un instant.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Progress by table</source>
        <translation>Avancement par table</translation>
    </message>
    <message>
        <source>Overall progress</source>
        <translation>Avancement total</translation>
    </message>
    <message>
        <source>Throughput over the last minute</source>
        <translation>Débit de la dernière minute</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Détails</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>Masquer les &amp;détails</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <source>Phase: %1</source>
        <translation>Phase&#xa0;: %1</translation>
    </message>
    <message>
        <source>the point of no return is passed</source>
        <extracomment>Beside the point of no return in the strip of phases.</extracomment>
        <translation>le point de non-retour est passé</translation>
    </message>
    <message>
        <source>until here, cancelling leaves the target as it was</source>
        <translation>jusqu’ici, annuler laisse la cible comme avant</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>An environment in a list: its name, then its type in capitals.</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>See the &amp;report</source>
        <translation>Voir le &amp;rapport</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Help on this page (F1)</source>
        <translation>Aide sur cette page (F1)</translation>
    </message>
    <message>
        <source>Remove the &amp;demo and its files…</source>
        <translation>Supprimer la &amp;démo et ses fichiers…</translation>
    </message>
    <message>
        <source>Remove the four environments of the demo, and every file of it? It can be started anew at any time.</source>
        <translation>Supprimer les quatre environnements de la démo et tous ses fichiers&#x202f;? Elle peut être relancée à tout moment.</translation>
    </message>
    <message>
        <source>Remove the demo</source>
        <translation>Supprimer la démo</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Without rows, by pattern</source>
        <translation>Sans lignes, par motif</translation>
    </message>
    <message>
        <source>%1 with their rows: about %2 rows, %3.</source>
        <extracomment>%1: how many tables there are, as in &quot;28 tables&quot;; %2: a number of rows; %3: a size.</extracomment>
        <translation>%1 avec leurs lignes&#xa0;: environ %2 lignes, %3.</translation>
    </message>
    <message>
        <source>%1 of %2 with their rows: about %3 rows, %4.</source>
        <translation>%1 sur %2 avec leurs lignes&#xa0;: environ %3 lignes, %4.</translation>
    </message>
    <message>
        <source>structure only, by a pattern</source>
        <translation>structure seule, par un motif</translation>
    </message>
    <message>
        <source>with its rows</source>
        <translation>avec ses lignes</translation>
    </message>
    <message>
        <source>structure only</source>
        <translation>structure seule</translation>
    </message>
    <message>
        <source>As the server estimates</source>
        <translation>Selon le serveur</translation>
    </message>
    <message>
        <source>What is cloned</source>
        <translation>Ce qui est cloné</translation>
    </message>
    <message>
        <source>All tables, with their rows.</source>
        <translation>Toutes les tables, avec leurs lignes.</translation>
    </message>
    <message>
        <source>Hide the &amp;tables</source>
        <translation>Masquer les &amp;tables</translation>
    </message>
    <message>
        <source>Choose &amp;tables</source>
        <translation>Choisir les &amp;tables</translation>
    </message>
    <message>
        <source>Once both sides are checked, the tables of the source are here.</source>
        <translation>Les tables de la source s’afficheront ici une fois les deux côtés vérifiés.</translation>
    </message>
    <message>
        <source>Find a table</source>
        <translation>Chercher une table</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Tick every table shown</source>
        <translation>Cocher chaque table affichée</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Untick every table shown</source>
        <translation>Décocher chaque table affichée</translation>
    </message>
    <message>
        <source>Tables of the source</source>
        <translation>Tables de la source</translation>
    </message>
    <message>
        <source>A table that is not ticked is made with its structure, without its rows.</source>
        <translation>Une table décochée est créée avec sa structure, sans ses lignes.</translation>
    </message>
    <message>
        <source>Your first clone</source>
        <translation>Votre premier clonage</translation>
    </message>
    <message>
        <source>What is replaced</source>
        <translation>Ce qui est remplacé</translation>
    </message>
    <message>
        <source>Production is only read</source>
        <translation>La production est en lecture seule</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>Revenir en arrière</translation>
    </message>
    <message>
        <source>Connecting to Supabase</source>
        <translation>Se connecter à Supabase</translation>
    </message>
    <message>
        <source>Passwords and keychain</source>
        <translation>Mots de passe et trousseau</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>La ligne de commande</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>Pages de l’aide</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>stopped</source>
        <extracomment>State of a table whose copy was cancelled by the person.</extracomment>
        <translation>arrêtée</translation>
    </message>
    <message>
        <source>Users the target lacks</source>
        <translation>Utilisateurs manquants</translation>
    </message>
    <message>
        <source>People who log in to a Supabase project (auth.users) and to whom rows refer.</source>
        <translation>Les personnes qui se connectent à un projet Supabase (auth.users), auxquelles des lignes renvoient et que la cible n’a pas.</translation>
    </message>
    <message>
        <source>automatic: added when data is replaced</source>
        <translation>automatique&#xa0;: ajoutés si les données sont remplacées</translation>
    </message>
    <message>
        <source>added, with a test password</source>
        <translation>ajoutés, avec un mot de passe de test</translation>
    </message>
    <message>
        <source>references to them emptied</source>
        <translation>références vidées</translation>
    </message>
    <message>
        <source>a reason not to clone</source>
        <translation>une raison de ne pas cloner</translation>
    </message>
    <message>
        <source>Hide the ro&amp;ws</source>
        <translation>Masquer les &amp;lignes</translation>
    </message>
    <message>
        <source>Choose ro&amp;ws</source>
        <translation>Choisir les &amp;lignes</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>sont laissées de côté</translation>
    </message>
    <message>
        <source>&amp;Only these tables</source>
        <translation>&amp;Seulement ces tables</translation>
    </message>
    <message>
        <source>Only the rows of these tables</source>
        <translation>Seulement les lignes de ces tables</translation>
    </message>
    <message>
        <source>all; or orders, sales.*, @group</source>
        <translation>toutes&#x202f;; ou commandes, ventes.*, @groupe</translation>
    </message>
    <message>
        <source>Co&amp;nditions, one per line</source>
        <translation>Co&amp;nditions, une par ligne</translation>
    </message>
    <message>
        <source>Conditions on the rows of tables</source>
        <translation>Conditions sur les lignes des tables</translation>
    </message>
    <message>
        <source>none; or orders=status &lt;&gt; &apos;draft&apos;</source>
        <translation>aucune&#x202f;; ou commandes=statut &lt;&gt; &apos;brouillon&apos;</translation>
    </message>
    <message>
        <source>&amp;Since</source>
        <translation>Dep&amp;uis</translation>
    </message>
    <message>
        <source>Only rows since a date</source>
        <translation>Seulement les lignes depuis une date</translation>
    </message>
    <message>
        <source>always; or created_at&gt;=2026-10-01</source>
        <translation>toujours&#x202f;; ou created_at&gt;=2026-10-01</translation>
    </message>
    <message>
        <source>&amp;Part of large tables</source>
        <translation>P&amp;art des grandes tables</translation>
    </message>
    <message>
        <source>Part of the rows of large tables</source>
        <translation>Part des lignes des grandes tables</translation>
    </message>
    <message>
        <source>all rows</source>
        <translation>toutes les lignes</translation>
    </message>
    <message>
        <source>About this share of each large table, always the same rows, with what they refer to. A table with fewer than 1,000 rows stays whole.</source>
        <translation>À peu près cette part de chaque grande table, toujours les mêmes lignes, avec ce à quoi elles se réfèrent. Une table de moins de 1&#x202f;000 lignes reste entière.</translation>
    </message>
    <message>
        <source>Rows without their p&amp;arent</source>
        <translation>Li&amp;gnes sans leur parent</translation>
    </message>
    <message>
        <source>What happens to rows that refer to rows left out</source>
        <translation>Ce que deviennent les lignes qui se réfèrent à des lignes laissées de côté</translation>
    </message>
    <message>
        <source>&amp;Keep in the target</source>
        <translation>Garder dans la ci&amp;ble</translation>
    </message>
    <message>
        <source>Tables of the target whose rows stay</source>
        <translation>Tables de la cible dont les lignes restent</translation>
    </message>
    <message>
        <source>none; or settings, public.log_*, @group</source>
        <translation>aucune&#x202f;; ou parametres, public.log_*, @groupe</translation>
    </message>
    <message>
        <source>What the chosen rows refer to comes along, so that every foreign key holds.</source>
        <translation>Ce à quoi les lignes choisies se réfèrent vient avec elles, pour que chaque clé étrangère soit respectée.</translation>
    </message>
    <message>
        <source>only %1</source>
        <extracomment>Of a choice of rows; %1: names of tables.</extracomment>
        <translation>seulement %1</translation>
    </message>
    <message numerus="yes">
        <source>%n conditions</source>
        <translation>
            <numerusform>%n condition</numerusform>
            <numerusform>%n conditions</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <extracomment>Of a choice of rows; %1: a column and a date.</extracomment>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>about %1 of the large tables</source>
        <extracomment>Of a choice of rows; %1: a share, as in &quot;10 %&quot;.</extracomment>
        <translation>environ %1 des grandes tables</translation>
    </message>
    <message>
        <source>All rows.</source>
        <translation>Toutes les lignes.</translation>
    </message>
    <message>
        <source>A part: %1.</source>
        <translation>Une partie&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Kept in the target: %1.</source>
        <translation>Gardées dans la cible&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Neither as it was nor as it should be</source>
        <translation>Ni comme avant, ni comme il faudrait</translation>
    </message>
    <message>
        <source>Incomplete: the clone of %1 that began on %2 did not end</source>
        <extracomment>State of an environment; %1 is the source of a clone, %2 when it began.</extracomment>
        <translation>Incomplet&#xa0;: le clonage de %1 commencé le %2 ne s’est pas terminé</translation>
    </message>
    <message>
        <source>Put it back as it was…</source>
        <translation>Remettre en l’état…</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>Remettre %1 en l’état</translation>
    </message>
    <message>
        <source>Type the name of this production, and say why it gets another type.</source>
        <translation>Saisissez le nom de cette production, et dites pourquoi elle change de type.</translation>
    </message>
    <message>
        <source>Name of this production</source>
        <translation>Nom de cette production</translation>
    </message>
    <message>
        <source>Why it gets another type</source>
        <translation>Pourquoi elle change de type</translation>
    </message>
    <message>
        <source>A clone did not end in: %1.</source>
        <translation>Un clonage n’est pas allé à son terme&#xa0;: %1.</translation>
    </message>
    <message>
        <source>What is there now is neither as it was nor as it should be.</source>
        <translation>Ce qui s’y trouve n’est ni comme avant, ni comme il faudrait.</translation>
    </message>
    <message>
        <source>Put it back as it was, or clone into it again.</source>
        <translation>Remettez-le en l’état, ou clonez-y de nouveau.</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Voir</translation>
    </message>
    <message>
        <source>&amp;Put it back as it was…</source>
        <translation>Remettre en l’é&amp;tat…</translation>
    </message>
    <message>
        <source>Clone of %1, made from another computer, %2</source>
        <extracomment>%1 is the source of a clone, %2 when it was made.</extracomment>
        <translation>Clone de %1, fait depuis un autre ordinateur, %2</translation>
    </message>
    <message>
        <source>Clone of %1, some of it in clear, %2</source>
        <translation>Clone de %1, en partie en clair, %2</translation>
    </message>
    <message>
        <source>A clone of %1 into it is under way</source>
        <translation>Un clonage de %1 vers cet environnement est en cours</translation>
    </message>
    <message>
        <source>Changes are not saved yet.</source>
        <translation>Des modifications ne sont pas enregistrées.</translation>
    </message>
    <message>
        <source>Somebody else changed these rules meanwhile: in another window, or from the command line.</source>
        <translation>Quelqu’un a modifié ces règles entre-temps, dans une autre fenêtre ou en ligne de commande.</translation>
    </message>
    <message>
        <source>Yours are not saved.</source>
        <translation>Les vôtres ne sont pas enregistrées.</translation>
    </message>
    <message>
        <source>Write yours to a file first if you want to compare them.</source>
        <translation>Exportez d’abord les vôtres si vous voulez les comparer.</translation>
    </message>
    <message>
        <source>&amp;Read them again</source>
        <translation>Les &amp;relire</translation>
    </message>
    <message>
        <source>The rules of %1 are saved.</source>
        <translation>Les règles de %1 sont enregistrées.</translation>
    </message>
    <message>
        <source>Every clone of it uses them, here and from the command line.</source>
        <translation>Tous ses clones les appliquent, ici comme en ligne de commande.</translation>
    </message>
    <message>
        <source>The rules are in the file %1.</source>
        <translation>Les règles sont dans le fichier %1.</translation>
    </message>
    <message>
        <source>It has a line for every column with a rule: to be read, and used elsewhere.</source>
        <translation>Il contient une ligne par colonne ayant une règle&#xa0;: à relire, ou à employer ailleurs.</translation>
    </message>
    <message>
        <source>Rules that are not saved yet</source>
        <translation>Règles non enregistrées</translation>
    </message>
    <message>
        <source>The rules of %1 were changed and are not saved yet.</source>
        <translation>Les règles de %1 ont été modifiées et ne sont pas enregistrées.</translation>
    </message>
    <message>
        <source>Without that, clones use the rules as they were before.</source>
        <translation>Sans cela, les clones appliquent les règles d’avant.</translation>
    </message>
    <message>
        <source>&amp;Save the rules</source>
        <translation>&amp;Enregistrer les règles</translation>
    </message>
    <message>
        <source>&amp;Throw the changes away</source>
        <translation>&amp;Abandonner les modifications</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>&amp;Rester ici</translation>
    </message>
    <message numerus="yes">
        <source>%n columns stay in clear without a reason.</source>
        <translation>
            <numerusform>%n colonne reste en clair sans motif.</numerusform>
            <numerusform>%n colonnes restent en clair sans motif.</numerusform>
        </translation>
    </message>
    <message>
        <source>Say beside each why its values may be known in the copy: plan and report repeat it.</source>
        <translation>Indiquez pour chacune pourquoi ses valeurs peuvent se retrouver dans la copie&#xa0;: le plan et le rapport reprennent cette raison.</translation>
    </message>
    <message numerus="yes">
        <source>%n rules do not fit the columns that are there now.</source>
        <translation>
            <numerusform>%n règle ne convient pas aux colonnes actuelles.</numerusform>
            <numerusform>%n règles ne conviennent pas aux colonnes actuelles.</numerusform>
        </translation>
    </message>
    <message>
        <source>As long as they are there, a clone is refused.</source>
        <translation>Tant qu’elles sont là, le clonage est refusé.</translation>
    </message>
    <message>
        <source>Take them &amp;out</source>
        <translation>Les re&amp;tirer</translation>
    </message>
    <message>
        <source>Every clone of this environment uses them then.</source>
        <translation>Tous les clones de cet environnement les appliqueront.</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>Rien n’a changé.</translation>
    </message>
    <message>
        <source>Why it stays as it is</source>
        <translation>Pourquoi elle reste telle quelle</translation>
    </message>
    <message>
        <source>Why it stays as it is, says %1</source>
        <translation>Pourquoi elle reste telle quelle, selon %1</translation>
    </message>
    <message>
        <source>Write a rule file</source>
        <translation>Exporter les règles</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Annuler (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Rétablir (Ctrl+Maj+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Write a rule file…</source>
        <translation>&amp;Exporter les règles…</translation>
    </message>
    <message>
        <source>Public places, test accounts, …</source>
        <translation>Lieux publics, comptes de test…</translation>
    </message>
    <message>
        <source>As detected</source>
        <translation>Détection automatique</translation>
    </message>
    <message>
        <source>Those saved for the source, and detection</source>
        <translation>Celles de la source, puis la détection</translation>
    </message>
    <message numerus="yes">
        <source>Saved for %1 (%n columns), and detection</source>
        <translation>
            <numerusform>Celles de %1 (%n colonne), puis la détection</numerusform>
            <numerusform>Celles de %1 (%n colonnes), puis la détection</numerusform>
        </translation>
    </message>
    <message>
        <source>Whether the source is a production is looked at before anything is copied: if it is one, its personal data is replaced.</source>
        <translation>Avant toute copie, Sosie vérifie si la source est une production&#xa0;: si c’en est une, ses données personnelles sont remplacées.</translation>
    </message>
    <message>
        <source>Clone to %1 in clear</source>
        <translation>Cloner en clair vers %1</translation>
    </message>
    <message>
        <source>%1: %2 rows</source>
        <translation>%1&#xa0;: %2 lignes</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: see the report.</source>
        <translation>
            <numerusform>… et %n autre&#xa0;: voir le rapport.</numerusform>
            <numerusform>… et %n autres&#xa0;: voir le rapport.</numerusform>
        </translation>
    </message>
    <message>
        <source>How many of its values look like an e-mail address, a telephone or an account number.</source>
        <translation>Combien de ses valeurs ressemblent à une adresse électronique, à un téléphone ou à un numéro de compte.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Look personal</source>
        <translation>Semblent personnelles</translation>
    </message>
    <message numerus="yes">
        <source>%n technical columns &amp;too: keys, amounts, dates, states</source>
        <translation>
            <numerusform>Avec la colonne &amp;technique&#xa0;: clé, montant, date ou état</numerusform>
            <numerusform>Avec les %n colonnes &amp;techniques&#xa0;: clés, montants, dates, états</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else is in clear.</source>
        <translation>Rien d’autre n’est en clair.</translation>
    </message>
    <message>
        <source>Columns in clear</source>
        <translation>Colonnes en clair</translation>
    </message>
    <message>
        <source>In clear, although it should not be</source>
        <translation>En clair, alors que cela ne devrait pas être</translation>
    </message>
    <message>
        <source>Str&amp;ucture (%1)</source>
        <translation>Str&amp;ucture (%1)</translation>
    </message>
    <message>
        <source>R&amp;emarks (%1)</source>
        <translation>R&amp;emarques (%1)</translation>
    </message>
    <message>
        <source>No step has ended for %1: a large index or constraint takes its time, and says nothing meanwhile.</source>
        <translation>Aucune étape ne s’est achevée depuis %1&#xa0;: un grand index ou une contrainte prend du temps, sans rien dire entre-temps.</translation>
    </message>
    <message>
        <source>It waits for something</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Sho&amp;w the values</source>
        <translation>&amp;Voir les valeurs</translation>
    </message>
    <message numerus="yes">
        <source>%n tables keep their rows</source>
        <translation>
            <numerusform>%n table garde ses lignes</numerusform>
            <numerusform>%n tables gardent leurs lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places of the structure look personal</source>
        <translation>
            <numerusform>%n endroit de la structure semble personnel</numerusform>
            <numerusform>%n endroits de la structure semblent personnels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns in clear, perhaps personal</source>
        <translation>
            <numerusform>%n colonne en clair, peut-être personnelle</numerusform>
            <numerusform>%n colonnes en clair, peut-être personnelles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n technical columns in clear</source>
        <translation>
            <numerusform>%n colonne technique en clair</numerusform>
            <numerusform>%n colonnes techniques en clair</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has come from the server for %1. It may be busy, or wait for somebody else.</source>
        <translation>Le serveur n’a rien envoyé depuis %1&#xa0;: il est peut-être occupé, ou attend un autre utilisateur.</translation>
    </message>
    <message>
        <source>The check has been going on for %1: a database is large, slow to answer, or somebody holds a lock on what is looked at.</source>
        <translation>La vérification dure depuis %1&#xa0;: une base est volumineuse ou lente à répondre, ou quelqu’un verrouille ce qui est lu.</translation>
    </message>
    <message>
        <source>List the rows that are left out in</source>
        <translation>Noter les lignes laissées de côté dans</translation>
    </message>
    <message>
        <source>rows left out of %1.txt</source>
        <translation>lignes laissées de côté de %1.txt</translation>
    </message>
    <message>
        <source>&amp;Leave out rows that break a key of the source</source>
        <translation>Laisser de côté les lignes qui violent une clé de la s&amp;ource</translation>
    </message>
    <message>
        <source>With the rows that refer to them; a file lists all of them.</source>
        <translation>Avec les lignes qui s’y réfèrent&#x202f;; un fichier les note toutes.</translation>
    </message>
    <message>
        <source>And without what needs it; the report names all of it.</source>
        <translation>Et sans ce qui en a besoin&#x202f;; le rapport nomme le tout.</translation>
    </message>
    <message>
        <source>Leave these rows out, and list them…</source>
        <translation>Laisser ces lignes de côté, et les noter…</translation>
    </message>
    <message>
        <source>Clone the rest without it</source>
        <translation>Cloner le reste sans lui</translation>
    </message>
    <message>
        <source>Rows of the source that break its own keys stay out of the copy, with the rows that refer to them; a file names each of them.</source>
        <translation>Les lignes de la source qui violent ses propres clés restent hors de la copie, avec les lignes qui s’y réfèrent&#x202f;; un fichier nomme chacune d’elles.</translation>
    </message>
    <message>
        <source>What no server reads back stays out of the copy, with what needs it; the report names all of it.</source>
        <translation>Ce qu’aucun serveur ne relit reste hors de la copie, avec ce qui en a besoin&#x202f;; le rapport nomme le tout.</translation>
    </message>
    <message>
        <source>Clone w&amp;ithout what no server reads back</source>
        <translation>Cloner sans ce qu’aucun serveur ne rel&amp;it</translation>
    </message>
    <message>
        <source>Ignore the saved rules</source>
        <translation>Ignorer les règles enregistrées</translation>
    </message>
    <message>
        <source>Triggers that call out of the database, and what waits in queues. Otherwise they are switched off, so that a copy sends nothing to anybody.</source>
        <translation>Les déclencheurs qui appellent l’extérieur, et ce qui attend dans des files. Sinon ils sont désactivés, afin qu’une copie n’envoie rien à personne.</translation>
    </message>
    <message>
        <source>Further tries</source>
        <translation>Nouveaux essais</translation>
    </message>
    <message>
        <source>After faults that pass by themselves, before anything was changed.</source>
        <translation>Après une panne passagère, avant que quoi que ce soit n’ait été modifié.</translation>
    </message>
    <message>
        <source>Leave webhooks and &amp;queues on in the copy</source>
        <translation>Laisser les webhooks et les &amp;files d’attente actifs dans la copie</translation>
    </message>
    <message>
        <source>Close this message to let it continue, or cancel it: nothing of it is kept, and the window closes.</source>
        <translation>Fermez ce message pour la laisser continuer, ou annulez-la&#xa0;: rien n’en est conservé, et la fenêtre se ferme.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A page and how many things wait there.
----------
What was tried, and how long it took.
----------
A filter: what passes it, and how many do.
----------
A button that lets some of the tables through: %1 which, %2 how many.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Never backed up</source>
        <translation>Jamais sauvegardé</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activité</translation>
    </message>
    <message>
        <source>The report of this operation is no longer kept.</source>
        <translation>Le rapport de cette opération n’est plus conservé.</translation>
    </message>
    <message>
        <source>Only the newest thousand reports are.</source>
        <translation>Seuls les mille rapports les plus récents le sont.</translation>
    </message>
    <message>
        <source>What was done from this computer, newest first.</source>
        <translation>Ce qui a été fait depuis cet ordinateur, le plus récent d’abord.</translation>
    </message>
    <message>
        <source>&amp;All operations</source>
        <translation>&amp;Toutes les opérations</translation>
    </message>
    <message>
        <source>Operations that ended</source>
        <translation>Opérations terminées</translation>
    </message>
    <message>
        <source>Going back</source>
        <translation>Retour en arrière</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <extracomment>%1 what was done, %2 the source, %3 the target.</extracomment>
        <translation>%1&#xa0;: %2 → %3</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Incomplète</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Réussie</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusée</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échouée</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenu</translation>
    </message>
    <message>
        <source>Contents of</source>
        <translation>Contenu du</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, pour %2</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Désépingler</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>É&amp;pingler</translation>
    </message>
    <message>
        <source>A pinned backup is never deleted with others.</source>
        <translation>Une sauvegarde épinglée n’est jamais supprimée avec d’autres.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>&amp;Verify the file</source>
        <translation>&amp;Vérifier le fichier</translation>
    </message>
    <message>
        <source>Another backup is being verified.</source>
        <translation>Une autre sauvegarde est en cours de vérification.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>What is special about this backup</source>
        <translation>Ce que cette sauvegarde a de particulier</translation>
    </message>
    <message>
        <source>Progress of the verification</source>
        <translation>Avancement de la vérification</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Afficher dans le &amp;dossier</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Preuve</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Complete</source>
        <extracomment>State of a backup.</extracomment>
        <translation>Réussie</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>Fichier manquant</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Supprimée</translation>
    </message>
    <message>
        <source>Full</source>
        <extracomment>Contents of a backup: everything.</extracomment>
        <translation>Complète</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>Incrémentale</translation>
    </message>
    <message>
        <source>Chosen</source>
        <extracomment>Contents of a backup: what somebody chose.</extracomment>
        <translation>Partielle</translation>
    </message>
    <message>
        <source>anonymized</source>
        <translation>anonymisée</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>chiffrée</translation>
    </message>
    <message>
        <source>Never verified</source>
        <translation>Jamais vérifiée</translation>
    </message>
    <message>
        <source>File intact</source>
        <translation>Fichier intact</translation>
    </message>
    <message>
        <source>Content complete</source>
        <translation>Contenu complet</translation>
    </message>
    <message>
        <source>Restore trial passed</source>
        <translation>Épreuve réussie</translation>
    </message>
    <message>
        <source>Nothing shows yet that this backup can be restored.</source>
        <translation>Rien ne montre encore que cette sauvegarde peut être restaurée.</translation>
    </message>
    <message>
        <source>The file is what was written, byte for byte.</source>
        <translation>Le fichier est ce qui a été écrit, octet pour octet.</translation>
    </message>
    <message>
        <source>Everything in it was read, and rows and digests are those of the source.</source>
        <translation>Tout son contenu a été lu&#xa0;: lignes et empreintes sont celles de la source.</translation>
    </message>
    <message>
        <source>It was restored into a private server and compared with the source.</source>
        <translation>Elle a été restaurée dans un serveur privé et comparée à la source.</translation>
    </message>
    <message>
        <source>The file of this backup of %1 is intact.</source>
        <translation>Le fichier de cette sauvegarde de %1 est intact.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sauvegardes</translation>
    </message>
    <message>
        <source>The backup of %1 is in the trash of Sosie.</source>
        <translation>La sauvegarde de %1 est dans la corbeille de Sosie.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler la suppression</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2 backups that ended were complete.</extracomment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Space used</source>
        <translation>Espace utilisé</translation>
    </message>
    <message>
        <source>Usual duration</source>
        <translation>Durée habituelle</translation>
    </message>
    <message numerus="yes">
        <source>%n backups. What counts is what is proven of them.</source>
        <translation>
            <numerusform>%n sauvegarde. Ce qui compte, c’est ce qui en est prouvé.</numerusform>
            <numerusform>%n sauvegardes. Ce qui compte, c’est ce qui en est prouvé.</numerusform>
        </translation>
    </message>
    <message>
        <source>All environments</source>
        <translation>Tous les environnements</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Tous les états</translation>
    </message>
    <message>
        <source>Any proof</source>
        <translation>Tous les niveaux de preuve</translation>
    </message>
    <message>
        <source>Search in the backups</source>
        <translation>Rechercher dans les sauvegardes</translation>
    </message>
    <message>
        <source>Backups of</source>
        <translation>Sauvegardes de</translation>
    </message>
    <message>
        <source>Proven at least</source>
        <translation>Niveau de preuve minimal</translation>
    </message>
    <message>
        <source>No backup is like that.</source>
        <translation>Aucune sauvegarde ne correspond.</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same, as was found in %3.</source>
        <translation>%1 et %2 sont identiques&#xa0;: vérifié en %3.</translation>
    </message>
    <message>
        <source>%1 is backed up, in %2.</source>
        <translation>%1 est sauvegardée, en %2.</translation>
    </message>
    <message>
        <source>Cancelling… nothing of it is kept.</source>
        <translation>Annulation… rien n’en est conservé.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>Which environment is to be backed up?</source>
        <translation>Quel environnement faut-il sauvegarder&#x202f;?</translation>
    </message>
    <message>
        <source>Press the button on its card, or choose the card first.</source>
        <translation>Cliquez sur le bouton de sa carte, ou choisissez d’abord la carte.</translation>
    </message>
    <message>
        <source>Full backup of the environment that is chosen</source>
        <translation>Sauvegarde Complète de l’environnement choisi</translation>
    </message>
    <message>
        <source>Holds what %1 holds, restored %2</source>
        <extracomment>%1 is a file, %2 when it was restored.</extracomment>
        <translation>Contenu de %1, restauré %2</translation>
    </message>
    <message>
        <source>Restorable: %1</source>
        <extracomment>%1 is how long ago the backup was made whose file is known to hold everything.</extracomment>
        <translation>Restaurable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nothing proven restorable</source>
        <translation>Aucune sauvegarde vérifiée</translation>
    </message>
    <message>
        <source>Newest backup: %1, not proven</source>
        <translation>Dernière sauvegarde&#xa0;: %1, non vérifiée</translation>
    </message>
    <message>
        <source>Restored on trial and compared</source>
        <translation>Restaurée à l’essai et comparée</translation>
    </message>
    <message>
        <source>Read back whole: every row is in it</source>
        <translation>Relue en entier&#xa0;: toutes les lignes y sont</translation>
    </message>
    <message>
        <source>Being backed up…</source>
        <translation>Sauvegarde en cours…</translation>
    </message>
    <message>
        <source>Full backup</source>
        <translation>Sauvegarde Complète</translation>
    </message>
    <message>
        <source>%1 is being backed up</source>
        <translation>Sauvegarde de %1 en cours</translation>
    </message>
    <message>
        <source>Full backup of %1</source>
        <translation>Sauvegarde Complète de %1</translation>
    </message>
    <message>
        <source>Writes all of it into a file, without writing to the database, and reads the file back (Ctrl+B)</source>
        <translation>Écrit tout dans un fichier, sans rien écrire dans la base, puis relit ce fichier (Ctrl+B)</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sauvegarde</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restauration</translation>
    </message>
    <message>
        <source>%1 is being backed up already.</source>
        <translation>La sauvegarde de %1 est déjà en cours.</translation>
    </message>
    <message>
        <source>Nothing has to be done but wait for it.</source>
        <translation>Il n’y a rien à faire&#xa0;: attendez qu’elle se termine.</translation>
    </message>
    <message>
        <source>%1 is backed up: %2 in %3.</source>
        <extracomment>%1 an environment, %2 the size of a file, %3 how long it took.</extracomment>
        <translation>%1 est sauvegardé&#xa0;: %2 en %3.</translation>
    </message>
    <message>
        <source>Contents of %1, in %2.</source>
        <extracomment>%1 a moment, %2 a path.</extracomment>
        <translation>Contenu du %1, dans %2.</translation>
    </message>
    <message>
        <source>The file is being read back.</source>
        <translation>Le fichier est en cours de relecture.</translation>
    </message>
    <message>
        <source>It was read back: every row is in it.</source>
        <translation>Il a été relu&#xa0;: toutes les lignes y sont.</translation>
    </message>
    <message>
        <source>It was read back: the file is intact.</source>
        <translation>Il a été relu&#xa0;: le fichier est intact.</translation>
    </message>
    <message>
        <source>Backing up %1</source>
        <translation>Sauvegarde de %1</translation>
    </message>
    <message>
        <source>%1 was not backed up. %2</source>
        <extracomment>%1 an environment, %2 a sentence that says what went wrong.</extracomment>
        <translation>%1 n’a pas été sauvegardé. %2</translation>
    </message>
    <message>
        <source>Nothing was written: no file, and nothing to the database.</source>
        <translation>Rien n’a été écrit&#xa0;: ni fichier, ni dans la base.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>The backup of %1 was cancelled, as you asked.</source>
        <translation>La sauvegarde de %1 a été annulée, comme vous l’avez demandé.</translation>
    </message>
    <message>
        <source>No file was kept, and the database was only read.</source>
        <translation>Aucun fichier n’a été conservé, et rien n’a été écrit dans la base.</translation>
    </message>
    <message>
        <source>&amp;Full backup</source>
        <translation>&amp;Sauvegarde Complète</translation>
    </message>
    <message>
        <source>&amp;Full backup of %1</source>
        <translation>&amp;Sauvegarde Complète de %1</translation>
    </message>
    <message>
        <source>%1 now holds what %2 holds, in %3.</source>
        <translation>%1 contient maintenant ce que contient %2, en %3.</translation>
    </message>
    <message>
        <source>The file: %1, %2, contents of %3.</source>
        <extracomment>%1 the path of a file, %2 its size, %3 the moment that its contents are of.</extracomment>
        <translation>Le fichier&#xa0;: %1, %2, contenu du %3.</translation>
    </message>
    <message>
        <source>The list is saved: %1</source>
        <translation>La liste est enregistrée&#xa0;: %1</translation>
    </message>
    <message>
        <source>Save the list of backups</source>
        <translation>Enregistrer la liste des sauvegardes</translation>
    </message>
    <message>
        <source>Tables for spreadsheets (*.csv)</source>
        <translation>Fichiers CSV pour tableur (*.csv)</translation>
    </message>
    <message>
        <source>backups.csv</source>
        <translation>sauvegardes.csv</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>The backups that the filters let through, as a table for spreadsheets (CSV)</source>
        <translation>Les sauvegardes affichées, au format CSV pour tableur</translation>
    </message>
    <message>
        <source>Only in %1</source>
        <translation>Seulement dans %1</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Identiques</translation>
    </message>
    <message>
        <source>Follows, because %1 needs it.</source>
        <translation>Suit, car %1 en a besoin.</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Ce qui diffère</translation>
    </message>
    <message>
        <source>Choose two environments.</source>
        <translation>Choisissez deux environnements.</translation>
    </message>
    <message>
        <source>Choose two different environments.</source>
        <translation>Choisissez deux environnements différents.</translation>
    </message>
    <message>
        <source>An operation is running. Wait until it has ended.</source>
        <translation>Une opération est en cours. Attendez qu’elle se termine.</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>Comparaison de %1 avec %2</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Propriétaires</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Droits</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Commentaires</translation>
    </message>
    <message>
        <source>Tablespaces</source>
        <translation>Espaces de tables</translation>
    </message>
    <message>
        <source>Order of columns</source>
        <translation>Ordre des colonnes</translation>
    </message>
    <message>
        <source>Storage and statistics</source>
        <translation>Stockage et statistiques</translation>
    </message>
    <message>
        <source>Versions of extensions</source>
        <translation>Versions des extensions</translation>
    </message>
    <message>
        <source>White space in routines</source>
        <translation>Espaces dans les routines</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>Publications</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of names.</extracomment>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Écrit dans %1.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Source…</source>
        <translation>Source…</translation>
    </message>
    <message>
        <source>Target…</source>
        <translation>Cible…</translation>
    </message>
    <message>
        <source>&amp;Page for a browser (HTML)…</source>
        <translation>&amp;Page pour un navigateur (HTML)…</translation>
    </message>
    <message>
        <source>&amp;Markdown, for a pull request…</source>
        <translation>&amp;Markdown, pour une demande de fusion…</translation>
    </message>
    <message>
        <source>&amp;JSON, for programs…</source>
        <translation>&amp;JSON, pour des programmes…</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Enregistrer sous</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Source&#xa0;: %1</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Cible&#xa0;: %1</translation>
    </message>
    <message>
        <source>Choose an object to see it on both sides.</source>
        <translation>Choisissez un objet pour le voir des deux côtés.</translation>
    </message>
    <message>
        <source>Needed by: %1</source>
        <translation>Nécessaire à&#xa0;: %1</translation>
    </message>
    <message>
        <source>Needs: %1</source>
        <translation>A besoin de&#xa0;: %1</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Différents</translation>
    </message>
    <message>
        <source>Both have the same structure.</source>
        <translation>Les deux ont la même structure.</translation>
    </message>
    <message>
        <source>No object passes these filters.</source>
        <translation>Aucun objet ne correspond à ces filtres.</translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n coché</numerusform>
            <numerusform>%n cochés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that they need</source>
        <translation>
            <numerusform>%n autre dont ils ont besoin</numerusform>
            <numerusform>%n autres dont ils ont besoin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden by the filters and not in the script</source>
        <translation>
            <numerusform>%n masqué par les filtres et absent du script</numerusform>
            <numerusform>%n masqués par les filtres et absents du script</numerusform>
        </translation>
    </message>
    <message>
        <source>Script (%1)</source>
        <translation>Script (%1)</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Script</translation>
    </message>
    <message>
        <source>Compare shows what differs, object by object and line by line, and writes the script that makes the target like the source. Both are only read.</source>
        <translation>Comparer montre ce qui diffère, objet par objet et ligne par ligne, et écrit le script qui rend la cible pareille à la source. Rien n’est écrit dans l’une ni dans l’autre.</translation>
    </message>
    <message>
        <source>Two environments side by side. Both are only read.</source>
        <translation>Deux environnements côte à côte. Aucun n’est modifié.</translation>
    </message>
    <message>
        <source>%1 objects, %2</source>
        <extracomment>%1 objects, %2 a duration.</extracomment>
        <translation>%1 objets, %2</translation>
    </message>
    <message>
        <source>&amp;Ignore</source>
        <translation>&amp;Ignorer</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>Com&amp;parer</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Comparaison…</translation>
    </message>
    <message>
        <source>Find an object</source>
        <translation>Chercher un objet</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objets</translation>
    </message>
    <message>
        <source>Tick &amp;all</source>
        <translation>&amp;Tout cocher</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>Auc&amp;un</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Les montrer</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>&amp;Rapport</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Différences</translation>
    </message>
    <message>
        <source>Danger: %1</source>
        <extracomment>How grave something is that a script does.</extracomment>
        <translation>Danger&#xa0;: %1</translation>
    </message>
    <message>
        <source>Attention: %1</source>
        <translation>Attention&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Et %n autre.</numerusform>
            <numerusform>Et %n autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost, and no large table is locked for long.</source>
        <translation>Rien n’est perdu, et aucune grande table n’est verrouillée longtemps.</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Ce qu’il coûte</translation>
    </message>
    <message numerus="yes">
        <source>-- %n more lines: save the script to read them.</source>
        <translation>
            <numerusform>-- %n ligne de plus&#xa0;: enregistrez le script pour la lire.</numerusform>
            <numerusform>-- %n lignes de plus&#xa0;: enregistrez le script pour les lire.</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the script…</source>
        <translation>Écriture du script…</translation>
    </message>
    <message>
        <source>Tick the objects that should follow: the script for them is written here.</source>
        <translation>Cochez les objets qui doivent suivre&#xa0;: leur script s’écrit ici.</translation>
    </message>
    <message numerus="yes">
        <source>%n statements.</source>
        <translation>
            <numerusform>%n instruction.</numerusform>
            <numerusform>%n instructions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them would lose data and are comments.</source>
        <translation>
            <numerusform>%n d’entre elles perdrait des données et figure en commentaire.</numerusform>
            <numerusform>%n d’entre elles perdraient des données et figurent en commentaires.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Let it lose data</source>
        <translation>&amp;Le laisser perdre des données</translation>
    </message>
    <message>
        <source>Columns that only the target has, and what is in the way of something new, are dropped as well.</source>
        <translation>Les colonnes que seule la cible possède, et ce qui gêne un nouvel objet, sont supprimés aussi.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Save the &amp;way back…</source>
        <translation>Enregistrer le &amp;retour…</translation>
    </message>
    <message numerus="yes">
        <source>%n places differ</source>
        <translation>
            <numerusform>%n endroit diffère</numerusform>
            <numerusform>%n endroits diffèrent</numerusform>
        </translation>
    </message>
    <message>
        <source>One below the other</source>
        <translation>L’un sous l’autre</translation>
    </message>
    <message>
        <source>Previous difference (Shift+F7)</source>
        <translation>Différence précédente (Maj+F7)</translation>
    </message>
    <message>
        <source>Next difference (F7)</source>
        <translation>Différence suivante (F7)</translation>
    </message>
    <message>
        <source>As the source has it</source>
        <translation>Comme la source l’a</translation>
    </message>
    <message>
        <source>As the target has it</source>
        <translation>Comme la cible l’a</translation>
    </message>
    <message>
        <source>Lines that only one side has</source>
        <translation>Lignes qu’un seul côté possède</translation>
    </message>
    <message>
        <source>Comparing two environments</source>
        <translation>Comparer deux environnements</translation>
    </message>
    <message>
        <source>Restoring %1 to %2</source>
        <translation>Restauration de %1 vers %2</translation>
    </message>
    <message>
        <source>Open a file.</source>
        <translation>Ouvrez un fichier.</translation>
    </message>
    <message>
        <source>The file is being read.</source>
        <translation>Le fichier est en cours de lecture.</translation>
    </message>
    <message>
        <source>This file cannot be restored.</source>
        <translation>Ce fichier ne peut pas être restauré.</translation>
    </message>
    <message>
        <source>File and target are being checked.</source>
        <translation>Le fichier et la cible sont en cours de vérification.</translation>
    </message>
    <message>
        <source>The file %1.</source>
        <translation>Le fichier %1.</translation>
    </message>
    <message>
        <source>Lines: %1.</source>
        <translation>Lignes&#xa0;: %1.</translation>
    </message>
    <message>
        <source>SQL script</source>
        <translation>Script SQL</translation>
    </message>
    <message>
        <source>Archive of pg_dump</source>
        <translation>Archive de pg_dump</translation>
    </message>
    <message>
        <source>database %1</source>
        <translation>base %1</translation>
    </message>
    <message>
        <source>Open a backup file</source>
        <translation>Ouvrir un fichier de sauvegarde</translation>
    </message>
    <message>
        <source>Nothing says that this is nobody&apos;s data: personal data is replaced on the way.</source>
        <translation>Rien n’indique que ces données soient fictives&#xa0;: les données personnelles sont remplacées pendant la copie.</translation>
    </message>
    <message>
        <source>Nothing of that reaches an environment: the file runs on a private server without network.</source>
        <translation>Rien de cela n’atteint un environnement&#xa0;: le fichier est exécuté sur un serveur privé, sans réseau.</translation>
    </message>
    <message>
        <source>File and target are being checked…</source>
        <translation>Vérification du fichier et de la cible…</translation>
    </message>
    <message>
        <source>The file is loaded into a private server, made for it alone. Nothing is written to the target.</source>
        <translation>Le fichier est chargé dans un serveur privé, créé pour lui seul. Rien n’est écrit dans la cible.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Choose a target: what the restore would do is then written here, before anything is changed.</source>
        <translation>Choisissez une cible&#xa0;: ce que la restauration ferait s’écrit alors ici, avant toute modification.</translation>
    </message>
    <message>
        <source>Restore to %1</source>
        <translation>Restaurer vers %1</translation>
    </message>
    <message>
        <source>Replace an environment by what a file holds, personal data replaced.</source>
        <translation>Remplacer un environnement par le contenu d’un fichier, données personnelles remplacées.</translation>
    </message>
    <message>
        <source>Open a backup file…</source>
        <translation>Ouvrir un fichier de sauvegarde…</translation>
    </message>
    <message>
        <source>&amp;Open another file…</source>
        <translation>&amp;Ouvrir un autre fichier…</translation>
    </message>
    <message>
        <source>&amp;Open a backup file…</source>
        <translation>&amp;Ouvrir un fichier de sauvegarde…</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <source>Tables of the file</source>
        <translation>Tables du fichier</translation>
    </message>
    <message>
        <source>Lines: %1, …</source>
        <translation>Lignes&#xa0;: %1, …</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Restaurer…</translation>
    </message>
    <message>
        <source>Restore it on &amp;trial</source>
        <translation>&amp;Épreuve de restauration</translation>
    </message>
    <message>
        <source>Restores the backup into a private server, compares every row and object with what was backed up, and throws the server away. The strongest proof there is.</source>
        <translation>Restaure la sauvegarde dans un serveur privé, compare chaque ligne et chaque objet avec ce qui a été sauvegardé, puis jette le serveur. C’est la preuve la plus forte qui soit.</translation>
    </message>
    <message>
        <source>Password for the backups of %1</source>
        <translation>Mot de passe des sauvegardes de %1</translation>
    </message>
    <message>
        <source>The backup of %1 will be encrypted. Without this password nobody can open them again, not even the makers of Sosie: write it down where it outlives this computer.</source>
        <translation>La sauvegarde de %1 sera chiffrée. Sans ce mot de passe, personne ne pourra la rouvrir, pas même les auteurs de Sosie&#xa0;: notez-le là où il survivra à cet ordinateur.</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Le même, encore une fois</translation>
    </message>
    <message>
        <source>Keep it in the keychain, and encrypt all backups of %1 from now on</source>
        <translation>Le garder dans le trousseau et chiffrer désormais toutes les sauvegardes de %1</translation>
    </message>
    <message>
        <source>&amp;Back up</source>
        <translation>&amp;Sauvegarder</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>Les deux diffèrent.</translation>
    </message>
    <message>
        <source>Choose a &amp;password…</source>
        <translation>Choisir un &amp;mot de passe…</translation>
    </message>
    <message>
        <source>What an encrypted backup holds is said in the file: it has to be opened for it.</source>
        <translation>Ce que contient une sauvegarde chiffrée est écrit dans le fichier&#xa0;: il faut l’ouvrir pour le lire.</translation>
    </message>
    <message>
        <source>It says that it holds no table.</source>
        <translation>D’après son sommaire, elle ne contient aucune table.</translation>
    </message>
    <message>
        <source>Left out:</source>
        <translation>Non inclus&#xa0;:</translation>
    </message>
    <message>
        <source>Personal data was replaced.</source>
        <translation>Les données personnelles ont été remplacées.</translation>
    </message>
    <message>
        <source>Personal data was replaced by these rules:</source>
        <translation>Les données personnelles ont été remplacées selon ces règles&#xa0;:</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>Ouvrir le &amp;fichier</translation>
    </message>
    <message>
        <source>Tables of the backup</source>
        <translation>Tables de la sauvegarde</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Copier&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n backups</source>
        <translation>
            <numerusform>%n sauvegarde</numerusform>
            <numerusform>%n sauvegardes</numerusform>
        </translation>
    </message>
    <message>
        <source>Of several that are deleted at once, pinned ones stay, and so does the newest of each environment that can be restored.</source>
        <translation>Quand plusieurs sont supprimées à la fois, celles qui sont épinglées restent, ainsi que la plus récente restaurable de chaque environnement.</translation>
    </message>
    <message>
        <source>This password does not open the file.</source>
        <translation>Ce mot de passe n’ouvre pas le fichier.</translation>
    </message>
    <message>
        <source>This backup is encrypted: its password opens it.</source>
        <translation>Cette sauvegarde est chiffrée&#xa0;: son mot de passe l’ouvre.</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Aperçu</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Contenu</translation>
    </message>
    <message>
        <source>Words, with commas between them</source>
        <translation>Des mots, séparés par des virgules</translation>
    </message>
    <message>
        <source>in clear</source>
        <translation>en clair</translation>
    </message>
    <message numerus="yes">
        <source>replaced, by %n rules</source>
        <translation>
            <numerusform>remplacées, par %n règle</numerusform>
            <numerusform>remplacées, par %n règles</numerusform>
        </translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>remplacées</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Écrite par</translation>
    </message>
    <message>
        <source>Large objects</source>
        <translation>Grands objets</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Non inclus</translation>
    </message>
    <message numerus="yes">
        <source>%n things</source>
        <translation>
            <numerusform>%n élément</numerusform>
            <numerusform>%n éléments</numerusform>
        </translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encodage</translation>
    </message>
    <message>
        <source>Found damaged</source>
        <translation>Endommagée</translation>
    </message>
    <message>
        <source>Server number</source>
        <translation>N° du serveur</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <extracomment>A change in percent; %1 its sign, %2 the number.</extracomment>
        <translation>%1%2 %</translation>
    </message>
    <message>
        <source>Restorable from</source>
        <translation>Restaurable depuis</translation>
    </message>
    <message>
        <source>nothing proven</source>
        <translation>rien de vérifié</translation>
    </message>
    <message>
        <source>The newest contents of which every block was read: those of %1.</source>
        <translation>Le contenu le plus récent dont chaque bloc a été relu&#xa0;: celui de %1.</translation>
    </message>
    <message>
        <source>No backup was read back yet: nobody knows whether it can be restored.</source>
        <translation>Aucune sauvegarde n’a encore été relue&#xa0;: personne ne sait si elle peut être restaurée.</translation>
    </message>
    <message>
        <source>Success, 30 days</source>
        <translation>Réussite, 30 jours</translation>
    </message>
    <message>
        <source>Of the backups that ended in the last thirty days, those that are complete.</source>
        <translation>Parmi les sauvegardes finies ces trente derniers jours, celles qui sont complètes.</translation>
    </message>
    <message>
        <source>All files of this environment.</source>
        <translation>Tous les fichiers de cet environnement.</translation>
    </message>
    <message>
        <source>All files of all environments.</source>
        <translation>Tous les fichiers de tous les environnements.</translation>
    </message>
    <message>
        <source>Half of the backups of the last thirty days were quicker, half took longer.</source>
        <translation>La moitié des sauvegardes des trente derniers jours a été plus rapide, l’autre moitié plus longue.</translation>
    </message>
    <message>
        <source>Growth, 30 days</source>
        <translation>Croissance, 30 jours</translation>
    </message>
    <message>
        <source>How much more a full backup holds than thirty days before, not compressed.</source>
        <translation>Ce qu’une sauvegarde complète contient de plus que trente jours avant, sans compression.</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Toutes les dates</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Any contents</source>
        <translation>Tous les contenus</translation>
    </message>
    <message>
        <source>Search in names, notes and tags</source>
        <translation>Chercher dans les noms, notes et mots-clés</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Effacer</translation>
    </message>
    <message>
        <source>%1 days with a backup that can be restored, %2 backups that failed or are damaged.</source>
        <translation>%1 jours avec une sauvegarde restaurable, %2 sauvegardes échouées ou endommagées.</translation>
    </message>
    <message>
        <source>Backups of the last days</source>
        <translation>Sauvegardes des derniers jours</translation>
    </message>
    <message>
        <source>%1: no backup</source>
        <translation>%1&#xa0;: aucune sauvegarde</translation>
    </message>
    <message numerus="yes">
        <source>%n complete</source>
        <translation>
            <numerusform>%n complète</numerusform>
            <numerusform>%n complètes</numerusform>
        </translation>
    </message>
    <message>
        <source>proven</source>
        <translation>prouvée</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n échouée</numerusform>
            <numerusform>%n échouées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found damaged</source>
        <translation>
            <numerusform>%n endommagée</numerusform>
            <numerusform>%n endommagées</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>aujourd’hui</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>complète</translation>
    </message>
    <message>
        <source>failed or damaged</source>
        <translation>échouée ou endommagée</translation>
    </message>
    <message>
        <source>A verification found that it is not what was written. Do not count on it: make another one.</source>
        <translation>La vérification montre que le fichier a changé depuis son écriture. Ne comptez plus dessus&#xa0;: refaites une sauvegarde.</translation>
    </message>
    <message>
        <source>Full backup, &amp;encrypted…</source>
        <translation>Sauvegarde Complète, &amp;chiffrée…</translation>
    </message>
    <message>
        <source>Encrypt &amp;all its backups</source>
        <translation>Chiffrer &amp;toutes ses sauvegardes</translation>
    </message>
    <message numerus="yes">
        <source>%n backups are in the trash of Sosie.</source>
        <translation>
            <numerusform>%n sauvegarde est dans la corbeille de Sosie.</numerusform>
            <numerusform>%n sauvegardes sont dans la corbeille de Sosie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay: %1</source>
        <extracomment>Of several backups that were deleted; %1 says why.</extracomment>
        <translation>
            <numerusform>%n reste&#xa0;: %1</numerusform>
            <numerusform>%n restent&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Other ways to back up</source>
        <translation>Autres façons de sauvegarder</translation>
    </message>
    <message>
        <source>For spreadsheets, with semicolons…</source>
        <translation>Pour un tableur, avec des points-virgules…</translation>
    </message>
    <message>
        <source>For spreadsheets, with commas…</source>
        <translation>Pour un tableur, avec des virgules…</translation>
    </message>
    <message>
        <source>For programs, with English keys…</source>
        <translation>Pour un programme, avec des clés en anglais…</translation>
    </message>
    <message>
        <source>Type the password of the file.</source>
        <translation>Saisissez le mot de passe du fichier.</translation>
    </message>
    <message>
        <source>This file is encrypted: its password opens it, here, for as long as it is shown.</source>
        <translation>Ce fichier est chiffré&#xa0;: son mot de passe l’ouvre, ici, tant qu’il est affiché.</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Mot de passe du fichier</translation>
    </message>
    <message>
        <source>Keep it in the keychain, for all backups of this environment</source>
        <translation>Le garder dans le trousseau, pour toutes les sauvegardes de cet environnement</translation>
    </message>
    <message>
        <source>First rows of %1</source>
        <translation>Premières lignes de %1</translation>
    </message>
    <message>
        <source>Its rows are INSERT statements: they are read when the file is loaded.</source>
        <translation>Ses lignes sont des instructions INSERT&#xa0;: elles sont lues quand le fichier est chargé.</translation>
    </message>
    <message>
        <source>The file has no row of it.</source>
        <translation>Le fichier n’en a aucune ligne.</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>Lecture en cours…</translation>
    </message>
    <message>
        <source>&amp;Cover the values</source>
        <translation>&amp;Masquer les valeurs</translation>
    </message>
    <message>
        <source>&amp;Show the values</source>
        <translation>&amp;Montrer les valeurs</translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation>Premières lignes de la table</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n tables)</source>
        <extracomment>A schema and how many tables it has.</extracomment>
        <translation>
            <numerusform>%1 (%n table)</numerusform>
            <numerusform>%1 (%n tables)</numerusform>
        </translation>
    </message>
    <message>
        <source>without schema</source>
        <translation>sans schéma</translation>
    </message>
    <message>
        <source>personal data counts as in clear</source>
        <translation>données personnelles considérées comme en clair</translation>
    </message>
    <message>
        <source>no personal data in clear</source>
        <translation>aucune donnée personnelle en clair</translation>
    </message>
    <message>
        <source>Help on this page</source>
        <translation>Aide sur cette page</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Close the message that is shown</source>
        <translation>Fermer le message affiché</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>%1 % · %2 — Sosie</source>
        <translation>%1 % · %2 — Sosie</translation>
    </message>
    <message>
        <source>Page: %1</source>
        <extracomment>An action; %1 is a page.</extracomment>
        <translation>Page&#xa0;: %1</translation>
    </message>
    <message>
        <source>Search the whole window</source>
        <translation>Rechercher dans toute la fenêtre</translation>
    </message>
    <message>
        <source>Pages, actions, environments, operations, settings, help (Ctrl+K)</source>
        <translation>Pages, actions, environnements, opérations, réglages, aide (Ctrl+K)</translation>
    </message>
    <message>
        <source>&lt; 1 s</source>
        <translation>&lt; 1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <extracomment>A duration: minutes and seconds.</extracomment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <extracomment>A duration: hours and minutes.</extracomment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Clone under way</source>
        <translation>Clonage en cours</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Counts as production</source>
        <translation>Traité comme production</translation>
    </message>
    <message>
        <source>Real data</source>
        <translation>Données réelles</translation>
    </message>
    <message>
        <source>Personal data of a production are in it in clear.</source>
        <translation>Il contient en clair des données personnelles d’une production.</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>Mot de passe requis</translation>
    </message>
    <message>
        <source>Its password is asked for when something is done with it.</source>
        <translation>Son mot de passe vous sera demandé quand vous l’utiliserez.</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <extracomment>State of an environment; %1 is a time.</extracomment>
        <translation>Hors ligne depuis %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>%1, %2, PostgreSQL %3</source>
        <extracomment>What an environment holds: %1 how many tables, %2 how large, %3 the version of its server.</extracomment>
        <translation>%1, %2, PostgreSQL %3</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Never cloned into</source>
        <translation>Jamais cloné</translation>
    </message>
    <message>
        <source>Give the password…</source>
        <translation>Saisir le mot de passe…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>There is no certificate %1.</source>
        <translation>Le certificat %1 n’existe pas.</translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation>Certificat racine</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem *.cer);;All files (*)</source>
        <translation>Certificats (*.crt *.pem *.cer);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Root certificate of the server (file, if needed)</source>
        <translation>Certificat racine du serveur (fichier, au besoin)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose a root certificate</source>
        <translation>Choisir un certificat racine</translation>
    </message>
    <message>
        <source>Full &amp;backup</source>
        <translation>Sauvegarde Com&amp;plète</translation>
    </message>
    <message>
        <source>Com&amp;pare with another…</source>
        <translation>Co&amp;mparer à un autre…</translation>
    </message>
    <message>
        <source>What happens to its personal &amp;data…</source>
        <translation>Ce que deviennent ses &amp;données personnelles…</translation>
    </message>
    <message>
        <source>Test the co&amp;nnection</source>
        <translation>Tester la co&amp;nnexion</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>En ordre</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Restorable</source>
        <translation>Restaurable</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>Provenance</translation>
    </message>
    <message>
        <source>No environment has “%1” in it.</source>
        <translation>Aucun environnement ne correspond à «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Search an environment</source>
        <translation>Rechercher un environnement</translation>
    </message>
    <message>
        <source>More for the environment that is chosen</source>
        <translation>Autres actions pour l’environnement choisi</translation>
    </message>
    <message>
        <source>Environments are shown</source>
        <translation>Affichage des environnements</translation>
    </message>
    <message>
        <source>Cards are looked at, rows are searched and sorted.</source>
        <translation>Les cartes se lisent d’un coup d’œil, les lignes se cherchent et se trient.</translation>
    </message>
    <message>
        <source>As cards, as rows from seven on</source>
        <translation>En cartes, puis en lignes à partir de sept</translation>
    </message>
    <message>
        <source>Always as cards</source>
        <translation>Toujours en cartes</translation>
    </message>
    <message>
        <source>Always as rows</source>
        <translation>Toujours en lignes</translation>
    </message>
    <message>
        <source>Look at them again</source>
        <translation>Actualisation des environnements</translation>
    </message>
    <message>
        <source>A short connection to each, which reads its version, its size and its last clone.</source>
        <translation>Une brève connexion à chacun, pour lire sa version, sa taille et son dernier clonage.</translation>
    </message>
    <message>
        <source>Every minute while they are shown</source>
        <translation>Chaque minute tant qu’ils sont affichés</translation>
    </message>
    <message>
        <source>When the window comes to the front, and on F5</source>
        <translation>Quand la fenêtre revient au premier plan, et avec F5</translation>
    </message>
    <message>
        <source>%1 answers: PostgreSQL %2, in %3 ms.</source>
        <extracomment>%1 an environment, %2 the version of its server, %3 a number.</extracomment>
        <translation>%1 répond&#xa0;: PostgreSQL %2, en %3 ms.</translation>
    </message>
    <message>
        <source>Sosie knows the password until it is closed, and asks for it then.</source>
        <translation>Sosie garde le mot de passe en mémoire jusqu’à sa fermeture, puis vous le redemandera.</translation>
    </message>
    <message>
        <source>To have it kept for longer: a line of ~/.pgpass, a file that only you may read.</source>
        <translation>Pour le garder plus longtemps&#xa0;: une ligne dans ~/.pgpass, un fichier que vous seul pouvez lire.</translation>
    </message>
    <message>
        <source>&amp;Copy the line, without the password</source>
        <translation>&amp;Copier la ligne, sans le mot de passe</translation>
    </message>
    <message>
        <source>Look at the environments again</source>
        <translation>Actualiser les environnements</translation>
    </message>
    <message>
        <source>Look at the environments again (F5)</source>
        <translation>Actualiser les environnements (F5)</translation>
    </message>
    <message>
        <source>%1 was never backed up.</source>
        <translation>%1 n’a jamais été sauvegardé.</translation>
    </message>
    <message>
        <source>No backup of %1 is proven restorable.</source>
        <translation>Aucune sauvegarde de %1 n’est vérifiée.</translation>
    </message>
    <message>
        <source>The newest proven backup of %1 was made %2.</source>
        <extracomment>%1 an environment, %2 how long ago.</extracomment>
        <translation>Dernière sauvegarde vérifiée de %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 holds personal data of a production in clear.</source>
        <translation>%1 contient en clair des données personnelles d’une production.</translation>
    </message>
    <message>
        <source>The password of %1 is needed to look at it.</source>
        <translation>Il faut le mot de passe de %1 pour s’y connecter.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 ne répond pas.</translation>
    </message>
    <message numerus="yes">
        <source>%n things to be dealt with</source>
        <translation>
            <numerusform>%n point à traiter</numerusform>
            <numerusform>%n points à traiter</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <extracomment>Way back of a setting; %1 is the choice it has by default.</extracomment>
        <translation>Revenir à la valeur par défaut&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <extracomment>As read aloud; %1 is a setting.</extracomment>
        <translation>%1&#xa0;: revenir à la valeur par défaut</translation>
    </message>
    <message>
        <source>Other than the default</source>
        <translation>Différent de la valeur par défaut</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Réglage</translation>
    </message>
    <message>
        <source>No setting has “%1” in it.</source>
        <translation>Aucun réglage ne correspond à «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Each takes effect at once. A dot marks what is not as usual.</source>
        <translation>Chaque réglage s’applique aussitôt. Un point signale ceux qui diffèrent de la valeur par défaut.</translation>
    </message>
    <message>
        <source>Search a setting</source>
        <translation>Rechercher un réglage</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>Aucun résultat pour «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Search: pages, actions, environments, operations, settings, help</source>
        <translation>Rechercher&#xa0;: pages, actions, environnements, opérations, réglages, aide</translation>
    </message>
    <message>
        <source>What is found</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source> or </source>
        <extracomment>Between two ways to press the keys of one action.</extracomment>
        <translation> ou </translation>
    </message>
    <message>
        <source>Search an action or a key</source>
        <translation>Rechercher une action ou une touche</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Of the window, from this moment on.</source>
        <translation>Celle de toute l’application, appliquée aussitôt.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Dark letters on a light ground, or light ones on a dark ground.</source>
        <translation>Texte sombre sur fond clair, ou clair sur fond sombre.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>High contrast: black on white or white on black, and lines around everything.</source>
        <translation>Contraste élevé&#xa0;: noir sur blanc ou blanc sur noir, avec des contours partout.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Élevé</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Barre latérale</translation>
    </message>
    <message>
        <source>The list of pages, with their names or as pictures.</source>
        <translation>La liste des pages, avec leurs noms ou en icônes seules.</translation>
    </message>
    <message>
        <source>Names where there is room</source>
        <translation>Noms si la place le permet</translation>
    </message>
    <message>
        <source>Always with names</source>
        <translation>Toujours avec les noms</translation>
    </message>
    <message>
        <source>Pictures only</source>
        <translation>Icônes seules</translation>
    </message>
    <message>
        <source>No column is called “%1”.</source>
        <translation>Aucune colonne ne correspond à «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Every column is decided.</source>
        <translation>Toutes les colonnes sont décidées.</translation>
    </message>
    <message>
        <source>A production is never a target: it stays the source.</source>
        <translation>Une production n’est jamais une cible&#xa0;: elle reste la source.</translation>
    </message>
    <message>
        <source>No table is called “%1”.</source>
        <translation>Aucune table ne correspond à «&#x202f;%1&#x202f;».</translation>
    </message>
    <message>
        <source>Page for a browser (*.html)</source>
        <translation>Page pour navigateur (*.html)</translation>
    </message>
    <message>
        <source>JSON, for programs (*.json)</source>
        <translation>JSON, pour les programmes (*.json)</translation>
    </message>
    <message>
        <source>In clear because somebody said so</source>
        <translation>En clair, à la demande de quelqu’un</translation>
    </message>
    <message>
        <source>In the structure</source>
        <translation>Dans la structure</translation>
    </message>
    <message>
        <source>Not carried</source>
        <translation>Non repris</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Avertissements</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>Size in bytes</source>
        <translation>Taille en octets</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>Millisecondes</translation>
    </message>
    <message>
        <source>Nothing was done yet.</source>
        <translation>Rien n’a encore été fait.</translation>
    </message>
    <message>
        <source>What you clone, back up, bring back or compare is listed here, with its report.</source>
        <translation>Vos clonages, sauvegardes, restaurations et comparaisons seront listés ici, avec leurs rapports.</translation>
    </message>
    <message>
        <source>Make a clone…</source>
        <translation>Faire un clonage…</translation>
    </message>
    <message>
        <source>Nothing is written.</source>
        <translation>Rien n’est écrit.</translation>
    </message>
    <message>
        <source>Its columns are read, nothing is written.</source>
        <translation>Ses colonnes sont lues, rien n’est écrit.</translation>
    </message>
    <message>
        <source>Undo the last change of a rule</source>
        <translation>Annuler la dernière modification d’une règle</translation>
    </message>
    <message>
        <source>Redo the change of a rule</source>
        <translation>Rétablir la modification d’une règle</translation>
    </message>
    <message>
        <source>Save the rules of anonymization</source>
        <translation>Enregistrer les règles d’anonymisation</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Tick a table of the file.</source>
        <translation>Cochez une table du fichier.</translation>
    </message>
    <message>
        <source>%1 of %2 tables</source>
        <translation>%1 tables sur %2</translation>
    </message>
    <message>
        <source>Into new schemas (restored_…) of the target: nothing that is there is touched.</source>
        <translation>Dans de nouveaux schémas (restored_…) de la cible&#xa0;: rien de ce qui s’y trouve n’est touché.</translation>
    </message>
    <message>
        <source>The rows of these tables take the place of those in the target; the tables themselves and everything else stay.</source>
        <translation>Les lignes de ces tables prennent la place de celles de la cible&#x202f;; les tables elles-mêmes et tout le reste restent.</translation>
    </message>
    <message>
        <source>The schemas of the file take the place of those of the target, with a way back.</source>
        <translation>Les schémas du fichier prennent la place de ceux de la cible, avec un retour possible.</translation>
    </message>
    <message>
        <source>C&amp;hoose tables</source>
        <translation>C&amp;hoisir des tables</translation>
    </message>
    <message>
        <source>Re&amp;place</source>
        <translation>Rem&amp;placer</translation>
    </message>
    <message>
        <source>Put it &amp;beside</source>
        <translation>Mettre à &amp;côté</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Being made: %1</source>
        <translation>En construction&#xa0;: %1</translation>
    </message>
    <message>
        <source>Clone</source>
        <comment>noun</comment>
        <extracomment>What was done, as a noun.</extracomment>
        <translation>Clonage</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>tables</comment>
        <translation>Terminées</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>tables</comment>
        <translation>Échouées</translation>
    </message>
    <message>
        <source>Drop the file: Sosie shows what it holds.
Nothing of it runs, and nothing is changed.</source>
        <translation>Déposez le fichier&#xa0;: Sosie montre ce qu’il contient.
Rien n’en est exécuté, rien n’est modifié.</translation>
    </message>
    <message>
        <source>A production is never a target: the file is shown, and you choose another one.</source>
        <translation>Une production n’est jamais une cible&#xa0;: le contenu du fichier s’affiche, et vous choisissez une autre cible.</translation>
    </message>
    <message>
        <source>Restore to %1: you see what that would do before anything is changed.</source>
        <translation>Restaurer vers %1&#xa0;: vous verrez ce que cela ferait avant toute modification.</translation>
    </message>
    <message>
        <source>There is no backup yet</source>
        <translation>Aucune sauvegarde pour l’instant</translation>
    </message>
    <message>
        <source>Those that you make are listed here, with what is proven of each.</source>
        <translation>Vos sauvegardes seront listées ici, avec ce qui est prouvé de chacune.</translation>
    </message>
    <message>
        <source>Add an environment…</source>
        <translation>Ajouter un environnement…</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>This helps whoever mends Sosie. It holds versions, addresses in the program and names of tables; no value of a database and no password. Nothing is sent anywhere by itself.</source>
        <translation>Ce rapport aide à corriger Sosie. Il contient des versions, des adresses dans le programme et des noms de tables, mais ni donnée ni mot de passe. Rien n’est envoyé sans vous.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Fe&amp;rmer</translation>
    </message>
    <message>
        <source>Sosie ended unexpectedly the last time.</source>
        <translation>Sosie s’est arrêté brutalement la dernière fois.</translation>
    </message>
    <message>
        <source>What ran then was stopped; the environments say whether something is to be put back.</source>
        <translation>Ce qui était en cours a été interrompu&#x202f;; la page des environnements dit s’il faut remettre quelque chose en place.</translation>
    </message>
    <message>
        <source>See &amp;what happened</source>
        <translation>Voir ce qui s’est &amp;passé</translation>
    </message>
    <message numerus="yes">
        <source>%n views</source>
        <translation>
            <numerusform>%n vue</numerusform>
            <numerusform>%n vues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sequences</source>
        <translation>
            <numerusform>%n séquence</numerusform>
            <numerusform>%n séquences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n indexes</source>
        <translation>
            <numerusform>%n index</numerusform>
            <numerusform>%n index</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n constraints</source>
        <translation>
            <numerusform>%n contrainte</numerusform>
            <numerusform>%n contraintes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n functions</source>
        <translation>
            <numerusform>%n fonction</numerusform>
            <numerusform>%n fonctions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n triggers</source>
        <translation>
            <numerusform>%n déclencheur</numerusform>
            <numerusform>%n déclencheurs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n policies</source>
        <translation>
            <numerusform>%n politique d’accès</numerusform>
            <numerusform>%n politiques d’accès</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n extensions</source>
        <translation>
            <numerusform>%n extension</numerusform>
            <numerusform>%n extensions</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a backup file here</source>
        <translation>Déposez un fichier de sauvegarde ici</translation>
    </message>
    <message>
        <source>Anywhere on this window, or on the card of the environment it is for: archives and scripts of pg_dump, of Supabase and of Sosie, also compressed.</source>
        <translation>N’importe où dans cette fenêtre, ou sur la carte de l’environnement visé&#xa0;: archives et scripts de pg_dump, de Supabase et de Sosie, compressés ou non.</translation>
    </message>
    <message>
        <source>Restore</source>
        <comment>verb</comment>
        <extracomment>The page and the button, as a verb.</extracomment>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>%1, %2: %3 replaced, %4 to decide, %5 in clear.</source>
        <extracomment>%1 &quot;9 tables&quot;, %2 &quot;64 columns&quot;, the rest numbers of columns.</extracomment>
        <translation>%1, %2&#xa0;: %3 remplacées, %4 à décider, %5 en clair.</translation>
    </message>
    <message>
        <source>Drop the file: its rules are shown here, and kept when you save them.</source>
        <translation>Déposez le fichier&#xa0;: ses règles s’affichent ici et sont conservées quand vous les enregistrez.</translation>
    </message>
    <message numerus="yes">
        <source>%n partitions, or tables that inherit, take its rules.</source>
        <translation>
            <numerusform>%n partition ou table héritée suit ses règles.</numerusform>
            <numerusform>%n partitions ou tables héritées suivent ses règles.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 replaced</source>
        <extracomment>Beside a table: so many of its columns.</extracomment>
        <translation>%1 remplacées</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <extracomment>Beside a table: so many of its columns.</extracomment>
        <translation>%1 à décider</translation>
    </message>
    <message>
        <source>all in clear</source>
        <extracomment>Beside a table: every one of its columns.</extracomment>
        <translation>tout en clair</translation>
    </message>
    <message numerus="yes">
        <source>%1 (+ %n partitions)</source>
        <translation>
            <numerusform>%1 (+ %n partition)</numerusform>
            <numerusform>%1 (+ %n partitions)</numerusform>
        </translation>
    </message>
    <message>
        <source>Table, column</source>
        <translation>Table, colonne</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>&amp;Groupes</translation>
    </message>
    <message>
        <source>Groups of tables that have a name</source>
        <translation>Groupes de tables qui portent un nom</translation>
    </message>
    <message>
        <source>Only those of %1</source>
        <translation>Seulement celles de %1</translation>
    </message>
    <message>
        <source>No group of tables has a name yet</source>
        <translation>Aucun groupe de tables pour l’instant</translation>
    </message>
    <message>
        <source>Give the ticked tables a name…</source>
        <translation>Nommer les tables cochées…</translation>
    </message>
    <message>
        <source>Forget a group</source>
        <translation>Oublier un groupe</translation>
    </message>
    <message>
        <source>Group of tables</source>
        <translation>Groupe de tables</translation>
    </message>
    <message>
        <source>Its name: letters, digits, - and _. Wherever tables are named, @NAME then stands for them, here and in the command line.</source>
        <translation>Son nom&#xa0;: lettres, chiffres, - et _. Partout où l’on nomme des tables, @NOM les désigne alors, ici comme en ligne de commande.</translation>
    </message>
    <message>
        <source>Change of structure</source>
        <translation>Modification de structure</translation>
    </message>
    <message>
        <source>The script changes %1 so that it becomes like %2. Nothing runs before you apply it.</source>
        <translation>Le script modifie %1 pour qu’il devienne comme %2. Rien ne s’exécute avant que vous ne l’appliquiez.</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Ce qui est comparé</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Comparer de nouveau</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Différence suivante</translation>
    </message>
    <message>
        <source>Difference before</source>
        <translation>Différence précédente</translation>
    </message>
    <message>
        <source>Prove the script</source>
        <translation>Prouver le script</translation>
    </message>
    <message>
        <source>Apply the script that is proven</source>
        <translation>Appliquer le script prouvé</translation>
    </message>
    <message>
        <source>Compare the rows</source>
        <translation>Comparer les lignes</translation>
    </message>
    <message>
        <source>What is ticked is no longer what was proven.</source>
        <translation>Ce qui est coché n’est plus ce qui a été prouvé.</translation>
    </message>
    <message>
        <source>Compare first.</source>
        <translation>Comparez d’abord.</translation>
    </message>
    <message>
        <source>The script is being written.</source>
        <translation>Le script est en cours d’écriture.</translation>
    </message>
    <message>
        <source>Tick what should follow.</source>
        <translation>Cochez ce qui doit suivre.</translation>
    </message>
    <message>
        <source>All of the script would lose data, and is held back.</source>
        <translation>Tout le script perdrait des données&#xa0;: il est retenu.</translation>
    </message>
    <message>
        <source>Changing %1 to be like %2</source>
        <translation>Modification de %1 pour ressembler à %2</translation>
    </message>
    <message>
        <source>Both were compared anew since.</source>
        <translation>Les deux côtés ont été comparés de nouveau depuis.</translation>
    </message>
    <message>
        <source>%1 has changed since it was proven.</source>
        <translation>%1 a changé depuis la preuve.</translation>
    </message>
    <message>
        <source>Something else was prepared since.</source>
        <translation>Une autre opération a été préparée depuis.</translation>
    </message>
    <message>
        <source>%1 has changed since it was compared: compare again.</source>
        <translation>%1 a changé depuis la comparaison&#xa0;: comparez de nouveau.</translation>
    </message>
    <message>
        <source>What is not proven is not applied: prove it first.</source>
        <translation>Ce qui n’est pas prouvé n’est pas appliqué&#xa0;: prouvez-le d’abord.</translation>
    </message>
    <message>
        <source>The script is being proven.</source>
        <translation>La preuve du script est en cours.</translation>
    </message>
    <message>
        <source>The proof has expired: prove it again.</source>
        <translation>La preuve est périmée&#xa0;: prouvez de nouveau.</translation>
    </message>
    <message>
        <source>What is not proven is not applied.</source>
        <translation>Ce qui n’est pas prouvé n’est pas appliqué.</translation>
    </message>
    <message>
        <source>It was not applied: prove it again.</source>
        <translation>Le script n’a pas été appliqué&#xa0;: prouvez-le de nouveau.</translation>
    </message>
    <message>
        <source>Proof: good</source>
        <extracomment>A tab: the script was proven.</extracomment>
        <translation>Preuve&#xa0;: bonne</translation>
    </message>
    <message>
        <source>Proof: simulated</source>
        <translation>Preuve&#xa0;: simulée</translation>
    </message>
    <message>
        <source>Proof: not proven</source>
        <translation>Preuve&#xa0;: échec</translation>
    </message>
    <message>
        <source>Proof: expired</source>
        <translation>Preuve&#xa0;: périmée</translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the script.</source>
        <translation>
            <numerusform>Et %n autre&#xa0;: voyez le script.</numerusform>
            <numerusform>Et %n autres&#xa0;: voyez le script.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows of the target that were looked at</source>
        <translation>Lignes de la cible qui ont été examinées</translation>
    </message>
    <message numerus="yes">
        <source>%n things were not tried</source>
        <translation>
            <numerusform>%n point n’a pas été essayé</numerusform>
            <numerusform>%n points n’ont pas été essayés</numerusform>
        </translation>
    </message>
    <message>
        <source>Statement %1:</source>
        <translation>Instruction %1&#xa0;:</translation>
    </message>
    <message>
        <source>Show it in the s&amp;cript</source>
        <translation>La montrer dans le s&amp;cript</translation>
    </message>
    <message>
        <source>What applying it does</source>
        <translation>Ce que fait l’application</translation>
    </message>
    <message>
        <source>Not proven yet</source>
        <translation>Pas encore prouvé</translation>
    </message>
    <message>
        <source>Proving runs the script on a copy of the structure of %1, in a private server of this computer and with rows made up for it. The copy must become what it should be, keep its rows, and come back by the reverse script. %1 itself is only read.</source>
        <translation>La preuve exécute le script sur une copie de la structure de %1, dans un serveur privé de cet ordinateur, avec des lignes fabriquées pour elle. La copie doit devenir ce qu’elle doit être, garder ses lignes et revenir par le script inverse. %1 est seulement lu.</translation>
    </message>
    <message>
        <source>The script is being proven…</source>
        <translation>La preuve du script est en cours…</translation>
    </message>
    <message>
        <source>On a copy, in a private server. %1 is only read.</source>
        <translation>Sur une copie, dans un serveur privé. %1 est seulement lu.</translation>
    </message>
    <message>
        <source>The proof has expired</source>
        <translation>La preuve est périmée</translation>
    </message>
    <message>
        <source>It was made at %1.</source>
        <translation>Elle date de %1.</translation>
    </message>
    <message>
        <source>Proven at %1</source>
        <translation>Prouvé à %1</translation>
    </message>
    <message>
        <source>Simulated at %1, not proven</source>
        <translation>Simulé à %1, non prouvé</translation>
    </message>
    <message>
        <source>Not proven</source>
        <translation>Non prouvé</translation>
    </message>
    <message>
        <source>Holds as long as %1 is %2 and %3 is %4: both were so at %5.</source>
        <extracomment>Two environments with fingerprints, and a time.</extracomment>
        <translation>Valable tant que %1 = %2 et %3 = %4&#xa0;: les deux l’étaient à %5.</translation>
    </message>
    <message numerus="yes">
        <source>%n statements of the script are not part of this: what is changed of members of extensions and of the server is left as it is.</source>
        <translation>
            <numerusform>%n instruction du script n’en fait pas partie&#xa0;: ce qui change des membres d’extensions et du serveur reste tel quel.</numerusform>
            <numerusform>%n instructions du script n’en font pas partie&#xa0;: ce qui change des membres d’extensions et du serveur reste tel quel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pro&amp;ve</source>
        <translation>Prou&amp;ver</translation>
    </message>
    <message>
        <source>Pro&amp;ve again</source>
        <translation>Prou&amp;ver de nouveau</translation>
    </message>
    <message>
        <source>App&amp;ly to %1</source>
        <translation>App&amp;liquer à %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>A value of a row: as it is, and as it becomes.</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 %2 times</source>
        <translation>%1 %2 fois</translation>
    </message>
    <message>
        <source>Changed: the script updates it.</source>
        <translation>Modifiée&#xa0;: le script la met à jour.</translation>
    </message>
    <message>
        <source>Only in %1: the script inserts it.</source>
        <translation>Seulement dans %1&#xa0;: le script l’insère.</translation>
    </message>
    <message>
        <source>Only in %1: the script deletes it.</source>
        <translation>Seulement dans %1&#xa0;: le script la supprime.</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>modifié&#xa0;: %1</translation>
    </message>
    <message>
        <source>Ticked rows are in the script.</source>
        <translation>Les lignes cochées sont dans le script.</translation>
    </message>
    <message>
        <source>%1 (key)</source>
        <translation>%1 (clé)</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifiées</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>Identiques</translation>
    </message>
    <message>
        <source>The structures are being compared.</source>
        <translation>Les structures sont en cours de comparaison.</translation>
    </message>
    <message>
        <source>Comparing the rows of %1 with those of %2</source>
        <translation>Comparaison des lignes de %1 avec celles de %2</translation>
    </message>
    <message>
        <source>Capital and small letters</source>
        <translation>Majuscules et minuscules</translation>
    </message>
    <message>
        <source>White space</source>
        <translation>Espaces</translation>
    </message>
    <message>
        <source>The order of JSON documents</source>
        <translation>L’ordre dans les documents JSON</translation>
    </message>
    <message>
        <source>All rows are equal.</source>
        <translation>Toutes les lignes sont identiques.</translation>
    </message>
    <message>
        <source>No table passes these filters.</source>
        <translation>Aucune table ne passe ces filtres.</translation>
    </message>
    <message>
        <source>Choose a table to see its rows.</source>
        <translation>Choisissez une table pour voir ses lignes.</translation>
    </message>
    <message>
        <source>The first %1 rows are shown; %2 more differ.</source>
        <translation>Les %1 premières lignes sont montrées&#x202f;; %2 autres diffèrent.</translation>
    </message>
    <message>
        <source>Only in the source</source>
        <translation>Source seule</translation>
    </message>
    <message>
        <source>Only in the target</source>
        <translation>Cible seule</translation>
    </message>
    <message>
        <source>Show &amp;values for 5 minutes</source>
        <translation>Afficher les &amp;valeurs 5 minutes</translation>
    </message>
    <message>
        <source>Hide &amp;values</source>
        <translation>Masquer les &amp;valeurs</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <extracomment>A page of a table, and how many there are.</extracomment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Tick the rows that should follow: the script for them is written here.</source>
        <translation>Cochez les lignes qui doivent suivre&#xa0;: leur script s’écrit ici.</translation>
    </message>
    <message numerus="yes">
        <source>%n rows of the target become like those of the source.</source>
        <translation>
            <numerusform>%n ligne de la cible devient comme celle de la source.</numerusform>
            <numerusform>%n lignes de la cible deviennent comme celles de la source.</numerusform>
        </translation>
    </message>
    <message>
        <source>It holds values of a production, which are hidden.</source>
        <translation>Il contient des valeurs d’une production, qui sont masquées.</translation>
    </message>
    <message>
        <source>Which rows differ, table by table and value by value. Both are only read; only blocks of rows that differ are fetched.</source>
        <translation>Quelles lignes diffèrent, table par table et valeur par valeur. Les deux côtés sont seulement lus&#x202f;; seuls les blocs de lignes qui diffèrent sont transférés.</translation>
    </message>
    <message>
        <source>Compare the &amp;rows</source>
        <translation>Compa&amp;rer les lignes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows differ</source>
        <translation>
            <numerusform>%Ln ligne diffère</numerusform>
            <numerusform>%Ln lignes diffèrent</numerusform>
        </translation>
    </message>
    <message>
        <source>All tables; or names: orders, shop.*</source>
        <translation>Toutes les tables&#x202f;; ou des noms&#xa0;: commandes, boutique.*</translation>
    </message>
    <message>
        <source>E&amp;qual all the same</source>
        <translation>É&amp;gal malgré tout</translation>
    </message>
    <message>
        <source>Comparing the rows…</source>
        <translation>Comparaison des lignes…</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>Lignes qui diffèrent</translation>
    </message>
    <message>
        <source>Show tables that are &amp;equal</source>
        <translation>Montrer les tables id&amp;entiques</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Page précédente</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>%1 and %2 are alike, as was found in %3.</source>
        <translation>%1 et %2 sont pareils, constaté en %3.</translation>
    </message>
    <message>
        <source>%1 and %2 were compared, in %3: they differ.</source>
        <translation>%1 et %2 ont été comparés, en %3&#xa0;: ils diffèrent.</translation>
    </message>
    <message>
        <source>%1 was changed to be like %2, in %3.</source>
        <translation>%1 a été modifié pour ressembler à %2, en %3.</translation>
    </message>
    <message>
        <source>What the script destroyed in %1 is kept aside: you can roll back at any time.</source>
        <translation>Ce que le script a détruit dans %1 est gardé de côté&#xa0;: vous pouvez revenir en arrière à tout moment.</translation>
    </message>
    <message>
        <source>Compared again: nothing of what was chosen differs any more.</source>
        <translation>Comparé de nouveau&#xa0;: plus rien de ce qui a été choisi ne diffère.</translation>
    </message>
    <message>
        <source>Compared again: not everything is as it should be.</source>
        <translation>Comparé de nouveau&#xa0;: tout n’est pas comme il devrait.</translation>
    </message>
    <message numerus="yes">
        <source>%n statements</source>
        <translation>
            <numerusform>%n instruction</numerusform>
            <numerusform>%n instructions</numerusform>
        </translation>
    </message>
    <message>
        <source>Structure made like %1, %2</source>
        <extracomment>%1 is an environment, %2 when it was done.</extracomment>
        <translation>Structure rendue semblable à %1, %2</translation>
    </message>
    <message>
        <source>No statement changes what is ticked: columns keep their order.</source>
        <translation>Aucune instruction ne change ce qui est coché&#xa0;: les colonnes gardent leur ordre.</translation>
    </message>
</context>
</TS>
