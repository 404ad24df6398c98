import * as THREE from 'three'
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js'
import { between, chance, clouds } from '../random.js'
import { blend, group, many, mould, paint, painted, printed, put, rope, surface, turned } from '../shape.js'
import { cloth, ribs, rough, texture, weave, weaveBump, wood } from '../textures.js'

/** What goods are put into, on or under. */

const woodSkin = (tone = '#c49763', repeat = [1, 0.22]) => surface('#fff', { map: texture(wood(tone, 4), { repeat }), roughness: 0.8 })
const woven = (tone, repeat, n = 10) => surface('#fff', {
  map: texture(weave(tone, n), { repeat }), bumpMap: texture(weaveBump(n), { repeat, data: true }), bumpScale: 3, roughness: 0.75, side: THREE.DoubleSide,
})

/** Only the shine of a clear surface, added to what is behind it. */
const shine = (options = {}) => new THREE.MeshStandardMaterial({
  color: '#000', roughness: 0.07, metalness: 0, transparent: true, blending: THREE.AdditiveBlending, depthWrite: false, envMapIntensity: 2.4, ...options,
})

const clear = (thing) => { thing.castShadow = thing.receiveShadow = false; return thing }

/** A paper wrapped round an upright vessel of radius r, facing the viewer. */
function wrapped(map, r, height, y, wide = 1.7) {
  const geometry = new THREE.CylinderGeometry(r, r, height, 40, 1, true, -wide / 2, wide)
  return put(geometry, printed(map, { side: THREE.DoubleSide }), [0, y, 0])
}

const lids = {
  wood: (r) => put(turned([[0, 0], [r, 0], [r * 1.02, 0.04], [r * 1.02, 0.2], [r * 0.97, 0.25], [0, 0.25]], { round: false }), woodSkin('#b98752', [2, 0.3])),
  gold: (r) => put(turned([[0, 0], [r * 1.03, 0], [r * 1.04, 0.03], [r * 1.04, 0.2], [r, 0.24], [0, 0.25]], { round: false }),
    surface('#d3a548', { metalness: 0.75, roughness: 0.36, bumpMap: texture(ribs(60), { data: true }), bumpScale: 0.6 })),
  white: (r) => put(turned([[0, 0], [r * 1.03, 0], [r * 1.04, 0.2], [r, 0.24], [0, 0.25]], { round: false }), surface('#f3ecdd', { roughness: 0.5 })),
  cloth: (r) => {
    const shape = turned([[r * 1.3, -0.22], [r * 1.12, -0.08], [r * 1.03, 0.02], [r * 1.02, 0.16], [r * 0.9, 0.24], [0, 0.27]], { segments: 72 })
    mould(shape, (p) => {
      const a = Math.atan2(p.z, p.x), low = Math.max(0, 0.05 - p.y)
      const k = 1 + Math.sin(a * 13) * low * 0.28 + Math.sin(a * 7 + 2) * low * 0.22
      p.x *= k; p.z *= k
    })
    const ring = put(new THREE.TorusGeometry(r * 1.045, 0.028, 8, 60), surface('#9a7444'), [0, 0.02, 0], [Math.PI / 2, 0, 0])
    return group(put(shape, surface('#fff', { map: texture(cloth('#c9a873', 110), { repeat: [4, 1] }), side: THREE.DoubleSide, roughness: 0.95 })), ring)
  },
}

/** What is in a jar: its colours in light and in depth, and small solids to hang in it. */
const fillings = {
  honey: { dark: '#7a3404', bright: '#f7a91c', glow: 0.42, rough: 0.12 },
  acacia: { dark: '#b06a10', bright: '#ffcf52', glow: 0.4, rough: 0.12 },
  citrus: { dark: '#b5790c', bright: '#ffd45a', glow: 0.34, rough: 0.3, bits: ['#f7e39a', '#e9b530', '#fff0b8'] },
  chilli: { dark: '#6d120a', bright: '#c62f17', glow: 0.12, rough: 0.35, bits: ['#d8402a', '#e9c27a', '#8f1a10'] },
  pickle: { dark: '#6f5a1c', bright: '#b79a45', glow: 0.12, rough: 0.5, bits: ['#b99a4b', '#d0b567', '#8f2a17', '#a5893c'] },
  oil: { dark: '#a5690a', bright: '#ffc93a', glow: 0.42, rough: 0.08 },
  pepperOil: { dark: '#7d7a10', bright: '#d9d04a', glow: 0.36, rough: 0.08 },
}

