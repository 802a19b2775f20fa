/** `npm run deploy`: the bot on Cloudflare, and Telegram told of it. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { botApi } from './bot-api.ts'
import { deployArguments, usage } from './deploy/arguments.ts'
import { buildOf } from './deploy/build.ts'
import { cloudflareApi } from './deploy/cloudflare.ts'
import { deployInBuild } from './deploy/in-build.ts'
import { deploy } from './deploy/line.ts'
import { configured, configuredName, wranglerOf } from './deploy/wrangler.ts'
import { askTerminal, nobody } from './operator/ask.ts'
import { openDoor } from './operator/door-client.ts'
import { runCommand } from './operator/run.ts'

const root = path.resolve(import.meta.dirname, '..')
const name = await configuredName(root)

// In Cloudflare's own builds, as after the button, the secrets are on Cloudflare and nobody is there: the rest is done at /setup.
const isBuild = process.env['WORKERS_CI'] === '1' && (process.env['BOT_TOKEN'] ?? '') === ''

await runCommand({ usage, parse: (words) => deployArguments(words, name) }, async (options, terminal) => {
  const { env } = process
  if (isBuild) return deployInBuild(wranglerOf(root, env), await buildOf(root, {}), terminal)
  const publicUrl = env['PUBLIC_URL'] || (await configured(root, 'PUBLIC_URL'))
  await deploy(options, {
    root,
    keysIn: root,
    environment: { ...env, PUBLIC_URL: publicUrl },
    terminal,
    asker: options.unattended ? nobody : askTerminal(),
    wrangler: wranglerOf(root, env),
    cloudflare: (access) =>
      cloudflareApi(env['CLOUDFLARE_API_BASE_URL'] ?? 'https://api.cloudflare.com/client/v4', access),
    telegram: (token) => botApi(env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org', token),
    door: openDoor,
    sleep,
    now: Date.now,
  })
})
