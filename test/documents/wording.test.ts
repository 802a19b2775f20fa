/** No document uses stilted words, or terms that another one has replaced. */
import { expect, it } from 'vitest'
import { pages } from './pages.ts'

const english = /\b(?:whoever|whatever|anew|of ours|shall|should you|unforeseen|lets? go|so many|told of|takes? up)\b/iu
const simplified = /管理者|登记|主人|运维者|对方|筛选|密钥|信息/u
const traditional = /訂閱來源|管理者|轉寄|私訊|零點|零時|密鑰|檢視|掃碼|傳來|信息|網絡|默認/u

const patternOf = (name: string) =>
  name.endsWith('.zh-hant.md') ? traditional : name.endsWith('.zh.md') ? simplified : english

it.each(pages.map(({ name, text }) => [name, text] as const))('%s has no word to avoid', (name, text) => {
  const lines = text.split('\n').filter((line) => patternOf(name).test(line))
  expect(lines).toEqual([])
})