/** Liquid lit from the upper left: it glows at the lower right. */
function liquid(shape, { dark, bright, glow, rough: roughness }, height) {
  paint(shape, (p, n) => blend(dark, bright, 0.34 + 0.34 * n.x + 0.2 * n.z - 0.34 * (p.y / height - 0.45)))
  const material = painted({ roughness, emissive: new THREE.Color(bright), emissiveIntensity: glow * 0.4 })
  return put(shape, material)
}

/** A glass jar; `label` is a texture, `lid` one of wood, gold, white, cloth. */
export function jar({ r = 0.72, h = 1.7, filling = 'honey', label, lid = 'wood', square = 0 } = {}) {
  const kind = fillings[filling]
  const form = (k, top) => [[0, 0.05], [r * 0.8 * k, 0.05], [r * 0.97 * k, 0.14], [r * k, 0.3], [r * k, h * 0.74], [r * 0.93 * k, h * 0.84], [r * 0.8 * k, top], [r * 0.8 * k, top + 0.02]]
  const facet = (shape) => square ? mould(shape, (p) => facets(p, square)) : shape
  const inside = facet(turned([...form(0.94, h * 0.88), [0, h * 0.885]], { steps: 60 }))
  const outside = facet(turned([...form(1, h * 0.92), [r * 0.8, h]], { steps: 60 }))
  const parts = [
    liquid(inside, kind, h),
    clear(put(outside, shine())),
    lifted(lids[lid](r * 0.83), h * 0.95),
  ]
  if (kind.bits) parts.push(bitsIn(kind.bits, r * 0.9, h * 0.84))
  if (label) parts.push(wrapped(label, r * (square ? 0.985 : 1.012), h * 0.5, h * 0.46, 1.75))
  return group(parts)
}

const lifted = (thing, y) => { thing.position.y = y; return thing }

/** Rounds a circle towards a polygon of n sides. */
function facets(p, n) {
  const a = Math.atan2(p.z, p.x), step = (Math.PI * 2) / n
  const local = ((a % step) + step) % step - step / 2
  const k = 0.5 + 0.5 * (Math.cos(step / 2) / Math.cos(local)) * 1.04
  p.x *= k; p.z *= k
}

function bitsIn(tints, r, h) {
  const rnd = chance(tints.join())
  return many(150, new RoundedBoxGeometry(0.2, 0.07, 0.1, 2, 0.03), surface('#fff', { roughness: 0.4 }), (i, d) => {
    const a = rnd() * 6.283
    d.position.set(Math.cos(a) * r, between(rnd, 0.12, h), Math.sin(a) * r)
    d.rotation.set(rnd() * 0.8, -a + Math.PI / 2, rnd() * 3)
    d.scale.setScalar(between(rnd, 0.6, 1.2))
  }, (i) => tints[i % tints.length])
}

/** A slim bottle for oil. */
export function bottle({ r = 0.42, h = 2.5, filling = 'oil', label, cap = '#2f6b4f' } = {}) {
  const form = (k) => [[0, 0.04], [r * 0.85 * k, 0.04], [r * k, 0.16], [r * k, h * 0.58], [r * 0.8 * k, h * 0.7], [r * 0.36 * k, h * 0.8], [r * 0.34 * k, h * 0.92]]
  return group(
    liquid(turned([...form(0.93).slice(0, -1), [r * 0.3, h * 0.82], [0, h * 0.82]], { steps: 60 }), fillings[filling], h),
    clear(put(turned(form(1), { steps: 60 }), shine())),
    put(turned([[0, 0], [r * 0.42, 0], [r * 0.42, h * 0.12], [r * 0.38, h * 0.135], [0, h * 0.135]], { round: false }), surface(cap, { roughness: 0.45 }), [0, h * 0.9, 0]),
    label ? wrapped(label, r * 1.015, h * 0.36, h * 0.34, 2) : [],
  )
}

