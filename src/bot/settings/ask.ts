/** Asks a person for a text: their next plain message is the answer. */
import type { Schedule } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
import { button } from '../keyboards.ts'
import type { ChannelTurn, Turn } from '../request-context.ts'
import { viewOf } from '../target.ts'

/** In which city's time? @param schedule what waits for it; null: the channel's own stays */
export async function askCity(turn: ChannelTurn, schedule: Schedule | null = null): Promise<void> {
  const { deps, person, words, entry } = turn
  const kept = schedule ?? (await viewOf(turn))?.channel.schedule
  if (kept === undefined) return turn.reply(words.unknownChannel(entry.title))
  await deps.directory.ask(person.id, { kind: 'city', channel: entry.id, schedule: kept })
  await turn.show({ html: words.askCity, rows: cancelRow(turn) })
}

/** @param feed the id of the one that it is about; null: the channel itself */
export async function askText(turn: ChannelTurn, about: AskedText, feed: number | null): Promise<void> {
  const { deps, person, words, entry } = turn
  const view = await viewOf(turn)
  if (view === null) return turn.reply(words.unknownChannel(entry.title))
  const named = view.feeds.find(({ id }) => id === feed) ?? null
  await deps.directory.ask(person.id, { kind: 'text', about, channel: entry.id, feed })
  await turn.show({ html: words.menu.ask(about, entry.title, named), rows: cancelRow(turn) })
}

function cancelRow({ words }: Turn) {
  return [[button(words.menu.buttons.cancel, { kind: 'cancel' })]]
}
