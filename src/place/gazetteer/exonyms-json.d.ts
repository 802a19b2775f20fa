/** Types of the names of cities. */
declare module '*/exonyms.json' {
  /** Names by city; as JSON text in the Worker, by the rule in wrangler.toml. */
  const records: unknown
  export default records
}
