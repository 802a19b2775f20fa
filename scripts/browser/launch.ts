/** The browser for pictures of pages and for tests of them. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { PATIENCE_MS } from '../../test/patience.ts'
import { findBrowser, noBrowser } from './find.ts'

const machine = { platform: process.platform, env: process.env, exists: existsSync }

/** Path of Chrome, Chromium or Edge on this machine; null: there is none. */
export const browserPath: string | null = findBrowser(machine)
/** Why `browserPath` is null. */
export const browserMissing: string = noBrowser(machine)

/** @throws where there is none, in words */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (browserPath === null) throw new Error(browserMissing)
  return chromium.launch({
    timeout: PATIENCE_MS,
    ...options,
    executablePath: browserPath,
    // It is shown only our own pages, so it needs no sandbox, which containers often cannot provide; it must fetch nothing.
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
