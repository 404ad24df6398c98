import { ref, watchEffect } from 'vue'

const slot = 'yigou.elder'

/** 长辈版: one switch for the whole page, remembered on this device. */
export const elder = ref(localStorage.getItem(slot) === '1')

watchEffect(() => {
  document.documentElement.classList.toggle('elder', elder.value)
  if (elder.value) localStorage.setItem(slot, '1')
  else localStorage.removeItem(slot)
})
