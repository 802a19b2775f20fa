/** Finds the places of a source file where one change makes a mutant. */
import * as v from 'valibot'
import { parseSync } from 'vite'

/** A change of the text between two offsets, in UTF-16 units. */
export interface Site {
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly line: number
  /** The expression whose evaluation reaches the site. */
  readonly within: Pick<Node, 'start' | 'end'>
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

const nodeSchema = v.looseObject({ type: v.string(), start: v.number(), end: v.number() })
const isNode = (value: unknown): value is Node => v.is(nodeSchema, value)

const operators: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
}
const methods: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' }

/** The sites of a file, in order. */
export function sitesIn(file: string, source: string): readonly Site[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const sites: Site[] = []
  const add = ({ start, end }: Pick<Node, 'start' | 'end'>, replacement: string, within: Node) =>
    sites.push({ start, end, replacement, line: source.slice(0, start).split('\n').length, within })
  const text = ({ start, end }: Node) => source.slice(start, end)
  const visit = (node: Node): void => {
    // Types have no behaviour.
    if (/^TS(?!AsExpression|NonNull|Satisfies)/u.test(node.type)) return
    const { left, right, operator, argument, test, callee, body } = node
    if (isNode(left) && isNode(right) && typeof operator === 'string' && operators[operator] !== undefined) {
      const at = operatorAt(source, left.end, operator)
      add({ start: at, end: at + operator.length }, operators[operator], node)
    }
    if (node.type === 'UnaryExpression' && operator === '!') add({ start: node.start, end: node.start + 1 }, '', node)
    if (isNode(test) && isPlain(test)) add(test, `!(${text(test)})`, test)
    if (node.type === 'CallExpression' && isNode(callee) && isNode(callee['property'])) {
      const { property } = callee
      const other = methods[text(property)]
      const [first] = Array.isArray(node['arguments']) ? node['arguments'] : []
      if (other !== undefined && isNode(first))
        add(property, other, isNode(first['argument']) ? first['argument'] : first)
    }
    if (node.type === 'ReturnStatement' && isNode(argument)) addReturn(argument)
    if (node.type === 'ArrowFunctionExpression' && isNode(body) && body.type !== 'BlockStatement') addReturn(body)
    for (const child of childrenOf(node)) visit(child)
  }
  const addReturn = (value: Node) => {
    const code = text(value)
    if (code === 'true' || code === 'false') add(value, code === 'true' ? 'false' : 'true', value)
    // The operators of other conditions are sites of their own.
    else if (code !== 'null' && !isCondition(value)) add(value, 'null', value)
  }
  visit(v.parse(nodeSchema, program))
  return sites.toSorted((one, other) => one.start - other.start)
}

/** Every node of a file with its `body`, if that is a node. */
export function nodesIn(
  file: string,
  source: string,
): readonly (Pick<Node, 'type'> & { readonly body: Node | null })[] {
  const found: (Pick<Node, 'type'> & { readonly body: Node | null })[] = []
  const visit = (node: Node): void => {
    found.push({ type: node.type, body: isNode(node['body']) ? node['body'] : null })
    for (const child of childrenOf(node)) visit(child)
  }
  visit(v.parse(nodeSchema, parseSync(file, source).program))
  return found
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode)
}

/** The source with the change. */
export function mutated(source: string, { start, end, replacement }: Site): string {
  return source.slice(0, start) + replacement + source.slice(end)
}

/** The change in words: `a === b → a !== b`. */
export function changeOf(source: string, site: Site): string {
  const from = source.lastIndexOf('\n', site.start - 1) + 1
  const to = source.indexOf('\n', site.end)
  const before = source.slice(from, to === -1 ? undefined : to).trim()
  const after = mutated(source, site)
    .slice(from, (to === -1 ? source.length : to) + site.replacement.length - site.end + site.start)
    .trim()
  return `${before} → ${after}`
}

/** Operands may have parentheses and comments around them. */
function operatorAt(source: string, from: number, operator: string): number {
  const gap = /(?:\s|\)|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/uy
  gap.lastIndex = from
  gap.exec(source)
  const at = gap.lastIndex
  if (!source.startsWith(operator, at)) throw new Error(`no ${operator} at ${at}`)
  return at
}

function isCondition({ type, operator }: Node): boolean {
  return (
    type === 'LogicalExpression' ||
    (type === 'BinaryExpression' && typeof operator === 'string' && operators[operator] !== undefined) ||
    (type === 'UnaryExpression' && operator === '!')
  )
}

/** A condition without an operator that is a site of its own. */
function isPlain(test: Node): boolean {
  return test.type !== 'Literal' && !isCondition(test)
}
