/** English: every text of the bot and of its pages. Other languages have the same keys and parameters. */

export const en = {
  /** BCP 47. */
  locale: 'en-GB',
  /** What the language calls itself. */
  name: 'English',
  /** In which its letters run. */
  direction: 'ltr',

  format: {
    comma: ', ',
    semicolon: '; ',
    /** Between two sentences. */
    space: ' ',
    moment: '{day}, {clock}',
    zoned: '{day}, {clock} ({zone})',
    longMoment: '{day} at {clock} {zone}',
    /** With another zone than UTC. */
    longMomentIn: '{day} at {clock} ({zone})',
    /** Durations in short, where there is little room. */
    seconds: '{count} s',
    minutes: '{count} min',
    hours: '{count} h',
    days: '{count, plural, one {# day} other {# days}}',
    /** A place and what it is in: `Portland, Maine`. */
    within: '{place}, {area}',
    untitled: 'Untitled',
    part: '({part}/{parts})',
    /** Several feeds or titles more. */
    more: '… and {count} more',
    bullet: '• {text}',
    /** A headline that is filtered out; `struckBelow` under its word. */
    struck: '• <s>{title}</s>',
    struckBelow: '   <s>{title}</s>',
  },
  days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun', range: '{from}–{to}' },

  /**
   * Names of settings, and their values, that people type; `|` separates them. Those of every language are understood, the person's own first.
   */
  typed: {
    on: 'on|yes|true|1',
    off: 'off|no|none|false|0',
    /** Of a filter, for which words such as `no` are no value. */
    clear: 'off|none|clear',
    full: 'full|full text|full texts|full article|full articles|full page|full pages|whole|whole text|whole texts|whole article|whole articles|complete|entire|all',
    both: 'both|with original',
    timezone: 'timezone|time zone|tz',
    quiet: 'quiet',
    silent: 'silent',
    most: 'max|most',
    layout: 'layout',
    template: 'template',
    footer: 'footer',
    links: 'links',
    sources: 'sources',
    hashtags: 'hashtags',
    stories: 'stories',
    comments: 'comments',
    summaries: 'summaries',
    corrections: 'corrections',
    reading: 'reading',
    page: 'page',
    briefing: 'briefing',
    headlines: 'headlines|headline|list',
    cards: 'cards|card',
    rich: 'rich',
    linkHeadline: 'headline|short link',
    linkVisible: 'visible|visible link',
    linkOriginal: 'original',
    feedName: 'name|rename|title',
    feedFilter: 'filter',
    feedAddress: 'address|url',
    feedLogin: 'login|password',
    feedHeader: 'header|headers',
    feedSelector: 'selector|selectors|css',
  },

  start: {
    welcome:
      'Hello {name}! I send new headlines from your feeds to Telegram, each story once.\n\n<b>1.</b> Make me an administrator of your channel; the right “Post messages” is enough. No channel? Headlines can come to this chat.\n<b>2.</b> Send /add and the address of a feed or a site.\n\nSee /help for all commands.',
    welcomeBack: 'Hello {name}! Choose a channel below, or see /help for all commands.',
    /** Telegram shows it in an empty chat: 512 characters at most. */
    description:
      'Sends new headlines from your feeds to your channel, group or private chat: each story once, with short links, at the times you choose. Make me an administrator of your channel, then send me the address of a feed or a site.',
    /** On the bot's profile: 120 characters at most. */
    shortDescription: 'Sends new headlines from your feeds to Telegram: each story once, at the times you choose.',
    deployed: '✅ Paperboy is deployed, and its messages arrive. /start opens the menu.',
    claimed: '🔑 This bot is yours now. /start shows how to begin.',
    stranger:
      'This bot is private. Ask its owner for an invitation link, or send them your Telegram ID: <code>{id}</code>',
    help: '<b>What I can do</b>\n{list}\n\nWith several channels, put the one you mean first: <code>/list @channel</code>, or choose it with /use.\n\nEvery command has examples: <code>/help filter</code> shows what a filter can say.',
    command: '/{name} – {does}',
    commandWith: '/{name} {usage} – {does}',
    example: '{typed} – {result}',
    groupHelp:
      'I send new headlines from feeds to this chat. Administrators change the settings in a private chat with me. /start adds this chat.',
    notACommand: 'I did not understand that. See /help for all commands. To add a feed, send /add and its address.',
    unknownCommand: 'I do not know <code>{command}</code>. See /help for all commands.',
    failed:
      'Something went wrong on my side. What you asked for may or may not have been done: check before you try again.',
    staleButton: 'That button is out of date.',
    cancelled: 'Nothing was changed.',
  },

  channels: {
    here: 'this chat',
    /** At the beginning of a sentence. */
    hereFirst: 'This chat',
    list: '<b>Your channels</b>\n{list}\n\nChoose one with /use and its name.',
    entry: '{mark} {title} ({name})',
    none: 'No channel yet. Make me an administrator of one, forward one of its posts to me, send me its @name, or press a button below. Or just /add a feed: its headlines then come to this chat.',
    another: 'To add another, make me an administrator there, or press a button below.',
    using: 'Commands now apply to <b>{channel}</b>.',
    useWhich: 'Which channel? Send <code>/use @name</code>, or its title as /channels shows it.',
    unknown:
      'I do not know the channel <code>{text}</code>. /channels lists yours. To add one, send me its @name or forward one of its posts.',
    which: 'You have several channels: {channels}. Choose one with /use, or put its @name first.',
    registered: '✅ <b>{channel}</b> was added. Now /add a feed to it.',
    excessRights:
      'I have more rights in <b>{channel}</b> than I need. “Post messages” is enough; please take back the others.',
    addedToGroup:
      'To get headlines in <b>{channel}</b>, send /start there. In a group with topics, send it in the topic where you want them.',
    registeredGroup: '✅ This chat was added. Its settings are in a private chat with me: /add a feed there.',
    notYours: 'You are not an administrator of <b>{channel}</b>, so you cannot add it.',
    botNotAdmin:
      'I may not post to <b>{channel}</b>. Make me an administrator there with the right “Post messages”, then try again.',
    unreachable:
      'I cannot see <code>{text}</code>. If it exists, make me an administrator there first, with the right “Post messages”.',
    telegramSilent: 'Telegram did not answer. Please try again in a minute.',
    tooMany: 'You have {count, plural, one {# channel} other {# channels}}, the most that this bot allows one person.',
    addSeveralToWhich:
      'Add {count, plural, one {this address} other {these # addresses}} to which channel?\n{addresses}',
    addToWhich: 'Add <code>{address}</code> to which channel?',
    confirmHere:
      'You post anonymously as this group, so I cannot check your rights. Press the button to confirm in private.',
    onlyCell: '<b>{channel}</b> is in cell 0, and there is no other: CELLS sets how many there are.',
    cell: '<b>{channel}</b> is in cell {cell}. To move it to another, send <code>/move 1</code>. Cells go from 0 to {last}.',
    moved:
      '✅ <b>{channel}</b> moves to cell {cell} with its feeds, filters and waiting headlines. This takes a few minutes at most.',
    moveLater: '<b>{channel}</b> cannot be moved now, because KV does not answer. Please try again in a few minutes.',
  },

  feeds: {
    addWhat:
      'Which feed? Send <code>/add https://example.com/feed</code>. The address of a site often works too, and so does a YouTube or Telegram channel.',
    added: '✅ <b>{feed}</b> was added to <b>{channel}</b> as feed {number}.\n{newest}\n\n{next}',
    noHeadlines: 'It has no headlines yet.',
    newest: 'Its newest headlines:\n{headlines}',
    fromNow: 'From now on, new headlines are sent.',
    afterResume: 'The channel is paused: new headlines are sent after /resume.',
    onlyBeginning:
      '⚠️ Its document is larger than {megabytes} MB. Only the first {megabytes} MB are read; items further down are not seen.',
    already: '<b>{feed}</b> is already in <b>{channel}</b>, as feed {number}.',
    cut: 'I left out ▸{rest}◂ after the address. If it belongs to the address, write %20 for each space and %22 for each quote.',
    choose: 'The page has {count, plural, one {# feed} other {# feeds}}. Which one is for <b>{channel}</b>?',
    full: 'This channel has {count, plural, one {# feed} other {# feeds}}, the most it can have. /remove one first.',
    tooMany:
      'You have {count, plural, one {# feed} other {# feeds}}, the most that this bot allows one person. /remove one first.',
    tooManyOfOther:
      'The administrator who added <b>{channel}</b> has {count, plural, one {# feed} other {# feeds}}, the most that this bot allows one person. /remove one first.',
    postNewest: '{count, plural, one {Post it now} other {Post the newest # now}}',
    posted: '{count, plural, one {# headline is on its way.} other {# headlines are on their way.}}',
    postedPaused: 'The channel is paused: they are sent after /resume.',
    postedBefore: 'There is nothing left to post here.',
    offerGone: 'That choice is out of date. /add the address again.',
    removeWhich: 'Which feed? Send <code>/remove 2</code>; /list shows the numbers.',
    sureRemove: 'Remove <b>{feed}</b> from <b>{channel}</b>? Undo brings it back.',
    removed: '🗑 <b>{feed}</b> was removed from <b>{channel}</b>. Headlines that already wait are still sent.',
    putBack: '✅ <b>{feed}</b> is back in <b>{channel}</b>, as feed {number}.',
    noSuchFeed: 'There is no feed <code>{text}</code> here. /list shows the numbers.',
    none: '<b>{channel}</b> has no feeds yet. /add one with its address.',
    noneInMenu: '<b>{channel}</b> has no feeds yet. Send me the address of one, or of a site.',
    summary:
      '📡 {feeds, plural, one {# feed} other {# feeds}}{failing, plural, =0 {} other { (🔴 # failing)}} · {waiting, plural, one {# headline waits} other {# headlines wait}}',
    legend: '🟢 fine · ⚪️ not checked yet · 🔴 failing · ⛔ gone',
    listHead: '{channel} · {schedule}',
    line: '{dot} {number}. {feed}',
    lineFilter: 'filter: {filter}',
    /** How news comes, on the line of a feed. */
    linePushed: 'pushed by the site',
    lineEvery: 'every {time}',
    lineAsked: 'every {time}, as the site asks',
    lineLate: 'news arrives after {time}',
    lineAtOnce: 'news arrives at once',
    lineFailing: 'failing since {since}: {problem}',
    lineGone: 'no longer checked since {since}: {problem}',
    of: 'Feed of <b>{channel}</b>.',
    ofRenamed: 'Feed of <b>{channel}</b>; its own title is <b>{title}</b>.',
    newestItem: 'Newest item: {when}.',
    failing: 'Failing since {since}: {problem}',
    pushed: 'Its site pushes news as it is published.',
    every: 'It is checked every {time}.',
    late: 'In the last week, half of its news arrived within {time} of being published.',
    atOnce: 'In the last week, half of its news arrived as it was published.',
    rare: 'The site asks to be checked at most every {hours, plural, one {hour} other {# hours}}.',
    ownFilter: 'Its own filter: {filter}',
    showWhich: 'Which feed? Send <code>/feed 2</code>; /list shows the numbers.',
    /** On the screen of one feed. */
    address: 'Address: {url}',
    hasLogin: '🔒 A user name and password are sent to its site.',
    headers: '🔒 Request headers: {names}',
    changed: '✅ <b>{feed}</b> is now read from {url}. What was already seen is not sent again.',
    saved: '✅ Saved: <b>{feed}</b> can be read this way. What was already seen is not sent again.',
    loggedOut:
      'Its user name, password and headers were deleted, because the new address is on another site. Set them again if that site needs them.',
    notChanged: '{problem}\nNothing was changed.',
    chooseAddress: 'That page has several feeds. Send the address of one:\n{addresses}',
    changeLater: 'The feed cannot be changed now, because KV does not answer. Please try again in a few minutes.',
    tooManyHeaders: 'A feed can have {count, plural, one {# header} other {# headers}}. Remove one first.',
    headersForOwners: 'Only owners of this bot can set request headers.',
    settings:
      'Send <code>/feed {number}</code> with <code>name</code>, <code>filter</code>, <code>address</code>, <code>login</code>, <code>header</code> or <code>selector</code>, and the new value. <code>/help feed</code> has examples.',
    secretDeleted:
      '🔒 I deleted your message, because it contained a secret. Secrets of feeds are kept encrypted, are sent only to their sites, and are never shown again.',
    secretStays:
      '🔒 Please delete your message: it contains a secret, and Telegram does not let me delete it. Secrets of feeds are kept encrypted, are sent only to their sites, and are never shown again.',
  },

  /** Pages without a feed. */
  watching: {
    watchable:
      'I found no feed, but I can check the page <b>{page}</b> once an hour and send its new headlines to <b>{channel}</b>. Its list begins with:\n{headlines}\n\nIs this the right list?',
    watch: '👁 Watch this page',
    addToWatch:
      'The page <b>{page}</b> has no feed. I can watch it as a feed of its own: {command}\nNothing was changed.',
    sendAlone:
      '✗ <code>{text}</code>: The page has no feed, but I can watch it. Send its address on its own to decide.',
    watched: '✅ I now watch <b>{page}</b>, as feed {number} of <b>{channel}</b>. {next}',
    rule: 'Feed {number}, <b>{feed}</b>, is a page. Its headlines are found by the CSS selector {selector}. To change it, send <code>/feed {number} selector main h2 a</code>.',
    byRule: '👁 A watched page. CSS selector: {selector}',
    isFeed:
      'Feed {number}, <b>{feed}</b>, is read as a feed and needs no selector. If its address is a page, send <code>/feed {number} selector main h2 a</code>.',
    ruleSet:
      '✅ The selector for <b>{feed}</b> is set. It finds {count, plural, one {# headline} other {# headlines}}:\n{headlines}\n\nThese count as seen. From now on, new headlines are sent.',
    findsNothing: 'That selector finds no links on the page. Nothing was changed.',
    servesFeed: 'This address serves a feed, so there is nothing to select. Nothing was changed.',
    shared: 'Somebody else’s channel watches <b>{feed}</b> too, so its selector cannot be changed here.',
  },

  imports: {
    what: 'Send me feeds for <b>{channel}</b>: an OPML file, a list of addresses as a file or a message, or a file from /export.',
    saving: '📥 The list has {count, plural, one {# feed} other {# feeds}}; saving to <b>{channel}</b> …',
    nothingNew: 'Nothing new for <b>{channel}</b>.',
    noFeeds: 'That file lists no feeds. Send an OPML file, a list of addresses or a file from /export.',
    added:
      '📥 {count, plural, one {# feed was} other {# feeds were}} added to <b>{channel}</b>. I check them in the next few minutes and report here.',
    already: '{count, plural, one {# feed was} other {# feeds were}} already there:',
    readable: 'Can be read:',
    over: '{count, plural, one {# feed was} other {# feeds were}} left out, because there is no room for more:',
    /** Of several addresses in one message. */
    addedSeveral: '📥 Added to <b>{channel}</b>: {added} of {total, plural, one {# address} other {# addresses}}.',
    works: '✅ {number}. {feed}',
    numbered: '• {number}. {feed}',
    severalFeeds: '✗ <code>{text}</code>: The page has several feeds. Send its address on its own to choose one.',
    noAddresses:
      'I found no address in this message. Send addresses such as <code>https://example.com/feed</code>, or a file.',
    wrong: '✗ <code>{text}</code>: {problem}',
    wrongAddress: '✗ {problem}',
    progress:
      '📥 Importing into <b>{channel}</b>: {checked} of {total, plural, one {# feed} other {# feeds}} checked so far.',
    done: '📥 The import into <b>{channel}</b> is done: {working} of {total, plural, one {# feed} other {# feeds}} can be read.',
    failed: '✗ {number}. {feed}: {problem}',
    keepTrying: 'I keep trying these. /remove and the number removes one.',
    restored: '✅ <b>{channel}</b> now has the settings from the file.',
    unreadable: 'I cannot read that file. I can read OPML, lists of addresses and files from /export, up to 1 MB.',
    exported: 'The feeds of <b>{channel}</b> for any reader, and all of its settings for /import.',
    exportFailed: 'Telegram did not take the file. Please try again in a minute.',
  },

  filters: {
    shown: 'Filter of {whose}: {filter}',
    everything: 'everything passes',
    ofFeed: '#{number} {feed}: {filter}',
    change: 'Change it with <code>/filter WORDS</code>, clear it with <code>/filter off</code>.',
    line: 'Filter: {filter}',
    whoseChannel: '<b>{channel}</b>',
    whoseFeed: '<b>{feed}</b> in <b>{channel}</b>',
    changed: '✅ The filter of {whose} is now {filter}',
    cleared: '✅ The filter of {whose} is off.',
    untested: 'There were no items in the last 48 hours to try it on.',
    allPassed:
      '{total, plural, one {The only item of the last 48 hours would have passed.} other {All # items of the last 48 hours would have passed.}}',
    nonePassed:
      '{total, plural, one {The only item of the last 48 hours would not have passed.} other {None of the # items of the last 48 hours would have passed.}}',
    somePassed:
      'Of the {total, plural, one {# item} other {# items}} of the last 48 hours, {passed} would have passed.',
    textsOnly: 'It cannot be tried on the last 48 hours: it looks at texts only, and these are not kept.',
    textsNotKept: 'Only titles, summaries and categories were searched: texts are not kept.',
    hidden: 'Filtered out, for example:\n{titles}',
    lessWhich: '👎 Which headline of <b>{channel}</b> would you like less of?',
    lessNone: 'Nothing passed to <b>{channel}</b> in the last 48 hours.',
    lessNoTerm: 'I find no word in {title} that would filter out similar headlines and little else.',
    lessWhat: 'Which word do you want to filter out? In the last 48 hours it would have matched:\n{proposals}',
    lessTerm: '• <code>{term}</code> – {count, plural, one {# headline} other {# headlines}}',
    lessButton: '−{term} ({count})',
    held: '⚠️ The filter {filter} for {whose} would have dropped everything.',
    heldMaybe: '⚠️ The filter {filter} for {whose} may drop everything.',
    heldAsk: 'It is not saved yet. Keep it all the same?',
    unchanged: 'Nothing was changed. Filter of {whose}: {filter}',
    unclear:
      '{text} for {whose} can be read in several ways. Which one do you mean? You can also send it in other words.\n{readings}',
    reading: '{number}. {query}',
    readingMeans: '{number}. {query}\n{sentence}',
    numbered: 'Option {number}',
    noRoom:
      'There is no room for another word in the filter of <b>{channel}</b>: a filter has at most {units} characters. Shorten it with /filter. Nothing was changed.',
    nameUnknown: 'You have no channel <code>{text}</code>. What do you mean?',
    feedUnknown: 'There is no feed <code>{text}</code> here. What do you mean?',
    nameOrFeed: '<code>{text}</code> can be read in several ways. Which one do you mean?',
    asWord: 'Filter for the word {word}',
    asHashtag: 'Filter for the hashtag {word}',
    asChannel: 'The channel {channel}',
    asFeed: 'Feed {number}: {feed}',
    importedUnclear: 'The filter {query} of {whose} can be read in several ways. I took it as {reading}.',
    importedDropsAll:
      '⚠️ {total, plural, one {The only item of the last 48 hours would not have passed these filters.} other {None of the # items of the last 48 hours would have passed these filters.}} /filter changes them, and Undo takes the settings back.',
  },

  /** A filter in a sentence. */
  filterSentence: {
    keeps: 'It keeps what {what}.',
    keepsBut: 'It keeps everything but what {what}.',
    andNot: '{has} and {not}',
    andNotBehindList: '{has}, and {not}',
    butNot: '{has} but {not}',
    has: 'has {what}',
    hasIn: 'has {what} in {where}',
    not: 'not {what}',
    notIn: 'not {what} in {where}',
    notAll: 'not what ({what})',
    lacks: 'does not have {what}',
    lacksIn: 'does not have {what} in {where}',
    lacksAll: 'is not what ({what})',
    together: '{what} together',
    group: '({what})',
    and: ', and ',
    or: ', or ',
    /** Between the words of a list; `last` in front of the last of three and more. */
    listAll: '{place, select, between {, } other { and }}',
    listAny: '{place, select, between {, } other { or }}',
    listNone: '{place, select, between {, } other { or }}',
    text: '“{text}”',
    begins: 'a word that begins with “{text}”',
    ends: 'a word that ends with “{text}”',
    contains: 'a word that contains “{text}”',
    like: 'a word like “{text}”',
    expression: 'text that matches {text}',
    more: '{count} more',
    moreClauses: '{count} more conditions',
  },
  /** A field in such a sentence. */
  filterFields: {
    title: 'the title',
    summary: 'the summary',
    text: 'the text',
    author: 'the author’s name',
    category: 'a category',
    source: 'the feed’s name',
    link: 'the link',
  },

  digests: {
    heading:
      '📰 {part, select, morning {Morning} midday {Midday} afternoon {Afternoon} evening {Evening} other {Night}} digest · {day}, {clock}',
    gap: '⚠ {source}: some items between {since} and {until} may be missing',
    moreGaps: '⚠ … and in {count, plural, one {# more feed} other {# more feeds}}',
    leftOut: '… and {count} more',
    /** A button under a card; 0: of unknown length. */
    listen: '{minutes, plural, =0 {▶ Listen} one {▶ Listen · # min} other {▶ Listen · # min}}',
    watch: '{minutes, plural, =0 {▶ Watch} one {▶ Watch · # min} other {▶ Watch · # min}}',
    /** The line under which a rich message folds headlines. */
    folded: '{count} more',
    also: '(also: {sources})',
    live: 'live, as headlines come',
    instant: 'instant, each story on its own',
    liveGap: 'live, at most one digest in {minutes, plural, one {# minute} other {# minutes}}',
    daily: 'daily at {times}',
    onDays: '{days} at {times}',
    /** A schedule, and the time zone of its times. */
    inZone: '{schedule} ({zone})',
    everyHours: '{hours, plural, one {every hour} other {every # hours}}',
    /** Times at equal distances, in hours. */
    stepped: '{from}–{to}, {hours, plural, one {hourly} other {every # hours}}',
    unclearName: 'I do not understand <code>{text}</code>. Did you mean this?',
    paused: 'Paused. /resume starts it again.',
    undecided: 'Headlines have piled up; /resume asks you again what to do with them.',
    lockedOut: 'I cannot post there: {reason}. I try again every hour; /resume tries at once.',
    nextLive: '/list shows how soon the news of each feed arrives.',
    nextNow: 'What waits is sent in a few minutes.',
    next: 'Next digest: <b>{when}</b>, if there is anything new.',
    when: '<b>{channel}</b>: {schedule}.',
    set: '✅',
    zone: 'Time zone: {zone}.',
    quiet: '🌙 quiet hours {from}–{to}',
    silent: '🔕 silent',
    atMost: 'at most {count, plural, one {# headline} other {# headlines}} each',
    typeIt:
      'Or type it: <code>/digest 08:00 18:30</code>, <code>/digest mon-fri 08:00</code>. More: <code>/help digest</code>.',
    askCity:
      'Which time zone? Send me the name of a large city near you, such as Berlin or Shanghai, or share a location with 📎.',
    /** A place as the time zone of a channel. */
    placeSet: '🌍 {place} · {zone} · now {clock}',
    zoneSet: '🌍 {zone} · now {clock}',
    zoneNow: '{zone} · {clock}',
    placeShared: 'Use the time at this location for <b>{channel}</b>?',
    preview: '👀 {count, plural, one {# headline waits} other {# headlines wait}} for <b>{channel}</b>.',
    nothingWaiting: 'Nothing is waiting for <b>{channel}</b>.',
    nowPaused: '⏸ <b>{channel}</b> is paused. Headlines are kept for up to 7 days; /resume starts it again.',
    resumed: '▶️ <b>{channel}</b> is on again.',
    resumedWaiting:
      '{count, plural, one {# headline was kept and will be sent.} other {# headlines were kept and will be sent.}}',
    backlog: '{count, plural, one {# headline is} other {# headlines are}} waiting for <b>{channel}</b>. Send them?',
    keptNone: 'They were dropped. From now on, new headlines are sent.',
    keptAll: 'All of them will be sent.',
    keptNewest: 'The newest {count} will be sent; the others were dropped.',
    linksUnknown:
      'I do not understand <code>{text}</code>. Send <code>/links headline</code>, <code>/links visible</code> or <code>/links original</code>.',
  },

  lockouts: {
    kicked: 'I was removed from it',
    'chat-not-found': 'Telegram no longer finds it',
    'no-rights': 'I do not have the right “Post messages”; please give it to me',
    blocked: 'I am blocked there',
    'topic-closed': 'the topic is closed or deleted',
    refused: 'Telegram refuses what I send there',
  },

  items: {
    whyWhat: 'Which one? Send <code>/why</code> with its link, or with words from its headline.',
    whyUnknown:
      'In the last 48 hours, no feed of <b>{channel}</b> had anything with <code>{text}</code>. It may be older, not in the feed (yet), or from a feed that is not in /list.',
    why: '{title}\n{source}, found on {when}.\n{fate}',
    sent: '✅ Sent on {when}.',
    corrected: '✏️ Corrected on {when}: it was “{was}”.',
    keepsTitle: '✏️ Its publisher changed the title on {when}, but the post could not be edited and still says “{was}”.',
    post: '<a href="{post}">See the post</a>.',
    waitingPaused: '⏳ Waiting: sending is paused.',
    waitingNow: '⏳ Waiting; it is sent in a few minutes.',
    waiting: '⏳ Waiting for the digest on {when}.',
    underWay: '📤 Being sent right now.',
    leftOut: '➖ Left out: its digest had more headlines than it may have. /digest max changes that.',
    takenBack: '✂️ Taken back.',
    dropped: '⌛ Dropped while it waited: too old, too many, or by hand.',
    merged: '🔗 Merged into {title} from <b>{source}</b>, which reports the same story.',
    mergedBecause: '🔗 Merged into {title} from <b>{source}</b>, which reports the same story: {reason}.',
    gathered: '🔗 Sent on one line with {title} from <b>{source}</b>: {reason}.',
    keepApart: '/stories off keeps them apart.',
    tooOld: '🗂 Not new: it is older than everything I remember of its feed.',
    known: '✏️ Not new: it has the same {field} as {earlier}, so its headline or address was edited.',
    earlier: '{title}, found on {when}',
    earlierUnknown: 'an earlier item of its feed',
    byChannel: 'the channel’s filter',
    byFeed: 'the filter of feed {number}',
    filteredByTerm: '🚫 Filtered out by <code>{term}</code> in {whose}.',
    filteredByTermIn: '🚫 Filtered out by <code>{term}</code> in {whose}, found in its {field}.',
    filteredWithout: '🚫 Filtered out by {whose}: <code>{term}</code> is not in it.',
    filteredWithoutAnywhere: '🚫 Filtered out by {whose}: <code>{term}</code> is in neither title, summary nor text.',
    filteredWithoutBeginning: '🚫 Filtered out by {whose}: <code>{term}</code> is in neither title nor summary.',
    filtered: '🚫 Filtered out by {whose}: nothing in it matches {filter}',
    retractWhat: 'Which one? Send <code>/retract</code> with the link of the headline or of its post.',
    retractUnknown:
      'I find nothing from the last 48 hours under <code>{text}</code>. Send the link of the headline or of its post.',
    retractSeveral: 'That could be several headlines:\n{titles}\nSend the link of the one you mean.',
    withdrawn: '✂️ {title} was waiting and will not be sent.',
    struck: '✂️ {title} was struck out.',
    sureDelete: 'The post has only this headline: {title}. Delete it? That cannot be undone.',
    deleted: '🗑 The post with {title} was deleted.',
    retractLater: 'It is being sent right now. Try again in a few minutes.',
    retractNothing: 'There is nothing left to take back.',
    retractRefused: 'Telegram does not let me change that post: <code>{description}</code>.',
    retractRefusedNow: 'Telegram does not let me change that post now. Try again later.',
    restored: '↩︎ It is back.',
    top: '🏆 Most opened in <b>{channel}</b> in the last 7 days\n{list}',
    topLine: '{times} × {title}',
    topNone: 'Nothing from <b>{channel}</b> was opened in the last 7 days.',
    topOff: 'Clicks are not counted here. The operator can change that: see docs/operators.md, “Counting clicks”.',
    topForbidden:
      'Cloudflare did not give the numbers ({status}): the token may not read analytics. The operator needs to check ANALYTICS_TOKEN.',
    topFailed: 'Cloudflare did not give the numbers{status, plural, =0 {} other { (#)}}. Please try again in a minute.',
  },
  /** A line in an answer of `/why`: where the text of a reading page is from. */
  fullTexts: {
    page: '📖 The full text is from the article’s own page.',
    robots: '📖 Only the feed’s text: the site’s robots.txt does not let programs read the article’s page.',
    noarchive: '📖 Only the feed’s text: the article’s page asks not to be stored elsewhere.',
    wall: '📖 Only the feed’s text: the article’s page needs a subscription, a sign-in, consent or a browser.',
    nothing: '📖 Only the feed’s text: the article’s page has no more.',
    failed: '📖 Only the feed’s text: the article’s page could not be read in time.',
    limit: '📖 Only the feed’s text: the limit of pages to read was reached.',
  },
  /** A field in an answer of `/why`, behind “its”. */
  searchedFields: {
    title: 'title',
    summary: 'summary',
    text: 'text',
    author: 'author',
    category: 'categories',
    source: 'feed name',
    link: 'link',
  },
  sameField: { id: 'ID', link: 'link', title: 'title and date' },
  sameStory: {
    address: 'both have the same address',
    'short-link': 'both have the same short link of the publisher',
    title: 'both titles say the same',
    text: 'both have the same text',
    likely: 'both probably report the same',
  },

  notices: {
    lockedOut: '⚠️ I cannot post to <b>{channel}</b> any more: {reason}.',
    lockedOutBecause: '⚠️ I cannot post to <b>{channel}</b> any more: {reason}: <code>{description}</code>.',
    lockedOutNext: 'Its headlines are kept for up to 7 days; I try again every hour.',
    back: '✅ I can post to <b>{channel}</b> again.',
    backlog: '{count, plural, one {# headline is} other {# headlines are}} waiting. Send them?',
    expired:
      '⌛ {count, plural, one {# headline} other {# headlines}} for <b>{channel}</b> waited too long (7 days, or more than 500) and {count, plural, one {was} other {were}} dropped.',
    forgotten:
      '🗑 I could not post to <b>{channel}</b> for three months, so I removed it with its feeds and filters. To get it back, make me an administrator there again.',
    linkGone:
      '⛔ <b>{channel}</b> is now closed to readers, so you get no more of its headlines. I deleted what I kept about you.',
    unanswered:
      '⚠️ Telegram did not answer {attempts, plural, one {# time} other {# times}} when I posted to <b>{channel}</b>. I keep trying at longer intervals; the same digest may appear more than once.',
    refused:
      '⚠️ Telegram refused a message for <b>{channel}</b> with {count, plural, one {# headline} other {# headlines}}: <code>{description}</code>',
    withdrawn:
      '⛔ {title} was gone from its feed within an hour of being published: its publisher may have withdrawn it. Take it back in <b>{channel}</b>?',
    richRefused:
      '⚠️ Telegram refused a rich message for <b>{channel}</b>: <code>{description}</code>\nI sent the same headlines as an ordinary digest, and will do so each time. To stop using rich messages: <code>/digest layout headlines</code>',
    feedIn: '<b>{feed}</b> ({places})',
    feedPlace: 'feed {number} of <b>{channel}</b>',
    feedPlacesMore: '{places} and {more} more',
    feedFailing:
      '⚠️ I could not read {feed} for a whole day. {problem}\nI keep trying, and tell you when it is back. If you do not need it any more, {removal} removes it.',
    feedBack: '✅ I can read {feed} again. New headlines are sent as usual.',
    credentialsLost:
      '🔒 The bot’s secret has changed, so I can no longer read the user name, password and headers of {feed}. Please set them again: <code>{command}</code> has the buttons. Until then, I do not check the feed; after that, nothing is sent twice.',
    feedGone:
      '⛔ {feed} is gone: its publisher has taken it down for good (410), and I do not check it any more. {removal} removes it. If it comes back, /add its address again: <code>{url}</code>',
    feedMoved:
      '↪️ {feed} has moved for good, from <code>{url}</code> to <code>{to}</code>. I use the new address from now on; you do not need to do anything.',
    feedCut:
      '⚠️ {feed} is larger than {megabytes} MB now. I read only its first {megabytes} MB, so I do not see items further down. If its newest items come first, you do not need to do anything; otherwise look for a shorter feed on its site.',
    quotaNear:
      '⚠️ {quota}: {spent} of {most} are used up today. Feeds are checked less often until midnight UTC, and nothing is lost. /quota shows more.',
    timeNear:
      '⚠️ {quota}: {spent} of {most} are used up today. Slow answers from Telegram or feeds cost most of it. Cycles are shorter until midnight UTC, and nothing is lost. /quota shows more.',
    storageNear:
      '⚠️ KV holds {spent} of {most}. When it is full, short links of new headlines expire sooner. LINK_TTL_DAYS or the paid plan makes room.',
    closed:
      '🌙 Pages and people who are not owners have used up their share of today’s quotas, and are turned away until midnight UTC. Feeds are checked and headlines sent as usual. Somebody may be sending too many requests; /quota shows what was used.',
    /** Where the feed's number is not the same in all of its channels. */
    remove: '/remove',
    shared: '⚠️ {problem}',
    channelLost:
      '⚠️ I cannot post to <b>{channel}</b> any more: {reason}. Its owner was notified; its headlines are kept for up to 7 days.',
  },

  problems: {
    'not-a-url': '<code>{text}</code> is not a web address. It should look like <code>https://example.com/feed</code>.',
    'private-address': '<code>{host}</code> is an address in a private network, which I may not visit.',
    unreachable: 'I cannot reach <code>{host}</code>. Is the name spelled right, and is the site up?',
    timeout: 'The site took longer than {seconds, plural, one {# second} other {# seconds}}. Try again later.',
    notFound: 'The site has nothing at this address ({status}).',
    loginNeeded:
      'The site asks for a user name and password ({status}). Send them with the address: <code>/add https://user:password@example.com/feed</code>. For a feed in /list, send <code>/feed 2 login user password</code>.',
    'credentials-refused':
      'The site does not accept the user name, password or headers ({status}). Check them, and enter them again.',
    'credentials-lost':
      'The bot’s secret has changed, so I can no longer read its user name, password or headers. Set them again in its menu, or with /feed.',
    forbidden:
      'The site does not let me in ({status}). Try the feed’s address instead of the home page. If it needs a password, <code>/help feed</code> shows how to send it.',
    tooOften: 'The site says that it was asked too often ({status}). Try again later.',
    siteBroken: 'The site is in trouble ({status}). Try again later.',
    httpError: 'The site answered with an error ({status}).',
    gone: 'Its publisher has taken it down for good (410).',
    challenge:
      '<code>{host}</code> turns bots away: it answers with a test that only a browser can pass. Ask the site to let feed readers in at this address, or try another address of the feed.',
    'damaged-answer':
      'The answer from <code>{host}</code> is damaged: it should be compressed data, but it cannot be unpacked. The fault is the site’s. Try again later.',
    'packed-file': 'The address leads to a {format} file. I can unpack only gzip, zlib, zstd and Brotli.',
    'too-large': 'The document is larger than {megabytes} MB, and its first {megabytes} MB contain no whole item.',
    'too-many-redirects': 'The address redirects more than {limit, plural, one {# time} other {# times}}.',
    'bad-redirect': 'The address redirects to <code>{to}</code>, which I may not visit.',
    'empty-document': 'The site answered, but with an empty document.',
    'not-a-feed':
      'That is not a feed, and I found none that belongs to it. Look for a link that says RSS, Atom or Feed.',
    'no-list':
      'There is no feed, and the page has no list of headlines that I could watch. Try the page that lists the articles, or look for a link that says RSS, Atom or Feed.',
    'scripted-page':
      'There is no feed, and the page is empty until a browser runs its scripts, which I cannot. Try another page of the site, or look for a link that says RSS, Atom or Feed.',
    'page-changed':
      'The page no longer lists its headlines where it did. /add its address again, and I look for the new list.',
    'robots-disallow':
      'The site does not allow programs to read this page: the robots.txt of <code>{host}</code> says so. Look for a feed of the site, or ask it to let Paperboy in.',
    'selector-syntax':
      'I do not understand that CSS selector:\n{place}\nI know element names, <code>.classes</code>, <code>#ids</code>, <code>[attributes]</code>, <code>a &gt; b</code>, <code>:nth-child()</code> and <code>:not()</code>. Nothing was changed.',
    'no-telegram-preview':
      'Telegram shows no posts there on the web. I can read public channels whose web preview is on.',
    'reader-failed':
      'Something went wrong on my side while reading that feed. Please try again later; if it keeps failing, report its address.',
    'schedule-syntax':
      'I do not understand <code>{text}</code>. Choose one of these, or write it another way, such as <code>8am mon-fri</code>.',
    'schedule-unclear': '<code>{text}</code> can mean different times. Which do you mean?',
    timezoneNear:
      'I do not know the time zone <code>{text}</code>. Is it one of these? If not, send the name of a large city near you.',
    'timezone-unclear':
      '<code>{text}</code> can mean several time zones. Which one is it? You can also send the name of another city.',
    'timezone-unknown':
      'I do not know the time zone <code>{text}</code>. Send the name of a large city near you, such as <code>Berlin</code>.',
    'schema-newer':
      'A newer Paperboy wrote what is stored under <code>{key}</code> (version {found}; this one knows {known}). Deploy the newer version again.',
    'stored-broken': 'What is stored under <code>{key}</code> cannot be read. Restore it from a backup.',
    'seen-stale': 'KV still answers with an older value; the next cycle tries again.',
    'namespace-shared':
      'The KV namespace is shared: it holds the data of another bot ({bot}). Nothing new is sent until this bot has a namespace of its own: npm run deploy makes one.',
    'bad-token':
      'Telegram does not accept the bot’s token. Ask @BotFather for a new one, and save it as the secret BOT_TOKEN.',
    'seen-lost':
      'KV lost the list of items already seen. Every feed started again; what was published meanwhile may be missing.',
    'shut-down':
      'This Paperboy is shut down: a final backup was made, and another one took over. To continue here instead: npm run deploy -- --take-over',
    'channel-failed':
      'The digest of <code>{channel}</code> could not be composed. Its headlines wait; please report this.',
    'quota-spent':
      'Today’s quota of {quota} is used up. Feeds are not checked until midnight UTC, and nothing is lost. /quota shows more.',
    'kv-failed': 'KV refused <code>{key}</code>; the next cycle tries again.',
    filter: 'That filter does not work: {mistake}.\n{place}\nNothing was changed.',
    'filter-unclear': '<code>{text}</code> can be read in several ways. Which one do you mean?',
    template: 'That template does not work: {mistake}.\n{place}\nNothing was changed.',
    place: '<code>{before}</code>▸<b>{marked}</b>◂<code>{after}</code>',
    suggestion: 'Perhaps: {suggestion}',
  },
  /** Inside a sentence. */
  quotas: {
    kvReads: 'KV reads',
    kvWrites: 'KV writes',
    rowsRead: 'rows read',
    rowsWritten: 'rows written',
    objectRequests: 'object requests',
    gbSeconds: 'object time',
    neurons: 'neurons (Workers AI)',
  },
  filterMistakes: {
    'unclosed-quote': 'this quotation mark is never closed',
    'unclosed-group': 'this parenthesis is never closed',
    'stray-closing': 'this parenthesis closes nothing',
    'empty-group': 'there is nothing in these parentheses',
    'empty-phrase': 'there is nothing between these quotation marks',
    'nothing-after-not': 'there is nothing after this minus',
    'nothing-beside-or': 'there is nothing on one side of this “or”',
    'too-long': 'it is too long from here on',
    'too-deep': 'there are too many parentheses inside one another here',
    'empty-term': 'there is no letter or digit in this',
    'nothing-after-field': 'there is nothing to look for after this field',
    'unknown-field': 'there is no such field; there are title, summary, text, author, category, source and link',
    'bad-expression': 'this part of the regular expression is wrong',
    'foreign-expression': 'look-around and back references are not supported; all else of RE2 is',
    'large-expression': 'this regular expression grows too large; repeat less in it',
  },
  templateMistakes: {
    'unknown-placeholder': 'there is no such placeholder; there are {placeholders}',
    'no-title': 'it does not show the {title}',
    'stray-brace': 'this brace belongs to no placeholder',
    'too-long': 'it is too long from here on',
  },

  quotaReport: {
    report: '<b>Today</b>, since midnight UTC\n{lines}\n\n{work}\n{slowed}',
    line: '{name}: {spent}',
    lineOf: '{name}: {spent} of {most}',
    lineProjected: '{name}: {spent} of {most}, about {projected} by midnight UTC',
    stored: 'Stored in KV: {bytes}',
    storedOf: 'Stored in KV: {bytes} of {most}',
    work: '{messages, plural, one {# message} other {# messages}} sent, feeds checked {feedReads, plural, one {# time} other {# times}}.',
    closed:
      '🌙 Pages and people who are not owners have used up their share of today’s quotas: they are turned away until midnight UTC.',
    spent: '⏳ {name}: today’s quota is used up. Feeds are not checked until midnight UTC; nothing is lost.',
    rarely: '🐢 Feeds with little news are checked {times} times less often, because there are many of them.',
    rarelyFor: '🐢 Feeds with little news are checked {times} times less often, so that the quota lasts: {name}.',
    gatheredForTime: '🐢 News is gathered for {minutes} minutes, so that object time lasts until midnight UTC.',
    short:
      '🐢 Each cycle ends after {seconds} s, so that object time lasts until midnight UTC; messages may come later.',
    neuronsSpent:
      '🤖 {name}: today’s share is used up. Headlines are sent in the original, and nothing is summed up until midnight UTC.',
    asUsual: '✅ Nothing had to be slowed down.',
    status: 'The last week, and all feeds and channels: {link}\nThe link signs you in. It works once, for 10 minutes.',
  },
  /** As labels. */
  quotaNames: {
    kvReads: 'KV reads',
    kvWrites: 'KV writes',
    rowsRead: 'Rows read',
    rowsWritten: 'Rows written',
    objectRequests: 'Object requests',
    gbSeconds: 'Object time (GB-s)',
    neurons: 'Neurons (Workers AI)',
    cycles: 'Cycles',
    messages: 'Messages',
  },

  /** Readers of channels: people who choose headlines by their own keywords. */
  readers: {
    /** Under a channel's digests, and on its page. */
    link: 'My keywords',
    onPage: 'choose which headlines come to you, and when.',
    closedScreen:
      '🔎 <b>{channel}</b> is closed to readers. Once it is open, each digest ends with the link “My keywords”: readers choose keywords and times of their own, and get the headlines in a private chat with me.',
    openScreen:
      '🔎 <b>{channel}</b> is open to readers. Each digest ends with this link:\n{link}\n\n{readers, plural, =0 {Nobody uses it yet.} one {# reader uses it.} other {# readers use it.}} What readers choose is shown to nobody else.',
    sureClose:
      'Close <b>{channel}</b> to readers? {readers, plural, =0 {Nobody uses its link yet.} one {# reader gets no more of its headlines.} other {# readers get no more of its headlines.}} The link stops working. Undo brings it back.',
    closed: '✅ <b>{channel}</b> is closed to readers.',
    notHere: 'Only a channel or a group can be opened to readers.',
    offer:
      '📰 I am a bot, and can send you the headlines of <b>{channel}</b> here. Which ones do you want? Press a button.\n\nYou can change this at any time. /stop ends it and deletes what I keep about you.',
    /** Buttons of the offer, one a row. */
    onlyLive: 'Only with …, as they come',
    butDaily: 'Everything but …, at 18:00',
    allDaily: 'Everything, once a day',
    gone: 'This link does not work any more. A newer digest of the channel may have another one.',
    noPlace: 'I cannot take more readers at the moment. Please try again later.',
    full: 'You follow {count, plural, one {# channel} other {# channels}}, the most you can. Unfollow one first.',
    askOnly:
      'Which words should a headline of <b>{channel}</b> have? Send them to me, such as <code>rain, snow</code> for either word, <code>"north sea"</code> for a phrase, or <code>storm -sport</code> for storms without sport.',
    askBut:
      'Which words should a headline of <b>{channel}</b> not have? Send them to me, with commas or one a line, such as <code>sport, north sea</code>.',
    wordsSet: '✅ Your keywords for <b>{channel}</b> are now {filter}',
    allSet: '✅ You now get all headlines of <b>{channel}</b>.',
    /** In place of the texts of `filters`, which speak of items and filters. */
    mistake: 'That does not work: {mistake}.\n{place}\nNothing was changed.',
    textsNotSearched:
      'I look for your keywords in headlines, summaries, topics, authors and sources, but not in whole articles. Please leave out <code>text:</code>. Nothing was changed.',
    untested: 'There were no headlines in the last 48 hours to try them on.',
    allPassed:
      '{total, plural, one {The only headline of the last 48 hours would have come.} other {All # headlines of the last 48 hours would have come.}}',
    nonePassed:
      '{total, plural, one {The only headline of the last 48 hours would not have come.} other {None of the # headlines of the last 48 hours would have come.}}',
    somePassed:
      'Of the {total, plural, one {# headline} other {# headlines}} of the last 48 hours, {passed} would have come.',
    own: '🔎 <b>Your keywords</b>',
    channel: '<b>{channel}</b>: {filter}',
    /** The screen of one channel. */
    one: '🔎 {line}',
    channelAll: '<b>{channel}</b>: everything',
    channelClosed: '<b>{channel}</b>: closed to readers',
    none: 'You follow no channel. To follow one, press “My keywords” under one of its digests.',
    whyWhich: 'Which headline? Send me its link, or words from it.',
    whyUnknown: 'In the last 48 hours, none of your channels had a headline with <code>{text}</code>.',
    typeTimes:
      'Or type it: <code>/digest 08:00 18:30</code>, <code>/digest mon-fri 08:00</code>, <code>/digest quiet 23:00-07:00</code>.',
    byWords: 'your keywords',
    notSent: '➖ Not sent: it is older than your keywords, or too many headlines came at once.',
    sureStop:
      'Stop sending you headlines? I then delete what I keep about you: channels, keywords, times and language.',
    stopped: '🗑 You get no more headlines. Your channels, keywords and times are deleted.',
    left: '🗑 You get no more headlines of <b>{channel}</b>.',
    help: 'I send you headlines of channels by your own keywords.\n\n/keywords – your channels, keywords and times\n/filter – change your keywords: <code>/filter rain, snow</code>\n/digest – change the times: <code>/digest 08:00 18:30</code>\n/preview – see what waits for the next digest\n/why – why a headline came, or why not\n/pause and /resume – pause sending, and resume it\n/language – choose the language\n/stop – end it, and delete what I keep about you',
    stopDoes: 'stop, and delete what I keep about you',
    notUnderstood: 'I did not understand that. See /help for what you can do here.',
  },

  /** `/stats`, and its page. */
  stats: {
    report: '📊 <b>{channel}</b>{since}\n\n{sections}',
    since: ', counted since {day}',
    period: '<b>Last {days} days</b>\n{lines}',
    sent: '{messages, plural, one {# message} other {# messages}}, {headlines, plural, one {# headline} other {# headlines}}',
    openedTimes: 'opened {times, plural, one {# time} other {# times}}',
    reacted: '{total, plural, one {# reaction} other {# reactions}}: {kinds}',
    noReactions: 'no reactions',
    kind: '{kind} {times}',
    custom: 'custom emoji',
    paid: '⭐ paid',
    rest: 'others',
    busiest: '<b>Busiest feeds in 30 days</b>\n{list}',
    busyLine:
      '{feed}: {kept, plural, one {# headline} other {# headlines}} of {items, plural, one {# item} other {# items}}',
    silent: '<b>Feeds whose items were all filtered out</b>\n{list}',
    silentLine: '{feed}: {items, plural, one {# item} other {# items}}',
    originalLinks: 'Headlines lead straight to the articles, so clicks are not counted.',
    chart: 'Day by day: {link}\nThe link signs you in. It works once, for 10 minutes.',
    title: '{channel} in numbers',
    headlines: 'Headlines',
    messages: 'Messages',
    opened: 'Opened',
    reactions: 'Reactions',
    day: 'Day',
    total: '{name}: {total} in 30 days',
    most: 'Most on one day: {most}, last on {day}.',
    byDay: 'Numbers by day',
    note: 'Opened links and reactions count for the day of the message. Days are UTC.',
    openedOff: 'Clicks are not counted here, or Cloudflare did not give their numbers.',
    closedTitle: 'Only for owners',
    closed: 'To open this page, send /stats in the private chat with the bot: its answer has a link.',
  },

  /** What a machine does: translations, briefings and summaries by Workers AI. 🤖 marks all of it. */
  machine: {
    translate: '🤖 Headlines of <b>{channel}</b> are shown in {language}, translated by a machine.',
    translateBoth:
      '🤖 Headlines of <b>{channel}</b> are shown in {language}, translated by a machine, with the original behind it.',
    translateOff: '🤖 Headlines of <b>{channel}</b> are shown as their publishers wrote them.',
    translateHow:
      'A headline that is not translated within two minutes, or whose numbers came out differently, is sent in the original. Choose a language, or type it: <code>/translate de</code>, <code>/translate de both</code>, <code>/translate off</code>.',
    languageUnknown: 'I cannot translate into <code>{text}</code>. Choose one of these languages:',
    notSetUp:
      'This bot has no model for translations and summaries. The operator can add one: see docs/operators.md, “Workers AI”. Nothing was changed.',
    standIn:
      'There is no Workers AI on this computer: a stand-in marks what would be translated or summed up, and changes nothing else.',
    briefingOn: '🤖 Briefing: on. A few sentences above each digest, each with links to its headlines.',
    briefingOff: '🤖 Briefing: off.',
    briefingNeedsTimes: 'Briefings come only with digests at set times, such as <code>/digest 08:00</code>.',
    /** Above the sentences of a briefing. */
    briefing: '🤖 In short',
    summaryOn: '🤖 Summaries: on. Reading pages of new articles begin with three sentences, written by a machine.',
    summaryOff: '🤖 Summaries: off.',
    summaryNeedsReading: 'Summaries stand on reading pages: <code>/reading on</code> first.',
    /** On pages. */
    summary: 'Summary, written by a machine',
    summaryNote: 'It may contain mistakes. The article itself counts.',
    pageTranslated: 'Headlines marked 🤖 were translated by a machine.',
    original: 'Original: {title}',
    /** In answers of `/why`. */
    sentAs: '🤖 Sent in {language}: “{title}”',
    sentInOriginal: '🤖 Sent in the original: {reason}.',
    /** To the owner, once for each reason and day. */
    failed: '⚠️ Headlines of <b>{channel}</b> are sent in the original for now: {reason}. {next}',
    briefingFailed: '⚠️ The digest of <b>{channel}</b> was sent without a briefing: {reason}. {next}',
    nextMidnight: 'Translations start again at midnight UTC.',
    nextRetry: 'I keep trying.',
    nextOperator: 'The operator can choose another model with AI_MODEL: see docs/operators.md, “Workers AI”.',
  },
  /** Why a headline was not translated, inside a sentence. */
  machineProblems: {
    'not-set-up': 'this bot has no model for translations',
    'quota-spent': 'today’s share of Workers AI is used up',
    'model-gone': 'the model does not exist any more, or is not part of the plan',
    busy: 'Workers AI is too busy',
    timeout: 'the model did not answer in time',
    'bad-answer': 'the model’s answer could not be used',
    changed: 'numbers or names came out differently',
    failed: 'Workers AI did not work',
  },

  owners: {
    list: '👥 <b>Owners of this bot</b>\n{list}\nAn invitation link lets one person in.',
    byOperator: 'The operator has named {count, plural, one {# owner} other {# owners}} in OWNER_IDS.',
    entry: '• <b>{name}</b> (<code>{id}</code>)',
    invitation: 'Send this link to the person. It works once, for 2 days.\n{link}',
    joined: '🔑 You may use this bot now. /start shows how to begin.',
    only: 'Only owners of this bot can do that.',
    removed: '🗑 <b>{name}</b> may not use this bot any more. Their channels go on as they are.',
    readmitted: '✅ <b>{name}</b> may use this bot again.',
  },

  languages: {
    choose: 'Choose the language I use with you. A channel’s digests have their own, in the channel’s menu.',
    chosen: '✅ I write to you in English now.',
    ofChannel: '🌐 Digests of <b>{channel}</b> are in {language}.',
  },

  menu: {
    channel: '<b>{channel}</b>',
    channelNamed: '<b>{channel}</b> · @{username}',
    schedule: '🕗 {schedule}',
    filter: '🔎 {filter}',
    paused: '⏸ {paused}',
    quiet: '🌙 Quiet hours of <b>{channel}</b>: {from}–{to} ({zone}).',
    quietNone: '🌙 Quiet hours of <b>{channel}</b>: none.',
    quietMeaning: 'What comes in during quiet hours is held, and sent when they end.',
    look: '🎨 Look of <b>{channel}</b>',
    layoutHeadlines: 'Layout: headlines in one digest',
    layoutCards: 'Layout: a card for each headline, with summary and picture',
    layoutRich:
      'Layout: each digest is one rich message, with headings and folded lists. Telegram apps from before June 2026 ask to update instead of showing it.',
    linksHeadline: 'Links: the headline is a short link',
    linksVisible: 'Links: a short link stands after the headline',
    linksOriginal: 'Links: the headline leads to the article',
    linksLater: '{links} (once a public address is known)',
    switches:
      'Feed names: {sources, select, on {on} other {off}} · Hashtags: {hashtags, select, on {on} other {off}} · Merge same stories: {stories, select, on {on} other {off}}',
    moreSwitches:
      'Comments: {comments, select, on {on} other {off}} · Summaries: {summaries, select, on {on} other {off}}',
    correctionsOn: 'Correct headlines: on. Sent headlines follow their publisher’s changes for 48 hours.',
    correctionsOff: 'Correct headlines: off. Sent headlines stay as they are.',
    template: 'Template: {template}',
    footer: 'Footer: <code>{footer}</code>',
    web: '🔗 <b>{channel}</b> on the web',
    readingOn: '📖 Reading pages: on. New articles can be read behind the 📖 after their headline, for 30 days.',
    readingFull:
      '📖 Reading pages: on, with full texts. If a feed has only the beginning of a new article, I read the rest on the article’s own page, where the site allows it. Filters search it too.',
    readingOff: '📖 Reading pages: off.',
    page: '📄 Page: {page}\nFeeds: {feeds}',
    pageLater: '📄 Page and feeds: on, once a public @name and address are known.',
    pageOff: '📄 Page and feeds: off.',
    newestDigest: '🗞 Newest digest, to share: {digest}',
    sureRemoveChannel:
      'Remove <b>{channel}</b> from Paperboy, with its feeds, filters and waiting headlines? I stay in the chat until you remove me there. Undo brings back its feeds and settings.',
    channelRemoved: '🗑 <b>{channel}</b> has been removed.',
    channelBack: '✅ <b>{channel}</b> is back with its feeds and settings. From now on, new headlines are sent.',
    askFeed: 'Send me the address of a feed or a site for <b>{channel}</b>.',
    askFilter:
      'Send me the filter of {whose}, such as <code>(rain | snow) -sport</code>. <code>off</code> lets everything pass.',
    askTimes:
      'When do digests of <b>{channel}</b> come? <code>08:00 18:30</code>, <code>8am on weekdays</code>, <code>every 6h</code>, <code>live 30m</code> or <code>instant</code>.',
    askQuiet: 'What are the quiet hours of <b>{channel}</b>? Such as <code>23:00-07:00</code>, or <code>off</code>.',
    askMost: 'How many headlines may a digest of <b>{channel}</b> have? A number, or <code>off</code>.',
    askFooter: 'Send me the last line of each digest of <b>{channel}</b>, or <code>off</code>.',
    askTemplate:
      'How does a headline of <b>{channel}</b> look? Such as {example}; there are {placeholders}. <code>off</code>: as usual.',
    askName: 'What do you call {whose}? <code>off</code>: by its own title.',
    askAddress: 'What is the new address of {whose}? What was already seen is not sent again.',
    askLogin:
      'Send me the user name and the password for {whose}, with a space between them. <code>off</code> removes them. I delete your message at once.',
    askHeader:
      'Send me a request header for {whose}, such as <code>Authorization: Bearer abc</code>. <code>Authorization: off</code> removes it, <code>off</code> removes all. I delete your message at once.',
    askSelector:
      'Which links of {whose} are headlines? Send me a CSS selector for them, such as <code>main h2 a</code>.',
    unclearQuiet:
      'Which quiet hours do you mean? Choose one of these, or send others, such as <code>22:30-06:00</code>, or <code>off</code>.',
    unclearSwitch: 'Send <code>on</code> or <code>off</code>.',
    unclearReading: 'Send <code>on</code>, <code>full</code> or <code>off</code>.',
    unclearMost: 'Send a number from 1 to {most}, or <code>off</code>.',
    unclearLayout:
      'Send <code>/digest layout headlines</code>, <code>/digest layout cards</code> or <code>/digest layout rich</code>.',
    unclearFooter: 'A footer has at most {units} characters.',
    unclearName: 'A name has at most {units} characters.',
    unclearLogin:
      'Send a user name and a password with a space between them: at most {user} and {password} characters, and no colon in the user name.',
    unclearHeader:
      'Send a name and a value, such as <code>X-Key: abc</code>: at most {units} plain Latin characters. Some headers, such as <code>Host</code>, cannot be set.',
    unclearPage:
      'Only a channel or group with a public @name can have a page. Give it one in Telegram, then forward one of its posts to me.',
  },

  buttons: {
    feeds: '📡 Feeds',
    filter: '🔎 Filter',
    times: '🕗 Digests',
    look: '🎨 Look',
    web: '🔗 Web',
    language: '🌐 Language',
    preview: '👀 Preview',
    stats: '📊 Statistics',
    pause: '⏸ Pause',
    resume: '▶️ Resume',
    forget: '🗑 Remove',
    back: '‹ Back',
    channels: '‹ Channels',
    addChannel: '➕ Channel or group',
    addFeed: '➕ Feed',
    rename: '✏️ Rename',
    address: '🔗 Address',
    login: '🔒 Login',
    header: '🔒 Headers',
    selector: '👁 Choose headlines',
    remove: '🗑 Remove',
    keep: 'Keep it',
    change: '✏️ Change',
    clear: '🧹 Clear',
    less: '👎 Less like this',
    instant: 'Instant',
    live: 'Live',
    hourly: 'Hourly',
    threeHourly: 'Every 3 h',
    other: '✏️ Other times',
    timezone: '🌍 Time zone',
    quiet: '🌙 Quiet hours',
    silent: '🔕 Silent',
    atMost: 'At most {count}',
    noLimit: 'No limit',
    off: 'Off',
    headlines: 'Headlines',
    cards: 'Cards',
    rich: 'Rich',
    linkHeadline: 'Short link',
    linkVisible: 'Visible link',
    linkOriginal: 'Original',
    sources: 'Feed names',
    hashtags: 'Hashtags',
    comments: 'Comments',
    summaries: 'Summaries',
    stories: 'Merge same stories',
    corrections: 'Correct headlines',
    reading: '📖 Reading pages',
    fullText: '📃 Full texts',
    page: '📄 Page and feeds',
    template: '✏️ Template',
    footer: '✏️ Footer',
    cancel: 'Cancel',
    takeBack: 'Take back',
    deletePost: '🗑 Delete the post',
    owners: '👥 Owners',
    invite: '➕ Invite',
    confirm: 'Confirm in private',
    undo: '↩︎ Undo',
    keepFilter: 'Keep',
    readers: '🔎 Readers',
    keywords: '🔎 My keywords',
    only: 'Only with …',
    but: 'Everything but …',
    everything: 'All headlines',
    why: '❓ Why',
    stop: '🗑 Stop',
    unfollow: '🗑 Unfollow',
    close: 'Close it',
    chooseChannel: '📢 Choose a channel',
    chooseGroup: '👥 Choose a group',
    translate: '🤖 Translation',
    withOriginal: 'With original',
    briefing: '🤖 Briefing',
    summary: '🤖 Summary',
    newest: 'Newest {count}',
    all: 'All',
    none: 'None',
  },

  /** What is typed in an example for templates. */
  examples: { template: '{title} — {source} {tags}' },

  commands: {
    start: {
      usage: '',
      does: 'open the menu',
      examples: [['/start', 'your channels, and in each its feeds, filter, digests, look and language']],
    },
    help: {
      usage: 'COMMAND',
      does: 'see all commands',
      examples: [['/help filter', 'what a filter can say, with examples']],
    },
    channels: {
      usage: '',
      does: 'see your channels, and how to add one',
      examples: [['@name', 'sent by itself, or a post forwarded from a channel, adds the channel']],
    },
    use: {
      usage: '@channel',
      does: 'choose the channel to work on',
      examples: [
        ['/use @morning_news', 'commands apply to that channel from now on'],
        ['/list @morning_news', 'for this one command'],
      ],
    },
    add: {
      usage: 'URL',
      does: 'add a feed or a site',
      examples: [
        ['/add bbc.com/news', 'the feed of a site'],
        ['/add youtube.com/@name', 'a YouTube channel; a Telegram channel with t.me/name'],
        ['/add github.com/owner/name', 'the releases of a repository'],
        ['/add one.example two.example', 'several addresses; a list also works as a message'],
      ],
    },
    remove: {
      usage: 'NUMBER',
      does: 'remove a feed',
      examples: [
        ['/remove 2', 'the second in /list'],
        ['/remove BBC News', 'by its title or address'],
      ],
    },
    feed: {
      usage: 'NUMBER',
      does: 'see or change one feed',
      examples: [
        ['/feed 2', 'its name, filter, address, login and headers'],
        ['/feed 2 name Morning news', 'rename it; “off” restores its own title'],
        ['/feed 2 address https://example.com/feed', 'another address; nothing is sent again'],
        ['/feed 2 login ann secret', 'for a feed with a password; “off” removes it'],
        ['/feed 2 header Authorization: Bearer abc', 'a request header; “header off” removes all'],
        ['/feed 2 selector main h2 a', 'a CSS selector for the headlines of a watched page'],
      ],
    },
    list: {
      usage: '',
      does: 'see the feeds, their numbers and their state',
      examples: [['/list', '🟢 fine · ⚪️ not checked yet · 🔴 failing · ⛔ gone']],
    },
    filter: {
      usage: 'WORDS',
      does: 'choose by keywords: rain "north sea" -sport',
      examples: [
        ['/filter rain snow', 'both words'],
        ['/filter rain | snow', 'either; a comma or a new line works too'],
        ['/filter "north sea"', 'a phrase'],
        ['/filter -sport', 'everything but this'],
        ['/filter weather*', 'words that begin like this'],
        ['/filter title:storm', 'only in the title; also summary, text, author, category, source, link'],
        ['/filter /storms? (warning|alert)/', 'a regular expression'],
        ['/filter (rain | snow) -sport', 'a group'],
        ['/filter #2 -sport', 'for feed 2 only'],
        ['/filter "#2024" | "@name"', 'in quotes: a hashtag or a name, not a feed or a channel'],
        ['/filter off', 'everything'],
      ],
    },
    digest: {
      usage: 'live | instant | 08:00 18:30 | every 3h',
      does: 'set when and how headlines are sent',
      examples: [
        ['/digest live', 'as they come; /digest live 30m: at most one digest in 30 minutes'],
        ['/digest instant', 'each story at once, in a message of its own'],
        ['/digest 08:00 18:30', 'at these times of day'],
        ['/digest 8am mon-fri, 10am sat', 'on these days'],
        ['/digest every morning and evening', 'or: twice a day'],
        ['/digest every 3h', 'counted from midnight; 8-20 every 3h: only between these hours'],
        ['/digest timezone Berlin', 'in the time zone of a city'],
        ['/digest quiet 23:00-07:00', 'held during these hours, not lost'],
        ['/digest silent on', 'without a sound'],
        ['/digest max 20', 'at most 20 headlines in one digest'],
        ['/digest layout cards', 'a message for each headline, with picture and summary'],
        ['/digest layout rich', 'a rich message, with headings and folded lists'],
        ['/digest template {title} — {source}', 'how a headline looks'],
        ['/digest footer Read more at example.com', 'a last line'],
        ['/digest hashtags on', 'categories as hashtags'],
        ['/digest sources off', 'without the names of feeds'],
        ['/digest comments off', 'without the 💬 that leads to the comments'],
        ['/digest summaries on', 'two lines of the summary under each headline'],
        ['/digest briefing on', 'a few sentences above each digest, written by a machine'],
      ],
    },
    preview: {
      usage: '',
      does: 'see what waits for the next digest',
      examples: [['/preview', 'as the channel will see it; nothing is sent there']],
    },
    pause: {
      usage: '',
      does: 'pause sending',
      examples: [['/pause', 'headlines are kept for up to 7 days']],
    },
    resume: {
      usage: '',
      does: 'resume sending',
      examples: [['/resume', 'asks first if many headlines have waited']],
    },
    links: {
      usage: 'headline | visible | original',
      does: 'choose what headlines link to',
      examples: [
        ['/links headline', 'the headline is a short link'],
        ['/links visible', 'the short link stands after it'],
        ['/links original', 'no short links'],
      ],
    },
    why: {
      usage: 'LINK or WORDS',
      does: 'see why a headline was sent, or why not',
      examples: [
        ['/why storm schools', 'items with these words in headline or summary'],
        ['/why "north sea" -storm', 'items that such a filter keeps'],
        ['/why https://example.com/story', 'by its link, or that of the post'],
      ],
    },
    stories: {
      usage: 'on | off',
      does: 'merge the same story from several feeds',
      examples: [['/stories off', 'every feed’s own headline']],
    },
    corrections: {
      usage: 'on | off',
      does: 'edit sent headlines whose titles change',
      examples: [['/corrections off', 'sent headlines stay as they are']],
    },
    reading: {
      usage: 'on | full | off',
      does: 'offer reading pages: articles without clutter',
      examples: [
        ['/reading on', 'texts of new articles, behind the 📖, for 30 days'],
        ['/reading full', 'also the rest of articles that feeds cut short'],
        ['/reading off', 'no texts are kept'],
      ],
    },
    translate: {
      usage: 'LANGUAGE | off',
      does: 'show headlines in your language',
      examples: [
        ['/translate en', 'each headline in English, translated by a machine'],
        ['/translate en both', 'with the original behind it'],
        ['/translate off', 'as their publishers wrote them'],
      ],
    },
    summary: {
      usage: 'on | off',
      does: 'sum up articles on their reading pages',
      examples: [['/summary on', 'three sentences above the text, written by a machine']],
    },
    page: {
      usage: 'on | off',
      does: 'show the channel as a web page and as feeds',
      examples: [
        ['/page on', 'the last 48 hours, to read and to subscribe to'],
        ['/page off', 'nothing is shown'],
      ],
    },
    readers: {
      usage: 'on | off',
      does: 'let readers choose by keywords of their own',
      examples: [
        ['/readers', 'the link, and how many readers use it'],
        ['/readers on', 'each digest ends with the link “My keywords”'],
        ['/readers off', 'the link stops working'],
      ],
    },
    keywords: {
      usage: '',
      does: 'see the channels that you follow as a reader',
      examples: [['/keywords', 'your keywords for each channel, times and language']],
    },
    top: {
      usage: '',
      does: 'see the week’s most opened headlines',
      examples: [['/top', 'by short links opened, if the operator counts clicks']],
    },
    stats: {
      usage: '',
      does: 'see the numbers of the last 7 and 30 days',
      examples: [['/stats', 'headlines, opened links, reactions, the busiest feeds']],
    },
    retract: {
      usage: 'LINK',
      does: 'take a headline back',
      examples: [
        ['/retract https://example.com/story', 'strikes it out, deletes its post, or drops it if it still waits'],
      ],
    },
    import: {
      usage: '',
      does: 'import feeds or settings from a file',
      examples: [['/import', 'or send me the file; a list of addresses works too']],
    },
    export: {
      usage: '',
      does: 'export feeds as OPML, all settings as JSON',
      examples: [['/export', 'two files that /import can read']],
    },
    language: {
      usage: '',
      does: 'choose the language I use with you',
      examples: [['/language 中文', 'a channel’s digests have their own language, in its menu']],
    },
    quota: {
      usage: '',
      does: 'see how much of today’s quotas is used',
      examples: [['/quota', 'used, expected, and what is slowed down']],
    },
    move: {
      usage: 'CELL',
      does: 'move a channel to another cell',
      examples: [['/move 2', 'its feeds and waiting headlines go with it']],
    },
  },

  pages: {
    skip: 'Skip to the text',
    aboutTitle: 'Paperboy',
    about:
      'This is a Paperboy: a bot that sends the headlines of feeds to Telegram. It checks a feed as often as it publishes, busy ones every few minutes and silent ones a few times a day, for all of its channels at once, and fetches it only if it has changed. If Cache-Control, Retry-After, ttl, skipHours, skipDays or sy:updatePeriod ask for longer intervals, it keeps to them. It subscribes to a feed at the WebSub hub that the feed announces, and then checks it about once a day. It stops checking a feed that answers 410.',
    notFoundTitle: 'Not found',
    notFound: 'This page does not exist, or is no longer kept.',
    notNowTitle: 'Not just now',
    notNow: 'This cannot be looked up right now. Please try again in a minute.',
    closedTitle: 'Closed until midnight UTC',
    closed:
      'Today’s quota for pages is used up. They open again at midnight UTC. Feeds are checked and headlines sent as usual.',
    broken: 'The server did not answer. Please try again in a minute.',
    notKeptTitle: 'The text is not kept here',
    notKept:
      'Texts are kept here for 30 days, if the channel has reading pages on. Read the article where it was published.',
    toOriginal: 'Go to the article',
    readOriginal: 'Read the original on {host}',
    fromPage: 'The feed has only a part of this text; the whole is from the article’s page on {host}.',
    archive: 'Plain text (Markdown)',
    wholeDigest: 'All headlines of this digest',
    withdrawnTitle: 'Taken back',
    withdrawn: 'The channel took this headline back, so its text is no longer shown here.',
    noDigestTitle: 'This digest is not here',
    noDigest:
      'Digests are kept here for 30 days, if their channel has reading pages or a page. This one has expired, or was never kept.',
    nothingLeft: 'The channel took back every headline of this digest.',
    home: 'Go to the home page',
    digestAt: 'Headlines of {day}, {clock}',
    digestIn: '{heading} – {channel}',
    inTelegram: '{channel} in Telegram',
    channelPage: 'The latest from {channel}',
    earlierDigest: 'Earlier digest',
    laterDigest: 'Later digest',
    earlierDay: 'Earlier: {day}',
    laterDay: 'Later: {day}',
    earlierDays: 'Archive by day',
    dayOf: '{channel}, {day}',
    aboutDay: 'What {channel} sent on {day}, digest by digest.',
    headlines: '{count, plural, one {# headline} other {# headlines}}',
    also: 'also: {sources}',
    aboutChannel: 'The latest from {channel}, each story once.',
    lastHours: 'The last 48 hours',
    timesIn: 'times in {zone}',
    readHere: 'Read here',
    comments: 'Comments',
    nothingNew: 'Nothing came in during the last 48 hours.',
    next: 'Next page',
    previous: 'Previous page',
    pagination: 'Pages',
    subscribe: 'Subscribe in Telegram',
    scan: 'Scan to subscribe',
    asFeed: 'As a feed:',
  },
  /** A file that an item offers, and its size. */
  files: { audio: 'Audio', video: 'Video', file: 'File', sized: '{file}, {size}' },

  frontDoor: {
    title: 'Paperboy: headlines in Telegram',
    about:
      'A bot that sends new headlines from feeds to Telegram channels: each story once, in digests at local times or as soon as it appears.',
    openBot: 'Open the bot in Telegram',
    unset: 'If you deployed this bot, one step is left: tell Telegram where it is.',
    channels: 'Channels',
    publishers: 'For publishers of feeds',
    source: 'Source code',
  },
  status: {
    title: 'Status',
    well: 'All is well',
    unwell: 'Something is wrong',
    lastCycle: 'Feeds last checked: {when}.',
    noCycle: 'Feeds have not been checked yet.',
    signInHow: 'Owners see more: /quota in the chat with the bot has a link that signs them in.',
    problems: 'What is wrong',
    week: 'The last week',
    byDay: '{name} by day: {days}',
    ofQuota: '{spent} of {most}',
    byMidnight: 'about {projected} by midnight UTC',
    scale: 'Dashed line: the quota. Pale bar: today’s forecast. Days are UTC.',
    arrival: 'How soon news arrives',
    delays: 'In the last week, half of the news was found within {half} of its publication, 95% within {most}.',
    noDelays: 'No news with a publication time arrived in the last week.',
    halfWithin: 'Half of the news within',
    pushes:
      'Hubs push {feeds, plural, one {# feed} other {# feeds}}; {documents, plural, one {# document} other {# documents}} came from them in the last week.',
    slowest: 'Slowest feeds',
    arrivesAfter: 'News arrives after',
    checked: 'Checked',
    feeds: 'Feeds: {failing, plural, =0 {} other {# failing of }}{all}',
    noneFailing: 'Every feed can be read.',
    feed: 'Feed',
    why: 'What is wrong',
    since: 'Since',
    channels: 'Channels: {count}',
    readers: 'Readers with keywords of their own: {count}',
    channel: 'Channel',
    state: 'State',
    waiting: 'Waiting',
    running: 'running',
    pausedByOwner: 'paused by hand',
    pausedForChoice: 'waits for its owner’s choice',
  },
  /** The state of a channel that Telegram has closed. */
  lockedOut: {
    kicked: 'the bot was removed',
    'chat-not-found': 'Telegram does not find it',
    'no-rights': 'the bot may not post messages',
    blocked: 'the person has blocked the bot',
    'topic-closed': 'the topic is closed',
    refused: 'Telegram refuses messages',
  },

  signIn: {
    title: 'Sign in',
    text: 'This browser will be signed in as an owner of the bot, for 30 days.',
    button: 'Sign in',
    failedTitle: 'This link no longer works',
    failed: 'A link to sign in works once, for 10 minutes. /quota in the chat with the bot gives you a new one.',
    busyTitle: 'Too many tries',
    busy: 'Please wait a minute, then try again.',
    out: 'Sign out',
  },

  setup: {
    title: 'Set up the bot',
    text: 'One last step: tell Telegram where this bot is. Enter the WEBHOOK_SECRET that you chose when you deployed it.',
    secret: 'WEBHOOK_SECRET',
    button: 'Set it up',
    wrong:
      'That is not the WEBHOOK_SECRET. It is one of the Worker’s secrets; if you lost it, set another one there and come back.',
    lockedTitle: 'This bot is set up',
    locked:
      'It has an owner, so this page is closed. To change something later, the operator runs npm run deploy on their own computer.',
    missing:
      'The Worker runs, but is not ready: {variables}. Set it in Cloudflare’s dashboard (Workers, this Worker, Settings, Variables and Secrets), then open this page again.',
    elsewhere: 'This bot is in use at {host}.',
    retired: 'A final backup was made of this Paperboy. Another one may have taken over the bot.',
    takeOver: 'Let this one take over',
    refused: 'Telegram did not accept it: {reason}',
    again: 'Try again',
    claim: 'Now make the bot yours. The first person to open this link becomes its owner, and this page closes:',
    claimButton: 'Make it mine',
    channel: 'Then make it an administrator of a channel; the right “Post messages” is enough:',
    channelButton: 'Add it to a channel',
  },
  setupParts: {
    webhook: 'Webhook',
    commands: 'Commands',
    profile: 'Description',
    rights: 'Suggested rights',
  },
  setupStates: {
    same: 'as it should be',
    changed: 'done',
    differs: 'to be done',
  },
} as const
