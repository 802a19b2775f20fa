/** Readers in a simulation: half get what has a word as it comes, half everything but that word, once a day at 18:00. */
import type { SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import type { TownChannel } from './town-channels.ts'

const WORD = 'sponsored'
/** So that each headline can be found in a message. */
const AT_MOST = 1000
const FIRST_PERSON = 5_000_001

/** They share the channels; those of a channel that drops the word itself want it without. @returns them as channels with a filter and feeds */
export async function settleReaders(
  { world, cloud, clock }: SimulatedPaperboy,
  readers: number,
  channels: readonly TownChannel[],
): Promise<readonly TownChannel[]> {
  const links: { readonly code: string; readonly cell: string }[] = []
  for (const { chat } of readers === 0 ? [] : channels) {
    const id = String(chat)
    const code = String(await cloud.call('DIRECTORY', 'directory', 'offerReaders', id, 'new'))
    const [row] = cloud.objects.query('DIRECTORY', 'SELECT cell FROM channels WHERE id = ?', id)
    const cell = String(row?.['cell'] ?? 0)
    await cloud.callChannel(cell, id, 'offerReaders', code)
    links.push({ code, cell })
  }
  const settled: TownChannel[] = []
  for (let number = 0; number < readers; number += 1) {
    const place = number % channels.length
    const { code = '', cell = '' } = links[place] ?? {}
    const channel = channels[place]
    if (channel === undefined) continue
    const person = FIRST_PERSON + number
    world.addPerson({ id: person, firstName: 'Ray', languageCode: 'en' })
    world.start(person)
    const isLive = Math.floor(number / channels.length) % 2 === 0 && channel.filter === ''
    const filter = isLive ? WORD : `-${WORD}`
    const schedule = isLive ? { kind: 'live', gapMinutes: null } : { kind: 'times', minutes: [18 * 60] }
    const id = `r${person}`
    const chat = { id, chat: person, thread: null, kind: 'private', title: '', username: null, owner: person }
    const settings = { language: 'en', timezone: 'UTC', schedule, filter: '', pause: null, atMost: AT_MOST }
    await cloud.call('DIRECTORY', 'directory', 'follow', person, code, { inAll: readers, follows: 10 })
    await cloud.callChannel(cell, id, 'register', { ...chat, ...settings })
    const source = { code, cell: Number(cell), title: `Channel ${place}`, username: null }
    await cloud.callChannel(cell, id, 'follow', source, filter)
    settled.push({
      chat: person,
      gapMs: null,
      filter,
      feeds: channel.feeds.map(({ feed }) => ({ feed, since: clock.now })),
    })
  }
  return settled
}
