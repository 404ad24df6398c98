import * as THREE from 'three'
import { between, chance, clouds, pick } from '../random.js'
import { at, blend, group, heap, leaf, many, mould, paint, painted, put, rope, surface, turned } from '../shape.js'

/** Grain, seed, spice, tea: small things in heaps. */

const grainShape = () => mould(new THREE.SphereGeometry(0.034, 7, 5), (p) => { p.x *= 1.9; p.y *= 0.72; p.z *= 0.72 })

/** A mound of rice: a smooth heap with grains lying on it. */
export function riceHeap(rnd, { r = 1, h = 0.5, red = false, grains = 900 } = {}) {
  const tones = red ? ['#9a4a38', '#84382c', '#b56a4c', '#c58a68'] : ['#f6efdd', '#efe5cb', '#fbf7ea', '#e9dcbd']
  const mound = mould(turned([[r, 0], [r * 0.8, h * 0.34], [r * 0.5, h * 0.74], [r * 0.2, h * 0.96], [0, h]], { segments: 48 }), (p) => { p.y += (clouds(p.x * 3, p.z * 3) - 0.5) * 0.06 * (p.y > 0.02 ? 1 : 0) })
  const place = (i, d) => {
    const a = rnd() * 6.283, k = Math.sqrt(rnd()) * 0.99
    const y = k < 0.2 ? h : h * (1 - Math.pow((k - 0.1) / 0.9, 1.5))
    d.position.set(Math.cos(a) * k * r, Math.max(0.01, y) + 0.008, Math.sin(a) * k * r)
    d.rotation.set(between(rnd, -0.5, 0.5), rnd() * 6.28, between(rnd, -0.5, 0.5))
  }
  return group(put(mound, surface(red ? '#8a4030' : '#ece2c8', { roughness: 0.9 })), many(grains * 2, grainShape(), surface('#fff', { roughness: 0.6 }), place, () => pick(rnd, tones)))
}

/** Grains spilt on the ground round a point. */
export function spilt(rnd, count, { r = 1, red = false, shape = grainShape(), tones, lift = 0.035 } = {}) {
  const c = tones ?? (red ? ['#9a4a38', '#84382c'] : ['#f6efdd', '#efe5cb', '#fbf7ea'])
  return many(count * 2, shape, surface('#fff', { roughness: 0.6 }), (i, d) => {
    const a = rnd() * 6.283, k = Math.pow(rnd(), 0.7) * r
    d.position.set(Math.cos(a) * k, lift, Math.sin(a) * k * 0.7)
    d.rotation.y = rnd() * 6.28
  }, () => pick(rnd, c))
}

/** Cooked rice heaped in a bowl. */
export function cookedRice(rnd, r = 0.82, h = 0.5) {
  return group(
    put(mould(turned([[r, 0], [r * 0.86, h * 0.55], [r * 0.5, h * 0.92], [0, h]], { segments: 40 }), (p) => { p.y += (clouds(p.x * 4, p.z * 4) - 0.5) * 0.1 }), surface('#f7f3e8', { roughness: 0.6 })),
    many(700, mould(grainShape(), (p) => p.multiplyScalar(1.8)), surface('#fffdf6', { roughness: 0.4 }), (i, d) => {
      const a = rnd() * 6.283, k = Math.sqrt(rnd())
      d.position.set(Math.cos(a) * k * r, h * Math.sqrt(Math.max(0, 1 - k * k * 0.98)) + 0.01, Math.sin(a) * k * r)
      d.rotation.set(rnd() * 3, rnd() * 6, rnd() * 3)
    }),
  )
}

/** Dried Sichuan pepper: small open husks, red-brown, some showing the black seed. */
export function pepperHeap(rnd, count, options = {}) {
  const husk = mould(new THREE.SphereGeometry(0.075, 12, 9, 0, Math.PI * 2, 0, Math.PI * 0.62), (p) => p.multiplyScalar(1 + (clouds(p.x * 40, p.y * 40, p.z * 40) - 0.5) * 0.34))
  return group(
    heap(rnd, count, husk, surface('#fff', { roughness: 0.75, side: THREE.DoubleSide }), { tints: ['#7d3527', '#93462f', '#66281d', '#a2583c', '#84402d', '#6e3a26'], ...options }),
    heap(rnd, Math.round(count / 7), new THREE.SphereGeometry(0.05, 8, 6), surface('#1d1a18', { roughness: 0.2 }), options),
  )
}

