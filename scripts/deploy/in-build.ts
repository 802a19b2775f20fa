/** `npm run deploy` inside Cloudflare's own builds: the Worker is put there, and its first visitor is told where to go on. */
import type { Terminal } from '../terminal.ts'
import { type Configuration, variableTexts } from './configuration.ts'
import type { Wrangler } from './wrangler.ts'

export async function deployInBuild(
  wrangler: Wrangler,
  configuration: Configuration,
  build: string,
  terminal: Terminal,
): Promise<void> {
  await wrangler.deploy({
    configuration: { ...configuration, vars: { ...variableTexts(configuration), BUILD: build } },
    account: null,
    secrets: {},
    log: (text) => terminal.say(text.trimEnd()),
  })
  terminal.say('\n  Now open the Worker’s address with /setup behind it, and enter the WEBHOOK_SECRET that you chose.')
}
