import * as THREE from 'three'
import { between } from './random.js'

/** Building blocks of every object. One unit is about ten centimetres; things stand on y = 0 and face +z. */

export const colour = (c) => (c?.isColor ? c : new THREE.Color(c))

/** A matt natural surface unless told otherwise. */
export const surface = (c, options = {}) =>
  new THREE.MeshStandardMaterial({ color: c, roughness: 0.72, metalness: 0, ...options })

/** Printed paper or cloth: it keeps its legibility where the light grazes it. */
export const printed = (map, options = {}) => surface('#fff', { map, emissive: '#ffffff', emissiveMap: map, emissiveIntensity: 0.16, roughness: 0.85, ...options })

/** A surface whose colours were painted on the shape. */
export const painted = (options = {}) => surface('#ffffff', { vertexColors: true, ...options })

/** A mesh that casts and takes shadow, at a place, turned. */
export function put(geometry, material, [x, y, z] = [0, 0, 0], [rx, ry, rz] = [0, 0, 0]) {
  const mesh = new THREE.Mesh(geometry, material)
  mesh.castShadow = mesh.receiveShadow = true
  mesh.position.set(x, y, z)
  mesh.rotation.set(rx, ry, rz)
  return mesh
}

/** Several things as one. */
export function group(...things) {
  const g = new THREE.Group()
  g.add(...things.flat())
  return g
}

/** Moves, turns and scales a thing, and gives it back. */
export function at(thing, x = 0, y = 0, z = 0, { turn = 0, tilt = 0, lean = 0, scale = 1 } = {}) {
  thing.position.set(x, y, z)
  thing.rotation.set(tilt, turn, lean)
  thing.scale.setScalar(scale)
  return thing
}

/** Normals averaged over vertices at one place, so that seams of closed shapes do not show. */
export function smooth(geometry) {
  geometry.computeVertexNormals()
  const { position, normal } = geometry.attributes
  const sums = new Map()
  const key = (i) => `${Math.round(position.getX(i) * 2e3)},${Math.round(position.getY(i) * 2e3)},${Math.round(position.getZ(i) * 2e3)}`
  for (let i = 0; i < position.count; i++) {
    const k = key(i), n = new THREE.Vector3().fromBufferAttribute(normal, i)
    sums.has(k) ? sums.get(k).add(n) : sums.set(k, n)
  }
  for (let i = 0; i < position.count; i++) {
    const n = sums.get(key(i)).clone().normalize()
    normal.setXYZ(i, n.x, n.y, n.z)
  }
  return geometry
}

/** Moves every vertex through fn(point), then smooths. */
export function mould(geometry, fn) {
  const { position } = geometry.attributes
  const p = new THREE.Vector3()
  for (let i = 0; i < position.count; i++) {
    fn(p.fromBufferAttribute(position, i), i)
    position.setXYZ(i, p.x, p.y, p.z)
  }
  return smooth(geometry)
}

/** Paints every vertex with fn(point, normal) → colour. */
export function paint(geometry, fn) {
  const { position, normal } = geometry.attributes
  const values = new Float32Array(position.count * 3)
  const p = new THREE.Vector3(), n = new THREE.Vector3()
  for (let i = 0; i < position.count; i++) {
    const c = fn(p.fromBufferAttribute(position, i), n.fromBufferAttribute(normal, i))
    values.set([c.r, c.g, c.b], i * 3)
  }
  geometry.setAttribute('color', new THREE.BufferAttribute(values, 3))
  return geometry
}

/** The colour between two, t in [0, 1]. */
export const blend = (a, b, t) => colour(a).clone().lerp(colour(b), Math.min(1, Math.max(0, t)))

/** A turned shape from [radius, height] points, seam at the back; `round` draws a curve through the points. */
export function turned(points, { segments = 56, round = true, steps = 40, arc = Math.PI * 2, from = Math.PI } = {}) {
  const raw = points.map(([r, y]) => new THREE.Vector2(Math.max(r, 0.0001), y))
  const line = round ? new THREE.SplineCurve(raw).getPoints(steps).map((p) => new THREE.Vector2(Math.max(p.x, 0.0001), p.y)) : raw
  const geometry = new THREE.LatheGeometry(line, segments, from, arc)
  return arc > 6.28 ? smooth(geometry) : geometry
}

