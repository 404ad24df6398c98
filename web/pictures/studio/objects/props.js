import * as THREE from 'three'
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js'
import { between, chance, clouds, pick } from '../random.js'
import { at, group, leaf, many, mould, put, rope, surface } from '../shape.js'
import { cloth, indigo, mat, stone, texture, wood } from '../textures.js'

/** Grounds to stand on and small things that say where we are. */

const grounds = {
  table: { map: () => texture(wood('#b48c66', 6), { repeat: [2.2, 1.6], mirror: true }), edge: '#7d5836' },
  pale: { map: () => texture(wood('#d2b68e', 6), { repeat: [2.2, 1.6], mirror: true }), edge: '#a07c4c' },
  dark: { map: () => texture(wood('#7a5a42', 6), { repeat: [2.2, 1.6], mirror: true }), edge: '#4d3320' },
  stone: { map: () => texture(stone('#b7ae9d'), { repeat: [2, 1.6], mirror: true }), edge: '#7f776a' },
  yard: { map: () => texture(stone('#cdbfa4'), { repeat: [2, 2], mirror: true }), edge: '#9a8c70' },
  mat: { map: () => texture(mat('#cdb07a'), { repeat: [3, 2.6], mirror: true }), edge: '#8f7038' },
}

/** The ground: a broad top whose far edge lies at `back`. */
export function ground(kind, back = -3.4) {
  const { map, edge } = grounds[kind]
  const top = surface('#fff', { map: map(), roughness: 0.86 })
  const side = surface(edge)
  const box = put(new THREE.BoxGeometry(22, 0.5, 16), [side, side, top, side, side, side], [0, -0.25, back + 8])
  return box
}

/** A cloth laid out flat, with low folds. */
export function cover({ w = 4, d = 2.6, tone = '#e6d9bd', pattern = false, turn = 0 } = {}) {
  const shape = new THREE.PlaneGeometry(w, d, 70, 46).rotateX(-Math.PI / 2)
  mould(shape, (p) => { p.y = 0.02 + 0.05 * Math.pow(clouds(p.x * 0.9 + 3, p.z * 1.6), 2) + 0.02 * Math.sin(p.x * 2 + p.z) * clouds(p.x, p.z) ; p.x += Math.sin(p.z * 2) * 0.04; p.z += Math.sin(p.x * 1.4) * 0.05 })
  const map = pattern ? texture(indigo(), { repeat: [w / 1.2, d / 1.2] }) : texture(cloth(tone, 110), { repeat: [w, d] })
  return put(shape, surface('#fff', { map, roughness: 0.98, side: THREE.DoubleSide }), [0, 0, 0], [0, turn, 0])
}

/** Leaves dropped about. */
export function fallen(rnd, count, { r = 2, tones = ['#4c8842', '#3f7a3a', '#639a4e'], length = 0.6, width = 0.26 } = {}) {
  return group(Array.from({ length: count }, () => at(leaf(between(rnd, 0.7, 1) * length, width, pick(rnd, tones), { bend: 0.12, fold: 0.1 }), between(rnd, -r, r), 0.05, between(rnd, 0.2, 1.6), { turn: rnd() * 6.28, lean: between(rnd, 0, 0.1) })))
}

/** A leafy twig along x. */
export function twig(seed = 'a', { length = 1.6, count = 8, size = 0.6, tones = ['#3f7a3a', '#4c8842', '#5b9549'] } = {}) {
  const rnd = chance(`twig ${seed}`)
  const points = Array.from({ length: 4 }, (_, i) => [(i / 3) * length, 0.1 + Math.sin(i * 1.2) * 0.06, Math.sin(i * 2 + rnd()) * 0.08])
  const leaves = Array.from({ length: count }, (_, i) => at(leaf(between(rnd, 0.75, 1.1) * size, size * 0.42, pick(rnd, tones), { bend: 0.3 }), ((i + 0.6) / count) * length, 0.12, 0, { turn: (i % 2 ? 1 : -1) * between(rnd, 0.4, 1.1), lean: between(rnd, 0.05, 0.45) }))
  return group(put(rope(points, (t) => 0.04 - 0.02 * t, { along: 12, around: 7 }), surface('#6d5a38')), leaves)
}

