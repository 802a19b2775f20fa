/** Reads the preview page of a public Telegram channel, https://t.me/s/NAME, as a feed of its posts. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import { noFeedHints } from '../../polling.ts'
import { parseDate } from '../date.ts'
import { attributeOf, type Tag, tagsOf } from '../discovery/page-tags.ts'
import { bodyOf } from '../html-to-text/body.ts'
import { cut, oneLine, plainText } from '../html-to-text/plain-text.ts'
import { type ParsedItem, webAddress } from '../item.ts'
import type { OpenFeed } from '../open-feed.ts'

/** A post as the page has it: places in the page, and what stands in attributes. */
interface Post {
  /** `NAME/123`. */
  readonly id: string
  text: Extent | null
  /** The question of a poll, the name of a document, the title of a linked page: what a post without text is called. */
  caption: Extent | null
  date: string
  image: string
  /** The kind of its media; empty where it has none. */
  mark: string
  isService: boolean
}

interface Extent {
  readonly start: number
  end: number
}

const elements = ['div', 'a', 'i', 'time', 'meta']
const host = /^(?:t|telegram)\.me$/u

/** Whether an address leads to Telegram's pages about channels, groups and people. */
export function isTelegramPage(url: FeedUrl): boolean {
  return host.test(new URL(url).hostname)
}

/** Null for a page that is no channel's preview. Never throws. @param url where the page was found, after redirects */
export function openTelegramPage(html: string, url: FeedUrl, now: EpochMs): OpenFeed | null {
  const name = isTelegramPage(url) ? /^\/s\/(\w{4,32})\/?$/u.exec(new URL(url).pathname)?.[1] : undefined
  if (name === undefined || !html.includes('tgme_channel_history')) return null
  const { title, posts } = postsOf(html)
  const channel = title || name
  const told = posts.filter(({ isService }) => !isService)
  return {
    title: channel,
    site: `https://t.me/${name}`,
    updated: null,
    isCut: false,
    feedHints: noFeedHints,
    keys: told.map((post) => ({
      id: post.id,
      link: linkOf(post),
      title: textOf(html, post.text, limits.digest.titleUnits),
      date: post.date,
      at: parseDate(post.date, now),
      opening: '',
    })),
    item: (at) => itemOf(told[at] ?? noPost, html, channel, now),
  }
}

const noPost: Post = { id: '', text: null, caption: null, date: '', image: '', mark: '', isService: false }

/** Classes of what a post holds besides its text, with the sign that stands for it where it has no words at all. */
const marks: readonly (readonly [name: string, mark: string])[] = [
  ['tgme_widget_message_photo_wrap', '🖼'],
  ['tgme_widget_message_video_player', '🎬'],
  ['tgme_widget_message_roundvideo_player', '🎬'],
  ['tgme_widget_message_voice_player', '🎤'],
  ['tgme_widget_message_document_wrap', '📎'],
  ['tgme_widget_message_poll', '📊'],
]
const images = [
  'tgme_widget_message_photo_wrap',
  'tgme_widget_message_video_thumb',
  'tgme_widget_message_roundvideo_thumb',
  'link_preview_image',
  'link_preview_right_image',
]
const ofTitle = 'tgme_channel_info_header_title'
/** What a post answers is quoted above it, as `js-message_reply_text`. */
const ofText = 'js-message_text'
const captions = ['tgme_widget_message_poll_question', 'tgme_widget_message_document_title', 'link_preview_title']

