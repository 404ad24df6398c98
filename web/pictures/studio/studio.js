import * as THREE from 'three'
import { FullScreenQuad } from 'three/addons/postprocessing/Pass.js'
import { chance } from './random.js'

/*
 * The photographer: renders one still many times with the sun moved over its disc, the sky light drawn
 * from the dome and the camera moved over its lens, and averages. Soft shadows, contact shadows, depth of
 * field and clean edges all come from that one average.
 */

keepSunSpecularOnly()

/** Only the first directional light (the sun) may make highlights: those of the dome would be stray dots. */
function keepSunSpecularOnly() {
  const chunk = THREE.ShaderChunk.lights_fragment_begin
  const at = chunk.indexOf('#if ( NUM_DIR_LIGHTS > 0 )')
  const call = 'RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );'
  const kept = `{
    vec3 kept = reflectedLight.directSpecular;
    ${call}
    #if UNROLLED_LOOP_INDEX > 0
      reflectedLight.directSpecular = kept;
    #endif
  }`
  THREE.ShaderChunk.lights_fragment_begin = chunk.slice(0, at) + chunk.slice(at).replace(call, kept)
}

const vertexShader = 'varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }'

const addShader = /* glsl */ `
  varying vec2 at; uniform sampler2D frame; uniform float weight;
  void main() { gl_FragColor = min(texture2D(frame, at), vec4(6.0)) * weight; }`

/* Khronos PBR Neutral keeps the colours of the goods; a small lift and warmth belong to the morning. */
const developShader = /* glsl */ `
  varying vec2 at; uniform sampler2D frame; uniform float exposure;
  vec3 neutral(vec3 c) {
    float start = 0.8 - 0.04, x = min(c.r, min(c.g, c.b));
    c -= x < 0.08 ? x - 6.25 * x * x : 0.04;
    float peak = max(c.r, max(c.g, c.b));
    if (peak < start) return c;
    float d = 1.0 - start, next = 1.0 - d * d / (peak + d - start);
    c *= next / peak;
    return mix(vec3(next), c, 1.0 / (0.15 * (peak - next) + 1.0));
  }
  void main() {
    vec3 c = neutral(texture2D(frame, at).rgb * exposure);
    c = mix(c * 12.92, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
    c = mix(vec3(0.03, 0.022, 0.018), vec3(1.0), c);
    gl_FragColor = vec4(c, 1.0);
  }`

const pass = (fragmentShader, uniforms, extra = {}) =>
  new FullScreenQuad(new THREE.ShaderMaterial({
    vertexShader, fragmentShader, uniforms, depthTest: false, depthWrite: false, ...extra,
  }))

/** The surroundings that shiny things reflect: a pale sky, a bright window to the upper left, a warm ground. */
function surroundings(renderer) {
  const room = new THREE.Scene()
  const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 256 })
  const ctx = canvas.getContext('2d')
  const sky = ctx.createLinearGradient(0, 0, 0, 256)
  for (const [at, colour] of [[0, '#dfe8ea'], [0.4, '#f3eee0'], [0.5, '#cdbd9c'], [0.56, '#8d7653'], [1, '#5c4a33']]) sky.addColorStop(at, colour)
  ctx.fillStyle = sky
  ctx.fillRect(0, 0, 8, 256)
  const map = new THREE.CanvasTexture(canvas)
  map.colorSpace = THREE.SRGBColorSpace
  room.add(new THREE.Mesh(new THREE.SphereGeometry(20, 32, 24), new THREE.MeshBasicMaterial({ map, side: THREE.BackSide })))
  const window = (x, y, z, w, h, power) => {
    const pane = new THREE.Mesh(new THREE.PlaneGeometry(w, h), new THREE.MeshBasicMaterial({ color: new THREE.Color(1, 0.95, 0.86).multiplyScalar(power), side: THREE.DoubleSide }))
    pane.position.set(x, y, z)
    pane.lookAt(0, 0, 0)
    room.add(pane)
  }
  window(-9, 8, 7, 5, 8, 9)
  window(10, 5, 3, 2.5, 9, 2.2)
  const pmrem = new THREE.PMREMGenerator(renderer)
  return pmrem.fromScene(room, 0.02).texture
}

const golden = Math.PI * (3 - Math.sqrt(5))
/** Point i of n spread evenly over the unit disc. */
const onDisc = (i, n, turn) => {
  const r = Math.sqrt((i + 0.5) / n), a = i * golden + turn
  return [r * Math.cos(a), r * Math.sin(a)]
}

