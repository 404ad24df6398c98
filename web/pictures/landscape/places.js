import { Paper, blend } from './paper.js'
import { field, grass, karst, lake, mist, sky, terraces } from './land.js'
import { bamboo, bush, cedar, dryingTray, hangingRail, house, tree } from './things.js'

/** What lies behind a still: a square sheet whose upper part is seen, its horizon at `horizon` of the height. */

const size = 1200

const hillsFar = (p, y, tall = 210) => {
  karst(p, y - 20, tall, p.light.far, { count: 6 })
  mist(p, y - 30, 70, 0.6)
  karst(p, y + 20, tall * 0.66, p.light.mid, { count: 5, trees: 14 })
  mist(p, y + 10, 50, 0.5)
}

const drawings = {
  orchard(p, y) {
    hillsFar(p, y - 60)
    field(p, y - 50, 24, '#8fb271')
    for (let row = 0; row < 4; row++) {
      const n = 10 - row * 2, s = 90 + row * 58
      for (let i = 0; i <= n; i++) tree(p, (i / n) * size + p.between(-30, 30), y - 26 + row * 44, s * p.between(0.9, 1.12), { tone: blend('#5d9152', '#3f7544', row / 4), fruit: row ? '#e3ab27' : undefined })
    }
    field(p, y + 118, 12, '#86a862', { row: 5 })
  },
  terraces(p, y) {
    hillsFar(p, y - 110, 240)
    terraces(p, y - 130, size, { tones: ['#c9c565', '#b5bd58', '#d9c65f', '#a3b552', '#cfc25a'], steps: 10, spur: 0.62, water: [1, 4] })
    house(p, 170, y - 56, 74, { wide: 170 })
    tree(p, 140, y - 46, 110, { tone: '#5d8f50' })
    tree(p, 1010, y - 70, 120, { tone: '#548a4e' })
  },
  yard(p, y) {
    hillsFar(p, y - 70)
    field(p, y - 20, 16, '#a3b778')
    bamboo(p, 1080, y + 34, 420)
    house(p, 110, y + 44, 190, { wide: 230, lantern: true })
    tree(p, 760, y + 20, 190, { tone: '#5a8c50', fruit: '#e3ab27' })
    hangingRail(p, 640, y + 70, 130, { wide: 170 })
    field(p, y + 60, 6, '#d9caa2', { row: 7 })
    dryingTray(p, 960, y + 110, 170, '#c8402a')
  },
  lake(p, y) {
    karst(p, y - 40, 300, p.light.far, { count: 5 })
    mist(p, y - 60, 80, 0.7)
    karst(p, y - 10, 190, p.light.mid, { count: 6, trees: 18 })
    mist(p, y - 14, 40, 0.6)
    lake(p, y - 30, y + 220)
    field(p, y + 150, 24, '#8fae68', { row: 3 })
    for (const [x, s] of [[60, 250], [1130, 300]]) tree(p, x, y + 190, s, { tone: '#4f8350' })
  },
  bamboo(p, y) {
    hillsFar(p, y - 80)
    field(p, y - 20, 20, '#8fb06c')
    for (let i = 0; i < 7; i++) bamboo(p, (i / 6) * size + p.between(-50, 50), y + 10, 330 + p.between(-40, 40), { tone: '#7fa964', stems: 6 })
    mist(p, y - 60, 60, 0.35)
    for (const [x, s] of [[60, 620], [330, 470], [900, 480], [1150, 640]]) bamboo(p, x, y + 80, s, { tone: '#5f9450' })
    field(p, y + 70, 10, '#8aa45c', { row: 6 })
  },
  pepper(p, y) {
    hillsFar(p, y - 120)
    for (let k = 0; k < 3; k++) {
      const yy = y - 110 + k * 70
      field(p, yy, 26, blend('#a9b56e', '#86995a', k / 3), { row: k })
      for (let i = 0; i < 20 - k * 5; i++) bush(p, ((i + 0.5) / (20 - k * 5)) * size + p.between(-14, 14), yy + 34 + p.wave(i * 60, 500, k) * 50, 52 + k * 34, { tone: blend('#6f9d55', '#4f8045', k / 3), dots: '#b5442c' })
    }
    field(p, y + 110, 10, '#b3a46c', { row: 9 })
  },
  village(p, y) {
    hillsFar(p, y - 90)
    field(p, y - 60, 26, '#97b274')
    for (const [x, dy, s, w] of [[120, -30, 78, 150], [760, -44, 74, 170], [980, -6, 100, 150], [360, 0, 110, 190]]) {
      tree(p, x - 30, y + dy - 4, s * 1.3, { tone: '#5f9253' })
      house(p, x, y + dy, s, { wide: w, storeys: w > 160 ? 2 : 1 })
    }
    for (let i = 0; i < 7; i++) tree(p, p.between(0, size), y + 34, p.between(90, 150), { tone: p.pick(['#5a8c50', '#6c9c58', '#4c8048']) })
    field(p, y + 44, 14, '#a3b76a', { row: 4 })
    grass(p, y + 60, y + 220, '#a3b76a')
  },
  field(p, y) {
    hillsFar(p, y - 90)
    for (let i = 0; i < 26; i++) cedar(p, p.between(0, size), y - 50 + p.between(-8, 12), p.between(40, 90), blend('#5b8a62', p.light.mid, 0.3))
    field(p, y - 44, 18, '#9db876')
    for (let row = 0; row < 6; row++) {
      const yy = y - 20 + row * row * 8 + row * 16
      for (let i = 0; i < 26 - row * 3; i++) bush(p, ((i + 0.5) / (26 - row * 3)) * size, yy, 26 + row * 16, { tone: blend('#84ad5c', '#5d9148', row / 6) })
    }
    tree(p, 90, y + 50, 330, { tone: '#4f8350' })
  },
  grazing(p, y) {
    hillsFar(p, y - 90, 250)
    field(p, y - 70, 40, '#a3bb74')
    for (let i = 0; i < 16; i++) cedar(p, p.between(0, size), y - 40 + p.between(-20, 10), p.between(60, 110))
    field(p, y - 10, 30, '#8fae60', { row: 4 })
    grass(p, y, y + 200, '#8fae60', 400)
    bamboo(p, 1120, y + 50, 430)
  },
}

/** The place as SVG text, 1200 square. */
export function place(name, { light = 'morning', seed = name, horizon = 0.42 } = {}) {
  const p = new Paper(size, size, `${name} ${seed}`, light)
  const y = size * horizon
  sky(p, y)
  drawings[name](p, y)
  return p.toString()
}
