/** Lets a channel go, and undoes that and other things by what a button's memo says of how it was. */
import * as v from 'valibot'
import { channelExportSchema } from '../../cell/channel-export.ts'
import { channelId } from '../../model.ts'
import { answerFilterSet } from '../commands/filter.ts'
import { feedsAllowed } from '../handlers/allowance.ts'
import { registerByName } from '../handlers/register.ts'
import { button } from '../keyboards.ts'
import type { ChannelTurn, Turn } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'
import { showScreen } from '../screens/show-screen.ts'
import { adoptPrivateChat, chatOf, onChannel } from '../target.ts'

/** What a memo has of a channel. */
const stored = v.pipe(v.string(), v.parseJson(), channelExportSchema)

/** All of a channel goes; a button brings it back as it was. */
export async function forget(turn: ChannelTurn): Promise<void> {
  const { deps, person, words, entry, channel, show } = turn
  const before = await channel.forget()
  await deps.directory.forgetChannel(entry.id)
  const { rows } = await homeScreen(turn)
  if (before === null) return show({ html: words.menu.forgot(entry.title), rows })
  const topic = /:/u.test(entry.id) ? (before.title.split(' › ').at(-1) ?? '') : null
  const memo = await deps.directory.remember(person.id, {
    kind: 'channel',
    channel: entry.id,
    topic,
    text: JSON.stringify(before),
  })
  await show({ html: words.menu.forgot(entry.title), rows: [[button(words.undo, { kind: 'undo', memo })], ...rows] })
}

export async function undo(turn: Turn, number: number, answer: (text: string) => Promise<void>): Promise<void> {
  const { deps, person, words } = turn
  const memo = await deps.directory.recall(number, person.id)
  switch (memo?.kind) {
    case 'filter': {
      const entry = await deps.directory.channel(memo.channel)
      if (entry === null) return answer(words.staleButton)
      const which = memo.feed === null ? null : { id: memo.feed }
      return onChannel(
        async (about) => answerFilterSet(about, await about.channel.setFilter(which, memo.query)),
        turn,
        entry,
        '',
      )
    }
    case 'settings': {
      const entry = await deps.directory.channel(memo.channel)
      const before = v.safeParse(stored, memo.text)
      if (entry === null || !before.success) return answer(words.staleButton)
      const { feeds: _, ...settings } = before.output
      return onChannel(
        async (about) => {
          await about.channel.importInto({ feeds: [], settings, most: 0, report: null })
          await showScreen(about, 'channel', 0)
        },
        turn,
        entry,
        '',
      )
    }
    case 'channel': {
      const before = v.safeParse(stored, memo.text)
      if (!before.success) return answer(words.staleButton)
      const chat = chatOf({ id: memo.channel })
      const thread = Number(memo.channel.split(':')[1] ?? 0)
      const topic = thread === 0 ? null : { thread, name: memo.topic ?? `#${thread}` }
      const registered =
        memo.channel === channelId(turn.chat.id, null)
          ? await adoptPrivateChat(turn)
          : await registerByName(turn, chat, topic).then((each) => (each.kind === 'registered' ? each.entry : null))
      if (registered === null) return answer(words.staleButton)
      const { feeds, ...settings } = before.output
      const channel = deps.cell(registered.cell).channel(registered.id)
      const most = await feedsAllowed({ ...turn, entry: registered, channel })
      await channel.importInto({ feeds, settings, most, report: null })
      const { rows } = await homeScreen(turn)
      return turn.show({ html: words.menu.cameBack(registered.title), rows })
    }
    default:
      return answer(words.staleButton)
  }
}
