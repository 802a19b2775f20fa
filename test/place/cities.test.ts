/** How cities are read, with what stands behind them. */
import { describe, expect, it } from 'vitest'
import { parseTimezone } from '../../src/digest/timezone.ts'
import { now, placeNames, placeOf, zoneNames, zoneOf } from './zone-of.ts'

describe('what stands behind a city', () => {
  const cases: readonly (readonly [text: string, place: string])[] = [
    ['London, Ontario', 'London, Ontario, CA · America/Toronto'],
    ['London, ON', 'London, Ontario, CA · America/Toronto'],
    ['London Ontario Canada', 'London, Ontario, CA · America/Toronto'],
    ['london，加拿大', 'London, Ontario, CA · America/Toronto'],
    ['London, England', 'London, GB · Europe/London'],
    ['San José, Costa Rica', 'San Jose, CR · America/Costa_Rica'],
    ['San Jose, California', 'San Jose, California, US · America/Los_Angeles'],
    ['Birmingham, Alabama', 'Birmingham, Alabama, US · America/Chicago'],
    ['Birmingham, UK', 'Birmingham, GB · Europe/London'],
    ['Valencia, Venezuela', 'Valencia, VE · America/Caracas'],
    ['Valencia, España', 'Valencia, ES · Europe/Madrid'],
    ['Melbourne, Florida', 'Melbourne, Florida, US · America/New_York'],
    ['Portland, Maine', 'Portland, Maine, US · America/New_York'],
    ['Portland ME', 'Portland, Maine, US · America/New_York'],
    ['Portland (UTC-5)', 'Portland, Maine, US · America/New_York'],
    ['Springfield, Sangamon County, Illinois', 'Springfield, Illinois, US · America/Chicago'],
    ['Sydney, Nova Scotia', 'Sydney, Nova Scotia, CA · America/Glace_Bay'],
    ['Vancouver, WA', 'Vancouver, Washington, US · America/Los_Angeles'],
    ['El Paso, Texas', 'El Paso, Texas, US · America/Denver'],
    ['伦敦，安大略', '伦敦, Ontario, CA · America/Toronto'],
    ['圣何塞，哥斯达黎加', '圣何塞, CR · America/Costa_Rica'],
    ['Лондон, Канада', 'London, Ontario, CA · America/Toronto'],
    ['Washington, DC', 'Washington, D.C., District of Columbia, US · America/New_York'],
    ['Canada, Toronto', 'Toronto, Ontario, CA · America/Toronto'],
    ['Canada/Toronto', 'Toronto, Ontario, CA · America/Toronto'],
    ['USA Chicago', 'Chicago, Illinois, US · America/Chicago'],
    ['Berlin (CET)', 'Berlin, DE · Europe/Berlin'],
    ['Seoul South Korea', 'Seoul, KR · Asia/Seoul'],
    ['Skopje North Macedonia', 'Skopje, MK · Europe/Skopje'],
    ['Грозный, Россия', 'Groznyy, RU · Europe/Moscow'],
    ['Munich, Bavaria', 'Munich, Bayern, DE · Europe/Berlin'],
    ['Palermo, Sicily', 'Palermo, Sicily, IT · Europe/Rome'],
    ["St. John's, Antigua", "Saint John's, AG · America/Antigua"],
    ['浙江温州', 'CN · Asia/Shanghai'],
    ['Москва, Россия', 'Moscow, RU · Europe/Moscow'],
    ['加拿大温哥华', '温哥华, British Columbia, CA · America/Vancouver'],
    ['美國洛杉磯', '洛杉磯, California, US · America/Los_Angeles'],
  ]
  it.each(cases)('%s: %s', (text, place) => expect(placeOf(text)).toBe(place))

  const unknownThere: readonly (readonly [text: string, place: string])[] = [
    ['Paris, TX', 'Texas, US · America/Chicago'],
    ['Paris (Texas)', 'Texas, US · America/Chicago'],
    ['Dublin, CA', 'California, US · America/Los_Angeles'],
    ['Cambridge, MA', 'Massachusetts, US · America/New_York'],
    ['Shibuya, Tokyo', 'Tokyo, JP · Asia/Tokyo'],
    ['Brooklyn, New York', 'New York, US · America/New_York'],
    ['Saint-Denis, France', 'FR · Europe/Paris'],
    ['Yaren, Nauru', 'NR · Pacific/Nauru'],
  ]
  it.each(unknownThere)('decides for a city that the gazetteer lacks, where it has one time: %s', (text, place) => {
    expect(placeOf(text)).toBe(place)
  })

  it('is asked about where it has several times', () => {
    const lewiston = 'Lewiston, Idaho, US · America/Los_Angeles'
    expect(placeNames('Moscow Idaho')).toEqual(['Boise, Idaho, US · America/Boise', lewiston])
  })

  it('is never dropped: the namesakes are proposed if it is unknown', () => {
    expect(zoneNames('London, Foo')).toEqual(['Europe/London', 'America/Toronto', 'America/New_York'])
    expect(parseTimezone('London, Foo', now)).toMatchObject({ problem: { kind: 'timezone-unknown' } })
  })
})

