/** Evidence that two items are the same story, and its certainty, for invented headlines. */
import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../src/story/evidence.ts'
import { Signature } from '../../src/story/signature.ts'

interface Item {
  readonly title: string
  readonly text?: string
  readonly source?: string
}

function evidence(one: string | Item, other: string | Item) {
  const [first, second] = [one, other].map((item) => {
    const { title, text = '', source = '' } = typeof item === 'string' ? { title: item } : item
    return Signature.of(title, text, source)
  })
  if (first === undefined || second === undefined) throw new Error('two items')
  const found = evidenceOf(first, second)
  expect(evidenceOf(second, first)).toBe(found)
  return found
}

type Case = readonly [name: string, one: string | Item, other: string | Item]

const flood =
  'The mayor of Harlow said on Tuesday that the river had risen two metres overnight and that three schools would stay shut until engineers have looked at the bridge.'

describe('two items are certainly the same story', () => {
  const titles: readonly Case[] = [
    ['equal titles', 'Ferry runs aground off Naxos island', 'Ferry runs aground off Naxos island'],
    ['a label', 'BREAKING: Ferry runs aground off Naxos', 'Ferry runs aground off Naxos'],
    ['a label in brackets', '[Live] Ferry runs aground off Naxos', 'Ferry runs aground off Naxos'],
    ['a label in Korean', '[속보] 부산항 크레인 넘어져 3명 부상', '부산항 크레인 넘어져 3명 부상'],
    ['an outlet', 'Ferry runs aground off Naxos - Harbour Times', 'Ferry runs aground off Naxos'],
    ['an outlet behind a bar', 'Ferry runs aground off Naxos | Aegean Herald', 'Ferry runs aground off Naxos'],
    ['labels in one bracket', '[Live & Breaking] Ferry runs aground off Naxos', 'Ferry runs aground off Naxos'],
    ['a section', 'Ferry runs aground off Naxos | World news', 'Ferry runs aground off Naxos'],
    [
      'the feed’s own name',
      { title: 'Ferry runs aground off Naxos - Meltemi', source: 'Meltemi' },
      'Ferry runs aground off Naxos',
    ],
    ['a number in words', 'Four sailors rescued off Naxos', '4 sailors rescued off Naxos'],
    ['digits of another script', 'وفاة ٤ بحارة قبالة سواحل صور', 'وفاة 4 بحارة قبالة سواحل صور'],
    ['Chinese numerals', '渔船在舟山沉没 十二人获救', '渔船在舟山沉没 12人获救'],
    ['thousands, however grouped', 'Harbour of Naxos handles 12,500 boxes', 'Harbour of Naxos handles 12 500 boxes'],
    ['Traditional and Simplified', '高雄港貨輪起火 十人送醫', '高雄港货轮起火 十人送医'],
    ['hamza and yeh', 'إصابة أربعة بحارة في ميناء صور', 'اصابة اربعة بحارة فى ميناء صور'],
    ['ё', 'Паром с четырьмя моряками сел на мель у Кёнигсберга', 'Паром с четырьмя моряками сел на мель у Кенигсберга'],
    [
      'an unknown language',
      'Zmako mokopo dre sefik tulakuna lizi',
      'Zmako mokopo dre sefik tulakuna lizi - Zmako Times',
    ],
    ['a symbol in one of them', '⚡ Ferry runs aground off Naxos', 'Ferry runs aground off Naxos'],
  ]
  it.each(titles)('by the title, despite %s', (_, one, other) => expect(evidence(one, other)).toBe('title'))

  const texts: readonly Case[] = [
    [
      'the titles are similar',
      { title: 'Three schools in Harlow shut after flood', text: flood },
      { title: 'Three schools in Harlow shut after river flood', text: `HARLOW (AP) - ${flood}` },
    ],
    [
      'the titles name other outlets',
      { title: 'Three schools in Harlow shut - Lea Herald', text: flood },
      { title: 'Three schools in Harlow shut - Essex Times', text: flood },
    ],
    [
      'a word that is too short for a stem is added',
      { title: 'Three schools in Harlow shut after flood', text: flood },
      { title: 'Three schools in Harlow shut after big flood', text: flood },
    ],
  ]
  it.each(texts)('by the text, if %s', (_, one, other) => expect(evidence(one, other)).toBe('text'))
})

