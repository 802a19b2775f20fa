/** Fills the parts in braces of the paths that are measured. */
import type { Deployment } from './deployment.ts'

/** What stands for the parts of a path in braces. */
interface PathParts {
  readonly code: string
  readonly edition: string
  readonly post: string
  readonly day: string
  readonly chat: string
}

/** An example of each part. */
export const exampleParts = {
  code: 'aaaaaaaaaa',
  edition: 'aaaaaaa',
  post: 'aaaaaaaaaa',
  day: '2026-11-29',
  chat: '-1001',
}
/** The name of each part, for people. */
export const namedParts = { code: '<code>', edition: '<edition>', post: '<post>', day: '<day>', chat: '<channel>' }

/** The parts that lead to something in a deployment. */
export function partsOf({ shortLink, archive, chat }: Deployment): PathParts {
  const code = shortLink.slice(1)
  return { code, edition: code.slice(0, 7), ...archive, chat: String(chat) }
}

export function filled(path: string, { code, edition, post, day, chat }: PathParts): string {
  return path
    .replace('{}', code)
    .replace('{7}', edition)
    .replace('{post}', post)
    .replace('{day}', day)
    .replace('{chat}', chat)
}
