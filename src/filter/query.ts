/** Reads a keyword query into rules, or says where it is wrong and how it was probably meant. */
import { limits } from '../limits.ts'
import { err, type FilterProblem, ok, type Result } from '../result.ts'
import { mended } from './correct-query.ts'
import { compileExpression } from './expression.ts'
import { type Field, fieldMeant } from './fields.ts'
import { type Token, tokensOf } from './query-tokens.ts'

export interface Term {
  readonly kind: 'term'
  readonly form: 'word' | 'phrase' | 'expression'
  /** What is looked for, without quotes, star or slashes, not yet folded. */
  readonly text: string
  /** More of the word may follow. */
  readonly isPrefix: boolean
  /** Where it is looked for; null: in title, summary and categories. */
  readonly field: Field | null
  /** The term as its owner wrote it, with quotes and field. */
  readonly written: string
}

export type Rule =
  | Term
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'all'; readonly rules: readonly Rule[] }
  | { readonly kind: 'any'; readonly rules: readonly Rule[] }

/** A parsed query; a null rule keeps everything. */
export interface Filter {
  readonly rule: Rule | null
}

/** How deep groups may nest: bounds the recursion of everything that walks a rule. */
const nestingDepth = 20

type Fault = Omit<FilterProblem, 'kind' | 'text' | 'suggestion'>
type Parsed = Result<Rule, Fault>

/**
 * Reads a query: words, "phrases", prefixes*, /expressions/, `field:` before any of them or a group, `-` or NOT, `|` or OR,
 * ( ), a comma or a new line as or; juxtaposition (or AND) is and, and binds closer. In a list of commas or lines, what is excluded is excluded from all of it. Empty: keeps everything.
 * @returns the first mistake, with its place in UTF-16 units, and a suggestion that parses where one is obvious.
 */
export function parseFilter(text: string): Result<Filter, FilterProblem> {
  const parsed = parseOnce(text)
  if (parsed.ok) return parsed
  const suggestion = mended(text, parsed.problem, (repaired) => {
    const again = parseOnce(repaired)
    return again.ok ? null : again.problem
  })
  return err({ kind: 'filter-syntax', text, ...parsed.problem, suggestion })
}

function parseOnce(text: string): Result<Filter, Fault> {
  const most = limits.filter.queryUnits
  if (text.length > most) return err({ mistake: 'too-long', at: most, length: text.length - most })
  const cut = tokensOf(text)
  if ('mistake' in cut) return err(cut)
  const { tokens } = cut
  if (tokens.length === 0 || text.trim() === '') return ok({ rule: null })
  if (tokens.every((token) => token.kind === 'list')) return fault('empty-term', tokens[0])
  const parsed = new Parser(text, tokens).query()
  return parsed.ok ? ok({ rule: parsed.value }) : parsed
}

function fault(
  mistake: FilterProblem['mistake'],
  token: Token | undefined,
  length = token?.length,
): Result<never, Fault> {
  return err({ mistake, at: token?.at ?? 0, length: length ?? 0 })
}

/** What a term, a group or what is excluded begins with. */
const operands: ReadonlySet<Token['kind']> = new Set(['word', 'phrase', 'expression', 'field', 'not', 'open'])

