import * as THREE from 'three'
import { chance } from '../random.js'
import { at } from '../shape.js'
import { ground } from '../objects/props.js'

/** Sets up a still: ground, things, camera and light, from a short description. */

const lights = {
  morning: { from: [-0.72, 0.78, 0.42], sun: '#ffeed2', sunPower: 3.7, sky: '#e4edf0', skyPower: 1.35, fill: 0.16, softness: 0.12, exposure: 1 },
  noon: { from: [-0.58, 0.9, 0.42], sun: '#fff4de', sunPower: 3.4, sky: '#e2eef2', skyPower: 1.5, fill: 0.18, softness: 0.15, exposure: 1 },
  late: { from: [-0.88, 0.6, 0.36], sun: '#ffdfb0', sunPower: 3.8, sky: '#ece8e4', skyPower: 1.3, fill: 0.16, softness: 0.14, exposure: 1 },
}

/**
 * @param {object} still things: what stands on the ground; on: kind of ground; place: what lies behind it;
 *   light; view: {height, far, look, side, fov} of the camera; back: far edge of the ground.
 */
export function setUp({ things, on = 'table', back = -3.4, light = 'morning', view = {}, lens = 0.07 }) {
  const { height = 3.3, far = 10.6, side = 0, fov = 27.6, look = [0, 0.92, 0] } = view
  const scene = new THREE.Scene()
  scene.add(ground(on, back), ...things.flat(Infinity))
  const camera = new THREE.PerspectiveCamera(fov, 1, 1, 60)
  const target = new THREE.Vector3(look[0], look[1] + 0.14, look[2])
  camera.position.set(look[0] + side, height, far)
  camera.lookAt(target)
  camera.updateMatrixWorld()
  return { scene, camera, look: target, light: lights[light], lens }
}

/** Puts the things made by make(i) on rings: [[count, radius, height, turn?], …]. */
export function rings(make, spec) {
  let i = 0
  return spec.flatMap(([count, r, y, turn = 0]) => Array.from({ length: count }, (_, k) => {
    const a = turn + (k / count) * Math.PI * 2
    return at(make(i++), Math.sin(a) * r, y, Math.cos(a) * r)
  }))
}

/** Puts the things made by make(i) at the listed places [x, y, z, turn?]. */
export const spots = (make, places) => places.map(([x, y, z, turn = 0, scale = 1], i) => at(make(i), x, y, z, { turn, scale }))

/** Rows and columns. */
export const rows = (make, cols, lines, dx, dz, y = 0) => spots(make, Array.from({ length: cols * lines }, (_, i) => [((i % cols) - (cols - 1) / 2) * dx, y, (Math.floor(i / cols) - (lines - 1) / 2) * dz]))

export { chance, at }
