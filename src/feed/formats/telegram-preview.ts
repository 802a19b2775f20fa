/** Reads the preview page of a public Telegram channel, https://t.me/s/NAME, as a feed. */
import { limits } from '../../limits.ts'
import type { EpochMs, FeedUrl } from '../../model.ts'
import { noFeedHints } from '../../polling.ts'
import { attributeOf, type Tag, tagsOf } from '../../text/html-tags.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { webAddress } from '../../text/web-address.ts'
import { parseDate } from '../date.ts'
import { bodyOf } from '../html-to-text/body.ts'
import { itemText } from '../html-to-text/item-text.ts'
import { plainText } from '../html-to-text/plain-text.ts'
import { htmlText } from '../item-draft.ts'
import type { OpenFeed } from '../open-feed.ts'
import type { ParsedItem } from '../parsed-item.ts'

/** A post: positions in the page and values of attributes. */
interface Post {
  /** `NAME/123`. */
  readonly id: string
  text: Extent | null
  /** The title of a post without text: a poll's question, a document's name or a linked page's title. */
  caption: Extent | null
  date: string
  image: string
  /** The emoji for its media; empty: none. */
  emoji: string
  isService: boolean
}

interface Extent {
  readonly start: number
  end: number
}

const elements = ['div', 'a', 'i', 'time', 'meta']
const host = /^(?:t|telegram)\.me$/u

/** Whether an address is one of Telegram's pages about channels, groups and people. */
export function isTelegramPage(url: FeedUrl): boolean {
  return host.test(new URL(url).hostname)
}

/** Reads a preview; null for other pages. Never throws. @param url of the page, after redirects */
export function openTelegramPage(html: string, url: FeedUrl, now: EpochMs): OpenFeed | null {
  const name = isTelegramPage(url) ? /^\/s\/(\w{4,32})\/?$/u.exec(new URL(url).pathname)?.[1] : undefined
  if (name === undefined || !html.includes('tgme_channel_history')) return null
  const { title, posts } = postsOf(html)
  const channel = title || name
  const shown = posts.filter(({ isService }) => !isService)
  return {
    title: channel,
    site: `https://t.me/${name}`,
    updated: null,
    isCut: false,
    feedHints: noFeedHints,
    keys: shown.map((post) => ({
      id: post.id,
      link: linkOf(post),
      title: textOf(html, post.text, limits.digest.titleUnits),
      date: post.date,
      at: parseDate(post.date, now),
      opening: '',
    })),
    item: (at) => itemOf(shown[at] ?? noPost, html, channel, now),
  }
}

const noPost: Post = { id: '', text: null, caption: null, date: '', image: '', emoji: '', isService: false }

/** Classes of media, each with an emoji for the titles of posts without words. */
const mediaEmoji: readonly (readonly [name: string, emoji: string])[] = [
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
const titleClass = 'tgme_channel_info_header_title'
/** Quoted posts have `js-message_reply_text`. */
const textClass = 'js-message_text'
const captions = ['tgme_widget_message_poll_question', 'tgme_widget_message_document_title', 'link_preview_title']

/** Reads the page in one pass. An element with `data-post` is a post or an album. */
function postsOf(html: string): { readonly title: string; readonly posts: readonly Post[] } {
  const posts: Post[] = []
  let title: Extent | null = null
  let graphTitle = ''
  /** The text around the current tag, and the depth of elements in it. */
  const current: { text: Extent | null; depth: number } = { text: null, depth: 0 }
  for (const tag of tagsOf(html, elements)) {
    if (current.text !== null && tag.name === 'div') {
      current.depth += tag.isClosing ? -1 : 1
      if (current.depth === 0) {
        current.text.end = Math.min(current.text.end, tag.start)
        current.text = null
      }
    }
    if (tag.isClosing) continue
    const classes = new Set(attributeOf(tag, 'class').split(/\s+/u))
    const id = attributeOf(tag, 'data-post')
    if (classes.has('tgme_widget_message') && /^\w{4,32}\/\d{1,12}$/u.test(id)) {
      if (posts.length >= limits.feed.items) break
      posts.push({ ...noPost, id, isService: classes.has('service_message') })
      current.text = null
      continue
    }
    if (tag.name === 'meta' && attributeOf(tag, 'property') === 'og:title') graphTitle ||= attributeOf(tag, 'content')
    if (current.text !== null) continue
    const text = { start: tag.end, end: Math.min(html.length, tag.end + limits.feed.postUnits) }
    const post = posts.at(-1)
    if (tag.name === 'div' && isText(classes)) {
      current.text = text
      current.depth = 1
      if (classes.has(titleClass)) title ??= text
      else if (classes.has(textClass) && post !== undefined) post.text ??= text
      else if (post !== undefined) post.caption ??= text
    }
    if (post !== undefined) addMedia(post, tag, classes)
  }
  return { title: titled(html, title) || oneLine(graphTitle), posts }
}

function isText(classes: ReadonlySet<string>): boolean {
  return classes.has(titleClass) || classes.has(textClass) || captions.some((name) => classes.has(name))
}

function addMedia(post: Post, tag: Tag, classes: ReadonlySet<string>): void {
  if (tag.name === 'time') post.date ||= attributeOf(tag, 'datetime')
  if (images.some((name) => classes.has(name))) post.image ||= backgroundOf(tag)
  post.emoji ||= mediaEmoji.find(([name]) => classes.has(name))?.[1] ?? ''
}

function backgroundOf(tag: Tag): string {
  return /background-image\s*:\s*url\(\s*["']?([^"')\s]+)/iu.exec(attributeOf(tag, 'style'))?.[1] ?? ''
}

function itemOf(post: Post, html: string, channel: string, now: EpochMs): ParsedItem {
  const text = textOf(html, post.text, limits.feed.summaryUnits * 4)
  const image = webAddress(post.image, 'https://t.me/')
  return {
    id: post.id === '' ? null : post.id,
    title: headline(text) || titled(html, post.caption) || `${post.emoji} ${channel}`.trim(),
    link: linkOf(post),
    published: parseDate(post.date, now),
    updated: null,
    author: channel,
    categories: [],
    summary: truncateAtWord(oneLine(text), limits.feed.summaryUnits),
    image,
    enclosures: [],
    comments: null,
    commentCount: null,
    language: null,
    body: () => bodyOf([htmlText(htmlOf(html, post.text))], 'https://t.me/'),
    text: (units) => itemText([htmlText(htmlOf(html, post.text))], units),
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
  return truncateAtWord(oneLine(textOf(html, extent, limits.digest.titleUnits * 2)), limits.digest.titleUnits)
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })
const { headlineUnits, sentenceUnits } = limits.feed

/** The first line with words; its first sentence if it is a paragraph. */
function headline(text: string): string {
  const lines = text.split('\n').map(oneLine)
  const line = lines.find((each) => /[\p{L}\p{N}]/u.test(each)) ?? ''
  if (line.length <= headlineUnits) return line
  let title = ''
  for (const { segment } of sentences.segment(line.slice(0, limits.feed.titleUnits))) {
    title += segment
    if (title.length >= sentenceUnits) break
  }
  return truncateAtWord(title.trim(), limits.digest.titleUnits)
}
