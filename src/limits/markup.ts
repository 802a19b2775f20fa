/** Limits of reading XML and HTML. */

const KB = 1024

export const xml = {
  /** Names of elements in a cache. */
  names: 1000,
  nameUnits: 60,
  /** After this many elements without an end tag, no more end tags are searched for, so the time stays linear. */
  unclosed: 50,
  /** Child elements of one name. */
  siblings: 200,
  /** How much of a text is read: a reading page's limit, with room for escapes. */
  textBytes: 96 * KB,
  /** How much of a document's head is read, and how much of it for namespaces. */
  headUnits: 128 * KB,
  rootUnits: 8 * KB,
  /** How much of a document is searched for its first element. */
  sniffedUnits: 16 * KB,
  /** Entities that a DOCTYPE declares, and the length of each. */
  entities: 100,
  entityUnits: 500,
  /** How much all of them may add to a document. */
  entityGrowthUnits: 64 * KB,
  doctypeUnits: 64 * KB,
} as const

export const html = {
  lines: 400,
  /** Lines of an item's text that filters search. */
  linesOfText: 4000,
  /** Pictures that are considered for an item's image. */
  imageTags: 40,
  /** Smaller pictures, in either direction, are icons or tracking pixels. */
  imagePixels: 64,
  /** Wide enough for a picture in a message. */
  imageWidthPixels: 1280,
  srcsetUnits: 8 * KB,
  /** How much of a text is examined for escaped markup, and how much is unescaped. */
  sampleUnits: 8 * KB,
  unescapedUnits: 64 * KB,
  /** Share links of a text that are searched for the publisher's short link. */
  shareLinks: 400,
  shortPathUnits: 16,
  /** Longer lines are no boilerplate: "The post … appeared first on …", other boilerplate, and links to the full text. */
  appearedFirstUnits: 500,
  boilerplateUnits: 160,
  readOnUnits: 90,
  labelUnits: 40,
  /** How much of a text's end is searched for links to the full text. */
  endingUnits: 60,
  /** How much of a text's end is searched for links to its discussion. */
  discussionUnits: 3000,
  preambleUnits: 100,
  preambleWords: 10,
  linkRowUnits: 200,
  linkRowLinkUnits: 25,
  /** If less text remains, the preamble stays. */
  storyUnits: 20,
} as const
