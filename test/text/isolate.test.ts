/** Isolates of what people type in a line from right to left. */
import { describe, expect, it } from 'vitest'
import { withTypedIsolated } from '../../src/text/isolate.ts'

const [own, end] = ['\u2068', '\u2069']

describe('in a line from right to left', () => {
  it.each([
    ['a command is isolated', 'أرسل /add الآن', `أرسل ${own}/add${end} الآن`],
    ['a name is isolated', 'قناة @news_bot هنا', `قناة ${own}@news_bot${end} هنا`],
    [
      'code has its own direction, which that of its first letter is',
      'مثال: <code>مطر | ثلج</code>.',
      `مثال: ${own}<code>مطر | ثلج</code>${end}.`,
    ],
    [
      'a command in code begins with a Latin letter',
      '<code>/filter مطر</code>',
      `${own}<code>/filter مطر</code>${end}`,
    ],
    ['what is isolated already stays', `هنا ${own}@news_bot${end}`, `هنا ${own}@news_bot${end}`],
    [
      'several codes in an isolate stay together',
      `${own}<code>مطر (</code>▸<b>)</b>◂<code>ثلج</code>${end} /help`,
      `${own}<code>مطر (</code>▸<b>)</b>◂<code>ثلج</code>${end} ${own}/help${end}`,
    ],
    ['a part of a word is no command', 'و/أو a/b 23@x', 'و/أو a/b 23@x'],
    ['a tag is no command', '<b>أخبار</b>', '<b>أخبار</b>'],
    ['an address is no name', '<a href="https://t.me/a">هنا</a>', '<a href="https://t.me/a">هنا</a>'],
  ])('%s', (_, text, shown) => {
    expect(withTypedIsolated(text)).toBe(shown)
    expect(withTypedIsolated(shown)).toBe(shown)
  })
})
