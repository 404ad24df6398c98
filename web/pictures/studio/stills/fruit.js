import { basket, board, crate, dish, giftBox, jar } from '../objects/vessels.js'
import { blossom, candiedPeel, net, plum, pomelo, pomeloHalf, segment } from '../objects/fruit.js'
import { cover, fallen, twig } from '../objects/props.js'
import { face, label } from '../labels.js'
import { group } from '../shape.js'
import { at, chance, rings, rows, spots } from './set.js'

const orchard = { place: ['orchard', 'morning'] }

export const fruit = {
  'pomelo-crate': { caption: '一木箱梁平柚，摆在果园前的木桌上', ...orchard, things: () => [
    at(group(crate({ w: 3.5, d: 2, h: 0.95, face: face('梁平柚', '庙坝村果园', 'kraft', { width: 640, height: 200 }) }),
      spots((i) => pomelo(`c${i}`, { r: 0.56, leaves: i > 4 ? 1 : 0 }), [[-1.1, 0.34, 0.4], [0, 0.36, 0.42], [1.1, 0.34, 0.4], [-0.58, 0.36, -0.5], [0.58, 0.36, -0.5], [-0.56, 1.08, 0, 1], [0.56, 1.1, -0.02, 2]])), -0.25, 0, -0.6, { turn: 0.16 }),
    at(pomelo('front', { r: 0.66, leaves: 2 }), 1.8, 0, 1.0), at(pomeloHalf(0.62), -1.5, 0.58, 1.3, { turn: 0.42, tilt: -0.3 }),
    at(twig('p1', { length: 1.1, size: 0.7 }), 0.2, 0, 1.6, { turn: 0.3 }), at(blossom(0.16), 0.1, 0.06, 1.95),
  ] },
  'pomelo-cut': { caption: '切开的梁平柚，果肉饱满', place: ['village', 'morning'], on: 'pale', things: () => [
    at(board({ w: 3.8, d: 2.3 }), 0, 0, 0.3, { turn: -0.06 }), at(pomelo('w', { r: 0.92, leaves: 2 }), -0.95, 0.16, -0.35), at(pomelo('w2', { r: 0.82 }), 0.75, 0.16, -0.85),
    at(pomeloHalf(0.88), 0.72, 0.98, 0.55, { turn: -0.2, tilt: -0.2 }),
    spots((i) => segment(`s${i}`, 0.5), [[-1.15, 0.17, 1.05, 0.3], [-0.45, 0.17, 1.3, -0.2], [1.7, 0, 1.5, 0.6]]), at(twig('p2', { length: 1.2 }), -2.5, 0, 0.9, { turn: -0.2 }),
  ] },
  'pomelo-basket': { caption: '竹篮里的梁平柚', place: ['yard', 'late'], on: 'stone', light: 'late', view: { look: [0, 1.25, 0], far: 10.6 }, things: () => [
    at(group(basket({ r: 1.35, h: 0.95, handle: true }), spots((i) => pomelo(`b${i}`, { r: 0.55, leaves: i === 5 || i === 2 ? 2 : 0 }), [[-0.84, 0.42, 0.3], [0.08, 0.4, 0.82], [0.92, 0.42, 0.15], [-0.4, 0.44, -0.74], [0.64, 0.44, -0.8], [0.0, 1.02, -0.02]])), -0.2, 0, -0.2, { turn: 0.3 }),
    at(pomelo('r', { r: 0.56, leaves: 1 }), 1.85, 0, 0.9), fallen(chance('pb'), 4),
  ] },
  'pomelo-gift-box': { caption: '梁平柚礼盒，四只装', place: ['orchard', 'noon'], on: 'pale', light: 'noon', view: { look: [0, 1.1, 0] }, things: () => [
    at(giftBox({ w: 2.7, h: 2.1, d: 1.1, map: face('梁平柚', '庙坝村 · 四只装', 'pomelo', { width: 720, height: 560, high: 0.26 }), tone: '#d9a632' }), -0.5, 0, -0.7, { turn: 0.26 }),
    spots((i) => pomelo(`g${i}`, { r: 0.66, leaves: i ? 1 : 2 }), [[1.55, 0, 0.2], [0.7, 0, 1.15]]), at(pomeloHalf(0.64), -1.2, 0.62, 1.2, { turn: 0.3, tilt: -0.3 }), at(blossom(0.16), -0.25, 0.05, 1.7), at(blossom(0.13), 1.9, 0.05, 1.3),
  ] },
  'pomelo-net-bag': { caption: '网袋装梁平柚，两只', place: ['orchard', 'late'], on: 'table', light: 'late', view: { look: [0, 1.15, 0] }, things: () => [
    at(group(pomelo('n1', { r: 0.8 }), at(pomelo('n2', { r: 0.72 }), 0.06, 1.36, -0.05), net(0.95, 3.35)), -0.7, 0, -0.1), at(group(pomelo('n3', { r: 0.82, leaves: 2 })), 1.2, 0, 0.4), at(twig('p3', { length: 1.3 }), 0.6, 0, 1.5, { turn: 0.2 }),
  ] },
  'pomelo-tea-jar': { caption: '蜂蜜柚子茶，玻璃瓶装', place: ['village', 'noon'], on: 'pale', light: 'noon', view: { look: [0, 1.02, 0], far: 9.4 }, things: () => [
    at(jar({ r: 0.82, h: 1.8, filling: 'citrus', label: label('柚子茶', '庙坝村'), lid: 'gold' }), -0.65, 0, 0), at(pomelo('t', { r: 0.78, leaves: 2 }), 1.15, 0, -0.5), at(pomeloHalf(0.66), 0.75, 0.62, 1.05, { turn: -0.3, tilt: -0.28 }),
    spots((i) => segment(`t${i}`, 0.4), [[-1.75, 0, 1.1, 0.5], [-1.15, 0, 1.45, -0.2]]),
  ] },
  'pomelo-peel-candy': { caption: '柚子皮糖，一碟', place: ['orchard', 'noon'], on: 'table', light: 'noon', view: { look: [0, 0.72, 0.1], height: 3.6, far: 9.2 }, things: () => [
    cover({ w: 4.4, d: 2.8, pattern: true, turn: 0.1 }), at(group(dish(1.4), at(candiedPeel(chance('peel'), 90, { r: 1.02, h: 0.56 }), 0, 0.16, 0)), -0.2, 0.04, 0.4), at(pomelo('q', { r: 0.8, leaves: 2 }), 1.4, 0.04, -1), at(pomelo('q2', { r: 0.7 }), -1.5, 0.04, -1.3),
  ] },
  'plum-basket': { caption: '竹篮装李子', place: ['field', 'morning'], on: 'table', view: { look: [0, 0.8, 0], far: 9 }, things: () => [
    at(group(basket({ r: 1.3, h: 0.72 }), rings((i) => plum(`b${i}`), [[13, 1.14, 0.6], [10, 0.84, 0.74, 0.3], [7, 0.5, 0.88], [3, 0.24, 1.04], [11, 0.88, 0.42, 0.5]])), -0.2, 0, -0.2), spots((i) => plum(`f${i}`), [[1.7, 0.26, 0.8], [2.0, 0.26, 0.25], [1.2, 0.26, 1.35], [1.75, 0.26, 1.35]]), at(twig('pl', { length: 1.1, size: 0.5 }), -1.9, 0, 1.2, { turn: 0.2 }),
  ] },
  'plum-crate': { caption: '一箱李子', place: ['field', 'late'], on: 'pale', light: 'late', view: { look: [0, 0.75, 0], far: 9.2 }, things: () => [
    at(group(crate({ w: 3.2, d: 2, h: 0.72, slats: 2 }), rows((i) => plum(`a${i}`), 6, 4, 0.5, 0.47, 0.46), rows((i) => plum(`u${i}`), 5, 3, 0.52, 0.48, 0.8), rows((i) => plum(`v${i}`), 3, 1, 0.54, 0.5, 1.12)), 0, 0, -0.2, { turn: -0.14 }), spots((i) => plum(`g${i}`), [[-1.5, 0.26, 1.35], [-0.95, 0.26, 1.65], [-1.9, 0.26, 1.0]]), fallen(chance('plc'), 4, { length: 0.5, width: 0.2 }),
  ] },
}