/** Recursive descent over the tokens; `at` only moves forward. */
class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0
  /** The field that stands before what is read now, and where it stands. */
  #field: Token | null = null

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text
    this.#tokens = tokens
  }

  query(): Parsed {
    const parsed = this.#alternatives(0)
    if (!parsed.ok) return parsed
    const left = this.#tokens[this.#at]
    if (left !== undefined) return fault('stray-closing', left)
    const rule = parsed.value
    // A query of negatives alone means everything but all of them, even where it joins them with `|`.
    return ok(rule.kind === 'any' && rule.rules.every(isNegative) ? join('all', rule.rules) : rule)
  }

  #alternatives(depth: number): Parsed {
    const found: Rule[] = []
    let listed = false
    let separated = false
    let or: Token | null = null
    for (
      let token = this.#tokens[this.#at];
      token !== undefined && token.kind !== 'close';
      token = this.#tokens[this.#at]
    ) {
      if (token.kind === 'list') {
        separated = true
        this.#at++
      } else if (token.kind === 'or') {
        if (found.length === 0 || or !== null) return fault('nothing-beside-or', token)
        or = token
        this.#at++
      } else {
        listed ||= separated && or === null && found.length > 0
        const rule = this.#conjunction(depth)
        if (!rule.ok) return rule
        found.push(rule.value)
        separated = false
        or = null
      }
    }
    if (or !== null) return fault('nothing-beside-or', or)
    if (!listed) return ok(join('any', found))
    const wanted = found.filter((rule) => !isNegative(rule))
    return ok(join('all', [...(wanted.length > 0 ? [join('any', wanted)] : []), ...found.filter(isNegative)]))
  }

  #conjunction(depth: number): Parsed {
    const rules: Rule[] = []
    while (this.#startsOperand(this.#at)) {
      if (rules.length > 0 && this.#isWord('AND') && this.#startsOperand(this.#at + 1)) this.#at++
      const rule = this.#operand(depth)
      if (!rule.ok) return rule
      rules.push(rule.value)
    }
    return ok(join('all', rules))
  }

  #operand(depth: number): Parsed {
    const token = this.#tokens[this.#at]
    this.#at++
    if (token === undefined) return fault('empty-term', token)
    if (token.kind === 'open') return this.#group(token, depth)
    if (token.kind === 'field') return this.#limited(token, depth)
    const spelled = token.kind === 'word' && token.text === 'NOT' && this.#startsOperand(this.#at)
    if (token.kind !== 'not' && !spelled) return this.#term(token)
    const next = this.#tokens[this.#at]
    const apart = next === undefined || (!spelled && next.at > token.at + token.length)
    if (apart || next.kind === 'not' || !this.#startsOperand(this.#at)) return fault('nothing-after-not', token)
    const rule = this.#operand(depth)
    return rule.ok ? ok(negate(rule.value)) : rule
  }

  #group(open: Token, depth: number): Parsed {
    if (depth === nestingDepth) return fault('too-deep', open)
    const from = this.#at
    const rule = this.#alternatives(depth + 1)
    if (!rule.ok) return rule
    const close = this.#tokens[this.#at]
    if (close === undefined) return fault('unclosed-group', open)
    this.#at++
    const empty = this.#tokens.slice(from, this.#at - 1).every((token) => token.kind === 'list')
    return empty ? fault('empty-group', open, close.at + close.length - open.at) : rule
  }

  /** What a field stands before: a term or a group, possibly behind a blank. */
  #limited(field: Token, depth: number): Parsed {
    const next = this.#tokens[this.#at]
    if (next?.kind === 'field' || next?.kind === 'not' || !this.#startsOperand(this.#at)) {
      return fault('nothing-after-field', field)
    }
    const outer = this.#field
    this.#field = field
    const rule = this.#operand(depth)
    this.#field = outer
    return rule
  }

  #term(token: Token): Parsed {
    const { text, at } = token
    const form = token.kind === 'phrase' || token.kind === 'expression' ? token.kind : 'word'
    const misspelt = form === 'word' && this.#field === null ? fieldMeant(this.#text.slice(at)) : null
    if (misspelt !== null) return err({ mistake: 'unknown-field', at, length: misspelt.length })
    if (form === 'word' && /^[*\uff0a]+$/u.test(text)) return fault('empty-term', token)
    if (form === 'expression') {
      const compiled = compileExpression(text)
      // Behind the slash.
      if ('mistake' in compiled)
        return err({ mistake: compiled.mistake, at: at + 1 + compiled.at, length: compiled.length })
    }
    const isBeside = this.#field !== null && this.#tokens[this.#at - 2] === this.#field
    const field = this.#field === null ? '' : this.#text.slice(this.#field.at, this.#field.at + this.#field.length)
    const written = isBeside
      ? this.#text.slice(this.#field?.at, at + token.length)
      : field + this.#text.slice(at, at + token.length)
    return ok({
      kind: 'term',
      form,
      text,
      isPrefix: token.isPrefix === true,
      field: this.#field?.field ?? null,
      written,
    })
  }

  #startsOperand(at: number): boolean {
    const kind = this.#tokens[at]?.kind
    return kind !== undefined && operands.has(kind)
  }

  #isWord(word: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.kind === 'word' && token.text === word
  }
}

/** One rule of several; a rule of the same kind among them is taken in, a single one stands for itself. */
function join(kind: 'all' | 'any', rules: readonly Rule[]): Rule {
  const flat = rules.flatMap((rule) => (rule.kind === kind ? rule.rules : [rule]))
  const [only] = flat
  return flat.length === 1 && only !== undefined ? only : { kind, rules: flat }
}

function negate(rule: Rule): Rule {
  return rule.kind === 'not' ? rule.rule : { kind: 'not', rule }
}

/** Whether a rule only excludes. */
function isNegative(rule: Rule): boolean {
  return rule.kind === 'not' || (rule.kind !== 'term' && rule.rules.length > 0 && rule.rules.every(isNegative))
}