/** A big oil can of clear plastic with a handle. */
export function oilCan(label) {
  const bottleShape = mould(turned([[0, 0.03], [0.62, 0.03], [0.74, 0.14], [0.74, 1.5], [0.66, 1.78], [0.26, 2.08], [0.25, 2.2]], { steps: 60 }), (p) => facets(p, 4))
  const inner = bottleShape.clone().scale(0.96, 0.97, 0.96)
  return group(
    liquid(inner, fillings.oil, 2),
    clear(put(bottleShape, shine({ roughness: 0.2 }))),
    put(turned([[0, 0], [0.3, 0], [0.3, 0.2], [0, 0.21]], { round: false }), surface('#c8402a', { roughness: 0.4 }), [0, 2.18, 0]),
    put(rope([[-0.2, 2.08, 0], [-0.62, 2.32, 0], [-0.86, 2.0, 0], [-0.7, 1.62, 0]], 0.085), surface('#d9a62b', { roughness: 0.4 })),
    put(new THREE.PlaneGeometry(0.86, 1), printed(label), [0, 0.86, 0.727]),
  )
}

/** An earthen crock with a collar of water, glazed dark: 土坛. */
export function crock({ r = 1, h = 1.9, tone = '#5b3520', cover = 'bowl', paper } = {}) {
  const body = turned([[0, 0], [r * 0.55, 0], [r * 0.62, 0.06], [r * 0.98, h * 0.42], [r, h * 0.55], [r * 0.82, h * 0.78], [r * 0.46, h * 0.9], [r * 0.45, h * 0.97]], { steps: 70 })
  paint(body, (p, n) => blend(tone, '#9a6234', 0.2 + 0.7 * clouds(p.x * 2, p.y * 4, p.z * 2) * (p.y > h * 0.35 ? 0.6 : 1.2) + (p.y < h * 0.12 ? 0.3 : 0) + n.y * 0.1))
  const glaze = painted({ roughness: 0.32, bumpMap: texture(rough(10), { repeat: [3, 2], data: true }), bumpScale: 1.2 })
  const collar = turned([[r * 0.44, h * 0.86], [r * 0.72, h * 0.9], [r * 0.76, h * 0.99], [r * 0.72, h], [r * 0.66, h * 0.93], [r * 0.44, h * 0.9]], { steps: 30 })
  const lid = cover === 'bowl'
    ? put(turned([[r * 0.62, 0], [r * 0.6, 0.12], [r * 0.36, 0.42], [r * 0.2, 0.47], [r * 0.2, 0.53], [0, 0.53]]), surface(tone, { roughness: 0.35 }), [0, h * 0.93, 0])
    : lifted(lids.cloth(r * 0.5), h * 0.98)
  const parts = [put(body, glaze), put(collar, surface(blend(tone, '#000', 0.15), { roughness: 0.35, side: THREE.DoubleSide })), lid]
  if (paper) {
    const slip = new THREE.CylinderGeometry(r * 1.01, r * 1.01, 0.74, 20, 1, true, -0.37, 0.74)
    parts.push(put(slip, printed(paper, { side: THREE.DoubleSide }), [0, h * 0.5, 0]))
  }
  return group(parts)
}

/** A bowl, seen from above; the inside is where the goods lie. Returns its rim height as userData.rim. */
export function bowl({ r = 0.9, h = 0.62, tone = '#f2ece0', stripe, roughness = 0.3 } = {}) {
  const shape = turned([[0, 0.02], [r * 0.42, 0], [r * 0.45, 0.09], [r * 0.82, h * 0.5], [r, h], [r * 0.95, h], [r * 0.76, h * 0.52], [r * 0.3, h * 0.18], [0, h * 0.16]], { steps: 60 })
  paint(shape, (p) => stripe && Math.hypot(p.x, p.z) > r * 0.9 && p.y > h * 0.82 ? blend(stripe, stripe, 0) : blend(tone, '#ffffff', clouds(p.x * 3, p.y * 3, p.z * 3) * 0.2))
  const thing = put(shape, painted({ roughness, side: THREE.DoubleSide }))
  thing.userData.rim = h
  return thing
}

