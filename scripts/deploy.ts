/** `npm run deploy`: puts the bot on Cloudflare and sets it up in Telegram. */
import { deployArguments } from './commands.ts'
import { buildOf } from './deploy/build.ts'
import { readConfiguration } from './deploy/configuration.ts'
import { deploy } from './deploy/deploy.ts'
import { deployDeps } from './deploy/deps.ts'
import { deployInBuild } from './deploy/upload-worker.ts'
import { wranglerOf } from './deploy/wrangler.ts'
import { noPrompts } from './operator/prompts.ts'
import { root, runCommand } from './operator/run-command.ts'

const { env } = process
// In Cloudflare's own builds, as after the button, the secrets are on Cloudflare and the setup continues at /setup.
const isBuild = env['WORKERS_CI'] === '1' && (env['BOT_TOKEN'] ?? '') === ''

await runCommand('deploy', deployArguments, async (options, terminal) => {
  if (isBuild)
    return deployInBuild(wranglerOf(root, env), await readConfiguration(root), await buildOf(root, {}), terminal)
  const deps = deployDeps(root, terminal)
  await deploy(options, { ...deps, prompts: options.unattended ? noPrompts : deps.prompts })
})