export class Studio {
  constructor(size) {
    this.size = size
    this.renderer = new THREE.WebGLRenderer({ antialias: false, preserveDrawingBuffer: true })
    this.renderer.setSize(size, size)
    this.renderer.shadowMap.enabled = true
    this.renderer.shadowMap.type = THREE.PCFShadowMap
    this.renderer.setClearColor(0, 0)
    const target = (type, depthBuffer) => new THREE.WebGLRenderTarget(size, size, { type, depthBuffer })
    this.frame = target(THREE.HalfFloatType, true)
    this.sum = target(THREE.FloatType, false)
    this.adder = pass(addShader, { frame: { value: this.frame.texture }, weight: { value: 1 } }, {
      transparent: true, blending: THREE.CustomBlending, blendSrc: THREE.OneFactor, blendDst: THREE.OneFactor,
    })
    this.developer = pass(developShader, { frame: { value: this.sum.texture }, exposure: { value: 1 } })
    this.environment = surroundings(this.renderer)
  }

  /** Renders a still ({scene, camera, look, light, lens}) before a drawn backdrop, and returns the canvas it is in. */
  shoot(still, backdrop, samples) {
    const { scene, light } = still
    scene.background = new THREE.CanvasTexture(backdrop)
    scene.background.colorSpace = THREE.SRGBColorSpace
    scene.add(new THREE.HemisphereLight(light.sky, '#a98a63', light.fill * 3))
    this.#reflect(scene)
    const sun = this.#lamp(scene, light.sun, light.sunPower, 1024)
    const dome = this.#lamp(scene, light.sky, light.skyPower, 512)
    this.renderer.setRenderTarget(this.sum)
    this.renderer.clear()
    for (let i = 0; i < samples; i++) this.#expose(still, sun, dome, i, samples)
    this.developer.material.uniforms.exposure.value = light.exposure
    this.renderer.setRenderTarget(null)
    this.renderer.clear()
    this.developer.render(this.renderer)
    scene.background.dispose()
    this.#clear(scene)
    return this.renderer.domElement
  }

  #lamp(scene, colour, power, size) {
    const lamp = new THREE.DirectionalLight(colour, power)
    lamp.castShadow = true
    lamp.shadow.mapSize.set(size, size)
    Object.assign(lamp.shadow.camera, { left: -5.5, right: 5.5, top: 5.5, bottom: -5.5, near: 1, far: 40 })
    lamp.shadow.normalBias = 0.01
    lamp.shadow.bias = -0.0001
    lamp.shadow.radius = size > 600 ? 1.6 : 2.4
    scene.add(lamp, lamp.target)
    return lamp
  }

  #expose({ scene, camera, look, light, lens }, sun, dome, i, n) {
    const [sx, sy] = onDisc(i, n, 0.3)
    const from = new THREE.Vector3(...light.from).normalize()
    const side = new THREE.Vector3(0, 1, 0).cross(from).normalize()
    const up = from.clone().cross(side)
    sun.position.copy(from).addScaledVector(side, sx * light.softness).addScaledVector(up, sy * light.softness).normalize().multiplyScalar(18)
    const [dx, dz] = onDisc((i * 7) % n, n, 1.1)
    dome.position.set(dx * 0.96, Math.sqrt(Math.max(0.06, 1 - dx * dx - dz * dz)), dz * 0.96).multiplyScalar(18)
    const view = camera.clone()
    const [lx, ly] = onDisc((i * 5) % n, n, 2.3)
    const right = new THREE.Vector3(1, 0, 0).applyQuaternion(camera.quaternion)
    const above = new THREE.Vector3(0, 1, 0).applyQuaternion(camera.quaternion)
    view.position.addScaledVector(right, lx * lens).addScaledVector(above, ly * lens)
    view.lookAt(look)
    const jitter = chance(`pixel ${i}`)
    view.setViewOffset(this.size, this.size, jitter() - 0.5, jitter() - 0.5, this.size, this.size)
    view.updateProjectionMatrix()
    this.renderer.setRenderTarget(this.frame)
    this.renderer.clear()
    this.renderer.render(scene, view)
    this.adder.material.uniforms.weight.value = 1 / n
    this.renderer.setRenderTarget(this.sum)
    this.renderer.autoClear = false
    this.adder.render(this.renderer)
    this.renderer.autoClear = true
  }

  /** Only what shines reflects the room: matt things would pay for it and not show it. */
  #reflect(scene) {
    scene.traverse(({ material }) => {
      for (const one of [material].flat()) if (one?.isMeshStandardMaterial && one.roughness < 0.42) one.envMap = this.environment
    })
  }

  #clear(scene) {
    scene.traverse((thing) => {
      thing.geometry?.dispose()
      if (thing.isLight) thing.dispose()
    })
  }
}
