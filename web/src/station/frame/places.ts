import type { IconName } from '@/ui/icons'
import { words } from '../words'

export interface Place {
  to: string
  icon: IconName
  label: string
}

/** The station's daily places, in the order of the day. */
export const daily: Place[] = [
  { to: '/', icon: 'home', label: words.frame.today },
  { to: '/lots', icon: 'scale', label: words.frame.intake },
  { to: '/orders', icon: 'box', label: words.frame.orders },
  { to: '/products', icon: 'leaf', label: words.frame.products },
]

/** What a phone keeps behind 更多 and a desk shows at once. */
export const further: Place[] = [
  { to: '/stock', icon: 'grid', label: words.frame.stock },
  { to: '/households', icon: 'people', label: words.frame.households },
  { to: '/credits', icon: 'coin', label: words.frame.credits },
  { to: '/claims', icon: 'people', label: words.frame.claims },
  { to: '/disputes', icon: 'receipt', label: words.frame.disputes },
]

/** Whether a place is where the reader is: its page or one below it. */
export function isHere(to: string, path: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
}
