/** Fills in a language's messages, as plain text or as Telegram HTML. Intl objects are made when they are first needed. */
import type { Language } from '../language.ts'
import { isIsolated, isolated, rightToLeft, withTypedIsolated } from '../text/isolate.ts'
import { type Catalogue, type MessageKey, type MessageOf, messageAt } from './catalogue.ts'
import { catalogues } from './catalogues.ts'
import { escaped, escapedCode, type Html, type Plain, titled } from './markup.ts'
import { formatMessage, type ParametersOf } from './message.ts'

/** HTML as a value of a message. */
interface Safe {
  readonly html: Html
}
/** A string is escaped and shortened to one line; a `safe` value is inserted unchanged. */
type HtmlValue = Plain | number | Safe

export function safe(html: Html): Safe {
  return { html }
}

type Intersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer All) => void
  ? All
  : never
/** The parameters of the message, or of all messages if the key is a union; no argument if there are none. */
type Arguments<Key extends MessageKey, Value> = [keyof ParametersOfKey<Key, Value>] extends [never]
  ? []
  : [values: ParametersOfKey<Key, Value>]
type ParametersOfKey<Key extends MessageKey, Value> = Intersection<ParametersOf<MessageOf<Key>, Value>>

export interface Translator {
  readonly catalogue: Catalogue
  readonly text: <Key extends MessageKey>(key: Key, ...values: Arguments<Key, string | number>) => string
  readonly html: <Key extends MessageKey>(key: Key, ...values: Arguments<Key, HtmlValue>) => Html
  /** A title on one line, linked where there is an address. */
  readonly title: (title: string, link?: string | null) => Safe
  /** In the language's digits and separators, with one decimal at most. */
  readonly number: (value: number) => string
}

export function createTranslator(catalogue: Catalogue): Translator {
  const { locale, direction } = catalogue
  let numbers: Intl.NumberFormat | null = null
  let plurals: Intl.PluralRules | null = null
  const number = (value: number) => {
    numbers ??= new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
    return numbers.format(value)
  }
  const plural = (value: number) => {
    plurals ??= new Intl.PluralRules(locale)
    return plurals.select(value)
  }
  const isRightToLeft = direction === 'rtl'
  /** A value in its own direction, where it may differ from that of the text around it. */
  const placed = (value: string) =>
    (isRightToLeft || rightToLeft.test(value)) && !isIsolated(value) ? isolated(value) : value
  const finished = (text: string) => (isRightToLeft ? withTypedIsolated(text) : text)
  const plain = { number, plural, value: placed }
  const markup = {
    // What people copy has the digits that are typed everywhere.
    number: (value: number, before: string) => (isInCode(before) ? String(value) : number(value)),
    plural,
    value: (value: string | Safe, before: string) => {
      if (typeof value !== 'string') return value.html
      return isInCode(before) ? escapedCode(value) : placed(escaped(value))
    },
  }
  return {
    catalogue,
    number,
    title: (title, link = null) => safe(titled(title, catalogue.format.untitled, link)),
    text: (key, ...[values]) => finished(formatMessage<string>(messageAt(catalogue, key), values ?? {}, plain)),
    // The catalogue's markup is trusted, and values are escaped.
    html: (key, ...[values]) =>
      finished(formatMessage<string | Safe>(messageAt(catalogue, key), values ?? {}, markup)) as Html,
  }
}

function isInCode(before: string): boolean {
  return before.lastIndexOf('<code>') > before.lastIndexOf('</code>')
}

const known = new Map<Language, Translator>()

export function translatorFor(language: Language): Translator {
  const translator = known.get(language) ?? createTranslator(catalogues[language])
  known.set(language, translator)
  return translator
}
