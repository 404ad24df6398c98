import { blend, darker, ellipse, lighter, moved, path, poly, rect, stroke } from './paper.js'

/** Trees, houses, animals and tools of the village, drawn at the size of about 100 units and moved to their place. */

const shadow = (p, x, y, rx, ry, strength = 0.3) => ellipse(x, y, rx, ry, '#2b3a24', `opacity="${strength}" filter="${p.blur(Math.max(2, ry * 0.5))}"`)

/** A crown of leaves: many small tufts, the dark ones below and behind, the light ones to the upper left. */
function crown(p, tone, { cx = 0, cy = -56, rx = 44, ry = 38, tufts = 64, size = 9 }) {
  const marks = [ellipse(cx, cy + 4, rx * 0.86, ry * 0.86, darker(tone, 0.3))]
  for (let i = 0; i < tufts; i++) {
    const a = p.rnd() * 6.283, k = Math.sqrt(p.rnd()), x = Math.cos(a) * k, y = Math.sin(a) * k
    const lit = -0.55 * x - 0.75 * y + p.between(-0.45, 0.45) + (i / tufts - 0.5) * 0.7
    const c = lit > 0.5 ? blend(tone, '#eaf0a6', 0.46) : lit > 0.15 ? blend(tone, '#dfe89a', 0.22) : lit > -0.3 ? tone : darker(tone, 0.2)
    const r = size * p.between(0.6, 1.25)
    marks.push(ellipse(cx + x * rx, cy + y * ry, r, r * 0.72, c, `transform="rotate(${Math.round(p.between(-35, 35))} ${Math.round(cx + x * rx)} ${Math.round(cy + y * ry)})"`))
  }
  return marks
}

/** A round tree; fruit is a colour or nothing. */
export function tree(p, x, y, size, { tone = '#4f8350', fruit } = {}) {
  const fruits = fruit ? Array.from({ length: 8 }, () => { const a = p.rnd() * 6.28, k = Math.sqrt(p.rnd()) * 34; const fx = Math.cos(a) * k, fy = -52 + Math.sin(a) * k * 0.8; return ellipse(fx, fy, 5, 5.4, p.radial([[0, lighter(fruit, 0.5)], [0.6, fruit], [1, darker(fruit, 0.3)]])) }) : []
  p.add(moved(x, y, size / 100, [
    shadow(p, 16, 0, 44, 7), path('M-5 0C-4-16-5-28-8-42L8-42C5-28 5-16 7 0Z', p.linear([[0, '#8a6a48'], [1, '#54402c']], [0, 0, 1, 0])), crown(p, tone, size > 170 ? { tufts: 210, size: 5.2 } : {}), fruits,
  ]))
}

/** A low bush. */
export function bush(p, x, y, size, { tone = '#5c8f52', dots } = {}) {
  p.add(moved(x, y, size / 60, [
    shadow(p, 8, 0, 32, 5), crown(p, tone, { cy: -19, rx: 30, ry: 18, tufts: 34, size: 7 }),
    dots ? Array.from({ length: 12 }, () => ellipse(p.between(-26, 26), p.between(-36, -6), 2.2, 2.2, dots)) : [],
  ]))
}

/** A clump of bamboo leaning and drooping. */
export function bamboo(p, x, y, size, { tone = '#5f9450', stems = 7 } = {}) {
  const parts = [shadow(p, 20, 0, 50, 8)]
  for (let i = 0; i < stems; i++) {
    const bx = p.between(-26, 26), lean = p.between(-46, 46) + bx * 0.5, tall = p.between(120, 190)
    const shade = blend(tone, i % 2 ? '#a9bd5e' : '#3f6d3f', 0.35)
    parts.push(stroke(`M${bx} 0Q${bx + lean * 0.1} ${-tall * 0.6} ${bx + lean} ${-tall}`, shade, 5.2))
    parts.push(stroke(`M${bx - 1.2} 0Q${bx + lean * 0.1 - 1.2} ${-tall * 0.6} ${bx + lean - 1} ${-tall}`, lighter(shade, 0.5), 1.3, 'opacity=".8"'))
    parts.push(stroke(`M${bx} 0Q${bx + lean * 0.1} ${-tall * 0.6} ${bx + lean} ${-tall}`, darker(shade, 0.4), 5.6, 'stroke-dasharray="1.6 15" opacity=".7"'))
    for (let k = 0; k < 17; k++) {
      const t = p.between(0.42, 1.02), q = 1 - t
      const lx = q * q * bx + 2 * q * t * (bx + lean * 0.1) + t * t * (bx + lean), ly = -(2 * q * t * tall * 0.6 + t * t * tall)
      const a = p.between(0.2, 2.94), len = p.between(12, 24)
      const ex = lx + Math.cos(a) * len, ey = ly + Math.sin(a) * len * 0.75
      const c = p.rnd() < 0.4 ? lighter(tone, 0.36) : p.rnd() < 0.5 ? tone : darker(tone, 0.22)
      parts.push(path(`M${lx.toFixed(1)} ${ly.toFixed(1)}Q${((lx + ex) / 2 + 3).toFixed(1)} ${((ly + ey) / 2 - 3.4).toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}Q${((lx + ex) / 2 - 2).toFixed(1)} ${((ly + ey) / 2 + 2).toFixed(1)} ${lx.toFixed(1)} ${ly.toFixed(1)}Z`, c))
    }
  }
  p.add(moved(x, y, size / 190, parts))
}

