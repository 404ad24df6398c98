import { ref, watch, type Ref } from 'vue'

/** A small thing this device keeps between visits; a device that keeps nothing works all the same. */
export function recalled<T>(name: string, fallback: T, fits: (raw: unknown) => raw is T): Ref<T> {
  const slot = `yigou.station.${name}`
  const kept = ref(read(slot, fallback, fits)) as Ref<T>
  watch(kept, (now) => write(slot, now), { deep: true })
  return kept
}

function read<T>(slot: string, fallback: T, fits: (raw: unknown) => raw is T): T {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(slot) ?? 'null')
    return fits(raw) ? raw : fallback
  } catch {
    return fallback
  }
}

function write(slot: string, value: unknown): void {
  try {
    localStorage.setItem(slot, JSON.stringify(value))
  } catch {
    // A full or closed storage only costs the convenience.
  }
}
