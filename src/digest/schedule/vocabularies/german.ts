/** German words for schedules. */
import type { ScheduleVocabulary } from './vocabulary.ts'

const weekdays = ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonnabend', 'sonntag']
const dayParts = ['morgen', 'früh', 'vormittag', 'mittag', 'nachmittag', 'abend', 'nacht']

/** In the east and south, “viertel acht” is a quarter of the eighth hour. */
const hours = ['eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf']
const quarters = hours.map((hour) => [`viertel ${hour}`, `45 minuten vor ${hour}`])

/** Freitagabend, freitagabends. */
const joined = weekdays.flatMap((day) =>
  dayParts.flatMap((part) => [
    [`${day}${part}`, `${day} ${part}`],
    [`${day}${part}s`, `${day} ${part}`],
  ]),
)
/** Not on Sundays. */
const excepted = weekdays.map((day) => [`nicht ${day}s`, `außer ${day}`])
/** Twenty fifteen: minutes behind the hour. */
const minutes = Object.entries({ fünf: 5, zehn: 10, fünfzehn: 15, zwanzig: 20, fünfundzwanzig: 25, dreißig: 30 })
const moreMinutes = Object.entries({ dreissig: 30, fünfunddreißig: 35, vierzig: 40, fünfundvierzig: 45, fünfzig: 50 })
const behindHour = [...minutes, ...moreMinutes].map(([name, value]) => [`uhr ${name}`, `uhr ${value} minuten`])

