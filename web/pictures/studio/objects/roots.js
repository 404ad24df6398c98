import * as THREE from 'three'
import { between, chance, clouds, pick } from '../random.js'
import { at, blend, colour, group, heap, leaf, many, mould, paint, painted, put, rope, smooth, surface, turned } from '../shape.js'
import { print, rough, texture } from '../textures.js'

/** Roots, gourds, shoots and greens. */

const skinBump = (scale = 1.5, size = 12, repeat = [3, 2]) => ({ bumpMap: texture(rough(size), { repeat, data: true }), bumpScale: scale })

/** A sweet potato lying along x. */
export function sweetPotato(seed = 'a', { length = 1.7, r = 0.36 } = {}) {
  const rnd = chance(`sweet ${seed}`)
  const bow = between(rnd, -0.22, 0.22), belly = between(rnd, 0.35, 0.65), turn = rnd() * 9
  const points = Array.from({ length: 7 }, (_, i) => {
    const t = i / 6
    return [(t - 0.5) * length, r * 0.9 + Math.sin(t * Math.PI) * bow * 0.4, Math.sin(t * 3 + turn) * 0.09]
  })
  const shape = rope(points, (t) => r * Math.pow(Math.sin(Math.PI * Math.pow(Math.min(0.995, t * 0.99 + 0.006), Math.log(0.5) / Math.log(belly))), 0.7) * (0.9 + 0.25 * clouds(t * 5 + turn)) + 0.012, { along: 36, around: 24 })
  mould(shape, (p) => p.multiplyScalar(1 + (clouds(p.x * 2.4 + turn, p.y * 3, p.z * 3) - 0.5) * 0.05))
  paint(shape, (p) => {
    const soil = clouds(p.x * 4 + turn, p.y * 5, p.z * 5)
    return blend('#9c3a4c', '#c0606a', soil).lerp(colour('#a97a58'), Math.max(0, clouds(p.x * 9, p.y * 7 + turn, p.z * 7) - 0.6) * 1.8)
  })
  return put(shape, painted({ roughness: 0.82, ...skinBump(2, 8, [2, 3]) }))
}

/** The cut end of a sweet potato, a disc. */
export function sweetSlice(r = 0.4) {
  const shape = turned([[0, 0], [r * 0.97, 0], [r, 0.05], [r * 0.97, 0.12], [0, 0.12]], { round: false })
  paint(shape, (p) => Math.hypot(p.x, p.z) > r * 0.955 ? colour('#b0505c') : blend('#f0a23e', '#f8bd5f', clouds(p.x * 8, p.z * 8)))
  return put(shape, painted({ roughness: 0.5 }))
}

/** A pumpkin with its ribs; `tone` sets ripe orange or old tan. */
export function pumpkin(seed = 'a', { r = 1.1, flat = 0.68, ribs = 11, tones = ['#d9822b', '#b8621d'] } = {}) {
  const rnd = chance(`pumpkin ${seed}`), turn = rnd() * 6
  const shape = mould(new THREE.SphereGeometry(r, 110, 44), (p) => {
    const a = Math.atan2(p.z, p.x) + turn, up = p.y / r
    const rib = Math.pow(Math.abs(Math.sin((a * ribs) / 2)), 0.62)
    const k = 0.86 + 0.14 * rib
    const round = Math.hypot(p.x, p.z) / r
    p.x *= k; p.z *= k
    p.y = p.y * flat - Math.sign(up) * 0.34 * r * Math.exp(-round * round * 7) * flat
    p.y += r * flat * 0.93
    p.x *= 1 + (clouds(p.y + turn, a) - 0.5) * 0.05
  })
  paint(shape, (p) => {
    const a = Math.atan2(p.z, p.x) + turn
    const rib = Math.pow(Math.abs(Math.sin((a * ribs) / 2)), 0.5)
    const patch = clouds(p.x * 2 + turn, p.y * 2, p.z * 2)
    return blend(tones[1], tones[0], rib * 0.75 + patch * 0.4).lerp(colour('#e9c489'), Math.max(0, patch - 0.58) * 1.1)
  })
  const lean = between(rnd, -0.25, 0.25)
  const top = r * flat * 1.58
  const stem = put(rope([[0, top - 0.12, 0], [lean * 0.3, top + 0.12, 0.02], [lean, top + 0.34, 0.05], [lean * 2, top + 0.44, 0.07]], (t) => 0.15 - 0.06 * t, { along: 14, around: 20 }), surface('#7d7a45', { roughness: 0.9, ...skinBump(4, 6, [1, 6]) }))
  return group(put(shape, painted({ roughness: 0.5, ...skinBump(1, 14, [4, 2]) })), stem)
}

