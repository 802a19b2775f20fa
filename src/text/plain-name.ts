/** Names that people type, such as those of fields, languages and words of the commands. */
import { fold } from './fold.ts'

/** A name as it is looked up, without differences of case, width, marks, scripts of Chinese, spaces, hyphens, joiners and brackets: titulo for Título. */
export function plainName(name: string): string {
  return fold(name.normalize('NFKC').replace(/[\s\u200c()_-]+/gu, '')).bare
}