describe('a city with namesakes', () => {
  const famous: readonly (readonly [text: string, place: string])[] = [
    ['London', 'London, GB · Europe/London'],
    ['Paris', 'Paris, FR · Europe/Paris'],
    ['Melbourne', 'Melbourne, Victoria, AU · Australia/Melbourne'],
    ['St. Petersburg', 'St. Petersburg, RU · Europe/Moscow'],
    ['Alexandria', 'Alexandria, EG · Africa/Cairo'],
    ['LA', 'Los Angeles, California, US · America/Los_Angeles'],
  ]
  it.each(famous)('is not asked about if they are small: %s', (text, place) => expect(placeOf(text)).toBe(place))

  const asked: readonly (readonly [text: string, zones: readonly string[]])[] = [
    ['Springfield', ['America/New_York', 'America/Chicago', 'America/Los_Angeles']],
    ['Santiago', ['America/Santiago', 'America/Santo_Domingo', 'America/Panama']],
    ['San Juan', ['America/Puerto_Rico', 'America/Argentina/San_Juan']],
    ['Birmingham', ['Europe/London', 'America/Chicago']],
    ['Valencia', ['America/Caracas', 'Europe/Madrid']],
    ['San Jose', ['America/Los_Angeles', 'America/Costa_Rica', 'America/Montevideo', 'America/La_Paz']],
    ['Georgia', ['America/New_York', 'Asia/Tbilisi']],
    ['Washington', ['America/Los_Angeles', 'America/New_York']],
    ['Cali', ['America/Los_Angeles', 'America/Bogota']],
    ['Santa Fe', ['America/Argentina/Cordoba', 'America/Denver']],
    ['WA', ['America/Los_Angeles', 'Australia/Perth', 'Africa/Accra']],
    ['Norfolk', ['America/New_York', 'Europe/London', 'America/Chicago', 'Pacific/Norfolk']],
    ['عمان', ['Asia/Muscat', 'Asia/Amman']],
  ]
  it.each(asked)('is asked about, the most populous first: %s', (text, zones) => {
    expect(parseTimezone(text, now)).toMatchObject({ problem: { kind: 'timezone-unclear' } })
    expect(zoneNames(text).toSorted()).toEqual(zones.toSorted())
    expect(zoneNames(text)[0]).toBe(zones[0])
  })

  it('is proposed with its region and country', () => {
    expect(placeNames('Cordoba').slice(0, 1)).toEqual(['Córdoba, AR · America/Argentina/Cordoba'])
    expect(placeNames('Springfield')[0]).toBe('Springfield, Massachusetts, US · America/New_York')
  })
})

describe('a place that few people mean', () => {
  const cases: readonly (readonly [name: string, text: string, places: readonly string[]])[] = [
    ['a town named after a city that the gazetteer lacks', 'Derby', ['Derby, Western Australia, AU · Australia/Perth']],
    ['a code that is a word', 'no', ['NO · Europe/Oslo']],
    ['an abbreviation that is a word', 'Cat', ['Africa/Maputo']],
  ]
  it.each(cases)('is asked about: %s', (_, text, places) => expect(placeNames(text)).toEqual(places))

  it.each([
    ['Derby, Australia', 'Australia/Perth'],
    ['NO', 'Europe/Oslo'],
    ['CAT', 'Africa/Maputo'],
    ['Nuuk', 'America/Nuuk'],
    ['Broken Hill', 'Australia/Broken_Hill'],
  ])('is not asked about if it is said, or a zone is named after it: %s', (text, zone) =>
    expect(zoneOf(text)).toBe(zone),
  )

  it.each([
    ['Jersey City', 'Europe/Jersey'],
    ['La Trinidad', 'America/Port_of_Spain'],
    ['Villa Lugano', 'America/Havana'],
    ['안양', 'Asia/Shanghai'],
    ['дом', 'America/Santo_Domingo'],
  ])('is not taken for another one: %s', (text, zone) => expect(zoneOf(text)).not.toBe(zone))
})

