/** Names of months and time zones in dates of feeds. */

/**
 * Beginnings of month names without accents, January first: English, Romance and Germanic languages, Finnish, Estonian, Hungarian,
 * Polish, Czech, Turkish, Indonesian, Russian, Ukrainian, Bulgarian, Serbian, Greek, Arabic and Hebrew.
 */
const beginnings = [
  'jan jaan ene gen ian sty led oca tammi янв яну јан січ ιαν يناير ינו בינו',
  'feb fev veeb lut uno sub helmi фев лют φεβ فبراير פבר בפבר',
  'mar mrt maart bre maalis мар бер μαρ مارس מרץ מרצ במרץ',
  'apr abr avr kwi dub nis huhti апр кві απρ ابريل אפר באפר',
  'may mai mag maj mei kve touko маи мая мај тра μαι مايو מאי במאי',
  'jun juun juin giu iun cze cer haz kesa июн юни јун чер ιουν يونيو יונ ביונ',
  'jul juul juil lug iul lip cervenec tem heina июл юли јул лип ιουλ يوليو יול ביול',
  'aug ago aou sie srp agu ags elo авг сер αυγ اغسطس אוג באוג',
  'sep set szep wrz zar eyl syys сен сеп вер σεπ سبتمبر ספט בספט',
  'oct okt out ott paz rij eki loka окт жов οκτ اكتوبر אוק באוק',
  'nov noi lis kas marras ноя ное нов лис νοε نوفمبر נוב בנוב',
  'dec dez dic des dets gru pro ara joulu дек дец гру δεκ ديسمبر דצמ בדצמ',
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

/**
 * Time zones by abbreviation, in minutes east of UTC, as RFC 822 and the tz database have them. IST is India's, which has far more feeds
 * than Israel or Ireland; BST is Britain's, CST and AST are America's.
 */
export const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    // Europe
    ...{ UTC: 0, GMT: 0, UT: 0, WET: 0, Z: 0, AZOT: -60, AZOST: 0, WEST: 60, BST: 60, CET: 60, MET: 60, MEZ: 60 },
    ...{ CEST: 120, CEDT: 120, MEST: 120, MESZ: 120, EET: 120, EEST: 180, EEDT: 180, FET: 180, MSK: 180, TRT: 180 },
    ...{ MSD: 240, SAMT: 240 },
    // North America
    ...{ AT: -240, AST: -240, ADT: -180, NST: -210, NDT: -150, ET: -300, CT: -360, MT: -420, PT: -480 },
    ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 },
    ...{ AKST: -540, AKDT: -480, HST: -600, HDT: -540, HAST: -600, HADT: -540, PMST: -180, PMDT: -120 },
    // In French: heure normale, heure avancée
    ...{ HNT: -210, HAT: -150, HNA: -240, HAA: -180, HNE: -300, HAE: -240, HNC: -360, HAC: -300, HNR: -420, HAR: -360 },
    ...{ HNP: -480, HAP: -420 },
    // South America
    ...{
      BRT: -180,
      BRST: -120,
      ART: -180,
      CLT: -240,
      CLST: -180,
      COT: -300,
      PET: -300,
      ECT: -300,
      VET: -240,
      BOT: -240,
    },
    ...{ UYT: -180, UYST: -120, PYT: -240, PYST: -180, GYT: -240, GFT: -180, SRT: -180, FNT: -120, GALT: -360 },
    // Africa
    ...{ WAT: 60, WAST: 120, CAT: 120, SAST: 120, EAT: 180, CVT: -60, MUT: 240, SCT: 240, RET: 240 },
    // Western and Central Asia
    ...{
      IDT: 180,
      IRST: 210,
      IRDT: 270,
      GST: 240,
      AZT: 240,
      GET: 240,
      AFT: 270,
      PKT: 300,
      UZT: 300,
      TMT: 300,
      TJT: 300,
    },
    ...{ ALMT: 360, KGT: 360, YEKT: 300, OMST: 360, NOVT: 420, KRAT: 420, HOVT: 420, IRKT: 480, ULAT: 480, YAKT: 540 },
    ...{ VLAT: 600, MAGT: 660, SAKT: 660, SRET: 660, PETT: 720, ANAT: 720 },
    // South and East Asia
    ...{ IST: 330, NPT: 345, BDT: 360, BTT: 360, MVT: 300, MMT: 390, ICT: 420, WIB: 420, WITA: 480, WIT: 540 },
    ...{ HKT: 480, SGT: 480, MYT: 480, BNT: 480, PHT: 480, BJT: 480, JST: 540, KST: 540, TLT: 540 },
    // Australia and the Pacific
    ...{ AWST: 480, ACWST: 525, ACST: 570, AEST: 600, ACDT: 630, LHST: 630, AEDT: 660, LHDT: 660, NFT: 660, PGT: 600 },
    ...{ CHST: 600, SBT: 660, VUT: 660, NCT: 660, NZST: 720, NZDT: 780, FJT: 720, TVT: 720, MHT: 720, CHAST: 765 },
    ...{ CHADT: 825, TOT: 780, PHOT: 780, LINT: 840, TAHT: -600, CKT: -600, NUT: -660, SST: -660 },
  }),
)
