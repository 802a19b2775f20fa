import path from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './test/patience.ts'
import { settingsOfTests } from './test/settings.ts'

/** No test reaches a network: whatever asks for one is refused. */
function refuse(request: { readonly url: string }): never {
  throw new Error(`a test asked the network for ${new URL(request.url).host}`)
}

// wrangler would ask Cloudflare for a sample of `request.cf`, and report how it is used.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
process.env['WRANGLER_SEND_METRICS'] = 'false'

const secrets = { BOT_TOKEN: '4242:test-token', WEBHOOK_SECRET: 'test-webhook-secret' }

/** What is tested in Node; all the rest is in workerd. */
const inNode = [
  'test/e2e',
  'test/browser',
  'test/scripts',
  'test/telegram/server',
  'test/cloudflare',
  'test/account',
  'test/deploy',
  'test/documents',
  'test/operator',
  'test/torture',
  'test/simulation',
  'test/story/pairs',
]

const { RUNS_FACTOR = '1' } = process.env
const common = {
  env: { RUNS_FACTOR },
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  // Starting a runtime, or loading wrangler, for each file takes as long as the tests in it.
  isolate: false,
}

export default defineConfig({
  test: {
    teardownTimeout: PATIENCE_MS,
    // One processor less than there are, the default, leaves half of two idle.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { ...settingsOfTests, ...secrets },
              outboundService: refuse,
            },
          }),
        ],
        test: {
          name: 'workerd',
          ...common,
          include: ['test/**/*.test.ts'],
          exclude: inNode.map((folder) => `${folder}/**`),
        },
      },
      {
        // Where the Worker itself runs in Node, in the simulated cloud.
        resolve: { alias: { 'cloudflare:workers': path.resolve('test/cloudflare/workers-module.ts') } },
        test: {
          name: 'node',
          ...common,
          include: inNode.map((folder) => `${folder}/**/*.test.ts`),
        },
      },
    ],
  },
})
