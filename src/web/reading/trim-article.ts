/** Removes what is not part of an article: share buttons, promotions, bylines before the text. Pure. */
import { isShareLink, type Line } from '../../feed/html-to-text/lines.ts'
import { boilerplateAmong, isPreamble } from '../../feed/html-to-text/summary.ts'
import { oneLine } from '../../text/one-line.ts'
import { type ElementNode, isVisible, type Node, textOf } from './node.ts'

/** Elements that contain blocks. */
const containers = new Set(['div', 'blockquote', 'ul', 'ol', 'li', 'figure', 'dd'])
/** Elements that contain lines. */
const lineBlocks = new Set(['p', 'h2', 'h3', 'h4', 'figcaption', 'dt', 'caption'])
/** Elements that stay unchanged. */
const unchanged = new Set(['pre', 'table', 'dl', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])
const isBlock = ({ name }: ElementNode) =>
  containers.has(name) || lineBlocks.has(name) || unchanged.has(name) || name === 'hr'

/** A line and its nodes. */
interface Run {
  readonly nodes: readonly Node[]
  /** Line breaks before it. */
  readonly breaks: number
  readonly line: Line
}

/** Blocks, and the lines in and between them. */
type Piece =
  | { readonly kind: 'container'; readonly element: ElementNode; readonly pieces: readonly Piece[] }
  /** `block`: the element of the lines; null: they are between blocks. */
  | { readonly kind: 'lines'; readonly runs: readonly Run[]; readonly block: ElementNode | null }
  | { readonly kind: 'whole'; readonly element: ElementNode }

/** @param title the item's title, which a text often begins with */
export function trimArticle(nodes: readonly Node[], title: string): readonly Node[] {
  const pieces = piecesOf(nodes)
  const lines = runsIn(pieces).flatMap(({ line }) => (line.text !== '' || line.shares ? line : []))
  const boilerplate = boilerplateAmong(lines, title)
  const story = lines.findIndex((line) => !boilerplate.has(line) && !isPreamble(line, title))
  // If nothing else remains, the apparent preamble is the text.
  const preamble = story < 0 ? [] : lines.slice(0, story).filter(({ isCaption }) => !isCaption)
  return withoutOuterRules(rebuilt(pieces, new Set([...boilerplate, ...preamble])).flatMap(withoutEmptyLinks))
}

/** All lines, in order. */
function runsIn(pieces: readonly Piece[]): readonly Run[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'lines' ? piece.runs : piece.kind === 'container' ? runsIn(piece.pieces) : [],
  )
}

function piecesOf(nodes: readonly Node[]): readonly Piece[] {
  const found: Piece[] = []
  let loose: Node[] = []
  const endLoose = () => {
    if (loose.some((node) => isVisible(node) || hasLink(node)))
      found.push({ kind: 'lines', runs: runsOf(loose, null), block: null })
    loose = []
  }
  for (const node of nodes) {
    if (node.kind === 'text' || !isBlock(node)) {
      loose.push(node)
      continue
    }
    endLoose()
    if (lineBlocks.has(node.name)) found.push({ kind: 'lines', runs: runsOf(node.children, node), block: node })
    else if (containers.has(node.name))
      found.push({ kind: 'container', element: node, pieces: piecesOf(node.children) })
    else found.push({ kind: 'whole', element: node })
  }
  endLoose()
  return found
}

/** A share button may be a link without text. */
function hasLink(node: Node): boolean {
  return node.kind === 'element' && (node.name === 'a' || node.children.some(hasLink))
}

/** Splits nodes at line breaks. */
function runsOf(nodes: readonly Node[], block: ElementNode | null): readonly Run[] {
  const runs: Run[] = []
  let run: Node[] = []
  let breaks = 0
  const end = () => {
    if (run.length > 0) runs.push({ nodes: run, breaks, line: lineOf(run, block) })
    if (run.length > 0) breaks = 0
    run = []
  }
  for (const node of nodes) {
    if (node.kind === 'element' && node.name === 'br') {
      end()
      breaks += 1
    } else if (run.length > 0 || node.kind !== 'text' || /\S/u.test(node.text)) run.push(node)
  }
  end()
  return runs
}

