/** Which titles a word or phrase finds, by language: what people leave out, what never matters, and what stays different. */
import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../../src/filter/match/matcher.ts'
import { SearchableItem } from '../../../src/filter/match/searchable-item.ts'
import { arabic, cyrillic, greek, hebrew, latin, persian, type Row, urdu } from './alphabet-rows.ts'

const indic: readonly Row[] = [
  ['Hindi: nasal and anusvara', 'हिन्दी', 'हिंदी में', true],
  ['Hindi: anusvara and nasal', 'हिंदी', 'हिन्दी में', true],
  ['Hindi: a nasal of another class', 'जन्म', 'जंम', false],
  ['Hindi: nukta left out', 'फिल्म', 'फ़िल्म', true],
  ['Hindi: nukta written', 'फ़िल्म', 'फिल्म', false],
  ['Hindi: a composed nukta', 'फ\u093cिल्म', '\u095eिल्म', true],
  ['Hindi: chandrabindu and anusvara', 'चांद', 'चाँद', true],
  ['Hindi: chandrabindu written', 'चाँद', 'चांद', true],
  ['Hindi: vowel signs belong to the word', 'दिल', 'दिल्ली', false],
  ['Hindi: a vowel sign is needed', 'दल', 'दिल', false],
  ['Hindi: digits', '2024', 'बजट २०२४', true],
  ['Hindi: joiners', 'क्ष', 'क्\u200dष', true],
  ['Hindi: danda ends a sentence', 'है', 'यह है।', true],
  ['Marathi: digits in the term', '२०२४', 'Budget 2024', true],
  ['Gujarati: nasal and anusvara', 'હિન્દી', 'હિંદી', true],
  ['Punjabi: nukta left out', 'ਸਹਿਰ', 'ਸ\u0a3cਹਿਰ', true],
  ['Punjabi: tippi and bindi', 'ਪੰਜਾਬ', 'ਪਂਜਾਬ', true],
  ['Bengali: nukta left out', 'বাডি', 'বাড়ি', true],
  ['Bengali: chandrabindu left out', 'চাদ', 'চাঁদ', true],
  ['Bengali: khanda ta', 'হঠাৎ', 'হঠাত্\u200d', true],
  ['Bengali: digits', '2024', '২০২৪ সাল', true],
  ['Tamil: a word is whole', 'தமிழ்', 'தமிழ்நாடு', false],
  ['Tamil: a whole word', 'தமிழ்நாடு', 'தமிழ்நாடு அரசு', true],
  ['Tamil: a vowel sign of two parts', 'கொ', 'க\u0bc6\u0bbe', true],
  ['Telugu: nasal and anusvara', 'హిన్దీ', 'హిందీ', true],
  ['Kannada: nasal and anusvara', 'ಹಿನ್ದಿ', 'ಹಿಂದಿ', true],
  ['Odia: nukta left out', 'ପଢା', 'ପଢ଼ା', true],
  ['Malayalam: chillu', 'അവൻ', 'അവന്\u200d', true],
  ['Malayalam: anusvara stays', 'സംഭവം', 'സംഭവം', true],
  ['Sinhala: joiner', 'ශ්\u200dරී', 'ශ්රී ලංකා', true],
]