describe('a city in any spelling', () => {
  const cases: readonly (readonly [text: string, zone: string])[] = [
    ['shanghai', 'Asia/Shanghai'],
    [' New  York ', 'America/New_York'],
    ['NYC', 'America/New_York'],
    ['New York, USA', 'America/New_York'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Kiev', 'Europe/Kyiv'],
    ['Zürich', 'Europe/Zurich'],
    ['Muenchen', 'Europe/Berlin'],
    ['Duesseldorf', 'Europe/Berlin'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['Saint Petersburg', 'Europe/Moscow'],
    ['St.Petersburg', 'Europe/Moscow'],
    ["St John's, NL", 'America/St_Johns'],
    ['Port-au-Prince', 'America/Port-au-Prince'],
    ['Nuuk', 'America/Nuuk'],
    ['Perm', 'Asia/Yekaterinburg'],
    ['Ciudad Juárez', 'America/Ciudad_Juarez'],
    ['Punta Arenas', 'America/Punta_Arenas'],
    ["'s-Hertogenbosch", 'Europe/Amsterdam'],
    ['hongkong', 'Asia/Hong_Kong'],
    ['Hải Phòng', 'Asia/Ho_Chi_Minh'],
    ['石家莊市', 'Asia/Shanghai'],
    ['北海道', 'Asia/Tokyo'],
    ['부산광역시', 'Asia/Seoul'],
    ['Vizag', 'Asia/Kolkata'],
    ['25 de Mayo, Argentina', 'America/Argentina/Salta'],
    ['in Paris', 'Europe/Paris'],
    ['I live in Berlin', 'Europe/Berlin'],
    ['我在上海', 'Asia/Shanghai'],
    ['上海市', 'Asia/Shanghai'],
    ['東京都', 'Asia/Tokyo'],
    ['京都', 'Asia/Tokyo'],
    ['臺北', 'Asia/Taipei'],
    ['紐約', 'America/New_York'],
    ['서울', 'Asia/Seoul'],
    ['서울시', 'Asia/Seoul'],
    ['とうきょう', 'Asia/Tokyo'],
    ['Москва', 'Europe/Moscow'],
    ['Казань', 'Europe/Moscow'],
    ['Тверь', 'Europe/Moscow'],
    ['수원', 'Asia/Seoul'],
    ['Πάτρα', 'Europe/Athens'],
    ['ქუთაისი', 'Asia/Tbilisi'],
    ['Нью-Йорк', 'America/New_York'],
    ['Мюнхен', 'Europe/Berlin'],
    ['Київ', 'Europe/Kyiv'],
    ['Αθήνα', 'Europe/Athens'],
    ['القاهرة', 'Africa/Cairo'],
    ['دبي', 'Asia/Dubai'],
    ['تهران', 'Asia/Tehran'],
    ['תל אביב', 'Asia/Jerusalem'],
    ['मुंबई', 'Asia/Kolkata'],
    ['ঢাকা', 'Asia/Dhaka'],
    ['சென்னை', 'Asia/Kolkata'],
    ['กรุงเทพ', 'Asia/Bangkok'],
    ['Երևան', 'Asia/Yerevan'],
    ['თბილისი', 'Asia/Tbilisi'],
    ['አዲስ አበባ', 'Africa/Addis_Ababa'],
  ]
  it.each(cases)('%s is in %s', (text, zone) => expect(zoneOf(text)).toBe(zone))
})

describe('a place where two clocks are in use', () => {
  const cases: readonly (readonly [text: string, zones: readonly string[]])[] = [
    ['Urumqi', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['Lhasa', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['拉薩', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['Tibet', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['乌鲁木齐', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['Kashgar', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['Xinjiang', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['Donetsk', ['Europe/Kyiv', 'Europe/Moscow']],
    ['Crimea', ['Europe/Simferopol', 'Europe/Kyiv']],
    ['Севастополь', ['Europe/Simferopol', 'Europe/Kyiv']],
  ]
  it.each(cases)('%s is asked about, and no country is named', (text, zones) => {
    expect(placeNames(text)).toEqual(zones)
  })

  it.each([
    ['Pristina', 'Europe/Belgrade'],
    ['China', 'Asia/Shanghai'],
    ['Ukraine', 'Europe/Kyiv'],
  ])('%s has one time', (text, zone) => expect(zoneOf(text)).toBe(zone))
})
