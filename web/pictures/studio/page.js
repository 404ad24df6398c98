import { place } from '../landscape/places.js'
import { Studio } from './studio.js'
import { setUp } from './stills/set.js'
import { stills } from './stills/index.js'

/* What runs in the browser: composes a still before its place and hands back its pixels. */

let studio
const backdrops = new Map()

const drawn = async (svg) => {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  await image.decode()
  return image
}

/** The place a little out of focus. */
async function soft(name, light, size) {
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const ctx = canvas.getContext('2d')
  ctx.filter = `blur(${size * 0.004}px)`
  const bleed = size * 0.02
  ctx.drawImage(await drawn(place(name, { light })), -bleed, -bleed, size + 2 * bleed, size + 2 * bleed)
  return canvas
}

const backdrop = (name, light, size) => {
  const key = `${name} ${light} ${size}`
  if (!backdrops.has(key)) backdrops.set(key, soft(name, light, size))
  return backdrops.get(key)
}

/** The light that falls in from the upper left, and the quiet of the corners. */
function air(ctx, size) {
  const glow = ctx.createRadialGradient(size * 0.1, -size * 0.05, 0, size * 0.1, -size * 0.05, size * 1.05)
  glow.addColorStop(0, 'rgba(255,240,205,.3)')
  glow.addColorStop(0.5, 'rgba(255,240,205,.05)')
  glow.addColorStop(1, 'rgba(255,240,205,0)')
  ctx.globalCompositeOperation = 'screen'
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, size, size)
  const corner = ctx.createRadialGradient(size * 0.46, size * 0.46, size * 0.5, size * 0.5, size * 0.5, size * 0.86)
  corner.addColorStop(0, 'rgba(66,48,26,0)')
  corner.addColorStop(1, 'rgba(66,48,26,.17)')
  ctx.globalCompositeOperation = 'multiply'
  ctx.fillStyle = corner
  ctx.fillRect(0, 0, size, size)
  ctx.globalCompositeOperation = 'source-over'
}

window.captions = Object.fromEntries(Object.entries(stills).map(([name, { caption }]) => [name, caption]))

/** One product picture as a PNG data URL: `size` on each side, rendered at `grain` of that, from `samples` exposures. */
window.still = async (name, size, samples, grain) => {
  const rendered = Math.round(size * grain)
  if (studio?.size !== rendered) studio = new Studio(rendered)
  const { things, place: [where, light], ...rest } = stills[name]
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const ctx = canvas.getContext('2d')
  const behind = await backdrop(where, light, rendered)
  const set = setUp({ ...rest, light, things: things() })
  ctx.imageSmoothingQuality = 'high'
  ctx.drawImage(studio.shoot(set, behind, samples), 0, 0, size, size)
  air(ctx, size)
  return canvas.toDataURL('image/png')
}

/** An SVG drawing as a PNG data URL. */
window.sheet = async (svg, width, height) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d').drawImage(await drawn(svg), 0, 0, width, height)
  return canvas.toDataURL('image/png')
}