const unspaced: readonly Row[] = [
  ['Thai: inside a sentence', 'ไทย', 'ประเทศไทยวันนี้', true],
  ['Thai: tone marks stay', 'นา', 'น้า', false],
  ['Thai: two letters that look like one', 'แม่', 'เเม่', true],
  ['Thai: a tone mark behind the ring of sara am', 'น้ำ', 'น\u0e4d\u0e49\u0e32', true],
  ['Thai: digits', '2567', 'ปี ๒๕๖๗', true],
  ['Lao: inside a sentence', 'ລາວ', 'ປະເທດລາວ', true],
  ['Khmer: a zero-width space', 'ភាសាខ្មែរ', 'ភាសា\u200bខ្មែរ', true],
  ['Burmese: digits', '2024', '၂၀၂၄ ခုနှစ်', true],
  ['Chinese: Traditional and Simplified', '烏克蘭', '乌克兰战争', true],
  ['Chinese: a year', '2024', '2024年大选', true],
  ['Chinese: a part of a number', '202', '2024年', false],
  ['Japanese: half-width kana', 'ガス', 'ｶﾞｽ料金', true],
  ['Japanese: a decomposed voicing mark', 'ガス', 'カ\u3099ス', true],
  ['Japanese: a spacing voicing mark', 'がん', 'か゛ん', true],
  ['Japanese: voiced is not voiceless', 'カス', 'ガス', false],
  ['Japanese: a prolonged end written', 'サーバー', 'サーバ障害', true],
  ['Japanese: a prolonged end left out', 'サーバ', 'サーバー障害', true],
  ['Japanese: a prolonged end in a compound', 'コンピューター部', 'コンピュータ部', true],
  ['Japanese: a longer katakana word', 'サーバー', 'サーバント', false],
  ['Japanese: a compound in katakana', 'コーヒー', 'コーヒーメーカー', true],
  ['Japanese: a short word keeps its prolonged end', 'キー', 'キを打つ', false],
  ['Japanese: a wave for a prolonged vowel', 'ラーメン', 'ラ〜メン', true],
  ['Japanese: a full-width tilde for a prolonged vowel', 'ラーメン', 'ラ～メン', true],
  ['Japanese: a dash for a prolonged vowel', 'ラーメン', 'ラ―メン', true],
  ['Japanese: hiragana is not katakana', 'らーめん', 'ラーメン', false],
  ['Japanese: a Latin word before a particle', 'iphone', 'iPhoneで', true],
  ['Japanese: a middle dot in a name', 'ドナルド トランプ', 'ドナルド・トランプ', true],
]

const korean: readonly Row[] = [
  ['a particle behind the word', '북한', '북한이 발사', true],
  ['the end of another word', '이란', '인공지능이란', false],
  ['a decomposed title', '한국', '한국'.normalize('NFD'), true],
  ['a decomposed term', '한국'.normalize('NFD'), '한국', true],
  ['compatibility jamo', 'ㅋㅋ', 'ㅋㅋㅋ 웃긴다', true],
  ['jamo that would make a syllable', 'ㅠㅠ', 'ㅋㅋ ㅠㅠ', true],
  ['half-width jamo', 'ㅋㅋ', 'ﾻﾻ', true],
  ['a year before its counter', '2024', '2024년 3월', true],
  ['a part of a year', '202', '2024년', false],
  ['a number and its counter', '3명', '사망 3명', true],
]

const otherScripts: readonly Row[] = [
  ['Armenian: the ligature of ech and yiwn', 'երեւան', 'Երևան', true],
  ['Armenian: the ligature in capitals', 'Երևան', 'ԵՐԵՎԱՆ', true],
  ['Amharic: letters that sound alike', 'ዓለም', 'አለም አቀፍ', true],
  ['Armenian: a question mark inside the word', 'ինչու', 'Ինչո՞ւ', true],
  ['Armenian: a look-alike apostrophe', "ա'բ", 'ա՚բ', true],
  ['Georgian: capitals', 'თბილისი', 'ᲗᲑᲘᲚᲘᲡᲘ', true],
  ['Amharic: letters that sound alike', 'ሀገር', 'ሐገር', true],
  ['Amharic: another letter', 'ሀገር', 'ለገር', false],
  ['Ethiopic: the word space', 'ሰላም', 'ሰላም፡ለዓለም', true],
  ['Syriac: vowel points', 'ܫܠܡܐ', 'ܫܠܳܡܐ', true],
  ['Tifinagh: a word', 'ⴰⵣⵓⵍ', 'ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ', true],
  ['Cherokee: small letters', 'Ꮳ', 'ꮳ', true],
  ['Adlam: capitals', '𞤀𞤣', '𞤢𞤣', true],
  ['Mongolian: a variation selector', 'ᠮᠣ', 'ᠮ\u180bᠣ', true],
  ['Nko: digits', '12', '߁߂', true],
]