/** Half a pumpkin, its cut face with the seeds turned to +z. */
export function pumpkinHalf(seed = 'half', r = 1.15) {
  const line = [[0.02, 0.12], [0.35, 0.02], [0.72, 0.05], [0.98, 0.34], [1, 0.66], [0.82, 1.06], [0.46, 1.2], [0.16, 1.14], [0.02, 1.08]].map(([x, y]) => [x * r, y * r])
  const rind = turned(line, { arc: Math.PI, from: Math.PI / 2, segments: 60 })
  mould(rind, (p) => {
    const k = 0.93 + 0.07 * Math.pow(Math.abs(Math.sin(Math.atan2(p.z, p.x) * 5.5)), 0.6)
    p.z *= k
  })
  paint(rind, (p) => blend('#b8621d', '#d9822b', clouds(p.x * 3, p.y * 3, p.z * 3)))
  const curve = new THREE.SplineCurve(line.map(([x, y]) => new THREE.Vector2(x, y))).getPoints(48)
  const outline = [...curve, ...curve.slice().reverse().map((p) => new THREE.Vector2(-p.x, p.y))]
  const face = new THREE.ShapeGeometry(new THREE.Shape(outline), 1)
  const flesh = print(`pumpkin ${seed}`, 512, 512, (ctx, w, h) => {
    ctx.fillStyle = '#ef9d2c'
    ctx.fillRect(0, 0, w, h)
    for (let i = 0; i < 5; i++) {
      ctx.fillStyle = ['#f6b64a', '#f2aa3c', '#dd8f2c', '#c9781f', '#b5661a'][i]
      ctx.beginPath()
      for (let k = 0; k <= 60; k++) {
        const a = (k / 60) * 6.283, q = (1 - i * 0.16) * (1 + (clouds(Math.cos(a) * 2 + i * 5, Math.sin(a) * 2) - 0.5) * 0.3)
        ctx.lineTo(w / 2 + Math.cos(a) * w * 0.37 * q, h / 2 + Math.sin(a) * h * 0.36 * q)
      }
      ctx.fill()
    }
  })
  const { position, uv } = face.attributes
  for (let i = 0; i < position.count; i++) uv.setXY(i, position.getX(i) / (2 * r) + 0.5, position.getY(i) / (1.22 * r))
  const rnd = chance(`seeds ${seed}`)
  const seeds = many(34, new THREE.SphereGeometry(0.085, 10, 8), surface('#f6e8c4', { roughness: 0.5 }), (i, d) => {
    const a = i * 2.4, k = r * 0.5 * Math.sqrt(rnd())
    d.position.set(Math.cos(a) * k * 0.95, r * 0.6 + Math.sin(a) * k * 0.62, 0.02)
    d.rotation.z = rnd() * 6
    d.scale.set(1.4, 0.85, 0.5)
  })
  return group(
    put(rind, painted({ roughness: 0.5, side: THREE.DoubleSide })),
    put(face, surface('#fff', { map: texture(flesh), roughness: 0.55, side: THREE.DoubleSide }), [0, 0, 0.004]), seeds,
  )
}

