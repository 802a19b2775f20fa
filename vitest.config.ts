import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** No test reaches a network: whatever asks for one is refused. */
function refuse(request: { readonly url: string }): never {
  throw new Error(`a test asked the network for ${new URL(request.url).host}`)
}

// wrangler would ask Cloudflare for a sample of `request.cf`, and report how it is used.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
process.env['WRANGLER_SEND_METRICS'] = 'false'

/** All that the Worker knows: what a .dev.vars says, which is of a real bot, has no say here. */
const settingsOfTests = {
  BOT_TOKEN: '4242:test-token',
  WEBHOOK_SECRET: 'test-webhook-secret',
  OWNER_IDS: '1001',
  PUBLIC_URL: '',
  TELEGRAM_API_ROOT: 'http://telegram.test',
  LINK_TTL_DAYS: '',
  LIVE_GAP_MINUTES: '',
  PLAN: '',
  CELLS: '',
  PUBLIC_BOT: '',
  ALLOW_PRIVATE_FEEDS: '',
}
// wrangler.toml asks for these two.
process.env['BOT_TOKEN'] = settingsOfTests.BOT_TOKEN
process.env['WEBHOOK_SECRET'] = settingsOfTests.WEBHOOK_SECRET

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: settingsOfTests,
              outboundService: refuse,
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/scripts/**', 'test/telegram/server/**'],
        },
      },
      {
        test: {
          name: 'node',
          include: ['test/e2e/**/*.test.ts', 'test/scripts/**/*.test.ts', 'test/telegram/server/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
