import { formatGrams } from '@/kit/weight'
import { words } from '../words'

/** An amount of goods in its stock unit: "6 千克" for grams, "24 枚" for what is counted. */
export function formatStock(quantity: number, unitLabel: string): string {
  if (unitLabel === words.unit.g) return formatGrams(quantity)
  return `${quantity.toLocaleString('en-US')} ${unitLabel}`
}

/** The same with the weight beside what is counted: "24 枚，1.2 千克". */
export function formatGoods(quantity: number, grams: number, unitLabel: string): string {
  const amount = formatStock(quantity, unitLabel)
  return unitLabel === words.unit.g ? amount : `${amount}，${formatGrams(grams)}`
}