/** A winter melon lying along x, with its white bloom. */
export function winterMelon(length = 3.3, r = 0.86) {
  const shape = new THREE.SphereGeometry(r, 64, 48).rotateZ(Math.PI / 2)
  mould(shape, (p) => {
    p.x = Math.sign(p.x) * Math.pow(Math.abs(p.x) / r, 0.9) * (length / 2)
    const k = 1 + (clouds(p.x * 0.8, p.y * 1.5, p.z * 1.5) - 0.5) * 0.07 + 0.04 * Math.sin(p.x * 1.1)
    p.y *= k; p.z *= k; p.y += r
  })
  paint(shape, (p, n) => blend('#2f5a36', '#4c7a45', clouds(p.x * 3, p.y * 3, p.z * 3)).lerp(colour('#c9d8c4'), Math.max(0, n.y * 0.34 + clouds(p.x * 7, p.y * 7, p.z * 7) * 0.4 - 0.14)))
  return group(put(shape, painted({ roughness: 0.75 })), put(rope([[length / 2 - 0.05, r, 0], [length / 2 + 0.16, r + 0.08, 0], [length / 2 + 0.3, r + 0.22, 0.04]], 0.07), surface('#6f7a3c')))
}

/** A drum cut from a winter melon, its face to +z. */
export function winterMelonCut(r = 0.95, depth = 1.1) {
  const side = new THREE.CylinderGeometry(r, r * 0.98, depth, 56, 6, true).rotateX(Math.PI / 2)
  paint(side, (p, n) => blend('#2f5a36', '#4c7a45', clouds(p.x * 3, p.y * 3, p.z * 3)).lerp(colour('#c9d8c4'), Math.max(0, n.y * 0.3 + clouds(p.x * 7, p.y * 7, p.z * 7) * 0.4 - 0.16)))
  const rings = new THREE.RingGeometry(0.001, r, 96, 26)
  paint(smooth(rings), (p) => {
    const d = Math.hypot(p.x, p.y) / r, a = Math.atan2(p.y, p.x)
    if (d > 0.95) return colour('#5f8a4d')
    if (d > 0.9) return colour('#c8dba6')
    const core = 0.44 + 0.05 * Math.sin(a * 3)
    return d < core ? blend('#e9ecd2', '#d9e0ba', clouds(p.x * 9, p.y * 9)) : blend('#f6f7e6', '#eef2da', clouds(p.x * 4, p.y * 4))
  })
  const rnd = chance('winter seeds')
  const seeds = many(34, new THREE.SphereGeometry(0.06, 8, 6), surface('#e2c98c'), (i, d) => {
    const a = (i % 6) * 1.047 + between(rnd, -0.2, 0.2), k = r * between(rnd, 0.2, 0.42)
    d.position.set(Math.cos(a) * k, Math.sin(a) * k, depth / 2 + 0.012)
    d.rotation.z = a
    d.scale.set(1.5, 0.8, 0.4)
  })
  const parts = group(put(side, painted({ roughness: 0.75 })), put(rings, painted({ roughness: 0.5 }), [0, 0, depth / 2]), seeds)
  parts.position.y = r
  return group(parts)
}

/** A chilli: fresh ones are smooth and shiny, dried ones dark and creased. */
export function chilli(seed = 'a', { length = 1.1, r = 0.13, tone, dry = false } = {}) {
  const rnd = chance(`chilli ${seed}`)
  const c = tone ?? pick(rnd, dry ? ['#8e1f16', '#a52a1a', '#7a1a14'] : ['#a81f18', '#b52a1a', '#981914'])
  const bend = between(rnd, -0.35, 0.35), lift = between(rnd, 0, 0.14)
  const shape = rope([[0, r, 0], [length * 0.35, r * 0.95, bend * 0.2], [length * 0.7, r * 0.8 + lift * 0.4, bend * 0.6], [length, r * 0.4 + lift, bend]],
    (t) => r * (t < 0.05 ? 0.7 + t * 6 : Math.pow(1 - t, 0.42)) * (dry ? 0.82 + 0.3 * clouds(t * 9 + rnd() * 0.2) : 1) + 0.006, { along: dry ? 26 : 18, around: 12 })
  const cap = put(rope([[-0.02, r, 0], [0.06, r, 0]], (t) => r * (0.9 - 0.2 * t), { along: 3, around: 10 }), surface(dry ? '#7d7a3c' : '#4f7f34'))
  const stem = put(rope([[0, r, 0], [-0.14, r * 1.2, 0.02], [-0.26, r * 1.9, -0.03]], 0.028, { along: 6, around: 6 }), surface(dry ? '#8a8248' : '#57883a'))
  return group(put(shape, surface(c, { roughness: dry ? 0.5 : 0.36 })), cap, stem)
}

