/** What buttons do that are about the person, not about one of their channels. */
import type { ChannelId } from '../../model.ts'
import { speak } from '../commands/language.ts'
import { botName } from '../handlers/access.ts'
import { button, type Press } from '../keyboards.ts'
import type { Turn } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'
import { tonguesScreen } from '../screens/languages.ts'
import { ownersScreen } from '../screens/owners.ts'

type PersonPress = Exclude<Press, { readonly channel: ChannelId } | { readonly kind: 'undo' }>

export async function pressOfPerson(
  turn: Turn,
  pressed: PersonPress,
  answer: (text: string) => Promise<void>,
): Promise<void> {
  const { deps, person, words, show } = turn
  switch (pressed.kind) {
    case 'home':
      return show(await homeScreen(turn))
    case 'cancel':
      await deps.directory.ask(person.id, null)
      return show({ html: words.menu.cancelled, rows: (await homeScreen(turn)).rows })
    case 'tongues':
      return show(tonguesScreen(turn))
    case 'speak':
      return speak(turn, pressed.language)
    case 'chooser':
      await answer('')
      return turn.replyWithChooser(words.chooseChannelHint)
    case 'owners':
    case 'invite':
    case 'dismiss':
    case 'readmit':
      return turn.isOwner ? shareBot(turn, pressed) : answer(words.ownersOnly)
  }
}

/** People whose bot it is let others in, and out. */
async function shareBot(
  turn: Turn,
  pressed: Extract<PersonPress, { readonly kind: 'owners' | 'invite' | 'dismiss' | 'readmit' }>,
): Promise<void> {
  const { deps, person, words, reply, show } = turn
  switch (pressed.kind) {
    case 'owners':
      return show(ownersScreen(turn, await deps.directory.owners()))
    case 'invite': {
      const [code, name] = [await deps.directory.invite(person.id, deps.now), await botName(deps)]
      return reply(words.invitation(`https://t.me/${name ?? ''}?start=invite-${code}`))
    }
    case 'dismiss': {
      const found = (await deps.directory.owners()).find((owner) => owner.person === pressed.person)
      await deps.directory.dismiss(pressed.person)
      const { rows } = ownersScreen(turn, await deps.directory.owners())
      const undo = button(words.undo, { kind: 'readmit', person: pressed.person })
      return show({ html: words.dismissed(found?.name || String(pressed.person)), rows: [[undo], ...rows] })
    }
    case 'readmit': {
      await deps.directory.readmit(pressed.person, person.id)
      const owners = await deps.directory.owners()
      const found = owners.find((owner) => owner.person === pressed.person)
      return show({
        html: words.readmitted(found?.name || String(pressed.person)),
        rows: ownersScreen(turn, owners).rows,
      })
    }
  }
}
