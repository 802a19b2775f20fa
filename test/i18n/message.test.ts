/** Messages are filled in with their values, numbers and plurals. */
import { describe, expect, it } from 'vitest'
import { en } from '../../src/i18n/catalogues/en.ts'
import { code } from '../../src/i18n/markup.ts'
import { formatMessage } from '../../src/i18n/message.ts'
import { createTranslator, safe } from '../../src/i18n/translator.ts'

const plain = {
  number: (value: number) => value.toLocaleString('en-GB'),
  plural: (value: number) => new Intl.PluralRules('en-GB').select(value),
  value: (value: string) => value,
}
const feeds = '{count, plural, =0 {no feeds} one {# feed} other {# feeds}}'
const nested =
  '{count, plural, one {# feed of {channel}} other {# feeds of {channel}{extra, plural, =0 {} other { (# more)}}}}'
const part = '{part, select, morning {Morning} other {Night}} digest'

describe('a message', () => {
  it.each([
    ['without parameters', 'Nothing.', {}, 'Nothing.'],
    ['with a value', 'Hello {name}!', { name: 'Ann' }, 'Hello Ann!'],
    ['with a value that looks like a parameter', '{name} {name}', { name: '{name}' }, '{name} {name}'],
    ['with a large number', '{count} rows', { count: 1234567 }, '1,234,567 rows'],
    ['with an exact case', feeds, { count: 0 }, 'no feeds'],
    ['in the singular', feeds, { count: 1 }, '1 feed'],
    ['in the plural', feeds, { count: 1200 }, '1,200 feeds'],
    ['with a value inside a case', nested, { count: 1, channel: 'A', extra: 0 }, '1 feed of A'],
    ['with a plural inside a case', nested, { count: 2, channel: 'A', extra: 3 }, '2 feeds of A (3 more)'],
    ['with a choice', part, { part: 'morning' }, 'Morning digest'],
    ['with a choice that has no case of its own', part, { part: 'noon' }, 'Night digest'],
    ['with a number sign outside a plural', '#{count}', { count: 2 }, '#2'],
  ] as const)('%s', (_, message, values, text) => {
    expect(formatMessage<string>(message, values, plain)).toBe(text)
  })
})

describe('as Telegram HTML', () => {
  const t = createTranslator(en)

  it('an address in <code> stays whole, as Telegram detects no links there, and is cut elsewhere', () => {
    const address = 'https://feeds.bbci.co.uk/news/world/rss.xml?id=93.184.216.34'
    expect(t.html('channels.addToWhich', { address })).toBe(`Add <code>${address}</code> to which channel?`)
    expect(code(address)).toBe(`<code>${address}</code>`)
    expect(t.html('channels.using', { channel: address })).toContain('…')
  })

  it('a value is escaped, on one line and short, and markup of the catalogue stays', () => {
    expect(t.html('channels.using', { channel: '<i>&\nx' })).toBe('Commands now apply to <b>&lt;i&gt;&amp; x</b>.')
    expect(t.html('channels.using', { channel: 'x'.repeat(5000) }).length).toBeLessThan(300)
  })

  it('HTML as a value stays as it is', () => {
    const bold = t.html('menu.channel', { channel: 'A & B' })
    expect(t.html('filters.cleared', { whose: safe(bold) })).toBe('✅ The filter of <b>A &amp; B</b> is off.')
  })

  it('keys, parameters and HTML are checked by the compiler', () => {
    const html = t.html('menu.channel', { channel: 'A' })
    // @ts-expect-error there is no such key
    t.text('channels.nothing')
    // @ts-expect-error the parameter is missing
    t.text('channels.using')
    // @ts-expect-error the parameter has another name
    t.text('channels.using', { title: 'A' })
    // @ts-expect-error a plural takes a number
    t.text('feeds.posted', { count: '2' })
    // @ts-expect-error HTML would be escaped twice
    t.html('channels.using', { channel: html })
    expect(html).toBe('<b>A</b>')
  })
})
