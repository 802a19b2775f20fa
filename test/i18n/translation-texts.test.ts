/** What `/why` says of translations, in every language. */
import { describe, expect, it } from 'vitest'
import type { ShownTranslation, Why } from '../../src/cell/fate.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { languageSchema } from '../../src/language.ts'
import { machineProblems } from '../../src/result.ts'

const AT = Date.UTC(2026, 10, 23, 11, 24)
const found = (translation: ShownTranslation | null): Why => ({
  ...{ title: 'Bread', link: null, source: 'News', at: AT, fullText: null, corrected: null, translation },
  fate: { kind: 'sent', at: AT, post: null },
})

describe.each(languageSchema.options)('in %s, /why', (language) => {
  const { why } = textsFor(language)

  it('names the translation and its language', () => {
    const text = why([found({ kind: 'translated', language: 'de', title: 'Brot & <b>' })], 'UTC')
    expect(text).toContain('🤖')
    expect(text).toContain('Brot &amp; &lt;b&gt;')
  })

  it.each(machineProblems)('says that a headline was sent in the original: %s', (problem) => {
    const text = why([found({ kind: 'original', problem })], 'UTC')
    expect(text).toContain('🤖')
    expect(text).not.toMatch(/[{}]|undefined/u)
  })

  it('says nothing without a translation', () => {
    expect(why([found(null)], 'UTC')).not.toContain('🤖')
  })
})
