/** A deployment inside Cloudflare's own builds. */
import { expect, it } from 'vitest'
import { parseConfiguration } from '../../scripts/deploy/configuration.ts'
import { deployInBuild } from '../../scripts/deploy/upload-worker.ts'
import type { DeployOrder, Wrangler } from '../../scripts/deploy/wrangler.ts'
import { createTerminal } from '../../scripts/terminal.ts'

it('Cloudflare’s own builds deploy the Worker and name the next step', async () => {
  const said: string[] = []
  const orders: DeployOrder[] = []
  const builder: Wrangler = {
    access: async () => null,
    login: async () => false,
    deploy: async (order) => {
      orders.push(order)
      order.log('Deployed https://paperboy.ann.workers.dev\n')
    },
  }
  await deployInBuild(
    builder,
    parseConfiguration('[vars]\nCELLS = 4\nPUBLIC_BOT = true'),
    '0.1.0+x',
    createTerminal({ write: (line) => said.push(line), colours: false }),
  )
  // The secrets are on Cloudflare already, and so are the account and the name.
  expect(orders).toMatchObject([{ account: null, secrets: {}, configuration: { vars: { BUILD: '0.1.0+x' } } }])
  // The Worker reads texts alone.
  expect(orders[0]?.configuration.vars).toMatchObject({ CELLS: '4', PUBLIC_BOT: 'true' })
  expect(said.join('\n')).toMatch(/Deployed https:.*\n[\s\S]*with \/setup at its end/u)
})
