/** Which translations of a title may be shown. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/language.ts'
import { checkTranslation } from '../../src/machine/check-translation.ts'

type Row = readonly [name: string, original: string, target: Language, translated: string]

const good: readonly Row[] = [
  ['a sentence', 'Parliament passes the budget', 'de', 'Parlament verabschiedet den Haushalt'],
  ['Chinese', 'Parliament passes the budget', 'zh', '议会通过预算'],
  ['Traditional Chinese', 'Parliament passes the budget', 'zh-hant', '議會通過預算'],
  ['characters of both scripts alone', '5 dead', 'zh-hant', '5人死亡'],
  ['Japanese of Chinese characters only', '5 dead', 'ja', '5人死亡'],
  ['Korean', 'Parliament passes the budget', 'ko', '의회, 예산안 통과'],
  ['Arabic', 'Parliament passes the budget', 'ar', 'البرلمان يقر الميزانية'],
  ['Persian with a joiner', 'Prices are rising', 'fa', 'قیمت‌ها بالا می‌رود'],
  ['a short title in a longer language', 'UN votes', 'vi', 'Liên Hợp Quốc bỏ phiếu'],
  [
    'a Chinese title in a wordy language',
    '欧盟就碳关税达成协议',
    'id',
    'Uni Eropa mencapai kesepakatan tentang tarif karbon',
  ],
  ['a product', 'OpenAI 发布 GPT-5', 'de', 'OpenAI veröffentlicht GPT-5'],
  ['a name with another ending', 'YouTuberin gewinnt', 'en', 'YouTuber wins'],
  ['a compound with a product', 'Drei Tote bei A380-Absturz', 'en', 'Three dead in A380 crash'],
  ['a compound with a site', 'YouTube-Kanal gesperrt', 'fr', 'Une chaîne YouTube bloquée'],
  ['a compound with a summit', 'G20-Gipfel beginnt', 'es', 'Comienza la cumbre del G20'],
  ['a compound with a pandemic', 'Neue COVID-19-Welle', 'zh', '新一波新冠疫情'],
  ['a compound with a number', 'Formel-1-Rennen abgesagt', 'en', 'Formula 1 race cancelled'],
  ['mostly names', 'OpenAI releases GPT-5', 'zh', 'OpenAI发布GPT-5'],
  ['a product in Cyrillic', 'Apple shows iPhone 17', 'ru', 'Apple показала iPhone 17'],
  ['a fighter jet in another script', 'F-16 crashes', 'uk', 'Розбився F-16'],
  ['a Russian fighter jet', 'Су-57 разбился', 'en', 'Su-57 crashes'],
  ['a surname written as it sounds', 'DeSantis meets McDonald', 'ru', 'Десантис встретился с Макдональдом'],
  ['a name that a language inflects', 'YouTube changes rules', 'tr', 'YouTube’un kuralları değişiyor'],
  ['a lower-case product', 'New iphone 17 leaks', 'fr', 'Fuites sur le nouvel iPhone 17'],
  ['a quarter', 'Profit falls in Q3', 'de', 'Gewinn sinkt im 3. Quartal'],
  ['a pandemic', 'COVID-19 wave in Japan', 'zh', '日本新冠疫情'],
  ['a pandemic in the translation', '日本新冠疫情', 'en', 'COVID-19 wave in Japan'],
  ['a mention', '@NASA lands on Mars', 'es', '@NASA aterriza en Marte'],
  ['a tag', 'Protest under #MeToo', 'de', 'Protest unter #MeToo'],
  ['an address that the original has', 'Booking.com fined', 'fr', 'Booking.com condamné'],
  ['brackets for other brackets', '【速報】地震', 'en', '[Breaking] Earthquake'],
  ['a Markdown link that the original has', '[Live](x) Parliament votes', 'de', '[Live](x) Parlament stimmt ab'],
  ['guillemets for quotes', '“No deal”, says minister', 'fr', '« Pas d’accord », dit la ministre'],
  ['an abbreviation with a full stop', 'Ho Chi Minh City floods', 'vi', 'TP.HCM ngập lụt'],
  ['a title of names only', 'Lionel Messi', 'de', 'Lionel Messi'],
  ['numbers only', '3-1', 'ja', '3-1'],
  ['24-hour', '24-hour strike', 'de', '24-Stunden-Streik'],
  ['an age', '5-year-old found', 'it', 'Trovato un bambino di 5 anni'],
]

const changed: readonly Row[] = [
  ['another number', 'Storm kills 37', 'de', 'Sturm tötet 73 Menschen'],
  ['another product', 'OpenAI releases GPT-5', 'de', 'OpenAI veröffentlicht GPT-4'],
  ['a lost product', 'iPhone sales fall', 'zh', '苹果手机销量下滑'],
  ['another site', 'YouTube in court', 'de', 'YouHub vor Gericht'],
  ['a lost product in a compound', 'A380-Absturz', 'en', 'Airbus crash'],
  ['a lost mention', '@NASA lands on Mars', 'es', 'La NASA aterriza en Marte'],
  ['a translated tag', 'Protest under #Freedom', 'de', 'Protest unter Freiheit'],
  ['a lost address', 'Booking.com fined', 'fr', 'Booking condamné'],
]

const bad: readonly Row[] = [
  ['nothing', 'Parliament votes', 'de', ''],
  ['white space', 'Parliament votes', 'de', '  '],
  ['two lines', 'Parliament votes', 'de', 'Das Parlament\nstimmt ab'],
  [
    'the untouched original in another script',
    'Parliament votes on the budget',
    'ru',
    'Parliament votes on the budget',
  ],
  ['another script', 'Parliament votes on the budget', 'ja', 'Das Parlament stimmt ab'],
  ['Traditional for Simplified', 'Parliament passes the budget', 'zh', '議會通過預算'],
  ['Simplified for Traditional', 'Parliament passes the budget', 'zh-hant', '议会通过预算'],
  ['Chinese for Japanese readers of Korean', 'Parliament votes', 'ko', '議会が採決'],
  [
    'Ukrainian for Russian',
    'Parliament passes the budget',
    'ru',
    'Верховна Рада ухвалила бюджет із змінами її комітетів',
  ],
  ['Russian for Ukrainian', 'Parliament passes the budget', 'uk', 'Парламент принял новый бюджет, это первый'],
  ['Persian for Arabic', 'Parliament passes the budget', 'ar', 'پارلمان گزارش بودجه را پذیرفت و چاپ کرد'],
  ['an address', 'Parliament votes', 'de', 'Parlament stimmt ab: https://evil.example/x'],
  ['a bare domain', 'Parliament votes', 'de', 'Parlament stimmt ab evil.com'],
  ['a domain in capitals', 'Parliament votes', 'de', 'Parlament stimmt ab EVIL.IO'],
  ['a domain in mixed case', 'Parliament votes', 'de', 'Parlament stimmt ab evil.cOm'],
  ['an invitation to Telegram', 'Parliament votes', 'de', 'Parlament stimmt ab t.me/evil'],
  ['a mention', 'Parliament votes', 'de', 'Parlament stimmt ab @evil'],
  ['an e-mail address', 'Parliament votes', 'de', 'Schreiben Sie an a@b.example'],
  ['a tag', 'Parliament votes', 'de', 'Parlament stimmt ab #Werbung'],
  ['a cashtag', 'Parliament votes', 'de', 'Parlament kauft $DOGE'],
  ['a command', 'Parliament votes', 'de', 'Parlament: /start'],
  ['a tag of HTML', 'Parliament votes', 'de', '<b>Parlament</b> stimmt ab'],
  ['an entity of HTML', 'Parliament votes', 'de', 'Parlament &lt; stimmt ab'],
  ['bold Markdown', 'Parliament votes', 'de', '**Parlament** stimmt ab'],
  ['a Markdown link', 'Parliament votes', 'de', '[Parlament](x) stimmt ab'],
  [
    'a Markdown link where the original has brackets',
    '[Live] Parliament (votes)',
    'de',
    '[Live](x) Parlament stimmt ab',
  ],
  ['a heading of Markdown', 'Parliament votes', 'de', '# Parlament stimmt ab'],
  ['code', 'Parliament votes', 'de', '`Parlament` stimmt ab'],
  ['JSON', 'Parliament votes', 'de', '{"1": "Parlament"}'],
  ['a turned direction', 'Parliament votes', 'de', 'Parlament \u202estimmt ab'],
  ['a zero-width space', 'Parliament votes', 'de', 'Parla\u200bment stimmt ab'],
  ['an invisible tag', 'Parliament votes', 'de', 'Parlament\u{e0041} stimmt ab'],
  ['a control character', 'Parliament votes', 'de', 'Parlament\u0007 stimmt ab'],
  ['a private character', 'Parliament votes', 'de', 'Parlament \ue000 stimmt ab'],
  [
    'more than twice the length',
    'Parliament votes',
    'de',
    'Das Parlament stimmt heute nach langer Debatte über den Haushalt ab',
  ],
]

const check = (original: string, target: Language, translated: string) =>
  checkTranslation({ original, language: null, translated, target })

describe('a translation', () => {
  it.each(good)('may be shown: %s', (_, ...row) => {
    expect(check(...row)).toBe('ok')
  })

  it.each(changed)('changed something: %s', (_, ...row) => {
    expect(check(...row)).toBe('changed')
  })

  it.each(bad)('is no translation: %s', (_, ...row) => {
    expect(check(...row)).toBe('bad-answer')
  })
})
