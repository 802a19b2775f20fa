/** Writes names of places in Latin letters, in which the gazetteer has them. */
import { lazy } from '../lazy.ts'

/**
 * Letters with their romanisation: BGN/PCGN for Cyrillic, ELOT 743 for Greek, the national systems of Georgia and Armenia
 * (geonames.nga.mil/geonames/GNSSearch, romanization systems). Soft and hard signs are left out, as `foldPlace` does.
 */
const letters =
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ  ы y ь  э e ' +
  'ю yu я ya і i ї yi є ye ґ g ў w ђ dj ј j љ lj њ nj ћ c џ dz ѓ g ќ k ә a ғ gh қ q ң ng ө o ұ u ү u һ h ' +
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ' +
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h ' +
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev'

const romanised = lazy((): ReadonlyMap<string, string> => {
  const parts = letters.split(' ')
  return new Map(Array.from({ length: parts.length / 2 }, (_, at) => [parts[2 * at] ?? '', parts[2 * at + 1] ?? '']))
})

/** The parts of a Korean syllable, in Unicode's order (unicode.org/versions/latest, section 3.12), by the Revised Romanization. */
const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')
const FIRST_SYLLABLE = 0xac00

function romanisedSyllable(syllable: string): string {
  const at = syllable.charCodeAt(0) - FIRST_SYLLABLE
  const [initial, vowel, final] = [Math.floor(at / 588), Math.floor((at % 588) / 28), at % 28]
  return `${initials[initial]}${vowels[vowel]}${finals[final]}`
}

/** In Ukrainian; and letters that only Russian has, and Ukrainian. */
const ukrainian: Readonly<Record<string, string>> = { г: 'h', и: 'y' }
const inRussian = /[ыэъё]/iu
const inUkrainian = /[іїєґ]/iu
const inBoth = /[ги]/iu

/**
 * The text in Latin letters; what is written in other scripts than Cyrillic, Greek, Georgian, Armenian and Korean stays as it is. Two
 * forms if it may be Russian or Ukrainian.
 */
export function romanise(text: string): readonly string[] {
  const plain = text.normalize('NFD').toLowerCase().normalize('NFC')
  const letters = [...plain.replace(/[\uac00-\ud7a3]/gu, romanisedSyllable)]
  const inLatin = (special: Readonly<Record<string, string>>) =>
    letters
      .map((letter) => special[letter] ?? romanised().get(letter))
      .map((latin, at) => latin ?? romanised().get(letters[at]?.normalize('NFD').charAt(0) ?? '') ?? letters[at])
      .join('')
  if (!inBoth.test(plain) || inRussian.test(plain)) return [inLatin({})]
  return inUkrainian.test(plain) ? [inLatin(ukrainian), inLatin({})] : [inLatin({}), inLatin(ukrainian)]
}
