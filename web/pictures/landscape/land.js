import { blend, darker, ellipse, lighter, line, path, rect, stroke } from './paper.js'

/** Sky, mountains, fields and water. Every function draws on the paper it is given. */

export function sky(p, horizon, sunAt = [0.2, 0.26]) {
  const { width: w, height: h, light } = p
  p.add(rect(0, 0, w, h, p.linear([[0, light.sky[0]], [0.55 * (horizon / h), light.sky[1]], [Math.min(1, (horizon / h) * 1.05), light.sky[2]]])))
  const x = w * sunAt[0], y = horizon * sunAt[1] * 2, r = Math.max(w, h)
  p.add(ellipse(x, y, r * 0.5, r * 0.42, p.radial([[0, light.sun, 0.95], [0.35, light.sun, 0.4], [1, light.sun, 0]], [0.5, 0.5, 0.5])))
  p.add(ellipse(x, y, w * 0.026, w * 0.026, '#fffdf0', 'opacity=".9"'))
  for (let i = 0; i < 5; i++) {
    const cx = p.between(0, w), cy = horizon * p.between(0.08, 0.5), s = p.between(0.5, 1.2) * w * 0.08
    p.add(`<g opacity=".55" filter="${p.blur(w * 0.006)}">${[0, 1, 2].map((k) => ellipse(cx + (k - 1) * s * 0.8, cy + (k % 2) * s * 0.06, s * (1 - 0.2 * k), s * 0.14, '#fffaf0')).join('')}</g>`)
  }
}

/** A chain of karst hills standing on y, each lit on its left. */
export function karst(p, y, tall, tone, { count = 7, foot = p.light.mist, steep = 2.1, trees = 0 } = {}) {
  const { width: w } = p
  const hills = Array.from({ length: count }, (_, i) => ({
    x: ((i + p.between(0.1, 0.9)) / count) * w * 1.1 - w * 0.05, half: (w / count) * p.between(0.55, 1.15), h: tall * p.between(0.45, 1),
  })).sort((a, b) => b.h - a.h)
  for (const { x, half, h } of hills) {
    const top = []
    for (let k = 0; k <= 40; k++) {
      const u = (k / 40) * 2 - 1
      const lift = Math.pow(1 - Math.pow(Math.abs(u), steep), 0.85)
      top.push([x + u * half, y - h * lift + p.wave(x + u * half, w * 0.03, h) * h * 0.16 * lift])
    }
    const shape = `${line(top)}V${y + tall * 0.3}H${x - half}Z`
    p.add(path(shape, p.linear([[0, lighter(tone, 0.22)], [0.45, tone], [1, darker(tone, 0.17)]], [0, 0.2, 1, 0.45])))
    if (trees) for (let k = 0; k < trees; k++) {
      const u = p.between(-0.8, 0.8), lift = Math.pow(1 - Math.pow(Math.abs(u), steep), 0.85), v = Math.pow(p.rnd(), 0.7)
      const s = w * 0.0075 * p.between(0.7, 1.5)
      p.add(ellipse(x + u * half, y - h * lift * v, s, s * 0.8, u < 0 ? blend(tone, '#fdf3c8', 0.14) : darker(tone, 0.2), 'opacity=".55"'))
    }
    p.add(path(shape, p.linear([[0.3, foot, 0], [0.95, foot, 0.85]])))
  }
}

export function mist(p, y, thick, strength = 0.7) {
  const { width: w, light } = p
  p.add(`<g filter="${p.blur(thick * 0.34)}" opacity="${strength}">${Array.from({ length: 6 }, (_, i) => ellipse(((i + p.rnd()) / 6) * w * 1.1, y + p.between(-0.4, 0.4) * thick, w * p.between(0.12, 0.26), thick * p.between(0.3, 0.6), light.mist)).join('')}</g>`)
}

/** The upper edge of a rolling field: a function of x. */
const edge = (p, y, swing, row) => (x) => y + p.wave(x, p.width * 0.42, row) * swing * 2

/** A rolling field from y down to the foot of the paper. */
export function field(p, y, swing, tone, { row = 1, low = darker(tone, 0.25) } = {}) {
  const { width: w, height: h } = p
  const top = edge(p, y, swing, row)
  const points = Array.from({ length: 41 }, (_, i) => [(i / 40) * w, top((i / 40) * w)])
  p.add(path(`${line(points)}V${h}H0Z`, p.linear([[0, lighter(tone, 0.18)], [0.35, tone], [1, low]])))
  p.add(stroke(line(points), lighter(tone, 0.5), w * 0.0016, 'opacity=".5"'))
  return top
}

