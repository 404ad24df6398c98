import { basket, board, crate, crock, dish, jar, pannier, pouch, tray } from '../objects/vessels.js'
import { bambooShoot, cabbage, chilli, corn, driedBeans, ginger, mushroom, mustardHead, pakchoi, pumpkin, pumpkinHalf, radish, shootHalf, sweetPotato, sweetSlice, winterMelon, winterMelonCut } from '../objects/roots.js'
import { cleaver, cover, fallen, rail, twig, wall } from '../objects/props.js'
import { face, label } from '../labels.js'
import { group, heap, mould, rope, surface } from '../shape.js'
import { between } from '../random.js'
import { at, chance, rings, spots } from './set.js'

/** Things thrown into a vessel any way, their middles on a low mound. */
function tumble(seed, count, make, { r = 1, y = 0.3, h = 0.4, lean = 0.25 } = {}) {
  const rnd = chance(seed)
  return Array.from({ length: count }, (_, i) => {
    const a = i * 2.4 + rnd() * 0.5, k = Math.sqrt((i + 0.3) / count) * r
    return at(make(i), Math.cos(a) * k, y + h * (1 - (k / r) ** 2), Math.sin(a) * k, { turn: rnd() * 6.28, lean: between(rnd, -lean, lean) })
  })
}

const strip = (tones, seed, count, { length = 0.7, thick = 0.07, r = 1, h = 0.3 } = {}) => heap(chance(seed), count, mould(rope([[-length / 2, 0, 0], [0, 0.06, 0.04], [length / 2, -0.02, 0]], (t) => thick * Math.pow(Math.sin(Math.PI * (t * 0.9 + 0.05)), 0.4), { along: 10, around: 8 }), (p) => { p.y = p.y * 0.3 + Math.sin(p.x * 5) * 0.03; p.z += Math.sin(p.x * 4 + 1) * 0.06 }), surface('#fff', { roughness: 0.5 }), { r, h, flat: 1, tints: tones })