function lineOf(nodes: readonly Node[], block: ElementNode | null): Line {
  const links = linksIn(nodes)
  const texts = links.map((link) => oneLine(textOf(link))).filter((text) => text !== '')
  return {
    text: oneLine(nodes.map(textOf).join('')),
    links: texts,
    linked: texts.reduce((sum, text) => sum + text.length, 0),
    shares: links.some(({ attributes }) => isShareLink(attributes['href'] ?? '')),
    isCaption: block?.name === 'figcaption' || block?.name === 'caption',
    isHead: block?.name === 'th' || block?.name === 'dt',
  }
}

function linksIn(nodes: readonly Node[]): readonly ElementNode[] {
  return nodes.flatMap((node) => (node.kind === 'text' ? [] : node.name === 'a' ? [node] : linksIn(node.children)))
}

function rebuilt(pieces: readonly Piece[], dropped: ReadonlySet<Line>): readonly Node[] {
  return pieces.flatMap((piece): readonly Node[] => {
    if (piece.kind === 'lines') return paragraphs(piece.runs, piece.block, dropped)
    const { element } = piece
    if (piece.kind === 'whole') return isVisible(element) ? [element] : []
    const children = rebuilt(piece.pieces, dropped)
    if (!children.some(isVisible)) return []
    const [only, another] = children
    if (element.name === 'li' && another === undefined && only?.kind === 'element' && only.name === 'p')
      return [{ ...element, children: only.children }]
    // A div around blocks is redundant.
    return element.name === 'div' && element.attributes['dir'] === undefined ? children : [{ ...element, children }]
  })
}

/** The remaining lines as paragraphs: one line break stays, more separate paragraphs. A block that may not be repeated stays one. */
function paragraphs(runs: readonly Run[], block: ElementNode | null, dropped: ReadonlySet<Line>): readonly Node[] {
  const groups: Node[][] = []
  for (const run of runs) {
    const nodes = dropped.has(run.line) ? run.nodes.flatMap(picturesIn) : run.nodes
    if (!nodes.some(isVisible)) continue
    const last = groups.at(-1)
    const breaks = Math.min(run.breaks, 2)
    if (last === undefined || (breaks > 1 && (block === null || repeatable.has(block.name)))) groups.push([...nodes])
    else last.push(...Array.from({ length: breaks }, () => lineBreak), ...nodes)
  }
  const { name, attributes } = block ?? { name: 'p', attributes: {} }
  return groups.map((children) => ({ kind: 'element', name, attributes, children }))
}

const repeatable = new Set(['p', 'h2', 'h3', 'h4'])
const lineBreak: ElementNode = { kind: 'element', name: 'br', attributes: {}, children: [] }

function picturesIn(node: Node): readonly Node[] {
  if (node.kind === 'text') return []
  return node.name === 'img' ? [node] : node.children.flatMap(picturesIn)
}

/** Removes rules at either end and repeated ones. */
function withoutOuterRules(nodes: readonly Node[]): readonly Node[] {
  const isRule = (node: Node | undefined) => node?.kind === 'element' && node.name === 'hr'
  const kept = nodes.filter((node, at) => !isRule(node) || !isRule(nodes[at - 1]))
  const first = kept.findIndex((node) => !isRule(node))
  const last = kept.findLastIndex((node) => !isRule(node))
  return first < 0 ? [] : kept.slice(first, last + 1)
}

/** The addresses of all pictures. */
export function pictureAddresses(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(picturesIn).flatMap((node) => (node.kind === 'element' ? (node.attributes['src'] ?? []) : []))
}

/** Removes a leading picture that the page shows above the text. */
export function withoutLeadPicture(nodes: readonly Node[], address: string): readonly Node[] {
  const [first, ...rest] = nodes
  return first !== undefined && hasPicture(first, address) ? [...withoutPicture(first, address), ...rest] : nodes
}

function hasPicture(node: Node, address: string): boolean {
  return pictureAddresses([node]).includes(address)
}

/** Elements that keep their place when they are empty, because others depend on it. */
const places = new Set(['thead', 'tbody', 'tr', 'td', 'th', 'dt', 'dd'])

function withoutPicture(node: Node, address: string): readonly Node[] {
  if (node.kind === 'text' || !hasPicture(node, address)) return [node]
  const children = node.children.flatMap((child) => withoutPicture(child, address))
  return places.has(node.name) || children.some(isVisible) ? [{ ...node, children }] : []
}

/** Links without text or pictures mark share buttons, and are of no use for readers. */
function withoutEmptyLinks(node: Node): readonly Node[] {
  if (node.kind === 'text') return [node]
  if (node.name === 'a' && !isVisible(node)) return node.children
  return [{ ...node, children: node.children.flatMap(withoutEmptyLinks) }]
}
