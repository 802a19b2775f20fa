/** Asks every object how it is, for `/health`. */
import { EnvironmentError, readEnvironment } from '../environment.ts'
import { NEWER_VERSION } from '../store/tables.ts'
import { healthOf } from '../web/health.ts'
import { cellsOf, directoryOf, type ObjectBindings } from './objects.ts'

export async function health(env: ObjectBindings) {
  try {
    const { CELLS } = readEnvironment(env)
    const asked = [
      ...cellsOf(env, CELLS).map((cell) => cell.health(Date.now())),
      directoryOf(env)
        .fact('public-url')
        .then(() => null),
    ]
    const answers = await Promise.allSettled(asked)
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
  const newer = reason instanceof Error && reason.message.includes(NEWER_VERSION)
  return { silent: newer ? NEWER_VERSION : `${who} does not answer` }
}
