/** `npm run deploy`: the bot on Cloudflare, and Telegram told of it. */
import path from 'node:path'
import { deployArguments, usage } from './deploy/arguments.ts'
import { buildOf } from './deploy/build.ts'
import { configuredName, readConfiguration } from './deploy/configuration.ts'
import { deploy } from './deploy/deploy.ts'
import { deployDeps } from './deploy/edges.ts'
import { deployInBuild } from './deploy/in-build.ts'
import { wranglerOf } from './deploy/wrangler.ts'
import { nobody } from './operator/ask.ts'
import { runCommand } from './operator/run.ts'

const root = path.resolve(import.meta.dirname, '..')
const usual = await configuredName(root)

// In Cloudflare's own builds, as after the button, the secrets are on Cloudflare and nobody is there: the rest is done at /setup.
const isBuild = process.env['WORKERS_CI'] === '1' && (process.env['BOT_TOKEN'] ?? '') === ''

await runCommand({ usage, parse: (words) => deployArguments(words, usual) }, async (options, terminal) => {
  const { env } = process
  if (isBuild)
    return deployInBuild(wranglerOf(root, env), await readConfiguration(root), await buildOf(root, {}), terminal)
  const deps = deployDeps(root, terminal)
  await deploy(options, { ...deps, asker: options.unattended ? nobody : deps.asker })
})
