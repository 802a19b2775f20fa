/** Chromium, for pictures of pages and for tests of them: where it is, and how it is started. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const { CHROMIUM_PATH } = process.env
const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : ['/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Null: there is none. */
export const chromiumPath: string | null = candidates.find((candidate) => existsSync(candidate)) ?? null

/** @throws where there is none, in words */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  if (chromiumPath === null)
    throw new Error(`install Chromium, or set CHROMIUM_PATH (looked for ${candidates.join(' and ')})`)
  return chromium.launch({
    ...options,
    executablePath: chromiumPath,
    // What it is shown is our own, so it needs no sandbox, which containers often cannot give; and nothing is to be fetched.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
