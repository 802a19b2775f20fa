/** What cron asks of the directory and tells it. A directory in trouble, or silent, never keeps cells from their cycles. */
import type { CronFacts, DirectoryApi } from '../directory/directory.ts'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import { directoryOf, type ObjectBindings } from './objects.ts'
import { stopwatch } from './shared-deps.ts'

/** Null: the directory does not answer. */
export function cronFacts(env: ObjectBindings): Promise<CronFacts | null> {
  return asked(env, (directory) => directory.atCron())
}

export async function closeDoors(env: ObjectBindings): Promise<void> {
  await asked(env, (directory) => directory.closeDoors())
}

async function asked<Value>(env: ObjectBindings, ask: (of: DirectoryApi) => Promise<Value>): Promise<Value | null> {
  try {
    const answer = await stopwatch().within(ask(directoryOf(env)), limits.cycle.answerMs)
    return answer === 'late' ? null : answer
  } catch (error) {
    logCaught('asking the directory at cron', error)
    return null
  }
}
