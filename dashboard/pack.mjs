// Beside each file of the built page the same by brotli, as CloudFront would pack it: local/page.py gives it out.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const WORTH_PACKING = /\.(html|js|css|svg)$/

const dist = new URL('./dist/', import.meta.url)
for (const folder of ['', 'assets/']) {
  for (const name of readdirSync(new URL(folder, dist))) {
    if (!WORTH_PACKING.test(name)) continue
    const content = readFileSync(new URL(folder + name, dist))
    const packed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
    writeFileSync(new URL(`${folder}${name}.br`, dist), packed)
  }
}
