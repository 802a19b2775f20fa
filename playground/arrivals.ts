/** Records what was published, and how many seconds later it appeared in which channel. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface StoryLine {
  readonly at: number
  readonly kind: 'published' | 'arrived'
  readonly title: string
  /** Feed or channel. */
  readonly place: string
  /** From publication to arrival. */
  readonly seconds: number | null
}

export interface Story {
  lines(): readonly StoryLine[]
  published(title: string, feed: string): void
}

const kept = 30

export function followStory(world: TelegramWorld, changed: () => void): Story {
  const lines: StoryLine[] = []
  const underway = new Map<string, { readonly publishedAt: number; readonly arrivedIn: Set<number> }>()
  const add = (line: StoryLine) => {
    lines.push(line)
    if (lines.length > kept) lines.shift()
    changed()
  }
  world.subscribe((change) => {
    if (change.kind !== 'message' || underway.size === 0) return
    const message = world.message(change.chat, change.message)
    if (message === null || !message.byBot || message.editDate !== null || world.chat(change.chat).type !== 'channel')
      return
    const headlines = message.text.split('\n').flatMap((line) => (line.startsWith('• ') ? lettersOf(line) : []))
    for (const [title, { publishedAt, arrivedIn }] of underway) {
      if (arrivedIn.has(change.chat) || !headlines.some((headline) => isOf(headline, title))) continue
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
      underway.delete(title)
      underway.set(title, { publishedAt: at, arrivedIn: new Set() })
      const [oldest] = underway.keys()
      if (underway.size > kept && oldest !== undefined) underway.delete(oldest)
      add({ at, kind: 'published', title, place: feed, seconds: null })
    },
  }
}

/** A digest cuts long titles. */
const cutAt = 100

/** Whether this is a published title as a feed reader shows it, without markup and with entities decoded. */
function isOf(headline: string, title: string): boolean {
  const letters = lettersOf(title.replace(/<(script|style)\b.*?<\/\1>|<[^>]*>|&#?\w+;/gisu, ''))
  return (
    letters !== '' && (headline === letters || (letters.length > cutAt && headline.startsWith(letters.slice(0, cutAt))))
  )
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