/** A flat dish. */
export const dish = (r = 1.2, tone = '#f0e9db', roughness = 0.35) =>
  put(turned([[0, 0], [r * 0.6, 0], [r * 0.64, 0.05], [r, 0.16], [r * 0.98, 0.19], [r * 0.7, 0.1], [0, 0.08]], { steps: 50 }), surface(tone, { roughness, side: THREE.DoubleSide }))

/** A small cup. */
export function cup(tea = '#b5b04a', tone = '#f4efe4') {
  return group(
    put(turned([[0, 0.02], [0.22, 0], [0.24, 0.06], [0.36, 0.3], [0.4, 0.52], [0.37, 0.52], [0.33, 0.3], [0, 0.1]]), surface(tone, { roughness: 0.25, side: THREE.DoubleSide })),
    put(new THREE.CircleGeometry(0.365, 32), surface(tea, { roughness: 0.1 }), [0, 0.43, 0], [-Math.PI / 2, 0, 0]),
  )
}

/** A clay pot for soup. */
export function pot(r = 1.15) {
  const clay = surface('#4a3a30', { roughness: 0.5, side: THREE.DoubleSide })
  const ear = (x) => put(new THREE.TorusGeometry(0.17, 0.06, 8, 20), clay, [x, 0.78, 0], [Math.PI / 2.4, 0, 0])
  return group(
    put(turned([[0, 0], [r * 0.6, 0], [r * 0.9, 0.25], [r, 0.6], [r * 0.98, 0.98], [r * 1.03, 1.04], [r * 0.94, 1.04], [r * 0.9, 0.7], [0, 0.6]], { steps: 60 }), clay),
    ear(-r * 1.06), ear(r * 1.06),
  )
}

/** A bamboo basket; handle optional. Its floor for goods is userData.floor. */
export function basket({ r = 1.3, h = 0.8, flare = 1.16, tone = '#d8b983', handle = false } = {}) {
  const wall = turned([[0, 0.03], [r * 0.8, 0.03], [r * 0.92, 0.1], [r * (1 + flare) / 2, h * 0.55], [r * flare, h]], { segments: 72, steps: 40 })
  const rim = (y, k, t) => put(new THREE.TorusGeometry(r * k, t, 10, 80), surface('#c09a5e', { map: texture(ribs(40), { repeat: [3, 1] }), roughness: 0.7 }), [0, y, 0], [Math.PI / 2, 0, 0])
  const parts = [put(wall, woven(tone, [7, 1.6])), rim(h, flare, 0.075), rim(0.07, 0.9, 0.05)]
  if (handle) {
    const top = h + r * 1.25, x = r * flare
    parts.push(put(rope([[-x, h * 0.7, 0], [-x * 0.98, h + r * 0.5, 0], [-x * 0.6, top * 0.98, 0], [0, top * 1.04, 0], [x * 0.6, top * 0.98, 0], [x * 0.98, h + r * 0.5, 0], [x, h * 0.7, 0]], 0.075, { along: 50 }), surface('#bf9a62', { map: texture(ribs(30), { repeat: [1, 6] }) })))
  }
  const thing = group(parts)
  thing.userData.floor = h * 0.25
  return thing
}

/** A flat winnowing tray: 簸箕. */
export function tray({ r = 1.8, h = 0.24, tone = '#d8b983' } = {}) {
  return group(
    put(turned([[0, 0.04], [r * 0.86, 0.04], [r * 0.97, 0.1], [r, h]], { segments: 80, steps: 30 }), woven(tone, [10, 4], 8)),
    put(new THREE.TorusGeometry(r, 0.07, 10, 90), surface('#c09a5e', { map: texture(ribs(40), { repeat: [4, 1] }) }), [0, h, 0], [Math.PI / 2, 0, 0]),
  )
}

