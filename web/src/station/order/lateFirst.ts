interface Dated {
  late: boolean
  ship_by_day?: string
}

/** Late orders first, then by the promised day; within a day as they came. */
export function lateFirst<T extends Dated>(orders: readonly T[]): T[] {
  const day = (o: T) => o.ship_by_day ?? '9999-12-31'
  return [...orders].sort((a, b) => Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)))
}
