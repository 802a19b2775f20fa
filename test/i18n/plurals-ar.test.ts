/** Arabic counts in six forms. */
import { expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'

const texts = textsFor('ar')

it.each([
  [0, '0 قناة', '0 خلاصة', 'لا عناوين في الطريق.'],
  [1, 'قناة واحدة', 'خلاصة واحدة', 'عنوان واحد في الطريق.'],
  [2, 'قناتان', 'خلاصتان', 'عنوانان في الطريق.'],
  [5, '5 قنوات', '5 خلاصات', '5 عناوين في الطريق.'],
  [11, '11 قناة', '11 خلاصة', '11 عنوانًا في الطريق.'],
  [21, '21 قناة', '21 خلاصة', '21 عنوانًا في الطريق.'],
  [100, '100 قناة', '100 خلاصة', '100 عنوان في الطريق.'],
])('%i', (count, channels, feeds, headlines) => {
  expect(texts.tooManyChannels(count)).toContain(`لديك ${channels}، `)
  expect(texts.chooseFeed(count, 'X')).toContain(`في الصفحة ${feeds}. `)
  expect(texts.posted(count)).toBe(headlines)
})
