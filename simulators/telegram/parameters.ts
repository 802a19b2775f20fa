/** A call's parameters as the Bot API server reads them: every value a string, wherever and however it was given. */
import * as v from 'valibot'
import { badRequest } from './refused.ts'

const asObject = v.record(v.string(), v.unknown())

/** Query, JSON, urlencoded and multipart bodies alike: core.telegram.org/bots/api#making-requests */
export async function readParameters(request: Request): Promise<Parameters> {
  const values = new Map<string, string>(new URL(request.url).searchParams)
  if (request.method !== 'POST') return new Parameters(values)
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (type.startsWith('application/json')) {
    for (const [name, value] of jsonValues(await request.text())) values.set(name, value)
  } else if (type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')) {
    const form = await request.formData()
    const files = new Map<string, GivenFile>()
    for (const [name, value] of form) {
      if (typeof value === 'string') values.set(name, value)
      else files.set(name, { name: value.name, type: value.type, text: await value.text() })
    }
    return new Parameters(values, files)
  }
  return new Parameters(values)
}

function jsonValues(body: string): readonly (readonly [string, string])[] {
  if (body.trim() === '') return []
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), asObject), body)
  if (!parsed.success) throw badRequest("Can't parse JSON object in the request body")
  return Object.entries(parsed.output).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

/** A file that came along with a call. */
export interface GivenFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

export class Parameters {
  readonly #values: ReadonlyMap<string, string>
  readonly #files: ReadonlyMap<string, GivenFile>

  constructor(values: ReadonlyMap<string, string>, files: ReadonlyMap<string, GivenFile> = new Map()) {
    this.#values = values
    this.#files = files
  }

  /** null when none is given. */
  file(name: string): GivenFile | null {
    return this.#files.get(name) ?? null
  }

  all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** '' when it is not given. */
  text(name: string): string {
    return this.#values.get(name) ?? ''
  }

  /** Like the server, reads as much of a number as there is; none is 0. */
  integer(name: string, otherwise: number, least = -(2 ** 31), most = 2 ** 31 - 1): number {
    const text = this.text(name)
    const value = text === '' ? otherwise : Number.parseInt(text, 10) || 0
    return Math.min(Math.max(value, least), most)
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** @returns null when it is not given. @param broken what the server says of text that is no JSON or of another form */
  json<Schema extends v.GenericSchema>(name: string, schema: Schema, broken: string): v.InferOutput<Schema> | null {
    const text = this.text(name)
    if (text === '') return null
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
    if (!parsed.success) throw badRequest(broken)
    return parsed.output
  }

  /** Parameters that exist in the Bot API but not in this world: refused rather than ignored. */
  refuse(...names: readonly string[]): void {
    for (const name of names) {
      if (this.text(name) !== '') throw badRequest(`this simulated Telegram does not know the parameter ${name}`)
    }
  }
}
