/** The rule for a page's main list, found from its structure. */
import { describe, expect, test } from 'vitest'
import { findRule } from '../../../src/feed/page/find-rule.ts'
import { Page } from '../../../src/feed/page/page.ts'
import type { PageElement } from '../../../src/feed/page/page-elements.ts'
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

/** Counts how often a page is asked where an element leads. */
class CountingPage extends Page {
  count = 0
  override target(link: PageElement): string | null {
    this.count++
    return super.target(link)
  }
}

describe('the search takes a few steps for each element on a page of', () => {
  for (const [kind, html] of [
    ['headings without links', '<h2>A headline of several words without a link</h2>'.repeat(5000)],
    [
      'headings in elements of their own',
      '<div><h2>A headline of several words without a link</h2></div>'.repeat(5000),
    ],
    ['headings before a single link', `${'<h2>A headline of several words</h2>'.repeat(5000)}<a href="/x">More</a>`],
  ] as const) {
    test(kind, () => {
      const page = new CountingPage(`<body>${html}`, 'https://site.example/')
      findRule(page)
      expect(page.count).toBeLessThan(10 * page.elements.length)
    })
  }
})
