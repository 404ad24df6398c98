import { Paper, blend, darker, ellipse, lighter, moved, path, rect, stroke } from './paper.js'
import { field, grass, karst, lake, mist, road, sky, terraces } from './land.js'
import { bamboo, bees, boat, bush, cedar, dryingTray, farmer, fence, goat, hangingRail, hen, hive, house, meadow, solarRack, stall, tree } from './things.js'

/*
 * The header of each village, 1440 × 560: the same mountains and the same light, and what the village lives by.
 * `focus` is the middle (0…1 of the width) of the crop for phones.
 */

const width = 1440, height = 560

function scene(name, light, horizon, draw) {
  return () => {
    const p = new Paper(width, height, `village ${name}`, light)
    sky(p, horizon)
    draw(p, horizon)
    return p.toString()
  }
}

/** Two chains of hills with mist between them. */
function mountains(p, y, { far = 190, near = 120, trees = 16 } = {}) {
  karst(p, y - 14, far, p.light.far, { count: 9 })
  mist(p, y - 26, 52, 0.65)
  karst(p, y + 14, near, p.light.mid, { count: 8, trees })
  mist(p, y + 6, 34, 0.55)
}

/** A far village of small houses among trees. */
function hamlet(p, x, y, size, count = 3, options = {}) {
  for (let i = 0; i < count; i++) {
    const hx = x + i * size * 2.1 + p.between(-8, 8), hy = y + p.between(-8, 8)
    tree(p, hx - size * 0.3, hy - 4, size * 1.15, { tone: '#5f9253' })
    house(p, hx, hy, size, { wide: p.pick([130, 150, 170]), storeys: i % 2 ? 2 : 1, ...options })
  }
  tree(p, x + count * size * 2.1 + size * 0.2, y, size * 1.1, { tone: '#568a4c' })
}

const orchardRow = (p, y, size, count, tone) => {
  for (let i = 0; i <= count; i++) tree(p, (i / count) * width + p.between(-26, 26), y + p.between(-5, 5), size * p.between(0.9, 1.1), { tone, fruit: '#e3ab27' })
}

/** A few pomelos in a basket on the ground. */
function pomeloBasket(p, x, y, size) {
  const fruit = (fx, fy, r) => ellipse(fx, fy, r, r * 1.04, p.radial([[0, '#fbeeb4'], [0.55, '#e6b53a'], [1, '#b07f18']]))
  p.add(moved(x, y, size / 60, [
    ellipse(6, 1, 40, 6, '#2b3a24', `opacity=".3" filter="${p.blur(3)}"`), fruit(-18, -30, 13), fruit(4, -32, 14), fruit(22, -28, 12), fruit(-6, -44, 13), fruit(12, -43, 12),
    path('M-34 -28C-30 -8-26 0-22 0H24C30 0 34 -10 38 -28Z', p.linear([[0, '#dcb877'], [1, '#9a7038']], [0, 0, 1, 0.3])), stroke('M-32 -20H36M-29 -11H33', '#8f6a34', 1.4, 'opacity=".6"'), stroke('M-34 -28H38', '#c79a56', 4),
    fruit(54, -10, 12), fruit(74, -7, 10),
  ]))
}

