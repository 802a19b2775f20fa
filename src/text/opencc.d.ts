/** OpenCC's dictionaries have no types. */
declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified simplified…`, separated by bars. */
  const pairs: string
  export default pairs
}
