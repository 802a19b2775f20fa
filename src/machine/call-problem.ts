/** Says what an error of Workers AI means, by its code and its words. */
import { limits } from '../limits.ts'
import { causeOf, type MachineProblem } from '../result.ts'

type Kind = MachineProblem['kind']

/** developers.cloudflare.com/workers-ai/platform/errors; 4006 and 5035 were seen by others. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['3036', 'quota-spent'],
  ['4006', 'quota-spent'],
  ['3040', 'busy'],
  ['3007', 'timeout'],
  ['3008', 'timeout'],
  ['5007', 'model-gone'],
  ['3042', 'model-gone'],
  // The account must agree to the model's terms, or may not use it.
  ['5016', 'model-gone'],
  ['5018', 'model-gone'],
  ['3041', 'model-gone'],
  // The model is for Workers Paid.
  ['5035', 'model-gone'],
])

/** Where the code is unknown or missing. The first that matches. */
const texts: readonly (readonly [RegExp, Kind])[] = [
  [/daily free allocation|(?:used up|exceeded).{0,40}neurons/iu, 'quota-spent'],
  [/no such model|model.{0,60}(?:deprecated|not found|not available|does not exist|retired|removed)/iu, 'model-gone'],
  [/(?:agree|terms).{0,40}(?:model|licen[cs]e)|not allowed to access|paid (?:plan|billing)/iu, 'model-gone'],
  [/json mode couldn['’]t be met/iu, 'bad-answer'],
  [/capacity|too many requests|rate.?limit|overloaded/iu, 'busy'],
  [/time.?out|timed out|aborted/iu, 'timeout'],
]

/** Codes of Workers AI begin the message, perhaps behind the error's name. */
const codeForm = /(?:^|\s)(\d{4}):/u

export function problemOfError(error: unknown): MachineProblem {
  const message = error instanceof Error ? error.message.slice(0, limits.machine.errorUnits) : ''
  const code = codeForm.exec(message)?.[1]
  const kind =
    (code === undefined ? undefined : kinds.get(code)) ??
    texts.find(([pattern]) => pattern.test(message))?.[1] ??
    kindOfStatus(error) ??
    'failed'
  const cause = causeOf(error)
  return { kind, cause: code === undefined ? cause : `code ${code}, ${cause}` }
}

/** Errors of a REST client have an HTTP status. */
function kindOfStatus(error: unknown): Kind | null {
  const status = error instanceof Error && 'status' in error ? error.status : null
  return status === 403 ? 'model-gone' : status === 429 ? 'busy' : status === 408 ? 'timeout' : null
}
