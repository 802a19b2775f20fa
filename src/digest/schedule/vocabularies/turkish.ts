/** Turkish words for schedules. */
import type { ScheduleVocabulary } from './vocabulary.ts'

/** From Monday. */
const fromDays = [
  ['pazartesiden', 'pazartesi den'],
  ['salıdan', 'salı den'],
  ['çarşambadan', 'çarşamba den'],
  ['perşembeden', 'perşembe den'],
  ['cumadan', 'cuma den'],
  ['cumartesiden', 'cumartesi den'],
  ['pazardan', 'pazar den'],
]

const dayNames = ['pazartesi', 'salı', 'çarşamba', 'perşembe', 'cuma', 'cumartesi', 'pazar']
/** Between two days are those from one to the other; without “between”, it is both. */
const pairs = dayNames.flatMap((from) =>
  dayNames.flatMap((to) => [
    [`${from} ile ${to}`, `${from} ve ${to}`],
    [`${from} ile ${to} arası`, `${from} - ${to}`],
    [`${from} ile ${to} arasında`, `${from} - ${to}`],
  ]),
)

/** Numbers with the suffixes of each: at one, to one, past one, from one. */
const units = [
  ['bir', 'birde', 'bire', 'biri', 'birden'],
  ['iki', 'ikide', 'ikiye', 'ikiyi', 'ikiden'],
  ['üç', 'üçte', 'üçe', 'üçü', 'üçten'],
  ['dört', 'dörtte', 'dörde', 'dördü', 'dörtten'],
  ['beş', 'beşte', 'beşe', 'beşi', 'beşten'],
  ['altı', 'altıda', 'altıya', 'altıyı', 'altıdan'],
  ['yedi', 'yedide', 'yediye', 'yediyi', 'yediden'],
  ['sekiz', 'sekizde', 'sekize', 'sekizi', 'sekizden'],
  ['dokuz', 'dokuzda', 'dokuza', 'dokuzu', 'dokuzdan'],
] as const
const tens = [
  ['on', 'onda', 'ona', 'onu', 'ondan'],
  ['yirmi', 'yirmide', 'yirmiye', 'yirmiyi', 'yirmiden'],
] as const
const hours: readonly (readonly [value: number, forms: readonly string[]])[] = [
  ...units.map((forms, at) => [at + 1, forms] as const),
  ...tens.flatMap((forms, ten) => [
    [(ten + 1) * 10, forms] as const,
    ...units.map((more, at) => [(ten + 1) * 10 + at + 1, more.map((form) => `${forms[0]} ${form}`)] as const),
  ]),
]
const hourNumbers = hours.flatMap(([value, forms]) => forms.slice(0, 4).map((form) => [form, value] as const))
const fromHours = hours.map(([, [name = '', , , , from = '']]) => [from, `${name} den`])