/** A bamboo shoot standing up in its sheaths. */
export function bambooShoot(seed = 'a', { h = 2, r = 0.46 } = {}) {
  const rnd = chance(`shoot ${seed}`)
  const lean = between(rnd, -1, 1), rings = 8, points = [[0, 0], [r * 0.86, 0]]
  for (let i = 0; i < rings; i++) {
    const t = i / rings, k = Math.pow(1 - t, 0.62)
    points.push([r * k * 1.0, h * t + 0.04], [r * k * 1.05, h * (t + 0.55 / rings)], [r * Math.pow(1 - (i + 0.9) / rings, 0.62) * 1.08, h * (t + 0.9 / rings)])
  }
  points.push([0.01, h])
  const shape = turned(points, { round: false, segments: 48 })
  mould(shape, (p) => {
    const t = p.y / h
    p.x += Math.sin(t * 1.6) * 0.14 * t * lean
  })
  paint(shape, (p) => {
    const t = p.y / h, a = Math.atan2(p.z, p.x)
    const hair = clouds(a * 9, p.y * 1.4)
    return blend('#7a5a33', '#c2a468', hair).lerp(colour('#8a9a45'), Math.max(0, t - 0.4) * 1.1 * hair + (t > 0.8 ? 0.25 : 0)).lerp(colour('#f1e4bd'), t < 0.05 ? 0.8 : 0)
  })
  const tips = []
  for (let i = 2; i < rings; i++) {
    const t = (i + 0.2) / rings, a = i * 2.4 + rnd()
    tips.push(at(leaf(0.34, 0.12, pick(rnd, ['#8a9a45', '#a79a58', '#7f8f3e']), { bend: -0.7 }), Math.sin(a) * r * Math.pow(1 - t, 0.62), h * t, Math.cos(a) * r * Math.pow(1 - t, 0.62), { turn: a - Math.PI / 2, lean: 0.9 }))
  }
  return group(put(shape, painted({ roughness: 0.85, ...skinBump(2, 6, [8, 2]) })), tips)
}

/** A shoot peeled and halved: pale chambers. */
export function shootHalf(h = 1.5, r = 0.36) {
  const shape = turned([[0, 0], [r * 0.9, 0], [r, 0.12], [r * 0.8, h * 0.4], [r * 0.4, h * 0.8], [0.02, h]], { segments: 30, arc: Math.PI, from: Math.PI / 2 })
  shape.computeVertexNormals()
  paint(shape, (p) => blend('#f5e6b8', '#e6cf8e', p.y / h * 0.5 + 0.4 * Math.pow(Math.abs(Math.sin(p.y * 13)), 8)))
  const outline = new THREE.Shape(new THREE.SplineCurve([[-r * 0.9, 0], [-r, 0.12], [-r * 0.8, h * 0.4], [-r * 0.4, h * 0.8], [0, h], [r * 0.4, h * 0.8], [r * 0.8, h * 0.4], [r, 0.12], [r * 0.9, 0]].map(([x, y]) => new THREE.Vector2(x, y))).getPoints(50))
  const face = put(new THREE.ShapeGeometry(outline), surface('#f7ecc9', { roughness: 0.55, side: THREE.DoubleSide }), [0, 0, 0.002])
  const cells = []
  for (let i = 1; i < 8; i++) {
    const t = i / 9
    const wide = r * Math.pow(1 - t, 0.8) * 1.05
    cells.push(put(new THREE.BoxGeometry(wide * 1.3, h * 0.028, 0.012), surface('#d9bd78'), [0, h * t, 0.006]))
  }
  return group(put(shape, painted({ roughness: 0.6, side: THREE.DoubleSide })), face, cells)
}

