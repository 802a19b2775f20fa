/** Writes an outbound feed with the texts of its articles. Takes more CPU time than a Worker of the Free plan has. */
import { type FeedToWrite, readableCodes, type WrittenFeed } from '../../cell/channel-feed.ts'
import type { PageStory } from '../../cell/channel-page.ts'
import type { ShortLink } from '../../edition-item.ts'
import { limits } from '../../limits.ts'
import { readShortCode } from '../../links/short-code.ts'
import { logProblem } from '../../log.ts'
import type { Body, EditionCode } from '../../model.ts'
import { getBodies } from '../../store/bodies.ts'
import type { KeyValue } from '../../store/key-value.ts'
import { languageOf } from '../../text/text-language.ts'
import { textOf } from '../reading/node.ts'
import { sanitise } from '../reading/sanitise.ts'
import { trimArticle } from '../reading/trim-article.ts'
import { articleHtml } from './article-html.ts'
import { outboundFormats } from './formats.ts'
import { outboundFeed } from './outbound-feed.ts'

export async function writeFeed(toWrite: FeedToWrite, store: Pick<KeyValue, 'get'>): Promise<WrittenFeed> {
  const { page, ending } = toWrite
  const { bodies, isWhole } = await bodiesOf(toWrite, store)
  const texts = new Map<string, string>()
  let room: number = limits.web.feedTextUnits
  for (const story of page.stories) {
    const body = bodies.get(story.code)
    // What a publisher leaves out of its own feed is not published in another. Cleaning takes the time, and older texts may still fit.
    if (body === undefined || body.fromPage === true || body.html.length > room) continue
    room -= body.html.length
    const html = await htmlOf(story, body)
    if (html !== '') texts.set(story.code, html)
  }
  const format = outboundFormats.find((each) => each.ending === ending)
  if (format === undefined) throw new TypeError(`feeds have no format ${ending}`)
  const text = format.write(outboundFeed(page, toWrite, texts))
  return { document: new TextEncoder().encode(text), isWhole }
}

/** The texts of the newest readable stories: one KV read for each of the newest editions that the ledger no longer has. */
async function bodiesOf({ page, fresh, now }: FeedToWrite, store: Pick<KeyValue, 'get'>) {
  const bodies = new Map<string, Body>(fresh)
  const links = readableCodes(page).flatMap((code) => (fresh.has(code) ? [] : (readShortCode(code, now) ?? [])))
  const editions = Map.groupBy(links, ({ edition }) => edition)
  let isWhole = true
  // One after another: each may have megabytes.
  for (const [edition, wanted] of [...editions].slice(0, limits.web.feedEditions))
    if (!(await addBodies(bodies, store, edition, wanted))) isWhole = false
  return { bodies, isWhole }
}

/** @returns false: they cannot be read */
async function addBodies(
  bodies: Map<string, Body>,
  store: Pick<KeyValue, 'get'>,
  edition: EditionCode,
  wanted: readonly ShortLink[],
): Promise<boolean> {
  const kept = await getBodies(store, edition)
  if (!kept.ok) {
    logProblem(kept.problem)
    return false
  }
  for (const { code, position } of wanted) {
    const body = kept.value.get(position ?? code)
    if (body !== undefined) bodies.set(code, body)
  }
  return true
}

/** As on the reading page; '' where nothing of it may be shown. */
async function htmlOf({ title, language }: PageStory, body: Body): Promise<string> {
  const nodes = trimArticle(await sanitise(body), title)
  const text = nodes.map(textOf).join(' ').slice(0, limits.web.scriptUnits)
  return nodes.length === 0 ? '' : articleHtml(nodes, languageOf(language, `${title} ${text}`).dir)
}