export const turkish: ScheduleVocabulary = {
  days: [
    'pazartesi|pzt|pazartesileri|pazartesiye|pazartesiye kadar|pts|pzts|pt',
    'salı|sal|salıları|salıya|salıya kadar',
    'çarşamba|çar|çarşambaları|çarşambaya|çarşambaya kadar|çrş|ça',
    'perşembe|per|perşembeleri|perşembeye|perşembeye kadar|prş|pe',
    'cuma|cum|cumaları|cumaya|cumaya kadar|cu',
    'cumartesi|cmt|cumartesileri|cumartesiye|cumartesiye kadar|cts|cmts|ct',
    'pazar|paz|pazarları|pazara|pazara kadar|pz',
  ],
  daySets: [
    [
      'hafta içi|haftaiçi|hafta içleri|hafta içinde|hafta arası|iş günü|iş günleri|iş günlerinde|işgünü|işgünleri|çalışma günleri',
      [0, 1, 2, 3, 4],
    ],
    ['hafta sonu|haftasonu|hafta sonları|haftasonları|hafta sonunda', [5, 6]],
  ],
  words: {
    every: 'her',
    apart: '',
    rarely:
      'ayda|ayda bir|her ay|aylık|gün aşırı|günaşırı|iki günde bir|üç günde bir|iki haftada bir|haftada|yılda bir|her yıl|yıllık',
    at: '',
    from: '',
    between: '',
    to: 'den|dan|ten|tan',
    before: 'kala|var',
    // Without its mark, geçe would be gece, night: schedule-tokens.ts.
    past: 'geçiyor',
    and: 've|artı|ayrıca|bir de|hem|hem de',
    but: 'ama|fakat|ancak',
    except: '',
    excluded: 'hariç|haricinde|dışında|değil|olmasın|gelmesin|gönderme|gönderilmesin',
    live: 'canlı|sürekli|gerçek zamanlı|geldikçe|çıktıkça|başlıklar geldikçe|başlık geldikçe|haber geldikçe|haberler geldikçe|yeni haber geldikçe|yenisi geldikçe|yeniler geldikçe|yeni bir şey olunca|yeni haber olunca|haber olunca',
    instant:
      'anında|hemen|derhal|anlık|bekletmeden|beklemeden|bekletme|gecikmeden|gelir gelmez|çıkar çıkmaz|yayımlanır yayımlanmaz|tek tek|teker teker|tek başına|ayrı ayrı|her haber tek başına|her başlık tek başına|her haber ayrı|her başlık ayrı|her haber hemen|her haber anında',
    hourly: 'her saat|saatlik|saat başı|saatbaşı|her saat başı|saat başlarında',
    daily: 'her gün|hergün|günlük|her günü|bütün günler|tüm günler|haftanın her günü',
    weekly: 'her hafta|haftalık',
    week: 'haftada bir|haftada bir kez|haftada bir kere|haftada bir defa',
    once: 'bir kez|bir kere|bir defa|bir sefer|tek sefer',
    twice: 'iki kez|iki kere|iki defa|iki sefer',
    times: 'kez|kere|defa|sefer|x',
    a: '',
    most: 'en çok|en fazla|en sık|azami|maksimum|maks',
    half: 'yarım',
    quarter: 'çeyrek',
    hour: 'saatte|saatler',
    h: 'sa',
    minute: 'dakika|dakikada|dakikalık|dk|dak',
    'at or hour': 'saat',
    day: 'gün|günde',
    // The suffix in 10’a is also an English word.
    clock: 'sularında|suları|gibi|civarı|civarında|a|kadar|e kadar|a kadar|ye kadar|ya kadar',
    dawn: 'sabah erken|sabah erkenden|şafak|şafakta|sabaha karşı|sabahın erken saatlerinde',
    morning: 'sabah|sabahı|sabahları|sabahleyin|öğleden önce|kahvaltıda',
    am: 'öö',
    midday: 'öğle|öğlen|öğlenleri|öğleyin|öğleni|öğle vakti|öğle arası',
    afternoon: 'öğleden sonra|öğleden sonraları|ikindi|ikindide|akşamüstü|akşam üstü|akşamüzeri|akşam üzeri',
    pm: 'ös',
    evening: 'akşam|akşamı|akşamları|akşamleyin',
    night: 'gece|gecesi|geceleri|geceleyin|gece boyunca|gece boyu|bütün gece|tüm gece',
    'midnight hours': '',
    noon: 'tam öğlen',
    midnight: 'gece yarısı|geceyarısı|gece yarısında|gece yarıları',
    filler:
      'itibaren|saatinde|saatlerinde|de|da|te|ta|e|ye|ya|i|u|yi|yu|günü|günleri|günlerinde|arası|arasında|lütfen|gönder|gönderin|gönderilsin|gelsin|olsun|olarak|bülten|bir bülten|haber|haberler|haberleri|başlık|başlıklar|bana|sadece|yalnızca|tam|yerel saatle',
  },
  numbers: {
    sıfır: 0,
    ...Object.fromEntries(hourNumbers),
    onbir: 11,
    oniki: 12,
    otuz: 30,
    otuzda: 30,
    otuza: 30,
    'otuz beş': 35,
    kırk: 40,
    'kırk beş': 45,
    'kırk beşte': 45,
    elli: 50,
    'elli beş': 55,
    altmış: 60,
    doksan: 90,
  },
  ordinals: { ikinci: 2, üçüncü: 3, dördüncü: 4, altıncı: 6, sekizinci: 8 },
  aliases: {
    ...Object.fromEntries([...fromDays, ...fromHours]),
    // Half past eight is “eight and a half”.
    buçuk: 'sularında yarım',
    buçukta: 'sularında yarım',
    buçuğa: 'sularında yarım',
    buçuktan: 'sularında yarım den',
    'yarım saat': '30 dakika',
    'bir buçuk saatte bir': 'her 90 dakika',
    'bir buçuk saat': '90 dakika',
    // Once in an hour: behind a number of hours too.
    'saatte bir': 'saatte tek sefer',
    'saatte bir kez': 'saatte tek sefer',
    'saatte bir kere': 'saatte tek sefer',
    'saatte bir defa': 'saatte tek sefer',
    'saat arayla': 'saatte tek sefer',
    'saat aralıkla': 'saatte tek sefer',
    'dkda bir': 'dakika tek sefer',
    'dk da bir': 'dakika tek sefer',
    ...Object.fromEntries(pairs),
    // Between two times.
    ile: 'den',
    'buçuğa kadar': 'sularında yarım',
    yalnız: 'sadece',
    'dakikada bir': 'dakika tek sefer',
    'dakikada bir kez': 'dakika tek sefer',
    'dakika arayla': 'dakika tek sefer',
    // Once in several days is less often than once a day.
    'gece yarısından': 'gece yarısı den',
  },
}
