/** Compares what is stored of posts with the chats: each message once, as it was sent, and nothing else. */
import * as v from 'valibot'
import type { Destination } from './account.ts'
import type { Scene } from './scene.ts'

const partsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      code: v.string(),
      message: v.number(),
      stories: v.array(v.object({ title: v.string(), into: v.exactOptional(v.string()) })),
    }),
  ),
)

/** The headlines with a line of their own. */
const leadsOf = (stories: v.InferOutput<typeof partsSchema>[number]['stories']) =>
  namesIn(stories.flatMap(({ title, into }) => (into === undefined ? title : [])).join(' '))

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/Headline ([\w-]+)\./gu)].map(([, name = '']) => name).sort()

/** What is wrong with the posts of channels with pages; null: nothing. */
export function wrongPost(scene: Scene): string | null {
  return wrongIn(scene, scene.first, true) ?? wrongIn(scene, scene.second, false)
}

/** @param hasPage the channel has had a page since its first message of the scene */
function wrongIn(
  { paperboy: { cloud, world } }: Scene,
  { title, chats, id }: Destination,
  hasPage: boolean,
): string | null {
  const [chat = 0] = chats
  const query = (text: string) => cloud.objects.query('CELL', text, id)
  const parts = query('SELECT parts FROM posts WHERE channel = ?').flatMap((row) => v.parse(partsSchema, row['parts']))
  if (!hasPage) return parts.length === 0 ? null : `${title} has posts`
  const stored = parts.map(({ message }) => message)
  if (new Set(stored).size < stored.length) return `${title} has a message twice in its posts`
  const sent = new Map(world.messages(chat, { deleted: true }).map((message) => [message.id, message]))
  for (const { message, stories } of parts) {
    const names = leadsOf(stories)
    const there = sent.get(message)
    if (there?.byBot !== true || namesIn(there.text).join() !== names.join())
      return `${title} has a post with ${names.join()}, and a message with ${there?.text}`
  }
  // A channel that moved to another cell left its posts behind.
  const [state] = query('SELECT hops FROM channels WHERE id = ?')
  if (Number(state?.['hops'] ?? 1) > 0) return null
  const receipts = query("SELECT telegram_id FROM messages WHERE channel = ? AND state = 'sent' AND digest IS NOT NULL")
  const missing = receipts.find((row) => !stored.includes(Number(row['telegram_id'])))
  if (missing !== undefined) return `${title} lacks message ${missing['telegram_id']} in its posts`
  // A second copy of a message whose answer was lost has no receipt of its own.
  const known = new Set(parts.flatMap(({ stories }) => leadsOf(stories)))
  const unknown = [...sent.values()]
    .flatMap(({ byBot, text }) => (byBot ? namesIn(text) : []))
    .find((name) => !known.has(name))
  return unknown === undefined ? null : `${title} lacks ${unknown} in its posts`
}