/** A stem-mustard head (菜头): green, lumpy, with cut leaf stalks. */
export function mustardHead(seed = 'a', r = 0.62, { trimmed = false } = {}) {
  const rnd = chance(`mustard ${seed}`)
  const knobs = Array.from({ length: 9 }, (_, i) => {
    const a = i * 2.4 + rnd(), y = between(rnd, -0.35, 0.55)
    return new THREE.Vector3(Math.cos(a) * Math.sqrt(1 - y * y), y, Math.sin(a) * Math.sqrt(1 - y * y))
  })
  const shape = mould(new THREE.SphereGeometry(r, 64, 48), (p) => {
    const n = p.clone().normalize()
    const bulge = knobs.reduce((sum, k) => sum + Math.exp(-(1 - n.dot(k)) * 13), 0)
    p.multiplyScalar(0.84 + 0.3 * bulge)
    p.y = p.y * 0.98 + r * 0.84
  })
  paint(shape, (p, n) => blend('#8fae52', '#bfd184', clouds(p.x * 3, p.y * 3, p.z * 3) + n.y * 0.16).lerp(colour('#f0f0d0'), p.y < r * 0.12 ? 0.7 : 0))
  const stalks = []
  for (let i = 0; i < (trimmed ? 3 : 7); i++) {
    const a = i * 0.9 + rnd(), k = i < 5 ? 0.34 : 0.1
    const x = Math.cos(a) * r * k, z = Math.sin(a) * r * k
    stalks.push(put(rope([[x, r * 1.5, z], [x * 1.4, r * 1.9, z * 1.4], [x * 2, r * 2.3 + rnd() * 0.2, z * 2]], (t) => 0.1 - 0.03 * t, { along: 8, around: 10 }), surface(pick(rnd, ['#a9c46a', '#9bb95c', '#b9cf7e']), { roughness: 0.5 })))
  }
  for (let i = 0; i < (trimmed ? 0 : 3); i++) stalks.push(at(leaf(0.7, 0.36, pick(rnd, ['#4f8a3e', '#5e9746']), { bend: 0.5, wave: 0.04 }), 0, r * 1.9, 0, { turn: i * 2.1 + rnd(), lean: 0.7 }))
  return group(put(shape, painted({ roughness: 0.55 })), stalks)
}

/** A white radish lying along x, leaves at the left. */
export function radish(seed = 'a', { length = 2.3, r = 0.27 } = {}) {
  const rnd = chance(`radish ${seed}`), bow = between(rnd, -0.1, 0.14)
  const shape = rope([[-length / 2, r, 0], [-length * 0.2, r + bow * 0.2, 0.02], [length * 0.2, r * 0.95, bow], [length * 0.46, r * 0.6, bow * 1.6], [length * 0.66, r * 0.3, bow * 2.4]],
    (t) => r * (t < 0.06 ? 0.6 + t * 6 : t < 0.45 ? 1 : Math.pow(1 - (t - 0.45) / 0.55, 0.8)) + 0.012, { along: 36, around: 24 })
  paint(shape, (p) => blend('#f7f4ea', '#e6e4d0', clouds(p.x * 2, p.y * 5, p.z * 5)).lerp(colour('#a9c47e'), Math.max(0, (-p.x / length - 0.28) * 2.6)))
  const leaves = Array.from({ length: 7 }, (_, i) => at(leaf(between(rnd, 0.8, 1.25), 0.42, pick(rnd, ['#4f8f3f', '#5f9d48', '#3f7d38']), { bend: 0.3, wave: 0.05, tip: 0.8 }), -length / 2, r, 0, { turn: Math.PI + between(rnd, -0.7, 0.7), lean: between(rnd, 0.05, 0.75) }))
  return group(put(shape, painted({ roughness: 0.45 })), leaves)
}

