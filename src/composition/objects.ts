/** The Durable Objects as the Worker calls them, and what is asked of them everywhere. */
import type { CellApi, CellMethods } from '../cell/cell-api.ts'
import type { DirectoryApi } from '../directory/directory.ts'
import { logCaught } from '../log.ts'
import { cellClient } from './cell-client.ts'
import { locationHintOf } from './environment.ts'

export interface ObjectBindings {
  readonly CELL: DurableObjectNamespace
  readonly DIRECTORY: DurableObjectNamespace
}

// A stub of an object answers by RPC what the object's interface says; the platform's own type for that gives up on
// branded ids, so the two are named here, once.
export function directoryOf(env: ObjectBindings): DirectoryApi {
  return env.DIRECTORY.getByName('directory', placeOf(env)) as unknown as DirectoryApi
}

export function cellMethodsOf(env: ObjectBindings, number: number): CellMethods {
  return env.CELL.getByName(String(number), placeOf(env)) as unknown as CellMethods
}

export function cellOf(env: ObjectBindings, number: number): CellApi {
  return cellClient(cellMethodsOf(env, number))
}

/** Honoured when an object is first asked for; without it, it would be placed near whoever asks first. */
function placeOf(env: ObjectBindings): DurableObjectNamespaceGetDurableObjectOptions {
  return { locationHint: locationHintOf(env) }
}

export function cellsOf(env: ObjectBindings, count: number): readonly CellApi[] {
  return Array.from({ length: count }, (_, number) => cellOf(env, number))
}

/** Hardly ever another: an isolate asks for it once. */
const learned = new WeakMap<object, string>()

/** The address that Telegram reached the Worker at; null while that is not known, or cannot be asked. */
export async function learnedUrl(env: ObjectBindings): Promise<string | null> {
  const known = learned.get(env)
  if (known !== undefined) return known
  const url = await directoryOf(env)
    .fact('public-url')
    .catch((error: unknown) => {
      logCaught('asking for the public address', error)
      return null
    })
  if (url !== null) learned.set(env, url)
  return url
}
