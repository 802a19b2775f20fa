/** Finds Chrome, Chromium or Edge where each system installs them. Pure. */
import path from 'node:path'

export interface Machine {
  /** As `process.platform`. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (file: string) => boolean
}

/** Names on PATH, in order of preference. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]
const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `${app}.app/Contents/MacOS/${app}`)
const linuxFiles = ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/opt/microsoft/msedge/msedge']
const flatpaks = ['org.chromium.Chromium', 'com.google.Chrome', 'com.microsoft.Edge']
const SNAP = '/snap/bin'

/** Where a browser may be, in order of preference. */
function candidates({ platform, env }: Machine): readonly string[] {
  const files = platform === 'win32' ? path.win32 : path.posix
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(files.delimiter).filter((folder) => folder !== '')
  const under = (folders: readonly (string | undefined)[], programs: readonly string[]) =>
    programs.flatMap((program) => folders.flatMap((folder) => (folder ? files.join(folder, program) : [])))
  const atHome = (folder: string) => (env['HOME'] ? path.posix.join(env['HOME'], folder) : undefined)
  switch (platform) {
    case 'win32': {
      const folders = [env['ProgramFiles'], env['ProgramW6432'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      return [...under(folders, windowsPrograms), ...under(onPath, ['chrome.exe', 'chromium.exe', 'msedge.exe'])]
    }
    case 'darwin':
      return [...under(['/Applications', atHome('Applications')], macPrograms), ...under(onPath, names)]
    default: {
      const folders = [...onPath.filter((folder) => folder !== SNAP), '/usr/bin', '/usr/local/bin']
      const exports = ['/var/lib/flatpak/exports/bin', atHome('.local/share/flatpak/exports/bin')]
      // Snap and flatpak come last: they confine the browser.
      return [...under(folders, names), ...linuxFiles, ...under([SNAP], names), ...under(exports, flatpaks)]
    }
  }
}

/** Path of a browser; null: none. CHROMIUM_PATH overrides the search. */
export function findBrowser(machine: Machine): string | null {
  const named = machine.env['CHROMIUM_PATH']
  return (named ? [named] : candidates(machine)).find(machine.exists) ?? null
}

/** Why there is no browser, and what to do. */
export function noBrowser({ env }: Pick<Machine, 'env'>): string {
  const named = env['CHROMIUM_PATH']
  return named
    ? `CHROMIUM_PATH names ${named}, which does not exist`
    : 'found no Chrome, Chromium or Edge; set CHROMIUM_PATH to the path of one'
}
