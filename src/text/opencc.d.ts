/** Types of OpenCC's dictionaries. */
declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified simplified…`, separated by bars. */
  const pairs: string
  export default pairs
}