export const garden = {
  'chilli-drying': { caption: '簸箕里晾晒的红辣椒', place: ['yard', 'late'], light: 'late', on: 'mat', view: { look: [0, 0.5, 0.1], far: 8.8, height: 3.8 }, things: () => [
    at(tray({ r: 1.95 }), -0.1, 0, 0), tumble('cd', 90, (i) => chilli(`d${i}`, { length: 0.95, r: 0.11 }), { r: 1.55, y: 0.12, h: 0.26, lean: 0.12 }), spots((i) => chilli(`o${i}`), [[1.7, 0, 1.55, 0.4], [-2, 0, 1.6, 2.2]]),
  ] },
  'chilli-string': { caption: '屋檐下成串的干辣椒', place: ['yard', 'late'], light: 'late', on: 'stone', view: { look: [0, 1.6, -0.6], far: 10.2, height: 2.3 }, things: () => [
    wall(), rail({ w: 6.4, h: 3.3, z: -0.8 }), [-1.75, -0.6, 0.55, 1.7].map((x, s) => Array.from({ length: 15 }, (_, i) => at(chilli(`${s}.${i}`, { length: 0.85, r: 0.12, dry: i % 3 === 0 }), x, 3.05 - i * 0.145, -0.75, { turn: i * 2.4, lean: -0.75 }))),
    at(group(basket({ r: 0.95, h: 0.55 }), tumble('cs', 40, (i) => chilli(`b${i}`, { dry: true, length: 0.8, r: 0.1 }), { r: 0.8, y: 0.42, h: 0.28 })), 0.9, 0, 0.7), spots((i) => chilli(`l${i}`, { dry: true }), [[-1.2, 0, 0.9, 0.4], [-0.6, 0, 1.2, 2.6]]),
  ] },
  'chilli-paste': { caption: '农家辣椒酱，玻璃瓶装', place: ['yard', 'morning'], view: { look: [0, 0.95, 0], far: 8.8 }, things: () => [
    at(jar({ r: 0.8, h: 1.75, filling: 'chilli', label: label('辣椒酱', '农家做'), lid: 'cloth' }), -0.55, 0, 0), at(group(dish(0.8), strip(['#c8321e', '#a8241a', '#d9482c'], 'cp', 120, { length: 0.22, thick: 0.05, r: 0.6, h: 0.22 })), 1.1, 0, 0.7), spots((i) => chilli(`p${i}`), [[0.9, 0, -0.7, 0.2], [1.3, 0.1, -0.4, 0.9], [-1.9, 0, 1.1, 0.3], [-1.6, 0, 1.5, -0.2]]),
  ] },
  'chilli-fresh': { caption: '新鲜青红辣椒，竹篮装', place: ['field', 'morning'], on: 'pale', view: { look: [0, 0.7, 0], far: 8.8 }, things: () => [
    at(group(basket({ r: 1.3, h: 0.66 }), tumble('cf', 60, (i) => chilli(`f${i}`, { length: 1.1, r: 0.15, tone: i % 3 ? undefined : ['#5f9a38', '#4c8a34'][i % 2] }), { r: 1.05, y: 0.5, h: 0.45 })), -0.2, 0, -0.2), spots((i) => chilli(`g${i}`, { length: 1.2, r: 0.16, tone: i === 1 ? '#5f9a38' : undefined }), [[1.2, 0, 1.3, 0.3], [1.6, 0, 0.9, -0.2], [0.8, 0, 1.7, 0.5]]),
  ] },
  'bamboo-shoot-fresh': { caption: '麻竹笋，带壳鲜笋', place: ['bamboo', 'morning'], view: { look: [0, 0.95, 0], far: 9.2 }, things: () => [
    spots((i) => bambooShoot(`f${i}`, { h: 2.1 + (i % 2) * 0.3, r: 0.5 }), [[-0.9, 0, -0.6], [0.1, 0, -0.9], [1.05, 0, -0.5]]), at(bambooShoot('lie', { h: 1.9, r: 0.46 }), 1.5, 0.44, 0.9, { lean: 1.45, turn: 0.35 }), at(shootHalf(1.5, 0.38), -1.1, 0.06, 1.4, { tilt: -1.2 }), fallen(chance('bs'), 5, { tones: ['#8fa352', '#b3a45c', '#7d9448'] }),
  ] },
  'bamboo-shoot-basket': { caption: '一背篓麻竹笋', place: ['bamboo', 'late'], light: 'late', on: 'yard', view: { look: [0, 1.35, 0], far: 10.6 }, things: () => [
    at(group(pannier(), spots((i) => bambooShoot(`b${i}`, { h: 1.7, r: 0.4 }), [[-0.44, 1.2, 0.12], [0.42, 1.2, 0.16], [0, 1.35, -0.4], [0.46, 1.2, -0.36], [-0.46, 1.2, -0.36], [0, 1.15, 0.42]])), -0.5, 0, -0.3), at(bambooShoot('g1', { h: 1.8, r: 0.44 }), 2.1, 0.42, 0.9, { lean: 1.5, turn: 0.2 }), at(bambooShoot('g2', { h: 1.6, r: 0.4 }), 1.75, 0, -0.5), fallen(chance('bb'), 5, { tones: ['#8fa352', '#b3a45c'] }),
  ] },
  'bamboo-shoot-dried': { caption: '麻竹笋干', place: ['bamboo', 'noon'], light: 'noon', on: 'mat', view: { look: [0, 0.5, 0.1], far: 8.8, height: 3.7 }, things: () => [
    at(tray({ r: 1.85 }), -0.1, 0, 0), at(strip(['#c9974a', '#b5813a', '#dab06a', '#a87434'], 'bd', 130, { length: 1.15, thick: 0.17, r: 1.3, h: 0.4 }), -0.1, 0.14, 0), at(bambooShoot('d', { h: 1.5, r: 0.36 }), 1.75, 0.35, 1.45, { lean: 1.5, turn: 0.25 }),
  ] },
  'bamboo-shoot-bag': { caption: '清水麻竹笋，袋装', place: ['bamboo', 'morning'], on: 'pale', view: { look: [0, 1.0, 0], far: 9.2 }, things: () => [
    at(pouch({ w: 1.75, h: 2.2, d: 0.6, map: face('清水笋', '三新村', 'green', { width: 600, height: 760 }), tone: '#2f6b4f', roughness: 0.4 }), -0.7, 0, -0.3, { turn: 0.12 }), at(bambooShoot('g', { h: 2, r: 0.46 }), 0.95, 0, -0.6), at(group(dish(0.95), at(shootHalf(1.1, 0.3), -0.25, 0.16, 0.5, { tilt: -1.35 }), at(shootHalf(1, 0.28), 0.3, 0.17, 0.45, { tilt: -1.35 })), 1.2, 0, 0.9),
  ] },
  'sweet-potato-basket': { caption: '竹篮装红薯', place: ['lake', 'morning'], view: { look: [0, 0.75, 0], far: 9 }, things: () => [
    at(group(basket({ r: 1.35, h: 0.75 }), tumble('sp', 13, (i) => sweetPotato(`b${i}`, { length: 1.5, r: 0.34 }), { r: 0.85, y: 0.4, h: 0.5, lean: 0.3 })), -0.25, 0, -0.3), at(sweetPotato('f', { length: 1.6, r: 0.36 }), 1.5, 0, 1.0, { turn: 0.4 }), at(sweetSlice(0.4), 0.2, 0.02, 1.65, { tilt: 0.25 }), at(sweetSlice(0.36), -0.5, 0.02, 1.75),
  ] },
  'sweet-potato-crate': { caption: '一箱红薯', place: ['lake', 'late'], light: 'late', on: 'yard', view: { look: [0, 0.75, 0], far: 9.4 }, things: () => [
    at(group(crate({ w: 3.3, d: 1.9, h: 0.9, face: face('红薯', '小山社区', 'kraft', { width: 640, height: 200 }) }), tumble('sc', 16, (i) => sweetPotato(`c${i}`, { length: 1.35, r: 0.33 }), { r: 0.9, y: 0.55, h: 0.4, lean: 0.25 }).map((s) => { s.position.x *= 1.35; return s })), 0, 0, -0.5, { turn: 0.14 }), spots((i) => sweetPotato(`o${i}`, { length: 1.4, r: 0.32 }), [[-1.1, 0, 1.1, 0.25], [1.2, 0, 1.15, -0.4]]),
  ] },
  'sweet-potato-dried': { caption: '红薯干，一碟', place: ['yard', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.58, 0.1], far: 8.2, height: 3.4 }, things: () => [
    cover({ w: 4.2, d: 2.5, pattern: true }), at(group(dish(1.4), at(strip(['#d9822b', '#c8701f', '#e59b42', '#b9641c'], 'sd', 110, { length: 0.85, thick: 0.12, r: 0.95, h: 0.46 }), 0, 0.18, 0)), -0.25, 0.04, 0.3), at(sweetPotato('w'), 1.3, 0.04, -0.85, { turn: 0.4 }), at(sweetPotato('w2', { length: 1.4 }), -1.4, 0.04, -1, { turn: -0.2 }),
  ] },
  'pumpkin-whole': { caption: '老南瓜，单只', place: ['lake', 'late'], light: 'late', view: { look: [0, 0.85, 0], far: 9 }, things: () => [
    at(pumpkin('w', { r: 1.45 }), 0, 0, 0, { lean: 0.06 }), fallen(chance('pw'), 5, { tones: ['#7d9a48', '#a59a4c', '#c08a3c'], length: 0.7, width: 0.4 }), at(twig('pw', { length: 1.3, size: 0.8 }), -2.4, 0, 1.1),
  ] },
  'pumpkin-pile': { caption: '一堆老南瓜', place: ['yard', 'morning'], on: 'yard', view: { look: [0, 1.1, 0], far: 10.8 }, things: () => [
    at(pumpkin('a', { r: 1.15 }), -1.25, 0, -0.5), at(pumpkin('b', { r: 1.2, tones: ['#d2a05a', '#a8743a'] }), 1.2, 0, -0.6), at(pumpkin('c', { r: 0.95, flat: 0.8 }), 0, 0, 0.85), at(pumpkin('d', { r: 0.95 }), -0.1, 1.35, -0.7), at(pumpkin('e', { r: 0.6, tones: ['#7d8a48', '#55653a'] }), 2.1, 0, 0.9), at(pumpkin('f', { r: 0.55 }), -1.9, 0, 1),
  ] },
  'pumpkin-cut': { caption: '切开的老南瓜', place: ['field', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.85, 0], far: 9 }, things: () => [
    at(board({ w: 3.9, d: 2.3 }), 0, 0, 0.3), at(pumpkin('k', { r: 1.1 }), 0.85, 0.16, -0.75), at(pumpkinHalf('k', 1.05), -0.8, 0.2, 0.25, { turn: -0.12, tilt: -0.22 }), at(cleaver(), 0.75, 0.16, 1.05, { turn: 0.12 }),
  ] },
  'winter-melon': { caption: '冬瓜，整只', place: ['lake', 'morning'], view: { look: [0, 0.9, 0], far: 9.4 }, things: () => [
    at(winterMelon(3.4, 0.88), 0, 0, -0.3, { turn: 0.28 }), at(winterMelon(1.9, 0.6), 1.5, 0, 1.1, { turn: -0.3 }), at(twig('wm', { length: 1.4, size: 0.9 }), -2.2, 0, 1.3, { turn: -0.1 }),
  ] },
  'winter-melon-cut': { caption: '切段冬瓜', place: ['lake', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.95, 0], far: 9.2 }, things: () => [
    at(board({ w: 4, d: 2.4 }), 0, 0, 0.2), at(winterMelon(2.7, 0.84), 0.5, 0.16, -0.75, { turn: 0.2 }), at(winterMelonCut(0.92, 0.8), -0.7, 0.17, 0.55, { turn: 0.18 }), at(winterMelonCut(0.82, 0.4), 1.25, 0.17, 0.75, { turn: -0.3 }),
  ] },
  'cowpea-dried': { caption: '干豇豆，竹簸箕', place: ['yard', 'late'], light: 'late', on: 'mat', view: { look: [0, 0.5, 0.1], far: 8.8, height: 3.7 }, things: () => [
    at(tray({ r: 1.9 }), -0.05, 0, 0), spots((i) => driedBeans(`d${i}`, { count: 34 }), [[0, 0.12, -0.6, 0.12], [0, 0.12, 0.5, -0.1], [0.1, 0.5, -0.05, 0.5]]),
  ] },
  'cowpea-bag': { caption: '干豇豆，袋装', place: ['village', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 1.0, 0], far: 9.2 }, things: () => [
    at(pouch({ w: 1.7, h: 2.2, d: 0.75, map: face('干豇豆', '大兴村', 'flax', { width: 600, height: 760 }), tone: '#dccaa4' }), -0.6, 0, -0.3, { turn: 0.12 }), at(driedBeans('b', { count: 40, length: 2 }), 0.8, 0, 1.0, { turn: 0.25 }), at(group(dish(0.7), strip(['#8a6a3c', '#6f5230', '#a3834c'], 'cb', 70, { length: 0.3, thick: 0.04, r: 0.5, h: 0.2 })), 1.4, 0, -0.5),
  ] },
  'zhacai-crock': { caption: '土坛榨菜', place: ['yard', 'morning'], on: 'stone', view: { look: [0, 1.05, 0], far: 9.8 }, things: () => [
    at(crock({ r: 1.1, h: 2, paper: label('榨菜', '桂香村', 'clay', { width: 300, height: 300 }) }), -0.55, 0, -0.3), at(crock({ r: 0.72, h: 1.35, tone: '#6b4426' }), 1.45, 0, -0.8), at(mustardHead('c', 0.5), 1.25, 0, 0.8, { lean: 0.2 }), at(group(dish(0.7, '#e9dfca'), strip(['#b99a4b', '#d0b567', '#8f2a17'], 'zc', 80, { length: 0.42, thick: 0.055, r: 0.5, h: 0.24 })), -1.45, 0, 1.3),
  ] },
  'zhacai-raw': { caption: '新鲜菜头', place: ['field', 'morning'], view: { look: [0, 0.9, 0], far: 9.4 }, things: () => [
    at(group(basket({ r: 1.35, h: 0.7 }), spots((i) => mustardHead(`r${i}`, 0.56), [[-0.75, 0.25, 0.35], [0.5, 0.25, 0.5], [0, 0.3, -0.55], [0.95, 0.3, -0.35, 1], [-0.85, 0.3, -0.5, 2]])), -0.2, 0, -0.4), at(mustardHead('f', 0.6), 1.65, 0, 1, { lean: -0.1 }), at(mustardHead('f2', 0.5), -1.7, 0, 1.2, { lean: 0.3, turn: 2 }),
  ] },
  'zhacai-jar': { caption: '榨菜，玻璃瓶装', place: ['village', 'late'], light: 'late', on: 'pale', view: { look: [0, 0.95, 0], far: 8.8 }, things: () => [
    at(jar({ r: 0.78, h: 1.75, filling: 'pickle', label: label('榨菜', '桂香村'), lid: 'gold' }), -0.6, 0, 0), at(jar({ r: 0.6, h: 1.3, filling: 'pickle', label: label('榨菜丝', '桂香村'), lid: 'gold' }), 0.8, 0, -0.8), at(group(dish(0.8), strip(['#b99a4b', '#d0b567', '#a5893c', '#8f2a17'], 'zj', 110, { length: 0.5, thick: 0.055, r: 0.58, h: 0.3 })), 1.15, 0, 0.75), spots((i) => chilli(`z${i}`, { dry: true }), [[-1.9, 0, 1.1, 0.3], [-1.5, 0, 1.45, 0]]),
  ] },
  'zhacai-drying': { caption: '竹架上晾晒的菜头', place: ['yard', 'noon'], light: 'noon', on: 'yard', view: { look: [0, 1.55, -0.4], far: 10.6, height: 2.6 }, things: () => [
    rail({ w: 6, h: 3.1, z: -0.5 }), [-1.9, -1.1, -0.3, 0.5, 1.3, 2].map((x, s) => Array.from({ length: 5 }, (_, i) => at(mustardHead(`${s}${i}`, 0.3, { trimmed: true }), x + (i % 2) * 0.08, 2.45 - i * 0.43, -0.48, { turn: s + i * 2, lean: 0.4, scale: 0.9 }))),
    at(group(basket({ r: 0.95, h: 0.55 }), spots((i) => mustardHead(`k${i}`, 0.4), [[-0.4, 0.25, 0.2], [0.4, 0.25, 0.2], [0, 0.3, -0.4]])), 1, 0, 0.9),
  ] },
  'mushroom-basket': { caption: '新鲜香菇，竹篮装', place: ['bamboo', 'morning'], view: { look: [0, 0.7, 0], far: 8.8 }, things: () => [
    at(group(basket({ r: 1.3, h: 0.62 }), rings((i) => mushroom(`b${i}`, { r: 0.42 }), [[8, 1.05, 0.4], [6, 0.62, 0.6, 0.3], [3, 0.28, 0.8], [9, 1.2, 0.26, 0.2]])), -0.25, 0, -0.25), at(mushroom('f', { r: 0.48 }), 1.65, 0.1, 0.95), at(mushroom('f2', { r: 0.38 }), 1.0, 0.3, 1.55, { lean: 1.9 }), fallen(chance('mb'), 3),
  ] },
  'mushroom-dried': { caption: '干香菇', place: ['bamboo', 'late'], light: 'late', on: 'dark', view: { look: [0, 0.6, 0.1], far: 8.6, height: 3.5 }, things: () => [
    at(tray({ r: 1.6 }), -0.1, 0, 0.1), rings((i) => mushroom(`d${i}`, { r: 0.32, dry: true }), [[11, 1.1, 0.08], [8, 0.75, 0.22, 0.2], [5, 0.4, 0.36], [1, 0, 0.5]]).map((m) => { m.position.x -= 0.1; m.position.z += 0.1; return m }), spots((i) => mushroom(`l${i}`, { r: 0.34, dry: true }), [[1.9, 0.05, 1.2], [-1.9, 0.05, 1.5]]),
  ] },
  corn: { caption: '鲜玉米', place: ['field', 'late'], light: 'late', view: { look: [0, 0.6, 0], far: 8.6 }, things: () => [
    spots((i) => corn(`c${i}`, 2.2), [[-0.1, 0.02, -0.8, 0.12], [0.1, 0.02, 0.1, -0.08], [0, 0.5, -0.35, 0.05], [0.2, 0.02, 1.1, 0.22]]),
  ] },
  greens: { caption: '时令蔬菜，一篮', place: ['field', 'morning'], on: 'table', view: { look: [0, 0.95, 0], far: 9.6 }, things: () => [
    at(group(basket({ r: 1.4, h: 0.75, handle: true }), at(cabbage('g', { r: 0.66 }), -0.62, 0.48, 0.2), at(radish('g', { length: 1.7, r: 0.23 }), 0.5, 0.72, 0.62, { turn: 2.9, lean: 0.12 }), at(radish('g2', { length: 1.7, r: 0.23 }), 0.6, 0.86, 0.2, { turn: 2.75, lean: 0.2 }), at(cabbage('g2', { r: 0.5, tones: ['#5f9444', '#8fb85c', '#c9dc94'] }), 0.35, 0.5, -0.55), at(pakchoi('g', 1.5), -0.1, 0.75, -0.5, { turn: 0.5, lean: 0.7 }), at(pakchoi('g2', 1.5), -0.2, 0.75, -0.6, { turn: 2.5, lean: 0.6 }), spots((i) => chilli(`gb${i}`, { tone: i ? '#4c8a34' : undefined }), [[0.0, 0.9, 0.75, 0.4], [-0.1, 0.86, 0.9, 0.9]])), -0.2, 0, -0.4), at(pumpkin('gr', { r: 0.6 }), 1.75, 0, 0.9), spots((i) => chilli(`gr${i}`), [[-1.6, 0, 1.4, 0.3], [-1.2, 0, 1.7, 0.1]]), at(pakchoi('fl', 1.4), -0.3, 0, 1.6, { turn: 0.1 }),
  ] },
  radish: { caption: '白萝卜', place: ['field', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.6, 0], far: 8.8 }, things: () => [
    spots((i) => radish(`r${i}`, { length: 2.4, r: 0.29 }), [[0.3, 0, -0.75, -0.05], [0.35, 0, -0.1, 0.06], [0.3, 0.47, -0.42, 0], [0.4, 0, 0.55, 0.1], [0.5, 0, 1.25, 0.2]]),
  ] },
  ginger: { caption: '老姜', place: ['bamboo', 'noon'], light: 'noon', view: { look: [0, 0.6, 0], far: 8.2 }, things: () => [
    at(board({ w: 3.6, d: 2.2, round: false }), 0, 0, 0.1), at(ginger('a'), -0.6, 0.16, -0.2, { turn: 0.3, scale: 1.05 }), at(ginger('b'), 0.75, 0.16, -0.35, { turn: 2.2 }), at(ginger('c'), 0.3, 0.16, 0.75, { turn: -0.3, scale: 0.85 }), at(ginger('d'), 0.1, 0.62, -0.15, { turn: 1, scale: 0.85 }),
  ] },
}
