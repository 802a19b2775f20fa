/** Composes the headlines of an instant channel: a message for each story, up to a maximum, and a digest of the others. */
import { byAge, compose, type DigestInput, type DigestPart } from './compose.ts'

/**
 * The messages, oldest story first. If there are more stories than `most`, the last message is a digest of the rest; its headlines are
 * lines even in a channel with cards, because each card would be one more message.
 * @param most messages, at least 1; a digest that fits no message takes more
 */
export function composeEach(input: DigestInput, most: number): readonly DigestPart[] {
  const lines = input.lines.toSorted(byAge)
  const single = lines.length <= most ? lines : lines.slice(0, most - 1)
  const rest = lines.slice(single.length)
  const remarksOf = (isLast: boolean) => (isLast ? input.remarks : [])
  const messages = single.flatMap((line, at) =>
    compose({ ...input, lines: [line], remarks: remarksOf(at === lines.length - 1) }),
  )
  if (rest.length === 0) return messages
  return [...messages, ...compose({ ...input, lines: rest, look: { ...input.look, layout: 'headlines' } })]
}
