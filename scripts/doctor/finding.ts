/** One line of `npm run doctor`. */

/** What `npm run doctor -- --fix` does by itself: nothing is taken over, replaced or brought to another version. */
export type Repair =
  | { readonly kind: 'set-crons'; readonly crons: readonly string[] }
  | { readonly kind: 'enable-workers-dev' }
  /** Where none is set, or with other kinds of updates or another secret. */
  | { readonly kind: 'set-webhook' }
  /** The version that is there already, for a namespace or a secret that is missing. */
  | { readonly kind: 'deploy' }

export interface Finding {
  /** `mind`: worth knowing, but the bot does its work. */
  readonly level: 'well' | 'mind' | 'wrong'
  readonly what: string
  /** What to do; null: nothing. */
  readonly fix: string | null
  /** What `--fix` does about it; null: nothing, as it is not safe or not possible. */
  readonly repair: Repair | null
}

export const well = (what: string): Finding => ({ level: 'well', what, fix: null, repair: null })
export const mind = (what: string, fix: string, repair: Repair | null = null): Finding => ({
  level: 'mind',
  what,
  fix,
  repair,
})
export const wrong = (what: string, fix: string, repair: Repair | null = null): Finding => ({
  level: 'wrong',
  what,
  fix,
  repair,
})

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