/** A conifer for far slopes. */
export function cedar(p, x, y, size, tone = '#4a7752') {
  p.add(moved(x, y, size / 100, [0, 1, 2].map((i) => poly([[-26 + i * 6, -i * 26 - 8], [26 - i * 6, -i * 26 - 8], [0, -i * 26 - 54]], p.linear([[0, lighter(tone, 0.25)], [1, darker(tone, 0.3)]], [0, 0, 1, 0])))))
}

/** A house of the region: white walls, dark frame, grey tiles; solar panels or a sign if asked. */
export function house(p, x, y, size, { wide = 150, wall = '#f5eee0', roof = '#76797a', solar = false, flip = false, lantern = false, storeys = 1, door = '#7a4a2e' } = {}) {
  const tall = 52 * storeys + 8, w = wide, side = 46, rise = 40
  const roofFront = [[-10, -tall + 4], [w + 6, -tall + 4], [w - 4, -tall - rise], [14, -tall - rise]]
  const parts = [
    shadow(p, w * 0.6, 3, w * 0.72, 9, 0.34),
    poly([[w, 0], [w + side, -9], [w + side, -tall + 2], [w + side * 0.42, -tall - rise + 6], [w, -tall]], p.linear([[0, darker(wall, 0.2)], [1, darker(wall, 0.36)]], [0, 0, 1, 1])),
    rect(0, -tall, w, tall, p.linear([[0, '#fffaf0'], [1, darker(wall, 0.08)]], [0, 0, 1, 0.6])),
    rect(0, -9, w, 9, '#a79f8e'), poly([[w, 0], [w + side, -9], [w + side, -17], [w, -9]], '#86806f'),
    rect(0, -tall, w, 16, '#26332a', 'opacity=".22"'),
  ]
  const frame = '#6a4b33'
  for (let s = 0; s < storeys; s++) {
    const base = -s * 52
    const openings = Math.max(2, Math.round(w / 62))
    for (let i = 0; i < openings; i++) {
      const ox = (w / openings) * (i + 0.5)
      if (s === 0 && i === Math.floor(openings / 2)) parts.push(rect(ox - 13, base - 42, 26, 42, door), rect(ox - 13, base - 42, 26, 42, p.linear([[0, '#fff', 0.16], [1, '#000', 0.18]], [0, 0, 1, 0])), stroke(`M${ox} ${base - 42}v42`, darker(door, 0.4), 1.4), rect(ox - 11, base - 36, 4, 18, '#b4452a'), rect(ox + 7, base - 36, 4, 18, '#b4452a'))
      else parts.push(rect(ox - 12, base - 38, 24, 21, '#4c5a55'), rect(ox - 12, base - 38, 24, 21, p.linear([[0, '#fff7d8', 0.5], [1, '#000', 0]], [0, 0, 1, 1])), stroke(`M${ox - 12} ${base - 38}h24v21h-24zM${ox} ${base - 38}v21M${ox - 12} ${base - 28}h24`, frame, 2))
    }
    if (s) parts.push(rect(-3, base - 12, w + 3, 5, frame), stroke(`M0 ${base - 8}h${w}`, darker(frame, 0.3), 1), ...Array.from({ length: Math.round(w / 9) }, (_, i) => stroke(`M${i * 9 + 3} ${base - 22}v12`, frame, 1.5)), stroke(`M0 ${base - 22}h${w}`, frame, 2.4))
  }
  for (const px of [2, w - 2]) parts.push(stroke(`M${px} 0V${-tall}`, frame, 3.4))
  parts.push(poly(roofFront, p.linear([[0, lighter(roof, 0.3)], [0.5, roof], [1, darker(roof, 0.22)]], [0, 0, 1, 0.5])))
  const tiles = []
  for (let i = 1; i < 26; i++) { const t = i / 26; tiles.push(`M${(-10 + (w + 16) * t).toFixed(1)} ${-tall + 4}L${(14 + (w - 18) * t).toFixed(1)} ${-tall - rise}`) }
  parts.push(stroke(tiles.join(''), darker(roof, 0.34), 1.1, 'opacity=".6"'), stroke(tiles.filter((_, i) => i % 2).join(''), lighter(roof, 0.4), 0.8, 'opacity=".5"'))
  parts.push(poly([[w - 4, -tall - rise], [w + 6, -tall + 4], [w + side + 8, -tall - 2], [w + side * 0.42 + 4, -tall - rise]], darker(roof, 0.36), 'opacity=".0"'))
  parts.push(poly([[w - 5, -tall - rise - 1], [w + side * 0.44, -tall - rise + 2], [w + side + 7, -tall + 1], [w + side + 2, -tall + 6], [w + side * 0.4, -tall - rise + 8], [w + 5, -tall + 6], [w + 8, -tall + 3]], darker(roof, 0.3)))
  parts.push(stroke(`M-13 ${-tall + 5}Q-6 ${-tall + 6} 0 ${-tall + 5}H${w + 7}`, darker(roof, 0.42), 3.4), stroke(`M10 ${-tall - rise - 3}Q16 ${-tall - rise + 1} 22 ${-tall - rise}H${w - 8}Q${w - 2} ${-tall - rise} ${w + 4} ${-tall - rise - 4}`, darker(roof, 0.34), 4.6))
  if (solar) parts.push(panels(p, w, tall, rise))
  if (lantern) for (const lx of [w * 0.22, w * 0.78]) parts.push(stroke(`M${lx} ${-tall + 6}v8`, '#6a4b33', 1), ellipse(lx, -tall + 22, 7, 8.5, p.radial([[0, '#f28a4a'], [0.6, '#c23a24'], [1, '#8a2217']])), rect(lx - 3, -tall + 12, 6, 2.5, '#d9a62b'), rect(lx - 3, -tall + 29.5, 6, 2.5, '#d9a62b'))
  p.add(flip ? `<g transform="translate(${x} ${y}) scale(${-size / 100} ${size / 100})">${parts.flat(9).join('')}</g>` : moved(x, y, size / 100, parts))
}