export const german: ScheduleVocabulary = {
  locale: 'de',
  days: [
    'montags|montage|montagen',
    'dienstags|dienstage|dienstagen',
    'mittwochs|mittwoche|mittwochen',
    'donnerstags|donnerstage|donnerstagen|don',
    'freitags|freitage|freitagen|fre',
    'samstags|samstage|samstagen|sam|sonnabend|sonnabends|sonnabende',
    'sonntags|sonntage|sonntagen|son',
  ],
  daySets: [
    [
      'werktags|werktag|werktage|werktagen|werktäglich|wochentags|wochentage|wochentagen|unter der woche|arbeitstags|arbeitstag|arbeitstage|arbeitstagen',
      [0, 1, 2, 3, 4],
    ],
    ['wochenende|wochenenden|wochenends', [5, 6]],
  ],
  words: {
    every: 'jede|jeden|jedes|jeder|jedem|alle|allen|aller',
    apart: '',
    rarely:
      'monatlich|jeden monat|im monat|pro monat|jeden zweiten tag|jeden 2 tag|vierzehntägig|vierzehntäglich|zweiwöchentlich|zweiwöchig|jede zweite woche|jährlich|jedes jahr|im jahr|pro jahr',
    at: 'um|am|an|im|in|gegen|zu|zur|zum|während',
    from: 'von|vom|ab|beginnend|beginnend um',
    between: 'zwischen',
    to: 'bis|bis um|bis zum',
    before: '',
    past: 'nach',
    and: 'und|sowie|plus|und auch|auch|u',
    but: 'aber|jedoch|doch',
    except:
      'außer|ausser|außer an|ausgenommen|ohne|bis auf|mit ausnahme von|nicht am|nicht an|nicht im|aber nicht|aber nicht am|aber nicht an|und nicht|und nicht am|nur nicht|nur nicht am|nie|nie am',
    excluded: 'nicht|gar nicht|ausgeschlossen|frei',
    live: 'live|laufend|fortlaufend|kontinuierlich|echtzeit|in echtzeit|sobald schlagzeilen kommen|sobald etwas kommt|sobald was kommt|sobald es etwas gibt|sobald es neues gibt|sobald es was neues gibt|sobald neues kommt|sobald neues da ist|sobald sie kommen|sobald sie erscheinen|wenn etwas kommt|wenn was kommt|wenn es neues gibt|wenn es etwas neues gibt|immer wenn etwas kommt|bei neuem|sobald es was gibt|sobald etwas erscheint|sobald was erscheint|wenn was neues kommt|wenn etwas neues kommt|wenn es was neues gibt|immer wenn es etwas neues gibt',
    instant:
      'sofort|sofortig|umgehend|unverzüglich|unmittelbar|augenblicklich|direkt|gleich|ohne verzögerung|ohne warten|so schnell wie möglich|schnellstmöglich|so bald wie möglich|einzeln|jede einzeln|jede meldung einzeln|jede meldung für sich|jede meldung sofort|jede schlagzeile einzeln|jede schlagzeile für sich|jede schlagzeile sofort|alles sofort|alles einzeln',
    hourly: 'stündlich|stündliche|stündlichen',
    daily: 'täglich|jeden tag|alle tage|tagtäglich|an jedem tag|an allen tagen|jeder tag',
    weekly: 'wöchentlich|jede woche|pro woche|die woche|in der woche',
    once: 'einmal|ein mal',
    twice: 'zweimal|zwei mal',
    times: 'mal|x',
    a: 'ein|eine|einen|einer|einem|pro|je|die',
    most: 'höchstens|allerhöchstens|maximal|max|maximum|nicht öfter als|nicht häufiger als|nicht mehr als|bis zu',
    half: 'halbe|halben|halber|halbes',
    quarter: 'viertel|viertelstunde|viertelstunden',
    hour: 'stunde|stunden|std|stdn',
    h: 'h',
    minute: 'minute|minuten|min|mins',
    day: 'tag|tage|tagen',
    clock: 'uhr',
    dawn: 'frühmorgens|früh morgens|am frühen morgen|im morgengrauen|in aller frühe',
    morning: 'morgen|morgens|früh|in der früh|in der frühe|vormittag|vormittags|frühstück',
    am: '',
    midday: 'mittag|mittags|mittagszeit|mittagspause',
    afternoon: 'nachmittag|nachmittags',
    pm: '',
    evening: 'abend|abends|abende|feierabend|abendessen',
    night:
      'nacht|nachts|nächte|in der nacht|die ganze nacht|über nacht|nachtruhe|spätabends|spät abends|am späten abend',
    'midnight hours': '',
    noon: '',
    midnight: 'mitternacht|mitternachts',
    filler:
      'der|das|den|dem|des|bitte|nur|immer|jeweils|punkt|genau|schick|schicke|sende|senden|gesendet|kommt|kommen|ausgabe|ausgaben|eine ausgabe|schlagzeilen|nachrichten|mir|es|dann|uhrzeit|ortszeit|zeit',
  },
  numbers: {
    null: 0,
    eins: 1,
    zwei: 2,
    zwo: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    fuenf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwölf: 12,
    zwoelf: 12,
    dreizehn: 13,
    vierzehn: 14,
    fünfzehn: 15,
    sechzehn: 16,
    siebzehn: 17,
    achtzehn: 18,
    neunzehn: 19,
    zwanzig: 20,
    einundzwanzig: 21,
    zweiundzwanzig: 22,
    dreiundzwanzig: 23,
    vierundzwanzig: 24,
    fünfundzwanzig: 25,
    dreißig: 30,
    dreissig: 30,
    fünfunddreißig: 35,
    vierzig: 40,
    fünfundvierzig: 45,
    fünfzig: 50,
    sechzig: 60,
    neunzig: 90,
    anderthalb: 1.5,
    eineinhalb: 1.5,
    zweieinhalb: 2.5,
  },
  ordinals: {
    zweite: 2,
    zweiten: 2,
    dritte: 3,
    dritten: 3,
    vierte: 4,
    vierten: 4,
    sechste: 6,
    sechsten: 6,
    achte: 8,
    achten: 8,
    zwölfte: 12,
    zwölften: 12,
  },
  aliases: {
    ...Object.fromEntries([...joined, ...excepted, ...behindHour]),
    // Half past seven is half of the eighth hour.
    // In ‘10 vor 8’ the first number is minutes.
    vor: 'minutes before',
    'minuten vor': 'minutes before',
    'minute vor': 'minutes before',
    'min vor': 'minutes before',
    'viertel vor': 'quarter before',
    halb: '30 minuten vor',
    dreiviertel: '15 minuten vor',
    'drei viertel': '15 minuten vor',
    'fünf vor halb': '35 minuten vor',
    'fünf nach halb': '25 minuten vor',
    'zehn vor halb': '40 minuten vor',
    'zehn nach halb': '20 minuten vor',
    'ein uhr': '1 uhr',
    'am tag': 'pro tag',
    'den tag': 'pro tag',
    dreimal: '3 mal',
    viermal: '4 mal',
    fünfmal: '5 mal',
    sechsmal: '6 mal',
    halbstündlich: 'alle 30 minuten',
    viertelstündlich: 'alle 15 minuten',
    zweistündlich: 'alle 2 stunden',
    dreistündlich: 'alle 3 stunden',
    vierstündlich: 'alle 4 stunden',
    sechsstündlich: 'alle 6 stunden',
    zwölfstündlich: 'alle 12 stunden',
    dreiviertelstunde: '45 minuten',
    allabendlich: 'jeden abend',
    allmorgendlich: 'jeden morgen',
    'eine ausgabe in': 'einmal alle',
    ...Object.fromEntries(quarters),
  },
}