/** A hand of old ginger. */
export function ginger(seed = 'a') {
  const turn = chance(`ginger ${seed}`)() * 9
  const arms = [[[-0.8, 0.24, 0], [-0.2, 0.27, 0.05], [0.5, 0.25, -0.04], [0.95, 0.3, 0.02], 0.25], [[-0.2, 0.3, 0.05], [-0.42, 0.55, 0.25], [-0.6, 0.72, 0.34], [-0.62, 0.82, 0.36], 0.19],
    [[0.3, 0.3, 0], [0.42, 0.55, -0.16], [0.56, 0.8, -0.2], [0.6, 0.92, -0.2], 0.18], [[0.1, 0.25, 0.1], [0.22, 0.22, 0.42], [0.34, 0.2, 0.62], [0.36, 0.2, 0.7], 0.17]]
  return group(arms.map(([a, b, c, d, r], k) => {
    const shape = rope([a, b, c, d], (t) => r * (0.86 + 0.2 * Math.abs(Math.sin(t * 7 + k)) ) * Math.pow(Math.sin(Math.PI * Math.min(0.97, t * 0.86 + 0.1)), 0.34), { along: 28, around: 18 })
    paint(shape, (p) => blend('#b9884a', '#dab878', clouds(p.x * 4 + k * 7 + turn, p.y * 5, p.z * 5)).lerp(colour('#8a5f30'), Math.pow(Math.abs(Math.sin(p.x * 11 + p.y * 7 + k)), 14) * 0.5))
    return put(shape, painted({ roughness: 0.75, ...skinBump(2, 6, [3, 2]) }))
  }))
}

/** An ear of corn lying along x with its husk pulled back. */
export function corn(seed = 'a', length = 2) {
  const rnd = chance(`corn ${seed}`), rows = 14, r = 0.3
  const kernel = mould(new THREE.SphereGeometry(0.078, 9, 7), (p) => { p.z *= 0.9; p.x *= 0.86 })
  const each = 26
  const grains = many(rows * each, kernel, surface('#fff', { roughness: 0.35 }), (i, d) => {
    const row = i % rows, k = Math.floor(i / rows), t = k / each
    const a = (row / rows) * Math.PI * 2, rr = r * Math.pow(Math.sin(Math.PI * Math.min(0.99, t * 0.72 + 0.28)), 0.4)
    d.position.set(-length * 0.34 + t * length * 0.86, r + Math.cos(a) * rr, Math.sin(a) * rr)
    d.rotation.x = a
    d.scale.setScalar(0.72 + 0.4 * rr / r)
  }, () => pick(rnd, ['#f4c63c', '#efb928', '#f7d25c', '#f0be34']))
  const husks = Array.from({ length: 7 }, (_, i) => {
    const blade = leaf(between(rnd, 1.0, 1.5), 0.55, pick(rnd, ['#9bb556', '#b3c673', '#86a548']), { bend: between(rnd, -0.1, 0.2), fold: 0.1 })
    const turn = between(rnd, -0.45, 0.45) + (i % 2 ? Math.PI : 0)
    return at(blade, -length * 0.36, r * 0.7 + (i % 3) * 0.06, 0, { turn, lean: between(rnd, -0.05, 0.3) })
  })
  return group(put(rope([[-length * 0.36, r, 0], [length * 0.5, r, 0]], (t) => r * Math.pow(1 - t * 0.9, 0.4) * 0.96, { along: 12, around: 16 }), surface('#e9b52c')), grains, husks)
}

