/** The objects for requests that anybody can make. Once the quota of such requests is spent, none is sent for a minute. */
import type { CellApi, CellPosts } from '../cell/cell-api.ts'
import { RequestQuotaSpent } from '../cycle/request-quota.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import { limits } from '../limits.ts'
import { type OutsideCalls, REFUSED } from '../metered-object.ts'
import type { UserId } from '../model.ts'
import type { LedgerEditions } from '../web/find-item.ts'
import { cellClient, methodsOf } from './cell-client.ts'
import { readEnvironment } from './environment.ts'
import { cellMethodsOf, directoryOf, type ObjectBindings } from './objects.ts'

/** For each isolate, the time (epoch ms) until which a person's requests are not sent; null: requests from the web. */
const refusedUntil = new WeakMap<object, Map<UserId | null, number>>()

/** @param person who makes the request; null: unknown. Its methods throw `RequestQuotaSpent` */
export function publicDirectory(env: ObjectBindings, person: UserId | null = null): DirectoryApi {
  return publicObject(directoryOf(env), env, person)
}

/** As `publicDirectory`, for requests from the web. */
export function publicCell(env: ObjectBindings, number: number): CellApi {
  return cellClient(publicObject(cellMethodsOf(env, number), env, null))
}

/** The editions in a cell's ledger, and its posts, for anybody with a link; null: there is no such cell. */
export function publicEditions(env: ObjectBindings, cell: number): (LedgerEditions & CellPosts) | null {
  return cell < readEnvironment(env).CELLS ? publicObject(cellMethodsOf(env, cell), env, null) : null
}

function publicObject<Api extends OutsideCalls>(api: Api, env: ObjectBindings, person: UserId | null): Api {
  return methodsOf(async (method, values) => {
    const refused = refusedUntil.get(env) ?? new Map<UserId | null, number>()
    refusedUntil.set(env, refused)
    if ((refused.get(person) ?? 0) > Date.now()) throw new RequestQuotaSpent()
    const answer = await api.callFromOutside(method, values, person)
    if (answer !== REFUSED) return answer.value
    if (refused.size >= limits.requests.rememberedPeople) refused.clear()
    refused.set(person, Date.now() + limits.requests.rememberedMs)
    throw new RequestQuotaSpent()
  }) as Api
}
