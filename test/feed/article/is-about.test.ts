/** Whether a page is about an item. */
import { expect, test } from 'vitest'
import { isAbout } from '../../../src/feed/article/is-about.ts'

const item =
  'Council approves new bridge. The council has voted for a second bridge over the river after years of debate.'
const page = `Council approves new bridge – The River. ${'The council has voted for a second bridge over the river after years of debate. Work begins in spring. '.repeat(5)}`

test.each([
  ['the item’s article', item, page],
  ['an article in which a few words differ', 'Bridge approved by councillors in a vote about the river', page],
  ['an article in another case and width', 'ＣＯＵＮＣＩＬ approves NEW Bridge', page],
  ['an article in Chinese', '市议会通过新大桥方案 预计明年动工', '昨天市议会通过新大桥方案，造价十亿，预计明年动工。'],
  [
    'an article in Russian',
    'Городской совет одобрил новый мост',
    'Новый мост одобрил вчера городской совет, пишет газета.',
  ],
  ['anything, of an item without words', '—', 'Some page'],
])('%s is about it', (_, wanted, there) => {
  expect(isAbout(wanted, there)).toBe(true)
})

test.each([
  [
    'a page about cookies',
    item,
    'We value your privacy. Together with partners we process data such as cookies. '.repeat(20),
  ],
  [
    'another article',
    item,
    'The minister resigned yesterday after a long dispute about budgets and taxes. '.repeat(20),
  ],
  ['a first page in Chinese', '市议会通过新大桥方案', '首页 新闻 体育 财经 娱乐 科技 汽车 房产'.repeat(20)],
])('%s is not', (_, wanted, there) => {
  expect(isAbout(wanted, there)).toBe(false)
})
