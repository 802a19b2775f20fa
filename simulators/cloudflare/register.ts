/** Lets Node load the Worker: replaces `cloudflare:workers` with the simulator's module and compiles JSX. Import it before the Worker. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'cloudflare:workers'
      ? { url: new URL('workers-module.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    if (!url.endsWith('.tsx')) return next(url, context)
    const jsx = { jsx: 'automatic', jsxImportSource: 'hono/jsx' } as const
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), { loader: 'tsx', format: 'esm', ...jsx })
    return { format: 'module', source: code, shortCircuit: true }
  },
})
