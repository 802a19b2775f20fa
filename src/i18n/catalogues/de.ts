/** German, with du: every text of the bot and of its pages. */
import type { Catalogue } from '../catalogue.ts'

export const de: Catalogue = {
  locale: 'de',
  name: 'Deutsch',
  direction: 'ltr',

  format: {
    comma: ', ',
    semicolon: '; ',
    space: ' ',
    moment: '{day}, {clock}',
    zoned: '{day}, {clock} ({zone})',
    longMoment: '{day} um {clock} {zone}',
    longMomentIn: '{day} um {clock} ({zone})',
    seconds: '{count} s',
    minutes: '{count} min',
    hours: '{count} h',
    days: '{count, plural, one {# Tag} other {# Tage}}',
    within: '{place}, {area}',
    untitled: 'Ohne Titel',
    part: '({part}/{parts})',
    more: '… und noch {count}',
    bullet: '• {text}',
    struck: '• <s>{title}</s>',
    struckBelow: '   <s>{title}</s>',
  },
  days: { mon: 'Mo', tue: 'Di', wed: 'Mi', thu: 'Do', fri: 'Fr', sat: 'Sa', sun: 'So', range: '{from}–{to}' },

  typed: {
    on: 'an|ein|ja|aktiv|eingeschaltet',
    off: 'aus|nein|kein|keine|keinen|ausgeschaltet',
    clear: 'aus|leeren|löschen|zurücksetzen',
    full: 'voll|volltext|volltexte|ganz|ganze artikel|ganzer artikel|ganzer text|komplett|vollständig|alles',
    both: 'beide|beides|mit original|zweisprachig',
    timezone: 'zeitzone|ortszeit',
    quiet: 'ruhe|ruhezeit|ruhezeiten|nachtruhe',
    silent: 'lautlos|stumm|leise|ohne ton',
    most: 'obergrenze|limit|anzahl|höchstzahl',
    layout: 'layout|anordnung|darstellung',
    template: 'vorlage|muster',
    footer: 'fußzeile|fusszeile|schlusszeile',
    links: 'links|link|kurzlinks',
    sources: 'quellen|quelle|feednamen',
    hashtags: 'hashtags|schlagwörter|schlagworte',
    stories: 'meldungen|bündeln|gleiches bündeln|gleiche meldungen|zusammenlegen|zusammenführen',
    comments: 'kommentare|kommentar',
    summaries: 'zusammenfassungen|zusammenfassung',
    corrections: 'korrekturen|korrektur|berichtigungen',
    reading: 'lesen|leseseite|leseseiten',
    page: 'seite|webseite',
    briefing: 'briefing|überblick',
    headlines: 'schlagzeilen|schlagzeile|liste',
    cards: 'karten|karte',
    rich: 'formatiert',
    linkHeadline: 'schlagzeile|kurzlink',
    linkVisible: 'sichtbar|dahinter',
    linkOriginal: 'original|artikel',
    feedName: 'name|umbenennen|titel',
    feedFilter: 'filter',
    feedAddress: 'adresse|url',
    feedLogin: 'login|anmeldung|passwort|zugang',
    feedHeader: 'header|kopfzeile|kopfzeilen',
    feedSelector: 'selektor|selektoren',
  },

  start: {
    welcome:
      'Hallo {name}! Ich sende neue Schlagzeilen aus deinen Feeds nach Telegram, jede Meldung nur einmal.\n\n<b>1.</b> Mach mich zum Administrator deines Kanals; das Recht „Nachrichten senden“ genügt. Kein Kanal? Die Schlagzeilen können auch in diesen Chat kommen.\n<b>2.</b> Sende /add und die Adresse eines Feeds oder einer Website.\n\nAlle Befehle findest du unter /help.',
    welcomeBack: 'Hallo {name}! Wähle unten einen Kanal. Alle Befehle findest du unter /help.',
    description:
      'Sendet neue Schlagzeilen aus deinen Feeds in deinen Kanal, deine Gruppe oder unseren Chat: jede Meldung nur einmal, mit Kurzlinks, zu den Zeiten, die du wählst. Mach mich zum Administrator deines Kanals und sende mir dann die Adresse eines Feeds oder einer Website.',
    shortDescription:
      'Sendet neue Schlagzeilen aus deinen Feeds nach Telegram: jede Meldung nur einmal, wann du willst.',
    deployed: '✅ Paperboy läuft, und seine Nachrichten kommen an. /start öffnet das Menü.',
    claimed: '🔑 Dieser Bot gehört jetzt dir. /start zeigt, wie es losgeht.',
    stranger:
      'Dieser Bot ist privat. Bitte seinen Besitzer um einen Einladungslink oder sende ihm deine Telegram-ID: <code>{id}</code>',
    help: '<b>Was ich kann</b>\n{list}\n\nHast du mehrere Kanäle, nenne zuerst den gemeinten: <code>/list @kanal</code>, oder wähle ihn mit /use.\n\nZu jedem Befehl gibt es Beispiele: <code>/help filter</code> zeigt, was ein Filter kann.',
    command: '/{name} – {does}',
    commandWith: '/{name} {usage} – {does}',
    example: '{typed} – {result}',
    groupHelp:
      'Ich sende neue Schlagzeilen aus Feeds in diesen Chat. Administratoren ändern die Einstellungen im Einzelchat mit mir. /start fügt diesen Chat hinzu.',
    notACommand:
      'Das habe ich nicht verstanden. Alle Befehle findest du unter /help. Um einen Feed hinzuzufügen, sende /add und seine Adresse.',
    unknownCommand: 'Den Befehl <code>{command}</code> kenne ich nicht. Alle Befehle findest du unter /help.',
    failed:
      'Bei mir ist etwas schiefgegangen. Vielleicht hat es trotzdem geklappt: Sieh nach, bevor du es noch einmal versuchst.',
    staleButton: 'Diese Schaltfläche ist veraltet.',
    cancelled: 'Es wurde nichts geändert.',
  },

  channels: {
    here: 'Chat mit mir',
    hereFirst: 'Chat mit mir',
    list: '<b>Deine Kanäle</b>\n{list}\n\nWähle einen mit /use und seinem Namen.',
    entry: '{mark} {title} ({name})',
    none: 'Noch kein Kanal. Mach mich in einem Kanal zum Administrator, leite mir einen Beitrag daraus weiter, sende mir seinen @Namen oder tippe unten auf eine Schaltfläche. Oder füge mit /add einfach einen Feed hinzu: Dann kommen die Schlagzeilen in diesen Chat.',
    another: 'Noch einen? Mach mich dort zum Administrator oder tippe unten auf eine Schaltfläche.',
    using: 'Befehle gelten jetzt für: <b>{channel}</b>.',
    useWhich: 'Welcher Kanal? Sende <code>/use @name</code> oder seinen Titel, wie /channels ihn zeigt.',
    unknown:
      'Den Kanal <code>{text}</code> kenne ich nicht. /channels zeigt deine Kanäle. Um einen hinzuzufügen, sende mir seinen @Namen oder leite mir einen seiner Beiträge weiter.',
    which: 'Du hast mehrere Kanäle: {channels}. Wähle einen mit /use oder stell seinen @Namen voran.',
    registered: '✅ <b>{channel}</b> wurde hinzugefügt. Füge jetzt mit /add einen Feed hinzu.',
    excessRights:
      'Ich habe in <b>{channel}</b> mehr Rechte als nötig. „Nachrichten senden“ genügt; bitte entzieh mir die anderen.',
    addedToGroup:
      'Damit in <b>{channel}</b> Schlagzeilen ankommen, sende dort /start. Hat die Gruppe Themen, sende es in dem Thema, in dem sie erscheinen sollen.',
    registeredGroup:
      '✅ Dieser Chat wurde hinzugefügt. Seine Einstellungen sind im Einzelchat mit mir: Füge dort mit /add einen Feed hinzu.',
    notYours: 'Du bist kein Administrator von <b>{channel}</b> und kannst den Kanal deshalb nicht hinzufügen.',
    botNotAdmin:
      'Ich darf in <b>{channel}</b> nichts posten. Mach mich dort zum Administrator mit dem Recht „Nachrichten senden“ und versuch es dann noch einmal.',
    unreachable:
      'Ich kann <code>{text}</code> nicht sehen. Falls es den Kanal gibt, mach mich dort zuerst zum Administrator, mit dem Recht „Nachrichten senden“.',
    telegramSilent: 'Telegram hat nicht geantwortet. Bitte versuch es in einer Minute noch einmal.',
    tooMany:
      'Du hast {count, plural, one {# Kanal} other {# Kanäle}}. Mehr erlaubt dieser Bot einer einzelnen Person nicht.',
    addSeveralToWhich:
      'Zu welchem Kanal soll ich {count, plural, one {diese Adresse} other {diese # Adressen}} hinzufügen?\n{addresses}',
    addToWhich: 'Zu welchem Kanal soll ich <code>{address}</code> hinzufügen?',
    confirmHere:
      'Du schreibst anonym im Namen dieser Gruppe, daher kann ich deine Rechte nicht prüfen. Tippe auf die Schaltfläche, um es im Einzelchat zu bestätigen.',
    onlyCell: '<b>{channel}</b> ist in Zelle 0, und eine andere gibt es nicht: CELLS legt fest, wie viele es sind.',
    cell: '<b>{channel}</b> ist in Zelle {cell}. Um den Kanal in eine andere zu verschieben, sende <code>/move 1</code>. Die Zellen gehen von 0 bis {last}.',
    moved:
      '✅ <b>{channel}</b> zieht mit Feeds, Filtern und wartenden Schlagzeilen in Zelle {cell} um. Das dauert höchstens ein paar Minuten.',
    moveLater:
      '<b>{channel}</b> lässt sich gerade nicht verschieben, weil KV nicht antwortet. Bitte versuch es in ein paar Minuten noch einmal.',
  },

  feeds: {
    addWhat:
      'Welcher Feed? Sende <code>/add https://example.com/feed</code>. Oft genügt die Adresse einer Website oder eines YouTube- oder Telegram-Kanals.',
    added: '✅ <b>{feed}</b> wurde zu <b>{channel}</b> hinzugefügt, als Feed {number}.\n{newest}\n\n{next}',
    noHeadlines: 'Er hat noch keine Schlagzeilen.',
    newest: 'Seine neuesten Schlagzeilen:\n{headlines}',
    fromNow: 'Ab jetzt werden neue Schlagzeilen gesendet.',
    afterResume: 'Der Kanal pausiert: Neue Schlagzeilen werden nach /resume gesendet.',
    onlyBeginning:
      '⚠️ Der Feed ist größer als {megabytes} MB. Nur die ersten {megabytes} MB werden gelesen; Einträge weiter unten werden nicht erkannt.',
    already: '<b>{feed}</b> gibt es in <b>{channel}</b> schon, als Feed {number}.',
    cut: 'Ich habe ▸{rest}◂ nach der Adresse weggelassen. Falls es zur Adresse gehört, schreib %20 für jedes Leerzeichen und %22 für jedes Anführungszeichen.',
    choose:
      'Die Seite hat {count, plural, one {# Feed} other {# Feeds}}. Welchen möchtest du zu <b>{channel}</b> hinzufügen?',
    full: 'Dieser Kanal hat {count, plural, one {# Feed} other {# Feeds}}, mehr sind nicht möglich. Entferne zuerst einen mit /remove.',
    tooMany:
      'Du hast {count, plural, one {# Feed} other {# Feeds}}. Mehr erlaubt dieser Bot einer einzelnen Person nicht. Entferne zuerst einen mit /remove.',
    tooManyOfOther:
      'Der Administrator, der <b>{channel}</b> hinzugefügt hat, hat {count, plural, one {# Feed} other {# Feeds}}. Mehr erlaubt dieser Bot einer einzelnen Person nicht. Entferne zuerst einen mit /remove.',
    postNewest: '{count, plural, one {Jetzt posten} other {Die neuesten # posten}}',
    posted: '{count, plural, one {# Schlagzeile ist unterwegs.} other {# Schlagzeilen sind unterwegs.}}',
    postedPaused: 'Der Kanal pausiert: Sie werden nach /resume gesendet.',
    postedBefore: 'Hier ist nichts mehr zu posten.',
    offerGone: 'Diese Auswahl ist veraltet. Füge die Adresse noch einmal mit /add hinzu.',
    removeWhich: 'Welcher Feed? Sende <code>/remove 2</code>; /list zeigt die Nummern.',
    sureRemove: '<b>{feed}</b> aus <b>{channel}</b> entfernen? „Rückgängig“ bringt ihn zurück.',
    removed:
      '🗑 <b>{feed}</b> wurde aus <b>{channel}</b> entfernt. Schlagzeilen, die schon warten, werden noch gesendet.',
    putBack: '✅ <b>{feed}</b> ist wieder in <b>{channel}</b>, als Feed {number}.',
    noSuchFeed: 'Einen Feed <code>{text}</code> gibt es hier nicht. /list zeigt die Nummern.',
    none: '<b>{channel}</b> hat noch keine Feeds. Füge mit /add und einer Adresse einen hinzu.',
    noneInMenu: '<b>{channel}</b> hat noch keine Feeds. Sende mir die Adresse eines Feeds oder einer Website.',
    summary:
      '📡 {feeds, plural, one {# Feed} other {# Feeds}}{failing, plural, =0 {} one { (🔴 # gestört)} other { (🔴 # gestört)}} · {waiting, plural, one {# Schlagzeile wartet} other {# Schlagzeilen warten}}',
    legend: '🟢 in Ordnung · ⚪️ noch nicht abgerufen · 🔴 gestört · ⛔ eingestellt',
    listHead: '{channel} · {schedule}',
    line: '{dot} {number}. {feed}',
    lineFilter: 'Filter: {filter}',
    linePushed: 'von der Website gemeldet',
    lineEvery: 'alle {time}',
    lineAsked: 'alle {time}, wie die Website es wünscht',
    lineLate: 'Neues kommt mit {time} Verzögerung',
    lineAtOnce: 'Neues kommt sofort',
    lineFailing: 'gestört seit {since}: {problem}',
    lineGone: 'nicht mehr abgerufen seit {since}: {problem}',
    of: 'Feed von <b>{channel}</b>.',
    ofRenamed: 'Feed von <b>{channel}</b>; sein eigener Titel ist <b>{title}</b>.',
    newestItem: 'Neuester Eintrag: {when}.',
    failing: 'Gestört seit {since}: {problem}',
    pushed: 'Seine Website meldet Neues, sobald es erscheint.',
    every: 'Er wird alle {time} abgerufen.',
    late: 'In den letzten 7 Tagen kam die Hälfte der neuen Einträge höchstens {time} nach dem Erscheinen an.',
    atOnce: 'In den letzten 7 Tagen kam die Hälfte der neuen Einträge sofort nach dem Erscheinen an.',
    rare: 'Die Website möchte höchstens {hours, plural, one {stündlich} other {alle # Stunden}} abgerufen werden.',
    ownFilter: 'Sein eigener Filter: {filter}',
    showWhich: 'Welcher Feed? Sende <code>/feed 2</code>; /list zeigt die Nummern.',
    address: 'Adresse: {url}',
    hasLogin: '🔒 Benutzername und Passwort werden an seine Website gesendet.',
    headers: '🔒 Header der Anfragen: {names}',
    changed: '✅ <b>{feed}</b> wird jetzt von {url} gelesen. Was schon bekannt ist, wird nicht noch einmal gesendet.',
    saved: '✅ Gespeichert: So lässt sich <b>{feed}</b> lesen. Was schon bekannt ist, wird nicht noch einmal gesendet.',
    loggedOut:
      'Benutzername, Passwort und Header wurden gelöscht, weil die neue Adresse zu einer anderen Website gehört. Gib sie noch einmal ein, falls diese sie braucht.',
    notChanged: '{problem}\nEs wurde nichts geändert.',
    chooseAddress: 'Diese Seite hat mehrere Feeds. Sende die Adresse von einem:\n{addresses}',
    changeLater:
      'Der Feed lässt sich gerade nicht ändern, weil KV nicht antwortet. Bitte versuch es in ein paar Minuten noch einmal.',
    tooManyHeaders:
      'Ein Feed kann höchstens {count, plural, one {# Header} other {# Header}} haben. Entferne zuerst einen.',
    headersForOwners: 'Header können nur Besitzer dieses Bots setzen.',
    settings:
      'Sende <code>/feed {number}</code> mit <code>name</code>, <code>filter</code>, <code>address</code>, <code>login</code>, <code>header</code> oder <code>selector</code> und dem neuen Wert. <code>/help feed</code> zeigt Beispiele.',
    secretDeleted:
      '🔒 Ich habe deine Nachricht gelöscht, weil sie Zugangsdaten enthielt. Zugangsdaten von Feeds werden verschlüsselt aufbewahrt, nur an deren Websites gesendet und nie wieder angezeigt.',
    secretStays:
      '🔒 Bitte lösch deine Nachricht: Sie enthält Zugangsdaten, und Telegram lässt mich sie nicht löschen. Zugangsdaten von Feeds werden verschlüsselt aufbewahrt, nur an deren Websites gesendet und nie wieder angezeigt.',
  },

  watching: {
    watchable:
      'Einen Feed habe ich nicht gefunden, aber ich kann die Seite <b>{page}</b> stündlich abrufen und ihre neuen Schlagzeilen in <b>{channel}</b> posten. Ihre Liste beginnt mit:\n{headlines}\n\nIst das die richtige Liste?',
    watch: '👁 Seite beobachten',
    addToWatch:
      'Die Seite <b>{page}</b> hat keinen Feed. Ich kann sie wie einen eigenen Feed beobachten: {command}\nEs wurde nichts geändert.',
    sendAlone:
      '✗ <code>{text}</code>: Die Seite hat keinen Feed, aber ich kann sie beobachten. Sende ihre Adresse allein, um das zu entscheiden.',
    watched: '✅ Ich beobachte jetzt <b>{page}</b>, als Feed {number} von <b>{channel}</b>. {next}',
    rule: 'Feed {number}, <b>{feed}</b>, ist eine Seite. Ihre Schlagzeilen findet der CSS-Selektor {selector}. Um ihn zu ändern, sende <code>/feed {number} selector main h2 a</code>.',
    byRule: '👁 Eine beobachtete Seite. CSS-Selektor: {selector}',
    isFeed:
      'Feed {number}, <b>{feed}</b>, wird als Feed gelesen und braucht keinen Selektor. Falls seine Adresse eine Seite ist, sende <code>/feed {number} selector main h2 a</code>.',
    ruleSet:
      '✅ Der Selektor für <b>{feed}</b> ist gesetzt. Er findet {count, plural, one {# Schlagzeile} other {# Schlagzeilen}}:\n{headlines}\n\nSie gelten als bekannt. Ab jetzt werden neue Schlagzeilen gesendet.',
    findsNothing: 'Dieser Selektor findet auf der Seite keine Links. Es wurde nichts geändert.',
    servesFeed: 'Diese Adresse liefert einen Feed, da gibt es nichts auszuwählen. Es wurde nichts geändert.',
    shared:
      'Auch ein Kanal einer anderen Person nutzt <b>{feed}</b>, deshalb lässt sich der Selektor hier nicht ändern.',
  },

  imports: {
    what: 'Sende mir Feeds für <b>{channel}</b>: eine OPML-Datei, eine Liste von Adressen (als Datei oder Nachricht) oder eine Datei von /export.',
    saving:
      '📥 Die Liste hat {count, plural, one {# Feed} other {# Feeds}}; ich speichere {count, plural, one {ihn} other {sie}} in <b>{channel}</b> …',
    nothingNew: 'Nichts Neues in <b>{channel}</b>.',
    noFeeds:
      'In dieser Datei stehen keine Feeds. Sende eine OPML-Datei, eine Liste von Adressen oder eine Datei von /export.',
    added:
      '📥 {count, plural, one {# Feed wurde} other {# Feeds wurden}} zu <b>{channel}</b> hinzugefügt. Ich rufe {count, plural, one {ihn} other {sie}} in den nächsten Minuten ab und berichte hier.',
    already: '{count, plural, one {# Feed war} other {# Feeds waren}} schon da:',
    readable: 'Lesbar:',
    over: '{count, plural, one {# Feed wurde} other {# Feeds wurden}} weggelassen, weil kein Platz mehr ist:',
    addedSeveral:
      '📥 Zu <b>{channel}</b> hinzugefügt: {added} von {total, plural, one {# Adresse} other {# Adressen}}.',
    works: '✅ {number}. {feed}',
    numbered: '• {number}. {feed}',
    severalFeeds: '✗ <code>{text}</code>: Die Seite hat mehrere Feeds. Sende ihre Adresse allein, um einen zu wählen.',
    noAddresses:
      'In dieser Nachricht habe ich keine Adresse gefunden. Sende Adressen wie <code>https://example.com/feed</code> oder eine Datei.',
    wrong: '✗ <code>{text}</code>: {problem}',
    wrongAddress: '✗ {problem}',
    progress: '📥 Import in <b>{channel}</b>: {checked} von {total, plural, one {# Feed} other {# Feeds}} abgerufen.',
    done: '📥 Der Import in <b>{channel}</b> ist fertig: {working} von {total, plural, one {# Feed} other {# Feeds}} lesbar.',
    failed: '✗ {number}. {feed}: {problem}',
    keepTrying: 'Bei diesen versuche ich es weiter. /remove mit der Nummer entfernt einen davon.',
    restored: '✅ <b>{channel}</b> hat jetzt die Einstellungen aus der Datei.',
    unreadable:
      'Diese Datei kann ich nicht lesen. Ich lese OPML, Listen von Adressen und Dateien von /export, bis 1 MB.',
    exported: 'Die Feeds von <b>{channel}</b> für jeden Feedreader und alle Einstellungen für /import.',
    exportFailed: 'Telegram hat die Datei nicht angenommen. Bitte versuch es in einer Minute noch einmal.',
  },

  filters: {
    shown: 'Filter von {whose}: {filter}',
    everything: 'alles kommt durch',
    ofFeed: '#{number} {feed}: {filter}',
    change: 'Ändern: <code>/filter WÖRTER</code>, abschalten: <code>/filter off</code>.',
    line: 'Filter: {filter}',
    whoseChannel: '<b>{channel}</b>',
    whoseFeed: '<b>{feed}</b> in <b>{channel}</b>',
    changed: '✅ Der Filter von {whose} ist jetzt {filter}',
    cleared: '✅ Der Filter von {whose} ist aus.',
    untested: 'In den letzten 48 Stunden gab es keine Einträge, um ihn auszuprobieren.',
    allPassed:
      '{total, plural, one {Der einzige Eintrag der letzten 48 Stunden wäre durchgekommen.} other {Alle # Einträge der letzten 48 Stunden wären durchgekommen.}}',
    nonePassed:
      '{total, plural, one {Der einzige Eintrag der letzten 48 Stunden wäre nicht durchgekommen.} other {Keiner der # Einträge der letzten 48 Stunden wäre durchgekommen.}}',
    somePassed:
      'Von {total, plural, one {# Eintrag} other {# Einträgen}} der letzten 48 Stunden {passed, plural, one {wäre # durchgekommen} other {wären # durchgekommen}}.',
    textsOnly:
      'Mit den letzten 48 Stunden lässt er sich nicht ausprobieren: Er durchsucht nur Texte, und die werden nicht aufbewahrt.',
    textsNotKept: 'Durchsucht wurden nur Titel, Zusammenfassungen und Kategorien: Texte werden nicht aufbewahrt.',
    hidden: 'Ausgefiltert, zum Beispiel:\n{titles}',
    lessWhich: '👎 Zu welcher Schlagzeile in <b>{channel}</b> möchtest du weniger Ähnliches sehen?',
    lessNone: 'In den letzten 48 Stunden kam in <b>{channel}</b> nichts durch.',
    lessNoTerm: 'In {title} finde ich kein Wort, das ähnliche Schlagzeilen ausfiltern würde, aber sonst kaum etwas.',
    lessWhat: 'Welches Wort möchtest du ausfiltern? In den letzten 48 Stunden hätte es getroffen:\n{proposals}',
    lessTerm: '• <code>{term}</code> – {count, plural, one {# Schlagzeile} other {# Schlagzeilen}}',
    lessButton: '−{term} ({count})',
    held: '⚠️ Der Filter {filter} von {whose} hätte nichts durchgelassen.',
    heldMaybe: '⚠️ Der Filter {filter} von {whose} lässt vielleicht nichts durch.',
    heldAsk: 'Er ist noch nicht gespeichert. Trotzdem speichern?',
    unchanged: 'Es wurde nichts geändert. Filter von {whose}: {filter}',
    unclear:
      '{text} als Filter von {whose} ist mehrdeutig. Was meinst du? Du kannst es auch anders schreiben.\n{readings}',
    reading: '{number}. {query}',
    readingMeans: '{number}. {query}\n{sentence}',
    numbered: 'Möglichkeit {number}',
    noRoom:
      'Im Filter von <b>{channel}</b> ist kein Platz für ein weiteres Wort: Ein Filter hat höchstens {units} Zeichen. Kürze ihn mit /filter. Es wurde nichts geändert.',
    nameUnknown: 'Du hast keinen Kanal <code>{text}</code>. Was meinst du?',
    feedUnknown: 'Einen Feed <code>{text}</code> gibt es hier nicht. Was meinst du?',
    nameOrFeed: '<code>{text}</code> ist mehrdeutig. Was meinst du?',
    asWord: 'Nach dem Wort {word} filtern',
    asHashtag: 'Nach dem Hashtag {word} filtern',
    asChannel: 'Der Kanal {channel}',
    asFeed: 'Feed {number}: {feed}',
    importedUnclear: 'Der Filter {query} von {whose} ist mehrdeutig. Ich verstehe ihn als {reading}.',
    importedDropsAll:
      '⚠️ {total, plural, one {Der einzige Eintrag der letzten 48 Stunden wäre durch diese Filter nicht durchgekommen.} other {Keiner der # Einträge der letzten 48 Stunden wäre durch diese Filter durchgekommen.}} /filter ändert sie, „Rückgängig“ nimmt die Einstellungen zurück.',
  },

  filterSentence: {
    keeps: 'Durchgelassen wird alles {what}.',
    keepsBut: 'Ausgefiltert wird alles {what}, sonst nichts.',
    andNot: '{has}, aber {not}',
    andNotBehindList: '{has}, aber {not}',
    butNot: '{has} {not}',
    has: 'mit {what}',
    hasIn: 'mit {what} {where}',
    not: 'ohne {what}',
    notIn: 'ohne {what} {where}',
    notAll: 'nicht ({what})',
    lacks: 'ohne {what}',
    lacksIn: 'ohne {what} {where}',
    lacksAll: 'nicht ({what})',
    together: '{what} zusammen',
    group: '({what})',
    and: ' und zugleich ',
    or: ' oder ',
    listAll: '{place, select, between {, } other { und }}',
    listAny: '{place, select, between {, } other { oder }}',
    listNone: '{place, select, between {, } other { oder }}',
    text: '„{text}“',
    begins: 'Wortanfang „{text}“',
    ends: 'Wortende „{text}“',
    contains: 'Wortteil „{text}“',
    like: 'Wortmuster „{text}“',
    expression: 'Text nach dem Muster {text}',
    more: 'noch {count}',
    moreClauses: 'unter {count} weiteren Bedingungen',
  },
  filterFields: {
    title: 'im Titel',
    summary: 'in der Zusammenfassung',
    text: 'im Text',
    author: 'im Namen des Autors',
    category: 'in einer Kategorie',
    source: 'im Namen des Feeds',
    link: 'im Link',
  },

  digests: {
    heading:
      '📰 {part, select, morning {Morgenausgabe} midday {Mittagsausgabe} afternoon {Nachmittagsausgabe} evening {Abendausgabe} other {Nachtausgabe}} · {day}, {clock}',
    gap: '⚠ {source}: Einträge zwischen {since} und {until} können fehlen',
    moreGaps: '⚠ … und in {count, plural, one {# weiteren Feed} other {# weiteren Feeds}}',
    leftOut: '… und {count} weitere',
    listen: '{minutes, plural, =0 {▶ Anhören} one {▶ Anhören · # min} other {▶ Anhören · # min}}',
    watch: '{minutes, plural, =0 {▶ Ansehen} one {▶ Ansehen · # min} other {▶ Ansehen · # min}}',
    folded: '{count} weitere',
    also: '(auch: {sources})',
    live: 'live, sobald Schlagzeilen kommen',
    instant: 'sofort, jede Meldung einzeln',
    liveGap: 'live, höchstens eine Ausgabe in {minutes, plural, one {# Minute} other {# Minuten}}',
    daily: 'täglich {times}',
    onDays: '{days} {times}',
    inZone: '{schedule} ({zone})',
    everyHours: '{hours, plural, one {jede Stunde} other {alle # Stunden}}',
    stepped: '{from}–{to}, {hours, plural, one {stündlich} other {alle # Stunden}}',
    unclearName: '<code>{text}</code> verstehe ich nicht. Meinst du das?',
    paused: 'Pausiert. /resume setzt das Senden fort.',
    undecided: 'Schlagzeilen haben sich angesammelt; /resume fragt dich noch einmal, was mit ihnen geschehen soll.',
    lockedOut: 'Ich kann dort nicht posten: {reason}. Ich versuche es stündlich wieder, mit /resume sofort.',
    nextLive: '/list zeigt, wie schnell Neues aus jedem Feed ankommt.',
    nextNow: 'Was wartet, wird in ein paar Minuten gesendet.',
    next: 'Nächste Ausgabe: <b>{when}</b>, falls es Neues gibt.',
    when: '<b>{channel}</b>: {schedule}.',
    set: '✅',
    zone: 'Zeitzone: {zone}.',
    quiet: '🌙 Ruhezeit {from}–{to}',
    silent: '🔕 lautlos',
    atMost: 'höchstens {count, plural, one {# Schlagzeile} other {# Schlagzeilen}} je Ausgabe',
    typeIt:
      'Oder tippe es: <code>/digest 8:00 18:30</code>, <code>/digest mo-fr 8 Uhr</code>. Mehr: <code>/help digest</code>.',
    askCity:
      'Welche Zeitzone? Sende mir den Namen einer großen Stadt in deiner Nähe, wie Wien oder Zürich, oder teile mit 📎 einen Standort.',
    placeSet: '🌍 {place} · {zone} · jetzt {clock}',
    zoneSet: '🌍 {zone} · jetzt {clock}',
    zoneNow: '{zone} · {clock}',
    placeShared: 'Soll in <b>{channel}</b> die Zeit dieses Standorts gelten?',
    preview: '👀 In <b>{channel}</b> {count, plural, one {wartet # Schlagzeile} other {warten # Schlagzeilen}}.',
    nothingWaiting: 'In <b>{channel}</b> wartet nichts.',
    nowPaused:
      '⏸ <b>{channel}</b> pausiert. Schlagzeilen werden bis zu 7 Tage aufbewahrt; /resume setzt das Senden fort.',
    resumed: '▶️ <b>{channel}</b> läuft wieder.',
    resumedWaiting:
      '{count, plural, one {# Schlagzeile wurde aufbewahrt und wird gesendet.} other {# Schlagzeilen wurden aufbewahrt und werden gesendet.}}',
    backlog:
      'In <b>{channel}</b> {count, plural, one {wartet # Schlagzeile. Soll ich sie senden?} other {warten # Schlagzeilen. Soll ich sie senden?}}',
    keptNone: 'Sie wurden verworfen. Ab jetzt werden neue Schlagzeilen gesendet.',
    keptAll: 'Alle werden gesendet.',
    keptNewest: 'Die neuesten {count} werden gesendet, die anderen wurden verworfen.',
    linksUnknown:
      '<code>{text}</code> verstehe ich nicht. Sende <code>/links headline</code>, <code>/links visible</code> oder <code>/links original</code>.',
  },

  lockouts: {
    kicked: 'Ich wurde dort entfernt',
    'chat-not-found': 'Telegram findet den Chat nicht mehr',
    'no-rights': 'Mir fehlt das Recht „Nachrichten senden“; bitte gib es mir',
    blocked: 'Ich bin dort blockiert',
    'topic-closed': 'Das Thema ist geschlossen oder gelöscht',
    refused: 'Telegram lehnt ab, was ich dorthin sende',
  },

  items: {
    whyWhat: 'Welche Schlagzeile? Sende <code>/why</code> mit ihrem Link oder mit Wörtern daraus.',
    whyUnknown:
      'In den letzten 48 Stunden hatte kein Feed von <b>{channel}</b> etwas mit <code>{text}</code>. Vielleicht ist es älter, (noch) nicht im Feed oder aus einem Feed, der nicht in /list steht.',
    why: '{title}\n{source}, gefunden am {when}.\n{fate}',
    sent: '✅ Gesendet am {when}.',
    corrected: '✏️ Korrigiert am {when}. Vorher hieß es „{was}“.',
    keepsTitle:
      '✏️ Der Herausgeber hat den Titel am {when} geändert, aber der Beitrag ließ sich nicht bearbeiten. Dort steht noch „{was}“.',
    post: '<a href="{post}">Beitrag ansehen</a>.',
    waitingPaused: '⏳ Wartet: Das Senden pausiert.',
    waitingNow: '⏳ Wartet; wird in ein paar Minuten gesendet.',
    waiting: '⏳ Wartet auf die Ausgabe am {when}.',
    underWay: '📤 Wird gerade gesendet.',
    leftOut: '➖ Weggelassen: Die Ausgabe hatte mehr Schlagzeilen als erlaubt. /digest max ändert das.',
    takenBack: '✂️ Zurückgenommen.',
    dropped: '⌛ Beim Warten verworfen: zu alt, zu viele oder von Hand.',
    merged: '🔗 Gebündelt mit {title} von <b>{source}</b>; es ist dieselbe Meldung.',
    mergedBecause: '🔗 Gebündelt mit {title} von <b>{source}</b>; es ist dieselbe Meldung: {reason}.',
    gathered: '🔗 In einer Zeile gesendet mit {title} von <b>{source}</b>: {reason}.',
    keepApart: '/stories off lässt sie getrennt.',
    tooOld: '🗂 Nicht neu: älter als alles, was ich aus diesem Feed noch kenne.',
    known: '✏️ Nicht neu: {field} wie bei {earlier}. Schlagzeile oder Adresse wurde also nur bearbeitet.',
    earlier: '{title}, gefunden am {when}',
    earlierUnknown: 'einem früheren Eintrag dieses Feeds',
    byChannel: 'Filter des Kanals',
    byFeed: 'Filter von Feed {number}',
    filteredByTerm: '🚫 Ausgefiltert durch <code>{term}</code> ({whose}).',
    filteredByTermIn: '🚫 Ausgefiltert durch <code>{term}</code> ({whose}), gefunden in: {field}.',
    filteredWithout: '🚫 Ausgefiltert ({whose}): <code>{term}</code> kommt nicht vor.',
    filteredWithoutAnywhere:
      '🚫 Ausgefiltert ({whose}): <code>{term}</code> steht weder im Titel noch in der Zusammenfassung noch im Text.',
    filteredWithoutBeginning:
      '🚫 Ausgefiltert ({whose}): <code>{term}</code> steht weder im Titel noch in der Zusammenfassung.',
    filtered: '🚫 Ausgefiltert ({whose}): Nichts darin passt zu {filter}',
    retractWhat: 'Welche Schlagzeile? Sende <code>/retract</code> mit ihrem Link oder dem ihres Beitrags.',
    retractUnknown:
      'Unter <code>{text}</code> finde ich nichts aus den letzten 48 Stunden. Sende den Link der Schlagzeile oder ihres Beitrags.',
    retractSeveral: 'Das könnten mehrere Schlagzeilen sein:\n{titles}\nSende den Link der Schlagzeile, die du meinst.',
    withdrawn: '✂️ {title} wartete noch und wird nicht gesendet.',
    struck: '✂️ {title} wurde durchgestrichen.',
    sureDelete: 'Der Beitrag hat nur diese Schlagzeile: {title}. Löschen? Das lässt sich nicht rückgängig machen.',
    deleted: '🗑 Der Beitrag mit {title} wurde gelöscht.',
    retractLater: 'Sie wird gerade gesendet. Versuch es in ein paar Minuten noch einmal.',
    retractNothing: 'Es gibt nichts mehr zurückzunehmen.',
    retractRefused: 'Telegram lässt mich diesen Beitrag nicht ändern: <code>{description}</code>.',
    retractRefusedNow: 'Telegram lässt mich diesen Beitrag gerade nicht ändern. Versuch es später noch einmal.',
    restored: '↩︎ Sie ist wieder da.',
    top: '🏆 Am häufigsten geöffnet in <b>{channel}</b>, letzte 7 Tage\n{list}',
    topLine: '{times} × {title}',
    topNone: 'Aus <b>{channel}</b> wurde in den letzten 7 Tagen nichts geöffnet.',
    topOff:
      'Klicks werden hier nicht gezählt. Der Betreiber kann das ändern: siehe docs/operators.md, „Counting clicks“.',
    topForbidden:
      'Cloudflare hat die Zahlen nicht geliefert ({status}): Das Token darf keine Analysen lesen. Der Betreiber muss ANALYTICS_TOKEN prüfen.',
    topFailed:
      'Cloudflare hat die Zahlen nicht geliefert{status, plural, =0 {} one { (#)} other { (#)}}. Bitte versuch es in einer Minute noch einmal.',
  },
  fullTexts: {
    page: '📖 Der ganze Text stammt von der Seite des Artikels.',
    robots: '📖 Nur der Text des Feeds: Die robots.txt der Website lässt Programme die Seite des Artikels nicht lesen.',
    noarchive: '📖 Nur der Text des Feeds: Die Seite des Artikels bittet, nicht anderswo gespeichert zu werden.',
    wall: '📖 Nur der Text des Feeds: Die Seite des Artikels verlangt ein Abo, eine Anmeldung, eine Einwilligung oder einen Browser.',
    nothing: '📖 Nur der Text des Feeds: Die Seite des Artikels hat auch nicht mehr Text.',
    failed: '📖 Nur der Text des Feeds: Die Seite des Artikels ließ sich nicht rechtzeitig lesen.',
    limit: '📖 Nur der Text des Feeds: Das Limit für gelesene Seiten war erreicht.',
  },
  searchedFields: {
    title: 'Titel',
    summary: 'Zusammenfassung',
    text: 'Text',
    author: 'Autor',
    category: 'Kategorien',
    source: 'Name des Feeds',
    link: 'Link',
  },
  sameField: { id: 'gleiche ID', link: 'gleicher Link', title: 'gleicher Titel und gleiches Datum' },
  sameStory: {
    address: 'Beide haben dieselbe Adresse',
    'short-link': 'Beide haben denselben Kurzlink des Herausgebers',
    title: 'Beide Titel sagen dasselbe',
    text: 'Beide haben denselben Text',
    likely: 'Beide berichten wahrscheinlich dasselbe',
  },

  notices: {
    lockedOut: '⚠️ Ich kann in <b>{channel}</b> nicht mehr posten: {reason}.',
    lockedOutBecause: '⚠️ Ich kann in <b>{channel}</b> nicht mehr posten: {reason} (<code>{description}</code>).',
    lockedOutNext: 'Die Schlagzeilen werden bis zu 7 Tage aufbewahrt; ich versuche es stündlich wieder.',
    back: '✅ Ich kann in <b>{channel}</b> wieder posten.',
    backlog:
      '{count, plural, one {# Schlagzeile wartet. Soll ich sie senden?} other {# Schlagzeilen warten. Soll ich sie senden?}}',
    expired:
      '⌛ In <b>{channel}</b> {count, plural, one {wurde # wartende Schlagzeile} other {wurden # wartende Schlagzeilen}} verworfen: Aufbewahrt werden höchstens 500, bis zu 7 Tage lang.',
    forgotten:
      '🗑 Drei Monate lang konnte ich in <b>{channel}</b> nicht posten, deshalb habe ich den Kanal mit Feeds und Filtern entfernt. Um ihn zurückzubekommen, mach mich dort wieder zum Administrator.',
    linkGone:
      '⛔ <b>{channel}</b> ist für Leser jetzt geschlossen, du bekommst keine Schlagzeilen mehr daraus. Was ich über dich gespeichert hatte, habe ich gelöscht.',
    unanswered:
      '⚠️ Telegram hat {attempts, plural, one {#-mal} other {#-mal}} nicht geantwortet, als ich in <b>{channel}</b> posten wollte. Ich versuche es in größeren Abständen weiter; dieselbe Ausgabe kann mehrmals erscheinen.',
    refused:
      '⚠️ Telegram hat in <b>{channel}</b> eine Nachricht mit {count, plural, one {# Schlagzeile} other {# Schlagzeilen}} abgelehnt: <code>{description}</code>',
    withdrawn:
      '⛔ {title} ist keine Stunde nach dem Erscheinen aus dem Feed verschwunden: Vielleicht hat der Herausgeber den Artikel zurückgezogen. In <b>{channel}</b> zurücknehmen?',
    richRefused:
      '⚠️ Telegram hat in <b>{channel}</b> eine formatierte Nachricht abgelehnt: <code>{description}</code>\nIch habe dieselben Schlagzeilen als gewöhnliche Ausgabe gesendet und mache das auch künftig so. Um formatierte Nachrichten abzuschalten, sende <code>/digest layout headlines</code>.',
    feedIn: '<b>{feed}</b> ({places})',
    feedPlace: 'Feed {number} von <b>{channel}</b>',
    feedPlacesMore: '{places} und {more} weitere',
    feedFailing:
      '⚠️ Einen ganzen Tag lang konnte ich {feed} nicht lesen. {problem}\nIch versuche es weiter und melde mich, wenn es wieder geht. Brauchst du ihn nicht mehr, entfernt ihn {removal}.',
    feedBack: '✅ Ich kann {feed} wieder lesen. Neue Schlagzeilen werden wie gewohnt gesendet.',
    credentialsLost:
      '🔒 Der geheime Schlüssel des Bots wurde geändert, deshalb kann ich Benutzername, Passwort und Header von {feed} nicht mehr lesen. Bitte gib sie noch einmal ein; die Schaltflächen dafür zeigt <code>{command}</code>. Bis dahin rufe ich den Feed nicht ab; danach wird nichts doppelt gesendet.',
    feedGone:
      '⛔ {feed} gibt es nicht mehr: Der Herausgeber hat ihn endgültig eingestellt (410), und ich rufe ihn nicht mehr ab. {removal} entfernt ihn. Falls er wiederkommt, füge seine Adresse noch einmal mit /add hinzu: <code>{url}</code>',
    feedMoved:
      '↪️ {feed} ist endgültig umgezogen, von <code>{url}</code> nach <code>{to}</code>. Ab jetzt nutze ich die neue Adresse; du musst nichts tun.',
    feedCut:
      '⚠️ {feed} ist jetzt größer als {megabytes} MB. Ich lese nur die ersten {megabytes} MB und sehe Einträge weiter unten nicht. Stehen die neuesten Einträge oben, musst du nichts tun; sonst such auf der Website nach einem kürzeren Feed.',
    quotaNear:
      '⚠️ {quota}: {spent} von {most} sind heute verbraucht. Bis Mitternacht UTC werden Feeds seltener abgerufen, und nichts geht verloren. /quota zeigt mehr.',
    timeNear:
      '⚠️ {quota}: {spent} von {most} sind heute verbraucht. Das meiste kosten langsame Antworten von Telegram oder Feeds. Bis Mitternacht UTC sind die Durchgänge kürzer, und nichts geht verloren. /quota zeigt mehr.',
    storageNear:
      '⚠️ In KV liegen {spent} von {most}. Ist es voll, laufen Kurzlinks neuer Schlagzeilen früher ab. LINK_TTL_DAYS oder der bezahlte Tarif schafft Platz.',
    closed:
      '🌙 Seiten und Personen, die keine Besitzer sind, haben ihren Anteil an den heutigen Kontingenten verbraucht und werden bis Mitternacht UTC abgewiesen. Feeds werden wie gewohnt abgerufen und Schlagzeilen gesendet. Vielleicht sendet jemand zu viele Anfragen; /quota zeigt den Verbrauch.',
    remove: '/remove',
    shared: '⚠️ {problem}',
    channelLost:
      '⚠️ Ich kann in <b>{channel}</b> nicht mehr posten: {reason}. Der Besitzer wurde benachrichtigt; die Schlagzeilen werden bis zu 7 Tage aufbewahrt.',
  },

  problems: {
    'not-a-url':
      '<code>{text}</code> ist keine Webadresse. Sie sollte aussehen wie <code>https://example.com/feed</code>.',
    'private-address': '<code>{host}</code> ist eine Adresse in einem privaten Netz, die ich nicht aufrufen darf.',
    unreachable: '<code>{host}</code> ist nicht erreichbar. Stimmt der Name, und läuft die Website?',
    timeout:
      'Die Website hat länger als {seconds, plural, one {# Sekunde} other {# Sekunden}} gebraucht. Versuch es später noch einmal.',
    notFound: 'Unter dieser Adresse gibt es auf der Website nichts ({status}).',
    loginNeeded:
      'Die Website verlangt Benutzername und Passwort ({status}). Sende sie mit der Adresse: <code>/add https://name:passwort@example.com/feed</code>. Für einen Feed aus /list sende <code>/feed 2 login name passwort</code>.',
    'credentials-refused':
      'Die Website nimmt Benutzername, Passwort oder Header nicht an ({status}). Prüfe sie und gib sie noch einmal ein.',
    'credentials-lost':
      'Der geheime Schlüssel des Bots wurde geändert, deshalb kann ich Benutzername, Passwort und Header nicht mehr lesen. Gib sie im Menü des Feeds oder mit /feed noch einmal ein.',
    forbidden:
      'Die Website lässt mich nicht hinein ({status}). Versuch es mit der Adresse des Feeds statt der Startseite. Braucht er ein Passwort, zeigt <code>/help feed</code>, wie du es sendest.',
    tooOften: 'Die Website meldet zu viele Anfragen ({status}). Versuch es später noch einmal.',
    siteBroken: 'Die Website hat gerade Probleme ({status}). Versuch es später noch einmal.',
    httpError: 'Die Website hat mit einem Fehler geantwortet ({status}).',
    gone: 'Der Herausgeber hat ihn endgültig eingestellt (410).',
    challenge:
      '<code>{host}</code> weist Bots ab: Die Website antwortet mit einem Test, den nur ein Browser besteht. Bitte sie, Feedreader an dieser Adresse zuzulassen, oder versuch eine andere Adresse des Feeds.',
    'damaged-answer':
      'Die Antwort von <code>{host}</code> ist beschädigt: Es sollten komprimierte Daten sein, aber sie lassen sich nicht entpacken. Der Fehler liegt bei der Website. Versuch es später noch einmal.',
    'packed-file': 'Die Adresse führt zu einer {format}-Datei. Entpacken kann ich nur gzip, zlib, zstd und Brotli.',
    'too-large':
      'Das Dokument ist größer als {megabytes} MB, und in den ersten {megabytes} MB steht kein vollständiger Eintrag.',
    'too-many-redirects': 'Die Adresse leitet mehr als {limit, plural, one {#-mal} other {#-mal}} weiter.',
    'bad-redirect': 'Die Adresse leitet zu <code>{to}</code> weiter, und das darf ich nicht aufrufen.',
    'empty-document': 'Die Website hat geantwortet, aber mit einem leeren Dokument.',
    'not-a-feed':
      'Das ist kein Feed, und ich habe keinen gefunden, der dazugehört. Such nach einem Link mit RSS, Atom oder Feed.',
    'no-list':
      'Es gibt keinen Feed, und die Seite hat keine Liste von Schlagzeilen, die ich beobachten könnte. Versuch es mit der Seite, die die Artikel auflistet, oder such nach einem Link mit RSS, Atom oder Feed.',
    'scripted-page':
      'Es gibt keinen Feed, und die Seite ist leer, bis ein Browser ihre Skripte ausführt; das kann ich nicht. Versuch es mit einer anderen Seite der Website oder such nach einem Link mit RSS, Atom oder Feed.',
    'page-changed':
      'Die Schlagzeilen stehen nicht mehr dort auf der Seite, wo sie waren. Füge die Adresse noch einmal mit /add hinzu, dann suche ich die neue Liste.',
    'robots-disallow':
      'Programme dürfen diese Seite nicht lesen: So steht es in der robots.txt von <code>{host}</code>. Such nach einem Feed der Website oder bitte sie, Paperboy zuzulassen.',
    'selector-syntax':
      'Diesen CSS-Selektor verstehe ich nicht:\n{place}\nIch kenne Namen von Elementen, <code>.klassen</code>, <code>#ids</code>, <code>[attribute]</code>, <code>a &gt; b</code>, <code>:nth-child()</code> und <code>:not()</code>. Es wurde nichts geändert.',
    'no-telegram-preview':
      'Telegram zeigt dort im Web keine Beiträge. Ich kann öffentliche Kanäle lesen, deren Webvorschau eingeschaltet ist.',
    'reader-failed':
      'Beim Lesen dieses Feeds ist bei mir etwas schiefgegangen. Bitte versuch es später noch einmal; klappt es weiter nicht, melde seine Adresse.',
    'schedule-syntax':
      '<code>{text}</code> verstehe ich nicht. Wähle etwas davon oder schreib es anders, zum Beispiel <code>mo-fr 8 Uhr</code>.',
    'schedule-unclear': '<code>{text}</code> kann verschiedene Zeiten bedeuten. Welche meinst du?',
    timezoneNear:
      'Die Zeitzone <code>{text}</code> kenne ich nicht. Ist es eine von diesen? Sonst sende den Namen einer großen Stadt in deiner Nähe.',
    'timezone-unclear':
      '<code>{text}</code> kann für mehrere Zeitzonen stehen. Welche ist es? Du kannst auch den Namen einer anderen Stadt senden.',
    'timezone-unknown':
      'Die Zeitzone <code>{text}</code> kenne ich nicht. Sende den Namen einer großen Stadt in deiner Nähe, zum Beispiel <code>Wien</code>.',
    'schema-newer':
      'Was unter <code>{key}</code> gespeichert ist, hat ein neuerer Paperboy geschrieben (Version {found}; dieser kennt {known}). Installiere die neuere Version wieder.',
    'stored-broken':
      'Was unter <code>{key}</code> gespeichert ist, lässt sich nicht lesen. Stell es aus einer Sicherung wieder her.',
    'seen-stale': 'KV antwortet noch mit einem älteren Wert; der nächste Durchgang versucht es wieder.',
    'namespace-shared':
      'Der KV-Namensraum wird geteilt: Er enthält die Daten eines anderen Bots ({bot}). Nichts Neues wird gesendet, bis dieser Bot einen eigenen Namensraum hat: npm run deploy legt einen an.',
    'bad-token':
      'Telegram nimmt das Token des Bots nicht an. Hol dir bei @BotFather ein neues und speichere es als Secret BOT_TOKEN.',
    'seen-lost':
      'KV hat die Liste der bekannten Einträge verloren. Jeder Feed hat neu begonnen; was inzwischen erschienen ist, kann fehlen.',
    'shut-down':
      'Dieser Paperboy ist stillgelegt: Eine letzte Sicherung wurde gemacht, und ein anderer hat übernommen. Um stattdessen hier weiterzumachen: npm run deploy -- --take-over',
    'channel-failed':
      'Die Ausgabe von <code>{channel}</code> ließ sich nicht zusammenstellen. Die Schlagzeilen warten; bitte melde das.',
    'quota-spent':
      'Das heutige Kontingent ist verbraucht: {quota}. Feeds werden erst nach Mitternacht UTC wieder abgerufen, und nichts geht verloren. /quota zeigt mehr.',
    'kv-failed': 'KV hat <code>{key}</code> abgelehnt; der nächste Durchgang versucht es wieder.',
    filter: 'Der Filter hat einen Fehler: {mistake}.\n{place}\nEs wurde nichts geändert.',
    'filter-unclear': '<code>{text}</code> ist mehrdeutig. Was meinst du?',
    template: 'Die Vorlage hat einen Fehler: {mistake}.\n{place}\nEs wurde nichts geändert.',
    place: '<code>{before}</code>▸<b>{marked}</b>◂<code>{after}</code>',
    suggestion: 'Vielleicht: {suggestion}',
  },
  quotas: {
    kvReads: 'KV-Lesezugriffe',
    kvWrites: 'KV-Schreibzugriffe',
    rowsRead: 'gelesene Zeilen',
    rowsWritten: 'geschriebene Zeilen',
    objectRequests: 'Anfragen an Objekte',
    gbSeconds: 'Objektzeit',
    neurons: 'Neuronen (Workers AI)',
  },
  filterMistakes: {
    'unclosed-quote': 'Dieses Anführungszeichen wird nie geschlossen',
    'unclosed-group': 'Diese Klammer wird nie geschlossen',
    'stray-closing': 'Diese Klammer schließt nichts',
    'empty-group': 'In diesen Klammern steht nichts',
    'empty-phrase': 'Zwischen diesen Anführungszeichen steht nichts',
    'nothing-after-not': 'Nach diesem Minus steht nichts',
    'nothing-beside-or': 'Auf einer Seite dieses „oder“ steht nichts',
    'too-long': 'Ab hier wird es zu lang',
    'too-deep': 'Hier sind zu viele Klammern ineinander',
    'empty-term': 'Darin ist kein Buchstabe und keine Ziffer',
    'nothing-after-field': 'Nach diesem Feld steht nicht, was gesucht wird',
    'unknown-field': 'Dieses Feld gibt es nicht; es gibt title, summary, text, author, category, source und link',
    'bad-expression': 'Dieser Teil des regulären Ausdrucks ist falsch',
    'foreign-expression': 'Lookarounds und Rückverweise gehen nicht, alles andere von RE2 schon',
    'large-expression': 'Dieser reguläre Ausdruck wird zu groß; verwende darin weniger Wiederholungen',
  },
  templateMistakes: {
    'unknown-placeholder': 'Diesen Platzhalter gibt es nicht; es gibt {placeholders}',
    'no-title': 'Sie zeigt {title} nicht',
    'stray-brace': 'Diese Klammer gehört zu keinem Platzhalter',
    'too-long': 'Ab hier ist sie zu lang',
  },

  quotaReport: {
    report: '<b>Heute</b>, seit Mitternacht UTC\n{lines}\n\n{work}\n{slowed}',
    line: '{name}: {spent}',
    lineOf: '{name}: {spent} von {most}',
    lineProjected: '{name}: {spent} von {most}, etwa {projected} bis Mitternacht UTC',
    stored: 'In KV gespeichert: {bytes}',
    storedOf: 'In KV gespeichert: {bytes} von {most}',
    work: '{messages, plural, one {# Nachricht} other {# Nachrichten}} gesendet, Feeds {feedReads, plural, one {#-mal} other {#-mal}} abgerufen.',
    closed:
      '🌙 Seiten und Personen, die keine Besitzer sind, haben ihren Anteil an den heutigen Kontingenten verbraucht: Sie werden bis Mitternacht UTC abgewiesen.',
    spent:
      '⏳ {name}: Das heutige Kontingent ist verbraucht. Feeds werden erst nach Mitternacht UTC wieder abgerufen; nichts geht verloren.',
    rarely: '🐢 Feeds mit wenig Neuem werden in {times}-mal so großen Abständen abgerufen, weil es viele sind.',
    rarelyFor:
      '🐢 Feeds mit wenig Neuem werden in {times}-mal so großen Abständen abgerufen, damit das Kontingent reicht: {name}.',
    gatheredForTime: '🐢 Neues wird {minutes} Minuten lang gesammelt, damit die Objektzeit bis Mitternacht UTC reicht.',
    short:
      '🐢 Jeder Durchgang endet nach {seconds} s, damit die Objektzeit bis Mitternacht UTC reicht; Nachrichten können später kommen.',
    neuronsSpent:
      '🤖 {name}: Der heutige Anteil ist verbraucht. Bis Mitternacht UTC werden Schlagzeilen im Original gesendet, und nichts wird zusammengefasst.',
    asUsual: '✅ Nichts musste gebremst werden.',
    status:
      'Die letzten 7 Tage, alle Feeds und Kanäle: {link}\nDer Link meldet dich an. Er gilt einmal, 10 Minuten lang.',
  },
  quotaNames: {
    kvReads: 'KV-Lesezugriffe',
    kvWrites: 'KV-Schreibzugriffe',
    rowsRead: 'Gelesene Zeilen',
    rowsWritten: 'Geschriebene Zeilen',
    objectRequests: 'Anfragen an Objekte',
    gbSeconds: 'Objektzeit (GB-s)',
    neurons: 'Neuronen (Workers AI)',
    cycles: 'Durchgänge',
    messages: 'Nachrichten',
  },

  readers: {
    link: 'Meine Stichwörter',
    onPage: 'wähle, welche Schlagzeilen wann zu dir kommen.',
    closedScreen:
      '🔎 <b>{channel}</b> ist für Leser geschlossen. Ist der Kanal offen, endet jede Ausgabe mit dem Link „Meine Stichwörter“: Leser wählen eigene Stichwörter und Zeiten und bekommen die Schlagzeilen im Einzelchat mit mir.',
    openScreen:
      '🔎 <b>{channel}</b> ist für Leser offen. Jede Ausgabe endet mit diesem Link:\n{link}\n\n{readers, plural, =0 {Noch nutzt ihn niemand.} one {# Leser nutzt ihn.} other {# Leser nutzen ihn.}} Was Leser wählen, sieht sonst niemand.',
    sureClose:
      '<b>{channel}</b> für Leser schließen? {readers, plural, =0 {Noch nutzt niemand den Link.} one {# Leser bekommt keine Schlagzeilen mehr daraus.} other {# Leser bekommen keine Schlagzeilen mehr daraus.}} Der Link gilt dann nicht mehr. „Rückgängig“ bringt ihn zurück.',
    closed: '✅ <b>{channel}</b> ist für Leser geschlossen.',
    notHere: 'Nur ein Kanal oder eine Gruppe lässt sich für Leser öffnen.',
    offer:
      '📰 Ich bin ein Bot und kann dir hier die Schlagzeilen von <b>{channel}</b> senden. Welche möchtest du? Tippe auf eine Schaltfläche.\n\nDu kannst das jederzeit ändern. /stop beendet es und löscht, was ich über dich gespeichert habe.',
    onlyLive: 'Nur mit …, laufend',
    butDaily: 'Alles außer …, um 18:00',
    allDaily: 'Alles, einmal am Tag',
    gone: 'Dieser Link gilt nicht mehr. In einer neueren Ausgabe des Kanals steht vielleicht ein anderer.',
    noPlace: 'Im Moment kann ich keine weiteren Leser aufnehmen. Bitte versuch es später noch einmal.',
    full: 'Du folgst {count, plural, one {# Kanal} other {# Kanälen}}, mehr sind nicht möglich. Entfolge zuerst einem davon.',
    askOnly:
      'Welche Wörter soll eine Schlagzeile von <b>{channel}</b> haben? Sende sie mir, zum Beispiel <code>Regen, Schnee</code> für eines der Wörter, <code>"hohe See"</code> für eine Wortfolge oder <code>Sturm -Sport</code> für Stürme ohne Sport.',
    askBut:
      'Welche Wörter soll eine Schlagzeile von <b>{channel}</b> nicht haben? Sende sie mir mit Kommas oder eines pro Zeile, zum Beispiel <code>Sport, hohe See</code>.',
    wordsSet: '✅ Deine Stichwörter in <b>{channel}</b> sind jetzt {filter}',
    allSet: '✅ Du bekommst jetzt alle Schlagzeilen von <b>{channel}</b>.',
    mistake: 'Da stimmt etwas nicht: {mistake}.\n{place}\nEs wurde nichts geändert.',
    textsNotSearched:
      'Ich suche deine Stichwörter in Schlagzeilen, Zusammenfassungen, Kategorien, Autoren und Quellen, aber nicht in ganzen Artikeln. Bitte lass <code>text:</code> weg. Es wurde nichts geändert.',
    untested: 'In den letzten 48 Stunden gab es keine Schlagzeilen, um sie auszuprobieren.',
    allPassed:
      '{total, plural, one {Die einzige Schlagzeile der letzten 48 Stunden wäre gekommen.} other {Alle # Schlagzeilen der letzten 48 Stunden wären gekommen.}}',
    nonePassed:
      '{total, plural, one {Die einzige Schlagzeile der letzten 48 Stunden wäre nicht gekommen.} other {Keine der # Schlagzeilen der letzten 48 Stunden wäre gekommen.}}',
    somePassed:
      'Von {total, plural, one {# Schlagzeile} other {# Schlagzeilen}} der letzten 48 Stunden {passed, plural, one {wäre # gekommen} other {wären # gekommen}}.',
    own: '🔎 <b>Deine Stichwörter</b>',
    channel: '<b>{channel}</b>: {filter}',
    one: '🔎 {line}',
    channelAll: '<b>{channel}</b>: alles',
    channelClosed: '<b>{channel}</b>: für Leser geschlossen',
    none: 'Du folgst keinem Kanal. Um einem zu folgen, tippe unter einer seiner Ausgaben auf „Meine Stichwörter“.',
    whyWhich: 'Welche Schlagzeile? Sende mir ihren Link oder Wörter daraus.',
    whyUnknown: 'In den letzten 48 Stunden hatte keiner deiner Kanäle eine Schlagzeile mit <code>{text}</code>.',
    typeTimes:
      'Oder tippe es: <code>/digest 8:00 18:30</code>, <code>/digest mo-fr 8 Uhr</code>, <code>/digest quiet 23:00-07:00</code>.',
    byWords: 'deine Stichwörter',
    notSent: '➖ Nicht gesendet: älter als deine Stichwörter, oder es kamen zu viele Schlagzeilen auf einmal.',
    sureStop:
      'Soll ich dir keine Schlagzeilen mehr senden? Dann lösche ich auch, was ich über dich gespeichert habe: Kanäle, Stichwörter, Zeiten und Sprache.',
    stopped: '🗑 Du bekommst keine Schlagzeilen mehr. Deine Kanäle, Stichwörter und Zeiten sind gelöscht.',
    left: '🗑 Du bekommst keine Schlagzeilen mehr von <b>{channel}</b>.',
    help: 'Ich sende dir Schlagzeilen von Kanälen nach deinen eigenen Stichwörtern.\n\n/keywords – deine Kanäle, Stichwörter und Zeiten\n/filter – Stichwörter ändern: <code>/filter Regen, Schnee</code>\n/digest – Zeiten ändern: <code>/digest 8:00 18:30</code>\n/preview – sehen, was auf die nächste Ausgabe wartet\n/why – warum eine Schlagzeile kam oder nicht\n/pause und /resume – das Senden pausieren und fortsetzen\n/language – Sprache wählen\n/stop – beenden und löschen, was ich über dich gespeichert habe',
    stopDoes: 'beenden und löschen, was ich über dich weiß',
    notUnderstood: 'Das habe ich nicht verstanden. /help zeigt, was du hier tun kannst.',
  },

  stats: {
    report: '📊 <b>{channel}</b>{since}\n\n{sections}',
    since: ', gezählt seit {day}',
    period: '<b>Letzte {days} Tage</b>\n{lines}',
    sent: '{messages, plural, one {# Nachricht} other {# Nachrichten}}, {headlines, plural, one {# Schlagzeile} other {# Schlagzeilen}}',
    openedTimes: '{times, plural, one {#-mal} other {#-mal}} geöffnet',
    reacted: '{total, plural, one {# Reaktion} other {# Reaktionen}}: {kinds}',
    noReactions: 'keine Reaktionen',
    kind: '{kind} {times}',
    custom: 'eigene Emojis',
    paid: '⭐ bezahlt',
    rest: 'andere',
    busiest: '<b>Aktivste Feeds in 30 Tagen</b>\n{list}',
    busyLine:
      '{feed}: {kept, plural, one {# Schlagzeile} other {# Schlagzeilen}} aus {items, plural, one {# Eintrag} other {# Einträgen}}',
    silent: '<b>Feeds, deren Einträge alle ausgefiltert wurden</b>\n{list}',
    silentLine: '{feed}: {items, plural, one {# Eintrag} other {# Einträge}}',
    originalLinks: 'Die Schlagzeilen führen direkt zu den Artikeln, deshalb werden Klicks nicht gezählt.',
    chart: 'Tag für Tag: {link}\nDer Link meldet dich an. Er gilt einmal, 10 Minuten lang.',
    title: '{channel} in Zahlen',
    headlines: 'Schlagzeilen',
    messages: 'Nachrichten',
    opened: 'Geöffnet',
    reactions: 'Reaktionen',
    day: 'Tag',
    total: '{name}: {total} in 30 Tagen',
    most: 'Am meisten an einem Tag: {most}, zuletzt am {day}.',
    byDay: 'Zahlen nach Tagen',
    note: 'Geöffnete Links und Reaktionen zählen für den Tag der Nachricht. Tage nach UTC.',
    openedOff: 'Klicks werden hier nicht gezählt, oder Cloudflare hat ihre Zahlen nicht geliefert.',
    closedTitle: 'Nur für Besitzer',
    closed: 'Um diese Seite zu öffnen, sende /stats im Einzelchat mit dem Bot: Die Antwort enthält einen Link.',
  },

  machine: {
    translate: '🤖 Schlagzeilen von <b>{channel}</b> erscheinen maschinell übersetzt. Sprache: {language}.',
    translateBoth:
      '🤖 Schlagzeilen von <b>{channel}</b> erscheinen maschinell übersetzt, mit dem Original dahinter. Sprache: {language}.',
    translateOff: '🤖 Schlagzeilen von <b>{channel}</b> erscheinen so, wie ihre Herausgeber sie geschrieben haben.',
    translateHow:
      'Ist eine Schlagzeile nicht binnen zwei Minuten übersetzt oder stimmen die Zahlen darin nicht mehr, wird das Original gesendet. Wähle eine Sprache oder tippe sie: <code>/translate de</code>, <code>/translate de both</code>, <code>/translate off</code>.',
    languageUnknown: 'In <code>{text}</code> kann ich nicht übersetzen. Wähle eine dieser Sprachen:',
    notSetUp:
      'Dieser Bot hat kein Modell für Übersetzungen und Zusammenfassungen. Der Betreiber kann eins hinzufügen: siehe docs/operators.md, „Workers AI“. Es wurde nichts geändert.',
    standIn:
      'Auf diesem Computer gibt es kein Workers AI: Ein Ersatz markiert, was übersetzt oder zusammengefasst würde, und ändert sonst nichts.',
    briefingOn: '🤖 Briefing: an. Über jeder Ausgabe stehen ein paar Sätze mit Links zu ihren Schlagzeilen.',
    briefingOff: '🤖 Briefing: aus.',
    briefingNeedsTimes: 'Briefings kommen nur mit Ausgaben zu festen Zeiten, zum Beispiel <code>/digest 8:00</code>.',
    briefing: '🤖 Kurz gefasst',
    summaryOn: '🤖 Zusammenfassungen: an. Leseseiten neuer Artikel beginnen mit drei maschinell erstellten Sätzen.',
    summaryOff: '🤖 Zusammenfassungen: aus.',
    summaryNeedsReading: 'Zusammenfassungen stehen auf Leseseiten: zuerst <code>/reading on</code>.',
    summary: 'Zusammenfassung, maschinell erstellt',
    summaryNote: 'Sie kann Fehler enthalten. Maßgeblich ist der Artikel.',
    pageTranslated: 'Schlagzeilen mit 🤖 wurden maschinell übersetzt.',
    original: 'Original: {title}',
    sentAs: '🤖 Gesendet als „{title}“ ({language})',
    sentInOriginal: '🤖 Im Original gesendet: {reason}.',
    failed: '⚠️ Schlagzeilen von <b>{channel}</b> werden vorerst im Original gesendet: {reason}. {next}',
    briefingFailed: '⚠️ Die Ausgabe für <b>{channel}</b> kam ohne Briefing: {reason}. {next}',
    nextMidnight: 'Um Mitternacht UTC beginnen die Übersetzungen wieder.',
    nextRetry: 'Ich versuche es weiter.',
    nextOperator: 'Der Betreiber kann mit AI_MODEL ein anderes Modell wählen: siehe docs/operators.md, „Workers AI“.',
  },
  machineProblems: {
    'not-set-up': 'Dieser Bot hat kein Modell für Übersetzungen',
    'quota-spent': 'Der heutige Anteil an Workers AI ist verbraucht',
    'model-gone': 'Das Modell gibt es nicht mehr, oder es gehört nicht zum Tarif',
    busy: 'Workers AI ist überlastet',
    timeout: 'Das Modell hat nicht rechtzeitig geantwortet',
    'bad-answer': 'Die Antwort des Modells war unbrauchbar',
    changed: 'Zahlen oder Namen kamen anders heraus',
    failed: 'Workers AI hat nicht funktioniert',
  },

  owners: {
    list: '👥 <b>Besitzer dieses Bots</b>\n{list}\nJeder Einladungslink gilt für eine Person.',
    byOperator: 'Der Betreiber hat {count, plural, one {# Besitzer} other {# Besitzer}} in OWNER_IDS festgelegt.',
    entry: '• <b>{name}</b> (<code>{id}</code>)',
    invitation: 'Sende der Person diesen Link. Er gilt einmal, 2 Tage lang.\n{link}',
    joined: '🔑 Du darfst diesen Bot jetzt nutzen. /start zeigt, wie es losgeht.',
    only: 'Das können nur Besitzer dieses Bots.',
    removed: '🗑 <b>{name}</b> darf diesen Bot nicht mehr nutzen. Die Kanäle dieser Person laufen weiter wie bisher.',
    readmitted: '✅ <b>{name}</b> darf diesen Bot wieder nutzen.',
  },

  languages: {
    choose: 'Wähle, in welcher Sprache ich dir schreibe. Die Sprache der Ausgaben wählst du im Menü des Kanals.',
    chosen: '✅ Ich schreibe dir jetzt auf Deutsch.',
    ofChannel: '🌐 Sprache der Ausgaben von <b>{channel}</b>: {language}.',
  },

  menu: {
    channel: '<b>{channel}</b>',
    channelNamed: '<b>{channel}</b> · @{username}',
    schedule: '🕗 {schedule}',
    filter: '🔎 {filter}',
    paused: '⏸ {paused}',
    quiet: '🌙 Ruhezeit von <b>{channel}</b>: {from}–{to} ({zone}).',
    quietNone: '🌙 Ruhezeit von <b>{channel}</b>: keine.',
    quietMeaning: 'Was während der Ruhezeit kommt, wird zurückgehalten und danach gesendet.',
    look: '🎨 Aussehen von <b>{channel}</b>',
    layoutHeadlines: 'Layout: Schlagzeilen in einer Ausgabe',
    layoutCards: 'Layout: eine Karte für jede Schlagzeile, mit Zusammenfassung und Bild',
    layoutRich:
      'Layout: jede Ausgabe als eine formatierte Nachricht, mit Überschriften und eingeklappten Listen. Telegram-Apps von vor Juni 2026 bitten stattdessen um ein Update.',
    linksHeadline: 'Links: Die Schlagzeile ist ein Kurzlink',
    linksVisible: 'Links: Ein Kurzlink steht hinter der Schlagzeile',
    linksOriginal: 'Links: Die Schlagzeile führt zum Artikel',
    linksLater: '{links} (sobald eine öffentliche Adresse bekannt ist)',
    switches:
      'Feednamen: {sources, select, on {an} other {aus}} · Hashtags: {hashtags, select, on {an} other {aus}} · Gleiches bündeln: {stories, select, on {an} other {aus}}',
    moreSwitches:
      'Kommentare: {comments, select, on {an} other {aus}} · Zusammenfassungen: {summaries, select, on {an} other {aus}}',
    correctionsOn: 'Korrekturen: an. Gesendete Schlagzeilen folgen 48 Stunden lang den Änderungen ihres Herausgebers.',
    correctionsOff: 'Korrekturen: aus. Gesendete Schlagzeilen bleiben, wie sie sind.',
    template: 'Vorlage: {template}',
    footer: 'Fußzeile: <code>{footer}</code>',
    web: '🔗 <b>{channel}</b> im Web',
    readingOn: '📖 Leseseiten: an. Neue Artikel lassen sich 30 Tage lang über das 📖 hinter ihrer Schlagzeile lesen.',
    readingFull:
      '📖 Leseseiten: an, mit ganzen Texten. Hat ein Feed nur den Anfang eines neuen Artikels, lese ich den Rest auf der Seite des Artikels, sofern die Website es erlaubt. Auch Filter durchsuchen ihn.',
    readingOff: '📖 Leseseiten: aus.',
    page: '📄 Seite: {page}\nFeeds: {feeds}',
    pageLater: '📄 Seite und Feeds: an, sobald ein öffentlicher @Name und eine Adresse bekannt sind.',
    pageOff: '📄 Seite und Feeds: aus.',
    newestDigest: '🗞 Neueste Ausgabe, zum Teilen: {digest}',
    sureRemoveChannel:
      '<b>{channel}</b> mit Feeds, Filtern und wartenden Schlagzeilen aus Paperboy entfernen? Ich bleibe im Chat, bis du mich dort entfernst. „Rückgängig“ bringt Feeds und Einstellungen zurück.',
    channelRemoved: '🗑 <b>{channel}</b> wurde entfernt.',
    channelBack:
      '✅ <b>{channel}</b> ist mit Feeds und Einstellungen wieder da. Ab jetzt werden neue Schlagzeilen gesendet.',
    askFeed: 'Sende mir die Adresse eines Feeds oder einer Website für <b>{channel}</b>.',
    askFilter:
      'Sende mir den Filter von {whose}, zum Beispiel <code>(Regen | Schnee) -Sport</code>. <code>off</code> lässt alles durch.',
    askTimes:
      'Wann sollen in <b>{channel}</b> Ausgaben kommen? Zum Beispiel <code>8:00 18:30</code>, <code>werktags 8 Uhr</code>, <code>alle 6 Stunden</code>, <code>live 30m</code> oder <code>sofort</code>.',
    askQuiet: 'Wann ist in <b>{channel}</b> Ruhezeit? Zum Beispiel <code>23:00-07:00</code> oder <code>off</code>.',
    askMost: 'Wie viele Schlagzeilen darf eine Ausgabe von <b>{channel}</b> haben? Eine Zahl oder <code>off</code>.',
    askFooter: 'Sende mir die letzte Zeile jeder Ausgabe von <b>{channel}</b> oder <code>off</code>.',
    askTemplate:
      'Wie soll eine Schlagzeile von <b>{channel}</b> aussehen? Zum Beispiel {example}; es gibt {placeholders}. <code>off</code> stellt die übliche Form wieder her.',
    askName: 'Wie soll {whose} heißen? <code>off</code> stellt den eigenen Titel wieder her.',
    askAddress: 'Was ist die neue Adresse von {whose}? Was schon bekannt ist, wird nicht noch einmal gesendet.',
    askLogin:
      'Sende mir Benutzername und Passwort für {whose}, mit einem Leerzeichen dazwischen. <code>off</code> entfernt sie. Ich lösche deine Nachricht sofort.',
    askHeader:
      'Sende mir einen Header für Anfragen an {whose}, zum Beispiel <code>Authorization: Bearer abc</code>. <code>Authorization: off</code> entfernt ihn, <code>off</code> entfernt alle. Ich lösche deine Nachricht sofort.',
    askSelector:
      'Welche Links von {whose} sind Schlagzeilen? Sende mir einen CSS-Selektor dafür, zum Beispiel <code>main h2 a</code>.',
    unclearQuiet:
      'Welche Ruhezeit meinst du? Wähle eine davon oder sende eine andere, zum Beispiel <code>22:30-06:00</code> oder <code>off</code>.',
    unclearSwitch: 'Sende <code>on</code> oder <code>off</code>.',
    unclearReading: 'Sende <code>on</code>, <code>full</code> oder <code>off</code>.',
    unclearMost: 'Sende eine Zahl von 1 bis {most} oder <code>off</code>.',
    unclearLayout:
      'Sende <code>/digest layout headlines</code>, <code>/digest layout cards</code> oder <code>/digest layout rich</code>.',
    unclearFooter: 'Eine Fußzeile hat höchstens {units} Zeichen.',
    unclearName: 'Ein Name hat höchstens {units} Zeichen.',
    unclearLogin:
      'Sende Benutzername und Passwort mit einem Leerzeichen dazwischen: höchstens {user} und {password} Zeichen, und kein Doppelpunkt im Benutzernamen.',
    unclearHeader:
      'Sende einen Namen und einen Wert, zum Beispiel <code>X-Key: abc</code>: höchstens {units} einfache lateinische Zeichen. Manche Header wie <code>Host</code> lassen sich nicht setzen.',
    unclearPage:
      'Nur ein Kanal oder eine Gruppe mit öffentlichem @Namen kann eine Seite haben. Vergib in Telegram einen und leite mir dann einen Beitrag von dort weiter.',
  },

  buttons: {
    feeds: '📡 Feeds',
    filter: '🔎 Filter',
    times: '🕗 Ausgaben',
    look: '🎨 Aussehen',
    web: '🔗 Web',
    language: '🌐 Sprache',
    preview: '👀 Vorschau',
    stats: '📊 Statistik',
    pause: '⏸ Pausieren',
    resume: '▶️ Fortsetzen',
    forget: '🗑 Entfernen',
    back: '‹ Zurück',
    channels: '‹ Kanäle',
    addChannel: '➕ Kanal oder Gruppe',
    addFeed: '➕ Feed',
    rename: '✏️ Umbenennen',
    address: '🔗 Adresse',
    login: '🔒 Zugang',
    header: '🔒 Header',
    selector: '👁 Links auswählen',
    remove: '🗑 Entfernen',
    keep: 'Behalten',
    change: '✏️ Ändern',
    clear: '🧹 Leeren',
    less: '👎 Weniger davon',
    instant: 'Sofort',
    live: 'Live',
    hourly: 'Stündlich',
    threeHourly: 'Alle 3 h',
    other: '✏️ Andere Zeiten',
    timezone: '🌍 Zeitzone',
    quiet: '🌙 Ruhezeit',
    silent: '🔕 Lautlos',
    atMost: 'Höchstens {count}',
    noLimit: 'Unbegrenzt',
    off: 'Aus',
    headlines: 'Liste',
    cards: 'Karten',
    rich: 'Formatiert',
    linkHeadline: 'Kurzlink',
    linkVisible: 'Sichtbar',
    linkOriginal: 'Original',
    sources: 'Feednamen',
    hashtags: 'Hashtags',
    comments: 'Kommentare',
    summaries: 'Zusammenfassungen',
    stories: 'Gleiches bündeln',
    corrections: 'Korrekturen',
    reading: '📖 Leseseiten',
    fullText: '📃 Ganze Texte',
    page: '📄 Seite und Feeds',
    template: '✏️ Vorlage',
    footer: '✏️ Fußzeile',
    cancel: 'Abbrechen',
    takeBack: 'Zurücknehmen',
    deletePost: '🗑 Beitrag löschen',
    owners: '👥 Besitzer',
    invite: '➕ Einladen',
    confirm: 'Privat bestätigen',
    undo: '↩︎ Rückgängig',
    keepFilter: 'Speichern',
    readers: '🔎 Leser',
    keywords: '🔎 Meine Stichwörter',
    only: 'Nur mit …',
    but: 'Alles außer …',
    everything: 'Alle Schlagzeilen',
    why: '❓ Warum',
    stop: '🗑 Beenden',
    unfollow: '🗑 Entfolgen',
    close: 'Für Leser schließen',
    chooseChannel: '📢 Kanal wählen',
    chooseGroup: '👥 Gruppe wählen',
    translate: '🤖 Übersetzung',
    withOriginal: 'Mit Original',
    briefing: '🤖 Briefing',
    summary: '🤖 Zusammenfassung',
    newest: 'Neueste {count}',
    all: 'Alle',
    none: 'Keine',
  },

  examples: { template: '{title} — {source} {tags}' },

  commands: {
    start: {
      usage: '',
      does: 'das Menü öffnen',
      examples: [['/start', 'deine Kanäle, jeweils mit Feeds, Filter, Ausgaben, Aussehen und Sprache']],
    },
    help: {
      usage: 'BEFEHL',
      does: 'alle Befehle ansehen',
      examples: [['/help filter', 'was ein Filter kann, mit Beispielen']],
    },
    channels: {
      usage: '',
      does: 'deine Kanäle ansehen oder einen hinzufügen',
      examples: [['@name', 'allein gesendet fügt den Kanal hinzu; ein weitergeleiteter Beitrag auch']],
    },
    use: {
      usage: '@kanal',
      does: 'wählen, für welchen Kanal Befehle gelten',
      examples: [
        ['/use @morgenpost', 'ab jetzt gelten Befehle für diesen Kanal'],
        ['/list @morgenpost', 'nur für diesen einen Befehl'],
      ],
    },
    add: {
      usage: 'URL',
      does: 'einen Feed oder eine Website hinzufügen',
      examples: [
        ['/add tagesschau.de', 'der Feed einer Website'],
        ['/add youtube.com/@name', 'ein YouTube-Kanal; ein Telegram-Kanal mit t.me/name'],
        ['/add github.com/owner/name', 'die Releases eines Repositorys'],
        ['/add one.example two.example', 'mehrere Adressen; auch eine Liste als Nachricht geht'],
      ],
    },
    remove: {
      usage: 'NUMMER',
      does: 'einen Feed entfernen',
      examples: [
        ['/remove 2', 'der zweite aus /list'],
        ['/remove BBC News', 'nach Titel oder Adresse'],
      ],
    },
    feed: {
      usage: 'NUMMER',
      does: 'einen Feed ansehen oder ändern',
      examples: [
        ['/feed 2', 'Name, Filter, Adresse, Zugang und Header'],
        ['/feed 2 name Morgenpost', 'umbenennen; „off“ stellt den eigenen Titel wieder her'],
        ['/feed 2 address https://example.com/feed', 'eine andere Adresse; nichts wird noch einmal gesendet'],
        ['/feed 2 login anna geheim', 'für einen Feed mit Passwort; „off“ entfernt es'],
        ['/feed 2 header Authorization: Bearer abc', 'ein Header für Anfragen; „header off“ entfernt alle'],
        ['/feed 2 selector main h2 a', 'ein CSS-Selektor für die Schlagzeilen einer beobachteten Seite'],
      ],
    },
    list: {
      usage: '',
      does: 'die Feeds, ihre Nummern und ihren Zustand sehen',
      examples: [['/list', '🟢 in Ordnung · ⚪️ noch nicht abgerufen · 🔴 gestört · ⛔ eingestellt']],
    },
    filter: {
      usage: 'WÖRTER',
      does: 'nach Stichwort wählen: Regen "hohe See" -Sport',
      examples: [
        ['/filter Regen Schnee', 'beide Wörter'],
        ['/filter Regen | Schnee', 'eines von beiden; auch ein Komma oder eine neue Zeile geht'],
        ['/filter "hohe See"', 'eine Wortfolge'],
        ['/filter -Sport', 'alles außer diesem'],
        ['/filter Wetter*', 'Wörter, die so beginnen'],
        ['/filter title:Sturm', 'nur im Titel; auch summary, text, author, category, source, link'],
        ['/filter /Sturm(flut|warnung)(en)?/', 'ein regulärer Ausdruck'],
        ['/filter (Regen | Schnee) -Sport', 'eine Gruppe'],
        ['/filter #2 -Sport', 'nur für Feed 2'],
        ['/filter "#2024" | "@name"', 'in Anführungszeichen: ein Hashtag oder Name, kein Feed oder Kanal'],
        ['/filter off', 'alles'],
      ],
    },
    digest: {
      usage: 'live | sofort | 8:00 18:30 | alle 3h',
      does: 'einstellen, wann und wie gesendet wird',
      examples: [
        ['/digest live', 'sobald etwas kommt; /digest live 30m: höchstens eine Ausgabe in 30 Minuten'],
        ['/digest sofort', 'jede Meldung sofort, in einer eigenen Nachricht'],
        ['/digest 8:00 18:30', 'zu diesen Uhrzeiten'],
        ['/digest mo-fr 8 Uhr, sa 10 Uhr', 'an diesen Tagen'],
        ['/digest morgens und abends', 'oder: zweimal täglich'],
        ['/digest alle 3 Stunden', 'ab Mitternacht gezählt; 8-20 Uhr alle 3h: nur zwischen diesen Uhrzeiten'],
        ['/digest timezone Wien', 'nach der Zeitzone einer Stadt'],
        ['/digest quiet 23:00-07:00', 'in dieser Zeit zurückgehalten, nicht verloren'],
        ['/digest silent on', 'ohne Ton'],
        ['/digest max 20', 'höchstens 20 Schlagzeilen je Ausgabe'],
        ['/digest layout cards', 'eine Nachricht für jede Schlagzeile, mit Bild und Zusammenfassung'],
        ['/digest layout rich', 'eine formatierte Nachricht, mit Überschriften und eingeklappten Listen'],
        ['/digest template {title} — {source}', 'wie eine Schlagzeile aussieht'],
        ['/digest footer Mehr auf example.com', 'eine letzte Zeile'],
        ['/digest hashtags on', 'Kategorien als Hashtags'],
        ['/digest sources off', 'ohne die Namen der Feeds'],
        ['/digest comments off', 'ohne das 💬, das zu den Kommentaren führt'],
        ['/digest summaries on', 'zwei Zeilen der Zusammenfassung unter jeder Schlagzeile'],
        ['/digest briefing on', 'ein paar maschinell erstellte Sätze über jeder Ausgabe'],
      ],
    },
    preview: {
      usage: '',
      does: 'sehen, was auf die nächste Ausgabe wartet',
      examples: [['/preview', 'so wie der Kanal es sehen wird; dort wird nichts gesendet']],
    },
    pause: {
      usage: '',
      does: 'das Senden pausieren',
      examples: [['/pause', 'Schlagzeilen werden bis zu 7 Tage aufbewahrt']],
    },
    resume: {
      usage: '',
      does: 'das Senden fortsetzen',
      examples: [['/resume', 'fragt erst nach, wenn viele Schlagzeilen gewartet haben']],
    },
    links: {
      usage: 'headline | visible | original',
      does: 'wählen, wohin Schlagzeilen führen',
      examples: [
        ['/links headline', 'die Schlagzeile ist ein Kurzlink'],
        ['/links visible', 'der Kurzlink steht dahinter'],
        ['/links original', 'keine Kurzlinks'],
      ],
    },
    why: {
      usage: 'LINK oder WÖRTER',
      does: 'sehen, warum etwas gesendet wurde oder nicht',
      examples: [
        ['/why Sturm Schulen', 'Einträge mit diesen Wörtern in Schlagzeile oder Zusammenfassung'],
        ['/why "hohe See" -Sturm', 'Einträge, die ein solcher Filter behält'],
        ['/why https://example.com/story', 'nach ihrem Link oder dem des Beitrags'],
      ],
    },
    stories: {
      usage: 'on | off',
      does: 'gleiche Meldungen bündeln',
      examples: [['/stories off', 'die eigene Schlagzeile jedes Feeds']],
    },
    corrections: {
      usage: 'on | off',
      does: 'gesendete Schlagzeilen nachträglich ändern',
      examples: [['/corrections off', 'gesendete Schlagzeilen bleiben, wie sie sind']],
    },
    reading: {
      usage: 'on | full | off',
      does: 'auf Leseseiten Artikel ohne Beiwerk zeigen',
      examples: [
        ['/reading on', 'Texte neuer Artikel, hinter dem 📖, 30 Tage lang'],
        ['/reading full', 'auch der Rest von Artikeln, die der Feed kürzt'],
        ['/reading off', 'keine Texte werden aufbewahrt'],
      ],
    },
    translate: {
      usage: 'SPRACHE | off',
      does: 'die Schlagzeilen in deiner Sprache zeigen',
      examples: [
        ['/translate de', 'jede Schlagzeile auf Deutsch, maschinell übersetzt'],
        ['/translate de both', 'mit dem Original dahinter'],
        ['/translate off', 'wie ihre Herausgeber sie geschrieben haben'],
      ],
    },
    summary: {
      usage: 'on | off',
      does: 'auf Leseseiten die Artikel zusammenfassen',
      examples: [['/summary on', 'drei maschinell erstellte Sätze über dem Text']],
    },
    page: {
      usage: 'on | off',
      does: 'den Kanal als Webseite und als Feeds zeigen',
      examples: [
        ['/page on', 'die letzten 48 Stunden, zum Lesen und Abonnieren'],
        ['/page off', 'nichts wird gezeigt'],
      ],
    },
    readers: {
      usage: 'on | off',
      does: 'eigene Stichwörter für Leser erlauben',
      examples: [
        ['/readers', 'der Link und wie viele Leser ihn nutzen'],
        ['/readers on', 'jede Ausgabe endet mit dem Link „Meine Stichwörter“'],
        ['/readers off', 'der Link gilt nicht mehr'],
      ],
    },
    keywords: {
      usage: '',
      does: 'die Kanäle sehen, denen du als Leser folgst',
      examples: [['/keywords', 'deine Stichwörter für jeden Kanal, Zeiten und Sprache']],
    },
    top: {
      usage: '',
      does: 'die meistgeöffneten Schlagzeilen der Woche',
      examples: [['/top', 'nach geöffneten Kurzlinks, falls der Betreiber Klicks zählt']],
    },
    stats: {
      usage: '',
      does: 'die Zahlen der letzten 7 und 30 Tage ansehen',
      examples: [['/stats', 'Schlagzeilen, geöffnete Links, Reaktionen, die aktivsten Feeds']],
    },
    retract: {
      usage: 'LINK',
      does: 'eine Schlagzeile zurücknehmen',
      examples: [
        [
          '/retract https://example.com/story',
          'streicht sie durch, löscht ihren Beitrag oder verwirft sie, wenn sie noch wartet',
        ],
      ],
    },
    import: {
      usage: '',
      does: 'aus einer Datei Feeds und mehr importieren',
      examples: [['/import', 'oder sende mir die Datei; auch eine Liste von Adressen geht']],
    },
    export: {
      usage: '',
      does: 'alle Feeds und Einstellungen exportieren',
      examples: [['/export', 'zwei Dateien, die /import lesen kann']],
    },
    language: {
      usage: '',
      does: 'wählen, in welcher Sprache ich dir schreibe',
      examples: [['/language English', 'die Sprache der Ausgaben wählst du im Menü des Kanals']],
    },
    quota: {
      usage: '',
      does: 'sehen, was heute schon verbraucht ist',
      examples: [['/quota', 'Verbrauch, Prognose und was gebremst wird']],
    },
    move: {
      usage: 'ZELLE',
      does: 'einen Kanal in eine andere Zelle verschieben',
      examples: [['/move 2', 'Feeds und wartende Schlagzeilen ziehen mit um']],
    },
  },

  pages: {
    skip: 'Zum Text springen',
    aboutTitle: 'Paperboy',
    about:
      'Dies ist ein Paperboy: ein Bot, der die Schlagzeilen von Feeds an Telegram sendet. Er ruft einen Feed so oft ab, wie dieser etwas veröffentlicht: rege Feeds alle paar Minuten, stille ein paarmal am Tag, für alle Kanäle zusammen, und er lädt ihn nur herunter, wenn er sich geändert hat. Verlangen Cache-Control, Retry-After, ttl, skipHours, skipDays oder sy:updatePeriod größere Abstände, hält er sich daran. Nennt ein Feed einen WebSub-Hub, abonniert er ihn dort und ruft ihn danach etwa einmal am Tag ab. Antwortet ein Feed mit 410, ruft er ihn nicht mehr ab.',
    notFoundTitle: 'Nicht gefunden',
    notFound: 'Diese Seite gibt es nicht, oder sie wird nicht mehr aufbewahrt.',
    notNowTitle: 'Gerade nicht',
    notNow: 'Das lässt sich im Moment nicht nachsehen. Bitte versuch es in einer Minute noch einmal.',
    closedTitle: 'Geschlossen bis Mitternacht UTC',
    closed:
      'Das heutige Kontingent für Seiten ist verbraucht. Um Mitternacht UTC öffnen sie wieder. Feeds werden wie gewohnt abgerufen und Schlagzeilen gesendet.',
    broken: 'Der Server hat nicht geantwortet. Bitte versuch es in einer Minute noch einmal.',
    notKeptTitle: 'Der Text wird hier nicht aufbewahrt',
    notKept:
      'Texte werden hier 30 Tage aufbewahrt, wenn der Kanal Leseseiten eingeschaltet hat. Lies den Artikel dort, wo er erschienen ist.',
    toOriginal: 'Zum Artikel',
    readOriginal: 'Das Original auf {host} lesen',
    fromPage: 'Im Feed steht nur ein Teil dieses Textes; der ganze stammt von der Seite des Artikels auf {host}.',
    archive: 'Reiner Text (Markdown)',
    wholeDigest: 'Alle Schlagzeilen dieser Ausgabe',
    withdrawnTitle: 'Zurückgenommen',
    withdrawn: 'Der Kanal hat diese Schlagzeile zurückgenommen, deshalb wird ihr Text hier nicht mehr gezeigt.',
    noDigestTitle: 'Diese Ausgabe ist nicht hier',
    noDigest:
      'Ausgaben werden hier 30 Tage aufbewahrt, wenn ihr Kanal Leseseiten oder eine Seite hat. Diese ist abgelaufen oder wurde nie aufbewahrt.',
    nothingLeft: 'Der Kanal hat alle Schlagzeilen dieser Ausgabe zurückgenommen.',
    home: 'Zur Startseite',
    digestAt: 'Schlagzeilen vom {day}, {clock}',
    digestIn: '{heading} – {channel}',
    inTelegram: '{channel} in Telegram',
    channelPage: 'Das Neueste aus {channel}',
    earlierDigest: 'Frühere Ausgabe',
    laterDigest: 'Spätere Ausgabe',
    earlierDay: 'Früher: {day}',
    laterDay: 'Später: {day}',
    earlierDays: 'Archiv nach Tagen',
    dayOf: '{channel}, {day}',
    aboutDay: 'Was {channel} am {day} gesendet hat, Ausgabe für Ausgabe.',
    headlines: '{count, plural, one {# Schlagzeile} other {# Schlagzeilen}}',
    also: 'auch: {sources}',
    aboutChannel: 'Das Neueste aus {channel}, jede Meldung nur einmal.',
    lastHours: 'Die letzten 48 Stunden',
    timesIn: 'Zeiten in {zone}',
    readHere: 'Hier lesen',
    comments: 'Kommentare',
    nothingNew: 'In den letzten 48 Stunden kam nichts.',
    next: 'Nächste Seite',
    previous: 'Vorige Seite',
    pagination: 'Seiten',
    subscribe: 'In Telegram abonnieren',
    scan: 'Zum Abonnieren scannen',
    asFeed: 'Als Feed:',
  },
  files: { audio: 'Audio', video: 'Video', file: 'Datei', sized: '{file}, {size}' },

  frontDoor: {
    title: 'Paperboy: Schlagzeilen in Telegram',
    about:
      'Ein Bot, der neue Schlagzeilen aus Feeds in Telegram-Kanäle sendet: jede Meldung nur einmal, in Ausgaben zur Ortszeit oder sobald sie erscheint.',
    openBot: 'Den Bot in Telegram öffnen',
    unset: 'Falls du diesen Bot installiert hast, fehlt noch ein Schritt: Sag Telegram, wo er ist.',
    channels: 'Kanäle',
    publishers: 'Für Herausgeber von Feeds',
    source: 'Quellcode',
  },
  status: {
    title: 'Status',
    well: 'Alles in Ordnung',
    unwell: 'Etwas stimmt nicht',
    lastCycle: 'Feeds zuletzt abgerufen: {when}.',
    noCycle: 'Feeds wurden noch nicht abgerufen.',
    signInHow: 'Besitzer sehen mehr: /quota im Chat mit dem Bot hat einen Link, der sie anmeldet.',
    problems: 'Was nicht stimmt',
    week: 'Die letzten 7 Tage',
    byDay: '{name} nach Tagen: {days}',
    ofQuota: '{spent} von {most}',
    byMidnight: 'etwa {projected} bis Mitternacht UTC',
    scale: 'Gestrichelte Linie: das Kontingent. Heller Balken: die Prognose für heute. Tage nach UTC.',
    arrival: 'Wie schnell Neues ankommt',
    delays:
      'In den letzten 7 Tagen wurde die Hälfte der neuen Einträge höchstens {half} nach dem Erscheinen gefunden, 95 % höchstens {most} danach.',
    noDelays: 'In den letzten 7 Tagen kam nichts Neues, dessen Erscheinungszeit bekannt ist.',
    halfWithin: 'Die Hälfte der neuen Einträge nach höchstens',
    pushes:
      'Hubs melden Neues aus {feeds, plural, one {# Feed} other {# Feeds}}; {documents, plural, one {# Dokument kam} other {# Dokumente kamen}} in den letzten 7 Tagen von ihnen.',
    slowest: 'Langsamste Feeds',
    arrivesAfter: 'Verzögerung',
    checked: 'Abgerufen',
    feeds: 'Feeds: {all}{failing, plural, =0 {} one { (# gestört)} other { (# gestört)}}',
    noneFailing: 'Alle Feeds sind lesbar.',
    feed: 'Feed',
    why: 'Was nicht stimmt',
    since: 'Seit',
    channels: 'Kanäle: {count}',
    readers: 'Leser mit eigenen Stichwörtern: {count}',
    channel: 'Kanal',
    state: 'Zustand',
    waiting: 'Wartend',
    running: 'läuft',
    pausedByOwner: 'von Hand pausiert',
    pausedForChoice: 'wartet auf die Wahl des Besitzers',
  },
  lockedOut: {
    kicked: 'der Bot wurde entfernt',
    'chat-not-found': 'Telegram findet den Chat nicht',
    'no-rights': 'der Bot darf keine Nachrichten senden',
    blocked: 'die Person hat den Bot blockiert',
    'topic-closed': 'das Thema ist geschlossen',
    refused: 'Telegram lehnt Nachrichten ab',
  },

  signIn: {
    title: 'Anmelden',
    text: 'Dieser Browser wird 30 Tage lang als Besitzer des Bots angemeldet.',
    button: 'Anmelden',
    failedTitle: 'Dieser Link gilt nicht mehr',
    failed: 'Ein Link zum Anmelden gilt einmal, 10 Minuten lang. /quota im Chat mit dem Bot gibt dir einen neuen.',
    busyTitle: 'Zu viele Versuche',
    busy: 'Bitte warte eine Minute und versuch es dann noch einmal.',
    out: 'Abmelden',
  },

  setup: {
    title: 'Den Bot einrichten',
    text: 'Ein letzter Schritt: Sag Telegram, wo dieser Bot ist. Gib das WEBHOOK_SECRET ein, das du bei der Installation gewählt hast.',
    secret: 'WEBHOOK_SECRET',
    button: 'Einrichten',
    wrong:
      'Das ist nicht das WEBHOOK_SECRET. Es ist eines der Secrets des Workers; hast du es verloren, leg dort ein anderes fest und komm wieder.',
    lockedTitle: 'Dieser Bot ist eingerichtet',
    locked:
      'Er hat einen Besitzer, deshalb ist diese Seite geschlossen. Um später etwas zu ändern, führt der Betreiber npm run deploy auf dem eigenen Computer aus.',
    missing:
      'Der Worker läuft, ist aber noch nicht bereit: {variables}. Leg das im Dashboard von Cloudflare fest (Workers, dieser Worker, Settings, Variables and Secrets) und öffne diese Seite dann wieder.',
    elsewhere: 'Dieser Bot wird auf {host} genutzt.',
    retired: 'Von diesem Paperboy wurde eine letzte Sicherung gemacht. Vielleicht hat ein anderer den Bot übernommen.',
    takeOver: 'Diesen übernehmen lassen',
    refused: 'Telegram hat es nicht angenommen: {reason}',
    again: 'Noch einmal versuchen',
    claim:
      'Mach den Bot jetzt zu deinem. Wer diesen Link zuerst öffnet, wird sein Besitzer, und diese Seite schließt sich:',
    claimButton: 'Zu meinem machen',
    channel: 'Mach ihn dann zum Administrator eines Kanals; das Recht „Nachrichten senden“ genügt:',
    channelButton: 'Zu einem Kanal hinzufügen',
  },
  setupParts: {
    webhook: 'Webhook',
    commands: 'Befehle',
    profile: 'Beschreibung',
    rights: 'Vorgeschlagene Rechte',
  },
  setupStates: {
    same: 'wie es sein soll',
    changed: 'erledigt',
    differs: 'noch zu tun',
  },
}
