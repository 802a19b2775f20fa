/** Builds a valid tree from tags and texts in their order, however malformed the source is. */
import { limits } from '../../limits.ts'
import { endsParent, impliesParentOf, isPhrasing, mayContain, modelOf, substituteFor } from './content-models.ts'
import type { Node, TextNode } from './node.ts'

type Attributes = Readonly<Record<string, string>>

/** An element whose children are still added. */
interface Draft {
  readonly kind: 'element'
  name: string
  readonly attributes: Attributes
  readonly children: (TextNode | Draft)[]
}

interface OpenElement {
  readonly draft: Draft
  /** Its start tag; null: it is implied. */
  readonly tag: Tag | null
  /** It surrounds a part that had no parent, and nothing else. */
  readonly isWrapper: boolean
  /** It has visible content. */
  isFilled: boolean
}

/** A start tag that is not closed yet. */
interface Tag {
  readonly name: string
  readonly attributes: Attributes
  /** Tags are numbered in their order. */
  readonly number: number
  /** Its element, while it is open. A phrasing element is opened for its first content, and again in each block inside. */
  element: OpenElement | null
  /** Only its content stays, on lines of its own. */
  readonly isLine: boolean
  isUsed: boolean
}

/** Elements that may not contain another one like them. */
const lone = new Set(['a', 'dfn'])
const noAttributes: Attributes = {}

export class TreeBuilder {
  readonly #root: OpenElement = newElement('div', noAttributes, null)
  /** The root and the open elements, the innermost last. */
  readonly #open: OpenElement[] = [this.#root]
  /** Open tags of phrasing elements. */
  #phrasing: Tag[] = []
  #tags = 0
  #count = 0
  /** The next content begins a line. */
  #beginsLine = false

