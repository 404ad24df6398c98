import * as THREE from 'three'
import { chance, clouds, noise } from './random.js'

/** Surfaces painted point by point. Each is made once and shared; all tile. */

const made = new Map()
const once = (key, make) => {
  if (!made.has(key)) made.set(key, make())
  return made.get(key)
}

const hex = (c) => new THREE.Color(c).convertLinearToSRGB().toArray().map((v) => v * 255)

const sheet = (width, height) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  return [canvas, canvas.getContext('2d')]
}

/** A texture from a canvas; `data` textures (bumps) are not colours. */
export function texture(canvas, { repeat = [1, 1], data = false, mirror = false } = {}) {
  const t = new THREE.CanvasTexture(canvas)
  t.wrapS = t.wrapT = mirror ? THREE.MirroredRepeatWrapping : THREE.RepeatWrapping
  t.repeat.set(...repeat)
  if (!data) t.colorSpace = THREE.SRGBColorSpace
  return t
}

/** Fills a canvas by fn(x, y) → [r, g, b] in 0…255. */
function fill(width, height, fn) {
  const [canvas, ctx] = sheet(width, height)
  const image = ctx.createImageData(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = fn(x, y)
      image.data.set([r, g, b, 255], (y * width + x) * 4)
    }
  }
  ctx.putImageData(image, 0, 0)
  return canvas
}

const grey = (v) => [v * 255, v * 255, v * 255]
const shade = (c, k) => c.map((v) => Math.min(255, v * k))
const mix = (a, b, t) => a.map((v, i) => v + (b[i] - v) * t)

/** Planks lying along x. */
export const wood = (tone = '#b88a5b', planks = 5) => once(`wood ${tone} ${planks}`, () => {
  const base = hex(tone), rnd = chance(tone)
  const tints = Array.from({ length: planks }, () => 0.86 + rnd() * 0.24)
  const starts = Array.from({ length: planks }, () => rnd() * 900)
  return fill(1024, 640, (x, y) => {
    const band = (y / 640) * planks, i = Math.floor(band), f = band - i, from = starts[i]
    const bend = noise(x / 190 + from, i) * 26
    const rings = Math.sin((y + bend * 1.5) * 0.19 + noise(x / 300 + from, y / 60) * 9)
    const fibre = clouds(x / 90 + from, y / 2.6)
    const seam = Math.min(f, 1 - f) * planks > 0 ? Math.min(1, Math.min(f, 1 - f) * 640 / planks / 3.2) : 0
    return shade(base, tints[i] * (0.8 + 0.08 * rings + 0.3 * fibre) * (0.42 + 0.58 * seam))
  })
})

/** Bamboo strips woven over and under, with a bump that goes with it. */
export const weave = (tone = '#cfa766', n = 10) => once(`weave ${tone} ${n}`, () => fill(512, 512, (x, y) => {
  const [over, f, along] = strip(x, y, n)
  const base = hex(tone)
  const fibre = over ? noise(x / 22, y / 2) : noise(x / 2, y / 22)
  return shade(base, (0.4 + 0.62 * Math.pow(f, 0.6)) * (0.86 + 0.22 * fibre) * (0.82 + 0.22 * along) * (over ? 1 : 0.9))
}))

export const weaveBump = (n = 10) => once(`weave bump ${n}`, () => fill(512, 512, (x, y) => {
  const [, f, along] = strip(x, y, n)
  return grey(0.25 + 0.5 * Math.pow(f, 0.5) * along)
}))

function strip(x, y, n) {
  const u = (x / 512) * n, v = (y / 512) * n
  const over = (Math.floor(u) + Math.floor(v)) % 2 === 0
  const across = over ? v - Math.floor(v) : u - Math.floor(u)
  const run = over ? u - Math.floor(u) : v - Math.floor(v)
  return [over, Math.sin(Math.PI * across), 0.35 + 0.65 * Math.sin(Math.PI * run)]
}

