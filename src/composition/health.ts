/** Collects the health of all objects, for `/health`. */
import { type Health, healthOf } from '../admin/health.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import { limits } from '../limits.ts'
import { logCaught } from '../log.ts'
import type { EpochMs } from '../model.ts'
import { NEWER_VERSION } from '../store/migrate.ts'
import { EnvironmentError, readEnvironment } from './environment.ts'
import { cellOf, directoryOf, type ObjectBindings } from './objects.ts'
import { publicCell, publicDirectory } from './public-objects.ts'

/** The last answer to the public, by the isolate's bindings. */
const lastAnswers = new WeakMap<object, { readonly at: EpochMs; readonly health: Promise<Health> }>()

/** As `health`, for the public: collected at most once a minute. @throws RequestQuotaSpent */
export function publicHealth(env: ObjectBindings): Promise<Health> {
  const now = Date.now()
  const last = lastAnswers.get(env.DIRECTORY)
  if (last !== undefined && Math.abs(now - last.at) < limits.web.healthMs) return last.health
  const answer = health(env, true)
  lastAnswers.set(env.DIRECTORY, { at: now, health: answer })
  // A failure is not remembered.
  answer.catch(() => lastAnswers.delete(env.DIRECTORY))
  return answer
}

/** @param isPublic the request may be refused. @throws RequestQuotaSpent */
export async function health(env: ObjectBindings, isPublic = false): Promise<Health> {
  try {
    const { CELLS } = readEnvironment(env)
    const [cell, directory] = isPublic ? [publicCell, publicDirectory] : [cellOf, directoryOf]
    const answers = await Promise.allSettled([
      ...Array.from({ length: CELLS }, (_, number) => cell(env, number).lastHealth()),
      directory(env)
        .fact('public-url')
        .then(() => null),
    ])
    for (const answer of answers)
      if (answer.status === 'rejected' && answer.reason instanceof RequestQuotaSpent) throw answer.reason
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

/** Never shows the message of an unknown error. */
function silent(reason: unknown, object: string) {
  logCaught('asking an object for its health', reason)
  const newer = reason instanceof Error && reason.message.includes(NEWER_VERSION)
  return { silent: newer ? NEWER_VERSION : `${object} does not answer` }
}
