import * as THREE from 'three'
import { between, chance, clouds, pick } from '../random.js'
import { at, blend, group, heap, leaf, many, mould, paint, painted, put, rope, surface, turned } from '../shape.js'
import { citrusFace, pores, rough, texture } from '../textures.js'

/** Pomelos, plums and what is made of them. */

const rind = () => painted({ roughness: 0.55, bumpMap: texture(pores(), { repeat: [5, 4], data: true }), bumpScale: 2.2 })

function pomeloSkin(shape, r, rnd) {
  const green = between(rnd, 0.1, 0.5), shift = rnd() * 20
  return paint(shape, (p) => {
    const t = p.y / (2 * r)
    const patch = clouds(p.x * 1.3 + shift, p.y * 1.3, p.z * 1.3 + shift)
    const base = blend('#dfb42c', '#f0cf52', patch * 0.9)
    return base.lerp(blend('#a9ad35', '#8fa233', patch), Math.max(0, t - 0.62) * green * 3 + Math.max(0, patch - 0.62) * green * 1.6)
  })
}

/** A pomelo of radius r, broad below, drawn in towards the stem; with a leaf if asked. */
export function pomelo(seed = 'a', { r = 0.85, leaves = 0 } = {}) {
  const rnd = chance(`pomelo ${seed}`)
  const shape = turned([[0, 0.05], [r * 0.32, 0.0], [r * 0.72, r * 0.2], [r * 0.98, r * 0.68], [r * 0.95, r * 1.12], [r * 0.7, r * 1.55], [r * 0.38, r * 1.82], [r * 0.14, r * 1.88], [0, r * 1.83]], { segments: 64, steps: 56 })
  const squash = between(rnd, 0.97, 1.04)
  mould(shape, (p) => {
    const k = 1 + (clouds(p.x * 1.2 + squash * 50, p.y * 1.2, p.z * 1.2) - 0.5) * 0.07
    p.x *= k * squash; p.z *= k
  })
  const parts = [put(pomeloSkin(shape, r, rnd), rind()), put(turned([[0.07, 0], [0.06, 0.05], [0.035, 0.09], [0, 0.1]]), surface('#6b6a2c'), [0, r * 1.825, 0])]
  for (let i = 0; i < leaves; i++) {
    const blade = leaf(r * between(rnd, 0.85, 1.1), r * 0.46, pick(rnd, ['#3f7a3a', '#4c8842', '#386f36']), { bend: 0.22 })
    parts.push(at(blade, 0, r * 1.87, 0, { turn: between(rnd, -0.6, 0.8) + i * 2.4, lean: between(rnd, 0.1, 0.35) }))
  }
  const thing = group(parts)
  thing.rotation.y = rnd() * 6
  return group(thing)
}

/** Half a pomelo, its face turned to +z, standing on its rind. */
export function pomeloHalf(r = 0.85, flesh) {
  const bulb = mould(new THREE.SphereGeometry(r, 48, 32, 0, Math.PI * 2, 0, Math.PI / 2).rotateX(-Math.PI / 2), (p) => { p.z *= 0.86 })
  const face = put(new THREE.CircleGeometry(r, 64), surface('#fff', { map: texture(citrusFace(flesh)), roughness: 0.42, emissive: '#5c3d08', emissiveIntensity: 0.14 }), [0, 0, 0.004])
  return group(put(pomeloSkin(bulb, r, chance('half')), rind()), face)
}

/** A wedge of peeled flesh. */
export function segment(seed = '', r = 0.62, c = '#f2d27c') {
  const rnd = chance(`segment ${seed}`)
  const shape = mould(new THREE.SphereGeometry(r, 30, 20), (p) => {
    p.z *= 0.34 * (0.55 + 0.45 * (p.y / r + 1) * 0.5)
    p.x *= 1.12
    p.y = p.y > 0 ? p.y * 0.62 : p.y * 0.5
    p.y += 0.26 * r * (1 - (p.x / r) ** 2)
  })
  paint(shape, (p) => blend('#e8b64f', '#fbe9b3', clouds(p.x * 9, p.y * 3, p.z * 9) * 1.1))
  const mesh = put(shape, painted({ roughness: 0.35, emissive: c, emissiveIntensity: 0.12 }))
  mesh.rotation.y = between(rnd, -0.3, 0.3)
  return mesh
}

