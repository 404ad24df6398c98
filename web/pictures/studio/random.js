/** Seeded chance: the same name always gives the same picture. */

/** @returns {() => number} a generator of numbers in [0, 1) fixed by the seed text (xmur3 + mulberry32). */
export function chance(seed) {
  let h = 1779033703 ^ seed.length
  for (let i = 0; i < seed.length; i++) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = (h + 0x6d2b79f5) | 0
    let t = Math.imul(h ^ (h >>> 15), 1 | h)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A number in [a, b). */
export const between = (rnd, a, b) => a + (b - a) * rnd()

/** One of the given values. */
export const pick = (rnd, values) => values[Math.floor(rnd() * values.length)]

const hash = (x, y, z) => {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(z, 1274126177)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}
const ease = (t) => t * t * (3 - 2 * t)
const mix = (a, b, t) => a + (b - a) * t

/** Smooth value noise in [0, 1] over three dimensions. */
export function noise(x, y = 0, z = 0) {
  const xi = Math.floor(x), yi = Math.floor(y), zi = Math.floor(z)
  const u = ease(x - xi), v = ease(y - yi), w = ease(z - zi)
  const row = (dy, dz) => mix(hash(xi, yi + dy, zi + dz), hash(xi + 1, yi + dy, zi + dz), u)
  return mix(mix(row(0, 0), row(1, 0), v), mix(row(0, 1), row(1, 1), v), w)
}

/** Four octaves of noise, in [0, 1]. */
export function clouds(x, y = 0, z = 0) {
  let sum = 0, gain = 0.5
  for (let i = 0; i < 4; i++) {
    sum += gain * noise(x, y, z)
    x = x * 2.03 + 7.1; y = y * 2.03 + 3.7; z = z * 2.03 + 1.3
    gain *= 0.5
  }
  return sum / 0.9375
}
