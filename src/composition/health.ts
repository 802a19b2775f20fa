/** Asks every object how it is, for `/health`. */

import { type Health, healthOf } from '../admin/health.ts'
import { DoorsAreDark } from '../cycle/request-quota.ts'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import type { EpochMs } from '../model.ts'
import { NEWER_VERSION } from '../store/tables.ts'
import { EnvironmentError, readEnvironment } from './environment.ts'
import { cellOf, directoryOf, type ObjectBindings } from './objects.ts'
import { openCell, openDirectory } from './public-objects.ts'

/** What anybody was told last, by the bindings of the isolate. */
const told = new WeakMap<object, { readonly at: EpochMs; readonly health: Promise<Health> }>()

/** As `health`, asked once a minute, however many ask. @throws DoorsAreDark */
export function healthForAnybody(env: ObjectBindings): Promise<Health> {
  const now = Date.now()
  const last = told.get(env.DIRECTORY)
  if (last !== undefined && Math.abs(now - last.at) < limits.web.healthMs) return last.health
  const asked = health(env, true)
  told.set(env.DIRECTORY, { at: now, health: asked })
  // An answer that never came is no answer for the next one who asks.
  asked.catch(() => told.delete(env.DIRECTORY))
  return asked
}

/** @param isOpen anybody asks: they may be turned away. @throws DoorsAreDark */
export async function health(env: ObjectBindings, isOpen = false): Promise<Health> {
  try {
    const { CELLS } = readEnvironment(env)
    const [askedCell, askedDirectory] = isOpen ? [openCell, openDirectory] : [cellOf, directoryOf]
    const asked = [
      ...Array.from({ length: CELLS }, (_, number) => askedCell(env, number).lastHealth(Date.now())),
      askedDirectory(env)
        .fact('public-url')
        .then(() => null),
    ]
    const answers = await Promise.allSettled(asked)
    for (const answer of answers)
      if (answer.status === 'rejected' && answer.reason instanceof DoorsAreDark) throw answer.reason
    return healthOf(
      answers.flatMap((answer, index) =>
        answer.status === 'fulfilled'
          ? (answer.value ?? [])
          : silent(answer.reason, index < CELLS ? `cell ${index}` : 'the directory'),
      ),
    )
  } catch (error) {
    if (error instanceof EnvironmentError) return healthOf([{ silent: error.message }])
    throw error
  }
}

/** Of an error only words of our own may be shown. */
function silent(reason: unknown, who: string) {
  logCaught('asking how an object is', reason)
  const newer = reason instanceof Error && reason.message.includes(NEWER_VERSION)
  return { silent: newer ? NEWER_VERSION : `${who} does not answer` }
}
