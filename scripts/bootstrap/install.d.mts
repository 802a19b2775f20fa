/** Types of install.mjs, which must stay plain JavaScript: it runs before anything is installed. */
export function pinnedNode(root: string, platform?: string): string
export function isInstalled(root: string, platform?: string): boolean
export function failureWords(output: string): string
export interface NpmCommand {
  readonly command: string
  readonly arguments: readonly string[]
  readonly shell: boolean
}
export function npmCommand(
  env: Readonly<Record<string, string | undefined>>,
  execPath: string,
  platform?: string,
): NpmCommand
export interface InstallOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly execPath?: string
  readonly say?: (words: string) => void
}
export function install(root: string, options?: InstallOptions): Promise<void>
