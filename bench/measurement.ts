/** What all measuring commands share: options, usage, terminal, progress, shutdown and exit code. */
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { optionLines } from '../scripts/commands.ts'
import { createShutdown, type Shutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, duration, messageOf, paint, type Terminal } from '../scripts/terminal.ts'
import { err, ok, type Result } from '../src/result.ts'

/** The options of a command: each schema has a help text, and a name for its value unless it is a flag. */
type OptionsSchema = v.GenericSchema & { readonly entries: v.ObjectEntries }

export interface Command<Options> {
  readonly usage: string
  /** Fails with a message. */
  readonly parse: (args: readonly string[]) => Result<Options, string>
}

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/u, 'needs a whole number.'), v.transform(Number))
const positiveNumber = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,8}$/u, 'needs a whole number above 0.'),
  v.transform(Number),
)

const numberOption = (schema: v.GenericSchema<string, number>) => (value: string, fallback: number, help: string) =>
  v.pipe(v.optional(schema, String(fallback)), v.title(value), v.description(help))

/** An option with a whole number; `fallback` if it is missing. */
export const whole = numberOption(wholeNumber)
/** An option with a whole number above 0; `fallback` if it is missing. */
export const positive = numberOption(positiveNumber)

const optionalNumber = (schema: v.GenericSchema<string, number>) => (value: string, help: string) =>
  v.pipe(v.nullish(schema, null), v.title(value), v.description(help))

/** An option with a whole number; null if it is missing. */
export const wholeOrNull = optionalNumber(wholeNumber)
/** An option with a whole number above 0; null if it is missing. */
export const positiveOrNull = optionalNumber(positiveNumber)
export const flag = (help: string) => v.pipe(v.optional(v.boolean(), false), v.description(help))
export const json = flag('print figures for programs')
export const quick = flag('measure less, in a few seconds')
/** The arguments that are not options. The key must be `files`. */
export const files = (help: string) => v.pipe(v.optional(v.array(v.string()), []), v.title('FILE'), v.description(help))

/** @param name of the npm script @param about what it does, in sentences */
export function defineCommand<const Schema extends OptionsSchema>(
  name: string,
  about: string,
  schema: Schema,
): Command<v.InferOutput<Schema>> {
  const { files: positional, ...named } = schema.entries
  const rows = Object.entries(schema.entries).map(([option, each]) => {
    const value = v.getTitle(each) ?? ''
    const fallback = v.getDefault(each)
    const help = `${v.getDescription(each)}${typeof fallback === 'string' ? ` (${fallback})` : ''}`
    return [each === positional ? value : `--${option} ${value}`.trimEnd(), help] as const
  })
  const options = Object.fromEntries(
    Object.entries(named).map(([option, each]) => {
      const fallback = v.getDefault(each)
      const type = typeof fallback === 'boolean' ? ('boolean' as const) : ('string' as const)
      return [option, { type, multiple: Array.isArray(fallback) }]
    }),
  )
  return {
    usage: `Usage: npm run ${name} -- ${positional === undefined ? '' : '[FILE...] '}[options]\n\n${about}\n${optionLines(rows).join('\n')}`,
    parse(args) {
      try {
        const { values, positionals } = parseArgs({
          args: [...args],
          options,
          allowPositionals: positional !== undefined,
        })
        const parsed = v.safeParse(schema, { ...values, ...(positional === undefined ? {} : { files: positionals }) })
        if (parsed.success) return ok(parsed.output)
        const [{ path, message }] = parsed.issues
        return err(`--${String(path?.[0]?.key)} ${message}`)
      } catch (problem) {
        return err(messageOf(problem))
      }
    },
  }
}

export interface Run {
  /** Writes to stderr with `--json`, so that stdout has nothing but figures. */
  readonly terminal: Terminal
  readonly shutdown: Shutdown
}

/**
 * Runs a measuring command. Exits with 0 if all targets are met, 1 if one is missed, 2 if measuring failed.
 * @param measure prints the figures; returns whether all targets are met
 */
export async function runMeasurement<Options extends { readonly json: boolean }>(
  { parse, usage }: Command<Options>,
  measure: (options: Options, run: Run) => Promise<boolean>,
): Promise<void> {
  const options = parse(process.argv.slice(2))
  const terminal = createTerminal({ write: options.ok && options.value.json ? console.error : console.log })
  const shutdown = createShutdown({ say: terminal.say })
  shutDownOnSignals(shutdown)
  let code = 2
  try {
    if (options.ok) code = (await measure(options.value, { terminal, shutdown })) ? 0 : 1
    else terminal.say(`${options.problem}\n\n${usage}`)
  } catch (problem) {
    terminal.say(messageOf(problem))
  }
  await shutdown.end('', code)
}

const PROGRESS_EVERY_MS = 5000

/** @returns a function that prints, at most every five seconds, how many are done and how long the rest will take */
export function showProgress(terminal: Terminal, total: number, what: string): (done: number) => void {
  const started = Date.now()
  let shownAt = started
  return (done) => {
    const now = Date.now()
    if (now - shownAt < PROGRESS_EVERY_MS) return
    shownAt = now
    const left = ((now - started) / done) * (total - done)
    terminal.say(paint('dim', `${done} of ${total} ${what}, ${duration(left)} to go`))
  }
}
