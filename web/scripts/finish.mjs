// Ends a build: writes .br and .gz beside every text file of dist, keeps dist/.keep for go:embed,
// and refuses a first load of shop or station above 200 KB compressed (HTML, JS and CSS).
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url).pathname
const budget = 200 * 1024
// The page a visitor meets first is a lazy chunk: it belongs to the first load.
const firstLoads = {
  shop: ['shop.html', 'src/shop/home/HomePage.vue'],
  station: ['station.html', 'src/station/today/TodayPage.vue'],
}

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const sizes = new Map()

for (const file of walk(dist)) {
  if (!/\.(html|js|css|svg|json|webmanifest|txt|map)$/.test(file)) continue
  const raw = readFileSync(file)
  const br = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gz = gzipSync(raw, { level: 9 })
  sizes.set(file.slice(dist.length), gz.length)
  if (br.length < raw.length) writeFileSync(file + '.br', br)
  if (gz.length < raw.length) writeFileSync(file + '.gz', gz)
}
writeFileSync(join(dist, '.keep'), '')

let over = false
for (const [front, [page, first]] of Object.entries(firstLoads)) {
  const files = new Set([page])
  for (const entry of [page, first]) collect(entry, files, new Set())
  const total = [...files].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
  console.log(`${front}: first load ${(total / 1024).toFixed(1)} KB gzip in ${files.size} files (at most ${budget / 1024})`)
  over ||= total > budget
}
if (over) {
  console.error('first load is over its budget')
  process.exit(1)
}

function collect(key, files, seen) {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return
  seen.add(key)
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const next of chunk.imports ?? []) collect(next, files, seen)
}

function* walk(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* walk(path)
    else if (!/\.(br|gz)$/.test(name)) yield path
  }
}
