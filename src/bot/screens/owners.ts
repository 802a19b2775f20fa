/** The page of those whose bot it is: whom they let in, and how to let in another. */
import type { Owner } from '../../store/owners.ts'
import { button } from '../keyboards.ts'
import type { Screen, Turn } from '../request-context.ts'

export function ownersScreen({ deps, person, words }: Turn, owners: readonly Owner[]): Screen {
  const { ownerIds } = deps.settings
  // While the operator names owners, who claimed the bot before counts no more.
  const counted = owners.filter(({ invitedBy }) => ownerIds.length === 0 || invitedBy !== null)
  const others = counted.filter((owner) => owner.person !== person.id && owner.invitedBy !== null)
  const { buttons } = words.menu
  return {
    html: words.owners(ownerIds.length, counted),
    rows: [
      ...others
        .slice(0, 20)
        .map((owner) => [
          button(`${buttons.remove} ${owner.name || owner.person}`, { kind: 'dismiss', person: owner.person }),
        ]),
      [button(buttons.invite, { kind: 'invite' })],
      [button(buttons.channels, { kind: 'home' })],
    ],
  }
}
