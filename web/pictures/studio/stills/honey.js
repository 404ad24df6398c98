import { board, crock, dish, giftBox, jar } from '../objects/vessels.js'
import { bee, honeycomb } from '../objects/yard.js'
import { cover, dipper, flowers } from '../objects/props.js'
import { face, label } from '../labels.js'
import { group } from '../shape.js'
import { at, spots } from './set.js'

const bees = (...places) => places.map(([x, y, z, turn = 0, scale = 1]) => at(bee(), x, y, z, { turn, lean: 0.25, scale }))
const honeyLabel = (note) => label('中蜂蜂蜜', note)

export const honey = {
  'honey-jar': { caption: '桂香村中蜂蜂蜜，玻璃瓶装', place: ['village', 'morning'], view: { look: [0, 1.06, 0], far: 9 }, things: () => [
    at(board({ w: 3.4, round: true }), 0, 0, 0.1), at(jar({ r: 0.86, h: 2, label: honeyLabel('桂香村') }), -0.25, 0.17, 0), at(dipper(), 0.55, 0.17, 0.95, { turn: 0.5 }),
    at(flowers('h1', { count: 9, h: 1.6 }), 1.75, 0, -0.8), at(flowers('h2', { count: 5, h: 0.9 }), -1.85, 0, 0.4), bees([1.2, 2.35, 0.3, 0.4, 1.2], [-1.5, 1.9, 0.2, 2.6, 1], [1.9, 1.1, 0.9, 3, 0.9]),
  ] },
  'honey-pair': { caption: '中蜂蜂蜜，两瓶装', place: ['field', 'late'], light: 'late', on: 'pale', view: { look: [0, 1, 0], far: 9.2 }, things: () => [
    cover({ w: 4.2, d: 2.4, tone: '#efe3c8', turn: -0.08 }), at(jar({ r: 0.76, h: 1.85, label: honeyLabel('山花蜜'), lid: 'cloth' }), -0.9, 0.04, 0.1), at(jar({ r: 0.76, h: 1.85, label: honeyLabel('山花蜜'), lid: 'cloth' }), 0.8, 0.04, -0.15, { turn: -0.12 }),
    at(flowers('p1', { count: 6, h: 1.1 }), 2.05, 0, 0.4), at(honeycomb({ w: 1.1, h: 0.3, d: 0.8 }), -0.1, 0.06, 1.35, { turn: 0.3 }), bees([0, 2.5, 0.2, 0.3, 1.1]),
  ] },
  'honey-comb': { caption: '中蜂巢蜜，切块', place: ['village', 'late'], light: 'late', view: { look: [0, 0.6, 0.2], far: 8.4, height: 3.5 }, things: () => [
    at(group(dish(1.75, '#ece2ce'), at(honeycomb({ w: 2, h: 0.52, d: 1.5 }), -0.1, 0.12, -0.1, { turn: 0.25 }), at(honeycomb({ w: 0.9, h: 0.42, d: 0.7 }), 0.95, 0.13, 0.75, { turn: -0.4 })), 0, 0, 0.2), at(dipper(), -2, 0, 1.5, { turn: 0.3 }), at(flowers('c1', { count: 6, h: 1 }), 1.9, 0, -1), bees([1.4, 1.5, 0.8, 2.6, 1], [-1.3, 1.6, 0, 0.3, 1.1]),
  ] },
  'honey-gift-box': { caption: '中蜂蜂蜜礼盒，三瓶装', place: ['village', 'noon'], on: 'pale', light: 'noon', view: { look: [0, 1.1, 0] }, things: () => [
    at(giftBox({ w: 3, h: 2.1, d: 0.95, map: face('中蜂蜂蜜', '桂香村 · 三瓶装', 'green', { width: 760, height: 540, high: 0.26 }) }), 0, 0, -0.9, { turn: -0.12 }), spots(() => jar({ r: 0.5, h: 1.25, label: honeyLabel('桂香村'), lid: 'wood' }), [[-1.35, 0, 0.75, 0.1], [-0.1, 0, 1, 0], [1.15, 0, 0.7, -0.1]]), at(flowers('g', { count: 5, h: 1 }), 2.3, 0, 0.3), bees([1.8, 2.1, 0.4, 2.8, 1]),
  ] },
  'honey-jar-small': { caption: '里程村蜂蜜，玻璃瓶装', place: ['grazing', 'noon'], on: 'stone', light: 'noon', view: { look: [0, 0.95, 0], far: 8.4 }, things: () => [
    at(jar({ r: 0.72, h: 1.5, filling: 'acacia', label: label('蜂蜜', '里程村'), lid: 'white', square: 6 }), -0.35, 0, 0.2), at(jar({ r: 0.72, h: 1.5, filling: 'acacia', label: label('蜂蜜', '里程村'), lid: 'white', square: 6 }), 1.15, 0, -0.8, { turn: 0.2 }), at(flowers('s', { count: 8, h: 1, tones: ['#fbf6ea', '#f3ecdb', '#ffffff'], petals: 6 }), -1.7, 0, -0.1), at(dipper(), 0.5, 0, 1.15, { turn: 0.2 }), bees([-1, 1.9, 0.6, 0.4, 1]),
  ] },
  'honey-pot': { caption: '土陶罐装中蜂蜂蜜', place: ['yard', 'late'], light: 'late', on: 'dark', view: { look: [0, 0.95, 0], far: 9 }, things: () => [
    at(crock({ r: 1, h: 1.7, tone: '#6d4326', cover: 'cloth', paper: label('蜜', '桂香村', 'clay', { width: 300, height: 300 }) }), -0.4, 0, -0.1), at(group(dish(0.9, '#d9c3a0'), at(honeycomb({ w: 0.9, h: 0.3, d: 0.7 }), 0, 0.1, 0, { turn: 0.5 })), 1.5, 0, 0.7), at(dipper(), -1.6, 0, 1.4, { turn: 0.15 }), at(flowers('pot', { count: 6, h: 1.3 }), 1.7, 0, -1), bees([1, 2.2, 0.2, 0.3, 1.1]),
  ] },
}
