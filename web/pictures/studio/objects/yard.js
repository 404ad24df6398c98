import * as THREE from 'three'
import { between, chance, clouds, pick } from '../random.js'
import { at, blend, colour, group, leaf, many, mould, paint, painted, put, rope, surface } from '../shape.js'
import { curedPork, meat, rough, scales, texture } from '../textures.js'
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js'

/** Eggs, poultry, meat and fish. */

/** An egg lying a little on its side. */
export function egg(seed = 'a', { r = 0.3, tones = ['#d9a577', '#c78d5e', '#e6bd93'] } = {}) {
  const rnd = chance(`egg ${seed}`)
  const shape = mould(new THREE.SphereGeometry(r, 32, 24), (p) => { const t = p.y / r; const k = 1 - 0.13 * t; p.x *= k; p.z *= k; p.y *= 1.28 })
  const tone = pick(rnd, tones)
  paint(shape, (p) => blend(tone, '#ffffff', 0.08).lerp(blend(tone, '#7d4a22', 0.6), Math.max(0, clouds(p.x * 16 + r, p.y * 16, p.z * 16 + rnd() * 0.001) - 0.66) * 1.3))
  const thing = put(shape, painted({ roughness: 0.5 }))
  thing.rotation.set(between(rnd, 0.9, 1.5), rnd() * 6, between(rnd, -0.5, 0.5))
  thing.position.y = r
  return group(thing)
}

/** Half a salted egg standing on its edge, the cut with its yolk turned to +z. */
export function halfEgg(r = 0.335) {
  const white = put(mould(new THREE.SphereGeometry(r, 32, 24), (p) => { p.y *= 1.3; p.z = Math.min(0, p.z) }), surface('#dfe3d6', { roughness: 0.5 }))
  const cut = put(new THREE.CircleGeometry(r * 0.97, 40), surface('#fbf8ee', { roughness: 0.4 }), [0, 0, 0.006])
  const yolk = put(new THREE.SphereGeometry(r * 0.62, 28, 20), surface('#e2701c', { roughness: 0.3, emissive: '#8a2f05', emissiveIntensity: 0.3 }), [0, -0.02, 0.006])
  cut.scale.y = 1.3
  yolk.scale.set(1, 1.1, 0.12)
  return group(white, cut, yolk)
}

/** Straw: a ring nest, or loose. */
export function straw(rnd, count, { r = 1.3, hole = 0.5, h = 0.4, tones = ['#d8b766', '#c6a14e', '#e6cd86', '#b18c40'] } = {}) {
  const blade = rope([[-0.7, 0, 0], [-0.2, 0.09, 0.05], [0.3, 0.07, -0.04], [0.7, -0.03, 0.02]], 0.02, { along: 10, around: 5 })
  return many(count, blade, surface('#fff', { roughness: 0.8 }), (i, d) => {
    const a = rnd() * 6.283, t = rnd(), k = hole + (r - hole) * t
    const mound = Math.sin(Math.PI * t) * h
    d.position.set(Math.cos(a) * k, 0.05 + mound * rnd(), Math.sin(a) * k)
    d.rotation.set(between(rnd, -0.25, 0.25), -a + Math.PI / 2 + between(rnd, -0.5, 0.5), between(rnd, -0.3, 0.3))
    d.scale.setScalar(between(rnd, 0.7, 1.2) * Math.min(1, r))
  }, () => pick(rnd, tones))
}

/** A pulp tray with its dimples, for rows × cols eggs. */
export function eggTray(cols = 6, rows = 5, pitch = 0.58) {
  const shape = new THREE.PlaneGeometry(cols * pitch + 0.1, rows * pitch + 0.1, cols * 10, rows * 10).rotateX(-Math.PI / 2)
  mould(shape, (p) => { p.y = 0.2 + 0.13 * Math.cos(((p.x + (cols * pitch) / 2) / pitch) * Math.PI * 2) * -1 * -1 + 0.13 * Math.cos(((p.z + (rows * pitch) / 2) / pitch) * Math.PI * 2) })
  return put(shape, surface('#b9b0a0', { roughness: 1, side: THREE.DoubleSide, bumpMap: texture(rough(6), { repeat: [6, 6], data: true }), bumpScale: 2 }))
}

