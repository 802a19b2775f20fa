/** Which texts of feeds are only the beginning of an article. */
import { describe, expect, test } from 'vitest'
import { isExcerpt } from '../../../src/feed/article/is-excerpt.ts'
import { limits } from '../../../src/limits.ts'

const long = 'The council has voted for the new bridge over the river. '.repeat(30)
const han = '市议会昨天投票通过了新的跨河大桥方案，预计明年动工。'.repeat(30)
const whole = 'The council has voted for the new bridge over the river. '.repeat(300)

const excerpts: readonly (readonly [what: string, text: string])[] = [
  ['no text at all', ''],
  ['one sentence', 'The council has voted for the bridge.'],
  ['a short paragraph in Chinese', '市议会昨天投票通过了新的跨河大桥方案。'],
  ['a long text that ends with an ellipsis', `${long}And then…`],
  ['a long text that ends with three dots', `${long}And then...`],
  ['a long text that ends with dots in brackets', `${long}And then […]`],
  ['a long text that ends with three dots in brackets and an arrow', `${long}And then [...] →`],
  ['a long text in Chinese that breaks off', `${han}然后……`],
  ['a last line that invites to read on', `${long}\nRead more`],
  ['a last line that invites to continue, with the title', `${long}\nContinue reading “The new bridge” →`],
  ['an invitation in brackets behind the text', `${long} [Read more]`],
  ['an invitation behind an ellipsis', `${long}… Continue reading`],
  ['an invitation before the line of WordPress', `${long} […]\nThe post The new bridge appeared first on The River.`],
  ['a German invitation', `${long}\nWeiterlesen`],
  ['a French invitation', `${long}\nLire la suite de l’article`],
  ['a Spanish invitation', `${long}\nSeguir leyendo`],
  ['a Portuguese invitation', `${long}\nLeia mais`],
  ['an Italian invitation', `${long}\nContinua a leggere`],
  ['a Dutch invitation', `${long}\nLees verder`],
  ['a Russian invitation', `${long}\nЧитать далее`],
  ['a Polish invitation', `${long}\nCzytaj dalej`],
  ['a Turkish invitation', `${long}\nDevamını oku`],
  ['a Chinese invitation', `${han}\n阅读全文`],
  ['an invitation in traditional Chinese', `${han}\n繼續閱讀`],
  ['a Japanese invitation', `${han}\n続きを読む`],
  ['a Korean invitation', `${long}\n기사 전문 보기`],
  ['an Arabic invitation', `${long}\nاقرأ المزيد`],
  ['a Hebrew invitation', `${long}\nקרא עוד`],
]

const others: readonly (readonly [what: string, text: string])[] = [
  ['a long text with an end', long],
  ['a long text in Chinese', han],
  ['a long text with the line that WordPress adds', `${long}\nThe post The bridge appeared first on The River.`],
  ['an ellipsis in the middle', `${long.slice(0, 400)}… ${long}`],
  ['an invitation in the middle', `${long}\nRead more\n${long}`],
  [
    'a long last sentence with the words of an invitation',
    `${long}\n${'He likes to read more books than anybody in town, he says. '.repeat(3)}`,
  ],
  ['a very long text that ends with an ellipsis', `${whole}And then…`],
]

test.each(excerpts)('%s may be an excerpt', (_, text) => {
  expect(isExcerpt(text)).toBe(true)
})

test.each(others)('%s is a whole text', (_, text) => {
  expect(isExcerpt(text)).toBe(false)
})

describe('a hostile text', () => {
  test.each([
    ['of brackets', '['.repeat(limits.article.readUnits)],
    ['of dots', '.'.repeat(limits.article.readUnits)],
    ['of spaces', ' '.repeat(limits.article.readUnits)],
    ['of line breaks', '\n'.repeat(limits.article.readUnits)],
  ])('%s is short', (_, text) => {
    expect(isExcerpt(text)).toBe(true)
  })
})
