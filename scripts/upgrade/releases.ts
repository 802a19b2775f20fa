/** Upstream's releases, fetched into `refs/paperboy/upstream/`, apart from the operator's branches and tags. */
import * as v from 'valibot'
import { OperatorProblem } from '../operator/problem.ts'
import { compareReleases, newestRelease } from './changelog.ts'
import type { Git } from './git.ts'

export const UPSTREAM = 'refs/paperboy/upstream'

const packageSchema = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }))
const repositorySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ repository: v.union([v.string(), v.object({ url: v.string() })]) }),
)

/** An address for git. docs.npmjs.com/cli/configuring-npm/package-json#repository */
export function repositoryOf(packageJson: string): string {
  const { repository: found } = v.parse(repositorySchema, packageJson)
  const repository = typeof found === 'string' ? found : found.url
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/u.exec(repository)?.[1]
  return short === undefined ? repository.replace(/^git\+/u, '') : `https://github.com/${short}`
}

export interface Release {
  readonly commit: string
  readonly version: string
  /** `0.2.0`, or `0.2.0, unreleased (abc1234)` on main. */
  readonly label: string
  readonly isTagged: boolean
}

export async function fetchReleases(git: Git, from: string): Promise<void> {
  const refs = [`+refs/heads/main:${UPSTREAM}/main`, `+refs/tags/*:${UPSTREAM}/tags/*`]
  const { code, errors } = await git.run(['fetch', '--quiet', '--no-tags', '--prune', from, ...refs])
  if (code === 0) return
  const why = errors.trim().split('\n').at(-1) ?? ''
  throw new OperatorProblem(
    `The releases could not be fetched from ${withoutPassword(from)}: ${withoutPassword(why)}`,
    'Check the network of this machine (git uses HTTPS_PROXY where it is set), then run the same command again. Nothing was changed.',
  )
}

/** git's messages may contain an address with a token. */
const withoutPassword = (text: string) => text.replaceAll(/\/\/[^@/\s]+@/gu, '//')

/** @param requested a version, `main`, or null for the newest @throws OperatorProblem if there is none */
export async function findRelease(git: Git, requested: string | null): Promise<Release> {
  const tags = await tagsIn(git)
  const name = requested === null ? (newestRelease(tags) ?? 'main') : requested
  if (name === 'main') return releaseAt(git, `${UPSTREAM}/main`, false)
  const tag = tags.find((each) => each === name || each === `v${name}`)
  if (tag !== undefined) return releaseAt(git, `${UPSTREAM}/tags/${tag}`, true)
  const known = tags.toSorted(compareReleases).slice(-10).join(', ')
  throw new OperatorProblem(
    `There is no release ${name}.`,
    `Name one of these, or main: ${known === '' ? 'none is tagged yet' : known}.`,
  )
}

async function tagsIn(git: Git): Promise<readonly string[]> {
  const refs = await git.line(['for-each-ref', '--format=%(refname)', `${UPSTREAM}/tags`])
  return refs.split('\n').flatMap((ref) => (ref === '' ? [] : [ref.slice(`${UPSTREAM}/tags/`.length)]))
}

async function releaseAt(git: Git, ref: string, isTagged: boolean): Promise<Release> {
  const commit = await git.line(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])
  const version = await versionAt(git, commit)
  return { commit, version, isTagged, label: isTagged ? version : `${version}, unreleased (${commit.slice(0, 7)})` }
}

export async function versionAt(git: Git, commit: string): Promise<string> {
  return v.parse(packageSchema, await git.text(['show', `${commit}:package.json`])).version
}