/** A hen standing, facing right; `tones` = body, wing, tail. */
export function hen(seed = 'a', { tones = ['#a8602c', '#8a4520', '#3a2a22'], scale = 1, rooster = false } = {}) {
  const rnd = chance(`hen ${seed}`)
  const [body, wing, tail] = tones
  const ball = (r, x, y, z, sx, sy, sz, lean = 0, tone = body) => {
    const shape = mould(new THREE.SphereGeometry(r, 36, 26), (p) => { p.set(p.x * sx, p.y * sy, p.z * sz); p.multiplyScalar(1 + (clouds(p.x * 7 + x, p.y * 9, p.z * 7) - 0.5) * 0.05) })
    paint(shape, (p) => blend(tone, blend(tone, '#f0c182', 0.5), clouds(p.x * 5, p.y * 12, p.z * 5) * 0.8 + p.y * 0.2))
    return put(shape, painted({ roughness: 0.8 }), [x, y, z], [0, 0, lean])
  }
  const feather = (length, width, c, x, y, z, turn, lean, roll = 0) => {
    const f = at(leaf(length, width, c, { bend: 0.15, fold: 0.1, tip: 0.75 }), x, y, z, { turn, lean })
    f.rotation.x = roll
    return f
  }
  const plumes = Array.from({ length: rooster ? 11 : 8 }, (_, i) => feather(rooster ? 1.15 : 0.72, 0.26, pick(rnd, rooster ? ['#1f3a34', '#2b4d40', '#16282a'] : [tail, blend(tail, body, 0.4)]), -0.62, 1.55, (i - 4) * 0.055, Math.PI, 0.75 + (i % 4) * 0.14, (i - 4) * 0.1))
  const flights = Array.from({ length: 7 }, (_, i) => feather(0.75 - i * 0.04, 0.24, blend(wing, i % 2 ? body : tail, 0.28), 0.22 - i * 0.07, 1.42 - i * 0.05, 0.56 - i * 0.01, Math.PI - 0.12, 0.05 - i * 0.05, 1.35))
  const comb = Array.from({ length: 4 }, (_, i) => put(new THREE.SphereGeometry(0.1 - Math.abs(i - 1.4) * 0.012, 12, 10), surface('#c22f22', { roughness: 0.5 }), [0.72 + i * 0.085 - 0.05, 2.46 - Math.abs(i - 1) * 0.03, 0]))
  const leg = (z, x) => group(
    put(rope([[x, 0.85, z], [x + 0.03, 0.45, z], [x - 0.02, 0.06, z]], (t) => 0.075 - 0.03 * t, { along: 8, around: 8 }), surface('#d79b3c')),
    [-0.5, 0, 0.5].map((a) => put(rope([[x - 0.02, 0.06, z], [x + 0.12 * Math.cos(a), 0.04, z + 0.16 * Math.sin(a)], [x + 0.26 * Math.cos(a), 0.02, z + 0.24 * Math.sin(a)]], 0.03, { along: 5, around: 6 }), surface('#d79b3c'))))
  const thing = group(
    ball(0.72, 0, 1.32, 0, 1.12, 0.88, 0.84, 0.1), ball(0.5, 0.42, 1.42, 0, 0.95, 1.05, 0.9, 0.5), ball(0.32, 0.66, 1.86, 0, 0.86, 1.5, 0.86, -0.2, blend(body, '#e0a04c', 0.35)),
    ball(0.25, 0.8, 2.24, 0, 1.05, 1, 0.92, 0, blend(body, '#e0a04c', 0.3)), ball(0.52, -0.12, 1.4, 0.5, 1.12, 0.66, 0.34, -0.22, wing), ball(0.34, -0.5, 1.44, 0.46, 1.3, 0.5, 0.3, -0.3, blend(wing, tail, 0.4)), plumes, flights, comb,
    put(new THREE.ConeGeometry(0.085, 0.24, 14), surface('#e0ac4a', { roughness: 0.45 }), [1.12, 2.22, 0], [0, 0, -Math.PI / 2 - 0.1]),
    put(new THREE.SphereGeometry(0.085, 12, 10), surface('#c22f22', { roughness: 0.5 }), [0.98, 2.06, 0.04]),
    put(new THREE.SphereGeometry(0.045, 12, 10), surface('#1c1712', { roughness: 0.1 }), [0.93, 2.29, 0.2]),
    leg(0.24, 0.02), leg(-0.24, 0.12),
  )
  thing.scale.setScalar(scale)
  return thing
}