/** Solar panels lying on the roof of a house. */
function panels(p, w, tall, rise) {
  const at = (u, v) => [(-10 + (w + 16) * u) * (1 - v) + (14 + (w - 18) * u) * v, -tall + 4 - (rise + 4) * v]
  const marks = []
  const cols = Math.round(w / 32)
  for (let i = 0; i < cols; i++) for (let j = 0; j < 2; j++) {
    const u0 = 0.1 + (0.8 / cols) * i + 0.008, u1 = 0.1 + (0.8 / cols) * (i + 1) - 0.008, v0 = 0.14 + 0.38 * j, v1 = v0 + 0.34
    marks.push(poly([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], p.linear([[0, '#7f9fb0'], [0.4, '#2f4d66'], [1, '#1f3549']], [0, 0, 1, 1]), 'stroke="#c9d3d3" stroke-width="1"'))
    const um = (u0 + u1) / 2, vm = (v0 + v1) / 2
    marks.push(stroke(`M${at(um, v0).join(' ')}L${at(um, v1).join(' ')}M${at(u0, vm).join(' ')}L${at(u1, vm).join(' ')}`, '#8fa9b5', 0.6, 'opacity=".6"'))
  }
  return marks
}

/** A rack of solar panels on the ground, tilted to the sun. */
export function solarRack(p, x, y, size) {
  const marks = [shadow(p, 46, 2, 56, 6)]
  for (const lx of [8, 48, 88]) marks.push(stroke(`M${lx} 0V-20M${lx + 12} -4V-36`, '#8a8f8c', 2.4))
  for (let i = 0; i < 4; i++) for (let j = 0; j < 2; j++) {
    const a = (u, v) => [i * 26 + u * 24 + v * 10 + j * 10, -14 - j * 18 - v * 17]
    marks.push(poly([a(0, 0), a(1, 0), a(1, 1), a(0, 1)], p.linear([[0, '#9cb8c4'], [0.4, '#355a76'], [1, '#22405a']], [0, 0, 1, 1]), 'stroke="#d3dcdb" stroke-width="1"'))
  }
  p.add(moved(x, y, size / 100, marks))
}

