/** Calls of the directory by cron. If the directory fails or is slow, the cells still run their cycles. */
import type { CronFacts, DirectoryApi, ListOfCell } from '../directory/directory-api.ts'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import { directoryOf, type ObjectBindings } from './objects.ts'
import { stopwatch } from './shared-deps.ts'

/** Null: the directory does not answer. */
export function cronFacts(env: ObjectBindings): Promise<CronFacts | null> {
  return inTime(env, (directory) => directory.atCron())
}

/** Makes the directory refuse requests from outside until midnight UTC, as a cell does. */
export async function refuseRequests(env: ObjectBindings): Promise<void> {
  await inTime(env, (directory) => directory.refuseRequests())
}

/** Tells the directory what the front door lists of some cells. */
export async function listPages(env: ObjectBindings, lists: readonly ListOfCell[]): Promise<void> {
  await inTime(env, (directory) => directory.listPages(lists))
}

async function inTime<Value>(env: ObjectBindings, call: (of: DirectoryApi) => Promise<Value>): Promise<Value | null> {
  try {
    const answer = await stopwatch().within(call(directoryOf(env)), limits.cycle.answerMs)
    return answer === 'late' ? null : answer
  } catch (error) {
    logCaught('asking the directory at cron', error)
    return null
  }
}