  get #top(): OpenElement {
    return this.#open.at(-1) ?? this.#root
  }

  text(whole: string): void {
    const { name, children } = this.#top.draft
    // Browsers ignore a line break behind the tag.
    const text = name === 'pre' && children.length === 0 ? whole.replace(/^\n+/u, '') : whole
    if (/\S/u.test(text)) this.#addContent({ kind: 'text', text })
    else if (text !== '') this.#addSpace({ kind: 'text', text })
  }

  /** Adds an element without content. */
  add(name: string, attributes: Attributes): void {
    const node: Draft = { kind: 'element', name, attributes, children: [] }
    if (this.#isFull) return
    this.#count++
    if (name === 'img') this.#addContent(node)
    else if (isPhrasing(name)) this.#addSpace(node)
    else if (this.#makeRoom(name)) {
      this.#top.draft.children.push(node)
      this.#fill()
    }
  }

  /** @returns the tag to close */
  open(name: string, attributes: Attributes): Tag {
    const number = ++this.#tags
    if (isPhrasing(name)) {
      const other = lone.has(name) ? this.#phrasing.find((tag) => tag.name === name) : undefined
      if (other !== undefined) {
        this.#phrasing = this.#phrasing.filter((tag) => tag !== other)
        if (other.element !== null) this.#closeTo(this.#open.indexOf(other.element))
      }
      const tag: Tag = { name, attributes, number, element: null, isLine: false, isUsed: false }
      if (this.#phrasing.length < limits.web.elementDepth) this.#phrasing.push(tag)
      return tag
    }
    const isRuby = name === 'rt' || name === 'rp'
    if (isRuby && accepts(this.#top, '#text')) this.#openPhrasing()
    const allowed = this.#nameInPlace(name)
    const isUnwrapped = allowed === null || this.#isFull
    const tag: Tag = { name, attributes, number, element: null, isLine: isUnwrapped && !isRuby, isUsed: true }
    if (isUnwrapped) this.#beginsLine ||= tag.isLine
    else tag.element = this.#push(allowed, allowed === name ? attributes : shared(attributes), tag)
    return tag
  }

  /** Closes an element and the open ones in it. */
  close(tag: Tag): void {
    while ((this.#phrasing.at(-1)?.number ?? 0) >= tag.number) this.#phrasing.pop()
    if (tag.element !== null) this.#closeTo(this.#open.indexOf(tag.element))
    // A share button may be a link without text.
    else if (tag.name === 'a' && !tag.isUsed) this.add(tag.name, tag.attributes)
    this.#beginsLine ||= tag.isLine
  }

  nodes(): readonly Node[] {
    this.#closeTo(1)
    return this.#root.draft.children
  }

  get #isFull(): boolean {
    return this.#open.length > limits.web.elementDepth || this.#count >= limits.web.elements
  }

  /** Adds text or a picture. */
  #addContent(node: TextNode | Draft): void {
    this.#makeRoom('#text')
    if (this.#beginsLine && this.#needsBreak(node)) this.#top.draft.children.push(lineBreak())
    this.#beginsLine = false
    this.#openPhrasing()
    this.#top.draft.children.push(node)
    this.#fill()
  }

  #needsBreak(node: TextNode | Draft): boolean {
    const { isFilled, draft } = this.#top
    const last = draft.children.at(-1)
    const isBroken =
      (node.kind === 'text' && node.text.startsWith('\n')) || (last?.kind === 'text' && last.text.endsWith('\n'))
    return isFilled && !(isBroken && this.#open.some((open) => open.draft.name === 'pre'))
  }

  /** Adds what is only seen between content. */
  #addSpace(node: TextNode | Draft): void {
    const { draft } = this.#top
    const isAtEdge = draft.children.length === 0 && modelOf(draft.name).content === 'flow' && node.kind === 'text'
    if (accepts(this.#top, '#text') && !isAtEdge) draft.children.push(node)
  }

  /** Opens the phrasing elements that were closed for a block, or not opened yet. */
  #openPhrasing(): void {
    for (const tag of this.#phrasing) {
      if (tag.element !== null || this.#isFull) continue
      tag.element = this.#push(tag.name, tag.attributes, tag)
      tag.isUsed = true
    }
  }

  /** Makes room for an element, or its substitute. @returns which one; null: neither is allowed */
  #nameInPlace(name: string): string | null {
    const isBanned = this.#open.some(({ draft }) => modelOf(draft.name).banned.includes(name))
    if (!isBanned && this.#makeRoom(name)) return name
    if (name === 'li' && this.#makeRoom('ul')) {
      this.#push('ul', noAttributes, null, true)
      return name
    }
    const substitute = substituteFor(name)
    return substitute === null ? null : this.#nameInPlace(substitute)
  }

  /** Closes elements until one may contain `name`, and opens the implied ones in it. @returns false if none may */
  #makeRoom(name: string): boolean {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const parent = this.#open[at]
      if (parent === undefined) return false
      if (accepts(parent, name) || (!parent.isWrapper && impliesParentOf(parent.draft.name, name))) {
        this.#closeTo(at + 1)
        while (!accepts(this.#top, name)) this.#openImplied(name)
        return true
      }
      if (!parent.isWrapper && !isEnded(parent) && !endsParent(parent.draft.name, name)) return false
    }
    return false
  }

  #openImplied(name: string): void {
    const { implied } = modelOf(this.#top.draft.name)
    const last = this.#top.draft.children.at(-1)
    // A list in a list belongs to the item before it.
    if (implied === 'li' && (name === 'ul' || name === 'ol') && last?.kind === 'element')
      this.#open.push({ ...newElement('li', noAttributes, null), draft: last, isFilled: true })
    else this.#push(implied ?? 'div', noAttributes, null)
  }

  #push(name: string, attributes: Attributes, tag: Tag | null, isWrapper = false): OpenElement {
    const open = { ...newElement(name, attributes, tag), isWrapper }
    // Browsers do not show what is for those without ruby.
    if (name !== 'rp') this.#top.draft.children.push(open.draft)
    this.#open.push(open)
    this.#count++
    if (!isPhrasing(name)) this.#beginsLine = false
    return open
  }

  #fill(): void {
    for (const open of this.#open) open.isFilled = true
  }

  #closeTo(length: number): void {
    while (this.#open.length > Math.max(1, length)) {
      const closed = this.#open.pop()
      if (closed === undefined) return
      if (closed.tag !== null) closed.tag.element = null
      if (!isPhrasing(closed.draft.name)) this.#beginsLine = false
      complete(closed, this.#top.draft.children)
    }
  }
}

function newElement(name: string, attributes: Attributes, tag: Tag | null): OpenElement {
  return { draft: { kind: 'element', name, attributes, children: [] }, tag, isWrapper: false, isFilled: false }
}

const lineBreak = (): Draft => ({ kind: 'element', name: 'br', attributes: noAttributes, children: [] })

/** Attributes of all elements. */
function shared({ lang, dir }: Attributes): Attributes {
  return { ...(lang === undefined ? {} : { lang }), ...(dir === undefined ? {} : { dir }) }
}

const isNamed = (node: TextNode | Draft | undefined, name: string) => node?.kind === 'element' && node.name === name

/** Whether a figure has its caption behind its content, so that nothing may follow. */
function isEnded({ draft: { name, children } }: OpenElement): boolean {
  return name === 'figure' && children.length > 1 && isNamed(children.at(-1), 'figcaption')
}

/** Whether an element may contain `name` behind its present children. */
function accepts(parent: OpenElement, name: string): boolean {
  const { draft } = parent
  if (!mayContain(draft.name, name) || isEnded(parent)) return false
  if (name === 'caption') return draft.children.length === 0
  if (name === 'thead') return draft.children.every((child) => isNamed(child, 'caption'))
  return name !== 'figcaption' || !isNamed(draft.children[0], 'figcaption')
}

/** Removes or renames an element that is only valid with other content. @param siblings it and those before it */
function complete({ draft, isFilled }: OpenElement, siblings: (TextNode | Draft)[]): void {
  const { name, children } = draft
  if (name === 'tr' && children.length === 0) siblings.pop()
  else if (name === 'ruby' && !children.some((child) => isNamed(child, 'rt'))) {
    siblings.pop()
    for (const child of children) siblings.push(child)
  }
  // A head without text is announced as one.
  else if (name === 'th' && !isFilled) draft.name = 'td'
  else if (name === 'dl') {
    const entries = children.flatMap((child) => (child.kind === 'element' ? [child] : []))
    if (/^(?:(?:dt )+(?:dd )+)*$/u.test(entries.map((entry) => `${entry.name} `).join(''))) return
    for (const each of [draft, ...entries]) each.name = 'div'
  }
}
