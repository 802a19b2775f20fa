/** A call's parameters as the Bot API server reads them: strings, from the query or from any kind of body. */
import * as v from 'valibot'
import { badRequest } from './bot-api-error.ts'

const objectSchema = v.record(v.string(), v.unknown())

/** Query, JSON, urlencoded and multipart bodies alike: core.telegram.org/bots/api#making-requests */
export async function readParameters(request: Request): Promise<Parameters> {
  const values = new Map<string, string>(new URL(request.url).searchParams)
  if (request.method !== 'POST') return new Parameters(values)
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (type.startsWith('application/json')) {
    for (const [name, value] of jsonValues(await request.text())) values.set(name, value)
  } else if (type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')) {
    const form = await request.formData()
    const files = new Map<string, UploadedFile>()
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
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), objectSchema), body)
  if (!parsed.success) throw badRequest("Can't parse JSON object in the request body")
  return Object.entries(parsed.output).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

/** A file in a multipart body. */
export interface UploadedFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

export class Parameters {
  readonly #values: ReadonlyMap<string, string>
  readonly #files: ReadonlyMap<string, UploadedFile>

  constructor(values: ReadonlyMap<string, string>, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.#values = values
    this.#files = files
  }

  /** null: not sent. */
  file(name: string): UploadedFile | null {
    return this.#files.get(name) ?? null
  }

  all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** '' if it is missing. */
  text(name: string): string {
    return this.#values.get(name) ?? ''
  }

  /** Like the server, parses the leading digits; text without any is 0. @param fallback if it is missing */
  integer(name: string, fallback: number, min = -(2 ** 31), max = 2 ** 31 - 1): number {
    const text = this.text(name)
    const value = text === '' ? fallback : Number.parseInt(text, 10) || 0
    return Math.min(Math.max(value, min), max)
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** @param refusal the server's message for text that does not match the schema @returns null: it is missing */
  json<Schema extends v.GenericSchema>(name: string, schema: Schema, refusal: string): v.InferOutput<Schema> | null {
    const text = this.text(name)
    if (text === '') return null
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
    if (!parsed.success) throw badRequest(refusal)
    return parsed.output
  }

  /** Refuses parameters that exist in the Bot API but not in the simulator. */
  refuse(...names: readonly string[]): void {
    for (const name of names) {
      if (this.text(name) !== '') throw badRequest(`this simulated Telegram does not support the parameter ${name}`)
    }
  }
}
