/** Converts Traditional Chinese to Simplified Chinese, character by character, so that searches find both. */
import pairs from 'opencc-js/dict/TSCharacters'
import { lazy } from '../lazy.ts'

/** The range of characters with a Simplified form. */
const FROM = 0x3400
const TO = 0x9fff

/**
 * The Simplified form of each unit from FROM to TO, 0 if it is the same; by OpenCC's pairs (github.com/BYVoid/OpenCC, TSCharacters):
 * `traditional simplified …|…`, the most common form first.
 */
const simplified = lazy(() => {
  const made = new Uint16Array(TO - FROM + 1)
  for (const pair of pairs.split('|')) {
    const [traditional = '', usual = ''] = pair.split(' ')
    // Characters beyond the first plane are rare in news and would change the length of texts.
    if (traditional.length !== 1 || usual.length !== 1) continue
    const unit = traditional.charCodeAt(0)
    if (unit >= FROM && unit <= TO) made[unit - FROM] = usual.charCodeAt(0)
  }
  return made
})

/** The Simplified form of a unit. */
export function simplifiedUnit(unit: number): number {
  return (unit >= FROM && unit <= TO && simplified()[unit - FROM]) || unit
}

/** The text in Simplified characters; its length stays the same. */
export function toSimplified(text: string): string {
  let made = ''
  let kept = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const other = simplifiedUnit(unit)
    if (other === unit) continue
    made += text.slice(kept, at) + String.fromCharCode(other)
    kept = at + 1
  }
  return kept === 0 ? text : made + text.slice(kept)
}
