/** The rule for a page's main list, found from its structure. */
import { describe, expect, test } from 'vitest'
import { findRule } from '../../../src/feed/page/find-rule.ts'
import { Page } from '../../../src/feed/page/page.ts'
import { pageItems } from '../../../src/feed/page/page-items.ts'
import { fixturePages, pagesWithoutList } from './fixture-pages.ts'

describe('the main list is found on', () => {
  for (const { kind, url, html, headlines } of fixturePages) {
    test(kind, () => {
      const found = findRule(new Page(html, url))
      expect(found).toMatchObject({ ok: true })
      if (!found.ok) return
      expect({ rule: found.value.rule, titles: found.value.items.map(({ title }) => title) }).toEqual({
        rule: found.value.rule,
        titles: headlines,
      })
      expect(pageItems(new Page(html, url), found.value.rule)).toEqual({ ok: true, value: found.value.items })
      expect(`${found.value.rule.item} ${found.value.rule.title ?? ''}`).not.toMatch(/css-|__\w|sc-|nth-of-type/u)
    })
  }
})

describe('no list is found on', () => {
  for (const [kind, html, problem] of pagesWithoutList) {
    test(kind, () => {
      expect(findRule(new Page(html, 'https://site.example/'))).toEqual({ ok: false, problem: { kind: problem } })
    })
  }
})
