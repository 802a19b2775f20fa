/** Lets Node load the Worker: whoever asks for `cloudflare:workers` is given the stand-in. Import it before the Worker. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'cloudflare:workers'
      ? { url: new URL('workers-module.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
