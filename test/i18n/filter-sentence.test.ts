/** Filters in sentences, in every language, and short enough for any filter. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { translatorFor } from '../../src/i18n/translator.ts'
import { filterSentence } from '../../src/i18n/views/filter-sentence.ts'
import { type Language, languages } from '../../src/language.ts'
import { limits } from '../../src/limits.ts'
import { refusal } from './samples.ts'

const sentences: readonly (readonly [query: string, en: string, zh: string, hant: string])[] = [
  ['rain', 'It keeps what has “rain”.', '只保留含有“rain”的条目。', '只保留含有「rain」的項目。'],
  [
    '(rain | snow) -sport',
    'It keeps what has “rain” or “snow”, and not “sport”.',
    '只保留含有“rain”或“snow”，但不含“sport”的条目。',
    '只保留含有「rain」或「snow」，但不含「sport」的項目。',
  ],
  [
    'rain, snow, hail',
    'It keeps what has “rain”, “snow” or “hail”.',
    '只保留含有“rain”、“snow”或“hail”的条目。',
    '只保留含有「rain」、「snow」或「hail」的項目。',
  ],
  [
    'rain "north sea" -sport -golf',
    'It keeps what has “rain” and “north sea”, and not “sport” or “golf”.',
    '只保留含有“rain”和“north sea”，但不含“sport”或“golf”的条目。',
    '只保留含有「rain」和「north sea」，但不含「sport」或「golf」的項目。',
  ],
  [
    '-sport',
    'It keeps everything but what has “sport”.',
    '除含有“sport”的条目外，全部保留。',
    '除含有「sport」的項目外，全部保留。',
  ],
  [
    '-(live sport)',
    'It keeps everything but what has “live” and “sport”.',
    '除含有“live”和“sport”的条目外，全部保留。',
    '除含有「live」和「sport」的項目外，全部保留。',
  ],
  [
    'rain -(live sport)',
    'It keeps what has “rain” and not “live” and “sport” together.',
    '只保留含有“rain”，但不含同时出现的“live”和“sport”的条目。',
    '只保留含有「rain」，但不含同時出現的「live」和「sport」的項目。',
  ],
  [
    'russ*',
    'It keeps what has a word that begins with “russ”.',
    '只保留含有以“russ”开头的词的条目。',
    '只保留含有以「russ」開頭的詞的項目。',
  ],
  [
    'title:(tax | budget) -interview',
    'It keeps what has “tax” or “budget” in the title, and not “interview”.',
    '只保留标题含有“tax”或“budget”，但不含“interview”的条目。',
    '只保留標題含有「tax」或「budget」，但不含「interview」的項目。',
  ],
  [
    'rain | title:snow',
    'It keeps what has “rain”, or has “snow” in the title.',
    '只保留含有“rain”，或标题含有“snow”的条目。',
    '只保留含有「rain」，或標題含有「snow」的項目。',
  ],
  [
    'title:/^breaking/',
    'It keeps what has text that matches <code>/^breaking/</code> in the title.',
    '只保留标题含有符合 <code>/^breaking/</code> 的文字的条目。',
    '只保留標題含有符合 <code>/^breaking/</code> 的文字的項目。',
  ],
  [
    '(rain | snow) (kim | putin)',
    'It keeps what has “rain” or “snow”, and has “kim” or “putin”.',
    '只保留含有“rain”或“snow”，且含有“kim”或“putin”的条目。',
    '只保留含有「rain」或「snow」，且含有「kim」或「putin」的項目。',
  ],
  [
    '((rain | snow) kim) | storm',
    'It keeps what (has “rain” or “snow”, and has “kim”), or has “storm”.',
    '只保留（含有“rain”或“snow”，且含有“kim”），或含有“storm”的条目。',
    '只保留（含有「rain」或「snow」，且含有「kim」），或含有「storm」的項目。',
  ],
  [
    '((rain hail) | (snow wind)) -sport',
    'It keeps what (has “rain” and “hail”, or has “snow” and “wind”), and not “sport”.',
    '只保留（含有“rain”和“hail”，或含有“snow”和“wind”），但不含“sport”的条目。',
    '只保留（含有「rain」和「hail」，或含有「snow」和「wind」），但不含「sport」的項目。',
  ],
  [
    '-(sport -olympics)',
    'It keeps everything but what has “sport” but not “olympics”.',
    '除含有“sport”但不含“olympics”的条目外，全部保留。',
    '除含有「sport」但不含「olympics」的項目外，全部保留。',
  ],
  [
    'kim -(putin (rain | snow))',
    'It keeps what has “kim”, and not what (has “putin”, and has “rain” or “snow”).',
    '只保留含有“kim”，但不同时满足（含有“putin”，且含有“rain”或“snow”）的条目。',
    '只保留含有「kim」，但不同時滿足（含有「putin」，且含有「rain」或「snow」）的項目。',
  ],
  [
    'storm | (rain | snow) -sport -golf',
    'It keeps what has “storm”, or (has “rain” or “snow”, and does not have “sport” or “golf”).',
    '只保留含有“storm”，或（含有“rain”或“snow”，且不含“sport”或“golf”）的条目。',
    '只保留含有「storm」，或（含有「rain」或「snow」，且不含「sport」或「golf」）的項目。',
  ],
  [
    '金正恩 | 普京 -体育',
    'It keeps what has “金正恩”, or has “普京” but not “体育”.',
    '只保留含有“金正恩”，或含有“普京”但不含“体育”的条目。',
    '只保留含有「金正恩」，或含有「普京」但不含「体育」的項目。',
  ],
  [
    'rain | -sport',
    'It keeps what has “rain”, or does not have “sport”.',
    '只保留含有“rain”，或不含“sport”的条目。',
    '只保留含有「rain」，或不含「sport」的項目。',
  ],
]

describe.each(sentences)('%s in a sentence', (query, en, zh, hant) => {
  it.each([
    ['en', en],
    ['zh', zh],
    ['zh-hant', hant],
  ] as const)('in %s', (language, sentence) => {
    expect(filterSentence(translatorFor(language), query)).toBe(sentence)
  })
})

const lists: readonly (readonly [language: Language, query: string, sentence: string])[] = [
  ['es', 'A B -C -D', 'Deja pasar lo que contiene “A” y “B”, y no contiene “C” ni “D”.'],
  ['es', '-C -D', 'Deja pasar todo menos lo que contiene “C” o “D”.'],
  ['es', 'A -(B C)', 'Deja pasar lo que contiene “A” y no contiene “B” y “C” a la vez.'],
  ['pt-br', 'A -C -D', 'Deixa passar o que contém “A” e não contém “C” nem “D”.'],
  [
    'fr',
    'A -C -D -E',
    'Seul passe ce qui inclut «\u202fA\u202f» mais pas «\u202fC\u202f», «\u202fD\u202f» ni «\u202fE\u202f».',
  ],
  ['it', 'A -C -D', 'Passa solo ciò che contiene “A” ma non “C” né “D”.'],
  ['ar', 'A | B | C', 'يُبقي ما فيه «A» أو «B» أو «C».'],
  ['ar', 'A B -C -D', 'يُبقي ما فيه «A» و«B»، وليس فيه «C» ولا «D».'],
  ['fa', 'A B C', 'فقط آنچه «A»، «B» و «C» دارد، می‌ماند.'],
  ['id', 'A B C', 'Hanya meloloskan yang memuat “A”, “B”, dan “C”.'],
  ['id', 'A -C -D', 'Hanya meloloskan yang memuat “A” dan tidak memuat “C” maupun “D”.'],
  ['vi', 'A -C -D', 'Chỉ giữ mục có “A” và không có “C” hay “D”.'],
  ['ja', 'A B', '「A」と「B」を含む記事だけを残します。'],
  ['ja', 'A | B | C', '「A」、「B」、または「C」を含む記事だけを残します。'],
  ['ja', 'A -(B C)', '「A」を含むが、同時に現れる「B」と「C」を含まない記事だけを残します。'],
  ['ko', 'A B C', '다음 글만 남깁니다: ‘A’, ‘B’ 및 ‘C’ 포함.'],
]

describe('a list of words', () => {
  it.each(lists)('in %s: %s', (language, query, sentence) => {
    expect(filterSentence(translatorFor(language), query)).toBe(sentence)
  })
})

const words = (count: number, joint: string) => Array.from({ length: count }, (_, at) => `w${at}`).join(joint)
const long: readonly (readonly [name: string, query: string])[] = [
  ['a list of words', words(150, ' | ')],
  ['many groups', Array.from({ length: 45 }, (_, at) => `(w${at} | title:x${at})`).join(' ')],
  ['nested groups', `${'(a | b '.repeat(18)}c${')'.repeat(18)}`],
  ['one long word', '漢'.repeat(limits.filter.queryUnits)],
  ['markup', '<b>&amp;</b> | "<i>" | /<u>/'],
  ['names and addresses', words(60, ' | ').replaceAll('w', '@name_')],
]

describe.each(languages)('in %s', (language) => {
  it.each(long)('%s has a sentence of readable length, which Telegram takes', async (_, query) => {
    const sentence = filterSentence(translatorFor(language), query)
    expect(sentence).not.toBeNull()
    expect(sentence?.length).toBeLessThanOrEqual(limits.bot.sentenceUnits)
    expect(await refusal(sentence ?? '')).toBeNull()
  })

  it('a filter that keeps everything, or has a mistake, has no sentence', () => {
    for (const query of ['', ' ', '(', '"']) expect(filterSentence(translatorFor(language), query)).toBeNull()
  })

  it('an unclear filter is explained by its likeliest reading', () => {
    expect(
      textsFor(language).filterSet('News', 'rain or snow', null, { passed: 1, total: 1, open: 0, hidden: [] }),
    ).toContain(filterSentence(translatorFor(language), 'rain | snow'))
  })
})
