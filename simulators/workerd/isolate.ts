/** Runs a small Worker in workerd, where code behaves as when deployed. */
import { createTestHarness } from 'wrangler'

export interface Isolate {
  /** Sends a request to the Worker. */
  readonly fetch: (path: string, init?: IsolateRequest) => Promise<Response>
  readonly stop: () => Promise<void>
}

export interface IsolateRequest {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: Uint8Array
}

/** Starts in about a second. @param main path of the source @param define constants for the bundler */
export async function startIsolate(main: string, define: Record<string, string> = {}): Promise<Isolate> {
  process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
  process.env['WRANGLER_SEND_METRICS'] = 'false'
  process.env['WRANGLER_LOG'] = 'error'
  const config = { name: 'paperboy-isolate', main, compatibility_date: '2026-10-23', define }
  const server = createTestHarness({ workers: [{ config }] })
  await server.listen()
  return {
    async fetch(path, init) {
      const { status, body } = await server.fetch(`http://isolate/${path}`, init)
      return new Response(body, { status })
    },
    stop: () => server.close(),
  }
}