export const villages = {
  guixiang: { focus: 0.6, draw: scene('guixiang', 'morning', 250, (p, y) => {
    mountains(p, y)
    field(p, y - 4, 26, '#a9bf72')
    hamlet(p, 960, y + 34, 58, 3)
    for (let i = 0; i < 5; i++) tree(p, p.between(40, 620), y + 36 + p.between(-8, 14), p.between(80, 120), { tone: '#5d9152' })
    field(p, y + 60, 22, '#d3c552', { row: 3 })
    meadow(p, y + 70, y + 210, ['#f0c52e', '#e9b820', '#f6d75c'], 420, 4.4)
    field(p, y + 190, 18, '#95ae5c', { row: 6 })
    for (const [x, s] of [[560, 96], [700, 108], [850, 104], [990, 112], [1140, 100]]) hive(p, x, y + 232 + (x % 3) * 6, s, x % 4 ? '#c9975a' : '#b98650')
    farmer(p, 1240, y + 246, 132, { coat: '#e6dcc4', flip: true })
    hangingRail(p, 90, y + 244, 120, { wide: 190, tone: '#8fae52', kind: 'beads' })
    meadow(p, y + 250, 556, ['#f0c52e', '#ffffff', '#e9b820'], 130, 8)
    bees(p, 820, y + 130, 260, 16, 1.25)
  }) },

  changtang: { focus: 0.62, draw: scene('changtang', 'late', 210, (p, y) => {
    mountains(p, y, { far: 180, near: 110 })
    terraces(p, y - 10, 600, { tones: ['#d2c65c', '#b9bd54', '#dcca66', '#a8b350', '#cfbf58'], steps: 10, spur: 0.66, water: [1, 3, 6] })
    hamlet(p, 330, y + 66, 56, 2, { solar: true })
    tree(p, 1180, y + 40, 110, { tone: '#5d8f50' })
    solarRack(p, 1250, y + 96, 110)
    for (const [x, dy, flip, load] of [[700, 190, false, true], [780, 204, true, false], [1010, 250, false, true]]) farmer(p, x, y + dy, 86 + dy * 0.14, { coat: x % 4 ? '#3f6a7a' : '#a5603c', flip, load })
    tree(p, 70, y + 330, 280, { tone: '#4f8350' })
  }) },

  xiaoshan: { focus: 0.5, draw: scene('xiaoshan', 'morning', 230, (p, y) => {
    karst(p, y - 10, 220, p.light.far, { count: 8 })
    mist(p, y - 30, 60, 0.7)
    karst(p, y + 6, 140, p.light.mid, { count: 7, trees: 20 })
    for (let i = 0; i < 40; i++) cedar(p, p.between(0, width), y + 6, p.between(30, 64), blend('#4f7f5a', p.light.mid, 0.25))
    mist(p, y, 26, 0.6)
    lake(p, y, y + 200)
    boat(p, 560, y + 100, 110)
    boat(p, 980, y + 54, 64)
    field(p, y + 168, 34, '#93b068', { row: 3 })
    hamlet(p, 1080, y + 216, 82, 2, { lantern: true })
    tree(p, 120, y + 260, 300, { tone: '#4f8350' })
    bush(p, 330, y + 290, 110, { tone: '#6a9a54' })
    for (const [x, s, c] of [[470, 46, '#d9822b'], [530, 36, '#d2a05a'], [590, 42, '#d9822b']]) {
      p.add(moved(x, y + 296, s / 40, [ellipse(4, 0, 30, 5, '#2b3a24', 'opacity=".3"'), [-16, 0, 16].map((dx) => ellipse(dx, -16, 14, 17, p.radial([[0, lighter(c, 0.5)], [0.6, c], [1, darker(c, 0.3)]]))), stroke('M0 -32q2-8 8-9', '#6f7440', 4)]))
    }
    for (const [x, c] of [[690, '#4c7a45'], [810, '#3f6d3f']]) p.add(moved(x, y + 300, 1.1, [ellipse(6, 0, 44, 5, '#2b3a24', 'opacity=".3"'), `<rect x="-40" y="-32" width="84" height="32" rx="16" fill="${p.linear([[0, lighter(c, 0.45)], [0.5, c], [1, darker(c, 0.3)]])}"/>`]))
    grass(p, y + 230, 556, '#93b068', 220)
  }) },

  miaoba: { focus: 0.55, draw: scene('miaoba', 'morning', 220, (p, y) => {
    mountains(p, y)
    field(p, y, 20, '#9db876')
    hamlet(p, 180, y + 36, 54, 2)
    orchardRow(p, y + 62, 100, 13, '#5d9152')
    field(p, y + 66, 14, '#93b068', { row: 3 })
    orchardRow(p, y + 126, 140, 9, '#548a4a')
    field(p, y + 132, 12, '#8dab62', { row: 5 })
    for (const [x, s] of [[60, 300], [330, 250], [1080, 260], [1370, 320]]) tree(p, x, y + 250, s, { tone: '#477f45', fruit: '#e6b12c' })
    grass(p, y + 200, 556, '#8dab62', 260)
    road(p, [760, 570, 120], [640, y + 132, 10])
    farmer(p, 900, y + 262, 150, { coat: '#b4532a', flip: true, load: true })
    pomeloBasket(p, 520, y + 292, 88)
    pomeloBasket(p, 1190, y + 306, 74)
  }) },

  qingqiao: { focus: 0.42, draw: scene('qingqiao', 'late', 220, (p, y) => {
    mountains(p, y)
    for (let k = 0; k < 4; k++) {
      const yy = y - 6 + k * 56
      field(p, yy, 26, blend('#b3b36c', '#94a058', k / 4), { row: k })
      const n = 30 - k * 6
      for (let i = 0; i < n; i++) { const x = ((i + 0.5) / n) * width + p.between(-10, 10); bush(p, x, yy + 32 + p.wave(x, 600, k) * 50 + k * 5, 38 + k * 24, { tone: blend('#739d52', '#4f8045', k / 4), dots: '#b5442c' }) }
    }
    house(p, 860, y + 150, 128, { wide: 250, storeys: 2, door: '#5b6a5e' })
    p.add(rect(1020, y + 4, 12, 40, '#8a8f8c'), `<g opacity=".5" filter="${p.blur(7)}">${ellipse(1030, y - 14, 18, 9, '#fff8ea')}${ellipse(1050, y - 34, 26, 12, '#fff8ea')}${ellipse(1082, y - 54, 30, 13, '#fff8ea')}</g>`)
    field(p, y + 196, 12, '#c7b67c', { row: 9 })
    for (const [x, s] of [[470, 150], [640, 160], [790, 146]]) dryingTray(p, x, y + 272 + (x % 7) * 3, s, '#9a3a2a')
    farmer(p, 330, y + 282, 150, { coat: '#3f6a5a', load: true })
    tree(p, 1360, y + 290, 290, { tone: '#5a8a4c' })
    hen(p, 1040, y + 286, 56)
  }) },

  sanxin: { focus: 0.52, draw: scene('sanxin', 'noon', 230, (p, y) => {
    mountains(p, y)
    field(p, y - 6, 30, '#a8bf78')
    hamlet(p, 560, y + 40, 60, 2)
    for (let i = 0; i < 9; i++) bamboo(p, (i / 8) * width + p.between(-50, 50), y + 64, 190 + p.between(-20, 30), { tone: '#7fa964', stems: 6 })
    field(p, y + 70, 26, '#9aba68', { row: 3 })
    grass(p, y + 90, 556, '#9aba68', 420)
    for (const [x, s] of [[70, 430], [280, 340], [1180, 350], [1380, 460]]) bamboo(p, x, y + 230, s, { tone: '#5f9450', stems: 8 })
    fence(p, 640, y + 124, 420, 34)
    for (const [x, dy, s, flip, tone] of [[560, 190, 96, false, '#efe7d8'], [700, 220, 120, true, '#d9c6a4'], [860, 200, 104, false, '#f3ede0'], [1000, 250, 128, true, '#efe7d8'], [450, 262, 112, false, '#b99a72']]) goat(p, x, y + dy, s, { flip, tone })
    farmer(p, 1120, y + 250, 128, { coat: '#5a6a8a', flip: true })
    for (const [x, s] of [[240, 60], [300, 74], [350, 54]]) p.add(moved(x, y + 296, s / 60, [ellipse(4, 0, 22, 4, '#2b3a24', 'opacity=".3"'), path('M-18 0C-16 -34-6 -56 2 -64C8 -54 18 -34 20 0Z', p.linear([[0, '#c2a468'], [1, '#74542e']], [0, 0, 1, 0])), stroke('M-17 -12q18 10 36-2M-14 -28q14 9 30-2M-9 -44q9 6 19-1', '#5e4426', 1.6)]))
  }) },

  jubao: { focus: 0.55, draw: scene('jubao', 'morning', 220, (p, y) => {
    mountains(p, y)
    field(p, y, 18, '#a9bd7c')
    hamlet(p, 30, y + 40, 58, 2)
    for (let i = 0; i < 8; i++) tree(p, p.between(0, width), y + 52, p.between(80, 120), { tone: '#5d9152' })
    hall(p, 430, y + 176, 1)
    field(p, y + 168, 3, '#dccdab', { row: 9, low: '#bfae88' })
    const goods = [['#e0a526', '#c8402a'], ['#6c9a48', '#efe7d0', '#d9822b'], ['#8f2a44', '#e0a526'], ['#c99a5a', '#6c9a48', '#c8402a']]
    goods.forEach((g, i) => stall(p, 330 + i * 230, y + 272 + (i % 2) * 12, 128, { goods: g, awning: i % 2 ? '#b4532a' : '#2f6b4f' }))
    for (const [x, dy, flip, coat, load] of [[240, 290, false, '#3f6a7a', true], [520, 300, true, '#a5603c', false], [760, 296, false, '#5a7a52', false], [1250, 300, true, '#7a4a5a', true]]) farmer(p, x, y + dy, 118, { coat, flip, load })
    tree(p, 1370, y + 268, 280, { tone: '#4f8350' })
  }) },

  laolin: { focus: 0.5, draw: scene('laolin', 'late', 220, (p, y) => {
    mountains(p, y, { far: 210, near: 140, trees: 20 })
    for (let i = 0; i < 40; i++) cedar(p, p.between(0, width), y + 30 + p.between(-20, 10), p.between(50, 96), blend('#4f7f5a', p.light.mid, 0.2))
    field(p, y + 24, 22, '#a6b46c')
    house(p, 250, y + 118, 122, { wide: 230, storeys: 2, lantern: true, wall: '#f3e6cc' })
    house(p, 690, y + 96, 104, { wide: 190, storeys: 2, lantern: true })
    house(p, 1020, y + 130, 132, { wide: 210, storeys: 2, lantern: true, wall: '#f3e6cc' })
    for (const [x, dy, s] of [[190, 120, 150], [620, 116, 130], [990, 130, 120], [1390, 140, 190]]) tree(p, x, y + dy, s, { tone: '#5a8a4c' })
    field(p, y + 130, 18, '#aab568', { row: 4 })
    lake(p, y + 176, y + 250, '#a8c0ac')
    field(p, y + 226, 20, '#9bab5e', { row: 7 })
    meadow(p, y + 240, 556, ['#e58f6a', '#f3d36b', '#fff4e0', '#d96a5a'], 210, 7)
    road(p, [560, 580, 90], [700, y + 130, 12], '#e9dbb6')
    farmer(p, 600, y + 246, 104, { coat: '#b4532a' })
    farmer(p, 660, y + 240, 92, { coat: '#3f6a7a' })
    bamboo(p, 1405, y + 330, 400, { tone: '#6f9c52' })
    tree(p, 60, y + 320, 300, { tone: '#548548', fruit: '#e58a3a' })
  }) },

  gaodu: { focus: 0.5, draw: scene('gaodu', 'noon', 220, (p, y) => {
    mountains(p, y)
    field(p, y + 4, 24, '#a3bd76')
    for (let i = 0; i < 6; i++) tree(p, p.between(0, width), y + 46, p.between(80, 120), { tone: '#5d9152' })
    for (const [x, dy, s, w] of [[170, 96, 96, 190], [520, 74, 84, 170], [830, 92, 100, 200], [1160, 78, 88, 180]]) { tree(p, x - 34, y + dy - 4, s * 1.2, { tone: '#5f9253' }); house(p, x, y + dy, s, { wide: w, solar: true, storeys: s > 90 ? 2 : 1 }) }
    field(p, y + 104, 22, '#a9c06e', { row: 4 })
    grass(p, y + 150, 556, '#a9c06e', 260)
    for (let row = 0; row < 3; row++) for (let i = 0; i < 7 - row; i++) solarRack(p, 80 + i * (200 + row * 34) + row * 40, y + 164 + row * 62, 128 + row * 34)
    farmer(p, 1330, y + 268, 124, { coat: '#3f6a7a', flip: true })
    meadow(p, y + 300, 556, ['#ffffff', '#f3d36b'], 80, 7)
  }) },

  licheng: { focus: 0.5, draw: scene('licheng', 'late', 230, (p, y) => {
    mountains(p, y)
    field(p, y, 24, '#b0b76a')
    for (const [x, dy, s, w] of [[760, 76, 100, 210], [1090, 96, 116, 200]]) { tree(p, x - 40, y + dy - 4, s * 1.3, { tone: '#5f8c4c' }); house(p, x, y + dy, s, { wide: w, solar: true }) }
    orchardRow(p, y + 92, 84, 15, '#6a9450')
    field(p, y + 96, 24, '#b3b860', { row: 4 })
    solarRack(p, 560, y + 156, 130)
    solarRack(p, 360, y + 150, 116)
    meadow(p, y + 120, y + 240, ['#f7f2e2', '#ffffff', '#f3e6a8'], 260, 4.6)
    field(p, y + 196, 16, '#9fa852', { row: 8 })
    for (const [x, s] of [[240, 122], [420, 128], [640, 120], [840, 130]]) hive(p, x, y + 290, s, '#c99a5e')
    tree(p, 1320, y + 310, 330, { tone: '#5c8c48', fruit: '#e3ab27' })
    bees(p, 560, y + 180, 280, 14, 1.3)
    meadow(p, y + 290, 556, ['#ffffff', '#f3d36b'], 110, 8)
    farmer(p, 1010, y + 300, 136, { coat: '#e6dcc4', flip: true })
  }) },

  daxing: { focus: 0.5, draw: scene('daxing', 'morning', 220, (p, y) => {
    mountains(p, y)
    field(p, y, 20, '#a3bb74')
    hamlet(p, 60, y + 50, 62, 3)
    house(p, 760, y + 132, 130, { wide: 270, storeys: 2, lantern: true })
    tree(p, 720, y + 132, 170, { tone: '#548a4a' })
    field(p, y + 120, 10, '#d5c79c', { row: 5, low: '#bda97a' })
    hangingRail(p, 480, y + 196, 126, { wide: 200, tone: '#8a6a3c' })
    dryingTray(p, 1230, y + 214, 150, '#8a6a3c')
    for (let row = 0; row < 3; row++) for (let i = 0; i < 9 - row; i++) pumpkin(p, 300 + i * 46 + row * 20, y + 284 - row * 28, 46, i % 3 === 1 ? '#d2a05a' : '#d9822b')
    p.add(...[0, 1, 2].map((i) => moved(880 + i * 66, y + 262 + (i % 2) * 10, 1.1, [ellipse(4, 1, 34, 5, '#2b3a24', 'opacity=".3"'), rect(-28, -40, 44, 40, p.linear([[0, '#d9b27e'], [1, '#b98a52']])), path('M16 0L30 -8V-46L16 -40Z', '#9a7040'), path('M-28 -40L-14 -46H30L16 -40Z', '#e3c493'), rect(-10, -40, 8, 40, '#f1e4c8', 'opacity=".7"')])))
    farmer(p, 1110, y + 272, 134, { coat: '#2f6b4f', flip: true })
    farmer(p, 830, y + 250, 118, { coat: '#a5603c' })
    hen(p, 1310, y + 280, 58, { flip: true })
    tree(p, 60, y + 300, 300, { tone: '#4f8350', fruit: '#e3ab27' })
    tree(p, 1410, y + 310, 260, { tone: '#548a4a' })
  }) },

  generic: { focus: 0.5, draw: scene('generic', 'morning', 230, (p, y) => {
    mountains(p, y, { far: 210, near: 130 })
    terraces(p, y + 6, 600, { tones: ['#a9bf68', '#93b15c', '#b8c56c', '#86a755'], steps: 8, spur: 0.7, water: [2] })
    hamlet(p, 240, y + 70, 64, 3)
    tree(p, 1290, y + 300, 300, { tone: '#4f8350' })
    bamboo(p, 90, y + 270, 380)
    farmer(p, 800, y + 250, 104, { coat: '#3f6a7a', load: true })
    grass(p, y + 260, 556, '#93b15c', 160)
  }) },
}

