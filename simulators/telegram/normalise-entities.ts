/** Normalises entities as Telegram does: order, nesting, merging and the limit. */
import type { Entity, EntityType } from './model.ts'

/** Formatting that can be cut in pieces, in the order in which it is kept (TDLib, MessageEntity.cpp). */
const splittable: readonly EntityType[] = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler']
const quotes: ReadonlySet<EntityType> = new Set(['blockquote', 'expandable_blockquote'])
const codes: ReadonlySet<EntityType> = new Set(['code', 'pre'])

/** "a message can have at most 100 entities"; the rest are dropped. */
export const MAX_ENTITIES = 100

interface Span {
  readonly from: number
  readonly to: number
}

const spanOf = (entity: Entity): Span => ({ from: entity.offset, to: entity.offset + entity.length })
const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to
const contains = (outer: Span, inner: Span) => outer.from <= inner.from && inner.to <= outer.to

export function sortEntities(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b))
}

/** Nesting order on the same text: quotes outside, then formatting, then the rest. */
function rank(entity: Entity): number {
  if (quotes.has(entity.type)) return 0
  const at = splittable.indexOf(entity.type)
  return at === -1 ? 10 : 1 + at
}

/**
 * Normalises the entities that a bot sends, adds those that Telegram detects, and cuts at the limit. Links, code and quotes
 * count first, formatting second, detected entities last: the order in which a client sends them.
 */
export function normaliseEntities(
  text: string,
  sent: readonly Entity[],
  detected: readonly Entity[],
): readonly Entity[] {
  const visible = sortEntities(sent.filter((entity) => /\S/u.test(textOf(text, entity))))
  const quoted = outermost(visible.filter((entity) => quotes.has(entity.type)))
  const whole = outermost(visible.filter((entity) => !quotes.has(entity.type) && !splittable.includes(entity.type)))
  const holes = whole.filter((entity) => codes.has(entity.type)).map(spanOf)
  const formatting = splittable.flatMap((type) =>
    merged(visible.filter((entity) => entity.type === type).map(spanOf))
      .flatMap((span) => without(span, holes))
      .map((span): Entity => ({ type, offset: span.from, length: span.to - span.from })),
  )
  const free = detected.filter(
    (entity) =>
      !whole.some((other) => overlap(spanOf(other), spanOf(entity))) &&
      quoted.every((quote) => !overlap(spanOf(quote), spanOf(entity)) || contains(spanOf(quote), spanOf(entity))),
  )
  return sortEntities(
    [...sortEntities([...whole, ...quoted]), ...sortEntities(formatting), ...free].slice(0, MAX_ENTITIES),
  )
}

function textOf(text: string, entity: Entity): string {
  return text.slice(entity.offset, entity.offset + entity.length)
}

/** Keeps the first and longest of entities that cannot nest. A custom emoji may be inside a link. */
function outermost(sorted: readonly Entity[]): readonly Entity[] {
  const kept: Entity[] = []
  for (const entity of sorted) {
    const crossed = kept.filter((other) => overlap(spanOf(other), spanOf(entity)))
    const fits = crossed.every((other) => entity.type === 'custom_emoji' && !codes.has(other.type))
    if (fits) kept.push(entity)
  }
  return kept
}

/** Merges adjacent or overlapping spans of one kind. */
function merged(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last !== undefined && span.from <= last.to) {
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    } else all.push(span)
  }
  return all
}

function without(span: Span, holes: readonly Span[]): readonly Span[] {
  let rest: readonly Span[] = [span]
  for (const hole of holes) {
    rest = rest.flatMap((part) =>
      overlap(part, hole)
        ? [
            { from: part.from, to: hole.from },
            { from: hole.to, to: part.to },
          ].filter(({ from, to }) => from < to)
        : [part],
    )
  }
  return rest
}
