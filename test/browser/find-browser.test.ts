/** Where a browser is looked for, on each system. */
import { describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from './find-browser.ts'

const linux = { PATH: '/usr/local/bin:/usr/bin:/home/ann/bin:/snap/bin', HOME: '/home/ann' }
const mac = { PATH: '/opt/homebrew/bin:/usr/bin', HOME: '/Users/ann' }
const windows = {
  Path: 'C:\\Windows;D:\\tools',
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local',
}

const places: readonly (readonly [
  name: string,
  platform: string,
  env: Readonly<Record<string, string>>,
  file: string,
])[] = [
  ['Chromium of Debian', 'linux', linux, '/usr/bin/chromium'],
  ['Chromium with its older name', 'linux', linux, '/usr/bin/chromium-browser'],
  ['Chrome of Google\u2019s package', 'linux', linux, '/usr/bin/google-chrome-stable'],
  ['Chrome without a link to it', 'linux', linux, '/opt/google/chrome/chrome'],
  ['Edge', 'linux', linux, '/usr/bin/microsoft-edge-stable'],
  ['Edge without a link to it', 'linux', linux, '/opt/microsoft/msedge/msedge'],
  ['a browser in a folder of one\u2019s own on PATH', 'linux', linux, '/home/ann/bin/google-chrome'],
  ['a browser of the system without a PATH', 'linux', {}, '/usr/bin/chromium'],
  ['Chromium as a snap', 'linux', linux, '/snap/bin/chromium'],
  ['Chromium as a snap that is not on PATH', 'linux', {}, '/snap/bin/chromium'],
  ['Chrome as a flatpak', 'linux', linux, '/var/lib/flatpak/exports/bin/com.google.Chrome'],
  [
    'Chromium as a flatpak of one person',
    'linux',
    linux,
    '/home/ann/.local/share/flatpak/exports/bin/org.chromium.Chromium',
  ],
  ['a browser on FreeBSD', 'freebsd', linux, '/usr/local/bin/chrome'],
  ['Chrome', 'darwin', mac, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['Edge', 'darwin', mac, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  ['Chromium of one person', 'darwin', mac, '/Users/ann/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ['Chromium of Homebrew', 'darwin', mac, '/opt/homebrew/bin/chromium'],
  ['Chrome', 'win32', windows, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  ['Edge', 'win32', windows, 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
  ['Chromium of one person', 'win32', windows, 'C:\\Users\\Ann\\AppData\\Local\\Chromium\\Application\\chrome.exe'],
  ['a browser on PATH', 'win32', windows, 'D:\\tools\\chrome.exe'],
]

describe('a browser is found', () => {
  it.each(places)('%s on %s', (_name, platform, env, file) => {
    expect(findBrowser({ platform, env, exists: (candidate) => candidate === file })).toBe(file)
  })

  it.each([
    ['Chromium before Chrome', '/usr/bin/chromium', '/usr/bin/google-chrome'],
    ['Chrome before Edge', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
    ['a package before a snap', '/usr/bin/google-chrome', '/snap/bin/chromium'],
    ['a snap before a flatpak', '/snap/bin/chromium', '/var/lib/flatpak/exports/bin/com.google.Chrome'],
  ])('%s', (_name, first, second) => {
    const exists = (file: string) => file === first || file === second
    expect(findBrowser({ platform: 'linux', env: linux, exists })).toBe(first)
  })
})

describe('CHROMIUM_PATH', () => {
  const env = { ...linux, CHROMIUM_PATH: '/home/ann/chrome' }

  it('names the only browser that counts', () => {
    expect(findBrowser({ platform: 'linux', env, exists: () => true })).toBe('/home/ann/chrome')
    expect(findBrowser({ platform: 'linux', env, exists: (file) => file === '/usr/bin/chromium' })).toBeNull()
  })

  it('is named in the reason why there is no browser', () => {
    expect(noBrowser({ env })).toBe('CHROMIUM_PATH names /home/ann/chrome, which does not exist')
    expect(noBrowser({ env: linux })).toContain('set CHROMIUM_PATH')
  })
})