/** A pumpkin on the ground. */
function pumpkin(p, x, y, size, c) {
  p.add(moved(x, y, size / 40, [ellipse(4, 0, 24, 4, '#2b3a24', 'opacity=".3"'), [-13, 13, 0].map((dx) => ellipse(dx, -14, 12, 15, p.radial([[0, lighter(c, 0.5)], [0.6, c], [1, darker(c, 0.3)]]))), stroke('M0 -28q1-7 6-8', '#6f7440', 3.4)]))
}

/** The sales hall: a long roof on columns, its name over the door. */
function hall(p, x, y, size) {
  const w = 620, marks = [
    ellipse(w / 2 + 20, 4, w * 0.56, 12, '#2b3a24', `opacity=".3" filter="${p.blur(6)}"`),
    rect(0, -132, w, 132, p.linear([[0, '#fbf4e4'], [1, '#dcd0b6']])), rect(0, -132, w, 34, '#26332a', 'opacity=".22"'),
  ]
  for (let i = 0; i < 8; i++) {
    const cx = 24 + i * 82
    if (i < 7) marks.push(rect(cx, -92, 62, 92, '#5a4a38'), rect(cx, -92, 62, 92, p.linear([[0, '#000', 0.25], [1, '#ffe9b8', 0.3]])), ...[0, 1, 2].map((k) => ellipse(cx + 14 + k * 17, -12, 9, 8, ['#e0a526', '#6c9a48', '#c8402a', '#d9822b'][(i + k) % 4])), rect(cx + 4, -8, 54, 8, '#a87a48'))
    marks.push(stroke(`M${cx - 10} 0V-104`, '#8a4a2e', 8), rect(cx - 17, -8, 14, 8, '#9a9484'))
  }
  marks.push(path(`M-34 -124L30 -196H${w - 30}L${w + 34} -124Q${w / 2} -112 -34 -124Z`, p.linear([[0, '#9a9c9a'], [1, '#5e6263']])))
  const tiles = Array.from({ length: 54 }, (_, i) => { const t = (i + 1) / 55; return `M${(-34 + (w + 68) * t).toFixed(0)} -121L${(30 + (w - 60) * t).toFixed(0)} -195` })
  marks.push(stroke(tiles.join(''), '#3f4546', 1.3, 'opacity=".5"'), stroke(`M24 -198Q34 -196 44 -196H${w - 44}Q${w - 34} -196 ${w - 24} -202`, '#4a4f50', 7), stroke(`M-40 -128Q-20 -120 10 -120H${w - 10}Q${w + 20} -120 ${w + 40} -130`, '#4a4f50', 5))
  marks.push(rect(w / 2 - 128, -176, 256, 44, '#2f5a45', 'rx="4" stroke="#d9b45a" stroke-width="3"'), `<text x="${w / 2}" y="-146" text-anchor="middle" font-family="Noto Serif CJK SC, serif" font-weight="700" font-size="29" fill="#f6e6b8">农产品展销中心</text>`)
  p.add(moved(x, y, size, marks))
}
