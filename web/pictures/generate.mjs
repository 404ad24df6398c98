/*
 * Draws the product pictures of the demo, the headers of the villages and the home-screen icons.
 *
 *   npm run pictures                 everything
 *   npm run pictures -- honey-jar    only the named product pictures and villages (`icons`: the home-screen icons)
 *
 * Needs Chromium (or CHROMIUM=/path/to/it) and the Noto CJK fonts for the labels. The same sources give the
 * same pictures; see README.md here.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { darkroom } from './darkroom.mjs'
import { villages } from './landscape/villages.js'

const products = fileURLToPath(new URL('../../internal/demo/pictures/', import.meta.url))
const site = fileURLToPath(new URL('../public/', import.meta.url))
const headers = fileURLToPath(new URL('../src/pictures/villages/', import.meta.url))

const product = { size: 1200, samples: 10, grain: 0.7, limit: 60_000 }
const header = { width: 1440, height: 560, limit: 45_000 }
const small = { width: 720, height: 360, limit: 20_000 }

const wanted = process.argv.slice(2)
const chosen = (name) => wanted.length === 0 || wanted.includes(name)
const pixels = (dataURL) => Buffer.from(dataURL.slice(dataURL.indexOf(',') + 1), 'base64')

/** The best encoding, of qualities 30 to 84, that stays within the limit in bytes. */
async function within(limit, encode) {
  let low = 30, high = 84, best
  while (low <= high) {
    const quality = (low + high) >> 1
    const file = await encode(quality)
    if (file.length <= limit) {
      best = file
      low = quality + 1
    } else high = quality - 1
  }
  if (!best) throw new Error(`no quality fits ${limit} bytes`)
  return best
}

async function drawProducts(page) {
  const captions = await page.evaluate('captions')
  const sorted = Object.fromEntries(Object.entries(captions).sort(([a], [b]) => (a < b ? -1 : 1)))
  await writeFile(`${products}captions.json`, `${JSON.stringify(sorted, null, 2)}\n`)
  for (const name of Object.keys(sorted).filter(chosen)) {
    const png = pixels(await page.evaluate(([n, { size, samples, grain }]) => window.still(n, size, samples, grain), [name, product]))
    await writeFile(`${products}${name}.jpg`, await within(product.limit, (quality) => sharp(png).jpeg({ quality, mozjpeg: true }).toBuffer()))
    console.log(name)
  }
}

async function drawVillages(page) {
  for (const [name, { draw, focus }] of Object.entries(villages).filter(([name]) => chosen(name))) {
    const { width, height } = header
    const png = pixels(await page.evaluate(([svg, w, h]) => window.sheet(svg, w, h), [draw(), width * 2, height * 2]))
    const whole = await sharp(png).resize(width, height).png().toBuffer()
    await writeFile(`${headers}${name}.webp`, await within(header.limit, (quality) => sharp(whole).webp({ quality, effort: 6 }).toBuffer()))
    const left = Math.round(Math.min(width - height * 2, Math.max(0, focus * width - height)))
    const part = await sharp(whole).extract({ left, top: 0, width: height * 2, height }).resize(small.width, small.height).png().toBuffer()
    await writeFile(`${headers}${name}-s.webp`, await within(small.limit, (quality) => sharp(part).webp({ quality, effort: 6 }).toBuffer()))
    console.log(name)
  }
}

/** The mark on paper, for home screens; favicon.svg is drawn by hand. */
async function drawIcons() {
  for (const size of [180, 192, 512]) {
    const inner = Math.round(size * 0.66)
    const mark = await sharp(`${site}favicon.svg`, { density: 72 * 16 }).resize(inner, inner).png().toBuffer()
    await sharp({ create: { width: size, height: size, channels: 3, background: '#fbf8f2' } })
      .composite([{ input: mark, gravity: 'centre' }])
      .png({ palette: true, effort: 10 })
      .toFile(`${site}icon-${size}.png`)
  }
  console.log('icons')
}

await Promise.all([products, headers].map((folder) => mkdir(folder, { recursive: true })))
if (chosen('icons')) await drawIcons()
await darkroom(async (page) => {
  await drawVillages(page)
  await drawProducts(page)
})