/** One walk over the page: one element with `data-post` a post, an album included. */
function postsOf(html: string): { readonly title: string; readonly posts: readonly Post[] } {
  const posts: Post[] = []
  let title: Extent | null = null
  let graphTitle = ''
  /** The text that is being passed, and how many elements deep in it. */
  const passing: { text: Extent | null; depth: number } = { text: null, depth: 0 }
  for (const tag of tagsOf(html, elements)) {
    if (passing.text !== null && tag.name === 'div') {
      passing.depth += tag.isClosing ? -1 : 1
      if (passing.depth === 0) {
        passing.text.end = Math.min(passing.text.end, tag.start)
        passing.text = null
      }
    }
    if (tag.isClosing) continue
    const classes = new Set(attributeOf(tag, 'class').split(/\s+/u))
    const id = attributeOf(tag, 'data-post')
    if (classes.has('tgme_widget_message') && /^\w{4,32}\/\d{1,12}$/u.test(id)) {
      if (posts.length >= limits.feed.items) break
      posts.push({ ...noPost, id, isService: classes.has('service_message') })
      passing.text = null
      continue
    }
    if (tag.name === 'meta' && attributeOf(tag, 'property') === 'og:title') graphTitle ||= attributeOf(tag, 'content')
    if (passing.text !== null) continue
    const text = { start: tag.end, end: Math.min(html.length, tag.end + textUnits) }
    const post = posts.at(-1)
    if (tag.name === 'div' && isText(classes)) {
      passing.text = text
      passing.depth = 1
      if (classes.has(ofTitle)) title ??= text
      else if (classes.has(ofText) && post !== undefined) post.text ??= text
      else if (post !== undefined) post.caption ??= text
    }
    if (post !== undefined) note(post, tag, classes)
  }
  return { title: titled(html, title) || oneLine(graphTitle), posts }
}

/** No message is longer, with its markup: core.telegram.org/bots/api#message has at most 4096 units of text. */
const textUnits = 65_536

function isText(classes: ReadonlySet<string>): boolean {
  return classes.has(ofTitle) || classes.has(ofText) || captions.some((name) => classes.has(name))
}

function note(post: Post, tag: Tag, classes: ReadonlySet<string>): void {
  if (tag.name === 'time') post.date ||= attributeOf(tag, 'datetime')
  if (images.some((name) => classes.has(name))) post.image ||= backgroundOf(tag)
  post.mark ||= marks.find(([name]) => classes.has(name))?.[1] ?? ''
}

function backgroundOf(tag: Tag): string {
  return /background-image\s*:\s*url\(\s*["']?([^"')\s]+)/iu.exec(attributeOf(tag, 'style'))?.[1] ?? ''
}

function itemOf(post: Post, html: string, channel: string, now: EpochMs): ParsedItem {
  const text = textOf(html, post.text, limits.feed.summaryUnits * 4)
  const image = webAddress(post.image, 'https://t.me/')
  return {
    id: post.id === '' ? null : post.id,
    title: headline(text) || titled(html, post.caption) || `${post.mark} ${channel}`.trim(),
    link: linkOf(post),
    published: parseDate(post.date, now),
    updated: null,
    author: channel,
    categories: [],
    summary: cut(oneLine(text), limits.feed.summaryUnits),
    image,
    enclosures: [],
    body: () => bodyOf([{ kind: 'html', value: htmlOf(html, post.text) }], 'https://t.me/'),
    alias: null,
  }
}

function linkOf({ id }: Post): string | null {
  return id === '' ? null : `https://t.me/${id}`
}

function htmlOf(html: string, extent: Extent | null): string {
  return extent === null ? '' : html.slice(extent.start, extent.end)
}

function textOf(html: string, extent: Extent | null, units: number): string {
  return plainText(htmlOf(html, extent), units)
}

function titled(html: string, extent: Extent | null): string {
  return cut(oneLine(textOf(html, extent, limits.digest.titleUnits * 2)), limits.digest.titleUnits)
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })
/** A first line up to this is a headline as it stands. */
const lineUnits = 120
/** A sentence shorter than this is rather an exclamation, and takes the next one along. */
const sentenceUnits = 25

/** The first line with words in it, or where that is a paragraph its first sentence. */
function headline(text: string): string {
  const lines = text.split('\n').map(oneLine)
  const line = lines.find((each) => /[\p{L}\p{N}]/u.test(each)) ?? ''
  if (line.length <= lineUnits) return line
  let title = ''
  for (const { segment } of sentences.segment(line.slice(0, limits.feed.titleUnits))) {
    title += segment
    if (title.length >= sentenceUnits) break
  }
  return cut(title.trim(), limits.digest.titleUnits)
}
