/** One line of `npm run doctor`. */

/** What `npm run doctor -- --fix` does: it takes nothing over, replaces nothing and deploys no other version. */
export type Repair =
  | { readonly kind: 'set-crons'; readonly crons: readonly string[] }
  | { readonly kind: 'enable-workers-dev' }
  | { readonly kind: 'set-webhook' }
  /** Deploys the same version again, for a missing namespace or secret. */
  | { readonly kind: 'deploy' }

export interface Finding {
  /** `mind`: worth knowing, but the bot works. */
  readonly level: 'well' | 'mind' | 'wrong'
  readonly what: string
  readonly fix: string | null
  /** What `--fix` does about it; null: nothing, as it is not safe or not possible. */
  readonly repair: Repair | null
}

const finding =
  (level: Finding['level']) =>
  (what: string, fix: string | null = null, repair: Repair | null = null): Finding => ({ level, what, fix, repair })

export const well = (what: string): Finding => finding('well')(what)
export const mind = finding('mind')
export const wrong = finding('wrong')

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