/** A beehive box on legs with its roof, for native bees. */
export function hive(p, x, y, size, tone = '#c9975a') {
  p.add(moved(x, y, size / 60, [
    shadow(p, 14, 0, 28, 5), stroke('M-14 0V-10M14 0V-10', '#5e452c', 3),
    rect(-19, -40, 38, 31, p.linear([[0, lighter(tone, 0.4)], [1, darker(tone, 0.16)]], [0, 0, 1, 0])), poly([[19, -9], [27, -13], [27, -43], [19, -40]], darker(tone, 0.34)),
    stroke('M-19 -25H19M-19 -32H19', darker(tone, 0.26), 1, 'opacity=".6"'), rect(-8, -15, 16, 3.4, '#3a2a18'), rect(-11, -11.6, 22, 2.4, darker(tone, 0.1)),
    poly([[-24, -39], [22, -39], [31, -44], [-13, -47]], p.linear([[0, '#b3aa98'], [1, '#7d7668']], [0, 0, 1, 0])), rect(-24, -39.5, 46, 3, '#6d665a'),
  ]))
}

/** Bees about a place, small. */
export function bees(p, x, y, spread, count, size = 1) {
  for (let i = 0; i < count; i++) {
    const bx = x + p.between(-spread, spread), by = y + p.between(-spread, spread) * 0.6
    p.add(moved(bx, by, size * p.between(0.7, 1.2), [
      `<g transform="rotate(${Math.round(p.between(-40, 30))})">`, ellipse(-1, -5, 4.6, 2.6, '#fffdf2', 'opacity=".85" transform="rotate(-28)"'), ellipse(2.4, -4.6, 4, 2.3, '#fffdf2', 'opacity=".75" transform="rotate(24)"'),
      ellipse(0, 0, 6, 3.9, p.radial([[0, '#f6cf66'], [1, '#c98a1c']])), stroke('M-2 -3.4v6.8M1.4 -3.6v7.2', '#3a2a18', 1.7), ellipse(5.4, -0.2, 2.4, 2.5, '#3a2a18'), '</g>',
    ]))
  }
}

/** A goat. */
export function goat(p, x, y, size, { tone = '#efe7d8', flip = false } = {}) {
  const body = p.linear([[0, lighter(tone, 0.5)], [0.6, tone], [1, darker(tone, 0.3)]])
  const marks = [
    shadow(p, 4, 0, 40, 5),
    stroke('M-22 -28V-1M-14 -28V-1M18 -28V-1M25 -28V-1', darker(tone, 0.3), 5), stroke('M-22 -3v2M-14 -3v2M18 -3v2M25 -3v2', '#3d342a', 5.4),
    path('M-32 -44C-34 -58-18 -60 0 -58C16 -60 30 -60 33 -48C36 -34 28 -25 14 -25C0 -22-14 -23-24 -26C-31 -29-32 -36-32 -44Z', body),
    path('M22 -54C28 -66 32 -76 40 -80L52 -72C50 -64 42 -52 34 -44Z', body),
    path('M36 -82C42 -90 50 -90 55 -84L64 -73C64 -68 58 -67 54 -69L44 -70C38 -72 35 -77 36 -82Z', p.linear([[0, lighter(tone, 0.6)], [1, darker(tone, 0.12)]])),
    path('M38 -82C30 -84 27 -80 25 -76C31 -74 36 -76 39 -79Z', darker(tone, 0.16)), path('M44 -88C42 -98 36 -104 29 -105C32 -98 36 -90 40 -86Z', '#8d7a5c'), path('M49 -89C49 -98 45 -106 38 -109C40 -100 43 -92 45 -87Z', '#a39070'),
    ellipse(50, -80, 1.8, 2, '#2a2119'), stroke('M55 -68c0 5-1 8-3 11', darker(tone, 0.2), 3), stroke('M-32 -48c-6-2-8-6-8-10', tone, 5),
  ]
  p.add(`<g transform="translate(${x} ${y}) scale(${(flip ? -size : size) / 100} ${size / 100})">${marks.join('')}</g>`)
}