/** A basket carried on the back: tall, narrow below. */
export function pannier(tone = '#d2b27a') {
  const r = 0.9, h = 1.9
  return group(
    put(turned([[0, 0.03], [r * 0.72, 0.03], [r * 0.8, 0.12], [r * 0.95, h * 0.5], [r * 1.35, h]], { segments: 72 }), woven(tone, [7, 3])),
    put(new THREE.TorusGeometry(r * 1.35, 0.085, 10, 80), surface('#b58f56', { map: texture(ribs(40), { repeat: [3, 1] }) }), [0, h, 0], [Math.PI / 2, 0, 0]),
    put(new THREE.TorusGeometry(r * 0.985, 0.04, 8, 80), surface('#ab854c'), [0, h * 0.5, 0], [Math.PI / 2, 0, 0]),
  )
}

/** A crate of thin boards, open above. */
export function crate({ w = 3, d = 1.7, h = 0.95, tone = '#c89c66', slats = 3, face: print } = {}) {
  const rnd = chance(`crate ${w} ${tone}`)
  const board = (x, y, z, bw, bh, bd, turn = 0) => put(new RoundedBoxGeometry(bw, bh, bd, 2, 0.025), woodSkin(tone, [between(rnd, 0.6, 1), 0.18]), [x, y, z], [0, turn, 0])
  const parts = [board(0, 0.05, 0, w, 0.08, d)]
  const tall = h / slats
  for (let i = 0; i < slats; i++) {
    const y = tall * (i + 0.5)
    for (const z of [-d / 2, d / 2]) parts.push(board(0, y, z, w, tall * 0.84, 0.07))
    for (const x of [-w / 2, w / 2]) parts.push(board(x, y, 0, d, tall * 0.84, 0.07, Math.PI / 2))
  }
  for (const x of [-w / 2 + 0.1, w / 2 - 0.1]) for (const z of [-d / 2 + 0.07, d / 2 - 0.07]) parts.push(board(x, h / 2, z, 0.14, h * 0.98, 0.1))
  if (print) parts.push(put(new THREE.PlaneGeometry(w * 0.42, tall * 0.76 * Math.min(slats, 1)), surface('#fff', { map: print, transparent: true }), [0, tall * 1.5, d / 2 + 0.045]))
  return group(parts)
}

/** A carton with its flaps open. */
export function carton({ w = 2.4, d = 1.7, h = 1.15, map, tone = '#c49a68' } = {}) {
  const card = surface(tone, { map: texture(cloth('#f0e6d8', 40), { repeat: [2, 2] }), roughness: 0.95, side: THREE.DoubleSide })
  const wall = (x, z, ww, turn, print) => put(new THREE.BoxGeometry(ww, h, 0.05), print ? [card, card, card, card, printed(print), card] : card, [x, h / 2, z], [0, turn, 0])
  const flap = (x, z, ww, turn, open) => {
    const arm = new THREE.Group()
    arm.add(put(new THREE.BoxGeometry(ww * 0.98, 0.035, d * 0.42), card, [0, 0, d * 0.21]))
    arm.position.set(x, h, z)
    arm.rotation.set(open, turn, 0, 'YXZ')
    return arm
  }
  return group(
    wall(0, d / 2, w, 0, map), wall(0, -d / 2, w, Math.PI), wall(-w / 2, 0, d, -Math.PI / 2), wall(w / 2, 0, d, Math.PI / 2),
    put(new THREE.BoxGeometry(w, 0.05, d), card, [0, 0.03, 0]),
    flap(0, -d / 2, w, Math.PI, -0.9), flap(-w / 2, 0, d, -Math.PI / 2, 0.45), flap(w / 2, 0, d, Math.PI / 2, 0.5),
  )
}