describe('two items are likely the same story', () => {
  const cases: readonly Case[] = [
    ['more detail', 'Ferry runs aground off Naxos', 'Ferry with tourists runs aground off Greek island of Naxos'],
    ['clauses in another order', 'Ferry runs aground as gale hits Naxos', 'As gale hits Naxos, ferry runs aground'],
    ['a name spelled otherwise', 'Tschernenko visits the port of Odessa', 'Chernenko visits the port of Odessa'],
    ['another case of the word', 'Паром сел на мель у острова Наксос', 'У острова Наксос паром сел на мель'],
    ['an article', 'Ferry runs aground off the island of Naxos', 'Ferry runs aground off island of Naxos'],
    ['articles that tell who bites', 'Der Hund beißt den Mann auf Naxos', 'Den Hund beißt der Mann auf Naxos'],
    ['a name that looks like an article', 'Influenza A cases rise on Naxos', 'Influenza cases rise on Naxos'],
    ['commas that tell who speaks', 'Mayor says rival should resign', 'Mayor, says rival, should resign'],
    ['a colon for a comma', 'Naxos, Paros agree on ferry', 'Naxos: Paros agree on ferry'],
    ['a comma in an unknown language', 'Zmako mokopo dre sefik tulakuna', 'Zmako mokopo dre sefik, tulakuna'],
    ['other outlets', 'Man dies as car hits tree - Dover Express', 'Man dies as car hits tree - Ashford Express'],
    [
      'other sections',
      'Science: funding cut by a third in new budget',
      'Culture: funding cut by a third in new budget',
    ],
    ['other arrows', 'Shares of Naxos Ferries ▲ 4% on Friday', 'Shares of Naxos Ferries ▼ 4% on Friday'],
    ['other flags', '🇫🇷 Team qualifies for the final in Lisbon', '🇪🇸 Team qualifies for the final in Lisbon'],
    ['capitals', 'WHO knew about virus in December, papers say', 'Who knew about virus in December, papers say'],
    ['ß', 'Massen bei Beerdigung von Papst in Rom', 'Maßen bei Beerdigung von Papst in Rom'],
    [
      'one more in a list, with one text',
      { title: 'Schools shut in Harlow town', text: flood },
      { title: 'Schools shut in Harlow and river town', text: flood },
    ],
    ['titles too short to be certain', 'Naxos ferry aground', 'Naxos ferry aground'],
    ['a name that may not be an outlet', 'Ferry runs aground off Naxos | Aegean', 'Ferry runs aground off Naxos'],
    [
      'different titles over one text',
      { title: 'Schools shut in Harlow', text: flood },
      { title: 'Water reaches classrooms', text: flood },
    ],
    [
      'a mark on a letter, which may be another word',
      'Un pêcheur de Cassis tue en mer un requin',
      'Un pêcheur de Cassis tué en mer, un requin',
    ],
  ]
  it.each(cases)('with %s', (_, one, other) => expect(evidence(one, other)).toBe('likely'))
})

