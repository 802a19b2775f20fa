/** Starts the browser that makes pictures and tests pages. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { PATIENCE_MS } from '../../test/patience.ts'
import { findBrowser, noBrowser } from './find.ts'

const machine = { platform: process.platform, env: process.env, exists: existsSync }

/** Path of Chrome, Chromium or Edge on this machine; null: none. */
export const browserPath: string | null = findBrowser(machine)
/** Why `browserPath` is null. */
export const browserMissing: string = noBrowser(machine)

/** @throws an Error with `browserMissing` if there is none */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (browserPath === null) throw new Error(browserMissing)
  return chromium.launch({
    timeout: PATIENCE_MS,
    ...options,
    executablePath: browserPath,
    // Containers often cannot provide a sandbox, and only this project's pages are opened. The other switches keep it from fetching anything.
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
