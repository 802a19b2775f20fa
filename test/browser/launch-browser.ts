/** Starts the browser that makes pictures and tests pages. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { PATIENCE_MS } from '../patience.ts'
import { findBrowser, noBrowser } from './find-browser.ts'

const machine = { platform: process.platform, env: process.env, exists: existsSync }

/** Path of Chrome, Chromium or Edge; null: none. */
export const browserPath: string | null = findBrowser(machine)
/** Why `browserPath` is null. */
export const browserMissing: string = noBrowser(machine)

/** @throws if there is no browser */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (browserPath === null) throw new Error(browserMissing)
  return chromium.launch({
    timeout: PATIENCE_MS,
    ...options,
    executablePath: browserPath,
    // It shows only the project's pages, so it needs no sandbox, which containers often lack; it must fetch nothing else.
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
