/**
 * A cell as the Worker sees it: one object a channel, one RPC for each of its methods. An `RpcTarget` that the cell returns
 * would cost more. Each way a call is one billed request, but a pipelined call through an `RpcTarget` takes 1.6 times the CPU
 * (0.60 ms against 0.37 ms, both sides, in workerd), and one that is kept for several calls keeps the cell awake between them
 * and breaks with its connection (developers.cloudflare.com/workers/runtime-apis/rpc/lifecycle).
 */
import type { CellApi, CellMethods } from '../cell/cell-api.ts'
import type { ChannelApi } from '../cell/channel-api.ts'
import type { ChannelId } from '../model.ts'

export type CallChannel = (channel: ChannelId, method: string, values: readonly unknown[]) => Promise<unknown>

/** @param callChannel how channels are called, if not directly */
export function cellClient(
  cell: CellMethods,
  callChannel: CallChannel = (channel, method, values) => cell.callChannel(channel, method, values, null),
): CellApi {
  // The cell answers `callChannel` by its own `ChannelApi`.
  const channel = (id: ChannelId) => methodsOf((method, values) => callChannel(id, method, values)) as ChannelApi
  return methodsOf((method, values) => {
    if (method === 'channel') return Reflect.apply(channel, null, values)
    const act: unknown = Reflect.get(cell, method)
    if (typeof act !== 'function') throw new TypeError(`cells have no method ${method}`)
    return Reflect.apply(act, cell, values)
  }) as CellApi
}

/** An object that has every method. */
export function methodsOf(call: (method: string, values: readonly unknown[]) => unknown): object {
  return new Proxy(
    {},
    {
      get: (_, method) =>
        // A promise that resolves to this object must not take it for another promise.
        typeof method === 'string' && method !== 'then'
          ? (...values: readonly unknown[]) => call(method, values)
          : undefined,
    },
  )
}
