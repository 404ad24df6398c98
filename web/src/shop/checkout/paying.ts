const slot = (checkout: string) => `yigou.paying.${checkout}`

/** Sends the browser to the cashier and remembers that it went. */
export function leaveToPay(checkout: string, url: string): void {
  sessionStorage.setItem(slot(checkout), '1')
  location.assign(url)
}

/** Whether the browser was at the cashier for this checkout since it was last asked. */
export function cameBack(checkout: string): boolean {
  const was = sessionStorage.getItem(slot(checkout)) === '1'
  sessionStorage.removeItem(slot(checkout))
  return was
}