/** Plain cloth. */
export const cloth = (tone = '#d9c7a3', threads = 90) => once(`cloth ${tone} ${threads}`, () => {
  const base = hex(tone)
  return fill(512, 512, (x, y) => {
    const u = Math.sin((x / 512) * threads * Math.PI), v = Math.sin((y / 512) * threads * Math.PI)
    return shade(base, 0.84 + 0.09 * Math.abs(u) + 0.09 * Math.abs(v) + 0.12 * (noise(x / 3, y / 40) - 0.5) + 0.1 * (clouds(x / 60, y / 60) - 0.5))
  })
})

/** Cloth dyed with indigo, the pattern left white: 蓝印花布. */
export const indigo = () => once('indigo', () => {
  const [canvas, ctx] = sheet(512, 512)
  ctx.fillStyle = '#2d4a68'
  ctx.fillRect(0, 0, 512, 512)
  ctx.fillStyle = '#e9e3d3'
  const dot = (x, y, r) => { ctx.beginPath(); ctx.arc(x, y, r, 0, 7); ctx.fill() }
  for (let row = 0; row < 4; row++) {
    for (let col = 0; col < 4; col++) {
      const x = 64 + col * 128, y = 64 + row * 128
      if ((row + col) % 2) { for (let k = 0; k < 6; k++) dot(x + Math.cos(k * 1.047) * 22, y + Math.sin(k * 1.047) * 22, 9); dot(x, y, 7) }
      else { dot(x, y, 5); dot(x - 20, y, 3); dot(x + 20, y, 3); dot(x, y - 20, 3); dot(x, y + 20, 3) }
    }
  }
  return canvas
})

/** Fine pores: citrus skin. */
export const pores = () => once('pores', () => {
  const [canvas, ctx] = sheet(512, 512)
  ctx.fillStyle = '#bbb'
  ctx.fillRect(0, 0, 512, 512)
  const rnd = chance('pores')
  for (let i = 0; i < 2600; i++) {
    const x = rnd() * 512, y = rnd() * 512, r = 1.5 + rnd() * 2.6
    const g = ctx.createRadialGradient(x, y, 0, x, y, r)
    g.addColorStop(0, 'rgba(40,40,40,.75)')
    g.addColorStop(1, 'rgba(187,187,187,0)')
    ctx.fillStyle = g
    ctx.fillRect(x - r, y - r, 2 * r, 2 * r)
  }
  return canvas
})

/** Unevenness for bumps. */
export const rough = (size = 12) => once(`rough ${size}`, () => fill(256, 256, (x, y) => {
  const u = x / 256, tile = (a, b) => clouds((u + a) * 256 / size, y / size) * (a ? 1 - b : b)
  return grey(tile(0, 1 - u) + tile(-1, 1 - u))
}))

/** Stripes round a thing (v) or along it. */
export const ribs = (n = 24) => once(`ribs ${n}`, () => fill(256, 256, (x) => grey(0.5 + 0.5 * Math.sin((x / 256) * n * Math.PI * 2))))

/** Old stone or beaten earth. */
export const stone = (tone = '#b9b1a2') => once(`stone ${tone}`, () => {
  const base = hex(tone)
  return fill(768, 768, (x, y) => {
    const cloud = clouds(x / 120, y / 120), speck = noise(x / 2.2, y / 2.2)
    return shade(base, 0.78 + 0.3 * cloud + 0.12 * (speck - 0.5))
  })
})

/** A drying mat of rush: long thin strands. */
export const mat = (tone = '#c9a867') => once(`mat ${tone}`, () => {
  const base = hex(tone)
  return fill(768, 768, (x, y) => {
    const col = Math.floor(x / 48), run = (x % 48) / 48
    const strand = Math.abs(Math.sin(((y + (col % 2) * 9) / 18) * Math.PI))
    return shade(base, (0.78 + 0.22 * Math.pow(strand, 0.5)) * (0.86 + 0.2 * noise(x / 20, Math.floor(y / 18) * 3.1 + col)) * (0.9 + 0.1 * Math.pow(Math.sin(Math.PI * run), 0.3)))
  })
})

