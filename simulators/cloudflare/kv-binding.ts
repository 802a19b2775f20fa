/** A KV namespace as the Worker's `env` has it: each operation is a subrequest, uses a connection and may fail. */
import type { KeyValueNamespace, PutOptions } from './key-value.ts'
import type { Platform } from './platform.ts'

export function kvBinding(store: KeyValueNamespace, { steps, invocations }: Platform) {
  const operate = <Value>(name: string, effect: () => Promise<Value>): Promise<Value> => {
    invocations.spend('internal')
    return invocations.connect(() => steps.call(name, effect))
  }
  return {
    get: (key: string, type?: unknown) =>
      operate(`get ${kindOf(key)}`, async () => {
        const value = await store.get(key)
        return type === 'stream' && value !== null ? new Response(value).body : value
      }),
    list: (options: Parameters<KeyValueNamespace['list']>[0]) => operate('list', () => store.list(options)),
    put: (key: string, value: string | ReadableStream, options?: PutOptions) =>
      operate(`put ${kindOf(key)}`, async () =>
        store.put(key, typeof value === 'string' ? value : await new Response(value as BodyInit).text(), options),
      ),
  }
}

/** Keys begin with their kind: `seen:0`. */
function kindOf(key: string): string {
  return key.split(':')[0] ?? ''
}