/** Wild flowers: stalks with small round heads of petals. */
export function flowers(seed = 'a', { count = 7, h = 1.2, tones = ['#f2c530', '#f6d65a', '#e9b020'], petals = 4, spread = 0.5 } = {}) {
  const rnd = chance(`flowers ${seed}`)
  return group(Array.from({ length: count }, () => {
    const x = between(rnd, -spread, spread), z = between(rnd, -spread, spread) * 0.6, tall = h * between(rnd, 0.65, 1)
    const lean = between(rnd, -0.25, 0.25)
    const head = group(
      many(petals * 3, mould(new THREE.SphereGeometry(0.1, 10, 7), (p) => { p.y *= 0.3; p.x += 0.08; p.z *= 0.8 }), surface('#fff', { roughness: 0.6 }), (i, d) => { d.rotation.set(0, (i / petals) * 6.283, 0.2 + Math.floor(i / petals) * 0.2); d.position.y = Math.floor(i / petals) * 0.03; d.scale.setScalar(1 - Math.floor(i / petals) * 0.22) }, () => pick(rnd, tones)),
      put(new THREE.SphereGeometry(0.05, 10, 8), surface('#c98a1c'), [0, 0.05, 0]))
    at(head, x + lean, tall, z, { tilt: between(rnd, 0.1, 0.9), turn: rnd() * 6, scale: between(rnd, 0.8, 1.2) })
    return group(put(rope([[x, 0, z], [x + lean * 0.3, tall * 0.5, z], [x + lean, tall, z]], 0.02, { along: 8, around: 6 }), surface('#6f9440')), head,
      at(leaf(0.4, 0.13, '#6c9a48', { bend: 0.4 }), x + lean * 0.2, tall * 0.4, z, { turn: rnd() * 6, lean: 0.6 }))
  }))
}

/** A honey dipper lying along x. */
export function dipper() {
  const skin = surface('#fff', { map: texture(wood('#b98450', 3), { repeat: [0.5, 1] }), roughness: 0.6 })
  const rings = Array.from({ length: 6 }, (_, i) => put(new THREE.TorusGeometry(0.17 - Math.abs(i - 2.5) * 0.022, 0.045, 8, 24), skin, [0.1 + i * 0.085, 0.24, 0], [0, Math.PI / 2, 0]))
  return group(put(rope([[0.1, 0.24, 0], [0.6, 0.24, 0], [2, 0.2, 0]], (t) => 0.07 - 0.015 * Math.sin(t * 3), { along: 10, around: 12 }), skin), rings)
}

/** Chopsticks on their rest. */
export const chopsticks = () => group([0, 0.13].map((z) => put(rope([[0, 0.12, z], [2.2, 0.05, z * 1.6]], (t) => 0.045 - 0.02 * t, { along: 6, around: 8 }), surface('#7d4a2a', { roughness: 0.5 }))))

/** A cleaver with a wooden handle. */
export function cleaver() {
  return group(
    put(new RoundedBoxGeometry(1.5, 0.03, 0.78, 2, 0.012), surface('#8d9292', { metalness: 0.6, roughness: 0.4 }), [0, 0.05, 0]),
    put(rope([[0.75, 0.07, -0.22], [1.1, 0.08, -0.22], [1.6, 0.08, -0.22]], (t) => 0.08 + 0.02 * t, { along: 8, around: 12 }), surface('#5b3a22', { roughness: 0.6 })),
  )
}

/** A rail of bamboo between two posts, to hang things on. */
export function rail({ w = 5, h = 3.1, z = -0.4 } = {}) {
  const bamboo = surface('#b9a25c', { roughness: 0.55 })
  const pole = (a, b, r) => put(rope([a, a.map((v, i) => (v + b[i]) / 2), b], (t) => r * (1 + 0.1 * Math.pow(Math.abs(Math.sin(t * 12)), 24)), { along: 60, around: 14 }), bamboo)
  return group(pole([-w / 2, h, z], [w / 2, h, z], 0.085), pole([-w / 2 + 0.3, 0, z - 0.1], [-w / 2 + 0.3, h + 0.4, z - 0.1], 0.1), pole([w / 2 - 0.3, 0, z - 0.1], [w / 2 - 0.3, h + 0.4, z - 0.1], 0.1))
}

/** A wall of boards with a beam: under the eaves. */
export function wall({ z = -1.6, tone = '#8a6544' } = {}) {
  const boards = put(new THREE.PlaneGeometry(14, 9), surface('#fff', { map: (() => { const t = texture(wood(tone, 7), { repeat: [1, 1.6] }); t.rotation = Math.PI / 2; return t })(), roughness: 0.9 }), [0, 3.6, z])
  const beam = put(new RoundedBoxGeometry(14, 0.34, 0.34, 2, 0.05), surface('#fff', { map: texture(wood('#6b4a2e', 2), { repeat: [3, 0.3] }) }), [0, 3.75, z + 0.7])
  return group(boards, beam)
}

/** Chopped greens or berries floating on a soup of radius r. */
export const garnish = (rnd, count, r, tones = ['#4f9340', '#6cab52']) => many(count, mould(new THREE.SphereGeometry(0.07, 8, 5), (p) => { p.y *= 0.25; p.x *= 1.3 }), surface('#fff', { roughness: 0.5 }), (i, d) => {
  const a = rnd() * 6.283, k = Math.sqrt(rnd()) * r
  d.position.set(Math.cos(a) * k, 0.02 + rnd() * 0.03, Math.sin(a) * k)
  d.rotation.y = rnd() * 6
}, () => pick(rnd, tones))