/** A sprig of green pepper: a twig, small leaves, clusters of berries. Lies along x. */
export function pepperSprig(seed = 'a', { length = 1.6, ripe = false } = {}) {
  const rnd = chance(`sprig ${seed}`)
  const points = Array.from({ length: 5 }, (_, i) => [(i / 4) * length, 0.12 + Math.sin(i) * 0.06, Math.sin(i * 1.3 + rnd() * 3) * 0.1])
  const parts = [put(rope(points, (t) => 0.04 - 0.02 * t, { along: 16, around: 7 }), surface('#6d5a38'))]
  for (let i = 0; i < 9; i++) {
    const t = (i + 0.6) / 9, k = Math.floor(t * 4), f = t * 4 - k
    const [x, y, z] = points[k].map((v, n) => v + (points[Math.min(4, k + 1)][n] - v) * f)
    parts.push(at(leaf(between(rnd, 0.38, 0.6), 0.2, pick(rnd, ['#3f7a36', '#4f8d3f', '#5c9a48']), { bend: 0.3 }), x, y, z, { turn: (i % 2 ? 1 : -1) * between(rnd, 0.7, 1.5), lean: between(rnd, 0, 0.5) }))
    parts.push(at(many(18, new THREE.SphereGeometry(0.05, 10, 8), surface('#fff', { roughness: 0.5 }), (n, d) => {
      const a = n * 2.4, q = 0.04 + 0.016 * n
      d.position.set(Math.cos(a) * q * 0.6, 0.03 + (n % 4) * 0.05, Math.sin(a) * q * 0.6)
    }, () => pick(rnd, ripe ? ['#a03c2a', '#8a3022', '#b35238'] : ['#7ea33c', '#6c9434', '#94b44c', '#5e8730'])), x, y + 0.02, z + between(rnd, -0.12, 0.12)))
  }
  return group(parts)
}

/** Trichosanthes seeds (吊瓜子): flat, brown, rimmed. */
export function melonSeeds(rnd, count, options = {}) {
  const seed = mould(new THREE.SphereGeometry(0.13, 16, 10), (p) => {
    p.x *= 1.35; p.y *= 0.36
    const rim = Math.abs(Math.hypot(p.x / 1.35, p.z) / 0.13)
    p.y *= rim > 0.8 ? 1.25 : 1
  })
  return heap(rnd, count, seed, surface('#fff', { roughness: 0.55 }), { flat: 1, tints: ['#a8794a', '#94663a', '#b98a58', '#7f5530', '#a06f3f'], ...options })
}

/** The ripe gourd the seeds come from: an orange ball. */
export function hangingGourd(seed = 'a', r = 0.5) {
  const rnd = chance(`gourd ${seed}`)
  const shape = mould(new THREE.SphereGeometry(r, 32, 24), (p) => { p.y = p.y * 1.12 + r * 1.1 })
  paint(shape, (p) => blend('#dd8b22', '#eeb040', clouds(p.x * 3 + rnd() * 0.01, p.y * 3, p.z * 3)).lerp(blend('#8fa03c', '#8fa03c', 0), Math.max(0, p.y / r - 1.7) * 0.8))
  return group(put(shape, painted({ roughness: 0.45 })), put(rope([[0, r * 2.2, 0], [0.05, r * 2.5, 0], [0.02, r * 2.8, 0.05]], 0.035, { along: 8, around: 7 }), surface('#7d7a3c')))
}

/** Soya beans or any round bean. */
export const beans = (rnd, count, { tints = ['#e6c878', '#dcb95f', '#efd898'], size = 1, ...options } = {}) =>
  heap(rnd, count, mould(new THREE.SphereGeometry(0.085, 12, 9), (p) => { p.x *= 1.12 }), surface('#fff', { roughness: 0.45 }), { tints, size, ...options })

/** Loose tea: thin curled strips, dark green. */
export function teaLeaves(rnd, count, options = {}) {
  const curl = rope([[-0.22, 0, 0], [-0.08, 0.03, 0.03], [0.08, 0.01, -0.03], [0.22, 0.04, 0.01]], (t) => 0.026 * Math.sin(Math.PI * (t * 0.9 + 0.05)) + 0.004, { along: 10, around: 6 })
  return heap(rnd, count, curl, surface('#fff', { roughness: 0.8 }), { flat: 1, tints: ['#3c4f2c', '#4c6236', '#59703d', '#2f4026', '#6d7f4c'], ...options })
}

/** Ears of rice bending over, tied at the foot, along x. */
export function riceEars(seed = 'a', { count = 9, length = 2.2, dry = true } = {}) {
  const rnd = chance(`ears ${seed}`)
  const parts = []
  for (let i = 0; i < count; i++) {
    const spread = (i / (count - 1) - 0.5) * 0.9 + between(rnd, -0.08, 0.08), lift = between(rnd, 0.1, 0.4)
    const at3 = (t) => [t * length, 0.06 + lift * Math.sin(t * 2.4) , spread * t * t * 0.9]
    parts.push(put(rope([0, 0.33, 0.66, 1].map(at3), 0.016, { along: 14, around: 5 }), surface(dry ? '#b99a4c' : '#8fa04a')))
    parts.push(many(46, mould(new THREE.SphereGeometry(0.036, 8, 6), (p) => { p.x *= 2.1 }), surface('#fff', { roughness: 0.7 }), (n, d) => {
      const [x, y, z] = at3(0.5 + (n / 46) * 0.56)
      d.position.set(x, y + (n % 3 - 1) * 0.045, z + ((n % 2) - 0.5) * 0.12)
      d.rotation.set(0, (n % 2 ? 0.5 : -0.5), -0.5)
    }, () => pick(rnd, ['#e2bd58', '#d3a843', '#ecd07c'])))
  }
  parts.push(put(turned([[0.1, -0.06], [0.12, 0], [0.1, 0.06]]), surface('#9a7a3c'), [0.3, 0.12, 0], [0, 0, Math.PI / 2]))
  return group(parts)
}
