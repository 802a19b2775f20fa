/** French; the reader is addressed as vous. A narrow no-break space stands before ; : ! ? and inside « ». */
import type { Catalogue } from '../catalogue.ts'

export const fr: Catalogue = {
  locale: 'fr',
  name: 'Français',
  direction: 'ltr',

  format: {
    comma: ', ',
    semicolon: ' ; ',
    space: ' ',
    moment: '{day} à {clock}',
    zoned: '{day} à {clock} ({zone})',
    longMoment: '{day} à {clock} ({zone})',
    longMomentIn: '{day} à {clock} ({zone})',
    seconds: '{count} s',
    minutes: '{count} min',
    hours: '{count} h',
    days: '{count, plural, one {# jour} other {# jours}}',
    within: '{place}, {area}',
    untitled: 'Sans titre',
    part: '({part}/{parts})',
    more: '… et {count, plural, one {# autre} other {# autres}}',
    bullet: '• {text}',
    struck: '• <s>{title}</s>',
    struckBelow: '   <s>{title}</s>',
  },
  days: { mon: 'lun', tue: 'mar', wed: 'mer', thu: 'jeu', fri: 'ven', sat: 'sam', sun: 'dim', range: '{from}–{to}' },

  typed: {
    on: 'oui|activé|activer|actif|vrai|marche',
    off: 'non|désactivé|désactiver|inactif|arrêt|aucun|aucune|rien|faux',
    clear: 'désactiver|effacer|vider',
    full: 'complet|complets|complète|complètes|entier|entiers|intégral|intégralité|tout|texte complet|textes complets|texte intégral|textes intégraux|article complet|articles complets|article entier|articles entiers|page complète|pages complètes',
    both: 'les deux|bilingue|avec original|avec l’original|avec loriginal|original et traduction',
    timezone: 'fuseau horaire|fuseau',
    quiet: 'calme|heures calmes|heures de calme|tranquille|silence|heures de silence|ne pas déranger',
    silent: 'silencieux|silencieuse|sans son|muet',
    most: 'limite|plafond|maximum',
    layout: 'présentation|disposition|mise en page',
    template: 'modèle|gabarit',
    footer: 'pied|pied de page|signature',
    links: 'liens|lien',
    sources: 'sources|noms|noms des flux',
    hashtags: 'hashtags|hashtag|étiquettes|mots dièse',
    stories: 'doublons|doublon|éviter les doublons',
    comments: 'commentaires|commentaire',
    summaries: 'résumés|résumé|extraits',
    corrections: 'corrections|correction|corriger les titres',
    reading: 'lecture|pages de lecture',
    page: 'page|page web',
    briefing: 'synthèse|en bref',
    headlines: 'titres|titre|liste',
    cards: 'cartes|carte|fiches|fiche',
    rich: 'enrichi|enrichie|riche',
    linkHeadline: 'titre|titres|lien court|liens courts',
    linkVisible: 'visible|visibles|lien visible|apparent',
    linkOriginal: 'original|originaux|article|articles',
    feedName: 'nom|renommer|titre',
    feedFilter: 'filtre|filtrer',
    feedAddress: 'adresse|lien',
    feedLogin: 'identifiants|identifiant|connexion|mot de passe',
    feedHeader: 'en-tête|en-têtes|entête|entêtes',
    feedSelector: 'sélecteur|sélecteurs',
  },

  start: {
    welcome:
      'Bonjour {name} ! J’envoie sur Telegram les nouveaux titres de vos flux, chaque information une seule fois.\n\n<b>1.</b> Nommez-moi administrateur de votre canal ; le droit « Publier des messages » suffit. Pas de canal ? Les titres peuvent arriver ici.\n<b>2.</b> Envoyez /add suivi de l’adresse d’un flux ou d’un site.\n\n/help présente toutes les commandes.',
    welcomeBack: 'Bonjour {name} ! Choisissez un canal ci-dessous, ou voyez toutes les commandes avec /help.',
    description:
      'J’envoie les nouveaux titres de vos flux dans votre canal, votre groupe ou ici : chaque information une seule fois, avec des liens courts, aux heures que vous choisissez. Nommez-moi administrateur de votre canal, puis envoyez-moi l’adresse d’un flux ou d’un site.',
    shortDescription:
      'Les nouveaux titres de vos flux sur Telegram : chaque information une seule fois, aux heures de votre choix.',
    deployed: '✅ Paperboy est déployé et ses messages arrivent. /start ouvre le menu.',
    claimed: '🔑 Ce bot est maintenant à vous. /start montre par où commencer.',
    stranger:
      'Ce bot est privé. Demandez un lien d’invitation à son propriétaire, ou envoyez-lui votre identifiant Telegram : <code>{id}</code>',
    help: '<b>Ce que je sais faire</b>\n{list}\n\nSi vous avez plusieurs canaux, indiquez d’abord le canal : <code>/list @canal</code>, ou choisissez-le avec /use.\n\nChaque commande a ses exemples : <code>/help filter</code> montre tout ce qu’un filtre permet.',
    command: '/{name} – {does}',
    commandWith: '/{name} {usage} – {does}',
    example: '{typed} – {result}',
    groupHelp:
      'J’envoie ici les nouveaux titres des flux choisis. Les administrateurs changent les réglages dans un échange privé avec moi. /start ajoute ce groupe.',
    notACommand:
      'Je n’ai pas compris. /help présente toutes les commandes. Pour ajouter un flux, envoyez /add et son adresse.',
    unknownCommand: 'Je ne connais pas <code>{command}</code>. /help présente toutes les commandes.',
    failed:
      'Une erreur s’est produite de mon côté. Votre demande a peut-être été exécutée, peut-être pas : vérifiez avant de réessayer.',
    staleButton: 'Ce bouton n’est plus valable.',
    cancelled: 'Rien n’a été modifié.',
  },

  channels: {
    here: 'cet échange',
    hereFirst: 'Cet échange',
    list: '<b>Vos canaux</b>\n{list}\n\nPour en choisir un, envoyez /use et son nom.',
    entry: '{mark} {title} ({name})',
    none: 'Aucun canal pour l’instant. Nommez-moi administrateur d’un canal, transférez-moi une de ses publications, envoyez-moi son @nom, ou touchez un bouton ci-dessous. Vous pouvez aussi ajouter tout de suite un flux avec /add : ses titres arriveront ici.',
    another: 'Pour en ajouter un autre, nommez-moi d’abord administrateur, ou touchez un bouton ci-dessous.',
    using: 'Les commandes concernent maintenant <b>{channel}</b>.',
    useWhich: 'Quel canal ? Envoyez <code>/use @nom</code>, ou son titre tel que /channels l’affiche.',
    unknown:
      'Je ne connais pas le canal <code>{text}</code>. /channels affiche les vôtres. Pour en ajouter un, envoyez-moi son @nom ou transférez-moi une de ses publications.',
    which: 'Vous avez plusieurs canaux : {channels}. Choisissez-en un avec /use, ou indiquez d’abord son @nom.',
    registered: '✅ <b>{channel}</b> est ajouté. Ajoutez-y maintenant un flux avec /add.',
    excessRights:
      'J’ai plus de droits que nécessaire dans <b>{channel}</b>. « Publier des messages » suffit ; retirez-moi les autres.',
    addedToGroup:
      'Pour recevoir des titres dans <b>{channel}</b>, envoyez-y /start. Si le groupe a des sujets, envoyez-le dans le sujet voulu.',
    registeredGroup:
      '✅ Ce groupe est ajouté. Ses réglages se trouvent dans un échange privé avec moi : ajoutez-y un flux avec /add.',
    notYours: 'Vous n’êtes pas administrateur de <b>{channel}</b> : vous ne pouvez donc pas l’ajouter.',
    botNotAdmin:
      'Je n’ai pas le droit de publier dans <b>{channel}</b>. Nommez-moi administrateur avec le droit « Publier des messages », puis réessayez.',
    unreachable:
      'Je ne vois pas <code>{text}</code>. S’il existe, commencez par m’y nommer administrateur, avec le droit « Publier des messages ».',
    telegramSilent: 'Telegram n’a pas répondu. Réessayez dans une minute.',
    tooMany: 'Vous avez {count, plural, one {# canal} other {# canaux}}, le maximum par personne sur ce bot.',
    addSeveralToWhich:
      'À quel canal ajouter {count, plural, one {cette adresse} other {ces # adresses}} ?\n{addresses}',
    addToWhich: 'À quel canal ajouter <code>{address}</code> ?',
    confirmHere:
      'Vous écrivez anonymement au nom de ce groupe : je ne peux pas vérifier vos droits. Touchez le bouton pour confirmer en privé.',
    onlyCell: '<b>{channel}</b> est dans la cellule 0, et il n’y en a pas d’autre : CELLS fixe leur nombre.',
    cell: '<b>{channel}</b> est dans la cellule {cell}. Pour le déplacer, envoyez <code>/move 1</code>. Les cellules vont de 0 à {last}.',
    moved:
      '✅ <b>{channel}</b> passe dans la cellule {cell} avec ses flux, ses filtres et ses titres en attente. Cela prend quelques minutes au plus.',
    moveLater:
      '<b>{channel}</b> ne peut pas être déplacé maintenant, car KV ne répond pas. Réessayez dans quelques minutes.',
  },

  feeds: {
    addWhat:
      'Quel flux ? Envoyez <code>/add https://example.com/feed</code>. L’adresse d’un site suffit souvent, comme celle d’une chaîne YouTube ou d’un canal Telegram.',
    added: '✅ <b>{feed}</b> est ajouté à <b>{channel}</b> : c’est le flux {number}.\n{newest}\n\n{next}',
    noHeadlines: 'Il n’a encore aucun titre.',
    newest: 'Ses titres les plus récents :\n{headlines}',
    fromNow: 'Désormais, j’envoie les nouveaux titres.',
    afterResume: 'Le canal est en pause : les nouveaux titres partiront après /resume.',
    onlyBeginning:
      '⚠️ Son document dépasse {megabytes} Mo. Je n’en lis que les {megabytes} premiers Mo et ne vois pas les éléments placés plus bas.',
    already: '<b>{feed}</b> est déjà dans <b>{channel}</b> : c’est le flux {number}.',
    cut: 'J’ai laissé de côté ▸{rest}◂ après l’adresse. Si cela en fait partie, écrivez %20 pour chaque espace et %22 pour chaque guillemet.',
    choose: 'La page a {count, plural, one {# flux} other {# flux}}. Lequel choisir pour <b>{channel}</b> ?',
    full: 'Ce canal a {count, plural, one {# flux} other {# flux}}, le maximum possible. Retirez-en d’abord un avec /remove.',
    tooMany:
      'Vous avez {count, plural, one {# flux} other {# flux}}, le maximum par personne sur ce bot. Retirez-en d’abord un avec /remove.',
    tooManyOfOther:
      'L’administrateur qui a ajouté <b>{channel}</b> a {count, plural, one {# flux} other {# flux}}, le maximum par personne sur ce bot. Retirez-en d’abord un avec /remove.',
    postNewest: '{count, plural, one {Publier maintenant} other {Publier les # derniers}}',
    posted: '{count, plural, one {# titre va partir.} other {# titres vont partir.}}',
    postedPaused: 'Le canal est en pause : l’envoi reprendra après /resume.',
    postedBefore: 'Il n’y a plus rien à publier ici.',
    offerGone: 'Ce choix n’est plus valable. Envoyez à nouveau /add et l’adresse.',
    removeWhich: 'Quel flux ? Envoyez <code>/remove 2</code> ; /list affiche les numéros.',
    sureRemove: 'Retirer <b>{feed}</b> de <b>{channel}</b> ? Vous pourrez annuler.',
    removed: '🗑 <b>{feed}</b> est retiré de <b>{channel}</b>. Les titres déjà en attente seront tout de même envoyés.',
    putBack: '✅ <b>{feed}</b> est de retour dans <b>{channel}</b> : c’est le flux {number}.',
    noSuchFeed: 'Il n’y a pas de flux <code>{text}</code> ici. /list affiche les numéros.',
    none: '<b>{channel}</b> n’a pas encore de flux. Ajoutez-en un avec /add et son adresse.',
    noneInMenu: '<b>{channel}</b> n’a pas encore de flux. Envoyez-moi l’adresse d’un flux ou d’un site.',
    summary:
      '📡 {feeds, plural, one {# flux} other {# flux}}{failing, plural, =0 {} one { (🔴 # en erreur)} other { (🔴 # en erreur)}} · {waiting, plural, one {# titre en attente} other {# titres en attente}}',
    legend: '🟢 tout va bien · ⚪️ pas encore consulté · 🔴 en erreur · ⛔ disparu',
    listHead: '{channel} · {schedule}',
    line: '{dot} {number}. {feed}',
    lineFilter: 'filtre : {filter}',
    linePushed: 'annoncé par le site',
    lineEvery: 'consulté à intervalles de {time}',
    lineAsked: 'consulté à intervalles de {time}, à la demande du site',
    lineLate: 'nouveautés reçues après {time}',
    lineAtOnce: 'nouveautés reçues sans délai',
    lineFailing: 'en erreur depuis le {since} : {problem}',
    lineGone: 'plus consulté depuis le {since} : {problem}',
    of: 'Flux de <b>{channel}</b>.',
    ofRenamed: 'Flux de <b>{channel}</b> ; son nom d’origine est <b>{title}</b>.',
    newestItem: 'Élément le plus récent : {when}.',
    failing: 'En erreur depuis le {since} : {problem}',
    pushed: 'Son site annonce les nouveautés dès leur parution.',
    every: 'Intervalle entre deux consultations : {time}.',
    late: 'Ces 7 derniers jours, la moitié de ses nouveautés sont arrivées moins de {time} après leur parution.',
    atOnce: 'Ces 7 derniers jours, la moitié de ses nouveautés sont arrivées dès leur parution.',
    rare: 'Le site demande à être consulté au plus une fois {hours, plural, one {par heure} other {toutes les # heures}}.',
    ownFilter: 'Son propre filtre : {filter}',
    showWhich: 'Quel flux ? Envoyez <code>/feed 2</code> ; /list affiche les numéros.',
    address: 'Adresse : {url}',
    hasLogin: '🔒 Un nom d’utilisateur et un mot de passe sont envoyés à son site.',
    headers: '🔒 En-têtes de requête : {names}',
    changed: '✅ <b>{feed}</b> est désormais lu à l’adresse {url}. Ce qui a déjà été vu n’est pas renvoyé.',
    saved: '✅ C’est enregistré : <b>{feed}</b> est lisible ainsi. Ce qui a déjà été vu n’est pas renvoyé.',
    loggedOut:
      'Son nom d’utilisateur, son mot de passe et ses en-têtes sont supprimés, car la nouvelle adresse est sur un autre site. Saisissez-les à nouveau si ce site les demande.',
    notChanged: '{problem}\nRien n’a été modifié.',
    chooseAddress: 'Cette page a plusieurs flux. Envoyez l’adresse de l’un d’eux :\n{addresses}',
    changeLater: 'Le flux ne peut pas être modifié maintenant, car KV ne répond pas. Réessayez dans quelques minutes.',
    tooManyHeaders: 'Un flux peut avoir {count, plural, one {# en-tête} other {# en-têtes}}. Retirez-en d’abord un.',
    headersForOwners: 'Seuls les propriétaires de ce bot peuvent définir des en-têtes de requête.',
    settings:
      'Envoyez <code>/feed {number}</code> suivi de <code>name</code>, <code>filter</code>, <code>address</code>, <code>login</code>, <code>header</code> ou <code>selector</code>, puis de la nouvelle valeur. <code>/help feed</code> donne des exemples.',
    secretDeleted:
      '🔒 J’ai supprimé votre message, car il contenait un secret. Les secrets des flux sont conservés chiffrés, ne sont envoyés qu’à leur site et ne sont plus jamais affichés.',
    secretStays:
      '🔒 Supprimez votre message : il contient un secret, et Telegram ne me permet pas de le faire. Les secrets des flux sont conservés chiffrés, ne sont envoyés qu’à leur site et ne sont plus jamais affichés.',
  },

  watching: {
    watchable:
      'Je n’ai pas trouvé de flux, mais je peux consulter la page <b>{page}</b> toutes les heures et envoyer ses nouveaux titres à <b>{channel}</b>. Sa liste commence ainsi :\n{headlines}\n\nEst-ce la bonne liste ?',
    watch: '👁 Suivre cette page',
    addToWatch:
      'La page <b>{page}</b> n’a pas de flux. Je peux la suivre comme un flux à part : {command}\nRien n’a été modifié.',
    sendAlone:
      '✗ <code>{text}</code> : la page n’a pas de flux, mais je peux la suivre. Envoyez son adresse seule pour en décider.',
    watched: '✅ La page <b>{page}</b> est maintenant suivie : c’est le flux {number} de <b>{channel}</b>. {next}',
    rule: 'Le flux {number}, <b>{feed}</b>, est une page. Ses titres sont repérés par le sélecteur CSS {selector}. Pour le changer, envoyez <code>/feed {number} selector main h2 a</code>.',
    byRule: '👁 Une page suivie. Sélecteur CSS : {selector}',
    isFeed:
      'Le flux {number}, <b>{feed}</b>, est lu comme un flux et n’a pas besoin de sélecteur. Si son adresse est une page, envoyez <code>/feed {number} selector main h2 a</code>.',
    ruleSet:
      '✅ Le sélecteur de <b>{feed}</b> est enregistré. Il trouve {count, plural, one {# titre} other {# titres}} :\n{headlines}\n\nTout cela compte comme déjà vu. Désormais, j’envoie les nouveaux titres.',
    findsNothing: 'Ce sélecteur ne trouve aucun lien dans la page. Rien n’a été modifié.',
    servesFeed: 'Cette adresse fournit un flux : il n’y a rien à sélectionner. Rien n’a été modifié.',
    shared: 'Le canal de quelqu’un d’autre suit aussi <b>{feed}</b> : son sélecteur ne peut pas être changé ici.',
  },

  imports: {
    what: 'Envoyez-moi des flux pour <b>{channel}</b> : un fichier OPML, une liste d’adresses (fichier ou message) ou un fichier de /export.',
    saving:
      '📥 La liste contient {count, plural, one {# flux} other {# flux}} ; enregistrement dans <b>{channel}</b> …',
    nothingNew: 'Rien de nouveau pour <b>{channel}</b>.',
    noFeeds:
      'Ce fichier ne contient aucun flux. Envoyez un fichier OPML, une liste d’adresses ou un fichier de /export.',
    added:
      '📥 {count, plural, one {# flux est ajouté} other {# flux sont ajoutés}} à <b>{channel}</b>. {count, plural, one {Je le consulte} other {Je les consulte}} dans les minutes qui viennent, puis je vous donne le résultat ici.',
    already: '{count, plural, one {# flux était} other {# flux étaient}} déjà là :',
    readable: 'Lisibles :',
    over: '{count, plural, one {# flux est laissé} other {# flux sont laissés}} de côté, faute de place :',
    addedSeveral: '📥 Ajouts à <b>{channel}</b> : {added} sur {total, plural, one {# adresse} other {# adresses}}.',
    works: '✅ {number}. {feed}',
    numbered: '• {number}. {feed}',
    severalFeeds: '✗ <code>{text}</code> : la page a plusieurs flux. Envoyez son adresse seule pour en choisir un.',
    noAddresses:
      'Je ne trouve aucune adresse dans ce message. Envoyez des adresses comme <code>https://example.com/feed</code>, ou un fichier.',
    wrong: '✗ <code>{text}</code> : {problem}',
    wrongAddress: '✗ {problem}',
    progress: '📥 Importation dans <b>{channel}</b>, flux consultés : {checked} sur {total}.',
    done: '📥 L’importation dans <b>{channel}</b> est terminée. Flux lisibles : {working} sur {total}.',
    failed: '✗ {number}. {feed} : {problem}',
    keepTrying: 'Je continue d’essayer de les lire. Pour en retirer un : /remove et son numéro.',
    restored: '✅ <b>{channel}</b> a maintenant les réglages du fichier.',
    unreadable:
      'Je ne peux pas lire ce fichier. Je lis l’OPML, les listes d’adresses et les fichiers de /export, jusqu’à 1 Mo.',
    exported: 'Les flux de <b>{channel}</b> pour n’importe quel lecteur de flux, et tous ses réglages pour /import.',
    exportFailed: 'Telegram n’a pas accepté le fichier. Réessayez dans une minute.',
  },

  filters: {
    shown: 'Filtre de {whose} : {filter}',
    everything: 'tout passe',
    ofFeed: 'nº {number} {feed} : {filter}',
    change: 'Pour le changer : <code>/filter MOTS</code> ; pour l’effacer : <code>/filter off</code>.',
    line: 'Filtre : {filter}',
    whoseChannel: '<b>{channel}</b>',
    whoseFeed: '<b>{feed}</b> dans <b>{channel}</b>',
    changed: '✅ Nouveau filtre de {whose} : {filter}',
    cleared: '✅ Plus de filtre pour {whose}.',
    untested: 'Aucun élément des dernières 48 heures ne permet de l’essayer.',
    allPassed:
      '{total, plural, one {Le seul élément des dernières 48 heures serait passé.} other {Les # éléments des dernières 48 heures seraient tous passés.}}',
    nonePassed:
      '{total, plural, one {Le seul élément des dernières 48 heures ne serait pas passé.} other {Aucun des # éléments des dernières 48 heures ne serait passé.}}',
    somePassed: 'Éléments des dernières 48 heures qui seraient passés : {passed} sur {total}.',
    textsOnly:
      'Impossible de l’essayer sur les dernières 48 heures : il ne porte que sur les textes, qui ne sont pas conservés.',
    textsNotKept:
      'Seuls les titres, les résumés et les catégories ont été examinés : les textes ne sont pas conservés.',
    hidden: 'Écartés, par exemple :\n{titles}',
    lessWhich: '👎 Quel genre de titres de <b>{channel}</b> voulez-vous moins recevoir ? Choisissez un exemple.',
    lessNone: 'Rien n’est passé pour <b>{channel}</b> ces dernières 48 heures.',
    lessNoTerm: 'Je ne trouve dans {title} aucun mot qui écarterait les titres semblables et presque rien d’autre.',
    lessWhat: 'Quel mot voulez-vous écarter ? Ces dernières 48 heures, il aurait écarté :\n{proposals}',
    lessTerm: '• <code>{term}</code> – {count, plural, one {# titre} other {# titres}}',
    lessButton: '−{term} ({count})',
    held: '⚠️ Le filtre {filter} de {whose} aurait tout écarté.',
    heldMaybe: '⚠️ Le filtre {filter} de {whose} risque de tout écarter.',
    heldAsk: 'Il n’est pas encore enregistré. Le garder quand même ?',
    unchanged: 'Rien n’a été modifié. Filtre de {whose} : {filter}',
    unclear:
      '{text} pour {whose} peut se lire de plusieurs façons. Laquelle est la bonne ? Vous pouvez aussi l’envoyer sous une autre forme.\n{readings}',
    reading: '{number}. {query}',
    readingMeans: '{number}. {query}\n{sentence}',
    numbered: 'Option {number}',
    noRoom:
      'Il n’y a plus de place pour un mot dans le filtre de <b>{channel}</b> : un filtre a au plus {units} caractères. Raccourcissez-le avec /filter. Rien n’a été modifié.',
    nameUnknown: 'Vous n’avez pas de canal <code>{text}</code>. Que voulez-vous dire ?',
    feedUnknown: 'Il n’y a pas de flux <code>{text}</code> ici. Que voulez-vous dire ?',
    nameOrFeed: '<code>{text}</code> peut se lire de plusieurs façons. Laquelle est la bonne ?',
    asWord: 'Filtrer sur le mot {word}',
    asHashtag: 'Filtrer sur le hashtag {word}',
    asChannel: 'Le canal {channel}',
    asFeed: 'Flux {number} : {feed}',
    importedUnclear:
      'Le filtre {query} de {whose} peut se lire de plusieurs façons. Je l’ai compris ainsi : {reading}.',
    importedDropsAll:
      '⚠️ {total, plural, one {Le seul élément des dernières 48 heures n’aurait pas passé ces filtres.} other {Aucun des # éléments des dernières 48 heures n’aurait passé ces filtres.}} /filter les change, et « Annuler » rétablit les réglages précédents.',
  },

  filterSentence: {
    keeps: 'Seul passe ce qui {what}.',
    keepsBut: 'Tout passe, sauf ce qui {what}.',
    andNot: '{has} mais {not}',
    andNotBehindList: '{has}, mais {not}',
    butNot: '{has} mais {not}',
    has: 'inclut {what}',
    hasIn: 'inclut {what} dans {where}',
    not: 'pas {what}',
    notIn: 'pas {what} dans {where}',
    notAll: 'pas ce qui ({what})',
    lacks: 'n’inclut pas {what}',
    lacksIn: 'n’inclut pas {what} dans {where}',
    lacksAll: 'n’est pas ce qui ({what})',
    together: '{what} ensemble',
    group: '({what})',
    and: ' et ',
    or: ', ou ',
    listAll: '{place, select, between {, } other { et }}',
    listAny: '{place, select, between {, } other { ou }}',
    listNone: '{place, select, between {, } other { ni }}',
    text: '« {text} »',
    begins: 'un mot commençant par « {text} »',
    ends: 'un mot finissant par « {text} »',
    contains: 'un mot contenant « {text} »',
    like: 'un mot proche de « {text} »',
    expression: 'un texte qui correspond à {text}',
    more: '{count, plural, one {# autre} other {# autres}}',
    moreClauses: '{count, plural, one {# autre condition} other {# autres conditions}}',
  },
  filterFields: {
    title: 'le titre',
    summary: 'le résumé',
    text: 'le texte',
    author: 'le nom de l’auteur',
    category: 'une catégorie',
    source: 'le nom du flux',
    link: 'le lien',
  },

  digests: {
    heading:
      '📰 Bulletin {part, select, morning {du matin} midday {de midi} afternoon {de l’après-midi} evening {du soir} other {de la nuit}} · {day} à {clock}',
    gap: '⚠ {source} : il manque peut-être des éléments ({since} – {until})',
    moreGaps: '⚠ … et dans {count, plural, one {# autre flux} other {# autres flux}}',
    leftOut: '… et {count, plural, one {# autre} other {# autres}}',
    listen: '{minutes, plural, =0 {▶ Écouter} one {▶ Écouter · # min} other {▶ Écouter · # min}}',
    watch: '{minutes, plural, =0 {▶ Regarder} one {▶ Regarder · # min} other {▶ Regarder · # min}}',
    folded: '{count, plural, one {# autre} other {# autres}}',
    also: '(aussi : {sources})',
    live: 'en direct, au fil des titres',
    instant: 'immédiat, chaque information à part',
    liveGap:
      'en direct, au plus un bulletin {minutes, plural, =1 {par minute} one {toutes les # minutes} other {toutes les # minutes}}',
    daily: 'tous les jours à {times}',
    onDays: '{days} à {times}',
    inZone: '{schedule} ({zone})',
    everyHours: '{hours, plural, one {toutes les heures} other {toutes les # heures}}',
    stepped: '{from}–{to}, {hours, plural, one {toutes les heures} other {toutes les # heures}}',
    unclearName: 'Je ne comprends pas <code>{text}</code>. Vouliez-vous dire ceci ?',
    paused: 'En pause. /resume reprend l’envoi.',
    undecided: 'Des titres se sont accumulés ; /resume vous demande à nouveau quoi en faire.',
    lockedOut: 'Je ne peux pas y publier : {reason}. Je réessaie toutes les heures ; /resume essaie tout de suite.',
    nextLive: '/list montre en combien de temps arrivent les nouveautés de chaque flux.',
    nextNow: 'Ce qui attend part dans quelques minutes.',
    next: 'Prochain bulletin : <b>{when}</b>, s’il y a du nouveau.',
    when: '<b>{channel}</b> : {schedule}.',
    set: '✅',
    zone: 'Fuseau horaire : {zone}.',
    quiet: '🌙 heures calmes {from}–{to}',
    silent: '🔕 sans son',
    atMost: 'au plus {count, plural, one {# titre} other {# titres}} par bulletin',
    typeIt:
      'Ou écrivez vos horaires : <code>/digest 8h 18h30</code>, <code>/digest lun-ven 8h</code>. Plus d’exemples : <code>/help digest</code>.',
    askCity:
      'Quel fuseau horaire ? Envoyez-moi le nom d’une grande ville proche, comme Paris ou Montréal, ou partagez une position avec 📎.',
    placeSet: '🌍 {place} · {zone} · il est {clock}',
    zoneSet: '🌍 {zone} · il est {clock}',
    zoneNow: '{zone} · {clock}',
    placeShared: 'Utiliser l’heure de ce lieu pour <b>{channel}</b> ?',
    preview: '👀 {count, plural, one {# titre en attente} other {# titres en attente}} pour <b>{channel}</b>.',
    nothingWaiting: 'Aucun titre en attente pour <b>{channel}</b>.',
    nowPaused: '⏸ <b>{channel}</b> est en pause. Les titres sont gardés jusqu’à 7 jours ; /resume reprend l’envoi.',
    resumed: '▶️ <b>{channel}</b> n’est plus en pause.',
    resumedWaiting:
      '{count, plural, one {# titre a été gardé et va partir.} other {# titres ont été gardés et vont partir.}}',
    backlog:
      '{count, plural, one {# titre attend} other {# titres attendent}} pour <b>{channel}</b>. Lesquels dois-je envoyer ?',
    keptNone: 'Ils sont écartés. Désormais, j’envoie les nouveaux titres.',
    keptAll: 'Ils seront tous envoyés.',
    keptNewest: 'Les {count} plus récents seront envoyés ; les autres sont écartés.',
    linksUnknown:
      'Je ne comprends pas <code>{text}</code>. Envoyez <code>/links headline</code>, <code>/links visible</code> ou <code>/links original</code>.',
  },

  lockouts: {
    kicked: 'j’en ai été retiré',
    'chat-not-found': 'Telegram ne le trouve plus',
    'no-rights': 'il me manque le droit « Publier des messages », que vous pouvez m’accorder',
    blocked: 'j’y suis bloqué',
    'topic-closed': 'le sujet est fermé ou supprimé',
    refused: 'Telegram refuse ce que j’y envoie',
  },

  items: {
    whyWhat: 'Lequel ? Envoyez <code>/why</code> suivi de son lien ou de mots de son titre.',
    whyUnknown:
      'Ces dernières 48 heures, aucun flux de <b>{channel}</b> n’a eu d’élément correspondant à <code>{text}</code>. Il est peut-être plus ancien, pas (encore) dans le flux, ou dans un flux absent de /list.',
    why: '{title}\n{source}, trouvé le {when}.\n{fate}',
    sent: '✅ Envoyé le {when}.',
    corrected: '✏️ Corrigé le {when} ; c’était « {was} ».',
    keepsTitle:
      '✏️ L’éditeur a changé le titre le {when}, mais la publication n’a pas pu être modifiée : elle dit toujours « {was} ».',
    post: '<a href="{post}">Voir la publication</a>.',
    waitingPaused: '⏳ En attente : l’envoi est en pause.',
    waitingNow: '⏳ En attente ; il part dans quelques minutes.',
    waiting: '⏳ Attend le bulletin du {when}.',
    underWay: '📤 Envoi en cours.',
    leftOut: '➖ Laissé de côté : son bulletin avait trop de titres. /digest max change cette limite.',
    takenBack: '✂️ Dépublié.',
    dropped: '⌛ Écarté pendant l’attente : trop ancien, trop de titres, ou à la main.',
    merged: '🔗 Réuni avec {title} de <b>{source}</b>, qui donne la même information.',
    mergedBecause: '🔗 Réuni avec {title} de <b>{source}</b>, qui donne la même information : {reason}.',
    gathered: '🔗 Envoyé sur la même ligne que {title} de <b>{source}</b> : {reason}.',
    keepApart: '/stories off les laisse séparés.',
    tooOld: '🗂 Pas nouveau : plus ancien que tout ce que j’ai retenu de son flux.',
    known: '✏️ Pas nouveau : même {field} que pour {earlier} ; son titre ou son adresse a donc été modifié.',
    earlier: '{title}, trouvé le {when}',
    earlierUnknown: 'un élément antérieur de son flux',
    byChannel: 'le filtre du canal',
    byFeed: 'le filtre du flux {number}',
    filteredByTerm: '🚫 Écarté par <code>{term}</code> dans {whose}.',
    filteredByTermIn: '🚫 Écarté par <code>{term}</code> dans {whose} ; trouvé ici : {field}.',
    filteredWithout: '🚫 Écarté par {whose} : <code>{term}</code> n’y figure pas.',
    filteredWithoutAnywhere:
      '🚫 Écarté par {whose} : <code>{term}</code> n’est ni dans le titre, ni dans le résumé, ni dans le texte.',
    filteredWithoutBeginning: '🚫 Écarté par {whose} : <code>{term}</code> n’est ni dans le titre ni dans le résumé.',
    filtered: '🚫 Écarté par {whose} : rien n’y correspond à {filter}',
    retractWhat: 'Lequel ? Envoyez <code>/retract</code> suivi du lien du titre ou de sa publication.',
    retractUnknown:
      'Je ne trouve rien des dernières 48 heures pour <code>{text}</code>. Envoyez le lien du titre ou de sa publication.',
    retractSeveral: 'Plusieurs titres sont possibles :\n{titles}\nEnvoyez le lien du bon.',
    withdrawn: '✂️ {title} attendait et ne sera pas envoyé.',
    struck: '✂️ {title} est barré.',
    sureDelete: 'La publication n’a que ce titre : {title}. La supprimer ? C’est définitif.',
    deleted: '🗑 La publication contenant {title} est supprimée.',
    retractLater: 'L’envoi est en cours. Réessayez dans quelques minutes.',
    retractNothing: 'Il n’y a plus rien à dépublier.',
    retractRefused: 'Telegram ne me permet pas de modifier cette publication : <code>{description}</code>.',
    retractRefusedNow: 'Telegram ne me permet pas de modifier cette publication pour l’instant. Réessayez plus tard.',
    restored: '↩︎ C’est rétabli.',
    top: '🏆 Les titres de <b>{channel}</b> les plus ouverts ces 7 derniers jours\n{list}',
    topLine: '{times} × {title}',
    topNone: 'Rien de <b>{channel}</b> n’a été ouvert ces 7 derniers jours.',
    topOff:
      'Les clics ne sont pas comptés ici. L’opérateur peut changer cela : voir docs/operators.md, « Counting clicks ».',
    topForbidden:
      'Cloudflare n’a pas donné les chiffres ({status}) : le jeton ne permet pas de lire les statistiques. L’opérateur doit vérifier ANALYTICS_TOKEN.',
    topFailed:
      'Cloudflare n’a pas donné les chiffres{status, plural, =0 {} one { (#)} other { (#)}}. Réessayez dans une minute.',
  },
  fullTexts: {
    page: '📖 Le texte intégral vient de la page de l’article.',
    robots:
      '📖 Le texte du flux seulement : le robots.txt du site interdit aux programmes de lire la page de l’article.',
    noarchive: '📖 Le texte du flux seulement : la page de l’article demande à ne pas être conservée ailleurs.',
    wall: '📖 Le texte du flux seulement : la page de l’article exige un abonnement, une connexion, un consentement ou un navigateur.',
    nothing: '📖 Le texte du flux seulement : la page de l’article n’en dit pas plus.',
    failed: '📖 Le texte du flux seulement : la page de l’article n’a pas pu être lue à temps.',
    limit: '📖 Le texte du flux seulement : la limite de pages à lire a été atteinte.',
  },
  searchedFields: {
    title: 'titre',
    summary: 'résumé',
    text: 'texte',
    author: 'auteur',
    category: 'catégories',
    source: 'nom du flux',
    link: 'lien',
  },
  sameField: { id: 'identifiant', link: 'lien', title: 'titre et même date' },
  sameStory: {
    address: 'les deux ont la même adresse',
    'short-link': 'les deux ont le même lien court de l’éditeur',
    title: 'les deux titres disent la même chose',
    text: 'les deux ont le même texte',
    likely: 'les deux rapportent probablement la même chose',
  },

  notices: {
    lockedOut: '⚠️ Je ne peux plus publier dans <b>{channel}</b> : {reason}.',
    lockedOutBecause: '⚠️ Je ne peux plus publier dans <b>{channel}</b> : {reason} (<code>{description}</code>).',
    lockedOutNext: 'Ses titres sont gardés jusqu’à 7 jours ; je réessaie toutes les heures.',
    back: '✅ Je peux à nouveau publier dans <b>{channel}</b>.',
    backlog: '{count, plural, one {# titre attend} other {# titres attendent}}. Lesquels dois-je envoyer ?',
    expired:
      '⌛ {count, plural, one {# titre} other {# titres}} pour <b>{channel}</b> {count, plural, one {a} other {ont}} attendu trop longtemps (7 jours, ou plus de 500 titres) et {count, plural, one {a été écarté} other {ont été écartés}}.',
    forgotten:
      '🗑 Je n’ai pas pu publier dans <b>{channel}</b> pendant trois mois : je l’ai retiré, avec ses flux et ses filtres. Pour le retrouver, nommez-moi à nouveau administrateur.',
    linkGone:
      '⛔ <b>{channel}</b> est désormais fermé aux lecteurs : vous ne recevez plus ses titres. J’ai supprimé ce que je conservais sur vous.',
    unanswered:
      '⚠️ Telegram n’a pas répondu à {attempts, plural, one {# tentative} other {# tentatives}} de publication dans <b>{channel}</b>. Je réessaie à intervalles plus longs ; le même bulletin peut paraître plusieurs fois.',
    refused:
      '⚠️ Telegram a refusé un message pour <b>{channel}</b> avec {count, plural, one {# titre} other {# titres}} : <code>{description}</code>',
    withdrawn:
      '⛔ {title} a disparu de son flux moins d’une heure après sa parution : l’éditeur l’a peut-être retiré. Le dépublier dans <b>{channel}</b> ?',
    richRefused:
      '⚠️ Telegram a refusé un message enrichi pour <b>{channel}</b> : <code>{description}</code>\nJ’ai envoyé les mêmes titres dans un bulletin ordinaire, et je ferai de même à chaque fois. Pour renoncer aux messages enrichis : <code>/digest layout headlines</code>',
    feedIn: '<b>{feed}</b> ({places})',
    feedPlace: 'flux {number} de <b>{channel}</b>',
    feedPlacesMore: '{places} et {more, plural, one {# autre} other {# autres}}',
    feedFailing:
      '⚠️ Depuis une journée entière, je n’arrive pas à lire {feed}. {problem}\nJe continue d’essayer et vous préviens dès son retour. Si vous n’en avez plus besoin, {removal} le retire.',
    feedBack: '✅ Je peux à nouveau lire {feed}. Les nouveaux titres sont envoyés comme d’habitude.',
    credentialsLost:
      '🔒 Le secret du bot a changé : je ne peux plus lire le nom d’utilisateur, le mot de passe et les en-têtes de {feed}. Saisissez-les à nouveau : les boutons sont dans <code>{command}</code>. D’ici là, je ne consulte pas le flux ; ensuite, rien n’est envoyé deux fois.',
    feedGone:
      '⛔ {feed} a disparu : l’éditeur l’a retiré définitivement (410), et je ne le consulte plus. {removal} le retire. S’il revient, ajoutez à nouveau son adresse avec /add : <code>{url}</code>',
    feedMoved:
      '↪️ {feed} a définitivement changé d’adresse : <code>{url}</code> devient <code>{to}</code>. J’utilise désormais la nouvelle ; vous n’avez rien à faire.',
    feedCut:
      '⚠️ {feed} dépasse maintenant {megabytes} Mo. Je n’en lis que les {megabytes} premiers Mo et ne vois pas les éléments placés plus bas. Si les plus récents viennent en premier, vous n’avez rien à faire ; sinon, cherchez un flux plus court sur son site.',
    quotaNear:
      '⚠️ Le quota du jour s’épuise. {quota} : {spent} sur {most}. Les flux sont consultés moins souvent jusqu’à minuit UTC, et rien n’est perdu. Détails : /quota.',
    timeNear:
      '⚠️ Le quota du jour s’épuise. {quota} : {spent} sur {most}, surtout à cause de réponses lentes de Telegram ou des flux. Les cycles sont plus courts jusqu’à minuit UTC, et rien n’est perdu. Détails : /quota.',
    storageNear:
      '⚠️ KV contient {spent} sur {most}. Quand il sera plein, les liens courts des nouveaux titres expireront plus tôt. Pour faire de la place : LINK_TTL_DAYS ou le forfait payant.',
    closed:
      '🌙 Les pages et les personnes qui ne sont pas propriétaires ont épuisé leur part des quotas du jour : leurs requêtes sont refusées jusqu’à minuit UTC. Les flux sont consultés et les titres envoyés comme d’habitude. Quelqu’un envoie peut-être trop de requêtes ; /quota montre ce qui a été utilisé.',
    remove: '/remove',
    shared: '⚠️ {problem}',
    channelLost:
      '⚠️ Je ne peux plus publier dans <b>{channel}</b> : {reason}. Son propriétaire est prévenu ; ses titres sont gardés jusqu’à 7 jours.',
  },

  problems: {
    'not-a-url':
      '<code>{text}</code> n’est pas une adresse web. Elle devrait ressembler à <code>https://example.com/feed</code>.',
    'private-address': '<code>{host}</code> est une adresse d’un réseau privé, que je n’ai pas le droit de consulter.',
    unreachable:
      'Je n’arrive pas à joindre <code>{host}</code>. Le nom est-il bien écrit, et le site fonctionne-t-il ?',
    timeout:
      'Le site a mis plus de {seconds, plural, one {# seconde} other {# secondes}} à répondre. Réessayez plus tard.',
    notFound: 'Le site n’a rien à cette adresse ({status}).',
    loginNeeded:
      'Le site demande un nom d’utilisateur et un mot de passe ({status}). Envoyez-les avec l’adresse : <code>/add https://utilisateur:motdepasse@example.com/feed</code>. Pour un flux de /list, envoyez <code>/feed 2 login utilisateur motdepasse</code>.',
    'credentials-refused':
      'Le site n’accepte pas le nom d’utilisateur, le mot de passe ou les en-têtes ({status}). Vérifiez-les et saisissez-les à nouveau.',
    'credentials-lost':
      'Le secret du bot a changé : je ne peux plus lire son nom d’utilisateur, son mot de passe ou ses en-têtes. Saisissez-les à nouveau dans son menu, ou avec /feed.',
    forbidden:
      'Le site me refuse l’accès ({status}). Essayez l’adresse du flux plutôt que la page d’accueil. S’il faut un mot de passe, <code>/help feed</code> montre comment l’envoyer.',
    tooOften: 'Le site dit avoir été sollicité trop souvent ({status}). Réessayez plus tard.',
    siteBroken: 'Le site a des difficultés ({status}). Réessayez plus tard.',
    httpError: 'Le site a répondu par une erreur ({status}).',
    gone: 'L’éditeur l’a retiré définitivement (410).',
    challenge:
      '<code>{host}</code> refuse les bots : il répond par un test que seul un navigateur peut réussir. Demandez au site d’admettre les lecteurs de flux à cette adresse, ou essayez une autre adresse du flux.',
    'damaged-answer':
      'La réponse de <code>{host}</code> est endommagée : les données devraient être compressées, mais elles ne peuvent pas être décompressées. L’erreur vient du site. Réessayez plus tard.',
    'packed-file': 'L’adresse mène à un fichier {format}. Je ne décompresse que gzip, zlib, zstd et Brotli.',
    'too-large':
      'Le document dépasse {megabytes} Mo, et ses {megabytes} premiers Mo ne contiennent aucun élément entier.',
    'too-many-redirects': 'L’adresse redirige plus de {limit, plural, one {# fois} other {# fois}}.',
    'bad-redirect': 'L’adresse redirige vers <code>{to}</code>, que je n’ai pas le droit de consulter.',
    'empty-document': 'Le site a répondu, mais avec un document vide.',
    'not-a-feed':
      'Ce n’est pas un flux, et je n’en ai trouvé aucun qui s’y rattache. Cherchez un lien nommé RSS, Atom ou Flux.',
    'no-list':
      'Il n’y a pas de flux, et la page n’a pas de liste de titres à suivre. Essayez la page qui liste les articles, ou cherchez un lien nommé RSS, Atom ou Flux.',
    'scripted-page':
      'Il n’y a pas de flux, et la page reste vide tant qu’un navigateur n’exécute pas ses scripts, ce que je ne peux pas faire. Essayez une autre page du site, ou cherchez un lien nommé RSS, Atom ou Flux.',
    'page-changed':
      'La page n’affiche plus ses titres au même endroit. Ajoutez à nouveau son adresse avec /add : je chercherai la nouvelle liste.',
    'robots-disallow':
      'Le site interdit aux programmes de lire cette page : c’est ce que dit le robots.txt de <code>{host}</code>. Cherchez un flux du site, ou demandez-lui d’admettre Paperboy.',
    'selector-syntax':
      'Je ne comprends pas ce sélecteur CSS :\n{place}\nJe connais les noms d’éléments, <code>.classes</code>, <code>#ids</code>, <code>[attributes]</code>, <code>a &gt; b</code>, <code>:nth-child()</code> et <code>:not()</code>. Rien n’a été modifié.',
    'no-telegram-preview':
      'Telegram n’y affiche aucune publication sur le web. Je peux lire les canaux publics dont l’aperçu web est activé.',
    'reader-failed':
      'Une erreur s’est produite de mon côté à la lecture de ce flux. Réessayez plus tard ; si elle persiste, merci de signaler son adresse.',
    'schedule-syntax':
      'Je ne comprends pas <code>{text}</code>. Choisissez l’un de ces horaires, ou écrivez-le autrement, par exemple <code>8h lun-ven</code>.',
    'schedule-unclear': '<code>{text}</code> peut désigner plusieurs horaires. Lequel est le bon ?',
    timezoneNear:
      'Je ne connais pas le fuseau horaire <code>{text}</code>. Est-ce l’un de ceux-ci ? Sinon, envoyez le nom d’une grande ville proche.',
    'timezone-unclear':
      '<code>{text}</code> peut désigner plusieurs fuseaux horaires. Lequel est le bon ? Vous pouvez aussi envoyer le nom d’une autre ville.',
    'timezone-unknown':
      'Je ne connais pas le fuseau horaire <code>{text}</code>. Envoyez le nom d’une grande ville proche, comme <code>Paris</code>.',
    'schema-newer':
      'Un Paperboy plus récent a écrit ce qui est enregistré sous <code>{key}</code> (version {found} ; celui-ci connaît la {known}). Déployez à nouveau la version plus récente.',
    'stored-broken':
      'Ce qui est enregistré sous <code>{key}</code> est illisible. Rétablissez-le depuis une sauvegarde.',
    'seen-stale': 'KV répond encore avec une ancienne valeur ; le prochain cycle réessaie.',
    'namespace-shared':
      'L’espace KV est partagé : il contient les données d’un autre bot ({bot}). Rien de nouveau n’est envoyé tant que ce bot n’a pas son propre espace : npm run deploy en crée un.',
    'bad-token':
      'Telegram n’accepte pas le jeton du bot. Demandez-en un nouveau à @BotFather et enregistrez-le comme secret BOT_TOKEN.',
    'seen-lost':
      'KV a perdu la liste des éléments déjà vus. Tous les flux sont repartis de zéro ; ce qui a paru entre-temps peut manquer.',
    'shut-down':
      'Ce Paperboy est arrêté : une dernière sauvegarde a été faite, et un autre a pris le relais. Pour continuer plutôt ici : npm run deploy -- --take-over',
    'channel-failed':
      'Le bulletin de <code>{channel}</code> n’a pas pu être composé. Ses titres attendent ; merci de signaler ce problème.',
    'quota-spent':
      'Le quota du jour est épuisé ({quota}). Les flux ne sont pas consultés jusqu’à minuit UTC, et rien n’est perdu. Détails : /quota.',
    'kv-failed': 'KV a refusé <code>{key}</code> ; le prochain cycle réessaie.',
    filter: 'Ce filtre ne convient pas : {mistake}.\n{place}\nRien n’a été modifié.',
    'filter-unclear': '<code>{text}</code> peut se lire de plusieurs façons. Laquelle est la bonne ?',
    template: 'Ce modèle ne convient pas : {mistake}.\n{place}\nRien n’a été modifié.',
    place: '<code>{before}</code>▸<b>{marked}</b>◂<code>{after}</code>',
    suggestion: 'Peut-être : {suggestion}',
  },
  quotas: {
    kvReads: 'lectures KV',
    kvWrites: 'écritures KV',
    rowsRead: 'lignes lues',
    rowsWritten: 'lignes écrites',
    objectRequests: 'requêtes aux objets',
    gbSeconds: 'temps des objets',
    neurons: 'neurones (Workers AI)',
  },
  filterMistakes: {
    'unclosed-quote': 'ce guillemet n’est jamais fermé',
    'unclosed-group': 'cette parenthèse n’est jamais fermée',
    'stray-closing': 'cette parenthèse ne ferme rien',
    'empty-group': 'ces parenthèses sont vides',
    'empty-phrase': 'ces guillemets sont vides',
    'nothing-after-not': 'il n’y a rien après ce signe moins',
    'nothing-beside-or': 'il n’y a rien d’un côté de ce « ou »',
    'too-long': 'c’est trop long à partir d’ici',
    'too-deep': 'il y a ici trop de parenthèses imbriquées',
    'empty-term': 'il n’y a là ni lettre ni chiffre',
    'nothing-after-field': 'il n’y a rien à chercher après ce champ',
    'unknown-field': 'ce champ n’existe pas ; les champs sont title, summary, text, author, category, source et link',
    'bad-expression': 'cette partie de l’expression régulière est incorrecte',
    'foreign-expression':
      'les assertions avant et arrière et les références arrière ne sont pas prises en charge ; le reste de RE2 l’est',
    'large-expression': 'cette expression régulière devient trop grande ; réduisez ses répétitions',
  },
  templateMistakes: {
    'unknown-placeholder': 'ce champ n’existe pas ; les champs sont {placeholders}',
    'no-title': 'il n’affiche pas {title}',
    'stray-brace': 'cette accolade n’appartient à aucun champ',
    'too-long': 'c’est trop long à partir d’ici',
  },

  quotaReport: {
    report: '<b>Aujourd’hui</b>, depuis minuit UTC\n{lines}\n\n{work}\n{slowed}',
    line: '{name} : {spent}',
    lineOf: '{name} : {spent} sur {most}',
    lineProjected: '{name} : {spent} sur {most}, environ {projected} d’ici minuit UTC',
    stored: 'Stocké dans KV : {bytes}',
    storedOf: 'Stocké dans KV : {bytes} sur {most}',
    work: 'Messages envoyés : {messages} ; consultations de flux : {feedReads}.',
    closed:
      '🌙 Les pages et les personnes qui ne sont pas propriétaires ont épuisé leur part des quotas du jour : leurs requêtes sont refusées jusqu’à minuit UTC.',
    spent:
      '⏳ {name} : le quota du jour est épuisé. Les flux ne sont pas consultés jusqu’à minuit UTC ; rien n’est perdu.',
    rarely: '🐢 Les flux peu actifs sont consultés {times} fois moins souvent, car ils sont nombreux.',
    rarelyFor: '🐢 Les flux peu actifs sont consultés {times} fois moins souvent, pour que le quota suffise : {name}.',
    gatheredForTime:
      '🐢 Les nouveautés sont regroupées pendant {minutes} minutes, pour que le temps des objets suffise jusqu’à minuit UTC.',
    short:
      '🐢 Chaque cycle s’arrête après {seconds} s, pour que le temps des objets suffise jusqu’à minuit UTC ; des messages peuvent arriver plus tard.',
    neuronsSpent:
      '🤖 {name} : la part du jour est épuisée. Jusqu’à minuit UTC, les titres sont envoyés en version originale et rien n’est résumé.',
    asUsual: '✅ Rien n’a dû être ralenti.',
    status:
      'Les 7 derniers jours, et tous les flux et canaux : {link}\nCe lien vous connecte. Il fonctionne une seule fois, pendant 10 minutes.',
  },
  quotaNames: {
    kvReads: 'Lectures KV',
    kvWrites: 'Écritures KV',
    rowsRead: 'Lignes lues',
    rowsWritten: 'Lignes écrites',
    objectRequests: 'Requêtes aux objets',
    gbSeconds: 'Temps des objets (Go-s)',
    neurons: 'Neurones (Workers AI)',
    cycles: 'Cycles',
    messages: 'Messages',
  },

  readers: {
    link: 'Mes mots-clés',
    onPage: 'choisissez quels titres vous recevez, et quand.',
    closedScreen:
      '🔎 <b>{channel}</b> est fermé aux lecteurs. Une fois ouvert, chaque bulletin se termine par le lien « Mes mots-clés » : les lecteurs choisissent leurs mots-clés et leurs horaires, et reçoivent les titres dans un échange privé avec moi.',
    openScreen:
      '🔎 <b>{channel}</b> est ouvert aux lecteurs. Chaque bulletin se termine par ce lien :\n{link}\n\n{readers, plural, =0 {Personne ne l’utilise encore.} one {# lecteur l’utilise.} other {# lecteurs l’utilisent.}} Ce que choisissent les lecteurs n’est montré à personne d’autre.',
    sureClose:
      'Fermer <b>{channel}</b> aux lecteurs ? {readers, plural, =0 {Personne n’utilise encore son lien.} one {# lecteur ne recevra plus ses titres.} other {# lecteurs ne recevront plus ses titres.}} Le lien cessera de fonctionner. Vous pourrez annuler.',
    closed: '✅ <b>{channel}</b> est fermé aux lecteurs.',
    notHere: 'Seul un canal ou un groupe peut être ouvert aux lecteurs.',
    offer:
      '📰 Je suis un bot et je peux vous envoyer ici les titres de <b>{channel}</b>. Lesquels voulez-vous ? Touchez un bouton.\n\nVous pouvez changer d’avis à tout moment. /stop arrête l’envoi et supprime ce que je conserve sur vous.',
    onlyLive: 'Rien que …, en direct',
    butDaily: 'Tout sauf …, à 18:00',
    allDaily: 'Tout, une fois par jour',
    gone: 'Ce lien ne fonctionne plus. Un bulletin plus récent du canal en a peut-être un autre.',
    noPlace: 'Je ne peux pas accueillir plus de lecteurs pour le moment. Réessayez plus tard.',
    full: 'Vous suivez {count, plural, one {# canal} other {# canaux}}, le maximum possible. Cessez d’abord d’en suivre un.',
    askOnly:
      'Quels mots un titre de <b>{channel}</b> doit-il contenir ? Envoyez-les-moi, par exemple <code>pluie, neige</code> pour l’un ou l’autre, <code>"mer du nord"</code> pour une expression, ou <code>tempête -sport</code> pour les tempêtes sans le sport.',
    askBut:
      'Quels mots un titre de <b>{channel}</b> ne doit-il pas contenir ? Envoyez-les-moi, séparés par des virgules ou un par ligne, par exemple <code>sport, mer du nord</code>.',
    wordsSet: '✅ Vos mots-clés pour <b>{channel}</b> : {filter}',
    allSet: '✅ Vous recevez maintenant tous les titres de <b>{channel}</b>.',
    mistake: 'Cela ne convient pas : {mistake}.\n{place}\nRien n’a été modifié.',
    textsNotSearched:
      'Je cherche vos mots-clés dans les titres, les résumés, les thèmes, les auteurs et les sources, mais pas dans les articles entiers. Enlevez <code>text:</code>. Rien n’a été modifié.',
    untested: 'Aucun titre des dernières 48 heures ne permet de les essayer.',
    allPassed:
      '{total, plural, one {Le seul titre des dernières 48 heures serait arrivé.} other {Les # titres des dernières 48 heures seraient tous arrivés.}}',
    nonePassed:
      '{total, plural, one {Le seul titre des dernières 48 heures ne serait pas arrivé.} other {Aucun des # titres des dernières 48 heures ne serait arrivé.}}',
    somePassed: 'Titres des dernières 48 heures qui seraient arrivés : {passed} sur {total}.',
    own: '🔎 <b>Vos mots-clés</b>',
    channel: '<b>{channel}</b> : {filter}',
    one: '🔎 {line}',
    channelAll: '<b>{channel}</b> : tout',
    channelClosed: '<b>{channel}</b> : fermé aux lecteurs',
    none: 'Vous ne suivez aucun canal. Pour en suivre un, touchez « Mes mots-clés » sous l’un de ses bulletins.',
    whyWhich: 'Quel titre ? Envoyez-moi son lien, ou des mots qu’il contient.',
    whyUnknown: 'Ces dernières 48 heures, aucun de vos canaux n’a eu de titre avec <code>{text}</code>.',
    typeTimes:
      'Ou écrivez vos horaires : <code>/digest 8h 18h30</code>, <code>/digest lun-ven 8h</code>, <code>/digest quiet 23h-7h</code>.',
    byWords: 'vos mots-clés',
    notSent: '➖ Pas envoyé : il est plus ancien que vos mots-clés, ou trop de titres sont arrivés d’un coup.',
    sureStop:
      'Ne plus vous envoyer de titres ? Je supprimerai alors ce que je conserve sur vous : canaux, mots-clés, horaires et langue.',
    stopped: '🗑 Vous ne recevez plus de titres. Vos canaux, mots-clés et horaires sont supprimés.',
    left: '🗑 Vous ne recevez plus les titres de <b>{channel}</b>.',
    help: 'Je vous envoie les titres de canaux selon vos propres mots-clés.\n\n/keywords – vos canaux, mots-clés et horaires\n/filter – changer vos mots-clés : <code>/filter pluie, neige</code>\n/digest – changer les horaires : <code>/digest 8h 18h30</code>\n/preview – voir ce qui attend le prochain bulletin\n/why – pourquoi un titre est arrivé, ou non\n/pause et /resume – mettre l’envoi en pause, le reprendre\n/language – choisir la langue\n/stop – tout arrêter et supprimer ce que je conserve sur vous',
    stopDoes: 'tout arrêter et supprimer vos données',
    notUnderstood: 'Je n’ai pas compris. /help montre ce que vous pouvez faire ici.',
  },

  stats: {
    report: '📊 <b>{channel}</b>{since}\n\n{sections}',
    since: ', depuis le {day}',
    period: '<b>Les {days} derniers jours</b>\n{lines}',
    sent: '{messages, plural, one {# message} other {# messages}}, {headlines, plural, one {# titre} other {# titres}}',
    openedTimes: '{times, plural, one {# ouverture} other {# ouvertures}}',
    reacted: '{total, plural, one {# réaction} other {# réactions}} : {kinds}',
    noReactions: 'aucune réaction',
    kind: '{kind} {times}',
    custom: 'émojis personnalisés',
    paid: '⭐ payantes',
    rest: 'autres',
    busiest: '<b>Flux les plus actifs en 30 jours</b>\n{list}',
    busyLine:
      '{feed} : {kept, plural, one {# titre} other {# titres}} sur {items, plural, one {# élément} other {# éléments}}',
    silent: '<b>Flux dont tous les éléments ont été écartés</b>\n{list}',
    silentLine: '{feed} : {items, plural, one {# élément} other {# éléments}}',
    originalLinks: 'Les titres mènent directement aux articles : les clics ne sont pas comptés.',
    chart: 'Jour par jour : {link}\nCe lien vous connecte. Il fonctionne une seule fois, pendant 10 minutes.',
    title: '{channel} en chiffres',
    headlines: 'Titres',
    messages: 'Messages',
    opened: 'Ouvertures',
    reactions: 'Réactions',
    day: 'Jour',
    total: '{name} : {total} en 30 jours',
    most: 'Maximum en un jour : {most}, la dernière fois le {day}.',
    byDay: 'Chiffres par jour',
    note: 'Les ouvertures et les réactions comptent pour le jour du message. Les jours sont en UTC.',
    openedOff: 'Les clics ne sont pas comptés ici, ou Cloudflare n’a pas donné leur nombre.',
    closedTitle: 'Réservé aux propriétaires',
    closed: 'Pour ouvrir cette page, envoyez /stats dans l’échange privé avec le bot : sa réponse contient un lien.',
  },

  machine: {
    translate: '🤖 Langue des titres de <b>{channel}</b> : {language} (traduction automatique).',
    translateBoth:
      '🤖 Langue des titres de <b>{channel}</b> : {language} (traduction automatique, suivie de l’original).',
    translateOff: '🤖 Les titres de <b>{channel}</b> sont affichés tels que leurs éditeurs les ont écrits.',
    translateHow:
      'Un titre qui n’est pas traduit en deux minutes, ou dont les nombres ont changé, est envoyé en version originale. Choisissez une langue, ou écrivez-la : <code>/translate fr</code>, <code>/translate fr both</code>, <code>/translate off</code>.',
    languageUnknown: 'Je ne peux pas traduire vers <code>{text}</code>. Choisissez une de ces langues :',
    notSetUp:
      'Ce bot n’a pas de modèle pour les traductions et les résumés. L’opérateur peut en ajouter un : voir docs/operators.md, « Workers AI ». Rien n’a été modifié.',
    standIn:
      'Il n’y a pas de Workers AI sur cet ordinateur : un remplaçant marque ce qui serait traduit ou résumé, et ne change rien d’autre.',
    briefingOn:
      '🤖 Synthèse : activée. Quelques phrases en tête de chaque bulletin, chacune avec les liens de ses titres.',
    briefingOff: '🤖 Synthèse : désactivée.',
    briefingNeedsTimes:
      'Les synthèses n’accompagnent que les bulletins à heures fixes, par exemple <code>/digest 8h 18h30</code>.',
    briefing: '🤖 En bref',
    summaryOn:
      '🤖 Résumés : activés. Les pages de lecture des nouveaux articles commencent par trois phrases rédigées automatiquement.',
    summaryOff: '🤖 Résumés : désactivés.',
    summaryNeedsReading: 'Les résumés figurent sur les pages de lecture : envoyez d’abord <code>/reading on</code>.',
    summary: 'Résumé automatique',
    summaryNote: 'Il peut contenir des erreurs. Seul l’article fait foi.',
    pageTranslated: 'Les titres marqués 🤖 sont traduits automatiquement.',
    original: 'Version originale : {title}',
    sentAs: '🤖 Titre envoyé ({language}) : « {title} »',
    sentInOriginal: '🤖 Envoyé en version originale : {reason}.',
    failed: '⚠️ Les titres de <b>{channel}</b> sont envoyés pour l’instant en version originale : {reason}. {next}',
    briefingFailed: '⚠️ Le bulletin de <b>{channel}</b> a été envoyé sans synthèse : {reason}. {next}',
    nextMidnight: 'Les traductions reprennent à minuit UTC.',
    nextRetry: 'Je continue d’essayer.',
    nextOperator: 'L’opérateur peut choisir un autre modèle avec AI_MODEL : voir docs/operators.md, « Workers AI ».',
  },
  machineProblems: {
    'not-set-up': 'ce bot n’a pas de modèle de traduction',
    'quota-spent': 'la part du jour de Workers AI est épuisée',
    'model-gone': 'le modèle n’existe plus ou n’est pas compris dans le forfait',
    busy: 'Workers AI est surchargé',
    timeout: 'le modèle n’a pas répondu à temps',
    'bad-answer': 'la réponse du modèle était inutilisable',
    changed: 'des nombres ou des noms ont changé',
    failed: 'Workers AI n’a pas fonctionné',
  },

  owners: {
    list: '👥 <b>Propriétaires de ce bot</b>\n{list}\nUn lien d’invitation fait entrer une seule personne.',
    byOperator: 'L’opérateur a désigné {count, plural, one {# propriétaire} other {# propriétaires}} dans OWNER_IDS.',
    entry: '• <b>{name}</b> (<code>{id}</code>)',
    invitation: 'Envoyez ce lien à la personne. Il fonctionne une seule fois, pendant 2 jours.\n{link}',
    joined: '🔑 Vous pouvez maintenant utiliser ce bot. /start montre par où commencer.',
    only: 'Seuls les propriétaires de ce bot peuvent faire cela.',
    removed: '🗑 <b>{name}</b> ne peut plus utiliser ce bot. Ses canaux continuent sans changement.',
    readmitted: '✅ <b>{name}</b> peut à nouveau utiliser ce bot.',
  },

  languages: {
    choose:
      'Choisissez la langue dans laquelle je vous écris. Les bulletins d’un canal ont la leur, dans le menu du canal.',
    chosen: '✅ Je vous écris maintenant en français.',
    ofChannel: '🌐 Langue des bulletins de <b>{channel}</b> : {language}.',
  },

  menu: {
    channel: '<b>{channel}</b>',
    channelNamed: '<b>{channel}</b> · @{username}',
    schedule: '🕗 {schedule}',
    filter: '🔎 {filter}',
    paused: '⏸ {paused}',
    quiet: '🌙 Heures calmes de <b>{channel}</b> : {from}–{to} ({zone}).',
    quietNone: '🌙 Heures calmes de <b>{channel}</b> : aucune.',
    quietMeaning: 'Ce qui arrive pendant les heures calmes est gardé, puis envoyé à la fin.',
    look: '🎨 Aspect de <b>{channel}</b>',
    layoutHeadlines: 'Présentation : les titres dans un seul bulletin',
    layoutCards: 'Présentation : une carte par titre, avec résumé et image',
    layoutRich:
      'Présentation : chaque bulletin est un message enrichi, avec intertitres et listes repliées. Les applications Telegram d’avant juin 2026 demandent une mise à jour au lieu de l’afficher.',
    linksHeadline: 'Liens : le titre est un lien court',
    linksVisible: 'Liens : un lien court suit le titre',
    linksOriginal: 'Liens : le titre mène à l’article',
    linksLater: '{links} (dès qu’une adresse publique est connue)',
    switches:
      'Noms des flux : {sources, select, on {oui} other {non}} · Hashtags : {hashtags, select, on {oui} other {non}} · Éviter les doublons : {stories, select, on {oui} other {non}}',
    moreSwitches:
      'Commentaires : {comments, select, on {oui} other {non}} · Résumés : {summaries, select, on {oui} other {non}}',
    correctionsOn:
      'Corriger les titres : oui. Les titres envoyés suivent pendant 48 heures les changements de leur éditeur.',
    correctionsOff: 'Corriger les titres : non. Les titres envoyés restent tels quels.',
    template: 'Modèle : {template}',
    footer: 'Pied de page : <code>{footer}</code>',
    web: '🔗 <b>{channel}</b> sur le web',
    readingOn:
      '📖 Pages de lecture : oui. Pendant 30 jours, le 📖 qui suit le titre d’un nouvel article en ouvre le texte.',
    readingFull:
      '📖 Pages de lecture : oui, avec les textes intégraux. Si un flux ne donne que le début d’un nouvel article, je lis la suite sur la page de l’article, quand le site le permet. Les filtres y cherchent aussi.',
    readingOff: '📖 Pages de lecture : non.',
    page: '📄 Page : {page}\nFlux : {feeds}',
    pageLater: '📄 Page et flux : oui, dès qu’un @nom public et une adresse sont connus.',
    pageOff: '📄 Page et flux : non.',
    newestDigest: '🗞 Dernier bulletin, à partager : {digest}',
    sureRemoveChannel:
      'Retirer <b>{channel}</b> de Paperboy, avec ses flux, ses filtres et ses titres en attente ? Dans Telegram, je continue d’en faire partie tant que vous ne m’en retirez pas. « Annuler » rétablit ses flux et ses réglages.',
    channelRemoved: '🗑 <b>{channel}</b> est retiré.',
    channelBack:
      '✅ <b>{channel}</b> est de retour avec ses flux et ses réglages. Désormais, j’envoie les nouveaux titres.',
    askFeed: 'Envoyez-moi l’adresse d’un flux ou d’un site pour <b>{channel}</b>.',
    askFilter:
      'Envoyez-moi le filtre de {whose}, par exemple <code>(pluie | neige) -sport</code>. <code>off</code> laisse tout passer.',
    askTimes:
      'Quand paraissent les bulletins de <b>{channel}</b> ? <code>8h 18h30</code>, <code>8h en semaine</code>, <code>toutes les 6h</code>, <code>live 30m</code> ou <code>instant</code>.',
    askQuiet:
      'Quelles sont les heures calmes de <b>{channel}</b> ? Par exemple <code>23h-7h</code>, ou <code>off</code>.',
    askMost: 'Combien de titres un bulletin de <b>{channel}</b> peut-il avoir ? Un nombre, ou <code>off</code>.',
    askFooter: 'Envoyez-moi la dernière ligne de chaque bulletin de <b>{channel}</b>, ou <code>off</code>.',
    askTemplate:
      'À quoi ressemble un titre de <b>{channel}</b> ? Par exemple {example}. Champs possibles : {placeholders}. <code>off</code> : présentation habituelle.',
    askName: 'Quel nom donner à {whose} ? <code>off</code> : son nom d’origine.',
    askAddress: 'Quelle est la nouvelle adresse de {whose} ? Ce qui a déjà été vu n’est pas renvoyé.',
    askLogin:
      'Envoyez-moi le nom d’utilisateur et le mot de passe de {whose}, séparés par un espace. <code>off</code> les enlève. Je supprime votre message aussitôt.',
    askHeader:
      'Envoyez-moi un en-tête de requête pour {whose}, par exemple <code>Authorization: Bearer abc</code>. <code>Authorization: off</code> l’enlève, <code>off</code> les enlève tous. Je supprime votre message aussitôt.',
    askSelector:
      'Quels liens de {whose} sont des titres ? Envoyez-moi un sélecteur CSS, par exemple <code>main h2 a</code>.',
    unclearQuiet:
      'De quelles heures calmes s’agit-il ? Choisissez-en ici, ou envoyez-en d’autres, par exemple <code>22h30-6h</code>, ou <code>off</code>.',
    unclearSwitch: 'Envoyez <code>on</code> ou <code>off</code>.',
    unclearReading: 'Envoyez <code>on</code>, <code>full</code> ou <code>off</code>.',
    unclearMost: 'Envoyez un nombre de 1 à {most}, ou <code>off</code>.',
    unclearLayout:
      'Envoyez <code>/digest layout headlines</code>, <code>/digest layout cards</code> ou <code>/digest layout rich</code>.',
    unclearFooter: 'Un pied de page a au plus {units} caractères.',
    unclearName: 'Un nom a au plus {units} caractères.',
    unclearLogin:
      'Envoyez un nom d’utilisateur et un mot de passe séparés par un espace : au plus {user} et {password} caractères, sans deux-points dans le nom d’utilisateur.',
    unclearHeader:
      'Envoyez un nom et une valeur, par exemple <code>X-Key: abc</code> : au plus {units} caractères latins sans accents. Certains en-têtes, comme <code>Host</code>, ne peuvent pas être définis.',
    unclearPage:
      'Seul un canal ou un groupe avec un @nom public peut avoir une page. Donnez-lui-en un dans Telegram, puis transférez-moi une de ses publications.',
  },

  buttons: {
    feeds: '📡 Flux',
    filter: '🔎 Filtre',
    times: '🕗 Bulletins',
    look: '🎨 Aspect',
    web: '🔗 Web',
    language: '🌐 Langue',
    preview: '👀 Aperçu',
    stats: '📊 Statistiques',
    pause: '⏸ Pause',
    resume: '▶️ Reprendre',
    forget: '🗑 Retirer',
    back: '‹ Retour',
    channels: '‹ Canaux',
    addChannel: '➕ Canal ou groupe',
    addFeed: '➕ Flux',
    rename: '✏️ Renommer',
    address: '🔗 Adresse',
    login: '🔒 Connexion',
    header: '🔒 En-têtes',
    selector: '👁 Choisir les titres',
    remove: '🗑 Retirer',
    keep: 'Garder',
    change: '✏️ Modifier',
    clear: '🧹 Effacer',
    less: '👎 Moins de ce genre',
    instant: 'Immédiat',
    live: 'En direct',
    hourly: 'Chaque heure',
    threeHourly: 'Toutes les 3h',
    other: '✏️ Autres heures',
    timezone: '🌍 Fuseau horaire',
    quiet: '🌙 Calme',
    silent: '🔕 Sans son',
    atMost: 'Au plus {count}',
    noLimit: 'Sans limite',
    off: 'Aucune',
    headlines: 'Titres',
    cards: 'Cartes',
    rich: 'Enrichi',
    linkHeadline: 'Lien court',
    linkVisible: 'Lien visible',
    linkOriginal: 'Original',
    sources: 'Noms des flux',
    hashtags: 'Hashtags',
    comments: 'Commentaires',
    summaries: 'Résumés',
    stories: 'Éviter les doublons',
    corrections: 'Corriger les titres',
    reading: '📖 Pages de lecture',
    fullText: '📃 Texte intégral',
    page: '📄 Page et flux',
    template: '✏️ Modèle',
    footer: '✏️ Pied de page',
    cancel: 'Annuler',
    takeBack: 'Dépublier',
    deletePost: '🗑 Supprimer',
    owners: '👥 Propriétaires',
    invite: '➕ Inviter',
    confirm: 'Confirmer en privé',
    undo: '↩︎ Annuler',
    keepFilter: 'Garder',
    readers: '🔎 Lecteurs',
    keywords: '🔎 Mes mots-clés',
    only: 'Seulement avec …',
    but: 'Tout sauf …',
    everything: 'Tous les titres',
    why: '❓ Pourquoi',
    stop: '🗑 Arrêter',
    unfollow: '🗑 Ne plus suivre',
    close: 'Fermer',
    chooseChannel: '📢 Choisir un canal',
    chooseGroup: '👥 Choisir un groupe',
    translate: '🤖 Traduction',
    withOriginal: 'Avec l’original',
    briefing: '🤖 Synthèse',
    summary: '🤖 Résumé',
    newest: '{count} derniers',
    all: 'Tous',
    none: 'Aucun',
  },

  examples: { template: '{title} — {source} {tags}' },

  commands: {
    start: {
      usage: '',
      does: 'ouvrir le menu',
      examples: [
        ['/start', 'vos canaux et, pour chacun, ses flux, son filtre, ses bulletins, son aspect et sa langue'],
      ],
    },
    help: {
      usage: 'COMMANDE',
      does: 'voir toutes les commandes',
      examples: [['/help filter', 'tout ce qu’un filtre permet, avec des exemples']],
    },
    channels: {
      usage: '',
      does: 'voir vos canaux et comment en ajouter un',
      examples: [['@nom', 'envoyé seul, comme une publication transférée d’un canal, ajoute le canal']],
    },
    use: {
      usage: '@canal',
      does: 'choisir le canal à gérer',
      examples: [
        ['/use @actu_matin', 'les commandes concernent désormais ce canal'],
        ['/list @actu_matin', 'pour cette seule commande'],
      ],
    },
    add: {
      usage: 'URL',
      does: 'ajouter un flux ou un site',
      examples: [
        ['/add lemonde.fr', 'le flux d’un site'],
        ['/add youtube.com/@nom', 'une chaîne YouTube ; un canal Telegram avec t.me/nom'],
        ['/add github.com/owner/name', 'les versions d’un dépôt'],
        ['/add un.example deux.example', 'plusieurs adresses ; une liste dans un message convient aussi'],
      ],
    },
    remove: {
      usage: 'NUMÉRO',
      does: 'retirer un flux',
      examples: [
        ['/remove 2', 'le deuxième de /list'],
        ['/remove Le Monde', 'par son titre ou son adresse'],
      ],
    },
    feed: {
      usage: 'NUMÉRO',
      does: 'voir ou modifier un flux',
      examples: [
        ['/feed 2', 'son nom, son filtre, son adresse, ses identifiants et ses en-têtes'],
        ['/feed 2 name Actu du matin', 'le renommer ; « off » rétablit son nom d’origine'],
        ['/feed 2 address https://example.com/feed', 'une autre adresse ; rien n’est renvoyé'],
        ['/feed 2 login anne secret', 'pour un flux protégé ; « off » enlève les identifiants'],
        ['/feed 2 header Authorization: Bearer abc', 'un en-tête de requête ; « header off » les enlève tous'],
        ['/feed 2 selector main h2 a', 'un sélecteur CSS pour les titres d’une page suivie'],
      ],
    },
    list: {
      usage: '',
      does: 'voir les flux, leurs numéros et leur état',
      examples: [['/list', '🟢 tout va bien · ⚪️ pas encore consulté · 🔴 en erreur · ⛔ disparu']],
    },
    filter: {
      usage: 'MOTS',
      does: 'filtrer : pluie "mer du nord" -sport',
      examples: [
        ['/filter pluie neige', 'les deux mots'],
        ['/filter pluie | neige', 'l’un ou l’autre ; une virgule ou une nouvelle ligne convient aussi'],
        ['/filter "mer du nord"', 'une expression'],
        ['/filter -sport', 'tout sauf cela'],
        ['/filter météo*', 'les mots qui commencent ainsi'],
        ['/filter title:tempête', 'seulement dans le titre ; de même summary, text, author, category, source, link'],
        ['/filter /tempêtes? (annoncée|attendue)s?/', 'une expression régulière'],
        ['/filter (pluie | neige) -sport', 'un groupe'],
        ['/filter #2 -sport', 'pour le flux 2 seulement'],
        ['/filter "#2024" | "@nom"', 'entre guillemets : un hashtag ou un nom, et non un flux ou un canal'],
        ['/filter off', 'tout'],
      ],
    },
    digest: {
      usage: 'live | instant | 8h 18h30 | toutes les 3h',
      does: 'régler quand et comment partent les titres',
      examples: [
        ['/digest live', 'au fil des titres ; /digest live 30m : au plus un bulletin toutes les 30 minutes'],
        ['/digest instant', 'chaque information aussitôt, dans son propre message'],
        ['/digest 8h 18h30', 'à ces heures'],
        ['/digest lun-ven 8h, sam 10h', 'ces jours-là'],
        ['/digest matin et soir', 'ou : deux fois par jour'],
        ['/digest toutes les 3h', 'à partir de minuit ; 8h-20h toutes les 3h : entre ces heures seulement'],
        ['/digest timezone Paris', 'à l’heure d’une ville'],
        ['/digest quiet 23h-7h', 'pendant ces heures, les titres sont gardés, pas perdus'],
        ['/digest silent on', 'sans son'],
        ['/digest max 20', 'au plus 20 titres par bulletin'],
        ['/digest layout cards', 'un message par titre, avec image et résumé'],
        ['/digest layout rich', 'un message enrichi, avec intertitres et listes repliées'],
        ['/digest template {title} — {source}', 'à quoi ressemble un titre'],
        ['/digest footer La suite sur example.com', 'une dernière ligne'],
        ['/digest hashtags on', 'les catégories en hashtags'],
        ['/digest sources off', 'sans les noms des flux'],
        ['/digest comments off', 'sans le 💬 qui mène aux commentaires'],
        ['/digest summaries on', 'deux lignes du résumé sous chaque titre'],
        ['/digest briefing on', 'quelques phrases en tête de chaque bulletin, rédigées automatiquement'],
      ],
    },
    preview: {
      usage: '',
      does: 'voir ce qui attend le prochain bulletin',
      examples: [['/preview', 'tel que le canal le verra ; rien n’y est envoyé']],
    },
    pause: {
      usage: '',
      does: 'mettre l’envoi en pause',
      examples: [['/pause', 'les titres sont gardés jusqu’à 7 jours']],
    },
    resume: {
      usage: '',
      does: 'reprendre l’envoi',
      examples: [['/resume', 'demande d’abord quoi faire si beaucoup de titres ont attendu']],
    },
    links: {
      usage: 'headline | visible | original',
      does: 'choisir où mènent les titres',
      examples: [
        ['/links headline', 'le titre est un lien court'],
        ['/links visible', 'le lien court suit le titre'],
        ['/links original', 'pas de liens courts'],
      ],
    },
    why: {
      usage: 'LIEN ou MOTS',
      does: 'voir pourquoi un titre est parti, ou non',
      examples: [
        ['/why tempête écoles', 'les éléments qui ont ces mots dans le titre ou le résumé'],
        ['/why "mer du nord" -tempête', 'les éléments qu’un tel filtre laisse passer'],
        ['/why https://example.com/story', 'par son lien, ou celui de la publication'],
      ],
    },
    stories: {
      usage: 'on | off',
      does: 'réunir une même information de plusieurs flux',
      examples: [['/stories off', 'le titre de chaque flux']],
    },
    corrections: {
      usage: 'on | off',
      does: 'corriger les titres envoyés qui changent',
      examples: [['/corrections off', 'les titres envoyés restent tels quels']],
    },
    reading: {
      usage: 'on | full | off',
      does: 'proposer des pages de lecture épurées',
      examples: [
        ['/reading on', 'les textes des nouveaux articles, à ouvrir par le 📖, pendant 30 jours'],
        ['/reading full', 'et la suite des articles que les flux abrègent'],
        ['/reading off', 'aucun texte n’est conservé'],
      ],
    },
    translate: {
      usage: 'LANGUE | off',
      does: 'afficher les titres dans votre langue',
      examples: [
        ['/translate fr', 'chaque titre en français, par traduction automatique'],
        ['/translate fr both', 'suivi de l’original'],
        ['/translate off', 'tels que leurs éditeurs les ont écrits'],
      ],
    },
    summary: {
      usage: 'on | off',
      does: 'résumer les articles sur leurs pages de lecture',
      examples: [['/summary on', 'trois phrases au-dessus du texte, rédigées automatiquement']],
    },
    page: {
      usage: 'on | off',
      does: 'montrer le canal en page web et en flux',
      examples: [
        ['/page on', 'les dernières 48 heures, à lire et à suivre'],
        ['/page off', 'rien n’est montré'],
      ],
    },
    readers: {
      usage: 'on | off',
      does: 'laisser les lecteurs choisir leurs mots-clés',
      examples: [
        ['/readers', 'le lien, et combien de lecteurs l’utilisent'],
        ['/readers on', 'chaque bulletin se termine par le lien « Mes mots-clés »'],
        ['/readers off', 'le lien cesse de fonctionner'],
      ],
    },
    keywords: {
      usage: '',
      does: 'voir les canaux que vous suivez comme lecteur',
      examples: [['/keywords', 'vos mots-clés pour chaque canal, vos horaires et votre langue']],
    },
    top: {
      usage: '',
      does: 'voir les titres les plus ouverts de la semaine',
      examples: [['/top', 'selon les liens courts ouverts, si l’opérateur compte les clics']],
    },
    stats: {
      usage: '',
      does: 'voir les chiffres des 7 et 30 derniers jours',
      examples: [['/stats', 'titres, ouvertures, réactions, flux les plus actifs']],
    },
    retract: {
      usage: 'LIEN',
      does: 'dépublier un titre',
      examples: [
        [
          '/retract https://example.com/story',
          'barre le titre, supprime sa publication, ou l’écarte s’il attend encore',
        ],
      ],
    },
    import: {
      usage: '',
      does: 'importer un fichier de flux ou de réglages',
      examples: [['/import', 'ou envoyez-moi le fichier ; une liste d’adresses convient aussi']],
    },
    export: {
      usage: '',
      does: 'exporter les flux (OPML) et réglages (JSON)',
      examples: [['/export', 'deux fichiers que /import sait lire']],
    },
    language: {
      usage: '',
      does: 'choisir la langue dans laquelle je vous écris',
      examples: [['/language English', 'les bulletins d’un canal ont leur propre langue, dans son menu']],
    },
    quota: {
      usage: '',
      does: 'voir la part utilisée des quotas du jour',
      examples: [['/quota', 'ce qui est utilisé, prévu, et ce qui est ralenti']],
    },
    move: {
      usage: 'CELLULE',
      does: 'déplacer un canal dans une autre cellule',
      examples: [['/move 2', 'ses flux et ses titres en attente le suivent']],
    },
  },

  pages: {
    skip: 'Aller au texte',
    aboutTitle: 'Paperboy',
    about:
      'Ceci est un Paperboy : un bot qui envoie sur Telegram les titres de flux. Il consulte un flux aussi souvent que celui-ci publie – toutes les quelques minutes s’il est actif, quelques fois par jour s’il est calme –, pour tous ses canaux à la fois, et ne le télécharge que s’il a changé. Si Cache-Control, Retry-After, ttl, skipHours, skipDays ou sy:updatePeriod demandent des intervalles plus longs, il les respecte. Il s’abonne au flux auprès du hub WebSub que celui-ci annonce, puis le consulte environ une fois par jour. Il cesse de consulter un flux qui répond 410.',
    notFoundTitle: 'Introuvable',
    notFound: 'Cette page n’existe pas, ou n’est plus conservée.',
    notNowTitle: 'Pas pour l’instant',
    notNow: 'Impossible de consulter ces données pour l’instant. Réessayez dans une minute.',
    closedTitle: 'Fermé jusqu’à minuit UTC',
    closed:
      'Le quota du jour pour les pages est épuisé. Elles rouvrent à minuit UTC. Les flux sont consultés et les titres envoyés comme d’habitude.',
    broken: 'Le serveur n’a pas répondu. Réessayez dans une minute.',
    notKeptTitle: 'Le texte n’est pas conservé ici',
    notKept:
      'Les textes sont conservés ici pendant 30 jours, si le canal a activé les pages de lecture. Lisez l’article là où il a paru.',
    toOriginal: 'Aller à l’article',
    readOriginal: 'Lire l’original sur {host}',
    fromPage: 'Le flux ne donne qu’une partie de ce texte ; l’ensemble vient de la page de l’article sur {host}.',
    archive: 'Texte brut (Markdown)',
    wholeDigest: 'Tous les titres de ce bulletin',
    withdrawnTitle: 'Dépublié',
    withdrawn: 'Le canal a dépublié ce titre : son texte n’est plus affiché ici.',
    noDigestTitle: 'Ce bulletin n’est pas ici',
    noDigest:
      'Les bulletins sont conservés ici pendant 30 jours, si leur canal a des pages de lecture ou une page. Celui-ci a expiré, ou n’a jamais été conservé.',
    nothingLeft: 'Le canal a dépublié tous les titres de ce bulletin.',
    home: 'Aller à l’accueil',
    digestAt: 'Titres du {day} à {clock}',
    digestIn: '{heading} – {channel}',
    inTelegram: '{channel} sur Telegram',
    channelPage: 'L’actualité de {channel}',
    earlierDigest: 'Bulletin précédent',
    laterDigest: 'Bulletin suivant',
    earlierDay: 'Précédent : {day}',
    laterDay: 'Suivant : {day}',
    earlierDays: 'Archives par jour',
    dayOf: '{channel}, {day}',
    aboutDay: 'Ce que {channel} a envoyé le {day}, bulletin par bulletin.',
    headlines: '{count, plural, one {# titre} other {# titres}}',
    also: 'aussi : {sources}',
    aboutChannel: 'L’actualité de {channel}, chaque information une seule fois.',
    lastHours: 'Les dernières 48 heures',
    timesIn: 'fuseau horaire : {zone}',
    readHere: 'Lire ici',
    comments: 'Commentaires',
    nothingNew: 'Rien n’est arrivé ces dernières 48 heures.',
    next: 'Page suivante',
    previous: 'Page précédente',
    pagination: 'Pages',
    subscribe: 'S’abonner sur Telegram',
    scan: 'Scanner pour s’abonner',
    asFeed: 'En flux :',
  },
  files: { audio: 'Audio', video: 'Vidéo', file: 'Fichier', sized: '{file}, {size}' },

  frontDoor: {
    title: 'Paperboy : les titres sur Telegram',
    about:
      'Un bot qui envoie les nouveaux titres de flux dans des canaux Telegram : chaque information une seule fois, en bulletins à l’heure locale ou dès sa parution.',
    openBot: 'Ouvrir le bot dans Telegram',
    unset: 'Si vous avez déployé ce bot, il reste une étape : dire à Telegram où il se trouve.',
    channels: 'Canaux',
    publishers: 'Pour les éditeurs de flux',
    source: 'Code source',
  },
  status: {
    title: 'État',
    well: 'Tout va bien',
    unwell: 'Quelque chose ne va pas',
    lastCycle: 'Dernière consultation des flux : {when}.',
    noCycle: 'Les flux n’ont pas encore été consultés.',
    signInHow: 'Les propriétaires en voient plus : /quota, dans l’échange avec le bot, donne un lien de connexion.',
    problems: 'Ce qui ne va pas',
    week: 'Les 7 derniers jours',
    byDay: '{name} par jour : {days}',
    ofQuota: '{spent} sur {most}',
    byMidnight: 'environ {projected} d’ici minuit UTC',
    scale: 'Ligne pointillée : le quota. Barre pâle : la prévision du jour. Les jours sont en UTC.',
    arrival: 'Délai d’arrivée des nouveautés',
    delays:
      'Ces 7 derniers jours, la moitié des nouveautés ont été trouvées moins de {half} après leur parution, et 95 % moins de {most} après.',
    noDelays: 'Aucune nouveauté datée n’est arrivée ces 7 derniers jours.',
    halfWithin: 'La moitié des nouveautés en moins de',
    pushes: 'Flux annoncés par des hubs : {feeds} ; documents reçus d’eux ces 7 derniers jours : {documents}.',
    slowest: 'Flux les plus lents',
    arrivesAfter: 'Délai des nouveautés',
    checked: 'Consultation',
    feeds: 'Flux : {failing, plural, =0 {} one {# en erreur sur } other {# en erreur sur }}{all}',
    noneFailing: 'Tous les flux sont lisibles.',
    feed: 'Flux',
    why: 'Ce qui ne va pas',
    since: 'Depuis',
    channels: 'Canaux : {count}',
    readers: 'Lecteurs avec leurs propres mots-clés : {count}',
    channel: 'Canal',
    state: 'État',
    waiting: 'En attente',
    running: 'actif',
    pausedByOwner: 'mis en pause à la main',
    pausedForChoice: 'attend le choix de son propriétaire',
  },
  lockedOut: {
    kicked: 'le bot a été retiré',
    'chat-not-found': 'Telegram ne le trouve pas',
    'no-rights': 'le bot n’a pas le droit de publier des messages',
    blocked: 'la personne a bloqué le bot',
    'topic-closed': 'le sujet est fermé',
    refused: 'Telegram refuse les messages',
  },

  signIn: {
    title: 'Connexion',
    text: 'Ce navigateur sera connecté comme propriétaire du bot, pendant 30 jours.',
    button: 'Se connecter',
    failedTitle: 'Ce lien ne fonctionne plus',
    failed:
      'Un lien de connexion fonctionne une seule fois, pendant 10 minutes. /quota, dans l’échange avec le bot, en donne un nouveau.',
    busyTitle: 'Trop d’essais',
    busy: 'Attendez une minute, puis réessayez.',
    out: 'Se déconnecter',
  },

  setup: {
    title: 'Configurer le bot',
    text: 'Dernière étape : dire à Telegram où se trouve ce bot. Saisissez le WEBHOOK_SECRET choisi lors du déploiement.',
    secret: 'WEBHOOK_SECRET',
    button: 'Configurer',
    wrong:
      'Ce n’est pas le WEBHOOK_SECRET. C’est l’un des secrets du Worker ; si vous l’avez perdu, définissez-en un autre là-bas, puis revenez.',
    lockedTitle: 'Ce bot est configuré',
    locked:
      'Il a un propriétaire : cette page est donc fermée. Pour changer quelque chose plus tard, l’opérateur lance npm run deploy sur son ordinateur.',
    missing:
      'Le Worker fonctionne, mais n’est pas prêt : {variables}. Définissez cette valeur dans le tableau de bord de Cloudflare (Workers, ce Worker, Settings, Variables and Secrets), puis rouvrez cette page.',
    elsewhere: 'Ce bot est en service sur {host}.',
    retired: 'Une dernière sauvegarde de ce Paperboy a été faite. Un autre a peut-être repris le bot.',
    takeOver: 'Reprendre le bot ici',
    refused: 'Telegram n’a pas accepté : {reason}',
    again: 'Réessayer',
    claim:
      'Maintenant, prenez possession du bot. La première personne qui ouvre ce lien en devient propriétaire, et cette page se ferme :',
    claimButton: 'Devenir propriétaire',
    channel: 'Nommez-le ensuite administrateur d’un canal ; le droit « Publier des messages » suffit :',
    channelButton: 'Ajouter le bot à un canal',
  },
  setupParts: {
    webhook: 'Webhook',
    commands: 'Commandes',
    profile: 'Description',
    rights: 'Droits suggérés',
  },
  setupStates: {
    same: 'conforme',
    changed: 'fait',
    differs: 'à faire',
  },
}