/** A hen pecking about. */
export function hen(p, x, y, size, { tone = '#b3672f', flip = false } = {}) {
  p.add(`<g transform="translate(${x} ${y}) scale(${(flip ? -size : size) / 60} ${size / 60})">${[
    shadow(p, 2, 0, 22, 3.5), stroke('M-3 -10V0M5 -10V0M-3 0h4M5 0h4', '#d39a3c', 2),
    path('M-22 -34C-30 -40-28 -46-24 -48C-14 -38-4 -36 6 -40C8 -50 12 -54 18 -53C23 -52 24 -47 23 -42C24 -28 16 -9 0 -9C-14 -9-20 -20-22 -34Z', p.radial([[0, lighter(tone, 0.45)], [0.55, tone], [1, darker(tone, 0.35)]])),
    path('M-14 -28C-6 -34 6 -30 8 -24C2 -16-10 -16-14 -28Z', darker(tone, 0.25)), path('M13 -53c0-5 3-6 4-3c2-4 5-2 4 1c3-1 4 2 2 4z', '#c23a2a'), path('M23 -48l7 2l-7 3z', '#e0ac4a'), ellipse(19, -48, 1.3, 1.5, '#1d1712'), ellipse(22, -41, 2, 3, '#c23a2a'),
  ].join('')}</g>`)
}

/** A boat on the lake. */
export function boat(p, x, y, size) {
  p.add(moved(x, y, size / 100, [ellipse(0, 6, 56, 5, '#35524c', `opacity=".35" filter="${p.blur(3)}"`), path('M-56 -10C-30 2 30 2 58 -12C50 4 36 8 0 8C-36 8-50 4-56 -10Z', p.linear([[0, '#a87a4a'], [1, '#5e4128']])), path('M-24 -6V-24C-12 -36 12 -36 24 -24V-6Z', p.linear([[0, '#d3b67c'], [1, '#8f7340']])), stroke('M-24 -18C-8 -28 8 -28 24 -18M-24 -11C-8 -20 8 -20 24 -11', '#7d6436', 1.2, 'opacity=".6"'), stroke('M40 -4L70 -40', '#7d6436', 2.4)]))
}

/** A stall with an awning and crates of goods; `goods` are colours. */
export function stall(p, x, y, size, { goods = ['#e0a526', '#c8402a', '#6c9a48'], awning = '#2f6b4f' } = {}) {
  const marks = [shadow(p, 50, 2, 66, 7), stroke('M2 0V-84M98 0V-84', '#7a5a3c', 3.6)]
  marks.push(rect(4, -30, 92, 30, p.linear([[0, '#c9a06a'], [1, '#8a6440']])), stroke('M4 -20H96M4 -10H96', '#7a5638', 1, 'opacity=".6"'))
  goods.forEach((c, i) => {
    const bx = 6 + (92 / goods.length) * i, bw = 92 / goods.length - 3
    for (let row = 0; row < 2; row++) for (let k = 0; k < 4 - row; k++) marks.push(ellipse(bx + (bw / 4) * (k + 0.5 + row * 0.5), -36 - row * 7, bw / 7, bw / 7, p.radial([[0, lighter(c, 0.5)], [0.6, c], [1, darker(c, 0.3)]])))
    marks.push(rect(bx, -35, bw, 7, '#b5864e'))
  })
  const n = 7
  for (let i = 0; i < n; i++) {
    const c = i % 2 ? '#f7efdd' : awning, x0 = -6 + (112 / n) * i, x1 = x0 + 112 / n
    marks.push(poly([[4 + (92 / n) * i, -98], [4 + (92 / n) * (i + 1), -98], [x1, -78], [x0, -78]], c), path(`M${x0} -78h${112 / n}v3a${56 / n} 7 0 0 1-${112 / n} 0z`, darker(c, 0.12)))
  }
  p.add(moved(x, y, size / 100, marks))
}

