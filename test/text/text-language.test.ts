/** The language and the direction of texts. */
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/text/text-language.ts'

const english = 'The bridge stays closed'
const arabic = 'الجسر يبقى مغلقا منذ الفيضان'
const persian = 'پل همچنان بسته است و کسی نمی‌داند چرا'
const urdu = 'پل اب بھی بند ہے اور کسی کو نہیں معلوم کیوں'
const pashto = 'پل لا هم تړلی دی او هېڅوک نه پوهېږي چې ولې، خلک ښار ته نه ځي'
const sorani = 'پردەکە هێشتا داخراوە و کەس نازانێت بۆچی، لەگەڵ هەموو شتێک'
const uyghur = 'كۆۋرۈك يەنىلا تاقاق، سەۋەبىنى ھېچكىم بىلمەيدۇ'
const sindhi = 'پل اڃا تائين بند آهي ۽ ڪنهن کي خبر ناهي ته ڇو'
const hebrew = 'הגשר נשאר סגור'
const russian = 'Мост остаётся закрытым'
const serbian = 'Мост остаје затворен'
const serbianLatin = 'Most ostaje zatvoren'
const simplified = '大桥继续封闭，何时开放无人知晓'
const traditional = '大橋繼續封閉，何時開放無人知曉'
const neutral = '北京大雪'
const japanese = '橋は閉鎖されたまま'
const kanji = '東京都知事選挙'
const korean = '다리는 여전히 닫혀 있다'

describe('by its letters, a text is', () => {
  it.each([
    [english, null, 'ltr'],
    [simplified, 'zh-Hans', 'ltr'],
    [traditional, 'zh-Hant', 'ltr'],
    [neutral, 'zh', 'ltr'],
    [japanese, 'ja', 'ltr'],
    [korean, 'ko', 'ltr'],
    [arabic, 'ar', 'rtl'],
    [persian, 'fa', 'rtl'],
    [urdu, 'ur', 'rtl'],
    [pashto, 'ps', 'rtl'],
    [sorani, 'ckb', 'rtl'],
    [uyghur, 'ug', 'rtl'],
    [sindhi, 'sd', 'rtl'],
    [hebrew, 'he', 'rtl'],
    [russian, null, 'ltr'],
    ['Η γέφυρα παραμένει κλειστή', 'el', 'ltr'],
    ['สะพานยังคงปิด', 'th', 'ltr'],
    ['पुल बंद है', null, 'ltr'],
    ['Կամուրջը փակ է', 'hy', 'ltr'],
    ['ބްރިޖް ބަންދު', 'dv', 'rtl'],
    ['ܓܫܪܐ ܣܓܝܪ', null, 'rtl'],
    ['𞤀𞤁𞤂𞤢𞤥', null, 'rtl'],
    ['Apple opens a store in 北京', null, 'ltr'],
    ['الجسر iPhone', 'ar', 'rtl'],
    ['جوجل تفتح متجرا في بغداد وﭼﻲ چ', 'ar', 'rtl'],
    ['2026', null, 'ltr'],
    ['', null, 'ltr'],
    ['\ud800\udfff 👍🏽', null, 'ltr'],
  ] as const)('“%s”: %s, %s', (text, lang, dir) => {
    expect(languageOf(null, text)).toEqual({ lang, dir })
  })
})

describe('with what its feed declares, a text is', () => {
  it.each([
    ['as declared', 'en-GB', english, 'en-GB', 'ltr'],
    ['as declared in Cyrillic', 'ru', russian, 'ru', 'ltr'],
    ['as declared in Devanagari', 'hi', 'पुल बंद है', 'hi', 'ltr'],
    ['as declared in a script without a pattern', 'km', 'ស្ពាននៅតែបិទ', 'km', 'ltr'],
    ['as declared if it has no letters', 'fa', '2026', 'fa', 'rtl'],
    ['Arabic, though it says English', 'en', arabic, 'ar', 'rtl'],
    ['Hebrew, though it says English', 'en-us', hebrew, 'he', 'rtl'],
    ['unknown, as Russian letters are not English', 'en', russian, null, 'ltr'],
    ['unknown, as Latin letters are not Arabic', 'ar', english, null, 'ltr'],
    ['unknown, as Latin letters are not Chinese', 'zh-CN', english, null, 'ltr'],
    ['Persian as declared, on an Arabic keyboard', 'fa', 'اين خبر ديگر است و كسي نمي‌داند', 'fa', 'rtl'],
    ['Persian, though it says Arabic', 'ar', persian, 'fa', 'rtl'],
    ['Arabic of a region as declared', 'ar-EG', arabic, 'ar-EG', 'rtl'],
    ['Dari as declared', 'fa-AF', persian, 'fa-AF', 'rtl'],
    ['Western Punjabi as declared', 'pa-PK', urdu, 'pa-PK', 'rtl'],
    ['Kurdish in Arabic letters', 'ku', sorani, 'ku-Arab', 'rtl'],
    ['Yiddish as declared', 'yi', 'די בריק בלייבט פארמאכט', 'yi', 'rtl'],
    ['Serbian as declared', 'sr', serbian, 'sr', 'ltr'],
    ['Serbian in Latin letters', 'sr', serbianLatin, 'sr-Latn', 'ltr'],
    ['Serbian in Cyrillic letters', 'sr-Latn', serbian, 'sr-Cyrl', 'ltr'],
    ['Japanese as declared, without kana', 'ja', kanji, 'ja', 'ltr'],
    ['Japanese, though it says Chinese', 'zh', japanese, 'ja', 'ltr'],
    ['Chinese with a Japanese particle in a name', 'zh-HK', '優の良品開新店，市民排隊', 'zh-HK', 'ltr'],
    ['Chinese of a region as declared', 'zh-TW', traditional, 'zh-TW', 'ltr'],
    ['Chinese as declared, as no letter tells', 'zh-TW', neutral, 'zh-TW', 'ltr'],
    ['Traditional Chinese, though it says Simplified', 'zh-CN', traditional, 'zh-Hant', 'ltr'],
    ['Simplified Chinese, though it says Taiwan', 'zh-TW', simplified, 'zh-Hans', 'ltr'],
    ['Simplified Chinese', 'zh', simplified, 'zh-Hans', 'ltr'],
    ['Cantonese as declared', 'yue', traditional, 'yue', 'ltr'],
    ['Korean as declared, in Chinese characters', 'ko', '北韓', 'ko', 'ltr'],
    ['Korean, though it says English', 'en', korean, 'ko', 'ltr'],
    ['by its letters if the tag is broken', 'x_', arabic, 'ar', 'rtl'],
  ] as const)('%s', (_name, declared, text, lang, dir) => {
    expect(languageOf(declared, text)).toEqual({ lang, dir })
  })
})

it('only the beginning of a text is looked at', () => {
  expect(languageOf(null, `${english} ${'word '.repeat(500)}${arabic.repeat(500)}`).dir).toBe('ltr')
})
