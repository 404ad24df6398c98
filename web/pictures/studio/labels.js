import { print, texture } from './textures.js'

/** Labels, bag faces and box lids: the same quiet print on everything. */

const serif = '"Noto Serif CJK SC", "Songti SC", serif'
const sans = '"Noto Sans CJK SC", "PingFang SC", sans-serif'

const papers = {
  cream: { ground: '#f8f1df', ink: '#2b3a32', line: '#b99a57' },
  green: { ground: '#2f6b4f', ink: '#f8f1df', line: '#e0c987' },
  pomelo: { ground: '#e6b64a', ink: '#3d2c0a', line: '#8a6414' },
  clay: { ground: '#a5482b', ink: '#fbf1dd', line: '#e8c88f' },
  kraft: { ground: '#c39a66', ink: '#3b2a17', line: '#7b5a33' },
  flax: { ground: '#dccaa4', ink: '#2f5a45', line: '#2f6b4f' },
}

/** The seal of the shop, a small red square. */
function seal(ctx, x, y, size) {
  ctx.fillStyle = '#b4452a'
  ctx.beginPath()
  ctx.roundRect(x, y, size, size, size * 0.14)
  ctx.fill()
  ctx.fillStyle = '#fbf1dd'
  ctx.font = `700 ${size * 0.42}px ${serif}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText('以', x + size / 2, y + size * 0.29)
  ctx.fillText('购', x + size / 2, y + size * 0.74)
}

/** A hill line under the title, the same on every label. */
function hills(ctx, w, y, h, ink) {
  ctx.save()
  ctx.globalAlpha = 0.28
  ctx.fillStyle = ink
  ctx.beginPath()
  ctx.moveTo(0, y + h)
  for (let x = 0; x <= w; x += 4) {
    const t = x / w
    const bump = Math.max(Math.sin(t * 9 + 0.4), Math.sin(t * 6.2 + 2.2) * 0.8, Math.sin(t * 14 + 1) * 0.5, 0)
    ctx.lineTo(x, y + h - Math.pow(bump, 0.7) * h)
  }
  ctx.lineTo(w, y + h)
  ctx.fill()
  ctx.restore()
}

/** Title upright in one column, origin and weight below. */
export function label(title, note, paper = 'cream', { width = 360, height = 480 } = {}) {
  const c = papers[paper]
  return texture(print(`label ${title} ${note} ${paper} ${width} ${height}`, width, height, (ctx, w, h) => {
    ctx.fillStyle = c.ground
    ctx.fillRect(0, 0, w, h)
    ctx.strokeStyle = c.line
    ctx.lineWidth = 3
    ctx.strokeRect(14, 14, w - 28, h - 28)
    hills(ctx, w - 28, h * 0.62, h * 0.14, c.ink)
    const chars = [...title], size = Math.min((h * 0.66) / chars.length, w * 0.3)
    ctx.fillStyle = c.ink
    ctx.font = `700 ${size}px ${serif}`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    chars.forEach((char, i) => ctx.fillText(char, w / 2, h * 0.08 + size * (i + 0.55)))
    ctx.font = `500 ${w * 0.075}px ${sans}`
    ctx.fillText(note, w / 2, h * 0.87)
    seal(ctx, w * 0.76, h * 0.07, w * 0.14)
  }))
}

/** A broad face: the title lies, the note below. For sacks, pouches and boxes. */
export function face(title, note, paper = 'flax', { width = 640, height = 640, band = false, high = 0.42 } = {}) {
  const c = papers[paper]
  return texture(print(`face ${title} ${note} ${paper} ${width} ${height} ${band} ${high}`, width, height, (ctx, w, h) => {
    ctx.fillStyle = c.ground
    ctx.fillRect(0, 0, w, h)
    for (let i = 0; i < 900; i++) {
      ctx.fillStyle = i % 2 ? 'rgba(255,255,255,.05)' : 'rgba(0,0,0,.035)'
      ctx.fillRect((i * 127.3) % w, (i * 61.7) % h, 26, 1.5)
    }
    if (band) {
      ctx.fillStyle = '#f8f1df'
      ctx.fillRect(w * 0.2, h * 0.2, w * 0.6, h * 0.56)
    }
    const ink = band ? '#2b3a32' : c.ink
    const chars = [...title], size = Math.min((w * 0.56) / chars.length, h * 0.2)
    ctx.fillStyle = ink
    ctx.font = `700 ${size}px ${serif}`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    ctx.fillText(title, w / 2, h * high)
    ctx.fillRect(w / 2 - size * 0.6, h * (high + 0.11), size * 1.2, 3)
    ctx.font = `500 ${Math.min(size * 0.36, w * 0.045)}px ${sans}`
    ctx.fillText(note, w / 2, h * (high + 0.18))
    seal(ctx, w / 2 - w * 0.04, h * (high + 0.24), w * 0.08)
  }))
}
