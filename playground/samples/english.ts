/** The English sample. */
import type { Sample, SampleTexts } from './sample-texts.ts'

const article = [
  'It began with a notice on the harbour wall, written by hand and taped up before breakfast. By noon the whole town had read it, and by evening there was a queue.',
  '“Nobody expected this,” said Ada Finch, who has lived on the quay for sixty years. “We thought that we would be five people and a dog. In the end they had to fetch the benches from the church.”',
  'The council will decide in spring whether it goes on. Until then, the kettle stays on, the door stays open, and the last one out turns off the light.',
  'This story is a sample. The town, its people and their newspaper are invented.',
]

const feed = (title: string, headlines: readonly string[]): Sample => ({ title, language: 'en', headlines, article })

export const english: SampleTexts = {
  language: 'en',
  tag: 'en',
  owner: { firstName: 'Mei', lastName: 'Lin', username: 'meilin' },
  stranger: { firstName: 'Stranger', username: 'somebody_else' },
  channel: { title: 'Morning Headlines', username: 'morning_headlines' },
  newChannels: ['Second Edition', 'Harbour Wire', 'Late Extra', 'Weekend Reader'],
  feeds: {
    rss: feed('The Harbour Gazette', [
      'Fishermen vote to keep the last staffed lighthouse',
      'Night trains return to the northern line after eleven years',
      'A village school finds an asteroid with a borrowed telescope',
      'Bakers and millers agree on a price that both can live with',
      'Storks arrive two weeks early, and so do the photographers',
    ]),
    atom: feed('Northfield Post', [
      'Stonebridge gives its oldest bridge back to cyclists',
      'Island library lends out its thousandth bicycle',
      'A century of lost weather records turns up in an attic',
      'The night market moves to the old station yard',
      'Pinewood county plants a tree for every newborn',
    ]),
  },
  hasSeed: false,
  notices: {
    title: 'Harbour town notices',
    language: 'en',
    headlines: [
      'The ferry to Skerrow sails an hour later in December',
      'Residents may name the new weather station until Friday',
      'Water is turned off in Mill Lane on Tuesday morning',
      'The night market moves to the old station yard',
      'Applications for the roof gardens open on Monday',
    ],
  },
  list: [
    feed('Skerrow Weather Log', ['Fog until noon, then a calm sea', 'The first frost comes early this year']),
    feed('The Slow Kitchen', ['Bread that waits for you overnight', 'Three soups for a week of rain']),
    feed('Tidewater Science', ['Why crabs walk sideways', 'A map of every lighthouse, by colour']),
  ],
  invented: {
    places: [
      'Harbour town',
      'Eastmere',
      'The island of Skerrow',
      'Stonebridge',
      'Northfield university',
      'Whitesand Bay',
      'The old ferry quarter',
      'Pinewood county',
      'Millbrook',
      'Lower Aldergate',
      'The valley of Hollin',
    ],
    events: [
      'opens its library at night, and every seat is taken',
      'gives its oldest bridge back to cyclists',
      'lets residents adopt a roof garden',
      'finds a century of lost weather records',
      'tries a four-day week, to mixed reviews',
      'moves its ferries to batteries and gains ten minutes',
      'holds the first kite-mail contest',
      'turns a disused platform into a cinema',
      'reports the cleanest river water in twenty years',
      'asks everybody to name the new weather station',
      'hears its choir sing through a cloudburst',
      'repairs the old clock, which strikes noon again',
      'shares a fireboat with its neighbour',
    ],
    space: ' ',
  },
  remark: '. A sample: the story is invented.',
  filterWord: 'weather',
  translateTo: 'de',
}