/** A stiff box for a present, closed, a paper band about it, its face upright to the viewer or lying. */
export function giftBox({ w = 2.6, h = 1.7, d = 0.8, map, tone = '#2f6b4f', band } = {}) {
  const side = surface(tone, { roughness: 0.7 })
  const front = printed(map)
  const box = put(new RoundedBoxGeometry(w, h, d, 3, 0.04), side, [0, h / 2, 0])
  const parts = [box, put(new THREE.PlaneGeometry(w * 0.97, h * 0.95), front, [0, h / 2, d / 2 + 0.004])]
  if (band) parts.push(put(new RoundedBoxGeometry(w * 0.14, h * 1.01, d * 1.02, 2, 0.02), surface(band, { roughness: 0.6 }), [w * 0.34, h / 2, 0]))
  const string = surface('#b58a4c', { roughness: 0.9 })
  parts.push(put(rope([[-w * 0.2, h, 0], [-w * 0.19, h + 0.34, 0], [0, h + 0.44, 0], [w * 0.19, h + 0.34, 0], [w * 0.2, h, 0]], 0.035, { along: 40 }), string))
  return group(parts)
}

/** A cloth sack standing upright; open shows rolled cloth round the mouth, closed is tied. */
export function sack({ w = 1.25, h = 2.3, tone = '#dcc9a0', map, open = false, tie = '#2f6b4f' } = {}) {
  const form = open
    ? [[0, 0], [w * 0.82, 0], [w, 0.12], [w * 1.06, h * 0.4], [w * 0.98, h * 0.72], [w * 0.95, h * 0.9], [w * 1.04, h * 0.96], [w * 1.1, h * 0.9], [w * 1.07, h * 0.82]]
    : [[0, 0], [w * 0.82, 0], [w, 0.12], [w * 1.06, h * 0.36], [w * 0.94, h * 0.64], [w * 0.42, h * 0.82], [w * 0.17, h * 0.87], [w * 0.3, h * 0.97], [w * 0.42, h * 1.04]]
  const shape = mould(turned(form, { segments: 96, steps: 64 }), (p) => {
    const a = Math.atan2(p.z, p.x), t = p.y / h
    const square = Math.pow(Math.abs(Math.cos(a)), 3) + Math.pow(Math.abs(Math.sin(a)), 3)
    const body = 0.86 + 0.14 / Math.pow(square, 0.55)
    const near = open ? Math.max(0, t - 0.78) * 0.6 : Math.max(0, 0.42 - Math.abs(t - 0.87)) * 0.9
    const fold = (Math.sin(a * 11 + clouds(a * 2, t * 3) * 4) * 0.1 + Math.sin(a * 5 + 1) * 0.06) * near
    const dent = (clouds(p.x * 1.1 + 5, p.y * 0.9, p.z * 1.1) - 0.5) * 0.16 * (t > 0.03 ? 1 : 0)
    const k = body + fold + dent
    p.x *= k; p.z *= k * 0.8
    if (t > 0.95) p.y += Math.sin(a * 4) * 0.03
  })
  const skin = surface('#fff', { map: texture(cloth(tone, 120), { repeat: [5, 3] }), roughness: 0.95, side: THREE.DoubleSide, bumpMap: texture(cloth(tone, 120), { repeat: [5, 3], data: true }), bumpScale: 1.5 })
  const parts = [put(shape, skin)]
  if (map) parts.push(decal(shape, map, w * 1.25, h * 0.5, h * 0.4, w))
  if (!open) parts.push(put(new THREE.TorusGeometry(w * 0.19, 0.055, 8, 40), surface(tie, { roughness: 0.9 }), [0, h * 0.868, 0], [Math.PI / 2, 0, 0]))
  return group(parts)
}

/** A print lying close on the front of a shape. */
function decal(shape, map, width, height, y, depth) {
  const plane = new THREE.PlaneGeometry(width, height, 16, 16)
  const body = new THREE.Mesh(shape, new THREE.MeshBasicMaterial({ side: THREE.DoubleSide }))
  const ray = new THREE.Raycaster()
  const { position } = plane.attributes
  for (let i = 0; i < position.count; i++) {
    ray.set(new THREE.Vector3(position.getX(i), position.getY(i) + y, depth * 4), new THREE.Vector3(0, 0, -1))
    const hit = ray.intersectObject(body)[0]
    position.setXYZ(i, position.getX(i), position.getY(i) + y, (hit ? hit.point.z : depth * 0.8) + 0.012)
  }
  plane.computeVertexNormals()
  return put(plane, printed(map, { polygonOffset: true, polygonOffsetFactor: -2 }))
}

