import { onBeforeUnmount, ref } from 'vue'

/**
 * Reads sentences aloud with the voice of the device; where there is none,
 * `able` is false and the button is not shown. One sentence at a time, because
 * some browsers fall silent in the middle of a long text.
 */
export function useSpeech() {
  const voice = globalThis.speechSynthesis as SpeechSynthesis | undefined
  const able = voice !== undefined
  const speaking = ref(false)
  let turn = 0

  function stop() {
    turn++
    speaking.value = false
    voice?.cancel()
  }

  function read(sentences: string[]) {
    stop()
    if (voice && sentences.length) next(voice, sentences, turn)
  }

  function next(by: SpeechSynthesis, [first, ...rest]: string[], mine: number) {
    if (mine !== turn) return
    speaking.value = first !== undefined
    if (first === undefined) return
    const said = new SpeechSynthesisUtterance(first)
    said.lang = 'zh-CN'
    said.rate = 0.9
    said.onend = () => next(by, rest, mine)
    said.onerror = () => mine === turn && stop()
    by.speak(said)
  }

  onBeforeUnmount(stop)
  return { able, speaking, read, stop }
}
