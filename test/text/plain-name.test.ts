/** Names as people type them. */
import { expect, it } from 'vitest'
import { plainName } from '../../src/text/plain-name.ts'

it.each([
  ['case', 'TITLE', 'title'],
  ['marks', 'Título', 'titulo'],
  ['the Turkish dotless i', 'BAŞLIK', 'başlık'],
  ['width', 'ｔｉｔｌｅ', 'title'],
  ['scripts of Chinese', '標題', '标题'],
  ['a joiner left out', 'نام‌ها', 'نامها'],
  ['a space for a joiner', 'نام‌ها', 'نام ها'],
  ['hyphens', 'link-style', 'link style'],
  ['brackets', 'Chinese (Simplified)', 'chinese simplified'],
])('are the same without differences of %s', (_, name, typed) => {
  expect(plainName(typed)).toBe(plainName(name))
})

it('are different in their letters', () => {
  expect(plainName('title')).not.toBe(plainName('titles'))
})