/** A dressed chicken on its back, legs to the right. */
export function dressedChicken(tone = '#f0c88f') {
  const skin = (shape) => put(paint(shape, (p, n) => blend(tone, '#f9e3c0', clouds(p.x * 4, p.y * 4, p.z * 4) * 0.9).lerp(colour('#e0a072'), Math.max(0, -n.y * 0.35))), painted({ roughness: 0.5, bumpMap: texture(rough(5), { repeat: [6, 5], data: true }), bumpScale: 1.2 }))
  const torso = skin(mould(new THREE.SphereGeometry(0.9, 48, 34), (p) => {
    p.x *= 1.28; p.y = p.y * 0.74 + 0.68; p.z *= 0.9
    const keel = Math.exp(-Math.pow(p.z * 3, 2)) * 0.1 * Math.max(0, p.y - 0.6)
    p.y += keel
    if (p.x > 0.4) { p.z *= 1 - (p.x - 0.4) * 0.2; p.y -= (p.x - 0.4) * 0.08 }
  }))
  const leg = (s) => group(
    skin(mould(new THREE.SphereGeometry(0.44, 32, 24), (p) => { p.x *= 1.35; p.y *= 0.86; p.z *= 0.78; p.x += 0.62; p.y += 0.66; p.z += s * 0.66 })),
    skin(rope([[0.95, 0.66, s * 0.62], [1.3, 0.82, s * 0.48], [1.62, 0.95, s * 0.34], [1.86, 1.0, s * 0.24]], (t) => 0.27 - 0.17 * t, { along: 16, around: 16 })),
    put(rope([[1.82, 0.99, s * 0.25], [2.05, 1.04, s * 0.2]], 0.085, { along: 4, around: 12 }), surface('#f6ead0', { roughness: 0.4 })))
  const wing = (s) => skin(rope([[-0.6, 0.8, s * 0.72], [-0.25, 0.62, s * 0.98], [-0.7, 0.42, s * 1.02], [-1.02, 0.6, s * 0.82]], (t) => 0.2 - 0.07 * t, { along: 24, around: 14 }))
  const twine = put(new THREE.TorusGeometry(0.3, 0.025, 6, 30), surface('#efe3c4'), [1.66, 0.94, 0], [0, Math.PI / 2, 0])
  return group(torso, leg(1), leg(-1), wing(1), wing(-1), twine)
}

/** A leg of lamb lying along x, bone to the right. */
export function lambLeg() {
  const shape = rope([[-1.55, 0.5, 0.05], [-0.9, 0.6, 0], [-0.1, 0.58, -0.04], [0.6, 0.44, -0.02], [1.25, 0.34, 0.06]], (t) => (0.62 * Math.pow(1 - t, 0.5) + 0.13 + 0.07 * Math.sin(t * 5)) * Math.pow(Math.min(1, t / 0.16 + 0.02), 0.4), { along: 44, around: 32 })
  mould(shape, (p) => { p.z *= 1.12; p.y = Math.max(0.02, p.y); p.multiplyScalar(1 + (clouds(p.x * 2, p.y * 3, p.z * 3) - 0.5) * 0.07) })
  paint(shape, (p, n) => {
    const band = clouds(p.x * 1.2, p.y * 2.4 + 5, p.z * 2.4)
    const lean = blend('#a03a38', '#c25a50', clouds(p.x * 5, p.y * 14, p.z * 14))
    return lean.lerp(blend('#f5e2cf', '#ecd0b4', clouds(p.x * 6, p.y * 6, p.z * 6)), Math.min(0.92, Math.max(0, (band - 0.44) * 5 + n.y * 0.3)))
  })
  const bone = group(
    put(rope([[1.15, 0.34, 0.05], [1.5, 0.33, 0.08], [1.85, 0.34, 0.1]], (t) => 0.12 + 0.03 * t, { along: 8, around: 14 }), surface('#f4ead6', { roughness: 0.4 })),
    put(new THREE.SphereGeometry(0.16, 18, 14), surface('#f4ead6', { roughness: 0.4 }), [1.88, 0.4, 0.08]), put(new THREE.SphereGeometry(0.15, 18, 14), surface('#efe2c8', { roughness: 0.4 }), [1.88, 0.26, 0.16]))
  return group(put(shape, painted({ roughness: 0.42 })), bone)
}

