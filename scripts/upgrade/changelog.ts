/** The changelog between two versions. keepachangelog.com/en/1.1.0, semver.org */

/** Major, minor and patch, also after a `v`; null: no release, or a pre-release. */
export function releaseNumbers(version: string): readonly [number, number, number] | null {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(?:\+[\w.-]+)?$/u.exec(version)
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])]
}

/** Below 0: `one` is older. Anything else is older than all releases. */
export function compareReleases(one: string, other: string): number {
  const [a, b] = [releaseNumbers(one) ?? [-1, 0, 0], releaseNumbers(other) ?? [-1, 0, 0]]
  return a.map((part, place) => part - (b[place] ?? 0)).find((difference) => difference !== 0) ?? 0
}

export function newestRelease(names: readonly string[]): string | null {
  const releases = names.filter((name) => releaseNumbers(name) !== null)
  return releases.toSorted(compareReleases).at(-1) ?? null
}

export interface ChangelogSpan {
  /** The changelog of the version in use, whose entries are left out. */
  readonly before: string
  readonly from: string
  readonly to: string
  readonly withUnreleased: boolean
}

/** The sections after `from` up to `to`, without entries that `before` has; '' if none are left. */
export function changelogBetween(text: string, { before, from, to, withUnreleased }: ChangelogSpan): string {
  const known = new Set(blocksOf(before).map((block) => block.trim()))
  const sections = text.split(/^(?=## )/mu).filter((section) => {
    const title = /^## \[?([^\]\s]+)/u.exec(section)?.[1]
    if (title === undefined) return false
    if (title.toLowerCase() === 'unreleased') return withUnreleased
    return compareReleases(title, from) > 0 && compareReleases(title, to) <= 0
  })
  return sections
    .map((section) => {
      // An entry may be known from when it was unreleased.
      const blocks = blocksOf(section).filter((block) => !(block.startsWith('- ') && known.has(block.trim())))
      const kept = blocks.filter((block, place) => !block.startsWith('### ') || blocks[place + 1]?.startsWith('- '))
      return kept.some((block) => block.startsWith('- ')) ? kept.join('').trim() : ''
    })
    .filter((section) => section !== '')
    .join('\n\n')
}

/** Headings and entries, each with the lines that continue it. */
function blocksOf(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').split(/^(?=- |#{2,3} )/mu)
}