/** Terraces falling to the viewer round a spur at `spur` (0…1 of the width). */
export function terraces(p, top, bottom, { tones, steps = 11, spur = 0.6, water = [] } = {}) {
  const { width: w } = p
  for (let i = 0; i < steps; i++) {
    const t = i / steps, y = top + (bottom - top) * Math.pow(t, 1.45), next = top + (bottom - top) * Math.pow((i + 1) / steps, 1.45)
    const step = next - y
    const curve = (x, lift = 0) => {
      const u = x / w - spur
      return y + lift + step * 2.6 * (Math.exp(-u * u * 14) * -0.75 + 0.55 * u * u * 3 + 0.32 * Math.sin(u * 7 + i * 0.8) + p.wave(x, w * 0.2, i) * 0.7)
    }
    const points = Array.from({ length: 61 }, (_, k) => [(k / 60) * w, curve((k / 60) * w)])
    const tone = water.includes(i) ? blend(p.light.sky[1], '#8fb3b0', 0.4) : tones[i % tones.length]
    const bank = darker(blend(tone, '#7b7a3a', 0.4), 0.2)
    p.add(path(`${line(points)}V${p.height}H0Z`, p.linear([[0, lighter(tone, 0.2)], [0.5, tone], [1, darker(tone, 0.12)]], [0, 0, 1, 0])))
    const lip = Array.from({ length: 61 }, (_, k) => [(k / 60) * w, curve((k / 60) * w, step * 0.74)])
    p.add(path(`${line(lip)}V${p.height}H0Z`, bank, 'opacity=".75"'))
    p.add(stroke(line(points), lighter(tone, 0.55), Math.max(1, step * 0.05), 'opacity=".75"'))
    if (!water.includes(i)) {
      const blades = []
      const n = Math.round(w / Math.max(5, step * 0.28))
      for (let k = 0; k < n; k++) {
        const x = p.rnd() * w, yy = curve(x, step * p.between(0.08, 0.68)), s = step * 0.11
        blades.push(`M${Math.round(x)} ${Math.round(yy)}l${Math.round(p.between(-0.4, 0.4) * s * 10) / 10} ${-Math.round(s * 10) / 10}`)
      }
      p.add(stroke(blades.join(''), darker(tone, 0.2), Math.max(0.8, step * 0.028), 'opacity=".4"'), stroke(blades.filter((_, k) => k % 3 === 0).join(''), lighter(tone, 0.4), Math.max(0.8, step * 0.028), 'opacity=".6"'))
    }
  }
}

/** A lake between two heights, hills standing in it upside down as soft bands. */
export function lake(p, top, bottom, tone = '#9fc2bd') {
  const { width: w, light } = p
  p.add(rect(0, top, w, bottom - top, p.linear([[0, lighter(tone, 0.5)], [0.25, tone], [1, darker(tone, 0.22)]])))
  p.add(`<g filter="${p.blur(6)}" opacity=".5">${Array.from({ length: 9 }, (_, i) => ellipse(((i + p.rnd()) / 9) * w, top + (bottom - top) * 0.16, w * p.between(0.05, 0.1), (bottom - top) * p.between(0.12, 0.3), i % 2 ? light.mid : light.near)).join('')}</g>`)
  const ripples = []
  for (let i = 0; i < 90; i++) {
    const t = Math.pow(p.rnd(), 0.7), y = top + (bottom - top) * t, len = w * (0.01 + 0.05 * t) * p.between(0.5, 1.4)
    ripples.push(`M${Math.round(p.rnd() * w)} ${Math.round(y)}h${Math.round(len)}`)
  }
  p.add(stroke(ripples.join(''), '#fffbe9', Math.max(1, p.height * 0.003), 'opacity=".42"'))
  p.add(ellipse(w * 0.22, (top + bottom) / 2, w * 0.1, (bottom - top) * 0.5, p.radial([[0, light.sun, 0.8], [1, light.sun, 0]], [0.5, 0.5, 0.5])))
}

/** A path winding from the foreground to (x, y). */
export function road(p, [x0, y0, w0], [x1, y1, w1], tone = '#e6d7b3') {
  const mid = (y0 + y1) / 2, bend = (x0 - x1) * 0.55 + p.between(-60, 60)
  const d = `M${x0 - w0} ${y0}C${x0 - w0 - bend * 0.2} ${mid} ${x1 + bend} ${mid} ${x1 - w1} ${y1}L${x1 + w1} ${y1}C${x1 + bend + w0 * 0.5} ${mid} ${x0 + w0 - bend * 0.2} ${mid} ${x0 + w0} ${y0}Z`
  p.add(path(d, p.linear([[0, lighter(tone, 0.1)], [1, darker(tone, 0.1)]])))
}

/** Small strokes of grass over a band. */
export function grass(p, top, bottom, tone, count = 260) {
  const blades = Array.from({ length: count }, () => {
    const t = Math.sqrt(p.rnd()), y = top + (bottom - top) * t, s = 3 + 9 * t
    return `M${Math.round(p.rnd() * p.width)} ${Math.round(y)}l${Math.round(p.between(-0.5, 0.5) * s)} ${-Math.round(s)}`
  })
  p.add(stroke(blades.join(''), darker(tone, 0.22), 1.4, 'opacity=".45"'), stroke(blades.filter((_, i) => i % 3 === 0).join(''), lighter(tone, 0.4), 1.4, 'opacity=".6"'))
}
