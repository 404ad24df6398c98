import { ref } from 'vue'

/** Whether the list of keys is open. */
export const keyHelp = ref(false)
