/**
 * What people bring from other programs: each habit is understood (`=`), asked about (`?`, with its readings) or refused with a
 * correction (`!`). None is taken for a word without a word about it.
 */
import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../../src/filter/match/matcher.ts'
import { operatorOf } from '../../../src/filter/query/operator-words.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'
import { formatFilter } from './format-filter.ts'

function decision(query: string): string {
  const parsed = parseFilter(query)
  if (parsed.ok) return `= ${formatFilter(parsed.value)}`
  const { problem } = parsed
  if (problem.kind === 'filter-unclear') return `? ${problem.readings.join('  ·  ')}`
  return `! ${problem.mistake} → ${problem.suggestion}`
}

type Habit = readonly [query: string, decision: string]

const habits: Readonly<Record<string, readonly Habit[]>> = {
  'An and': [
    ['rain and snow', '= rain snow'],
    ['անձրև և ձյուն', '= անձրև ձյուն'],
    ['Rain And Snow', '= Rain Snow'],
    ['rain AND snow', '= rain snow'],
    ['rain && snow', '= rain snow'],
    ['rain&&snow', '= rain snow'],
    ['rain & snow', '= rain snow'],
    ['rain &snow', '= rain snow'],
    ['rain + snow', '= rain snow'],
    ['rain 和 snow', '= rain snow'],
    ['дождь и снег', '= дождь снег'],
    ['Regen und Schnee', '= Regen Schnee'],
    ['lluvia y nieve', '= lluvia nieve'],
    ['pluie et neige', '= pluie neige'],
    ['yağmur ve kar', '= yağmur kar'],
    ['mưa và tuyết', '= mưa tuyết'],
    ['مطر و ثلج', '= مطر ثلج'],
    ['title:a and title:b', '= title:a title:b'],
    ['(rain | hail) and snow', '= (rain | hail) snow'],
    ['Ernie and', '= Ernie "and"'],
    ['and rain', '= "and" rain'],
    ['AND rain', '= "AND" rain'],
    ['kim ET putin', '= kim ET putin'],
    ['rain and and snow', '= rain "and" snow'],
  ],
  'An ampersand or plus inside a word': [
    ['R&D', '= R&D'],
    ['AT&T', '= AT&T'],
    ['Marks & Spencer', '= Marks Spencer'],
    ['H&M', '= H&M'],
    ['rain&snow', '? rain snow  ·  "rain&snow"'],
    ['Johnson&Johnson', '? Johnson Johnson  ·  "Johnson&Johnson"'],
    ['rain+snow', '? rain snow  ·  "rain+snow"'],
    ['C++', '= C++'],
    ['Disney+ film', '= Disney+ film'],
    ['+1', '= +1'],
  ],
  'An or': [
    ['rain or snow', '? rain | snow  ·  rain "or" snow'],
    ['rain Or snow', '? rain | snow  ·  rain "Or" snow'],
    ['rain OR snow', '= rain | snow'],
    ['rain || snow', '= rain | snow'],
    ['rain|snow', '= rain | snow'],
    ['rain / snow', '? rain | snow  ·  rain "/" snow'],
    ['雨 ／ 雪', '? 雨 | 雪  ·  雨 "／" 雪'],
    ['rain and/or snow', '? rain | snow  ·  rain "and/or" snow'],
    ['rain xor snow', '? rain | snow  ·  rain "xor" snow'],
    ['rain 或 snow', '? rain | snow  ·  rain "或" snow'],
    ['雨 或者 雪', '? 雨 | 雪  ·  雨 "或者" 雪'],
    ['дождь или снег', '? дождь | снег  ·  дождь "или" снег'],
    ['дощ або сніг', '? дощ | сніг  ·  дощ "або" сніг'],
    ['Regen oder Schnee', '? Regen | Schnee  ·  Regen "oder" Schnee'],
    ['pluie ou neige', '? pluie | neige  ·  pluie "ou" neige'],
    ['lluvia o nieve', '? lluvia | nieve  ·  lluvia "o" nieve'],
    ['deszcz lub śnieg', '? deszcz | śnieg  ·  deszcz "lub" śnieg'],
    ['yağmur veya kar', '? yağmur | kar  ·  yağmur "veya" kar'],
    ['mưa hoặc tuyết', '? mưa | tuyết  ·  mưa "hoặc" tuyết'],
    ['hujan atau salju', '? hujan | salju  ·  hujan "atau" salju'],
    ['مطر أو ثلج', '? مطر | ثلج  ·  مطر "أو" ثلج'],
    ['rain or snow or hail', '? rain | snow | hail  ·  rain "or" snow "or" hail'],
    ['r/worldnews rain/snow', '= r/worldnews rain/snow'],
    ['or rain', '= "or" rain'],
    ['rain or', '= rain "or"'],
    ['"rain" or "snow"', '= "rain" | "snow"'],
    ['"north sea" or hail or snow', '= "north sea" | hail | snow'],
    ['title:a or title:b', '= title:a | title:b'],
    ['(a b) or (c d)', '= a b | c d'],
    ['/a/ or b', '= /a/ | b'],
  ],
  'A not': [
    ['not sport', '? -sport  ·  "not" sport'],
    ['rain not sport', '? rain -sport  ·  rain "not" sport'],
    ['Not sport', '? -sport  ·  "Not" sport'],
    ['NOT sport', '= -sport'],
    ['rain NOT sport', '= rain -sport'],
    ['nicht Sport', '? -Sport  ·  "nicht" Sport'],
    ['не спорт', '? -спорт  ·  "не" спорт'],
    ['非 体育', '? -体育  ·  "非" 体育'],
    ['乌克兰 非 体育', '? 乌克兰 -体育  ·  乌克兰 "非" 体育'],
    ['tidak olahraga', '? -olahraga  ·  "tidak" olahraga'],
    ['không mưa', '? -mưa  ·  "không" mưa'],
    ['not "winter sport"', '= -"winter sport"'],
    ['not (a | b)', '= -(a | b)'],
    ['not title:sport', '= -title:sport'],
    ['without sport', '? "without" sport  ·  -sport'],
    ['rain ohne snow', '? rain "ohne" snow  ·  rain -snow'],
    ['без спорта', '? "без" спорта  ·  -спорта'],
    ['not', '= "not"'],
    ['rain not', '= rain "not"'],
  ],
  'An and, or or but before a not': [
    ['ukraine AND NOT sport', '= ukraine -sport'],
    ['ukraine and not sport', '= ukraine -sport'],
    ['ukraine but not sport', '= ukraine -sport'],
    ['ukraine but sport', '= ukraine "but" sport'],
    ['Krieg und nicht Sport', '= Krieg -Sport'],
    ['Krieg aber nicht Sport', '= Krieg -Sport'],
    ['guerra y no deporte', '= guerra -deporte'],
    ['guerre et pas sport', '= guerre -sport'],
    ['война и не спорт', '= война -спорт'],
    ['война но не спорт', '= война -спорт'],
    ['乌克兰 和 非 体育', '= 乌克兰 -体育'],
    ['乌克兰 但 不 体育', '= 乌克兰 -体育'],
    ['乌克兰 但不 体育', '= 乌克兰 -体育'],
    ['乌克兰、朝鲜 但不 体育', '= (乌克兰 | 朝鲜) -体育'],
    ['ukraine ANDNOT sport', '= ukraine -sport'],
    ['ukraine | rain but not sport', '= (ukraine | rain) -sport'],
    ['"north sea" or rain but not sport', '= ("north sea" | rain) -sport'],
    ['ukraine | rain AND NOT sport', '= ukraine | rain -sport'],
    ['rain OR NOT snow', '= rain | -snow'],
    ['rain or NOT snow', '= rain | -snow'],
    ['rain or not snow', '? rain | -snow  ·  rain "or" "not" snow'],
    ['and -sport', '= "and" -sport'],
    ['rain and -sport', '= rain -sport'],
  ],
  'The reach of a not': [
    ['not rain or snow', '? -rain -snow  ·  "not" rain | snow  ·  "not" rain "or" snow'],
    ['-sport or politics', '? -sport -politics  ·  -sport | politics  ·  -sport "or" politics'],
    ['-sport and politics', '? -sport -politics  ·  -sport politics'],
    ['-sport or -politics', '= -sport -politics'],
    ['not rain or not snow', '? -rain | -snow  ·  "not" rain "or" "not" snow'],
    ['not sport and politics', '? -sport -politics  ·  "not" sport politics'],
    ['-sport | politics', '= -sport | politics'],
  ],
  'A list with an and or or': [
    ['rain, snow and hail', '? rain, snow, hail  ·  rain, snow hail  ·  rain snow hail'],
    ['rain, snow, and hail', '? rain, snow, hail  ·  rain snow hail'],
    ['rain, snow AND hail', '= rain | snow hail'],
    ['rain, snow or hail', '? rain, snow | hail  ·  rain, snow "or" hail'],
    ['rain, snow, or hail', '? rain, snow, hail  ·  rain, snow, "or" hail'],
    ['rain, snow and -sport', '? rain, snow, -sport  ·  rain, snow -sport  ·  rain snow -sport'],
    ['rain, snow, -sport', '= (rain | snow) -sport'],
    ['rain, snow but not sport', '= (rain | snow) -sport'],
    ['Regen, Schnee und nicht Sport', '? Regen, Schnee, -Sport  ·  Regen, Schnee -Sport  ·  Regen Schnee -Sport'],
    ['-a, -b and -c', '= -a -b -c'],
    ['(rain, snow) and hail', '= (rain | snow) hail'],
    ['rain\nAND snow', '? rain snow  ·  rain\nsnow'],
    ['雨、雪 和 冰雹', '? 雨、雪, 冰雹  ·  雨、雪 冰雹  ·  雨 雪 冰雹'],
  ],
  'A sign before a word': [
    ['!sport', '= -sport'],
    ['rain !sport', '= rain -sport'],
    ['!(a | b)', '= -(a | b)'],
    ['!"winter sport"', '= -"winter sport"'],
    ['!title:sport', '= -title:sport'],
    ['！体育', '= -体育'],
    ['wow!', '= wow!'],
    ['Yahoo! news', '= Yahoo! news'],
    ['alerte !', '= alerte "!"'],
    ['! sport', '? -sport  ·  "!" sport'],
    ['a != b', '= a "!=" b'],
    ['+ukraine +grain', '= ukraine grain'],
    ['+"north sea" -sport', '= "north sea" -sport'],
    ['+(a | b) +title:x', '= (a | b) title:x'],
    ['~kim', '? *kim*  ·  kim  ·  "~kim"'],
    ['!~sport', '? !*sport*  ·  !sport  ·  !"~sport"'],
    ['~5', '= "~5"'],
    ['-"north sea"', '= -"north sea"'],
    ['–sport', '= -sport'],
  ],
  'Single quotes': [
    ["'north sea'", '= "north sea"'],
    ['‘north sea’', '= "north sea"'],
    ['’north sea’', '= "north sea"'],
    ['‚Nordsee‘', '= "Nordsee"'],
    ['‹mer›', '= "mer"'],
    ['`north sea`', '= "north sea"'],
    ["'sport'", '= "sport"'],
    ["'or'", '= "or"'],
    ["title:'a b' -'c d'", '= title:"a b" -"c d"'],
    ["('a b')", '= "a b"'],
    ["'north kor'*", '= "north kor"*'],
    ["'a' OR 'b'", '= "a" | "b"'],
    ["'don't panic'", `= "don't panic"`],
    ["don't", "= don't"],
    ["'tis the season", `= "'tis" the season`],
    ["rock 'n' roll", `= rock "'n'" roll`],
    ['rock ’n’ roll', '= rock "’n’" roll'],
    ["dogs' cats'", "= dogs' cats'"],
    ["O'Neill", "= O'Neill"],
    ['‘Okina', '= "‘Okina"'],
    ["'north sea", `= "'north" sea`],
    ['‚north sea', '! unclosed-quote → ‚north sea‘'],
    ["ג'ורג'", "= ג'ורג'"],
  ],
  'A double quote inside a word': [
    ['צה"ל', '= צה"ל'],
    ['ארה"ב | צה"ל', '= ארה"ב | צה"ל'],
    ['"דובר צה"ל"', '= 「דובר צה"ל」'],
    ['צה״ל', '= צה״ל'],
    ['27" monitor', '= 27" monitor'],
    ['27”', '= 27”'],
    [`5'11"`, `= 5'11"`],
    ['27" | 32"', '= 27" | 32"'],
    ['-27"', '= -27"'],
    ['title:"x"', '= title:"x"'],
    ['("x")', '= "x"'],
    ['foo"bar baz"', '= foo "bar baz"'],
    ['"iphone 15"', '= "iphone 15"'],
    ['kim 2024"', '! unclosed-quote → kim 2024'],
    ['north korea"', '! unclosed-quote → north korea'],
  ],
  'A star': [
    ['russ*', '= russ*'],
    ['*wahl', '= *wahl'],
    ['*wahl*', '= *wahl*'],
    ['-title:*wahl', '= -title:*wahl'],
    ['in*fix', '= in*fix'],
    ['colo*r', '= colo*r'],
    ['in*fi*xe', '= in*fi*xe'],
    ['北京*大学', '= 北京*大学'],
    ['f***', '= f***'],
    ['f**k', '= f**k'],
    ['f*ck', '= f*ck'],
    ['M*A*S*H', '= M*A*S*H'],
    ['"north kor"*', '= "north kor"*'],
    ['＊wahl', '= *wahl'],
    ['*', '! empty-term → null'],
  ],
  'A field': [
    ['intitle:rain', '= title:rain'],
    ['intitle:"a b"', '= title:"a b"'],
    ['allintitle:kim putin', '= title:kim title:putin'],
    ['allintitle: kim putin | snow', '= title:kim title:putin | snow'],
    ['-inurl:sport', '= -link:sport'],
    ['INTITLE:rain', '= title:rain'],
    ['title=rain', '= title:rain'],
    ['title = rain', '= title:rain'],
    ['title == "a b"', '= title:"a b"'],
    ['title: rain', '= title:rain'],
    ['title : rain', '= title:rain'],
    ['title::rain', '= title:rain'],
    ['标题=金', '= title:金'],
    ['标题＝金', '= title:金'],
    ['title != rain', '= -title:rain'],
    ['title=~"a.c"', '= title:/a.c/'],
    ['title =~ "a" or title =~ "b"', '= title:/a/ | title:/b/'],
    ['title !~ "a.c" and link =~ x', '= -title:/a.c/ link:/x/'],
    ['title # "rain"', '= title:"rain"'],
    ['EntryTitle=(?i)mini flux\nEntryURL=~^https', '= title:/mini flux/ | link:/^https/'],
    ['EntryDate=future', '! unknown-field → null'],
    ['unread = "yes"', '! unknown-field → null'],
    ['guid =~ "x"', '! unknown-field → null'],
    ['age < 7', '! unknown-field → null'],
    ['unread:true', '! unknown-field → null'],
    ['date:2024-01', '! unknown-field → null'],
    ['re:invent note:x 16:30', '= re:invent note:x 16:30'],
  ],
  Brackets: [
    ['(a, b)', '= a | b'],
    ['[a]', '= a'],
    ['[a | b] c', '= (a | b) c'],
    ['{a}', '= a'],
    ['["rain","snow"]', '= "rain" | "snow"'],
    ['【独家】', '= 独家'],
    ['［a，b］', '= a | b'],
    ['-[ad]', '? -"[ad]"  ·  -"ad"'],
    ['-【独家】', '? -"【独家】"  ·  -"独家"'],
    ['-[live blog]', '? -"[live blog]"  ·  -"live blog"'],
    ['-[a, b]', '= -(a | b)'],
    ['-{ad}', '= -ad'],
    ['(a]', '= a'],
    ['[a', '! unclosed-group → [a]'],
    ['a]', '! stray-closing → a'],
  ],
  'Commas, semicolons and lines': [
    ['a;b', '= a | b'],
    ['a；b', '= a | b'],
    ['a,b', '= a | b'],
    ['雨、雪', '= 雨 | 雪'],
    ['a\nb', '= a | b'],
  ],
  'A comma in a number': [
    ['1,5 Grad', '= 1,5 Grad'],
    ['-1,5', '= -1,5'],
    ['10,000', '= 10,000'],
    ['1,00,000', '= 1,00,000'],
    ['1.234,5', '= 1.234,5'],
    ['١,٥', '= ١,٥'],
    ['2023,2024', '= 2023 | 2024'],
    ['1,2,3', '= 1 | 2 | 3'],
    ['1, 5', '= 1 | 5'],
    ['F1,2024', '= F1 | 2024'],
    ['10 000 people', '= "10 000" people'],
    ['$1 000 000', '= "$1 000 000"'],
    ['10\u00a0500', '= "10 500"'],
    ['911 112', '= 911 112'],
  ],
  'A regular expression without slashes': [
    ['^breaking', '? /^breaking/  ·  "^breaking"'],
    ['breaking$', '? /breaking$/  ·  "breaking$"'],
    ['US$', '= US$'],
    ['foo.*bar', '? /foo.*bar/  ·  "foo.*bar"'],
    ['.*wahl.*', '? /.*wahl.*/  ·  ".*wahl.*"'],
    ['\\bkim\\b', '? /\\bkim\\b/  ·  "\\bkim\\b"'],
    ['[Kk]im', '? /[Kk]im/  ·  "[Kk]im"'],
    ['gr[ae]y', '? /gr[ae]y/  ·  "gr[ae]y"'],
    ['(?i)north korea', '= /north korea/'],
    ['wom?n', '? /\\bwom\\wn\\b/  ·  "wom?n"'],
    ['why?', '= why?'],
  ],
  'Signs of search engines and databases': [
    ['kim~', '? kim  ·  "kim~"'],
    ['kim~2', '? kim  ·  "kim~2"'],
    ['kim^2', '? kim  ·  "kim^2"'],
    ['"kim putin"~5', '? "kim putin"  ·  "kim putin" "~5"'],
    ['kim NEAR putin', '? kim putin  ·  kim "NEAR" putin'],
    ['kim NEAR/5 putin', '? kim putin  ·  kim "NEAR/5" putin'],
    ['kim near putin', '= kim near putin'],
    ['%wahl%', '? *wahl*  ·  "%wahl%"'],
    ['5%', '= 5%'],
  ],
  'Several at once': [
    [
      'rain or snow not sport',
      '? rain | snow -sport  ·  rain "or" snow -sport  ·  rain | snow "not" sport  ·  rain "or" snow "not" sport',
    ],
    [
      "not sport or politics and 'north sea'",
      `? -sport -politics and 'north sea'  ·  "not" sport | politics and 'north sea'  ·  "not" sport "or" politics and 'north sea'`,
    ],
    [
      'rain / snow not sport ^x',
      '? rain | snow -sport /^x/  ·  rain "/" snow -sport /^x/  ·  rain | snow "not" sport /^x/  ·  rain "/" snow "not" sport "^x"',
    ],
    ['rain or "snow', '! unclosed-quote → rain or "snow"'],
    ['(rain or snow', '! unclosed-group → (rain | snow)'],
    ['tilte:kim or putin', '! unknown-field → title:kim or putin'],
    ['-sport or', '= -sport "or"'],
  ],
}

