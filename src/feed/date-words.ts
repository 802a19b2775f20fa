/** Names of months and time zones in dates of feeds. */

/**
 * Beginnings of month names without accents, January first: English, Romance and Germanic languages, Finnish, Hungarian, Polish,
 * Czech, Turkish, Indonesian, Russian, Ukrainian, Greek and Arabic.
 */
const beginnings = [
  'jan ene gen ian sty led oca tammi янв січ ιαν يناير',
  'feb fev lut uno sub helmi фев лют φεβ فبراير',
  'mar mrt bre maalis мар бер μαρ مارس',
  'apr abr avr kwi dub nis huhti апр кві απρ ابريل',
  'may mai mag maj mei kve touko маи мая тра μαι مايو',
  'jun juin giu iun cze cer haz kesa июн чер ιουν يونيو',
  'jul juil lug iul lip cervenec tem heina июл лип ιουλ يوليو',
  'aug ago aou sie srp agu ags elo авг сер αυγ اغسطس',
  'sep set szep wrz zar eyl syys сен вер σεπ سبتمبر',
  'oct okt out ott paz rij eki loka окт жов οκτ اكتوبر',
  'nov noi lis kas marras ноя лис νοε نوفمبر',
  'dec dez dic des gru pro ara joulu дек гру δεκ ديسمبر',
]

/** Longer beginnings first. */
const months = beginnings
  .flatMap((names, at) => names.split(' ').map((name): readonly [string, number] => [name, at + 1]))
  .sort(([one], [other]) => other.length - one.length)

/** The month, from 1, of a name without accents; 0: unknown. */
export function monthNamed(name: string): number {
  const lower = name.toLowerCase()
  return months.find(([start]) => lower.startsWith(start))?.[1] ?? 0
}

/** Time zones by abbreviation, in minutes east of UTC. IST is India's, which has far more feeds than Israel or Ireland. */
export const zones: ReadonlyMap<string, number> = new Map([
  ...(['UTC', 'GMT', 'UT', 'WET', 'Z'] as const).map((name): [string, number] => [name, 0]),
  ...Object.entries({ AT: -240, AST: -240, ADT: -180, NST: -210, NDT: -150, ET: -300, CT: -360, MT: -420, PT: -480 }),
  ...Object.entries({ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 }),
  ...Object.entries({ AKST: -540, AKDT: -480, HST: -600, BRT: -180, ART: -180, BST: 60, WEST: 60, CET: 60, MET: 60 }),
  ...Object.entries({ MEZ: 60, CEST: 120, MEST: 120, MESZ: 120, EET: 120, SAST: 120, EEST: 180, MSK: 180, TRT: 180 }),
  ...Object.entries({ IST: 330, ICT: 420, WIB: 420, HKT: 480, SGT: 480, PHT: 480, AWST: 480, JST: 540, KST: 540 }),
  ...Object.entries({ ACST: 570, AEST: 600, ACDT: 630, AEDT: 660, NZST: 720, NZDT: 780 }),
])
