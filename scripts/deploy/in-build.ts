/** `npm run deploy` inside Cloudflare's own builds: the Worker is put there, and its first visitor is told where to go on. */
import type { Terminal } from '../terminal.ts'
import type { Wrangler } from './wrangler.ts'

export async function deployInBuild(wrangler: Wrangler, build: string, terminal: Terminal): Promise<void> {
  await wrangler.deploy({
    name: null,
    account: null,
    variables: { BUILD: build },
    secrets: {},
    namespace: null,
    log: (text) => terminal.say(text.trimEnd()),
  })
  terminal.say('\n  Now open the Worker’s address with /setup behind it, and enter the WEBHOOK_SECRET that you chose.')
}