/** Candied peel: sugared strips. */
export function candiedPeel(rnd, count, { r = 0.9, h = 0.45 } = {}) {
  const strip = mould(new THREE.BoxGeometry(0.62, 0.12, 0.15, 10, 2, 2), (p) => { p.y += -0.5 * p.x * p.x; p.z += 0.03 * Math.sin(p.x * 9) })
  return heap(rnd, count, strip, surface('#fff', { roughness: 0.5, bumpMap: texture(rough(5), { repeat: [2, 2], data: true }), bumpScale: 4, emissive: '#6d4504', emissiveIntensity: 0.16 }),
    { r, h, flat: 1, tints: ['#f0b93a', '#e6a324', '#f4cd62', '#d98f1b'] })
}

/** A crisp green plum with bloom on it. */
export function plum(seed = 'a', r = 0.27) {
  const rnd = chance(`plum ${seed}`)
  const shape = mould(new THREE.SphereGeometry(r, 32, 24), (p) => {
    const cleft = Math.exp(-Math.pow(Math.atan2(p.x, p.z) * 3.2, 2)) * 0.07
    p.multiplyScalar(1 - cleft)
    const top = Math.max(0, p.y / r)
    p.y *= 1.02 - 0.12 * Math.pow(top, 6) * (1 - Math.hypot(p.x, p.z) / r)
  })
  const warm = between(rnd, 0, 1)
  paint(shape, (p, n) => {
    const c = blend(blend('#6f9a2e', '#92b43f', warm), '#cdc65a', Math.max(0, clouds(p.x * 3 + warm * 9, p.y * 3, p.z * 3) - 0.52) * 1.8)
    return c.lerp(blend('#d6e2c8', '#d6e2c8', 0), Math.max(0, n.y * 0.34 + 0.08) * clouds(p.x * 7, p.y * 7 + warm * 5, p.z * 7))
  })
  const stem = put(rope([[0, r * 0.86, 0], [0.02, r * 1.15, 0], [0.07, r * 1.45, 0.02]], 0.016, { along: 6, around: 6 }), surface('#6a6a34'))
  const thing = group(put(shape, painted({ roughness: 0.42 })), stem)
  thing.rotation.set(between(rnd, -0.5, 0.5), rnd() * 6, between(rnd, -0.5, 0.5))
  const holder = group(thing)
  return holder
}

/** A string net about two pomelos. */
export function net(r, h, tone = '#b4452a') {
  const lines = []
  const turns = 14
  for (let i = 0; i < turns; i++) {
    for (const way of [1, -1]) {
      const points = []
      for (let k = 0; k <= 14; k++) {
        const t = k / 14, a = (i / turns) * Math.PI * 2 + way * t * 1.5
        const bulge = Math.pow(Math.sin(Math.PI * Math.min(0.996, t * 0.92 + 0.08)), 0.5)
        points.push([Math.cos(a) * r * bulge, 0.03 + t * h, Math.sin(a) * r * bulge * 0.96])
      }
      lines.push(put(rope(points, 0.014, { along: 28, around: 5 }), surface(tone, { roughness: 0.8 })))
    }
  }
  return group(lines)
}

/** Blossom of the orchard: five thick white petals. */
export function blossom(size = 0.22) {
  const petal = surface('#fdf8ec', { side: THREE.DoubleSide, roughness: 0.5 })
  const parts = []
  for (let i = 0; i < 5; i++) parts.push(at(put(mould(new THREE.SphereGeometry(size, 12, 8), (p) => { p.y *= 0.16; p.x = p.x * 1.1 + size * 0.9; p.z *= 0.55; p.y += p.x * p.x * 0.9 }), petal), 0, 0, 0, { turn: i * 1.2566 }))
  parts.push(many(14, new THREE.SphereGeometry(size * 0.12, 6, 5), surface('#e9b43a'), (i, d) => { const a = i * 2.4; d.position.set(Math.cos(a) * size * 0.2, size * 0.32, Math.sin(a) * size * 0.2) }))
  return group(parts)
}
