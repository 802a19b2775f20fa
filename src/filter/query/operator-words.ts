/** The words and signs that people write between terms instead of a blank, `|` and `-`. */
import { lazy } from '../../lazy.ts'

/**
 * - `and`: both terms must match, as they must without the word.
 * - `or`: one of the terms must match.
 * - `not`: excludes the term after it, or is a word like others.
 * - `without`: the same, but a word more often than not.
 * - `weak-not`: excludes only behind an and, or or but, as in `y no`.
 * - `but`: an and before a not, else a word.
 * - `but-not`: both in one word.
 * - `near`: the terms must be near each other, which no filter can say.
 */
export type Operator = 'and' | 'or' | 'not' | 'without' | 'weak-not' | 'but' | 'but-not' | 'near'

/**
 * "And" and "or" are those of Unicode's list patterns (cldr.unicode.org, `listPattern`; a test compares them) and their usual synonyms.
 * Words are left out that have other meanings in widely spoken languages, such as e, i, en, in, un, dan, ali and tai.
 */
const words: readonly (readonly [operator: Operator, words: string])[] = [
  [
    'and',
    '& && + and und et y och og oraz és și şi dhe agus ve və và и і й та және και և და اور و ו और तथा आणि અને ਅਤੇ এবং மற்றும் మరియు ಮತ್ತು ' +
      'และ နှင့် និង ແລະ සහ እና 和 及 与 與 以及 并且 並且 而且 且 跟 并 並 と および 及び かつ 그리고 및',
  ],
  [
    'or',
    '/ or o xor oder ou lub albo bądź nebo anebo alebo ili vagy oppure eller veya yahut yaxud yoki atau hoặc või или либо або чи ή είτε կամ ან ' +
      'أو او یا או या किंवा અથવા ਜਾਂ বা অথবা அல்லது లేదా ಅಥವಾ അല്ലെങ്കിൽ หรือ သို့မဟုတ် ឬ ຫຼື හෝ ወይም 或 或者 或是 还是 還是 または あるいは 又は 또는 혹은 ' +
      'and/or und/oder et/ou e/ou y/o e/o en/of og/eller och/eller и/или і/або',
  ],
  [
    'not',
    '! not nicht kein keine niet geen inte ikke nie не không tidak bukan όχι não nem δεν ليس לא 非 不 不含 不要 不包括 排除',
  ],
  [
    'without',
    'without except excluding ohne außer ausser zonder sauf excepto uden uten bez без кроме окрім крім trừ kecuali χωρίς بدون ללא 除了 没有 沒有',
  ],
  ['weak-not', 'no non ne pas ni لا 不是 并非 並非 ไม่'],
  ['but', 'but aber pero mais mas ma sed maar men ale lecz но а але ama fakat tapi tetapi nhưng αλλά لكن אבל 但 但是'],
  ['but-not', 'andnot and-not but-not 但不 但非 但不是 但不含 而不 而非 且非 且不'],
]

const operators = lazy(
  () =>
    new Map(
      words.flatMap(([operator, list]) => list.split(' ').map((word) => [word.normalize('NFKC'), operator] as const)),
    ),
)

/** What a word may mean between or before terms; null: it is only a word. Case does not matter, except for NEAR. */
export function operatorOf(word: string): Operator | null {
  const plain = word.normalize('NFKC')
  if (/^(?:NEAR|ADJ|(?:near|adj|within|w|pre)\/\d{1,3}|around\(\d{1,3}\))$/i.test(plain))
    return /^(?:near|adj)$/.test(plain) ? null : 'near'
  return operators().get(plain.toLowerCase()) ?? null
}
