import { basket, board, bowl, carton, giftBox, jar, pot, pouch, tray } from '../objects/vessels.js'
import { bacon, baconSlice, dressedChicken, egg, eggTray, fish, halfEgg, hen, lambLeg, meatBlock, meatRoll, straw } from '../objects/yard.js'
import { chilli, ginger, pakchoi } from '../objects/roots.js'
import { pomelo } from '../objects/fruit.js'
import { riceEars } from '../objects/grains.js'
import { chopsticks, cover, fallen, flowers, garnish, twig } from '../objects/props.js'
import { face, label } from '../labels.js'
import { group, put, surface } from '../shape.js'
import { CircleGeometry } from 'three'
import { at, chance, rings, spots } from './set.js'

const eggs = (seed, list, options) => spots((i) => egg(`${seed}${i}`, options), list)
const nest = (seed, r = 1.4) => straw(chance(seed), 420, { r, hole: 0.1, h: 0.24 })
const broth = (r, tone, y) => put(new CircleGeometry(r, 48), surface(tone, { roughness: 0.12 }), [0, y, 0], [-Math.PI / 2, 0, 0])

export const yard = {
  'eggs-nest': { caption: '稻草窝里的土鸡蛋', place: ['yard', 'morning'], view: { look: [0, 0.5, 0.1], far: 8.2, height: 3.4 }, things: () => [
    at(nest('en', 1.75), 0, 0, 0.1), at(straw(chance('en2'), 260, { r: 1.7, hole: 1.0, h: 0.6 }), 0, 0.05, 0.1), eggs('n', [[-0.5, 0.2, 0.45], [0.2, 0.2, 0.62], [0.72, 0.2, 0.12], [-0.62, 0.2, -0.2], [0.05, 0.2, -0.1], [0.4, 0.2, -0.55], [-0.2, 0.2, -0.68], [-0.05, 0.58, 0.2]]),
  ] },
  'eggs-basket': { caption: '一篮土鸡蛋', place: ['yard', 'late'], light: 'late', on: 'pale', view: { look: [0, 1.05, 0], far: 10 }, things: () => [
    at(group(basket({ r: 1.3, h: 0.8, handle: true }), at(nest('eb', 0.85), 0, 0.3, 0), rings((i) => egg(`b${i}`), [[9, 1.05, 0.5], [7, 0.68, 0.66, 0.3], [3, 0.3, 0.84], [1, 0, 1.2]])), -0.2, 0, -0.3, { turn: 0.25 }), eggs('f', [[1.75, 0, 0.95], [1.3, 0, 1.45]]), at(straw(chance('ebs'), 50, { r: 1.2, hole: 0.2, h: 0.05 }), 1.5, 0, 1.2),
  ] },
  'eggs-tray': { caption: '土鸡蛋，三十枚托装', place: ['field', 'noon'], light: 'noon', view: { look: [0, 0.45, 0.2], far: 8.6, height: 4 }, things: () => [
    at(group(eggTray(), spots((i) => { const e = egg(`t${i}`, { r: 0.245 }); e.children[0].rotation.set(0.1, i, 0.06); return e }, Array.from({ length: 30 }, (_, i) => [((i % 6) - 2.5) * 0.58, 0.16, (Math.floor(i / 6) - 2) * 0.58]))), -0.1, 0, 0.15, { turn: 0.22 }), eggs('to', [[2.1, 0, 1.5]], { r: 0.27 }), at(straw(chance('ets'), 60, { r: 1, hole: 0.1, h: 0.05 }), -2, 0, 1.5),
  ] },
  'eggs-green': { caption: '绿壳土鸡蛋', place: ['bamboo', 'morning'], on: 'dark', view: { look: [0, 0.62, 0.1], far: 8.2, height: 3.3 }, things: () => [
    at(group(bowl({ r: 1.35, h: 0.78, tone: '#8a6644', roughness: 0.65 }), at(straw(chance('eg'), 200, { r: 0.72, hole: 0.1, h: 0.2 }), 0, 0.42, 0), rings((i) => egg(`g${i}`, { tones: ['#b9cbb5', '#a8c0ae', '#cbd6bf', '#9fb8a4'] }), [[7, 0.78, 0.52], [4, 0.36, 0.68, 0.4], [1, 0, 1.02]])), -0.1, 0, 0), eggs('go', [[1.85, 0, 1], [1.35, 0, 1.5]], { tones: ['#b9cbb5', '#a8c0ae'] }),
  ] },
  'eggs-salted': { caption: '咸鸭蛋，一碗', place: ['lake', 'noon'], light: 'noon', on: 'pale', view: { look: [0, 0.62, 0.1], far: 8.2, height: 3.3 }, things: () => [
    cover({ w: 4.2, d: 2.5, tone: '#e6dabf' }), at(group(bowl({ r: 1.3, h: 0.72, stripe: '#3f6f86' }), rings((i) => egg(`s${i}`, { r: 0.34, tones: ['#dfe3d6', '#d3dcd2', '#eae8da'] }), [[6, 0.7, 0.36], [4, 0.36, 0.66, 0.4]])), -0.4, 0.04, -0.2),
    at(halfEgg(), 1.3, 0.42, 0.9, { tilt: -0.5, turn: -0.2 }),
    at(chopsticks(), -0.6, 0.04, 1.5, { turn: 0.15 }),
  ] },
  'chicken-live': { caption: '院坝里散养的土鸡', place: ['yard', 'morning'], on: 'yard', view: { look: [0, 1.25, 0], far: 9.8, height: 2.7 }, things: () => [
    at(hen('a'), -0.75, 0, 0.25, { turn: -0.3, scale: 1.05 }), at(hen('b', { tones: ['#d9b48a', '#b98a5a', '#5b4634'] }), 1.75, 0, -1.1, { turn: -0.5, scale: 0.8 }), at(straw(chance('cl'), 46, { r: 3, hole: 0.2, h: 0.03 }), 0, 0, 0.6), fallen(chance('cll'), 3),
  ] },
  'chicken-dressed': { caption: '处理好的土鸡，整只', place: ['yard', 'noon'], light: 'noon', view: { look: [0, 0.75, 0], far: 8.6 }, things: () => [
    at(board({ w: 4.2, d: 2.5 }), 0, 0, 0.2), at(dressedChicken(), -0.3, 0.16, 0, { turn: -0.2 }), at(ginger('cd'), 1.4, 0.16, 1.0, { turn: 0.3, scale: 0.5 }), at(twig('cd', { length: 1.1, size: 0.4 }), -1.6, 0.17, 1.05),
  ] },
  'chicken-old-hen': { caption: '土鸡炖汤，老母鸡', place: ['village', 'late'], light: 'late', on: 'dark', view: { look: [0, 0.75, 0.1], far: 8.8, height: 3.6 }, things: () => [
    at(group(pot(1.5), broth(1.38, '#dfae4c', 0.88), at(dressedChicken('#e9bd7c'), -0.1, 0.42, 0.1, { turn: -0.3, scale: 0.62 }), at(garnish(chance('coh'), 40, 1.25), 0, 0.88, 0), at(garnish(chance('coh2'), 14, 1.2, ['#c8321e', '#b82a1a']), 0, 0.9, 0)), -0.1, 0, -0.2), at(bowl({ r: 0.6, h: 0.42, stripe: '#3f6f86' }), 1.9, 0, 1.1), at(ginger('coh'), -1.9, 0, 1.3, { scale: 0.5 }),
  ] },
  'lamb-leg': { caption: '三新村羊腿', place: ['grazing', 'morning'], view: { look: [0, 0.7, 0], far: 8.8 }, things: () => [
    at(board({ w: 4.4, d: 2.2 }), 0, 0, 0.1), at(lambLeg(), -0.25, 0.16, 0, { turn: 0.18 }), at(ginger('ll'), 1.2, 0.16, 0.95, { scale: 0.5 }), at(twig('ll', { length: 1.2, size: 0.36 }), -1.7, 0.17, 0.95, { turn: 0.1 }), spots((i) => chilli(`ll${i}`, { dry: true, length: 0.8 }), [[0.1, 0.17, 0.98, 0.3]]),
  ] },
  'lamb-cuts': { caption: '三新村羊肉，切块', place: ['grazing', 'noon'], light: 'noon', on: 'dark', view: { look: [0, 0.6, 0.1], far: 8.2, height: 3.4 }, things: () => [
    at(board({ w: 3.8, round: true }), 0, 0, 0.2), spots((i) => meatBlock(`c${i}`), [[-0.75, 0.16, -0.3, 0.2], [0.3, 0.16, -0.5, -0.3], [-0.2, 0.16, 0.55, 0.6], [0.95, 0.16, 0.3, 0.1], [-0.2, 0.6, -0.15, 1], [0.5, 0.58, 0.1, 0.4]]), spots((i) => meatRoll(`r${i}`), [[-1.25, 0.16, 0.75, 0.4], [1.2, 0.16, 1.05, 1]]), at(twig('lc', { length: 1, size: 0.34 }), 0.1, 0.17, 1.35),
  ] },
  'lamb-soup': { caption: '羊肉汤锅', place: ['grazing', 'late'], light: 'late', on: 'dark', view: { look: [0, 0.75, 0.1], far: 8.8, height: 3.7 }, things: () => [
    at(group(pot(1.55), broth(1.42, '#ecdcb8', 0.88), spots((i) => meatBlock(`s${i}`, { w: 0.6, h: 0.36, d: 0.5, lean: '#8a5a40' }), [[-0.6, 0.72, 0.3, 0.3], [0.1, 0.74, 0.6, 1], [0.65, 0.72, 0, 0.6], [-0.2, 0.74, -0.5, 0.2], [-0.9, 0.7, -0.35, 0.9], [0.5, 0.72, -0.7, 0.1]]), at(garnish(chance('ls'), 70, 1.3), 0, 0.89, 0), at(garnish(chance('ls2'), 12, 1.2, ['#c8321e']), 0, 0.9, 0)), -0.1, 0, -0.2), at(bowl({ r: 0.6, h: 0.42, stripe: '#3f6f86' }), 1.95, 0, 1.1), spots((i) => chilli(`ls${i}`), [[-1.9, 0, 1.3, 0.3]]),
  ] },
  'fish-fresh': { caption: '水库鲜鱼，竹盘装', place: ['lake', 'morning'], view: { look: [0, 0.4, 0.1], far: 8.6, height: 3.7 }, things: () => [
    at(tray({ r: 1.95 }), 0, 0, 0), fallen(chance('ff'), 7, { r: 1.2, length: 1, width: 0.5 }), at(fish(), -0.05, 0.16, -0.4, { turn: 0.1 }), at(fish({ length: 2.7 }), 0.05, 0.16, 0.6, { turn: -0.08 }), at(ginger('ff'), 1.9, 0, 1.5, { scale: 0.5 }),
  ] },
  bacon: { caption: '农家腊肉', place: ['village', 'late'], light: 'late', on: 'dark', view: { look: [0, 0.65, 0], far: 8.6, height: 3.4 }, things: () => [
    at(board({ w: 4, d: 2.4 }), 0, 0, 0.2), at(bacon('a', { w: 2.7, h: 0.62, d: 0.75 }), -0.2, 0.16, -0.45, { turn: 0.12 }), at(bacon('b', { w: 2.3, h: 0.58, d: 0.7 }), -0.2, 0.74, -0.5, { turn: -0.1 }), Array.from({ length: 6 }, (_, i) => at(baconSlice(), -1.15 + i * 0.38, 0.17 + i * 0.03, 0.85, { turn: 0.25, lean: 0.14 })), spots((i) => chilli(`ba${i}`, { dry: true }), [[1.35, 0.17, 0.95, 0.4]]),
  ] },
  'gift-mixed': { caption: '村里来的一箱：柚子、蜂蜜、大米、鸡蛋', place: ['village', 'morning'], view: { look: [0, 1.05, 0], far: 10 }, things: () => [
    at(group(carton({ w: 3.2, d: 2.1, h: 1.05, map: face('村里来的一箱', '助农直发', 'kraft', { width: 960, height: 320 }) }), spots((i) => pomelo(`m${i}`, { r: 0.6, leaves: i ? 0 : 2 }), [[-0.95, 0.55, 0.35], [-0.75, 0.6, -0.5]]), at(jar({ r: 0.46, h: 1.2, label: label('中蜂蜂蜜', '桂香村') }), 0.15, 0.62, 0.3), at(pouch({ w: 0.95, h: 1.35, d: 0.5, map: face('大米', '长塘村', 'flax', { width: 400, height: 560 }), tone: '#dccaa4' }), 0.95, 0.55, -0.35, { turn: -0.15 }), at(straw(chance('gm'), 130, { r: 0.62, hole: 0.1, h: 0.2 }), 0.1, 0.72, -0.1), spots((i) => egg(`gm${i}`, { r: 0.26 }), [[0.85, 0.82, 0.55], [1.25, 0.82, 0.45], [1.05, 0.84, 0.15]]), at(pakchoi('gm', 1.2), 0.05, 0.95, -0.6, { turn: 1.2, lean: 0.9 })), -0.1, 0, -0.5, { turn: 0.12 }), at(pomelo('gf', { r: 0.6, leaves: 1 }), 2.1, 0, 0.95), at(riceEars('gm', { count: 6, length: 1.7 }), -2.4, 0, 1.3, { turn: 0.1 }), spots((i) => chilli(`gm${i}`), [[0.9, 0, 1.75, 0.2]]),
  ] },
  'gift-souvenir': { caption: '老林村伴手礼', place: ['village', 'late'], light: 'late', on: 'pale', view: { look: [0, 1.05, 0] }, things: () => [
    at(giftBox({ w: 2.6, h: 1.9, d: 1, map: face('老林村', '伴手礼', 'clay', { width: 720, height: 540, high: 0.26 }), tone: '#a5482b' }), -0.7, 0, -0.7, { turn: 0.2 }), at(jar({ r: 0.5, h: 1.25, label: label('蜂蜜', '老林村'), lid: 'cloth' }), 1.05, 0, -0.2), at(pouch({ w: 1, h: 1.3, d: 0.5, map: face('笋干', '老林村', 'kraft', { width: 400, height: 520, band: true }) }), 1.95, 0, -0.5, { turn: -0.25 }), at(pomelo('so', { r: 0.56, leaves: 2 }), 0.1, 0, 1.05), at(flowers('so', { count: 5, h: 0.9 }), -2.2, 0, 0.6), spots((i) => egg(`so${i}`, { r: 0.26 }), [[1.3, 0, 1.15], [1.75, 0, 0.85]]),
  ] },
}