/** A stand-up pouch of paper or film. */
export function pouch({ w = 1.6, h = 2.2, d = 0.6, map, tone = '#c39a66', roughness = 0.75 } = {}) {
  const side = (sign) => {
    const shape = new THREE.PlaneGeometry(1, 1, 24, 24)
    const { position } = shape.attributes
    for (let i = 0; i < position.count; i++) {
      const u = position.getX(i) * 2, v = position.getY(i) + 0.5
      const bulge = Math.pow(Math.max(0, 1 - Math.pow(Math.abs(u), 3.2)), 0.6) * (v < 0.86 ? Math.pow(1 - v / 0.86, 0.42) : 0)
      const crease = (clouds(u * 2.2 + 4, v * 3 + (sign > 0 ? 0 : 9)) - 0.5) * 0.07 * (v < 0.86 ? 1 : 0.2)
      position.setXYZ(i, (u * w) / 2 * (1 - 0.05 * Math.pow(1 - v, 3)), v * h, sign * ((bulge * d) / 2 + crease + 0.006))
    }
    shape.computeVertexNormals()
    return shape
  }
  const back = surface(tone, { roughness, side: THREE.DoubleSide })
  return group(
    put(side(1), printed(map, { roughness, side: THREE.DoubleSide })),
    put(side(-1), back),
    put(new THREE.BoxGeometry(w * 0.99, h * 0.012, 0.03), surface(blend(tone, '#000', 0.2)), [0, h * 0.87, 0.012]),
  )
}

/** A round tin with a print about it. */
export function tin({ r = 0.62, h = 1.5, map, tone = '#2f6b4f' } = {}) {
  return group(
    put(turned([[0, 0], [r, 0], [r, h], [0, h]], { round: false }), surface(tone, { metalness: 0.2, roughness: 0.42 })),
    put(turned([[r * 1.03, 0], [r * 1.03, 0.3], [r * 0.98, 0.36], [0, 0.37]], { round: false }), surface(blend(tone, '#000', 0.18), { metalness: 0.3, roughness: 0.36 }), [0, h * 0.86, 0]),
    map ? wrapped(map, r * 1.01, h * 0.66, h * 0.42, 1.9) : [],
  )
}

/** A tub of staves held by hoops. */
export function tub({ r = 1.3, h = 1.3, tone = '#c79a63' } = {}) {
  const staves = []
  const n = 22
  for (let i = 0; i < n; i++) {
    const a = (i / n) * Math.PI * 2
    staves.push(put(new RoundedBoxGeometry((Math.PI * 2 * r) / n * 0.985, h, 0.11, 2, 0.03), woodSkin(tone, [0.25, 0.3 + (i % 5) * 0.06]), [Math.sin(a) * r, h / 2, Math.cos(a) * r], [0, a, 0]))
  }
  const hoop = (y) => put(new THREE.TorusGeometry(r + 0.065, 0.05, 8, 80), surface('#8d6a3a', { map: texture(ribs(30), { repeat: [5, 1] }) }), [0, y, 0], [Math.PI / 2, 0, 0])
  return group(staves, hoop(h * 0.2), hoop(h * 0.82), put(new THREE.CircleGeometry(r, 40), surface('#8a6238'), [0, 0.08, 0], [-Math.PI / 2, 0, 0]))
}

/** A board to cut or serve on. */
export function board({ w = 3, d = 1.8, round = false, tone = '#a9744a' } = {}) {
  const skin = woodSkin(tone, [0.8, 0.5])
  return round
    ? put(turned([[0, 0], [w / 2, 0], [w / 2 + 0.03, 0.05], [w / 2 + 0.03, 0.13], [w / 2 - 0.03, 0.17], [0, 0.17]], { round: false }), skin)
    : put(new RoundedBoxGeometry(w, 0.17, d, 4, 0.07), skin, [0, 0.085, 0])
}
