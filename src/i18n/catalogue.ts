/** What a language consists of. English is the source of the type: other languages have the same keys. */
import type { en } from './catalogues/en.ts'

type Source = typeof en

/** The same keys, with any text. */
type Widened<Part> = Part extends 'ltr'
  ? 'ltr' | 'rtl'
  : Part extends string
    ? string
    : Part extends readonly unknown[]
      ? readonly (readonly [typed: string, result: string])[]
      : { readonly [Key in keyof Part]: Widened<Part[Key]> }

export type Catalogue = Widened<Source>

/** A command as `/help` lists it. */
export type CommandName = keyof Source['commands']

type Namespace = Exclude<keyof Source, 'locale' | 'name' | 'direction' | 'typed' | 'commands'>

/** A setting or a value that people type. */
export type TypedWord = keyof Source['typed']

/** `namespace.key` of a message. */
export type MessageKey = { [Name in Namespace]: `${Name}.${keyof Source[Name] & string}` }[Namespace]

/** The English text of a key, as a type. */
export type MessageOf<Key extends MessageKey> = Key extends `${infer Name extends Namespace}.${infer Inner}`
  ? Inner extends keyof Source[Name]
    ? Source[Name][Inner] & string
    : never
  : never

export function messageAt(catalogue: Catalogue, key: MessageKey): string {
  const dot = key.indexOf('.')
  // The type of the key says that both parts exist.
  const messages = catalogue[key.slice(0, dot) as Namespace] as Readonly<Record<string, string>>
  return messages[key.slice(dot + 1)] ?? key
}
