/** The Durable Objects as the Worker calls them. */
import type { CellApi, CellMethods } from '../cell/cell-api.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import { logCaught } from '../log.ts'
import { cellClient } from './cell-client.ts'
import { locationHintOf } from './environment.ts'

export interface ObjectBindings {
  readonly CELL: DurableObjectNamespace
  readonly DIRECTORY: DurableObjectNamespace
}

// A stub has the methods of its object's class. The platform's type for that does not resolve with branded ids.
export function directoryOf(env: ObjectBindings): DirectoryApi {
  return env.DIRECTORY.getByName('directory', placeOf(env)) as unknown as DirectoryApi
}

export function cellMethodsOf(env: ObjectBindings, number: number): CellMethods {
  return env.CELL.getByName(String(number), placeOf(env)) as unknown as CellMethods
}

export function cellOf(env: ObjectBindings, number: number): CellApi {
  return cellClient(cellMethodsOf(env, number))
}

/** Applies when an object is created; without it the object is placed near the first caller. */
function placeOf(env: ObjectBindings): DurableObjectNamespaceGetDurableObjectOptions {
  return { locationHint: locationHintOf(env) }
}

export function cellsOf(env: ObjectBindings, count: number): readonly CellApi[] {
  return Array.from({ length: count }, (_, number) => cellOf(env, number))
}

type LearnedFact = 'public-url' | 'bot-username'

/** For each isolate, which asks once, as these facts hardly ever change. */
const learnedFacts = new WeakMap<object, Map<LearnedFact, string>>()

/** The address at which Telegram reaches the Worker; null: not known yet, or the directory does not answer. */
export function learnedUrl(env: ObjectBindings): Promise<string | null> {
  return learnedFact(env, 'public-url')
}

/** The bot's name without the @; null as above. */
export function learnedBotName(env: ObjectBindings): Promise<string | null> {
  return learnedFact(env, 'bot-username')
}

async function learnedFact(env: ObjectBindings, name: LearnedFact): Promise<string | null> {
  const known = learnedFacts.get(env) ?? new Map<LearnedFact, string>()
  learnedFacts.set(env, known)
  const found = known.get(name)
  if (found !== undefined) return found
  const fact = await directoryOf(env)
    .fact(name)
    .catch((error: unknown) => {
      logCaught('asking for a fact about the bot', error)
      return null
    })
  if (fact !== null) known.set(name, fact)
  return fact
}
