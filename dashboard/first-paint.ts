import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

const ROUTER = '/src/app/router.tsx'

/**
 * Puts into the built index.html what a browser would otherwise learn of only after the scripts have run: the style sheet
 * itself, and under `#page-files` the files of each page by its path, for the script in index.html to ask for.
 */
export function firstPaint(): Plugin {
  let router = ''
  return {
    name: 'first-paint',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith(ROUTER)) router = code
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => (bundle ? withPageFiles(withStyle(html, bundle), router, bundle) : html),
    },
  }
}

function withStyle(html: string, bundle: Bundle): string {
  const link = /<link rel="stylesheet"[^>]*href="\/(assets\/[^"]+)"[^>]*>/.exec(html)
  const sheet = bundle[link?.[1] ?? '']
  if (!link || sheet?.type !== 'asset') throw new Error('the page has no style sheet to put into index.html')
  return html.replace(link[0], () => `<style>${String(sheet.source).trim()}</style>`)
}

/** In JSON, which no policy takes for a script. */
function withPageFiles(html: string, router: string, bundle: Bundle): string {
  const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk')
  const first = new Set(chunks.filter((one) => one.isEntry).flatMap((one) => [one.fileName, ...needed(one, bundle)]))
  const pages = pagesOf(router)
  if (pages.length !== router.match(/\bimport\('/g)?.length) throw new Error(`of the router's pages only ${pages.length} were understood`)
  const files = Object.fromEntries(
    pages.map(({ path, module }) => {
      const chunk = chunks.find((one) => one.facadeModuleId?.includes(`/src/${module}.`))
      if (!chunk) throw new Error(`${module} of the router is in no file of its own`)
      return [path, [chunk.fileName, ...needed(chunk, bundle)].filter((one) => !first.has(one))]
    }),
  )
  return html.replace('<script', () => `<script type="application/json" id="page-files">${JSON.stringify(files)}</script>\n    <script`)
}

function needed(chunk: Chunk, bundle: Bundle, known = new Set<string>()): string[] {
  for (const name of chunk.imports) {
    const next = bundle[name]
    if (known.has(name) || next?.type !== 'chunk') continue
    known.add(name)
    needed(next, bundle, known)
  }
  return [...known]
}

/** Where each page's module is, as the router says: pages of a business by what follows it, the others with a slash. */
export function pagesOf(router: string): { path: string; module: string }[] {
  const routes = router.matchAll(/getParentRoute: \(\) => (root|business),\s*path: '\/([^']+)',(?:(?!createRoute)[^])*?import\('@\/([^']+)'\)/g)
  return [...routes].map(([, parent, path = '', module = '']) => ({ path: `${parent === 'root' ? '/' : ''}${path.replace(/\$\w+$/, '*')}`, module }))
}
