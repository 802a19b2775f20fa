/** The objects as anybody may ask them: they refuse while doors are closed for today, and then are not asked again for a minute. */
import type { CellApi } from '../cell/cell-api.ts'
import { DoorsAreDark } from '../cycle/request-quota.ts'
import type { DirectoryApi } from '../directory/directory.ts'
import { limits } from '../limits.ts'
import { DARK, type Door } from '../metered-object.ts'
import type { UserId } from '../model.ts'
import { cellClient } from './cell-client.ts'
import { cellMethodsOf, directoryOf, type ObjectBindings } from './objects.ts'

/** Who was turned away, and until when (epoch ms) that is remembered; null: whoever comes by the web. By isolate. */
const turnedAway = new WeakMap<object, Map<UserId | null, number>>()
/** People who are remembered. */
const REMEMBERED = 1000

/** @param person who asks; null: that is not known. Its calls throw `DoorsAreDark` */
export function openDirectory(env: ObjectBindings, person: UserId | null = null): DirectoryApi {
  return byDoor(directoryOf(env), env, person)
}

export function openCell(env: ObjectBindings, number: number): CellApi {
  return cellClient(byDoor(cellMethodsOf(env, number), env, null))
}

/** An object's methods, each called through its door. */
function byDoor<Api extends Door>(api: Api, env: ObjectBindings, person: UserId | null): Api {
  const call = async (method: string, values: readonly unknown[]) => {
    const away = turnedAway.get(env) ?? new Map<UserId | null, number>()
    turnedAway.set(env, away)
    if ((away.get(person) ?? 0) > Date.now()) throw new DoorsAreDark()
    const answer = await api.door(method, values, person)
    if (answer !== DARK) return answer.value
    if (away.size >= REMEMBERED) away.clear()
    away.set(person, Date.now() + limits.doors.rememberedMs)
    throw new DoorsAreDark()
  }
  return new Proxy(api, {
    get: (_, method) =>
      typeof method === 'string' ? (...values: readonly unknown[]) => call(method, values) : undefined,
  })
}