/** The cut face of a citrus fruit. */
export const citrusFace = (flesh = '#f3d98b', segments = 13) => once(`citrus ${flesh}`, () => {
  const rind = hex('#d9a62b'), pith = hex('#fbf3dd'), juice = hex(flesh), wall = hex('#fbf0cf')
  return fill(640, 640, (x, y) => {
    const dx = (x - 320) / 320, dy = (y - 320) / 320, r = Math.hypot(dx, dy)
    if (r > 0.955) return rind
    if (r > 0.93) return mix(rind, pith, 0.7)
    const edge = 0.745 + 0.02 * noise(dx * 6 + 9, dy * 6)
    if (r > edge || r < 0.07) return shade(pith, 0.93 + 0.1 * clouds(dx * 9, dy * 9))
    const a = ((Math.atan2(dy, dx) / (Math.PI * 2)) * segments + segments) % segments
    const f = a - Math.floor(a), gap = Math.min(f, 1 - f) * r * (6.28 / segments)
    if (gap < 0.012 || r < 0.1) return wall
    const vesicle = noise(r * 9 + Math.floor(a) * 5, f * 16) * 0.3 + noise(r * 26, f * 40 + a * 7) * 0.16
    const soft = Math.min(1, Math.min(gap / 0.035, (edge - r) / 0.04))
    return mix(wall, shade(juice, 0.74 + vesicle * 1.15), 0.35 + 0.65 * soft)
  })
})

/** Red meat with fat. */
export const meat = (lean = '#a63f3a', fat = '#f1dcc6', amount = 0.5) => once(`meat ${lean} ${fat} ${amount}`, () => {
  const a = hex(lean), b = hex(fat)
  return fill(512, 512, (x, y) => {
    const warp = clouds(x / 70, y / 70) * 3
    const vein = Math.abs(clouds(x / 95 + warp, y / 60 + warp) - 0.5) * 2
    const t = Math.max(0, 1 - vein / (0.12 + amount * 0.14))
    return mix(shade(a, 0.8 + 0.36 * clouds(x / 14, y / 40)), b, t * 0.9)
  })
})

/** Cured pork: skin, fat and lean lying over one another (v runs from skin to lean). */
export const curedPork = () => once('cured pork', () => {
  const skin = hex('#7a4420'), fat = hex('#e2b577'), lean = hex('#7b2c1c')
  return fill(512, 256, (x, y) => {
    const v = y / 256 + (clouds(x / 80, y / 60) - 0.5) * 0.13
    const layer = v < 0.1 ? skin : v < 0.4 ? fat : v < 0.62 ? lean : v < 0.76 ? fat : lean
    return shade(layer, 0.82 + 0.34 * clouds(x / 30, y / 8))
  })
})

/** Fish scales: rows of arcs. */
export const scales = () => once('scales', () => {
  const [canvas, ctx] = sheet(512, 512)
  ctx.fillStyle = '#fff'
  ctx.fillRect(0, 0, 512, 512)
  const step = 512 / 22
  for (let row = 0; row < 44; row++) {
    for (let col = -1; col < 23; col++) {
      const x = col * step + (row % 2 ? step / 2 : 0), y = (row * step) / 2
      const arc = ctx.createRadialGradient(x, y, step * 0.2, x, y, step * 0.62)
      arc.addColorStop(0, 'rgba(255,255,255,0)')
      arc.addColorStop(0.8, 'rgba(90,96,84,.16)')
      arc.addColorStop(1, 'rgba(60,66,56,.4)')
      ctx.fillStyle = arc
      ctx.beginPath()
      ctx.arc(x, y, step * 0.62, -1.1, 1.1)
      ctx.fill()
    }
  }
  return canvas
})

/** A printed label or bag face drawn with the 2D pen. */
export const print = (key, width, height, draw) => once(`print ${key}`, () => {
  const [canvas, ctx] = sheet(width, height)
  draw(ctx, width, height)
  return canvas
})
