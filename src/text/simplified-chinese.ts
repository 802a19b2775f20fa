/** Traditional Chinese characters in their Simplified form, one by one, so that both are found by either. */
import pairs from 'opencc-js/dict/TSCharacters'

/** The lowest and highest unit of a character that has another form. */
const FROM = 0x3400
const TO = 0x9fff

/** Of each unit from FROM to TO its Simplified one; 0: it has none. Made when it is first asked for. */
let table: Uint16Array | null = null

/** OpenCC's pairs (github.com/BYVoid/OpenCC, TSCharacters): `traditional simplified …|…`, the usual one first. */
function simplified(): Uint16Array {
  if (table !== null) return table
  const made = new Uint16Array(TO - FROM + 1)
  for (const pair of pairs.split('|')) {
    const [traditional = '', usual = ''] = pair.split(' ')
    // Characters beyond the first plane are of no use in news, and would change a text's length.
    if (traditional.length !== 1 || usual.length !== 1) continue
    const unit = traditional.charCodeAt(0)
    if (unit >= FROM && unit <= TO) made[unit - FROM] = usual.charCodeAt(0)
  }
  table = made
  return made
}

/** The Simplified form of a unit, which is itself for all that is not Traditional. */
function simplifiedUnit(unit: number): number {
  if (unit < FROM || unit > TO) return unit
  return simplified()[unit - FROM] || unit
}

/** The text with Simplified characters, as long as it was. */
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
