/** Reads a page like a feed: the links of its list are the items. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import { noFeedHints, type PageRule } from '../../polling.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'
import type { OpenFeed } from '../open-feed.ts'
import { findRule } from './find-rule.ts'
import { Page } from './page.ts'
import { type PageItem, pageItems } from './page-items.ts'

export interface OpenPage {
  readonly feed: OpenFeed
  /** The given rule, or the one that was found. */
  readonly rule: PageRule
}

const { itemsShareAtLeast } = limits.watching

/**
 * Opens a page by a rule, or by one that is found. Fails if the page has no list, or if the rule no longer fits.
 * @param url of the page, after redirects
 * @param before how many items the page listed at the last poll
 */
export function openPage(
  html: string,
  url: FeedUrl,
  rule: PageRule | null,
  before: number,
  now: EpochMs,
): Result<OpenPage, FeedProblem> {
  const page = new Page(html, url)
  if (rule === null) {
    const found = findRule(page)
    return found.ok ? ok({ feed: feedOf(page, found.value.items, now), rule: found.value.rule }) : found
  }
  const items = pageItems(page, rule)
  if (!items.ok) return items
  if (items.value.length === 0 || items.value.length < itemsShareAtLeast * before) return err({ kind: 'page-changed' })
  return ok({ feed: feedOf(page, items.value, now), rule })
}

function feedOf(page: Page, items: readonly PageItem[], now: EpochMs): OpenFeed {
  return {
    title: page.title,
    site: page.url,
    updated: null,
    feedHints: noFeedHints,
    isCut: false,
    keys: items.map(({ title, link }) => ({ id: null, link, title, date: '', at: null, opening: '' })),
    item: (at) => {
      const { title, link } = items[at] ?? { title: '', link: null }
      return {
        id: null,
        title,
        link,
        // When the page first listed it, as far as anybody knows.
        published: now,
        updated: null,
        author: null,
        categories: [],
        summary: '',
        image: null,
        enclosures: [],
        comments: null,
        commentCount: null,
        language: null,
        body: () => null,
        text: () => '',
        alias: null,
      }
    },
  }
}
