// What a browser fetches before the first page shows: the entry and what it imports at once. Fails above the limit.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const MOST_KB = 250

const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const needed = new Set()
const need = (name) => {
  if (needed.has(name)) return
  needed.add(name)
  for (const next of manifest[name].imports ?? []) need(next)
}
for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) need(name)
const bytes = [...needed].map((name) => gzipSync(readFileSync(new URL(manifest[name].file, dist))).length)
const kb = bytes.reduce((sum, one) => sum + one, 0) / 1000
console.log(`initial JavaScript: ${kb.toFixed(1)} kB gzipped of ${MOST_KB}`)
if (kb > MOST_KB) process.exit(1)
