import path from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './test/patience.ts'
import { settingsOfTests } from './test/settings.ts'

/** No test reaches a network: every request is refused. */
function refuse(request: { readonly url: string }): never {
  throw new Error(`a test asked the network for ${new URL(request.url).host}`)
}

// wrangler would ask Cloudflare for a sample of `request.cf`, and report how it is used.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
process.env['WRANGLER_SEND_METRICS'] = 'false'

const secrets = { BOT_TOKEN: '4242:test-token', WEBHOOK_SECRET: 'test-webhook-secret' }

/** Tests that run in Node; all others run in workerd. */
const inNode = [
  'test/e2e',
  'test/browser',
  'test/scripts',
  'test/account',
  'test/deploy',
  'test/documents',
  'test/admin',
  'test/torture',
  'test/simulation',
  'test/simulators/telegram/telegram-server.test.ts',
  'test/simulators/feed-reader.test.ts',
  'test/simulators/alarms.test.ts',
  'test/simulators/websub',
  'test/simulators/workers-ai',
  'test/story/pairs',
].map((place) => (place.endsWith('.ts') ? place : `${place}/**/*.test.ts`))

/** Tests that start many programs: a process that has loaded all the others' modules takes several times as long to fork. */
const inOwnProcess = ['test/scripts/{bootstrap,start,upgrade*}.test.ts']

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
          exclude: inNode,
        },
      },
      {
        // Where the Worker itself runs in Node, in the simulated cloud.
        resolve: { alias: { 'cloudflare:workers': path.resolve('simulators/cloudflare/workers-module.ts') } },
        test: {
          name: 'node',
          ...common,
          include: inNode,
          exclude: inOwnProcess,
        },
      },
      {
        test: { name: 'programs', ...common, isolate: true, include: inOwnProcess },
      },
    ],
  },
})
