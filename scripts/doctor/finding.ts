/** A finding of `npm run doctor`, and its repair. */

/** A safe repair by `npm run doctor -- --fix`: none takes a bot over, replaces a Worker or deploys another version. */
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
  /** The repair by `--fix`; null: none is safe or possible. */
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
