import { useQueryClient } from '@tanstack/vue-query'
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { Schema } from '@/kit/api'
import { asProblem, problemOf } from '@/kit/problem'
import { useAction } from '@/kit/useAction'

type Import = Schema<'HouseholdImport'>

/**
 * The register on its way to the server. It lives beside the pages, so that one may leave and come back; the server
 * reads the file as it arrives and answers at the end, and its progress is in the list of imports meanwhile.
 */
export const useUploading = defineStore('office.uploading', () => {
  const queries = useQueryClient()
  const fileName = ref('')
  const dryRun = ref(true)
  /** How much has left this machine, 0 to 1. */
  const sent = ref(0)

  const action = useAction(async ({ file, dry }: { file: File; dry: boolean }) => {
    fileName.value = file.name
    dryRun.value = dry
    sent.value = 0
    try {
      return await upload(file, dry, (part) => (sent.value = part))
    } finally {
      void queries.invalidateQueries({ queryKey: ['office', 'imports'] })
    }
  })

  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  watch(action.busy, (busy) => (busy ? addEventListener('beforeunload', warn) : removeEventListener('beforeunload', warn)))

  return { fileName, dryRun, sent, busy: action.busy, problem: action.problem, run: action.run, clear: action.clear, field: action.field }
})

/** XMLHttpRequest, because it tells how much is sent and has no time limit: a large register takes minutes. */
function upload(file: File, dry: boolean, tell: (part: number) => void): Promise<Import> {
  const body = new FormData()
  body.append('dry_run', String(dry))
  body.append('file', file, file.name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/district/household-imports')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && tell(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? resolve(request.response as Import) : reject(problemOf(request.status, request.response)))
    request.onerror = () => reject(asProblem(new TypeError('upload')))
    request.send(body)
  })
}
