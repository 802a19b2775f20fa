/** Vite's list of the files that match a pattern, each loaded when it is called. */
interface ImportMeta {
  readonly glob: <Module>(
    pattern: string,
    options: { readonly query: string; readonly import: string },
  ) => Readonly<Record<string, () => Promise<Module>>>
}
