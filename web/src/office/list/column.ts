/** A column of a list. The first one names the row and carries its link. */
export interface Column {
  key: string
  label: string
  /** Numbers and money stand right. */
  right?: boolean
  /** CSS width; the rest is shared. */
  width?: string
  /** Left out on a narrow screen, where the row is a small card. */
  wideOnly?: boolean
}
