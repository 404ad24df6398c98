import { basket, bottle, bowl, cup, dish, giftBox, oilCan, pouch, sack, tin, tray, tub } from '../objects/vessels.js'
import { beans, cookedRice, hangingGourd, melonSeeds, pepperHeap, pepperSprig, riceEars, riceHeap, spilt, teaLeaves } from '../objects/grains.js'
import { herbs, noodles, peanuts } from '../objects/roots.js'
import { chopsticks, cover, fallen, flowers, twig } from '../objects/props.js'
import { face, label } from '../labels.js'
import { group } from '../shape.js'
import { at, chance, spots } from './set.js'

const terraces = ['terraces', 'late']
const wooden = () => bowl({ r: 0.8, h: 0.5, tone: '#a9774a', roughness: 0.6 })

export const grain = {
  'rice-sack': { caption: '长塘村高山大米，布袋装', place: terraces, light: 'late', view: { look: [0, 1.15, 0] }, things: () => [
    at(sack({ w: 1.1, h: 2.35, map: face('高山大米', '长塘村', 'flax') }), -0.6, 0, -0.4), at(group(wooden(), at(riceHeap(chance('rs'), { r: 0.72, h: 0.34, grains: 600 }), 0, 0.42, 0)), 1.3, 0, 0.65), at(riceEars('rs'), -2.3, 0, 1.25, { turn: 0.14 }), at(spilt(chance('rs2'), 90, { r: 0.7 }), 0.75, 0, 1.55),
  ] },
  'rice-bag-small': { caption: '高山大米，小袋装', place: ['terraces', 'morning'], on: 'pale', view: { look: [0, 1.05, 0], far: 9.4 }, things: () => [
    at(pouch({ w: 1.75, h: 2.3, d: 0.8, map: face('高山大米', '长塘村', 'kraft', { width: 600, height: 780, band: true }), tone: '#b98f5c' }), -0.5, 0, -0.2, { turn: 0.14 }), at(group(wooden(), at(riceHeap(chance('rb'), { r: 0.7, h: 0.3, grains: 520 }), 0, 0.42, 0)), 1.25, 0, 0.5), at(riceEars('rb', { count: 6, length: 1.8 }), -1.9, 0, 1.35, { turn: 0.05 }),
  ] },
  'rice-bowl': { caption: '一碗高山大米饭，旁边是生米', place: ['terraces', 'noon'], light: 'noon', view: { look: [0, 0.75, 0.1], far: 8.6 }, things: () => [
    cover({ w: 4.4, d: 2.6, tone: '#e9ddc4', turn: 0.08 }), at(group(bowl({ r: 1.15, h: 0.82, tone: '#f4eee0', stripe: '#3f6f86' }), at(cookedRice(chance('cook'), 1.04, 0.62), 0, 0.7, 0)), -0.4, 0.04, 0.05), at(group(wooden(), at(riceHeap(chance('raw'), { r: 0.66, h: 0.28, grains: 480 }), 0, 0.4, 0)), 1.5, 0.04, -0.4, { scale: 0.85 }), at(chopsticks(), 0.5, 0.04, 1.3, { turn: 0.24 }), at(riceEars('bowl', { count: 5, length: 1.6 }), -2.4, 0.03, 1.2, { turn: 0.1 }),
  ] },
  'rice-bucket': { caption: '高山大米，木桶散装', place: terraces, light: 'late', on: 'stone', view: { look: [0, 0.95, 0], far: 9.8, height: 3.7 }, things: () => [
    at(group(tub({ r: 1.25, h: 1.25 }), at(riceHeap(chance('tub'), { r: 1.18, h: 0.5, grains: 1500 }), 0, 0.98, 0)), -0.3, 0, -0.3), at(group(bowl({ r: 0.55, h: 0.4, tone: '#b08a5a', roughness: 0.7 }), at(riceHeap(chance('sc'), { r: 0.48, h: 0.2, grains: 260 }), 0, 0.32, 0)), 1.65, 0, 0.9), at(riceEars('tub', { count: 8 }), -2.2, 0, 1.45, { turn: 0.08 }),
  ] },
  'rice-gift-box': { caption: '高山大米礼盒', place: ['terraces', 'morning'], on: 'pale', view: { look: [0, 1.05, 0] }, things: () => [
    at(giftBox({ w: 3, h: 2.2, d: 1, map: face('高山大米', '长塘村礼盒', 'green', { width: 760, height: 560, high: 0.26 }) }), -0.2, 0, -0.7, { turn: 0.16 }), spots((i) => pouch({ w: 1, h: 1.25, d: 0.5, map: face('大米', '长塘村', 'flax', { width: 400, height: 500 }), tone: '#dccaa4' }), [[-1.1, 0, 0.85, 0.1], [0.15, 0, 1.05, -0.05]]), at(group(wooden(), at(riceHeap(chance('gb'), { r: 0.7, h: 0.3, grains: 500 }), 0, 0.42, 0)), 1.6, 0, 0.75, { scale: 0.9 }),
  ] },
  'rice-red': { caption: '高山红米，布袋装', place: ['terraces', 'late'], on: 'dark', light: 'late', view: { look: [0, 0.95, 0], far: 9.4 }, things: () => [
    at(group(sack({ w: 1.05, h: 1.75, open: true }), at(riceHeap(chance('red'), { r: 0.92, h: 0.36, red: true, grains: 900 }), 0, 1.42, 0)), -0.5, 0, -0.3), at(group(wooden(), at(riceHeap(chance('red2'), { r: 0.7, h: 0.32, red: true, grains: 560 }), 0, 0.42, 0)), 1.35, 0, 0.6), at(spilt(chance('red3'), 80, { r: 0.6, red: true }), 0.6, 0, 1.6), at(riceEars('red', { count: 7 }), -2.3, 0, 1.35, { turn: 0.1 }),
  ] },
  'pepper-dried': { caption: '干花椒，一碟', place: ['pepper', 'morning'], view: { look: [0, 0.6, 0.1], far: 8.6, height: 3.6 }, things: () => [
    at(group(dish(1.5, '#ede3d0'), at(pepperHeap(chance('pd'), 520, { r: 1.12, h: 0.55 }), 0, 0.16, 0)), -0.1, 0, 0.2), at(pepperSprig('d1', { ripe: true, length: 1.9 }), -2.1, 0, 1.7, { turn: 0.1 }), at(pepperSprig('d2', { ripe: true }), 0.9, 0, -1.3, { turn: -0.3 }),
  ] },
  'pepper-bag': { caption: '青桥村花椒，布袋装', place: ['pepper', 'late'], light: 'late', on: 'pale', view: { look: [0, 0.95, 0], far: 9.2 }, things: () => [
    at(group(sack({ w: 1, h: 1.7, open: true, map: face('花椒', '青桥村', 'flax') }), at(pepperHeap(chance('pb'), 420, { r: 0.88, h: 0.4 }), 0, 1.38, 0)), -0.5, 0, -0.3), at(group(wooden(), at(pepperHeap(chance('pb2'), 260, { r: 0.66, h: 0.3 }), 0, 0.42, 0)), 1.3, 0, 0.6), at(pepperSprig('b1', { ripe: true, length: 1.8 }), -2, 0, 1.5, { turn: 0.08 }),
  ] },
  'pepper-green': { caption: '鲜青花椒，带枝', place: ['pepper', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.55, 0.1], far: 8.4, height: 3.6 }, things: () => [
    at(group(basket({ r: 1.4, h: 0.5 }), spots((i) => pepperSprig(`g${i}`, { length: 1.7 }), [[-1.1, 0.5, 0.4, 0.1], [-0.9, 0.62, -0.2, -0.2], [-0.6, 0.5, 0.8, 0.35], [-0.9, 0.7, 0.15, 0.3], [-0.4, 0.62, -0.6, -0.1], [0.7, 0.55, 0.6, 2.6]])), -0.1, 0, -0.1), at(pepperSprig('f', { length: 1.6 }), 0.9, 0, 1.5, { turn: 0.25 }),
  ] },
  'pepper-oil': { caption: '花椒油，瓶装', place: ['pepper', 'morning'], view: { look: [0, 1.15, 0], far: 9.2 }, things: () => [
    at(bottle({ r: 0.46, h: 2.6, filling: 'pepperOil', label: label('花椒油', '青桥村', 'green') }), -0.7, 0, 0), at(bottle({ r: 0.46, h: 2.6, filling: 'pepperOil', label: label('花椒油', '青桥村', 'green') }), 0.5, 0, -0.7, { turn: -0.2 }), at(group(dish(0.8), at(pepperHeap(chance('po'), 170, { r: 0.58, h: 0.3 }), 0, 0.12, 0)), 1.35, 0, 0.85), at(pepperSprig('o', { length: 1.6 }), -2.1, 0, 1.35, { turn: 0.1 }),
  ] },
  'melon-seeds-dish': { caption: '吊瓜子，一碟', place: ['field', 'noon'], light: 'noon', view: { look: [0, 0.65, 0.1], far: 8.6, height: 3.6 }, things: () => [
    at(group(dish(1.5, '#e9dfca'), at(melonSeeds(chance('md'), 330, { r: 1.12, h: 0.5 }), 0, 0.18, 0)), -0.2, 0, 0.35), at(hangingGourd('a', 0.52), 1.5, 0, -0.9), at(hangingGourd('b', 0.44), -1.6, 0, -1.2), at(twig('ms', { length: 1.2, size: 0.7 }), 0.2, 0, -1.3),
  ] },
  'melon-seeds-bag': { caption: '吊瓜子，袋装', place: ['field', 'morning'], on: 'pale', view: { look: [0, 1.05, 0], far: 9.2 }, things: () => [
    at(pouch({ w: 1.65, h: 2.25, d: 0.7, map: face('吊瓜子', '青桥村', 'kraft', { width: 600, height: 780, band: true }), tone: '#b98f5c' }), -0.6, 0, -0.2, { turn: 0.12 }), at(group(dish(0.95), at(melonSeeds(chance('mb'), 150, { r: 0.7, h: 0.34 }), 0, 0.14, 0)), 1.1, 0, 0.75), at(hangingGourd('c', 0.5), 1.4, 0, -0.7), at(melonSeeds(chance('mb2'), 9, { r: 0.5, h: 0.01 }), -1.4, 0.05, 1.4),
  ] },
  'sweet-potato-noodles': { caption: '手工红薯粉条', place: ['yard', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.62, 0.1], far: 8.8, height: 3.5 }, things: () => [
    at(tray({ r: 1.95 }), 0, 0, 0), spots((i) => noodles(`n${i}`), [[-0.1, 0.1, -0.55, 0.12], [0.05, 0.1, 0.5, -0.1], [0, 0.62, 0, 0.02]]),
  ] },
  'tea-tin': { caption: '高山绿茶，罐装', place: ['terraces', 'morning'], on: 'pale', view: { look: [0, 0.98, 0], far: 9 }, things: () => [
    at(tin({ r: 0.72, h: 1.75, map: label('高山绿茶', '高山茶园', 'cream') }), -0.75, 0, -0.2), at(tin({ r: 0.6, h: 1.35, tone: '#c9a24a', map: label('绿茶', '高山茶园', 'cream') }), 0.7, 0, -0.7), at(cup(), 1.3, 0, 0.75, { scale: 1.15 }), at(group(dish(0.75), at(teaLeaves(chance('tt'), 240, { r: 0.55, h: 0.26 }), 0, 0.1, 0)), 0, 0, 1.15), at(twig('tea', { length: 1.2, size: 0.5, tones: ['#6fa04a', '#82b257'] }), -2.2, 0, 1.1, { turn: 0.1 }),
  ] },
  'tea-loose': { caption: '高山绿茶，散茶与茶杯', place: ['terraces', 'noon'], light: 'noon', view: { look: [0, 0.6, 0.1], far: 8.4, height: 3.4 }, things: () => [
    cover({ w: 4.2, d: 2.5, pattern: true, turn: -0.06 }), at(group(dish(1.2, '#e9dfca'), at(teaLeaves(chance('tl'), 620, { r: 0.95, h: 0.4 }), 0, 0.12, 0)), -0.65, 0.04, 0.15), at(cup('#b9b850'), 1.2, 0.04, 0.35, { scale: 1.3 }), at(cup('#b9b850'), 1.75, 0.04, -0.7, { scale: 1.2 }), at(twig('tl', { length: 1.2, size: 0.5, tones: ['#6fa04a', '#82b257'] }), -1.2, 0.04, 1.5, { turn: 0.1 }),
  ] },
  'oil-rapeseed': { caption: '农家菜籽油，桶装', place: ['field', 'morning'], view: { look: [0, 1.2, 0], far: 9.6 }, things: () => [
    at(oilCan(face('菜籽油', '农家小榨', 'cream', { width: 480, height: 560 })), -0.6, 0, -0.2, { turn: 0.14 }), at(flowers('rape', { count: 14, h: 1.9, spread: 0.6 }), 1.5, 0, -0.8), at(group(bowl({ r: 0.7, h: 0.44, tone: '#a9774a', roughness: 0.6 }), at(beans(chance('rape'), 260, { tints: ['#3a2a20', '#4d382a', '#2c211a'], r: 0.56, h: 0.24, size: 0.55 }), 0, 0.36, 0)), 1.2, 0, 0.8), at(flowers('rape2', { count: 4, h: 0.7 }), -1.9, 0, 0.9),
  ] },
  peanut: { caption: '带壳花生', place: ['field', 'late'], light: 'late', view: { look: [0, 0.7, 0], far: 8.8 }, things: () => [
    at(group(basket({ r: 1.3, h: 0.7 }), at(peanuts(chance('pn'), 330, { r: 1.3, h: 0.5 }), 0, 0.56, 0)), -0.2, 0, -0.2), at(peanuts(chance('pn2'), 16, { r: 0.6, h: 0.02 }), 1.6, 0.11, 1.1), fallen(chance('pnl'), 3),
  ] },
  soybean: { caption: '黄豆，布袋装', place: ['field', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.9, 0], far: 9 }, things: () => [
    at(group(sack({ w: 1, h: 1.65, open: true }), at(beans(chance('sb'), 620, { r: 0.9, h: 0.38 }), 0, 1.32, 0)), -0.5, 0, -0.3), at(group(wooden(), at(beans(chance('sb2'), 260, { r: 0.66, h: 0.3 }), 0, 0.42, 0)), 1.25, 0, 0.6), at(beans(chance('sb3'), 30, { r: 0.5, h: 0.01 }), 0.2, 0.07, 1.5),
  ] },
  herbs: { caption: '晒干的中药材', place: ['bamboo', 'late'], light: 'late', on: 'mat', view: { look: [0, 0.5, 0.1], far: 8.8, height: 3.8 }, things: () => [
    at(tray({ r: 1.8 }), -0.1, 0, 0), at(herbs(chance('hb'), 260, { r: 1.45, h: 0.34 }), -0.1, 0.12, 0), at(group(wooden(), at(herbs(chance('hb2'), 60, { r: 0.55, h: 0.26 }), 0, 0.4, 0)), 1.75, 0, 1.25, { scale: 0.8 }), at(twig('hb', { length: 1.3 }), -2.3, 0, 1.5),
  ] },
}
