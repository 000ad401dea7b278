/** Writes the sample town: `npx tsx data/generate/main.ts`. The same bytes every time. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { files } from './files.ts'

const folder = join(import.meta.dirname, '../town')
mkdirSync(folder, { recursive: true })
const { texts, planted } = files()
for (const [name, text] of Object.entries(texts)) {
  writeFileSync(join(folder, name), text)
  console.log(`${name}: ${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`)
}
for (const p of planted) console.log(`planted: ${p.what}: ${p.crime}, ${p.address}`)
