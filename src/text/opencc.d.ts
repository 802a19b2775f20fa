/** OpenCC's dictionaries come without types. */
declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified simplified…`, parted by bars. */
  const pairs: string
  export default pairs
}