/** A head of leafy greens. */
export function cabbage(seed = 'a', { r = 0.8, tones = ['#6fa14a', '#a9c96f', '#d9e6a8'] } = {}) {
  const rnd = chance(`cabbage ${seed}`)
  const leaves = []
  for (let ring = 0; ring < 4; ring++) {
    const n = 6 - ring
    for (let i = 0; i < n; i++) {
      const cupShape = mould(new THREE.SphereGeometry(r, 24, 18, 0, Math.PI * 0.9, Math.PI * 0.12, Math.PI * 0.72), (p) => {
        const t = p.y / r
        const k = 1 - ring * 0.17
        p.multiplyScalar(k * (1 + 0.035 * Math.sin(Math.atan2(p.z, p.x) * 17) * Math.max(0, t + 0.3) ))
        const out = (0.34 - ring * 0.1) * Math.max(0, t + 0.2)
        p.z *= 1 + out
        p.y = p.y * (1.06 + ring * 0.02) + r * 0.8
      })
      paint(cupShape, (p) => blend(tones[Math.min(2, Math.floor(ring * 0.9))], tones[Math.min(2, Math.floor(ring * 0.9) + 1)] ?? tones[2], clouds(p.x * 3 + i, p.y * 3, p.z * 3)).lerp(colour('#f3f4dc'), Math.max(0, 0.5 - p.y / r) * 1.1))
      leaves.push(at(put(cupShape, painted({ roughness: 0.5, side: THREE.DoubleSide })), 0, 0, 0, { turn: (i / n) * 6.283 + ring * 0.5 + rnd() * 0.3 }))
    }
  }
  return group(leaves)
}

/** A bunch of greens with pale stalks, lying along x. */
export function pakchoi(seed = 'a', length = 1.5) {
  const rnd = chance(`choi ${seed}`)
  const parts = []
  for (let i = 0; i < 7; i++) {
    const spread = between(rnd, -0.34, 0.34), lift = between(rnd, 0.04, 0.3)
    parts.push(put(rope([[0, 0.16, 0], [length * 0.25, 0.16 + lift * 0.4, spread * 0.5], [length * 0.52, 0.14 + lift, spread]], (t) => 0.13 - 0.09 * t, { along: 10, around: 10 }), surface(pick(rnd, ['#e6edc4', '#d7e4ac', '#eef2d4']), { roughness: 0.4 })))
    parts.push(at(leaf(length * 0.6, 0.52, pick(rnd, ['#3f7f38', '#4d8f41', '#5a9b49']), { bend: 0.2, fold: 0.06, wave: 0.03, tip: 0.8 }), length * 0.44, 0.14 + lift, spread, { turn: -spread * 0.9, lean: 0.2 }))
  }
  return group(parts)
}

/** A mushroom: cracked cap on a stem. */
export function mushroom(seed = 'a', { r = 0.42, dry = false } = {}) {
  const rnd = chance(`mushroom ${seed}`), turn = rnd() * 9
  const cap = turned([[0, r * 0.1], [r * 0.7, r * 0.02], [r * 0.98, r * 0.12], [r, r * 0.26], [r * 0.8, r * 0.56], [r * 0.42, r * 0.72], [0, r * 0.78]], { segments: 44, steps: 50 })
  mould(cap, (p) => { const k = 1 + (clouds(p.x * 2 + turn, p.y * 2, p.z * 2) - 0.5) * (dry ? 0.4 : 0.12); p.x *= k; p.z *= k })
  paint(cap, (p, n) => {
    if (n.y < -0.2) return colour(dry ? '#d6b77f' : '#f0e2c2')
    const crack = Math.abs(clouds(p.x * 7 + turn, p.y * 7, p.z * 7) - 0.5)
    return blend(dry ? '#4a3020' : '#7a4f2c', dry ? '#6d4a2e' : '#9a6a3e', clouds(p.x * 4, p.z * 4 + turn)).lerp(colour('#ead9b4'), crack < 0.05 ? (1 - crack / 0.05) * 0.55 : 0)
  })
  const stem = put(turned([[r * 0.2, 0], [r * 0.26, -r * 0.1], [r * 0.22, -r * 0.5], [r * 0.28, -r * 0.7], [0, -r * 0.72]]), surface(dry ? '#c9a873' : '#efe3c8', { side: THREE.DoubleSide }))
  const thing = group(put(cap, painted({ roughness: dry ? 0.85 : 0.6, side: THREE.DoubleSide })), stem)
  thing.position.y = r * 0.7
  return group(thing)
}

