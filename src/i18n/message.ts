/**
 * ICU messages (unicode-org.github.io/icu/userguide/format_parse/messages): `{name}`,
 * `{count, plural, =0 {none} one {# feed} other {# feeds}}` and `{part, select, morning {Morning} other {Night}}`.
 * Braces cannot be quoted: a literal brace is passed as a value.
 */

/** Parameters of a message, by name: a number for a plural, a string for a select, `Value` for a plain one. */
export type ParametersOf<Message extends string, Value> = InMessage<Message, Value, None>

/** No parameters; not `unknown`, which would swallow the other messages of a union. */
type None = Record<never, never>

type InMessage<Text extends string, Value, Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? InCases<`${Rest}{${After}`, Value, Found>
    : After extends `${infer Argument}}${infer Rest}`
      ? Argument extends `${infer Name}, plural, ${string}`
        ? InCases<Skip<After, `${Name}, plural, `>, Value, Found & { readonly [Key in Name]: number }>
        : Argument extends `${infer Name}, select, ${string}`
          ? InCases<Skip<After, `${Name}, select, `>, Value, Found & { readonly [Key in Name]: string }>
          : InMessage<Rest, Value, Found & { readonly [Key in Argument]: Value }>
      : never
  : Text extends `${string}}${infer Rest}`
    ? InCases<Rest, Value, Found>
    : Found

/** Between the cases of a plural or select. */
type InCases<Text extends string, Value, Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? InMessage<`${Rest}{${After}`, Value, Found>
    : InMessage<After, Value, Found>
  : Text extends `${string}}${infer Rest}`
    ? InMessage<Rest, Value, Found>
    : Found

type Skip<Text extends string, Start extends string> = Text extends `${Start}${infer Rest}` ? Rest : never

/** How numbers and values are written. */
export interface Writer<Value> {
  /** @param before the text in front of the number */
  readonly number: (value: number, before: string) => string
  /** The plural category of a number, such as `one`. */
  readonly plural: (value: number) => string
  /** @param before the text in front of the value */
  readonly value: (value: Value, before: string) => string
}

type Values<Value> = Readonly<Record<string, Value | number | string>>

/** Fills a message in. `count` stands for `#`; null outside a plural. */
export function formatMessage<Value>(
  message: string,
  values: Values<Value>,
  writer: Writer<Value | string>,
  count: string | null = null,
): string {
  const literal = (text: string) => (count === null ? text : text.replaceAll('#', count))
  let text = ''
  let from = 0
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', from)) {
    const close = closingBrace(message, open)
    text += literal(message.slice(from, open))
    text += formatArgument(message.slice(open + 1, close), values, writer, { count, before: text })
    from = close + 1
  }
  return text + literal(message.slice(from))
}

const argumentPattern = /^(\w+)(?:, (plural|select), (.*))?$/su

function formatArgument<Value>(
  argument: string,
  values: Values<Value>,
  writer: Writer<Value | string>,
  { count, before }: { readonly count: string | null; readonly before: string },
): string {
  const [, name = '', kind, cases = ''] = argumentPattern.exec(argument) ?? []
  const value = values[name]
  if (value === undefined) return `{${argument}}`
  if (kind === 'plural') {
    const number = Number(value)
    const chosen = caseOf(cases, `=${number}`) ?? caseOf(cases, writer.plural(number)) ?? caseOf(cases, 'other')
    return formatMessage(chosen ?? '', values, writer, writer.number(number, before))
  }
  if (kind === 'select')
    return formatMessage(caseOf(cases, String(value)) ?? caseOf(cases, 'other') ?? '', values, writer, count)
  return typeof value === 'number' ? writer.number(value, before) : writer.value(value, before)
}

/** The message of one case; null: there is no such case. */
function caseOf(cases: string, name: string): string | null {
  for (let open = cases.indexOf('{'), from = 0; open >= 0; open = cases.indexOf('{', from)) {
    const close = closingBrace(cases, open)
    if (cases.slice(from, open).trim() === name) return cases.slice(open + 1, close)
    from = close + 1
  }
  return null
}

function closingBrace(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === OPEN) depth += 1
    else if (sign === CLOSE && --depth === 0) return at
  }
  return text.length
}

const OPEN = 0x7b
const CLOSE = 0x7d
