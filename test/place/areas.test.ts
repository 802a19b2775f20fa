/** How countries and regions are read: by name in any language, by code and by flag. */
import { describe, expect, it } from 'vitest'
import { placeOf, zoneNames, zoneOf } from './zone-of.ts'

describe('a country', () => {
  const cases: readonly (readonly [text: string, place: string])[] = [
    ['Japan', 'JP · Asia/Tokyo'],
    ['日本', 'JP · Asia/Tokyo'],
    ['Deutschland', 'DE · Europe/Berlin'],
    ['Alemania', 'DE · Europe/Berlin'],
    ['Германия', 'DE · Europe/Berlin'],
    ['ألمانيا', 'DE · Europe/Berlin'],
    ['जर्मनी', 'DE · Europe/Berlin'],
    ['독일', 'DE · Europe/Berlin'],
    ['ドイツ', 'DE · Europe/Berlin'],
    ['德國', 'DE · Europe/Berlin'],
    ['ประเทศไทย', 'TH · Asia/Bangkok'],
    ['Ελλάδα', 'GR · Europe/Athens'],
    ['भारत', 'IN · Asia/Kolkata'],
    ['Nepal', 'NP · Asia/Kathmandu'],
    ['Türkiye', 'TR · Europe/Istanbul'],
    ['Turkey', 'TR · Europe/Istanbul'],
    ['Burma', 'MM · Asia/Yangon'],
    ['Việt Nam', 'VN · Asia/Ho_Chi_Minh'],
    ['Kosovo', 'XK · Europe/Belgrade'],
    ['科索沃', 'XK · Europe/Belgrade'],
    ['Trinidad and Tobago', 'TT · America/Port_of_Spain'],
    ['Jersey', 'JE · Europe/Jersey'],
    ['Norfolk Island', 'Pacific/Norfolk'],
    ['瑙鲁', 'NR · Pacific/Nauru'],
    ['🇳🇷', 'NR · Pacific/Nauru'],
    ['السعودية', 'SA · Asia/Riyadh'],
    ['Taiwan', 'TW · Asia/Taipei'],
    ['台灣', 'TW · Asia/Taipei'],
    ['Hong Kong', 'Hong Kong, HK · Asia/Hong_Kong'],
    ['Argentina', 'AR · America/Argentina/Buenos_Aires'],
    ['Greenland', 'GL · America/Nuuk'],
    ['UK', 'GB · Europe/London'],
    ['Scotland', 'GB · Europe/London'],
    ['the Netherlands', 'NL · Europe/Amsterdam'],
    ['🇩🇪', 'DE · Europe/Berlin'],
    ['🇮🇳', 'IN · Asia/Kolkata'],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'GB · Europe/London'],
    ['DE', 'DE · Europe/Berlin'],
    ['JP', 'JP · Asia/Tokyo'],
    ['JPN', 'JP · Asia/Tokyo'],
  ]
  it.each(cases)('%s: %s', (text, place) => expect(placeOf(text)).toBe(place))

  const asked: readonly (readonly [text: string, zones: readonly string[]])[] = [
    ['🇺🇸', ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Denver']],
    ['USA', ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu']],
    ['美国', ['America/New_York', 'America/Chicago', 'America/Los_Angeles']],
    ['Россия', ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Vladivostok']],
    ['刚果（金）', ['Africa/Kinshasa', 'Africa/Lubumbashi']],
    ['Kashmir', ['Asia/Kolkata', 'Asia/Karachi']],
    ['Canada', ['America/Toronto', 'America/Vancouver', 'America/Edmonton', 'America/Halifax']],
    ['Australia', ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth']],
    ['Indonesia', ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']],
    ['Brazil', ['America/Sao_Paulo', 'America/Manaus']],
  ]
  it.each(asked)('with several times is asked about: %s', (text, zones) => {
    expect(zoneNames(text)).toEqual(expect.arrayContaining([...zones]))
    expect(zoneNames(text)[0]).toBe(zones[0])
  })

  const codes: readonly (readonly [text: string, zones: readonly string[]])[] = [
    ['IN', ['Asia/Kolkata', 'America/Indiana/Indianapolis']],
    ['ME', ['America/New_York', 'Europe/Podgorica']],
    ['CO', ['America/Bogota', 'America/Denver']],
    ['CA', ['America/Los_Angeles', 'America/Toronto']],
  ]
  it.each(codes)('is asked about by a code that a large state has too: %s', (text, zones) => {
    expect(zoneNames(text)).toEqual(expect.arrayContaining([...zones]))
  })
})

describe('a region', () => {
  const cases: readonly (readonly [text: string, zone: string])[] = [
    ['Texas', 'America/Chicago'],
    ['TX', 'America/Chicago'],
    ['Texas, USA', 'America/Chicago'],
    ['California', 'America/Los_Angeles'],
    ['加州', 'America/Los_Angeles'],
    ['Hawaii', 'Pacific/Honolulu'],
    ['Ontario', 'America/Toronto'],
    ['Ontario, Canada', 'America/Toronto'],
    ['BC', 'America/Vancouver'],
    ['New South Wales', 'Australia/Sydney'],
    ['NSW', 'Australia/Sydney'],
    ['Queensland', 'Australia/Brisbane'],
    ['Bavaria', 'Europe/Berlin'],
    ['Sverdlovsk Oblast', 'Asia/Yekaterinburg'],
    ['Свердловская область', 'Asia/Yekaterinburg'],
    ['Пермский край', 'Asia/Yekaterinburg'],
    ['Bahia', 'America/Bahia'],
    ['Bali', 'Asia/Makassar'],
    ['巴厘岛', 'Asia/Makassar'],
    ['Canary Islands', 'Atlantic/Canary'],
    ['Azores', 'Atlantic/Azores'],
    ['Tenerife', 'Atlantic/Canary'],
    ['Galapagos Islands', 'Pacific/Galapagos'],
    ['Lord Howe Island', 'Australia/Lord_Howe'],
    ['Easter Island', 'Pacific/Easter'],
    ['Isla de Pascua', 'Pacific/Easter'],
    ['Crete', 'Europe/Athens'],
    ['Maui', 'Pacific/Honolulu'],
    ['Tuscany', 'Europe/Rome'],
    ['Gujarat', 'Asia/Kolkata'],
    ['US-TX', 'America/Chicago'],
    ['廣東省', 'Asia/Shanghai'],
  ]
  it.each(cases)('%s has the time of %s', (text, zone) => expect(zoneOf(text)).toBe(zone))

  it('is named without the soft signs of its romanisation', () => {
    expect(placeOf('Пермский край')).toBe('Perm, RU · Asia/Yekaterinburg')
  })

  it('with two times is asked about', () => {
    expect(zoneNames('Newfoundland')).toEqual(['America/St_Johns', 'America/Goose_Bay'])
    expect(zoneNames('Indiana')).toEqual(['America/Indiana/Indianapolis', 'America/Chicago'])
  })
})
