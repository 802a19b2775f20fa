/** Finds Chrome, Chromium or Edge in the usual places of each system. Pure: the machine is passed in. */
import path from 'node:path'

export interface Machine {
  /** As `process.platform`. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (file: string) => boolean
}

/** Names on PATH, by preference. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]
/** Programs in packages for Linux. */
const linuxFiles = ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/opt/microsoft/msedge/msedge']
const flatpaks = ['org.chromium.Chromium', 'com.google.Chrome', 'com.microsoft.Edge']

/** Paths where a browser may be, by preference. */
function candidates({ platform, env }: Machine): readonly string[] {
  const files = platform === 'win32' ? path.win32 : path.posix
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(files.delimiter).filter((folder) => folder !== '')
  const under = (folders: readonly (string | undefined)[], programs: readonly string[]) =>
    programs.flatMap((program) => folders.flatMap((folder) => (folder ? files.join(folder, program) : [])))
  const home = env['HOME']
  switch (platform) {
    case 'win32': {
      const folders = [env['ProgramFiles'], env['ProgramW6432'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      return [...under(folders, windowsPrograms), ...under(onPath, ['chrome.exe', 'chromium.exe', 'msedge.exe'])]
    }
    case 'darwin': {
      const folders = ['/Applications', home && path.posix.join(home, 'Applications')]
      return [
        ...under(
          folders,
          macApps.map((app) => `${app}.app/Contents/MacOS/${app}`),
        ),
        ...under(onPath, names),
      ]
    }
    default: {
      const snap = '/snap/bin'
      const folders = [...onPath.filter((folder) => folder !== snap), '/usr/bin', '/usr/local/bin']
      const exports = [
        '/var/lib/flatpak/exports/bin',
        home && path.posix.join(home, '.local/share/flatpak/exports/bin'),
      ]
      // Snap and flatpak come last: they confine the browser.
      return [...under(folders, names), ...linuxFiles, ...under([snap], names), ...under(exports, flatpaks)]
    }
  }
}

/** Path of a browser; null: none. If CHROMIUM_PATH is set, only that path counts. */
export function findBrowser(machine: Machine): string | null {
  const named = machine.env['CHROMIUM_PATH']
  return (named ? [named] : candidates(machine)).find(machine.exists) ?? null
}

/** Why no browser was found, and how to name one. */
export function noBrowser({ env }: Pick<Machine, 'env'>): string {
  const named = env['CHROMIUM_PATH']
  return named
    ? `CHROMIUM_PATH names ${named}, which does not exist`
    : 'found no Chrome, Chromium or Edge; set CHROMIUM_PATH to the path of one'
}