describe('two items are different stories', () => {
  const cases: readonly Case[] = [
    ['another name in the same place', 'Ferry runs aground off Naxos', 'Ferry runs aground off Paros'],
    ['names that change places', 'Harlow beats Enfield in the final match', 'Enfield beats Harlow in the final match'],
    ['a not', 'Court finds captain of ferry guilty', 'Court finds captain of ferry not guilty'],
    ['a not in Hindi', 'मंत्री ने बांध परियोजना को मंजूरी दी', 'मंत्री ने बांध परियोजना को मंजूरी नहीं दी'],
    ['a not within the word', 'Inspektoři v jezu našli rtuť', 'Inspektoři rtuť v jezu nenašli'],
    [
      'for instead of against',
      'Islanders vote for new harbour on Naxos',
      'Islanders vote against new harbour on Naxos',
    ],
    [
      'before instead of after',
      'Fährmann warnte vor dem Unglück auf Naxos',
      'Fährmann warnte nach dem Unglück auf Naxos',
    ],
    ['with instead of without', 'Talks on ferry fares end with deal', 'Talks on ferry fares end without deal'],
    [
      'an attempt',
      'Homem preso por roubo de barco em Setúbal',
      'Homem preso por tentativa de roubo de barco em Setúbal',
    ],
    ['a plan', 'Naxos bans cruise ships from harbour', 'Naxos plans to ban cruise ships from harbour'],
    ['a question', 'Is the ferry port of Naxos closing?', 'The ferry port of Naxos is closing'],
    ['a question in Greek', 'Κλείνει το λιμάνι των φέρι της Νάξου;', 'Κλείνει το λιμάνι των φέρι της Νάξου'],
    ['a relative of the person', 'Captain of Naxos ferry arrested', 'Wife of captain of Naxos ferry arrested'],
    ['former', 'Mayor of Naxos resigns over ferry', 'Former mayor of Naxos resigns over ferry'],
    ['called off', 'Streik der Fähren auf Naxos am Freitag', 'Streik der Fähren auf Naxos am Freitag abgesagt'],
    ['another number', 'Ferry fare to Naxos rises to 48 euros', 'Ferry fare to Naxos rises to 84 euros'],
    ['a decimal comma', 'Fährpreise steigen um 1,5 Prozent', 'Fährpreise steigen um 15 Prozent'],
    ['another number in its own digits', 'بندر انزلی ۱۲ کشتی را پذیرفت', 'بندر انزلی ۲۱ کشتی را پذیرفت'],
    ['numbers of a name the other way round', 'Sponsored: Lamp A39B19 of the day', 'Lamp A19B39 of the day'],
    ['a score the other way round', 'Naxos 2 x 1 Paros na final', 'Naxos 1 x 2 Paros na final'],
    [
      'different words after a bar',
      'Harlow v Enfield: score and goals | Youth Cup',
      'Harlow v Enfield: score and goals | FA Cup',
    ],
    ['a sign in a name', 'Compilers for C++ learn a new trick', 'Compilers for C learn a new trick'],
    ['a sequel', 'Harbour Lights is the film of the year', 'Harbour Lights 2 is the film of the year'],
    ['thirteen instead of three in Arabic', 'إنقاذ ثلاثة بحارة قبالة صور', 'إنقاذ ثلاثة عشر بحارا قبالة صور'],
    ['another word in an unknown language', 'Zmako mokopo dre sefik tulakuna', 'Zmako mokopo dre sefik hatulakuna'],
    ['an added word in an unknown language', 'Zmako mokopo dre sefik tulakuna', 'Zmako mokopo dre sefik qrem tulakuna'],
    ['titles that say too little', 'Morning briefing', 'Morning briefing'],
    [
      'a “not” in one title, and the same text',
      { title: 'Three schools in Harlow shut after flood', text: flood },
      { title: 'Three schools in Harlow not shut after flood', text: flood },
    ],
    [
      'the same text, which is about neither',
      { title: 'Ferry runs aground off Naxos', text: flood },
      { title: 'Museum reopens with a new roof', text: flood },
    ],
    [
      'texts with nothing in common',
      { title: 'Two hurt in house fire in the north', text: flood },
      {
        title: 'Two hurt in house fire in the north',
        text: 'A tumble dryer caught fire in a bungalow near Thirsk, and a couple in their seventies got out through a window before crews came.',
      },
    ],
    [
      'one template with other details',
      {
        title: 'Flood alert for the river Lea',
        text: 'The agency has issued a flood alert for the river Lea at Ware. Levels are expected to peak at 2.4 metres. Residents should move valuables upstairs.',
      },
      {
        title: 'Flood alert for the river Lea',
        text: 'The agency has issued a flood alert for the river Lea at Hertford. Levels are expected to peak at 3.1 metres. Residents should move valuables upstairs.',
      },
    ],
  ]
  it.each(cases)('with %s', (_, one, other) => expect(evidence(one, other)).toBeNull())
})