/** Dried long beans: a twisted hank of thin brown strands. */
export function driedBeans(seed = 'a', { count = 46, length = 2.4, spread = 0.42 } = {}) {
  const rnd = chance(`beans ${seed}`)
  return group(Array.from({ length: count }, () => {
    const z = (rnd() - 0.5) * spread * 2, y = Math.sqrt(Math.max(0, 1 - (z / spread) ** 2)) * spread * rnd() * 0.9, ph = rnd() * 9
    const points = Array.from({ length: 8 }, (_, k) => {
      const t = k / 7 - 0.5, pinch = 0.45 + 0.75 * Math.abs(t) * 1.6
      return [t * length * between(rnd, 0.9, 1.1), 0.06 + y * pinch + Math.abs(Math.sin(k * 1.7 + ph)) * 0.05, z * pinch + Math.sin(k * 1.4 + ph) * 0.07]
    })
    return put(rope(points, (t) => 0.026 + 0.012 * Math.abs(Math.sin(t * 26 + ph)), { along: 30, around: 6 }), surface(pick(rnd, ['#8a6a3c', '#6f5230', '#a3834c', '#7d6338']), { roughness: 0.8 }))
  }))
}

/** Hanks of vermicelli tied in the middle, along x. */
export function noodles(seed = 'a', { count = 90, length = 2.6, tone = ['#a08a76', '#b8a48f', '#8f7a68'] } = {}) {
  const rnd = chance(`noodles ${seed}`)
  const strands = Array.from({ length: count }, () => {
    const a = rnd() * 6.283, k = Math.sqrt(rnd()) * 0.3
    const y = Math.sin(a) * k, z = Math.cos(a) * k * 1.5
    const points = Array.from({ length: 7 }, (_, i) => {
      const t = i / 6 - 0.5, pinch = 0.5 + 1.1 * Math.pow(Math.abs(t) * 2, 1.3) * 0.7
      return [t * length * between(rnd, 0.94, 1.05), 0.34 * Math.min(1, pinch) + y * pinch, z * pinch]
    })
    return put(rope(points, 0.022, { along: 16, around: 5 }), surface(pick(rnd, tone), { roughness: 0.35, transparent: false }))
  })
  const band = put(turned([[0.27, -0.1], [0.29, 0], [0.27, 0.1]]), surface('#c9a45c', { side: THREE.DoubleSide }), [0, 0.26, 0], [0, 0, Math.PI / 2])
  band.scale.set(0.66, 1, 0.98)
  return group(strands, band)
}

/** Peanuts in their shells. */
export function peanuts(rnd, count, options = {}) {
  const shape = mould(rope([[-0.24, 0, 0], [-0.1, 0.01, 0], [0.08, 0, 0.01], [0.25, 0.01, 0]], (t) => 0.105 * (0.62 + 0.38 * Math.abs(Math.cos(t * Math.PI * 1.02))) * Math.pow(Math.sin(Math.PI * Math.min(0.985, t * 0.95 + 0.025)), 0.3) * 1.15, { along: 22, around: 14 }), (p) => {
    const k = 1 + 0.05 * Math.sin(p.x * 42) * Math.sin(Math.atan2(p.z, p.y) * 6)
    p.y *= k; p.z *= k
  })
  return heap(rnd, count, shape, surface('#fff', { roughness: 0.85 }), { tints: ['#d9b27a', '#c99c60', '#e2c08c', '#cda36a'], ...options })
}

/** Slices and sticks of dried herbs. */
export function herbs(rnd, count, options = {}) {
  const disc = mould(turned([[0, 0], [0.2, 0], [0.21, 0.02], [0.2, 0.045], [0, 0.045]], { round: false, segments: 18 }), (p) => { p.y += 0.06 * Math.sin(p.x * 8) ; p.x *= 1.2 })
  return group(
    heap(rnd, count, disc, surface('#fff', { roughness: 0.9 }), { flat: 1, tints: ['#e3cd9c', '#d3b67c', '#c9a265', '#efe0ba'], ...options }),
    heap(rnd, Math.round(count / 3), rope([[-0.3, 0, 0], [0, 0.03, 0.02], [0.3, 0, 0]], 0.045, { along: 8, around: 8 }), surface('#fff', { roughness: 0.95 }), { flat: 1, tints: ['#9a6a3c', '#7d5230', '#b2824c'], ...options }),
  )
}
