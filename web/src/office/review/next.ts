/** The task to open after `done`: the one below it in the queue, else the first of what is left. */
export function nextOf(queue: readonly string[], done: string): string | undefined {
  const at = queue.indexOf(done)
  const rest = queue.filter((id) => id !== done)
  return at < 0 ? rest[0] : (rest[at] ?? rest[0])
}
