/** Who owns the bot. */
import type { UserId } from '../../model.ts'
import type { Ownership } from '../../store/owners.ts'
import type { BotSettings } from '../request-context.ts'

/** Whether a person owns the bot: named by the operator or invited, or, while the operator names no owners, having claimed it. */
export function isOwner(
  { ownerIds }: Pick<BotSettings, 'ownerIds'>,
  owners: readonly Ownership[],
  person: UserId,
): boolean {
  if (ownerIds.includes(person)) return true
  const found = owners.find((owner) => owner.person === person)
  return found !== undefined && (found.invitedBy !== null || ownerIds.length === 0)
}
