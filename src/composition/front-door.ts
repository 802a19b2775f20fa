/** What the front door lists, as the cells report it at each cron, and what it shows. */
import { isLocked } from '../admin/setup.ts'
import { isOwner } from '../bot/access/owners.ts'
import type { CellReport } from '../cell/cell-api.ts'
import type { CronFacts, ListOfCell } from '../directory/directory-api.ts'
import { limits } from '../limits.ts'
import type { UserId } from '../model.ts'
import type { FrontDoor } from '../web/deps.ts'
import { EnvironmentError, readEnvironment, secretPrintOf } from './environment.ts'
import type { ObjectBindings } from './objects.ts'
import { publicDirectory } from './public-objects.ts'

/**
 * The lists that differ from what the directory has: normally none. So a directory that does not know about a switch, a move or a new
 * version learns of it at the next cron. Only owners' channels are listed, as anybody may add a channel to a bot that is open to everyone.
 * @param reports of each cell; null: it ran no cycle
 */
export function changedLists(
  { listed, owners }: Pick<CronFacts, 'listed' | 'owners'>,
  reports: readonly (Pick<CellReport, 'pages'> | null)[],
  ownerIds: readonly UserId[],
): readonly ListOfCell[] {
  return reports.flatMap((report, cell) => {
    if (report === null) return []
    const channels = report.pages
      .filter(({ owner }) => isOwner({ ownerIds }, owners, owner))
      .slice(0, limits.directory.listedACell)
      .map(({ id }) => id)
    const known = listed.filter((channel) => channel.cell === cell).map(({ id }) => id)
    return channels.toSorted().join() === known.toSorted().join() ? [] : [{ cell, channels }]
  })
}

/** One request to the directory. @throws RequestQuotaSpent */
export async function frontDoor(env: ObjectBindings): Promise<FrontDoor> {
  const { channels, bot, isOwned, secretPrint } = await publicDirectory(env).frontDoor()
  const named = channels.flatMap(({ title, username }) => (username === null ? [] : { title, username }))
  return { channels: named.slice(0, limits.web.listedChannels), bot, isSetUp: isSetUp(env, { isOwned, secretPrint }) }
}

/** While a setting is missing, the setup page says which. */
function isSetUp(
  env: ObjectBindings,
  facts: { readonly isOwned: boolean; readonly secretPrint: string | null },
): boolean {
  try {
    const environment = readEnvironment(env)
    return isLocked(facts, { ownerIds: environment.OWNER_IDS, secretPrint: secretPrintOf(environment) })
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    return false
  }
}
