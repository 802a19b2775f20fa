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

/** For each isolate, which asks once, as the address hardly ever changes. */
const learnedUrls = new WeakMap<object, string>()

/** The address at which Telegram reaches the Worker; null: not known yet, or the directory does not answer. */
export async function learnedUrl(env: ObjectBindings): Promise<string | null> {
  const known = learnedUrls.get(env)
  if (known !== undefined) return known
  const url = await directoryOf(env)
    .fact('public-url')
    .catch((error: unknown) => {
      logCaught('asking for the public address', error)
      return null
    })
  if (url !== null) learnedUrls.set(env, url)
  return url
}
