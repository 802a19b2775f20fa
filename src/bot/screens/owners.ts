/** The screen of the bot's owners. */
import { limits } from '../../limits.ts'
import type { Owner } from '../../store/owners.ts'
import { button, type Screen } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'

export function ownersScreen({ deps, person, texts }: PersonContext, owners: readonly Owner[]): Screen {
  const { ownerIds } = deps.settings
  // Having claimed the bot does not count while the operator names owners.
  const counted = owners.filter(({ invitedBy }) => ownerIds.length === 0 || invitedBy !== null)
  const others = counted.filter((owner) => owner.person !== person.id && owner.invitedBy !== null)
  const { buttons } = texts.menu
  return {
    html: texts.owners(ownerIds.length, counted),
    rows: [
      ...others
        .slice(0, limits.bot.ownerButtons)
        .map((owner) => [
          button(`${buttons.remove} ${owner.name || owner.person}`, { kind: 'dismiss', person: owner.person }),
        ]),
      [button(buttons.invite, { kind: 'invite' })],
      [button(buttons.channels, { kind: 'home' })],
    ],
  }
}
