/** `/channels` lists a person's channels and offers to add one; `/use` chooses the one that commands are about. */
import { answerRegistered, registerByName } from '../handlers/register.ts'
import type { Command } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'
import { channelCalled, channelNamed, mayManage } from '../target.ts'

export const channels: Command = async (turn) => {
  const { deps, person, words, replyWithChooser } = turn
  const own = await deps.directory.channelsOf(person.id)
  if (own.length === 0) return replyWithChooser(words.noChannels)
  const current = own.find(({ id }) => id === person.current) ?? (own.length === 1 ? own[0] : undefined)
  await turn.show({ html: words.channels(own, current?.id ?? null), rows: (await homeScreen(turn)).rows })
}

export const use: Command = async (turn) => {
  const { deps, person, words, text, reply } = turn
  if (text === '') {
    const own = await deps.directory.channelsOf(person.id)
    return reply(own.length === 0 ? words.noChannels : words.useWhich)
  }
  const name = channelNamed(text) ?? text
  const entry = await channelCalled(turn, name)
  if (entry === null) {
    // One that nobody registered yet may well be the person's own.
    if (channelNamed(text) === null) return reply(words.unknownChannel(name))
    return answerRegistered(turn, name, await registerByName(turn, name))
  }
  if (!(await mayManage(turn, entry))) return
  await deps.directory.manage(person.id, entry.id)
  await deps.directory.setCurrent(person.id, entry.id)
  await reply(words.using(entry.kind === 'private' ? words.here : entry.title))
}
