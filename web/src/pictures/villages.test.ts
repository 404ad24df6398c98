import { describe, expect, it } from 'vitest'
import { villageScene } from './villages'

describe('villageScene', () => {
  it('gives a village its own drawing, wide and small', () => {
    const scene = villageScene('500155130200')
    expect(scene.wide).toMatch(/guixiang\.webp/)
    expect(scene.small).toMatch(/guixiang-s\.webp/)
    expect(scene.alt).toContain('桂香村')
    expect(scene.color).toMatch(/^#[0-9a-f]{6}$/)
  })

  it.each(['500155201202', '500155129001', '500155123207', '500155108202', '500155122201', '500155127208', '500155125202', '500155126203', '500155121201', '500155123205'])(
    'has a drawing for %s that no other village has',
    (code) => {
      expect(villageScene(code).wide).not.toBe(villageScene('').wide)
    },
  )

  it('shares one drawing among the other villages', () => {
    expect(villageScene('500155001001')).toEqual(villageScene('unknown'))
  })
})
