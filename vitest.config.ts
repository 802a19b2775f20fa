import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { settingsOfTests } from './test/settings.ts'

/** No test reaches a network: whatever asks for one is refused. */
function refuse(request: { readonly url: string }): never {
  throw new Error(`a test asked the network for ${new URL(request.url).host}`)
}

// wrangler would ask Cloudflare for a sample of `request.cf`, and report how it is used.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
process.env['WRANGLER_SEND_METRICS'] = 'false'

// wrangler.toml asks for these; the Worker under test gets them as it would get real ones.
const secrets = { BOT_TOKEN: '4242:test-token', WEBHOOK_SECRET: 'test-webhook-secret' }
Object.assign(process.env, secrets)

export default defineConfig({
  test: {
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
