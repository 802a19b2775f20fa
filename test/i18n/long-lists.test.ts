/** Lists of many long addresses fit into one message. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { limits } from '../../src/limits.ts'

const long = (at: number) => `https://a.example/${at}?${'&'.repeat(limits.feed.linkUnits - 100)}`

describe.each(languages)('%s', (language) => {
  const texts = textsFor(language)

  it.each([1, 2, 10, 100])('%d long addresses', (count) => {
    const addresses = Array.from({ length: count }, (_, at) => long(at))
    const lists = [texts.addSeveralToWhich(addresses), texts.chooseAddress(addresses.map((url) => ({ url })))]
    for (const html of lists) expect(html.replaceAll('&amp;', '&').length).toBeLessThan(limits.telegram.messageUnits)
  })

  it('a short list is shown whole', () => {
    const addresses = ['https://a.example/1', 'https://a.example/2']
    const lists = [texts.addSeveralToWhich(addresses), texts.chooseAddress(addresses.map((url) => ({ url })))]
    for (const html of lists) for (const address of addresses) expect(html).toContain(address)
  })
})
