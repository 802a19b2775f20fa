/** Editions of an earlier version keep their addresses. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { EditionItem } from '../../src/edition-item.ts'
import { legacyShortCode } from '../../src/links/short-code.ts'
import { editionCodeSchema } from '../../src/model.ts'
import { item, web } from './web.ts'

/** An edition of an earlier version, whose items have no codes. */
const legacy = v.parse(editionCodeSchema, '2Al26WS')
const legacyFirst = legacyShortCode(legacy, 0)

describe('a legacy edition', () => {
  const webOf = async (items: readonly EditionItem[]) => {
    const page = await web()
    const lines = items.map((each) => JSON.stringify(each)).join(',\n')
    page.values.set(`edition:${legacy}`, `{"schema":1,"code":"${legacy}","at":5,"items":[\n${lines}\n]}`)
    const text = '{"html":"<p>An old text</p>","base":"https://news.example/"}'
    page.values.set(`bodies:${legacy}`, `{"schema":1,"code":"${legacy}","bodies":[[0,${text}]]}`)
    return page
  }
  const items = [item({ title: 'First' }), item({ title: 'Second', link: 'https://news.example/2' })]

  it('keeps its links, texts and archives', async () => {
    const { open } = await webOf(items)
    const to = async (path: string) => (await open(path)).headers.get('location')
    expect(await to(`/${legacyFirst}`)).toBe('https://news.example/1')
    expect(await to(`/${legacyShortCode(legacy, 1)}`)).toBe('https://news.example/2')
    expect((await open(`/${legacyShortCode(legacy, 2)}`)).status).toBe(404)
    expect(await (await open(`/${legacyFirst}/read`)).text()).toContain('An old text')
    expect(await (await open(`/${legacyFirst}.md`)).text()).toContain('An old text')
    expect(await to(`/d/${legacyFirst}`)).toBe(`/${legacyFirst}/read`)
  })

  it('has no page any more, as that listed what several channels got', async () => {
    const { open } = await webOf(items)
    const page = await open(`/d/${legacy}`)
    expect(page.status).toBe(410)
    expect(await page.text()).not.toContain('First')
  })

  it('opens private items with a key only', async () => {
    const { open } = await webOf([item({ title: 'Secret', isPrivate: true })])
    const key = `?key=${encodeURIComponent(`key of ${legacyFirst}`)}`
    for (const path of [`/${legacyFirst}/read`, `/${legacyFirst}.md`]) {
      // The cached response must not open for a wrong key either.
      expect((await open(`${path}${key}`)).status).toBe(200)
      for (const wrong of ['', '?key=', '?key=wrong']) expect((await open(`${path}${wrong}`)).status).toBe(404)
    }
    expect(await (await open(`/${legacyFirst}/read${key}`)).text()).toContain(`href="/${legacyFirst}.md?key=`)
    expect((await open(`/d/${legacy}`)).status).toBe(410)
  })

  it('is read in the one-line form of an earlier version', async () => {
    const { open, values } = await web()
    const old = { schema: 1, code: legacy, at: 5, items: [item({ link: 'https://old.example/' })] }
    values.set(`edition:${legacy}`, JSON.stringify(old))
    expect((await open(`/${legacyFirst}`)).headers.get('location')).toBe('https://old.example/')
  })
})