const numbers: readonly Row[] = [
  ['a comma between thousands', '10000', '10,000 people', true],
  ['a comma in the term', '10,000', '10000 people', true],
  ['a point between thousands', '10000', '10.000 Menschen', true],
  ['a Swiss apostrophe', '10000', "10'000 Franken", true],
  ['a narrow space', '10000', '10\u202f000 personnes', true],
  ['a no-break space', '10000', '10\u00a0000 personnes', true],
  ['an ordinary space', '10000', '10 000 personnes', true],
  ['an ordinary space in the term', '10 000', '10,000 people', true],
  ['an ordinary space on both sides', '10 000', '10 000 personnes', true],
  ['Indian groups', '100000', '₹1,00,000', true],
  ['millions', '1,234,567', '1.234.567', true],
  ['a longer number with a space', '10000', '210 000', false],
  ['the start of a longer number with spaces', '10000', '10 000 000', false],
  ['the end of a longer number with spaces', '10000', '7 010 000', false],
  ['a number behind a year', '10000', 'In 2024 10 000 people', true],
  ['a decimal comma', '1,5', '1,5 Grad', true],
  ['a part of a decimal', '5', '1,5 Grad', false],
  ['another decimal', '1,5', '11,5 Grad', false],
  ['a decimal point with three digits', '0.125', '0.125 percent', true],
  ['a number in a list', '2', 'chapters 1,2,3', true],
  ['a year in a list', '2024', '2023,2024', true],
  ['a part of a version', '5', 'version 5.2.1', false],
  ['a full stop behind the number', '2024', 'in 2024.', true],
  ['inches', '27"', 'a 27" monitor', true],
  ['inches with a prime', '27"', 'a 27″ monitor', true],
  ['a number between quotes', '2024', 'the “2024” film', true],
  ['a space before a percent sign', '5%', 'Teuerung bei 5 %', true],
  ['a percent sign behind a space in the term', '5 %', 'Inflation at 5%', true],
  ['a part of a percentage', '5%', '15 %', false],
  ['a no-break space before a euro sign', '50€', 'für 50\u00a0€', true],
  ['a superscript', 'm2', '50 m²', true],
  ['a trademark behind the word', 'tesla', 'Tesla™ shares', true],
  ['mathematical digits', '42', '𝟒𝟐', true],
]

const pictures: readonly Row[] = [
  ['a skin tone in the title', '👍', '👍🏽 for the tram', true],
  ['a skin tone in the term', '👍🏽', '👍 for the tram', false],
  ['the same skin tone', '👍🏽', '👍🏽', true],
  ['another skin tone', '👍🏽', '👍🏿', false],
  ['a presentation selector', '❤️', '❤', true],
  ['a person in a family', '👨', '👨‍👩‍👧', false],
  ['the last person of a family', '👧', '👨‍👩‍👧', false],
  ['a family', '👨‍👩‍👧', 'a 👨‍👩‍👧 b', true],
  ['a person beside a family', '👨', '👨‍👩‍👧👨', true],
  ['a heart on fire', '❤', '❤️‍🔥', false],
  ['a flag', '🇺🇦', 'Aid for 🇺🇦', true],
  ['a flag beside another', '🇬🇧', '🇺🇸🇬🇧', true],
  ['a flag across two others', '🇸🇬', '🇺🇸🇬🇧', false],
  ['a black flag in that of Scotland', '🏴', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', false],
  ['a keycap', '#️⃣', 'press #️⃣ now', true],
  ['a keycap with a digit', '1️⃣', '1️⃣ first', true],
  ['a digit in a keycap', '1', '1️⃣', false],
  ['an emoji between letters', '🔥', 'hot🔥news', true],
  ['a word beside an emoji', 'hot', 'hot🔥news', true],
]

const groups: readonly (readonly [name: string, rows: readonly Row[]])[] = [
  ['Arabic', arabic],
  ['Persian', persian],
  ['Urdu', urdu],
  ['Hebrew', hebrew],
  ['Greek', greek],
  ['Cyrillic', cyrillic],
  ['Latin', latin],
  ['Indic scripts', indic],
  ['scripts without spaces', unspaced],
  ['Korean', korean],
  ['other scripts', otherScripts],
  ['numbers', numbers],
  ['emoji', pictures],
]

function finderOf(term: string): ReturnType<typeof compileFilter> {
  const isPrefix = term.endsWith('*')
  const text = isPrefix ? term.slice(0, -1) : term
  return compileFilter({ rule: { kind: 'term', form: 'phrase', text, isPrefix, field: null, written: term } })
}

const others = Array.from({ length: 20 }, (_, at) => finderOf(`other${at}`))

describe.each(groups)('%s', (_, rows) => {
  it.each(rows)('%s: %s in “%s” is found: %s', (_reason, term, title, isFound) => {
    const finds = finderOf(term)
    const item = { title, summary: '', categories: [] }
    expect(finds(item).keep).toBe(isFound)
    // A text that many filters search gets an index of its words.
    const often = new SearchableItem(item)
    for (const other of others) other(often)
    expect(finds(often).keep).toBe(isFound)
  })
})
