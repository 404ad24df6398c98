import { api, type Schema } from '@/kit/api'
import { ask } from '@/kit/http'
import { useAction } from '@/kit/useAction'

const longest = 2400
const small = 1_000_000

/** One picture to the server, made smaller first where the browser can: a village line is slow. */
export function useUpload() {
  return useAction(async ({ file, alt }: { file: File; alt: string }): Promise<Schema<'Picture'>> => {
    const body = new FormData()
    body.append('alt', alt)
    body.append('file', await shrink(file), file.name)
    return ask(api.POST('/station/media', { body: { file: '' }, bodySerializer: () => body }))
  })
}

/** The picture at no more than 2400 px, upright, as JPEG; the file itself when it is small or cannot be read here. */
async function shrink(file: File): Promise<Blob> {
  if (file.size <= small) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const out = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))
    return out && out.size < file.size ? out : file
  } catch {
    return file
  }
}
