/** Types of the gazetteer's data. */
declare module 'city-timezones/data/cityMap.json' {
  /** The records; as JSON text in the Worker, by the rule in wrangler.toml. */
  const records: unknown
  export default records
}