/** A cut of meat: a soft block showing lean and fat. */
export function meatBlock(seed = 'a', { w = 0.9, h = 0.5, d = 0.7, lean = '#a8403c', amount = 0.5 } = {}) {
  const rnd = chance(`meat ${seed}`), turn = rnd() * 9
  const shape = mould(new RoundedBoxGeometry(w, h, d, 6, Math.min(w, h, d) * 0.26), (p) => { p.multiplyScalar(1 + (clouds(p.x * 2 + turn, p.y * 2, p.z * 2) - 0.5) * 0.22); p.y += h / 2 })
  return put(shape, surface('#fff', { map: texture(meat(lean, '#f3e0cc', amount), { repeat: [0.7, 0.5] }), roughness: 0.36 }))
}

/** Thin rolled slices of meat. */
export function meatRoll(seed = 'a') {
  const rnd = chance(`roll ${seed}`), n = 40
  const shape = new THREE.PlaneGeometry(1, 0.72, n, 4)
  const { position } = shape.attributes
  for (let i = 0; i < position.count; i++) {
    const t = position.getX(i) + 0.5, a = t * Math.PI * 3.2, r = 0.09 + t * 0.2
    position.setXYZ(i, Math.cos(a) * r, Math.sin(a) * r + 0.3, position.getY(i) + Math.sin(a * 3) * 0.03)
  }
  shape.computeVertexNormals()
  const thing = put(shape, surface('#fff', { map: texture(meat('#b5463f', '#f7e8d6', 0.9), { repeat: [1, 0.4] }), roughness: 0.4, side: THREE.DoubleSide }))
  thing.rotation.set(0, between(rnd, 0, 6), 0)
  return group(thing)
}

/** A slab of cured pork, along x; skin below. */
export function bacon(seed = 'a', { w = 2, h = 0.62, d = 0.62 } = {}) {
  const rnd = chance(`bacon ${seed}`), turn = rnd() * 9
  const shape = mould(new RoundedBoxGeometry(w, h, d, 6, 0.09), (p) => { p.multiplyScalar(1 + (clouds(p.x * 1.6 + turn, p.y * 2, p.z * 2) - 0.5) * 0.12); p.y += h / 2 })
  return put(shape, surface('#fff', { map: texture(curedPork(), { repeat: [0.8, 1] }), roughness: 0.4 }))
}

/** A slice of cured pork lying. */
export const baconSlice = () => put(mould(new RoundedBoxGeometry(0.62, 0.05, 0.66, 4, 0.02), (p) => { p.y += 0.04 + 0.05 * Math.sin(p.x * 4) }), surface('#fff', { map: texture(curedPork(), { repeat: [0.6, 1] }), roughness: 0.32, emissive: '#5a2208', emissiveIntensity: 0.2 }))

