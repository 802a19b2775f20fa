/** Types of proxy.mjs, which must stay plain JavaScript: it runs before anything is installed. */
type Environment = Readonly<Record<string, string | undefined>>
export interface ProxySetting {
  /** Name of the environment variable. */
  readonly variable: string
  readonly url: string
  readonly isUsable: boolean
}
export function proxyIn(env: Environment): ProxySetting | null
export function unusableProxy(env: Environment): string | null
export function withProxy(env: Environment): Environment