describe.each(Object.entries(habits))('%s', (_, cases) => {
  it.each(cases)('%s %s', (query, expected) => {
    expect(decision(query)).toBe(expected)
  })

  it.each(cases.filter(([, expected]) => expected.startsWith('?')))(
    'each reading of %s has no other reading',
    (query) => {
      const parsed = parseFilter(query)
      const readings = !parsed.ok && parsed.problem.kind === 'filter-unclear' ? parsed.problem.readings : []
      expect(readings.length).toBeGreaterThan(1)
      expect(readings.filter((reading) => !parseFilter(reading).ok)).toEqual([])
    },
  )
})

describe('The words for and and or', () => {
  const languages =
    'en de fr es pt it nl sv da nb pl cs hr hu ro bg ru uk sr el tr az kk ar fa ur he hi bn ta te kn mr gu pa th vi id ms zh zh-Hant ja ko hy sq ga ka my'
  /** Words that mean other things in widely spoken languages, or are attached to a word. */
  const leftOut = new Set('a e i u en of o in dan ali nó ose sau ו- не'.split(' '))
  const wordsOf = (language: string, type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type })
      .formatToParts(['1', '2'])
      .flatMap((part) => (part.type === 'literal' ? [part.value.trim()] : []))
      .filter((word) => /\p{L}/u.test(word) && !leftOut.has(word))

  it.each(languages.split(' '))('are those of Unicode’s lists in %s', (language) => {
    const found = (type: 'conjunction' | 'disjunction') => wordsOf(language, type).map(operatorOf)
    expect(found('conjunction').filter((operator) => operator !== 'and')).toEqual([])
    expect(found('disjunction').filter((operator) => operator !== 'or')).toEqual([])
  })
})

describe('A query that an earlier version stored', () => {
  const keeps = (query: string, title: string) => matcherOf(query)({ title, summary: '', categories: [] }).keep
  it.each([
    ['rain or snow', 'Rain by Friday', true, 'the likeliest reading'],
    ['rain, snow and hail', 'Hail by Friday', true, 'the likeliest reading'],
    ['rain&snow', 'rain&snow', true, 'which keeps what it kept'],
    ['【独家】', '【独家】金正恩访俄', true, 'which keeps what it kept'],
    ['独家】', '【独家】金正恩访俄', true, 'its correction'],
    ['独家】', '金正恩访俄', false, 'its correction'],
    ['life without parole', 'Life without parole for killer', true, 'words rather than an exclusion'],
    ['f*ck', 'What the f*ck', true, 'what it meant'],
    ['russ*', 'Russian grain', true, 'what it meant'],
    ['rain and snow', 'Rain and snow by Friday', true, 'what it meant, and more'],
    ["'tis the season", '’Tis the season', true, 'what it meant'],
    ['"', 'anything', true, 'nothing, as it has a mistake without a correction'],
  ])('%s on “%s” keeps it: %s; it means %s', (query, title, keep) => {
    expect(keeps(query, title)).toBe(keep)
  })
})
