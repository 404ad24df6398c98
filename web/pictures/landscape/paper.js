import { chance, clouds } from '../studio/random.js'

/** A sheet of SVG being drawn: body, definitions and seeded chance together. Light comes from the upper left. */

const lights = {
  morning: { sky: ['#d3e4e1', '#eef0df', '#fdf1d6'], sun: '#fff3cf', mist: '#fbf3e0', far: '#b7cbc2', mid: '#8bae96', near: '#5c8a63', warm: 0.2 },
  noon: { sky: ['#c3dde0', '#e4eee6', '#f8f5e4'], sun: '#fffbe6', mist: '#f3f4e6', far: '#a9c5c2', mid: '#7aa68f', near: '#4f8360', warm: 0 },
  late: { sky: ['#e6d5ae', '#f6e2b4', '#fdebc0'], sun: '#ffe2a0', mist: '#fbe9c6', far: '#c8bf9d', mid: '#9fa678', near: '#6d8455', warm: 0.5 },
}

const parse = (c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16))

/** The colour between two #rrggbb colours. */
export const blend = (a, b, t) => {
  const x = parse(a), y = parse(b)
  return `#${x.map((v, i) => Math.round(v + (y[i] - v) * Math.min(1, Math.max(0, t))).toString(16).padStart(2, '0')).join('')}`
}
export const darker = (c, t = 0.2) => blend(c, '#26332a', t)
export const lighter = (c, t = 0.2) => blend(c, '#fff6dd', t)

const n1 = (v) => Math.round(v * 10) / 10

export class Paper {
  constructor(width, height, seed, light = 'morning') {
    Object.assign(this, { width, height, rnd: chance(seed), light: lights[light], body: [], defs: new Map(), seed })
    this.shift = this.rnd() * 50
  }

  add(...marks) { this.body.push(...marks.flat(Infinity)); return this }

  between(a, b) { return a + (b - a) * this.rnd() }

  pick(list) { return list[Math.floor(this.rnd() * list.length)] }

  wave(x, size, row = 0) { return clouds(x / size + this.shift, row * 3.3 + this.shift) - 0.5 }

  /** A gradient by its stops, made once; `way` = [x1, y1, x2, y2] in fractions. Returns its paint. */
  linear(stops, way = [0, 0, 0, 1]) {
    const key = `l${stops.flat().join()}${way.join()}`
    return this.#define(key, (id) => `<linearGradient id="${id}" x1="${way[0]}" y1="${way[1]}" x2="${way[2]}" y2="${way[3]}">${stopMarks(stops)}</linearGradient>`)
  }

  radial(stops, [cx, cy, r] = [0.36, 0.3, 0.75]) {
    const key = `r${stops.flat().join()}${cx}${cy}${r}`
    return this.#define(key, (id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopMarks(stops)}</radialGradient>`)
  }

  blur(amount) {
    return this.#define(`b${amount}`, (id) => `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${amount}"/></filter>`)
  }

  #define(key, make) {
    if (!this.defs.has(key)) this.defs.set(key, make(`d${this.defs.size}`))
    return `url(#${this.defs.get(key).match(/id="([^"]+)"/)[1]})`
  }

  toString() {
    const { width: w, height: h } = this
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"><defs>${[...this.defs.values()].join('')}</defs>${this.body.join('')}</svg>`
  }
}

const stopMarks = (stops) => stops.map(([at, c, o = 1]) => `<stop offset="${at}" stop-color="${c}"${o < 1 ? ` stop-opacity="${o}"` : ''}/>`).join('')

export const path = (d, fill, extra = '') => `<path d="${d}" fill="${fill}" ${extra}/>`
export const stroke = (d, colour, width, extra = '') => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n1(width)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`
export const ellipse = (x, y, rx, ry, fill, extra = '') => `<ellipse cx="${n1(x)}" cy="${n1(y)}" rx="${n1(rx)}" ry="${n1(ry)}" fill="${fill}" ${extra}/>`
export const rect = (x, y, w, h, fill, extra = '') => `<rect x="${n1(x)}" y="${n1(y)}" width="${n1(w)}" height="${n1(h)}" fill="${fill}" ${extra}/>`
export const poly = (points, fill, extra = '') => `<polygon points="${points.map(([x, y]) => `${n1(x)},${n1(y)}`).join(' ')}" fill="${fill}" ${extra}/>`
export const line = (points) => points.map(([x, y], i) => `${i ? 'L' : 'M'}${n1(x)} ${n1(y)}`).join('')
export const moved = (x, y, scale, marks, extra = '') => `<g transform="translate(${n1(x)} ${n1(y)}) scale(${Math.round(scale * 1000) / 1000})" ${extra}>${[marks].flat(Infinity).join('')}</g>`
