/** Keeps the story of a playground: what was published, and how many seconds later it stood in which channel. */
import type { TelegramWorld } from '../../test/telegram/interface.ts'

export interface StoryLine {
  readonly at: number
  readonly kind: 'published' | 'arrived'
  readonly title: string
  /** Feed or channel. */
  readonly place: string
  /** From publishing to arriving. */
  readonly seconds: number | null
}

export interface Story {
  lines(): readonly StoryLine[]
  published(title: string, feed: string): void
}

const kept = 30

export function followStory(world: TelegramWorld, changed: () => void): Story {
  const lines: StoryLine[] = []
  const underway = new Map<string, number>()
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
    for (const [title, publishedAt] of underway) {
      if (!message.text.includes(beginning(title))) continue
      const at = world.now()
      const place = world.chat(change.chat).title
      add({ at, kind: 'arrived', title, place, seconds: Math.round((at - publishedAt) / 100) / 10 })
    }
  })
  return {
    lines: () => lines,
    published(title, feed) {
      const at = world.now()
      underway.set(title, at)
      add({ at, kind: 'published', title, place: feed, seconds: null })
    },
  }
}

/** As a feed reader leaves it: markup is taken for markup, and long ones are cut. */
function beginning(title: string): string {
  return title
    .replace(/<[^>]*>/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 60)
}
