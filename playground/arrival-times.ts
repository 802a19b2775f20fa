/** Measures how many seconds after its publication an item arrives in each channel. */
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface ArrivalTimes {
  published(title: string): void
  /** From publication to arrival; null: it has not arrived there. */
  seconds(title: string, chat: number): number | null
}

/** Items that are followed. */
const MAX_ITEMS = 30

export function followArrivals(world: TelegramWorld): ArrivalTimes {
  const published = new Map<string, { readonly publishedAt: number; readonly arrivedIn: Map<number, number> }>()
  world.subscribe((change) => {
    if (change.kind !== 'message' || published.size === 0) return
    const message = world.message(change.chat, change.message)
    if (message === null || !message.byBot || message.editDate !== null || world.chat(change.chat).type !== 'channel')
      return
    const headlines = message.text.split('\n').flatMap((line) => (line.startsWith('• ') ? lettersOf(line) : []))
    for (const [title, { publishedAt, arrivedIn }] of published) {
      if (arrivedIn.has(change.chat) || !headlines.some((headline) => shows(headline, title))) continue
      arrivedIn.set(change.chat, Math.round((world.now() - publishedAt) / 100) / 10)
    }
  })
  return {
    published(title) {
      published.delete(title)
      published.set(title, { publishedAt: world.now(), arrivedIn: new Map() })
      const [oldest] = published.keys()
      if (published.size > MAX_ITEMS && oldest !== undefined) published.delete(oldest)
    },
    seconds: (title, chat) => published.get(title)?.arrivedIn.get(chat) ?? null,
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
