/** Records published items, and how many seconds later they arrive in each channel. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface ArrivalLine {
  readonly at: number
  readonly kind: 'published' | 'arrived'
  readonly title: string
  /** Feed or channel. */
  readonly place: string
  /** From publication to arrival; null: it is the publication. */
  readonly seconds: number | null
}

export interface ArrivalLog {
  lines(): readonly ArrivalLine[]
  published(title: string, feed: string): void
}

const MAX_LINES = 30

export function followArrivals(world: TelegramWorld, changed: () => void): ArrivalLog {
  const lines: ArrivalLine[] = []
  const published = new Map<string, { readonly publishedAt: number; readonly arrivedIn: Set<number> }>()
  const add = (line: ArrivalLine) => {
    lines.push(line)
    if (lines.length > MAX_LINES) lines.shift()
    changed()
  }
  world.subscribe((change) => {
    if (change.kind !== 'message' || published.size === 0) return
    const message = world.message(change.chat, change.message)
    if (message === null || !message.byBot || message.editDate !== null || world.chat(change.chat).type !== 'channel')
      return
    const headlines = message.text.split('\n').flatMap((line) => (line.startsWith('• ') ? lettersOf(line) : []))
    for (const [title, { publishedAt, arrivedIn }] of published) {
      if (arrivedIn.has(change.chat) || !headlines.some((headline) => shows(headline, title))) continue
      arrivedIn.add(change.chat)
      const at = world.now()
      const place = world.chat(change.chat).title
      add({ at, kind: 'arrived', title, place, seconds: Math.round((at - publishedAt) / 100) / 10 })
    }
  })
  return {
    lines: () => lines,
    published(title, feed) {
      const at = world.now()
      published.delete(title)
      published.set(title, { publishedAt: at, arrivedIn: new Set() })
      const [oldest] = published.keys()
      if (published.size > MAX_LINES && oldest !== undefined) published.delete(oldest)
      add({ at, kind: 'published', title, place: feed, seconds: null })
    },
  }
}

/** Only the first letters are compared, as digests shorten long titles. */
const COMPARED_LETTERS = 100

/** Whether the headline shows this title, which may contain markup and entities. */
function shows(headline: string, title: string): boolean {
  const letters = lettersOf(title.replace(/<(script|style)\b.*?<\/\1>|<[^>]*>|&#?\w+;/gisu, ''))
  return (
    letters !== '' &&
    (headline === letters ||
      (letters.length > COMPARED_LETTERS && headline.startsWith(letters.slice(0, COMPARED_LETTERS))))
  )
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