/** A tube through points whose thickness is thick(t), t in [0, 1] along it; closed at both ends. */
export function rope(points, thick, { along = 24, around = 10 } = {}) {
  const curve = new THREE.CatmullRomCurve3(points.map((p) => new THREE.Vector3(...p)))
  const frames = curve.computeFrenetFrames(along)
  const positions = [], uvs = [], index = []
  for (let i = 0; i <= along; i++) {
    const t = i / along, c = curve.getPointAt(t), r = typeof thick === 'function' ? thick(t) : thick
    for (let j = 0; j <= around; j++) {
      const a = (j / around) * Math.PI * 2
      const p = c.clone().addScaledVector(frames.normals[i], Math.cos(a) * r).addScaledVector(frames.binormals[i], Math.sin(a) * r)
      positions.push(p.x, p.y, p.z)
      uvs.push(t, j / around)
      if (i < along && j < around) {
        const k = i * (around + 1) + j
        index.push(k, k + 1, k + around + 1, k + 1, k + around + 2, k + around + 1)
      }
    }
  }
  const geometry = new THREE.BufferGeometry()
  geometry.setAttribute('position', new THREE.Float32BufferAttribute(positions, 3))
  geometry.setAttribute('uv', new THREE.Float32BufferAttribute(uvs, 2))
  geometry.setIndex(index)
  return smooth(geometry)
}

/** A leaf lying along +x from the origin: bent down along its length, folded along its vein. */
export function leafShape(length, width, { bend = 0.35, fold = 0.18, wave = 0, tip = 1.1, cols = 14, rows = 6 } = {}) {
  const geometry = new THREE.PlaneGeometry(1, 1, cols, rows)
  const { position } = geometry.attributes
  for (let i = 0; i < position.count; i++) {
    const t = position.getX(i) + 0.5, s = position.getY(i) * 2
    const w = width * Math.pow(Math.sin(Math.PI * Math.pow(Math.min(0.999, t * 0.985 + 0.012), 1 / tip)), 0.85)
    const z = (s * w) / 2
    position.setXYZ(i, t * length, Math.abs(s) * fold * w - bend * t * t * length + Math.sin(t * 17 + s * 3) * wave, z)
  }
  geometry.computeVertexNormals()
  return geometry
}

export const leaf = (length, width, c = '#4f8a3e', options = {}) =>
  put(leafShape(length, width, options), surface(c, { roughness: 0.55, side: THREE.DoubleSide }))

/** Many copies of one small shape: place(i, dummy) sets each; tint(i) may colour it. */
export function many(count, geometry, material, place, tint) {
  const mesh = new THREE.InstancedMesh(geometry, material, count)
  mesh.castShadow = mesh.receiveShadow = true
  const dummy = new THREE.Object3D()
  for (let i = 0; i < count; i++) {
    dummy.position.set(0, 0, 0); dummy.rotation.set(0, 0, 0); dummy.scale.set(1, 1, 1)
    place(i, dummy)
    dummy.updateMatrix()
    mesh.setMatrixAt(i, dummy.matrix)
    if (tint) mesh.setColorAt(i, colour(tint(i)))
  }
  return mesh
}

/** A heap of small things: count places on a mound of radius r and height h, turned any way. */
export function heap(rnd, count, geometry, material, { r = 1, h = 0.5, size = 1, tints, flat = 0 } = {}) {
  return many(count, geometry, material, (i, d) => {
    const a = rnd() * Math.PI * 2, k = Math.sqrt(rnd())
    d.position.set(Math.cos(a) * k * r, h * (1 - k * k) * between(rnd, 0.82, 1.02), Math.sin(a) * k * r)
    d.rotation.set(between(rnd, -1, 1) * (flat ? 0.5 : 3), rnd() * 6.3, between(rnd, -1, 1) * (flat ? 0.5 : 3))
    d.scale.setScalar(size * between(rnd, 0.85, 1.15))
  }, tints && ((i) => tints[i % tints.length]))
}