/** A fish lying on its side along x, head to the left, its flank up. */
export function fish({ length = 3, tones = ['#33413a', '#8a917f', '#ddd3b6'] } = {}) {
  const half = length / 2
  const shape = mould(new THREE.SphereGeometry(1, 80, 48), (p) => {
    const t = (p.x + 1) / 2
    const tall = 0.52 * Math.pow(Math.sin(Math.PI * Math.pow(Math.min(0.985, t * 0.91 + 0.035), 0.74)), 0.85)
    const round = Math.max(0.2, Math.sqrt(1 - p.x * p.x))
    p.set(p.x * half * 0.88, (p.y / round) * tall * 0.52 + 0.27, (p.z / round) * tall)
  })
  const { position, uv } = shape.attributes
  for (let i = 0; i < position.count; i++) uv.setXY(i, position.getX(i) / 1.6, position.getZ(i) / 1.6)
  paint(shape, (p) => {
    const up = -p.z / 0.46
    const flank = up > 0 ? blend(tones[1], tones[0], up * 1.7) : blend(tones[1], tones[2], -up * 1.5)
    return p.x < -half * 0.52 ? flank.lerp(colour('#6d7460'), 0.35) : flank
  })
  const fin = (x, z, len, w, turn, y = 0.26) => at(leaf(len, w, '#6a725f', { bend: 0.02, fold: 0.02, tip: 0.6 }), x, y, z, { turn })
  const gill = rope([[-half * 0.5, 0.42, -0.3], [-half * 0.41, 0.53, -0.02], [-half * 0.48, 0.44, 0.28]], 0.016, { along: 14, around: 6 })
  return group(
    put(shape, painted({ roughness: 0.43, map: texture(scales()), bumpMap: texture(scales(), { data: true }), bumpScale: 1.5 })),
    fin(half * 0.8, 0, 0.74, 0.42, 0.5), fin(half * 0.8, 0, 0.74, 0.42, -0.5),
    fin(-0.45, -0.4, 0.75, 0.4, 0.3), fin(-0.15, -0.42, 0.6, 0.3, 0.25), fin(0.35, 0.34, 0.4, 0.24, -0.5), fin(-half * 0.42, 0.05, 0.5, 0.26, -0.3, 0.5),
    put(new THREE.SphereGeometry(0.075, 16, 12), surface('#d9c98a', { roughness: 0.3 }), [-half * 0.68, 0.41, -0.07]),
    put(new THREE.SphereGeometry(0.05, 14, 12), surface('#15130f', { roughness: 0.2 }), [-half * 0.68, 0.452, -0.06]),
    put(gill, surface('#4d5445')),
    put(rope([[-half * 0.885, 0.26, 0.04], [-half * 0.8, 0.35, 0.09]], 0.014, { along: 4, around: 6 }), surface('#4d4436')),
  )
}

/** A comb of honey: a wax block with its cells, honey running over. */
export function honeycomb({ w = 1.7, h = 0.5, d = 1.3 } = {}) {
  const r = 0.115, cols = Math.floor(w / (r * 1.74)), rows = Math.floor(d / (r * 1.5))
  const cell = new THREE.CylinderGeometry(r * 0.98, r * 0.98, 0.14, 6, 1, true)
  const place = (i, dummy, y) => {
    const row = Math.floor(i / cols), col = i % cols
    dummy.position.set((col - (cols - 1) / 2 + (row % 2 ? 0.5 : 0)) * r * 1.74, y, (row - (rows - 1) / 2) * r * 1.5)
  }
  const rnd = chance('comb')
  const full = new THREE.CylinderGeometry(r * 0.84, r * 0.84, 0.1, 6)
  return group(
    put(mould(new RoundedBoxGeometry(w, h, d, 4, 0.05), (p) => { p.y += h / 2; p.x += Math.sin(p.z * 3) * 0.02 }), surface('#d9962a', { roughness: 0.4, emissive: '#8a4a05', emissiveIntensity: 0.35, bumpMap: texture(rough(8), { repeat: [3, 2], data: true }), bumpScale: 2 })),
    many(cols * rows, cell, surface('#e9b855', { roughness: 0.45, side: THREE.DoubleSide, emissive: '#8a5208', emissiveIntensity: 0.25 }), (i, m) => { place(i, m, h + 0.05) }),
    many(cols * rows, full, surface('#fff', { roughness: 0.1, emissive: '#a85a04', emissiveIntensity: 0.25 }), (i, m) => { place(i, m, h + 0.015 + rnd() * 0.03) }, () => pick(rnd, ['#c9780f', '#e09a1c', '#b5650a', '#f0b238', '#f3d590'])),
  )
}

/** A bee in flight. */
export function bee(scale = 1) {
  const band = (x, r, c) => put(new THREE.SphereGeometry(r, 18, 14), surface(c, { roughness: 0.7 }), [x, 0, 0])
  const wing = (s) => { const w = at(leaf(0.3, 0.16, '#f4efe0', { bend: -0.1, fold: 0 }), 0.02, 0.1, s * 0.04, { turn: s * -1.9, lean: 0.45 }); w.material.transparent = true; w.material.opacity = 0.72; return w }
  const thing = group(band(-0.15, 0.085, '#3a2a18'), band(-0.09, 0.105, '#d99a2b'), band(-0.02, 0.115, '#3a2a18'), band(0.05, 0.11, '#d99a2b'), band(0.13, 0.1, '#5b4022'), band(0.21, 0.07, '#2b2016'), wing(1), wing(-1))
  thing.scale.setScalar(scale)
  return thing
}