/** A person in a straw hat, small, working. */
export function farmer(p, x, y, size, { coat = '#3f6a7a', flip = false, load = false } = {}) {
  const marks = [
    shadow(p, 4, 0, 15, 3), stroke('M-4 -4V-20M5 -4V-20', '#5b5446', 6.4), stroke('M-5 -1h5M4 -1h5', '#2f2a22', 3.4), path('M-10 -18C-12 -36-9 -46 0 -47C9 -46 12 -36 11 -18Z', p.linear([[0, lighter(coat, 0.35)], [1, darker(coat, 0.25)]], [0, 0, 1, 0])),
    stroke('M8 -40L17 -26', coat, 5), ellipse(17.5, -25, 2.6, 2.6, '#d9a77c'), ellipse(0, -52, 6, 6.6, '#d9a77c'), path('M-15 -54C-8 -58-4 -66 0 -67C4 -66 8 -58 15 -54C8 -51-8 -51-15 -54Z', p.linear([[0, '#f0d99a'], [1, '#b8954c']], [0, 0, 1, 0])),
    load ? [path('M-22 -44L-9 -44L-11 -20L-20 -20Z', p.linear([[0, '#d9b06c'], [1, '#94703a']], [0, 0, 1, 0])), ellipse(-15.5, -45, 7.5, 4, '#d99a2b')] : '',
  ]
  p.add(`<g transform="translate(${x} ${y}) scale(${(flip ? -size : size) / 60} ${size / 60})">${marks.flat(9).join('')}</g>`)
}

/** A round tray on a stand with something drying. */
export function dryingTray(p, x, y, size, tone) {
  const marks = [shadow(p, 6, 2, 40, 6), stroke('M-24 0L-14 -24M24 0L14 -24', '#7a5a3c', 3), ellipse(0, -26, 42, 12, p.linear([[0, '#e0bf80'], [1, '#a67c42']])), ellipse(0, -28, 37, 9.5, darker(tone, 0.15))]
  for (let i = 0; i < 60; i++) { const a = p.rnd() * 6.28, k = Math.sqrt(p.rnd()); marks.push(ellipse(Math.cos(a) * k * 35, -28.5 + Math.sin(a) * k * 8.5, 2.6, 1.7, p.rnd() < 0.5 ? tone : lighter(tone, 0.3))) }
  p.add(moved(x, y, size / 80, marks))
}

/** A rail between poles with things hanging in rows: chillies, mustard heads, corn. */
export function hangingRail(p, x, y, size, { wide = 150, tone = '#c8402a', kind = 'string' } = {}) {
  const marks = [shadow(p, wide / 2, 1, wide / 2, 5), stroke(`M4 0V-74M${wide - 4} 0V-74`, '#7a5a3c', 4), stroke(`M-6 -70H${wide + 6}`, '#a98a52', 4)]
  for (let i = 0; i < wide / 15; i++) {
    const hx = 12 + i * 14.4
    if (hx > wide - 8) break
    for (let k = 0; k < 6; k++) marks.push(kind === 'string'
      ? path(`M${hx} ${-66 + k * 7}q${k % 2 ? 7 : -7} 4 ${k % 2 ? 4 : -4} 12q${k % 2 ? -6 : 6}-3 ${k % 2 ? -4 : 4}-12z`, k % 3 ? tone : lighter(tone, 0.25))
      : ellipse(hx + (k % 2) * 2, -63 + k * 7.6, 5.4, 4.2, p.radial([[0, lighter(tone, 0.5)], [0.6, tone], [1, darker(tone, 0.3)]])))
  }
  p.add(moved(x, y, size / 100, marks))
}

/** A fence of split bamboo. */
export function fence(p, x, y, length, size) {
  const n = Math.round(length / (size * 0.34)), marks = []
  for (let i = 0; i <= n; i++) { const fx = (length / n) * i; marks.push(stroke(`M${fx.toFixed(1)} ${p.between(-1, 2).toFixed(1)}V${(-size * p.between(0.85, 1.1)).toFixed(1)}`, i % 3 ? '#b39a5c' : '#8f7a44', size * 0.09)) }
  marks.push(stroke(`M0 ${-size * 0.62}H${length}M0 ${-size * 0.3}H${length}`, '#a58c50', size * 0.07))
  p.add(moved(x, y, 1, marks))
}

/** Flowers in the grass. */
export function meadow(p, top, bottom, tones, count = 120, size = 5) {
  for (let i = 0; i < count; i++) {
    const t = Math.sqrt(p.rnd()), x = p.rnd() * p.width, y = top + (bottom - top) * t, s = size * (0.4 + 0.8 * t), c = p.pick(tones)
    p.add(stroke(`M${x.toFixed(1)} ${y.toFixed(1)}v${(s * 2).toFixed(1)}`, '#6f8f48', s * 0.28), ellipse(x - s * 0.3, y, s * 0.62, s * 0.5, c), ellipse(x + s * 0.35, y - s * 0.1, s * 0.6, s * 0.48, lighter(c, 0.25)), ellipse(x, y - s * 0.3, s * 0.55, s * 0.5, lighter(c, 0.1)))
  }
}
