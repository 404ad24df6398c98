import { villageScene } from '@/pictures/villages'

/** The drawn place of a village: wide for its own page, small for cards. */
export function scene(code: string, size: 'small' | 'wide' = 'small'): { src: string; colour: string; alt: string } {
  const s = villageScene(code)
  return { src: s[size], colour: s.color, alt: s.alt }
}
